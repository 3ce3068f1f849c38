"""What a report accounts for, and where each slot stands at its cut-off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from draft.samples import CUT_OFF, KNOWN_AT, PERIOD, Book, extension, full_snapshot, months

from dondoc.core.period import DateRange, Period
from dondoc.core.progress import TaskView
from dondoc.core.report import ReportCalendar
from dondoc.core.snapshot import Snapshot, Standing, belongs, standing, take_snapshot
from dondoc.core.task import Slot, Status

PLAN = ReportCalendar().plan_for(1, PERIOD)


def taken(book: Book) -> Snapshot:
    return take_snapshot(PLAN, book.views, [], known_at=KNOWN_AT)


def slot(status: Status, **more: object) -> Slot:
    return Book().slot(status, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (slot(Status.DONE, done_on=CUT_OFF), Standing.DONE_ON_TIME),
        (slot(Status.DONE, done_on=CUT_OFF, due=CUT_OFF - timedelta(days=1)), Standing.DONE_LATE),
        (slot(Status.PARTLY_DONE), Standing.PARTLY_DONE),
        (slot(Status.NOT_DONE), Standing.NOT_DONE),
        (slot(Status.WAIVED), Standing.WAIVED),
        (slot(Status.SUSPENDED), Standing.SUSPENDED),
        (slot(Status.OPEN, due=CUT_OFF), Standing.OVERDUE),
        (slot(Status.OPEN, due=CUT_OFF + timedelta(days=1)), Standing.UNDER_WAY),
    ],
)
def test_a_slot_stands_by_its_outcome_and_its_date(one: Slot, expected: Standing) -> None:
    assert standing(one, CUT_OFF) is expected


def test_the_headline_agrees_with_the_standings() -> None:
    facts = full_snapshot()
    standings = [standing(w.slot, CUT_OFF) for v in facts.views for w in facts.works(v)]
    counts = facts.headline
    assert counts.total == len(standings)
    assert counts.overdue == standings.count(Standing.OVERDUE)
    assert counts.in_time == standings.count(Standing.UNDER_WAY)
    assert counts.done_on_time == standings.count(Standing.DONE_ON_TIME)


def test_only_confirmed_commitments_are_accounted_for() -> None:
    book = Book()
    book.add("Họp", "other", [(book.slot(), [])], status=Status.DRAFT)
    book.add("Họp", "other", [(book.slot(), [])], status=Status.REJECTED)
    assert taken(book).views == ()


def test_what_an_issued_report_settled_is_not_told_again() -> None:
    book = Book()
    book.add("Họp", "other", [(book.slot(Status.DONE, done_on=CUT_OFF, settled_in=4), [])])
    assert taken(book).views == ()


def test_of_a_commitment_settled_in_part_only_the_rest_is_counted() -> None:
    book = Book()
    works = months(book, [Status.DONE, Status.DONE, Status.OPEN])
    settled = [(replace(s, settled_in=4) if i == 0 else s, a) for i, (s, a) in enumerate(works)]
    view = book.add("Họp", "other", settled)
    facts = taken(book)
    assert len(facts.views[0].work) == 3
    assert [w.slot.ordinal for w in facts.works(view)] == [2, 3]
    assert facts.headline.total == 2


def test_windows_that_begin_after_the_cut_off_wait_for_their_own_report() -> None:
    book = Book()
    works = months(book, [Status.OPEN] * 6)
    view = book.add("Họp", "other", works)
    early = replace(PLAN, cut_off=date(2017, 9, 10))
    facts = take_snapshot(early, book.views, [], known_at=KNOWN_AT)
    assert [w.slot.window.start.month for w in facts.works(view)] == [7, 8, 9]


@pytest.mark.parametrize(
    ("done_on", "is_in"),
    [(date(2017, 3, 1), False), (date(2017, 7, 5), True)],
)
def test_old_outcomes_belong_to_the_report_of_their_time(done_on: date, *, is_in: bool) -> None:
    book = Book()
    before = Period.parse("2017-H1").calendar
    old = book.slot(Status.DONE, due=date(2017, 6, 30), window=before, done_on=done_on, decided_at=KNOWN_AT)
    view: TaskView = book.add("Họp", "other", [(old, [])])
    assert belongs(view, PLAN) is is_in


def test_work_still_owed_from_before_belongs() -> None:
    book = Book()
    before = Period.parse("2017-H1").calendar
    view = book.add("Họp", "other", [(book.slot(due=date(2017, 6, 30), window=before), [])])
    assert belongs(view, PLAN)


def test_a_direction_belongs_to_its_period() -> None:
    book = Book()
    now = book.add("Lắng nghe", "other", is_direction=True)
    then = replace(now, promised=replace(now.promised, period=Period.parse("2016-H2")))
    always = replace(now, promised=replace(now.promised, period=None))
    assert [belongs(v, PLAN) for v in (now, then, always)] == [True, False, True]


def test_unplanned_work_counts_inside_the_window_and_once_known() -> None:
    book = Book()
    one = book.activity(book.slot(), date(2017, 8, 1))
    early, late = replace(one, happened_on=date(2017, 6, 30)), replace(one, happened_on=date(2018, 1, 1))
    unknown = replace(one, received_at=KNOWN_AT + timedelta(seconds=1))
    facts = take_snapshot(PLAN, [], [(a, ()) for a in (early, one, late, unknown)], known_at=KNOWN_AT)
    assert [a.happened_on for a, _ in facts.unplanned] == [date(2017, 8, 1)]


def test_the_same_snapshot_can_be_taken_again_after_later_facts() -> None:
    book = Book()
    book.add("Sửa nhà", "other", [(book.slot(due=date(2017, 11, 30)), [])], due=date(2017, 11, 30))
    first = taken(book)
    [view] = book.views
    new = date(2018, 3, 15)
    given = extension(date(2017, 11, 30), new, at=KNOWN_AT + timedelta(days=1))
    moved = replace(view.work[0], slot=replace(view.work[0].slot, due=new))
    later = replace(view, amendments=(given,), work=(moved,))
    again = take_snapshot(PLAN, [later], [], known_at=KNOWN_AT)
    assert again == first


def test_the_window_of_the_decree_takes_in_its_own_days() -> None:
    plan = replace(PLAN, window=DateRange.through(date(2017, 6, 15), date(2017, 12, 14)), cut_off=date(2017, 12, 14))
    book = Book()
    one = replace(book.activity(book.slot(), date(2017, 6, 20)), is_unplanned=True)
    assert len(take_snapshot(plan, [], [(one, ())], known_at=KNOWN_AT).unplanned) == 1
