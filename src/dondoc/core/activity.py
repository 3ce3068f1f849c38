"""What happened (hoạt động), and the evidence (minh chứng) that proves it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from dondoc.core.commitment import Commitment
from dondoc.core.four_eyes import FourEyes


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLink:
    """An activity counts for a slot; `share` is how much of its quantity, None for all of it."""

    slot_id: int
    share: Decimal | None = None
    #: Which target of the commitment it counts for, from 0.
    target: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something that was done: when, where, how much, in whose words. Without links it is unplanned (phát sinh)."""

    id: int
    unit_id: int
    happened_on: date
    words: str
    place: str = ""
    #: The result in the target's unit ("02 giải" → 2); None when nothing was counted.
    quantity: Decimal | None = None
    #: The whole of a share ("38/40" → 40), or None.
    denominator: Decimal | None = None
    people: int | None = None
    #: Đồng.
    money: Decimal | None = None
    area: str = "other"
    is_unplanned: bool = False
    received_at: datetime
    links: tuple[ActivityLink, ...] = ()
    #: The date or the quantity was guessed: a person has to look ("cần xem lại").
    is_unclear: bool = False


class EvidenceKind(StrEnum):
    """What sort of proof it is."""

    FILE = "file"
    LINK = "link"
    DOCUMENT_NUMBER = "document_number"
    STATEMENT = "statement"


class EvidenceState(StrEnum):
    """Received, then accepted or rejected by a person."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A proof of an activity: the bytes of a file (by hash), a link, a document's number, or somebody's statement."""

    id: int
    activity_id: int
    kind: EvidenceKind
    #: File name, URL, document number, or the words of the statement.
    label: str
    sha256: str | None = None
    #: Which paper it is, as a person said (a key of config/evidence_kits.toml); None: guessed from name and type.
    piece: str | None = None
    media_type: str = ""
    #: Bytes.
    size: int = 0
    #: Who made the statement or sent the file.
    by: str = ""
    via: str = "cli"
    state: EvidenceState = EvidenceState.RECEIVED
    received_at: datetime
    decided_at: datetime | None = None
    decided_by: str = ""
    reason: str = ""


#: How long proofs of an activity are kept, by the promises that it counts for: the class, and the first day on which
#: they may be destroyed, None for never.
KeepsFor = Callable[[Activity, Sequence[Commitment]], tuple[str, date | None]]


def keeps_for_ever(_activity: Activity, _promises: Sequence[Commitment]) -> tuple[str, date | None]:
    """What nobody has said how long to keep."""
    return "", None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRules:
    """Which kinds of proof suffice alone, and which are accepted as they come (config/evidence.toml)."""

    sufficient: frozenset[EvidenceKind]
    accepted_on_arrival: frozenset[EvidenceKind]
    #: Bytes.
    max_file_size: int
    media_types: frozenset[str]
    #: So long a file in the inbox must have been left alone before it is taken.
    settle_seconds: int = 10
    #: Where a second person has to accept.
    four_eyes: FourEyes = FourEyes.BETWEEN_UNITS
    #: How many days a photo's own date may be from that of its activity before somebody should look.
    picture_days: int = 3
    keeps: KeepsFor = keeps_for_ever
