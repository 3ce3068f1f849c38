"""The chain of events: whatever is altered, left out or put in is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.event import GENESIS, Event, canonical_json, first_broken, hash_event, hash_payload
from dondoc.core.instants import TIME_ZONE

AT = datetime(2026, 7, 6, 2, tzinfo=UTC)


def chain(length: int = 4) -> list[Event]:
    events: list[Event] = []
    for seq in range(1, length + 1):
        facts = {"seq": seq, "stream": "CD", "at": AT + timedelta(minutes=seq), "actor": "thuky", "via": "cli",
                 "entity": f"CD-{seq}", "payload_version": 1, "payload_hash": "p", "prev":
                 events[-1].hash if events else GENESIS}  # fmt: skip
        hashed = hash_event(**facts, type_="slot.done")  # type: ignore[arg-type]
        events.append(Event(**facts, type="slot.done", hash=hashed))  # type: ignore[arg-type]
    return events


def test_a_chain_as_written_holds() -> None:
    assert first_broken(chain()) is None
    assert first_broken([]) is None


@pytest.mark.parametrize(
    "change",
    [{"actor": "ai do"}, {"type": "slot.waived"}, {"entity": "CD-9"}, {"at": AT}, {"payload_hash": "q"},
     {"prev": GENESIS}, {"seq": 7}, {"stream": "X"}, {"via": "web"}, {"hash": "0"}, {"payload_version": 2}],
)  # fmt: skip
def test_an_altered_event_is_named(change: dict[str, object]) -> None:
    events = chain()
    events[2] = replace(events[2], **change)
    assert first_broken(events) is events[2]


def test_a_missing_and_a_moved_event_are_found() -> None:
    first, second, third, last = chain()
    assert first_broken([first, third, last]) is third
    assert first_broken([second, third, last]) is second
    assert first_broken([first, third, second, last]) is third


def test_the_same_instant_in_another_zone_has_the_same_hash() -> None:
    event = chain(1)[0]
    assert first_broken([replace(event, at=event.at.astimezone(TIME_ZONE))]) is None


@given(st.dictionaries(st.text(max_size=5), st.none() | st.integers() | st.text(max_size=5), max_size=5))
def test_the_order_of_keys_does_not_matter_and_the_salt_does(payload: dict[str, int | str | None]) -> None:
    backwards = dict(reversed(payload.items()))
    assert canonical_json(payload) == canonical_json(backwards)
    assert hash_payload(payload, "a") == hash_payload(backwards, "a") != hash_payload(payload, "b")
