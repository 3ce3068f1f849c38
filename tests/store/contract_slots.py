"""What every store of slots must hold."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.samples import NOW, a_commitment, a_slot, open_office, slots

from dondoc.core.period import DateRange
from dondoc.core.task import Assignee, Attestation, Status
from dondoc.core.unit import Unit
from dondoc.errors import NotFound
from dondoc.usecases.ports import Begin


class SlotsContract:
    def test_planning_the_same_slots_again_adds_only_the_new_ones(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            months = [
                a_slot(office.commitment, ordinal=month, window=DateRange(date(2025, month, 1), date(2025, month, 28)))
                for month in range(1, 13)
            ]
            added = work.slots.add_many(months[:6])
            assert [replace(slot, id=0) for slot in added] == months[:6]
            again = work.slots.add_many([*months, months[0], months[11]])
            assert [replace(slot, id=0) for slot in again] == months[6:]
            assert work.slots.add_many(months) == []
            assert work.slots.add_many([]) == []
            assert work.slots.of() == {office.commitment.id: [office.slot, added[0], *added[1:], *again]}

    def test_another_assignee_has_his_own_slot(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            person = Assignee(unit_id=office.unit.id, person_id=office.person.id)
            added = work.slots.add_many([replace(office.slot, id=0, assignee=person)])
            assert [slot.assignee for slot in added] == [person]
            assert work.slots.get(added[0].id) == added[0]

    def test_slots_are_grouped_by_commitment_and_ordered_by_ordinal(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            other, bare = work.commitments.add_many([a_commitment(office.unit), a_commitment(office.unit)])
            window = DateRange(date(2025, 1, 1), date(2025, 2, 1))
            second, first = work.slots.add_many([a_slot(other, ordinal=2), a_slot(other, ordinal=1, window=window)])
            assert work.slots.of([other.id, bare.id]) == {other.id: [first, second]}
            assert work.slots.of([]) == {}

    def test_an_update_replaces_outcome_partners_and_attestation(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            partner = work.units.add(Unit(id=0, code="KHO", name="Tổ kho"))
            done = replace(
                office.slot,
                status=Status.DONE,
                done_on=date(2024, 9, 12),
                decided_at=NOW,
                decided_by="thu-ky",
                partners=(partner.id, office.unit.id),
                attestation=Attestation(by="chu-tich", on=date(2024, 9, 13), words=""),
            )
            work.slots.update_many([done])
            assert work.slots.get(office.slot.id) == done
            work.slots.update_many([office.slot])
            assert work.slots.get(office.slot.id) == office.slot

    def test_an_unknown_slot_is_named(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            for act in (lambda: work.slots.get(99), lambda: work.slots.update_many([replace(office.slot, id=99)])):
                with pytest.raises(NotFound) as missing:
                    act()
                assert (missing.value.message_code, missing.value.params) == ("slot.unknown", {"id": 99})

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_whatever_was_planned_comes_back_exactly(self, begin: Begin, data: st.DataObject) -> None:
        with begin() as work:
            unit = work.units.by_code("CDX") or open_office(work).unit
            commitment = work.commitments.add_many([a_commitment(unit)])[0]
            added = work.slots.add_many([data.draw(slots(commitment, unit.id))])
        with begin() as work:
            assert work.slots.get(added[0].id) == added[0]
