"""The secretary's grid: one row a slot, each kept by itself, so that a wrong row holds up no good one."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dondoc.core.activity import Activity, EvidenceRules
from dondoc.core.event import Actor
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.task import Slot, Status
from dondoc.core.unit import subtree_on
from dondoc.errors import BadInput
from dondoc.usecases.answer_task import Figure
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import load_views
from dondoc.usecases.record_activity import NewActivity, add_activity
from dondoc.usecases.request_extension import slot_view
from dondoc.usecases.update_task import mark_done, mark_not_done, mark_partly


class RowState(StrEnum):
    """What is to become of the slot of a row."""

    #: Only what happened is recorded.
    RECORD = "record"
    #: Done, by accepted proofs.
    DONE = "done"
    #: Done, and whoever enters it vouches for it with his words.
    ATTEST = "attest"
    PARTLY = "partly"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was typed into one row."""

    slot_id: int
    state: RowState
    figures: tuple[Figure, ...] = ()
    happened_on: date | None = None
    #: What was done, or why it was not.
    words: str = ""


def open_slots(work: Work, unit_id: int, *, today: date) -> list[tuple[TaskView, SlotWork]]:
    """What a unit and those below it owe, the earliest deadline first; windows that have not begun are left out."""
    units = subtree_on(work.units.parents(), unit_id, today)
    found = [
        (view, w)
        for view in load_views(work)
        for w in view.work
        if w.slot.assignee.unit_id in units and _is_owed(w.slot) and w.slot.window.start <= today
    ]
    return sorted(found, key=lambda pair: (pair[1].slot.due, pair[0].slot_code(pair[1].slot)))


def activities_of(work: Work, unit_id: int, today: date) -> list[Activity]:
    """What a unit and those below it did, and what counts for their tasks, the newest first."""
    units = subtree_on(work.units.parents(), unit_id, today)
    slots = [s.id for group in work.slots.of().values() for s in group if s.assignee.unit_id in units]
    # An activity is the promising unit's; whoever does the work hands photos to what counts for it, too.
    found = {a.id: a for a in work.activities.all(units)}
    found |= {a.id: a for group in work.activities.of_slots(slots).values() for a in group}
    return sorted(found.values(), key=lambda a: (a.happened_on, a.id), reverse=True)


def _is_owed(slot: Slot) -> bool:
    """Old work that nobody is reminded of belongs here too: somebody has to say what became of it."""
    return slot.status in {Status.OPEN, Status.PARTLY_DONE} and not slot.continued_by


def enter_row(begin: Begin, row: Row, rules: EvidenceRules, *, form_key: str, actor: Actor, now: datetime) -> bool:
    """Keep one row, all of it or nothing; False when the same row of the same form was kept before.

    Raises:
        BadInput: `answer.no_day` when there is a result without its day, `answer.no_reason` when words are missing,
            `activity.*`.
        NotAllowed: as `mark_done`, `task.move`.
    """
    with begin() as work:
        if not work.forms.take(f"{form_key}.{row.slot_id}", now):
            return False
        view, slot_work = slot_view(work, row.slot_id)
        code = f"{view.code}.{slot_work.slot.ordinal}"
        _require_whole(row, view.slot_code(slot_work.slot))
        if row.figures or row.state is RowState.RECORD or (row.state is RowState.DONE and row.happened_on is not None):
            _record(work, view, code, row, actor=actor, now=now)
        _move(work, code, row, rules, actor=actor, now=now)
        return True


def _require_whole(row: Row, code: str) -> None:
    if row.happened_on is None and (row.figures or row.state is RowState.RECORD):
        raise BadInput(code="answer.no_day", task=code)
    if row.state in {RowState.ATTEST, RowState.PARTLY, RowState.NOT_DONE} and not row.words.strip():
        raise BadInput(code="answer.no_reason", task=code)


def _record(work: Work, view: TaskView, code: str, row: Row, *, actor: Actor, now: datetime) -> None:
    figures: Iterable[Figure | None] = row.figures or (None,)
    for figure in figures:
        # Of what is not done the words say why, not what happened.
        words = row.words if row.state in {RowState.RECORD, RowState.DONE, RowState.ATTEST} else ""
        new = NewActivity(
            happened_on=row.happened_on or local_date(now),
            words=words.strip() or view.terms.display,
            codes=(code,),
            quantity=figure.quantity if figure is not None else None,
            denominator=figure.denominator if figure is not None else None,
            target=figure.target if figure is not None else 1,
        )
        add_activity(lambda: nullcontext(work), new, actor=actor, now=now)


def _move(work: Work, code: str, row: Row, rules: EvidenceRules, *, actor: Actor, now: datetime) -> None:
    def begin() -> nullcontext[Work]:
        return nullcontext(work)

    match row.state:
        case RowState.DONE:
            mark_done(begin, code, rules, actor=actor, now=now)
        case RowState.ATTEST:
            mark_done(begin, code, rules, actor=actor, now=now, on=row.happened_on, attest=row.words)
        case RowState.PARTLY:
            mark_partly(begin, code, row.words, actor=actor, now=now)
        case RowState.NOT_DONE:
            mark_not_done(begin, code, row.words, actor=actor, now=now)
        case RowState.RECORD:
            pass
