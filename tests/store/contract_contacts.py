"""What every store of contacts must hold."""

from datetime import timedelta

from store.samples import NOW, open_office

from dondoc.core.contact import ChannelState, Pairing, Way
from dondoc.core.notice import Channel
from dondoc.core.unit import Person
from dondoc.usecases.ports import Begin, Work

DAY = timedelta(days=1)
ZALO, EMAIL, SMS = Way(Channel.ZALO, "6ede9afa"), Way(Channel.EMAIL, ""), Way(Channel.SMS, "0912345678")


def ways(work: Work, person_id: int) -> list[Way]:
    return [Way(c.channel, c.address) for c in work.contacts.of([person_id]).get(person_id, [])]


def pairing(person_id: int, code: str = "ABCD2345", channel: Channel = Channel.ZALO) -> Pairing:
    return Pairing(code=code, person_id=person_id, channel=channel, expires_at=NOW + DAY)


class ContactsContract:
    def test_contacts_keep_their_order_and_are_replaced_as_a_whole(self, begin: Begin) -> None:
        with begin() as work:
            person = open_office(work).person.id
            other = work.units.add_person(Person(id=0, code="khac", name="Người Khác")).id
            assert work.contacts.of() == {}
            put = work.contacts.put(person, [SMS, ZALO, SMS])
            assert [(c.person_id, c.channel, c.address, c.position) for c in put] == [
                (person, Channel.SMS, "0912345678", 1),
                (person, Channel.ZALO, "6ede9afa", 2),
            ]
            work.contacts.put(other, [ZALO])
        with begin() as work:
            work.contacts.put(person, [ZALO, EMAIL, SMS])
            assert ways(work, person) == [ZALO, EMAIL, SMS]
            assert set(work.contacts.of()) == {person, other}
            assert [c.person_id for c in work.contacts.by_address(Channel.ZALO, "6ede9afa")] == [person, other]
            assert work.contacts.by_address(Channel.TELEGRAM, "6ede9afa") == []
            assert work.contacts.put(person, []) == []
            assert set(work.contacts.of()) == {other}

    def test_a_channel_fares_well_until_something_else_is_noted(self, begin: Begin) -> None:
        failing = ChannelState(
            channel=Channel.ZALO, failures=4, next_try_at=NOW + DAY, last_error="channel.unavailable", told_at=NOW
        )
        with begin() as work:
            assert work.contacts.states() == []
            assert work.contacts.state(Channel.ZALO) == ChannelState(channel=Channel.ZALO)
            work.contacts.set_state(ChannelState(channel=Channel.SMS, failures=1))
            work.contacts.set_state(ChannelState(channel=Channel.ZALO, failures=3))
            work.contacts.set_state(failing)
        with begin() as work:
            assert work.contacts.state(Channel.ZALO) == failing
            assert [s.channel for s in work.contacts.states()] == [Channel.ZALO, Channel.SMS]
            work.contacts.set_state(ChannelState(channel=Channel.ZALO))
            assert work.contacts.state(Channel.ZALO) == ChannelState(channel=Channel.ZALO)

    def test_a_code_is_good_once_on_its_channel_until_it_expires(self, begin: Begin) -> None:
        with begin() as work:
            person = open_office(work).person.id
            assert work.contacts.add_pairing(pairing(person))
            assert work.contacts.use_pairing("ABCD2345", Channel.TELEGRAM, NOW) is None
            assert work.contacts.use_pairing("ABCD2346", Channel.ZALO, NOW) is None
            assert work.contacts.use_pairing("ABCD2345", Channel.ZALO, NOW + DAY) is None
            used = work.contacts.use_pairing("ABCD2345", Channel.ZALO, NOW)
            assert used == Pairing(
                code="ABCD2345", person_id=person, channel=Channel.ZALO, expires_at=NOW + DAY, used_at=NOW
            )
            assert work.contacts.use_pairing("ABCD2345", Channel.ZALO, NOW) is None

    def test_a_new_code_makes_the_earlier_one_of_the_channel_void(self, begin: Begin) -> None:
        with begin() as work:
            person = open_office(work).person.id
            assert work.contacts.add_pairing(pairing(person))
            assert work.contacts.add_pairing(pairing(person, "TTTT2222", Channel.TELEGRAM))
            assert work.contacts.add_pairing(pairing(person, "BBBB2345"))
            assert work.contacts.use_pairing("ABCD2345", Channel.ZALO, NOW) is None
            assert work.contacts.use_pairing("BBBB2345", Channel.ZALO, NOW) is not None
            assert work.contacts.use_pairing("TTTT2222", Channel.TELEGRAM, NOW) is not None
            assert not work.contacts.add_pairing(pairing(person, "BBBB2345"))
