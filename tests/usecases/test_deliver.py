"""One letter that cannot be written stops no other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest
from fakes import TickingClock
from reminder_office import PaperOffice, instant

from dondoc.core.notice import Attachment, Channel, Message, MessageState, NoticeKey, NoticeState
from dondoc.draft.channel_letter import make_channel_letter
from dondoc.errors import BadInput, Unavailable
from dondoc.usecases.deliver import Draft, Envelope, Failed, Letter, Sent, deliver
from dondoc.usecases.ports import Work

TODAY = date(2017, 11, 20)
DUE = date(2017, 11, 24)
BROKEN = BadInput(code="mail.template", template="x", problem="x")


@pytest.fixture
def waiting(office: PaperOffice) -> list[int]:
    """A letter to the officer and one to the chair."""
    slot = office.promise("CDTL-01", DUE)
    queued = []
    with office.begin() as work:
        for person in (office.officer, office.chair):
            key = NoticeKey(slot_id=slot.id, rung="before_7", ordinal=0, due_on=DUE, person_id=person)
            message = work.notices.queue(person, Channel.EMAIL, TODAY, "x", [key])
            assert message is not None
            queued.append(message.id)
    return queued


def test_a_letter_that_cannot_be_written_is_put_back_and_the_others_leave(
    office: PaperOffice, waiting: list[int]
) -> None:
    broken = True

    def compose(work: Work, message: Message) -> Draft:
        if broken and message.person_id == office.officer:
            work.notices.set_state([n.id for n in work.notices.of_message(message.id)], NoticeState.WITHDRAWN)
            raise BROKEN
        person = next(p for p in work.units.people() if p.id == message.person_id)
        return Draft(person, "", make_channel_letter(person.name, [("Zalo", 5)], today=TODAY))

    clock = TickingClock(instant(TODAY))
    failed, sent = deliver(office.begin, office.post, "x", compose, today=TODAY, now=clock)
    assert isinstance(failed, Failed)
    assert isinstance(sent, Sent)
    assert (failed.message_id, failed.person.id, failed.error) == (waiting[0], office.officer, BROKEN)
    assert office.mailer.receivers == ["chu-tich@may-binh-an.example"]
    with office.begin() as work:
        put_back = work.notices.message(waiting[0])
        assert put_back is not None
        assert (put_back.state, put_back.last_error) == (MessageState.PENDING, str(BROKEN))
        assert (put_back.attempts, put_back.doubtful_since) == (1, None)
        # What was changed while it was written is taken back.
        assert [n.state for n in work.notices.of_message(waiting[0])] == [NoticeState.QUEUED]
    broken = False
    (later,) = deliver(office.begin, office.post, "x", compose, today=TODAY, now=clock)
    assert later.person == failed.person
    assert office.mailer.receivers[1:] == ["to-truong@may-binh-an.example"]


def test_a_database_that_is_away_ends_the_run(office: PaperOffice, waiting: list[int]) -> None:
    def compose(work: Work, message: Message) -> Draft:
        raise Unavailable(code="store.locked")

    with pytest.raises(Unavailable, match=r"store\.locked"):
        deliver(office.begin, office.post, "x", compose, today=TODAY, now=TickingClock(instant(TODAY)))
    assert office.mailer.closed == 1


def letter_to(work: Work, message: Message) -> Draft:
    person = next(p for p in work.units.people() if p.id == message.person_id)
    return Draft(person, "", make_channel_letter(person.name, [("Zalo", 5)], today=TODAY))


@pytest.mark.parametrize("where", ["composing", "printing"])
def test_a_fault_of_the_program_in_one_letter_stops_no_other(
    office: PaperOffice, waiting: list[int], where: str
) -> None:
    class Printer:
        def render(self, letter: Letter, envelope: Envelope, attachments: Sequence[Attachment] = ()) -> EmailMessage:
            if where == "printing" and envelope.to_address.startswith("to-truong"):
                raise KeyError("name")
            return office.post.renderer.render(letter, envelope, attachments)

    def compose(work: Work, message: Message) -> Draft:
        if where == "composing" and message.person_id == office.officer:
            raise KeyError("name")
        return letter_to(work, message)

    post, clock = replace(office.post, renderer=Printer()), TickingClock(instant(TODAY))
    failed, sent = deliver(office.begin, post, "x", compose, today=TODAY, now=clock)
    assert isinstance(failed, Failed)
    assert isinstance(sent, Sent)
    assert (failed.error.message_code, failed.error.params) == ("mail.failed", {"problem": "KeyError"})
    with office.begin() as work:
        put_back = work.notices.message(waiting[0])
    assert put_back is not None
    assert (put_back.state, put_back.doubtful_since) == (MessageState.PENDING, None)
    assert isinstance(deliver(office.begin, office.post, "x", letter_to, today=TODAY, now=clock)[0], Sent)
