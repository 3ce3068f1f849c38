"""Words that lean on the plan's own month, quarter or year: "cuối tháng", "hết quý này", "ngày 25" in a month."""

import re
from collections.abc import Iterator
from datetime import date

from dondoc.core.extraction import Doubt
from dondoc.core.period import DateRange, Period
from dondoc.extract.anchor import FIRST_YEAR, LAST_YEAR, Anchor, is_day
from dondoc.extract.mention import Mention, Unread
from dondoc.extract.modifiers import read_part, take_part
from dondoc.extract.written import Grain

_OWN = re.compile(
    r"(?<!\w)(?:nửa đầu|nửa cuối|đầu|giữa|cuối|hết|trong|cả|của|thượng tuần|trung tuần|hạ tuần|tuần đầu|tuần cuối)\s"
    r"(?P<unit>tháng|quý|năm)(?:\s(?P<which>này|nay|sau|tới|tiếp theo|kế tiếp))?(?!\w)"
)
#: Behind "tháng", "quý", "năm": they are numbered, recur, or are no time of the calendar.
_NUMBERED = re.compile(
    r"\s*+(?:\d|i{1,3}(?!\w)|iv(?!\w)|một|hai|ba|tư|sáu|bảy|tám|chín|mười|giêng|chạp|học|ngoái|trước|tài chính|thứ"
    r"|(?:hằng|hàng|mỗi)\s++(?:tháng|quý|năm))"
)
_CYCLE_NEAR = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|định kỳ)\s(?:hằng\s|hàng\s)?(?:tháng|quý)(?!\w)")
_WHICH = r"(?P<which>này|nay|sau liền kề|sau|tới|tiếp theo|kế tiếp|liền kề)(?!\w)"
_DAY_ALONE = re.compile(
    r"(?<!\w)(?P<many>các\s)?(?:ngày|mùng|mồng)\s*+(?P<d>\d{1,2})(?!\d)"
    rf"(?P<more>(?:\s?(?:,|và|-|đến)\s?(?:ngày\s?)?\d{{1,2}}(?!\d)){{0,4}})(?:\s(?:của\s)?tháng\s{_WHICH}|\scủa\s(?P<own>tháng)(?!\w)(?!\s?\d))?"
)
_NUMBER = re.compile(r"\d{1,2}")
#: Behind a day: it has a month, recurs, or counts something.
_GOES_ON = re.compile(r"\s?(?:[/.\-]\s?\d|tháng|của|hằng|hàng|mỗi|công|làm việc|giờ)")
#: "Ngày 10 tháng đầu quý sau", in the plan of a quarter.
_DAY_OF_QUARTER = re.compile(
    r"(?<!\w)ngày\s?(?P<d>\d{1,2})\s(?:của\s)?tháng\s(?P<month>đầu|thứ hai|cuối)(?:\stiên|\scùng)?\s(?:của\s)?"
    rf"quý(?:\s{_WHICH})?(?!\w)(?!\s*+(?:\d|i|v))"
)
_MONTH_OF_QUARTER = {"đầu": 0, "thứ hai": 1, "cuối": 2}
_IN_WEEK = re.compile(
    r"(?<!\w)(?:trong|vào|đến hết|hết)\s(?P<week>tuần\s(?:lễ\s)?(?:thứ\s)?(?:[1-5]|nhất|hai|ba|tư|đầu(?:\stiên)?"
    r"|cuối(?:\scùng)?))(?!\w)(?!\s?/|\s(?:của\s)?tháng|\s(?:lần|buổi|của|hằng|hàng|mỗi)(?!\w))"
)
_MONTHS = {"tháng": 1, "quý": 3, "năm": 12}
_GRAINS = {"tháng": Grain.MONTH, "quý": Grain.QUARTER, "năm": Grain.YEAR}
_NOW = frozenset({None, "này", "nay"})
#: How far round a day a rhythm makes it recur.
_NEAR = 80


def plan_words(key: str, anchor: Anchor, *, bare: bool) -> Iterator[Mention | Unread]:
    """Words that name days only by the plan; where the plan is longer or unknown, they name none here."""
    if "tháng" in key or "quý" in key or "năm" in key:
        yield from _own_spans(key, anchor)
    if "ngày" in key or "mùng" in key or "mồng" in key:
        yield from _days_alone(key, anchor)
        yield from _days_of_quarters(key, anchor)
    if "tuần" in key:
        yield from _weeks(key, anchor)
    if bare:
        yield from _week(key, anchor)


def _own_spans(key: str, anchor: Anchor) -> Iterator[Mention]:
    for match in _OWN.finditer(key):
        unit, which = match["unit"], match["which"]
        end = match.end()
        if _NUMBERED.match(key, end):
            continue
        period = _own_period(_MONTHS[unit], anchor)
        if period is None or (
            unit != "năm" and which not in _NOW and _CYCLE_NEAR.search(key, max(0, end - _NEAR), end)
        ):
            continue
        days = (period if which in _NOW else period.next()).calendar
        yield Mention(
            start=match.start("unit"), end=end, days=days, grain=_GRAINS[unit], is_own=True,
            is_guess=anchor.plan is None and unit != "năm",
        )  # fmt: skip


def _own_period(months: int, anchor: Anchor) -> Period | None:
    """The plan's own month or quarter, without a plan the document's; the year of either."""
    year = anchor.year
    if year is None or not FIRST_YEAR <= year < LAST_YEAR:
        return None
    if months == 12:
        return Period(year)
    if anchor.plan is not None:
        return anchor.plan if anchor.plan.months == months else None
    day = anchor.issued_on
    known = day is not None and FIRST_YEAR <= day.year < LAST_YEAR
    return Period(day.year, months, (day.month - 1) // months + 1) if day and known else None


def _days_alone(key: str, anchor: Anchor) -> Iterator[Mention | Unread]:
    period = _own_period(1, anchor)
    for match in _DAY_ALONE.finditer(key):
        first, last, end = _days(match)
        start, which = match.start("d"), match["which"]
        if (which is None and not match["own"] and _GOES_ON.match(key, match.end())) or _recurs(key, start, end):
            continue
        if period is None:
            if which is None and not match["own"] and 1 <= first <= 31:
                doubt = Doubt(code="date.no_month", start=start, end=end)
                yield Unread(start=start, end=end, grain=Grain.DAY, doubt=doubt)
            continue
        month = period if which in _NOW else period.next()
        if is_day(month.year, month.ordinal, first) and is_day(month.year, month.ordinal, last):
            yield _own_day(start, end, month, first, last, is_guess=anchor.plan is None)


def _days(match: re.Match[str]) -> tuple[int, int, int]:
    """First and last day of a list or range and where it ends; a comma goes on only behind "các ngày"."""
    first = int(match["d"])
    later = [int(number) for number in _NUMBER.findall(match["more"])]
    goes_on = later and sorted({first, *later}) == [first, *later] and (match["many"] or "," not in match["more"])
    if goes_on or match["which"]:
        return first, max(later, default=first), match.end()
    return first, first, match.end("d")


def _days_of_quarters(key: str, anchor: Anchor) -> Iterator[Mention]:
    period = _own_period(3, anchor) if "quý" in key else None
    if period is None:
        return
    for match in _DAY_OF_QUARTER.finditer(key):
        quarter = period.next() if match["which"] and match["which"] not in _NOW else period
        month = Period(quarter.year, 1, 3 * quarter.ordinal - 2 + _MONTH_OF_QUARTER[match["month"]])
        day = int(match["d"])
        if is_day(month.year, month.ordinal, day) and not _recurs(key, match.start(), match.end()):
            yield _own_day(match.start("d"), match.end(), month, day, day, is_guess=anchor.plan is None)


def _recurs(key: str, start: int, end: int) -> bool:
    """Whether a rhythm near by makes a day recur ("hằng tháng … trước ngày 15")."""
    return _CYCLE_NEAR.search(key, max(0, start - _NEAR), end + _NEAR) is not None


def _own_day(start: int, end: int, month: Period, first: int, last: int, *, is_guess: bool) -> Mention:
    days = DateRange.through(date(month.year, month.ordinal, first), date(month.year, month.ordinal, last))
    return Mention(start=start, end=end, days=days, grain=Grain.DAY, is_own=True, is_guess=is_guess)


def _weeks(key: str, anchor: Anchor) -> Iterator[Mention]:
    """A numbered week of the plan's month in running text: "trong tuần 2"."""
    period = anchor.plan
    if period is None or period.months != 1:
        return
    for match in _IN_WEEK.finditer(key):
        part = read_part(match["week"])
        if part is not None:
            days = take_part(period.calendar, Grain.MONTH, part)
            yield Mention(start=match.start("week"), end=match.end("week"), days=days, grain=Grain.MONTH)


def _week(key: str, anchor: Anchor) -> Iterator[Mention]:
    """A cell "Tuần 2" in the plan of a month."""
    part = read_part(key)
    if part is None or not (part.week or part.name.startswith("tuần")) or _own_period(1, anchor) is not anchor.plan:
        return
    if anchor.plan is not None:
        days = take_part(anchor.plan.calendar, Grain.MONTH, part)
        yield Mention(start=0, end=len(key), days=days, grain=Grain.MONTH)
