"""A commitment: a promise as made, never changed afterwards; what changes it later is an amendment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.period import DateRange, Period
from dondoc.core.target import Target
from dondoc.core.task import Status


class ReviewMark(StrEnum):
    """What a later version of the same report says of a commitment."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise found in a report (or added by hand), with its words, its place and how it was read."""

    id: int
    #: `<unit>-<period or date>-<nn>`, ASCII, printed on paper, never reused; "" while a draft.
    code: str = ""
    unit_id: int
    #: The document it was read from; None when it was added by hand or by a superior's order.
    document_id: int | None
    period: Period | None
    #: Place in the document, in code points; both 0 when added by hand.
    start: int = 0
    end: int = 0
    text: str
    display: str
    heading: str = ""
    kind: Kind
    targets: tuple[Target, ...] = ()
    due: date | None = None
    due_nominal: date | None = None
    due_explicit: bool = False
    #: The due date was proposed by us ("ước định"), because the document names none.
    due_proposed: bool = False
    window: DateRange | None = None
    recurrence: Recurrence | None = None
    rrule: str = ""
    owner: str | None = None
    area: str = "other"
    refs: tuple[str, ...] = ()
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    parent_id: int | None = None
    #: DRAFT until reviewed, then OPEN (confirmed) or REJECTED; the state of the work is computed from its slots.
    status: Status = Status.DRAFT
    #: Only gives a direction ("định hướng"): no slot, never overdue, one sentence in the report.
    is_direction: bool = False
    #: The superior's order rather than the unit's own promise: escalation may go to the superior.
    given_by_superior: bool = False
    #: The commitment of an earlier report that this one continues, or None.
    continues_id: int | None = None
    #: A newer version of the document no longer has it.
    is_gone: bool = False
    confirmed_at: datetime | None = None


class AmendmentKind(StrEnum):
    """What an amendment changes."""

    EXTEND = "extend"
    RETARGET = "retarget"
    REASSIGN = "reassign"
    CANCEL = "cancel"
    #: We misread the paper: no changed promise, so the report does not print it.
    CORRECT_READING = "correct_reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change of terms, with who approved it and on what basis; the old and the new value both stay."""

    id: int
    commitment_id: int
    #: The one slot that it concerns, by its ordinal; None: the whole commitment.
    slot_ordinal: int | None = None
    kind: AmendmentKind
    reason: str
    #: The document it rests on ("Công văn số …"), or "".
    basis: str = ""
    approver: str
    at: datetime
    old_due: date | None = None
    new_due: date | None = None
    old_targets: tuple[Target, ...] = ()
    new_targets: tuple[Target, ...] = ()
    old_owner: str | None = None
    new_owner: str | None = None


def current_terms(commitment: Commitment, amendments: Sequence[Amendment]) -> Commitment:
    """The commitment as it stands after its amendments, the newest last; the original is left alone.

    What concerns one slot alone ("tháng 7 lùi đến 10/8") changes that slot, not the terms of the others.
    """
    terms = commitment
    for amendment in sorted((a for a in amendments if a.slot_ordinal is None), key=lambda a: (a.at, a.id)):
        if amendment.new_due is not None:
            terms = replace(terms, due=amendment.new_due, due_explicit=True, due_nominal=None)
        if amendment.new_targets:
            terms = replace(terms, targets=amendment.new_targets)
        if amendment.new_owner is not None:
            terms = replace(terms, owner=amendment.new_owner)
    return terms
