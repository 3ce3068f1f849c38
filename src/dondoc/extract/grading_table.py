"""A superior's table of points, as rows of cells: its groups and criteria, and what could not be read of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from dondoc.core.grading import Criterion, CriterionGroup, Measure
from dondoc.extract.areas import explain_area, find_area
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold

_ROMAN = re.compile(r"[IVX]{1,5}|[A-Z]")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_LETTERED = re.compile(r"[a-zđ]")
_POINTS = re.compile(r"[-–]?\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:điểm|đ)?\.?", re.IGNORECASE)
_NUMBER_HEADS = frozenset({"tt", "stt", "số tt", "mục", "số thứ tự"})
_WORDS_HEADS = ("nội dung", "tiêu chí", "chỉ tiêu", "nhiệm vụ")
_MOST_HEADS = ("tối đa", "chuẩn", "điểm")
_TOTAL = re.compile(r"(?:tổng(?: (?:cộng|điểm|số)\b.*)?|cộng(?: (?:mục|phần|nhóm|[ivx]+\b|\d).*)?)[:.]?")
_DEDUCTED = ("điểm trừ", "trừ điểm", "bị trừ")
_REPORTED = ("chế độ thông tin", "chế độ báo cáo", "thông tin, báo cáo", "báo cáo định kỳ")
#: Areas of which the books do not tell how well the work was done.
_BY_HAND = frozenset({"finance", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """A row of a table and where it stands ("trang Sheet1, dòng 7", "bảng 2, dòng 3")."""

    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDoubt:
    """What a person should look at."""

    #: "no_points", "sum", "total", "number": sentences stand in `messages`.
    kind: str
    place: str
    words: str
    #: What was found and what was expected, as printed; "" where there is nothing to compare.
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """What was read."""

    groups: tuple[CriterionGroup, ...]
    doubts: tuple[TableDoubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    place: str
    number: str
    words: str
    points: Decimal | None
    level: int


@dataclass(frozen=True, slots=True)
class _Columns:
    number: int | None
    words: int
    points: int


def read_grading_table(rows: Sequence[CellRow], lexicon: Lexicon) -> ReadTable | None:
    """The criteria of the first table that has a head with words and points; None where there is none.

    What has rows below it is a heading whose points are the sum of theirs; only the lowest rows are criteria.
    """
    found = next(((n, columns) for n, row in enumerate(rows) if (columns := _columns(row.cells)) is not None), None)
    if found is None:
        return None
    first, columns = found
    doubts: list[TableDoubt] = []
    items = _items(rows[first + 1 :], columns, doubts)
    groups = _groups(items, lexicon, doubts)
    return ReadTable(groups=groups, doubts=tuple(doubts)) if groups else None


def _columns(cells: Sequence[str]) -> _Columns | None:
    heads = [fold(cell) for cell in cells]
    words = next((n for n, head in enumerate(heads) if any(word in head for word in _WORDS_HEADS)), None)
    if words is None:
        return None
    points = next(
        (n for mark in _MOST_HEADS for n, head in enumerate(heads) if n > words and mark in head and len(head) < 40),
        None,
    )
    if points is None:
        return None
    return _Columns(next((n for n, head in enumerate(heads) if head in _NUMBER_HEADS), None), words, points)


def _items(rows: Sequence[CellRow], columns: _Columns, doubts: list[TableDoubt]) -> list[_Item]:
    items: list[_Item] = []
    group = 0  # where the rows begin that the next row of sums may be of
    for row in rows:
        told = _cell(row, columns.points).strip()
        if len(row.cells) <= columns.words or (_columns(row.cells) is not None and _points(told) is None):
            continue  # the head again on a new page
        number = _cell(row, columns.number).replace(",", ".").strip(" .)/") if columns.number is not None else ""
        words = " ".join(_cell(row, columns.words).split())
        if not words:
            continue
        points = _points(told)
        if _TOTAL.fullmatch(fold(words)) and not number:
            _check_total(items, items[group:], points, row, doubts)
            group = len(items)
            continue
        if told and points is None:
            doubts.append(TableDoubt("no_points", row.place, words, found=told))
        items.append(_Item(place=row.place, number=number, words=words, points=points, level=_level(number, items)))
    return items


def _cell(row: CellRow, column: int | None) -> str:
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def _points(words: str) -> Decimal | None:
    """The points of a cell: "20", "0,5", "2 điểm".

    >>> _points("0,5"), _points("2 điểm"), _points("tối đa 3")
    (Decimal('0.5'), Decimal('2'), None)
    """
    match = _POINTS.fullmatch(words)
    if match is None:
        return None
    try:
        return Decimal(match[1].replace(",", "."))
    except InvalidOperation:
        return None


def _level(number: str, items: Sequence[_Item]) -> int:
    """How deep a number stands: I, A above 1, 2 above 1.1 above a); without a number as deep as the row before."""
    if _NUMBERED.fullmatch(number):
        return 1 + number.count(".")
    if _ROMAN.fullmatch(number):
        return 0 if set(number) <= set("IVX") else -1  # A, B stand above I, II
    if _LETTERED.fullmatch(number):
        return 8
    return items[-1].level if items and items[-1].level > 0 else 9


def _check_total(
    items: Sequence[_Item], group: Sequence[_Item], points: Decimal | None, row: CellRow, doubts: list[TableDoubt]
) -> None:
    leaves, part = (
        sum((i.points for i in _leaves(some) if i.points is not None and not _is_deduction(i.words)), Decimal(0))
        for some in (items, group)
    )
    if points is not None and points not in (leaves, part):
        doubts.append(TableDoubt("total", row.place, "", found=f"{points:f}", expected=f"{leaves:f}"))


def _leaves(items: Sequence[_Item]) -> list[_Item]:
    return [item for n, item in enumerate(items) if n + 1 == len(items) or items[n + 1].level <= item.level]


def _groups(items: Sequence[_Item], lexicon: Lexicon, doubts: list[TableDoubt]) -> tuple[CriterionGroup, ...]:
    if not items:
        return ()
    top = min(item.level for item in items)
    has_parents = any(item.level > top for item in items)
    groups: list[CriterionGroup] = []
    below: list[_Item] = []
    head: _Item | None = None
    for item in [*items, None]:
        if item is not None and (item.level > top or not has_parents):
            below.append(item)
            continue
        if below or head is not None:
            groups += _group(head, below or ([head] if head is not None else []), lexicon, doubts)
        head, below = item, []
    return _with_own_codes(groups)


def _with_own_codes(groups: Sequence[CriterionGroup]) -> tuple[CriterionGroup, ...]:
    """Each criterion under a code that no other has: "a" may stand below 1 and below 2."""
    taken: set[str] = set()
    named: list[CriterionGroup] = []
    for group in groups:
        criteria: list[Criterion] = []
        for one in group.criteria:
            code, number = one.code, 2
            while code in taken:
                code, number = f"{one.code}-{number}", number + 1
            taken.add(code)
            criteria.append(replace(one, code=code))
        named.append(replace(group, criteria=tuple(criteria)))
    return tuple(named)


def _group(
    head: _Item | None, below: Sequence[_Item], lexicon: Lexicon, doubts: list[TableDoubt]
) -> list[CriterionGroup]:
    _check_sums(below, doubts)
    name = head.words if head is not None else "Các tiêu chí"
    code = head.number if head is not None and head.number else "I"
    criteria: list[Criterion] = []
    for item in _leaves(below):
        if item.points is None:
            if not any(d.place == item.place for d in doubts):
                doubts.append(TableDoubt("no_points", item.place, item.words))
            continue
        if item.points > 0:
            criteria.append(_criterion(item, code, len(criteria) + 1, heading=name, lexicon=lexicon))
    if not criteria:
        return []
    group = CriterionGroup(code=code, words=name, criteria=tuple(criteria))
    is_parent = head is not None and head is not below[0]
    if head is not None and is_parent and head.points is not None and head.points != group.points:
        doubts.append(TableDoubt("sum", head.place, head.words, found=f"{head.points:f}", expected=f"{group.points:f}"))
    return [group]


def _check_sums(items: Sequence[_Item], doubts: list[TableDoubt]) -> None:
    """Headings inside a group, against what stands below them."""
    for n, item in enumerate(items):
        inside = []
        for other in items[n + 1 :]:
            if other.level <= item.level:
                break
            inside.append(other)
        if not inside or item.points is None:
            continue
        whole = sum((i.points for i in _leaves(inside) if i.points is not None), Decimal(0))
        if whole != item.points:
            doubts.append(TableDoubt("sum", item.place, item.words, found=f"{item.points:f}", expected=f"{whole:f}"))


def _criterion(item: _Item, group: str, ordinal: int, *, heading: str, lexicon: Lexicon) -> Criterion:
    """The criterion with the measure that its words are certain of; else a person gives the points."""
    points = item.points or Decimal(0)
    code = f"{group}.{item.number or ordinal}"
    if _is_deduction(item.words) or _is_deduction(heading):
        return Criterion(code=code, words=item.words, points=points, measure=Measure.MANUAL_DEDUCTION)
    if any(word in fold(item.words) for word in _REPORTED):
        return Criterion(code=code, words=item.words, points=points, measure=Measure.REPORTS)
    area = _sure_area(item.words, heading, lexicon)
    if area:
        return Criterion(code=code, words=item.words, points=points, measure=Measure.COMPLETION, areas=(area,))
    return Criterion(code=code, words=item.words, points=points)


def _is_deduction(words: str) -> bool:
    return any(word in fold(words) for word in _DEDUCTED)


def _sure_area(words: str, heading: str, lexicon: Lexicon) -> str:
    """The area of a criterion where a word of it speaks for one; "" else, and where the books cannot tell."""
    key, headings = fold(words), (fold(heading),)
    area = find_area(key, headings, lexicon)
    is_said = explain_area(area, key, (), lexicon).code == "area:words"
    return area if is_said and area not in _BY_HAND else ""
