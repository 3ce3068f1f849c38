"""Gathering commitments with their amendments, slots, activities and evidence into views."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dondoc.core.activity import Activity, Evidence
from dondoc.core.commitment import Commitment
from dondoc.core.event import Event, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.progress import Outcome, SlotWork, Successor, TaskView
from dondoc.core.task import Attestation, Slot, Status
from dondoc.errors import BadInput, NotFound
from dondoc.usecases.ports import Work

#: Events that record an outcome of a slot, and which.
_OUTCOMES: Mapping[str, Status] = {"slot.reopened": Status.OPEN} | {f"slot.{status.value}": status for status in Status}


#: A code as people type it: what stands before the number, the number, and the part.
_TYPED = re.compile(r"((?:.*-)?)(\d{1,4})(?:\.(\d{1,4}))?")


def load_views(work: Work, unit_ids: Iterable[int] | None = None) -> list[TaskView]:
    """Every confirmed commitment (of some units) with all that belongs to it, in order of code.

    A fixed number of queries, however many there are.
    """
    confirmed = [c for c in work.commitments.all(unit_ids) if c.status is Status.OPEN]
    return sorted(views_of(work, confirmed), key=lambda view: view.code)


def views_of(work: Work, commitments: Iterable[Commitment]) -> list[TaskView]:
    """Views of these commitments, in their order."""
    wanted = list(commitments)
    ids = [c.id for c in wanted]
    amendments, slots = work.commitments.amendments(ids), work.slots.of(ids)
    later = work.commitments.continuing(ids)
    slot_ids = [slot.id for group in slots.values() for slot in group]
    activities = work.activities.of_slots(slot_ids)
    evidence = work.activities.evidence({a.id for group in activities.values() for a in group})
    return [
        TaskView(
            promised=commitment,
            amendments=tuple(amendments.get(commitment.id, ())),
            work=tuple(_slot_work(s, activities, evidence) for s in slots.get(commitment.id, ())),
        ).continued(_successor(later.get(commitment.id, ())))
        for commitment in wanted
    ]


def _successor(later: Sequence[Commitment]) -> Successor | None:
    """The newest of the confirmed commitments that continue one."""
    known = [(c.confirmed_at, c) for c in later if c.confirmed_at is not None]
    if not known:
        return None
    confirmed_at, newest = max(known, key=lambda pair: (pair[0], pair[1].id))
    starts_on = newest.period.calendar.start if newest.period is not None else local_date(confirmed_at)
    return Successor(code=newest.code, starts_on=starts_on, confirmed_at=confirmed_at)


def _slot_work(slot: Slot, activities: dict[int, list[Activity]], evidence: dict[int, list[Evidence]]) -> SlotWork:
    own = tuple(activities.get(slot.id, ()))
    return SlotWork(slot=slot, activities=own, evidence={a.id: tuple(evidence.get(a.id, ())) for a in own})


def with_history(work: Work, views: Sequence[TaskView]) -> list[TaskView]:
    """The views, their decided slots with all that was recorded of them; one query, however many there are."""
    codes = [view.slot_code(w.slot) for view in views for w in view.work if w.slot.decided_at is not None]
    told: dict[str, list[Outcome]] = {}
    for event, payload in work.events.told_of(codes):
        if event.type in _OUTCOMES:
            told.setdefault(event.entity, []).append(_outcome(event, payload or {}))
    return [
        replace(
            view,
            work=tuple(replace(w, history=tuple(told.get(view.slot_code(w.slot), ()))) for w in view.work),
        )
        for view in views
    ]


def _outcome(event: Event, payload: Mapping[str, JsonValue]) -> Outcome:
    """What an event says of a slot; of an erased payload only what and when."""
    status, on = _OUTCOMES[event.type], local_date(event.at)
    done_on, words = payload.get("done_on"), payload.get("attested")
    return Outcome(
        status=status,
        at=event.at,
        done_on=None if status is not Status.DONE else date.fromisoformat(str(done_on)) if done_on else on,
        reason=str(payload.get("reason") or "") if status is not Status.OPEN else "",
        decided_by=str(payload.get("by") or event.actor),
        attestation=Attestation(by=event.actor, on=on, words=str(words)) if words else None,
    )


def find_task(work: Work, code: str) -> tuple[TaskView, SlotWork | None]:
    """The task a user means by `CODE` or `CODE.2`; the slot is None for a mere direction.

    Raises:
        NotFound: `task.unknown` for a code that does not exist.
        BadInput: `task.which_slot` when the commitment has several slots and none was named.
    """
    view, ordinal = find_view(work, code)
    if ordinal is None:
        if len(view.work) > 1:
            raise BadInput(code="task.which_slot", task=view.code, first=f"{view.code}.1", count=len(view.work))
        return view, view.work[0] if view.work else None
    for slot_work in view.work:
        if slot_work.slot.ordinal == ordinal:
            return view, slot_work
    raise NotFound(code="task.unknown", task=code)


def find_view(work: Work, code: str) -> tuple[TaskView, int | None]:
    """The commitment of `CODE` or `CODE.2`, and the ordinal that was named.

    Case and a missing nought do not matter, and the end of a code does where only one has it: "h2-3", "03.2".

    Raises:
        NotFound: `task.unknown`.
        BadInput: `task.ambiguous` when several codes end so.
    """
    wanted = code.strip()
    commitment, ordinal = work.commitments.by_code(wanted), None
    if commitment is None:
        match = _TYPED.fullmatch(wanted.upper())
        if match is None:
            raise NotFound(code="task.unknown", task=wanted)
        head, number, part = match.groups()
        ordinal = int(part) if part else None
        commitment = _by_end(work, f"{head or ''}{int(number):02}", typed=wanted)
    if commitment is None or commitment.status is not Status.OPEN:
        raise NotFound(code="task.unknown", task=wanted)
    return views_of(work, [commitment])[0], ordinal


def _by_end(work: Work, code: str, *, typed: str) -> Commitment | None:
    """The commitment of a code, else the only confirmed one whose code ends so, counted in whole parts."""
    exact = work.commitments.by_code(code)
    if exact is not None:
        return exact
    ending = [c for c in work.commitments.all() if c.status is Status.OPEN and c.code.upper().endswith(f"-{code}")]
    if len(ending) > 1:
        raise BadInput(code="task.ambiguous", task=typed, codes=", ".join(sorted(c.code for c in ending)[:5]))
    return ending[0] if ending else None
