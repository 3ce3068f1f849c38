"""The conversation of a review: what is typed is checked at once, and nothing is written before its end."""

import json

import pytest
from console import Desk, Outcome

from dondoc.errors import BadInput


@pytest.fixture
def drafts(desk: Desk) -> Desk:
    desk.ok("ingest", desk.file("bao-cao.txt"))
    return desk


def walk(desk: Desk, *lines: str) -> Outcome:
    return desk.run("review", typed="".join(f"{line}\n" for line in lines))


def test_accept_direction_and_reject(drafts: Desk) -> None:
    outcome = walk(drafts, "", "d", "k")
    assert outcome.status == 0
    assert "Đã xác nhận 2 cam kết (1 phần việc, 1 định hướng), không nhận 1, để lại 0." in outcome.out
    assert drafts.run("review").status == 1


def test_q_writes_nothing(drafts: Desk) -> None:
    outcome = walk(drafts, "", "q")
    assert (outcome.status, drafts.codes()) == (0, [])
    assert "chưa ghi gì" in outcome.out


def test_the_end_of_input_writes_nothing(drafts: Desk) -> None:
    outcome = walk(drafts, "")
    assert outcome.status == 130
    assert "Đã dừng" in outcome.err
    assert drafts.codes() == []


def test_w_writes_what_was_decided_and_leaves_the_rest(drafts: Desk) -> None:
    assert "Đã xác nhận 1 cam kết" in walk(drafts, "", "w").out
    assert len(drafts.codes()) == 1
    assert len(drafts.ok("review", "--json").json()["decisions"]) == 2  # type: ignore[index,call-overload]


def test_a_accepts_this_one_and_the_rest(drafts: Desk) -> None:
    walk(drafts, "k", "a")
    assert len(drafts.codes()) == 2


def test_l_leaves_one_and_g_rejects_a_group(drafts: Desk) -> None:
    out = walk(drafts, "l", "g").out
    assert "không nhận 2, để lại 1" in out


def test_mending_words_day_and_target(drafts: Desk) -> None:
    walk(drafts, "s", "Mở ba lớp an toàn", "15/9/2026", ">= 3 lớp", "", "a")
    shown = drafts.ok("show", drafts.codes()[0]).out
    for words in ("Mở ba lớp an toàn", "15/09/2026", "ít nhất 03 lớp"):
        assert words in shown


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (("s", "", "31/2/2026"), "Không hiểu ngày"),
        (("s", "", "", "vài lớp"), "Không hiểu số"),
        (("h", "1/1/2027"), "sau hạn"),
        (("c", "KHONGCO"), "Không có đơn vị"),
        (("c", "@khongco"), "Không có người"),
        (("t", ""), "cần có nội dung"),
        (("?",), ""),
    ],
)
def test_what_cannot_be_is_said_at_once_and_asked_again(drafts: Desk, typed: tuple[str, ...], complaint: str) -> None:
    outcome = walk(drafts, *typed, "a")
    assert outcome.status == 0
    assert complaint in outcome.err
    assert len(drafts.codes()) == 3


def test_planning_a_day_handing_out_and_adding(drafts: Desk) -> None:
    for name in ("Tổ công đoàn 1", "Tổ công đoàn 2"):
        drafts.ok("units", "add", name)
    outcome = walk(drafts, "h", "1/9/2026", "c", "TCD1, TCD2", "", "t", "Thăm công nhân ốm", "1/8/2026", "", "a")
    assert "Đã xác nhận 4 cam kết (5 phần việc" in outcome.out
    assert [c for c in drafts.codes() if "." in c] == ["CDCSXGM-2026-H2-01.1", "CDCSXGM-2026-H2-01.2"]


def test_together_is_one_part(drafts: Desk) -> None:
    for name in ("Tổ công đoàn 1", "Tổ công đoàn 2"):
        drafts.ok("units", "add", name)
    assert "3 phần việc" in walk(drafts, "c", "TCD1,TCD2", "c", "", "a").out


def test_nothing_to_review_says_how_to_go_on(desk: Desk) -> None:
    outcome = desk.run("review")
    assert outcome.status == 1
    assert "dondoc ingest" in outcome.err


def test_a_named_document_and_all_its_drafts(drafts: Desk) -> None:
    assert drafts.run("review", "--document", "9").status == 1
    drafts.ok("review", "--document", "1", "--accept-all")
    assert len(drafts.codes()) == 3


def test_targets_as_people_type_them() -> None:
    from decimal import Decimal

    from dondoc.core.entry import parse_target

    target = parse_target("<= 1.250,5 triệu đồng")
    assert (target.value, target.unit, target.role.value) == (Decimal("1250.5"), "triệu đồng", "cap")
    assert parse_target("90% đoàn viên").percent
    with pytest.raises(BadInput):
        parse_target("vài lớp")


def test_a_reason_can_follow_the_k(drafts: Desk) -> None:
    assert "không nhận 1, để lại 0" in walk(drafts, "K Việc của Cấp trên", "w").out
    from dondoc.wiring import open_office

    office = open_office(drafts.folder)
    with office.work() as work:
        [(_, payload)] = work.events.told_of(["draft-1"])
    office.close()
    assert payload is not None
    assert payload["reason"] == "Việc của Cấp trên"


def test_what_a_accepts_in_bulk_was_seen_by_nobody(drafts: Desk) -> None:
    walk(drafts, "n", "a")
    from dondoc.wiring import open_office

    office = open_office(drafts.folder)
    with office.work() as work:
        [judged] = work.examples.judgements().values()
    office.close()
    assert [one.was_seen for one in judged] == [True, True, False]


EMPTY = "Xưởng gốm nghỉ lễ.\nNặn thêm 40 cái chum cho kho.\n"


def test_where_nothing_was_found_a_person_can_add_once(desk: Desk) -> None:
    desk.ok("ingest", desk.file("thu.txt", EMPTY))
    outcome = walk(desk, "?", "t", "", "t", "Nặn thêm 40 cái chum cho kho", "1/8/2026", "w")
    assert "Máy không trích được cam kết nào" in outcome.out
    assert "cần có nội dung" in outcome.err
    assert "Đã xác nhận 1 cam kết" in outcome.out
    assert len(desk.codes()) == 1
    assert desk.run("review").status == 1
    assert desk.run("review", "--document", "1").status == 1


def test_where_nothing_was_found_nothing_is_written_without_an_addition(desk: Desk) -> None:
    desk.ok("ingest", desk.file("thu.txt", EMPTY))
    for typed in (("q",), ("w",)):
        assert "chưa ghi gì" in walk(desk, *typed).out
    assert desk.run("review", "--accept-all").status == 1


def test_a_decisions_file_can_add_where_nothing_was_found_and_does_so_once(desk: Desk) -> None:
    desk.ok("ingest", desk.file("thu.txt", EMPTY))
    template = desk.ok("review", "--json").json()
    assert isinstance(template, dict)
    assert template["decisions"] == []
    template["additions"] = [{"text": "Nặn thêm 40 cái chum cho kho"}]
    path = desk.file("quyet-dinh.json", json.dumps(template))
    desk.ok("review", "--decisions", path)
    assert desk.run("review", "--decisions", path).status == 1
    desk.ok("corpus", "export", str(desk.folder.parent / "mau"))
    assert len(desk.codes()) == 1
