"""Ways to people, how channels fare, and codes by which somebody shows a bot who he is."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, select, update

from dondoc.core.contact import ChannelState, Contact, Pairing, Way
from dondoc.core.notice import Channel
from dondoc.store import tables as t
from dondoc.store.batches import (
    add_unless_known,
    fields_from,
    fields_of,
    fields_to,
    replace_children,
    rows_in,
    upsert,
)

_CONTACT_FIELDS = fields_of(Contact)
_STATE_FIELDS = fields_of(ChannelState)
_PAIRING_FIELDS = fields_of(Pairing)


class SqlContacts:
    """`ports.Contacts` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person_ids: Iterable[int] | None = None) -> dict[int, list[Contact]]:
        """Contacts by person in their order; everybody's when None; people without any are absent."""
        columns = t.contacts.c
        rows = rows_in(self._connection, select(t.contacts), columns.person_id, person_ids)
        found: dict[int, list[Contact]] = {}
        for row in sorted(rows, key=lambda row: (row.person_id, row.position, row.id)):
            found.setdefault(row.person_id, []).append(_contact(row))
        return found

    def put(self, person_id: int, ways: Sequence[Way]) -> list[Contact]:
        """Make exactly these, in this order, the contacts of a person."""
        rows = [
            {"channel": way.channel, "address": way.address, "position": position}
            for position, way in enumerate(dict.fromkeys(ways), start=1)
        ]
        replace_children(self._connection, t.contacts, "person_id", {person_id: rows})
        return self.of([person_id]).get(person_id, [])

    def by_address(self, channel: Channel, address: str) -> list[Contact]:
        """Whose contact this is, by person; more than one where people share a chat or a telephone."""
        columns = t.contacts.c
        statement = select(t.contacts).where(columns.channel == channel, columns.address == address)
        return [_contact(row) for row in self._connection.execute(statement.order_by(columns.person_id, columns.id))]

    def state(self, channel: Channel) -> ChannelState:
        """How a channel fares; one that was never used fares well."""
        return next((state for state in self.states() if state.channel is channel), ChannelState(channel=channel))

    def states(self) -> list[ChannelState]:
        """How the channels fare of which something is noted, in the order of `Channel`."""
        found = {row.channel: row for row in self._connection.execute(select(t.channel_states))}
        return [ChannelState(**fields_from(found[one], _STATE_FIELDS)) for one in Channel if one in found]

    def set_state(self, state: ChannelState) -> None:
        """Write it."""
        statement = upsert(self._connection, t.channel_states)
        columns = {name: statement.excluded[name] for name in _STATE_FIELDS if name != "channel"}
        writing = statement.on_conflict_do_update(index_elements=["channel"], set_=columns)
        self._connection.execute(writing, [fields_to(state, _STATE_FIELDS)])

    def add_pairing(self, pairing: Pairing) -> bool:
        """Keep a code; codes of the same person and channel that were not used are void. False when it is taken."""
        columns = t.pairings.c
        waiting = and_(columns.person_id == pairing.person_id, columns.channel == pairing.channel)
        self._connection.execute(delete(t.pairings).where(waiting, columns.used_at.is_(None)))
        return add_unless_known(self._connection, t.pairings, fields_to(pairing, _PAIRING_FIELDS)) is not None

    def use_pairing(self, code: str, channel: Channel, now: datetime) -> Pairing | None:
        """Take a code that is good: it is used from now on; None for any other. Of two at once one gets it."""
        columns = t.pairings.c
        good = and_(
            columns.code == code, columns.channel == channel, columns.used_at.is_(None), columns.expires_at > now
        )
        taken = self._connection.execute(update(t.pairings).where(good).values(used_at=now))
        if taken.rowcount != 1:
            return None
        row = self._connection.execute(select(t.pairings).where(columns.code == code)).one()
        return Pairing(**fields_from(row, _PAIRING_FIELDS))


def _contact(row: Row[Any]) -> Contact:
    return Contact(**fields_from(row, _CONTACT_FIELDS))
