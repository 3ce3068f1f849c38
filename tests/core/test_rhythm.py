"""The rhythm, whatever the slots: two digests a week and the day itself, no day off, a reason for the rest."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from core.test_reminder import HIEN, LADDER, LAN, Weekdays, subject
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.answer import Receipt, ReceiptKind
from dondoc.core.extraction import Kind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.notice import NoticeKey
from dondoc.core.reminder import DayPlan, Past, RungBook, Subject, due_notices, is_digest, week_of
from dondoc.core.task import Status

FIRST, LAST = date(2017, 11, 20), date(2018, 3, 16)
DAYS = st.dates(FIRST, LAST)


@st.composite
def subjects(draw: st.DrawFn, number: int) -> Subject:
    due = draw(DAYS)
    planned = draw(st.none() | st.integers(0, 40).map(lambda days: due - timedelta(days=days)))
    it = subject(
        due,
        kind=draw(st.sampled_from([Kind.DELIVERABLE, Kind.ONGOING])),
        explicit=draw(st.booleans()),
        planned_for=planned,
        status=draw(st.sampled_from([Status.OPEN, Status.OPEN, Status.PARTLY_DONE, Status.SUSPENDED])),
    )
    receipts = []
    for on in sorted(draw(st.lists(DAYS, max_size=3))):
        kind = draw(st.sampled_from(ReceiptKind))
        until = on + timedelta(days=draw(st.integers(1, 14))) if kind is ReceiptKind.SNOOZED else None
        at = datetime.combine(on, time(10), TIME_ZONE)
        person = draw(st.sampled_from([HIEN, LAN]))
        receipts.append(Receipt(id=1, slot_id=number, person_id=person, kind=kind, at=at, until=until))
    return replace(
        it,
        slot=replace(it.slot, id=number),
        persons=draw(st.sampled_from([(HIEN,), (HIEN, LAN), ()])),
        next_cut_off=draw(st.none() | DAYS),
        receipts=tuple(receipts),
    )


@st.composite
def offices(draw: st.DrawFn) -> list[Subject]:
    return [draw(subjects(number)) for number in range(1, draw(st.integers(1, 6)) + 1)]


@dataclass(frozen=True)
class Pass:
    """One run: its day, what it said, and the letters that left."""

    day: date
    plan: DayPlan
    letters: dict[int, tuple[NoticeKey, ...]]


def live(office: list[Subject], calendar: Weekdays, pauses: list[int]) -> list[Pass]:
    """Run on days that are `pauses` apart, each letter taken as sent."""
    book = RungBook(LADDER, calendar, until=LAST + timedelta(days=30))
    known: set[NoticeKey] = set()
    passes: list[Pass] = []
    day, last_pass = FIRST, None
    for pause in pauses:
        counts = Counter(
            person
            for one in passes
            if week_of(one.day) == week_of(day)
            for person, keys in one.letters.items()
            if is_digest(keys, one.day)
        )
        heard = [replace(it, receipts=tuple(r for r in it.receipts if r.at.date() < day)) for it in office]
        plan = due_notices(heard, book, Past(known=known, last_pass=last_pass, digests=counts), today=day)
        letters: dict[int, tuple[NoticeKey, ...]] = {}
        for notice in plan.due:
            letters[notice.key.person_id] = (*letters.get(notice.key.person_id, ()), notice.key)
        known.update(notice.key for notice in plan.due)
        passes.append(Pass(day, plan, letters))
        if not any(held.slot_id is None for held in plan.held):
            last_pass = day
        day += timedelta(days=pause)
    return passes


CALENDARS = st.builds(lambda off: Weekdays(off=frozenset(off)), st.sets(DAYS, max_size=25))
#: Mostly every day, sometimes a machine that stood still.
PAUSES = st.lists(st.sampled_from([1, 1, 1, 1, 2, 5, 9]), min_size=20, max_size=60)


def due_in(days: int, number: int) -> Subject:
    it = subject(FIRST + timedelta(days=days))
    return replace(it, slot=replace(it.slot, id=number))


#: So many slots that each day has something to say, and Mondays off, whose digests leave on Fridays.
FULL_OFFICES = st.lists(st.integers(0, 60), min_size=25, max_size=45).map(
    lambda offsets: [due_in(days, number) for number, days in enumerate(offsets, start=1)]
)
MONDAYS_OFF = st.sets(st.integers(0, 12), min_size=2, max_size=8).map(
    lambda weeks: Weekdays(off=frozenset(FIRST + timedelta(weeks=week) for week in weeks))
)


@settings(max_examples=25, deadline=None)
@given(
    office=FULL_OFFICES | offices(),
    calendar=MONDAYS_OFF | CALENDARS,
    pauses=st.lists(st.sampled_from([1, 1, 1, 1, 1, 1, 2, 5]), min_size=30, max_size=50),
)
def test_nobody_gets_more_than_two_digests_a_week_besides_the_day_itself(
    office: list[Subject], calendar: Weekdays, pauses: list[int]
) -> None:
    digests: Counter[tuple[date, int]] = Counter()
    for one in live(office, calendar, pauses):
        for person, keys in one.letters.items():
            if any(key.rung != "on_day" for key in keys):
                digests[week_of(one.day), person] += 1
    assert all(count <= 2 for count in digests.values())


@settings(max_examples=40, deadline=None)
@given(office=offices(), calendar=CALENDARS, pauses=PAUSES)
def test_nothing_leaves_on_a_day_off_or_around_tet(
    office: list[Subject], calendar: Weekdays, pauses: list[int]
) -> None:
    for one in live(office, calendar, pauses):
        if one.letters:
            assert calendar.is_working_day(one.day)
            assert not date(2018, 2, 8) <= one.day <= date(2018, 2, 21)


@settings(max_examples=40, deadline=None)
@given(office=offices(), calendar=CALENDARS, pauses=PAUSES)
def test_each_slot_is_told_or_held_with_a_reason_to_each_of_its_people(
    office: list[Subject], calendar: Weekdays, pauses: list[int]
) -> None:
    for one in live(office, calendar, pauses):
        if any(held.slot_id is None for held in one.plan.held):
            assert len(one.plan.held) == 1
            continue
        said = Counter((notice.key.slot_id, notice.key.person_id) for notice in one.plan.due)
        said.update((held.slot_id, held.person_id) for held in one.plan.held if held.slot_id is not None)
        assert all(count == 1 for count in said.values())
        for it in office:
            slot = it.slot.id
            assert (slot, None) in said or all((slot, person) in said for person in it.persons)


def test_a_plan_a_week_before_the_promised_day_does_not_silence_it() -> None:
    due = date(2017, 12, 27)  # a Wednesday: no digest leaves
    it = subject(due, planned_for=due - timedelta(days=7))
    told = [key for one in live([it], Weekdays(), [1] * 120) for keys in one.letters.values() for key in keys]
    assert (due, "on_day") in {(key.due_on, key.rung) for key in told}


@settings(max_examples=40, deadline=None)
@given(office=offices(), calendar=CALENDARS)
def test_what_is_owed_is_told_on_its_last_day_for_letters_whatever_was_said(
    office: list[Subject], calendar: Weekdays
) -> None:
    passes = live(office, calendar, [1] * ((LAST - FIRST).days + 1))
    told = {key for one in passes for keys in one.letters.values() for key in keys}
    for it in office:
        if it.slot.status is Status.SUSPENDED or it.next_cut_off is not None or it.slot.due <= FIRST + timedelta(35):
            continue
        for person in it.persons:
            days = {
                key.due_on for key in told if (key.slot_id, key.person_id, key.rung) == (it.slot.id, person, "on_day")
            }
            assert it.slot.due in days
