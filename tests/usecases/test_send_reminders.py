"""Reminding people: who is written to, once, in the words of the day, whatever goes wrong in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from email.message import EmailMessage

import pytest
from fakes import RecordingMailer, TickingClock
from reminder_office import PaperOffice, Weekdays, instant

from dondoc.core.notice import MessageState, NoticeState
from dondoc.core.reminder import HeldReason, QuietHours
from dondoc.core.task import Assignee, Status
from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.usecases.deliver import Failed, Sent, Skipped
from dondoc.usecases.ports import Delivered, Work
from dondoc.usecases.send_reminders import send_reminders, withdraw_for_slots

DUE = date(2017, 11, 30)
MONDAY = date(2017, 11, 27)
TUESDAY = date(2017, 11, 28)
WEDNESDAY = date(2017, 11, 29)
OFFICER = "to-truong@may-binh-an.example"
SECRETARY = "thu-ky@may-binh-an.example"
DOWN = Unavailable(code="mail.unavailable", host="mail.may-binh-an.example:25", problem="connection refused")


@pytest.fixture(autouse=True)
def started(office: PaperOffice) -> None:
    office.start()


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def reasons(office: PaperOffice, day: date) -> set[HeldReason]:
    return {held.reason for held in office.run(day).held}


def test_the_officer_of_the_unit_gets_one_letter_with_all_that_is_due(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.promise("CDTL-2017-H2-02", date(2017, 12, 4))
    outcome = office.run(MONDAY)
    assert office.mailer.receivers == [OFFICER]
    assert outcome.sent[0].codes == ("CDTL-2017-H2-01", "CDTL-2017-H2-02")
    assert office.mailer.letters[0]["Subject"] == "[Đôn đốc] 02 việc cần làm – tuần 27/11/2017"


def test_a_second_run_on_the_same_day_sends_nothing(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.run(MONDAY)
    again = office.run(MONDAY, hour=15)
    assert again.outcomes == ()
    assert {held.reason for held in again.held} == {HeldReason.ALREADY_TOLD}
    assert len(office.mailer.letters) == 1


def test_what_arises_after_todays_letter_waits_for_the_next(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.run(MONDAY)
    office.promise("CDTL-2017-H2-02", DUE)
    again = office.run(MONDAY, hour=15)
    assert again.outcomes == ()
    assert ("CDTL-2017-H2-02", HeldReason.AFTER_DIGEST) in {(h.code, h.reason) for h in again.held}
    assert reasons(office, TUESDAY) == {HeldReason.ALREADY_TOLD, HeldReason.NOT_DIGEST_DAY}
    assert office.run(DUE).sent[0].codes == ("CDTL-2017-H2-01", "CDTL-2017-H2-02")


def test_after_ten_missed_days_each_person_gets_one_letter(office: PaperOffice) -> None:
    for number in range(1, 4):
        office.promise(f"CDTL-2017-H2-0{number}", DUE + timedelta(days=number))
    office.run(date(2017, 11, 17))
    office.mailer.letters.clear()
    outcome = office.run(TUESDAY)
    assert office.mailer.receivers == [OFFICER]
    assert len(outcome.sent[0].codes) == 3
    assert office.run(date(2017, 11, 29)).sent == ()


def test_a_person_named_in_the_slot_is_told_instead_of_the_unit(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE, assignee=Assignee(unit_id=office.group, person_id=office.chair))
    office.run(MONDAY)
    assert office.mailer.receivers == ["chu-tich@may-binh-an.example"]


def test_when_the_officer_leaves_the_secretary_above_is_told(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    with office.begin() as work:
        work.units.end_role(office.officer, date(2017, 11, 20))
    office.run(MONDAY)
    assert office.mailer.receivers == [SECRETARY]
    assert "Thực hiện: Tổ công đoàn 1" in text_of(office.mailer.letters[0])


def test_a_server_that_is_down_loses_nothing_and_later_days_make_one_letter(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = DOWN
    outcome = office.run(MONDAY)
    assert [type(o) for o in outcome.outcomes] == [Failed]
    with office.begin() as work:
        message = work.notices.messages()[0]
        assert message.state is MessageState.PENDING
        assert "mail.unavailable" in message.last_error
    office.mailer.failure = None
    outcome = office.run(TUESDAY)
    assert office.mailer.receivers == [OFFICER]
    assert "còn 02 ngày làm việc" in text_of(office.mailer.letters[0])
    with office.begin() as work:
        assert [m.state for m in work.notices.messages()] == [MessageState.WITHDRAWN, MessageState.SENT]
        assert {n.state for m in work.notices.messages() for n in work.notices.of_message(m.id)} == {NoticeState.SENT}


def test_a_server_that_comes_back_the_same_day_gets_the_same_message(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = DOWN
    office.run(MONDAY)
    office.mailer.failure = None
    office.run(MONDAY, hour=9)
    assert office.mailer.receivers == [OFFICER]
    assert office.mailer.letters[0]["Message-ID"] == "<dondoc-test-1@may-binh-an.example>"


def test_one_refused_receiver_does_not_stop_the_others(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.promise("CDTL-2017-H2-02", DUE, assignee=Assignee(unit_id=office.own))
    office.mailer.failure = BadInput(code="mail.refused", address=OFFICER, reason="550 no such user")
    office.mailer.failing_address = OFFICER
    outcome = office.run(MONDAY)
    assert office.mailer.receivers == [SECRETARY]
    assert len(outcome.failed) == 1
    assert len(outcome.sent) == 1


def test_a_slot_settled_before_sending_is_left_out(office: PaperOffice) -> None:
    done = office.promise("CDTL-2017-H2-01", DUE)
    office.promise("CDTL-2017-H2-02", DUE)
    office.mailer.failure = DOWN
    office.run(MONDAY)
    office.change(done, status=Status.DONE, done_on=MONDAY)
    office.mailer.failure = None
    assert office.run(MONDAY, hour=9).sent[0].codes == ("CDTL-2017-H2-02",)


def test_when_nothing_is_left_to_say_the_message_is_withdrawn(office: PaperOffice) -> None:
    slot = office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = DOWN
    office.run(MONDAY)
    office.change(slot, status=Status.WAIVED)
    office.mailer.failure = None
    outcome = office.run(MONDAY, hour=9)
    assert [(type(o), getattr(o, "reason", "")) for o in outcome.outcomes] == [(Skipped, "nothing_left")]
    assert office.mailer.letters == []
    with office.begin() as work:
        assert work.notices.messages()[0].state is MessageState.WITHDRAWN
        assert work.notices.known() == set()


def test_moving_a_date_withdraws_what_is_queued_and_builds_the_ladder_anew(office: PaperOffice) -> None:
    slot = office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = DOWN
    office.run(MONDAY)
    with office.begin() as work:
        assert withdraw_for_slots(work, [slot.id]) == 1
    office.change(slot, due=date(2017, 12, 29))
    office.mailer.failure = None
    assert office.run(MONDAY, hour=9).sent == ()
    told = office.run(date(2017, 12, 11)).sent
    assert [s.codes for s in told] == [("CDTL-2017-H2-01",)]
    assert "Thời hạn: 29/12/2017" in text_of(office.mailer.letters[-1])


def test_a_moved_date_that_is_near_is_told_in_the_message_that_waits(office: PaperOffice) -> None:
    slot = office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = DOWN
    office.run(MONDAY)
    office.change(slot, due=date(2017, 12, 4))
    office.mailer.failure = None
    office.run(MONDAY, hour=9)
    assert len(office.mailer.letters) == 1
    assert "Thời hạn: 04/12/2017" in text_of(office.mailer.letters[0])
    with office.begin() as work:
        assert {key.due_on for key in work.notices.known()} == {date(2017, 12, 4)}


def test_a_dry_run_writes_nothing_and_shows_the_letters(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.promise("CDTL-2017-H2-02", date(2017, 12, 29))
    outcome = office.run(MONDAY, dry_run=True)
    assert outcome.is_dry_run
    assert [(p.person.name, p.letter.codes) for p in outcome.planned] == [("Trần Thị Hiền", ("CDTL-2017-H2-01",))]
    assert ("CDTL-2017-H2-02", HeldReason.NOT_YET) in {(h.code, h.reason) for h in outcome.held}
    assert office.mailer.letters == []
    with office.begin() as work:
        assert work.notices.messages() == []
        assert work.notices.known() == set()
        assert work.marks.get("reminders.last_pass") is None


def test_a_dry_run_says_what_the_next_run_then_does(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.promise("CDTL-2017-H2-02", DUE, assignee=Assignee(unit_id=office.own))
    office.mailer.failure = DOWN
    office.run(MONDAY)
    office.mailer.failure = None
    for day in (MONDAY, TUESDAY):
        planned = {(p.person.email, p.letter.subject) for p in office.run(day, dry_run=True).planned}
        sent = {(s.person.email, s.subject) for s in office.run(day, hour=9).sent}
        assert planned == sent
    assert len(office.mailer.letters) == 2


def test_nothing_leaves_on_a_day_off_not_even_what_waits(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = DOWN
    office.run(date(2017, 11, 24))
    office.run(MONDAY)
    office.mailer.failure = None
    saturday = date(2017, 12, 2)
    outcome = office.run(saturday)
    assert outcome.outcomes == ()
    assert [(h.reason, h.until) for h in outcome.held] == [(HeldReason.DAY_OFF, date(2017, 12, 4))]
    assert office.mailer.letters == []


def test_a_message_in_another_process_is_left_to_it_until_its_lease_ends(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = DOWN
    office.run(MONDAY)
    office.mailer.failure = None
    with office.begin() as work:
        claimed = work.notices.claim(1, token="other", now=instant(MONDAY, 9), lease=timedelta(minutes=10))  # noqa: S106 - a lease token
        assert claimed is not None
    outcome = office.run(MONDAY, hour=9)
    assert [getattr(o, "reason", "") for o in outcome.outcomes] == ["taken"]
    outcome = office.run(MONDAY, hour=10)
    assert [type(o) for o in outcome.outcomes] == [Sent]


def test_a_crash_while_sending_is_repaired_with_the_same_message_id(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)

    class Crash(BaseException):
        pass

    class CrashingMailer:
        def send(self, message: EmailMessage) -> None:
            office.mailer.send(message)
            raise Crash

        def close(self) -> None:
            pass

    crashing = replace(office.post, mailer=CrashingMailer())
    with pytest.raises(Crash):
        send_reminders(
            office.begin, crashing, office.rules, today=MONDAY, now=TickingClock(instant(MONDAY)), dry_run=False
        )
    outcome = office.run(TUESDAY)
    assert len(outcome.sent) == 1
    first, second = office.mailer.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_letter_that_may_have_arrived_is_only_sent_again_as_itself(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = Unavailable(code="mail.in_doubt", host="mail", problem="…")
    assert len(office.run(MONDAY).failed) == 1
    office.mailer.failure = DOWN
    assert len(office.run(TUESDAY).failed) == 1
    office.mailer.failure = None
    assert len(office.run(WEDNESDAY).sent) == 1
    with office.begin() as work:
        assert [message.send_on for message in work.notices.messages()] == [MONDAY]
    assert office.mailer.letters[0]["Message-ID"] == "<dondoc-test-1@may-binh-an.example>"


def test_a_crash_whose_letter_was_then_refused_does_not_become_another_letter(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    office.mailer.failure = DOWN
    office.run(MONDAY)
    with office.begin() as work:
        # What a process leaves behind that was killed in the middle of sending.
        assert work.notices.claim(1, token="dead", now=instant(MONDAY, 9), lease=timedelta(minutes=10))  # noqa: S106 - a lease token
    assert len(office.run(TUESDAY).failed) == 1
    office.mailer.failure = None
    assert [outcome.message_id for outcome in office.run(WEDNESDAY).sent] == [1]


def test_a_mark_that_a_locked_database_puts_off_is_made_at_the_next_try(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", DUE)
    locked = Unavailable(code="store.locked")
    troubles: list[DondocError] = []

    @contextmanager
    def begin() -> Iterator[Work]:
        if troubles:
            raise troubles.pop()
        with office.begin() as work:
            yield work

    class Filling(RecordingMailer):
        def send(self, message: EmailMessage) -> Delivered:
            troubles.extend(often)
            return super().send(message)

    mailer = Filling()
    often = [locked] * 3
    with pytest.raises(Unavailable, match=r"store\.locked"):
        send_reminders(
            begin, replace(office.post, mailer=mailer), office.rules, today=MONDAY, now=TickingClock(instant(MONDAY))
        )
    assert mailer.closed == 1
    often = [locked] * 2
    run = send_reminders(
        begin, replace(office.post, mailer=mailer), office.rules, today=TUESDAY, now=TickingClock(instant(TUESDAY))
    )
    assert len(run.sent) == 1
    assert [letter["Message-ID"] for letter in mailer.letters] == ["<dondoc-test-1@may-binh-an.example>"] * 2
    assert office.run(WEDNESDAY).outcomes == ()


def test_the_letter_tells_what_was_reached(office: PaperOffice) -> None:
    slot = office.promise("CDTL-2017-H2-01", DUE)
    office.happened(slot, date(2017, 11, 12), 1)
    office.run(MONDAY)
    text = text_of(office.mailer.letters[0])
    assert "Chỉ tiêu: 02 giải" in text
    assert "Kết quả đến nay: 01/02 giải" in text


def test_the_cut_off_of_the_next_report_is_aimed_at(office: PaperOffice) -> None:
    office.rules = replace(office.rules, next_cut_off=lambda _unit, _slot, _day: DUE)
    office.promise("CDTL-2017-H2-01", date(2017, 12, 29))
    office.run(MONDAY)
    assert "Lưu ý: chốt số liệu báo cáo ngày 30/11/2017" in text_of(office.mailer.letters[0])


def test_directions_stand_in_the_monthly_letter_only(office: PaperOffice) -> None:
    office.promise("CDTL-2017-H2-01", date(2017, 12, 31), due_explicit=False)
    with office.begin() as work:
        model = work.commitments.all()[0]
        work.commitments.add_many(
            [replace(model, id=0, code="CDTL-2017-H2-09", is_direction=True, unit_id=office.group)]
        )
    office.run(date(2017, 11, 20))
    assert "CDTL-2017-H2-09" in text_of(office.mailer.letters[0])
    office.run(date(2017, 12, 29))
    assert "CDTL-2017-H2-09" not in text_of(office.mailer.letters[1])


@pytest.fixture
def at_night(office: PaperOffice) -> PaperOffice:
    hours = QuietHours(start=time(21), end=time(7))
    office.rules = replace(office.rules, ladder=replace(office.rules.ladder, quiet_hours=hours))
    office.promise("CDTL-2017-H2-01", DUE)
    return office


@pytest.mark.parametrize(("hour", "until"), [(6, MONDAY), (21, TUESDAY)])
def test_in_quiet_hours_nothing_leaves_and_the_run_says_until_when(
    at_night: PaperOffice, hour: int, until: date
) -> None:
    run = at_night.run(MONDAY, hour=hour)
    assert (run.outcomes, run.waits) == ((), True)
    assert [(held.reason, held.until) for held in run.held] == [(HeldReason.QUIET_HOURS, until)]
    with at_night.begin() as work:
        assert work.notices.messages() == []


def test_the_run_after_quiet_hours_sends_what_waited(at_night: PaperOffice) -> None:
    at_night.run(MONDAY, hour=6)
    assert len(at_night.run(MONDAY, hour=8).sent) == 1
    assert not at_night.run(MONDAY, hour=8).waits


def test_a_dry_run_may_be_made_at_night(at_night: PaperOffice) -> None:
    assert len(at_night.run(MONDAY, hour=23, dry_run=True).planned) == 1


def test_a_third_digest_of_the_week_is_held_until_the_next(office: PaperOffice) -> None:
    holiday = replace(office.rules, calendar=Weekdays(off=frozenset({date(2017, 12, 4)})))
    office.rules = holiday
    wednesday = office.promise("CDTL-2017-H2-01", date(2017, 12, 13))
    office.promise("CDTL-2017-H2-02", date(2017, 12, 5))
    assert len(office.run(MONDAY).sent) == 1
    assert len(office.run(DUE).sent) == 1
    late = office.promise("CDTL-2017-H2-03", date(2017, 12, 7))
    # Monday 4 December is off, so its digest would leave on Friday, the third of that week.
    friday = date(2017, 12, 1)
    held = office.run(friday).held
    assert ("CDTL-2017-H2-03", HeldReason.WEEK_FULL, date(2017, 12, 7)) in {(h.code, h.reason, h.until) for h in held}
    assert len(office.mailer.letters) == 2
    office.change(late, due=friday)
    assert wednesday.status is Status.OPEN
    assert office.run(friday, hour=15).sent[0].codes == ("CDTL-2017-H2-03",)
