"""The rungs of the ladder: on which days a slot is to be spoken of, from its dates alone.

A slot is aimed at by `act_by` first (planned date, promised date, or the cut-off of the next report) and by its due
date afterwards. Each rung lies on a day fit for sending: on a day off it moves to the working day before, after where
it is overdue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from functools import cache

from dondoc.core.answer import Receipt
from dondoc.core.extraction import Kind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.task import Slot
from dondoc.core.workdays import DayTest, WorkCalendar, nth_working_day_before, on_or_after, on_or_before

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)

#: A pause longer than this has surely missed a digest day.
LONGEST_GAP = 31

#: Key of the monthly question.
CHECK_IN = "check_in"

#: Key of the day itself.
ON_DAY = "on_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Hours of each day in which nothing leaves, from `start` up to, not including, `end`, over midnight or not."""

    start: time
    end: time

    def holds_at(self, instant: datetime) -> bool:
        """Whether an instant lies in them, by the office's clock.

        >>> QuietHours(start=time(21), end=time(7)).holds_at(datetime(2017, 11, 30, 6, 59, tzinfo=TIME_ZONE))
        True
        """
        clock = instant.astimezone(TIME_ZONE).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def day_after(self, instant: datetime) -> date:
        """The day on which they end that hold at an instant.

        >>> QuietHours(start=time(21), end=time(7)).day_after(datetime(2017, 11, 30, 23, tzinfo=TIME_ZONE))
        datetime.date(2017, 12, 1)
        """
        local = instant.astimezone(TIME_ZONE)
        return local.date() if local.time() < self.end else local.date() + _DAY


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
    #: Digests that one person gets in a week at most, Monday to Sunday; letters of the day itself come on top.
    digests_a_week: int = 2
    #: Hours in which nothing leaves; None for none.
    quiet_hours: QuietHours | None = None
    #: Calendar days that "nhắc lại sau" may last at most.
    longest_snooze: int = 14

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
    #: The day until which somebody put it off ("nhắc lại sau").
    AGAIN = 2
    BEFORE = 3
    ON_DAY = 4
    #: A week after the day it was planned for, while the promised day is still to come.
    AFTER_PLAN = 5
    OVERDUE = 6
    #: The monthly list of what has been overdue for long.
    LONG_OVERDUE = 7


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
    #: What was said of it since its terms were last amended, oldest first.
    receipts: tuple[Receipt, ...] = ()


def act_by(slot: Slot, next_cut_off: date | None) -> date:
    """The day that reminders aim at: the planned or promised day, or the cut-off of the next report if earlier."""
    wanted = slot.planned_for or slot.due
    return wanted if next_cut_off is None else min(wanted, next_cut_off)


def aims(slot: Slot, next_cut_off: date | None) -> tuple[date, ...]:
    """`act_by`, then the promised day where that is later: a plan that passed does not silence the promise."""
    first = act_by(slot, next_cut_off)
    last = slot.due if next_cut_off is None else min(slot.due, next_cut_off)
    return (first, last) if last > first else (first,)


def rungs(subject: Subject, ladder: Ladder, test: DayTest, *, until: date) -> list[Rung]:
    """The rungs of a slot by urgency; repeated ones without end stop a month after `until`.

    `test` says which days are fit for sending.
    """
    found: list[Rung] = []
    for aim in aims(subject.slot, subject.next_cut_off):
        found += _towards(aim, subject, ladder, test)
    found += _check_ins(subject, ladder, test)
    found += _after(subject, ladder, test, until + timedelta(days=LONGEST_GAP))
    return sorted(found, key=lambda rung: rung.urgency)


def _is_fixed(subject: Subject, aim: date) -> bool:
    """Whether the aim is a date that somebody named; ongoing work and proposed dates are only checked monthly."""
    return subject.kind is not Kind.ONGOING and (subject.is_date_explicit or aim == subject.slot.planned_for)


def is_only_checked(subject: Subject, ladder: Ladder, day: date) -> bool:
    """Whether a slot is only asked about on `day`: ongoing, without a named date, or with one that is far off."""
    dates = aims(subject.slot, subject.next_cut_off)
    aim = next((aim for aim in dates if aim >= day), dates[-1])
    return not (_is_fixed(subject, aim) and (aim - day).days <= ladder.far_days)


def _towards(aim: date, subject: Subject, ladder: Ladder, test: DayTest) -> Iterator[Rung]:
    on_day = on_or_before(aim, test)
    yield Rung(kind=RungKind.ON_DAY, key=ON_DAY, ordinal=0, aim=aim, day=on_day)
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
        day = on_or_before(nominal, test)
        if day > opened and is_only_checked(subject, ladder, nominal):
            yield Rung(kind=RungKind.CHECK_IN, key=CHECK_IN, ordinal=_month(nominal), aim=aim, day=day)


def _after(subject: Subject, ladder: Ladder, test: DayTest, horizon: date) -> Iterator[Rung]:
    slot = subject.slot
    dates = aims(slot, subject.next_cut_off)
    if len(dates) == 2 and dates[0] == slot.planned_for:
        day = on_or_after(dates[0] + _WEEK, test)
        if day < on_or_before(dates[1], test):  # the promised day itself is told as that
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


class RungBook:
    """The rungs of many slots over many days, each slot's worked out once."""

    def __init__(self, ladder: Ladder, calendar: WorkCalendar, *, until: date) -> None:
        """For passes up to and with the day `until`."""
        self.ladder = ladder
        self.calendar = calendar
        self.test: DayTest = cache(lambda day: ladder.sends_on(day, calendar))
        self._until = until
        self._kept: dict[tuple[int, date | None], Sequence[Rung]] = {}

    def of(self, subject: Subject) -> Sequence[Rung]:
        """The rungs of a slot by urgency; the subject of a slot may change its people and its cut-off only."""
        key = (subject.slot.id, subject.next_cut_off)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = rungs(subject, self.ladder, self.test, until=self._until)
        return found
