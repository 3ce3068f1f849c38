"""Somebody is away: the deputy gets the letters, then the person again; a standing deputy gets them beside him."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from reminder_office import PaperOffice, instant

from dondoc.core.event import Actor
from dondoc.core.unit import PersonRole
from dondoc.errors import BadInput, DondocError, NotAllowed
from dondoc.store.database import Database
from dondoc.usecases.stand_in import StandIn, stand_in

CLERK = Actor(name="thu-ky", via="test")
AWAY, BACK = date(2017, 11, 20), date(2017, 11, 24)
OFFICER, DEPUTY = "to-truong@may-binh-an.example", "to-pho@may-binh-an.example"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    opened = PaperOffice(database.begin)
    opened.start()
    opened.person("to-pho", "Vũ Thị Bình", opened.group, PersonRole.SECRETARY)
    opened.promise("CDTL-2017-H2-01", date(2017, 11, 30))
    yield opened
    database.close()


def named(office: PaperOffice, *, by: str = "to-pho", first: date | None = AWAY, last: date | None = BACK) -> StandIn:
    now = instant(date(2017, 11, 16), 15)
    return stand_in(office.begin, "to-truong", by, first=first, last=last, actor=CLERK, now=now)


def receivers(office: PaperOffice, day: date) -> list[str]:
    office.mailer.letters.clear()
    office.run(day)
    return office.mailer.receivers


def test_in_an_absence_the_deputy_gets_the_letters_and_then_the_person_again(office: PaperOffice) -> None:
    named(office)
    assert receivers(office, date(2017, 11, 16)) == [OFFICER]
    assert receivers(office, date(2017, 11, 20)) == [DEPUTY]
    assert receivers(office, date(2017, 11, 23)) == [DEPUTY]
    assert receivers(office, date(2017, 11, 27)) == [OFFICER]
    with office.begin() as work:
        (event,) = work.events.of_entity("to-truong")
        assert (event.type, event.actor) == ("person.deputised", "thu-ky")


def test_a_standing_deputy_gets_the_letters_beside_the_person(office: PaperOffice) -> None:
    assert named(office, first=None, last=None).first == date(2017, 11, 16)
    assert sorted(receivers(office, date(2017, 11, 16))) == [DEPUTY, OFFICER]


def test_a_deputy_keeps_his_own_role_of_the_same_kind(office: PaperOffice) -> None:
    helper = office.person("to-vien", "Hồ Văn Lâm", office.group, PersonRole.OFFICER)
    named(office, by="to-vien", first=date(2000, 1, 1))
    with office.begin() as work:
        own = [t for t in work.units.roles() if t.person_id == helper and t.deputy_of is None]
        assert [(t.start, t.end) for t in own] == [(date(2000, 1, 1), None)]
    assert receivers(office, date(2017, 11, 23)) == ["to-vien@may-binh-an.example"]


@pytest.mark.parametrize(
    ("by", "first", "last", "code"),
    [
        ("to-truong", AWAY, BACK, "deputy.himself"),
        ("to-pho", AWAY, date(2017, 11, 19), "deputy.over"),
        ("to-pho", date(2017, 11, 1), date(2017, 11, 15), "deputy.over"),
    ],
)
def test_what_makes_no_sense_is_refused(office: PaperOffice, by: str, first: date, last: date, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        named(office, by=by, first=first, last=last)
    assert caught.value.message_code == code


def test_nobody_who_has_left_stands_in(office: PaperOffice) -> None:
    with office.begin() as work:
        person = next(p for p in work.units.people() if p.code == "to-pho")
        work.units.end_role(person.id, date(2017, 11, 10))
    with pytest.raises(DondocError) as caught:
        named(office)
    assert isinstance(caught.value, NotAllowed)
    assert caught.value.message_code == "person.left"
