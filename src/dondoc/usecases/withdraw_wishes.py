"""Wishes for another day end with the task: who settles it, or carries it over, leaves nothing to decide."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from dondoc.core.answer import ExtensionRequest, RequestState
from dondoc.core.event import Actor, JsonValue
from dondoc.core.progress import TaskView
from dondoc.core.task import SETTLED, Slot, Status
from dondoc.usecases.ports import Work


def is_settled(slot: Slot) -> bool:
    """Whether no other day can be wished for: settled or carried over. The rest of what is partly done is owed."""
    return bool(slot.continued_by) or (slot.status in SETTLED and slot.status is not Status.PARTLY_DONE)


def withdraw_wishes(work: Work, view: TaskView, slots: Iterable[Slot], *, actor: Actor, now: datetime) -> None:
    """Withdraw the wishes that wait for those of the task's slots that are settled."""
    settled = {slot.id: slot for slot in slots if is_settled(slot)}
    for slot_id, wishes in work.requests.of_slots(settled).items():
        for wish in wishes:
            if wish.state is RequestState.WAITING:
                withdraw_wish(work, view, settled[slot_id], wish, actor=actor, now=now)


def withdraw_wish(
    work: Work, view: TaskView, slot: Slot, wish: ExtensionRequest, *, actor: Actor, now: datetime
) -> None:
    """Withdraw one wish about a slot of the task, with its event."""
    work.requests.update(replace(wish, state=RequestState.WITHDRAWN, decided_at=now))
    payload: dict[str, JsonValue] = {"request": wish.id, "until": wish.until.isoformat()}
    unit = work.units.get(view.promised.unit_id)
    work.events.append(unit.code, "extension.withdrawn", view.slot_code(slot), payload, actor=actor, at=now)
