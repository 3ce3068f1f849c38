"""list, show and the moves at the terminal."""

import pytest
from console import Desk

CLASSES, GIFTS, HEALTH = (f"CDCSXGM-2026-H2-0{n}" for n in (1, 2, 3))


def test_the_list_is_in_order_of_date_and_stable(busy: Desk) -> None:
    assert busy.codes() == [CLASSES, HEALTH, GIFTS]
    first, second = (busy.ok("list", "--json").out for _ in range(2))
    assert first == second
    (row, *_) = busy.ok("list", "--json").json()  # type: ignore[misc]
    assert set(row) == {
        "code",
        "text",
        "unit",
        "period",
        "due",
        "status",
        "timeliness",
        "result",
        "continued_by",
        "awaiting_acceptance",
    }


def test_filters(busy: Desk) -> None:
    busy.ok("not-done", GIFTS, "--reason", "không có kinh phí")

    def codes(*arguments: str) -> list[str]:
        return [row["code"] for row in busy.ok("list", "--json", *arguments).json()]  # type: ignore[attr-defined]

    assert codes("--status", "not_done") == [GIFTS]
    assert codes("--period", "2026-H2") == busy.codes()
    assert codes("--period", "2026-H1") == []
    assert codes("--overdue", "--as-of", "1/12/2026") == [CLASSES, HEALTH]
    assert busy.run("list", "--period", "2026-H3").status == 1
    assert busy.run("list", "--unit", "KHONGCO").status == 1


def test_a_unit_sees_what_it_was_handed_and_no_more(busy: Desk) -> None:
    busy.ok("units", "add", "Tổ công đoàn 1")
    busy.ok("amend", GIFTS, "--owner", "TCD1", "--reason", "phân công", "--approver", "Chủ tịch")
    handed = busy.ok("list", "--unit", "tcd1", "--json").json()
    assert [row["code"] for row in handed] == [GIFTS]  # type: ignore[attr-defined]
    assert len(busy.ok("list", "--unit", "CDCSXGM", "--json").json()) == 3  # type: ignore[arg-type]


def test_done_without_evidence_is_refused_and_attested_it_is_done(busy: Desk) -> None:
    refused = busy.run("done", HEALTH)
    assert refused.status == 1
    assert "--attest" in refused.err
    assert "dondoc evidence add" in refused.err
    out = busy.ok("done", HEALTH, "--attest", "Đã khám ngày 05/7", "--on", "5/7/2026").out
    assert f"{HEALTH}: đã hoàn thành ngày 05/07/2026" in out
    assert "chưa có minh chứng" in busy.ok("show", HEALTH).out


def test_the_whole_life_of_a_task(busy: Desk) -> None:
    busy.ok("activity", "add", CLASSES, "--words", "Mở lớp thứ nhất", "-n", "1", "--as-of", "01/8/2026")
    proof = busy.file("bien-ban.txt", "Đã mở lớp thứ hai")
    busy.ok("evidence", "add", CLASSES, proof, "-n", "1", "--words", "Mở lớp thứ hai", "--as-of", "01/9/2026")
    assert "đã hoàn thành ngày 01/09/2026" in busy.ok("done", CLASSES).out
    shown = busy.ok("show", CLASSES).out
    for words in ("2/2", "bien-ban.txt [đã công nhận]", "ghi nhận hoàn thành", "Mở lớp thứ nhất"):
        assert words in shown
    assert "mở lại" not in shown
    busy.ok("reopen", CLASSES, "--reason", "ghi nhầm")
    assert "mở lại" in busy.ok("show", CLASSES).out


@pytest.mark.parametrize("command", ["partly", "not-done", "suspend"])
def test_a_reason_is_needed(busy: Desk, command: str) -> None:
    assert busy.run(command, GIFTS).status == 2
    assert busy.run(command, GIFTS, "--reason", " ").status == 1
    assert GIFTS in busy.ok(command, GIFTS, "--reason", "thiếu kinh phí").out


def test_waiving_names_who_released(busy: Desk) -> None:
    out = busy.ok("waive", GIFTS, "--reason", "đã có đơn vị khác làm", "--by", "Chủ tịch").out
    assert "được cho thôi" in out


def test_an_amendment_shows_both_values(busy: Desk) -> None:
    common = ("--reason", "mưa bão", "--approver", "Chủ tịch", "--basis", "TB 15")
    assert "hạn hiện nay 31/10/2026" in busy.ok("amend", CLASSES, "--due", "31/10/2026", *common).out
    busy.ok("amend", CLASSES, "--target", ">= 3 lớp", *common)
    shown = busy.ok("show", CLASSES).out
    assert "hạn 29/09/2026 → 31/10/2026" in shown
    assert "→ ít nhất 03 lớp" in shown
    assert "TB 15" in shown
    assert busy.run("amend", CLASSES, *common).status == 2
    assert busy.run("amend", CLASSES, "--due", "1/12/2026", "--cancel", *common).status == 2
    busy.ok("amend", CLASSES, "--cancel", *common)
    assert "thôi thực hiện" in busy.ok("show", CLASSES).out


def test_an_unknown_code_says_how_to_see_the_codes(busy: Desk) -> None:
    outcome = busy.run("show", "KHONGCO-01")
    assert (outcome.status, outcome.out) == (1, "")
    assert "dondoc list" in outcome.err


def test_an_empty_workspace_says_how_to_begin(desk: Desk) -> None:
    assert "dondoc ingest" in desk.ok("list").out


def test_a_code_may_be_typed_without_its_beginning_its_case_and_its_nought(busy: Desk) -> None:
    for typed in (CLASSES.lower(), "1", "01", "h2-1"):
        assert CLASSES in busy.ok("show", typed).out
    missing = busy.run("show", "9")
    assert missing.status == 1
