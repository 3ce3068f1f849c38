"""The ways to a person in their order, and how long a channel that fails is left alone."""

from datetime import datetime, timedelta

import pytest

from dondoc.core.contact import (
    ChannelState,
    Contact,
    Pairing,
    Rest,
    Way,
    after_failure,
    after_success,
    is_resting,
    ways_to,
)
from dondoc.core.instants import TIME_ZONE
from dondoc.core.notice import Channel
from dondoc.core.unit import Person

NOW = datetime(2026, 7, 6, 8, tzinfo=TIME_ZONE)
REST = Rest(failures=3, first=timedelta(minutes=5), longest=timedelta(hours=6))
OWN = Way(Channel.EMAIL, "hien@vi.du")
CHAT, PHONE = Way(Channel.ZALO, "6ede"), Way(Channel.SMS, "0912345678")


def person(email: str | None = "hien@vi.du") -> Person:
    return Person(id=1, code="hien", name="Trần Thị Hiền", email=email)


def contacts(*ways: Way) -> list[Contact]:
    return [
        Contact(id=n, person_id=1, channel=way.channel, address=way.address, position=n)
        for n, way in enumerate(ways, start=1)
    ]


@pytest.mark.parametrize(
    ("email", "listed", "expected"),
    [
        ("hien@vi.du", [CHAT, PHONE], [OWN, CHAT, PHONE]),
        ("hien@vi.du", [CHAT, Way(Channel.EMAIL, ""), PHONE], [CHAT, OWN, PHONE]),
        ("hien@vi.du", [Way(Channel.EMAIL, "hien@vi.du"), CHAT], [OWN, CHAT]),
        (None, [CHAT], [CHAT]),
        (None, [Way(Channel.EMAIL, ""), CHAT], [CHAT]),
        ("hien@localhost", [CHAT], [CHAT]),
        (None, [], [Way(Channel.EMAIL, "hien@localhost")]),
        (None, [Way(Channel.EMAIL, "")], [Way(Channel.EMAIL, "hien@localhost")]),
        ("thu-ky@localhost", [], [Way(Channel.EMAIL, "thu-ky@localhost")]),
    ],
)
def test_the_own_address_stands_first_unless_it_has_a_place_and_the_folder_is_for_who_has_no_way(
    email: str | None, listed: list[Way], expected: list[Way]
) -> None:
    assert list(ways_to(person(email), contacts(*listed))) == expected


def test_a_channel_rests_after_some_failures_and_longer_after_each() -> None:
    state = ChannelState(channel=Channel.ZALO)
    rests: list[timedelta | None] = []
    for _ in range(12):
        state = after_failure(state, REST, now=NOW, error="x")
        rests.append(state.next_try_at - NOW if state.next_try_at is not None else None)
    minutes = [None if rest is None else rest // timedelta(minutes=1) for rest in rests]
    assert minutes == [None, None, 5, 10, 20, 40, 80, 160, 320, 360, 360, 360]
    assert state.failures == 12
    assert is_resting(state, NOW + timedelta(minutes=359))
    assert not is_resting(state, NOW + timedelta(minutes=360))
    assert after_success(state) == ChannelState(channel=Channel.ZALO)


def test_a_thousand_failures_rest_no_longer_than_the_longest() -> None:
    state = after_failure(ChannelState(channel=Channel.SMS, failures=1000), REST, now=NOW, error="x")
    assert state.next_try_at == NOW + REST.longest


def test_what_the_service_asks_for_wins_over_a_shorter_rest() -> None:
    asked = after_failure(ChannelState(channel=Channel.ZALO), REST, now=NOW, error="x", ask=timedelta(seconds=30))
    assert asked.next_try_at == NOW + timedelta(seconds=30)
    longer = after_failure(
        ChannelState(channel=Channel.ZALO, failures=2), REST, now=NOW, error="x", ask=timedelta(seconds=30)
    )
    assert longer.next_try_at == NOW + timedelta(minutes=5)


def test_a_code_is_good_on_its_channel_once_and_in_time() -> None:
    pairing = Pairing(code="ABCD2345", person_id=1, channel=Channel.ZALO, expires_at=NOW)
    assert pairing.is_good(Channel.ZALO, NOW - timedelta(seconds=1))
    assert not pairing.is_good(Channel.ZALO, NOW)
    assert not pairing.is_good(Channel.TELEGRAM, NOW - timedelta(seconds=1))
