"""Who is told: the person, the officers, the nearest secretary."""

from datetime import date

from dondoc.core.recipient import Directory, told
from dondoc.core.task import Assignee
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit, UnitParent

DAY = date(2017, 11, 27)
OWN, GROUP, OTHER = 1, 2, 3
VAN, HIEN, BINH, QUY = 1, 2, 3, 4
SECRETARY, OFFICER, CHAIR = PersonRole.SECRETARY, PersonRole.OFFICER, PersonRole.CHAIR


def term(person: int, unit: int, role: PersonRole, end: date | None = None) -> RoleTerm:
    return RoleTerm(person_id=person, unit_id=unit, role=role, start=date(2015, 1, 1), end=end)


def directory(*terms: RoleTerm, links: tuple[tuple[int, int], ...] = ((GROUP, OWN),)) -> Directory:
    return Directory.on(
        DAY,
        units=[Unit(id=i, code=f"U{i}", name=f"Đơn vị {i}") for i in (OWN, GROUP, OTHER)],
        people=[Person(id=i, code=f"p{i}", name=f"Người {i}") for i in (VAN, HIEN, BINH, QUY)],
        roles=terms,
        parents=[UnitParent(unit_id=u, parent_id=p, start=date(2000, 1, 1)) for u, p in links],
    )


def test_the_person_named_is_told() -> None:
    at = directory(term(HIEN, GROUP, OFFICER))
    assert told(Assignee(unit_id=GROUP, person_id=QUY), at) == (QUY,)


def test_a_person_who_left_is_not_told_but_the_officers_of_the_unit() -> None:
    at = directory(term(QUY, GROUP, OFFICER, end=date(2017, 11, 1)), term(HIEN, GROUP, OFFICER))
    assert told(Assignee(unit_id=GROUP, person_id=QUY), at) == (HIEN,)


def test_a_person_who_changed_roles_is_still_told() -> None:
    at = directory(term(QUY, GROUP, OFFICER, end=date(2017, 11, 1)), term(QUY, OWN, CHAIR))
    assert told(Assignee(unit_id=GROUP, person_id=QUY), at) == (QUY,)


def test_all_officers_of_the_unit_are_told() -> None:
    at = directory(term(BINH, GROUP, OFFICER), term(HIEN, GROUP, OFFICER), term(VAN, GROUP, SECRETARY))
    assert told(Assignee(unit_id=GROUP), at) == (HIEN, BINH)


def test_without_officers_the_secretary_of_the_unit_is_told() -> None:
    at = directory(term(VAN, OWN, SECRETARY), term(BINH, GROUP, SECRETARY))
    assert told(Assignee(unit_id=GROUP), at) == (BINH,)


def test_without_a_secretary_of_its_own_the_nearest_one_above_is_told() -> None:
    at = directory(term(VAN, OWN, SECRETARY), term(BINH, OTHER, SECRETARY), links=((GROUP, OWN), (OWN, OTHER)))
    assert told(Assignee(unit_id=GROUP), at) == (VAN,)


def test_as_a_last_resort_any_secretary_is_told() -> None:
    at = directory(term(BINH, OTHER, SECRETARY))
    assert told(Assignee(unit_id=GROUP), at) == (BINH,)


def test_where_there_is_nobody_nobody_is_told() -> None:
    assert told(Assignee(unit_id=GROUP), directory(term(QUY, OWN, CHAIR))) == ()


def test_a_circle_of_units_ends_the_search() -> None:
    at = directory(term(BINH, OTHER, SECRETARY), links=((GROUP, OWN), (OWN, GROUP)))
    assert told(Assignee(unit_id=GROUP), at) == (BINH,)


def test_a_term_that_begins_later_does_not_count_yet() -> None:
    late = RoleTerm(person_id=HIEN, unit_id=GROUP, role=OFFICER, start=date(2018, 1, 1))
    assert told(Assignee(unit_id=GROUP), directory(late, term(VAN, OWN, SECRETARY))) == (VAN,)


def deputy(person: int, of: int, unit: int, role: PersonRole, *, end: date | None = None) -> RoleTerm:
    return RoleTerm(person_id=person, unit_id=unit, role=role, start=date(2017, 11, 20), end=end, deputy_of=of)


AWAY = date(2017, 12, 4)


def test_in_an_absence_the_deputy_is_told_instead() -> None:
    at = directory(term(HIEN, GROUP, OFFICER), deputy(BINH, HIEN, GROUP, OFFICER, end=AWAY))
    assert told(Assignee(unit_id=GROUP), at) == (BINH,)
    assert told(Assignee(unit_id=GROUP, person_id=HIEN), at) == (BINH,)


def test_after_the_absence_the_person_is_told_again() -> None:
    terms = (term(HIEN, GROUP, OFFICER), deputy(BINH, HIEN, GROUP, OFFICER, end=DAY))
    assert told(Assignee(unit_id=GROUP), directory(*terms)) == (HIEN,)


def test_a_standing_deputy_is_told_beside() -> None:
    at = directory(term(HIEN, GROUP, OFFICER), deputy(BINH, HIEN, GROUP, OFFICER))
    assert told(Assignee(unit_id=GROUP), at) == (HIEN, BINH)
    assert told(Assignee(unit_id=GROUP, person_id=HIEN), at) == (HIEN, BINH)


def test_in_an_absence_the_standing_deputy_gives_way_to_the_one_named_for_it() -> None:
    at = directory(
        term(HIEN, GROUP, OFFICER), deputy(BINH, HIEN, GROUP, OFFICER), deputy(VAN, HIEN, GROUP, OFFICER, end=AWAY)
    )
    assert told(Assignee(unit_id=GROUP), at) == (VAN,)


def test_a_deputy_who_is_absent_has_his_own() -> None:
    at = directory(
        term(HIEN, GROUP, OFFICER),
        term(BINH, GROUP, SECRETARY),
        deputy(BINH, HIEN, GROUP, OFFICER, end=AWAY),
        deputy(VAN, BINH, GROUP, SECRETARY, end=AWAY),
    )
    assert told(Assignee(unit_id=GROUP), at) == (VAN,)


def test_two_who_only_stand_in_for_each_other_are_not_lost() -> None:
    at = directory(
        term(HIEN, GROUP, OFFICER),
        term(BINH, GROUP, OFFICER),
        deputy(BINH, HIEN, GROUP, OFFICER, end=AWAY),
        deputy(HIEN, BINH, GROUP, OFFICER, end=AWAY),
    )
    assert told(Assignee(unit_id=GROUP), at) == (HIEN, BINH)


def test_an_absence_counts_in_its_unit_only() -> None:
    at = directory(term(HIEN, GROUP, OFFICER), term(HIEN, OTHER, OFFICER), deputy(BINH, HIEN, GROUP, OFFICER, end=AWAY))
    assert told(Assignee(unit_id=OTHER), at) == (HIEN,)


def test_the_deputy_of_somebody_who_has_left_holds_the_role() -> None:
    left = term(HIEN, GROUP, OFFICER, end=date(2017, 11, 1))
    at = directory(left, deputy(BINH, HIEN, GROUP, OFFICER, end=AWAY))
    assert told(Assignee(unit_id=GROUP), at) == (BINH,)


def test_an_absent_chair_is_stood_in_for_too() -> None:
    at = directory(term(QUY, OWN, CHAIR), deputy(VAN, QUY, OWN, CHAIR, end=AWAY))
    assert at.holding(OWN, CHAIR) == (VAN,)
