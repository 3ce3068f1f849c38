"""What a reminded person says without doing the work itself: received, later, and the wish for another day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ReceiptKind(StrEnum):
    """What was said to a reminder."""

    #: "Đã nhận": the person knows of it.
    ACKNOWLEDGED = "acknowledged"
    #: "Nhắc lại sau": nothing more of it until a day.
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A person's word on one slot; the newest of each kind counts."""

    id: int
    slot_id: int
    person_id: int
    kind: ReceiptKind
    at: datetime
    #: For a snooze: the first day on which the person may be reminded of the slot again.
    until: date | None = None


class RequestState(StrEnum):
    """What became of a wish for another day."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    #: A newer wish of the same person for the same slot took its place, or the slot was settled.
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequest:
    """A wish for another day ("xin lùi đến ngày …"): approved by the chair it becomes an amendment."""

    id: int
    slot_id: int
    person_id: int
    #: The last good day that is asked for.
    until: date
    reason: str
    at: datetime
    state: RequestState = RequestState.WAITING
    decided_at: datetime | None = None
    decided_by: str = ""
    decision_reason: str = ""


class LinkPurpose(StrEnum):
    """What a signed link opens."""

    #: The answer to one slot, for one person.
    ANSWER = "answer"
    #: The chair's decision on one wish for another day.
    DECIDE = "decide"
    #: All answers of a unit on one page, for its secretary.
    GRID = "grid"
    #: The personal calendar feed.
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLink:
    """A link that was given out: the row makes it revocable, the signature makes it hard to guess."""

    id: int
    person_id: int
    purpose: LinkPurpose
    #: Id of the slot, the request or the unit that it is about; 0 for the calendar.
    subject_id: int
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
