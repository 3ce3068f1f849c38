"""What the columns of a table say, by the words of their heads; heads may stand in two rows."""

import re
from dataclasses import dataclass
from enum import StrEnum

from dondoc.extract.lexicon import Lexicon, TableHeads
from dondoc.extract.passages import Passage

#: Cells of a row; an empty cell is None.
Row = tuple[Passage | None, ...]

_DOER = re.compile(r"(?<!\w)(?:chủ trì|phụ trách|đảm nhận|đảm nhiệm|chịu trách nhiệm|đầu mối)(?!\w)")
#: Parts of a head over two columns of time; work is to be done at the end.
_END = re.compile(r"(?:kết thúc|hoàn thành|đến|tới)(?!\w)")
_BEGINNING = re.compile(r"(?:bắt đầu|khởi công|từ|triển khai)(?!\w)")
_PERIOD = re.compile(r"(?:quý|tháng)\s+(?:\d{1,2}|[ivx]+)(?:\s*[/-]\s*\d{4})?")
#: Numbers of the columns in a row of their own: "(1) (2) (3)", "A B 1 2", "5=4/3".
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-e])\)?(?:\s*[=:+/*%x-]\s*\(?\d{1,3}\)?)*%?")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PLANNED = re.compile(r"(?:kế hoạch|kh|chỉ tiêu|mục tiêu|phấn đấu|đăng ký|giao|dự kiến)(?!\w)")
_COMPARED = re.compile(r"(?:so với|so sánh|tăng|giảm|tỷ lệ|%|tốc độ)")
_LONGEST_HEAD = 60


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
    #: A quarter or month of its own, in which work is marked with a cross.
    PERIOD = "period"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The meaning of each column, and how many rows the heads take."""

    columns: tuple[Column, ...]
    rows: int


def find_heads(rows: tuple[Row, ...], lexicon: Lexicon) -> Heads | None:
    """The heads, where one of the first three rows is a row of heads."""
    for count, row in enumerate(rows[:3], start=1):
        columns = [column_of(cell, lexicon.tables) for cell in row]
        known = {column for column in columns if column not in {Column.OTHER, Column.PERIOD}}
        if not known & {Column.WORK, Column.TARGET}:
            continue
        if len([column for column in columns if column in known]) < 2 and Column.PERIOD not in columns:
            continue
        below = rows[count] if count < len(rows) else ()
        end = count
        if _are_parts(row, below, columns, lexicon):
            columns, end = _with_parts(row, below, columns, lexicon), count + 1
        while end < len(rows) and _numbers_columns(rows[end]):
            end += 1
        return Heads(columns=_settled(columns, _keys(rows[:end], len(columns))), rows=end)
    return None


def column_of(cell: Passage | None, heads: TableHeads) -> Column:
    """The meaning of a head: by all of its words, else by the longest beginning that is known."""
    if cell is None or len(cell.key) > _LONGEST_HEAD:
        return Column.OTHER
    key = _key(cell)
    if _PERIOD.fullmatch(key):
        return Column.PERIOD
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
    found = [(len(phrase), column) for column, words in meanings if (phrase := words.match(key, 0))]
    longest = max((length for length, _ in found), default=0)
    return next((column for length, column in found if length == longest), Column.OTHER)


def _key(cell: Passage) -> str:
    return " ".join(cell.key.replace("*", " ").split()).strip(" .:()")


def _keys(rows: tuple[Row, ...], width: int) -> list[str]:
    """The words of all heads of each column."""
    return [
        " ".join(_key(cell) for row in rows if index < len(row) and (cell := row[index]) is not None)
        for index in range(width)
    ]


def _are_parts(row: Row, below: Row, columns: list[Column], lexicon: Lexicon) -> bool:
    """Whether the row below the heads only divides some of them ("Thời gian": "Bắt đầu", "Kết thúc")."""
    told = [(index, cell) for index, cell in enumerate(below) if cell is not None]
    if not told or len(told) > len(columns):
        return False
    for index, cell in told:
        if len(cell.key) > _LONGEST_HEAD or index >= len(columns):
            return False
        if columns[index] in {Column.INDEX, Column.WORK} and index < len(row) and row[index] is not None:
            return False
    return any(_is_part(_key(cell), column_of(cell, lexicon.tables)) for _, cell in told)


def _is_part(key: str, column: Column) -> bool:
    return column is not Column.OTHER or bool(_END.match(key) or _BEGINNING.match(key))


def _with_parts(row: Row, below: Row, columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """The columns as the lower row names them, under the heads that it divides."""
    parted: list[Column] = []
    above = Column.OTHER
    for index, column in enumerate(columns):
        if index < len(row) and row[index] is not None:
            above = column
        part = below[index] if index < len(below) else None
        if part is None:
            parted.append(column)
            continue
        own = column_of(part, lexicon.tables)
        if above is Column.DUE and own is not Column.PERIOD:
            own = Column.OTHER if _BEGINNING.match(_key(part)) else Column.DUE
        parted.append(above if own is Column.OTHER and above is not Column.DUE else own)
    return parted


def _numbers_columns(row: Row) -> bool:
    told = [cell for cell in row if cell is not None]
    return len(told) > 2 and all(_COLUMN_NUMBER.fullmatch(cell.key.strip()) for cell in told)


def _settled(columns: list[Column], keys: list[str]) -> tuple[Column, ...]:
    """One column of work; results beside a plan are what was reached before, or what the plan is measured by."""
    if Column.WORK in columns:
        first = columns.index(Column.WORK)
        columns = [
            Column.OTHER if column is Column.WORK and index != first else column for index, column in enumerate(columns)
        ]
    elif Column.TARGET in columns:  # only "Chỉ tiêu" names the rows
        columns[columns.index(Column.TARGET)] = Column.WORK
    told = {Column.UNIT, Column.TARGET} & set(columns)
    columns = [
        Column.RESULT if told and column is Column.OWNER and key == "thực hiện" else column
        for column, key in zip(columns, keys, strict=True)
    ]
    if Column.RESULT in columns and _plans_ahead(columns, keys):
        columns = [Column.OTHER if column is Column.RESULT else column for column in columns]
    return tuple(columns)


def _plans_ahead(columns: list[Column], keys: list[str]) -> bool:
    """Whether the plan stands behind or names a later year than all results: "Thực hiện 2025 | Kế hoạch 2026"."""
    plans = [index for index, column in enumerate(columns) if column is Column.TARGET and _PLANNED.match(keys[index])]
    results = [
        index for index, column in enumerate(columns) if column is Column.RESULT and not _COMPARED.match(keys[index])
    ]
    if not plans or not results:
        return False
    plan, reached = _year(keys[plans[-1]]), max(_year(keys[index]) for index in results)
    return plan > reached if plan and reached else plans[-1] > results[-1]


def _year(key: str) -> int:
    years = _YEAR.findall(key)
    return int(years[-1]) if years else 0
