"""Old files at the terminal: Word 97-2003, encodings from before Unicode, scans."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from console import REPORT, Desk, dondoc
from documents.doc_files import FILES
from documents.old_encodings import tcvn3, viscii, vni

from dondoc.documents.ocr import can_recognise


def extracted(path: Path) -> dict[str, Any]:
    outcome = dondoc("extract", str(path), "--with-text")
    assert outcome.status == 0, outcome
    found: dict[str, Any] = json.loads(outcome.out)
    for one in found["commitments"]:
        assert one["text"] == found["text"][one["start"] : one["end"]]
    return found


def test_extract_reads_a_word_97_file() -> None:
    found = extracted(FILES / "ke-hoach.doc")
    assert found["source"]["media_type"] == "application/msword"
    assert [(one["action"], one["due"]) for one in found["commitments"]][:2] == [
        ("tổ chức", date(2025, 12, 31).isoformat()),
        ("thăm", date(2025, 9, 19).isoformat()),
    ]
    assert "document.converted" not in [doubt["code"] for doubt in found["doubts"]]


def test_extract_reads_a_word_97_file_in_old_fonts_and_says_so() -> None:
    outcome = dondoc("extract", str(FILES / "phong-cu.doc"), "--format", "table")
    assert outcome.status == 0
    assert "Tổ chức 02 lớp bồi dưỡng" in outcome.out
    assert "bảng mã cũ TCVN3 (ABC), VNI" in outcome.out


@pytest.mark.parametrize(
    ("data", "encoding"),
    [(tcvn3(REPORT).encode("cp1252"), "TCVN3 (ABC)"), (tcvn3(REPORT).encode(), "TCVN3 (ABC)"),
     (vni(REPORT).encode("cp1252"), "VNI"), (viscii(REPORT), "VISCII")],
    ids=["TCVN3", "TCVN3 as UTF-8", "VNI", "VISCII"],
)  # fmt: skip
def test_extract_gives_the_same_from_an_old_encoding(tmp_path: Path, data: bytes, encoding: str) -> None:
    new, old = tmp_path / "moi.txt", tmp_path / "cu.txt"
    new.write_text(REPORT, encoding="utf-8")
    old.write_bytes(data)
    expected, found = extracted(new), extracted(old)
    assert found["text"] == expected["text"]
    assert found["commitments"] == expected["commitments"]
    assert len(found["commitments"]) == 3
    assert [doubt["params"] for doubt in found["doubts"] if doubt["code"] == "document.converted"] == [
        {"encoding": encoding}
    ]


def test_a_hostile_word_97_file_is_one_sentence_and_the_next_file_is_read(tmp_path: Path) -> None:
    bad = tmp_path / "hong.doc"
    bad.write_bytes((FILES / "ke-hoach.doc").read_bytes()[:4000])
    outcome = dondoc("extract", str(bad), str(FILES / "ke-hoach.doc"), "--format", "table")
    assert outcome.status == 3
    assert outcome.err.count("Lỗi:") == 1
    assert "hong.doc" in outcome.err
    assert "Thăm 15 gia đình" in outcome.out


def test_a_scan_is_read_or_it_is_said_what_to_install() -> None:
    outcome = dondoc("extract", str(FILES / "quet.png"), "--format", "table")
    if can_recognise():
        assert outcome.status == 0
        assert "14/09/2025" in outcome.out
        assert "Trang 1 là ảnh chụp" in outcome.out
    else:
        assert outcome.status == 1
        assert "tesseract-ocr-vie" in outcome.err


def test_ingest_keeps_what_an_old_file_promises_and_tells_the_doubt(desk: Desk) -> None:
    out = desk.ok("ingest", str(FILES / "phong-cu.doc")).out
    assert "3 cam kết nháp" in out
    assert "bảng mã cũ TCVN3 (ABC), VNI" in out


def test_the_inbox_takes_a_word_97_file(desk: Desk) -> None:
    (desk.folder / "inbox" / "reports" / "ke-hoach.doc").write_bytes((FILES / "ke-hoach.doc").read_bytes())
    desk.ok("flows", "run", "ingest_reports")
    assert list((desk.folder / "inbox" / "reports").rglob("*.ly-do.txt")) == []
    assert [path.name for path in (desk.folder / "inbox").rglob("*ke-hoach.doc")] != []
