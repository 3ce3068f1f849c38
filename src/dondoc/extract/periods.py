"""Periods of the office year in a text, and which of them a document reports on and plans for.

    parse(text, anchor) -> list[PeriodMention]

The words are those of `written`; the grammar stands in docs/grammar.md (domain 16 to 22, 36 to 38, 46).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.core.period import DateRange, Period
from dondoc.extract.anchor import FIRST_YEAR, LAST_YEAR, Anchor
from dondoc.extract.calendar import calendar_words
from dondoc.extract.mention import Mention
from dondoc.extract.normalize import fold
from dondoc.extract.written import Grain, Written, written

_TURN = re.compile(
    r"(?P<none>(?:thực hiện|hoàn thành|triển khai thực hiện)\s+(?:các\s+)?(?:nhiệm vụ|kế hoạch|chương trình))"
    r"|(?P<report>kết quả|sơ kết|tổng kết|đánh giá|tình hình|kiểm điểm|báo cáo|giao ban|đã đạt)"
    r"|(?P<plan>phương hướng|nhiệm vụ|kế hoạch|chương trình|lịch công tác|lịch làm việc|chỉ tiêu|giải pháp"
    r"|trọng tâm|phát động|đề ra)"
)
#: No year of a day ("(18/10/1964 - …)") and none of a span.
_ANY_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?!\d)(?!\s*[-–]\s*\d)")
#: So many times as loud, the results speak of a period, and a word of plan in passing does not.
_LOUDER = 3
_HEAD = 25
#: How far before a period the words stand that make it a deadline.
_NEAR = 60
_DUE_BEFORE = re.compile(
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất|xong|hoàn thành|kết thúc|nộp|gửi|báo cáo|chậm nhất là|hạn)\s+"
    r"(?:trong\s+|vào\s+|trước\s+|ngay\s+|đầu\s+|giữa\s+|cuối\s+|hết\s+){0,4}$"
)
#: "tổng kết hoạt động năm 2017, triển khai nhiệm vụ năm 2018": years that tell the two periods apart.
_REVIEW = re.compile(
    r"(?:tổng kết|sơ kết|đánh giá|kết quả)[^.;]{0,120}?năm\s+20\d\d[^.;]{0,80}?(?:phương hướng|nhiệm vụ|kế hoạch"
    r"|chương trình|triển khai)[^.;]{0,80}?năm\s+20\d\d"
)
#: Grains that can be a period of the office year.
_PERIODS = frozenset({Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.MONTHS, Grain.YEAR})
#: Grains that a period may have in a text at large.
_SPANS = _PERIODS | {Grain.SEMESTER, Grain.SCHOOL_YEAR, Grain.TERM}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodMention:
    """Words that name a period; `start` and `end` are code points of the text, half-open."""

    start: int
    end: int
    #: The slice `text[start:end]`.
    text: str
    grain: Grain
    #: Its days; None where no year is known.
    days: DateRange | None
    #: The period of the office year with its code; None for semesters, terms, nine months and lists with gaps.
    period: Period | None


def parse(text: str, anchor: Anchor | date) -> list[PeriodMention]:
    """Every period that a text (NFC) names, in order and without overlap; never raises.

    >>> [(one.text, one.period.code) for one in parse("6 tháng cuối năm và quý I năm sau", date(2026, 7, 1))]
    [('6 tháng cuối năm', '2026-H2'), ('quý I năm sau', '2027-Q1')]
    """
    found = []
    for one in calendar_words(fold(text), Anchor.of(anchor), None):
        if one.grain in _SPANS:
            days = one.days if isinstance(one, Mention) else None
            period = _whole(one) if isinstance(one, Mention) else None
            found.append(
                PeriodMention(
                    start=one.start, end=one.end, text=text[one.start : one.end], grain=one.grain, days=days,
                    period=period,
                )
            )  # fmt: skip
    return found


def _whole(mention: Mention) -> Period | None:
    """The period of the office year that has exactly these days."""
    gaps = any(left.end != right.start for left, right in zip(mention.parts, mention.parts[1:], strict=False))
    return None if gaps or mention.grain not in _PERIODS else period_of(mention.days)


def period_of(days: DateRange) -> Period | None:
    """The month, quarter, half or year that has exactly these days, or None.

    >>> period_of(DateRange.through(date(2026, 7, 1), date(2026, 12, 31))).code
    '2026-H2'
    """
    first, last = days.start, days.last
    months = last.month - first.month + 1
    if first.year != last.year or months not in {1, 3, 6, 12} or (first.month - 1) % months:
        return None
    period = Period(first.year, months, (first.month - 1) // months + 1)
    return period if period.calendar == days else None


class PeriodVotes:
    """Counts what each place of the document says; the weightiest period wins, the first of equals."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self._report: Counter[Period] = Counter()
        self._plan: Counter[Period] = Counter()

    def read(self, text: str, weight: int, *, start: str = "", years: bool = False, cue: bool = False) -> None:
        """Let a line vote. `start` is "plan" or "report" where its place says so; bare years count with `years`.

        A `cue` is a sentence of running text: a month in its middle is the date of what it asks, unless a word like
        "nhiệm vụ" stands before it.
        """
        key = fold(text)
        review = _REVIEW.search(key) is not None
        weight = max(weight, 3) if review else weight
        for side, period in _read(key, start, self._year, years=years or review, cue=cue):
            (self._plan if side == "plan" else self._report)[period] += weight

    @property
    def report(self) -> Period | None:
        """The period reported on; never the plan's own."""
        plan = self.plan
        return _most(Counter({period: weight for period, weight in self._report.items() if period != plan}))

    @property
    def plan(self) -> Period | None:
        """The period that the plan is for; not one that many more voices report on."""
        own = {one: weight for one, weight in self._plan.items() if _LOUDER * weight >= self._report[one]}
        return _most(Counter(own))


def _most(votes: Counter[Period]) -> Period | None:
    return max(votes, key=lambda period: votes[period], default=None)


def _read(key: str, side: str, year: int | None, *, years: bool, cue: bool) -> Iterator[tuple[str, Period]]:
    turns = [(match.start(), turn) for match in _TURN.finditer(key) if (turn := _side(match))]
    places = [at for at, _ in turns]
    named = [(match.start(), int(match[0])) for match in _ANY_YEAR.finditer(key)]
    ends_open = key.rstrip().endswith(":")
    for word in _words(key):
        brief = word.grain in {Grain.MONTH, Grain.QUARTER}
        if brief and _DUE_BEFORE.search(key, max(0, word.start - _NEAR), word.start):
            continue  # "xong trước tháng 3": a deadline, not the period
        if word.grain is Grain.YEAR and not years:
            continue
        index = bisect_left(places, word.start)
        here = turns[index - 1][1] if index else side
        if cue and not index and not ends_open and brief and word.start > _HEAD:
            continue  # "… yêu cầu mở lớp trong quý I": the date of one task
        period = _period(word, named, year)
        if here and period:
            yield here, period


def _words(key: str) -> Iterator[Written]:
    """The periods written in a key in order; days and school years close the words that they hold."""
    end = 0
    for word in sorted(written(key, lambda _at: False), key=lambda word: (word.start, -word.end)):
        if word.start < end:
            continue
        end = word.end
        if word.grain in _PERIODS:
            yield word


def _side(match: re.Match[str]) -> str:
    return "report" if match["report"] else "plan" if match["plan"] else ""


def _period(word: Written, named: list[tuple[int, int]], year: int | None) -> Period | None:
    """The period of a match; a missing year is the next year named in the line, else the document's."""
    base = word.year
    if base is None and word.shift is not None and year is not None:
        base = year + word.shift
    if base is None:
        later = bisect_left(named, (word.end, 0))
        base = named[later][1] if later < len(named) else year
    if base is None or not FIRST_YEAR <= base <= LAST_YEAR:
        return None
    first, last = (word.spans[0][0], word.spans[-1][1]) if word.spans else (1, 12)
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}.get(word.grain, 1)
    first, last = months * (first - 1) + 1, months * last
    if not 1 <= first <= last <= 12:
        return None
    return period_of(DateRange(Period(base, 1, first).calendar.start, Period(base, 1, last).calendar.end))
