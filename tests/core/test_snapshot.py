"""What a report accounts for, and where each slot stands at its cut-off."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from draft.samples import CUT_OFF, KNOWN_AT, PERIOD, Book, extension, full_snapshot, months

from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange, Period
from dondoc.core.progress import Outcome, Successor, TaskView
from dondoc.core.report import ReportCalendar
from dondoc.core.snapshot import Snapshot, Standing, Told, belongs, is_passed_on, standing, take_snapshot
from dondoc.core.task import Slot, Status, Timeliness, timeliness

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
        (slot(Status.OPEN, due=CUT_OFF + timedelta(days=2)), Standing.UNDER_WAY),
    ],
)
def test_a_slot_stands_by_its_outcome_and_its_date(one: Slot, expected: Standing) -> None:
    assert standing(one, CUT_OFF + timedelta(days=1)) is expected


@pytest.mark.parametrize("due", [CUT_OFF - timedelta(days=1), CUT_OFF, CUT_OFF + timedelta(days=1)])
@pytest.mark.parametrize("status", [Status.OPEN, Status.DONE])
def test_dates_are_judged_as_the_list_of_tasks_judges_them(due: date, status: Status) -> None:
    one = slot(status, due=due, done_on=CUT_OFF if status is Status.DONE else None)
    late = timeliness(one, today=CUT_OFF) in {Timeliness.OVERDUE, Timeliness.DONE_LATE}
    assert (standing(one, CUT_OFF) in {Standing.OVERDUE, Standing.DONE_LATE}) is late


@pytest.mark.parametrize(("made_on", "overdue"), [(CUT_OFF, 0), (CUT_OFF + timedelta(days=1), 1)])
def test_the_cut_off_day_is_over_when_it_is_over(made_on: date, overdue: int) -> None:
    book = Book()
    book.add("Họp", "other", [(book.slot(due=CUT_OFF), [])])
    known_at = datetime.combine(made_on, time(9), TIME_ZONE)
    counts = take_snapshot(PLAN, book.views, [], known_at=known_at).headline
    assert (counts.overdue, counts.in_time) == (overdue, 1 - overdue)


def test_the_headline_agrees_with_the_standings() -> None:
    facts = full_snapshot()
    standings = [standing(w.slot, facts.judged_on) for v in facts.views for w in facts.works(v)]
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


H1 = Period.parse("2017-H1")
#: The report on the half-year before, made three days after its cut-off.
BEFORE = Told(cut_off=H1.calendar.last, made_at=datetime(2017, 7, 3, 9, tzinfo=TIME_ZONE))


def of_before(status: Status, *, done_on: date | None, decided: date) -> TaskView:
    book = Book()
    at = datetime.combine(decided, time(8), TIME_ZONE)
    one = book.slot(status, due=date(2017, 6, 20), window=H1.calendar, done_on=done_on, decided_at=at)
    view = book.add("Họp", "other", [(one, [])])
    past = Outcome(status=status, at=at, done_on=done_on)
    return replace(view, work=(replace(view.work[0], history=(past,)),))


@pytest.mark.parametrize(
    ("status", "done_on", "decided", "is_in"),
    [
        # Recorded after the cut-off and before the report: told by that report.
        (Status.NOT_DONE, None, date(2017, 7, 2), False),
        (Status.DONE, date(2017, 6, 25), date(2017, 7, 2), False),
        # Recorded when the report was out, whenever it was done.
        (Status.NOT_DONE, None, date(2017, 7, 4), True),
        (Status.DONE, date(2017, 6, 25), date(2017, 7, 4), True),
        # Done after the cut-off: that report could only say that it was late.
        (Status.DONE, date(2017, 7, 1), date(2017, 7, 2), True),
    ],
)
def test_an_outcome_is_told_by_one_report(status: Status, done_on: date | None, decided: date, *, is_in: bool) -> None:
    view = of_before(status, done_on=done_on, decided=decided)
    assert belongs(view, PLAN, BEFORE) is is_in
    then = take_snapshot(ReportCalendar().plan_for(1, H1), [view], [], known_at=BEFORE.made_at)
    told_then = standing(then.views[0].work[0].slot, then.judged_on) is not Standing.OVERDUE
    assert told_then is not is_in


def test_later_drafts_of_one_report_tell_the_same_outcomes() -> None:
    view = of_before(Status.NOT_DONE, done_on=None, decided=date(2017, 7, 2))
    assert belongs(view, ReportCalendar().plan_for(1, H1), None)


def continued(view: TaskView, *, confirmed_on: date) -> TaskView:
    at = datetime.combine(confirmed_on, time(9), TIME_ZONE)
    return view.continued(Successor(code="CD-2018-H1-01", starts_on=date(2018, 1, 1), confirmed_at=at))


@pytest.mark.parametrize("status", [Status.OPEN, Status.PARTLY_DONE, Status.SUSPENDED, Status.NOT_DONE])
def test_what_a_later_promise_took_over_is_told_by_the_report_in_which_it_was_owed_and_by_no_later_one(
    status: Status,
) -> None:
    book = Book()
    view = continued(book.add("Họp", "other", [(book.slot(status), [])]), confirmed_on=date(2018, 1, 4))
    following = ReportCalendar().plan_for(1, PERIOD.next())
    known_at = datetime(2018, 7, 2, 9, tzinfo=TIME_ZONE)
    assert [len(take_snapshot(p, [view], [], known_at=known_at).views) for p in (PLAN, following)] == [1, 0]
    assert [is_passed_on(view, p) for p in (PLAN, following)] == [False, True]


def test_before_the_later_promise_was_confirmed_it_had_taken_nothing_over() -> None:
    book = Book()
    view = continued(book.add("Họp", "other", [(book.slot(), [])]), confirmed_on=date(2018, 1, 4))
    assert view.work[0].slot.continued_by == "CD-2018-H1-01"
    then = view.at(CUT_OFF, KNOWN_AT)
    assert (then.successor, then.work[0].slot.continued_by) == (None, "")


def test_a_direction_without_a_period_is_followed_under_its_newest_code() -> None:
    book = Book()
    now = book.add("Lắng nghe", "other", is_direction=True)
    always = continued(replace(now, promised=replace(now.promised, period=None)), confirmed_on=date(2018, 1, 4))
    assert belongs(always, PLAN)
    assert not belongs(always, ReportCalendar().plan_for(1, PERIOD.next()))
