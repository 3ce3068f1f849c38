"""Scans: their letters are read by tesseract where it is installed, with a doubt; else it is said what to do.

The machine decides which of the two is asserted; the second half is asserted everywhere, on a machine made bare.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from documents.builders import word_bytes
from documents.doc_files import FILES, SCANNED
from documents.pdf_builder import Page, flowing, pdf_bytes
from PIL import Image

from dondoc.core.document import Document
from dondoc.documents.limits import Limits
from dondoc.documents.ocr import can_recognise
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput

SCAN = (FILES / "quet.png").read_bytes()
IS_INSTALLED = can_recognise()


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without programs."""
    monkeypatch.setenv("PATH", str(tmp_path))


def saved(form: str, *pictures: Image.Image) -> bytes:
    stream = BytesIO()
    first, *others = pictures
    first.save(stream, form, save_all=True, append_images=others) if others else first.save(stream, form)
    return stream.getvalue()


def picture() -> Image.Image:
    return Image.open(BytesIO(SCAN)).convert("L")


def blank() -> Image.Image:
    return Image.new("L", (800, 1100), 255)


def code_of(data: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, name, limits=limits or Limits())
    assert caught.value.params == {"file": name}
    return caught.value.message_code


def in_word() -> bytes:
    return word_bytes(lambda document: document.add_picture(BytesIO(SCAN)))


FORMS: dict[str, Callable[[], bytes]] = {
    "quet.png": lambda: SCAN,
    "quet.jpg": lambda: saved("JPEG", picture()),
    "quet.tif": lambda: saved("TIFF", picture()),
    "quet.pdf": lambda: saved("PDF", picture()),
    "quet.docx": in_word,
}


@pytest.mark.parametrize("name", FORMS)
def test_a_scan_is_read_with_a_doubt_or_it_is_said_what_to_install(name: str) -> None:
    data = FORMS[name]()
    if not IS_INSTALLED:
        assert code_of(data, name) == "document.scanned"
        return
    document = read_bytes(data, name)
    assert close(document.text.split("\n"))
    assert [(doubt.code, dict(doubt.params)) for doubt in document.doubts] == [("document.ocr", {"pages": "1"})]
    assert {block.page for block in document.blocks} == {1}


def close(lines: list[str]) -> bool:
    """Whether nearly all words came back: a single letter may be wrong."""
    words = [word for line in lines for word in line.split()]
    meant = [word for line in SCANNED for word in line.split()]
    return len(words) == len(meant) and sum(a != b for a, b in zip(words, meant, strict=True)) <= 2


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("name", FORMS)
def test_without_tesseract_it_is_said_what_to_install(name: str) -> None:
    assert code_of(FORMS[name](), name) == "document.scanned"


def test_tesseract_without_vietnamese_counts_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    assert not can_recognise()


def mixed() -> bytes:
    """A text page, a scan, an empty sheet."""
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    text = pypdfium2.PdfDocument(pdf_bytes(flowing("Kế hoạch này có phụ lục là bản chụp ở trang sau.")))
    scan = pypdfium2.PdfDocument(saved("PDF", picture(), blank()))
    document.import_pages(text)
    document.import_pages(scan)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_only_the_pages_without_letters_are_looked_at() -> None:
    if IS_INSTALLED:
        check_mixed(read_bytes(mixed(), "a.pdf"))
    else:
        assert code_of(mixed(), "a.pdf") == "document.scanned"


def check_mixed(document: Document) -> None:
    lines = document.text.split("\n")
    assert lines[0] == "Kế hoạch này có phụ lục là bản chụp ở trang sau."
    assert close(lines[1:])
    assert {block.page for block in document.blocks} == {1, 2}
    assert [dict(doubt.params) for doubt in document.doubts] == [{"pages": "2"}]


@pytest.mark.usefixtures("bare")
def test_pages_that_nobody_can_read_are_named() -> None:
    pages = [flowing("Một trang có chữ."), flowing("Trang sau."), Page(picture=True), flowing("Hết.")]
    document = read_bytes(pdf_bytes(*pages), "a.pdf")
    assert [(doubt.code, dict(doubt.params)) for doubt in document.doubts] == [
        ("document.pages_unread", {"pages": "3"})
    ]


@pytest.mark.parametrize("limits", [Limits(ocr_seconds=0), Limits(ocr_page_seconds=0.001)], ids=["all", "page"])
def test_pages_for_which_there_is_no_time_are_named(limits: Limits) -> None:
    data = pdf_bytes(flowing("Một trang có chữ."), flowing("Hai."), Page(picture=True))
    assert [doubt.code for doubt in read_bytes(data, "a.pdf", limits=limits).doubts] == ["document.pages_unread"]


def test_pictures_without_letters_say_so() -> None:
    found = "document.unrecognised" if IS_INSTALLED else "document.scanned"
    assert code_of(saved("PNG", blank()), "a.png") == found
    assert code_of(saved("PDF", blank()), "a.pdf") == found


def test_letters_in_fonts_that_do_not_name_them_are_looked_at_too() -> None:
    found = "document.unrecognised" if IS_INSTALLED else "document.garbled"
    assert code_of(pdf_bytes(flowing("\ue001\ue002\ue003\ue004")), "a.pdf") == found


@pytest.mark.parametrize("cut", [30, 500])
def test_a_picture_that_was_not_copied_whole_is_damaged(cut: int) -> None:
    assert code_of(SCAN[:cut], "a.png") == ("document.damaged" if IS_INSTALLED else "document.scanned")


def test_a_picture_with_too_many_dots_is_refused() -> None:
    found = "document.too_long" if IS_INSTALLED else "document.scanned"
    assert code_of(SCAN, "a.png", Limits(page_dots=1000)) == found
