"""The personal feed: what one person owes, by day, and nothing of anybody else's."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from reminder_office import PaperOffice

from dondoc.core.task import Assignee, Status
from dondoc.errors import NotFound
from dondoc.store.database import Database
from dondoc.usecases.read_calendar import read_calendar

MONDAY = date(2017, 11, 27)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    opened = PaperOffice(database.begin)
    opened.start()
    yield opened
    database.close()


def days(office: PaperOffice, person: int) -> list[tuple[str, date]]:
    with office.begin() as work:
        return [(e.code, e.day) for e in read_calendar(work, office.rules, person, today=MONDAY).entries]


def test_what_is_owed_stands_by_day_and_what_was_missed_on_its_day(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", date(2017, 12, 29), planned_for=date(2017, 12, 5))
    office.promise("CDTL-2017-H2-02", date(2017, 11, 20))
    office.promise("CDTL-2017-H2-03", date(2018, 6, 29))
    assert days(office, office.officer) == [
        ("CDTL-2017-H2-02", date(2017, 11, 20)),
        ("CDTL-2017-H2-01", date(2017, 12, 5)),
        ("CDTL-2017-H2-03", date(2018, 6, 29)),
    ]


def test_what_is_settled_suspended_or_anothers_is_not_in_it(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", MONDAY, status=Status.DONE)
    office.promise("CDTL-2017-H2-02", MONDAY, status=Status.SUSPENDED)
    office.promise("CDTL-2017-H2-03", MONDAY, assignee=Assignee(unit_id=office.group, person_id=office.chair))
    assert days(office, office.officer) == []
    assert days(office, office.chair) == [("CDTL-2017-H2-03", MONDAY)]


def test_somebody_unknown_has_no_calendar(office: PaperOffice) -> None:
    with pytest.raises(NotFound):
        days(office, 99)
