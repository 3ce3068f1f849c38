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
_CYCLE_NEAR = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|định kỳ)(?!\w)")
_DAY_ALONE = re.compile(
    r"(?<!\w)(?:ngày|mùng|mồng)\s*+(?P<d>\d{1,2})(?!\d)(?:\s++(?:của\s++)?tháng\s++"
    r"(?P<which>này|nay|sau|tới|tiếp theo|kế tiếp|liền kề)(?!\w))?"
)
#: Behind a day: it has a month, recurs, or counts something.
_GOES_ON = re.compile(
    r"\s?(?:[/.\-]\s?\d|tháng|của|hằng|hàng|mỗi|công|làm việc|giờ|(?:,|và|-|đến)\s?(?:ngày\s?)?\d{1,2}(?!\d))"
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
    if months == 12:
        return Period(anchor.year) if anchor.year and FIRST_YEAR <= anchor.year < LAST_YEAR else None
    if anchor.plan is not None:
        return anchor.plan if anchor.plan.months == months else None
    day = anchor.issued_on
    return Period(day.year, months, (day.month - 1) // months + 1) if day else None


def _days_alone(key: str, anchor: Anchor) -> Iterator[Mention | Unread]:
    for match in _DAY_ALONE.finditer(key):
        start, end, which = match.start("d"), match.end(), match["which"]
        if which is None and _GOES_ON.match(key, end):
            continue
        recurs = _CYCLE_NEAR.search(key, max(0, start - _NEAR), end + _NEAR) is not None
        period = _own_period(1, anchor)
        if recurs and (period is None or which not in _NOW):
            continue
        if period is not None and which not in _NOW:
            period = period.next()
        day = int(match["d"])
        if period is None or not is_day(period.year, period.ordinal, day):
            if period is None and which is None and 1 <= day <= 31:
                doubt = Doubt(code="date.no_month", start=start, end=end)
                yield Unread(start=start, end=end, grain=Grain.DAY, doubt=doubt)
            continue
        found = date(period.year, period.ordinal, day)
        yield Mention(
            start=start, end=end, days=DateRange.through(found, found), grain=Grain.DAY, is_own=True,
            is_guess=anchor.plan is None,
        )  # fmt: skip


def _week(key: str, anchor: Anchor) -> Iterator[Mention]:
    """A cell "Tuần 2" in the plan of a month."""
    part = read_part(key)
    if part is None or not (part.week or part.name.startswith("tuần")) or _own_period(1, anchor) is not anchor.plan:
        return
    if anchor.plan is not None:
        days = take_part(anchor.plan.calendar, Grain.MONTH, part)
        yield Mention(start=0, end=len(key), days=days, grain=Grain.MONTH)
