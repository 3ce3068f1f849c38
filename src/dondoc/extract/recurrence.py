"""How often: "hằng tháng", "mỗi quý một lần", "02 buổi/tuần", as one of five words and as an RFC 5545 rule."""

import re
from dataclasses import dataclass

from dondoc.core.extraction import Recurrence

_UNITS = {"tuần": 0, "tháng": 1, "quý": 3, "năm": 12}
_BY_MONTHS = {1: Recurrence.MONTHLY, 3: Recurrence.QUARTERLY, 6: Recurrence.HALF_YEARLY, 12: Recurrence.YEARLY}
_COUNT = r"(?P<n>\d{1,2}|hai|ba|bốn|sáu|một)"
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6}
_PATTERNS = (
    re.compile(rf"(?:định kỳ|cứ|mỗi)?\s*{_COUNT}\s+(?P<unit>tuần|tháng|năm)\s*(?:/|một|01|1|\s)\s*lần"),
    re.compile(rf"định kỳ\s+(?:hằng |hàng |mỗi )?(?:{_COUNT}\s+)?(?P<unit>tuần|tháng|quý|năm)(?!\w)(?!\s+\d{{4}})"),
    re.compile(r"(?:hằng|hàng|mỗi)\s+(?P<unit>tuần|tháng|quý|năm)(?!\w)"),
    re.compile(
        r"(?:lần|buổi|cuộc|kỳ|đợt|bài|tin|cháu|em|hộ|suất|người|số|lượt)\s*/\s*(?P<unit>tuần|tháng|quý|năm)(?!\w)"
    ),
    re.compile(r"(?:^|\W)(?P<unit>tháng|quý|tuần)\s*(?:/|một|mỗi)\s*lần"),
)
_WAGES = re.compile(r"thu nhập|tiền lương|lương bình quân")
_MONTH_DAY = re.compile(r"ngày\s+(\d{1,2})\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+tháng")
_WEEK_DAY = re.compile(r"(?:thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])|(chủ nhật))\s+(?:hằng|hàng|mỗi)\s+tuần")
_WEEK_DAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH", "sáu": "FR",
    "6": "FR", "bảy": "SA", "7": "SA",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a thing recurs, with the words that say so."""

    start: int
    end: int
    recurrence: Recurrence
    rrule: str


def find_rhythm(key: str) -> Rhythm | None:
    """The recurrence of a clause.

    >>> find_rhythm("sinh hoạt định kỳ 6 tháng một lần").recurrence.value
    'half-yearly'
    >>> find_rhythm("gửi vào ngày 25 hằng tháng").rrule
    'FREQ=MONTHLY;BYMONTHDAY=25'
    """
    if _WAGES.search(key):
        return None
    for pattern in _PATTERNS:
        match = pattern.search(key)
        if match is None:
            continue
        named = match.groupdict().get("n")
        count = (_WORDS.get(named) or int(named)) if named else 1
        rhythm = _rhythm(key, match, count, match["unit"])
        if rhythm:
            return rhythm
    return None


def _rhythm(key: str, match: re.Match[str], count: int, unit: str) -> Rhythm | None:
    if not count:
        return None
    if unit == "tuần":
        rule = "FREQ=WEEKLY" + (f";INTERVAL={count}" if count > 1 else "")
        day = _WEEK_DAY.search(key)
        if day:
            rule += ";BYDAY=" + ("SU" if day[2] else _WEEK_DAYS[day[1]])
        return Rhythm(start=match.start(), end=match.end(), recurrence=Recurrence.WEEKLY, rrule=rule)
    months = count * _UNITS[unit]
    recurrence = _BY_MONTHS.get(months)
    if recurrence is None:
        recurrence = Recurrence.MONTHLY if months < 3 else Recurrence.QUARTERLY if months < 6 else Recurrence.YEARLY
    if months % 12 == 0:
        rule = "FREQ=YEARLY" + (f";INTERVAL={months // 12}" if months > 12 else "")
    else:
        rule = "FREQ=MONTHLY" + (f";INTERVAL={months}" if months > 1 else "")
    day = _MONTH_DAY.search(key)
    if day and 1 <= int(day[1]) <= 31:
        rule += f";BYMONTHDAY={int(day[1])}"
    return Rhythm(start=match.start(), end=match.end(), recurrence=recurrence, rrule=rule)
