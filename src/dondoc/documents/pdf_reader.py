"""PDF with text: pdfium reads it, lines become paragraphs, ruled tables become cells, page numbers go."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from dondoc.documents.content import Contents, Item, Paragraph, Row, Table
from dondoc.documents.limits import Limits
from dondoc.documents.ocr import can_recognise, pages_unread, recognise
from dondoc.documents.pdf_apart import draw_page, read_pages
from dondoc.documents.pdf_fonts import mend_pages
from dondoc.documents.pdf_lines import Line, is_garbled, joint, paragraphs, without_furniture
from dondoc.documents.pdf_tables import PlacedTable
from dondoc.errors import BadInput
from dondoc.extract.joining import asks_for_number


def read_pdf(data: bytes, *, name: str, limits: Limits) -> Contents:
    """Paragraphs and tables in reading order, each with its page.

    Raises:
        BadInput: `document.encrypted`, `document.damaged`, `document.too_long` for too many pages; where tesseract is
            not installed `document.scanned`, and `document.garbled` when the fonts do not say which letters they show;
            where it is, `document.unrecognised` when it finds none.
    """
    found = read_pages(data, name, limits)
    pages, tables, pictures = found.lines, found.tables, found.pictures
    if pictures and limits.ocr_pages and can_recognise():
        recognised = recognise(pictures, lambda number: draw_page(data, name, number, limits), limits)
        for number, lines in recognised.lines.items():
            pages[number - 1], tables[number - 1] = lines, []
        if not any(pages):
            raise BadInput(code="document.unrecognised", file=name)
        seen = recognised.doubts
    else:
        _check_text(pages, len(pictures), name)
        seen = pages_unread(pictures)
    pages, tables, doubts = mend_pages(pages, tables)
    kept = list(without_furniture(pages))
    return Contents(items=list(_items(kept, tables)), margins=_margins(pages, kept), doubts=(*seen, *doubts))


def _margins(pages: list[list[Line]], kept: list[list[Line]]) -> tuple[str, ...]:
    """What was left out as furniture of the pages, each line once."""
    left = {id(line) for lines in kept for line in lines}
    return tuple(dict.fromkeys(line.text for lines in pages for line in lines if id(line) not in left))


def _check_text(pages: list[list[Line]], pictures: int, name: str) -> None:
    letters = "".join(line.text for line in chain.from_iterable(pages))
    if is_garbled(letters):
        raise BadInput(code="document.garbled", file=name)
    if not letters or pictures * 2 > len(pages):
        raise BadInput(code="document.scanned", file=name)


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
    above, below = first.table.rows, second.table.rows
    repeated = 0  # the rows of heads that stand on each page
    while repeated < min(len(above), len(below)) and _words(above[repeated]) == _words(below[repeated]):
        repeated += 1
    below = below[repeated:]
    if below and _is_rest(above[-1], below[0]):
        above, below = (*above[:-1], _joined(above[-1], below[0])), below[1:]
    return replace(second, table=Table(rows=above + below))


def _is_rest(above: Row, row: Row) -> bool:
    """Whether a row is what did not fit on the page before: no number of its own, words that go on in small letters."""
    told, more = _texts(above), _texts(row)
    return (
        bool(more)
        and 0 in told
        and 0 not in more
        and more.keys() <= told.keys()
        and any(text[0].islower() or asks_for_number(told[column], text) for column, text in more.items())
    )


def _joined(above: Row, row: Row) -> Row:
    more = _texts(row)
    return Row(
        cells=tuple(
            replace(cell, content=(Paragraph(text=f"{text}{joint(text)}{more[cell.column]}", page=item.page),))
            if cell.column in more and isinstance(item := cell.content[0], Paragraph) and (text := item.text)
            else cell
            for cell in above.cells
        )
    )


def _texts(row: Row) -> dict[int, str]:
    """The words of each column that has some."""
    return {cell.column: item.text for cell in row.cells for item in cell.content[:1] if isinstance(item, Paragraph)}


def _words(row: Row) -> list[str]:
    return [item.text for cell in row.cells for item in cell.content if isinstance(item, Paragraph)]
