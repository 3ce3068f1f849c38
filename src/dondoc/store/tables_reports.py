"""Tables around reports: words written into drafts, signed files, what units sent in, points given by hand."""

from sqlalchemy import Boolean, Column, Date, Integer, Table, UniqueConstraint

from dondoc.core.report import ReportKind
from dondoc.core.report_edit import ChangeKind, EditAct
from dondoc.store.columns import Exact, Instant, PeriodCode, Texts, choice, key, metadata, ref, window, words

report_edits = Table(
    "report_edits",
    metadata,
    key(),
    ref("unit_id", "units"),
    *choice("kind", ReportKind),
    Column("period", PeriodCode, nullable=False),
    *window(),
    Column("cut_off", Date, nullable=False),
    words("line_key"),
    *choice("act", EditAct),
    words("words"),
    words("seen"),
    words("stands_after"),
    Column("codes", Texts, nullable=False),
    words("joined_into"),
    words("by"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("unit_id", "kind", "period", "window_start", "window_end", "line_key"),
)

signed_reports = Table(
    "signed_reports",
    metadata,
    key(),
    ref("report_id", "written_reports"),
    ref("document_id", "documents"),
    words("file_sha256"),
    words("name"),
    words("by"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("report_id"),
)

signed_changes = Table(
    "signed_changes",
    metadata,
    key(),
    ref("signed_id", "signed_reports"),
    Column("position", Integer, nullable=False),
    *choice("change", ChangeKind),
    words("words_before"),
    words("words_after"),
    Column("codes", Texts, nullable=False),
    Column("is_promise", Boolean, nullable=False),
    Column("figures", Texts, nullable=False),
    UniqueConstraint("signed_id", "position"),
)

received_reports = Table(
    "received_reports",
    metadata,
    key(),
    ref("unit_id", "units"),
    Column("period", PeriodCode, nullable=False),
    *window(),
    words("number"),
    Column("issued_on", Date, nullable=False),
    words("file_sha256"),
    words("name"),
    words("facts_json"),
    words("by"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("unit_id", "file_sha256"),
)

grade_marks = Table(
    "grade_marks",
    metadata,
    key(),
    ref("unit_id", "units"),
    Column("period", PeriodCode, nullable=False),
    words("scheme"),
    words("criterion"),
    Column("is_superior", Boolean, nullable=False),
    Column("points", Exact, nullable=False),
    words("reason"),
    words("by"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("unit_id", "period", "scheme", "criterion", "is_superior"),
)
