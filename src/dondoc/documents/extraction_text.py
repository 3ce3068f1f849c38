"""A document as paragraphs and tables whose words are told apart by what was read from them, for its page.

Every letter and digit stands in exactly one place of the result, in the order of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

from dondoc.core.document import Block, BlockKind, Document
from dondoc.core.extraction import Extraction
from dondoc.extract.layout import read_elements
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.passages import Passage

Span = tuple[int, int]
T = TypeVar("T")
#: So many rows and columns at most has a table that only lays the page out.
_LAYOUT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A stretch of text of which the same was read throughout."""

    text: str
    #: Names of the fields that were read from it.
    fields: tuple[str, ...] = ()
    #: Whether there is a doubt about it, and the numbers (from 1) of the doubts that begin here.
    is_doubted: bool = False
    doubts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Stretches that belong to one commitment, or to none (number 0)."""

    number: int
    #: The commitment begins here: where a link to it leads.
    opens: bool
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Runs that are printed together."""

    runs: tuple[Run, ...]
    #: Level of a heading that the file itself marks, or 0.
    level: int = 0
    #: Typed as headings are: in capitals, or with a Roman number.
    is_strong: bool = False
    #: Page numbers, running heads and rules: no part of the text.
    is_aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell with its paragraphs."""

    paragraphs: tuple[Paragraph, ...]
    is_head: bool = False
    #: How many columns it takes.
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table."""

    rows: tuple[tuple[Cell, ...], ...]
    #: It only lays the page out, as the letterhead in two columns does.
    is_layout: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    start: int
    end: int
    number: int
    opens: bool
    fields: tuple[str, ...]
    is_doubted: bool
    doubts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of the page before its words are cut: its spans, row by row for a table."""

    start: int
    end: int
    passage: Passage | None = None
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    heads: int = 0


def lay_out(document: Document, extraction: Extraction, lexicon: Lexicon) -> list[Paragraph | Rows]:
    """The parts of the page in the order of the text."""
    cutter = _Cutter(document.text, extraction)
    parts: list[Paragraph | Rows] = []
    at = 0
    for place in _places(document, lexicon):
        if place.start < at:
            continue
        parts += cutter.aside(at, place.start)
        parts += [cutter.table(place)] if place.rows else [cutter.paragraph(place.start, place.end, place.passage)]
        at = place.end
    return [*parts, *cutter.aside(at, len(document.text))]


def _places(document: Document, lexicon: Lexicon) -> list[_Place]:
    """Tables of the file, then what the reading takes for paragraphs and typed tables, in order."""
    tables = _file_tables(document.blocks)
    places = list(tables)
    for element in read_elements(document, lexicon):
        if isinstance(element, Passage):
            if element.text:
                places.append(_Place(*element.span(0, len(element.text)), passage=element))
            continue
        rows = tuple(
            tuple((cell.span(0, len(cell.text)),) if cell and cell.text else () for cell in row) for row in element.rows
        )
        spans = [span for row in rows for cell in row for span in cell]
        if spans:
            places.append(_Place(spans[0][0], max(end for _, end in spans), rows=rows, heads=element.heads))
    heads = {place.start: place.heads for place in places if place.heads}
    places[: len(tables)] = [
        replace(table, heads=heads.get(table.start, int(len(table.rows) > _LAYOUT))) for table in tables
    ]
    # What the reading took out of a table of the file lies inside of it, and comes after it here.
    return sorted(places, key=lambda place: (place.start, -place.end))


def _file_tables(blocks: Sequence[Block]) -> list[_Place]:
    cells: dict[int, dict[int, dict[int, list[Span]]]] = {}
    for block in blocks:
        if block.kind is BlockKind.CELL and block.table is not None and block.start < block.end:
            row = cells.setdefault(block.table, {}).setdefault(block.row or 0, {})
            row.setdefault(block.column or 0, []).append((block.start, block.end))
    places = []
    for table in cells.values():
        width = 1 + max(column for row in table.values() for column in row)
        rows = tuple(tuple(tuple(row.get(column, ())) for column in range(width)) for _, row in sorted(table.items()))
        spans = [span for row in rows for cell in row for span in cell]
        places.append(_Place(min(spans)[0], max(end for _, end in spans), rows=rows))
    return places


class _Cutter:
    """Cuts spans of the text where something else begins to be read."""

    def __init__(self, text: str, extraction: Extraction) -> None:
        self._text = text
        self._stretches = list(_stretches(len(text), extraction))
        self._starts = [stretch.start for stretch in self._stretches]

    def paragraph(self, start: int, end: int, passage: Passage | None = None, *, is_aside: bool = False) -> Paragraph:
        return Paragraph(
            runs=tuple(self._runs(start, end)),
            level=passage.level if passage else 0,
            is_strong=passage is not None and (passage.is_upper or passage.style in {"part", "chapter", "roman"}),
            is_aside=is_aside,
        )

    def aside(self, start: int, end: int) -> list[Paragraph]:
        """What stands between two parts, line by line; rules and the bars of typed tables say nothing."""
        found, at = [], start
        for line in self._text[start:end].split("\n"):
            if any(char.isalnum() for char in line):
                found.append(self.paragraph(at, at + len(line), is_aside=True))
            at += len(line) + 1
        return found

    def table(self, place: _Place) -> Rows:
        width = max(len(row) for row in place.rows)
        kept = [column for column in range(width) if any(column < len(row) and row[column] for row in place.rows)]
        rows: list[tuple[Cell, ...]] = []
        at = place.start
        for index, row in enumerate(place.rows):
            for start, end in sorted(span for cell in row for span in cell):
                # What the reading left out between the rows: heads that a new page repeats.
                aside = self.aside(at, start)
                rows += [(Cell(paragraphs=tuple(aside), width=len(kept)),)] if aside else []
                at = max(at, end)
            cells = (row[column] if column < len(row) else () for column in kept)
            rows.append(
                tuple(
                    Cell(paragraphs=tuple(self.paragraph(*span) for span in cell), is_head=index < place.heads)
                    for cell in cells
                )
            )
        return Rows(rows=tuple(rows), is_layout=not place.heads and len(kept) <= _LAYOUT)

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        number, opens, words = 0, False, list[Words]()
        for stretch in self._within(start, end):
            if words and (stretch.number != number or stretch.opens):
                yield Run(number=number, opens=opens, words=tuple(words))
                words = []
            if not words:
                number, opens = stretch.number, stretch.opens and stretch.start >= start
            words.append(
                Words(
                    text=self._text[max(start, stretch.start) : min(end, stretch.end)],
                    fields=stretch.fields,
                    is_doubted=stretch.is_doubted,
                    doubts=stretch.doubts if stretch.start >= start else (),
                )
            )
        if words:
            yield Run(number=number, opens=opens, words=tuple(words))

    def _within(self, start: int, end: int) -> Iterator[_Stretch]:
        first = max(0, bisect_right(self._starts, start) - 1)
        for index in range(first, bisect_left(self._starts, end)):
            stretch = self._stretches[index]
            if stretch.end > start:
                yield stretch


def _stretches(length: int, extraction: Extraction) -> Iterator[_Stretch]:
    """The whole text cut wherever a commitment, a mark or a doubt begins or ends."""
    commitments = [(one.start, one.end, index) for index, one in enumerate(extraction.commitments, start=1)]
    # One heading may name the owner of many.
    marks = sorted({(one.start, one.end, one.field.value) for found in extraction.commitments for one in found.marks})
    doubts = [
        (one.start, one.end, index) for index, one in enumerate(extraction.doubts, start=1) if one.start < one.end
    ]
    cuts = sorted({0, length, *_edges(commitments), *_edges(marks), *_edges(doubts)})
    numbers, fields, doubted = _Sweep(commitments), _Sweep(marks), _Sweep(doubts)
    begin: dict[int, list[int]] = {}
    for first, _, index in doubts:
        begin.setdefault(first, []).append(index)
    last = 0
    for start, end in pairwise(cuts):
        number = next(iter(numbers.at(start)), 0)
        yield _Stretch(
            start=start, end=end, number=number, opens=number > last,
            fields=tuple(sorted(set(fields.at(start)))), is_doubted=bool(doubted.at(start)),
            doubts=tuple(begin.get(start, ())),
        )  # fmt: skip
        last = max(number, last)


def _edges(spans: Iterable[tuple[int, int, T]]) -> Iterator[int]:
    for start, end, _ in spans:
        yield start
        yield end


class _Sweep(Generic[T]):
    """What lies over a place, asked from left to right."""

    def __init__(self, spans: Iterable[tuple[int, int, T]]) -> None:
        self._waiting = sorted(spans, key=lambda span: -span[0])
        self._open: list[tuple[int, T]] = []

    def at(self, place: int) -> list[T]:
        while self._waiting and self._waiting[-1][0] <= place:
            _, end, value = self._waiting.pop()
            self._open.append((end, value))
        self._open = [(end, value) for end, value in self._open if end > place]
        return [value for _, value in self._open]
