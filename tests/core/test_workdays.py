"""Arithmetic of working days over any calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.workdays import (
    LunarNewYear,
    nth_working_day_before,
    on_or_after,
    on_or_before,
    working_days_between,
)

DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


def weekday(day: date) -> bool:
    return day.weekday() < 5


def test_a_working_day_stays_where_it_is() -> None:
    assert on_or_before(date(2017, 11, 30), weekday) == date(2017, 11, 30)
    assert on_or_after(date(2017, 11, 30), weekday) == date(2017, 11, 30)


def test_a_sunday_moves_to_friday_or_to_monday() -> None:
    assert on_or_before(date(2017, 12, 31), weekday) == date(2017, 12, 29)
    assert on_or_after(date(2017, 12, 31), weekday) == date(2018, 1, 1)


def test_the_third_working_day_before_a_monday_is_a_wednesday() -> None:
    assert nth_working_day_before(date(2017, 12, 4), 3, weekday) == date(2017, 11, 29)


def test_working_days_left_do_not_count_today() -> None:
    assert working_days_between(date(2017, 11, 30), date(2017, 12, 4), weekday) == 2
    assert working_days_between(date(2017, 12, 4), date(2017, 12, 4), weekday) == 0
    assert working_days_between(date(2017, 12, 5), date(2017, 12, 4), weekday) == 0


@given(day=DAYS, n=st.integers(1, 40))
def test_as_many_days_lie_between_as_were_counted_back(day: date, n: int) -> None:
    start = nth_working_day_before(day, n, weekday)
    assert weekday(start)
    assert working_days_between(start, on_or_before(day, weekday), weekday) == n - (0 if weekday(day) else 1)


def test_a_calendar_without_working_days_is_an_error() -> None:
    with pytest.raises(ValueError, match="no working day"):
        on_or_after(date(2017, 12, 4), lambda _: False)


def test_days_of_the_last_lunar_month_count_back_from_new_year() -> None:
    short = LunarNewYear(first_day=date(2026, 2, 17), twelfth_month_days=29)
    assert short.lunar_day(23) == date(2026, 2, 10)
    assert short.lunar_day(29) == date(2026, 2, 16)
