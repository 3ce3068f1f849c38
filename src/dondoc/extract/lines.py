"""Document to passages: lines that a page broke are joined, page numbers and rules are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dondoc.core.document import Block, BlockKind, Document
from dondoc.extract.normalize import fold
from dondoc.extract.passages import Passage, marker, passage

_PAGE_NUMBER = re.compile(r"(?:-\s*)?\d{1,3}(?:\s*-)?|trang\s+\d+(?:\s*/\s*\d+)?|page\s+\d+(?:\s*/\s*\d+)?")
_TERMINAL = (".", ";", ":", "!", "?", "…", "./.")
_LONG = 125


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of the document, without the white space at its ends."""

    start: int
    end: int
    level: int = 0
    #: Whether an empty line stands before it.
    gap: bool = False
    #: Table, row and column of a cell.
    place: tuple[int, int, int] | None = None


def read_lines(document: Document) -> list[Line]:
    """The lines with something in them, page numbers and rules left out."""
    blocks = document.blocks or (Block(start=0, end=len(document.text)),)
    lines: list[Line] = []
    last = 0
    for block in blocks:
        place = None
        if block.kind is BlockKind.CELL and block.table is not None:
            place = (block.table, block.row or 0, block.column or 0)
        level = block.level if block.kind is BlockKind.HEADING else 0
        for start, end in _pieces(document.text, block.start, block.end, whole=place is not None):
            words = document.text[start:end]
            if _is_furniture(words) and place is None:
                continue  # does not move `last`: a page number between two lines is no gap of its own
            between = document.text[last:start]
            gap = between.count("\n") > 1 and not any(char.isdigit() for char in between)
            lines.append(Line(start=start, end=end, level=level, gap=gap, place=place))
            last = end
    return lines


def loose_lines(document: Document, cells: list[Line]) -> list[Line]:
    """The printed lines of cells that only lay the page out (a letterhead in two columns)."""
    return [
        Line(start=start, end=end, gap=index == 0)
        for cell in cells
        for index, (start, end) in enumerate(_pieces(document.text, cell.start, cell.end, whole=False))
        if not _is_furniture(document.text[start:end])
    ]


def join_lines(document: Document, lines: list[Line]) -> list[Passage]:
    """Passages of running lines (no cells)."""
    text = document.text
    width = _wrap_width(text, lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(text, groups[-1][-1], line, width=width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        passage(text, [(line.start, line.end) for line in group], level=group[0].level, gap=group[0].gap)
        for group in groups
    ]


def _pieces(text: str, start: int, end: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    """Spans of the lines of a block, trimmed; a cell stays whole."""
    at = start
    while at and text[at - 1] == "\t":
        at -= 1  # a reader may have cut an empty first cell off
    for piece in [text[at:end]] if whole else text[at:end].split("\n"):
        # An empty first cell of a row typed with tabs is a cell too.
        marks = " \u00a0" if "\t" in piece.strip() else None
        left = at + len(piece) - len(piece.lstrip(marks))
        right = at + len(piece.rstrip())
        if left < right:
            yield left, right
        at += len(piece) + 1


def _is_furniture(words: str) -> bool:
    if not any(char.isalnum() for char in words):
        return True
    return len(words) < 16 and _PAGE_NUMBER.fullmatch(fold(words)) is not None


def _wrap_width(text: str, lines: list[Line]) -> int:
    """The width at which the page broke the lines, or 0 where lines are whole paragraphs."""
    lengths = sorted(line.end - line.start for line in lines if line.place is None)
    long = [length for length in lengths if length > 45]
    if len(long) < 8 or lengths[int(len(lengths) * 0.97)] > _LONG:
        return 0
    width = long[int(len(long) * 0.95)]
    broken = sum(1 for line in lines if line.end - line.start > 45 and not _ends(text, line))
    return width if broken > 0.4 * len(long) else 0


def _ends(text: str, line: Line) -> bool:
    return text[line.start : line.end].endswith(_TERMINAL)


def _continues(text: str, last: Line, line: Line, *, width: int) -> bool:
    """Whether `line` carries on the paragraph of `last`."""
    words, before = text[line.start : line.end], text[last.start : last.end]
    if line.level or last.level or "\t" in words or "\t" in before or marker(words, fold(words))[0]:
        return False
    if before.isupper():
        return False
    # A bracket goes on with what stands before it: "… tài chính 01 lần" / "(giao Ban Nữ công thực hiện)."
    begins_inside = words[0].islower() or (words[0] == "(" and words[1:2].islower())
    if begins_inside and not _ends(text, last) and "  " not in before:
        return True
    if not width or line.gap:
        return False
    first_word = len(words.split(maxsplit=1)[0])
    return len(before) + 1 + first_word > width - 8
