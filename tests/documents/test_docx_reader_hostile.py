"""Word files that are broken, strange or hostile; and the check against another reader."""

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from documents.builders import (
    abstract_list,
    body,
    cell_of,
    level,
    list_instance,
    numbered,
    paragraph,
    read_word,
    replace_member,
    row,
    table,
    word_bytes,
    zip_bytes,
)
from docx.document import Document as WordDocument
from docx2python import docx2python

from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput


def test_plain_content_has_the_words_that_docx2python_finds() -> None:
    def build(document: WordDocument) -> None:
        document.add_heading("Kế hoạch quý bốn", 1)
        document.add_paragraph("Tổ chức 02 buổi tọa đàm cho đoàn viên nữ.")
        grid = document.add_table(2, 3)
        for number, cell in enumerate(cell for line in grid.rows for cell in line.cells):
            cell.text = f"ô số {number}"
        document.add_paragraph("Giao Ban Nữ công chủ trì.")

    data = word_bytes(build)
    with docx2python(BytesIO(data)) as other:
        assert read_bytes(data, "a.docx").text.split() == other.text.split()


def test_blocks_are_ordered_slices_of_a_composed_text() -> None:
    document = read_word(
        paragraph(unicodedata.normalize("NFD", "Đợt một")),
        table(row("\u0301a", "b", cell_of("c", table(row("d", "e")))), row("1", "\u0323", "g")),
        numbered("số", list_id=1),
        numbering=abstract_list(7, level(0, "decimal", "%1.")) + list_instance(1, 7),
    )
    assert unicodedata.is_normalized("NFC", document.text)
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.start < block.end <= len(document.text)
        ends.append(block.end)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


def refusal(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, name)
    return caught.value.message_code


def test_entities_are_refused() -> None:
    data = replace_member(
        body(paragraph("thư &amp; tín")),
        "word/document.xml",
        lambda xml: xml.replace(b"<w:document", ENTITIES + b"<w:document", 1).replace(b"&amp;", b"&b;"),
    )
    assert refusal(data) == "document.damaged"


def test_deep_nesting_is_refused_or_read_but_never_a_crash() -> None:
    deep = b"<w:sdt><w:sdtContent>" * 5_000 + b"</w:sdtContent></w:sdt>" * 5_000
    data = replace_member(
        body(paragraph("x")), "word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + deep)
    )
    assert refusal(data) == "document.damaged"


def test_tables_in_tables_are_read_as_deep_as_the_parser_allows() -> None:
    nested = "đáy"
    for _ in range(80):
        nested = table(row(cell_of(nested)))
    assert read_word(nested).text == "đáy"


def test_a_zip_bomb_is_too_long() -> None:
    data = replace_member(body(paragraph("x")), "word/document.xml", lambda _: b" " * (40 * 1024 * 1024))
    assert len(data) < 100_000
    assert refusal(data) == "document.too_long"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda xml: xml[: len(xml) // 2], "document.damaged"),
        (lambda _: b"<a/>", "document.damaged"),
        (lambda _: b"", "document.damaged"),
    ],
    ids=["cut", "another root", "nothing"],
)
def test_broken_xml_is_damaged(change: Callable[[bytes], bytes], code: str) -> None:
    assert refusal(replace_member(body(paragraph("x")), "word/document.xml", change)) == code


def test_a_package_cut_in_half_is_damaged() -> None:
    data = body(paragraph("x"))
    assert refusal(data[: len(data) // 2]) == "document.damaged"


def test_a_plain_zip_or_a_workbook_is_no_word_file() -> None:
    assert refusal(zip_bytes({"a.txt": b"a"})) == "document.wrong_type"
    assert refusal(zip_bytes({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"})) == "document.wrong_type"


def test_a_word_file_without_text_is_empty_and_one_of_pictures_is_a_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # without tesseract
    picture = tmp_path / "trang.png"
    picture.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
            "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
        )
    )
    assert refusal(word_bytes(lambda document: None)) == "document.empty"
    assert refusal(word_bytes(lambda document: document.add_picture(str(picture)))) == "document.scanned"


def test_strict_open_xml_is_read_too() -> None:
    strict = replace_member(
        body(paragraph("nghiêm ngặt")),
        "word/document.xml",
        lambda xml: xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert read_bytes(strict, "a.docx").text == "nghiêm ngặt"


def test_a_page_in_another_format_inside_word_is_unsupported() -> None:
    assert refusal(body(paragraph("x"), '<w:altChunk r:id="rId9"/>')) == "document.unsupported"
