"""Tables of what reviews leave behind for scoring; they go with their document (personal data)."""

from sqlalchemy import Boolean, Column, Integer, Table, Text, UniqueConstraint

from dondoc.store.columns import Instant, key, metadata, ref, words

readings = Table(
    "readings",
    metadata,
    key(),
    ref("document_id", "documents", goes_with=True),
    words("engine"),
    Column("found", Text, nullable=False),
    Column("read_at", Instant, nullable=False),
    UniqueConstraint("document_id"),
)

judgements = Table(
    "judgements",
    metadata,
    key(),
    ref("document_id", "documents", goes_with=True),
    ref("commitment_id", "commitments", goes_with=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("was_seen", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("document_id", "commitment_id"),
)
