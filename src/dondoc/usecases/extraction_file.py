"""The JSON of an earlier `dondoc extract`, read back: its promises, to be set beside what is reported now."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from dondoc.core.extraction import FoundCommitment, Kind
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.errors import BadInput
from dondoc.usecases.border import first_problem


class _Lenient(BaseModel):
    """What the file has beside these keys is left alone: an older or a newer version may have written it."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _TargetEntry(_Lenient):
    comparator: Comparator
    value: Decimal
    unit: str
    percent: bool = False
    aggregate: Aggregate = Aggregate.SUM
    per: Per = Per.COMMITMENT
    role: Role = Role.REACH


class _CommitmentEntry(_Lenient):
    start: int
    end: int
    display: str
    kind: Kind
    text: str = ""
    action: str = ""
    targets: list[_TargetEntry] = []
    due: date | None = None
    owner: str | None = None
    area: str = "other"
    refs: list[str] = []
    confidence: float = 1.0


class _ExtractionEntry(_Lenient):
    commitments: list[_CommitmentEntry]


_SEVERAL = TypeAdapter(list[_ExtractionEntry])


def parse_promises(text: str, name: str) -> tuple[FoundCommitment, ...]:
    """The commitments of one extraction or of a list of them; BadInput `extraction.invalid` says where it is wrong."""
    try:
        is_list = text.lstrip().startswith("[")
        entries = _SEVERAL.validate_json(text) if is_list else [_ExtractionEntry.model_validate_json(text)]
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="extraction.invalid", file=name, place=place, problem=problem) from error
    return tuple(_commitment(one) for entry in entries for one in entry.commitments)


def _commitment(one: _CommitmentEntry) -> FoundCommitment:
    return FoundCommitment(
        start=one.start,
        end=one.end,
        text=one.text,
        display=one.display,
        action=one.action,
        kind=one.kind,
        targets=tuple(Target(**dict(target)) for target in one.targets),
        due=one.due,
        owner=one.owner,
        area=one.area,
        refs=tuple(one.refs),
        confidence=one.confidence,
    )
