"""What every store of wishes for another day must hold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from store.samples import NOW, Office, open_office

from dondoc.core.answer import ExtensionRequest, RequestState
from dondoc.errors import NotFound
from dondoc.usecases.ports import Begin


def a_request(office: Office, **fields: object) -> ExtensionRequest:
    values: dict[str, object] = {
        "id": 0,
        "slot_id": office.slot.id,
        "person_id": office.person.id,
        "until": date(2024, 10, 15),
        "reason": "Mưa bão kéo dài",
        "at": NOW,
    }
    return ExtensionRequest(**values | fields)


class RequestsContract:
    def test_a_wish_comes_back_as_it_was_put_in(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            added = work.requests.add(a_request(office))
        with begin() as work:
            assert work.requests.get(added.id) == a_request(office, id=added.id)

    def test_a_decision_stays_with_the_wish(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            added = work.requests.add(a_request(office))
            decided = replace(
                added,
                state=RequestState.REFUSED,
                decided_at=NOW + timedelta(hours=1),
                decided_by="Chủ Tịch",
                decision_reason="Đã gia hạn một lần",
            )
            work.requests.update(decided)
        with begin() as work:
            assert work.requests.get(added.id) == decided

    def test_wishes_are_found_by_state_and_by_slot_oldest_first(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            first = work.requests.add(a_request(office, state=RequestState.WITHDRAWN))
            second = work.requests.add(a_request(office))
            assert work.requests.all() == [first, second]
            assert work.requests.all(RequestState.WAITING) == [second]
            assert work.requests.of_slots([office.slot.id, 99]) == {office.slot.id: [first, second]}

    def test_a_wish_that_is_not_there_is_said_so(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            with pytest.raises(NotFound) as missing:
                work.requests.get(7)
            with pytest.raises(NotFound) as unknown:
                work.requests.update(a_request(office, id=7))
        assert {missing.value.message_code, unknown.value.message_code} == {"request.unknown"}
