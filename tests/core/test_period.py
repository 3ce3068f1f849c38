"""Periods, their codes and their days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.period import DateRange, Period, WindowKind

PERIODS = st.sampled_from([12, 6, 3, 1]).flatmap(
    lambda months: st.builds(Period, st.integers(2, 9997), st.just(months), st.integers(1, 12 // months))
)


@given(PERIODS)
def test_a_period_is_its_code(period: Period) -> None:
    assert Period.parse(period.code) == Period.parse(f" {period.code.lower()} ") == period


@given(PERIODS)
def test_periods_follow_each_other_without_a_gap(period: Period) -> None:
    assert period.calendar.end == period.next().calendar.start
    assert period.next().previous() == period.previous().next() == period


@given(PERIODS.filter(lambda p: p.months >= 3))
def test_the_windows_of_the_decree_follow_each_other_too(period: Period) -> None:
    kind = WindowKind.DECREE_09
    assert period.window(kind).end == period.next().window(kind).start
    assert period.window() == period.calendar


@pytest.mark.parametrize("code", ["", "2020-H3", "2020-Q0", "2020-M13", "2020-M7", "20-H1", "0000", "9999", "2020 H1"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="period"):
        Period.parse(code)


@pytest.mark.parametrize(("months", "ordinal"), [(2, 1), (6, 3), (6, 0), (12, 2)])
def test_there_is_no_such_period(months: int, ordinal: int) -> None:
    with pytest.raises(ValueError, match="no such period"):
        Period(2020, months, ordinal)


@given(st.dates(date(2, 1, 1), date(9997, 1, 1)))
def test_a_day_lies_in_its_half_year(day: date) -> None:
    assert day in Period.half_of(day).calendar


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(-3, 403))
def test_a_range_has_its_first_and_last_day_and_nothing_outside(first: date, days: int, offset: int) -> None:
    days_in = DateRange.through(first, first + timedelta(days=days))
    assert (first + timedelta(days=offset) in days_in) == (0 <= offset <= days)


def test_an_empty_range_is_refused() -> None:
    with pytest.raises(ValueError, match="empty range"):
        DateRange(date(2026, 1, 2), date(2026, 1, 2))


@given(*[st.tuples(st.integers(0, 20), st.integers(0, 5))] * 2)
def test_ranges_overlap_when_they_share_a_day(one: tuple[int, int], other: tuple[int, int]) -> None:
    origin = date(2026, 1, 1)
    first, second = (
        DateRange.through(origin + timedelta(days=s), origin + timedelta(days=s + n)) for s, n in (one, other)
    )
    shared = any(origin + timedelta(days=n) in first and origin + timedelta(days=n) in second for n in range(30))
    assert first.overlaps(second) == second.overlaps(first) == shared
