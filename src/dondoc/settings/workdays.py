"""Working days of Vietnam: the `holidays` library, with the office's weekly rest and its own corrections on top."""

from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from dondoc.core.workdays import LunarNewYear
from dondoc.settings.files import ConfigModel, read_config

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: The rest that the library takes for granted when it moves holidays off the week-end.
_USUAL_REST = frozenset({5, 6})

_DAY = timedelta(days=1)


class DayOverride(ConfigModel):
    """One day that is off or worked against the library, and what says so."""

    date: date
    kind: Literal["off", "work"]
    name: str
    basis: str = ""


class _NewYear(ConfigModel):
    first_day: date
    twelfth_month_days: Literal[29, 30]


class HolidaysFile(ConfigModel):
    """`config/holidays.toml`."""

    schema_: Literal[1] = Field(alias="schema")
    weekly_rest: list[Weekday] = Field(max_length=6)
    culture_day_off: bool
    days: list[DayOverride]
    lunar_new_year: dict[int, _NewYear]

    @field_validator("days")
    @classmethod
    def _no_day_twice(cls, days: list[DayOverride]) -> list[DayOverride]:
        dates = [day.date for day in days]
        twice = next((day for day in dates if dates.count(day) > 1), None)
        if twice is not None:
            raise ValueError(f"{twice} stands twice")
        return days


class OfficeCalendar:
    """A `WorkCalendar` over the library and the office's file. The library is imported when first asked."""

    def __init__(self, file: HolidaysFile) -> None:
        self._file = file
        self._rest = frozenset(WEEKDAYS.index(day) for day in file.weekly_rest)
        self._settled: dict[date, bool] = {}

    @cached_property
    def _overrides(self) -> dict[date, bool]:
        return {day.date: day.kind == "work" for day in self._file.days}

    def is_working_day(self, day: date) -> bool:
        """The office's own line first, then holidays and swapped days, then the weekly rest."""
        found = self._settled.get(day)
        if found is None:
            found = self._settled[day] = self._settle(day)
        return found

    def _settle(self, day: date) -> bool:
        stated = self._overrides.get(day)
        if stated is not None:
            return stated
        if self._file.culture_day_off is False and (day.month, day.day) == (11, 24) and day.year >= 2026:
            return day.weekday() not in self._rest
        off, worked = _year(day.year, self._rest)
        if day in off:
            return False
        return day.weekday() not in self._rest or day in worked

    def lunar_new_year(self, year: int) -> LunarNewYear | None:
        """Tết of the year, from the table in the file."""
        known = self._file.lunar_new_year.get(year)
        if known is None:
            return None
        return LunarNewYear(first_day=known.first_day, twelfth_month_days=known.twelfth_month_days)


@lru_cache(maxsize=64)
def _year(year: int, rest: frozenset[int]) -> tuple[frozenset[date], frozenset[date]]:
    """Days off and rest days worked instead, of one year; the neighbours are read for swaps over New Year."""
    from holidays import country_holidays  # noqa: PLC0415 - .2 s that most commands never need

    usual = rest == _USUAL_REST
    found = country_holidays("VN", years=[year - 1, year, year + 1], observed=usual)
    off = {day for day in found if day.year == year}
    worked = {day for day in found.weekend_workdays if day.year == year} if usual else set()
    if not usual:
        # Bộ luật Lao động 2019, Điều 111.3: a holiday on the weekly rest is made up on the next working day.
        for day in sorted(off):
            if day.weekday() in rest:
                off.add(_next_worked(day, off, rest))
    return frozenset(off), frozenset(worked)


def _next_worked(day: date, off: set[date], rest: frozenset[int]) -> date:
    day += _DAY
    while day.weekday() in rest or day in off:
        day += _DAY
    return day


def load_calendar(office_dir: Path | None = None) -> OfficeCalendar:
    """The calendar of an office: `config/holidays.toml` as shipped, with its own laid over it.

    Raises:
        BadInput: `config.syntax`, `config.invalid`.
    """
    return OfficeCalendar(read_config("holidays.toml", HolidaysFile, office_dir))
