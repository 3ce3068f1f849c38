"""A message goes one way: the next is tried only when the one before failed for certain."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage

import pytest
from fakes import RecordingMailer
from reminder_office import PaperOffice, instant

from dondoc.core.contact import ChannelState, Way
from dondoc.core.notice import Attachment, Channel, Message, MessageState
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.errors import BadInput, DondocError, Unavailable
from dondoc.settings.privacy import load_privacy
from dondoc.usecases.courier import Channels
from dondoc.usecases.deliver import Failed
from dondoc.usecases.outside import Delivered
from dondoc.usecases.send_reminders import send_reminders

#: Monday, a digest day; what is due on Friday has reached a rung.
TODAY = date(2017, 11, 20)
DUE = date(2017, 11, 24)
CHAT = Way(Channel.ZALO, "6ede9afa")
MAIL = "to-truong@may-binh-an.example"


@dataclass
class Line:
    """A carrier that keeps what it takes, or fails as it is told."""

    failure: DondocError | None = None
    taken: list[tuple[str, str]] = field(default_factory=list)
    tried: int = 0

    def send(self, address: str, text: str, attachments: Sequence[Attachment]) -> Delivered:
        self.tried += 1
        if self.failure is not None:
            raise self.failure
        self.taken.append((address, text))
        return Delivered(to=address)

    def close(self) -> None:
        """Nothing is open."""


DOWN = Unavailable(code="channel.unavailable", channel=Channel.ZALO, problem="x")
DOUBT = Unavailable(code="channel.in_doubt", channel=Channel.ZALO, problem="x")
REFUSED = BadInput(code="channel.refused", channel=Channel.ZALO, address="x", number=403)


@pytest.fixture
def line(office: PaperOffice) -> Line:
    """The officer is reached by Zalo first, then by mail."""
    zalo = Line()
    channels = Channels(
        carriers={Channel.ZALO: zalo}, longest={Channel.ZALO: 400}, privacy=load_privacy(), tell_after=5
    )
    office.post = replace(office.post, channels=channels)
    office.promise("CDTL-01", DUE)
    office.start()
    with office.begin() as work:
        work.contacts.put(office.officer, [CHAT, Way(Channel.EMAIL, "")])
    return zalo


def message(office: PaperOffice) -> Message:
    with office.begin() as work:
        (found,) = [m for m in work.notices.messages() if m.person_id == office.officer]
    return found


def state(office: PaperOffice) -> ChannelState:
    with office.begin() as work:
        return work.contacts.state(Channel.ZALO)


def test_the_first_way_takes_it_and_the_row_says_so(office: PaperOffice, line: Line) -> None:
    run = office.run(TODAY)
    assert [(s.channel, s.to) for s in run.sent] == [(Channel.ZALO, "6ede9afa")]
    assert office.mailer.receivers == []
    ((address, text),) = line.taken
    assert address == "6ede9afa"
    assert text.startswith("Đ/c Trần Thị Hiền, việc cần làm ngày 20/11/2017:\n1. CDTL-01: ")
    assert text.splitlines()[-1].startswith("Đề nghị đồng chí trả lời theo mã việc")
    assert "http" not in text
    sent = message(office)
    assert (sent.channel, sent.address, sent.state) == (Channel.ZALO, "6ede9afa", MessageState.SENT)
    assert not office.run(TODAY).outcomes
    assert line.tried == 1


@pytest.mark.parametrize("failure", [DOWN, REFUSED])
def test_what_failed_for_certain_goes_the_next_way_at_once(
    office: PaperOffice, line: Line, failure: DondocError
) -> None:
    line.failure = failure
    run = office.run(TODAY)
    assert [s.channel for s in run.sent] == [Channel.EMAIL]
    assert office.mailer.receivers == [MAIL]
    sent = message(office)
    assert (sent.channel, sent.address, sent.state) == (Channel.EMAIL, MAIL, MessageState.SENT)
    # Only the service's own failures are the channel's.
    assert state(office).failures == (1 if failure is DOWN else 0)


def test_what_may_have_arrived_is_tried_there_and_nowhere_else(office: PaperOffice, line: Line) -> None:
    line.failure = DOUBT
    run = office.run(TODAY)
    assert [f.error.message_code for f in run.failed] == ["channel.in_doubt"]
    assert message(office).doubtful_since is not None
    # Unreachable afterwards tells nothing of the first try.
    line.failure = DOWN
    assert not office.run(TODAY).sent
    assert office.mailer.receivers == []
    line.failure = None
    assert [s.channel for s in office.run(TODAY).sent] == [Channel.ZALO]
    assert len(line.taken) == 1


@pytest.mark.parametrize("days", [0, 1])
def test_a_doubt_ends_when_its_place_refuses_for_good(office: PaperOffice, line: Line, days: int) -> None:
    line.failure = DOUBT
    office.run(TODAY)
    line.failure = REFUSED
    assert [f.error.message_code for f in office.run(TODAY).failed] == ["channel.refused"]
    freed = message(office)
    assert (freed.state, freed.doubtful_since, freed.address) == (MessageState.PENDING, None, None)
    run = office.run(TODAY + timedelta(days=days))
    assert [(s.channel, s.to, s.codes) for s in run.sent] == [(Channel.EMAIL, MAIL, ("CDTL-01",))]
    assert office.mailer.receivers == [MAIL]


def test_a_doubt_outlives_a_letter_that_cannot_be_made(office: PaperOffice, line: Line) -> None:
    line.failure = DOUBT
    office.run(TODAY)
    line.failure = BadInput(code="mail.template", template="x", problem="x")
    office.run(TODAY)
    assert message(office).doubtful_since is not None


@pytest.mark.parametrize("ways", [[], [Way(Channel.ZALO, "moi"), Way(Channel.EMAIL, "")]])
def test_a_doubt_ends_when_its_place_is_no_longer_a_way_to_the_person(
    office: PaperOffice, line: Line, ways: list[Way]
) -> None:
    line.failure = DOUBT
    office.run(TODAY)
    with office.begin() as work:
        work.contacts.put(office.officer, ways)
    line.failure = None
    expected = (Channel.ZALO, "moi") if ways else (Channel.EMAIL, MAIL)
    assert [(s.channel, s.to) for s in office.run(TODAY + timedelta(days=1)).sent] == [expected]
    assert message(office).doubtful_since is None


def test_a_doubt_ends_when_its_channel_is_set_up_no_more(office: PaperOffice, line: Line) -> None:
    line.failure = DOUBT
    office.run(TODAY)
    office.post = replace(office.post, channels=replace(office.post.channels, carriers={}))
    assert [(s.channel, s.to) for s in office.run(TODAY).sent] == [(Channel.EMAIL, MAIL)]
    assert office.mailer.receivers == [MAIL]


def test_letters_in_doubt_fill_no_week_but_their_own(office: PaperOffice, line: Line) -> None:
    line.failure = DOUBT
    office.run(TODAY)
    office.promise("CDTL-02", DUE)
    office.run(date(2017, 11, 23))
    with office.begin() as work:
        stuck = [m.doubtful_since for m in work.notices.messages() if m.person_id == office.officer]
    assert len(stuck) == 2
    assert None not in stuck
    office.promise("CDTL-03", date(2017, 12, 4))
    monday = office.run(date(2017, 11, 27))
    assert not monday.held
    assert [s.channel for s in monday.sent] == [Channel.EMAIL]
    assert "CDTL-03" in monday.sent[0].codes


def test_a_doubt_holds_when_the_order_of_ways_is_changed(office: PaperOffice, line: Line) -> None:
    line.failure = DOUBT
    office.run(TODAY)
    with office.begin() as work:
        work.contacts.put(office.officer, [Way(Channel.EMAIL, ""), CHAT])
    line.failure = None
    assert [(s.channel, s.to) for s in office.run(TODAY).sent] == [(Channel.ZALO, "6ede9afa")]
    assert office.mailer.receivers == []


def test_whoever_vanished_in_a_send_is_followed_on_the_same_channel(office: PaperOffice, line: Line) -> None:
    class Killed(BaseException):
        pass

    class Killing(Line):
        def send(self, address: str, text: str, attachments: Sequence[Attachment]) -> Delivered:
            raise Killed

    whole = office.post
    office.post = replace(whole, channels=replace(whole.channels, carriers={Channel.ZALO: Killing()}))
    with pytest.raises(Killed):
        office.run(TODAY)
    held = message(office)
    assert (held.state, held.channel, held.address) == (MessageState.CLAIMED, Channel.ZALO, "6ede9afa")
    office.post = whole
    with office.begin() as work:
        work.contacts.put(office.officer, [Way(Channel.EMAIL, ""), CHAT])
    run = office.run(TODAY, hour=9)
    assert [(s.channel, s.to) for s in run.sent] == [(Channel.ZALO, "6ede9afa")]


def test_a_channel_that_failed_thrice_is_left_alone_for_a_while(office: PaperOffice, line: Line) -> None:
    line.failure = DOWN
    with office.begin() as work:
        work.contacts.set_state(ChannelState(channel=Channel.ZALO, failures=2))
    office.run(TODAY)
    rested = state(office)
    assert (line.tried, rested.failures) == (1, 3)
    assert rested.next_try_at is not None
    assert timedelta(minutes=4) < rested.next_try_at - instant(TODAY) < timedelta(minutes=6)
    office.promise("CDTL-02", DUE)
    line.failure = None
    thursday = date(2017, 11, 23)
    assert [s.channel for s in office.run(thursday).sent] == [Channel.ZALO]
    assert state(office) == ChannelState(channel=Channel.ZALO)


def test_while_it_rests_the_next_way_takes_the_message(office: PaperOffice, line: Line) -> None:
    resting = ChannelState(channel=Channel.ZALO, failures=5, next_try_at=instant(TODAY, 12), told_at=instant(TODAY))
    with office.begin() as work:
        work.contacts.set_state(resting)
    assert [s.channel for s in office.run(TODAY).sent] == [Channel.EMAIL]
    assert line.tried == 0


def test_a_doubtful_message_of_a_resting_channel_waits(office: PaperOffice, line: Line) -> None:
    line.failure = DOUBT
    office.run(TODAY)
    with office.begin() as work:
        resting = ChannelState(channel=Channel.ZALO, failures=9, next_try_at=instant(TODAY, 12), told_at=instant(TODAY))
        work.contacts.set_state(resting)
    line.failure = None
    (waiting,) = office.run(TODAY).outcomes
    assert isinstance(waiting, Failed)
    assert waiting.error.message_code == "channel.resting"
    assert line.taken == []


def test_a_channel_without_a_token_is_passed_over(office: PaperOffice, line: Line) -> None:
    with office.begin() as work:
        work.contacts.put(office.officer, [Way(Channel.TELEGRAM, "77"), Way(Channel.EMAIL, "")])
    assert [s.channel for s in office.run(TODAY).sent] == [Channel.EMAIL]
    assert line.tried == 0


def test_no_number_of_a_person_leaves_by_any_channel(office: PaperOffice, line: Line) -> None:
    words = "Thăm ông Thử 001092012345, STK 4500205123456, đang điều trị ung thư"
    office.promise("CDTL-02", DUE, display=words, text=words)
    line.failure = DOWN
    office.run(TODAY)
    (mail,) = office.mailer.letters
    bodies = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    assert len(bodies) >= 2
    office.promise("CDTL-03", date(2017, 11, 27), display=words, text=words)
    line.failure = None
    office.run(date(2017, 11, 23))
    for body in (*bodies, str(mail["Subject"]), line.taken[0][1]):
        assert not any(secret in str(body) for secret in ("001092012345", "4500205123456", "ung thư"))
    assert "[đã ẩn]" in line.taken[0][1]


def test_what_does_not_fit_is_counted(office: PaperOffice, line: Line) -> None:
    for number in range(2, 12):
        office.promise(f"CDTL-{number:02}", DUE)
    office.run(TODAY)
    ((_, text),) = line.taken
    assert len(text) <= 400
    shown = sum(row[:1].isdigit() for row in text.splitlines())
    assert f"… còn {11 - shown:02} việc" in text.splitlines()
    assert text.splitlines()[-1].startswith("Đề nghị đồng chí trả lời")


@pytest.mark.parametrize("failure", [DOWN, REFUSED])
def test_the_only_way_of_a_person_failing_leaves_the_message_waiting(
    office: PaperOffice, line: Line, failure: DondocError
) -> None:
    with office.begin() as work:
        alone = work.units.add_person(Person(id=0, code="zalo", name="Ngô Thị Thử"))
        work.contacts.put(alone.id, [CHAT])
        work.units.end_role(office.officer, date(2017, 1, 1))
        work.units.add_role(
            RoleTerm(person_id=alone.id, unit_id=office.group, role=PersonRole.OFFICER, start=date(2000, 1, 1))
        )
    line.failure = failure
    assert not office.run(TODAY).sent
    assert office.mailer.receivers == []
    line.failure = None
    assert [(s.channel, s.to) for s in office.run(TODAY).sent] == [(Channel.ZALO, "6ede9afa")]
    assert office.mailer.receivers == []


def test_a_way_that_fails_slowly_leaves_the_next_its_whole_lease(office: PaperOffice, line: Line) -> None:
    leases: list[timedelta] = []

    class Slow(Line):
        def send(self, address: str, text: str, attachments: Sequence[Attachment]) -> Delivered:
            clock.hour = 9
            raise DOWN

    class Looking(RecordingMailer):
        def send(self, mail: EmailMessage) -> Delivered:
            until = message(office).lease_until
            assert until is not None
            leases.append(until - clock())
            return super().send(mail)

    class Clock:
        hour = 8

        def __call__(self) -> datetime:
            return instant(TODAY, self.hour)

    clock = Clock()
    slow = replace(office.post.channels, carriers={Channel.ZALO: Slow()})
    office.post = replace(office.post, channels=slow, mailer=Looking())
    run = send_reminders(office.begin, office.post, office.rules, today=TODAY, now=clock)
    assert [s.channel for s in run.sent] == [Channel.EMAIL]
    assert leases == [office.post.lease]
