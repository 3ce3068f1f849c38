"""PDF with text: pdfium reads it, lines become paragraphs, ruled tables become cells, page numbers go."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium_c

from dondoc.documents.content import Contents, Item, Paragraph, Row, Table
from dondoc.documents.limits import Limits
from dondoc.documents.ocr import Picture, can_recognise, pages_unread, recognise
from dondoc.documents.pdf_fonts import mend_pages
from dondoc.documents.pdf_lines import Line, page_lines, paragraphs, without_furniture
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
#: Share of characters that the fonts do not map to letters, from which on the text is of no use.
_GARBLED = 0.2


def read_pdf(data: bytes, *, name: str, limits: Limits) -> Contents:
    """Paragraphs and tables in reading order, each with its page.

    Raises:
        BadInput: `document.encrypted`, `document.damaged`, `document.too_long` for too many pages; where tesseract is
            not installed `document.scanned`, and `document.garbled` when the fonts do not say which letters they show;
            where it is, `document.unrecognised` when it finds none.
    """
    with _opened(data, name) as pdf:
        if len(pdf) > limits.pages:
            raise BadInput(code="document.too_long", file=name)
        pages, tables, pictures = _read_pages(pdf, data, limits)
    if pictures and limits.ocr_pages and can_recognise():
        found = recognise(pictures, lambda number: _picture(data, name, number, limits), limits)
        for number, lines in found.lines.items():
            pages[number - 1], tables[number - 1] = lines, []
        if not any(pages):
            raise BadInput(code="document.unrecognised", file=name)
        seen = found.doubts
    else:
        _check_text(pages, len(pictures), name)
        seen = pages_unread(pictures)
    pages, tables, doubts = mend_pages(pages, tables)
    kept = list(without_furniture(pages))
    return Contents(items=list(_items(kept, tables)), margins=_margins(pages, kept), doubts=(*seen, *doubts))


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


def _read_pages(
    pdf: pypdfium2.PdfDocument, data: bytes, limits: Limits
) -> tuple[list[list[Line]], list[list[PlacedTable]], list[int]]:
    """Lines and tables of each page, and the numbers of the pages that can only be looked at."""
    pages: list[list[Line]] = []
    tables: list[list[PlacedTable]] = []
    pictures: list[int] = []
    with table_finder(data) as finder:
        for number, page in enumerate(pdf, start=1):
            text_page = page.get_textpage()
            lines = page_lines(text_page, page=number, height=page.get_height())
            pages.append(lines)
            tables.append(finder.tables(page, text_page, number) if number <= limits.table_pages else [])
            if _must_be_looked_at(page, "".join(line.text for line in lines)):
                pictures.append(number)
            text_page.close()
            page.close()
    return pages, tables, pictures


def _must_be_looked_at(page: PdfPage, letters: str) -> bool:
    """Whether the letters of a page are only drawn: as a scan, as curves, or in fonts that do not name them."""
    if not letters:
        return next(iter(page.get_objects(max_depth=1)), None) is not None
    return _is_garbled(letters) or (len(letters) < _LETTERS_OF_A_STAMP and _is_picture(page))


def _margins(pages: list[list[Line]], kept: list[list[Line]]) -> tuple[str, ...]:
    """What was left out as furniture of the pages, each line once."""
    left = {id(line) for lines in kept for line in lines}
    return tuple(dict.fromkeys(line.text for lines in pages for line in lines if id(line) not in left))


def _is_picture(page: PdfPage) -> bool:
    """Whether images cover most of the page; some scanners cut it into strips."""
    covered = 0.0
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += max(right - left, 0.0) * max(top - bottom, 0.0)
    area: float = page.get_width() * page.get_height()
    return covered >= area * _WHOLE_PAGE


def _is_garbled(letters: str) -> bool:
    strange = sum(1 for letter in letters if letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff")
    return strange > _GARBLED * len(letters)


def _check_text(pages: list[list[Line]], pictures: int, name: str) -> None:
    letters = "".join(line.text for line in chain.from_iterable(pages))
    if _is_garbled(letters):
        raise BadInput(code="document.garbled", file=name)
    if not letters or pictures * 2 > len(pages):
        raise BadInput(code="document.scanned", file=name)


def _picture(data: bytes, name: str, number: int, limits: Limits) -> Picture:
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


def _items(pages: list[list[Line]], tables: list[list[PlacedTable]]) -> Iterator[Item]:
    flow = _Flow()
    for lines, placed in zip(pages, tables, strict=True):
        yield from flow.page(lines, placed)
    yield from flow.rest()


class _Flow:
    """Paragraphs may run over pages, and so may tables: one that goes on keeps counting its rows."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._table: PlacedTable | None = None

    def page(self, lines: list[Line], placed: list[PlacedTable]) -> Iterator[Item]:
        """What is complete after this page."""
        met: set[int] = set()
        for line in lines:
            place = next((index for index, table in enumerate(placed) if table.holds(line)), None)
            if place is None:
                yield from self._close_table()
                self._lines.append(line)
            elif place not in met:
                yield from self._open_table(placed[place], may_go_on=not met)
                met.add(place)

    def rest(self) -> Iterator[Item]:
        """What is still open at the end."""
        yield from self._close_table()
        yield from self._close_paragraphs()

    def _open_table(self, table: PlacedTable, *, may_go_on: bool) -> Iterator[Item]:
        if may_go_on and self._table is not None and self._table.columns == table.columns:
            self._table = _continued(self._table, table)
            return
        yield from self.rest()
        self._table = table

    def _close_table(self) -> Iterator[Item]:
        if self._table is not None:
            yield self._table.table
            self._table = None

    def _close_paragraphs(self) -> Iterator[Item]:
        for text, page in paragraphs(self._lines):
            yield Paragraph(text=text, page=page)
        self._lines.clear()


def _continued(first: PlacedTable, second: PlacedTable) -> PlacedTable:
    rows = second.table.rows
    if _words(rows[0]) == _words(first.table.rows[0]):
        rows = rows[1:]  # the heading row that is repeated on each page
    return replace(second, table=Table(rows=first.table.rows + rows))


def _words(row: Row) -> list[str]:
    return [item.text for cell in row.cells for item in cell.content if isinstance(item, Paragraph)]
