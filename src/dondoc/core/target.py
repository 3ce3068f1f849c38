"""A target (chỉ tiêu): a number to reach or to keep under, its unit, and how results add up to it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Comparator(StrEnum):
    """How the result must stand to the value."""

    AT_LEAST = ">="
    EXACTLY = "="
    AT_MOST = "<="
    MORE_THAN = ">"
    LESS_THAN = "<"


class Aggregate(StrEnum):
    """How the results of several activities become one figure."""

    #: Counts add ("02 cuộc" + "01 cuộc").
    SUM = "sum"
    #: The newest figure holds (a rate measured now and then).
    LATEST = "latest"
    MAX = "max"
    #: A part of a whole, asked as "38/40".
    SHARE = "share"


class Per(StrEnum):
    """What the number is counted over."""

    SLOT = "slot"
    COMMITMENT = "commitment"
    ASSIGNEE = "assignee"


class Role(StrEnum):
    """What the number is for: to reach, a cap to keep under, or one end of a range."""

    REACH = "reach"
    CAP = "cap"
    RANGE_LOW = "range_low"
    RANGE_HIGH = "range_high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`comparator value unit`, as "ít nhất 02 buổi gặp mặt người lao động"."""

    comparator: Comparator
    value: Decimal
    #: The noun that is counted, as written.
    unit: str
    percent: bool = False
    aggregate: Aggregate = Aggregate.SUM
    per: Per = Per.COMMITMENT
    role: Role = Role.REACH

    def is_met(self, result: Decimal) -> bool:
        """Whether a result satisfies the comparator.

        >>> Target(comparator=Comparator.AT_LEAST, value=Decimal(2), unit="cuộc").is_met(Decimal(2))
        True
        """
        match self.comparator:
            case Comparator.AT_LEAST:
                return result >= self.value
            case Comparator.EXACTLY:
                # "Tổ chức 02 lớp": a third one does not undo the promise; "giảm còn 410 kWh" is kept by less, too.
                return result <= self.value if self.role is Role.CAP else result >= self.value
            case Comparator.AT_MOST:
                return result <= self.value
            case Comparator.MORE_THAN:
                return result > self.value
            case Comparator.LESS_THAN:
                return result < self.value
