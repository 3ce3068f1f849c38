"""Before somebody starts the reminders only the secretary hears of anything."""

from datetime import date

from fakes import TickingClock
from reminder_office import PaperOffice, instant

from dondoc.core.reminder import HeldReason
from dondoc.core.unit import PersonRole
from dondoc.usecases.escalate_overdue import escalate_overdue
from dondoc.usecases.send_reminders import start_reminders

DUE = date(2017, 11, 30)
MONDAY = date(2017, 11, 27)
OFFICER = "to-truong@may-binh-an.example"
SECRETARY = "thu-ky@may-binh-an.example"


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


def test_before_the_start_nothing_is_escalated(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", date(2017, 11, 1))
    clock = TickingClock(instant(MONDAY))
    outcome = escalate_overdue(office.begin, office.post, office.rules, today=MONDAY, now=clock)
    assert [held.reason for held in outcome.held] == [HeldReason.NOT_STARTED]
