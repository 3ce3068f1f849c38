"""Tables of the office: units and people with their days, the reports that were read and those that were written."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, UniqueConstraint, func

from dondoc.core.report import ReportKind, ReportState
from dondoc.core.unit import PersonRole, SuccessionKind
from dondoc.store.columns import Instant, PeriodCode, Texts, choice, days, key, metadata, ref, window, words

units = Table("units", metadata, key(), words("code"), words("name"), Column("aliases", Texts, nullable=False))
Index("uq_units_code", func.lower(units.c.code), unique=True)

unit_parents = Table(
    "unit_parents",
    metadata,
    key(),
    ref("unit_id", "units"),
    ref("parent_id", "units"),
    *days(),
    UniqueConstraint("unit_id", "parent_id", "starts_on"),
)

unit_successions = Table(
    "unit_successions",
    metadata,
    key(),
    ref("from_unit_id", "units"),
    ref("to_unit_id", "units"),
    Column("on", Date, nullable=False),
    *choice("kind", SuccessionKind),
    words("basis"),
    UniqueConstraint("from_unit_id", "to_unit_id", "on", "kind"),
)

people = Table("people", metadata, key(), words("code"), words("name"), words("email", nullable=True))
Index("uq_people_code", func.lower(people.c.code), unique=True)

role_terms = Table(
    "role_terms",
    metadata,
    key(),
    ref("person_id", "people"),
    ref("unit_id", "units"),
    *choice("role", PersonRole),
    *days(),
    ref("deputy_of", "people", nullable=True),
    UniqueConstraint("person_id", "unit_id", "role", "starts_on"),
)

documents = Table(
    "documents",
    metadata,
    key(),
    ref("unit_id", "units"),
    words("name"),
    words("title"),
    words("number", nullable=True),
    Column("issued_on", Date),
    Column("reporting_period", PeriodCode),
    Column("plan_period", PeriodCode),
    Column("text_sha256", Text, nullable=False, unique=True),
    words("text"),
    words("file_sha256"),
    words("media_type"),
    Column("revision", Integer, nullable=False),
    ref("revises_id", "documents", nullable=True),
    Column("ingested_at", Instant, nullable=False),
    UniqueConstraint("unit_id", "number", "issued_on", "revision"),
)

renditions = Table(
    "renditions",
    metadata,
    key(),
    ref("document_id", "documents"),
    words("file_sha256"),
    words("name"),
    words("media_type"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("document_id", "file_sha256"),
)

written_reports = Table(
    "written_reports",
    metadata,
    key(),
    ref("unit_id", "units"),
    *choice("kind", ReportKind),
    Column("period", PeriodCode, nullable=False),
    *window(),
    Column("cut_off", Date, nullable=False),
    Column("version", Integer, nullable=False),
    *choice("state", ReportState),
    Column("made_at", Instant, nullable=False),
    words("context_json"),
    words("config_sha256"),
    words("number", nullable=True),
    Column("issued_on", Date),
    UniqueConstraint("unit_id", "kind", "period", "window_start", "window_end", "version"),
)

report_outputs = Table(
    "report_outputs",
    metadata,
    key(),
    ref("report_id", "written_reports"),
    Column("position", Integer, nullable=False),
    words("format"),
    words("sha256"),
    # The template of the office's own that printed it.
    words("template", nullable=True),
    UniqueConstraint("report_id", "position"),
)
