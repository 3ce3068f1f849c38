"""Tables: rows of cells out of blocks or of lines parted by tabs or bars, and the meaning of their columns."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dondoc.core.document import Document
from dondoc.extract.lexicon import Lexicon, TableHeads
from dondoc.extract.lines import Line
from dondoc.extract.passages import Passage, passage

_DOER = re.compile(r"(?<!\w)(?:chủ trì|phụ trách|đảm nhận|chịu trách nhiệm|đầu mối)(?!\w)")


class Column(StrEnum):
    """What a column says."""

    INDEX = "index"
    WORK = "work"
    TARGET = "target"
    DUE = "due"
    OWNER = "owner"
    PARTNER = "partner"
    UNIT = "unit"
    RESULT = "result"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells; an empty cell is None."""

    rows: tuple[tuple[Passage | None, ...], ...]
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


def cell_rows(document: Document, lines: list[Line]) -> tuple[tuple[Passage | None, ...], ...]:
    """Rows of lines that are cells of one table of the file."""
    rows: dict[int, dict[int, list[tuple[int, int]]]] = {}
    for line in lines:
        if line.place is not None:
            rows.setdefault(line.place[1], {}).setdefault(line.place[2], []).append((line.start, line.end))
    width = 1 + max((column for row in rows.values() for column in row), default=0)
    return tuple(
        tuple(passage(document.text, row[column], cell=True) if column in row else None for column in range(width))
        for _, row in sorted(rows.items())
    )


def line_rows(document: Document, lines: list[Line]) -> tuple[tuple[Passage | None, ...], ...]:
    """Rows of consecutive lines whose cells are parted by tabs or bars."""
    rows = []
    for line in lines:
        words = document.text[line.start : line.end]
        bar = "\t" if "\t" in words else "|"
        at, row = line.start, []
        for piece in words.split(bar):
            left, right = at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
            row.append(passage(document.text, [(left, right)], cell=True) if left < right else None)
            at += len(piece) + 1
        if bar == "|" and words.startswith("|"):
            row = row[1:]
        rows.append(tuple(row))
    return tuple(row for row in rows if not _is_rule(row))


def read_table(rows: tuple[tuple[Passage | None, ...], ...], lexicon: Lexicon) -> Table:
    """The table with its columns named, where one of the first three rows is a row of heads."""
    for count, row in enumerate(rows[:3], start=1):
        columns = tuple(_column(cell, lexicon.tables) for cell in row)
        known = [column for column in columns if column is not Column.OTHER]
        if len(known) >= 2 and {Column.WORK, Column.TARGET} & set(known):
            return Table(rows=rows, columns=_one_work_column(columns), heads=count)
    return Table(rows=rows)


def is_sub_row(text: str) -> bool:
    """Whether a line between two rows typed as text is a row of one cell ("Tuần 2 (từ ngày 08 đến 14/11)")."""
    return len(text) < 110 and not text.rstrip().endswith((".", ";", "./."))


def _is_rule(row: tuple[Passage | None, ...]) -> bool:
    return not any(cell and any(char.isalnum() for char in cell.text) for cell in row)


def _column(cell: Passage | None, heads: TableHeads) -> Column:
    """The meaning of a head: the whole words first, then how they begin."""
    if cell is None or len(cell.key) > 60:
        return Column.OTHER
    key = " ".join(cell.key.replace("*", " ").split()).strip(" .:()")
    meanings = (
        (Column.INDEX, heads.index),
        (Column.RESULT, heads.result),
        (Column.PARTNER, heads.partner),
        (Column.OWNER, heads.owner),
        (Column.DUE, heads.due),
        (Column.WORK, heads.work),
        (Column.TARGET, heads.target),
        (Column.UNIT, heads.unit),
    )
    for column, words in meanings:
        if key in words.words:
            return column
    if _DOER.search(key) and not key.startswith(("nội dung", "thời gian", "công việc")):
        return Column.OWNER  # "Thành phần chủ trì", "Lãnh đạo, bộ phận phụ trách"
    for column, words in meanings:
        if words.match(key, 0):
            return column
    return Column.OTHER


def _one_work_column(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where only "chỉ tiêu" names the rows, it is the work; a second column of work is something else."""
    if Column.WORK not in columns:
        first = columns.index(Column.TARGET)
        return tuple(Column.WORK if index == first else column for index, column in enumerate(columns))
    first = columns.index(Column.WORK)
    return tuple(
        Column.OTHER if column is Column.WORK and index != first else column for index, column in enumerate(columns)
    )
