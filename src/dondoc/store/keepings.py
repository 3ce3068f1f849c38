"""How long each proof is kept, and which were destroyed."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from dondoc.core.file_facts import Keeping, KeepingState
from dondoc.store import tables as t
from dondoc.store.batches import fields_from, fields_of, fields_to, rows_in, upsert

_FIELDS = fields_of(Keeping)


class SqlKeepings:
    """`ports.Keepings` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, keepings: Iterable[Keeping]) -> None:
        """Store or replace by evidence."""
        rows = [fields_to(keeping, _FIELDS) for keeping in keepings]
        if rows:
            statement = upsert(self._connection, t.keepings)
            changed = {name: statement.excluded[name] for name in _FIELDS if name != "evidence_id"}
            key = [t.keepings.c.evidence_id]
            self._connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)

    def of(self, evidence_ids: Iterable[int] | None = None) -> dict[int, Keeping]:
        """By evidence; all of them when None; evidence without a row is absent."""
        rows = rows_in(self._connection, select(t.keepings), t.keepings.c.evidence_id, evidence_ids)
        ordered = sorted(rows, key=lambda row: int(row.evidence_id))
        return {row.evidence_id: Keeping(**fields_from(row, _FIELDS)) for row in ordered}

    def in_state(self, state: KeepingState) -> list[Keeping]:
        """Those in a state, by evidence."""
        statement = select(t.keepings).where(t.keepings.c.state == state).order_by(t.keepings.c.evidence_id)
        return [Keeping(**fields_from(row, _FIELDS)) for row in self._connection.execute(statement)]
