"""The tree of units on a day, and who holds a role."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.unit import PersonRole, RoleTerm, UnitParent, parent_on, subtree_on

DAY = date(2026, 7, 1)
BEFORE = date(2026, 6, 30)


def link(unit: int, parent: int, start: date = date(2020, 1, 1), end: date | None = None) -> UnitParent:
    return UnitParent(unit_id=unit, parent_id=parent, start=start, end=end)


def test_a_merger_changes_the_tree_from_its_day_on() -> None:
    links = [link(2, 1), link(3, 2, end=DAY), link(3, 1, start=DAY)]
    assert (parent_on(links, 3, BEFORE), parent_on(links, 3, DAY)) == (2, 1)
    assert (subtree_on(links, 2, BEFORE), subtree_on(links, 2, DAY)) == ({2, 3}, {2})
    assert subtree_on(links, 1, DAY) == {1, 2, 3}


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=12))
def test_a_circle_ends_the_walk(pairs: list[tuple[int, int]]) -> None:
    links = [link(unit, parent) for unit, parent in pairs]
    found = subtree_on(links, 1, DAY)
    assert 1 in found
    assert all(one.unit_id in found for one in links if one.parent_id in found)


def test_a_role_holds_from_its_first_day_to_the_day_before_its_end() -> None:
    term = RoleTerm(person_id=1, unit_id=1, role=PersonRole.CHAIR, start=date(2026, 1, 1), end=DAY)
    assert [term.holds_on(d) for d in (date(2025, 12, 31), date(2026, 1, 1), BEFORE, DAY)] == [False, True, True, False]
