"""Tables of the work: commitments and what changed them, slots, activities and their evidence."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

from dondoc.core.activity import EvidenceKind, EvidenceState
from dondoc.core.commitment import AmendmentKind
from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.target import Aggregate, Comparator, Per, Role
from dondoc.core.task import Status
from dondoc.store.columns import Exact, Instant, PeriodCode, Texts, choice, key, metadata, ref, window, words


def _target_fields() -> list[Any]:
    return [
        Column("position", Integer, nullable=False),
        *choice("comparator", Comparator),
        Column("value", Exact, nullable=False),
        words("unit"),
        Column("percent", Boolean, nullable=False),
        *choice("aggregate", Aggregate),
        *choice("per", Per),
        *choice("role", Role),
    ]


commitments = Table(
    "commitments",
    metadata,
    key(),
    words("code"),
    ref("unit_id", "units"),
    ref("document_id", "documents", nullable=True),
    Column("period", PeriodCode),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    words("text"),
    words("display"),
    # For searching without accents; written by `commitments.fold`.
    words("display_folded"),
    words("heading"),
    *choice("kind", Kind),
    Column("due", Date),
    Column("due_nominal", Date),
    Column("due_explicit", Boolean, nullable=False),
    Column("due_proposed", Boolean, nullable=False),
    *window(nullable=True),
    *choice("recurrence", Recurrence, nullable=True),
    words("rrule"),
    words("owner", nullable=True),
    words("area"),
    Column("refs", Texts, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("reasons", Texts, nullable=False),
    ref("parent_id", "commitments", nullable=True),
    *choice("status", Status),
    Column("is_direction", Boolean, nullable=False),
    Column("given_by_superior", Boolean, nullable=False),
    ref("continues_id", "commitments", nullable=True),
    Column("is_gone", Boolean, nullable=False),
    Column("confirmed_at", Instant),
    Index("ix_commitments_document_id", "document_id"),
    Index("ix_commitments_unit_id", "unit_id"),
)
# Drafts have no code yet.
Index(
    "uq_commitments_code",
    func.lower(commitments.c.code),
    unique=True,
    sqlite_where=text("code <> ''"),
    postgresql_where=text("code <> ''"),
)

targets = Table(
    "targets",
    metadata,
    key(),
    ref("commitment_id", "commitments"),
    *_target_fields(),
    UniqueConstraint("commitment_id", "position"),
)

code_numbers = Table(
    "code_numbers", metadata, Column("prefix", Text, primary_key=True), Column("last", Integer, nullable=False)
)

amendments = Table(
    "amendments",
    metadata,
    key(),
    ref("commitment_id", "commitments"),
    Column("slot_ordinal", Integer),
    *choice("kind", AmendmentKind),
    words("reason"),
    words("basis"),
    words("approver"),
    Column("at", Instant, nullable=False),
    Column("old_due", Date),
    Column("new_due", Date),
    words("old_owner", nullable=True),
    words("new_owner", nullable=True),
    Index("ix_amendments_commitment_id", "commitment_id"),
)

amendment_targets = Table(
    "amendment_targets",
    metadata,
    key(),
    ref("amendment_id", "amendments"),
    Column("is_new", Boolean, nullable=False),
    *_target_fields(),
    UniqueConstraint("amendment_id", "is_new", "position"),
)

slots = Table(
    "slots",
    metadata,
    key(),
    ref("commitment_id", "commitments"),
    Column("ordinal", Integer, nullable=False),
    *window(),
    ref("assignee_unit_id", "units"),
    ref("assignee_person_id", "people", nullable=True),
    words("assignee_key"),
    Column("due", Date, nullable=False),
    Column("planned_for", Date),
    *choice("status", Status),
    Column("done_on", Date),
    Column("decided_at", Instant),
    words("reason"),
    words("decided_by"),
    words("attested_by", nullable=True),
    Column("attested_on", Date),
    words("attested_words", nullable=True),
    Column("is_history", Boolean, nullable=False),
    Column("opened_at", Instant),
    ref("settled_in", "written_reports", nullable=True),
    UniqueConstraint("commitment_id", "window_start", "window_end", "assignee_key"),
)

slot_partners = Table(
    "slot_partners",
    metadata,
    key(),
    ref("slot_id", "slots"),
    Column("position", Integer, nullable=False),
    ref("unit_id", "units"),
    UniqueConstraint("slot_id", "position"),
)

activities = Table(
    "activities",
    metadata,
    key(),
    ref("unit_id", "units"),
    Column("happened_on", Date, nullable=False),
    words("words"),
    words("place"),
    Column("quantity", Exact),
    Column("denominator", Exact),
    Column("people", Integer),
    Column("money", Exact),
    words("area"),
    Column("is_unplanned", Boolean, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("is_unclear", Boolean, nullable=False),
    Index("ix_activities_unit_id", "unit_id"),
)

activity_links = Table(
    "activity_links",
    metadata,
    key(),
    ref("activity_id", "activities"),
    ref("slot_id", "slots"),
    Column("target", Integer, nullable=False),
    Column("share", Exact),
    UniqueConstraint("activity_id", "slot_id", "target"),
    Index("ix_activity_links_slot_id", "slot_id"),
)

evidence = Table(
    "evidence",
    metadata,
    key(),
    ref("activity_id", "activities"),
    *choice("kind", EvidenceKind),
    words("label"),
    words("sha256", nullable=True),
    words("media_type"),
    Column("size", BigInteger, nullable=False),
    words("by"),
    words("via"),
    *choice("state", EvidenceState),
    Column("received_at", Instant, nullable=False),
    Column("decided_at", Instant),
    words("decided_by"),
    words("reason"),
    words("piece", nullable=True),
    UniqueConstraint("activity_id", "sha256", name="uq_evidence_sha256"),
    Index("ix_evidence_sha256", "sha256"),
    # Two phones both send "image.jpg": a file is known by its bytes, only what has none by its label.
    Index(
        "uq_evidence_label",
        "activity_id",
        "kind",
        "label",
        unique=True,
        sqlite_where=text("sha256 IS NULL"),
        postgresql_where=text("sha256 IS NULL"),
    ),
)
