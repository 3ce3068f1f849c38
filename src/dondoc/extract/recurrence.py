"""How often a thing is to be done: "hằng tháng", "mỗi quý một lần", "ngày 25 hằng tháng", as RFC 5545 rules.

    parse(text) -> list[RecurrenceMention]

The grammar, row by row with the source of each rule, stands in docs/grammar.md (domain 51 to 70).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dondoc.core.extraction import Doubt, Recurrence
from dondoc.extract.anchor import Anchor
from dondoc.extract.cycle_days import CycleDays, days_round, next_cycle_days
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.numerals import NUMBER_WORD, spelled

_MONTHS = {"tháng": 1, "quý": 3, "học kỳ": 6, "năm": 12, "năm học": 12}
_BY_MONTHS = {1: Recurrence.MONTHLY, 3: Recurrence.QUARTERLY, 6: Recurrence.HALF_YEARLY, 12: Recurrence.YEARLY}
_LENGTHS = {recurrence: months for months, recurrence in _BY_MONTHS.items()}
#: More months than this are no rhythm of an office.
_LONGEST = 60
_N = rf"(?:\d{{1,2}}|{NUMBER_WORD})"
_ONCE = r"(?:/\s?(?:01|1|một)?|một|01|1)\s?lần(?!\s?lượt)"
_CYCLE = re.compile(
    rf"(?<!\w)(?:"
    # "ba tháng một lần", "02 tháng/lần", "1 năm 2 lần"
    rf"(?:định kỳ\s|cứ\s|mỗi\s)?(?P<n>{_N})\s(?P<unit>tuần|tháng|quý|năm)\s?"
    rf"(?:{_ONCE}|lần(?!\s?lượt)|(?P<k>{_N})\slần(?!\s?lượt))"
    # "định kỳ 6 tháng", "định kỳ hằng quý"
    rf"|định kỳ\s(?:hằng\s|hàng\s|mỗi\s|theo\s)?(?:(?P<n2>{_N})\s)?(?P<unit2>tuần|tháng|quý|năm học|năm|học kỳ)"
    r"(?!\w)(?!\s\d{4})"
    # "hằng tháng", "mỗi 6 tháng", "mỗi quý 02 buổi"
    rf"|(?:hằng|hàng|mỗi)\s(?:(?P<n3>{_N})\s)?(?P<unit3>ngày|tuần|tháng|quý|năm học|năm|học kỳ)(?!\w)"
    rf"(?:\s(?:ít nhất\s|tối thiểu\s)?(?P<k3>{_N})\s(?:lần|buổi|cuộc|kỳ|đợt|phiên)(?!\w))?"
    # "02 lần/năm", "ít nhất 01 buổi sinh hoạt/tháng", "03 tin/tuần"
    rf"|(?:(?P<k4>{_N})\s)?(?:(?:lần|buổi|cuộc|kỳ|đợt|phiên|lớp)(?:\s[^\W\d]+){{0,3}}|bài|tin|cháu|em|hộ|suất|người|số|lượt"
    r"|(?<=\d\s)(?:đồng|ngày)|tiết|bản tin|giờ|tối|đêm|sáng kiến|đề tài|chuyên đề|bài viết|tin bài|văn bản|sản phẩm)"
    r"\s?/\s?(?P<unit4>tuần|tháng|quý|năm)(?!\w)"
    # "tháng một lần", "quý/lần", "tuần hai buổi"
    rf"|(?P<unit5>tuần|tháng|quý|năm)\s?(?:{_ONCE}|mỗi\slần)"
    rf"|(?P<unit6>tuần)\s(?P<k6>{_N})\s(?:lần|buổi|kỳ)(?!\w)"
    r")"
)
#: "hằng tháng, quý, năm": the later ones of a list.
_MORE = re.compile(r"\s?(?:,|và)\s?(?:(?P<n>\d{1,2})\s)?(?P<unit>tuần|tháng|quý|năm)(?!\w)(?!\s\d)")
_INCOME = re.compile(r"(?<!\w)(?:thu nhập|tiền lương|lương bình quân|mức lương|doanh thu|năng suất|lợi nhuận)(?!\w)")
_INCOME_REACH = 80
_ONGOING = re.compile(
    r"(?<!\w)(?:(?<!giáo dục )(?<!ủy viên )thường xuyên(?:\s?,\s?liên tục)?|liên tục|duy trì|quanh năm)(?!\w)"
)
_ON_DEMAND = re.compile(
    r"(?<!\w)(?:đột xuất|(?:mỗi )?khi (?:có (?:yêu cầu|phát sinh|vụ việc|tình huống)|phát sinh|cần thiết|cần)"
    r"|khi được yêu cầu|theo yêu cầu)(?!\w)"
)
_BARE = re.compile(r"(?<!\w)định kỳ(?!\w)")
#: "Khám sức khỏe định kỳ" names a kind of check-up.
_NAMED = re.compile(r"(?:khám sức khỏe|khám|kiểm định|bảo dưỡng|bảo trì)\s$")


class RecurrenceKind(StrEnum):
    """What the words say of how often."""

    #: It comes again in a cycle: `rrule` says how.
    CYCLE = "cycle"
    #: Continued effort ("thường xuyên, liên tục"): a check-in every month.
    ONGOING = "ongoing"
    #: Whenever the case arises ("đột xuất", "khi có yêu cầu").
    ON_DEMAND = "on_demand"
    #: "Định kỳ" without a cycle: has to be asked.
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceMention:
    """Words that say how often; `start` and `end` are code points of the text, half-open."""

    start: int
    end: int
    #: The slice `text[start:end]`.
    text: str
    kind: RecurrenceKind
    #: The nearest of the corpus's five words; None for days and for what is no cycle.
    recurrence: Recurrence | None = None
    #: RFC 5545 rule of the last good days; "" where there is no cycle.
    rrule: str = ""
    #: How many times in each cycle ("02 lần/năm" → 2).
    times: int = 1
    #: The day in the cycle: its last good days, the day as written, how many days its window has.
    days: CycleDays | None = None
    doubts: tuple[Doubt, ...] = ()
    #: Where the words of the cycle alone stand, without the day in it and the number of times.
    words: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a piece of work recurs, with the words that say so."""

    start: int
    end: int
    recurrence: Recurrence
    rrule: str


def parse(text: str, anchor: Anchor | None = None) -> list[RecurrenceMention]:
    """Every mention of a recurrence in a text (NFC), in order and without overlap; never raises.

    With an `anchor` whose plan is one month, "ngày 05 tháng sau" is a day and no cycle.

    >>> [(one.text, one.rrule) for one in parse("Nộp trước ngày 25 hằng tháng; họp hai tuần một lần")]
    [('trước ngày 25 hằng tháng', 'FREQ=MONTHLY;BYMONTHDAY=24'), ('hai tuần một lần', 'FREQ=WEEKLY;INTERVAL=2')]
    >>> parse("trong tháng 9")
    []
    """
    return read_recurrences(text, fold(text), anchor)


def read_recurrences(text: str, key: str, anchor: Anchor | None) -> list[RecurrenceMention]:
    """As `parse`, with the text's key."""
    found = [*read_cycles(text, key, anchor), *_others(text, key)]
    kept: list[RecurrenceMention] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    cyclic = any(one.kind is RecurrenceKind.CYCLE for one in kept)
    return [one for one in kept if not (cyclic and one.kind is RecurrenceKind.UNSAID)]


def find_rhythm(key: str, anchor: Anchor | None = None) -> Rhythm | None:
    """The recurrence of a clause by its key: the first that is one of the corpus's five words.

    >>> find_rhythm("sinh hoạt định kỳ 6 tháng một lần").recurrence.value
    'half-yearly'
    >>> find_rhythm("gửi vào ngày 25 hằng tháng").rrule
    'FREQ=MONTHLY;BYMONTHDAY=25'
    """
    for one in read_cycles(key, key, anchor):
        if one.recurrence is not None:
            start, end = one.words
            return Rhythm(start=start, end=end, recurrence=one.recurrence, rrule=one.rrule)
    return None


def read_cycles(text: str, key: str, anchor: Anchor | None) -> list[RecurrenceMention]:
    """The cycles of a key in order; a day in a cycle belongs to the words beside it."""
    found = list(_cycles(text, key)) if _may_recur(key) else []
    longest = anchor.plan.months if anchor is not None and anchor.plan is not None else 12
    if not found and longest > 1:
        found += [
            _of_days(text, days, recurrence)
            for days, recurrence in next_cycle_days(key)
            if longest > _LENGTHS[recurrence]  # in the plan of a quarter "ngày cuối quý" is one day
        ]
    return sorted(found, key=lambda one: one.start)


def _may_recur(key: str) -> bool:
    return "lần" in key or "/" in key or any(word in key for word in ("hằng", "hàng", "mỗi", "định kỳ", "tuần"))


def _cycles(text: str, key: str) -> Iterator[RecurrenceMention]:
    free = 0
    for match in _CYCLE.finditer(key):
        unit, count, times = _read(match)
        if _INCOME.search(key, max(0, match.start() - _INCOME_REACH), match.start()):
            continue
        rule = _rule(unit, count)
        if rule is None:
            continue
        days = days_round(key, match.start(), match.end(), unit, free)
        one = _cycle(text, match.span(), rule, unit, count)
        if days is not None:
            one = _with_days(text, one, days)
        free = one.end
        yield replace(one, times=times, words=_words(match))
        yield from _listed(text, key, one)


def _read(match: re.Match[str]) -> tuple[str, int, int]:
    """The unit of a cycle, how many of it, and how many times in it."""
    told = match.groupdict()
    unit = next(told[name] for name in ("unit", "unit2", "unit3", "unit4", "unit5", "unit6") if told[name])
    count = next((told[name] for name in ("n", "n2", "n3") if told[name]), "1")
    times = next((told[name] for name in ("k", "k3", "k4", "k6") if told[name]), "1")
    return unit, _number(count), max(_number(times), 1)


def _words(match: re.Match[str]) -> tuple[int, int]:
    """Where the words of the cycle stand without the number of times: that is a quantity of its own."""
    start, end = match.span()
    if match["k4"]:
        return match.end("k4") + 1, end
    counted = next((unit for unit, times in (("unit", "k"), ("unit3", "k3"), ("unit6", "k6")) if match[times]), None)
    return start, match.end(counted) if counted else end


def _number(words: str) -> int:
    return int(words) if words.isdigit() else spelled(words) or 0


def _rule(unit: str, count: int) -> tuple[Recurrence | None, str] | None:
    """The word of the corpus and the rule of a cycle of so many units; None for no cycle."""
    if not count:
        return None
    if unit == "ngày":  # every working day; the corpus has no word for it
        return None, "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR" if count == 1 else f"FREQ=DAILY;INTERVAL={count}"
    if unit == "tuần":
        return Recurrence.WEEKLY, "FREQ=WEEKLY" + (f";INTERVAL={count}" if count > 1 else "")
    months = count * _MONTHS[unit]
    if months > _LONGEST:
        return None
    if unit == "năm học":
        return Recurrence.YEARLY, "FREQ=YEARLY;BYMONTH=9"  # domain 70: counted from September
    recurrence = _BY_MONTHS.get(months)
    if recurrence is None:
        if months > 12:
            return (
                None,
                f"FREQ=YEARLY;INTERVAL={months // 12}" if months % 12 == 0 else f"FREQ=MONTHLY;INTERVAL={months}",
            )
        recurrence = Recurrence.MONTHLY if months < 3 else Recurrence.QUARTERLY if months < 6 else Recurrence.YEARLY
    if months % 12 == 0:
        return recurrence, "FREQ=YEARLY"
    return recurrence, "FREQ=MONTHLY" + (f";INTERVAL={months}" if months > 1 else "")


def _cycle(
    text: str, span: tuple[int, int], rule: tuple[Recurrence | None, str], unit: str, count: int
) -> RecurrenceMention:
    recurrence, rrule = rule
    start, end = span
    return RecurrenceMention(
        start=start, end=end, text=text[start:end], kind=RecurrenceKind.CYCLE, recurrence=recurrence, rrule=rrule,
        words=span,
    )  # fmt: skip


def _with_days(text: str, one: RecurrenceMention, days: CycleDays) -> RecurrenceMention:
    """The cycle with the day in it; the days of a quarter or a year need their months (RFC 5545, 3.3.10)."""
    start, end = (min(one.start, days.start), max(one.end, days.end)) if days.is_beside else (one.start, one.end)
    rrule = days.whole_rule or f"{one.rrule};{days.by}"
    return replace(one, start=start, end=end, text=text[start:end], days=days, rrule=rrule)


def _of_days(text: str, days: CycleDays, recurrence: Recurrence) -> RecurrenceMention:
    """A cycle that only its day tells: "trước ngày 10 tháng đầu quý sau"."""
    start, end = days.start, days.end
    return RecurrenceMention(
        start=start, end=end, text=text[start:end], kind=RecurrenceKind.CYCLE, recurrence=recurrence,
        rrule=days.whole_rule, days=days, words=(start, end),
    )  # fmt: skip


def _listed(text: str, key: str, one: RecurrenceMention) -> Iterator[RecurrenceMention]:
    """The later cycles of a list: "hằng tháng, quý, 6 tháng, năm"."""
    end = one.end
    while match := _MORE.match(key, end):
        count = int(match["n"] or 1)
        rule = _rule(match["unit"], count)
        if rule is None:
            return
        start = match.start("n") if match["n"] else match.start("unit")
        yield _cycle(text, (start, match.end()), rule, match["unit"], count)
        end = match.end()


def _others(text: str, key: str) -> Iterator[RecurrenceMention]:
    """Words that say how often without a cycle."""
    for pattern, kind in ((_ONGOING, RecurrenceKind.ONGOING), (_ON_DEMAND, RecurrenceKind.ON_DEMAND)):
        for match in pattern.finditer(key):
            yield _plain(text, match, kind)
    for match in _BARE.finditer(key):
        if not _NAMED.search(key, max(0, match.start() - 16), match.start()):
            params = (("phrase", squeeze(text[match.start() : match.end()])),)
            doubt = Doubt(code="recurrence.unsaid", start=match.start(), end=match.end(), params=params)
            yield replace(_plain(text, match, RecurrenceKind.UNSAID), doubts=(doubt,))


def _plain(text: str, match: re.Match[str], kind: RecurrenceKind) -> RecurrenceMention:
    start, end = match.span()
    return RecurrenceMention(start=start, end=end, text=text[start:end], kind=kind, words=(start, end))
