"""What every store of notices and messages must hold."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from store.samples import MINE, NOW, THEIRS, open_office

from dondoc.core.notice import Channel, Message, MessageState, NoticeKey, NoticeState
from dondoc.core.unit import Person
from dondoc.usecases.ports import Begin, Work

MONDAY = date(2024, 9, 23)
LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Desk:
    """A slot, the person who is told, and the keys of three rungs."""

    slot_id: int
    person_id: int
    keys: tuple[NoticeKey, ...]


def a_desk(work: Work) -> Desk:
    office = open_office(work)
    keys = tuple(
        NoticeKey(slot_id=office.slot.id, rung=rung, ordinal=0, due_on=office.slot.due, person_id=office.person.id)
        for rung in ("before_7", "before_3", "on_day")
    )
    return Desk(office.slot.id, office.person.id, keys)


def queue(work: Work, desk: Desk, *keys: NoticeKey, on: date = MONDAY, kind: str = "digest") -> Message | None:
    return work.notices.queue(desk.person_id, Channel.EMAIL, on, kind, keys)


def queued(work: Work, desk: Desk, *keys: NoticeKey, on: date = MONDAY) -> Message:
    message = queue(work, desk, *keys, on=on)
    assert message is not None
    return message


def send(work: Work, message: Message, token: str = MINE) -> None:
    assert work.notices.claim(message.id, token=token, now=NOW, lease=LEASE)
    assert work.notices.mark_sent(message.id, token=token, now=NOW, subject="Nhắc việc", internet_id="<1@x>")


class QueueContract:
    def test_one_message_gathers_the_notices_of_a_person_and_day(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0], desk.keys[0])
            again = queued(work, desk, desk.keys[1])
            assert again == message
            assert [notice.key for notice in work.notices.of_message(message.id)] == list(desk.keys[:2])
            assert work.notices.messages() == [
                Message(id=message.id, person_id=desk.person_id, channel=Channel.EMAIL, send_on=MONDAY)
            ]
            assert work.notices.known() == set(desk.keys[:2])

    def test_other_days_and_kinds_have_their_own_message(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            first = queued(work, desk, desk.keys[0])
            second = queued(work, desk, desk.keys[1], on=MONDAY + timedelta(days=1))
            third = queue(work, desk, desk.keys[2], kind="escalation")
            assert third is not None
            assert len({first.id, second.id, third.id}) == 3
            assert [message.kind for message in work.notices.messages()] == ["digest", "digest", "escalation"]

    def test_what_is_queued_already_opens_no_message(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, *desk.keys)
            assert queue(work, desk, *desk.keys) is None
            assert queue(work, desk, *desk.keys, on=MONDAY + timedelta(days=1)) is None
            assert queue(work, desk) is None
            assert [kept.id for kept in work.notices.messages()] == [message.id]
            assert {notice.message_id for notice in work.notices.of_message(message.id)} == {message.id}

    def test_after_the_digest_was_sent_the_rest_waits_for_the_next(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            send(work, queued(work, desk, desk.keys[0]))
            assert queue(work, desk, desk.keys[1]) is None
            assert work.notices.known() == {desk.keys[0]}
            later = queued(work, desk, *desk.keys, on=MONDAY + timedelta(days=3))
            assert [notice.key for notice in work.notices.of_message(later.id)] == list(desk.keys[1:])

    def test_nothing_slips_into_a_message_that_is_being_sent(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            assert work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            assert queue(work, desk, desk.keys[1]) is None
            work.notices.release(message.id, token=MINE, error="421")
            assert queue(work, desk, desk.keys[1]) is not None

    def test_a_withdrawn_notice_is_taken_up_by_the_new_message(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            old = queued(work, desk, *desk.keys)
            notices = work.notices.of_message(old.id)
            work.notices.set_state([notices[0].id, notices[2].id], NoticeState.WITHDRAWN)
            assert work.notices.known() == {desk.keys[1]}
            new = queued(work, desk, *desk.keys, on=MONDAY + timedelta(days=3))
            assert work.notices.of_message(new.id) == [
                replace(notices[0], message_id=new.id),
                replace(notices[2], message_id=new.id),
            ]
            assert work.notices.of_message(old.id) == [notices[1]]

    def test_a_withdrawn_message_opens_again_for_new_notices(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            work.notices.withdraw_message(message.id)
            assert work.notices.known() == set()
            assert work.notices.pending(MONDAY) == []
            assert queued(work, desk, desk.keys[0]) == message
            assert work.notices.pending(MONDAY) == [message]

    def test_queued_notices_of_slots_are_found(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            send(work, queued(work, desk, desk.keys[0]))
            later = queued(work, desk, *desk.keys[1:], on=MONDAY + timedelta(days=3))
            assert work.notices.queued_for_slots([desk.slot_id, 99]) == work.notices.of_message(later.id)
            assert work.notices.queued_for_slots([]) == []


class DeliveryContract:
    def test_messages_whose_day_has_come_are_pending_oldest_first(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            second = queued(work, desk, desk.keys[0])
            first = queued(work, desk, desk.keys[1], on=MONDAY - timedelta(days=3))
            queued(work, desk, desk.keys[2], on=MONDAY + timedelta(days=1))
            assert work.notices.pending(MONDAY) == [first, second]
            assert work.notices.pending(MONDAY, hold=True) == [first, second]
            claimed = work.notices.claim(first.id, token=MINE, now=NOW, lease=LEASE)
            assert work.notices.pending(MONDAY) == [claimed, second]
            send(work, second)
            assert work.notices.pending(MONDAY) == [claimed]

    def test_a_claim_holds_until_its_lease_ends(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            claimed = work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            assert claimed == replace(
                message, state=MessageState.CLAIMED, attempts=1, lease_token=MINE, lease_until=NOW + LEASE
            )
            assert work.notices.claim(message.id, token=THEIRS, now=NOW + LEASE, lease=LEASE) is None
            later = NOW + LEASE + timedelta(seconds=1)
            taken = work.notices.claim(message.id, token=THEIRS, now=later, lease=LEASE)
            assert taken is not None
            assert (taken.lease_token, taken.attempts) == (THEIRS, 2)

    def test_marking_needs_the_token_and_marks_the_notices_too(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, *desk.keys)
            notices = work.notices.of_message(message.id)
            work.notices.set_state([notices[0].id], NoticeState.WITHDRAWN)
            assert work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            facts = {"now": NOW, "subject": "Nhắc việc", "internet_id": "<1@x>"}
            assert not work.notices.mark_sent(message.id, token=THEIRS, **facts)
            assert [kept.state for kept in work.notices.messages()] == [MessageState.CLAIMED]
            assert work.notices.mark_sent(message.id, token=MINE, **facts)
            assert not work.notices.mark_sent(message.id, token=MINE, **facts)
            assert work.notices.messages() == [
                replace(
                    message,
                    state=MessageState.SENT,
                    attempts=1,
                    sent_at=NOW,
                    subject="Nhắc việc",
                    internet_id="<1@x>",
                )
            ]
            assert work.notices.of_message(message.id) == [
                replace(notice, state=NoticeState.SENT) for notice in notices[1:]
            ]
            assert work.notices.claim(message.id, token=THEIRS, now=NOW + 2 * LEASE, lease=LEASE) is None

    def test_a_sender_who_lost_his_lease_cannot_mark(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            assert work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            assert work.notices.claim(message.id, token=THEIRS, now=NOW + 2 * LEASE, lease=LEASE)
            assert not work.notices.mark_sent(message.id, token=MINE, now=NOW, subject="", internet_id="")
            work.notices.release(message.id, token=MINE, error="đứt mạng")
            held = work.notices.messages()[0]
            assert (held.state, held.lease_token, held.last_error) == (MessageState.CLAIMED, THEIRS, "")

    def test_a_released_message_may_be_claimed_at_once_and_keeps_the_reason(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            assert work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            work.notices.release(message.id, token=MINE, error="421 bận")
            assert work.notices.messages() == [replace(message, attempts=1, last_error="421 bận")]
            assert work.notices.claim(message.id, token=THEIRS, now=NOW, lease=LEASE)

    def test_a_lease_that_ran_out_leaves_a_doubt_that_stays(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            first = work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            assert first is not None
            assert first.doubtful_since is None
            later = NOW + 2 * LEASE
            second = work.notices.claim(message.id, token=THEIRS, now=later, lease=LEASE)
            assert second is not None
            assert second.doubtful_since == NOW + LEASE
            work.notices.release(message.id, token=THEIRS, error="550")
            third = work.notices.claim(message.id, token=MINE, now=later, lease=LEASE)
            assert third is not None
            assert third.doubtful_since == NOW + LEASE

    def test_a_letter_whose_answer_never_came_is_doubtful_and_takes_no_more_notices(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            assert work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            work.notices.release(message.id, token=MINE, error="đứt", doubtful_since=NOW)
            (kept,) = work.notices.messages()
            assert kept == replace(message, attempts=1, last_error="đứt", doubtful_since=NOW)
            assert queue(work, desk, desk.keys[1]) is None
            work.notices.withdraw_message(message.id)
            assert queue(work, desk, desk.keys[1]) is None
            assert work.notices.known() == set()

    def test_each_way_that_is_aimed_at_holds_the_message_anew(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            assert work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            late = NOW + LEASE
            way = {"channel": Channel.ZALO, "address": "6ede", "until": late + LEASE}
            assert not work.notices.aim(message.id, token=THEIRS, **way)
            assert work.notices.aim(message.id, token=MINE, **way)
            assert work.notices.claim(message.id, token=THEIRS, now=late + timedelta(seconds=1), lease=LEASE) is None
            (held,) = work.notices.messages()
            assert (held.lease_token, held.lease_until, held.address) == (MINE, late + LEASE, "6ede")

    def test_a_doubt_is_forgotten_by_its_holder_only(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            message = queued(work, desk, desk.keys[0])
            assert work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            assert work.notices.aim(message.id, token=MINE, channel=Channel.ZALO, address="6ede", until=NOW + LEASE)
            work.notices.release(message.id, token=MINE, error="đứt", doubtful_since=NOW)
            held = work.notices.claim(message.id, token=MINE, now=NOW, lease=LEASE)
            work.notices.forget_doubt(message.id, token=THEIRS)
            assert work.notices.messages() == [held]
            work.notices.forget_doubt(message.id, token=MINE)
            (free,) = work.notices.messages()
            assert (free.doubtful_since, free.address, free.lease_token) == (None, None, MINE)

    def test_letters_that_left_or_may_be_leaving_are_found_with_what_they_told(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            sent = queued(work, desk, desk.keys[0])
            send(work, sent)
            held = queued(work, desk, desk.keys[1], on=MONDAY + timedelta(days=3))
            assert work.notices.claim(held.id, token=MINE, now=NOW, lease=LEASE)
            queued(work, desk, desk.keys[2], on=MONDAY + timedelta(days=7))
            told = [(one.message.id, one.keys) for one in work.notices.letters_since("digest", NOW)]
            assert told == [(sent.id, desk.keys[:1]), (held.id, desk.keys[1:2])]
            later = work.notices.letters_since("digest", NOW + timedelta(seconds=1))
            assert [one.message.id for one in later] == [held.id]
            assert work.notices.letters_since("progress", NOW) == []

    def test_a_withdrawn_message_is_never_claimed_and_a_sent_one_never_withdrawn(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            withdrawn = queued(work, desk, desk.keys[0])
            sent = queued(work, desk, desk.keys[1], on=MONDAY + timedelta(days=3))
            work.notices.withdraw_message(withdrawn.id)
            assert work.notices.claim(withdrawn.id, token=MINE, now=NOW, lease=LEASE) is None
            send(work, sent)
            work.notices.withdraw_message(sent.id)
            states = [message.state for message in work.notices.messages()]
            assert states == [MessageState.WITHDRAWN, MessageState.SENT]
            assert [notice.state for notice in work.notices.of_message(sent.id)] == [NoticeState.SENT]
            assert work.notices.claim(99, token=MINE, now=NOW, lease=LEASE) is None

    def test_another_person_has_another_message(self, begin: Begin) -> None:
        with begin() as work:
            desk = a_desk(work)
            other = work.units.add_person(Person(id=0, code="khac", name="Người Khác")).id
            first = queued(work, desk, desk.keys[0])
            second = work.notices.queue(
                other, Channel.EMAIL, MONDAY, "digest", [replace(desk.keys[0], person_id=other)]
            )
            assert second is not None
            assert (first.id != second.id, second.person_id) == (True, other)
