"""Ways to people besides e-mail, what they answer, messages that come back, and what kept files say of themselves.

Revision ID: 0003
Revises: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
CHANNELS = ("email", "zalo", "telegram", "slack", "webhook", "sms")


def upgrade() -> None:
    _let_messages_travel()
    _make_contacts()
    _make_answers()
    _make_inbound()
    _make_files()


def _let_messages_travel() -> None:
    """Messages had one channel, e-mail, and did not remember whether they may have arrived."""
    added = (sa.Column("doubtful_since", INSTANT), sa.Column("address", sa.Text()))
    if op.get_context().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_messages_channel"), "messages", type_="check")
        op.create_check_constraint(op.f("ck_messages_channel"), "messages", _allowed("channel", *CHANNELS))
        for column in added:
            op.add_column("messages", column)
        return
    messages = sa.Table(
        "messages",
        sa.MetaData(naming_convention=op.get_context().opts["target_metadata"].naming_convention),
        _id(),
        _ref("person_id", "people"),
        _text("channel"),
        sa.Column("send_on", sa.Date(), nullable=False),
        *[_text(name) for name in ("kind", "state")],
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", INSTANT),
        _text("lease_token"),
        sa.Column("sent_at", INSTANT),
        *[_text(name) for name in ("internet_id", "subject", "last_error")],
        _one_of("channel", *CHANNELS),
        _one_of("state", "pending", "claimed", "sent", "withdrawn"),
        sa.UniqueConstraint("person_id", "channel", "send_on", "kind"),
        sa.Index("ix_messages_state", "state", "send_on"),
    )
    with op.batch_alter_table("messages", copy_from=messages, recreate="always") as batch:
        for column in added:
            batch.add_column(column)


def _make_contacts() -> None:
    op.create_table(
        "contacts",
        _id(),
        _ref("person_id", "people"),
        _text("channel"),
        _text("address"),
        sa.Column("position", sa.Integer(), nullable=False),
        _one_of("channel", *CHANNELS),
        sa.UniqueConstraint("person_id", "channel", "address"),
    )
    op.create_table(
        "channel_states",
        _id(),
        _text("channel"),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_try_at", INSTANT),
        _text("last_error"),
        sa.Column("told_at", INSTANT),
        _one_of("channel", *CHANNELS),
        sa.UniqueConstraint("channel"),
    )
    op.create_table(
        "pairings",
        _id(),
        _text("code"),
        _ref("person_id", "people"),
        _text("channel"),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        _one_of("channel", *CHANNELS),
        sa.UniqueConstraint("code"),
    )


def _make_answers() -> None:
    op.create_table(
        "receipts",
        _id(),
        _ref("slot_id", "slots"),
        _ref("person_id", "people"),
        _text("kind"),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("until", sa.Date()),
        _one_of("kind", "acknowledged", "snoozed"),
    )
    op.create_index("ix_receipts_slot_id", "receipts", ["slot_id", "person_id"])
    op.create_table(
        "extension_requests",
        _id(),
        _ref("slot_id", "slots"),
        _ref("person_id", "people"),
        sa.Column("until", sa.Date(), nullable=False),
        _text("reason"),
        sa.Column("at", INSTANT, nullable=False),
        _text("state"),
        sa.Column("decided_at", INSTANT),
        _text("decided_by"),
        _text("decision_reason"),
        _one_of("state", "waiting", "approved", "refused", "withdrawn"),
    )
    op.create_index("ix_extension_requests_slot_id", "extension_requests", ["slot_id"])
    op.create_table(
        "answer_links",
        _id(),
        _ref("person_id", "people"),
        _text("purpose"),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT),
        _one_of("purpose", "answer", "decide", "grid", "calendar"),
    )
    op.create_index("ix_answer_links_person_id", "answer_links", ["person_id", "purpose", "subject_id"])
    op.create_table(
        "handled_forms",
        _id(),
        _text("form_key"),
        sa.Column("at", INSTANT, nullable=False),
        sa.UniqueConstraint("form_key"),
    )


def _make_inbound() -> None:
    op.create_table(
        "inbound",
        _id(),
        *[_text(name) for name in ("channel", "source", "message_key", "sender", "subject", "sha256")],
        sa.Column("received_at", INSTANT, nullable=False),
        _text("state"),
        _ref("person_id", "people", nullable=True),
        _ref("slot_id", "slots", nullable=True),
        _ref("activity_id", "activities", nullable=True),
        _text("reason"),
        sa.Column("decided_at", INSTANT),
        _text("decided_by"),
        _one_of("channel", *CHANNELS),
        _one_of("state", "received", "processed", "to_sort", "quarantined", "dismissed"),
        sa.UniqueConstraint("source", "message_key"),
    )
    op.create_index("ix_inbound_state", "inbound", ["state"])


def _make_files() -> None:
    op.create_table(
        "file_facts",
        _id(),
        _text("sha256"),
        _text("media_type"),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height")],
        sa.Column("taken_at", INSTANT),
        *[sa.Column(name, sa.Double()) for name in ("latitude", "longitude")],
        _text("shown_sha256"),
        _text("thumbnail_sha256"),
        _text("likeness"),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])
    op.create_table(
        "keepings",
        _id(),
        _ref("evidence_id", "evidence"),
        _text("retention"),
        sa.Column("keep_until", sa.Date()),
        _text("state"),
        sa.Column("destroyed_at", INSTANT),
        *[_text(name) for name in ("destroyed_by", "reason", "law")],
        _one_of("state", "kept", "destroying", "destroyed"),
        sa.UniqueConstraint("evidence_id"),
    )
    # Which paper a proof is, where a person said so.
    op.add_column("evidence", sa.Column("piece", sa.Text()))


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _ref(name: str, target: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{target}.id"), nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _allowed(name: str, *values: str) -> str:
    return f"{name} IN ({', '.join(repr(value) for value in values)})"


def _one_of(name: str, *values: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(_allowed(name, *values), name=name)
