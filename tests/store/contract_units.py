"""What every store of units must hold, whichever adapter it is; the test class inherits and gives `begin`."""

from dataclasses import replace
from datetime import date

import pytest

from dondoc.core.unit import Person, PersonRole, RoleTerm, SuccessionKind, Unit, UnitParent, UnitSuccession
from dondoc.errors import Conflict, NotFound
from dondoc.usecases.ports import Begin, Work

MAY = Unit(id=0, code="MAY", name="Tổ may", aliases=("Tổ may 1", "Chuyền “A”"))
THEU = Unit(id=0, code="THEU", name="Tổ thêu")


def add_two(work: Work) -> tuple[int, int]:
    return work.units.add(MAY).id, work.units.add(THEU).id


class UnitsContract:
    def test_a_unit_comes_back_as_it_was_given(self, begin: Begin) -> None:
        with begin() as work:
            added = work.units.add(MAY)
        with begin() as work:
            assert work.units.get(added.id) == added
            assert work.units.all() == [added]
            assert (added.name, added.aliases) == (MAY.name, MAY.aliases)
            assert added.id > 0

    def test_a_code_is_found_without_regard_to_case_and_taken_once(self, begin: Begin) -> None:
        with begin() as work:
            added = work.units.add(MAY)
            assert work.units.by_code("may") == added
            assert work.units.by_code("DAN") is None
            with pytest.raises(Conflict) as refused:
                work.units.add(Unit(id=0, code="May", name="Tổ khác"))
            assert refused.value.message_code == "unit.exists"
            assert refused.value.params == {"unit": "May"}
            assert work.units.all() == [added]

    def test_a_unit_may_be_renamed(self, begin: Begin) -> None:
        with begin() as work:
            first, second = add_two(work)
            work.units.update(Unit(id=first, code="MAY", name="Tổ may đo", aliases=()))
            assert work.units.get(first) == Unit(id=first, code="MAY", name="Tổ may đo")
            assert work.units.get(second).name == "Tổ thêu"

    def test_unknown_units_and_people_are_named(self, begin: Begin) -> None:
        with begin() as work:
            for act in (lambda: work.units.get(7), lambda: work.units.update(Unit(id=7, code="X", name="x"))):
                with pytest.raises(NotFound) as missing:
                    act()
                assert (missing.value.message_code, missing.value.params) == ("unit.missing", {"id": 7})
            with pytest.raises(NotFound) as missing:
                work.units.update_person(Person(id=7, code="x", name="x"))
            assert missing.value.message_code == "person.missing"

    def test_the_same_link_twice_changes_nothing_and_an_end_closes_it(self, begin: Begin) -> None:
        with begin() as work:
            parent, child = add_two(work)
            link = UnitParent(unit_id=child, parent_id=parent, start=date(2020, 1, 1))
            work.units.add_parent(link)
            work.units.add_parent(link)
            assert work.units.parents() == [link]
            closed = UnitParent(unit_id=child, parent_id=parent, start=date(2020, 1, 1), end=date(2025, 7, 1))
            work.units.add_parent(closed)
            work.units.add_parent(link)
            assert work.units.parents() == [closed]

    def test_ending_a_units_place_leaves_past_links_and_other_units_alone(self, begin: Begin) -> None:
        with begin() as work:
            parent, child = add_two(work)
            past = UnitParent(unit_id=child, parent_id=parent, start=date(2015, 1, 1), end=date(2018, 1, 1))
            present = UnitParent(unit_id=child, parent_id=parent, start=date(2020, 1, 1))
            of_another = UnitParent(unit_id=parent, parent_id=child, start=date(2020, 1, 1))
            for link in (past, present, of_another):
                work.units.add_parent(link)
            work.units.end_parent(child, date(2025, 7, 1))
            assert work.units.parents() == [past, replace(present, end=date(2025, 7, 1)), of_another]

    def test_a_succession_is_kept(self, begin: Begin) -> None:
        with begin() as work:
            old, new = add_two(work)
            succession = UnitSuccession(
                from_unit_id=old, to_unit_id=new, on=date(2025, 7, 1), kind=SuccessionKind.MERGER, basis="QĐ 12"
            )
            work.units.add_succession(succession)
            work.units.add_succession(succession)
            assert work.units.successions() == [succession]

    def test_people_have_one_code_each_and_may_get_an_address(self, begin: Begin) -> None:
        with begin() as work:
            person = work.units.add_person(Person(id=0, code="binh", name="Người Bình"))
            with pytest.raises(Conflict) as refused:
                work.units.add_person(Person(id=0, code="BINH", name="Người khác"))
            assert refused.value.message_code == "person.exists"
            work.units.update_person(Person(id=person.id, code="binh", name="Người Bình", email="b@office.invalid"))
            assert work.units.people() == [
                Person(id=person.id, code="binh", name="Người Bình", email="b@office.invalid")
            ]

    def test_leaving_ends_all_open_terms_and_a_repeated_import_does_not_reopen_them(self, begin: Begin) -> None:
        with begin() as work:
            unit, other = add_two(work)
            person = work.units.add_person(Person(id=0, code="binh", name="Người Bình")).id
            deputy = work.units.add_person(Person(id=0, code="chi", name="Người Chi")).id
            terms = [
                RoleTerm(person_id=person, unit_id=unit, role=PersonRole.CHAIR, start=date(2020, 1, 1)),
                RoleTerm(person_id=person, unit_id=other, role=PersonRole.OFFICER, start=date(2021, 1, 1)),
                RoleTerm(
                    person_id=deputy, unit_id=unit, role=PersonRole.CHAIR, start=date(2022, 1, 1), deputy_of=person
                ),
            ]
            for term in terms + terms:
                work.units.add_role(term)
            assert work.units.roles() == terms
            assert work.units.end_role(person, date(2024, 1, 1)) == 2
            assert work.units.end_role(person, date(2024, 2, 1)) == 0
            for term in terms:
                work.units.add_role(term)
            assert [term.end for term in work.units.roles()] == [date(2024, 1, 1), date(2024, 1, 1), None]
            assert work.units.roles()[2].deputy_of == person
