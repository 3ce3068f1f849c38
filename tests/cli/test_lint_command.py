"""dondoc lint tells each deviation with its place, what to do and the article; the exit status says whether any is."""

import json
from pathlib import Path

import pytest
from documents.form_papers import Paper, dress, form, printed

from dondoc.cli.main import main


def faulty() -> bytes:
    paper = Paper(printed())
    dress(paper.named("CỘNG HÒA")[0], "sz", val=22)
    for words in ("Tính đến ngày", "Ngoài ra có"):
        form(paper.named(words)[0], "jc", val="left")
    return paper.data()


def test_a_right_document_has_nothing_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(printed())
    assert main(["lint", str(file)]) == 0
    assert "đúng thể thức" in capsys.readouterr().out


def test_each_deviation_has_its_place_its_remedy_and_its_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(faulty())
    assert main(["lint", str(file), "--explain"]) == 1
    shown = capsys.readouterr().out
    assert "Phần đầu – Quốc hiệu “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”: cỡ chữ 11, cần 12–13" in shown
    assert "[Mục II, khoản 1 điểm a]" in shown
    assert "đang canh trái, cần canh đều hai lề (Ctrl+J)" in shown
    assert "Còn 1 chỗ như vậy." in shown
    assert "Tên loại “BÁO CÁO”: đúng" in shown


def test_a_script_gets_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(faulty())
    assert main(["lint", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["code"], one["part"], one["found"], one["asked"]) for one in told["deviations"]] == [
        ("form.size", "nation", "11", "12–13"),
        ("form.align", "body", "left", "justify"),
        ("form.align", "body", "left", "justify"),
    ]
    assert not told["conforms"]
    assert {one["part"] for one in told["parts"]} >= {"nation", "motto", "kind", "recipients", "annex_label"}


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", "Báo cáo".encode(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_another_kind_of_file_is_refused_with_what_to_do(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(data)
    assert main(["lint", str(file)]) == 1
    assert "Chỉ soát được thể thức của tệp .docx" in capsys.readouterr().err


def test_a_torn_and_a_missing_file_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(printed()[:5000])
    assert main(["lint", str(file)]) == 1
    assert main(["lint", str(tmp_path / "khong-co.docx")]) == 1
    assert "khong-co.docx" in capsys.readouterr().err


def test_an_office_asks_for_what_it_wants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "office"
    assert main(["init", str(office), "--unit", "CĐCS A"]) == 0
    (office / "config" / "form.toml").write_text("schema = 1\n[parts.body]\nsize = [13, 13]\n", encoding="utf-8")
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(printed())
    monkeypatch.chdir(office)
    capsys.readouterr()
    assert main(["lint", str(file)]) == 1
    assert "Lời văn" in capsys.readouterr().out
