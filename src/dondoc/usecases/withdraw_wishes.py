"""Wishes for another day end with the task: who settles it, or carries it over, leaves nothing to decide."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from dondoc.core.answer import RequestState
from dondoc.core.task import SETTLED, Slot, Status
from dondoc.usecases.ports import Work


def is_settled(slot: Slot) -> bool:
    """Whether no other day can be wished for: settled or carried over. The rest of what is partly done is owed."""
    return bool(slot.continued_by) or (slot.status in SETTLED and slot.status is not Status.PARTLY_DONE)


def withdraw_wishes(work: Work, slots: Iterable[Slot], *, now: datetime) -> None:
    """Withdraw the wishes that wait for those of the slots that are settled."""
    settled = [slot.id for slot in slots if is_settled(slot)]
    for wishes in work.requests.of_slots(settled).values():
        for wish in wishes:
            if wish.state is RequestState.WAITING:
                work.requests.update(replace(wish, state=RequestState.WITHDRAWN, decided_at=now))
