"""What every log of events must hold."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.samples import NOW, WORDS

from dondoc.core.event import GENESIS, Actor, first_broken
from dondoc.errors import Conflict, NotFound
from dondoc.usecases.ports import Begin, Work

CLERK = Actor(name="thu-ky", via="web")


def log(work: Work, stream: str, entity: str = "CDX-2024-H2-01", **payload: object) -> None:
    work.events.append(stream, "slot.done", entity, payload, actor=CLERK, at=NOW)


class EventsContract:
    def test_each_event_is_chained_to_the_one_before_it_in_its_stream(self, begin: Begin) -> None:
        with begin() as work:
            first = work.events.append("CDX", "slot.done", "CDX-1", {"số": 1}, actor=CLERK, at=NOW)
            log(work, "KHO")
        with begin() as work:
            second = work.events.append("CDX", "slot.done", "CDX-2", {"số": 2}, actor=CLERK, at=NOW)
        with begin() as work:
            assert work.events.of_stream("CDX") == [first, second]
            assert (first.seq, first.prev) == (1, GENESIS)
            assert (second.seq, second.prev) == (2, first.hash)
            assert (first.actor, first.via) == ("thu-ky", "web")
            assert work.events.streams() == ["CDX", "KHO"]
            assert all(first_broken(work.events.of_stream(stream)) is None for stream in work.events.streams())
            assert work.events.of_stream("DAN") == []

    def test_the_same_payload_has_another_hash_each_time(self, begin: Begin) -> None:
        with begin() as work:
            log(work, "CDX", words="Có")
            log(work, "CDX", words="Có")
            first, second = work.events.of_stream("CDX")
            assert first.payload_hash != second.payload_hash

    def test_events_of_a_thing_come_oldest_first(self, begin: Begin) -> None:
        with begin() as work:
            log(work, "KHO", "A")
            log(work, "CDX", "B")
            log(work, "CDX", "A")
            found = [(event.stream, event.seq) for event in work.events.of_entity("A")]
            assert found == [("KHO", 1), ("CDX", 2)]
            assert work.events.of_entity("C") == []

    def test_a_payload_comes_back_until_it_is_erased_and_the_chain_holds_on(self, begin: Begin) -> None:
        with begin() as work:
            log(work, "CDX", tên="Người Bình", sỐ=[1, 2.5, None, {"a": True}])
            log(work, "CDX")
            assert work.events.payload("CDX", 1) == {"tên": "Người Bình", "sỐ": [1, 2.5, None, {"a": True}]}
            before = work.events.of_stream("CDX")
            work.events.erase("CDX", 1, by="thu-ky", reason="Theo yêu cầu", law="NĐ 13/2023", at=NOW)
        with begin() as work:
            assert work.events.payload("CDX", 1) is None
            assert work.events.payload("CDX", 2) == {}
            assert work.events.of_stream("CDX") == before
            assert first_broken(before) is None

    def test_what_was_erased_is_not_erased_again(self, begin: Begin) -> None:
        with begin() as work:
            log(work, "CDX")
            work.events.erase("CDX", 1, by="thu-ky", reason="một", law="", at=NOW)
            with pytest.raises(Conflict) as refused:
                work.events.erase("CDX", 1, by="khac", reason="hai", law="", at=NOW + timedelta(days=1))
            assert refused.value.message_code == "event.erased"
            assert refused.value.params == {"stream": "CDX", "seq": 1}

    def test_an_unknown_event_is_named(self, begin: Begin) -> None:
        with begin() as work:
            log(work, "CDX")
            for act in (
                lambda: work.events.payload("CDX", 2),
                lambda: work.events.erase("CDX", 2, by="", reason="", law="", at=NOW),
            ):
                with pytest.raises(NotFound) as missing:
                    act()
                assert missing.value.message_code == "event.unknown"
                assert missing.value.params == {"stream": "CDX", "seq": 2}

    def test_instants_come_back_in_utc(self, begin: Begin) -> None:
        with begin() as work:
            log(work, "CDX")
        with begin() as work:
            kept = work.events.of_stream("CDX")[0]
            assert kept.at == NOW
            assert kept.at.tzinfo is UTC
            assert first_broken([replace(kept, at=NOW)]) is None

    def test_many_things_are_told_of_at_once_with_their_payloads(self, begin: Begin) -> None:
        with begin() as work:
            log(work, "CDX", "A", words="một")
            log(work, "KHO", "B", words="hai")
            log(work, "CDX", "C")
            log(work, "CDX", "A", words="ba")
            work.events.erase("KHO", 1, by="thu-ky", reason="yêu cầu", law="NĐ 13/2023", at=NOW)
        with begin() as work:
            found = work.events.told_of(["A", "B", "Z"])
            assert [(event.entity, payload) for event, payload in found] == [
                ("A", {"words": "một"}), ("B", None), ("A", {"words": "ba"}),
            ]  # fmt: skip
            assert work.events.told_of([]) == []

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        payload=st.dictionaries(
            WORDS,
            st.recursive(
                st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False) | WORDS,
                lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
                max_leaves=6,
            ),
            max_size=4,
        )
    )
    def test_any_payload_comes_back_exactly(self, begin: Begin, payload: dict[str, object]) -> None:
        with begin() as work:
            event = work.events.append("CDX", "slot.done", "A", payload, actor=CLERK, at=NOW)
        with begin() as work:
            assert work.events.payload("CDX", event.seq) == payload
            assert first_broken(work.events.of_stream("CDX")) is None
