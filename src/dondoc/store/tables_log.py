"""Tables of what was said and done: messages and notices, the chained events, scheduled jobs, marks."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from dondoc.core.notice import Channel, MessageState, NoticeState
from dondoc.core.report import JobState
from dondoc.store.columns import Instant, choice, key, metadata, ref, words

messages = Table(
    "messages",
    metadata,
    key(),
    ref("person_id", "people"),
    *choice("channel", Channel),
    Column("send_on", Date, nullable=False),
    words("kind"),
    *choice("state", MessageState),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Instant),
    words("lease_token"),
    Column("sent_at", Instant),
    words("internet_id"),
    words("subject"),
    words("last_error"),
    Column("doubtful_since", Instant),
    words("address", nullable=True),
    UniqueConstraint("person_id", "channel", "send_on", "kind"),
    Index("ix_messages_state", "state", "send_on"),
)

notices = Table(
    "notices",
    metadata,
    key(),
    ref("slot_id", "slots"),
    words("rung"),
    Column("ordinal", Integer, nullable=False),
    Column("due_on", Date, nullable=False),
    ref("person_id", "people"),
    *choice("state", NoticeState),
    ref("message_id", "messages"),
    UniqueConstraint("slot_id", "rung", "ordinal", "due_on", "person_id"),
    Index("ix_notices_message_id", "message_id"),
)

events = Table(
    "events",
    metadata,
    key(),
    words("stream"),
    Column("seq", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    words("actor"),
    words("via"),
    words("type"),
    words("entity"),
    Column("payload_version", Integer, nullable=False),
    words("payload_hash"),
    words("prev"),
    words("hash"),
    UniqueConstraint("stream", "seq"),
    Index("ix_events_entity", "entity"),
)

# Apart from the events, so that personal data can be erased while the chain of hashes stays. The salt goes with the
# payload: with the salt a short payload could be guessed back from its hash.
event_payloads = Table(
    "event_payloads",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    words("salt", nullable=True),
    words("payload", nullable=True),
    Column("erased_at", Instant),
    words("erased_by", nullable=True),
    words("reason", nullable=True),
    words("law", nullable=True),
    ForeignKeyConstraint(["stream", "seq"], ["events.stream", "events.seq"]),
    CheckConstraint("(payload IS NULL) = (erased_at IS NOT NULL)", name="tombstone"),
    CheckConstraint("(payload IS NULL) = (salt IS NULL)", name="salt"),
)

job_runs = Table(
    "job_runs",
    metadata,
    key(),
    words("job"),
    words("slot"),
    words("scope"),
    *choice("state", JobState),
    Column("attempt", Integer, nullable=False),
    Column("lease_until", Instant),
    words("lease_token"),
    words("outcome"),
    UniqueConstraint("job", "slot", "scope"),
)

marks = Table("marks", metadata, Column("name", Text, primary_key=True), words("value"))
