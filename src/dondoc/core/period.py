"""Periods of the office year, their codes and windows. Ranges are half-open: `start` is in, `end` is out."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `start` up to, not including, `end`; deadlines speak of `last`, the last good day."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"empty range {self.start}..{self.end}")

    @classmethod
    def through(cls, first: date, last: date) -> "DateRange":
        """Both days in.

        >>> DateRange.through(date(2017, 9, 1), date(2017, 9, 30)).last
        datetime.date(2017, 9, 30)
        """
        return cls(first, last + timedelta(days=1))

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end

    def overlaps(self, other: "DateRange") -> bool:
        """Whether both share a day."""
        return self.start < other.end and other.start < self.end


class WindowKind(StrEnum):
    """Which days a period's report covers."""

    #: 01/7 to 31/12, as statistics do (NĐ 60/2018).
    CALENDAR = "calendar"
    #: 15/6 to 14/12, as NĐ 09/2019 Điều 12 does for state administration.
    DECREE_09 = "nd09"


def a_year_before(day: date) -> date:
    """The same day of the year before; 29 February becomes the 28th.

    >>> a_year_before(date(2024, 2, 29)).isoformat()
    '2023-02-28'
    """
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


_CODE = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|M(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, half, quarter or month with its code: `2020`, `2017-H2`, `2020-Q3`, `2020-M07`."""

    year: int
    #: Months that it lasts: 12, 6, 3 or 1.
    months: int = 12
    #: Ordinal inside the year, from 1.
    ordinal: int = 1

    def __post_init__(self) -> None:
        if self.months not in {1, 3, 6, 12} or not 1 <= self.ordinal <= 12 // self.months or not 1 <= self.year <= 9998:
            raise ValueError(f"no such period: {self.year}, {self.months} months, number {self.ordinal}")

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The period of a code; ValueError for any other string.

        >>> Period.parse("2017-H2")
        Period(year=2017, months=6, ordinal=2)
        """
        match = _CODE.fullmatch(code.strip().upper())
        if match is None:
            raise ValueError(f"not a period code: {code!r}")
        year, half, quarter, month = match.groups()
        if half:
            return cls(int(year), 6, int(half))
        if quarter:
            return cls(int(year), 3, int(quarter))
        return cls(int(year), 1, int(month)) if month else cls(int(year))

    @classmethod
    def half_of(cls, day: date) -> "Period":
        """The half-year that a day falls in."""
        return cls(day.year, 6, 1 if day.month <= 6 else 2)

    @property
    def code(self) -> str:
        """`2020`, `2020-H1`, `2020-Q3` or `2020-M07`.

        >>> Period(2020, 1, 7).code
        '2020-M07'
        """
        return (
            f"{self.year:04}"
            + {12: "", 6: f"-H{self.ordinal}", 3: f"-Q{self.ordinal}", 1: f"-M{self.ordinal:02}"}[self.months]
        )

    def __str__(self) -> str:
        return self.code

    @property
    def calendar(self) -> DateRange:
        """Its calendar days.

        >>> Period.parse("2020-Q3").calendar.last
        datetime.date(2020, 9, 30)
        """
        last_month = self.months * self.ordinal
        first = date(self.year, last_month - self.months + 1, 1)
        return DateRange.through(first, date(self.year, last_month, monthrange(self.year, last_month)[1]))

    def window(self, kind: WindowKind = WindowKind.CALENDAR) -> DateRange:
        """The days its report covers. NĐ 09/2019: 15th before the period to the 14th of its last month.

        >>> w = Period.parse("2017-H2").window(WindowKind.DECREE_09)
        >>> w.start.isoformat(), w.last.isoformat()
        ('2017-06-15', '2017-12-14')
        """
        if kind is WindowKind.CALENDAR:
            return self.calendar
        before = self.calendar.start - timedelta(days=1)
        return DateRange(before.replace(day=15), self.calendar.last.replace(day=15))

    def next(self) -> "Period":
        """The following period of the same length.

        >>> Period.parse("2017-H2").next().code
        '2018-H1'
        """
        if self.ordinal < 12 // self.months:
            return Period(self.year, self.months, self.ordinal + 1)
        return Period(self.year + 1, self.months, 1)

    def previous(self) -> "Period":
        """The period of the same length before it."""
        if self.ordinal > 1:
            return Period(self.year, self.months, self.ordinal - 1)
        return Period(self.year - 1, self.months, 12 // self.months)

    def year_before(self) -> "Period":
        """The same period of the year before (cùng kỳ năm trước)."""
        return Period(self.year - 1, self.months, self.ordinal)
