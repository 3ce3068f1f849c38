"""What extraction says of a document: its header, the commitments found with their spans, and its doubts."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dondoc.core.period import DateRange, Period
from dondoc.core.target import Target


class Kind(StrEnum):
    """What sort of promise it is (corpus GUIDE, `kind`)."""

    COUNTABLE = "countable"
    DELIVERABLE = "deliverable"
    ONGOING = "ongoing"


class Recurrence(StrEnum):
    """How often it is to be done, in the five words that the corpus knows."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that a person should look at: a code of `dondoc.messages`, its parameters, and the place."""

    code: str
    start: int
    end: int
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the head of the document says of itself."""

    #: Whose plan it is, in the fullest form that the text has; None when unknown.
    issuer: str | None = None
    #: Superior body printed above the issuer, or None.
    superior: str | None = None
    #: Số/ký hiệu ("17/BC-CĐCS"), or None.
    number: str | None = None
    issued_on: date | None = None
    title: str | None = None
    reporting_period: Period | None = None
    plan_period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCommitment:
    """One commitment as found: the exact words, where they stand, and how each field was read."""

    start: int
    end: int
    #: The slice `document.text[start:end]`.
    text: str
    #: Readable alone: page furniture removed, spaces folded, the subject supplied.
    display: str
    #: Index of the commitment that it hangs on ("trong đó …"), or None.
    parent: int | None = None
    #: Main verb ("tổ chức"), or "".
    action: str = ""
    kind: Kind
    targets: tuple[Target, ...] = ()
    #: Last day on which it is done in time; None when nothing says so.
    due: date | None = None
    #: The day as written ("trước ngày 15/8" → 15 August), where it differs from `due`.
    due_nominal: date | None = None
    due_explicit: bool = False
    #: From when to when it is to happen, where the words say so ("trong tháng 9").
    window: DateRange | None = None
    recurrence: Recurrence | None = None
    #: RFC 5545 rule, which says more than `recurrence` ("FREQ=MONTHLY;BYMONTHDAY=25"), or "".
    rrule: str = ""
    owner: str | None = None
    #: Code of an area of work (config/areas.toml).
    area: str = "other"
    #: Numbers of the documents cited.
    refs: tuple[str, ...] = ()
    #: 0 to 1.
    confidence: float
    #: Why it was found and how each field was read: short codes with their words, for `--explain`.
    reasons: tuple[str, ...] = ()
    #: Span of the lead-in or heading that governs it ("đề nghị các đơn vị:"), for grouping at review.
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read out of one document, commitments in the order of the text."""

    header: Header
    commitments: tuple[FoundCommitment, ...]
    doubts: tuple[Doubt, ...] = field(default=())
