"""Slips hold a few tasks each, and the text of a group says who does what."""

from datetime import date

from dondoc.draft.digest import Digest, DigestGroup, DigestLine
from dondoc.draft.short_text import short_text
from dondoc.draft.slips import SLIP_TASKS, group_text, make_slips

TODAY = date(2026, 9, 25)


def letter(count: int) -> Digest:
    lines = tuple(
        DigestLine(code=f"CDX-{n:02}", words="Mở lớp " + "rất dài " * 40, deadline="29/09/2026", doer="đ/c Mẫu")
        for n in range(1, count + 1)
    )
    group = DigestGroup(title="Quá hạn", count="01", lines=lines)
    return Digest(
        subject="", salutation="", opening="", groups=(group,), directions="", how_to_answer=(), chat=""
    )  # fmt: skip


def test_many_tasks_go_on_to_the_next_slip() -> None:
    slips = list(make_slips("Đồng chí  Thử", letter(SLIP_TASKS + 2), today=TODAY, tracker=""))
    assert [(slip.part, len(slip.lines)) for slip in slips] == [("01/02", SLIP_TASKS), ("02/02", 2)]
    assert {slip.receiver for slip in slips} == {"Đồng chí Thử"}
    assert {slip.return_to for slip in slips} == {"cán bộ theo dõi"}
    (only,) = make_slips("Tổ 1", letter(1), today=TODAY, tracker="Lê Thị Vân")
    assert (only.part, only.return_to) == ("", "đồng chí Lê Thị Vân")
    assert len(only.lines[0].words) <= 150


def test_the_text_of_a_group_numbers_through_and_names_the_doer() -> None:
    rows = group_text("Tổ công đoàn 1", letter(2), today=TODAY).splitlines()
    assert rows[0] == "Tổ công đoàn 1 – việc cần làm ngày 25/09/2026:"
    assert [row[:2] for row in rows[2:4]] == ["1.", "2."]
    assert rows[2].endswith("– hạn 29/09/2026 – đ/c Mẫu")


def test_links_stand_below_their_task_and_count_for_the_length() -> None:
    chat = "Đ/c An:\n1. A-1: một\n2. A-2: hai ba bốn năm\nTrả lời theo mã việc."
    links = {"A-1": "https://vi.du/a/1", "A-2": ""}
    assert short_text(chat, 200, links).splitlines()[2] == "   Trả lời: https://vi.du/a/1"
    assert "… còn 01 việc" in short_text(chat, 90, links)
    assert short_text("không có việc nào " * 20, 40).endswith("…")
    assert len(short_text(chat, 20)) <= 20
