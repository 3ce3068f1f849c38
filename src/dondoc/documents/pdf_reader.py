"""PDF with text: pdfium reads it, lines become paragraphs, ruled tables become cells, page numbers go."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium_c

from dondoc.documents.content import Contents, Item, Paragraph, Row, Table
from dondoc.documents.limits import Limits
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
#: Share of characters that the fonts do not map to letters, from which on the text is of no use.
_GARBLED = 0.2


def read_pdf(data: bytes, *, name: str, limits: Limits) -> Contents:
    """Paragraphs and tables in reading order, each with its page.

    Raises:
        BadInput: `document.encrypted`, `document.damaged`, `document.scanned`, `document.garbled` when the fonts do
            not say which letters they show, `document.too_long` for too many pages.
    """
    with _PDFIUM:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
            raise BadInput(code="document.encrypted" if locked else "document.damaged", file=name) from error
        try:
            if len(pdf) > limits.pages:
                raise BadInput(code="document.too_long", file=name)
            pages, tables, scans = _read_pages(pdf, data, limits)
        finally:
            pdf.close()
    _check_text(pages, scans, name)
    pages, tables, doubts = mend_pages(pages, tables)
    kept = list(without_furniture(pages))
    return Contents(items=list(_items(kept, tables)), margins=_margins(pages, kept), doubts=doubts)


def _read_pages(
    pdf: pypdfium2.PdfDocument, data: bytes, limits: Limits
) -> tuple[list[list[Line]], list[list[PlacedTable]], int]:
    """Lines and tables of each page, and how many pages are scans."""
    pages: list[list[Line]] = []
    tables: list[list[PlacedTable]] = []
    scans = 0
    with table_finder(data) as finder:
        for number, page in enumerate(pdf, start=1):
            text_page = page.get_textpage()
            lines = page_lines(text_page, page=number, height=page.get_height())
            pages.append(lines)
            tables.append(finder.tables(page, text_page, number) if number <= limits.table_pages else [])
            scans += sum(len(line.text) for line in lines) < _LETTERS_OF_A_STAMP and _is_picture(page)
            text_page.close()
            page.close()
    return pages, tables, scans


def _margins(pages: list[list[Line]], kept: list[list[Line]]) -> tuple[str, ...]:
    """What was left out as furniture of the pages, each line once."""
    left = {id(line) for lines in kept for line in lines}
    return tuple(dict.fromkeys(line.text for lines in pages for line in lines if id(line) not in left))


def _is_picture(page: PdfPage) -> bool:
    """Whether one image covers most of the page."""
    area = page.get_width() * page.get_height()
    for image in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= area * _WHOLE_PAGE:
            return True
    return False


def _check_text(pages: list[list[Line]], scans: int, name: str) -> None:
    letters = "".join(line.text for line in chain.from_iterable(pages))
    if not letters or scans * 2 > len(pages):
        raise BadInput(code="document.scanned", file=name)
    strange = sum(1 for letter in letters if letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff")
    if strange > _GARBLED * len(letters):
        raise BadInput(code="document.garbled", file=name)


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
