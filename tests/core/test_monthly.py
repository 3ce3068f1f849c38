"""The monthly check: silence is counted from the last word, and no kind of matter crowds out another."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from draft.month_samples import CAP
from draft.paper_samples import MADE_AT, TODAY, view_of

from dondoc.core.activity import Evidence, EvidenceKind
from dondoc.core.answer import ExtensionRequest
from dondoc.core.instants import TIME_ZONE
from dondoc.core.monthly import (
    Matter,
    MatterKind,
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
from dondoc.core.progress import TaskView
from dondoc.core.task import Assignee, Status

OPENED = datetime(2017, 9, 1, 8, tzinfo=TIME_ZONE)


def task_of(view: TaskView) -> Task:
    return view, view.work[0]


def open_task(number: int = 1, due: date = date(2017, 12, 31), **slot: object) -> Task:
    return task_of(view_of(number, "Họp tổ", due, opened_at=OPENED, **slot))


def wish(number: int, on: date) -> ExtensionRequest:
    at = datetime(on.year, on.month, on.day, 8, tzinfo=TIME_ZONE)
    return ExtensionRequest(id=number, slot_id=number, person_id=1, until=date(2018, 1, 5), reason="bận", at=at)


def test_silence_begins_when_a_task_is_confirmed_or_its_window_begins() -> None:
    assert last_heard(open_task()) == date(2017, 9, 1)
    view, work = open_task()
    late_window = replace(work.slot.window, start=date(2017, 10, 1))
    assert last_heard((view, replace(work, slot=replace(work.slot, window=late_window)))) == date(2017, 10, 1)


def test_a_task_is_silent_after_so_many_days_and_an_answer_ends_it() -> None:
    task = open_task()
    assert is_silent(task, today=date(2017, 10, 1), days=30)
    assert not is_silent(task, today=date(2017, 9, 30), days=30)
    assert not is_silent(task, today=TODAY, days=30, said=MADE_AT - timedelta(days=29))


def test_activities_and_their_evidence_are_news() -> None:
    view = view_of(1, "Họp tổ", date(2017, 12, 31), reached=1)
    assert last_heard(task_of(view)) == MADE_AT.date()
    proof = Evidence(
        id=1, activity_id=1, kind=EvidenceKind.FILE, label="a.pdf", received_at=MADE_AT + timedelta(days=3)
    )
    work = replace(view.work[0], evidence={1: (proof,)})
    assert last_heard((view, work)) == MADE_AT.date() + timedelta(days=3)


def test_what_is_settled_or_put_off_is_never_silent() -> None:
    for status in (Status.DONE, Status.SUSPENDED, Status.WAIVED):
        assert not is_silent(open_task(status=status), today=TODAY, days=30)


def test_units_stand_in_the_order_of_what_is_overdue() -> None:
    views = [
        view_of(1, "a", date(2017, 12, 31), assignee=Assignee(unit_id=1)),
        view_of(2, "b", date(2017, 11, 1), assignee=Assignee(unit_id=2)),
        view_of(3, "c", date(2017, 11, 1), assignee=Assignee(unit_id=3)),
    ]
    found = standings(views, {3: 2}, silent={1}, today=TODAY)
    assert [(s.unit_id, s.headline.total, s.headline.overdue, s.silent) for s in found] == [(2, 2, 2, 0), (1, 1, 0, 1)]


def test_each_kind_gives_one_before_any_gives_two() -> None:
    tasks = {n: open_task(n, date(2017, 11, n)) for n in range(1, 10)}
    matters = [
        *wishes(tasks, [wish(n, date(2017, 11, 20 - n)) for n in range(1, 8)]),
        *overdue_tasks(tasks.values(), today=TODAY),
    ]
    choice = choose(matters, 5)
    kinds = {kind: [m.task[1].slot.id for m in choice.chosen if m.kind is kind] for kind in MatterKind}
    assert (kinds[MatterKind.WISH], kinds[MatterKind.LONG_LATE]) == ([7, 6, 5], [8, 9])
    assert choice.left == {MatterKind.WISH: 4}


def test_a_wish_for_what_is_done_waits_for_nobody() -> None:
    done = open_task(1, status=Status.DONE, done_on=TODAY)
    assert wishes({1: done}, [wish(1, TODAY), wish(2, TODAY)]) == []


def test_a_cap_that_is_passed_is_a_matter_and_one_that_holds_is_none() -> None:
    passed, kept = (view_of(n, "không quá", date(2017, 12, 31), CAP, reached=3 - n) for n in (1, 2))
    (matter,) = broken_caps([passed, kept], since=TODAY)
    assert matter.task[0] is passed
    assert matter.result is not None
    assert matter.result.value == 2
    settled = replace(
        passed, work=(replace(passed.work[0], slot=replace(passed.work[0].slot, status=Status.NOT_DONE)),)
    )
    assert broken_caps([settled], since=TODAY) == []


def test_a_unit_without_anybody_is_one_matter_for_all_its_tasks() -> None:
    tasks = [open_task(n, date(2017, 12, n), assignee=Assignee(unit_id=4)) for n in (3, 1, 2)]
    named = open_task(9, assignee=Assignee(unit_id=4, person_id=1))
    (matter,) = without_owner([*tasks, named], {1, 2})
    assert (matter.count, matter.since) == (3, date(2017, 12, 1))
    assert without_owner(tasks, {4}) == []


def test_evidence_that_waits_long_is_one_matter() -> None:
    view = view_of(1, "Họp tổ", date(2017, 12, 31), reached=1)
    proofs = tuple(
        Evidence(id=n, activity_id=1, kind=EvidenceKind.FILE, label="a", received_at=MADE_AT - timedelta(days=n))
        for n in (3, 10, 12)
    )
    task = (view, replace(view.work[0], evidence={1: proofs}))
    (matter,) = waiting_evidence([task], today=TODAY, days=10)
    assert (matter.count, matter.since) == (2, TODAY - timedelta(days=12))
    assert waiting_evidence([task], today=TODAY, days=13) == []


def test_nothing_to_decide_is_an_empty_choice() -> None:
    matters: list[Matter] = []
    choice = choose(matters, 5)
    assert (choice.chosen, choice.left) == ((), {})
