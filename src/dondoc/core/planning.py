"""From a confirmed commitment to its slots: windows by recurrence, assignees by fan-out, dates by the rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dondoc.core.commitment import Commitment
from dondoc.core.extraction import FanOut, Recurrence
from dondoc.core.period import DateRange, Period
from dondoc.core.target import Aggregate, Per
from dondoc.core.task import Assignee, Slot

#: A promise without any date is given at least this many days.
_LEAST_DAYS = 60

#: The last day of a monthly rule; a day of other months than the cycle's last ("BYMONTH=1,4,7,10") is not its end.
_BY_MONTH_DAY = re.compile(r"FREQ=MONTHLY;(?:INTERVAL=\d+;)?BYMONTHDAY=(?:\d{1,2},)*(\d{1,2})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """To whom a commitment is handed out, and how."""

    assignees: tuple[Assignee, ...]
    mode: FanOut = FanOut.EACH


def propose_due(commitment: Commitment, confirmed_on: date) -> Commitment:
    """Gives a date ("ước định") to a promise that has none: the end of the half-year, or of the next when it is near.

    The source's plan period comes first; a proposed date is marked and can be changed at review.
    """
    if commitment.due is not None:
        return commitment
    if commitment.period is not None:
        due = commitment.period.calendar.last
    else:
        half = Period.half_of(confirmed_on)
        near = (half.calendar.last - confirmed_on).days < _LEAST_DAYS
        due = (half.next() if near else half).calendar.last
    return replace(commitment, due=due, due_explicit=False, due_proposed=True)


def windows(commitment: Commitment, confirmed_on: date) -> tuple[tuple[DateRange, date], ...]:
    """The windows of a commitment with the last good day of each, in order.

    A recurring one has a window a month, quarter or half-year of its span ("hằng tháng" in a half-year: six). What
    recurs weekly is followed by the month: nobody confirms 26 weeks one by one.
    """
    due = commitment.due
    if due is None:
        raise ValueError("no due date: call propose_due first")
    span = _span(commitment, confirmed_on)
    if commitment.recurrence is None or commitment.recurrence is Recurrence.YEARLY:
        return ((span, due),)
    months = {Recurrence.QUARTERLY: 3, Recurrence.HALF_YEARLY: 6}.get(commitment.recurrence, 1)
    return tuple(_cycles(span, months, commitment.rrule))


def _span(commitment: Commitment, confirmed_on: date) -> DateRange:
    due = commitment.due or confirmed_on
    if commitment.window is not None and commitment.recurrence is None:
        start = commitment.window.start
    elif commitment.period is not None and commitment.period.calendar.start <= due:
        start = commitment.period.calendar.start
    else:
        start = confirmed_on
    return DateRange.through(min(start, due), due)


def _cycles(span: DateRange, months: int, rrule: str) -> list[tuple[DateRange, date]]:
    """Calendar cycles that overlap the span; a day in the cycle ("ngày 25 hằng tháng") is the last good day."""
    cycle = Period(span.start.year, months, (span.start.month - 1) // months + 1)
    day = _BY_MONTH_DAY.search(rrule)
    found: list[tuple[DateRange, date]] = []
    while cycle.calendar.start < span.end:
        window = DateRange(max(cycle.calendar.start, span.start), min(cycle.calendar.end, span.end))
        due = window.last
        if day is not None:
            wished = due.replace(day=min(int(day[1]), due.day))
            due = wished if wished in window else due
        found.append((window, due))
        cycle = cycle.next()
    return found


def settle_targets(commitment: Commitment) -> Commitment:
    """Targets of a recurring promise count by window; a number a week is a rate, so the newest figure holds."""
    if commitment.recurrence is None or commitment.recurrence is Recurrence.YEARLY:
        return commitment
    weekly = commitment.recurrence is Recurrence.WEEKLY
    targets = tuple(
        replace(
            t, per=Per.SLOT if t.per is Per.COMMITMENT else t.per, aggregate=Aggregate.LATEST if weekly else t.aggregate
        )
        for t in commitment.targets
    )
    return replace(commitment, targets=targets)


def plan_slots(
    commitment: Commitment,
    handout: Handout,
    *,
    confirmed_on: date,
    planned_for: date | None = None,
    chase: bool = False,
) -> list[Slot]:
    """The slots of a confirmed commitment, in order of date and assignee; none for a mere direction.

    A slot that was due before it was confirmed is history: neither reminded nor escalated, unless `chase`.
    """
    if commitment.is_direction:
        return []
    each: Sequence[Assignee] = handout.assignees if handout.mode is FanOut.EACH else handout.assignees[:1]
    partners = () if handout.mode is FanOut.EACH else tuple(a.unit_id for a in handout.assignees[1:])
    slots: list[Slot] = []
    for window, due in windows(commitment, confirmed_on):
        slots += [
            Slot(
                id=0,
                commitment_id=commitment.id,
                ordinal=len(slots) + offset,
                window=window,
                assignee=assignee,
                partners=partners,
                due=due,
                planned_for=planned_for if planned_for is not None and planned_for in window else None,
                is_history=due < confirmed_on and not chase,
            )
            for offset, assignee in enumerate(each, start=1)
        ]
    return slots


def move_due(slot: Slot, new_due: date) -> Slot:
    """The slot with another last good day; its window stretches or shrinks with it, a plan past the date is dropped."""
    start = min(slot.window.start, new_due)
    planned = slot.planned_for if slot.planned_for is not None and slot.planned_for <= new_due else None
    return replace(slot, due=new_due, window=DateRange(start, new_due + timedelta(days=1)), planned_for=planned)
