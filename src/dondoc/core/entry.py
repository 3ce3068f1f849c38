"""Days and numbers as people type them, at a terminal or into a form."""

import re
from datetime import date
from decimal import Decimal

from dondoc.core.target import Comparator, Role, Target
from dondoc.errors import BadInput

#: "1.250,5", "1250,5", "38": as Vietnamese writes it; "2.5" with a point is understood too.
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,\d{1,6})?", re.ASCII)
_POINT = re.compile(r"\d{1,15}\.\d{1,6}", re.ASCII)

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def parse_day(text: str) -> date:
    """A day as people type it: 05/9/2026, 5-9-2026 or 2026-09-05; BadInput `clock.bad_date`.

    >>> parse_day("05/9/2026")
    datetime.date(2026, 9, 5)
    """
    try:
        match = _DAY_FIRST.fullmatch(text.strip())
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(code="clock.bad_date", text=text) from error


def parse_number(text: str) -> Decimal:
    """A number as people write it: "1.250,5", "02", "38"; BadInput `number.bad`.

    >>> parse_number("1.250,5")
    Decimal('1250.5')
    """
    plain = text.strip().removesuffix("%").strip()
    if _NUMBER.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(plain):
        return Decimal(plain)
    raise BadInput(code="number.bad", text=text)


def parse_share(text: str) -> tuple[Decimal, Decimal | None]:
    """A count, or a part of a whole ("38/40").

    >>> parse_share("38/40")
    (Decimal('38'), Decimal('40'))
    """
    part, slash, whole = text.partition("/")
    if slash and parse_number(whole) <= 0:
        raise BadInput(code="number.bad", text=text)
    return parse_number(part), parse_number(whole) if slash else None


def parse_target(text: str) -> Target:
    """A target as typed: ">= 2 cuộc đối thoại", "90% đoàn viên"; BadInput `number.bad`.

    >>> parse_target("<= 2 vụ").role.value
    'cap'
    """
    comparator, rest = Comparator.EXACTLY, text.strip()
    for sign in (">=", "<=", ">", "<", "="):
        if rest.startswith(sign):
            comparator, rest = Comparator(sign), rest[len(sign) :].strip()
            break
    number, _, unit = rest.partition(" ")
    percent = number.endswith("%")
    cap = comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    return Target(
        comparator=comparator,
        value=parse_number(number),
        unit=unit.strip() or "lần",
        percent=percent,
        role=Role.CAP if cap else Role.REACH,
    )
