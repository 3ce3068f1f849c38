"""The log of acts as `verify` reads it: chains, payloads, cut-off ends, and what it says of each slot."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dondoc.core.commitment import AmendmentKind
from dondoc.core.event import Event, JsonValue, first_broken
from dondoc.core.task import SETTLED, Slot, Status
from dondoc.errors import Conflict, DondocError, NotFound
from dondoc.usecases.ports import Work

#: The newest event of each stream as the last good check saw it: {stream: [seq, hash]}; the newest sealing under "".
HEADS = "ledger.heads"
#: What stands for the chain of seals among the streams.
SEALS = ""

#: Events after which a slot has another status.
_MOVES: Mapping[str, Status] = {
    "slot.reopened": Status.OPEN,
    **{f"slot.{status.value}": status for status in (*SETTLED, Status.SUSPENDED)},
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One event of the log in the order in which it was read."""

    number: int
    type: str
    #: None when it was erased, or is not what was written.
    payload: Mapping[str, JsonValue] | None


@dataclass(slots=True)
class Log:
    """The log as read: the newest event of each stream, what happened to each thing, oldest first, what is wrong."""

    streams: int = 0
    events: int = 0
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    broken: list[DondocError] = field(default_factory=list)
    of_entity: dict[str, list[_Entry]] = field(default_factory=dict)
    payloads: int = 0


def read_log(work: Work) -> Log:
    """Every stream with its payloads; in each the first event that fails, and every payload that does."""
    log = Log()
    seen = _seen(work)
    streams = work.events.streams()
    log.streams = len(streams)
    for stream in streams:
        try:
            chain = work.events.of_stream(stream)
        except ValueError:
            # Somebody wrote into the table what is no instant or no number.
            log.broken.append(Conflict(code="ledger.unreadable", stream=stream))
            continue
        _read_stream(work, stream, chain, log)
        if stream in seen and not _reaches(chain, *seen[stream]):
            log.broken.append(Conflict(code="ledger.cut", stream=stream, seq=seen[stream][0]))
    lost = sorted(stream for stream in seen if stream != SEALS and stream not in streams)
    log.broken += [Conflict(code="ledger.cut", stream=stream, seq=seen[stream][0]) for stream in lost]
    if SEALS in seen and work.seals.hash_of(seen[SEALS][0]) != seen[SEALS][1]:
        log.broken.append(Conflict(code="ledger.sealing_cut", seq=seen[SEALS][0]))
    log.heads[SEALS] = work.seals.head()
    return log


def _seen(work: Work) -> dict[str, tuple[int, str]]:
    # What is no JSON any more was altered, and the seals say so.
    try:
        found = json.loads(work.marks.get(HEADS) or "{}")
        return {str(stream): (int(seq), str(hash_)) for stream, (seq, hash_) in found.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _read_stream(work: Work, stream: str, chain: Sequence[Event], log: Log) -> None:
    log.events += len(chain)
    log.heads[stream] = (chain[-1].seq, chain[-1].hash)
    broken = first_broken(chain)
    if broken is not None:
        log.broken.append(Conflict(code="ledger.event", stream=stream, seq=broken.seq))
    for event in chain:
        payload = None
        try:
            payload = work.events.payload(event.stream, event.seq)
        except Conflict:
            log.broken.append(Conflict(code="ledger.payload", stream=event.stream, seq=event.seq))
        log.payloads += 1
        log.of_entity.setdefault(event.entity, []).append(_Entry(log.payloads, event.type, payload))


def _reaches(chain: Sequence[Event], seq: int, hash_: str) -> bool:
    return len(chain) >= seq and chain[seq - 1].hash == hash_


def broken_slots(work: Work, log: Log) -> dict[int, DondocError]:
    """The slots that stand otherwise than their events say, by id."""
    found: dict[int, DondocError] = {}
    slots = work.slots.of()
    for commitment in sorted(work.commitments.all(), key=lambda c: c.code):
        own = slots.get(commitment.id, [])
        for slot in own:
            code = commitment.code if len(own) == 1 else f"{commitment.code}.{slot.ordinal}"
            broken = _differs(slot, code, _replay(code, commitment.code, slot.ordinal, log))
            if broken is not None:
                found[slot.id] = broken
    return found


@dataclass(frozen=True, slots=True)
class _Stand:
    """How a slot stands by its events; None for what an erased payload no longer tells."""

    status: Status | None = Status.OPEN
    #: "" when it is not done.
    done_on: str | None = ""


def _replay(code: str, commitment: str, ordinal: int, log: Log) -> _Stand:
    """Moves are told of the slot, a cancellation of the commitment; all stand in one stream."""
    entries = [entry for entity in {code, commitment} for entry in log.of_entity.get(entity, [])]
    stand = _Stand()
    for entry in sorted(entries, key=lambda entry: entry.number):
        if entry.type in _MOVES:
            stand = _moved(_MOVES[entry.type], entry.payload)
        elif entry.type == "commitment.amended":
            stand = _amended(stand, ordinal, entry.payload)
    return stand


def _moved(status: Status, payload: Mapping[str, JsonValue] | None) -> _Stand:
    if status is not Status.DONE:
        return _Stand(status)
    return _Stand(status, None if payload is None else str(payload.get("done_on") or ""))


def _amended(stand: _Stand, ordinal: int, payload: Mapping[str, JsonValue] | None) -> _Stand:
    """A cancellation releases the slot it names, else all that were still owed."""
    if payload is None:
        return _Stand(None, None)
    is_owed = stand.status not in SETTLED or stand.status is Status.PARTLY_DONE
    is_meant = payload.get("slot") == ordinal or (payload.get("slot") is None and is_owed)
    is_cancelled = payload.get("kind") == AmendmentKind.CANCEL and is_meant
    return _Stand(Status.WAIVED) if is_cancelled else stand


def _differs(slot: Slot, code: str, logged: _Stand) -> DondocError | None:
    if logged.status is not None and slot.status is not logged.status:
        return Conflict(code="ledger.task", task=code, found=slot.status, logged=logged.status)
    found = slot.done_on.isoformat() if slot.done_on is not None else ""
    if logged.done_on is not None and found != logged.done_on:
        return Conflict(code="ledger.task_day", task=code, found=_day(found), logged=_day(logged.done_on))
    return None


def _day(text: str) -> date | DondocError:
    return date.fromisoformat(text) if text else NotFound(code="value.no_day")
