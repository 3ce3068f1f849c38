"""A task as tracked: a slot is what one assignee does in one window; one table says which moves are allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from dondoc.core.period import DateRange
from dondoc.errors import NotAllowed


class Status(StrEnum):
    """Where a commitment or a slot stands in its life. Timeliness is computed, never stored."""

    DRAFT = "draft"
    OPEN = "open"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    NOT_DONE = "not_done"
    SUSPENDED = "suspended"
    WAIVED = "waived"
    REJECTED = "rejected"


SETTLED = frozenset({Status.DONE, Status.PARTLY_DONE, Status.NOT_DONE, Status.WAIVED})
#: Not done, and nobody was released from it: what a later promise can take over.
OWED = frozenset({Status.OPEN, Status.PARTLY_DONE, Status.NOT_DONE, Status.SUSPENDED})

#: The one table of moves; back to OPEN from an outcome is a reopening.
MOVES: Mapping[Status, frozenset[Status]] = MappingProxyType(
    {
        Status.DRAFT: frozenset({Status.OPEN, Status.REJECTED}),
        Status.REJECTED: frozenset({Status.DRAFT, Status.OPEN}),
        Status.OPEN: SETTLED | {Status.SUSPENDED},
        Status.SUSPENDED: frozenset({Status.OPEN, Status.WAIVED, Status.NOT_DONE}),
        Status.PARTLY_DONE: frozenset({Status.OPEN, Status.DONE, Status.NOT_DONE, Status.WAIVED}),
        Status.DONE: frozenset({Status.OPEN}),
        Status.NOT_DONE: frozenset({Status.OPEN, Status.DONE, Status.PARTLY_DONE, Status.WAIVED}),
        Status.WAIVED: frozenset({Status.OPEN}),
    }
)


def require_move(current: Status, wanted: Status, *, code: str) -> None:
    """Pass when the table allows the move.

    Raises:
        NotAllowed: `task.move`, with the commitment's code and both states.

    >>> require_move(Status.OPEN, Status.DONE, code="CD-2017-H2-01")
    """
    if wanted not in MOVES[current]:
        raise NotAllowed(code="task.move", task=code, current=current, wanted=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignee:
    """Who does it: a unit, and where named one person of it."""

    unit_id: int
    person_id: int | None = None

    @property
    def key(self) -> str:
        """`u3` or `u3p7`: part of the unique key of a slot.

        >>> Assignee(unit_id=3, person_id=7).key
        'u3p7'
        """
        return f"u{self.unit_id}" + (f"p{self.person_id}" if self.person_id is not None else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """A named person vouches, with a date and words, where no other proof exists; prints "chưa có minh chứng"."""

    by: str
    on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One assignee, one window of one commitment: the thing that is reminded, done and reported."""

    id: int
    commitment_id: int
    #: From 1 inside its commitment; printed as `<code>.<ordinal>` where there are several.
    ordinal: int
    window: DateRange
    assignee: Assignee
    partners: tuple[int, ...] = ()
    #: Promised last good day (after amendments).
    due: date
    #: When it is meant to happen, asked at review; reminders aim at it.
    planned_for: date | None = None
    status: Status = Status.OPEN
    #: The day on which the targets were met.
    done_on: date | None = None
    #: When the present status was recorded.
    decided_at: datetime | None = None
    #: Reason of partly, not done, waived or suspended; "" otherwise.
    reason: str = ""
    #: Who released from doing it, or decided.
    decided_by: str = ""
    attestation: Attestation | None = None
    #: Was due before it was confirmed: history, neither reminded nor escalated unless chased.
    is_history: bool = False
    opened_at: datetime | None = None
    #: Issued report in which it was settled, or None.
    settled_in: int | None = None
    #: Code of the later promise that took it over, or "": a link worked out on reading, never stored with the slot.
    continued_by: str = ""


class Timeliness(StrEnum):
    """How a slot stands against its date, computed for a day."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    NOT_APPLICABLE = "not_applicable"


def timeliness(slot: Slot, *, today: date, soon_days: int = 15) -> Timeliness:
    """How `slot` stands on `today`; `soon_days` are calendar days before the due date.

    A slot partly done is still owed, so it can be overdue; one that was waived or given up is not judged, nor one
    that a later promise took over.
    """
    if slot.continued_by:
        return Timeliness.NOT_APPLICABLE
    match slot.status:
        case Status.DONE:
            return Timeliness.DONE_LATE if (slot.done_on or today) > slot.due else Timeliness.DONE_ON_TIME
        case Status.OPEN | Status.PARTLY_DONE:
            if today > slot.due:
                return Timeliness.OVERDUE
            return Timeliness.DUE_SOON if (slot.due - today).days <= soon_days else Timeliness.IN_TIME
        case Status.DRAFT | Status.REJECTED | Status.SUSPENDED | Status.WAIVED | Status.NOT_DONE:
            return Timeliness.NOT_APPLICABLE
