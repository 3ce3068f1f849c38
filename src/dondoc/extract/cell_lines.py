"""Tables copied from pages and letters that leave a cell a line: the heads come first, one below the other.

Where empty cells left empty lines, the cells count themselves off. Where they left nothing, the most likely row for
each line is found by what it looks like: a number, a day, somebody who acts, an action.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.core.document import Document
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.lines import Line, is_row
from dondoc.extract.normalize import fold
from dondoc.extract.passages import BULLETS, marker, passage
from dondoc.extract.table_heads import Column, column_of
from dondoc.extract.tables import SpanRow
from dondoc.extract.typed_tables import INDEX

_LONGEST_HEAD, _FEWEST_HEADS, _MOST_HEADS = 45, 3, 12
_LONGEST_CELL = 400
_LONGEST_DAY = 45
_ENDED = (".", ":", ";")
_HEADED = frozenset({"part", "chapter", "article", "roman"})
_DAY = re.compile(
    r"(?:(?:trước|sau|trong|từ|đến|đầu|giữa|cuối|chậm nhất|xong|hết|vào|khoảng)\s+)*(?:ngày|tháng|quý|tuần|năm|thứ"
    r"|chủ nhật|cả|hằng|hàng|định kỳ|thường xuyên|đột xuất|khi có|\d{1,2}\s*[/.-]\s*\d|\d{1,2}h|\d{1,2}\s*giờ)"
)
_AMOUNT = re.compile(r"[<>≥≤=~]*\s*\d|(?:ít nhất|tối thiểu|từ|trên|không quá|đạt|dưới|tối đa)\s+\d")
#: What it costs to leave a cell of a column empty.
_EMPTY = {Column.INDEX: 1.5, Column.WORK: 2.5}
_EMPTY_ELSE = 0.7
_NEVER = -9.0


def find_cell_lines(document: Document, lines: Sequence[Line], at: int, lexicon: Lexicon) -> tuple[list[SpanRow], int]:
    """The rows of the table whose heads begin at line `at`, and where the lines behind it begin."""
    columns = _heads(document, lines, at, lexicon)
    first = at + len(columns)
    if not columns or first >= len(lines):
        return [], at
    end = first
    while end < len(lines) and _may_be_cell(document, lines[end], lexicon):
        end += 1
    cells = [_Cell.of(document, line, lexicon) for line in lines[first:end]]
    heads = tuple(((line.start, line.end),) for line in lines[at:first])
    rows, taken = _counted(cells, columns)
    if not rows:
        rows, taken = _likely(cells, columns)
    return ([heads, *rows], first + taken) if rows else ([], at)


def _heads(document: Document, lines: Sequence[Line], at: int, lexicon: Lexicon) -> list[Column]:
    """The meanings of the heads that stand one below the other; none where they are too few."""
    columns: list[Column] = []
    for line in lines[at : at + _MOST_HEADS]:
        words = document.text[line.start : line.end]
        if (
            line.place is not None
            or line.level
            or len(words) > _LONGEST_HEAD
            or words.endswith(_ENDED)
            or is_row(words)
        ):
            break
        if marker(words, fold(words))[0] or (columns and INDEX.fullmatch(words)):
            break
        column = column_of(passage(document.text, [(line.start, line.end)], cell=True), lexicon.tables)
        if column is Column.OTHER or (column in columns and column in {Column.WORK, Column.DUE, Column.INDEX}):
            break
        columns.append(column)
    known = set(columns)
    told = known & {Column.DUE, Column.OWNER, Column.UNIT, Column.TARGET, Column.RESULT} - {Column.WORK}
    enough = len(columns) >= _FEWEST_HEADS and len(known) >= _FEWEST_HEADS and told
    return columns if enough and known & {Column.WORK, Column.TARGET} else []


def _may_be_cell(document: Document, line: Line, lexicon: Lexicon) -> bool:
    words = document.text[line.start : line.end]
    key = fold(words)
    if line.place is not None or line.level or len(words) > _LONGEST_CELL or is_row(words):
        return False
    style, body = marker(words, key)
    if style and not INDEX.fullmatch(words.strip()):
        if style in BULLETS or (style in _HEADED and len(words) - body > 1):
            return False
        if words[body:].isupper() and " " in words[body:].strip():
            return False
    if words.isupper() and words.count(" ") > 1 and not INDEX.fullmatch(words):
        return False
    return lexicon.cues.tail.match(key, 0) is None and lexicon.cues.closing.match(key, 0) is None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A line that may be a cell, and what it looks like."""

    span: tuple[int, int]
    #: Empty lines before it.
    blank: int
    goes_on: bool
    fits: dict[Column, float]

    @classmethod
    def of(cls, document: Document, line: Line, lexicon: Lexicon) -> "_Cell":
        """The line, weighed."""
        words = document.text[line.start : line.end]
        return cls((line.start, line.end), line.blank, words[:1].islower(), _fits(words, fold(words), lexicon))

    @property
    def is_number(self) -> bool:
        return self.fits[Column.INDEX] > 0


def _fits(words: str, key: str, lexicon: Lexicon) -> dict[Column, float]:
    """How well a line fits each column."""
    number = INDEX.fullmatch(words) is not None
    day = len(words) < _LONGEST_DAY and _DAY.match(key) is not None
    amount = len(words) < _LONGEST_DAY and _AMOUNT.match(key) is not None
    acts = lexicon.verbs.openers.match(key, 0) is not None
    doer = lexicon.owners.heads.match(key, 0) or lexicon.owners.quantifiers.match(key, 0)
    who = bool(doer) and len(words) < 2 * _LONGEST_DAY
    short = len(words) < 16 and not any(char.isdigit() for char in words)
    return {
        Column.INDEX: 3.0 if number else _NEVER,
        Column.WORK: 1.0 + acts + 0.5 * (len(words) > 25) - 3 * number - 1.5 * day - (who and not acts),
        Column.DUE: 2.5 if day else -1.5,
        Column.OWNER: -2.0 if number or amount or day else 2.0 if who else 0.0,
        Column.TARGET: 1.5 if amount else -0.5 if day else 0.2,
        Column.RESULT: 1.5 if amount else 0.2,
        Column.UNIT: 1.0 if short and not number else -2.0,
        Column.PARTNER: 0.2,
        Column.PERIOD: 0.2,
        Column.OTHER: 0.2,
    }


def _counted(cells: list[_Cell], columns: list[Column]) -> tuple[list[SpanRow], int]:
    """Rows where each empty cell left an empty line; none where the cells do not come out even."""
    tokens: list[int | None] = []
    for number, cell in enumerate(cells):
        tokens += [None] * cell.blank if number else []
        tokens.append(number)
    rows: list[SpanRow] = []
    taken = 0
    for at in range(0, len(tokens), len(columns)):
        row = tokens[at : at + len(columns)]
        row += [None] * (len(columns) - len(row))
        if not _is_sound([cells[one] if one is not None else None for one in row], columns):
            break
        rows.append(tuple((cells[one].span,) if one is not None else () for one in row))
        taken = max(one for one in row if one is not None) + 1
    whole = any(all(row) for row in rows) or (Column.INDEX in columns and len(rows) > 1)
    # What is left must be little: the first lines of the text behind the table.
    return (rows, taken) if whole and len(cells) - taken <= max(2, len(columns) // 2) else ([], 0)


def _is_sound(row: list[_Cell | None], columns: list[Column]) -> bool:
    """Whether cells look like a row: its number in its place, work, and no day where none belongs."""
    told = [cell for cell in row if cell is not None]
    if not told:
        return False
    named = {column: cell for column, cell in zip(columns, row, strict=True) if cell is not None}
    if Column.INDEX in columns and Column.INDEX in named and not named[Column.INDEX].is_number:
        return len(told) == 1
    if Column.INDEX in columns and Column.INDEX not in named and len(told) > 1:
        return False
    if len(told) > 1 and Column.WORK not in named and Column.TARGET not in named:
        return False
    due, work = named.get(Column.DUE), named.get(Column.WORK)
    return not (due and due.fits[Column.DUE] < 0 and work and work.fits[Column.WORK] < 1) and not (
        work and work.is_number
    )


def _likely(cells: list[_Cell], columns: list[Column]) -> tuple[list[SpanRow], int]:
    """The rows that fit best: each line goes on in its cell, to a later column, or to a new row."""
    width = len(columns)
    skip = [0.0]
    for column in columns:
        skip.append(skip[-1] + _EMPTY.get(column, _EMPTY_ELSE))
    best: list[float] = []
    back: list[list[int]] = []
    for number, cell in enumerate(cells):
        scores, origins = [], []
        for place, column in enumerate(columns):
            fit = cell.fits[column]
            if number == 0:
                scores.append(fit - skip[place])
                origins.append(-1)
                continue
            options = [
                (best[before] + (0.5 if cell.goes_on else _NEVER), before)
                if before == place
                else (best[before] + fit - (skip[place] - skip[before + 1]), before)
                if before < place
                else (best[before] + fit - (skip[width] - skip[before + 1]) - skip[place], before)
                for before in range(width)
            ]
            # A new row may also begin in the column in which the last one ended.
            options.append((best[place] + fit - (skip[width] - skip[place + 1]) - skip[place], place + width))
            score, origin = max(options)
            scores.append(score)
            origins.append(origin)
        best = scores
        back.append(origins)
    best = [score - (skip[width] - skip[place + 1]) for place, score in enumerate(best)]
    return _trimmed(cells, columns, _walked(best, back, width)) if cells else ([], 0)


def _walked(best: list[float], back: list[list[int]], width: int) -> list[tuple[int, bool]]:
    """For each line its column, and whether it begins a row."""
    place = max(range(width), key=lambda at: best[at])
    path: list[tuple[int, bool]] = []
    for origins in reversed(back):
        before = origins[place]
        begins = before < 0 or before >= width or before > place
        path.append((place, begins))
        place = before % width if before >= 0 else 0
    return path[::-1]


def _trimmed(cells: list[_Cell], columns: list[Column], path: list[tuple[int, bool]]) -> tuple[list[SpanRow], int]:
    """The rows up to the last that looks like one, and how many lines they take."""
    rows: list[list[list[tuple[int, int]]]] = []
    ends: list[int] = []
    sound: list[bool] = []
    for number, ((place, begins), cell) in enumerate(zip(path, cells, strict=True)):
        if begins:
            rows.append([[] for _ in columns])
            ends.append(0)
            sound.append(False)
        rows[-1][place].append(cell.span)
        ends[-1] = number + 1
        told = {column for column, spans in zip(columns, rows[-1], strict=True) if spans}
        needed = {Column.INDEX} if Column.INDEX in columns else {Column.DUE, Column.OWNER, Column.TARGET}
        sound[-1] = len(told) > 1 and bool(told & needed) and bool(told & {Column.WORK, Column.TARGET})
    last = max((number for number, one in enumerate(sound) if one), default=-1)
    if last < 0 or not any(sum(1 for spans in row if spans) > 2 for row in rows[: last + 1]):
        return [], 0
    return [tuple(tuple(spans) for spans in row) for row in rows[: last + 1]], ends[last]
