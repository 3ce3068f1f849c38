"""Quantities in Vietnamese text: a number with its comparator, its noun, what it is counted over and compared with.

    parse(text, lexicon) -> list[QuantityMention]

The same reading gives a commitment its targets (`targets.find_targets`). The grammar, row by row with the source of
each rule, stands in docs/grammar.md (domain 71 to 108).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from dondoc.core.extraction import Doubt
from dondoc.core.target import Comparator, Per, Target
from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import calendar_words
from dondoc.extract.comparisons import Base, Comparison, Relation, read_comparisons
from dondoc.extract.figures import Number
from dondoc.extract.guesses import guess
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.recurrence import RecurrenceMention, Rhythm, read_cycles
from dondoc.extract.refs import reference_spans
from dondoc.extract.targets import FoundTarget, Reading, free_figures, read_number, targets_of
from dondoc.extract.units import scale_of

__all__ = ["Approximation", "Base", "Comparison", "QuantityMention", "Relation", "parse"]

_EACH = re.compile(r"(?<!\w)(?:mỗi|từng)\s")
_ABOUT = re.compile(r"(?<!\w)(?:khoảng|xấp xỉ|ước(?: đạt| khoảng)?|chừng|tầm)\s?$")
_BELOW = re.compile(r"(?<!\w)gần\s?$")
_ADDED = re.compile(r"(?<!\w)(?:tăng thêm|thêm|bổ sung(?: thêm)?)\s(?:được\s|ít nhất\s|tối thiểu\s|khoảng\s)?$")
_SUBSET = re.compile(r"(?<!\w)(?:trong đó(?: có)?\s?,?\s?)?(?P<who>nữ|nam|dân tộc thiểu số)\s?:?\s?$")
_PART_OF = re.compile(r"(?<!\w)trong đó(?:\scó)?\s?,?\s?$")
_FROM = re.compile(r"(?<!\w)từ\s$")
_UPWARD = re.compile(r"[^,;.]{0,45}?(?<!\w)trở lên(?!\w)")
_VAGUE = re.compile(
    r"(?<!\w)(?:một số|một vài|nhiều|đa số|phần lớn|hầu hết|hàng (?:chục|trăm|nghìn|ngàn|vạn|triệu))\s(?=[^\W\d])"
)
_ALL = re.compile(r"(?<!\w)(?:toàn thể|tất cả(?: các)?|toàn bộ)\s(?=[^\W\d])")
#: How far round a number its rhythm and its "mỗi" stand.
_NEAR = 160
_LONGEST_LEFT = 34


class Approximation(StrEnum):
    """How a number is only nearly meant."""

    ABOUT = "about"
    #: "Gần 300": a little less.
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A quantity; `start` and `end` are code points of the text, half-open."""

    start: int
    end: int
    #: The slice `text[start:end]`, comparator and noun included.
    text: str
    #: How a result must stand to the value; None where nothing is counted ("một số").
    op: Comparator | None = None
    #: As written: 100 of "100 triệu đồng"; None where no number is named.
    value: Decimal | None = None
    #: The upper end of a range.
    high: Decimal | None = None
    #: The whole of a share: 40 of "38/40".
    whole: Decimal | None = None
    #: The noun that is counted, as written.
    unit: str = ""
    percent: bool = False
    #: The value with its power of ten: 100000000 of "100 triệu đồng".
    amount: Decimal | None = None
    is_money: bool = False
    approximation: Approximation | None = None
    #: "Một số", "nhiều": no number, hence no target.
    is_vague: bool = False
    #: "Thêm 10 đoàn viên": on top of what there is.
    is_added: bool = False
    #: Whom of a larger number it counts ("nữ"), or "".
    subset: str = ""
    #: What the number is counted over, and the words that say so ("mỗi tổ công đoàn", "suất" of "đồng/suất").
    per: Per = Per.COMMITMENT
    per_words: str = ""
    comparison: Comparison | None = None
    #: What would be tracked, with its guesses of aggregate, per and role; None where nothing is to be reached.
    target: Target | None = None
    doubts: tuple[Doubt, ...] = ()


def parse(text: str, lexicon: Lexicon, anchor: Anchor | None = None) -> list[QuantityMention]:
    """Every quantity of a text (NFC), in order and without overlap; never raises.

    Dates, document numbers, names ("hẻm 45"), orders ("lần thứ 5"), durations ("đợt 90 ngày"), ages and what stands in
    quotation marks are none. `lexicon` is `dondoc.settings.lexicon.load_lexicon()`.
    """
    key = fold(text)
    words = calendar_words(key, anchor or Anchor(), lexicon)
    taken = [(one.start, one.end) for one in words] + reference_spans(text)
    reader = _Reader(text, key, lexicon, read_cycles(text, key, None))
    found = [*_compared(reader, taken), *_without_number(reader)]
    kept: list[QuantityMention] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        floor = kept[-1].end if kept else 0
        if one.start >= floor:
            kept.append(one)
    return kept


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the numbers of one key."""

    text: str
    key: str
    lexicon: Lexicon
    cycles: list[RecurrenceMention]

    def mention(self, number: Number, *, first: bool) -> QuantityMention | None:
        """The quantity of a number, or None where it is a name, an order, a duration."""
        cycle = self._cycle(number)
        one = read_number(self.text, self.key, number, self.lexicon, first=first, rhythm=cycle is not None)
        if one is None:
            return self._subset(number)
        start, end = self._span(one)
        target = self._target(one, cycle)
        before = self.key[max(0, start - 40) : start]
        part = _SUBSET.search(before) or _PART_OF.search(before)
        near = self.key[max(0, number.start - 40) : number.start]
        about = Approximation.ABOUT if _ABOUT.search(near) else Approximation.BELOW if _BELOW.search(near) else None
        unit_key = fold(one.unit)
        unit = "" if self.lexicon.verbs.openers.match(unit_key, 0) == unit_key else one.unit  # "đạt 65%"
        return QuantityMention(
            start=start, end=end, text=self.text[start:end], op=target.comparator, value=number.value, high=number.high,
            whole=number.whole, unit=unit, percent=number.percent,
            amount=None if number.percent else number.value * scale_of(unit_key), is_money=one.is_money,
            approximation=about, is_added=_ADDED.search(near) is not None,
            subset=(part.groupdict().get("who") or one.unit) if part else "", per=target.per,
            per_words=unit_key.partition("/")[2] if one.is_money else self._per_words(number, target, cycle),
            target=None if one.only_describes else target, doubts=tuple(self._doubts(one, start, end)),
        )  # fmt: skip

    def _cycle(self, number: Number) -> RecurrenceMention | None:
        """The cycle that stands nearest to a number, not too far off."""
        index = bisect_right([one.start for one in self.cycles], number.start) if self.cycles else 0
        near = [one for one in self.cycles[max(0, index - 1) : index + 1] if one.recurrence is not None]
        close = [one for one in near if one.end > number.start - _NEAR and one.start < number.end + _NEAR]
        return min(close, key=lambda one: abs(one.start - number.start), default=None)

    def _per_words(self, number: Number, target: Target, cycle: RecurrenceMention | None) -> str:
        """What a number is counted over, as written: "mỗi tổ công đoàn", "mỗi tháng"."""
        if target.per is Per.SLOT and cycle is not None:
            return self.text[slice(*cycle.words)]
        near = max(0, number.start - 60)
        each = list(_EACH.finditer(self.key, near, number.start)) if target.per is Per.ASSIGNEE else []
        if not each:
            return ""
        at = each[-1].end()
        noun = self.lexicon.owners.heads.match(self.key, at) or self.lexicon.numbers.counted.match(self.key, at) or ""
        return self.text[each[-1].start() : at + len(noun)].strip()

    def _target(self, one: Reading, cycle: RecurrenceMention | None) -> Target:
        """The first target with its guesses, read in a window round the number."""
        number = one.number
        start = max(0, number.start - _NEAR)
        window = self.key[start : one.end + _NEAR]
        found = FoundTarget(start=number.start - start, end=one.end - start, target=next(targets_of(one)))
        rhythm = None
        if cycle is not None and cycle.recurrence is not None:
            begin, end = cycle.words
            rhythm = Rhythm(
                start=max(begin - start, 0), end=max(end - start, 0), recurrence=cycle.recurrence, rrule=cycle.rrule
            )
        return guess(found, window, self.lexicon, rhythm)[0]

    def _span(self, one: Reading) -> tuple[int, int]:
        """Where the quantity stands with its comparator before and "trở lên" behind."""
        number = one.number
        start = max(0, number.start - 60) + len(one.before) if one.is_bound else number.start
        start += len(self.key[start : number.start]) - len(self.key[start : number.start].lstrip())
        if number.start - start > _LONGEST_LEFT or start > number.start:
            start = number.start
        if (number.high or one.comparator is Comparator.AT_LEAST) and _FROM.search(self.key, max(0, start - 4), start):
            start -= len("từ ")
        up = _UPWARD.match(self.key, number.end) if one.comparator is Comparator.AT_LEAST else None
        end = max(one.end, up.end()) if up else one.end
        return start, end

    def _subset(self, number: Number) -> QuantityMention | None:
        """A bare number of some of those counted before: "trong đó nữ 33"."""
        who = _SUBSET.search(self.key, max(0, number.start - 40), number.start)
        if who is None or number.is_word:
            return None
        start, end = who.start(), number.end
        unit = self.text[who.start("who") : who.end("who")]
        return QuantityMention(
            start=start, end=end, text=self.text[start:end], op=Comparator.EXACTLY, value=number.value, unit=unit,
            percent=number.percent, amount=None if number.percent else number.value, subset=unit,
        )  # fmt: skip

    def _doubts(self, one: Reading, start: int, end: int) -> Iterator[Doubt]:
        """A doubt of "trên 06 công trình": on six, or more than six."""
        before = self.key[max(0, one.number.start - 6) : one.number.start].rstrip()
        if before.endswith("trên") and self.lexicon.numbers.places.match(self.key, one.unit_span[0]):
            params = (("phrase", squeeze(self.text[one.number.start - 5 : end])),)
            yield Doubt(code="number.over_or_on", start=start, end=end, params=params)


def _compared(reader: _Reader, taken: list[tuple[int, int]]) -> Iterator[QuantityMention]:
    """The quantities with numbers, each with the comparison in which it stands."""
    comparisons = read_comparisons(reader.key)
    starts = [one.start for one in comparisons]
    used: set[int] = set()
    first = True
    for number in free_figures(reader.key, taken, reader.lexicon):
        index = bisect_right(starts, number.start) - 1
        inside = comparisons[index] if index >= 0 and number.start <= comparisons[index].end else None
        one = reader.mention(number, first=first)
        first = first and one is None
        if inside is None:
            if one is not None:
                yield one
        elif number.end >= inside.end or inside.relation is not Relation.FROM_TO:
            used.add(index)
            yield _with_comparison(reader, one, number, inside)
    for index, comparison in enumerate(comparisons):
        if index not in used and comparison.relation in _WORDED:
            start, end = comparison.start, comparison.end
            yield QuantityMention(
                start=start, end=end, text=reader.text[start:end], comparison=comparison, percent=comparison.percent,
                op=Comparator.AT_LEAST if comparison.relation is Relation.MET else None, value=comparison.delta,
            )  # fmt: skip


_WORDED = frozenset({Relation.SAME, Relation.MET, Relation.MISSED, Relation.CUMULATIVE, Relation.TIMES})


def _with_comparison(
    reader: _Reader, one: QuantityMention | None, number: Number, comparison: Comparison
) -> QuantityMention:  # fmt: skip
    """The quantity of a number that stands in a comparison, with its words."""
    start = min(comparison.start, one.start if one else comparison.start)
    end = max(comparison.start + len(reader.key[comparison.start : comparison.end].rstrip()), one.end if one else 0)
    text = reader.text[start:end]
    if one is not None:
        unit = "" if comparison.start <= reader.key.find(fold(one.unit), start, number.start) else one.unit
        return replace(one, start=start, end=end, text=text, comparison=comparison, unit=unit)
    return QuantityMention(
        start=start, end=end, text=text, op=Comparator.EXACTLY, value=number.value, percent=number.percent,
        comparison=comparison,
    )  # fmt: skip


def _without_number(reader: _Reader) -> Iterator[QuantityMention]:
    """Quantities without a number: "một số đơn vị" is vague, "toàn thể đoàn viên" are all."""
    text, counted, heads = reader.text, reader.lexicon.numbers.counted, reader.lexicon.owners.heads
    for pattern, is_all in ((_VAGUE, False), (_ALL, True)):
        for match in pattern.finditer(reader.key):
            noun = counted.match(reader.key, match.end()) or heads.match(reader.key, match.end())
            if noun is None:
                continue
            start, end = match.start(), match.end() + len(noun)
            unit = text[match.end() : end]
            one = QuantityMention(start=start, end=end, text=text[start:end], unit=unit)
            if is_all:
                yield replace(one, op=Comparator.EXACTLY, value=Decimal(100), percent=True)
            else:
                params = (("phrase", squeeze(one.text)),)
                doubt = Doubt(code="number.vague", start=start, end=end, params=params)
                yield replace(one, is_vague=True, doubts=(doubt,))
