"""Days are those of the office."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.instants import local_date, local_midnight


def test_a_naive_instant_has_no_day() -> None:
    with pytest.raises(ValueError, match="naive"):
        local_date(datetime(2026, 7, 6))  # noqa: DTZ001 - that is the point


def test_seventeen_o_clock_in_greenwich_is_tomorrow() -> None:
    assert local_date(datetime(2026, 7, 6, 16, 59, tzinfo=UTC)) == date(2026, 7, 6)
    assert local_date(datetime(2026, 7, 6, 17, tzinfo=UTC)) == date(2026, 7, 7)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_midnight_is_the_first_instant_of_its_day(day: date) -> None:
    midnight = local_midnight(day)
    assert (local_date(midnight), midnight.hour) == (day, 0)
