"""Calendar words with the days that they name: `written` says what stands there, the anchor gives what is missing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dondoc.core.extraction import Doubt
from dondoc.core.period import DateRange, Period
from dondoc.extract.anchor import FIRST_YEAR, LAST_YEAR, Anchor, is_day
from dondoc.extract.lexicon import Lexicon, Occasion
from dondoc.extract.mention import Mention, Unread
from dondoc.extract.plan_words import plan_words
from dondoc.extract.written import Grain, Written, written

__all__ = ["Mention", "Unread", "calendar_words", "mentions"]

#: Days of the school year (domain: học kỳ I 05/9 to 15/01, năm học 01/9 to 31/5).
_SEMESTERS = {1: ((0, 9, 5), (1, 1, 15)), 2: ((1, 1, 16), (1, 5, 31))}
#: Plans made from this month on are for the school year that begins in autumn.
_SCHOOL_TURN = 6
_LEAP_YEAR = 2024
#: Longer keys are read anew: what was found in a megabyte is not kept.
_KEPT_LENGTH = 2_000
#: A feast with its year: "Tết Nguyên đán Giáp Thìn năm 2024".
_FEAST_YEAR = re.compile(r"(?:\s[^\W\d]{2,6}\s[^\W\d]{2,6})?\s?(?:năm\s|[-/]\s?)?(?P<y>20\d\d)(?!\d)")
#: The lunar months whose days follow from the feasts in config/occasions.toml.
_FIRST_MOON, _LAST_MOON = 1, 12


def mentions(key: str, anchor: Anchor, lexicon: Lexicon | None) -> list[Mention]:
    """All calendar words of a key that name days, in order, without overlap; the longer reading wins."""
    return [one for one in calendar_words(key, anchor, lexicon) if isinstance(one, Mention)]


def calendar_words(
    key: str, anchor: Anchor, lexicon: Lexicon | None, *, bare: bool = False
) -> tuple[Mention | Unread, ...]:
    """All calendar words of a key, with those that name no day; `bare` reads a table's cell."""
    read = _kept_calendar if len(key) <= _KEPT_LENGTH else _calendar
    return read(key, anchor, lexicon, bare)


def _calendar(key: str, anchor: Anchor, lexicon: Lexicon | None, bare: bool) -> tuple[Mention | Unread, ...]:
    found: list[Mention | Unread] = []
    for word in written(key, _counted(key, lexicon)):
        one = _resolve(key, word, anchor, lexicon)
        if one is not None:
            found.append(one)
    found += _feasts(key, anchor, lexicon)
    found += plan_words(key, anchor, bare=bare)
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Mention | Unread] = []
    for one in found:
        if kept and (one.start < kept[-1].end or _repeats(key, kept[-1], one)):
            continue
        if kept and isinstance(one, Mention) and one.may_be_share and _follows_feast(key, kept[-1], one):
            kept.append(replace(one, may_be_share=False, doubt=None))
        else:
            kept.append(one)
    return tuple(kept)


#: A clause is asked several times, for its numbers, its deadline, its marks.
_kept_calendar = lru_cache(maxsize=64)(_calendar)


def _follows_feast(key: str, feast: Mention | Unread, one: Mention) -> bool:
    """Whether digits stand behind the name of a feast: "Quốc khánh 2/9 Công đoàn …" is no part of a whole."""
    return feast.grain is Grain.FEAST and not key[feast.end : one.start].strip(" (-,")


def _repeats(key: str, feast: Mention | Unread, one: Mention | Unread) -> bool:
    """Whether a lunar date only repeats the feast before it: "Giỗ Tổ Hùng Vương (10/3 âm lịch)"."""
    told = isinstance(one, Unread) and one.is_lunar and feast.grain is Grain.FEAST
    return told and one.start - feast.end <= 8 and not key[feast.end : one.start].strip(" (-:,ngày")


def _counted(key: str, lexicon: Lexicon | None) -> Callable[[int], bool]:
    """Whether a noun that can be counted stands at a place, and no longer verb ("tổ", but not "tổ chức")."""
    if lexicon is None:
        return lambda _at: False
    counted, heads, verbs = lexicon.numbers.counted, lexicon.owners.heads, lexicon.verbs.openers

    def is_counted(at: int) -> bool:
        noun = counted.match(key, at) or heads.match(key, at)
        verb = verbs.match(key, at) if noun else None
        return noun is not None and (verb is None or len(verb) <= len(noun))

    return is_counted


def _resolve(key: str, word: Written, anchor: Anchor, lexicon: Lexicon | None) -> Mention | Unread | None:
    year = word.year
    if year is None and word.shift is not None and anchor.year is not None:
        year = anchor.year + word.shift
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if word.is_lunar:
        return _lunar(word, year, anchor, lexicon)
    if word.grain is Grain.DAY:
        return _day(key, word, year, anchor, lexicon)
    spans = _days_of(word, year, anchor)
    if spans is None:
        is_term = word.grain is Grain.TERM
        doubt = None if is_term else Doubt(code="date.no_year", start=word.start, end=word.end)
        return Unread(start=word.start, end=word.end, grain=word.grain, doubt=doubt)
    return Mention(
        start=word.start, end=word.end, days=DateRange(spans[0].start, spans[-1].end), grain=word.grain,
        parts=tuple(spans) if len(spans) > 1 else (), has_year=word.year is not None,
    )  # fmt: skip


def _day(key: str, word: Written, year: int | None, anchor: Anchor, lexicon: Lexicon | None) -> Mention | Unread | None:
    month, day = word.spans[0]
    if not 1 <= month <= 12:
        return None  # "38/40" is a part of a whole
    after = word.end + (key[word.end : word.end + 1] == " ")
    # a part is not more than its whole: "20/10 chi hội …" is a day.
    may_be_part = not word.is_marked and day <= month
    if may_be_part and _counted(key, lexicon)(after):
        return None
    found = anchor.resolve(year, month, day)
    if found is None:
        return _no_day(word, year or anchor.year)
    other = anchor.other_year(found) if year is None else None
    doubt = Doubt(code="date.which_year", start=word.start, end=word.end) if other else None
    may_be_share = may_be_part and _is_share_like(key, after)
    if may_be_share:
        doubt = Doubt(code="date.day_or_share", start=word.start, end=word.end)
    return Mention(
        start=word.start, end=word.end, days=DateRange.through(found, found), grain=word.grain,
        has_year=year is not None, other=DateRange.through(other, other) if other else None, doubt=doubt,
        may_be_share=may_be_share,
    )  # fmt: skip


def _no_day(word: Written, year: int | None) -> Unread | None:
    """A day that the calendar does not have, or whose year is not known; bare digits are then no date at all."""
    month, day = word.spans[0]
    if not word.is_marked or (year is not None and is_day(year, month, day)):
        return None
    no_year = year is None and is_day(_LEAP_YEAR, month, day)
    doubt = Doubt(code="date.no_year" if no_year else "date.impossible", start=word.start, end=word.end)
    return Unread(start=word.start, end=word.end, grain=word.grain, doubt=doubt)


def _is_share_like(key: str, after: int) -> bool:
    """Whether a word goes on behind bare digits: "5/7 chỉ tiêu" may be five of seven."""
    return key[after - 1 : after] == " " and key[after : after + 1].isalpha()


def _days_of(word: Written, year: int | None, anchor: Anchor) -> list[DateRange] | None:
    """The days of each part; None when the year is not known or the parts do not follow each other."""
    match word.grain:
        case Grain.MONTH:
            return _of_months(word.spans, year, anchor)
        case Grain.QUARTER:
            return _of_months(tuple((3 * first - 2, 3 * last) for first, last in word.spans), year, anchor)
        case Grain.SEMESTER | Grain.SCHOOL_YEAR:
            return _of_school(word, year, anchor)
        case Grain.TERM:
            return [_years(*word.spans[0])] if word.spans and word.spans[0][0] <= word.spans[0][1] else None
    base = year or anchor.year
    if base is None or not FIRST_YEAR <= base <= LAST_YEAR:
        return None
    if word.grain is Grain.HALF:
        return [Period(base, 6, word.spans[0][0]).calendar]
    if word.grain is Grain.MONTHS:
        first, last = word.spans[0]
        return [DateRange(Period(base, 1, first).calendar.start, Period(base, 1, last).calendar.end)]
    return [Period(base).calendar]


def _of_months(spans: tuple[tuple[int, int], ...], year: int | None, anchor: Anchor) -> list[DateRange] | None:
    found: list[DateRange] = []
    for first, last in spans:
        ends = anchor.month(year, last)
        begins = anchor.month(ends.start.year, first) if ends else None
        if begins is None or ends is None or begins.start >= ends.end or (found and begins.start < found[-1].end):
            return None
        found.append(DateRange(begins.start, ends.end))
    return found


def _of_school(word: Written, year: int | None, anchor: Anchor) -> list[DateRange] | None:
    base = year
    if base is None and anchor.year is not None:
        start = anchor.start
        base = anchor.year - (start is not None and start.month < _SCHOOL_TURN)
    if base is None or not FIRST_YEAR <= base < LAST_YEAR:
        return None
    if word.grain is Grain.SCHOOL_YEAR:
        return [DateRange.through(date(base, 9, 1), date(base + 1, 5, 31))]
    (begin, begin_month, begin_day), (end, end_month, end_day) = _SEMESTERS[word.spans[0][0]]
    return [DateRange.through(date(base + begin, begin_month, begin_day), date(base + end, end_month, end_day))]


def _years(first: int, last: int) -> DateRange:
    return DateRange(Period(first).calendar.start, Period(last).calendar.end)


def _lunar(word: Written, year: int | None, anchor: Anchor, lexicon: Lexicon | None) -> Mention | Unread:
    """Days of tháng Giêng and tháng Chạp by the feasts of their year, other moons are not known; doubted always."""
    month, day = word.spans[0] if word.grain is Grain.DAY else (word.spans[0][0], None)
    days = _moon(month, day, year, anchor, lexicon) if lexicon else None
    doubt = Doubt(code="date.lunar", start=word.start, end=word.end)
    if days is None:
        return Unread(start=word.start, end=word.end, grain=word.grain, doubt=doubt, is_lunar=True)
    solar = anchor.resolve(year, month, day or 1)
    by_sun = DateRange.through(solar, solar) if solar and day else anchor.month(year, month)
    return Mention(
        start=word.start, end=word.end, days=days, grain=word.grain, has_year=year is not None, other=by_sun,
        doubt=doubt, is_lunar=True,
    )  # fmt: skip


def _moon(month: int, day: int | None, year: int | None, anchor: Anchor, lexicon: Lexicon) -> DateRange | None:
    feasts = {one.code: one for one in lexicon.occasions}
    tet, kitchen = feasts.get("tet"), feasts.get("kitchen_gods")
    if tet is None or kitchen is None or month not in {_FIRST_MOON, _LAST_MOON}:
        return None
    near = [year] if year else [anchor.year, anchor.year + 1] if anchor.year else []
    for one in near:
        begins, gods = tet.on(one), kitchen.on(one)
        if begins is None or gods is None:
            continue
        first, last = (begins, begins + timedelta(days=28)) if month == _FIRST_MOON else (
            gods - timedelta(days=22), begins - timedelta(days=1)
        )  # fmt: skip
        if day is not None:
            first = last = first + timedelta(days=day - 1)
        if anchor.start is None or year or last >= anchor.start:
            return DateRange.through(first, last)
    return None


def _feasts(key: str, anchor: Anchor, lexicon: Lexicon | None) -> Iterator[Mention]:
    """Feasts by their names, in the year behind them, else the first that is not over when the plan begins."""
    year = anchor.year
    if lexicon is None or year is None or not FIRST_YEAR <= year < LAST_YEAR:
        return
    for at, name in lexicon.feasts.finditer(key):
        if key[max(0, at - 6) : at].rstrip(' "').endswith("quỹ"):
            continue  # "Quỹ Vì người nghèo": a fund
        occasion = lexicon.named[name]
        told = _FEAST_YEAR.match(key, at + len(name))
        days = occasion.days(int(told["y"])) if told else None
        if told and days:
            yield _feast(at, told.end(), days, occasion, has_year=True)
            continue
        near = [days for one in (year, year + 1) if (days := occasion.days(one))]
        days = next((one for one in near if anchor.start is None or one.last >= anchor.start), None)
        if days:
            yield _feast(at, at + len(name), days, occasion, has_year=False)


def _feast(start: int, end: int, days: DateRange, occasion: Occasion, *, has_year: bool) -> Mention:
    return Mention(start=start, end=end, days=days, grain=Grain.FEAST, occasion=occasion, has_year=has_year)
