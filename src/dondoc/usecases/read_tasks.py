"""Gathering commitments with their amendments, slots, activities and evidence into views."""

from collections.abc import Iterable

from dondoc.core.activity import Activity, Evidence
from dondoc.core.commitment import Commitment
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.task import Slot, Status
from dondoc.errors import BadInput, NotFound
from dondoc.usecases.ports import Work


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
    slot_ids = [slot.id for group in slots.values() for slot in group]
    activities = work.activities.of_slots(slot_ids)
    evidence = work.activities.evidence({a.id for group in activities.values() for a in group})
    return [
        TaskView(
            promised=commitment,
            amendments=tuple(amendments.get(commitment.id, ())),
            work=tuple(_slot_work(s, activities, evidence) for s in slots.get(commitment.id, ())),
        )
        for commitment in wanted
    ]


def _slot_work(slot: Slot, activities: dict[int, list[Activity]], evidence: dict[int, list[Evidence]]) -> SlotWork:
    own = tuple(activities.get(slot.id, ()))
    return SlotWork(slot=slot, activities=own, evidence={a.id: tuple(evidence.get(a.id, ())) for a in own})


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
    """The commitment of `CODE` or `CODE.2`, and the ordinal that was named; NotFound `task.unknown`."""
    wanted = code.strip()
    ordinal: int | None = None
    commitment = work.commitments.by_code(wanted)
    head, dot, tail = wanted.rpartition(".")
    if commitment is None and dot and tail.isdigit():
        commitment, ordinal = work.commitments.by_code(head), int(tail)
    if commitment is None or commitment.status is not Status.OPEN:
        raise NotFound(code="task.unknown", task=wanted)
    return views_of(work, [commitment])[0], ordinal
