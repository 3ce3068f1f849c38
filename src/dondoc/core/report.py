"""Reports: those read in (the source of commitments) and those to be written (their window, cut-off and state)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dondoc.core.period import DateRange, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A report that was read in, identified by (issuer unit, số/ký hiệu, date), else by the hash of its text."""

    id: int
    unit_id: int
    name: str
    title: str = ""
    number: str | None = None
    issued_on: date | None = None
    reporting_period: Period | None = None
    plan_period: Period | None = None
    #: SHA-256 of the text with white space folded (`core.document.hash_text`).
    text_sha256: str
    #: The text itself, as the spans count it.
    text: str
    #: SHA-256 of the first file's bytes, which are kept as a blob.
    file_sha256: str
    media_type: str
    #: From 1; a changed text is a new revision of the same document.
    revision: int = 1
    #: The document of which this is a newer text, or None.
    revises_id: int | None = None
    ingested_at: datetime


class ReportKind(StrEnum):
    """báo cáo sơ kết = INTERIM (half-year, quarter, month), tổng kết = ANNUAL."""

    INTERIM = "interim"
    ANNUAL = "annual"


class ReportState(StrEnum):
    """draft, submitted, issued (signed, with number and date), superseded by a newer version."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ISSUED = "issued"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlan:
    """Which report a unit has to write: what it covers and the day up to which facts count."""

    unit_id: int
    kind: ReportKind
    period: Period
    window: DateRange
    #: The last day whose facts are in it.
    cut_off: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReport:
    """A report that dondoc wrote."""

    id: int
    plan: ReportPlan
    version: int
    state: ReportState
    made_at: datetime
    #: The context that the templates printed, as canonical JSON, and the hash of the config that was in force.
    context_json: str
    config_sha256: str
    #: (format, SHA-256) of each output, kept as blobs.
    outputs: tuple[tuple[str, str], ...] = ()
    number: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCalendar:
    """How the office's reporting year runs (config/report.toml)."""

    window_kind: str
    #: (month, day) of the cut-off of each period kind's ordinals, say {"H1": (6, 5), "H2": (11, 10)}; absent: the end.
    cut_offs: tuple[tuple[str, int, int], ...] = ()


class JobState(StrEnum):
    """What became of one slot of a scheduled job."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRun:
    """One run of a scheduled job for one day (or slot) and scope: unique, so a late or doubled run is a no-op."""

    id: int
    job: str
    #: The date, or for jobs of a finer grain the instant, that the run is for, ISO 8601.
    slot: str
    scope: str
    state: JobState
    attempt: int
    lease_until: datetime | None
    lease_token: str
    #: What it did, in one line of English for the log; "" while running.
    outcome: str = ""
