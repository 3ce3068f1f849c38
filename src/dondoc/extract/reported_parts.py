"""Parts of what was counted: "trong đó nữ 33", "(ốm 7, hiếu 3)", and 38 of them that are named once more."""

import re
from dataclasses import dataclass, field

from dondoc.core.reported import Comparison, Figure
from dondoc.extract.figures import DIGITS, Number, value_of
from dondoc.extract.normalize import fold
from dondoc.extract.reported_numbers import NumberReader

_LABELLED = re.compile(rf"(?P<label>[^\W\d][^\d,;:()]{{0,40}}?)\s?[:\s]\s?(?P<n>(?>{DIGITS}))(?=\s?(?:[,;.()]|$|và\s))")
_PARTS_OPEN = re.compile(r"\s?(?:\(|,?\s?(?:trong đó|riêng|gồm|bao gồm)\s?:?)\s?")
_PARTS_NEXT = re.compile(r"\s?(?:,|và)\s?")
#: A label of these measures what stands before it; it counts no part.
_MEASURES = frozenset({"chiếm", "đạt", "bằng", "tăng", "giảm"})
_WORDS = re.compile(r"\w")
#: Behind the whole, perhaps with a word or two of it: "14 học sinh đạt giải cấp tỉnh (02 giải Nhất, …".
_BRACKET = re.compile(r"[^\d,;:.()]{0,40}\([^)]*$")
_FAR_WHOLE = 300


@dataclass(slots=True)
class Clause:
    """What was read so far of one clause; places count in the passage."""

    start: int
    end: int
    figures: list[Figure] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    #: Where each figure ends.
    ends: list[int] = field(default_factory=list)
    #: Numbers before this place are told already.
    passed: int = 0
    #: Where the last number ends with what was said of it.
    edge: int = 0
    #: Where the numbers stand that became figures or comparisons.
    told: set[int] = field(default_factory=set)
    first: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class PartReader:
    """Finds what the figures of one passage are parts of."""

    numbers: NumberReader

    def whole_of(self, clause: Clause, number: Number) -> int | None:
        """The figure that this one is a part of: in brackets behind it, after "trong đó", or "38 người" of 71."""
        if not clause.figures:
            return None
        last = len(clause.figures) - 1
        root = last if (whole := clause.figures[last].part_of) is None else whole
        if number.start - clause.ends[root] > _FAR_WHOLE:
            return None
        between = self.numbers.passage.key[clause.ends[root] : number.start]
        if _BRACKET.match(between):
            return root if self._may_be_part(clause.figures[root], number, clause.end) else None
        if self.numbers.words.parts.search(between) and not re.search(r"[;.]\s", between):
            return root
        behind = self.numbers.passage.key[clause.ends[last] : number.start]
        noun = self.numbers.passage.key[number.end + 1 : self.numbers.noun_end(number.end + 1, clause.end)]
        same = "," in behind and not _WORDS.search(behind) and noun in self.numbers.words.pronouns.words
        return root if same and not number.percent and number.value < clause.figures[root].value else None

    def _may_be_part(self, whole: Figure, number: Number, end: int) -> bool:
        """Whether a number in brackets can be a part: not the price of what is counted, nor the classes of persons."""
        noun = self.numbers.noun(number, end)
        if noun is None or number.percent:
            return True
        if noun.is_money:
            return whole.money is not None and not noun.per
        events = self.numbers.lexicon.numbers.events
        return (
            events.match(self.numbers.passage.key, noun.start) is None or events.match(fold(whole.unit), 0) is not None
        )

    def add_labelled(self, clause: Clause) -> None:
        """Labels with a number and no noun, as parts of the figure before: "trong đó nữ 1.204", "(ốm 7, hiếu 3)"."""
        for index, figure in enumerate(list(clause.figures)):
            if figure.percent or figure.money is not None or figure.part_of is not None:
                continue
            match = _PARTS_OPEN.match(self.numbers.passage.key, clause.ends[index], clause.end)
            while match:
                label = _LABELLED.match(self.numbers.passage.key, match.end(), clause.end)
                if label is None or self.numbers.is_taken(label.start("n"), label.end("n")):
                    break
                self._add_part(clause, label, index)
                match = _PARTS_NEXT.match(self.numbers.passage.key, label.end(), clause.end)

    def _add_part(self, clause: Clause, label: re.Match[str], whole: int) -> None:
        start, end = self.numbers.passage.span(label.start("label"), label.end("n"))
        if label.start("n") in clause.told or label["label"].split()[0] in _MEASURES:
            return
        if self.numbers.words.plans.match(label["label"], 0):
            return  # "45 (kế hoạch 40)"
        part = Figure(
            start=start,
            end=end,
            text=self.numbers.written(label.start("label"), label.end("n")),
            value=value_of(label["n"]),
            unit=clause.figures[whole].unit,
            of=self.numbers.written(label.start("label"), label.end("label")),
            part_of=whole,
        )
        clause.figures.append(part)
        clause.ends.append(label.end("n"))
        clause.edge = max(clause.edge, label.end("n"))
