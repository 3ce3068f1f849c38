"""The decisions file of `dondoc ingest --decisions` and `dondoc review --decisions`: a review written down as JSON.

Each decision names its draft by the hash of the text and the span, so a file never hits a document it was not made for.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dondoc.core.commitment import Commitment
from dondoc.core.extraction import FanOut, Recurrence
from dondoc.core.report import SourceDocument
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.task import Status
from dondoc.errors import BadInput
from dondoc.usecases.border import first_problem
from dondoc.usecases.review_commitments import Addition, Decision, Mend, Verdict


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TargetEntry(_Strict):
    """A target as in the JSON of `dondoc extract`."""

    comparator: Comparator = Comparator.EXACTLY
    value: Decimal
    unit: str
    percent: bool = False
    #: Left out, the three follow from sign and percentage.
    aggregate: Aggregate | None = None
    per: Per = Per.COMMITMENT
    role: Role | None = None

    def to_target(self) -> Target:
        """As the core knows it."""
        cap = self.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
        return Target(
            comparator=self.comparator,
            value=self.value,
            unit=self.unit,
            percent=self.percent,
            aggregate=self.aggregate or (Aggregate.LATEST if self.percent else Aggregate.SUM),
            per=self.per,
            role=self.role or (Role.CAP if cap else Role.REACH),
        )


class DecisionEntry(_Strict):
    """What becomes of the draft at `start`..`end`."""

    start: int
    end: int
    verdict: Verdict
    display: str | None = None
    due: date | None = None
    targets: list[TargetEntry] | None = None
    owner: str | None = None
    area: str | None = None
    recurrence: Recurrence | None = None
    planned_for: date | None = None
    assignees: list[str] = Field(default_factory=list)
    #: Left out: as the words of the owner say.
    mode: FanOut | None = None
    #: Why it is rejected; may be left out.
    reason: str = ""


class AdditionEntry(_Strict):
    """A commitment to add by hand."""

    text: str
    due: date | None = None
    area: str = "other"
    targets: list[TargetEntry] = Field(default_factory=list)
    assignees: list[str] = Field(default_factory=list)
    mode: FanOut = FanOut.EACH


class DecisionsFile(_Strict):
    """The whole file. Drafts that it does not name get `others`."""

    format: Literal[1] = Field(1, alias="schema")
    text_sha256: str
    others: Verdict = Verdict.LEAVE
    decisions: list[DecisionEntry] = Field(default_factory=list)
    additions: list[AdditionEntry] = Field(default_factory=list)


def parse_decisions(text: str, name: str) -> DecisionsFile:
    """Read a decisions file; BadInput `decisions.invalid` says where it is wrong."""
    try:
        return DecisionsFile.model_validate_json(text)
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="decisions.invalid", file=name, place=place, problem=problem) from error


def resolve_decisions(
    entries: DecisionsFile, document: SourceDocument, commitments: Sequence[Commitment]
) -> tuple[list[Decision], list[Addition]]:
    """Decisions and additions for the drafts of a document.

    Raises:
        BadInput: `decisions.other_text` when the file was made for another text, `decisions.no_such_span` when a
            span names no draft.
    """
    if entries.text_sha256 != document.text_sha256:
        raise BadInput(code="decisions.other_text", document=document.name)
    drafts = {(c.start, c.end): c for c in commitments if c.status is Status.DRAFT}
    decisions: list[Decision] = []
    for entry in entries.decisions:
        draft = drafts.pop((entry.start, entry.end), None)
        if draft is None:
            raise BadInput(code="decisions.no_such_span", document=document.name, start=entry.start, end=entry.end)
        decisions.append(_decision(draft, entry))
    decisions += [Decision(commitment_id=c.id, verdict=entries.others, was_seen=False) for c in drafts.values()]
    return decisions, [_addition(entry) for entry in entries.additions]


def _decision(draft: Commitment, entry: DecisionEntry) -> Decision:
    mend = Mend(
        display=entry.display,
        due=entry.due,
        targets=tuple(t.to_target() for t in entry.targets) if entry.targets is not None else None,
        owner=entry.owner,
        area=entry.area,
        recurrence=entry.recurrence,
    )
    return Decision(
        commitment_id=draft.id,
        verdict=entry.verdict,
        mend=mend,
        planned_for=entry.planned_for,
        assignees=tuple(entry.assignees),
        mode=entry.mode,
        reason=entry.reason,
    )


def _addition(entry: AdditionEntry) -> Addition:
    return Addition(
        text=entry.text,
        due=entry.due,
        area=entry.area,
        targets=tuple(t.to_target() for t in entry.targets),
        assignees=tuple(entry.assignees),
        mode=entry.mode,
    )
