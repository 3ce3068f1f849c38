"""A chat becomes somebody's by a code, once; the log says so without addresses or codes."""

from datetime import date, timedelta

import pytest
from ledger_office import CLERK, Ledger
from reminder_office import instant

from dondoc.core.contact import Way
from dondoc.core.notice import Channel
from dondoc.core.unit import Person
from dondoc.errors import BadInput, NotFound
from dondoc.usecases.mend_contacts import codes_in, make_pairing, mend_contacts, pair, spell_code

NOW = instant(date(2026, 7, 6))
VALID = timedelta(hours=72)


def somebody(ledger: Ledger) -> Person:
    with ledger.begin() as work:
        return work.units.add_person(Person(id=0, code="hien", name="Trần Thị Hiền"))


def test_the_code_in_a_message_gives_the_chat_to_its_person_once(ledger: Ledger) -> None:
    person = somebody(ledger)
    _, made = make_pairing(ledger.begin, "HIEN", Channel.ZALO, valid=VALID, actor=CLERK, now=NOW)
    said = f"Em gửi mã {spell_code(made.code).lower()} ạ"
    with ledger.begin() as work:
        assert pair(work, said, Channel.TELEGRAM, "99", now=NOW) is None
        assert pair(work, "Em chào anh", Channel.ZALO, "6ede", now=NOW) is None
        assert pair(work, said, Channel.ZALO, "6ede", now=NOW + VALID) is None
        assert pair(work, said, Channel.ZALO, "6ede", now=NOW) == person
        assert pair(work, said, Channel.ZALO, "khac", now=NOW) is None
        assert [(c.person_id, c.address) for c in work.contacts.by_address(Channel.ZALO, "6ede")] == [
            (person.id, "6ede")
        ]
        told = work.events.told_of(["hien"])
    assert [event.type for event, _ in told] == ["pairing.made", "person.paired"]
    assert [(event.actor, event.via) for event, _ in told][1] == ("hien", "zalo")
    assert not any(made.code in str(payload) or "6ede" in str(payload) for _, payload in told)


def test_pairing_again_from_the_same_chat_changes_nothing(ledger: Ledger) -> None:
    person = somebody(ledger)
    for _ in range(2):
        _, made = make_pairing(ledger.begin, "hien", Channel.ZALO, valid=VALID, actor=CLERK, now=NOW)
        with ledger.begin() as work:
            assert pair(work, made.code, Channel.ZALO, "6ede", now=NOW) == person
    with ledger.begin() as work:
        assert len(work.contacts.of()[person.id]) == 1


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("abcd 2345", ["ABCD2345"]),
        ("mã: ABCD2345.", ["ABCD2345"]),
        ("CDTL-2026-H2-04 đã xong", []),
        ("0912345678", []),
        ("XABCD2345", []),
    ],
)
def test_what_may_be_a_code(words: str, codes: list[str]) -> None:
    assert codes_in(words) == codes


def test_a_change_is_logged_once_and_an_order_without_news_not_at_all(ledger: Ledger) -> None:
    somebody(ledger)
    for _ in range(2):
        mend_contacts(ledger.begin, "hien", add=[Way(Channel.SMS, "+84 912 345 678")], actor=CLERK, now=NOW)
    with ledger.begin() as work:
        assert [event.type for event, _ in work.events.told_of(["hien"])] == ["person.contacts"]
    with pytest.raises(NotFound, match=r"contact\.unknown"):
        mend_contacts(ledger.begin, "hien", remove=[Way(Channel.SMS, "0987654321")], actor=CLERK, now=NOW)
    with pytest.raises(BadInput, match=r"contact\.address"):
        mend_contacts(ledger.begin, "hien", add=[Way(Channel.ZALO, "a b")], actor=CLERK, now=NOW)


def test_a_second_e_mail_address_is_known_however_it_was_typed(ledger: Ledger) -> None:
    person = somebody(ledger)
    mend_contacts(ledger.begin, "hien", add=[Way(Channel.EMAIL, "Hien@Nha.TEST")], actor=CLERK, now=NOW)
    with ledger.begin() as work:
        assert [one.person_id for one in work.contacts.by_address(Channel.EMAIL, "hien@nha.test")] == [person.id]
    mend_contacts(ledger.begin, "hien", remove=[Way(Channel.EMAIL, "HIEN@nha.test")], actor=CLERK, now=NOW)
    with ledger.begin() as work:
        assert work.contacts.of([person.id]).get(person.id, []) == []
