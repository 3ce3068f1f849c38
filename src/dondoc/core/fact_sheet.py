"""The figures of a report for whoever merges it: one row a commitment, as numbers beside the words of the pages."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dondoc.core.target import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many slots (việc) stand how; their sum is the total."""

    total: int = 0
    done_on_time: int = 0
    done_late: int = 0
    partly: int = 0
    not_done: int = 0
    waived: int = 0
    suspended: int = 0
    under_way: int = 0
    overdue: int = 0
    #: Of those done: proven by accepted evidence; the others are done on somebody's word.
    proven: int = 0

    @property
    def done(self) -> int:
        """Done, in time or late."""
        return self.done_on_time + self.done_late

    @property
    def adds_up(self) -> bool:
        """Whether the standings make up the total, and no more is proven than was done."""
        parts = self.done + self.partly + self.not_done + self.waived + self.suspended + self.under_way + self.overdue
        is_counted = all(0 <= getattr(self, name) < 10**9 for name in Counts.__dataclass_fields__)
        return is_counted and parts == self.total and self.proven <= self.done

    def plus(self, other: "Counts") -> "Counts":
        """The sum of both."""
        names = Counts.__dataclass_fields__
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFigure:
    """One target and what was reached of it."""

    #: The noun that is counted, as promised.
    unit: str
    percent: bool
    role: Role
    planned: Decimal
    #: None when nothing was counted.
    reached: Decimal | None
    #: The part and the whole, where the result is a share ("38/40").
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One commitment, or in a merged report one kind of work of many units."""

    #: Code of the commitment; "" for a row of many units.
    code: str = ""
    area: str
    #: The work without its figures, dates and who does it: "tổ chức hội nghị người lao động".
    name: str
    counts: Counts
    figures: tuple[FactFigure, ...] = ()
    #: Units that had it to do, and those that have done all of theirs.
    units: int = 1
    units_done: int = 0
    #: Only gives a direction: nothing to count.
    is_direction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheet:
    """What a report of a unit counts, to be merged by the unit above."""

    unit_code: str
    unit_name: str
    #: Code of the period that it is on or lies in, and both days of its window.
    period: str
    first_day: date
    last_day: date
    cut_off: date
    #: Số, ký hiệu and date, once the report is issued.
    number: str = ""
    issued_on: date | None = None
    rows: tuple[FactRow, ...] = ()
    #: Activities that no commitment foresaw.
    unplanned: int = 0
    #: Units that were to report and those that did; 1 of 1 for a report on the unit's own work.
    units_expected: int = 1
    units_reported: int = 1

    @property
    def counts(self) -> Counts:
        """The sum over the rows."""
        total = Counts()
        for row in self.rows:
            total = total.plus(row.counts)
        return total

    @property
    def is_sound(self) -> bool:
        """Whether it can be a report's: days in order, no number that cannot be, no direction that counts."""
        numbers = [
            n for r in self.rows for f in r.figures for n in (f.planned, f.reached, f.numerator, f.denominator) if n
        ]
        return (
            self.first_day <= self.last_day < date.max
            and 0 <= self.units_reported <= self.units_expected
            and self.unplanned >= 0
            and all(r.counts.adds_up and 0 <= r.units_done <= r.units for r in self.rows)
            and not any(r.is_direction and r.counts.total for r in self.rows)
            and all(n.adjusted() < 15 and n > 0 for n in numbers)
        )

    @property
    def is_empty(self) -> bool:
        """Whether the report has nothing to merge: no work to account for and nothing done beside."""
        return not self.counts.total and not self.unplanned


def plain(value: object) -> str:
    """A number of the figures without an exponent, a day as ISO 8601: for JSON."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
