"""Calendar words with the words before them: what binds work to a day, and by which readings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import assert_never

from dondoc.core.extraction import Doubt
from dondoc.core.period import DateRange
from dondoc.extract.anchor import Anchor
from dondoc.extract.date_values import DateKind, DateMention, Grip, Reading, ReadingOf
from dondoc.extract.mention import Mention, Unread
from dondoc.extract.modifiers import (
    WEEKDAY_BEHIND,
    WINDOW,
    Bond,
    Left,
    hour_behind,
    read_left,
    read_part,
    take_part,
    weekday_of,
)
from dondoc.extract.normalize import squeeze
from dondoc.extract.occasions import OCCASION_ENDS, OCCASION_HERE, honoured, honoured_from
from dondoc.extract.written import Grain

_DAY = timedelta(days=1)
_WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
#: "… 15/KH-CĐ ngày 13/7": the day of a document that is cited. A word of letters alone is no number of one: in
#: "quy chế chuyển đổi số trước ngày 26/02" a deadline is set.
_DOCUMENT_DATE = re.compile(
    r"(?:\d\S{0,20}[/-]\S{0,20}[^\W\d]\S{0,20}|số\s+(?![^\W\d_]+\s)\S{1,30})\s*,?\s*"
    r"(?:\(?ngày|ban hành ngày|ký ngày)\s*$"
)
_RANGE = re.compile(r"\s*(?:-|đến|tới)\s*(?:hết\s*)?(?:ngày\s*)?(?P<part>(?:đầu|giữa|cuối|tuần đầu|tuần cuối)\s+)?")
_LONGEST_RANGE = 30
_AND = re.compile(r"\s*(?:,|;|và|-|\()\s*(?:ngày\s*)?")
#: A feast that is itself what is held ("tổ chức Trung thu").
_HELD = re.compile(r"(?<!\w)(?:tổ chức|vui|đêm hội|ngày hội|chương trình|lễ)\s+$")
#: A noun that takes a day as its name: "đường 30/4", "Trường Mầm non 20/10".
_NAMED = (
    "đường", "phố", "trường", "mầm non", "tiểu học", "bệnh viện", "công ty", "nhà máy", "xí nghiệp", "công viên",
    "giải", "cúp", "câu lạc bộ", "sân vận động", "hẻm", "ngõ", "chợ", "cầu", "hợp tác xã", "nhà văn hóa", "khu", "tổ",
)  # fmt: skip
#: Days that no word binds may be those of an occasion named before.
_FREE = frozenset({DateKind.ON, DateKind.WINDOW})
#: Grains that bind where they open a clause: "6 tháng đầu năm tổ chức …".
_OPENING = frozenset({Grain.HALF, Grain.QUARTER, Grain.MONTH, Grain.MONTHS})
#: Grains that bind by themselves in brackets or before a colon.
_ALONE = frozenset({Grain.DAY, Grain.MONTH, Grain.QUARTER})
#: "Dự kiến 6 tháng cuối năm" only names the period; "trong 6 tháng cuối năm" binds.
_PART_YEARS = frozenset({Grain.HALF, Grain.MONTHS})
_INSIDE = frozenset({"trong", "ngay trong"})
#: Spans that documents name as a whole: they are no date of a piece of work (corpus GUIDE, "an event without a date").
_LOOSE = frozenset({Grain.SEMESTER, Grain.SCHOOL_YEAR, Grain.TERM})


@dataclass(frozen=True, slots=True)
class _Unit:
    """Calendar words that are read as one: a mention, or the two ends of a range."""

    first: Mention
    last: Mention
    days: DateRange
    left: Left
    is_backwards: bool = False

    @property
    def is_ranged(self) -> bool:
        return self.first is not self.last or self.left.first_day is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    """What the words before do with the days."""

    kind: DateKind
    due: date | None = None
    nominal: date | None = None
    window: DateRange | None = None
    grip: Grip | None = None
    ends: bool = False


def cannot_read(text: str, one: Unread) -> DateMention:
    """The mention of words that name no day."""
    kind = DateKind.TERM if one.grain is Grain.TERM else DateKind.UNREADABLE
    return DateMention(
        start=one.start, end=one.end, text=text[one.start : one.end], kind=kind, grain=one.grain,
        doubts=(_told(one.doubt, text),) if one.doubt else (), words=(one.start, one.end),
    )  # fmt: skip


def bind(text: str, key: str, words: list[Mention], anchor: Anchor, *, bare: bool) -> list[DateMention]:
    """A mention of time for each of the calendar words, both ends of a range as one."""
    units = list(_units(key, words, anchor))
    bounds = [_bind(key, unit, anchor, bare=bare) for unit in units]
    for index in range(1, len(units)):
        if bounds[index - 1].kind is DateKind.OCCASION and _is_listed(key, units[index - 1], units[index]) and not bare:
            bounds[index] = replace(bounds[index], kind=DateKind.OCCASION, grip=None)
    candidates = [
        unit.last
        for unit, bound in zip(units, bounds, strict=True)
        if (bound.grip is None and bound.kind in _FREE) or bound.kind is DateKind.OCCASION
        if unit.last.grain in {Grain.DAY, Grain.FEAST} and not _is_past(unit.last, anchor)
    ]
    honours = honoured(key, candidates)
    return [
        _mention(text, key, unit, _honouring(unit, bound, honours.get(unit.last.start)))
        for unit, bound in zip(units, bounds, strict=True)
    ]


def _is_listed(key: str, before: _Unit, unit: _Unit) -> bool:
    """Whether a day goes on with a list of occasions: "chào mừng ngày 19/8 và ngày 02/9"."""
    named = unit.last.grain in {Grain.DAY, Grain.FEAST} and unit.left.bond is Bond.BARE
    between = key[before.last.end : unit.first.start]
    return named and len(between) <= _LONGEST_RANGE and _AND.fullmatch(between) is not None


def _units(key: str, words: list[Mention], anchor: Anchor) -> Iterator[_Unit]:
    index = 0
    while index < len(words):
        first = last = words[index]
        days = last.days
        is_backwards = False
        following = words[index + 1] if index + 1 < len(words) else None
        join = _join(key, first, following) if following and not _is_past(first, anchor) else None
        if following and join:
            last, index = following, index + 1
            part = read_part(join["part"] or "")
            ends = take_part(last.days, last.grain, part) if part else last.days
            is_backwards = first.days.start >= ends.end
            days = ends if is_backwards else DateRange(first.days.start, ends.end)
        last_day = last.days.last.day if first is last and last.grain is Grain.DAY else None
        left = read_left(key, first.start, first.grain, last_day=last_day)
        yield _Unit(first, last, _narrowed(days, first, left, whole=first is last), left, is_backwards)
        index += 1


def _join(key: str, first: Mention, following: Mention) -> re.Match[str] | None:
    between = key[first.end : following.start]
    return _RANGE.fullmatch(between) if len(between) <= _LONGEST_RANGE else None


def _narrowed(days: DateRange, first: Mention, left: Left, *, whole: bool) -> DateRange:
    """The days without what the words before leave out: the first day of a list, the part of a month."""
    if left.first_day is not None:
        return DateRange(days.start.replace(day=left.first_day), days.end)
    if left.part is None:
        return days
    part = take_part(first.days, first.grain, left.part)
    return part if whole else DateRange(min(part.start, days.last), days.end)


def _is_past(mention: Mention, anchor: Anchor) -> bool:
    """A year before the plan's is history ("28/7/1929"), never a deadline."""
    return anchor.year is not None and mention.days.last.year < anchor.year


def _bind(key: str, unit: _Unit, anchor: Anchor, *, bare: bool) -> _Bound:
    last, days = unit.last, unit.days
    plain = _Bound(kind=_kind(unit), due=days.last, nominal=days.last, window=days)
    if last.grain is Grain.TERM:
        return _Bound(kind=DateKind.TERM, window=days)
    near = key[max(0, unit.first.start - WINDOW) : unit.first.start]
    ends = near.rstrip()
    if last.grain is Grain.DAY and ends.endswith("ngày") and _DOCUMENT_DATE.search(near):
        return _Bound(kind=DateKind.CITED, nominal=days.last, window=days)
    if _is_past(last, anchor):
        return plain
    if last.grain is Grain.DAY and not bare and ends.endswith(OCCASION_ENDS) and OCCASION_HERE.search(near):
        return replace(plain, kind=DateKind.OCCASION)
    if last.grain in _OPENING and unit.left.opens and last.end < len(key):
        return replace(plain, grip=Grip.ON)
    if _stands_alone(key, unit):
        return replace(plain, grip=Grip.OCCASION)
    bound = (
        _without_word(near, unit, plain, bare=bare) if unit.left.bond is Bond.BARE else _by_word(unit, plain, anchor)
    )
    return replace(bound, grip=None) if last.grain in _LOOSE or last.is_guess else bound


def _stands_alone(key: str, unit: _Unit) -> bool:
    """Whether brackets hold nothing but the time, or a day opens the clause before a colon: "(tháng 9)", "15/8: …"."""
    last, left = unit.last, unit.left
    if left.bond is not Bond.BARE or last.grain not in _ALONE or last.has_year:
        return False  # "(05/01/2026)" behind a headline is the day of the news
    behind = key[last.end : last.end + 2].lstrip()[:1]
    return (left.before.endswith("(") and behind == ")") or (left.opens and behind == ":")


def _kind(unit: _Unit) -> DateKind:
    single = unit.last.grain is Grain.DAY and unit.days.start == unit.days.last
    return DateKind.OCCASION if unit.last.grain is Grain.FEAST else DateKind.ON if single else DateKind.WINDOW


def _without_word(near: str, unit: _Unit, plain: _Bound, *, bare: bool) -> _Bound:
    """Days without a modifier: bound in a table's cell, behind "ngày", or where a part of them is named."""
    left, grain = unit.left, unit.last.grain
    if grain is Grain.FEAST and not bare:
        return replace(plain, grip=Grip.OCCASION if _HELD.search(near) else None)
    if grain is Grain.DAY and not left.has_day_word and not unit.is_ranged and _is_named(near):
        return replace(plain, kind=DateKind.NAME, due=None)
    if grain is Grain.YEAR and left.part:
        is_end = left.part.name == "cuối" and (unit.last.has_year or left.opens)  # "cuối năm 2026": its last day
        return replace(plain, grip=Grip.ON, ends=True) if is_end else plain
    if grain is not Grain.DAY and unit.last.is_own and left.part is None:
        return plain  # "cả tháng", "cả năm" only repeat the plan's period
    if grain is Grain.YEAR and not unit.last.has_year:
        return plain  # "năm sau giảm hơn"
    told = grain is Grain.DAY and (left.has_day_word or left.weekday is not None or left.at is not None)
    return replace(plain, grip=Grip.ON) if bare or told or left.part else plain


def _is_named(near: str) -> bool:
    left = near.rstrip()
    return left.endswith(_NAMED) and any(
        left.endswith(noun) and not left[: -len(noun)][-1:].isalnum() for noun in _NAMED
    )


def _by_word(unit: _Unit, plain: _Bound, anchor: Anchor) -> _Bound:
    """Days behind a modifier."""
    left, days, grain = unit.left, unit.days, unit.last.grain
    match left.bond:
        case Bond.BEFORE:
            return _before(unit, plain)
        case Bond.LATEST:
            return _limit(days)
        case Bond.UNTIL:
            is_from_now = left.word.startswith(("từ nay", "kể từ nay", "bây giờ"))
            limit = replace(_limit(days), window=_from_now(days.last, anchor) if is_from_now else None)
            return replace(limit, grip=None) if grain is Grain.FEAST and not is_from_now else limit
        case Bond.SINCE:
            several = grain is Grain.MONTH and days.last.month != days.start.month
            held = left.at is not None and grain is Grain.DAY  # "từ 8 giờ ngày 15/8" is on that day
            return replace(plain, grip=Grip.ON) if unit.is_ranged or several or held else _start(days)
        case Bond.AFTER:
            return replace(_start(days), nominal=days.last)
        case Bond.ON | Bond.BARE:
            return _inside(unit, plain)
    assert_never(left.bond)


def _before(unit: _Unit, plain: _Bound) -> _Bound:
    left, days = unit.left, unit.days
    if left.at is not None:
        return replace(plain, kind=DateKind.DEADLINE, grip=Grip.LIMIT)  # "trước 9 giờ ngày D"
    if left.part is not None and left.part.name == "cuối":
        return _limit(days)  # "trước cuối năm": before the year is over
    return replace(_limit(days), due=days.start - _DAY, nominal=days.start)


def _inside(unit: _Unit, plain: _Bound) -> _Bound:
    """Days behind "trong", "vào", "hoàn thành"."""
    left, days, grain = unit.left, unit.days, unit.last.grain
    if grain in _PART_YEARS and left.word not in _INSIDE:
        return plain
    if unit.last.is_own and grain is not Grain.DAY and left.part is None:
        return plain  # "trong năm", "trong tháng" only repeat the plan's period
    bound = replace(plain, grip=Grip.ON)
    if grain is Grain.FEAST:
        return replace(bound, kind=DateKind.ON if days.start == days.last else DateKind.WINDOW)
    return replace(bound, ends=grain is Grain.YEAR and left.part is not None and left.part.name == "cuối")


def _limit(days: DateRange) -> _Bound:
    return _Bound(kind=DateKind.DEADLINE, due=days.last, nominal=days.last, grip=Grip.LIMIT, ends=True)


def _start(days: DateRange) -> _Bound:
    return _Bound(kind=DateKind.START, nominal=days.start)


def _from_now(last: date, anchor: Anchor) -> DateRange | None:
    start = anchor.issued_on or anchor.start
    return DateRange.through(start, last) if start and start <= last else None


def _honouring(unit: _Unit, bound: _Bound, binds: bool | None) -> _Bound:
    """The mention of a day that the work honours; of several occasions none gives a date (corpus GUIDE)."""
    if binds is None or (bound.grip is not None and bound.kind is not DateKind.OCCASION):
        return bound
    day = unit.last.days
    window = honoured_from(unit.last)
    due = day.last if binds else None
    return _Bound(
        kind=DateKind.OCCASION, due=due, nominal=day.last, window=window, grip=Grip.OCCASION if binds else None
    )


def _mention(text: str, key: str, unit: _Unit, bound: _Bound) -> DateMention:
    left, last = unit.left, unit.last
    start, end = left.start, last.end
    occasion = OCCASION_HERE.search(key[max(0, start - WINDOW) : start]) if bound.kind is DateKind.OCCASION else None
    if occasion:
        start -= len(key[max(0, start - WINDOW) : start]) - occasion.start()
    at = left.at or (hour_behind(key, end) if last.grain is Grain.DAY else None)
    words = (left.word, left.part.words if left.part else "", occasion[0].strip() if occasion else "")
    return DateMention(
        start=start, end=end, text=text[start:end], kind=bound.kind, grain=last.grain, window=bound.window,
        parts=last.parts, due=bound.due, nominal=bound.nominal, modifiers=tuple(word for word in words if word),
        readings=tuple(_readings(unit, bound)), doubts=tuple(_doubts(text, key, unit)), at=at, grip=bound.grip,
        ends=bound.ends, words=(unit.first.start, end),
    )  # fmt: skip


def _readings(unit: _Unit, bound: _Bound) -> Iterator[Reading]:
    """All readings of words that have more than one."""
    is_day = unit.last.grain in {Grain.DAY, Grain.FEAST}  # "trước tháng 12" has but one reading
    if is_day and unit.left.bond is Bond.BEFORE and bound.due != bound.nominal:
        yield Reading(of=ReadingOf.DAY_BEFORE, due=bound.due)
        yield Reading(of=ReadingOf.THE_DAY, due=bound.nominal)
    last = unit.last
    if last.other and last.is_lunar:
        yield Reading(of=ReadingOf.BY_MOON, due=bound.due, window=bound.window)
        yield Reading(of=ReadingOf.BY_SUN, due=last.other.last, window=last.other)
    elif last.other:
        yield Reading(of=ReadingOf.THE_YEAR, due=bound.due, window=last.days)
        yield Reading(of=ReadingOf.OTHER_YEAR, due=_moved(bound.due, last), window=last.other)
    if last.may_be_share and bound.kind is not DateKind.NAME:
        yield Reading(of=ReadingOf.THE_DAY, due=bound.due, window=last.days)
        yield Reading(of=ReadingOf.SHARE, due=None)


def _moved(due: date | None, mention: Mention) -> date | None:
    return due + (mention.other.start - mention.days.start) if due and mention.other else None


def _doubts(text: str, key: str, unit: _Unit) -> Iterator[Doubt]:
    left, last = unit.left, unit.last
    start, end = unit.first.start, last.end
    if last.doubt:
        yield _told(last.doubt, text)
    if unit.is_backwards:
        yield _told(Doubt(code="date.backwards", start=start, end=end), text)
    if last.grain is Grain.DAY and not unit.is_ranged:
        behind = WEEKDAY_BEHIND.match(key, end)
        weekday = weekday_of(behind) if behind else left.weekday
        if weekday is not None and weekday != last.days.start.weekday():
            begin, stop = (start, behind.end()) if behind else (left.weekday_at, end)
            phrase = squeeze(text[begin:stop])
            name = _WEEKDAY_NAMES[last.days.start.weekday()]
            params = (("phrase", phrase), ("weekday", name))
            yield Doubt(code="date.weekday_mismatch", start=begin, end=stop, params=params)


def _told(doubt: Doubt, text: str) -> Doubt:
    """The doubt with the words that it is about."""
    return replace(doubt, params=(("phrase", squeeze(text[doubt.start : doubt.end])),))
