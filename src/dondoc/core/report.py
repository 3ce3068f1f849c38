"""Reports: those read in (the source of commitments) and those to be written (their window, cut-off and state)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from dondoc.core.period import DateRange, Period, WindowKind, a_year_before
from dondoc.errors import DondocError


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


class Form(StrEnum):
    """The forms in which a report is written; the name is the ending of the file."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MD = "md"
    JSON = "json"
    #: The annexes.
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A report in one form."""

    data: bytes
    #: The template of the office's own that printed it, by its path in the workspace; "" for the shipped one.
    template: str = ""
    #: Why the shipped template stood in for one of the office's own that is broken.
    fault: DondocError | None = None
    #: What its readers should know, say which characters the font lacks.
    remarks: tuple[DondocError, ...] = ()


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

    @property
    def is_range(self) -> bool:
        """Whether it covers some days that were asked for rather than a reporting period."""
        return self.window not in [self.period.window(kind) for kind in WindowKind]

    @property
    def name(self) -> str:
        """The period's code, or both days of a range: what its files are called by.

        >>> days = DateRange.through(date(2026, 9, 1), date(2026, 9, 30))
        >>> half = Period.parse("2026-H2")
        >>> ReportPlan(unit_id=1, kind=ReportKind.INTERIM, period=half, window=days, cut_off=days.last).name
        '2026-09-01--2026-09-30'
        """
        return f"{self.window.start}--{self.window.last}" if self.is_range else self.period.code

    def is_same_report(self, other: "ReportPlan") -> bool:
        """Whether both are versions of one report: the same unit, kind, period and window."""
        mine = (self.unit_id, self.kind, self.period, self.window)
        return mine == (other.unit_id, other.kind, other.period, other.window)

    def follows(self, other: "ReportPlan") -> bool:
        """Whether the other is the unit's report on an earlier period of the same length; ranges are in no row."""
        return self.is_in_row(other) and other.period < self.period

    def is_in_row(self, other: "ReportPlan") -> bool:
        """Whether both are the unit's reports on periods of one length; ranges are in no row."""
        are_periods = not self.is_range and not other.is_range and self.unit_id == other.unit_id
        return are_periods and self.period.months == other.period.months

    def year_before(self) -> "ReportPlan":
        """The same report a year earlier (cùng kỳ năm trước), cut off on the same day of the year.

        >>> february = ReportCalendar().plan_for(1, Period.parse("2025-M02"))
        >>> february.year_before().window.last, february.year_before().cut_off
        (datetime.date(2024, 2, 29), datetime.date(2024, 2, 29))
        """
        period = self.period.year_before()
        kind = next((k for k in WindowKind if self.window == self.period.window(k)), None)
        if kind is not None:
            window = period.window(kind)
        else:
            window = DateRange.through(a_year_before(self.window.start), a_year_before(self.window.last))
        cut_off = window.last if self.cut_off == self.window.last else a_year_before(self.cut_off)
        return replace(self, period=period, window=window, cut_off=cut_off)


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
    #: (format, file) of the outputs that a template of the office's own printed; the others come from the shipped ones.
    templates: tuple[tuple[str, str], ...] = ()
    number: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """The last day whose facts count in the report of one kind of period: "H1", "Q3", "M07", "Y" for the year."""

    period: str
    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCalendar:
    """How the office's reporting year runs (config/report.toml)."""

    window_kind: WindowKind = WindowKind.CALENDAR
    #: Periods without an entry are cut off on the last day of their window.
    cut_offs: tuple[CutOff, ...] = ()
    #: The first draft is there so many working days before the cut-off.
    draft_days_before: int = 5

    def plan_for(self, unit_id: int, period: Period) -> ReportPlan:
        """Which days the unit's report on `period` covers, and up to which day facts count.

        A cut-off is the first such day of the year that comes on or after the first day of the period, so that "05/01"
        closes a second half-year in the January after it.

        >>> calendar = ReportCalendar(cut_offs=(CutOff(period="H2", month=11, day=10),))
        >>> calendar.plan_for(1, Period.parse("2017-H2")).cut_off
        datetime.date(2017, 11, 10)
        """
        window = period.window(self.window_kind)
        name = period.code[5:] or "Y"
        chosen = next((c for c in self.cut_offs if c.period == name), None)
        cut_off = window.last
        if chosen is not None:
            cut_off = date(period.calendar.start.year, chosen.month, chosen.day)
            if cut_off < period.calendar.start:
                cut_off = cut_off.replace(year=cut_off.year + 1)
        kind = ReportKind.ANNUAL if period.months == 12 else ReportKind.INTERIM
        return ReportPlan(unit_id=unit_id, kind=kind, period=period, window=window, cut_off=cut_off)


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
