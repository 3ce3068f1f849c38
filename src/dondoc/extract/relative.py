"""Time without a day of the calendar: counted from an event ("sau 05 ngày kể từ …"), or not said at all ("sớm")."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dondoc.core.extraction import Doubt
from dondoc.core.period import DateRange
from dondoc.core.workdays import on_or_after
from dondoc.extract.anchor import LAST_YEAR, Anchor
from dondoc.extract.date_values import DateKind, DateMention, Grip, Offset, Reading, ReadingOf, Unit
from dondoc.extract.mention import Mention
from dondoc.extract.normalize import squeeze
from dondoc.extract.numerals import NUMBER_WORD, spelled

#: Longer spans are no deadline of an office; and the calendar ends somewhere.
_LONGEST = {
    Unit.DAYS: 3700,
    Unit.WORKING_DAYS: 1000,
    Unit.WEEKS: 520,
    Unit.MONTHS: 120,
    Unit.QUARTERS: 40,
    Unit.YEARS: 10,
}
_UNITS = {
    "ngày làm việc": Unit.WORKING_DAYS, "ngày": Unit.DAYS, "tuần": Unit.WEEKS, "tháng": Unit.MONTHS,
    "quý": Unit.QUARTERS, "năm": Unit.YEARS,
}  # fmt: skip
_SPAN = (
    rf"(?P<n>\d{{1,4}}|{NUMBER_WORD})(?:\s?\([^()]{{1,20}}\))?\s(?P<unit>ngày làm việc|ngày|tuần|tháng|quý|năm)(?!\w)"
)
#: "Trong vòng 10 ngày làm việc", "sau 05 ngày (kể từ …)". Bare "trong 5 ngày", "không quá 10 ngày" need their event.
_AFTER = re.compile(
    r"(?<!\w)(?P<lead>(?:chậm nhất|muộn nhất|ngay|trong|không quá|tối đa)?\s?(?:là\s)?"
    r"(?P<sure>trong vòng|trong thời hạn|trong thời gian|sau)\s"
    r"|(?:trong|không quá|tối đa|chậm nhất|muộn nhất)\s(?:là\s)?)"
    + _SPAN
    + r"(?P<from>\s?,?\s?\(?\s?(?:(?:kể|tính)(?:\stừ)?|từ)\s(?:từ\s)?(?:khi|ngày|thời điểm|lúc)?\s?)?"
)
#: "Ít nhất 03 ngày trước kỳ họp"; "thông báo trước 05 ngày".
_AHEAD = re.compile(rf"(?<!\w){_SPAN}\strước\s(?:khi\s|ngày\s)?(?=[^\W\d])")
_BY_SO_MUCH = re.compile(rf"(?<!\w)trước\s(?:ít nhất\s|tối thiểu\s)?{_SPAN}")
_OFFSET_WORDS = ("sau ", "trong ", "nhất ", "quá ", "tối đa ", "trước ")
_EVENT_AFTER = re.compile(r"(?<!\w)(?:ngay\s)?sau\s(?:khi|thời điểm)\s|(?<!\w)ngay\ssau\s(?=[^\W\d])")
_EVENT_BEFORE = re.compile(
    r"(?<!\w)trước\s(?:(?:khi|thời điểm|thềm|lúc)\s"
    r"|(?=(?:hội nghị|đại hội|khai giảng|khai mạc|bế giảng|kỳ họp|kỳ thi|lễ|cuộc họp)(?!\w)))"
)
_EVENT = re.compile(r"[^,;.()\n]{1,80}")
#: The event is the document itself.
_THIS_DOCUMENT = re.compile(r"(?:ký|ban hành|ra|phát hành)(?!\w)")
_TODAY = re.compile(r"(?<!\w)(?:ngay\s)?trong ngày(?=\s?(?:[,;.)]|$|làm việc))")
_VAGUE = re.compile(r"(?<!\w)(?:trong\s)?(?:thời gian (?:sắp\s)?tới|thời gian sớm nhất)(?!\w)|(?<!\w)sắp tới(?!\w)")
_EXTERNAL = re.compile(
    r"(?<!\w)theo (?:kế hoạch|hướng dẫn|lịch|thông báo|chỉ đạo|yêu cầu|thời gian)(?:\s[^\W\d]{1,10}){0,2} (?:của|do)\s"
    r"(?:\w+\s){0,3}?cấp trên(?!\w)"
)
_UNDATED = re.compile(
    r"(?<!\w)(?:đúng (?:thời gian|thời hạn|hạn|tiến độ|kế hoạch)(?: quy định| đề ra)?|kịp thời|kịp tiến độ"
    r"|khẩn trương|gấp rút|càng sớm càng tốt|(?<!phát hiện )(?<!cảnh báo )(?<!sáng )(?<!từ rất )sớm(?! nhất))(?!\w)"
)


def read_relative(text: str, key: str, days: list[Mention], anchor: Anchor) -> Iterator[DateMention]:
    """Mentions of time without a day of the calendar; `days` are the key's calendar words, for dated events."""
    yield from read_offsets(text, key, days, anchor)
    if "sau" in key or "trước" in key:
        yield from _events(text, key)
    for match in _TODAY.finditer(key):
        readings = _from_document(0, Unit.DAYS, anchor)
        yield replace(
            _plain(text, match.span(), DateKind.RELATIVE), offset=Offset(count=0, unit=Unit.DAYS), readings=readings
        )
    for match in _VAGUE.finditer(key):
        yield _some_time(text, match.span(), anchor)
    for match in _EXTERNAL.finditer(key):
        yield replace(_plain(text, match.span(), DateKind.UNDATED), doubts=(_external(text, match.span()),))
    for match in _UNDATED.finditer(key):
        one = _plain(text, match.span(), DateKind.UNDATED)
        yield replace(one, modifiers=(one.text,))


def read_offsets(text: str, key: str, days: list[Mention], anchor: Anchor) -> Iterator[DateMention]:
    """Spans counted from an event: "trong vòng 10 ngày làm việc kể từ ngày 05/8"."""
    if not any(word in key for word in _OFFSET_WORDS):
        return
    at = {one.start: one for one in days}
    for match in _AFTER.finditer(key):
        after_years = match["unit"] == "năm" and match["lead"].strip() == "sau"  # "sau 5 năm thực hiện"
        offset = _offset(match, 1) if (match["sure"] or match["from"]) and not after_years else None
        if offset:
            yield _counted(text, key, match, offset, at=at, anchor=anchor)
    for pattern in (_AHEAD, _BY_SO_MUCH):
        for match in pattern.finditer(key):
            offset = _offset(match, -1)
            if offset:
                event = _event(text, key, match.end()) if pattern is _AHEAD else ""
                offset = replace(offset, event=squeeze(event))
                yield _awaiting(text, (match.start(), match.end() + len(event)), offset)


def _offset(match: re.Match[str], sign: int) -> Offset | None:
    """The span of a match, or None where no office means so long a one."""
    count, unit = int(match["n"]) if match["n"].isdigit() else spelled(match["n"]) or 0, _UNITS[match["unit"]]
    return Offset(count=sign * count, unit=unit) if count <= _LONGEST[unit] else None


def _counted(
    text: str, key: str, match: re.Match[str], offset: Offset, *, at: dict[int, Mention], anchor: Anchor
) -> DateMention:
    """So long after an event; where the event is a day, or the document itself, the sum is the last good day."""
    end = match.end() if match["from"] else match.end("unit")
    dated = next((at[place] for place in range(end, end + 6) if place in at), None) if match["from"] else None
    event = text[end : dated.end] if dated else _event(text, key, end) if match["from"] else ""
    base = dated.days.last if dated else anchor.issued_on if event and _THIS_DOCUMENT.match(key, end) else None
    offset = replace(offset, event=squeeze(event))
    span = (match.start(), dated.end if dated else end + len(event))
    due = _add(base, offset.count, offset.unit, anchor) if base else None
    if due is None:
        return _awaiting(text, span, offset, readings=_from_document(offset.count, offset.unit, anchor))
    one = _plain(text, span, DateKind.RELATIVE)
    return replace(one, offset=offset, due=due, nominal=due, grip=Grip.LIMIT, ends=True)


def _events(text: str, key: str) -> Iterator[DateMention]:
    for pattern, count in ((_EVENT_AFTER, 0), (_EVENT_BEFORE, -1)):
        for match in pattern.finditer(key):
            event = _event(text, key, match.end())
            if event.strip():
                offset = Offset(count=count, unit=Unit.DAYS, event=squeeze(event))
                yield _awaiting(text, (match.start(), match.end() + len(event)), offset)


def _event(text: str, key: str, at: int) -> str:
    """The words of the event from `at` to the next mark, at most eighty characters to a whole word."""
    match = _EVENT.match(key, at)
    if match is None:
        return ""
    words = text[at : match.end()].rstrip()
    return words if len(match[0]) < 80 else words.rpartition(" ")[0]


def _awaiting(
    text: str, span: tuple[int, int], offset: Offset, *, readings: tuple[Reading, ...] = ()
) -> DateMention:  # fmt: skip
    """A day that nobody can tell before the event: doubted."""
    doubt = Doubt(code="date.event", start=span[0], end=span[1], params=_phrase(text, span))
    return replace(_plain(text, span, DateKind.RELATIVE), offset=offset, readings=readings, doubts=(doubt,))


def _some_time(text: str, span: tuple[int, int], anchor: Anchor) -> DateMention:
    """The rest of the plan's period for "trong thời gian tới", without a day of its own (domain 26)."""
    last = anchor.plan.calendar.last if anchor.plan else None
    begin = max(filter(None, (anchor.start, anchor.issued_on)), default=None)
    window = DateRange.through(begin, last) if begin and last and begin <= last else None
    doubt = Doubt(code="date.undated", start=span[0], end=span[1], params=_phrase(text, span))
    return replace(_plain(text, span, DateKind.UNDATED), due=last, window=window, doubts=(doubt,))


def _external(text: str, span: tuple[int, int]) -> Doubt:
    return Doubt(code="date.external", start=span[0], end=span[1], params=_phrase(text, span))


def _from_document(count: int, unit: Unit, anchor: Anchor) -> tuple[Reading, ...]:
    """The day if the document's own day is meant."""
    due = _add(anchor.issued_on, count, unit, anchor) if anchor.issued_on else None
    return (Reading(of=ReadingOf.FROM_DOCUMENT, due=due),) if due else ()


def _add(base: date, count: int, unit: Unit, anchor: Anchor) -> date | None:
    """The day so long after another, which is not counted itself (Bộ luật Dân sự 2015, Điều 147 khoản 2 và 3)."""
    if base.year + 12 > LAST_YEAR:
        return None
    if unit is Unit.WORKING_DAYS:
        for _ in range(count):
            base = on_or_after(base + timedelta(days=1), anchor.is_working_day)
        return base
    if unit in {Unit.DAYS, Unit.WEEKS}:
        return base + timedelta(days=count * (7 if unit is Unit.WEEKS else 1))
    months = base.month - 1 + count * {Unit.MONTHS: 1, Unit.QUARTERS: 3, Unit.YEARS: 12}[unit]
    year, month = base.year + months // 12, months % 12 + 1
    return date(year, month, min(base.day, monthrange(year, month)[1]))


def _plain(text: str, span: tuple[int, int], kind: DateKind) -> DateMention:
    return DateMention(start=span[0], end=span[1], text=text[slice(*span)], kind=kind, words=span)


def _phrase(text: str, span: tuple[int, int]) -> tuple[tuple[str, str], ...]:
    return (("phrase", squeeze(text[slice(*span)])),)
