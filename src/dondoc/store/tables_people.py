"""Tables of the ways to people: contacts in their order, how each channel fares, codes for pairing with the bot."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from dondoc.core.notice import Channel
from dondoc.store.columns import Instant, choice, key, metadata, ref, words

contacts = Table(
    "contacts",
    metadata,
    key(),
    ref("person_id", "people"),
    *choice("channel", Channel),
    words("address"),
    Column("position", Integer, nullable=False),
    UniqueConstraint("person_id", "channel", "address"),
)

channel_states = Table(
    "channel_states",
    metadata,
    key(),
    *choice("channel", Channel),
    Column("failures", Integer, nullable=False),
    Column("next_try_at", Instant),
    words("last_error"),
    Column("told_at", Instant),
    UniqueConstraint("channel"),
)

pairings = Table(
    "pairings",
    metadata,
    key(),
    Column("code", Text, nullable=False, unique=True),
    ref("person_id", "people"),
    *choice("channel", Channel),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)
