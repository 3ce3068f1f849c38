"""Reading config/vocabulary.toml, areas.toml and occasions.toml into the `Lexicon` of extraction."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, NonNegativeInt, PositiveFloat, field_validator, model_validator

from dondoc.extract.area_words import AreaWords
from dondoc.extract.confidence import SIGNS, ConfidenceWeights
from dondoc.extract.learning import NewWord
from dondoc.extract.lexicon import (
    Area,
    Connectors,
    Lexicon,
    NumberWords,
    Occasion,
    OwnerWords,
    SecrecyWords,
    SectionCues,
    TableHeads,
    TextCues,
    Verbs,
)
from dondoc.extract.normalize import fold
from dondoc.extract.phrases import Phrases
from dondoc.settings.files import ConfigModel, read_config
from dondoc.settings.vocabulary import extend

Words = list[str]
#: The stamps of the law (117/2025/QH15): an office may add some, and take none of these out.
_LAW = ("mật", "tối mật", "tuyệt mật")


class _VerbsFile(ConfigModel):
    hard: Words
    soft: Words
    ongoing: Words
    product: Words
    auxiliary: Words
    adverbs: Words
    modals: Words
    speech: Words
    splitting: Words
    generic: Words


class _ConnectorsFile(ConfigModel):
    nominal: Words
    head: Words
    basis: Words
    topic: Words
    part: Words
    fields_of_work: Words
    introduction: Words
    colon_tail: Words


class _SectionsFile(ConfigModel):
    plan: Words
    results: Words
    limits: Words
    proposals: Words
    purposes: Words
    strong_plan: Words
    plan_documents: Words
    documents: Words


class _PhrasesFile(ConfigModel):
    future: Words
    announcing: Words
    announced: Words
    results: Words
    conference: Words
    closing: Words
    duty: Words
    detail: Words
    contingency: Words
    tail: Words
    counters: Words
    annex: Words
    signature: Words


class _OwnersFile(ConfigModel):
    heads: Words
    plural: Words
    bare: Words
    quantifiers: Words
    persons: Words
    name_parts: Words
    organs: Words


class _NumbersFile(ConfigModel):
    words: dict[str, int]
    counted: Words
    naming: Words
    durations: Words
    places: Words
    at_least: Words
    more_than: Words
    less_than: Words
    at_most: Words
    events: Words
    unit_stops: Words


class _TablesFile(ConfigModel):
    index: Words
    work: Words
    target: Words
    due: Words
    owner: Words
    partner: Words
    unit: Words
    result: Words


class _SecrecyFile(ConfigModel):
    stamps: Words
    labels: Words
    not_after: Words


class VocabularyFile(ConfigModel):
    """config/vocabulary.toml."""

    schema_: Literal[1] = Field(alias="schema")
    verbs: _VerbsFile
    connectors: _ConnectorsFile
    sections: _SectionsFile
    phrases: _PhrasesFile
    owners: _OwnersFile
    numbers: _NumbersFile
    tables: _TablesFile
    secrecy: _SecrecyFile
    abbreviations: dict[str, str]


class _AreaFile(ConfigModel):
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)
    order: int
    keywords: Words


class AreasFile(ConfigModel):
    """config/areas.toml; the code "other" must be there, as what fits nowhere goes there."""

    schema_: Literal[1] = Field(alias="schema")
    areas: dict[str, _AreaFile]

    @field_validator("areas")
    @classmethod
    def _has_other(cls, areas: dict[str, _AreaFile]) -> dict[str, _AreaFile]:
        if "other" not in areas:
            raise ValueError('the area "other" is missing')
        return areas


class _OccasionFile(ConfigModel):
    names: list[str] = Field(min_length=1)
    #: "DD-MM".
    day: str | None = None
    #: Two of them: the first and the last day of a week or month of action.
    span: tuple[str, str] | None = None
    month: int | None = Field(default=None, ge=1, le=12)
    dates: list[date] = Field(default_factory=list)
    #: First and last day, counted back from it, on which it is honoured: [21, 1] for Tết.
    days_before: tuple[NonNegativeInt, NonNegativeInt] = (7, 0)

    @model_validator(mode="after")
    def _one_kind(self) -> "_OccasionFile":
        if sum((self.day is not None, self.span is not None, self.month is not None, bool(self.dates))) != 1:
            raise ValueError("give exactly one of day, span, month, dates")
        days = [_day_of_year(day) for day in (self.day, *(self.span or ())) if day is not None]
        if self.span is not None and days[0] > days[1]:
            raise ValueError("span: the first day lies before the last")
        if self.days_before[0] < self.days_before[1]:
            raise ValueError("days_before: the first day lies before the last")
        return self


class AreaWordsFile(ConfigModel):
    """config/area_words.toml, made by `make areas`: counts of words by area, as "economy:2 finance:0.5"."""

    schema_: Literal[1] = Field(alias="schema")
    totals: dict[str, PositiveFloat] = Field(min_length=1)
    words: dict[str, str]

    @model_validator(mode="after")
    def _counts(self) -> "AreaWordsFile":
        for word, line in self.words.items():
            if any(area not in self.totals or count <= 0 for area, count in _counted(line).items()):
                raise ValueError(f"{word!r}: an area without a total, or a count that is not above zero")
        return self


class ConfidenceFile(ConfigModel):
    """config/confidence.toml, made by `make calibrate`: the weight of each sign of a commitment."""

    schema_: Literal[1] = Field(alias="schema")
    base: float
    weights: dict[str, float]

    @field_validator("weights")
    @classmethod
    def _known_signs(cls, weights: dict[str, float]) -> dict[str, float]:
        if set(weights) != set(SIGNS):
            raise ValueError(f"the signs are {', '.join(SIGNS)}")
        return weights


def _counted(line: str) -> dict[str, float]:
    """Area and count of each pair; raises ValueError where one is none."""
    pairs = (pair.split(":") for pair in line.split())
    return {area: float(count) for area, count in pairs}


def _day_of_year(day: str) -> tuple[int, int]:
    """Month and day of "DD-MM", a day of every year."""
    found = date.fromisoformat(f"2001-{day[3:]}-{day[:2]}")  # no leap year: 29-02 is refused
    return found.month, found.day


class OccasionsFile(ConfigModel):
    """config/occasions.toml."""

    schema_: Literal[1] = Field(alias="schema")
    occasions: dict[str, _OccasionFile]


def load_lexicon(office_dir: Path | None = None, more: Iterable[NewWord] = ()) -> Lexicon:
    """The shipped vocabulary with the office's own laid over it, what config/vocabulary/ adds, and `more` to try out.

    Raises:
        BadInput: `config.syntax` or `config.invalid`, with the file and the place.
    """
    words = read_config("vocabulary.toml", VocabularyFile, office_dir)
    areas = read_config("areas.toml", AreasFile, office_dir)
    counted = read_config("area_words.toml", AreaWordsFile, office_dir)
    confidence = read_config("confidence.toml", ConfidenceFile, office_dir)
    occasions = read_config("occasions.toml", OccasionsFile, office_dir)
    words, areas = extend(words, areas, office_dir, more)
    verbs = _phrases(words.verbs)
    numbers = words.numbers
    return Lexicon(
        verbs=Verbs(**verbs, openers=Phrases.of(*words.verbs.hard, *words.verbs.soft)),
        connectors=Connectors(**_phrases(words.connectors)),
        sections=SectionCues(**_phrases(words.sections)),
        cues=TextCues(**_phrases(words.phrases)),
        owners=OwnerWords(**_phrases(words.owners)),
        numbers=NumberWords(
            **_phrases(numbers), words=tuple((fold(word), value) for word, value in numbers.words.items())
        ),
        tables=TableHeads(**_phrases(words.tables)),
        secrecy=SecrecyWords(**_phrases(words.secrecy) | {"stamps": Phrases.of(*_LAW, *words.secrecy.stamps)}),
        areas=tuple(
            Area(code=code, vi=area.vi, en=area.en, order=area.order, keywords=Phrases.of(*area.keywords))
            for code, area in areas.areas.items()
        ),
        area_words=AreaWords({word: _counted(line) for word, line in counted.words.items()}, counted.totals),
        confidence=ConfidenceWeights(confidence.base, confidence.weights),
        occasions=tuple(_occasion(code, occasion) for code, occasion in occasions.occasions.items()),
        abbreviations=tuple((fold(short), fold(full)) for short, full in words.abbreviations.items()),
    )


def _phrases(table: ConfigModel) -> dict[str, Phrases]:
    return {name: Phrases.of(*value) for name, value in table if isinstance(value, list)}


def _occasion(code: str, occasion: _OccasionFile) -> Occasion:
    month, day = _day_of_year(occasion.day) if occasion.day else (occasion.month, None)
    span = None
    if occasion.span is not None:
        (first_month, first), (last_month, last) = map(_day_of_year, occasion.span)
        span = ((first, first_month), (last, last_month))
    return Occasion(
        code=code, names=Phrases.of(*occasion.names), day=day, month=month, dates=tuple(occasion.dates), span=span,
        days_before=occasion.days_before,
    )  # fmt: skip
