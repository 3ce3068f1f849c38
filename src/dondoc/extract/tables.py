"""Tables: rows of cells out of the file's own cells or of typed lines, and the meaning of their columns."""

import re
from dataclasses import dataclass

from dondoc.core.document import Document
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.lines import Line, ends_sentence
from dondoc.extract.passages import Passage, passage
from dondoc.extract.table_heads import Column, Heads, Row, find_heads

__all__ = ["Column", "SpanRow", "Table", "read_cells", "read_table"]

#: Where the words of a cell stand in the document; none for an empty cell.
Spans = tuple[tuple[int, int], ...]
SpanRow = tuple[Spans, ...]

_CROSS = re.compile("[x\u00d7+*✓✔v●•■]")
#: What a cell that covers several rows says of all of them.
_SHARED = frozenset({Column.DUE, Column.OWNER, Column.PARTNER, Column.UNIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; an empty cell is None."""

    rows: tuple[Row, ...]
    #: Meaning of each column; () where the first rows are no heads.
    columns: tuple[Column, ...] = ()
    #: How many rows are heads.
    heads: int = 0

    @property
    def start(self) -> int:
        """Where it begins in the document."""
        return next((cell.offset(0) for row in self.rows for cell in row if cell), 0)

    @property
    def is_plan(self) -> bool:
        """Whether its rows say work to be done: a column of work, and no column of results."""
        return Column.WORK in self.columns and Column.RESULT not in self.columns


def read_cells(document: Document, lines: list[Line], lexicon: Lexicon) -> Table:
    """The table of lines that are cells of one table of the file; a cell over several rows speaks for each of them."""
    rows: dict[int, dict[int, list[tuple[int, int]]]] = {}
    for line in lines:
        if line.place is not None:
            rows.setdefault(line.place[1], {}).setdefault(line.place[2], []).append((line.start, line.end))
    width = 1 + max((column for row in rows.values() for column in row), default=0)
    numbers = {number: index for index, number in enumerate(sorted(rows))}
    spans = [tuple(tuple(rows[number].get(column, ())) for column in range(width)) for number in sorted(rows)]
    covers = {
        (numbers[line.place[1]], line.place[2]): sum(
            1 for number in rows if line.place[1] < number < line.place[1] + line.rows
        )
        for line in lines
        if line.place is not None and line.rows > 1
    }
    return read_table(document, spans, lexicon, covers=covers)


def read_table(
    document: Document,
    spans: list[SpanRow],
    lexicon: Lexicon,
    *,
    covers: dict[tuple[int, int], int] | None = None,
) -> Table:
    """The table with its columns named, if it has heads: what a page broke is joined, heads are not repeated.

    `covers` tells how many rows below its own a cell covers.
    """
    rows = _passages(document, spans)
    heads = find_heads(rows, lexicon)
    if heads is None:
        return Table(rows=rows)
    spans = _covered(spans, heads, covers or {})
    joined = _joined(document, spans, heads)
    rows = _passages(document, joined)
    named = [tuple(cell.key if cell else "" for cell in row) for row in rows[: heads.rows]]
    body = [row for row in rows[heads.rows :] if tuple(cell.key if cell else "" for cell in row) not in named]
    return _with_crosses(Table(rows=(*rows[: heads.rows], *body), columns=heads.columns, heads=heads.rows))


def _passages(document: Document, spans: list[SpanRow]) -> tuple[Row, ...]:
    return tuple(
        tuple(passage(document.text, list(cell), cell=True) if cell else None for cell in row) for row in spans
    )


def _covered(spans: list[SpanRow], heads: Heads, covers: dict[tuple[int, int], int]) -> list[SpanRow]:
    """The rows with what a cell above says of them too."""
    rows = [list(row) for row in spans]
    for (row, column), count in covers.items():
        if row < heads.rows or column >= len(heads.columns) or heads.columns[column] not in _SHARED:
            continue
        for below in range(row + 1, min(row + count + 1, len(rows))):
            if not rows[below][column]:
                rows[below][column] = rows[row][column]
    return [tuple(row) for row in rows]


def _joined(document: Document, spans: list[SpanRow], heads: Heads) -> list[SpanRow]:
    """The rows with those put together that a page broke: a row without a number that goes on in small letters."""
    joined: list[SpanRow] = []
    for number, row in enumerate(spans):
        if number > heads.rows and _carries_on(document.text, joined[-1], row, heads.columns):
            joined[-1] = tuple((*above, *cell) for above, cell in zip(joined[-1], row, strict=True))
        else:
            joined.append(row)
    return joined


def _carries_on(text: str, above: SpanRow, row: SpanRow, columns: tuple[Column, ...]) -> bool:
    if len(above) != len(row):
        return False
    cells = {column: cell for column, cell in zip(columns, row, strict=False) if cell and column is not Column.OTHER}
    work = columns.index(Column.WORK) if Column.WORK in columns else 0
    before = above[work] if work < len(above) else ()
    if not cells or Column.INDEX in cells or not before or ends_sentence(text[before[-1][0] : before[-1][1]]):
        return False
    if Column.INDEX in columns:
        return Column.WORK in cells and text[cells[Column.WORK][0][0]].islower()
    return Column.WORK in cells and all(text[cell[0][0]].islower() for cell in cells.values())


def _with_crosses(table: Table) -> Table:
    """The table with a column of time of its own, where crosses in the columns of quarters or months say when."""
    if Column.PERIOD not in table.columns or Column.DUE in table.columns:
        return table
    places = [index for index, column in enumerate(table.columns) if column is Column.PERIOD]
    names = [next((row[place] for row in table.rows[: table.heads] if place < len(row)), None) for place in places]
    for row in table.rows[: table.heads]:
        names = [
            row[place] if place < len(row) and row[place] else name for place, name in zip(places, names, strict=True)
        ]

    def when(row: Row) -> Passage | None:
        crossed = [
            name
            for place, name in zip(places, names, strict=True)
            if place < len(row) and (cell := row[place]) is not None and _CROSS.fullmatch(cell.key.strip())
        ]
        return crossed[-1] if crossed else None

    width = len(table.columns)
    rows = tuple(
        (*row[:width], *(None for _ in range(width - len(row))), when(row) if number >= table.heads else None)
        for number, row in enumerate(table.rows)
    )
    return Table(rows=rows, columns=(*table.columns, Column.DUE), heads=table.heads)
