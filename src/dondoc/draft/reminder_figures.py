"""Figures as letters print them: 03 việc, 05/12/2017, 01/02 cuộc; targets are written as in the report."""

from datetime import date

from dondoc.core.progress import Result
from dondoc.core.target import Role
from dondoc.draft.figures import number_text


def count(n: int) -> str:
    """A count with the leading zero of office papers.

    >>> count(3), count(12), count(0), count(1250)
    ('03', '12', '0', '1.250')
    """
    return f"{n:02}" if 0 < n < 10 else f"{n:,}".replace(",", ".")


def day(value: date) -> str:
    """dd/mm/yyyy, so that dates stand in a column.

    >>> day(date(2017, 12, 5))
    '05/12/2017'
    """
    return f"{value:%d/%m}/{value.year:04}"


def result_text(result: Result) -> str:
    """What was reached of a target; "" when nothing was counted.

    >>> from decimal import Decimal
    >>> from dondoc.core.target import Comparator, Target
    >>> t = Target(comparator=Comparator.AT_LEAST, value=Decimal(2), unit="cuộc")
    >>> result_text(Result(target=t, value=Decimal(1)))
    '01/02 cuộc'
    >>> share = Target(comparator=Comparator.AT_LEAST, value=Decimal(90), unit="tổ", percent=True)
    >>> result_text(Result(target=share, value=Decimal(95), numerator=Decimal(38), denominator=Decimal(40)))
    '38/40 tổ (95%)'
    """
    target, value = result.target, result.value
    if value is None:
        return ""
    if result.numerator is not None and result.denominator is not None:
        share = f"{number_text(result.numerator)}/{number_text(result.denominator)} {target.unit}".strip()
        return f"{share} ({number_text(value, percent=True)})" if target.percent else share
    reached = number_text(value, unit=target.unit, percent=target.percent)
    if target.role is Role.REACH and not target.percent:
        reached += f"/{number_text(target.value, unit=target.unit)}"
    return f"{reached} {target.unit}".strip()
