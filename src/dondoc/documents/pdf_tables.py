"""Ruled tables of a .pdf: pdfplumber finds the grid, pdfium gives the words of each cell."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium_c

from dondoc.documents.content import Cell, Paragraph, Row, Table
from dondoc.documents.pdf_lines import Line, TextPage, joined

#: Neither library carries types.
Pdf: TypeAlias = Any
PdfPage: TypeAlias = Any

_log = logging.getLogger(__name__)
#: A grid of two rows and two columns needs six rules; some writers draw them as two rectangles.
_FEWEST_PATHS = 2
#: A drawing or a map, not a table.
_MOST_PATHS = 5_000
#: Words at the very rim of a cell belong to it.
_RIM = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """A table and its place on the page, in points from the lower left corner."""

    table: Table
    columns: int
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, line: Line) -> bool:
        """Whether a line of text stands inside."""
        return self.bottom - _RIM <= line.bottom <= self.top and self.left - _RIM <= line.left <= self.right


class TableFinder:
    """Looks for tables on pages that have drawn rules."""

    def __init__(self, plumber: Pdf | None) -> None:
        self._plumber = plumber

    def tables(self, page: PdfPage, text_page: TextPage, number: int) -> list[PlacedTable]:
        """Tables of page `number` (from 1) from top to bottom; none where pdfplumber cannot read the page."""
        if self._plumber is None or not _may_hold_table(page):
            return []
        try:
            plumbed = self._plumber.pages[number - 1]
            found = [_placed(table, text_page, float(plumbed.height), number) for table in plumbed.find_tables()]
            plumbed.close()
        except Exception as error:  # pdfminer meets hostile files with any exception
            _log.warning("pdf.tables_unread page=%d: %r", number, error)
            return []
        return sorted((table for table in found if table is not None), key=lambda table: -table.top)


@contextmanager
def table_finder(data: bytes) -> Iterator[TableFinder]:
    """A finder for the file; one that finds nothing when pdfplumber cannot open it."""
    import pdfplumber  # noqa: PLC0415 - slow to import, and only files with rules need it

    try:
        plumber = pdfplumber.open(BytesIO(data))
    except Exception as error:  # what pdfium repairs, pdfminer may refuse in any way
        _log.warning("pdf.tables_unread: %r", error)
        yield TableFinder(None)
        return
    with plumber:
        yield TableFinder(plumber)


def _may_hold_table(page: PdfPage) -> bool:
    left, bottom, _, _ = page.get_mediabox()
    if page.get_rotation() or left or bottom:
        # pdfplumber turns and shifts such a page, so its places would not be pdfium's.
        return False
    paths = 0
    for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        paths += 1
        if paths > _MOST_PATHS:
            return False
    return paths >= _FEWEST_PATHS


def _placed(found: Any, text_page: TextPage, height: float, page: int) -> PlacedTable | None:
    tops = [float(row.bbox[1]) for row in found.rows]
    rows = [_row(row.cells, tops, text_page, height, page) for row in found.rows]
    columns = max((len(row.cells) for row in found.rows), default=0)
    filled = {cell.column for row in rows for cell in row.cells if cell.content}
    if len(rows) < 2 or len(filled) < 2:
        return None  # a frame round some text, or a rule under a heading
    left, top, right, bottom = found.bbox
    return PlacedTable(
        table=Table(rows=tuple(rows)),
        columns=columns,
        left=left,
        bottom=height - bottom,
        right=right,
        top=height - top,
    )


def _row(
    boxes: list[tuple[float, float, float, float] | None],
    tops: list[float],
    text_page: TextPage,
    height: float,
    page: int,
) -> Row:
    cells = []
    for column, box in enumerate(boxes):
        if box is None:
            continue  # covered by a merged cell
        left, top, right, bottom = box
        # A letter that touches the rule from the other side would be taken with the cell.
        words = joined(
            text_page.get_text_bounded(
                left=left + _RIM, bottom=height - bottom + _RIM, right=right - _RIM, top=height - top - _RIM
            )
        )
        content = (Paragraph(text=words, page=page),) if words else ()
        covered = sum(1 for place in tops if top - _RIM <= place < bottom - _RIM)
        cells.append(Cell(column=column, rows=max(covered, 1), content=content))
    return Row(cells=tuple(cells))
