"""What a file is, by its content."""

import pytest
from documents.builders import body, paragraph, zip_bytes
from documents.pdf_builder import flowing, pdf_bytes

from dondoc.documents import sniff

OFFICE = {"[Content_Types].xml": b"<Types/>"}


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (pdf_bytes(flowing("a")), "a.docx", sniff.PDF),
        (b"\n\n%PDF-1.4", "a", sniff.PDF),
        (b"MZ\x90\x00 %PDF-1.4" + bytes(30), "a.pdf", "application/x-msdownload"),
        (b"MZ 15 %PDF-1.4", "a.pdf", sniff.PDF),
        (body(paragraph("a")), "a.zip", sniff.DOCX),
        (zip_bytes(OFFICE | {"xl/workbook.xml": b"<a/>"}), "a.docx", sniff.XLSX),
        (zip_bytes(OFFICE | {"ppt/presentation.xml": b"<a/>"}), "a.docx", sniff.PPTX),
        (
            zip_bytes({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "a",
            "application/vnd.oasis.opendocument.text",
        ),
        (zip_bytes({"word/document.xml": b"<a/>"}), "a.docx", sniff.ZIP),
        (b"PK\x03\x04 cut", "a.docx", sniff.ZIP),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "anh.txt", "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(30), "anh.pdf", "image/jpeg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.txt", sniff.DOC),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "a.doc", sniff.OLE),
        (b"{\\rtf1 a}", "a.txt", "application/rtf"),
        (b"<!DOCTYPE html><p>a", "a.txt", sniff.HTML),
        (b"<?xml version='1.0'?><!-- a --><html>", "a.txt", sniff.HTML),
        (b"<p>a</p>", "a.html", sniff.HTML),
        (b"<p>a</p>", "a.txt", sniff.TEXT),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.txt", "image/svg+xml"),
        ("Kế hoạch".encode(), "a.jpg", sniff.TEXT),
        ("Kế hoạch".encode("utf-16"), "a", sniff.TEXT),
        (
            b"mot hai ba bon nam sau bay tam chin muoi mot hai ba bon nam sau bay tam chin muoi mot hai ba bon nam\x1a",
            "a",
            sniff.TEXT,
        ),
        (b"BM la ten mot don vi", "a.txt", sniff.TEXT),
        (b"a,b\n1,2\n", "so-lieu.csv", "text/csv"),
        (b"\x00\x01\x02", "a.txt", sniff.UNKNOWN),
        (b"", "a.txt", sniff.UNKNOWN),
    ],
)
def test_content_decides(data: bytes, name: str, expected: str) -> None:
    assert sniff.media_type(data, name) == expected


def test_a_row_of_comments_takes_no_time() -> None:
    assert sniff.media_type(b"<!-- a --> " * 300, "a.txt") == sniff.TEXT
