"""The ladder, day by day: who is told what, and why the rest is not."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.extraction import Kind
from dondoc.core.notice import NoticeKey
from dondoc.core.period import DateRange
from dondoc.core.reminder import (
    DayPlan,
    HeldReason,
    Ladder,
    Past,
    RungBook,
    Subject,
    act_by,
    due_notices,
    is_digest_day,
    still_stands,
)
from dondoc.core.task import Assignee, Slot, Status
from dondoc.core.workdays import LunarNewYear

LADDER = Ladder(
    before=(15, 7, 3, 1),
    overdue_weeks=3,
    far_days=45,
    check_in_day=20,
    digest_weekdays=frozenset({0, 3}),
    quiet_from=23,
    quiet_to=6,
    progress_day=25,
    escalate_after=3,
)
HIEN = 7
LAN = 8


@dataclass(frozen=True)
class Weekdays:
    """Monday to Friday, less the days off given; Tết 2018 is known."""

    off: frozenset[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.off

    def lunar_new_year(self, year: int) -> LunarNewYear | None:
        return LunarNewYear(first_day=date(2018, 2, 16), twelfth_month_days=30) if year == 2018 else None


CALENDAR = Weekdays()


def slot(due: date, **changes: object) -> Slot:
    plain = Slot(
        id=1,
        commitment_id=1,
        ordinal=1,
        window=DateRange.through(date(2017, 7, 1), max(due, date(2017, 7, 1))),
        assignee=Assignee(unit_id=1),
        due=due,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names of fields, each with its value


def subject(due: date, *, kind: Kind = Kind.DELIVERABLE, explicit: bool = True, **changes: object) -> Subject:
    return Subject(
        slot=slot(due, **changes),
        kind=kind,
        is_date_explicit=explicit,
        persons=(HIEN,),
        opened_on=date(2017, 7, 3),
    )


def plan(it: Subject, today: date, known: set[NoticeKey] | None = None, *, last_pass: date | None = None) -> DayPlan:
    book = RungBook(LADDER, CALENDAR, until=today)
    return due_notices([it], book, Past(known=known or set(), last_pass=last_pass), today=today)


def rung(it: Subject, today: date, *, last_pass: date | None = None) -> str:
    """Key of what is told that day, or the reason why nothing is."""
    result = plan(it, today, last_pass=last_pass)
    return result.due[0].key.rung if result.due else result.held[0].reason.value


# Thursday 30 November 2017 is a digest day; Mondays are 13, 20 and 27 November.
DUE = date(2017, 11, 30)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2017, 11, 6), HeldReason.NOT_YET),
        (date(2017, 11, 9), "before_15"),
        (date(2017, 11, 20), "before_15"),
        (date(2017, 11, 21), HeldReason.NOT_DIGEST_DAY),
        (date(2017, 11, 23), "before_7"),
        (date(2017, 11, 27), "before_3"),
        (date(2017, 11, 29), HeldReason.NOT_DIGEST_DAY),
        (date(2017, 11, 30), "on_day"),
        (date(2017, 12, 4), "on_day"),
        (date(2017, 12, 7), "overdue"),
    ],
)
def test_the_newest_rung_reached_is_told_on_digest_days(today: date, expected: str) -> None:
    assert rung(replace(subject(DUE), opened_on=date(2017, 11, 1)), today) == expected


def test_the_day_itself_is_told_even_between_digest_days() -> None:
    wednesday = date(2017, 11, 29)
    assert rung(subject(wednesday), wednesday) == "on_day"


def test_a_day_off_is_told_on_the_working_day_before() -> None:
    sunday, friday = date(2017, 12, 3), date(2017, 12, 1)
    assert rung(subject(sunday), friday) == "on_day"


def test_rungs_that_meet_merge_into_the_more_urgent() -> None:
    told = plan(subject(date(2017, 12, 3)), date(2017, 12, 1)).due
    assert [notice.key.rung for notice in told] == ["on_day"]


def test_an_overdue_rung_on_a_day_off_moves_to_the_working_day_after() -> None:
    due = date(2017, 11, 25)  # a Saturday: a week later is Saturday 2 December
    assert rung(subject(due), date(2017, 12, 1), last_pass=date(2017, 11, 30)) == HeldReason.NOT_DIGEST_DAY
    result = plan(subject(due), date(2017, 12, 4)).due[0]
    assert (result.key.rung, result.key.ordinal) == ("overdue", 1)
    assert result.rung.day == date(2017, 12, 4)


def test_three_overdue_weeks_are_followed_by_the_monthly_list_only() -> None:
    it = subject(DUE)
    assert plan(it, date(2017, 12, 25)).due[0].key.ordinal == 3
    january = plan(it, date(2018, 1, 22)).due[0]
    assert (january.key.rung, january.key.ordinal) == ("long_overdue", 201801)
    assert january.key.due_on == DUE


def test_a_key_that_is_known_is_never_told_again() -> None:
    it = subject(DUE)
    first = plan(it, date(2017, 11, 27)).due[0]
    again = plan(it, date(2017, 11, 27), {first.key})
    assert again.due == ()
    assert again.held[0].reason is HeldReason.ALREADY_TOLD


def test_each_person_is_told_for_himself() -> None:
    it = replace(subject(DUE), persons=(HIEN, LAN))
    first = plan(it, date(2017, 11, 27)).due[0]
    second = plan(it, date(2017, 11, 27), {first.key})
    assert [notice.key.person_id for notice in second.due] == [LAN]


def test_ten_missed_days_are_caught_up_with_by_the_newest_rung_only() -> None:
    told = plan(subject(DUE), date(2017, 11, 29), last_pass=date(2017, 11, 19)).due
    assert [notice.key.rung for notice in told] == ["before_1"]


def test_a_missed_digest_day_is_caught_up_with_on_the_next_working_day() -> None:
    tuesday = date(2017, 11, 28)
    assert rung(subject(DUE), tuesday, last_pass=date(2017, 11, 27)) == HeldReason.NOT_DIGEST_DAY
    assert rung(subject(DUE), tuesday, last_pass=date(2017, 11, 24)) == "before_3"


def test_a_missed_day_itself_is_caught_up_with_before_the_next_digest() -> None:
    tuesday, wednesday = date(2017, 11, 28), date(2017, 11, 29)
    assert rung(subject(tuesday), wednesday, last_pass=date(2017, 11, 27)) == "on_day"
    assert rung(subject(tuesday), wednesday, last_pass=tuesday) == HeldReason.NOT_DIGEST_DAY


def test_a_digest_that_could_not_be_sent_does_not_wait() -> None:
    tuesday = date(2017, 11, 28)
    past = Past(last_pass=date(2017, 11, 27), owed={(1, HIEN)})
    result = due_notices([subject(DUE)], RungBook(LADDER, CALENDAR, until=tuesday), past, today=tuesday)
    assert [notice.key.rung for notice in result.due] == ["before_3"]


def test_what_waits_says_until_when() -> None:
    held = plan(subject(DUE), date(2017, 11, 28)).held[0]
    assert (held.reason, held.until) == (HeldReason.NOT_DIGEST_DAY, date(2017, 11, 30))
    held = plan(replace(subject(DUE), opened_on=date(2017, 11, 1)), date(2017, 11, 6)).held[0]
    assert (held.reason, held.until) == (HeldReason.NOT_YET, date(2017, 11, 9))


def test_nothing_leaves_on_a_day_off() -> None:
    result = plan(subject(DUE), date(2017, 12, 2))
    assert result.due == ()
    assert (result.held[0].reason, result.held[0].until) == (HeldReason.DAY_OFF, date(2017, 12, 4))


def test_nothing_leaves_from_23_thang_chap_to_mung_6() -> None:
    it = subject(date(2018, 2, 12))
    assert rung(it, date(2018, 2, 7)) == "on_day"
    assert rung(it, date(2018, 2, 8)) == HeldReason.QUIET
    held = plan(it, date(2018, 2, 21)).held[0]
    assert (held.reason, held.until) == (HeldReason.QUIET, date(2018, 2, 22))
    after = plan(it, date(2018, 2, 22)).due[0]
    assert (after.key.rung, after.key.ordinal) == ("overdue", 1)


def test_the_digest_of_a_day_off_leaves_on_the_working_day_before() -> None:
    holiday = Weekdays(off=frozenset({date(2017, 11, 30)}))

    def test(day: date) -> bool:
        return LADDER.sends_on(day, holiday)

    assert is_digest_day(date(2017, 11, 29), LADDER, test)
    assert not is_digest_day(date(2017, 11, 30), LADDER, test)
    assert not is_digest_day(date(2017, 11, 28), LADDER, test)
    # The last working day before Tết carries the digests of two quiet weeks.
    assert is_digest_day(date(2018, 2, 7), LADDER, test)


@pytest.mark.parametrize("it", [subject(DUE, kind=Kind.ONGOING), subject(DUE, explicit=False)])
def test_ongoing_work_and_dates_that_nobody_named_are_checked_monthly(it: Subject) -> None:
    assert rung(it, date(2017, 7, 17)) == HeldReason.NOT_YET
    check_in = plan(it, date(2017, 7, 20)).due[0].key
    assert (check_in.rung, check_in.ordinal) == ("check_in", 201707)
    assert plan(it, date(2017, 11, 27)).due[0].key.ordinal == 201711
    assert rung(it, DUE) == "on_day"


def test_a_named_date_far_off_is_checked_monthly_until_it_is_near() -> None:
    it = subject(date(2017, 12, 21))
    assert plan(it, date(2017, 10, 23)).due[0].key.ordinal == 201710
    # On 20 November it is 31 days off: no check-in any more, the next is the first rung.
    known = {notice.key for notice in plan(it, date(2017, 10, 23)).due}
    assert plan(it, date(2017, 11, 27), known).due == ()
    assert rung(it, date(2017, 11, 30)) == "before_15"


def test_nobody_is_checked_on_before_the_window_begins() -> None:
    window = DateRange.through(date(2017, 10, 1), date(2017, 12, 31))
    it = subject(date(2017, 12, 31), explicit=False, window=window)
    assert rung(it, date(2017, 9, 21)) == HeldReason.NOT_YET
    assert rung(it, date(2017, 10, 23)) == "check_in"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": Status.DONE}, HeldReason.SETTLED),
        ({"status": Status.WAIVED}, HeldReason.SETTLED),
        ({"status": Status.NOT_DONE}, HeldReason.SETTLED),
        ({"status": Status.SUSPENDED}, HeldReason.SUSPENDED),
        ({"is_history": True}, HeldReason.HISTORY),
    ],
)
def test_what_is_not_owed_is_not_chased(changes: dict[str, object], reason: HeldReason) -> None:
    assert rung(subject(DUE, **changes), DUE) == reason


def test_what_is_partly_done_is_still_chased() -> None:
    assert rung(subject(DUE, status=Status.PARTLY_DONE), DUE) == "on_day"


def test_a_slot_that_nobody_can_be_told_of_says_so() -> None:
    assert rung(replace(subject(DUE), persons=()), DUE) == HeldReason.NOBODY


def test_reminders_aim_at_the_planned_day_or_the_cut_off_whichever_is_first() -> None:
    planned = slot(DUE, planned_for=date(2017, 11, 15))
    assert act_by(slot(DUE), None) == DUE
    assert act_by(planned, None) == date(2017, 11, 15)
    assert act_by(planned, date(2017, 11, 10)) == date(2017, 11, 10)
    assert act_by(slot(DUE), date(2017, 12, 14)) == DUE


def test_a_plan_that_passed_does_not_silence_the_promised_day() -> None:
    it = subject(DUE, planned_for=date(2017, 11, 14))
    assert plan(it, date(2017, 11, 14)).due[0].key.due_on == date(2017, 11, 14)
    after = plan(it, date(2017, 11, 23)).due[0].key
    assert (after.rung, after.due_on) == ("after_plan", date(2017, 11, 14))
    near = plan(it, date(2017, 11, 27)).due[0].key
    assert (near.rung, near.due_on) == ("before_3", DUE)
    assert plan(it, DUE).due[0].key == NoticeKey(slot_id=1, rung="on_day", ordinal=0, due_on=DUE, person_id=HIEN)


def test_a_moved_date_is_told_anew() -> None:
    known = {plan(subject(DUE), date(2017, 11, 27)).due[0].key}
    moved = subject(date(2017, 12, 1))
    told = plan(moved, date(2017, 11, 28), known, last_pass=date(2017, 11, 24)).due
    assert [notice.key.due_on for notice in told] == [date(2017, 12, 1)]


def test_a_moved_date_does_not_ask_the_months_question_again() -> None:
    far = subject(date(2018, 1, 31))
    asked = plan(far, date(2017, 11, 20)).due[0]
    again = plan(subject(date(2018, 3, 31)), date(2017, 11, 27), {asked.key})
    assert [held.reason for held in again.held] == [HeldReason.ALREADY_TOLD]


def test_a_check_in_that_was_long_missed_waits_for_the_next_month() -> None:
    it = subject(date(2017, 12, 31), explicit=False)
    assert rung(it, date(2017, 10, 30)) == "check_in"
    held = plan(it, date(2017, 11, 6)).held[0]
    assert (held.reason, held.until) == (HeldReason.NOT_YET, date(2017, 11, 20))


def test_when_a_cut_off_has_passed_the_promised_day_is_aimed_at_without_another_question() -> None:
    before = replace(subject(date(2017, 12, 29)), next_cut_off=date(2017, 11, 10))
    told = plan(before, date(2017, 11, 10)).due[0]
    assert (told.key.rung, told.key.due_on) == ("on_day", date(2017, 11, 10))
    after = plan(replace(before, next_cut_off=date(2018, 6, 5)), date(2017, 11, 13), {told.key})
    assert [(held.reason, held.until) for held in after.held] == [(HeldReason.NOT_YET, date(2017, 12, 8))]


def test_a_queued_notice_stands_only_while_it_is_true() -> None:
    it = subject(DUE)
    key = plan(it, DUE).due[0].key
    assert still_stands(key, it)
    assert not still_stands(key, subject(DUE, status=Status.DONE))
    assert not still_stands(key, subject(date(2017, 12, 15)))
    assert not still_stands(key, replace(it, persons=(LAN,)))


@settings(max_examples=60, deadline=None)
@given(
    due=st.dates(date(2017, 7, 10), date(2018, 3, 31)),
    explicit=st.booleans(),
    gaps=st.lists(st.integers(1, 12), min_size=20, max_size=60),
)
def test_however_often_it_runs_a_rung_is_told_once_and_never_on_a_day_off(
    due: date, explicit: bool, gaps: list[int]
) -> None:
    it, known = subject(due, explicit=explicit), set[NoticeKey]()
    last: date | None = None
    today = date(2017, 7, 3)
    for gap in gaps:
        told = plan(it, today, known, last_pass=last).due
        assert len(told) <= 1
        for notice in told:
            assert notice.key not in known
            assert LADDER.sends_on(today, CALENDAR)
            assert notice.rung.day <= today
            known.add(notice.key)
        last, today = today, today + timedelta(days=gap)


def test_what_a_later_promise_took_over_is_not_told_of() -> None:
    taken = slot(date(2017, 11, 30), continued_by="CD-2018-H1-01")
    told = plan(Subject(slot=taken, kind=Kind.DELIVERABLE, is_date_explicit=True, persons=(HIEN,)), DUE)
    assert told.due == ()
    assert [held.reason for held in told.held] == [HeldReason.CONTINUED]
