"""The first tables. There is no way down: a backup is made before every upgrade, and restored if need be.

Revision ID: 0001
Revises:
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Spelled out here and not taken from the program, whose types may change while this file must not.
INSTANT = sa.DateTime(timezone=True)
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")


def upgrade() -> None:
    _make_units()
    _make_documents()
    _make_commitments()
    _make_terms()
    _make_slots()
    _make_activities()
    _make_messages()
    _make_events()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _ref(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{target}.id"), nullable=nullable)


def _columns(kind: sa.types.TypeEngine[Any], *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable) for name in names]


def _text(*names: str) -> list[sa.Column[str]]:
    return _columns(sa.Text(), *names)


def _window(*, nullable: bool = False) -> list[Any]:
    return [
        *_columns(sa.Date(), "window_start", "window_end", nullable=nullable),
        sa.CheckConstraint("window_end > window_start", name="window"),
    ]


def _one_of(name: str, *values: str) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{name} IN ({allowed})", name=name)


def _target_fields() -> list[Any]:
    return [
        *_text("comparator"),
        sa.Column("value", EXACT, nullable=False),
        *_text("unit"),
        sa.Column("percent", sa.Boolean(), nullable=False),
        *_text("aggregate", "per", "role"),
        _one_of("aggregate", "sum", "latest", "max", "share"),
        _one_of("comparator", ">=", "=", "<=", ">", "<"),
        _one_of("per", "slot", "commitment", "assignee"),
        _one_of("role", "reach", "cap", "range_low", "range_high"),
    ]


def _make_units() -> None:
    op.create_table("units", _id(), *_text("code", "name", "aliases"))
    op.create_index("uq_units_code", "units", [sa.text("lower(code)")], unique=True)
    op.create_table(
        "unit_parents",
        _id(),
        _ref("unit_id", "units"),
        _ref("parent_id", "units"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.UniqueConstraint("unit_id", "parent_id", "starts_on"),
    )
    op.create_table(
        "unit_successions",
        _id(),
        _ref("from_unit_id", "units"),
        _ref("to_unit_id", "units"),
        sa.Column("on", sa.Date(), nullable=False),
        *_text("kind", "basis"),
        _one_of("kind", "merger", "split", "renaming"),
        sa.UniqueConstraint("from_unit_id", "to_unit_id", "on", "kind"),
    )
    op.create_table("people", _id(), *_text("code", "name"), sa.Column("email", sa.Text()))
    op.create_index("uq_people_code", "people", [sa.text("lower(code)")], unique=True)
    op.create_table(
        "role_terms",
        _id(),
        _ref("person_id", "people"),
        _ref("unit_id", "units"),
        *_text("role"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        _ref("deputy_of", "people", nullable=True),
        _one_of("role", "secretary", "chair", "officer"),
        sa.UniqueConstraint("person_id", "unit_id", "role", "starts_on"),
    )


def _make_documents() -> None:
    op.create_table(
        "documents",
        _id(),
        _ref("unit_id", "units"),
        *_text("name", "title"),
        sa.Column("number", sa.Text()),
        sa.Column("issued_on", sa.Date()),
        *_columns(sa.Text(), "reporting_period", "plan_period", nullable=True),
        *_text("text_sha256", "text", "file_sha256", "media_type"),
        sa.Column("revision", sa.Integer(), nullable=False),
        _ref("revises_id", "documents", nullable=True),
        sa.Column("ingested_at", INSTANT, nullable=False),
        sa.UniqueConstraint("text_sha256"),
        sa.UniqueConstraint("unit_id", "number", "issued_on", "revision"),
    )
    op.create_table(
        "renditions",
        _id(),
        _ref("document_id", "documents"),
        *_text("file_sha256", "name", "media_type"),
        sa.Column("at", INSTANT, nullable=False),
        sa.UniqueConstraint("document_id", "file_sha256"),
    )
    op.create_table(
        "written_reports",
        _id(),
        _ref("unit_id", "units"),
        *_text("kind", "period"),
        *_window(),
        sa.Column("cut_off", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_text("state"),
        sa.Column("made_at", INSTANT, nullable=False),
        *_text("context_json", "config_sha256"),
        sa.Column("number", sa.Text()),
        sa.Column("issued_on", sa.Date()),
        _one_of("kind", "interim", "annual"),
        _one_of("state", "draft", "submitted", "issued", "superseded"),
        sa.UniqueConstraint("unit_id", "kind", "period", "window_start", "window_end", "version"),
    )
    op.create_table(
        "report_outputs",
        _id(),
        _ref("report_id", "written_reports"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_text("format", "sha256"),
        sa.UniqueConstraint("report_id", "position"),
    )


def _make_commitments() -> None:
    op.create_table(
        "commitments",
        _id(),
        *_text("code"),
        _ref("unit_id", "units"),
        _ref("document_id", "documents", nullable=True),
        sa.Column("period", sa.Text()),
        *_columns(sa.Integer(), "span_start", "span_end"),
        *_text("text", "display", "display_folded", "heading", "kind"),
        *_columns(sa.Date(), "due", "due_nominal", nullable=True),
        *_columns(sa.Boolean(), "due_explicit", "due_proposed"),
        *_window(nullable=True),
        sa.Column("recurrence", sa.Text()),
        *_text("rrule"),
        sa.Column("owner", sa.Text()),
        *_text("area", "refs"),
        sa.Column("confidence", sa.Double(), nullable=False),
        *_text("reasons"),
        _ref("parent_id", "commitments", nullable=True),
        *_text("status"),
        *_columns(sa.Boolean(), "is_direction", "given_by_superior"),
        _ref("continues_id", "commitments", nullable=True),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", INSTANT),
        _one_of("kind", "countable", "deliverable", "ongoing"),
        _one_of("recurrence", "weekly", "monthly", "quarterly", "half-yearly", "yearly"),
        _one_of("status", "draft", "open", "done", "partly_done", "not_done", "suspended", "waived", "rejected"),
    )
    op.create_index("ix_commitments_document_id", "commitments", ["document_id"])
    op.create_index("ix_commitments_unit_id", "commitments", ["unit_id"])
    op.create_index(
        "uq_commitments_code",
        "commitments",
        [sa.text("lower(code)")],
        unique=True,
        sqlite_where=sa.text("code <> ''"),
        postgresql_where=sa.text("code <> ''"),
    )
    op.create_table(
        "code_numbers",
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", name="pk_code_numbers"),
    )


def _make_terms() -> None:
    op.create_table(
        "targets",
        _id(),
        _ref("commitment_id", "commitments"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_target_fields(),
        sa.UniqueConstraint("commitment_id", "position"),
    )
    op.create_table(
        "amendments",
        _id(),
        _ref("commitment_id", "commitments"),
        sa.Column("slot_ordinal", sa.Integer()),
        *_text("kind", "reason", "basis", "approver"),
        sa.Column("at", INSTANT, nullable=False),
        *_columns(sa.Date(), "old_due", "new_due", nullable=True),
        *_columns(sa.Text(), "old_owner", "new_owner", nullable=True),
        _one_of("kind", "extend", "retarget", "reassign", "cancel", "correct_reading"),
    )
    op.create_index("ix_amendments_commitment_id", "amendments", ["commitment_id"])
    op.create_table(
        "amendment_targets",
        _id(),
        _ref("amendment_id", "amendments"),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_target_fields(),
        sa.UniqueConstraint("amendment_id", "is_new", "position"),
    )


def _make_slots() -> None:
    op.create_table(
        "slots",
        _id(),
        _ref("commitment_id", "commitments"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        *_window(),
        _ref("assignee_unit_id", "units"),
        _ref("assignee_person_id", "people", nullable=True),
        *_text("assignee_key"),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("planned_for", sa.Date()),
        *_text("status"),
        sa.Column("done_on", sa.Date()),
        sa.Column("decided_at", INSTANT),
        *_text("reason", "decided_by"),
        sa.Column("attested_by", sa.Text()),
        sa.Column("attested_on", sa.Date()),
        sa.Column("attested_words", sa.Text()),
        sa.Column("is_history", sa.Boolean(), nullable=False),
        sa.Column("opened_at", INSTANT),
        _ref("settled_in", "written_reports", nullable=True),
        _one_of("status", "draft", "open", "done", "partly_done", "not_done", "suspended", "waived", "rejected"),
        sa.UniqueConstraint("commitment_id", "window_start", "window_end", "assignee_key"),
    )
    op.create_table(
        "slot_partners",
        _id(),
        _ref("slot_id", "slots"),
        sa.Column("position", sa.Integer(), nullable=False),
        _ref("unit_id", "units"),
        sa.UniqueConstraint("slot_id", "position"),
    )


def _make_activities() -> None:
    op.create_table(
        "activities",
        _id(),
        _ref("unit_id", "units"),
        sa.Column("happened_on", sa.Date(), nullable=False),
        *_text("words", "place"),
        *_columns(EXACT, "quantity", "denominator", nullable=True),
        sa.Column("people", sa.Integer()),
        sa.Column("money", EXACT),
        *_text("area"),
        sa.Column("is_unplanned", sa.Boolean(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("is_unclear", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_activities_unit_id", "activities", ["unit_id"])
    op.create_table(
        "activity_links",
        _id(),
        _ref("activity_id", "activities"),
        _ref("slot_id", "slots"),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("share", EXACT),
        sa.UniqueConstraint("activity_id", "slot_id", "target"),
    )
    op.create_index("ix_activity_links_slot_id", "activity_links", ["slot_id"])
    op.create_table(
        "evidence",
        _id(),
        _ref("activity_id", "activities"),
        *_text("kind", "label"),
        sa.Column("sha256", sa.Text()),
        *_text("media_type"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        *_text("by", "via", "state"),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT),
        *_text("decided_by", "reason"),
        _one_of("kind", "file", "link", "document_number", "statement"),
        _one_of("state", "received", "accepted", "rejected"),
        sa.UniqueConstraint("activity_id", "sha256", name="uq_evidence_sha256"),
    )
    op.create_index(
        "uq_evidence_label",
        "evidence",
        ["activity_id", "kind", "label"],
        unique=True,
        sqlite_where=sa.text("sha256 IS NULL"),
        postgresql_where=sa.text("sha256 IS NULL"),
    )


def _make_messages() -> None:
    op.create_table(
        "messages",
        _id(),
        _ref("person_id", "people"),
        *_text("channel"),
        sa.Column("send_on", sa.Date(), nullable=False),
        *_text("kind", "state"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", INSTANT),
        *_text("lease_token"),
        sa.Column("sent_at", INSTANT),
        *_text("internet_id", "subject", "last_error"),
        _one_of("channel", "email"),
        _one_of("state", "pending", "claimed", "sent", "withdrawn"),
        sa.UniqueConstraint("person_id", "channel", "send_on", "kind"),
    )
    op.create_index("ix_messages_state", "messages", ["state", "send_on"])
    op.create_table(
        "notices",
        _id(),
        _ref("slot_id", "slots"),
        *_text("rung"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        _ref("person_id", "people"),
        *_text("state"),
        _ref("message_id", "messages"),
        _one_of("state", "queued", "sent", "withdrawn"),
        sa.UniqueConstraint("slot_id", "rung", "ordinal", "due_on", "person_id"),
    )
    op.create_index("ix_notices_message_id", "notices", ["message_id"])
    op.create_table(
        "job_runs",
        _id(),
        *_text("job", "slot", "scope", "state"),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", INSTANT),
        *_text("lease_token", "outcome"),
        _one_of("state", "running", "done", "failed"),
        sa.UniqueConstraint("job", "slot", "scope"),
    )
    op.create_table("marks", *_columns(sa.Text(), "name", "value"), sa.PrimaryKeyConstraint("name", name="pk_marks"))


def _make_events() -> None:
    op.create_table(
        "events",
        _id(),
        *_text("stream"),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        *_text("actor", "via", "type", "entity"),
        sa.Column("payload_version", sa.Integer(), nullable=False),
        *_text("payload_hash", "prev", "hash"),
        sa.UniqueConstraint("stream", "seq"),
    )
    op.create_index("ix_events_entity", "events", ["entity"])
    op.create_table(
        "event_payloads",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        *_columns(sa.Text(), "salt", "payload", nullable=True),
        sa.Column("erased_at", INSTANT),
        *_columns(sa.Text(), "erased_by", "reason", "law", nullable=True),
        sa.CheckConstraint("(payload IS NULL) = (erased_at IS NOT NULL)", name="tombstone"),
        sa.CheckConstraint("(payload IS NULL) = (salt IS NULL)", name="salt"),
        sa.ForeignKeyConstraint(["stream", "seq"], ["events.stream", "events.seq"], name="fk_event_payloads_stream"),
        sa.PrimaryKeyConstraint("stream", "seq", name="pk_event_payloads"),
    )
