"""The words before calendar words: how they bind them, which part of them they take, the hour and the weekday.

Read from right to left, each in a window of sixty characters:
  modifier · part ("đầu", "tuần 2") · hour ("14h30") · weekday ("thứ Sáu") · "ngày" · days of a list ("5, 6 và")
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from dondoc.core.period import DateRange
from dondoc.extract.written import Grain

#: How far to the left of calendar words their modifiers stand.
WINDOW = 60


class Bond(StrEnum):
    """What a modifier does with the days behind it."""

    BEFORE = "before"
    LATEST = "latest"
    UNTIL = "until"
    ON = "on"
    SINCE = "since"
    AFTER = "after"
    #: None stands there.
    BARE = "bare"


_BONDS = re.compile(
    r"(?<!\w)(?:(?P<before>(?:xong |hoàn thành |gửi |nộp |đến )?trước)"
    r"|(?P<latest>(?:chậm|muộn) nhất(?:\s+là)?(?:\s+(?:đến|vào|trong))?|không (?:để )?quá|không muộn hơn|hạn chót"
    r"|hạn cuối(?: cùng)?|thời hạn|hạn|trước hoặc trong|trước và trong)"
    r"|(?P<until>(?:từ nay |kể từ nay |bây giờ )?(?:cho )?(?:đến|tới)(?:\s+hết)?|hết)"
    r"|(?P<on>trong|vào|ngay trong|xong|hoàn thành|tối|sáng|chiều|đêm|trưa|diễn ra|dự kiến|phấn đấu|ngay"
    r"|thời (?:gian|điểm)(?: (?:thực hiện|hoàn thành|tổ chức|triển khai|dự kiến))?(?=\s*:))"
    r"|(?P<after>(?:ngay )?sau)"
    r"|(?P<since>(?:bắt đầu |kể |tính )?từ))\s*:?\s*(?:(?:vào|trong|là|khoảng|hồi|lúc)\s+)?(?P<hết>hết\s+)?(?:các\s+)?$"
)
#: "Tối", "sáng" before a weekday; "vào sáng ngày 5/7" has both words.
_DAYTIME = re.compile(r"(?<!\w)(?:sáng|chiều|tối|trưa|đêm)\s*$")
_DAY_WORD = re.compile(r"(?<!\w)(?P<word>(?:các )?ngày|mùng|mồng|hôm)\s*$")
_LISTED_DAYS = re.compile(
    r"(?<![\w/.,:])(?<!thứ )(?<!giờ )(?<!đợt )(?<!tuần )(?P<d>\d{1,2})\s?"
    r"(?:(?:,|và|-|đến)\s?(?:ngày\s)?\d{1,2}\s?){0,4}(?P<join>-|đến|và|,)\s?(?:ngày\s?)?$"
)
_WEEKDAY = re.compile(r"(?<!\w)(?:thứ\s+(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<s>chủ nhật))\s*,?\s*\(?\s*$")
#: The weekday behind a date: "ngày 15/7/2025 (thứ Ba)".
WEEKDAY_BEHIND = re.compile(r"\s*+,?\s*+\(\s*+(?:thứ\s++(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<s>chủ nhật))(?!\w)")
_CLOCK = r"(?P<h>\d{1,2})(?:\s?(?:giờ|h|g)(?:\s?(?P<min>\d{1,2})(?!\d)(?:\s?(?:phút|'|p))?)?|:(?P<min2>\d{2}))"
_HOUR = re.compile(rf"(?<![\w/.,:]){_CLOCK}\s?(?:sáng|chiều|tối|trưa)?\s?,?\s?$")
#: "Từ 8 giờ đến 11 giờ 30 ngày 15/8": the first hour counts.
_FROM_HOUR = re.compile(rf"(?<!\w)từ\s{_CLOCK}\s?(?:-|đến|tới)\s?$")
_HOUR_BEHIND = re.compile(rf"\s?,?\s?\(?(?:lúc|vào hồi|hồi|từ|vào)\s(?:lúc\s)?{_CLOCK}(?!\w)")
_PART = re.compile(
    r"(?<!\w)(?P<part>nửa đầu|nửa cuối|nửa sau|tuần (?:lễ )?đầu(?: tiên)?|tuần (?:lễ )?cuối(?: cùng)?"
    r"|tuần (?:lễ )?(?:thứ )?(?P<week>[1-5]|một|hai|ba|tư|nhất)|thượng tuần|trung tuần|hạ tuần|đầu|giữa|cuối)"
    r"(?:\s+của)?\s*$"
)
_ONLY_PART = re.compile(_PART.pattern.removesuffix(r"\s*$"))
_WEEKS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "một": 1, "hai": 2, "ba": 3, "tư": 4, "nhất": 1}
WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}
SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of a month, quarter or year that is meant."""

    #: "đầu", "giữa", "cuối", "nửa đầu", "nửa cuối", "tuần đầu", "tuần cuối", "thượng tuần" …; "" for a numbered week.
    name: str
    week: int | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What stands before calendar words."""

    #: Where the expression with its modifiers begins in the key.
    start: int
    bond: Bond
    #: The modifier as it stands in the key, or "".
    word: str
    part: Part | None = None
    at: time | None = None
    weekday: int | None = None
    #: Where the weekday stands in the key.
    weekday_at: int = 0
    #: "Ngày", "mùng", "hôm" stands directly before.
    has_day_word: bool = False
    #: First of several days of one month ("5, 6 và 7/8"), or None.
    first_day: int | None = None
    #: Nothing but the part stands before, from the beginning of the key.
    opens: bool = False
    #: What is left of the window, before everything that was read.
    before: str = ""


def read_left(key: str, at: int, grain: Grain, *, last_day: int | None = None) -> Left:
    """What stands before calendar words that begin at `at`; days of a list are read before its `last_day`."""
    floor = max(0, at - WINDOW)
    before = key[floor:at]
    first_day = part = hour = weekday = None
    has_day_word, weekday_at = False, 0
    if grain is Grain.DAY:
        first_day, before = _listed(before, last_day) if last_day else (None, before)
        before, has_day_word = _strip(before, _DAY_WORD, _DAY_WORDS)
        match = _search(_WEEKDAY, before, _WEEKDAY_ENDS)
        if match:
            weekday, weekday_at = weekday_of(match), floor + match.start()
            before, _ = _strip(before[: match.start()], _DAYTIME, _DAYTIMES)
        match = _search(_HOUR, before, _HOUR_ENDS)
        if match and (hour := _time(match)):
            before = before[: match.start()]
            first = _FROM_HOUR.search(before)
            if first:
                hour, before = _time(first) or hour, before[: first.start()] + "từ "
    elif (match := _search(_PART, before, _PART_ENDS)) and _may_be_part(before, match):
        part, before = part_of(match), before[: match.start()]
    bond = _search(_BONDS, before, _BOND_ENDS)
    return Left(
        start=floor + (bond.start() if bond else len(before)),
        bond=_bond(bond), word=bond[0].strip(" :") if bond else "", part=part, at=hour, weekday=weekday,
        weekday_at=weekday_at, has_day_word=has_day_word, first_day=first_day,
        opens=floor == 0 and not before.strip(), before=before[: bond.start()] if bond else before,
    )  # fmt: skip


#: The last words of each pattern: a look at them is cheaper than the pattern, and most words end otherwise.
_DAY_WORDS = ("ngày", "mùng", "mồng", "hôm")
_DAYTIMES = ("sáng", "chiều", "tối", "trưa", "đêm")
_LIST_ENDS = (",", "và", "-", "đến", "ngày")
_WEEKDAY_ENDS = (",", "(", "hai", "ba", "tư", "năm", "sáu", "bảy", "nhật", "2", "3", "4", "5", "6", "7")
_HOUR_ENDS = (",", "h", "g", "giờ", "phút", "'", "p", "sáng", "chiều", "tối", "trưa", *"0123456789")
_PART_ENDS = ("đầu", "cuối", "sau", "tiên", "cùng", "tuần", "giữa", "của", "một", "hai", "ba", "tư", "nhất", *"12345")
_BOND_ENDS = (
    "trước", "nhất", "là", "đến", "vào", "trong", "quá", "hơn", "chót", "cuối", "cùng", "hạn", "tới", "hết", "xong",
    "thành", "ra", "kiến", "đấu", "ngay", "sau", "từ", "khoảng", "hồi", "lúc", "các", ":", *_DAYTIMES,
)  # fmt: skip


def _search(pattern: re.Pattern[str], before: str, ends: tuple[str, ...]) -> re.Match[str] | None:
    return pattern.search(before) if before.rstrip().endswith(ends) else None


def _listed(before: str, last_day: int) -> tuple[int | None, str]:
    """The first of several days of one month; a comma joins days only behind the word "ngày"."""
    match = _search(_LISTED_DAYS, before, _LIST_ENDS)
    if match is None or not 1 <= int(match["d"]) < last_day:
        return None, before
    rest = before[: match.start()]
    if match["join"] == "," and not _DAY_WORD.search(rest):
        return None, before
    return int(match["d"]), rest


def _strip(before: str, pattern: re.Pattern[str], ends: tuple[str, ...]) -> tuple[str, bool]:
    match = _search(pattern, before, ends)
    return (before[: match.start()], True) if match else (before, False)


def _bond(match: re.Match[str] | None) -> Bond:
    if match is None:
        return Bond.BARE
    if match["hết"] and (match["on"] or match["before"]):
        return Bond.UNTIL
    return next(bond for bond in Bond if bond is not Bond.BARE and match[bond.value])


def weekday_of(match: re.Match[str]) -> int:
    """0 for Monday to 6 for Sunday."""
    return SUNDAY if match["s"] else WEEKDAYS[match["w"]]


def hour_behind(key: str, end: int) -> time | None:
    """The hour behind a day: "ngày 5/7, lúc 14h30"."""
    match = _HOUR_BEHIND.match(key, end)
    return _time(match) if match else None


def _time(match: re.Match[str]) -> time | None:
    hour, minute = int(match["h"]), int(match["min"] or match["min2"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _may_be_part(before: str, match: re.Match[str]) -> bool:
    """Not "bước đầu", "lần đầu", "nội dung giữa": a part of time stands alone or after a word of time."""
    left = before[: match.start()].rstrip()
    return match["part"] not in {"đầu", "giữa"} or not left.endswith(("bước", "lần", "hàng", "đứng", "dẫn", "ban"))


def part_of(match: re.Match[str]) -> Part:
    """The part that a match of its words names."""
    name = match["part"].replace("lễ ", "").replace(" tiên", "").replace(" cùng", "").replace("sau", "cuối")
    week = _WEEKS[match["week"]] if match["week"] else None
    return Part(name="" if week else name, week=week, words=match["part"])


def read_part(words: str) -> Part | None:
    """The part that words name by themselves ("tuần 2"), or None."""
    match = _ONLY_PART.fullmatch(words.strip())
    return part_of(match) if match else None


def take_part(days: DateRange, grain: Grain, part: Part) -> DateRange:
    """The days of a part.

    A month: đầu the 1st to 10th, giữa to the 20th, cuối from the 21st (corpus GUIDE, domain 9-15). A quarter or a
    half: its thirds. A year: đầu January to March, giữa June and July, cuối November and December (domain 23). A
    school year: đầu 1 to 15 September (domain 35), cuối May.
    """
    if grain is Grain.MONTH:
        return _of_month(days, part)
    first, last = days.start, days.last
    if grain is Grain.SCHOOL_YEAR:
        ends = {"đầu": (first, first.replace(day=15)), "cuối": (last.replace(day=1), last)}
        return DateRange.through(*ends[part.name]) if part.name in ends else days
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if months == 12 and part.name in _OF_YEAR:
        begin, end = _OF_YEAR[part.name]
        return DateRange(_add_months(first, begin), _add_months(first, end))
    if part.name.startswith("nửa"):
        half = (months + 1) // 2
        begin = 0 if part.name == "nửa đầu" else months - half
        return DateRange(_add_months(first, begin), _add_months(first, begin + half))
    if part.week or part.name.startswith("tuần"):
        week = part.week or (1 if part.name == "tuần đầu" else 0)
        return _week(DateRange(first, days.end), week)
    third = max(months // 3, 1)
    step = {"đầu": 0, "thượng tuần": 0, "giữa": 1, "trung tuần": 1}.get(part.name, 2)
    opening = _add_months(first, third * step)
    return DateRange(opening, _add_months(opening, third))


#: Months, from 0, of the parts of a year.
_OF_YEAR = {"đầu": (0, 3), "giữa": (5, 7), "cuối": (10, 12)}
_MONTH_DAYS = 31
#: First and last day of the parts of a month; 0 is its end.
_OF_MONTH = {
    "đầu": (1, 10), "thượng tuần": (1, 10), "giữa": (11, 20), "trung tuần": (11, 20), "cuối": (21, 0),
    "hạ tuần": (21, 0), "nửa đầu": (1, 15), "nửa cuối": (16, 0),
}  # fmt: skip


def _of_month(days: DateRange, part: Part) -> DateRange:
    """Of a list of months the last one is divided; a moon's month begins on any day of the sun's."""
    month = days if (days.end - days.start).days <= _MONTH_DAYS else DateRange(days.last.replace(day=1), days.end)
    if part.week or part.name.startswith("tuần"):
        return _week(month, part.week or (1 if part.name == "tuần đầu" else 0))
    first, last = _OF_MONTH[part.name]
    begin = month.start + timedelta(days=first - 1)
    return DateRange.through(begin, month.start + timedelta(days=last - 1) if last else month.last)


def _week(days: DateRange, week: int) -> DateRange:
    """The numbered week of seven days from the first; 0 is the last seven days."""
    if week == 0:
        return DateRange(days.end - timedelta(days=7), days.end)
    begin = days.start + timedelta(days=7 * (week - 1))
    return DateRange(begin, min(begin + timedelta(days=7), days.end)) if begin < days.end else _week(days, 0)


def _add_months(day: date, months: int) -> date:
    total = day.month - 1 + months
    return date(day.year + total // 12, total % 12 + 1, 1)
