"""The day in a cycle: "trước ngày 25 |hằng tháng|", "tuần cuối |hằng tháng|", and days that make a cycle themselves.

"Trước ngày D" gives the day before D, as for every deadline; D itself is kept as written. "Ngày cuối quý" and "trước
ngày 10 tháng đầu quý sau" need no word of a cycle.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.core.extraction import Recurrence
from dondoc.extract.anchor import is_day

_DAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH", "sáu": "FR",
    "6": "FR", "bảy": "SA", "7": "SA", "chủ nhật": "SU",
}  # fmt: skip
_WEEKDAY = r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_ORDER = r"(?:đầu tiên|đầu|cuối cùng|cuối|(?:thứ\s)?(?:[1-4]|nhất|hai|ba|tư))"
_ORDERS = {"đầu": 1, "đầu tiên": 1, "cuối": -1, "cuối cùng": -1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_BOND = r"(?:(?P<before>(?<!\w)trước)\s|(?<!\w)(?:chậm nhất|muộn nhất|đến|vào|hạn|từ)\s(?:là\s)?(?:hết\s)?)?"
_LIST = r"\d{1,2}(?:\s?(?:,|và|-|đến)\s?(?:ngày\s)?\d{1,2}){0,4}"
_GAP = re.compile(r"[\s,]*(?:của\s)?")
#: How far from the words of the cycle its day may stand.
_LEFT, _RIGHT = 60, 48

_MONTH_DAYS_LEFT = re.compile(rf"{_BOND}(?:các\s)?ngày\s?(?P<days>{_LIST})\s?,?\s?(?:của\s)?$")
_MONTH_DAYS_RIGHT = re.compile(
    rf"[^.;]{{0,32}}?{_BOND}(?:các\s)?(?<!\w)ngày\s?(?P<days>{_LIST})(?!\d)(?!\s?[/.\-]\s?\d)"
    r"(?!\s?(?:tháng|làm việc|công))"
)
_MONTH_WEEKDAY = re.compile(
    rf"(?P<day>{_WEEKDAY})\s(?:của\s)?(?:tuần\s)?(?P<order>{_ORDER})\s?,?\s?(?:của\s)?(?:trong\s)?$"
)
_MONTH_WEEK = re.compile(rf"(?<!\w)tuần\s(?:lễ\s)?(?P<order>{_ORDER})\s?,?\s?(?:của\s)?(?:trong\s)?$")
_PART = re.compile(r"(?<!\w)(?P<part>đầu|giữa|cuối)\s(?:(?:tháng|quý|năm)\s)?(?:của\s)?$")
_WEEK_DAYS_LEFT = re.compile(
    rf"(?P<days>{_WEEKDAY}(?:\s?(?:,|và|-)\s?(?:{_WEEKDAY}|[2-7](?!\d)|hai|ba|tư|năm|sáu|bảy)){{0,5}})\s?,?\s?$"
)
_WEEK_DAYS_RIGHT = re.compile(
    r"\s?(?:(?:một|01|1)\slần\s)?,?\s?(?:vào\s)?(?:sáng\s|chiều\s|tối\s)?"
    rf"(?P<days>{_WEEKDAY}(?:\s?(?:,|và)\s?{_WEEKDAY}){{0,5}})(?!\w)"
)
_QUARTER_DAYS = (
    rf"{_BOND}(?:ngày\s?(?P<days>\d{{1,2}})\s(?:của\s)?)?tháng\s"
    r"(?P<month>đầu tiên|đầu|thứ hai|thứ nhất|cuối cùng|cuối)\s(?:(?:của|trong)\s)?"
)
_QUARTER_DAYS_LEFT = re.compile(_QUARTER_DAYS + r"$")
_QUARTER_DAYS_RIGHT = re.compile(
    rf"[^.;]{{0,32}}?{_QUARTER_DAYS}quý(?:\s(?:sau|tới|tiếp theo|kế tiếp|liền kề|sau liền kề|này))?(?!\w)"
)
_YEAR_DAY = re.compile(
    rf"{_BOND}(?:(?:ngày\s?)?(?<!\d)(?P<day>\d{{1,2}})(?:\s?/\s?|\stháng\s))?(?:(?<=/)|(?<=/\s)|(?<=tháng\s)|(?:trong\s)?tháng\s)"
    r"(?P<month>\d{1,2})\s?,?\s?(?:của\s)?$"
)
_LEAP_YEAR = 2024
_NEXT = r"(?:sau liền kề|liền kề sau|tiếp theo|kế tiếp|liền kề|liền sau|sau|tới)"
_NEXT_MONTH = re.compile(
    rf"{_BOND}(?<!\w)ngày\s?(?P<days>{_LIST})\s(?:(?:của\s)?tháng\s{_NEXT}|của\stháng(?!\s?(?:\d|này|nay|đầu|cuối)))(?!\w)"
)
_NEXT_QUARTER = re.compile(rf"{_QUARTER_DAYS}quý(?:\s{_NEXT})?(?!\w)(?!\s?(?:\d|i|v|này|nay))")
_LAST_DAY = re.compile(rf"{_BOND}(?<!\w)ngày\scuối(?:\scùng)?\s(?:của\s)?quý(?!\w)(?!\s(?:\d|i|v))")
_MONTHS_OF_QUARTERS = {1: "1,4,7,10", 2: "2,5,8,11", 3: "3,6,9,12"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleDays:
    """The day of a cycle: where it stands, its part of the rule, the day as written."""

    start: int
    end: int
    #: "BYMONTHDAY=24" or "BYDAY=FR": the last good day.
    by: str
    #: The whole rule where the cycle's own would not do ("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=9"), else "".
    whole_rule: str = ""
    #: The day of the month as written (25 of "trước ngày 25"), 0 where none is.
    nominal: int = 0
    #: Days of the window that ends on the day: 7 for "tuần cuối".
    window: int = 1
    #: It stands beside the words of the cycle.
    is_beside: bool = True


def days_round(key: str, start: int, end: int, unit: str, floor: int) -> CycleDays | None:
    """The day beside the words `key[start:end]` of a cycle of `unit`s, not before `floor`."""
    near = max(floor, start - _LEFT)
    before = key[near:start]
    match unit:
        case "tuần":
            return _weekly(key, before, near, end)
        case "tháng":
            return _monthly(key, before, near, end)
        case "quý":
            return _quarterly(key, before, near, end)
        case "năm":
            return _yearly(before, near)
    return None


def next_cycle_days(key: str) -> Iterator[tuple[CycleDays, Recurrence]]:
    """Days that make a cycle by themselves, with that cycle: of the next month or quarter, the last of each quarter."""
    if "tháng" in key and "ngày" in key:
        for match in _NEXT_MONTH.finditer(key):
            days = _month_days(match, match.start(), match.end())
            if days is not None:
                yield replace(days, whole_rule=f"FREQ=MONTHLY;{days.by}"), Recurrence.MONTHLY
    if "quý" in key:
        for match in _NEXT_QUARTER.finditer(key):
            yield _quarter_days(match, match.start(), match.end()), Recurrence.QUARTERLY
        for match in _LAST_DAY.finditer(key):
            rule = f"FREQ=YEARLY;BYMONTH={_MONTHS_OF_QUARTERS[3]};BYMONTHDAY=-1"
            days = CycleDays(start=match.start(), end=match.end(), by="BYMONTHDAY=-1", whole_rule=rule)
            yield days, Recurrence.QUARTERLY


def _weekly(key: str, before: str, near: int, end: int) -> CycleDays | None:
    left = _WEEK_DAYS_LEFT.search(before)
    if left:
        return CycleDays(start=near + left.start(), end=near + left.end(), by=_by_day(left["days"]))
    right = _WEEK_DAYS_RIGHT.match(key, end, end + _RIGHT)
    return CycleDays(start=end, end=right.end(), by=_by_day(right["days"])) if right else None


def _by_day(words: str) -> str:
    names = re.findall(r"chủ nhật|[2-7]|hai|ba|tư|năm|sáu|bảy", words)
    return "BYDAY=" + ",".join(dict.fromkeys(_DAYS[name] for name in names))


def _monthly(key: str, before: str, near: int, end: int) -> CycleDays | None:
    left = _MONTH_DAYS_LEFT.search(before)
    if left and (days := _month_days(left, near + left.start(), near + left.end())):
        return days
    weekday = _MONTH_WEEKDAY.search(before)
    if weekday:
        by = f"BYDAY={_order(weekday['order'])}{_by_day(weekday['day']).removeprefix('BYDAY=')}"
        return CycleDays(start=near + weekday.start(), end=near + weekday.end(), by=by)
    week = _MONTH_WEEK.search(before)
    if week:
        order = _order(week["order"])
        last = -1 if order < 0 else 7 * order
        return CycleDays(start=near + week.start(), end=near + week.end(), by=f"BYMONTHDAY={last}", window=7)
    part = _PART.search(before)
    if part:
        last = {"đầu": 10, "giữa": 20}.get(part["part"], -1)
        return CycleDays(start=near + part.start(), end=near + part.end(), by=f"BYMONTHDAY={last}", window=10)
    right = _MONTH_DAYS_RIGHT.match(key, end, min(len(key), end + _RIGHT))
    if right is None:
        return None
    begin = right.start("before") if right["before"] else right.start("days")
    return _month_days(right, begin, right.end(), beside=_GAP.fullmatch(key, end, begin) is not None)


def _month_days(match: re.Match[str], start: int, end: int, *, beside: bool = True) -> CycleDays | None:
    """Days of a month; of a range the last counts, of a list each."""
    written = [int(number) for number in re.findall(r"\d{1,2}", match["days"])]
    if not all(1 <= day <= 31 for day in written):
        return None
    ranged = len(written) == 2 and re.search(r"-|đến", match["days"]) is not None
    window = max(written[1] - written[0] + 1, 1) if ranged else 1
    last = written[-1:] if ranged else written
    due = [day - 1 or -1 for day in last] if match["before"] else last
    by = "BYMONTHDAY=" + ",".join(map(str, due))
    return CycleDays(start=start, end=end, by=by, nominal=last[-1], window=window, is_beside=beside)


def _quarterly(key: str, before: str, near: int, end: int) -> CycleDays | None:
    left = _QUARTER_DAYS_LEFT.search(before)
    if left:
        return _quarter_days(left, near + left.start(), near + left.end())
    part = _PART.search(before)
    if part:
        month = {"đầu": 1, "giữa": 2}.get(part["part"], 3)
        rule = f"FREQ=YEARLY;BYMONTH={_MONTHS_OF_QUARTERS[month]};BYMONTHDAY=-1"
        return CycleDays(
            start=near + part.start(), end=near + part.end(), by="BYMONTHDAY=-1", whole_rule=rule, window=30
        )
    right = _QUARTER_DAYS_RIGHT.match(key, end, min(len(key), end + 2 * _RIGHT))
    if right is None:
        return None
    return replace(_quarter_days(right, right.start("month"), right.end()), is_beside=False)


def _yearly(before: str, near: int) -> CycleDays | None:
    """The day, or the month, of a year: "trước ngày 15/12 hằng năm"."""
    match = _YEAR_DAY.search(before)
    if match is None:
        return None
    month, day = int(match["month"]), int(match["day"] or 0)
    if not is_day(_LEAP_YEAR, month, day or 1):
        return None
    last = day or -1
    if match["before"]:  # the day before; the month before where the 1st or no day is named
        month, last = (month, day - 1) if day > 1 else ((month - 2) % 12 + 1, -1)
    by = f"BYMONTH={month};BYMONTHDAY={last}"
    return CycleDays(
        start=near + match.start(), end=near + match.end(), by=by, whole_rule=f"FREQ=YEARLY;{by}", nominal=day
    )


def _quarter_days(match: re.Match[str], start: int, end: int) -> CycleDays:
    """A day of the first or the last month of a quarter; without a day, the month's end."""
    order = {"đầu": 1, "đầu tiên": 1, "thứ nhất": 1, "thứ hai": 2}.get(match["month"], 3)
    day = int(match["days"]) if match["days"] and 1 <= int(match["days"]) <= 31 else 0
    due = (day - 1 or -1) if match["before"] and day else day or -1
    months = _MONTHS_OF_QUARTERS[order]
    if match["before"] and day == 1:
        months = _MONTHS_OF_QUARTERS[(order - 2) % 3 + 1]  # the day before the 1st is of the month before
    by = f"BYMONTHDAY={due}"
    return CycleDays(
        start=start, end=end, by=by, whole_rule=f"FREQ=YEARLY;BYMONTH={months};{by}",
        nominal=day, window=1 if day else 30,
    )  # fmt: skip


def _order(words: str) -> int:
    word = words.removeprefix("thứ ").strip()
    return _ORDERS[word] if word in _ORDERS else int(word)
