"""A document with a stamp of secrecy is refused at the terminal, with the law's reason."""

from pathlib import Path

from console import REPORT, Desk, dondoc

SECRET = REPORT.replace("BÁO CÁO", "MẬT\nBÁO CÁO", 1)


def test_extract_prints_and_writes_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(SECRET, encoding="utf-8")
    outcome = dondoc("extract", str(path), "--out", str(tmp_path / "ra"))
    assert (outcome.status, outcome.out) == (1, "")
    assert "Luật Bảo vệ bí mật nhà nước" in outcome.err
    assert not (tmp_path / "ra").exists()


def test_ingest_keeps_nothing_of_it(desk: Desk) -> None:
    outcome = desk.run("ingest", desk.file("bao-cao.txt", SECRET))
    assert outcome.status == 1
    assert "đóng dấu MẬT" in outcome.err
    assert desk.codes() == []
