"""Document to printed lines: rules and page furniture are left out, columns of a letterhead parted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.core.document import Block, BlockKind, Document
from dondoc.extract.furniture import Printed, furniture
from dondoc.extract.normalize import fold
from dondoc.extract.passages import marker
from dondoc.extract.tidy import INVISIBLE

_TERMINAL = (".", ";", ":", "!", "?", "…")
_CLOSERS = '"”’»)]'
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = " \u00a0"
_BLANK = f"\t\r\x0b\x0c\x85\u2028\u2029{_SPACES}{INVISIBLE}"
#: A number or bullet alone on its line, as some programs copy lists.
_ALONE = re.compile(
    r"(?:[IVX]{1,5}|[A-Za-zđ]|\d{1,2}(?:\.\d{1,2})*)[.)/]|\d{1,2}(?:\.\d{1,2})+|[-+*•●▪■◦➢✓❖\uf0a7-\uf0fc]"
)
_LONGEST_LABEL = 9
#: Columns side by side above a title ("CÔNG ĐOÀN NGÀNH      Độc lập - Tự do"): so many lines, so many letters each.
_HEAD_LINES, _HEAD_COLUMN = 20, 60
APART = re.compile(rf"(?<=\S)[{_SPACES}]{{3,}}(?=\S)")


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
    #: How many rows a cell covers.
    rows: int = 1
    #: How far it is set in.
    indent: int = 0
    #: Empty lines before it, and whether a new page is said to begin there.
    blank: int = 0
    new_page: bool = False


def read_lines(document: Document) -> list[Line]:
    """The lines with something in them, rules left out."""
    text = document.text
    lines: list[Line] = []
    last = 0
    for block in document.blocks or (Block(start=0, end=len(text)),):
        place = None
        if block.kind is BlockKind.CELL and block.table is not None:
            place = (block.table, block.row or 0, block.column or 0)
        level = block.level if block.kind is BlockKind.HEADING else 0
        for start, end, indent in _pieces(text, block.start, block.end, whole=place is not None):
            words = text[start:end]
            if place is None and not any(char.isalnum() or char == "%" for char in words) and not is_label(words):
                continue  # does not move `last`: a rule between two lines is no gap of its own
            between = text[last:start]
            lines.append(
                Line(
                    start=start, end=end, level=level, place=place, rows=block.rows, indent=indent,
                    blank=max(0, between.count("\n") - 1) if not any(map(str.isalnum, between)) else 0,
                    new_page="\f" in between,
                )
            )  # fmt: skip
            last = end
    return _with_gaps(lines)


def loose_lines(document: Document, cells: list[Line]) -> list[Line]:
    """The printed lines of cells that only lay the page out (a letterhead in two columns)."""
    return [
        Line(start=start, end=end, gap=index == 0)
        for cell in cells
        for index, (start, end, _) in enumerate(_pieces(document.text, cell.start, cell.end, whole=False))
        if any(char.isalnum() for char in document.text[start:end])
    ]


def without_furniture(document: Document, lines: list[Line]) -> list[Line]:
    """Running lines without page numbers and running heads.

    Empty lines round them belong to the page where they stand round all of them; else they part paragraphs.
    """
    left_out = furniture([Printed(document.text[line.start : line.end], line.new_page, line.gap) for line in lines])
    kept: list[Line] = []
    #: Place in `kept` of each line behind furniture, and whether an empty line stands somewhere in between.
    behind: list[tuple[int, bool]] = []
    gap = after = False
    for index, line in enumerate(lines):
        gap = line.gap or (after and gap)
        if index not in left_out:
            if after:
                behind.append((len(kept), gap))
            kept.append(line)
        after = index in left_out
    always = all(gap for _, gap in behind)
    for place, gap in behind:
        kept[place] = replace(kept[place], gap=gap and not always)
    return kept


def side_by_side(document: Document, lines: list[Line]) -> list[Line]:
    """The lines with those parted that stand side by side in a typed letterhead."""
    parted: list[Line] = []
    for index, line in enumerate(lines):
        words = document.text[line.start : line.end]
        begin = marker(words, fold(words))[1]  # the space behind "II." parts no columns
        gaps = (
            [match.span() for match in APART.finditer(words, begin)] if index < _HEAD_LINES and not line.place else []
        )
        edges = [0, *(edge for gap in gaps for edge in gap), len(words)]
        columns = list(zip(edges[::2], edges[1::2], strict=True))
        if len(columns) == 1 or any(right - left > _HEAD_COLUMN for left, right in columns):
            parted.append(line)
            continue
        parted += [
            replace(line, start=line.start + left, end=line.start + right, gap=line.gap and not left)
            for left, right in columns
        ]
    return parted


def is_row(text: str) -> bool:
    r"""Whether a line looks like a row of a table typed as text; a tab behind its number or bullet makes none.

    >>> is_row("1\tMở lớp\tTháng 8"), is_row("1.\tMở lớp bơi"), is_row("| 1 | Mở lớp |")
    (True, False, True)
    """
    if "\t" not in text:
        return text.count("|") >= 2
    style, words = marker(text, fold(text))
    return not style or "\t" in text[words:]


def is_label(words: str) -> bool:
    """Whether a line is a number or bullet without words: some programs copy lists so.

    >>> is_label("2.1."), is_label("•"), is_label("2025")
    (True, True, False)
    """
    return len(words) < _LONGEST_LABEL and _ALONE.fullmatch(words) is not None


def ends_sentence(words: str) -> bool:
    """Whether a line ends with a mark that closes a sentence or an item.

    >>> ends_sentence("Tổ chức 02 lớp.”"), ends_sentence("Tổ chức 02")
    (True, False)
    """
    return words.rstrip().endswith(_TERMINAL) or words.rstrip().rstrip(_CLOSERS).endswith(_TERMINAL[:1])


def _with_gaps(lines: list[Line]) -> list[Line]:
    """Marks the lines before which more room is left than between most: a text may be typed with double spacing."""
    apart = sum(1 for line in lines if line.blank)
    usual = sorted(line.blank for line in lines)[len(lines) // 2] if apart > 0.75 * len(lines) else 0
    return [replace(line, gap=True) if line.blank > usual else line for line in lines]


def _pieces(text: str, start: int, end: int, *, whole: bool) -> Iterator[tuple[int, int, int]]:
    """Spans of the lines of a block, trimmed, and how far each is set in; a cell stays whole."""
    at = start
    while at and text[at - 1] == "\t":
        at -= 1  # a reader may have cut an empty first cell off
    if not whole:
        while at and text[at - 1] in _SPACES:
            at -= 1  # a reader may have cut the indentation off
    for piece in [text[at:end]] if whole else _BREAK.split(text[at:end]):
        # An empty first cell of a row typed with tabs is a cell too.
        blank = f"{_SPACES}{INVISIBLE}" if "\t" in piece.strip() else _BLANK
        left = at + len(piece) - len(piece.lstrip(blank))
        right = at + len(piece.rstrip().rstrip(_BLANK))
        if left < right:
            yield left, right, left - at
        at += len(piece) + 1
