"""The JSON of the commitments corpus: gold documents as annotated, and what was found, as values to be compared."""

import unicodedata
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dondoc.errors import BadInput
from dondoc.extract.scoring import Answer, Answers, Attribute, Number, find_quote
from dondoc.usecases.border import first_problem


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


ModelT = TypeVar("ModelT", bound=_Row)


class _TargetRow(_Row):
    comparator: str
    value: float
    unit: str
    percent: bool = False

    def to_number(self) -> Number:
        return Number(comparator=self.comparator, value=self.value, unit=self.unit, percent=self.percent)


class _Fields(_Row):
    """What a gold commitment and a found one have in common."""

    kind: str
    target: _TargetRow | None = None
    targets: list[_TargetRow] | None = None
    due: str | None = None
    due_explicit: bool = False
    recurrence: str | None = None
    owner: str | None = None
    area: str | list[str]
    refs: list[str] | None = None

    def to_answer(
        self, span: tuple[int, int], *, confidence: float = 1.0, unjudged: frozenset[Attribute] = frozenset()
    ) -> Answer:
        rows = self.targets or ([self.target] if self.target else [])
        return Answer(
            start=span[0],
            end=span[1],
            kind=self.kind,
            targets=tuple(row.to_number() for row in rows),
            due=self.due,
            due_explicit=self.due_explicit,
            recurrence=self.recurrence,
            owner=self.owner,
            areas=(self.area,) if isinstance(self.area, str) else tuple(self.area),
            refs=tuple(self.refs or ()),
            confidence=confidence,
            unjudged=unjudged,
        )


class _GoldCommitment(_Fields):
    quote: str
    nth: int | None = None


class _FoundCommitment(_Fields):
    start: int
    end: int
    confidence: float = 1.0


class _Head(_Row):
    issuer: str | None = None
    issued_on: str | None = None
    reporting_period: str | None = None
    plan_period: str | None = None


class _GoldFile(_Head):
    commitments: list[_GoldCommitment]


class _AddedRow(_Row):
    """A commitment that a reviewer added, with what he did not say of it."""

    #: None where its words are not in the text.
    start: int | None
    end: int | None
    unjudged: list[Attribute]


class _FoundFile(_Head):
    commitments: list[_FoundCommitment]
    added: list[_AddedRow] = []


def parse_gold(data: str, text: str, name: str, *, found: str | None = None) -> Answers:
    """A `.gold.json` for its text; `found`, the `.found.json` beside it, tells what nobody judged.

    Raises:
        BadInput: `corpus.invalid` with the file and the place; `corpus.quote` when a quotation does not stand there.
    """
    gold = _parse(_GoldFile, data, f"{name}.gold.json")
    unjudged: dict[tuple[int, int], frozenset[Attribute]] = {}
    if found is not None:
        for added in _parse(_FoundFile, found, f"{name}.found.json").added:
            if added.start is not None and added.end is not None:
                unjudged[added.start, added.end] = frozenset(added.unjudged)
    items: list[Answer] = []
    for row in gold.commitments:
        span = find_quote(text, unicodedata.normalize("NFC", row.quote), row.nth)
        if span is None:
            raise BadInput(code="corpus.quote", file=f"{name}.gold.json", quote=row.quote)
        items.append(row.to_answer(span, unjudged=unjudged.get(span, frozenset())))
    return _answers(gold, items)


def parse_found(data: str, name: str) -> Answers:
    """The JSON of `dondoc extract`; BadInput `corpus.invalid`."""
    found = _parse(_FoundFile, data, name)
    return _answers(
        found, [one.to_answer((one.start, one.end), confidence=one.confidence) for one in found.commitments]
    )


def _parse(model: type[ModelT], data: str, file: str) -> ModelT:
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="corpus.invalid", file=file, place=place, problem=problem) from error


def _answers(head: _Head, items: list[Answer]) -> Answers:
    return Answers(
        items=tuple(items),
        issuer=head.issuer,
        issued_on=head.issued_on,
        reporting_period=head.reporting_period,
        plan_period=head.plan_period,
    )
