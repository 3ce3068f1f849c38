"""Tables of kept files: what each says of itself, and how long it is kept."""

from sqlalchemy import Column, Date, Double, Integer, Table, Text, UniqueConstraint

from dondoc.core.file_facts import KeepingState
from dondoc.store.columns import Instant, choice, key, metadata, ref, words

file_facts = Table(
    "file_facts",
    metadata,
    key(),
    Column("sha256", Text, nullable=False, unique=True),
    words("media_type"),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("taken_at", Instant),
    Column("latitude", Double),
    Column("longitude", Double),
    words("shown_sha256"),
    words("thumbnail_sha256"),
    words("likeness"),
    Column("read_at", Instant, nullable=False),
)

keepings = Table(
    "keepings",
    metadata,
    key(),
    ref("evidence_id", "evidence"),
    words("retention"),
    Column("keep_until", Date),
    *choice("state", KeepingState),
    Column("destroyed_at", Instant),
    words("destroyed_by"),
    words("reason"),
    words("law"),
    UniqueConstraint("evidence_id"),
)
