"""The door for documents: what comes in by which name, and one clear refusal for each that cannot be read."""

import hashlib
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from documents.builders import body, paragraph, row, table, zip_bytes
from documents.pdf_builder import flowing, pdf_bytes

from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes, read_document
from dondoc.errors import BadInput

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(200)


def refusal_of(path: Path, limits: Limits | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_document(path, limits=limits or Limits())
    return caught.value


def test_a_file_is_read_with_its_name_type_and_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.TXT"
    path.write_bytes(b"Mot\n")
    document = read_document(path)
    assert (document.name, document.media_type, document.text) == ("kế hoạch.TXT", "text/plain", "Mot\n")
    assert document.sha256 == hashlib.sha256(b"Mot\n").hexdigest()


@pytest.mark.parametrize("name", ["không có.txt", ".", "\x00.txt", "a" * 300 + ".txt"])
def test_what_is_not_there_or_a_folder_is_missing(tmp_path: Path, name: str) -> None:
    assert refusal_of(tmp_path / name).message_code == "document.missing"


def test_a_sparse_giant_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "to.docx"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    refusal = refusal_of(path)
    assert refusal.message_code == "document.too_large"
    assert refusal.params == {"file": "to.docx", "size": 200, "limit": 50}


def test_bytes_above_the_limit_are_refused_too() -> None:
    with pytest.raises(BadInput) as caught:
        read_bytes(b"a" * 11, "a.txt", limits=Limits(file_bytes=10))
    assert caught.value.message_code == "document.too_large"


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Root may read everything, so it becomes "nobody" for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "kín.txt"
    path.write_text("kín", encoding="utf-8")
    path.chmod(0)
    with an_ordinary_user():
        refusal = refusal_of(path)
    assert refusal.message_code == "document.unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "ống.txt"
    os.mkfifo(path)
    assert refusal_of(path).message_code == "document.unreadable"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "document.empty"),
        ("a.docx", pdf_bytes(flowing("Một.")), "document.wrong_type"),
        ("a.docx", zip_bytes({"a.txt": b"a"}), "document.wrong_type"),
        ("a.docx", b"PK\x03\x04 broken", "document.damaged"),
        ("a.docx", ole("EncryptedPackage"), "document.encrypted"),
        ("a.docx", ole("WordDocument"), "document.wrong_type"),
        ("a.pdf", body(paragraph("Một")), "document.wrong_type"),
        ("a.pdf", b"%PDF-1.4 and nothing", "document.damaged"),
        ("a.txt", zip_bytes({"a.txt": b"a"}), "document.wrong_type"),
        ("a.html", b"\xff\xd8\xff\xe0" + bytes(50), "document.wrong_type"),
        ("a.doc", OLE, "document.damaged"),
        ("a.doc", ole("Workbook"), "document.wrong_type"),
        ("a.doc", ole("EncryptedPackage"), "document.encrypted"),
        ("a.doc", b"{\\rtf1 chu}", "document.wrong_type"),
        ("a.xlsx", zip_bytes({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "document.unsupported"),
        ("a.gif", b"GIF89a" + bytes(50), "document.unsupported"),
        ("a.jpg", b"\x89PNG\r\n\x1a\n" + bytes(50), "document.wrong_type"),
        ("khong-duoi", b"chu", "document.unsupported"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str, data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, name)
    assert caught.value.message_code == code
    assert caught.value.params["file"] == name


@pytest.mark.parametrize("data", [body(paragraph("Kế hoạch")), "<html><body>Kế hoạch</body></html>".encode()])
def test_what_other_programs_save_as_doc_is_read_as_what_it_is(data: bytes) -> None:
    assert read_bytes(data, "a.doc").text == "Kế hoạch"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (pdf_bytes(flowing("Một.")), "PDF"),
        (ole("WordDocument"), "DOC"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        (bytes(50), "BIN"),
        (OLE, "BIN"),
    ],
)
def test_a_wrong_type_says_what_it_is(data: bytes, found: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, "bao-cao.docx")
    assert caught.value.params == {"file": "bao-cao.docx", "ending": ".docx", "found": found}


@pytest.mark.parametrize(
    ("name", "data", "limits"),
    [
        ("a.docx", body(*[paragraph("x")] * 6), Limits(blocks=5)),
        ("a.docx", body(table(row(*["x"] * 6))), Limits(blocks=5)),
        ("a.docx", body(paragraph("x")), Limits(part_bytes=100)),
        ("a.docx", body(paragraph("x")), Limits(tags=20)),
        ("a.docx", body(paragraph("x")), Limits(members=3)),
        ("a.txt", b"x\n" * 6, Limits(blocks=5)),
        ("a.html", b"<p>x</p>" * 6, Limits(blocks=5)),
        ("a.html", b"<p>x</p>" * 6, Limits(page_bytes=20)),
        ("a.html", b"<p>x</p>" * 6, Limits(page_tags=11)),
        ("a.pdf", pdf_bytes(*[flowing("x.")] * 3), Limits(pages=2)),
    ],
    ids=[
        "paragraphs",
        "cells",
        "part",
        "tags",
        "members",
        "lines",
        "html blocks",
        "html page",
        "html tags",
        "pdf pages",
    ],
)
def test_what_is_too_much_to_read_is_too_long(name: str, data: bytes, limits: Limits) -> None:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, name, limits=limits)
    assert caught.value.message_code == "document.too_long"
    assert caught.value.params == {"file": name}


def test_the_name_is_composed() -> None:
    assert read_bytes(b"a", unicodedata.normalize("NFD", "kế hoạch.txt")).name == "kế hoạch.txt"


def test_the_cause_of_damage_is_kept_for_the_log() -> None:
    with pytest.raises(BadInput) as caught:
        read_bytes(b"%PDF-1.4 and nothing", "a.pdf")
    assert caught.value.__cause__ is not None


def test_importing_the_door_loads_no_format() -> None:
    heavy = "{'lxml', 'trafilatura', 'pypdfium2', 'pdfplumber', 'docx', 'charset_normalizer'}"
    program = f"import sys, dondoc.documents.reading; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
