"""Tables typed as lines: cells parted by tabs or bars, and rows whose cells run over several lines."""

import re
from collections.abc import Sequence

from dondoc.core.document import Document
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.lines import Line, is_row
from dondoc.extract.passages import passage
from dondoc.extract.table_heads import Column, column_of
from dondoc.extract.tables import SpanRow

INDEX = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*|[IVXivx]{1,5}|[A-Za-zĐđ])\s*[.)/]?")
_LONGEST_SUB_ROW = 110
#: What stands in empty cells, and in the rules between rows.
_NOTHING = re.compile(r"[\s\-–—_=.:…*]*")


def find_rows(document: Document, lines: Sequence[Line], at: int, lexicon: Lexicon) -> tuple[list[SpanRow], int]:
    """The rows of the table that begins at line `at`, and where the lines behind it begin; no rows where none does."""
    first = _words(document, lines[at])
    if not is_row(first):
        return [], at
    bar = "\t" if "\t" in first else "|"
    return _Rows(document, bar, lexicon).read(lines, at)


class _Rows:
    """Puts the lines of one table together to rows."""

    def __init__(self, document: Document, bar: str, lexicon: Lexicon) -> None:
        self._document = document
        self._bar = bar
        self._lexicon = lexicon
        self._rows: list[list[list[tuple[int, int]]]] = []
        #: Bars of a whole row, as the heads have them.
        self._bars = 0
        self._numbered = False

    def read(self, lines: Sequence[Line], at: int) -> tuple[list[SpanRow], int]:
        """Rows from line `at` on."""
        begin = at
        while at < len(lines) and lines[at].place is None:
            words = _words(self._document, lines[at])
            cells = self._cells(lines[at])
            if self._rows and self._goes_on(words, cells):
                self._rows[-1][-1] += cells[0]
                self._rows[-1] += cells[1:]
            elif (self._bar in words and is_row(words)) or (self._rows and self._is_sub_row(lines, at, words)):
                self._rows.append(cells)
            else:
                break
            if len(self._rows) == 1:
                self._take_heads()
            at += 1
        if len(self._rows) < 2:
            return [], begin
        width = max(map(len, self._rows))
        rows = [tuple(tuple(cell) for cell in row) + ((),) * (width - len(row)) for row in self._rows]
        return [row for row in rows if any(row)], at

    def _take_heads(self) -> None:
        self._bars = len(self._rows[0]) - 1
        first = self._rows[0][0]
        cell = passage(self._document.text, first, cell=True) if first else None
        self._numbered = column_of(cell, self._lexicon.tables) is Column.INDEX

    def _cells(self, line: Line) -> list[list[tuple[int, int]]]:
        words = _words(self._document, line)
        at = line.start
        cells: list[list[tuple[int, int]]] = []
        for piece in words.split(self._bar):
            left, right = at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
            cells.append([] if _NOTHING.fullmatch(piece) else [(left, right)])
            at += len(piece) + 1
        if self._bar == "|":
            return cells[words.startswith("|") : len(cells) - words.endswith("|")]
        return cells

    def _goes_on(self, words: str, cells: list[list[tuple[int, int]]]) -> bool:
        """Whether a line goes on with the last cell of an unfinished row: a cell with a line break in it."""
        missing = self._bars - (len(self._rows[-1]) - 1)
        added = len(cells) - 1
        if self._bar == "|" and words.startswith("|"):
            return False
        if added > missing or not self._rows[-1][-1] or not cells[0]:
            return False
        begins_small = words.lstrip()[:1].islower()
        if missing == 0:
            return begins_small and len(self._rows) > 1
        if self._numbered and INDEX.fullmatch(self._document.text[cells[0][0][0] : cells[0][0][1]]):
            return False
        return begins_small or (added == missing and self._numbered)

    def _is_sub_row(self, lines: Sequence[Line], at: int, words: str) -> bool:
        """Whether a short line stands between two rows: it heads the rows below it ("Tuần 2 (từ 08 đến 14/11)")."""
        if len(words) >= _LONGEST_SUB_ROW or words.rstrip().endswith((".", ";", "./.")) or at + 1 >= len(lines):
            return False
        below = lines[at + 1]
        after = _words(self._document, below)
        if below.place is None and not is_row(after) and after[:1].islower() and at + 2 < len(lines):
            below = lines[at + 2]  # the line itself is broken
            after = _words(self._document, below)
        if below.place is not None or not is_row(after):
            return False
        return len(self._cells(below)) - 1 == self._bars or (self._bar == "\t" and "\t" in after and not below.gap)


def _words(document: Document, line: Line) -> str:
    return document.text[line.start : line.end]
