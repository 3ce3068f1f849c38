"""Lays paragraphs and tables out as one text with blocks.

A paragraph is a line. A table row is a line with tabs between its cells, as clerks paste tables, so the text alone
still shows the columns; a row in which some cell has several paragraphs (letterheads, signatures) puts each
paragraph on its own line instead. Blocks give every cell its address either way.
"""

import unicodedata
from collections.abc import Iterable

from dondoc.core.document import Block, BlockKind
from dondoc.documents.content import Cell, Item, Paragraph, Row, Table
from dondoc.documents.limits import Budget, Limits

#: Table, row, column, and how many rows the cell covers.
Address = tuple[int, int, int, int]

# From this many columns on a line break inside a cell is only there because the column is narrow ("Quý<br>III").
_NARROW_COLUMNS = 3


def lay_out(items: Iterable[Item], *, name: str, limits: Limits) -> tuple[str, tuple[Block, ...]]:
    """The NFC text and its blocks in order.

    Raises:
        BadInput: `document.too_long` when there are more blocks than `limits.blocks`.
    """
    layout = _Layout(name, limits)
    for item in items:
        layout.put(item, None)
    return "".join(layout.pieces), tuple(layout.blocks)


class _Layout:
    def __init__(self, name: str, limits: Limits) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self._length = 0
        self._tables = 0
        self._budget = Budget(limits.blocks, name)

    def put(self, item: Item, address: Address | None) -> None:
        if isinstance(item, Table):
            self._put_table(item)
            return
        # A number with nothing after it is only worth a line in a table, where it fills the column "TT".
        text = _printed(item) or (item.label if address else "")
        if text:
            if self._length:
                self._write("\n")
            self._put_block(item, text, address)

    def _put_table(self, table: Table) -> None:
        ordinal = self._tables
        self._tables += 1
        for number, row in enumerate(table.rows):
            if _fits_one_line(row):
                self._put_line(row, ordinal, number)
                continue
            for cell in row.cells:
                for item in cell.content:
                    self.put(item, (ordinal, number, cell.column, cell.rows))

    def _put_line(self, row: Row, table: int, number: int) -> None:
        cells = [(cell, *_single(cell, narrow=len(row.cells) >= _NARROW_COLUMNS)) for cell in row.cells]
        if not any(text for _, _, text in cells):
            return
        if self._length:
            self._write("\n")
        column = 0
        for cell, paragraph, text in cells:
            self._write("\t" * (cell.column - column))
            if text:
                self._put_block(paragraph, text, (table, number, cell.column, cell.rows))
            column = cell.column
        self._write("\t" * (row.cells[-1].span - 1))

    def _put_block(self, paragraph: Paragraph, text: str, address: Address | None) -> None:
        self._budget.spend()
        start = self._length
        self._write(text)
        table, row, column, rows = address or (None, None, None, 1)
        heading = paragraph.level > 0 and address is None
        kind = BlockKind.CELL if address else BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        self.blocks.append(
            Block(
                start=start,
                end=self._length,
                kind=kind,
                level=paragraph.level if heading else 0,
                label=paragraph.label,
                table=table,
                row=row,
                column=column,
                rows=rows,
                page=paragraph.page,
            )
        )

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)


def _printed(paragraph: Paragraph) -> str:
    """The paragraph as it stands in the text; NFC holds for the whole, since white space composes with nothing."""
    text = unicodedata.normalize("NFC", paragraph.text).strip()
    return f"{paragraph.label} {text}" if paragraph.label and text else text


def _fits_one_line(row: Row) -> bool:
    narrow = len(row.cells) >= _NARROW_COLUMNS
    for cell in row.cells:
        written = [item for item in cell.content if isinstance(item, Table) or item.text.strip() or item.label]
        if len(written) > 1 or any(isinstance(item, Table) for item in written):
            return False
        if not narrow and any(isinstance(item, Paragraph) and "\n" in item.text.strip() for item in written):
            return False
    return True


def _single(cell: Cell, *, narrow: bool) -> tuple[Paragraph, str]:
    for item in cell.content:
        if isinstance(item, Paragraph) and (item.text.strip() or item.label):
            text = _printed(item) or item.label
            return item, text.replace("\t", " ").replace("\n", " ") if narrow else text.replace("\t", " ")
    return Paragraph(text=""), ""
