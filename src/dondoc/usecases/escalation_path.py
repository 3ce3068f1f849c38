"""Who hears of a task that is long overdue: the nearest chair, who gave it, and beyond the unit only by the rules.

Escalation leaves the promising unit only if the superior gave the task, or the unit's chair releases it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.core.event import Actor
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.reminder import closed_because
from dondoc.core.unit import Person, PersonRole
from dondoc.core.words import fold
from dondoc.core.workdays import working_days_between
from dondoc.errors import BadInput, Conflict, NotAllowed
from dondoc.usecases.gather_office import Office, ReminderRules, gather_office
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import find_task, find_view, views_of

#: With ".<slot id>": by whom, when, why and for which day a slot was released to the superior.
RELEASED = "escalation.released"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The chair's word that the superior may be told; it holds as long as the due date is the same."""

    due: date
    on: date
    #: Name of the chair.
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The chairs who hear of one task, each once."""

    #: The nearest unit with a chair who is not the doer, from the doer's up to the promising one.
    near: tuple[int, ...] = ()
    #: The promising unit, where it gave the task to a unit below and that is far too late.
    giver: tuple[int, ...] = ()
    #: The nearest unit above the promising one.
    above: tuple[int, ...] = ()

    @property
    def chairs(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(dict.fromkeys((*self.near, *self.giver, *self.above)))


def path_of(view: TaskView, slot_work: SlotWork, office: Office, release: Release | None) -> Path:
    """Who hears of the task on the office's day; nobody is told of his own work."""
    inside, beyond = reach(view, slot_work, office)
    slot, promising = slot_work.slot, view.promised.unit_id
    doers = set(office.persons_for(slot.assignee))
    near = _nearest(inside, office, doers)
    late = working_days_between(slot.due, office.today, office.rules.calendar.is_working_day)
    is_far_late = late > office.rules.superior_after
    given_below = promising != slot.assignee.unit_id and is_far_late
    giver = _nearest([promising], office, doers) if given_below else ()
    is_ordered = view.promised.given_by_superior and (is_far_late or not near)
    is_released = release is not None and release.due == slot.due
    above = _nearest(beyond, office, doers) if is_ordered or is_released else ()
    return Path(near=near, giver=giver, above=above)


def reach(view: TaskView, slot_work: SlotWork, office: Office) -> tuple[list[int], list[int]]:
    """The units from the doer's up to the promising one, and those above it."""
    assignee, promising = slot_work.slot.assignee.unit_id, view.promised.unit_id
    upwards = list(office.directory.upwards(assignee))
    if promising not in upwards:
        upwards = [assignee, *(unit for unit in office.directory.upwards(promising) if unit != assignee)]
    end = upwards.index(promising) + 1
    return upwards[:end], upwards[end:]


def is_himself(view: TaskView, slot_work: SlotWork, office: Office) -> bool:
    """Whether the chair who would be told is the one who is to do it."""
    doers = set(office.persons_for(slot_work.slot.assignee))
    inside, _ = reach(view, slot_work, office)
    return any(chair in doers for unit in inside for chair in office.directory.holding(unit, PersonRole.CHAIR))


def _nearest(units: Iterable[int], office: Office, doers: set[int]) -> tuple[int, ...]:
    for unit in units:
        chairs = tuple(c for c in office.directory.holding(unit, PersonRole.CHAIR) if c not in doers)
        if chairs:
            return chairs
    return ()


def release_escalation(
    begin: Begin, code: str, reason: str, rules: ReminderRules, *, actor: Actor, now: datetime
) -> tuple[str, tuple[Person, ...]]:
    """The chair of the promising unit lets the superior be told; the task's code, and who will be told.

    Raises:
        BadInput: `task.reason_missing`, `task.which_slot`.
        NotFound: `task.unknown`.
        NotAllowed: `task.is_direction`, `escalation.settled` when nothing is owed, `escalation.not_chair` for anybody
            but the chair of the unit, `escalation.no_superior` when no chair stands above it.
        Conflict: `escalation.released` when it was released for this day already.
    """
    words = " ".join(reason.split())
    if not words:
        raise BadInput(code="task.reason_missing", task=code)
    with begin() as work:
        office = gather_office(work, rules, local_date(now))
        view, slot_work = find_task(work, code)
        if slot_work is None:
            raise NotAllowed(code="task.is_direction", task=view.code)
        slot, name = slot_work.slot, view.slot_code(slot_work.slot)
        if closed_because(slot) is not None:
            raise NotAllowed(code="escalation.settled", task=name)
        chair = _chair_of(office, view, actor, name)
        release = Release(due=slot.due, on=office.today, by=chair.name, reason=words)
        told = path_of(view, slot_work, office, release).above
        if not told:
            raise NotAllowed(code="escalation.no_superior", task=name)
        if (earlier := release_of(work, slot.id)) is not None and earlier.due == slot.due:
            raise Conflict(code="escalation.released", task=name, by=earlier.by, on=earlier.on)
        work.marks.set(f"{RELEASED}.{slot.id}", _packed(release))
        unit = work.units.get(view.promised.unit_id)
        payload = {"reason": words, "due": slot.due.isoformat(), "by": chair.code}
        work.events.append(unit.code, "slot.escalation_released", name, payload, actor=actor, at=now)
        return name, tuple(office.directory.people[p] for p in told)


def mark_order(begin: Begin, code: str, basis: str, *, ordered: bool, actor: Actor, now: datetime) -> TaskView:
    """Note that the superior gave a task (or that he did not), by which document or word; the whole task.

    Raises:
        BadInput: `escalation.no_basis`, `amend.whole_only` for one part of several.
        NotFound: `task.unknown`.
        Conflict: `escalation.known_order` when it is noted so already.
    """
    words = " ".join(basis.split())
    if not words:
        raise BadInput(code="escalation.no_basis", task=code)
    with begin() as work:
        view, ordinal = find_view(work, code)
        if ordinal is not None and len(view.work) > 1:
            raise BadInput(code="amend.whole_only", task=view.code)
        if view.promised.given_by_superior is ordered:
            raise Conflict(code="escalation.known_order", task=view.code)
        changed = replace(view.promised, given_by_superior=ordered)
        work.commitments.update_many([changed])
        unit = work.units.get(changed.unit_id)
        type_ = "commitment.ordered" if ordered else "commitment.not_ordered"
        work.events.append(unit.code, type_, view.code, {"basis": words}, actor=actor, at=now)
        return views_of(work, [changed])[0]


def _chair_of(office: Office, view: TaskView, actor: Actor, name: str) -> Person:
    """The chair of the promising unit that the actor is."""
    people = office.directory.people
    chairs = [people[p] for p in office.directory.holding(view.promised.unit_id, PersonRole.CHAIR)]
    wanted = fold(actor.name)
    found = next((p for p in chairs if wanted in {fold(p.code), fold(p.name)}), None)
    if found is None:
        unit = office.directory.units[view.promised.unit_id]
        known = ", ".join(f"{p.name} ({p.code})" for p in chairs) or "…"
        raise NotAllowed(code="escalation.not_chair", task=name, person=actor.name, unit=unit.name, chairs=known)
    return found


def releases_of(work: Work, slots: Sequence[int]) -> Mapping[int, Release]:
    """Releases by slot; slots without one are absent."""
    found = {slot_id: release_of(work, slot_id) for slot_id in slots}
    return {slot_id: release for slot_id, release in found.items() if release is not None}


def release_of(work: Work, slot_id: int) -> Release | None:
    """The newest release of a slot, or None."""
    packed = work.marks.get(f"{RELEASED}.{slot_id}")
    if packed is None:
        return None
    values = json.loads(packed)
    due, on = date.fromisoformat(values["due"]), date.fromisoformat(values["on"])
    return Release(due=due, on=on, by=values["by"], reason=values["reason"])


def _packed(release: Release) -> str:
    values = {
        "due": release.due.isoformat(),
        "on": release.on.isoformat(),
        "by": release.by,
        "reason": release.reason,
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
