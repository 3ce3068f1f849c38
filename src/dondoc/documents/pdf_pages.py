"""Pages of a .pdf as pdfium sees them: lines, tables, pictures; runs in the process that reads hostile files."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium_c

from dondoc.documents.limits import Limits
from dondoc.documents.ocr import Picture
from dondoc.documents.pdf_lines import Line, is_garbled, page_lines
from dondoc.documents.pdf_tables import PlacedTable, table_finder
from dondoc.errors import BadInput

#: pypdfium2 carries no types.
PdfPage: TypeAlias = Any

# pdfium may not be called from two threads at once.
_PDFIUM = threading.Lock()

#: A page with fewer letters than this under a picture of the whole page is a scan with a stamp of the signature on it.
_LETTERS_OF_A_STAMP = 200
_WHOLE_PAGE = 0.5
#: 250 dots an inch: more takes longer and reads no better.
_DOTS_A_POINT = 250 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What stands on the pages, in their order."""

    lines: list[list[Line]]
    tables: list[list[PlacedTable]]
    #: Numbers, from 1, of the pages that can only be looked at.
    pictures: list[int]


def read_pages(data: bytes, name: str, limits: Limits) -> Pages:
    """Lines and tables of each page.

    Raises:
        BadInput: `document.encrypted`, `document.damaged`, `document.too_long` for too many pages.
    """
    pages: list[list[Line]] = []
    tables: list[list[PlacedTable]] = []
    pictures: list[int] = []
    with _opened(data, name) as pdf, ExitStack() as held:
        if len(pdf) > limits.pages:
            raise BadInput(code="document.too_long", file=name)
        finder = held.enter_context(table_finder(data))  # opened late: it walks through all pages
        for number, page in enumerate(pdf, start=1):
            text_page = page.get_textpage()
            lines = page_lines(text_page, page=number, width=page.get_width(), height=page.get_height())
            pages.append(lines)
            tables.append(finder.tables(page, text_page, number) if number <= limits.table_pages else [])
            if _must_be_looked_at(page, "".join(line.text for line in lines)):
                pictures.append(number)
            text_page.close()
            page.close()
    return Pages(lines=pages, tables=tables, pictures=pictures)


def draw_page(data: bytes, name: str, number: int, limits: Limits) -> Picture:
    """Page `number` (from 1) as it would be printed, in grey."""
    with _opened(data, name) as pdf:
        page = pdf[number - 1]
        area = page.get_width() * page.get_height()
        scale = min(_DOTS_A_POINT, (limits.page_dots / max(area, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        rows, stride, width = bytes(bitmap.buffer), bitmap.stride, bitmap.width
        dots = b"".join(rows[start : start + width] for start in range(0, stride * bitmap.height, stride))
        picture = Picture(width=width, height=bitmap.height, dots=dots, scale=scale)
        bitmap.close()
        page.close()
    return picture


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The file, while nobody else uses pdfium."""
    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
            raise BadInput(code="document.encrypted" if locked else "document.damaged", file=name) from error
        try:
            yield pdf
        finally:
            pdf.close()


def _must_be_looked_at(page: PdfPage, letters: str) -> bool:
    """Whether the letters of a page are only drawn: as a scan, as curves, or in fonts that do not name them."""
    if not letters:
        return next(iter(page.get_objects(max_depth=1)), None) is not None
    return is_garbled(letters) or (len(letters) < _LETTERS_OF_A_STAMP and _is_picture(page))


def _is_picture(page: PdfPage) -> bool:
    """Whether images cover most of the page; some scanners cut it into strips."""
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += max(right - left, 0.0) * max(top - bottom, 0.0)
    area: float = page.get_width() * page.get_height()
    return covered >= area * _WHOLE_PAGE
