"""Who changes unit leaves the old one; who leaves hands over, and gets no more letters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from ledger_office import CLERK
from reminder_office import PaperOffice, instant

from dondoc.core.notice import MessageState
from dondoc.core.task import Assignee, Slot, Status
from dondoc.core.unit import Person, PersonRole
from dondoc.errors import DondocError, Unavailable
from dondoc.store.database import Database
from dondoc.usecases.manage_units import Imported, UnitsFile, import_units
from dondoc.usecases.move_people import Left, leave, set_person
from dondoc.usecases.own_unit import BEGINNING

#: Monday, a digest day.
TODAY = date(2017, 11, 20)
NOW = instant(TODAY)
DUE = date(2017, 11, 24)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    opened = PaperOffice(database.begin)
    opened.start()
    bring_in(opened, units={"TO2": {"name": "Tổ công đoàn 2"}})
    yield opened
    database.close()


def bring_in(office: PaperOffice, day: date = TODAY, **lists: object) -> Imported:
    return import_units(office.begin, UnitsFile.model_validate(lists), actor=CLERK, now=instant(day))


def move(office: PaperOffice, unit: str, day: date = TODAY, role: str = "officer") -> Imported:
    entry = {"name": "Trần Thị Hiền", "email": "to-truong@vi.du", "unit": unit, "role": role}
    return bring_in(office, day, people={"to-truong": entry})


def roles(office: PaperOffice, person: int, day: date) -> set[tuple[str, PersonRole]]:
    with office.begin() as work:
        codes = {u.id: u.code for u in work.units.all()}
        terms = [t for t in work.units.roles() if t.person_id == person]
    return {(codes[t.unit_id], t.role) for t in terms if t.holds_on(day)}


def unit_id(office: PaperOffice, code: str) -> int:
    with office.begin() as work:
        found = work.units.by_code(code)
    assert found is not None
    return found.id


def own_slot(office: PaperOffice, code: str = "CDTL-2017-H2-01", **changes: object) -> Slot:
    named = Assignee(unit_id=office.group, person_id=office.officer)
    return office.promise(code, DUE, **{"assignee": named, "due_explicit": True} | changes)


def let_go(office: PaperOffice, to: str | None = None, on: date | None = None) -> Left:
    return leave(office.begin, "to-truong", on=on, to=to, actor=CLERK, now=NOW)


def refusal(office: PaperOffice, to: str | None = None, on: date | None = None) -> str:
    with pytest.raises(DondocError) as refused:
        let_go(office, to, on)
    return refused.value.message_code


def test_a_list_that_moves_somebody_ends_the_old_role_today(office: PaperOffice) -> None:
    assert move(office, "TO2") == Imported(changed=1)
    assert roles(office, office.officer, TODAY) == {("TO2", PersonRole.OFFICER)}
    assert roles(office, office.officer, TODAY - timedelta(days=1)) == {("TO1", PersonRole.OFFICER)}
    assert move(office, "TO2", TODAY + timedelta(days=1)) == Imported()


def test_who_changes_unit_gets_the_letters_of_the_new_one_only(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE, due_explicit=True)
    new = Assignee(unit_id=unit_id(office, "TO2"))
    office.promise("CDTL-2017-H2-02", DUE, assignee=new, due_explicit=True)
    move(office, "TO2")
    codes = {s.person.code: s.codes for s in office.run(TODAY).sent}
    assert codes == {"to-truong": ("CDTL-2017-H2-02",), "thu-ky": ("CDTL-2017-H2-01",)}


def test_a_new_role_in_the_same_unit_takes_the_place_of_the_old_one(office: PaperOffice) -> None:
    move(office, "TO1", role="chair")
    assert roles(office, office.officer, TODAY) == {("TO1", PersonRole.CHAIR)}


def test_a_mistake_is_mended_on_the_same_day(office: PaperOffice) -> None:
    for unit in ("TO2", "TO1"):
        move(office, unit)
    assert roles(office, office.officer, TODAY) == {("TO1", PersonRole.OFFICER)}
    move(office, "TO2")
    assert roles(office, office.officer, TODAY + timedelta(days=1)) == {("TO2", PersonRole.OFFICER)}


def test_somebody_new_has_held_his_role_always(office: PaperOffice) -> None:
    bring_in(office, people={"moi": {"name": "Người Mới", "unit": "TO2"}})
    with office.begin() as work:
        person = next(p for p in work.units.people() if p.code == "moi")
        assert [t.start for t in work.units.roles() if t.person_id == person.id] == [BEGINNING]


def test_a_letter_that_waits_is_withdrawn_when_its_reader_moves(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE, due_explicit=True)
    office.mailer.failure = Unavailable(code="mail.unavailable", host="mail", problem="down")
    assert len(office.run(TODAY).failed) == 1
    move(office, "TO2")
    with office.begin() as work:
        assert [m.state for m in work.notices.messages()] == [MessageState.WITHDRAWN]
    office.mailer.failure = None
    assert [s.person.code for s in office.run(TODAY).sent] == ["thu-ky"]


def test_the_last_secretary_stays(office: PaperOffice) -> None:
    entry = {"name": "Lê Thị Vân", "role": "officer"}
    with pytest.raises(DondocError) as refused:
        bring_in(office, people={"thu-ky": entry})
    assert refused.value.message_code == "person.last_secretary"
    assert roles(office, office.secretary, TODAY) == {("CDTL", PersonRole.SECRETARY)}
    two = {"thu-ky": entry, "thay": {"name": "Người Thay", "role": "secretary"}}
    assert bring_in(office, people=two) == Imported(added=1, changed=1)


def test_who_leaves_hands_over_what_is_open_and_what_is_settled_keeps_his_name(office: PaperOffice) -> None:
    open_, done = own_slot(office), own_slot(office, "CDTL-2017-H2-02", status=Status.DONE, done_on=TODAY)
    office.person("moi", "Người Mới", office.group, PersonRole.OFFICER)
    left = let_go(office, to="MOI")
    assert left.to is not None
    assert (left.tasks, left.to.code, left.on) == (("CDTL-2017-H2-01",), "moi", TODAY)
    with office.begin() as work:
        assert work.slots.get(open_.id).assignee == Assignee(unit_id=office.group, person_id=left.to.id)
        assert work.slots.get(done.id) == done
        log = [(e.type, e.entity) for e in work.events.of_stream("CDTL")]
    assert ("slot.handed_over", "CDTL-2017-H2-01") in log
    assert roles(office, office.officer, TODAY) == set()
    assert [s.person.code for s in office.run(TODAY).sent] == ["moi"]


def test_a_task_goes_to_the_unit_of_whoever_takes_it(office: PaperOffice) -> None:
    slot = own_slot(office)
    second = unit_id(office, "TO2")
    other = office.person("moi", "Người Mới", second, PersonRole.OFFICER)
    let_go(office, to="moi")
    with office.begin() as work:
        assert work.slots.get(slot.id).assignee == Assignee(unit_id=second, person_id=other)


def test_what_is_open_needs_somebody_to_take_it(office: PaperOffice) -> None:
    own_slot(office)
    assert refusal(office) == "person.has_work"
    assert refusal(office, to="to-truong") == "person.to_himself"
    assert refusal(office, to="khong-co") == "person.unknown"
    assert roles(office, office.officer, TODAY) == {("TO1", PersonRole.OFFICER)}


def test_nobody_takes_a_part_of_the_time_in_which_he_has_one(office: PaperOffice) -> None:
    slot = own_slot(office)
    other = office.person("moi", "Người Mới", office.group, PersonRole.OFFICER)
    with office.begin() as work:
        twin = replace(slot, id=0, ordinal=2, assignee=Assignee(unit_id=office.group, person_id=other))
        work.slots.add_many([twin])
    assert refusal(office, to="moi") == "person.same_part"


def test_leaving_is_recorded_once_and_not_ahead(office: PaperOffice) -> None:
    assert refusal(office, on=TODAY + timedelta(days=1)) == "person.leaves_later"
    assert let_go(office, on=date(2017, 11, 1)).on == date(2017, 11, 1)
    assert roles(office, office.officer, date(2017, 11, 1)) == set()
    assert refusal(office) == "person.left"


def test_an_old_list_brings_nobody_back_and_a_new_role_does(office: PaperOffice) -> None:
    let_go(office)
    assert move(office, "TO1").away == ("to-truong",)
    assert roles(office, office.officer, TODAY) == set()
    set_person(office.begin, "to-truong", unit="TO1", actor=CLERK, now=instant(TODAY + timedelta(days=30)))
    assert roles(office, office.officer, TODAY + timedelta(days=30)) == {("TO1", PersonRole.OFFICER)}
    assert roles(office, office.officer, TODAY + timedelta(days=29)) == set()


def test_a_name_an_address_and_a_unit_are_mended_one_by_one(office: PaperOffice) -> None:
    person = set_person(office.begin, "TO-TRUONG", email="hien@vi.du", actor=CLERK, now=NOW)
    assert (person.email, person.name) == ("hien@vi.du", "Trần Thị Hiền")
    set_person(office.begin, "to-truong", name="Trần Thị Hiền Lương", unit="TO2", actor=CLERK, now=NOW)
    with office.begin() as work:
        kept = next(p for p in work.units.people() if p.id == office.officer)
    assert kept == Person(id=office.officer, code="to-truong", name="Trần Thị Hiền Lương", email="hien@vi.du")
    assert roles(office, office.officer, TODAY) == {("TO2", PersonRole.OFFICER)}


def test_mending_nothing_writes_nothing(office: PaperOffice) -> None:
    with office.begin() as work:
        before = {s: len(work.events.of_stream(s)) for s in work.events.streams()}
    set_person(office.begin, "to-truong", unit="TO1", role=PersonRole.OFFICER, actor=CLERK, now=NOW)
    with office.begin() as work:
        assert {s: len(work.events.of_stream(s)) for s in work.events.streams()} == before


def test_a_wrong_address_is_refused(office: PaperOffice) -> None:
    with pytest.raises(DondocError) as refused:
        set_person(office.begin, "to-truong", email="khong phai thu", actor=CLERK, now=NOW)
    assert refused.value.message_code == "person.email"
