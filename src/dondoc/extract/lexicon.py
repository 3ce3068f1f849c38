"""The vocabulary by which a report is read; every word of it can be changed by an office (config/*.toml)."""

from dataclasses import dataclass, field
from datetime import date

from dondoc.core.period import DateRange, Period
from dondoc.extract.area_words import AreaWords
from dondoc.extract.confidence import ConfidenceWeights
from dondoc.extract.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """Main verbs and what may stand before them."""

    hard: Phrases
    soft: Phrases
    #: Hard and soft together: what can open a commitment.
    openers: Phrases
    ongoing: Phrases
    product: Phrases
    auxiliary: Phrases
    adverbs: Phrases
    modals: Phrases
    speech: Phrases
    splitting: Phrases
    #: Hard verbs that say nothing definite where the effort goes on ("thực hiện tốt …").
    generic: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Connectors:
    """Words that join clauses or introduce lists."""

    nominal: Phrases
    head: Phrases
    basis: Phrases
    topic: Phrases
    part: Phrases
    fields_of_work: Phrases
    introduction: Phrases
    colon_tail: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCues:
    """Words of headings that say what stands below."""

    plan: Phrases
    results: Phrases
    limits: Phrases
    proposals: Phrases
    purposes: Phrases
    strong_plan: Phrases
    plan_documents: Phrases
    documents: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCues:
    """Words of running text that turn it to plan, to results, or end it."""

    future: Phrases
    announcing: Phrases
    announced: Phrases
    results: Phrases
    conference: Phrases
    closing: Phrases
    duty: Phrases
    detail: Phrases
    contingency: Phrases
    tail: Phrases
    counters: Phrases
    annex: Phrases
    signature: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerWords:
    """How names of units and offices are built."""

    heads: Phrases
    plural: Phrases
    bare: Phrases
    quantifiers: Phrases
    persons: Phrases
    name_parts: Phrases
    organs: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """Words round a number."""

    words: tuple[tuple[str, int], ...]
    counted: Phrases
    naming: Phrases
    durations: Phrases
    places: Phrases
    at_least: Phrases
    more_than: Phrases
    less_than: Phrases
    at_most: Phrases
    events: Phrases
    unit_stops: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHeads:
    """Column heads of tables."""

    index: Phrases
    work: Phrases
    target: Phrases
    due: Phrases
    owner: Phrases
    partner: Phrases
    unit: Phrases
    result: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class SecrecyWords:
    """Stamps of state secrets, what may stand before them, and what makes another word of them."""

    stamps: Phrases
    labels: Phrases
    not_after: Phrases


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """One area of work: its code, its labels as they stand in reports, its place there, its keywords."""

    code: str
    vi: str
    en: str
    order: int
    keywords: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Days that plans hang on: one fixed (`day`, `month`), a whole month, a span of days, or a lunar feast by year."""

    code: str
    names: Phrases
    day: int | None = None
    month: int | None = None
    dates: tuple[date, ...] = ()
    #: First and last day of a span, each as day and month.
    span: tuple[tuple[int, int], tuple[int, int]] | None = None
    #: First and last day, counted back from it, on which it is honoured.
    days_before: tuple[int, int] = (7, 0)

    def on(self, year: int) -> date | None:
        """Its day in a year; None for a month or a span, and outside the table."""
        if self.day is not None and self.month is not None:
            return date(year, self.month, self.day)
        return next((day for day in self.dates if day.year == year), None)

    def days(self, year: int) -> DateRange | None:
        """All its days in a year; None outside the table."""
        if self.span is not None:
            (first, first_month), (last, last_month) = self.span
            return DateRange.through(date(year, first_month, first), date(year, last_month, last))
        if self.day is None and self.month is not None:
            return Period(year, 1, self.month).calendar
        day = self.on(year)
        return DateRange.through(day, day) if day else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """All that extraction knows of words; one is only equal to itself, so that what it found can be remembered."""

    verbs: Verbs
    connectors: Connectors
    sections: SectionCues
    cues: TextCues
    owners: OwnerWords
    numbers: NumberWords
    tables: TableHeads
    secrecy: SecrecyWords
    areas: tuple[Area, ...]
    #: How often words stood in annotated commitments of each area.
    area_words: AreaWords
    confidence: ConfidenceWeights
    occasions: tuple[Occasion, ...]
    #: The names of all occasions together: most clauses have none.
    feasts: Phrases = field(init=False, repr=False, compare=False)
    #: The occasion of each name.
    named: dict[str, Occasion] = field(init=False, repr=False, compare=False)
    #: Folded abbreviation and what it stands for.
    abbreviations: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        named = {name: occasion for occasion in reversed(self.occasions) for name in occasion.names.words}
        object.__setattr__(self, "named", named)
        object.__setattr__(self, "feasts", Phrases(tuple(named)))
