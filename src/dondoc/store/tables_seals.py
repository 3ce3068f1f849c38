"""Tables of the seals: each transaction's hashes in a chain, and beside each row the salt of its hash."""

from sqlalchemy import Column, Integer, Table, Text

from dondoc.store.columns import metadata, words

#: One row a transaction that wrote facts; never changed, never taken away.
sealings = Table(
    "sealings",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    words("rows"),
    words("altered"),
    words("prev"),
    words("hash"),
)

# Apart from the chain, so that a salt goes when its row is written anew: what was sealed before cannot be guessed
# back from its hash then (personal data that was erased).
row_seals = Table(
    "row_seals",
    metadata,
    Column("table_name", Text, primary_key=True),
    Column("row_key", Text, primary_key=True),
    words("salt"),
    words("marks"),
    words("named"),
    words("digest"),
)
