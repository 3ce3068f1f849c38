"""What every store of messages that came back must hold."""

from dataclasses import replace

import pytest
from store.samples import NOW, an_activity, open_office

from dondoc.core.activity import Evidence, EvidenceKind
from dondoc.core.inbound import Inbound, InboundState
from dondoc.core.notice import Channel
from dondoc.errors import NotFound
from dondoc.usecases.ports import Begin


def a_message(**fields: object) -> Inbound:
    values: dict[str, object] = {
        "id": 0,
        "channel": Channel.EMAIL,
        "source": "hop@thu.test/INBOX;7",
        "message_key": "12 <mot@thu.test>",
        "sender": "hien@thu.test",
        "subject": "Trả lời: việc cần làm",
        "sha256": "a" * 64,
        "received_at": NOW,
    }
    return Inbound(**values | fields)


class InboundContract:
    def test_a_message_comes_back_as_it_was_kept(self, begin: Begin) -> None:
        with begin() as work:
            kept = work.inbound.add(a_message())
        assert kept is not None
        with begin() as work:
            assert work.inbound.get(kept.id) == kept == replace(a_message(), id=kept.id)
            assert work.inbound.known("hop@thu.test/INBOX;7", "12 <mot@thu.test>") == kept
            assert work.inbound.known("hop@thu.test/INBOX;8", "12 <mot@thu.test>") is None

    def test_one_source_gives_a_key_once(self, begin: Begin) -> None:
        with begin() as work:
            assert work.inbound.add(a_message()) is not None
            assert work.inbound.add(a_message(subject="khác")) is None
            assert work.inbound.add(a_message(source="hop@thu.test/INBOX;8")) is not None
        with begin() as work:
            assert [m.subject for m in work.inbound.in_states()] == ["Trả lời: việc cần làm"] * 2

    def test_what_became_of_it_is_kept(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            activity = work.activities.add(an_activity(office.unit))
            kept = work.inbound.add(a_message())
            assert kept is not None
            changed = replace(
                kept,
                state=InboundState.DISMISSED,
                person_id=office.person.id,
                slot_id=office.slot.id,
                activity_id=activity.id,
                reason="đã xử lý qua điện thoại",
                decided_at=NOW,
                decided_by="thuky",
            )
            work.inbound.update(changed)
        with begin() as work:
            assert work.inbound.get(kept.id) == changed

    def test_messages_are_found_by_state_oldest_first(self, begin: Begin) -> None:
        with begin() as work:
            for number, state in enumerate(InboundState):
                work.inbound.add(a_message(message_key=str(number), state=state))
        with begin() as work:
            waiting = work.inbound.in_states([InboundState.QUARANTINED, InboundState.TO_SORT])
            assert [m.state for m in waiting] == [InboundState.TO_SORT, InboundState.QUARANTINED]
            assert len(work.inbound.in_states()) == len(InboundState)
            assert work.inbound.in_states([]) == []

    def test_a_message_id_is_found_in_every_source_and_its_signs_mean_themselves(self, begin: Begin) -> None:
        with begin() as work:
            work.inbound.add(a_message(message_key="1 <a_b%c@thu.test>"))
            work.inbound.add(a_message(message_key="2 <axbyc@thu.test>"))
            work.inbound.add(a_message(source="hop@thu.test/INBOX;8", message_key="9 <a_b%c@thu.test>"))
        with begin() as work:
            found = work.inbound.with_key_end(" <a_b%c@thu.test>")
            assert [m.message_key for m in found] == ["1 <a_b%c@thu.test>", "9 <a_b%c@thu.test>"]

    def test_a_file_is_known_once_it_is_evidence(self, begin: Begin) -> None:
        with begin() as work:
            activity = work.activities.add(an_activity(open_office(work).unit))
            assert not work.inbound.has_file("b" * 64)
            proof = Evidence(
                id=0,
                activity_id=activity.id,
                kind=EvidenceKind.FILE,
                label="anh.jpg",
                sha256="b" * 64,
                received_at=NOW,
            )
            work.activities.add_evidence(proof)
            assert work.inbound.has_file("b" * 64)

    def test_a_message_that_is_not_there_is_named(self, begin: Begin) -> None:
        with begin() as work, pytest.raises(NotFound) as missing:
            work.inbound.get(404)
        assert missing.value.message_code == "inbound.unknown"
        with begin() as work, pytest.raises(NotFound):
            work.inbound.update(a_message(id=404))
