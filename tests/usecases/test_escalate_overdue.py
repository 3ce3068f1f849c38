"""The chair's weekly list of what is long overdue: never to the doer himself, never beyond the unit by itself."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from draft.paper_samples import WORDING
from fakes import TickingClock
from reminder_office import PaperOffice, Weekdays, instant

from dondoc.core.notice import Attachment
from dondoc.core.reminder import HeldReason, QuietHours
from dondoc.core.task import Assignee, Status
from dondoc.core.unit import PersonRole, Unit, UnitParent
from dondoc.errors import BadInput, Unavailable
from dondoc.settings.report import load_report_office
from dondoc.usecases.escalate_overdue import escalate_overdue
from dondoc.usecases.gather_office import LetterRun
from dondoc.usecases.paper_rules import Paper, PaperRules

MONDAY = date(2017, 11, 27)
LATE = date(2017, 11, 21)
CHAIR = "chu-tich@may-binh-an.example"
HEAD_OF_GROUP = "to-truong-1@may-binh-an.example"
PROVINCE = "chu-tich-tinh@may-binh-an.example"


def escalate(office: PaperOffice, day: date, *, dry_run: bool = False, hour: int = 8) -> LetterRun:
    clock = TickingClock(instant(day, hour))
    return escalate_overdue(office.begin, office.post, office.rules, today=day, now=clock, dry_run=dry_run)


def add_province(office: PaperOffice) -> None:
    with office.begin() as work:
        province = work.units.add(Unit(id=0, code="LDT", name="LĐLĐ tỉnh Hòa Lạc"))
        work.units.add_parent(UnitParent(unit_id=office.own, parent_id=province.id, start=date(2000, 1, 1)))
    office.person("chu-tich-tinh", "Đỗ Minh Châu", province.id, PersonRole.CHAIR)


@pytest.fixture(autouse=True)
def started(office: PaperOffice) -> None:
    office.start()


def test_more_than_three_working_days_overdue_goes_to_the_chair(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", LATE)
    office.promise("CDTL-2017-H2-02", date(2017, 11, 22))
    sent = escalate(office, MONDAY).sent
    assert [(s.to, s.codes) for s in sent] == [(CHAIR, ("CDTL-2017-H2-01",))]
    assert office.mailer.letters[0]["Subject"] == "[Đôn đốc] 01 việc quá hạn cần chỉ đạo – ngày 27/11/2017"


def test_a_second_run_in_the_week_sends_nothing_and_the_next_week_does(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", LATE)
    escalate(office, MONDAY)
    again = escalate(office, date(2017, 11, 30))
    assert again.outcomes == ()
    assert [held.reason for held in again.held] == [HeldReason.ALREADY_TOLD]
    assert len(escalate(office, date(2017, 12, 4)).sent) == 1


def test_in_quiet_hours_the_list_waits(office: PaperOffice) -> None:
    office.rules = replace(
        office.rules, ladder=replace(office.rules.ladder, quiet_hours=QuietHours(start=time(21), end=time(7)))
    )
    office.promise("CDTL-2017-H2-01", LATE)
    night = escalate(office, MONDAY, hour=22)
    assert (night.outcomes, night.waits) == ((), True)
    assert len(escalate(office, MONDAY).sent) == 1


def test_the_nearest_chair_is_asked_first(office: PaperOffice) -> None:
    office.person("to-truong-1", "Vũ Thị Mai", office.group, PersonRole.CHAIR)
    office.promise("CDTL-2017-H2-01", LATE)
    assert [s.to for s in escalate(office, MONDAY).sent] == [HEAD_OF_GROUP]


def test_a_chair_is_never_told_of_his_own_work(office: PaperOffice) -> None:
    add_province(office)
    office.promise("CDTL-2017-H2-01", LATE, assignee=Assignee(unit_id=office.own, person_id=office.chair))
    outcome = escalate(office, MONDAY)
    assert outcome.outcomes == ()
    assert [(h.code, h.reason) for h in outcome.held] == [("CDTL-2017-H2-01", HeldReason.HIMSELF)]


def test_a_superiors_order_may_leave_the_unit(office: PaperOffice) -> None:
    add_province(office)
    office.promise(
        "CDTL-2017-H2-01",
        LATE,
        assignee=Assignee(unit_id=office.own, person_id=office.chair),
        given_by_superior=True,
    )
    assert [s.to for s in escalate(office, MONDAY).sent] == [PROVINCE]


def test_without_a_chair_it_stays_with_a_reason(office: PaperOffice) -> None:
    with office.begin() as work:
        work.units.end_role(office.chair, date(2017, 11, 1))
    office.promise("CDTL-2017-H2-01", LATE)
    assert [held.reason for held in escalate(office, MONDAY).held] == [HeldReason.NOBODY]


def test_what_is_settled_or_history_is_not_escalated(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", LATE, status=Status.DONE, done_on=LATE)
    office.promise("CDTL-2017-H2-02", LATE, is_history=True)
    office.promise("CDTL-2017-H2-03", LATE, status=Status.SUSPENDED)
    assert escalate(office, MONDAY) == LetterRun(day=MONDAY)


def test_what_was_done_before_the_letter_left_is_withdrawn(office: PaperOffice) -> None:
    slot = office.promise("CDTL-2017-H2-01", LATE)
    office.promise("CDTL-2017-H2-02", LATE)
    office.mailer.failure = Unavailable(code="mail.unavailable", host="mail", problem="down")
    assert len(escalate(office, MONDAY).failed) == 1
    office.change(slot, status=Status.DONE, done_on=MONDAY)
    office.mailer.failure = None
    assert escalate(office, date(2017, 11, 28)).sent[0].codes == ("CDTL-2017-H2-02",)


def test_nothing_is_escalated_on_a_day_off(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", LATE)
    saturday = date(2017, 11, 25)
    assert [h.reason for h in escalate(office, saturday).held] == [HeldReason.DAY_OFF]


def test_a_dry_run_writes_nothing(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", LATE)
    assert [p.person.name for p in escalate(office, MONDAY, dry_run=True).planned] == ["Phạm Văn Quý"]
    with office.begin() as work:
        assert work.notices.messages() == []


def test_run_every_day_each_week_gets_one_list_on_its_first_sending_day(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", LATE)
    off = MONDAY + timedelta(days=7)
    office.rules = replace(office.rules, calendar=Weekdays(off=frozenset({off})))
    days = [MONDAY + timedelta(days=n) for n in range(14)]
    assert [day for day in days if escalate(office, day).sent] == [MONDAY, off + timedelta(days=1)]


def test_what_becomes_late_after_the_weeks_list_waits_for_the_next(office: PaperOffice) -> None:
    assert escalate(office, MONDAY) == LetterRun(day=MONDAY)
    office.promise("CDTL-2017-H2-01", LATE)
    held = escalate(office, MONDAY + timedelta(days=2)).held
    assert [(h.reason, h.until) for h in held] == [(HeldReason.NOT_YET, MONDAY + timedelta(days=7))]


def test_a_missed_monday_is_made_up_for_on_the_next_run(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", LATE)
    days = [MONDAY + timedelta(days=n) for n in (2, 3, 4)]
    assert [len(escalate(office, day).sent) for day in days] == [1, 0, 0]


def test_a_list_whose_server_was_down_leaves_once_with_the_first_run_that_can(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", LATE)
    office.mailer.failure = Unavailable(code="mail.unavailable", host="mail", problem="down")
    assert [len(escalate(office, MONDAY + timedelta(days=n)).failed) for n in range(3)] == [1, 1, 1]
    office.mailer.failure = None
    assert [len(escalate(office, MONDAY + timedelta(days=n)).sent) for n in (3, 4, 7)] == [1, 0, 1]


def test_a_list_whose_cong_van_cannot_be_made_leaves_without_it_and_says_so(office: PaperOffice) -> None:
    broken = BadInput(code="report.template_broken", file="late.docx", problem="unexpected end of template")

    def press(paper: Paper, name: str, day: date) -> Attachment:
        raise broken

    form = replace(load_report_office(), number_suffix="/CV-CĐCS")
    office.post = replace(office.post, papers=PaperRules(form=form, wording=WORDING, press=press))
    office.promise("CDTL-2017-H2-01", LATE)
    (sent,) = escalate(office, MONDAY).sent
    assert (sent.to, sent.left_out) == (CHAIR, (broken,))
    (mail,) = office.mailer.letters
    assert list(mail.iter_attachments()) == []
    assert "Dự thảo công văn đôn đốc chưa lập được" in " ".join(mail.get_body(("plain",)).get_content().split())
    assert escalate(office, MONDAY, hour=9).outcomes == ()
