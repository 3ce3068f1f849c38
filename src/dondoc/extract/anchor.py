"""The anchor of a text: what a date without a year, a month or a base day is measured by."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dondoc.core.period import DateRange, Period
from dondoc.core.workdays import DayTest

#: Years that an office's text can mean; beyond them a number is no year.
FIRST_YEAR, LAST_YEAR = 1900, 2200


def weekdays_only(day: date) -> bool:
    """Monday to Friday: what is worked where nobody says more.

    >>> weekdays_only(date(2026, 8, 15))
    False
    """
    return day.weekday() < 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a date without a year is measured by: the plan's period and the day of the document.

    >>> Anchor.of(date(2026, 7, 1)).resolve(None, 8, 15)
    datetime.date(2026, 8, 15)
    >>> Anchor(plan=Period.parse("2026-H2")).resolve(None, 2, 30) is None
    True
    """

    #: The period that the plan is for, which outweighs the document's day.
    plan: Period | None = None
    issued_on: date | None = None
    #: The year that the title names, for a document without a date.
    named_year: int | None = None
    #: Says of a day whether the office works, for "10 ngày làm việc".
    is_working_day: DayTest = weekdays_only

    @classmethod
    def of(cls, anchor: "Anchor | date") -> "Anchor":
        """The anchor itself, or that of a document of a plain day."""
        return anchor if isinstance(anchor, Anchor) else cls(issued_on=anchor)

    @property
    def year(self) -> int | None:
        """The year that a missing one stands for."""
        return self.plan.year if self.plan else self.issued_on.year if self.issued_on else self.named_year

    @property
    def start(self) -> date | None:
        """The first day that a deadline can have: the plan's, else the document's."""
        return self.plan.calendar.start if self.plan else self.issued_on

    def resolve(self, year: int | None, month: int, day: int) -> date | None:
        """The day; None for an impossible date or when no year is known.

        A day without a year that lies before the document and before the plan belongs to the next year.
        """
        base = year or self.year
        if base is None or not FIRST_YEAR <= base <= LAST_YEAR or not is_day(base, month, day):
            return None
        found = date(base, month, day)
        if year is None and self._is_over(found) and is_day(base + 1, month, day):
            return found.replace(year=base + 1)
        return found

    def month(self, year: int | None, month: int) -> DateRange | None:
        """A month's days."""
        last = self.resolve(year, month, _month_length(year or self.year, month))
        return DateRange.through(last.replace(day=1), last) if last else None

    def other_year(self, found: date) -> date | None:
        """The same day in the other year that it may belong to; None where one year is meant beyond doubt.

        A plan's own days have one year. Outside them, and just before a letter's day, an author may mean either.
        """
        if self.plan is None and self.issued_on is not None:
            year = found.year - 1 if (found - self.issued_on).days > _NEARLY_A_YEAR else None
        elif self.plan is None or self.plan.months == 12 or found in self.plan.calendar:
            year = None
        elif found.year > self.plan.year:
            year = self.plan.year
        else:
            year = found.year + 1 if found < self.plan.calendar.start else None
        return found.replace(year=year) if year and is_day(year, found.month, found.day) else None

    def _is_over(self, day: date) -> bool:
        """Whether a day without a year must belong to the next: it lies before the document and before the plan."""
        if self.issued_on is None or day >= self.issued_on:
            return False
        return self.plan is None or (self.plan.months < 12 and day < self.plan.calendar.start)


#: Beyond this a letter's "10/12" may be the day that has just passed.
_NEARLY_A_YEAR = 270


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day.

    >>> is_day(2026, 2, 29), is_day(2028, 2, 29)
    (False, True)
    """
    return 1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _month_length(year: int | None, month: int) -> int:
    return monthrange(year, month)[1] if year and 1 <= year <= 9998 and 1 <= month <= 12 else 0
