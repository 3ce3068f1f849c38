"""Messages that came back: a unique key against reading one twice."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from dondoc.core.inbound import Inbound, InboundState
from dondoc.errors import NotFound
from dondoc.store import tables as t
from dondoc.store.batches import add_unless_known, fields_from, fields_of, fields_to, update_rows

_FIELDS = fields_of(Inbound)
_NEW_FIELDS = fields_of(Inbound, without=["id"])


class SqlInbound:
    """`ports.Inbounds` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, inbound: Inbound) -> Inbound | None:
        """Store a new one; None when the source had this key before."""
        added = add_unless_known(self._connection, t.inbound, fields_to(inbound, _NEW_FIELDS))
        return None if added is None else self.get(added)

    def update(self, inbound: Inbound) -> None:
        """Replace by id; NotFound `inbound.unknown`."""
        values = {inbound.id: fields_to(inbound, _NEW_FIELDS)}
        update_rows(self._connection, t.inbound, values, unknown="inbound.unknown")

    def get(self, inbound_id: int) -> Inbound:
        """One message; NotFound `inbound.unknown`."""
        row = self._connection.execute(select(t.inbound).where(t.inbound.c.id == inbound_id)).one_or_none()
        if row is None:
            raise NotFound(code="inbound.unknown", id=inbound_id)
        return _inbound(row)

    def known(self, source: str, message_key: str) -> Inbound | None:
        """The message that the source gave under this key, or None."""
        columns = t.inbound.c
        found = self._all(select(t.inbound).where(columns.source == source, columns.message_key == message_key))
        return found[0] if found else None

    def with_key_end(self, ending: str) -> list[Inbound]:
        """Messages whose key ends so, of all sources: those with one Message-ID."""
        return self._all(select(t.inbound).where(t.inbound.c.message_key.endswith(ending, autoescape=True)))

    def in_states(self, states: Iterable[InboundState] | None = None) -> list[Inbound]:
        """Messages in these states, all of them when None."""
        statement = select(t.inbound)
        return self._all(statement if states is None else statement.where(t.inbound.c.state.in_(list(states))))

    def has_file(self, sha256: str) -> bool:
        """Whether some evidence is a file with this hash: a picture that comes again and again is a logo."""
        statement = select(t.evidence.c.id).where(t.evidence.c.sha256 == sha256).limit(1)
        return self._connection.execute(statement).first() is not None

    def _all(self, statement: Select[Any]) -> list[Inbound]:
        return [_inbound(row) for row in self._connection.execute(statement.order_by(t.inbound.c.id))]


def _inbound(row: Row[Any]) -> Inbound:
    return Inbound(**fields_from(row, _FIELDS))
