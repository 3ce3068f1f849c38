"""The reminder ladder: who is to be told what on a day, from the dates of the slots and what was told before.

A slot is aimed at by `act_by` first (planned date, promised date, or the cut-off of the next report) and by its due
date afterwards. Each rung of the ladder lies on a day fit for sending; only the newest rung that was reached counts,
so rungs that meet merge and missed days never pour out at once.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from typing import assert_never

from dondoc.core.extraction import Kind
from dondoc.core.notice import NoticeKey
from dondoc.core.task import Slot, Status
from dondoc.core.workdays import (
    DayTest,
    WorkCalendar,
    nth_working_day_before,
    on_or_after,
    on_or_before,
)

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)

#: A pause longer than this has surely missed a digest day.
_LONGEST_GAP = 31

#: A check-in that was missed for so many days waits for the next month's; so does one that only an amended date or
#: the passing of a cut-off put into the past.
_CHECK_IN_LASTS = timedelta(days=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """When people are told (config/reminders.toml). Weekdays count from Monday, 0."""

    #: Working days before the day aimed at, each a rung.
    before: tuple[int, ...]
    #: Weekly rungs once overdue; afterwards the monthly list only.
    overdue_weeks: int
    #: Calendar days beyond which a date is far off and only checked monthly.
    far_days: int
    #: Day of the month of check-ins and of the monthly list of what is long overdue.
    check_in_day: int
    digest_weekdays: frozenset[int]
    #: Silence from this day of tháng Chạp …
    quiet_from: int
    #: … up to and with this day of tháng Giêng.
    quiet_to: int
    #: Day of the month of the chair's progress letter.
    progress_day: int
    #: Working days overdue after which the chair is told.
    escalate_after: int

    def is_quiet(self, day: date, calendar: WorkCalendar) -> bool:
        """Whether the day lies in the quiet time around Tết."""
        new_year = calendar.lunar_new_year(day.year)
        if new_year is None:
            return False
        return new_year.lunar_day(self.quiet_from) <= day < new_year.first_day + timedelta(days=self.quiet_to)

    def sends_on(self, day: date, calendar: WorkCalendar) -> bool:
        """Whether anything may be sent that day at all."""
        return calendar.is_working_day(day) and not self.is_quiet(day, calendar)


class RungKind(IntEnum):
    """Sorts of rungs, the more urgent the greater."""

    CHECK_IN = 1
    BEFORE = 2
    ON_DAY = 3
    #: A week after the day it was planned for, while the promised day is still to come.
    AFTER_PLAN = 4
    OVERDUE = 5
    #: The monthly list of what has been overdue for long.
    LONG_OVERDUE = 6


_CHECK_IN = "check_in"

#: Rungs of the letters to chairs, which have their own use cases.
ESCALATE = "escalate"
PROGRESS = "progress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung for one slot."""

    kind: RungKind
    #: As in the notice's key: "before_7", "on_day", "overdue", "check_in".
    key: str
    #: Which of the repeated ones: the overdue week, or the month as yyyymm; 0 for a single one.
    ordinal: int
    #: The date aimed at.
    aim: date
    #: The day it is reached, fit for sending.
    day: date

    @property
    def urgency(self) -> tuple[date, RungKind, int]:
        """The newest wins; of those that meet on a day, the most urgent."""
        return (self.day, self.kind, self.ordinal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A slot with what the ladder has to know of it."""

    slot: Slot
    kind: Kind
    #: The promise names its date itself; one that was proposed or only follows from the period is not explicit.
    is_date_explicit: bool
    #: Cut-off of the unit's next report, or None.
    next_cut_off: date | None = None
    #: Who is told.
    persons: tuple[int, ...] = ()
    #: The day it was confirmed; None when not recorded.
    opened_on: date | None = None


class HeldReason(StrEnum):
    """Why somebody is not told today."""

    #: Done, given up, released, or not yet confirmed: nothing is owed.
    SETTLED = "settled"
    SUSPENDED = "suspended"
    #: A later promise took it over; that one is told of.
    CONTINUED = "continued"
    HISTORY = "history"
    #: Nobody can be told.
    NOBODY = "nobody"
    #: No rung is reached yet.
    NOT_YET = "not_yet"
    NOT_DIGEST_DAY = "not_digest_day"
    DAY_OFF = "day_off"
    #: From 23 tháng Chạp to mùng 6.
    QUIET = "quiet"
    ALREADY_TOLD = "already_told"
    #: Today's digest has left; what arises after it waits for the next.
    AFTER_DIGEST = "after_digest"
    #: The person who should hear of it is the one who is to do it.
    HIMSELF = "himself"
    #: Reminders were not started yet (`dondoc remind --start`).
    NOT_STARTED = "not_started"
    #: There is no task at all to speak of.
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Not told today, and why; `until` is the next day that can change it, where one is known."""

    reason: HeldReason
    #: None when it holds for everything.
    slot_id: int | None = None
    person_id: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueNotice:
    """Somebody is to be told of a slot today."""

    key: NoticeKey
    rung: Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """What the ladder says of one day: what is told, and why the rest is not."""

    due: tuple[DueNotice, ...] = ()
    held: tuple[Held, ...] = ()


def act_by(slot: Slot, next_cut_off: date | None) -> date:
    """The day that reminders aim at: the planned or promised day, or the cut-off of the next report if earlier."""
    wanted = slot.planned_for or slot.due
    return wanted if next_cut_off is None else min(wanted, next_cut_off)


def aims(slot: Slot, next_cut_off: date | None) -> tuple[date, ...]:
    """`act_by`, then the promised day where that is later: a plan that passed does not silence the promise."""
    first = act_by(slot, next_cut_off)
    last = slot.due if next_cut_off is None else min(slot.due, next_cut_off)
    return (first, last) if last > first else (first,)


def closed_because(slot: Slot) -> HeldReason | None:
    """Why nothing is asked of a slot any more, or None while it is owed."""
    if slot.continued_by:
        return HeldReason.CONTINUED
    match slot.status:
        case Status.OPEN | Status.PARTLY_DONE:
            return HeldReason.HISTORY if slot.is_history else None
        case Status.SUSPENDED:
            return HeldReason.SUSPENDED
        case Status.DONE | Status.NOT_DONE | Status.WAIVED | Status.DRAFT | Status.REJECTED:
            return HeldReason.SETTLED
    assert_never(slot.status)


def still_stands(key: NoticeKey, subject: Subject) -> bool:
    """Whether a queued notice is still true: the slot is owed, its date has not moved, the person is still the one."""
    dates = {*aims(subject.slot, subject.next_cut_off), subject.slot.due}
    return closed_because(subject.slot) is None and key.due_on in dates and key.person_id in subject.persons


def rungs(subject: Subject, ladder: Ladder, test: DayTest, *, until: date) -> list[Rung]:
    """The rungs of a slot by urgency; repeated ones without end stop a month after `until`.

    `test` says which days are fit for sending.
    """
    found: list[Rung] = []
    for aim in aims(subject.slot, subject.next_cut_off):
        found += _towards(aim, subject, ladder, test)
    found += _check_ins(subject, ladder, test)
    found += _after(subject, ladder, test, until + timedelta(days=_LONGEST_GAP))
    return sorted(found, key=lambda rung: rung.urgency)


def _is_fixed(subject: Subject, aim: date) -> bool:
    """Whether the aim is a date that somebody named; ongoing work and proposed dates are only checked monthly."""
    return subject.kind is not Kind.ONGOING and (subject.is_date_explicit or aim == subject.slot.planned_for)


def _towards(aim: date, subject: Subject, ladder: Ladder, test: DayTest) -> Iterator[Rung]:
    on_day = on_or_before(aim, test)
    yield Rung(kind=RungKind.ON_DAY, key="on_day", ordinal=0, aim=aim, day=on_day)
    if not _is_fixed(subject, aim):
        return
    day, counted = aim, 0
    for days in sorted(ladder.before):
        day, counted = nth_working_day_before(day, days - counted, test), days
        if (aim - day).days <= ladder.far_days:
            yield Rung(kind=RungKind.BEFORE, key=f"before_{days}", ordinal=0, aim=aim, day=day)


def _check_ins(subject: Subject, ladder: Ladder, test: DayTest) -> Iterator[Rung]:
    slot = subject.slot
    opened = subject.opened_on or slot.window.start
    dates = aims(slot, subject.next_cut_off)
    for nominal in _month_days(max(opened, slot.window.start), dates[-1], ladder.check_in_day):
        aim = next(d for d in dates if d >= nominal)
        is_near = (aim - nominal).days <= ladder.far_days
        day = on_or_before(nominal, test)
        if day > opened and not (_is_fixed(subject, aim) and is_near):
            yield Rung(kind=RungKind.CHECK_IN, key=_CHECK_IN, ordinal=_month(nominal), aim=aim, day=day)


def _after(subject: Subject, ladder: Ladder, test: DayTest, horizon: date) -> Iterator[Rung]:
    slot = subject.slot
    dates = aims(slot, subject.next_cut_off)
    if len(dates) == 2 and dates[0] == slot.planned_for:
        day = on_or_after(dates[0] + _WEEK, test)
        yield Rung(kind=RungKind.AFTER_PLAN, key="after_plan", ordinal=0, aim=dates[0], day=day)
    for week in range(1, ladder.overdue_weeks + 1):
        day = on_or_after(slot.due + week * _WEEK, test)
        yield Rung(kind=RungKind.OVERDUE, key="overdue", ordinal=week, aim=slot.due, day=day)
    for nominal in _month_days(slot.due + ladder.overdue_weeks * _WEEK + _DAY, horizon, ladder.check_in_day):
        yield Rung(
            kind=RungKind.LONG_OVERDUE,
            key="long_overdue",
            ordinal=_month(nominal),
            aim=slot.due,
            day=on_or_after(nominal, test),
        )


def _month_days(first: date, last: date, day_of_month: int) -> Iterator[date]:
    """That day of each month from `first` to `last`, both in; `day_of_month` is at most 28."""
    day = first.replace(day=day_of_month)
    while day <= last:
        if day >= first:
            yield day
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=day_of_month)


def _month(day: date) -> int:
    return day.year * 100 + day.month


def is_digest_day(day: date, ladder: Ladder, test: DayTest) -> bool:
    """Whether digests leave that day; the digest of a day off leaves on the working day before it."""
    if not test(day):
        return False
    while day.weekday() not in ladder.digest_weekdays:
        day += _DAY
        if test(day):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Today:
    """The day as the rhythm sees it."""

    day: date
    ladder: Ladder
    test: DayTest
    last_pass: date | None
    #: A digest leaves today, or one was missed since the last pass.
    is_digest: bool
    known: Set[NoticeKey]
    #: (slot, month, person) of check-ins told: a date that moves does not make the month's question a new one.
    asked: Set[tuple[int, int, int]]

    @classmethod
    def of(cls, day: date, ladder: Ladder, test: DayTest, last_pass: date | None, known: Set[NoticeKey]) -> "_Today":
        missed = last_pass is not None and _missed_digest(last_pass, day, ladder, test)
        asked = {(k.slot_id, k.ordinal, k.person_id) for k in known if k.rung == _CHECK_IN}
        return cls(day, ladder, test, last_pass, missed or is_digest_day(day, ladder, test), known, asked)

    def has_reached(self, rung: Rung) -> bool:
        """Whether the rung lies behind us and still counts."""
        is_stale = rung.kind is RungKind.CHECK_IN and self.day - rung.day > _CHECK_IN_LASTS
        return rung.day <= self.day and not is_stale

    def was_told(self, key: NoticeKey) -> bool:
        """Whether the person knows."""
        return key in self.known or (key.rung == _CHECK_IN and (key.slot_id, key.ordinal, key.person_id) in self.asked)

    def tells(self, rung: Rung) -> bool:
        """Whether the rung may be told today: with the digest, or because this is the day itself (or it was missed)."""
        yesterday = self.day - _DAY
        since = yesterday if self.last_pass is None else min(self.last_pass, yesterday)
        return self.is_digest or (rung.kind is RungKind.ON_DAY and since < rung.day)

    def next_digest(self) -> date:
        return on_or_after(self.day + _DAY, lambda d: is_digest_day(d, self.ladder, self.test))


def _missed_digest(last_pass: date, today: date, ladder: Ladder, test: DayTest) -> bool:
    gap = (today - last_pass).days
    return gap > _LONGEST_GAP or any(is_digest_day(last_pass + k * _DAY, ladder, test) for k in range(1, gap))


def due_notices(
    subjects: Iterable[Subject],
    ladder: Ladder,
    calendar: WorkCalendar,
    *,
    today: date,
    known: Set[NoticeKey],
    last_pass: date | None = None,
    owed: Set[tuple[int, int]] = frozenset(),
) -> DayPlan:
    """What is to be told on `today`, and why the rest is not.

    Args:
        subjects: The slots; closed ones are answered with their reason.
        ladder: The rungs and the rhythm.
        calendar: Working days and Tết.
        today: The day of the pass.
        known: Keys of notices queued or sent; none of them is told again.
        last_pass: The day of the last pass, so that a digest day that nobody served is caught up with.
        owed: (slot, person) whose digest of an earlier day could not be sent: they do not wait for a digest day.
    """
    test = cache(lambda day: ladder.sends_on(day, calendar))
    if not test(today):
        quiet = ladder.is_quiet(today, calendar)
        reason = HeldReason.QUIET if quiet else HeldReason.DAY_OFF
        return DayPlan(held=(Held(reason=reason, until=on_or_after(today, test)),))
    now = _Today.of(today, ladder, test, last_pass, known)
    outcomes = [outcome for subject in subjects for outcome in _decide(subject, now, owed)]
    return DayPlan(
        due=tuple(o for o in outcomes if isinstance(o, DueNotice)),
        held=tuple(o for o in outcomes if isinstance(o, Held)),
    )


def _decide(subject: Subject, now: _Today, owed: Set[tuple[int, int]]) -> Iterator[DueNotice | Held]:
    slot_id = subject.slot.id
    closed = closed_because(subject.slot) or (None if subject.persons else HeldReason.NOBODY)
    if closed is not None:
        yield Held(reason=closed, slot_id=slot_id)
        return
    ladder_of_slot = rungs(subject, now.ladder, now.test, until=now.day)
    reached = [rung for rung in ladder_of_slot if now.has_reached(rung)]
    if not reached:
        until = next((rung.day for rung in ladder_of_slot if rung.day > now.day), None)
        yield Held(reason=HeldReason.NOT_YET, slot_id=slot_id, until=until)
        return
    newest = reached[-1]
    for person_id in subject.persons:
        key = NoticeKey(
            slot_id=slot_id, rung=newest.key, ordinal=newest.ordinal, due_on=newest.aim, person_id=person_id
        )
        if now.was_told(key):
            yield Held(reason=HeldReason.ALREADY_TOLD, slot_id=slot_id, person_id=person_id)
        elif now.tells(newest) or (slot_id, person_id) in owed:
            yield DueNotice(key=key, rung=newest)
        else:
            yield Held(reason=HeldReason.NOT_DIGEST_DAY, slot_id=slot_id, person_id=person_id, until=now.next_digest())
