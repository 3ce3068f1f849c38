"""Checking that nothing was altered: recompute the chains, the payloads and the hashes of every blob."""

from dataclasses import dataclass

from dondoc.core.event import first_broken
from dondoc.errors import Conflict
from dondoc.usecases.ports import Begin, Blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check found; `broken` names the first thing that fails, "" when all holds."""

    events: int
    streams: int
    broken: str = ""


def verify_ledger(begin: Begin, blobs: Blobs) -> Verified:
    """Check every stream of events with its payloads, and every blob."""
    events = 0
    with begin() as work:
        streams = work.events.streams()
        for stream in streams:
            chain = work.events.of_stream(stream)
            events += len(chain)
            broken = first_broken(chain)
            if broken is not None:
                return Verified(events=events, streams=len(streams), broken=f"event {stream} {broken.seq}")
            for event in chain:
                try:
                    work.events.payload(stream, event.seq)
                except Conflict:
                    return Verified(events=events, streams=len(streams), broken=f"payload {stream} {event.seq}")
        evidence = work.activities.evidence()
        wanted = {e.sha256 for group in evidence.values() for e in group if e.sha256 is not None}
        wanted |= {document.file_sha256 for document in work.documents.all()}
        wanted |= {sha256 for report in work.reports.all() for _, sha256 in report.outputs}
    bad = blobs.first_broken() or next((s for s in sorted(wanted) if not blobs.has(s)), None)
    return Verified(events=events, streams=len(streams), broken=f"blob {bad}" if bad else "")
