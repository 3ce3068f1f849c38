"""Checking that nothing was altered: the chains, the payloads, what the tables say against them, and every file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dondoc.core.commitment import AmendmentKind
from dondoc.core.event import Event, JsonValue, first_broken
from dondoc.core.task import SETTLED, Slot, Status
from dondoc.errors import Conflict, DondocError, NotFound
from dondoc.usecases.ports import Begin, Blobs, Work

#: The newest event of each stream as the last good check saw it: {stream: [seq, hash]}.
HEADS = "ledger.heads"

#: Events after which a slot has another status.
_MOVES: Mapping[str, Status] = {
    "slot.reopened": Status.OPEN,
    **{f"slot.{status.value}": status for status in (*SETTLED, Status.SUSPENDED)},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check found; `broken` is the first thing that fails, None when all holds."""

    events: int
    streams: int
    broken: DondocError | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One event of the log in the order in which it was read."""

    number: int
    type: str
    #: None when it was erased.
    payload: Mapping[str, JsonValue] | None


@dataclass(slots=True)
class _Log:
    """The log as read: the newest event of each stream, and what happened to each thing, oldest first."""

    streams: int = 0
    events: int = 0
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    of_entity: dict[str, list[_Entry]] = field(default_factory=dict)
    payloads: int = 0


def verify_ledger(reading: Begin, blobs: Blobs, *, keep: Begin | None = None) -> Verified:
    """Check every stream of events with its payloads, every slot against its events, and every file.

    With `keep`, which writes, the newest events are remembered when all holds, so that the next check sees it when
    they are cut off.
    """
    log = _Log()
    with reading() as work:
        broken = _read_log(work, log) or _broken_slot(work, log)
        files = {} if broken else _files(work)
    broken = broken or _broken_file(blobs, files)
    if broken is None and keep is not None:
        with keep() as work:
            work.marks.set(HEADS, json.dumps(log.heads, sort_keys=True))
    return Verified(events=log.events, streams=log.streams, broken=broken)


def _read_log(work: Work, log: _Log) -> DondocError | None:
    """Fills the log; the first event or payload that fails, or the first stream that lost its newest events."""
    seen: dict[str, tuple[int, str]] = json.loads(work.marks.get(HEADS) or "{}")
    streams = work.events.streams()
    log.streams = len(streams)
    for stream in streams:
        chain = work.events.of_stream(stream)
        log.events += len(chain)
        broken = first_broken(chain)
        if broken is not None:
            return Conflict(code="ledger.event", stream=stream, seq=broken.seq)
        bad_payload = _read_payloads(work, chain, log)
        if bad_payload is not None:
            return bad_payload
        log.heads[stream] = (chain[-1].seq, chain[-1].hash)
        if stream in seen and not _reaches(chain, *seen[stream]):
            return Conflict(code="ledger.cut", stream=stream, seq=seen[stream][0])
    lost = next((stream for stream in sorted(seen) if stream not in streams), None)
    return Conflict(code="ledger.cut", stream=lost, seq=seen[lost][0]) if lost is not None else None


def _reaches(chain: Sequence[Event], seq: int, hash_: str) -> bool:
    return len(chain) >= seq and chain[seq - 1].hash == hash_


def _read_payloads(work: Work, chain: Iterable[Event], log: _Log) -> DondocError | None:
    for event in chain:
        try:
            payload = work.events.payload(event.stream, event.seq)
        except Conflict:
            return Conflict(code="ledger.payload", stream=event.stream, seq=event.seq)
        log.payloads += 1
        log.of_entity.setdefault(event.entity, []).append(_Entry(log.payloads, event.type, payload))
    return None


def _broken_slot(work: Work, log: _Log) -> DondocError | None:
    """The first slot that stands otherwise than its events say, or whose row is gone."""
    codes: set[str] = set()
    slots = work.slots.of()
    for commitment in sorted(work.commitments.all(), key=lambda c: c.code):
        own = slots.get(commitment.id, [])
        for slot in own:
            code = commitment.code if len(own) == 1 else f"{commitment.code}.{slot.ordinal}"
            codes.add(code)
            broken = _differs(slot, code, _replay(code, commitment.code, slot.ordinal, log))
            if broken is not None:
                return broken
    gone = (e for e, told in log.of_entity.items() if e not in codes and any(entry.type in _MOVES for entry in told))
    lost = min(gone, default=None)
    return NotFound(code="ledger.task_gone", task=lost) if lost is not None else None


@dataclass(frozen=True, slots=True)
class _Stand:
    """How a slot stands by its events; None for what an erased payload no longer tells."""

    status: Status | None = Status.OPEN
    #: "" when it is not done.
    done_on: str | None = ""


def _replay(code: str, commitment: str, ordinal: int, log: _Log) -> _Stand:
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


def _files(work: Work) -> dict[str, DondocError]:
    """Every file that the tables speak of, by hash, with what it is."""
    found: dict[str, DondocError] = {}
    for report in work.reports.all():
        for format_, sha256 in report.outputs:
            params = {"period": report.plan.name, "version": report.version, "format": format_}
            found[sha256] = NotFound(code="ledger.of_report", **params)
    for document in work.documents.all():
        found[document.file_sha256] = NotFound(code="ledger.of_document", name=document.name)
    for group in work.activities.evidence().values():
        for evidence in group:
            if evidence.sha256 is not None:
                found[evidence.sha256] = NotFound(code="ledger.of_evidence", label=evidence.label, id=evidence.id)
    return found


def _broken_file(blobs: Blobs, files: Mapping[str, DondocError]) -> DondocError | None:
    changed = blobs.first_broken()
    if changed is not None:
        what = files.get(changed) or NotFound(code="ledger.of_nothing", sha256=changed)
        return Conflict(code="ledger.file_changed", what=what)
    missing = next((sha256 for sha256 in sorted(files) if not blobs.has(sha256)), None)
    return NotFound(code="ledger.file_missing", what=files[missing]) if missing is not None else None
