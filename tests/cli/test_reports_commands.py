"""A report at the terminal: drafted, edited, submitted, issued, opened, corrected."""

import hashlib
import json
from pathlib import Path

from console import Desk
from documents.word_edits import Word

PERIOD = "2026-H2"


def written(desk: Desk) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(desk.ok("reports", "list", "--json").out)
    return rows


def test_a_report_goes_from_draft_to_issued_and_is_given_back_byte_for_byte(busy: Desk, tmp_path: Path) -> None:
    made = json.loads(busy.ok("report", PERIOD, "--json").out)
    lines = [line for section in made["context"]["sections"] for g in section["groups"] for line in g["lines"]]
    key = next(line["key"] for line in lines if line["key"].startswith("results"))
    busy.ok("reports", "edit", PERIOD, key, "Lời của chị Lan.")
    behind = busy.run("reports", "submit", PERIOD, "--with-open")
    assert (behind.status, "chưa có những lời mới sửa" in behind.err) == (1, True)
    assert "lời sửa:  - Lời của chị Lan." in busy.ok("reports", "edits", PERIOD).out
    assert json.loads(busy.ok("report", PERIOD, "--json").out)["version"] == 2
    assert "(thuky)" in busy.ok("reports", "show", PERIOD, "--lines").out

    refused = busy.run("reports", "submit", PERIOD)
    assert (refused.status, "còn phần chưa viết" in refused.err) == (1, True)
    assert "Khi đã ký" in busy.ok("reports", "submit", PERIOD, "--with-open").out
    assert "dự thảo" in busy.ok("reports", "withdraw", PERIOD).out
    busy.ok("reports", "submit", f"{PERIOD} v2", "--with-open")
    today = made["cut_off"]
    assert busy.run("reports", "issue", PERIOD, "--number", "5", "--on", "2099-01-01").status == 1
    signed_on = busy.ok("reports", "show", PERIOD).out
    assert "đã trình" in signed_on
    issued = busy.ok("reports", "issue", PERIOD, "--number", "5", "--on", _day(busy)).out
    assert "số 05/" in issued, today

    (old, new) = written(busy)
    assert (old["state"], new["state"]) == ("superseded", "issued")
    target = tmp_path / "lay-ra.docx"
    busy.ok("reports", "open", str(new["number"]), "--format", "docx", "-o", str(target))
    outputs = dict(new["outputs"])  # type: ignore[call-overload]
    assert hashlib.sha256(target.read_bytes()).hexdigest() == outputs["docx"]
    assert "trinh-ky.docx" in outputs
    page = tmp_path / "lay-ra.md"
    busy.ok("reports", "open", PERIOD, "--format", "md", "-o", str(page))
    assert f"Số: {new['number']}" in page.read_text(encoding="utf-8")
    assert json.loads(busy.ok("report", PERIOD, "--json").out)["version"] == 2
    busy.ok("verify")


def test_an_issued_report_is_corrected_by_a_version_that_says_so(busy: Desk) -> None:
    made = json.loads(busy.ok("report", PERIOD, "--json").out)
    key = made["context"]["sections"][0]["paragraphs"][0]["key"]
    busy.ok("reports", "submit", PERIOD, "--with-open")
    assert busy.run("reports", "correct", PERIOD).status == 1
    busy.ok("reports", "issue", PERIOD, "--number", "21/BC-CĐCS", "--on", _day(busy))
    assert "không có gì để đính chính" in busy.run("reports", "correct", PERIOD).err
    busy.ok("reports", "edit", PERIOD, key, "Tính đến nay đơn vị theo dõi 99 cam kết.")
    out = busy.ok("reports", "correct", "21/BC-CĐCS").out
    assert "thay thế báo cáo số 21/BC-CĐCS" in out
    assert "99" in out
    busy.ok("reports", "unedit", PERIOD, key)
    assert "Chưa có lời nào" in busy.ok("reports", "edits", PERIOD).out
    shown = busy.ok("reports", "show", PERIOD, "--lines").out
    assert "dự thảo" in shown


def test_what_was_changed_in_word_is_kept_when_the_report_is_written_again(busy: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "du-thao.docx"
    busy.ok("report", PERIOD, "-o", str(draft))
    word = Word(draft.read_bytes())
    word.type("Tính đến ngày", "Đến nay, đơn vị theo dõi đủ các cam kết.")
    word.type("II. ", "II. VIỆC ĐÃ LÀM")
    draft.write_bytes(word.saved())
    out = busy.ok("report", PERIOD, "--from-draft", str(draft))
    assert "đổi lời 01" in out.out
    assert "VIỆC ĐÃ LÀM" in out.err
    assert "Đến nay, đơn vị theo dõi đủ" in busy.ok("reports", "show", PERIOD, "--lines").out
    assert busy.run("report", PERIOD, "--from-draft", busy.file("la.txt", "x")).status == 1


def test_a_signed_file_is_shown_and_taken_after_a_yes(busy: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "ban-ky.docx"
    busy.ok("report", PERIOD, "-o", str(draft))
    word = Word(draft.read_bytes())
    word.type("Tính đến ngày", "Đến nay, đơn vị theo dõi đủ các cam kết.")
    draft.write_bytes(word.saved())
    shown = json.loads(busy.ok("reports", "compare", PERIOD, str(draft), "--json").out)
    assert "Đến nay, đơn vị" in str(shown["changes"])
    assert "Đến nay, đơn vị" in busy.ok("reports", "compare", PERIOD, str(draft)).out
    given = ("reports", "signed", PERIOD, str(draft), "--number", "21/BC-CĐCS", "--on", _day(busy))
    assert busy.run(*given, typed="n\n").status != 0
    assert written(busy)[0]["state"] == "draft"
    told = busy.ok(*given, "--yes").out
    assert "đã ban hành: số 21/BC-CĐCS" in told
    assert "dondoc review" in told
    assert written(busy)[0]["signed"] is True
    assert "Bản ký: ban-ky.docx" in busy.ok("reports", "show", PERIOD).out
    busy.ok("verify")


def _day(desk: Desk) -> str:
    """The office's today, in the clock of its workspace."""
    (first, *_) = written(desk)
    return str(first["made_at"])[:10]
