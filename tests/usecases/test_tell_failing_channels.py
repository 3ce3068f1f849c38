"""The chair hears of a failing channel by another one, once a day."""

from dataclasses import replace
from datetime import date, timedelta

from reminder_office import PaperOffice, instant

from dondoc.core.contact import ChannelState
from dondoc.core.notice import Channel
from dondoc.errors import Unavailable
from dondoc.usecases.courier import Channels

#: A Monday and the days after.
MONDAY = date(2017, 11, 20)
CHAIR = "chu-tich@may-binh-an.example"


def fail(office: PaperOffice, channel: Channel = Channel.ZALO, failures: int = 5) -> None:
    with office.begin() as work:
        before = work.contacts.state(channel)
        work.contacts.set_state(replace(before, failures=failures, last_error="x"))


def told(office: PaperOffice) -> list[str]:
    return [str(mail["Subject"]) for mail in office.mailer.letters if mail["To"].addresses[0].addr_spec == CHAIR]


def test_the_chair_is_told_once_a_day(office: PaperOffice) -> None:
    office.start()
    fail(office, failures=4)
    office.run(MONDAY)
    assert told(office) == []
    fail(office)
    for hour in (8, 11):
        office.run(MONDAY, hour=hour)
    assert told(office) == ["[Đôn đốc] Kênh gửi tin bị hỏng: Zalo – ngày 20/11/2017"]
    text = office.mailer.letters[-1].get_body(("plain",)).get_content()
    assert "- Zalo: không gửi được 05 lần liền." in text
    assert "dondoc doctor --online" in text
    assert "\n\n\n" not in text
    assert "Để chép" not in office.mailer.letters[-1].get_body(("html",)).get_content()
    office.run(MONDAY + timedelta(days=1))
    assert len(told(office)) == 2


def test_until_the_reminders_are_started_the_chair_is_not_written_to(office: PaperOffice) -> None:
    fail(office)
    office.run(MONDAY)
    assert told(office) == []
    assert "Kênh gửi tin bị hỏng" in str(office.mailer.letters[-1]["Subject"])


def test_a_channel_that_works_again_is_told_of_no_more(office: PaperOffice) -> None:
    office.start()
    fail(office)
    office.run(MONDAY)
    with office.begin() as work:
        work.contacts.set_state(ChannelState(channel=Channel.ZALO))
    office.run(MONDAY + timedelta(days=1))
    assert len(told(office)) == 1


def test_a_failing_mail_server_is_not_told_of_by_mail(office: PaperOffice) -> None:
    office.start()
    fail(office, Channel.EMAIL)
    office.run(MONDAY)
    assert told(office) == []
    with office.begin() as work:
        assert work.contacts.state(Channel.EMAIL).told_at is None


def test_when_no_other_channel_takes_it_the_next_run_tries_again(office: PaperOffice) -> None:
    office.start()
    office.post = replace(office.post, channels=Channels(tell_after=5))
    fail(office)
    office.mailer.failure = Unavailable(code="mail.unavailable", host="x", problem="x")
    office.run(MONDAY)
    office.mailer.failure = None
    assert told(office) == []
    office.run(MONDAY, hour=9)
    assert len(told(office)) == 1
    with office.begin() as work:
        at = work.contacts.state(Channel.ZALO).told_at
    assert at is not None
    assert at > instant(MONDAY, 9)
