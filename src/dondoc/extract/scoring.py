"""What was found in a text against what should be: pairs, coverage, and each attribute, by the rules of the corpus."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from dondoc.core.extraction import Extraction, FoundCommitment


class Attribute(StrEnum):
    """What is compared of a pair; the value is its key in the gold."""

    KIND = "kind"
    TARGET = "target"
    TARGETS = "targets"
    UNIT = "unit"
    DUE = "due"
    DUE_EXPLICIT = "due_explicit"
    RECURRENCE = "recurrence"
    OWNER = "owner"
    AREA = "area"
    REFS = "refs"


class HeadField(StrEnum):
    """What is compared of a document's head."""

    ISSUER = "issuer"
    ISSUED_ON = "issued_on"
    REPORTING_PERIOD = "reporting_period"
    PLAN_PERIOD = "plan_period"


#: Where most values are null, a guess of null scores well too: these are counted again where they are not.
NULLABLE = (Attribute.RECURRENCE, Attribute.REFS, Attribute.OWNER, Attribute.DUE, Attribute.TARGETS)
#: What a clerk must be able to trust of a confident line, beside its words.
TRUSTED = (Attribute.KIND, Attribute.DUE, Attribute.TARGET)
#: Two spans pair when they share at least half of the letters that either has.
_PAIRED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A target as it is compared."""

    comparator: str
    value: float
    unit: str
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One commitment as found, or as it should be found; days and enums as the JSON writes them."""

    start: int
    end: int
    kind: str
    targets: tuple[Number, ...] = ()
    due: str | None = None
    due_explicit: bool = False
    recurrence: str | None = None
    owner: str | None = None
    #: More than one where each of them is right.
    areas: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    confidence: float = 1.0
    #: Attributes that nobody judged: they are not compared.
    unjudged: frozenset[Attribute] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All of one document."""

    items: tuple[Answer, ...]
    issuer: str | None = None
    issued_on: str | None = None
    reporting_period: str | None = None
    plan_period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How what was found in one document stands to the gold; all numbers are places in the two lists of items."""

    gold: Answers
    found: Answers
    #: Gold to found, one to one.
    pairs: dict[int, int]
    #: Pairs whose attribute differs.
    wrong: tuple[tuple[int, Attribute], ...]
    chars_gold: int
    chars_found: int
    chars_hit: int

    @property
    def missed(self) -> list[int]:
        """Gold without a partner."""
        return [index for index in range(len(self.gold.items)) if index not in self.pairs]

    @property
    def spurious(self) -> list[int]:
        """Found without a partner."""
        partners = set(self.pairs.values())
        return [place for place in range(len(self.found.items)) if place not in partners]


@dataclass(slots=True)
class Tally:
    """Counts over one or more documents."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    chars_gold: int = 0
    chars_found: int = 0
    chars_hit: int = 0
    documents: int = 0
    false_on_empty: int = 0
    #: By attribute, by field of the head, and by "NAME not null".
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    #: (confidence, right in span, kind, due and target) of everything found.
    confidences: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, one: Comparison) -> None:
        """Count one document."""
        self.documents += 1
        self.gold += len(one.gold.items)
        self.found += len(one.found.items)
        self.hit += len(one.pairs)
        self.chars_gold += one.chars_gold
        self.chars_found += one.chars_found
        self.chars_hit += one.chars_hit
        self.false_on_empty += 0 if one.gold.items else len(one.found.items)
        for name in HeadField:
            self._count(name, right=_heads_agree(name, one.gold, one.found))
        for index, place in one.pairs.items():
            self._add_pair(one.gold.items[index], one.found.items[place])
        gold_of = {place: one.gold.items[index] for index, place in one.pairs.items()}
        for place, item in enumerate(one.found.items):
            gold = gold_of.get(place)
            right = gold is not None and all(agrees(name, gold, item) is not False for name in TRUSTED)
            self.confidences.append((item.confidence, right))

    def precision(self) -> float:
        """Share of what was found that is gold; 1 where nothing was found and nothing should be."""
        return self.hit / self.found if self.found else float(not self.gold)

    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.hit / self.gold if self.gold else float(not self.found)

    def f1(self) -> float:
        """F1 of the commitments."""
        return _f1(self.hit, self.found, self.gold)

    def coverage(self) -> float:
        """F1 of the characters covered."""
        return _f1(self.chars_hit, self.chars_found, self.chars_gold)

    def share(self, name: str) -> float | None:
        """Share of right answers of an attribute, a field or "NAME not null"; None when it was never asked."""
        return self.right[name] / self.asked[name] if self.asked[name] else None

    def fields_right(self) -> int:
        """How many attributes are right, all together."""
        return sum(self.right[name] for name in Attribute)

    def _add_pair(self, gold: Answer, found: Answer) -> None:
        for name in Attribute:
            agreed = agrees(name, gold, found)
            if agreed is not None:
                self._count(name, right=agreed)
                if name in NULLABLE and (_is_given(name, gold) or _is_given(name, found)):
                    self._count(f"{name} not null", right=agreed)

    def _count(self, name: str, *, right: bool) -> None:
        self.asked[name] += 1
        self.right[name] += right


def answers_of(extraction: Extraction) -> Answers:
    """What was found in a document, as it is compared."""
    header = extraction.header
    return Answers(
        items=tuple(_answer_of(one) for one in extraction.commitments),
        issuer=header.issuer,
        issued_on=header.issued_on.isoformat() if header.issued_on else None,
        reporting_period=header.reporting_period.code if header.reporting_period else None,
        plan_period=header.plan_period.code if header.plan_period else None,
    )


def _answer_of(one: FoundCommitment) -> Answer:
    return Answer(
        start=one.start,
        end=one.end,
        kind=one.kind.value,
        targets=tuple(
            Number(comparator=t.comparator.value, value=float(t.value), unit=t.unit, percent=t.percent)
            for t in one.targets
        ),
        due=one.due.isoformat() if one.due else None,
        due_explicit=one.due_explicit,
        recurrence=one.recurrence.value if one.recurrence else None,
        owner=one.owner,
        areas=(one.area,),
        refs=one.refs,
        confidence=round(one.confidence, 2),
    )


def compare(text: str, gold: Answers, found: Answers) -> Comparison:
    """Pair the spans of two readings of one text and compare what is paired."""
    inside = [_letters(text, [(one.start, one.end) for one in side.items]) for side in (gold, found)]
    pairs = _pairs(text, gold.items, found.items)
    wrong = [
        (index, name)
        for index, place in sorted(pairs.items())
        for name in Attribute
        if agrees(name, gold.items[index], found.items[place]) is False
    ]
    return Comparison(
        gold=gold,
        found=found,
        pairs=pairs,
        wrong=tuple(wrong),
        chars_gold=len(inside[0]),
        chars_found=len(inside[1]),
        chars_hit=len(inside[0] & inside[1]),
    )


def find_quote(text: str, quote: str, nth: int | None) -> tuple[int, int] | None:
    """Where the `nth` occurrence of a quotation stands, counted from 1; None when absent, or ambiguous without `nth`.

    >>> find_quote("a b a", "a", 2)
    (4, 5)
    """
    places = occurrences(text, quote)
    if not 1 <= (nth or 1) <= len(places) or (nth is None and len(places) > 1):
        return None
    start = places[(nth or 1) - 1]
    return start, start + len(quote)


def occurrences(text: str, quote: str) -> list[int]:
    """All places where a quotation stands, also where two of them share letters."""
    places: list[int] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def agrees(name: Attribute, gold: Answer, found: Answer) -> bool | None:
    """Whether one attribute agrees; None where it was not judged or does not apply (a unit without two targets)."""
    if name in gold.unjudged or (name is Attribute.UNIT and not (gold.targets and found.targets)):
        return None
    return _AGREE[name](gold, found)


#: How each attribute of a pair is compared.
_AGREE: Mapping[Attribute, Callable[[Answer, Answer], bool]] = {
    Attribute.KIND: lambda gold, found: gold.kind == found.kind,
    Attribute.TARGET: lambda gold, found: _numbers(gold.targets[:1]) == _numbers(found.targets[:1]),
    Attribute.TARGETS: lambda gold, found: _numbers(gold.targets) == _numbers(found.targets),
    Attribute.UNIT: lambda gold, found: _units_agree(gold.targets[0].unit, found.targets[0].unit),
    Attribute.DUE: lambda gold, found: gold.due == found.due,
    Attribute.DUE_EXPLICIT: lambda gold, found: gold.due_explicit == found.due_explicit,
    Attribute.RECURRENCE: lambda gold, found: gold.recurrence == found.recurrence,
    Attribute.OWNER: lambda gold, found: _names_agree(gold.owner, found.owner),
    Attribute.AREA: lambda gold, found: bool(found.areas) and found.areas[0] in gold.areas,
    Attribute.REFS: lambda gold, found: set(gold.refs) == set(found.refs),
}


def _is_given(name: Attribute, one: Answer) -> bool:
    """Whether a nullable attribute has a value; a due date counts where the words give it."""
    given = {
        Attribute.RECURRENCE: one.recurrence,
        Attribute.REFS: one.refs,
        Attribute.OWNER: one.owner,
        Attribute.DUE: one.due_explicit,
        Attribute.TARGETS: one.targets,
    }
    return bool(given[name])


def _heads_agree(name: HeadField, gold: Answers, found: Answers) -> bool:
    match name:
        case HeadField.ISSUER:
            return _names_agree(gold.issuer, found.issuer)
        case HeadField.ISSUED_ON:
            return gold.issued_on == found.issued_on
        case HeadField.REPORTING_PERIOD:
            return gold.reporting_period == found.reporting_period
        case HeadField.PLAN_PERIOD:
            return gold.plan_period == found.plan_period
        case _:
            assert_never(name)


def _pairs(text: str, gold: Sequence[Answer], found: Sequence[Answer]) -> dict[int, int]:
    """Gold to found, one to one, greedily by overlap; at 0.5 and more two can hardly contend."""
    sizes = [len(_letters(text, [(one.start, one.end)])) for one in found]
    options: list[tuple[float, int, int]] = []
    for index, item in enumerate(gold):
        size = len(_letters(text, [(item.start, item.end)]))
        for place, one in enumerate(found):
            start, end = max(item.start, one.start), min(item.end, one.end)
            shared = len(_letters(text, [(start, end)])) if start < end else 0
            ratio = shared / (size + sizes[place] - shared) if shared else 0.0
            if ratio >= _PAIRED:
                options.append((ratio, index, place))
    result: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, place in sorted(options, reverse=True):
        if index not in result and place not in taken:
            result[index] = place
            taken.add(place)
    return result


def _letters(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Places of all that is no space inside the spans."""
    return {at for start, end in spans for at in range(start, min(end, len(text))) if not text[at].isspace()}


def _numbers(targets: Sequence[Number]) -> list[tuple[str, float, bool]]:
    return sorted((one.comparator, one.value, one.percent) for one in targets)


def _units_agree(gold: str, found: str) -> bool:
    left, right = _words(gold), _words(found)
    return bool(left and right) and (left <= right or right <= left or len(left & right) / len(left | right) >= 0.5)


def _names_agree(gold: str | None, found: str | None) -> bool:
    left, right = _words(gold), _words(found)
    return bool(gold) == bool(found) and (not left | right or len(left & right) / len(left | right) >= 0.5)


def _words(value: str | None) -> set[str]:
    return set(re.findall(r"\w+", (value or "").casefold()))


def _f1(hit: int, found: int, gold: int) -> float:
    return 2 * hit / (found + gold) if found + gold else 1.0
