"""Checking that nothing was lost, altered or added: the chains, the seals of all rows, the moves, and every file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never

from dondoc.core.event import Actor
from dondoc.core.seal import FaultKind, NamedFile, RowFault, RowName, Stored
from dondoc.errors import Conflict, DondocError, NotFound
from dondoc.usecases.outside import Blobs, KeptFile
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.verify_log import HEADS, Log, broken_slots, read_log

#: Bytes come before the row that speaks of them: for so long a file may stand alone.
GRACE = timedelta(hours=1)

_PAYLOADS, _COMMITMENTS, _SLOTS = "event_payloads", "commitments", "slots"
#: What the log of acts tells of a slot.
_MOVED = frozenset({"status", "done_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check found: `broken` is everything lost, altered or added in the ledger and its files."""

    events: int
    streams: int
    broken: tuple[DondocError, ...] = ()
    #: Names of files that nothing speaks of: no harm, but nobody knows whence they are.
    orphans: tuple[str, ...] = ()


def verify_ledger(reading: Begin, blobs: Blobs, *, disk_now: datetime, keep: Begin | None = None) -> Verified:
    """Check every event, every row against its seal, every slot against its events, and every file.

    `disk_now` is the clock by which files are dated (not that of a simulated office). With `keep`, which writes, the
    ends of the chains are remembered when all holds, so that the next check sees it when they are cut off.
    """
    with reading() as work:
        log = read_log(work)
        faults = work.seals.faults()
        broken = [*log.broken, *_of_rows(work, log, faults), *work.seals.integrity()]
        if not faults:
            # Else it is the row that is gone, or the one that points elsewhere, that was named.
            broken += [Conflict(code="ledger.link", row=row_name(name)) for name in work.seals.links_to_nothing()]
        files = list(work.seals.files())
    touched = {_row(fault.name) for fault in faults if _is_of_file(fault)}
    damaged, orphans = _of_files(blobs, files, touched, disk_now)
    broken += damaged
    if not broken and keep is not None:
        with keep() as work:
            work.marks.set(HEADS, json.dumps(log.heads, sort_keys=True))
    return Verified(events=log.events, streams=log.streams, broken=tuple(broken), orphans=tuple(orphans))


def set_aside_orphans(begin: Begin, blobs: Blobs, names: Sequence[str], *, actor: Actor, now: datetime) -> list[str]:
    """Move files that nothing speaks of out of the store and log it; where they are now."""
    if not names:
        return []
    with begin() as work:
        unit = own_unit(work)
        work.events.append(unit.code, "files.set_aside", unit.code, {"files": list(names)}, actor=actor, at=now)
        return [blobs.set_aside(name) for name in names]


def row_name(name: RowName) -> DondocError:
    """What a row is called, in the user's words."""
    table = "draft" if name.table == _COMMITMENTS and name.values.get("code") == "" else name.table
    # An error's own code is its sentence; the code of a unit, a person, a commitment is a parameter beside it.
    values = {column.replace("code", "own_code"): _shown(column, value) for column, value in name.values.items()}
    return NotFound(code=f"ledger.of.{table}", **(values | {"id": name.key}))


def _shown(column: str, value: RowName | Stored) -> object:
    if isinstance(value, RowName):
        return row_name(value)
    if column.endswith("_on") and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _is_of_file(fault: RowFault) -> bool:
    """Whether the row may no longer name the file that it named."""
    return fault.what is FaultKind.ADDED or any(column.endswith("sha256") for column in fault.columns)


def _row(name: RowName) -> tuple[str, str]:
    return name.table, name.key


def _of_rows(work: Work, log: Log, faults: Sequence[RowFault]) -> list[DondocError]:
    """One sentence a row: that of the log where it knows what a slot should say, else that of the seal."""
    moved = _moved(work, log, faults)
    found: list[DondocError] = []
    seq = work.seals.first_broken()
    if seq is not None:
        found.append(Conflict(code="ledger.sealing", seq=seq))
    for fault in faults:
        if fault.name.table == _PAYLOADS and _is_told(fault, log):
            continue
        is_move = fault.name.table == _SLOTS and fault.what is FaultKind.CHANGED and not fault.is_past
        told = moved.pop(int(fault.name.key), None) if is_move else None
        if told is not None:
            found.append(told)
        if told is None or not set(fault.columns) <= _MOVED:
            found.append(_fault(fault))
    return [*found, *moved.values()]


def _is_told(payload: RowFault, log: Log) -> bool:
    """Whether the chain of its stream said it already: this payload no longer fits, or the end of the log is gone."""
    stream, _, seq = payload.name.key.rpartition("/")
    for error in log.broken:
        if error.params.get("stream") == stream:
            if error.message_code == "ledger.cut" and payload.what is FaultKind.GONE:
                return True
            if error.message_code == "ledger.payload" and str(error.params["seq"]) == seq:
                return True
    return False


def _moved(work: Work, log: Log, faults: Sequence[RowFault]) -> dict[int, DondocError]:
    try:
        return broken_slots(work, log)
    except (ValueError, ArithmeticError, TypeError, LookupError):
        # A row that cannot even be read is one that the seals have named.
        if any(not fault.is_past for fault in faults):
            return {}
        raise


def _fault(fault: RowFault) -> DondocError:
    row = row_name(fault.name)
    columns = tuple(NotFound(code=f"ledger.column.{name}") for name in fault.columns)
    match fault.what:
        case FaultKind.ADDED:
            return Conflict(code="ledger.row_was_added" if fault.is_past else "ledger.row_added", row=row)
        case FaultKind.GONE:
            return Conflict(code="ledger.row_was_gone" if fault.is_past else "ledger.row_gone", row=row)
        case FaultKind.CHANGED if not columns:
            return Conflict(code="ledger.row_seal", row=row)
        case FaultKind.CHANGED:
            return Conflict(
                code="ledger.row_was_changed" if fault.is_past else "ledger.row_changed", row=row, columns=columns
            )
    assert_never(fault.what)


def _of_files(
    blobs: Blobs, files: Iterable[NamedFile], touched: set[tuple[str, str]], disk_now: datetime
) -> tuple[list[DondocError], list[str]]:
    """Files that are lost or altered, and those that nothing speaks of."""
    named: dict[str, NamedFile] = {}
    for file in files:
        known = named.get(file.sha256)
        # What one row lets go another may still need.
        if known is None or (file.is_required and not known.is_required):
            named[file.sha256] = file
    kept = {file.name: file for file in blobs.kept()}
    by_hash = {file.sha256: file for file in kept.values() if file.sha256}
    found: list[DondocError] = []
    for sha256 in sorted(named):
        file = named[sha256]
        if sha256 in by_hash:
            if not by_hash[sha256].is_whole:
                found.append(Conflict(code="ledger.file_changed", what=row_name(file.name)))
        elif file.is_required and _row(file.name) not in touched:
            found.append(NotFound(code="ledger.file_missing", what=row_name(file.name)))
    return found, [file.name for file in _alone(kept, named, disk_now)]


def _alone(kept: Mapping[str, KeptFile], named: Mapping[str, NamedFile], disk_now: datetime) -> list[KeptFile]:
    alone = [file for file in kept.values() if file.sha256 not in named]
    return sorted((file for file in alone if disk_now - file.written_at >= GRACE), key=lambda file: file.name)
