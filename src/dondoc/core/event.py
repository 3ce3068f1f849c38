"""The log of acts: each event is chained by hash to the one before it in its stream."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]

#: `prev` of the first event of a stream.
GENESIS = "0" * 64

#: The face of files that lay in the inbox: who runs the collection is not who laid them there.
FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts and by what face: "cli", "web", "mail", "folder", "flow"."""

    name: str
    via: str = "cli"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act as logged; the payload stands apart and can be erased, its salted hash stays."""

    seq: int
    #: Code of the unit.
    stream: str
    at: datetime
    actor: str
    via: str
    #: Past tense: "commitment.confirmed", "slot.done".
    type: str
    #: What it is about: a code of a commitment, of an activity, of a report.
    entity: str
    payload_version: int
    payload_hash: str
    prev: str
    hash: str


def canonical_json(value: Mapping[str, JsonValue]) -> str:
    """JSON with sorted keys and no spare spaces: the same value always gives the same bytes.

    >>> canonical_json({"b": 1, "a": "đ"})
    '{"a":"đ","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_payload(payload: Mapping[str, JsonValue], salt: str) -> str:
    """Salted SHA-256, so that an erased payload cannot be guessed back from its hash."""
    return hashlib.sha256(f"{salt}\n{canonical_json(payload)}".encode()).hexdigest()


def hash_event(
    *,
    seq: int,
    stream: str,
    at: datetime,
    actor: str,
    via: str,
    type_: str,
    entity: str,
    payload_version: int,
    payload_hash: str,
    prev: str,
) -> str:
    """SHA-256 of an event's canonical JSON, instants in UTC."""
    return hashlib.sha256(
        canonical_json(
            {
                "seq": seq,
                "stream": stream,
                "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
                "actor": actor,
                "via": via,
                "type": type_,
                "entity": entity,
                "payload_version": payload_version,
                "payload_hash": payload_hash,
                "prev": prev,
            }
        ).encode()
    ).hexdigest()


def first_broken(events: Iterable[Event]) -> Event | None:
    """The first event of one stream, in order of seq, whose chain or hash does not hold; None when all hold."""
    prev, seq = GENESIS, 1
    for event in events:
        expected = hash_event(
            seq=event.seq,
            stream=event.stream,
            at=event.at,
            actor=event.actor,
            via=event.via,
            type_=event.type,
            entity=event.entity,
            payload_version=event.payload_version,
            payload_hash=event.payload_hash,
            prev=event.prev,
        )
        if event.seq != seq or event.prev != prev or event.hash != expected:
            return event
        prev, seq = event.hash, seq + 1
    return None
