"""Before somebody starts the reminders only the secretary hears of anything."""

from datetime import date

from reminder_office import PaperOffice

from dondoc.core.unit import PersonRole
from dondoc.usecases.send_reminders import start_reminders

DUE = date(2017, 11, 30)
MONDAY = date(2017, 11, 27)
OFFICER = "to-truong@may-thanh-lam.vn"
SECRETARY = "thu-ky@may-thanh-lam.vn"


def test_until_reminders_are_started_only_the_secretary_is_written_to(office: PaperOffice) -> None:
    office.person("phu-trach", "Ngô Văn Bình", office.own, PersonRole.OFFICER)
    office.promise("CDTL-2017-H2-01", DUE)
    office.run(MONDAY)
    assert office.mailer.receivers == [SECRETARY]


def test_once_started_the_officers_are_told_what_the_secretary_knew(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.run(MONDAY)
    office.start(date(2017, 11, 28))
    office.run(DUE)
    assert office.mailer.receivers == [SECRETARY, OFFICER]


def test_starting_twice_keeps_the_first_day(office: PaperOffice) -> None:
    with office.begin() as work:
        assert start_reminders(work, MONDAY) == MONDAY
    with office.begin() as work:
        assert start_reminders(work, DUE) == MONDAY
