"""Calendar words: dates, months, quarters and feasts as they are written, each with the days that it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from dondoc.core.period import DateRange, Period
from dondoc.extract.anchor import Anchor
from dondoc.extract.lexicon import Lexicon

_YEAR = r"(?:\s*[/.\-]\s*(?P<{0}>\d{{4}})|\s+năm\s+(?P<{0}b>\d{{4}}))"
_MONTHS = {
    "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11,
    "mười hai": 12, "chạp": 12,
}  # fmt: skip
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

DAY = re.compile(
    r"(?:(?<![\d/.,\-])|(?<=^\d-)|(?<=^\d\d-)|(?<=[^\d/.,]\d-)|(?<=[^\d/.,]\d\d-))(?:(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})(?:\s*[/.\-]\s*(?P<y>\d{4}))?(?![\d/]|[.,]\d|\s*%)"
    r"|(?<!tuần )(?<!tuần thứ )(?:ngày\s+|mùng\s+"
    r"|mồng\s+)?(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?!\d)(?:\s+năm\s+(?P<y2>\d{4}))?)"
)
MONTH = re.compile(
    r"(?:(?<=tuần \d )|(?<!\d )(?<!mỗi )(?<!hằng )(?<!hàng ))tháng\s+(?P<m>\d{1,2}(?!\d)|mười hai|mười một|mười"
    r"|giêng|chạp|hai|ba|tư|sáu|bảy|tám|chín)(?!\w)(?!\s*tuổi)"
    r"(?:\s*(?:-|đến|,|và)\s*(?:tháng\s+)?(?P<m2>\d{1,2})(?![\d/]*\d*\s*%)(?!\d))?" + _YEAR.format("y") + "?"
)
QUARTER = re.compile(
    r"quý\s+(?P<q>iv|iii|ii|i|[1-4])(?!\w)(?:\s*(?:-|đến|,|và)\s*(?:quý\s+)?(?P<q2>iv|iii|ii|[2-4])(?![\w/]))?"
    + _YEAR.format("y")
    + "?"
)
HALF = re.compile(r"(?:0?6|sáu)\s+tháng\s+(?P<h>đầu|cuối)\s+năm(?:\s+(?P<y>\d{4}))?(?!\w)")
YEAR = re.compile(r"(?<!học )năm\s+(?P<y>20\d\d)(?!\s*[-\d])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date, month, quarter, half, year or feast in a key, with the days that it names."""

    start: int
    end: int
    days: DateRange
    #: "day", "month", "quarter", "half", "year", "feast".
    grain: str


_DIGIT = re.compile(r"\d")


def mentions(key: str, anchor: Anchor, lexicon: Lexicon) -> list[Mention]:
    """All calendar words of a key in order, without overlap; the longer reading wins."""
    return list(_mentions(key, anchor, lexicon))


@lru_cache(maxsize=64)
def _mentions(key: str, anchor: Anchor, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The same; a clause is asked several times, for its numbers, its deadline, its marks."""
    found: list[Mention] = []
    if _DIGIT.search(key):
        found += _days(key, anchor, lexicon)
    if "tháng" in key:
        found += _months(key, anchor)
    if "quý" in key:
        found += _quarters(key, anchor)
    if "năm" in key:
        found += _halves(key, anchor)
    found += _feasts(key, anchor, lexicon)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _number(match: re.Match[str], *names: str) -> int | None:
    return next((int(match[name]) for name in names if match[name]), None)


_DATE_WORD = re.compile(r"(?:ngày|trước|đến|hết|dịp|từ|mừng|nhất|tối|sáng|chiều|vào|-|hạn|mùng|kỷ niệm|là)\s*$")


def is_share(key: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether "11/11 chi hội" is a part of a whole: a counted noun follows and no date word stands before."""
    if match["d"] is None or match["y"] or _DATE_WORD.search(key, max(0, match.start() - 12), match.start()):
        return False
    after = match.end() + (key[match.end() : match.end() + 1] == " ")
    return bool(lexicon.numbers.counted.match(key, after) or lexicon.owners.heads.match(key, after))


def _days(key: str, anchor: Anchor, lexicon: Lexicon) -> Iterator[Mention]:
    for match in DAY.finditer(key):
        if is_share(key, match, lexicon):
            continue
        day, month, year = _number(match, "d", "d2"), _number(match, "m", "m2"), _number(match, "y", "y2")
        found = anchor.resolve(year, month or 0, day or 0)
        if found:
            start = match.start() + (len("ngày ") if match[0].startswith("ngày ") else 0)
            yield Mention(start=start, end=match.end(), days=DateRange.through(found, found), grain="day")


def _months(key: str, anchor: Anchor) -> Iterator[Mention]:
    for match in MONTH.finditer(key):
        first = int(match["m"]) if match["m"].isdigit() else _MONTHS[match["m"]]
        year, last = _number(match, "y", "yb"), _number(match, "m2") or first
        begins, ends = anchor.month(year, first), anchor.month(year, last)
        if begins and ends and begins.start < ends.end:
            days = DateRange(begins.start, ends.end)
            yield Mention(start=match.start(), end=match.end(), days=days, grain="month")


def _quarters(key: str, anchor: Anchor) -> Iterator[Mention]:
    for match in QUARTER.finditer(key):
        first, last = _QUARTERS[match["q"]], _QUARTERS[match["q2"] or match["q"]]
        ends = anchor.month(_number(match, "y", "yb"), 3 * last)
        if ends and first <= last:
            days = DateRange(Period(ends.start.year, 3, first).calendar.start, ends.end)
            yield Mention(start=match.start(), end=match.end(), days=days, grain="quarter")


def _halves(key: str, anchor: Anchor) -> Iterator[Mention]:
    for match in HALF.finditer(key):
        year = _number(match, "y") or anchor.year
        if year and 1900 <= year <= 2200:
            days = Period(year, 6, 1 if match["h"] == "đầu" else 2).calendar
            yield Mention(start=match.start(), end=match.end(), days=days, grain="half")
    for match in YEAR.finditer(key):
        yield Mention(start=match.start(), end=match.end(), days=Period(int(match["y"])).calendar, grain="year")


def _feasts(key: str, anchor: Anchor, lexicon: Lexicon) -> Iterator[Mention]:
    year = anchor.year
    if year is None or not 1900 <= year <= 2200 or key not in lexicon.feasts:
        return
    for occasion in lexicon.occasions:
        for at, name in occasion.names.finditer(key):
            if occasion.day is None and occasion.month is not None:
                month = anchor.month(None, occasion.month)
                days = month
            else:
                day = anchor.next_of(tuple(on for near in (year, year + 1) if (on := occasion.on(near))))
                days = DateRange(day, day + timedelta(days=1)) if day else None
            if days:
                yield Mention(start=at, end=at + len(name), days=days, grain="feast")
