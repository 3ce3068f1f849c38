"""Reminders to copy into a chat and to print: per person, per unit, without sending or recording anything."""

from pathlib import Path

import pytest
from console import REPORT, Desk


@pytest.fixture
def office(desk: Desk) -> Desk:
    desk.ok("people", "add", "Trần Thị Hiền", "--code", "hien")
    report = REPORT.replace("hoàn thành trước", "STK 4500205123456, hoàn thành trước")
    desk.ok("ingest", desk.file("bao-cao.txt", report), "--accept-all")
    desk.ok("list", "--as-of", "25/9/2026")
    return desk


def test_each_person_gets_a_text_of_what_the_ladder_has_reached(office: Desk) -> None:
    out = office.ok("remind", "--copy").out
    assert out.startswith("---- Trần Thị Hiền ----\nĐ/c Trần Thị Hiền, việc cần làm ngày 25/09/2026:\n1. ")
    assert "hạn 29/09/2026 (còn 02 ngày làm việc)" in out
    # Due in October: not reached yet.
    assert "Khám sức khỏe" not in out
    assert "4500205123456" not in out
    assert "[đã ẩn]" in out
    rows = office.ok("remind", "--copy", "--json").json()
    assert isinstance(rows, list)
    assert [row["code"] for row in rows] == ["hien"]


def test_a_unit_gets_one_text_for_its_group(office: Desk) -> None:
    out = office.ok("remind", "--copy", "--by", "unit").out
    assert "Xưởng Gốm Mẫu – việc cần làm ngày 25/09/2026:" in out
    assert "* Sắp đến hạn" in out
    assert "Đề nghị các đồng chí trả lời theo mã việc" in out


def test_texts_and_slips_are_written_into_a_folder_of_their_own(office: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "phieu"
    for _ in range(2):
        assert "phieu.html" in office.ok("remind", "--copy", "-o", str(folder)).out
    assert sorted(path.name for path in folder.iterdir()) == ["hien.txt", "phieu.html"]
    page = (folder / "phieu.html").read_text(encoding="utf-8")
    assert page.count("PHIẾU NHẮC VIỆC") == 1
    assert "Đồng chí Trần Thị Hiền" in page
    assert "4500205123456" not in page
    assert "http" not in page
    (folder / "cua-toi.docx").write_bytes(b"x")
    taken = office.run("remind", "--copy", "-o", str(folder))
    assert (taken.status, "cua-toi.docx" in taken.err) == (1, True)


def test_nothing_is_sent_or_recorded_and_the_day_may_be_any(office: Desk) -> None:
    before = office.ok("verify", "--json").out
    sunday = office.ok("remind", "--copy", "--as-of", "27/9/2026").out
    assert "việc cần làm ngày 27/09/2026" in sunday
    assert office.ok("verify", "--json").out == before
    assert list((office.folder / "outbox").iterdir()) == []


def test_before_anything_is_due_there_is_nothing_to_copy(desk: Desk) -> None:
    assert "chưa có việc nào cần nhắc" in desk.ok("remind", "--copy").out


@pytest.mark.parametrize(
    "options", [("--copy", "--start"), ("--copy", "--dry-run"), ("--copy", "--by", "nobody"), ("-o", "x")]
)
def test_wrong_options_are_refused(desk: Desk, options: tuple[str, ...]) -> None:
    assert desk.run("remind", *options).status == 2
