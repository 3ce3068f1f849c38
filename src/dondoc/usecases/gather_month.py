"""What the chair's monthly check is written from, and its page to print."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial

from dondoc.core.answer import RequestState
from dondoc.core.monthly import (
    Task,
    broken_caps,
    choose,
    is_silent,
    last_heard,
    overdue_tasks,
    standings,
    waiting_evidence,
    wishes,
    without_owner,
)
from dondoc.core.notice import Attachment
from dondoc.core.progress import TaskView
from dondoc.core.reminder import HeldReason, closed_because
from dondoc.draft.progress_letter import DECISIONS, MonthFacts, ProgressLetter, make_annex, make_progress_letter
from dondoc.errors import NotFound
from dondoc.usecases.gather_office import Office
from dondoc.usecases.look_at_proofs import proof_eyes
from dondoc.usecases.paper_rules import PaperRules
from dondoc.usecases.ports import Work
from dondoc.usecases.read_tasks import load_views


def gather_month(work: Work, office: Office) -> MonthFacts:
    """The facts of the day, without links."""
    views, today, rules = load_views(work), office.today, office.rules.monthly
    counted, old = _counted(views)
    # With the whole view, whose number of slots decides how a code is printed.
    tasks: list[Task] = [(v, w) for v in views for w in v.work if closed_because(w.slot) is not HeldReason.HISTORY]
    said = _said(work, tasks)
    silent = [t for t in tasks if is_silent(t, today=today, days=rules.silent_days, said=said.get(t[1].slot.id))]
    late = overdue_tasks(tasks, today=today)
    matters = [
        *wishes({task[1].slot.id: task for task in tasks}, work.requests.all(RequestState.WAITING)),
        *broken_caps(views, since=today),
        *without_owner(tasks, _manned(office)),
        *late,
        *waiting_evidence(tasks, today=today, days=rules.evidence_days),
    ]
    silent_ids = {task[1].slot.id for task in silent}
    directory = office.directory
    proofs = [(a, e) for _, w in tasks for a in w.activities for e in w.evidence.get(a.id, ())]
    eyes = proof_eyes(work, office.rules.calendar, rules.late_entry_days)
    return MonthFacts(
        unit=office.own.name,
        views=counted,
        old=old,
        late=[matter.task for matter in late],
        silent=silent,
        heard={slot.id: last_heard(task, said.get(slot.id)) for task in silent if (slot := task[1].slot)},
        standings=standings(counted, _rows_of_units(office), silent=silent_ids, today=today),
        choice=choose(matters, DECISIONS),
        units={unit.id: unit.name for unit in directory.units.values()},
        unit_codes={unit.id: unit.code for unit in directory.units.values()},
        people={person.id: person.name for person in directory.people.values()},
        silent_days=rules.silent_days,
        proofs=eyes.count(proofs),
        late_entry_days=rules.late_entry_days,
        links={},
    )


def month_papers(
    letter: ProgressLetter, facts: MonthFacts, office: Office, rules: PaperRules
) -> list[Callable[[], Attachment]]:
    """What prints the page, and the annex where the page cannot name everything."""
    day = office.today
    stem = f"kiem-tra-thang-{day:%Y-%m}"
    annex = make_annex(facts, today=day)
    page = partial(rules.press, letter, stem, day)
    return [page] if annex is None else [page, partial(rules.press, annex, f"{stem}-phu-luc", day)]


def print_month(work: Work, office: Office, rules: PaperRules) -> tuple[Attachment, ...]:
    """The check as it stands on the office's day; NotFound `letters.no_task` when there is nothing to check."""
    facts = gather_month(work, office)
    if not facts.views:
        raise NotFound(code="letters.no_task")
    letter = make_progress_letter("", facts, today=office.today)
    return tuple(make() for make in month_papers(letter, facts, office, rules))


def _counted(views: Iterable[TaskView]) -> tuple[list[TaskView], int]:
    """Every task less the slots that are history and unanswered, and how many of those there are."""
    counted: list[TaskView] = []
    old = 0
    for view in views:
        kept = tuple(w for w in view.work if closed_because(w.slot) is not HeldReason.HISTORY)
        old += len(view.work) - len(kept)
        counted += [replace(view, work=kept)] if kept else []
    return counted, old


def _said(work: Work, tasks: Iterable[Task]) -> dict[int, datetime]:
    """When somebody last answered for a slot: "đã nhận", "nhắc lại sau", a wish for another day."""
    ids = [task[1].slot.id for task in tasks]
    said: dict[int, datetime] = {}
    for slot_id, receipts in work.receipts.of_slots(ids).items():
        said[slot_id] = max(receipt.at for receipt in receipts)
    for slot_id, asked in work.requests.of_slots(ids).items():
        newest = max(request.at for request in asked)
        said[slot_id] = max(newest, said.get(slot_id, newest))
    return said


def _manned(office: Office) -> set[int]:
    """Units in which somebody holds a role."""
    return {unit_id for (unit_id, _), people in office.directory.holders.items() if people}


def _rows_of_units(office: Office) -> dict[int, int]:
    """Under which unit each is counted: the one directly below the own unit that it belongs to."""
    rows: dict[int, int] = {}
    for unit_id in office.directory.units:
        path = list(office.directory.upwards(unit_id))
        at = path.index(office.own.id) if office.own.id in path else 0
        rows[unit_id] = path[max(at - 1, 0)]
    return rows
