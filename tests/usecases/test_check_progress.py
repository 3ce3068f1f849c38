"""The chair's monthly check: numbers by unit, what is late or not heard of, what to decide, once a month."""

from dataclasses import replace
from datetime import date, time, timedelta

from draft.paper_samples import WORDING
from fakes import TickingClock
from reminder_office import PaperOffice, instant

from dondoc.core.answer import ExtensionRequest, Receipt, ReceiptKind
from dondoc.core.notice import Attachment
from dondoc.core.reminder import HeldReason, QuietHours
from dondoc.core.task import Assignee, Status
from dondoc.core.unit import Unit, UnitParent
from dondoc.draft.progress_letter import ProgressLetter
from dondoc.errors import NotFound, Unavailable
from dondoc.settings.report import load_report_office
from dondoc.usecases.check_progress import check_progress
from dondoc.usecases.gather_office import LetterRun
from dondoc.usecases.paper_rules import Paper, PaperRules

# 25 November 2017 is a Saturday, so November's letter leaves on Friday the 24th.
FRIDAY = date(2017, 11, 24)
MONDAY = date(2017, 11, 27)
CHAIR = "chu-tich@may-binh-an.example"
SECRETARY = "thu-ky@may-binh-an.example"


def check(office: PaperOffice, day: date, *, dry_run: bool = False, hour: int = 8) -> LetterRun:
    clock = TickingClock(instant(day, hour))
    return check_progress(office.begin, office.post, office.rules, today=day, now=clock, dry_run=dry_run)


def fill(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", date(2017, 11, 20))
    office.promise("CDTL-2017-H2-02", date(2017, 12, 20))
    office.promise("CDTL-2017-H2-03", date(2017, 11, 1), status=Status.DONE, done_on=date(2017, 10, 30))
    office.promise("CDTL-2017-H2-04", date(2017, 11, 1), area="women")
    office.promise("CDTL-2017-H2-05", date(2017, 8, 1), is_history=True)
    office.promise("CDTL-2017-H2-06", date(2017, 12, 1), status=Status.SUSPENDED)


def planned(office: PaperOffice, day: date) -> ProgressLetter:
    letter = check(office, day, dry_run=True).planned[0].letter
    assert isinstance(letter, ProgressLetter)
    return letter


def test_the_letter_counts_by_unit_and_names_what_is_overdue(office: PaperOffice) -> None:
    fill(office)
    office.promise("CDTL-2017-H2-07", date(2017, 12, 1), assignee=Assignee(unit_id=office.own))
    letter = planned(office, FRIDAY)
    rows = {row.name: (row.total, row.done, row.in_time, row.overdue) for row in letter.units}
    assert rows == {"Tổ công đoàn 1": ("05", "01", "01", "02"), "CĐCS May Bình An": ("01", "0", "01", "0")}
    assert (letter.sum.total, letter.sum.overdue) == ("06", "02")
    assert [line.code for line in letter.late] == ["CDTL-2017-H2-04", "CDTL-2017-H2-01"]
    assert letter.rest == "Trong tổng số còn có: tạm dừng 01 việc. Ngoài ra có 01 việc cũ chưa xác nhận kết quả."


def test_a_unit_further_below_counts_with_the_one_under_the_own(office: PaperOffice) -> None:
    with office.begin() as work:
        team = work.units.add(Unit(id=0, code="NHOM", name="Nhóm may 1"))
        work.units.add_parent(UnitParent(unit_id=team.id, parent_id=office.group, start=date(2000, 1, 1)))
    office.promise("CDTL-2017-H2-01", date(2017, 11, 20), assignee=Assignee(unit_id=team.id))
    office.promise("CDTL-2017-H2-02", date(2017, 11, 20))
    assert [(row.name, row.total) for row in planned(office, FRIDAY).units] == [("Tổ công đoàn 1", "02")]


def test_what_was_not_heard_of_for_a_month_is_named_until_somebody_answers(office: PaperOffice) -> None:
    slot = office.promise("CDTL-2017-H2-02", date(2017, 12, 29))
    early, later = date(2017, 11, 24), date(2017, 12, 25)
    assert planned(office, early).silent == ()
    (line,) = planned(office, later).silent
    assert (line.code, line.standing) == ("CDTL-2017-H2-02", "không có tin từ 01/11/2017, hạn 29/12/2017")
    with office.begin() as work:
        said = Receipt(
            id=0, slot_id=slot.id, person_id=office.officer, kind=ReceiptKind.ACKNOWLEDGED, at=instant(early)
        )
        work.receipts.add(said)
    assert planned(office, date(2017, 12, 22)).silent == ()
    assert planned(office, later).silent[0].standing == "không có tin từ 24/11/2017, hạn 29/12/2017"


def test_an_activity_is_news(office: PaperOffice) -> None:
    slot = office.promise("CDTL-2017-H2-02", date(2017, 12, 29))
    office.happened(slot, date(2017, 12, 10), 1)
    assert planned(office, date(2017, 12, 25)).silent == ()


def test_what_waits_for_the_chair_is_named_with_how_to_decide(office: PaperOffice) -> None:
    slot = office.promise("CDTL-2017-H2-01", date(2017, 11, 20))
    with office.begin() as work:
        alone = work.units.add(Unit(id=0, code="TO2", name="Tổ công đoàn 2"))
        work.requests.add(
            ExtensionRequest(
                id=0,
                slot_id=slot.id,
                person_id=office.officer,
                until=date(2017, 12, 20),
                reason="chưa mượn được sân",
                at=instant(FRIDAY),
            )
        )
    office.promise("CDTL-2017-H2-02", date(2017, 12, 29), assignee=Assignee(unit_id=alone.id))
    wish, owner = planned(office, FRIDAY).decisions
    assert wish.what == (
        "Trần Thị Hiền xin lùi CDTL-2017-H2-01 (Tổ chức 02 giải cầu lông nữ) từ 20/11/2017 đến 20/12/2017: chưa mượn "
        "được sân"
    )
    assert wish.how == "Đồng ý lùi đến 20/12/2017, hoặc không"
    assert owner.what.startswith("Tổ công đoàn 2 chưa có ai phụ trách: còn 01 việc")
    assert owner.command == "dondoc people add “…” --unit TO2 --role officer"


def test_it_goes_to_the_chair_once_a_month(office: PaperOffice) -> None:
    office.start()
    fill(office)
    assert check(office, FRIDAY).sent[0].to == CHAIR
    again = check(office, MONDAY)
    assert again.outcomes == ()
    assert [held.reason for held in again.held] == [HeldReason.ALREADY_TOLD]
    assert len(check(office, date(2017, 12, 25)).sent) == 1


def test_a_letter_whose_page_cannot_be_printed_leaves_without_it_and_says_so(office: PaperOffice) -> None:
    missing = NotFound(code="report.template_missing", name="month.docx")

    def press(paper: Paper, name: str, day: date) -> Attachment:
        raise missing

    office.post = replace(office.post, papers=PaperRules(form=load_report_office(), wording=WORDING, press=press))
    office.start()
    fill(office)
    (sent,) = check(office, FRIDAY).sent
    assert (sent.to, sent.left_out) == (CHAIR, (missing,))
    text = " ".join(office.mailer.letters[0].get_body(("plain",)).get_content().split())
    assert "Bản in (.docx) chưa lập được" in text


def test_a_missed_day_is_made_up_for_until_the_end_of_the_month(office: PaperOffice) -> None:
    office.start()
    fill(office)
    assert [h.until for h in check(office, date(2017, 11, 23)).held] == [FRIDAY]
    assert len(check(office, MONDAY).sent) == 1


def test_before_the_reminders_are_started_the_secretary_gets_it(office: PaperOffice) -> None:
    fill(office)
    assert check(office, FRIDAY).sent[0].to == SECRETARY


def test_without_a_chair_the_secretary_gets_it(office: PaperOffice) -> None:
    office.start()
    fill(office)
    with office.begin() as work:
        work.units.end_role(office.chair, date(2017, 11, 1))
    assert check(office, FRIDAY).sent[0].to == SECRETARY


def test_a_letter_that_could_not_leave_is_written_anew_the_next_day(office: PaperOffice) -> None:
    office.start()
    fill(office)
    office.mailer.failure = Unavailable(code="mail.unavailable", host="mail", problem="down")
    assert len(check(office, FRIDAY).failed) == 1
    office.mailer.failure = None
    assert len(check(office, MONDAY).sent) == 1
    assert (
        office.mailer.letters[0]["Subject"]
        == "[Đôn đốc] Kiểm tra tháng 11/2017: 02 việc quá hạn, 02 việc cần quyết định"
    )


def test_without_anything_overdue_the_numbers_are_sent_all_the_same(office: PaperOffice) -> None:
    office.start()
    office.promise("CDTL-2017-H2-02", date(2017, 12, 20))
    assert check(office, FRIDAY).sent[0].codes == ()
    assert [h.reason for h in check(office, MONDAY).held] == [HeldReason.ALREADY_TOLD]


def test_without_any_task_nothing_is_sent(office: PaperOffice) -> None:
    office.start()
    outcome = check(office, FRIDAY)
    assert outcome.outcomes == ()
    assert [held.reason for held in outcome.held] == [HeldReason.NOTHING]


def test_nothing_is_sent_in_the_quiet_time(office: PaperOffice) -> None:
    office.start()
    fill(office)
    assert [held.reason for held in check(office, date(2018, 2, 14)).held] == [HeldReason.QUIET]
    assert check(office, date(2018, 2, 26)).sent[0].to == CHAIR


def test_in_quiet_hours_it_waits_and_is_sent_by_day(office: PaperOffice) -> None:
    office.rules = replace(
        office.rules, ladder=replace(office.rules.ladder, quiet_hours=QuietHours(start=time(21), end=time(7)))
    )
    fill(office)
    day = date(2017, 11, 24)
    night = check(office, day, hour=6)
    assert (night.outcomes, [held.reason for held in night.held]) == ((), [HeldReason.QUIET_HOURS])
    assert len(check(office, day).sent) == 1


def test_a_dry_run_writes_nothing(office: PaperOffice) -> None:
    office.start()
    fill(office)
    assert len(check(office, FRIDAY, dry_run=True).planned) == 1
    assert office.mailer.letters == []
    with office.begin() as work:
        assert work.notices.messages() == []


def test_run_every_day_a_quarter_gets_three_letters_each_on_its_day(office: PaperOffice) -> None:
    office.start()
    fill(office)
    days = [date(2017, 11, 1) + timedelta(days=n) for n in range(92)]
    sent = [day for day in days if check(office, day).sent]
    assert sent == [FRIDAY, date(2017, 12, 25), date(2018, 1, 25)]


def test_a_letter_missed_until_the_next_month_is_made_up_for_and_the_next_comes_on_its_day(
    office: PaperOffice,
) -> None:
    office.start()
    fill(office)
    assert len(check(office, date(2017, 12, 4)).sent) == 1
    assert [h.reason for h in check(office, date(2017, 12, 5)).held] == [HeldReason.ALREADY_TOLD]
    assert len(check(office, date(2017, 12, 25)).sent) == 1


def test_an_office_that_began_after_the_day_waits_for_the_next_one(office: PaperOffice) -> None:
    office.start()
    fill(office)
    held = check(office, date(2017, 11, 6)).held
    assert [(h.reason, h.until) for h in held] == [(HeldReason.NOT_YET, FRIDAY)]


def test_a_letter_whose_server_was_down_for_days_leaves_once(office: PaperOffice) -> None:
    office.start()
    fill(office)
    office.mailer.failure = Unavailable(code="mail.unavailable", host="mail", problem="down")
    days = [date(2017, 11, d) for d in range(24, 31)]
    assert [len(check(office, day).failed) for day in days] == [1, 0, 0, 1, 1, 1, 1]
    office.mailer.failure = None
    assert [len(check(office, date(2017, 12, d)).sent) for d in (1, 4, 5)] == [1, 0, 0]
    assert len(office.mailer.letters) == 1


def test_a_letter_that_waits_does_not_go_to_a_chair_who_has_left(office: PaperOffice) -> None:
    office.start()
    fill(office)
    office.mailer.failure = Unavailable(code="mail.unavailable", host="mail", problem="down")
    check(office, FRIDAY)
    with office.begin() as work:
        work.units.end_role(office.chair, FRIDAY)
    office.mailer.failure = None
    assert [s.to for s in check(office, FRIDAY).sent] == [SECRETARY]
