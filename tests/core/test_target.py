"""Whether a result meets a target."""

from decimal import Decimal

import pytest

from dondoc.core.target import Comparator, Role, Target


@pytest.mark.parametrize(
    ("sign", "met"),
    [(">=", [False, True, True]), ("=", [False, True, True]), ("<=", [True, True, False]), (">", [False, False, True]),
     ("<", [True, False, False])],
)  # fmt: skip
def test_one_less_as_many_one_more(sign: str, met: list[bool]) -> None:
    target = Target(comparator=Comparator(sign), value=Decimal(2), unit="lớp")
    assert [target.is_met(Decimal(n)) for n in (1, 2, 3)] == met


def test_a_cap_without_a_sign_is_kept_by_less_too() -> None:
    none = Target(comparator=Comparator.EXACTLY, value=Decimal(0), unit="vụ", role=Role.CAP)
    assert [none.is_met(Decimal(n)) for n in (0, 1)] == [True, False]
    down = Target(comparator=Comparator.EXACTLY, value=Decimal(410), unit="kWh/tấn", role=Role.CAP)
    assert [down.is_met(Decimal(n)) for n in (405, 410, 415)] == [True, True, False]
