"""A reminded person says "đã nhận" or "nhắc lại sau": kept with its event, honoured by the next letters."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from reminder_office import PaperOffice, instant

from dondoc.core.answer import ReceiptKind
from dondoc.core.commitment import Amendment, AmendmentKind
from dondoc.core.event import Actor
from dondoc.core.reminder import HeldReason
from dondoc.core.task import Slot, Status
from dondoc.errors import BadInput, DondocError, NotAllowed, NotFound, Unavailable
from dondoc.store.database import Database
from dondoc.usecases.receive_receipt import Received, acknowledge, snooze

DUE = date(2017, 11, 30)
CODE = "CDTL-2017-H2-01"
FIRST, SECOND, THIRD = date(2017, 11, 9), date(2017, 11, 23), date(2017, 11, 27)
HIEN = Actor(name="to-truong", via="test")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    opened = PaperOffice(database.begin)
    opened.start()
    opened.promise(CODE, DUE)
    yield opened
    database.close()


def receive(office: PaperOffice, day: date, *, hour: int = 10, person: int | None = None) -> Received:
    who = person or office.officer
    return acknowledge(office.begin, CODE, who, office.rules, actor=HIEN, now=instant(day, hour))


def put_off(office: PaperOffice, day: date, until: date) -> Received:
    return snooze(office.begin, CODE, office.officer, until, office.rules, actor=HIEN, now=instant(day, 10))


def slot_of(office: PaperOffice) -> Slot:
    with office.begin() as work:
        return work.slots.of()[1][0]


def code_of(caught: pytest.ExceptionInfo[DondocError]) -> str:
    return caught.value.message_code


def reasons(office: PaperOffice, day: date) -> list[HeldReason]:
    run = office.run(day)
    assert run.sent == ()
    return [held.reason for held in run.held]


def test_da_nhan_leaves_out_the_next_letter_and_stands_in_the_log(office: PaperOffice) -> None:
    assert office.run(FIRST).sent[0].codes == (CODE,)
    received = receive(office, FIRST)
    assert (received.code, received.person.name, received.receipt.kind) == (
        CODE,
        "Trần Thị Hiền",
        ReceiptKind.ACKNOWLEDGED,
    )
    assert reasons(office, SECOND) == [HeldReason.ACKNOWLEDGED]
    assert office.run(THIRD).sent[0].codes == (CODE,)
    with office.begin() as work:
        (event,) = work.events.of_entity(CODE)
        assert (event.type, event.actor) == ("receipt.acknowledged", "to-truong")
        assert work.events.payload(event.stream, event.seq) == {"person": "to-truong", "until": None}


def test_saying_it_twice_on_a_day_keeps_it_once(office: PaperOffice) -> None:
    first = receive(office, FIRST)
    assert receive(office, FIRST, hour=11).receipt == first.receipt
    receive(office, SECOND)
    with office.begin() as work:
        assert len(work.receipts.of_slots()[1]) == 2


def test_nhac_lai_sau_holds_the_letters_and_says_until_when(office: PaperOffice) -> None:
    office.run(FIRST)
    put_off(office, FIRST, SECOND)
    held = office.run(date(2017, 11, 20)).held
    assert [(h.reason, h.person, h.until) for h in held] == [(HeldReason.SNOOZED, "Trần Thị Hiền", SECOND)]
    assert office.run(SECOND).sent[0].codes == (CODE,)
    with office.begin() as work:
        assert [e.type for e in work.events.of_entity(CODE)] == ["receipt.snoozed"]


def test_a_far_question_that_was_put_off_comes_back_as_a_question(office: PaperOffice) -> None:
    far = "CDTL-2017-H2-02"
    office.promise(far, date(2018, 2, 9))
    office.run(date(2017, 11, 20))
    put_off_far = date(2017, 11, 27)
    snooze(
        office.begin, far, office.officer, put_off_far, office.rules, actor=HIEN, now=instant(date(2017, 11, 20), 10)
    )
    [letter] = office.run(put_off_far).sent
    assert set(letter.codes) == {CODE, far}
    text = office.mailer.letters[-1].get_body(("plain",)).get_content()
    assert text.index("SẮP ĐẾN HẠN") < text.index(CODE) < text.index("VIỆC THƯỜNG XUYÊN") < text.index(far)


def test_a_letter_that_waits_is_withdrawn_when_it_is_put_off(office: PaperOffice) -> None:
    office.mailer.failure = Unavailable(code="mail.unavailable", host="x", problem="down")
    office.run(FIRST)
    put_off(office, FIRST, SECOND)
    office.mailer.failure = None
    office.run(FIRST, hour=15)
    assert office.mailer.letters == []
    assert reasons(office, date(2017, 11, 13)) == [HeldReason.SNOOZED]


def test_an_amended_date_makes_what_was_said_of_the_old_one_void(office: PaperOffice) -> None:
    put_off(office, FIRST, date(2017, 11, 20))
    with office.begin() as work:
        work.commitments.add_amendment(
            Amendment(
                id=0,
                commitment_id=1,
                kind=AmendmentKind.EXTEND,
                reason="mưa bão",
                basis="",
                approver="Chủ tịch",
                at=instant(date(2017, 11, 10)),
                old_due=DUE,
                new_due=date(2017, 12, 4),
            )
        )
    office.change(slot_of(office), due=date(2017, 12, 4))
    assert office.run(date(2017, 11, 13)).sent[0].codes == (CODE,)


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (FIRST, "receipt.past"),
        (date(2017, 11, 24), "receipt.too_long"),
        (date(2018, 11, 24), "receipt.too_long"),
    ],
)
def test_a_day_that_is_gone_or_too_far_is_refused(office: PaperOffice, until: date, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        put_off(office, FIRST, until)
    assert code_of(caught) == code


def test_it_may_be_put_off_to_the_working_day_before_and_no_longer(office: PaperOffice) -> None:
    with pytest.raises(BadInput) as caught:
        put_off(office, SECOND, DUE)
    assert code_of(caught) == "receipt.too_late"
    assert caught.value.params["latest"] == date(2017, 11, 29)
    assert put_off(office, SECOND, date(2017, 11, 29)).receipt.until == date(2017, 11, 29)


@pytest.mark.parametrize("day", [date(2017, 11, 29), DUE, date(2017, 12, 11)])
def test_what_is_due_tomorrow_or_overdue_is_not_put_off(office: PaperOffice, day: date) -> None:
    with pytest.raises(NotAllowed) as caught:
        put_off(office, day, date(2017, 12, 12))
    assert code_of(caught) == "receipt.too_near"


def test_somebody_who_is_not_reminded_of_it_has_nothing_to_acknowledge(office: PaperOffice) -> None:
    with pytest.raises(NotAllowed) as caught:
        receive(office, FIRST, person=office.chair)
    assert code_of(caught) == "receipt.not_told"
    assert caught.value.params["told"] == "Trần Thị Hiền"
    with pytest.raises(NotFound):
        receive(office, FIRST, person=99)


def test_what_is_settled_needs_no_receipt(office: PaperOffice) -> None:
    office.change(slot_of(office), status=Status.DONE, done_on=FIRST)
    with pytest.raises(NotAllowed) as caught:
        receive(office, FIRST)
    assert code_of(caught) == "receipt.settled"
