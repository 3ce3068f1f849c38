"""Tables of what people say to reminders: receipts, wishes for another day, the links given out, messages that came."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, UniqueConstraint

from dondoc.core.answer import LinkPurpose, ReceiptKind, RequestState
from dondoc.core.inbound import InboundState
from dondoc.core.notice import Channel
from dondoc.store.columns import Instant, choice, key, metadata, ref, words

receipts = Table(
    "receipts",
    metadata,
    key(),
    ref("slot_id", "slots"),
    ref("person_id", "people"),
    *choice("kind", ReceiptKind),
    Column("at", Instant, nullable=False),
    Column("until", Date),
    Index("ix_receipts_slot_id", "slot_id", "person_id"),
)

extension_requests = Table(
    "extension_requests",
    metadata,
    key(),
    ref("slot_id", "slots"),
    ref("person_id", "people"),
    Column("until", Date, nullable=False),
    words("reason"),
    Column("at", Instant, nullable=False),
    *choice("state", RequestState),
    Column("decided_at", Instant),
    words("decided_by"),
    words("decision_reason"),
    Index("ix_extension_requests_slot_id", "slot_id"),
)

answer_links = Table(
    "answer_links",
    metadata,
    key(),
    ref("person_id", "people"),
    *choice("purpose", LinkPurpose),
    # A slot, a request or a unit, by the purpose: no foreign key can say that.
    Column("subject_id", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Index("ix_answer_links_person_id", "person_id", "purpose", "subject_id"),
)

#: Forms that were acted upon: the key makes a double tap or a reload act once.
handled_forms = Table(
    "handled_forms",
    metadata,
    key(),
    Column("form_key", Text, nullable=False, unique=True),
    Column("at", Instant, nullable=False),
)

inbound = Table(
    "inbound",
    metadata,
    key(),
    *choice("channel", Channel),
    words("source"),
    words("message_key"),
    words("sender"),
    words("subject"),
    words("sha256"),
    Column("received_at", Instant, nullable=False),
    *choice("state", InboundState),
    ref("person_id", "people", nullable=True),
    ref("slot_id", "slots", nullable=True),
    ref("activity_id", "activities", nullable=True),
    words("reason"),
    Column("decided_at", Instant),
    words("decided_by"),
    UniqueConstraint("source", "message_key"),
    Index("ix_inbound_state", "state"),
)
