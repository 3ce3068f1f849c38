"""Tables typed with spaces: columns stand below each other, rows are told by their numbers or by how they begin."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dondoc.core.document import Document
from dondoc.extract.furniture import is_page_number
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.lines import Line
from dondoc.extract.normalize import fold
from dondoc.extract.passages import marker, passage
from dondoc.extract.table_heads import Column, column_of
from dondoc.extract.tables import SpanRow
from dondoc.extract.typed_tables import INDEX

_APART = re.compile(r"[ \u00a0]{2,}")
_HEADED = frozenset({"part", "chapter", "article", "roman", "upper"})
#: A line of one stretch that is longer stands across the columns: running text.
_LONGEST_CELL = 48
#: Columns of the widest table, and the part of them that heads must name.
_MOST_COLUMNS, _KNOWN = 12, 0.6
#: More empty lines end a table.
_MOST_BLANK = 2


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words between wide spaces: where they stand in the document, and from which column of letters to which."""

    start: int
    end: int
    left: int
    right: int
    words: str


def find_aligned(document: Document, lines: Sequence[Line], at: int, lexicon: Lexicon) -> tuple[list[SpanRow], int]:
    """The rows of the table whose heads stand in line `at`, and where the lines behind it begin."""
    if lines[at].place is not None:
        return [], at
    heads = _pieces(document, lines[at])
    columns = _named(document, heads, lexicon)
    if not columns:
        return [], at
    builder = _Rows(document.text, columns, heads)
    end = at
    for index in _inside(document, lines, at):
        words = document.text[lines[index].start : lines[index].end]
        if not _is_page_number(lines[index], words):
            builder.take(_pieces(document, lines[index]), blank=lines[index].blank > 0)
            end = index + 1
    rows = builder.rows()
    return (rows, end) if len(rows) > 1 else ([], at)


def _pieces(document: Document, line: Line) -> list[_Piece]:
    words = document.text[line.start : line.end]
    gaps = [match.span() for match in _APART.finditer(words)]
    edges = [0, *(edge for gap in gaps for edge in gap), len(words)]
    return [
        _Piece(line.start + left, line.start + right, line.indent + left, line.indent + right, words[left:right])
        for left, right in zip(edges[::2], edges[1::2], strict=True)
    ]


def _named(document: Document, heads: list[_Piece], lexicon: Lexicon) -> list[Column]:
    """The meanings of the heads; none where the line is no line of heads."""
    if not 2 <= len(heads) <= _MOST_COLUMNS or any(len(piece.words) > _LONGEST_CELL for piece in heads):
        return []
    columns = [
        column_of(passage(document.text, [(piece.start, piece.end)], cell=True), lexicon.tables) for piece in heads
    ]
    known = [column for column in columns if column is not Column.OTHER]
    # Words of a sentence that is typed with wide spaces name few columns.
    enough = len(known) >= max(2, _KNOWN * len(heads)) and {Column.WORK, Column.TARGET} & set(known)
    return columns if enough and (len(heads) > 2 or len(known) == len(heads)) else []


def _inside(document: Document, lines: Sequence[Line], at: int) -> Iterator[int]:
    """The lines of the table from its heads on."""
    yield at
    for index in range(at + 1, len(lines)):
        line = lines[index]
        words = document.text[line.start : line.end]
        if line.place is not None or "\t" in words or line.blank > _MOST_BLANK:
            return
        if not _is_page_number(line, words) and _is_outside(document, lines, index, words):
            return
        yield index


def _is_page_number(line: Line, words: str) -> bool:
    """A bare number may be the rest of a cell ("kỳ họp thứ" / "4"), unless it stands apart."""
    return is_page_number(words) and bool(line.new_page or line.blank or not words.isdigit())


def _is_outside(document: Document, lines: Sequence[Line], index: int, words: str) -> bool:
    """Whether a line of one stretch is running text or a heading behind the table."""
    if _APART.search(words):
        return False
    if len(words) > _LONGEST_CELL:
        return True
    line = lines[index]
    style, body = marker(words, fold(words))
    if style and len(words) - body > 3 and style not in {"letter", "num"}:
        following = lines[index + 1] if index + 1 < len(lines) else None
        goes_on = following is not None and len(_pieces(document, following)) > 1
        return style not in _HEADED or not goes_on
    return bool(line.blank and line.indent == 0 and words[:1].isupper() and words.endswith((":", ".")))


class _Rows:
    """Puts printed lines together to rows."""

    def __init__(self, text: str, columns: list[Column], heads: list[_Piece]) -> None:
        self._text = text
        self._columns = columns
        #: Where the columns stand, as the last line with all of them shows: they drift from page to page.
        self._places = [(piece.left, piece.right) for piece in heads]
        self._rows: list[list[list[tuple[int, int]]]] = []
        #: Whether the line before said what is to be done.
        self._worked = False

    def take(self, pieces: list[_Piece], *, blank: bool) -> None:
        """Adds a line to the row at hand, or begins the next; `blank`: an empty line stands before it."""
        cells: list[list[tuple[int, int]]] = [[] for _ in self._columns]
        for index, piece in self._placed(pieces):
            cells[index].append((piece.start, piece.end))
        if not self._rows or self._begins(cells, blank=blank):
            self._rows.append(cells)
        else:
            for cell, more in zip(self._rows[-1], cells, strict=True):
                cell.extend(more)
        self._worked = any(
            cell and column in {Column.WORK, Column.TARGET} for column, cell in zip(self._columns, cells, strict=True)
        )

    def rows(self) -> list[SpanRow]:
        """The rows, the heads first."""
        return [tuple(tuple(cell) for cell in row) for row in self._rows]

    def _placed(self, pieces: list[_Piece]) -> Iterator[tuple[int, _Piece]]:
        """Each piece with its column: in order where there are as many, else by where it stands."""
        if len(pieces) < len(self._columns):
            pieces = [part for piece in pieces for part in _parted(piece, [left for left, _ in self._places])]
        if len(pieces) == len(self._columns):
            self._places = [(piece.left, piece.right) for piece in pieces]
            yield from enumerate(pieces)
            return
        first = 0
        for piece in pieces:
            first = min(range(first, len(self._columns)), key=lambda index: self._distance(piece, index))
            yield first, piece

    def _distance(self, piece: _Piece, index: int) -> tuple[bool, int, int]:
        left, right = self._places[index]
        strange = self._columns[index] is Column.INDEX and INDEX.fullmatch(piece.words) is None
        return strange, max(left - piece.right, piece.left - right, 0), abs(left - piece.left)

    def _begins(self, cells: list[list[tuple[int, int]]], *, blank: bool) -> bool:
        """Whether a line begins a row: with its number, or with work in a capital letter behind a whole row."""
        if Column.INDEX in self._columns:
            at = self._columns.index(Column.INDEX)
            words = self._text[slice(*cells[at][0])] if cells[at] else ""
            return INDEX.fullmatch(words) is not None or words == self._text[slice(*self._rows[0][at][0])]
        named = {column: cell for column, cell in zip(self._columns, cells, strict=True) if cell}
        work = named.get(Column.WORK) or named.get(Column.TARGET)
        if not work:
            # "Tuần 2 (08/11 - 12/11)" in the column of days
            alone = len(named) == 1 and bool(cells[0]) and self._text[cells[0][0][0]].isupper()
            return alone and self._columns[0] is Column.DUE and self._worked
        if not self._text[work[0][0]].isupper():
            return False
        others = [cell for column, cell in named.items() if column not in {Column.WORK, Column.OTHER}]
        begun = any(not self._text[cell[0][0]].islower() for cell in others)
        return begun or blank or len(self._rows) == 1


def _parted(piece: _Piece, edges: list[int]) -> list[_Piece]:
    """A piece parted at a single space behind which another column begins."""
    for edge in edges:
        at = edge - piece.left
        if 1 < at < len(piece.words) - 1 and piece.words[at - 1] in " \u00a0" and not piece.words[at].isspace():
            before = replace(piece, end=piece.start + at - 1, right=edge - 1, words=piece.words[: at - 1])
            behind = replace(piece, start=piece.start + at, left=edge, words=piece.words[at:])
            return [before, *_parted(behind, edges)]
    return [piece]
