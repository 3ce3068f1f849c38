"""Working days: pure arithmetic over a calendar that says which days are worked and when the lunar year begins."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

#: Says of a day whether it counts: worked, or fit for sending.
DayTest = Callable[[date], bool]

#: No office rests longer; a calendar without any working day ends here instead of looping.
_LONGEST_REST = 60

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LunarNewYear:
    """Tết Nguyên đán of one year: the day of mùng 1, and how many days the tháng Chạp before it has (29 or 30)."""

    first_day: date
    twelfth_month_days: int

    def lunar_day(self, day: int) -> date:
        """The solar day of a day of tháng Chạp just before this New Year.

        >>> LunarNewYear(first_day=date(2018, 2, 16), twelfth_month_days=30).lunar_day(23)
        datetime.date(2018, 2, 8)
        """
        return self.first_day - timedelta(days=self.twelfth_month_days - day + 1)


class WorkCalendar(Protocol):
    """Which days the office works, and when the lunar years begin."""

    def is_working_day(self, day: date) -> bool:
        """Whether the office works that day: weekly rest, holidays and swapped days are settled here."""
        ...

    def lunar_new_year(self, year: int) -> LunarNewYear | None:
        """Tết of a solar year, or None outside the years that are known."""
        ...


def on_or_before(day: date, test: DayTest) -> date:
    """The nearest day not after `day` that passes the test.

    >>> on_or_before(date(2017, 7, 2), lambda d: d.weekday() < 5)
    datetime.date(2017, 6, 30)
    """
    return _walk(day, -_DAY, test)


def on_or_after(day: date, test: DayTest) -> date:
    """The nearest day not before `day` that passes the test.

    >>> on_or_after(date(2017, 7, 1), lambda d: d.weekday() < 5)
    datetime.date(2017, 7, 3)
    """
    return _walk(day, _DAY, test)


def _walk(day: date, step: timedelta, test: DayTest) -> date:
    for _ in range(_LONGEST_REST):
        if test(day):
            return day
        day += step
    raise ValueError(f"no working day near {day}")


def nth_working_day_before(day: date, n: int, test: DayTest) -> date:
    """The `n`-th working day before `day`, which itself is not counted.

    >>> nth_working_day_before(date(2017, 7, 5), 3, lambda d: d.weekday() < 5)
    datetime.date(2017, 6, 30)
    """
    for _ in range(n):
        day = on_or_before(day - _DAY, test)
    return day


def working_days_between(start: date, end: date, test: DayTest) -> int:
    """How many working days lie after `start`, up to and with `end`; 0 when `end` is not later.

    >>> working_days_between(date(2017, 6, 30), date(2017, 7, 5), lambda d: d.weekday() < 5)
    3
    """
    return sum(test(start + timedelta(days=k)) for k in range(1, (end - start).days + 1))
