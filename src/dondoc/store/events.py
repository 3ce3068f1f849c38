"""The hash-chained log of acts, one chain a unit; payloads stand apart and can be erased."""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from dondoc.core.event import GENESIS, Actor, Event, JsonValue, canonical_json, hash_event, hash_payload
from dondoc.errors import Conflict, NotFound
from dondoc.store import tables as t
from dondoc.store.batches import add_row, fields_from, fields_of, fields_to, rows_in

#: Version of the payloads' form, written into each event.
PAYLOAD_VERSION = 1


class SqlEvents:
    """`ports.Events` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(
        self, stream: str, type_: str, entity: str, payload: Mapping[str, JsonValue], *, actor: Actor, at: datetime
    ) -> Event:
        """Add one event at the end of a unit's stream, in the present transaction."""
        columns = t.events.c
        newest = select(columns.seq, columns.hash).where(columns.stream == stream).order_by(columns.seq.desc()).limit(1)
        last = self._connection.execute(newest).one_or_none()
        salt = secrets.token_hex(16)
        seq, prev = (last.seq + 1, last.hash) if last else (1, GENESIS)
        payload_hash = hash_payload(payload, salt)
        event = Event(
            seq=seq,
            stream=stream,
            at=at,
            actor=actor.name,
            via=actor.via,
            type=type_,
            entity=entity,
            payload_version=PAYLOAD_VERSION,
            payload_hash=payload_hash,
            prev=prev,
            hash=hash_event(
                seq=seq,
                stream=stream,
                at=at,
                actor=actor.name,
                via=actor.via,
                type_=type_,
                entity=entity,
                payload_version=PAYLOAD_VERSION,
                payload_hash=payload_hash,
                prev=prev,
            ),
        )
        # Should two appends ever meet, the unique key (stream, seq) refuses the second.
        add_row(self._connection, t.events, fields_to(event, _FIELDS))
        kept = {"stream": stream, "seq": seq, "salt": salt, "payload": canonical_json(payload)}
        self._connection.execute(t.event_payloads.insert(), [kept])
        return event

    def streams(self) -> list[str]:
        """Codes of the units that have events."""
        column = t.events.c.stream
        return list(self._connection.execute(select(column).distinct().order_by(column)).scalars())

    def of_stream(self, stream: str) -> list[Event]:
        """A stream in order of seq."""
        columns = t.events.c
        statement = select(t.events).where(columns.stream == stream).order_by(columns.seq)
        return [_event(row) for row in self._connection.execute(statement)]

    def payload(self, stream: str, seq: int) -> Mapping[str, JsonValue] | None:
        """The payload, or None when it was erased.

        Raises:
            NotFound: `event.unknown`.
            Conflict: `event.payload_broken` when it is missing without a tombstone or no longer fits its hash.
        """
        return _payload(self._payload_row(stream, seq), stream, seq)

    def of_entity(self, entity: str) -> list[Event]:
        """What happened to one thing, oldest first."""
        statement = select(t.events).where(t.events.c.entity == entity).order_by(t.events.c.id)
        return [_event(row) for row in self._connection.execute(statement)]

    def told_of(self, entities: Iterable[str]) -> list[tuple[Event, Mapping[str, JsonValue] | None]]:
        """What happened to many things with the payloads, oldest first; one that was erased is None.

        Raises:
            Conflict: `event.payload_broken` when a payload no longer fits its hash.
        """
        kept = t.event_payloads.c
        statement = select(t.events, kept.payload, kept.salt, kept.erased_at).select_from(
            t.events.outerjoin(t.event_payloads)
        )
        rows = rows_in(self._connection, statement, t.events.c.entity, entities)
        return [(_event(row), _payload(row, row.stream, row.seq)) for row in sorted(rows, key=lambda row: row.id)]

    def erase(self, stream: str, seq: int, *, by: str, reason: str, law: str, at: datetime) -> None:
        """Erase a payload (personal data), leaving a tombstone.

        Raises:
            NotFound: `event.unknown`.
            Conflict: `event.erased` when it was erased before: the first tombstone stays.
        """
        columns = t.event_payloads.c
        erased = self._connection.execute(
            update(t.event_payloads)
            .where(columns.stream == stream, columns.seq == seq, columns.erased_at.is_(None))
            .values(payload=None, salt=None, erased_at=at, erased_by=by, reason=reason, law=law)
        )
        if erased.rowcount == 0:
            self._payload_row(stream, seq)
            raise Conflict(code="event.erased", stream=stream, seq=seq)

    def _payload_row(self, stream: str, seq: int) -> Row[Any]:
        events, kept = t.events.c, t.event_payloads.c
        joined = t.events.outerjoin(t.event_payloads)
        statement = (
            select(events.payload_hash, kept.payload, kept.salt, kept.erased_at)
            .select_from(joined)
            .where(events.stream == stream, events.seq == seq)
        )
        row = self._connection.execute(statement).one_or_none()
        if row is None:
            raise NotFound(code="event.unknown", stream=stream, seq=seq)
        return row


_FIELDS = fields_of(Event)


def _event(row: Row[Any]) -> Event:
    return Event(**fields_from(row, _FIELDS))


def _payload(row: Row[Any], stream: str, seq: int) -> Mapping[str, JsonValue] | None:
    if row.erased_at is not None:
        return None
    try:
        payload: dict[str, JsonValue] = json.loads(row.payload)
        fits = hash_payload(payload, row.salt) == row.payload_hash
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise Conflict(code="event.payload_broken", stream=stream, seq=seq)
    return payload
