"""From a promise to its slots: the windows cover its time, each assignee has one slot a window."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.commitment import Commitment
from dondoc.core.extraction import FanOut, Kind, Recurrence
from dondoc.core.period import DateRange, Period
from dondoc.core.planning import Handout, move_due, plan_slots, propose_due, settle_targets, windows
from dondoc.core.target import Aggregate, Comparator, Per, Target
from dondoc.core.task import Assignee, Slot

H2 = Period(2026, 6, 2)
DAY = date(2026, 7, 6)
MONTH_ENDS = [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30),
              date(2026, 12, 31)]  # fmt: skip


def commitment(**fields: object) -> Commitment:
    values: dict[str, object] = {
        "id": 1, "unit_id": 1, "document_id": None, "period": H2, "text": "x", "display": "x",
        "kind": Kind.DELIVERABLE, "due": date(2026, 12, 31),
    }  # fmt: skip
    return Commitment(**values | fields)


def handout(*units: int, mode: FanOut = FanOut.EACH) -> Handout:
    return Handout(assignees=tuple(Assignee(unit_id=u) for u in units), mode=mode)


def plan(one: Commitment, *units: int, **fields: object) -> list[Slot]:
    return plan_slots(one, handout(*(units or (1,))), **{"confirmed_on": DAY} | fields)


@pytest.mark.parametrize(
    ("period", "confirmed_on", "due"),
    [
        (H2, date(2026, 12, 30), date(2026, 12, 31)),
        (Period(2026), DAY, date(2026, 12, 31)),
        (None, date(2026, 2, 1), date(2026, 6, 30)),
        (None, date(2026, 5, 10), date(2026, 12, 31)),
        (None, date(2026, 11, 10), date(2027, 6, 30)),
    ],
)
def test_a_promise_without_a_date_gets_the_end_of_its_period_or_half_year(
    period: Period | None, confirmed_on: date, due: date
) -> None:
    proposed = propose_due(commitment(period=period, due=None), confirmed_on)
    assert (proposed.due, proposed.due_proposed, proposed.due_explicit) == (due, True, False)


def test_a_date_of_its_own_is_left_alone() -> None:
    one = commitment(due_explicit=True)
    assert propose_due(one, DAY) is one


def test_windows_without_a_date_are_refused() -> None:
    with pytest.raises(ValueError, match="propose_due"):
        windows(commitment(due=None), DAY)


@pytest.mark.parametrize(
    ("recurrence", "dues"),
    [
        (None, [date(2026, 12, 31)]),
        (Recurrence.YEARLY, [date(2026, 12, 31)]),
        (Recurrence.HALF_YEARLY, [date(2026, 12, 31)]),
        (Recurrence.QUARTERLY, [date(2026, 9, 30), date(2026, 12, 31)]),
        (Recurrence.MONTHLY, MONTH_ENDS),
        (Recurrence.WEEKLY, MONTH_ENDS),
    ],
)
def test_a_half_year_has_a_window_a_cycle(recurrence: Recurrence | None, dues: list[date]) -> None:
    assert [due for _, due in windows(commitment(recurrence=recurrence), DAY)] == dues


def test_a_day_of_the_month_is_the_last_good_one() -> None:
    monthly = commitment(recurrence=Recurrence.MONTHLY, rrule="FREQ=MONTHLY;BYMONTHDAY=25")
    assert [due.day for _, due in windows(monthly, DAY)] == [25] * 6
    last = commitment(recurrence=Recurrence.MONTHLY, rrule="FREQ=MONTHLY;BYMONTHDAY=31", due=date(2026, 9, 20))
    assert [due for _, due in windows(last, DAY)] == [date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 20)]


def test_a_window_in_the_words_is_used_as_it_is() -> None:
    september = DateRange.through(date(2026, 9, 1), date(2026, 9, 30))
    ((window, due),) = windows(commitment(window=september, due=september.last), DAY)
    assert (window, due) == (september, september.last)


def test_without_a_period_the_time_begins_when_it_was_confirmed() -> None:
    ((window, _),) = windows(commitment(period=None), DAY)
    assert window == DateRange.through(DAY, date(2026, 12, 31))


def test_a_date_before_everything_gives_a_window_of_that_day() -> None:
    ((window, _),) = windows(commitment(period=None, due=date(2026, 1, 5)), DAY)
    assert window == DateRange.through(date(2026, 1, 5), date(2026, 1, 5))


@given(
    recurrence=st.sampled_from([None, *Recurrence]),
    period=st.none() | st.builds(Period, st.integers(2015, 2035), st.just(6), st.integers(1, 2)),
    confirmed_on=st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    days=st.integers(0, 800),
    month_day=st.none() | st.integers(1, 31),
    units=st.integers(1, 4),
)
def test_windows_cover_the_time_without_overlap_and_slots_are_unique(
    *,
    recurrence: Recurrence | None,
    period: Period | None,
    confirmed_on: date,
    days: int,
    month_day: int | None,
    units: int,
) -> None:
    due = confirmed_on + timedelta(days=days)
    rrule = f"FREQ=MONTHLY;BYMONTHDAY={month_day}" if month_day else ""
    one = commitment(recurrence=recurrence, period=period, due=due, rrule=rrule)
    found = windows(one, confirmed_on)
    assert found[-1][0].last == due
    assert all(first.end == second.start for (first, _), (second, _) in pairwise(found))
    assert all(last_day in window for window, last_day in found)
    slots = plan_slots(one, handout(*range(1, units + 1)), confirmed_on=confirmed_on)
    assert len({(s.window, s.assignee.key) for s in slots}) == len(slots) == len(found) * units
    assert [s.ordinal for s in slots] == list(range(1, len(slots) + 1))


def test_each_does_it_or_one_leads() -> None:
    assert [(s.assignee.unit_id, s.partners) for s in plan(commitment(), 1, 2)] == [(1, ()), (2, ())]
    together = plan_slots(commitment(), handout(1, 2, 3, mode=FanOut.TOGETHER), confirmed_on=DAY)
    assert [(s.assignee.unit_id, s.partners) for s in together] == [(1, (2, 3))]


def test_a_direction_has_no_slot() -> None:
    assert plan(commitment(is_direction=True)) == []


def test_what_was_due_before_is_history_unless_chased() -> None:
    monthly = commitment(recurrence=Recurrence.MONTHLY)
    day = date(2026, 9, 30)
    assert [s.is_history for s in plan(monthly, confirmed_on=day)] == [True, True, False, False, False, False]
    assert not any(s.is_history for s in plan(monthly, confirmed_on=day, chase=True))


def test_a_planned_day_belongs_to_the_window_that_has_it() -> None:
    slots = plan(commitment(recurrence=Recurrence.QUARTERLY), planned_for=date(2026, 10, 1))
    assert [s.planned_for for s in slots] == [None, date(2026, 10, 1)]


def test_a_weekly_number_is_a_rate_and_a_monthly_one_counts_a_month() -> None:
    target = Target(comparator=Comparator.AT_LEAST, value=1, unit="buổi")  # type: ignore[arg-type]
    monthly = settle_targets(commitment(recurrence=Recurrence.MONTHLY, targets=(target,)))
    weekly = settle_targets(commitment(recurrence=Recurrence.WEEKLY, targets=(target,)))
    assert (monthly.targets[0].per, monthly.targets[0].aggregate) == (Per.SLOT, Aggregate.SUM)
    assert (weekly.targets[0].per, weekly.targets[0].aggregate) == (Per.SLOT, Aggregate.LATEST)
    once = commitment(targets=(target,))
    assert settle_targets(once) is once
    each = replace(target, per=Per.ASSIGNEE)
    assert settle_targets(commitment(recurrence=Recurrence.MONTHLY, targets=(each,))).targets[0].per is Per.ASSIGNEE


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_moved_date_is_always_the_last_day_of_its_window(new_due: date) -> None:
    slot = replace(plan(commitment())[0], planned_for=date(2026, 9, 1))
    moved = move_due(slot, new_due)
    assert (moved.due, moved.window.last) == (new_due, new_due)
    assert moved.planned_for is None or moved.planned_for <= new_due
    assert (moved.planned_for is None) == (new_due < date(2026, 9, 1))
