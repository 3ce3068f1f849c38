"""The chair's monthly check: which tasks nobody has heard of, how each unit stands, and what waits for a decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum

from dondoc.core.answer import ExtensionRequest
from dondoc.core.instants import local_date
from dondoc.core.progress import Headline, Result, SlotWork, TaskView, headline, results
from dondoc.core.reminder import closed_because
from dondoc.core.target import Role
from dondoc.core.task import Timeliness, timeliness

Task = tuple[TaskView, SlotWork]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyRules:
    """What the monthly check looks for (config/reminders.toml), in calendar days."""

    #: A task that was not heard of for so long is named.
    silent_days: int = 30
    #: Evidence that has waited for so long is named.
    evidence_days: int = 10
    #: What was entered more than so many working days after it happened is counted as late.
    late_entry_days: int = 10


def last_heard(task: Task, said: datetime | None = None) -> date:
    """The last day on which something was heard of a slot: an activity, evidence, an amendment, an answer (`said`).

    Before anything was, it is the day on which it was confirmed or its window began, whichever is later.
    """
    view, work = task
    opened = work.slot.opened_at or view.promised.confirmed_at
    heard = [max(work.slot.window.start, local_date(opened) if opened is not None else work.slot.window.start)]
    for activity in work.activities:
        heard.append(local_date(activity.received_at))
        for evidence in work.evidence.get(activity.id, ()):
            heard.append(local_date(evidence.received_at))
    heard += [local_date(a.at) for a in view.amendments if a.slot_ordinal in (None, work.slot.ordinal)]
    heard += [local_date(at) for at in (work.slot.decided_at, said) if at is not None]
    return max(heard)


def is_silent(task: Task, *, today: date, days: int, said: datetime | None = None) -> bool:
    """Whether a task that is owed was not heard of for so many days or longer."""
    return closed_because(task[1].slot) is None and (today - last_heard(task, said)).days >= days


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """The numbers of one unit."""

    unit_id: int
    headline: Headline
    #: Tasks that were not heard of.
    silent: int


def standings(
    views: Iterable[TaskView], unit_of: Mapping[int, int], *, silent: set[int], today: date
) -> list[UnitStanding]:
    """The numbers of each unit, the most overdue first, then the most silent.

    `unit_of` says under which unit an assignee's is counted; `silent` are ids of slots that were not heard of.
    """
    parts: dict[int, list[TaskView]] = {}
    for view in views:
        by_unit: dict[int, list[SlotWork]] = {}
        for work in view.work:
            unit_id = work.slot.assignee.unit_id
            by_unit.setdefault(unit_of.get(unit_id, unit_id), []).append(work)
        for unit_id, works in by_unit.items():
            parts.setdefault(unit_id, []).append(replace(view, work=tuple(works)))
    found = [
        UnitStanding(
            unit_id=unit_id,
            headline=headline(own, today=today),
            silent=sum(w.slot.id in silent for view in own for w in view.work),
        )
        for unit_id, own in parts.items()
    ]
    return sorted(found, key=lambda s: (-s.headline.overdue, -s.silent, -s.headline.total, s.unit_id))


class MatterKind(IntEnum):
    """What can wait for the chair, in the order in which the kinds take their turn."""

    #: Somebody wishes for another day.
    WISH = 1
    #: A number that was to be kept under was passed.
    CAP_BROKEN = 2
    #: Nobody holds any role in the unit that is to do it.
    NO_OWNER = 3
    LONG_LATE = 4
    #: Evidence that nobody has accepted or rejected for long.
    EVIDENCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something that the chair decides on."""

    kind: MatterKind
    #: Since when it waits: the older, the sooner it is named.
    since: date
    task: Task
    wish: ExtensionRequest | None = None
    #: The figure of the cap that was passed.
    result: Result | None = None
    #: How many tasks or pieces of evidence it stands for.
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The matters for one page, and how many of each kind are left."""

    chosen: tuple[Matter, ...]
    left: Mapping[MatterKind, int]


def choose(matters: Iterable[Matter], limit: int) -> Choice:
    """At most `limit` matters: each kind in turn gives the one that waits longest, until the page is full.

    So no kind crowds out another: of nine wishes and one broken cap both kinds are seen. A late task for which another
    day is wished waits for that decision only.
    """
    ranked = sorted(matters, key=lambda m: (m.since, m.task[1].slot.id))
    wished = {m.task[1].slot.id for m in ranked if m.kind is MatterKind.WISH}
    queues: dict[MatterKind, list[Matter]] = {kind: [] for kind in MatterKind}
    for matter in ranked:
        if matter.kind is not MatterKind.LONG_LATE or matter.task[1].slot.id not in wished:
            queues[matter.kind].append(matter)
    chosen: list[Matter] = []
    while len(chosen) < limit and any(queues.values()):
        for kind in MatterKind:
            if queues[kind] and len(chosen) < limit:
                chosen.append(queues[kind].pop(0))
    chosen.sort(key=lambda m: (m.kind, m.since, m.task[1].slot.id))
    return Choice(chosen=tuple(chosen), left={kind: len(rest) for kind, rest in queues.items() if rest})


def wishes(tasks: Mapping[int, Task], waiting: Iterable[ExtensionRequest]) -> list[Matter]:
    """A matter for each wish of a task that is still owed; `tasks` are by id of the slot."""
    return [
        Matter(kind=MatterKind.WISH, since=local_date(wish.at), task=tasks[wish.slot_id], wish=wish)
        for wish in waiting
        if wish.slot_id in tasks and closed_because(tasks[wish.slot_id][1].slot) is None
    ]


def broken_caps(views: Iterable[TaskView], *, since: date) -> list[Matter]:
    """A matter for each commitment one of whose caps was passed, since the newest activity that counts."""
    found: list[Matter] = []
    for view in views:
        owed = [work for work in view.work if closed_because(work.slot) is None]
        if not owed:
            continue
        broken = next((r for r in results(view) if r.target.role is Role.CAP and not r.is_met), None)
        if broken is not None:
            days = [a.happened_on for work in view.work for a in work.activities]
            found.append(
                Matter(kind=MatterKind.CAP_BROKEN, since=max(days, default=since), task=(view, owed[0]), result=broken)
            )
    return found


def without_owner(tasks: Iterable[Task], manned: set[int]) -> list[Matter]:
    """A matter for each unit that owes something and has nobody in any role; `manned` are the units that have."""
    by_unit: dict[int, list[Task]] = {}
    for task in tasks:
        assignee = task[1].slot.assignee
        if closed_because(task[1].slot) is None and assignee.person_id is None and assignee.unit_id not in manned:
            by_unit.setdefault(assignee.unit_id, []).append(task)
    found: list[Matter] = []
    for own in by_unit.values():
        first = min(own, key=lambda task: (task[1].slot.due, task[1].slot.id))
        found.append(Matter(kind=MatterKind.NO_OWNER, since=first[1].slot.due, task=first, count=len(own)))
    return found


def overdue_tasks(tasks: Iterable[Task], *, today: date) -> list[Matter]:
    """A matter for each task that is overdue."""
    return [
        Matter(kind=MatterKind.LONG_LATE, since=task[1].slot.due, task=task)
        for task in tasks
        if closed_because(task[1].slot) is None and timeliness(task[1].slot, today=today) is Timeliness.OVERDUE
    ]


def waiting_evidence(tasks: Sequence[Task], *, today: date, days: int) -> list[Matter]:
    """One matter for all evidence that has waited for so many days or longer, told of the task that waits longest."""
    old = today - timedelta(days=days)
    late: dict[int, date] = {}
    oldest: tuple[date, Task] | None = None
    for task in tasks:
        for evidence in task[1].awaiting:
            received = local_date(evidence.received_at)
            if received <= old:
                late[evidence.id] = received
                oldest = min(oldest or (received, task), (received, task), key=lambda pair: pair[0])
    if oldest is None:
        return []
    return [Matter(kind=MatterKind.EVIDENCE, since=oldest[0], task=oldest[1], count=len(late))]
