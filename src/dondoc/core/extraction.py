"""What extraction says of a document: its header, the commitments found with their spans, and its doubts."""

import re
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


class FanOut(StrEnum):
    """How several assignees share one commitment."""

    #: Each does it: a slot for each ("các tổ công đoàn").
    EACH = "each"
    #: The first leads, the others take part: one slot.
    TOGETHER = "together"


class MarkedField(StrEnum):
    """A field of a commitment that was read from words which can be pointed at; the value is its key in the JSON."""

    TARGETS = "targets"
    DUE = "due"
    RECURRENCE = "recurrence"
    OWNER = "owner"
    REFS = "refs"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Words of the document, half-open in its code points, from which a field was read.

    They may stand outside the commitment: its owner in a heading, its date at the head of the sentence.
    """

    start: int
    end: int
    field: MarkedField


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a commitment was found or a field was read so: a code of `dondoc.messages` ("reason.…"), and the words.

    >>> str(Reason("due:clause", "trước ngày 15/8"))
    'due:clause "trước ngày 15/8"'
    >>> Reason.parse('due:clause "trước ngày 15/8"').words
    'trước ngày 15/8'
    """

    code: str
    words: str = ""

    def __str__(self) -> str:
        return f'{self.code} "{self.words}"' if self.words else self.code

    @classmethod
    def parse(cls, text: str) -> "Reason":
        """The reason that was written so."""
        found = _REASON.fullmatch(text)
        return cls(found[1], found[2] or "") if found else cls(text)


_REASON = re.compile(r"(\S+)(?:\s+[\"'](.*)[\"'])?", re.DOTALL)


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

    @property
    def plan_follows(self) -> bool:
        """Whether the plan's period begins where the reported one ends, so that each confirms the other.

        >>> Header(reporting_period=Period.parse("2026-H1"), plan_period=Period.parse("2026-H2")).plan_follows
        True
        """
        reported, plan = self.reporting_period, self.plan_period
        return reported is not None and plan is not None and reported.calendar.end == plan.calendar.start


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCommitment:
    """One commitment as found: the exact words, where they stand, and how each field was read."""

    start: int
    end: int
    #: The slice `document.text[start:end]`.
    text: str
    #: Readable alone: page furniture removed, spaces folded; what was supplied stands in square brackets.
    display: str
    #: Index of the commitment that it hangs on ("trong đó …", an item under a clause with a colon), or None.
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
    #: The owner is several ("các tổ công đoàn", "Phòng A và Phòng B"): handed out to each, or shared, as guessed.
    owner_plural: bool = False
    fan_out: FanOut = FanOut.EACH
    #: Only gives a direction ("định hướng"): nothing definite to do, to count or to date. A guess, for the review.
    direction: bool = False
    #: Code of an area of work (config/areas.toml).
    area: str = "other"
    #: Numbers of the documents cited.
    refs: tuple[str, ...] = ()
    #: 0 to 1.
    confidence: float
    #: Why it was found and how each field was read: `Reason`s as written, for `--explain`.
    reasons: tuple[str, ...] = ()
    #: Where the words stand from which its fields were read, in the order of the text.
    marks: tuple[Mark, ...] = ()
    #: Words of the lead-in or heading that governs it ("đề nghị các đơn vị:"), for grouping at review.
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read out of one document, commitments in the order of the text."""

    header: Header
    commitments: tuple[FoundCommitment, ...]
    doubts: tuple[Doubt, ...] = field(default=())
    #: The stamp of a state secret ("TỐI MẬT"): such a document must not be kept. None when it bears none.
    stamp: str | None = None
