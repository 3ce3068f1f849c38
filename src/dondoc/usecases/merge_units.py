"""A unit that goes into another: its open work goes along, and so do its promises in the other's reports."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.task import Assignee, Slot, Status
from dondoc.core.unit import SuccessionKind, Unit, UnitParent, UnitSuccession, subtree_on
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.own_unit import own_unit, unit_by_code
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.send_reminders import withdraw_for_slots

#: What is handed over; what is settled stays with who did it.
_OPEN = frozenset({Status.OPEN, Status.PARTLY_DONE, Status.SUSPENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Which unit went into which, and what of its work."""

    unit: Unit
    into: Unit
    #: Codes of the slots that the other unit has now, in order.
    tasks: tuple[str, ...] = ()
    #: Those of which the other unit has a part of the same time already: they stay, and the other's people are told.
    kept: tuple[str, ...] = ()


def merge_unit(begin: Begin, code: str, into: str, *, basis: str, actor: Actor, now: datetime) -> Merged:
    """Let a unit go into another from today, by a decision (`basis`): one act, or none.

    From then on it stands below the other, whose reports account for its promises. A person who is named in a task
    stays named; roles are changed by `set_person` and `leave`.

    Raises:
        NotFound: `unit.unknown` for either of the two.
        BadInput: `merge.itself`, `merge.no_basis`.
        NotAllowed: `merge.own` for the workspace's own unit or one above the other, `merge.done` when it went into
            another before.
    """
    today, words = local_date(now), " ".join(basis.split())
    if not words:
        raise BadInput(code="merge.no_basis", unit=code)
    with begin() as work:
        unit, target = unit_by_code(work, code), unit_by_code(work, into)
        _require_free(work, unit, target, today)
        work.units.add_succession(
            UnitSuccession(
                from_unit_id=unit.id, to_unit_id=target.id, on=today, kind=SuccessionKind.MERGER, basis=words
            )
        )
        if not any(p.unit_id == unit.id and p.parent_id == target.id and p.end is None for p in work.units.parents()):
            work.units.end_parent(unit.id, today)
            work.units.add_parent(UnitParent(unit_id=unit.id, parent_id=target.id, start=today))
        moved, kept = _hand_over(work, unit, target, actor=actor, now=now)
        payload: dict[str, JsonValue] = {"into": target.code, "basis": words, "tasks": len(moved)}
        work.events.append(unit.code, "unit.merged", unit.code, payload, actor=actor, at=now)
        return Merged(unit=unit, into=target, tasks=moved, kept=kept)


def _require_free(work: Work, unit: Unit, target: Unit, today: date) -> None:
    if unit.id == target.id:
        raise BadInput(code="merge.itself", unit=unit.name)
    if any(step.from_unit_id == unit.id for step in work.units.successions()):
        raise NotAllowed(code="merge.done", unit=unit.name)
    is_above = target.id in subtree_on(work.units.parents(), unit.id, today)
    if is_above or unit.id == own_unit(work).id:
        raise NotAllowed(code="merge.own", unit=unit.name, into=target.name)


def _hand_over(
    work: Work, unit: Unit, target: Unit, *, actor: Actor, now: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    units = {u.id: u for u in work.units.all()}
    slots = work.slots.of()
    moved: list[Slot] = []
    codes: list[str] = []
    kept: list[str] = []
    for commitment in sorted(work.commitments.all(), key=lambda c: c.code):
        own = slots.get(commitment.id, [])
        for slot in (s for s in own if s.assignee.unit_id == unit.id and s.status in _OPEN):
            code = commitment.code if len(own) == 1 else f"{commitment.code}.{slot.ordinal}"
            taken = Assignee(unit_id=target.id, person_id=slot.assignee.person_id)
            if any(s.window == slot.window and s.assignee == taken for s in own):
                kept.append(code)
                continue
            moved.append(replace(slot, assignee=taken))
            codes.append(code)
            promiser = units[commitment.unit_id].code
            payload: dict[str, JsonValue] = {"from": unit.code, "to": target.code}
            work.events.append(promiser, "slot.handed_over", code, payload, actor=actor, at=now)
    work.slots.update_many(moved)
    withdraw_for_slots(work, [slot.id for slot in moved])
    return tuple(codes), tuple(kept)
