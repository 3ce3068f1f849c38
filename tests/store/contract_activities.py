"""What every store of activities and evidence must hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.samples import NOW, a_slot, activities, an_activity, open_office

from dondoc.core.activity import ActivityLink, Evidence, EvidenceKind, EvidenceState
from dondoc.core.period import DateRange
from dondoc.core.unit import Unit
from dondoc.errors import NotFound
from dondoc.usecases.ports import Begin


def a_proof(activity_id: int, **fields: object) -> Evidence:
    values: dict[str, object] = {
        "id": 0,
        "activity_id": activity_id,
        "kind": EvidenceKind.LINK,
        "label": "https://office.invalid/anh",
        "received_at": NOW,
    }
    return Evidence(**values | fields)


class ActivitiesContract:
    def test_an_activity_comes_back_with_its_links_in_order(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            links = (
                ActivityLink(slot_id=office.slot.id, share=Decimal("0.30"), target=1),
                ActivityLink(slot_id=office.slot.id),
            )
            added = work.activities.add(an_activity(office.unit, quantity=Decimal("5.50"), links=links))
        with begin() as work:
            assert work.activities.get(added.id) == added
            assert added.links == links
            assert work.activities.all() == [added]

    def test_an_update_replaces_fields_and_links(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            link = ActivityLink(slot_id=office.slot.id)
            added = work.activities.add(an_activity(office.unit, links=(link,)))
            changed = replace(added, links=(), words="Sửa lại", money=Decimal("1500000"), people=40)
            work.activities.update(changed)
            assert work.activities.get(added.id) == changed
            assert work.activities.of_slots() == {}

    def test_a_link_is_added_once(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            added = work.activities.add(an_activity(office.unit))
            assert work.activities.link(added.id, ActivityLink(slot_id=office.slot.id))
            assert not work.activities.link(added.id, ActivityLink(slot_id=office.slot.id))
            assert work.activities.link(added.id, ActivityLink(slot_id=office.slot.id, target=1))
            assert work.activities.of_slots([office.slot.id]) == {office.slot.id: [work.activities.get(added.id)]}

    def test_activities_are_listed_by_date_and_by_slot(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            other = work.units.add(Unit(id=0, code="KHO", name="Tổ kho"))
            window = DateRange(date(2025, 1, 1), date(2025, 2, 1))
            second_slot, bare = work.slots.add_many(
                [
                    a_slot(office.commitment, window=window),
                    a_slot(office.commitment, window=DateRange(date(2025, 3, 1), date(2025, 4, 1))),
                ]
            )
            both = (ActivityLink(slot_id=second_slot.id), ActivityLink(slot_id=office.slot.id))
            late = work.activities.add(an_activity(office.unit, happened_on=date(2024, 9, 20), links=both))
            early = work.activities.add(an_activity(other, happened_on=date(2024, 9, 2), links=both[1:]))
            unplanned = work.activities.add(an_activity(other, happened_on=date(2024, 9, 10), is_unplanned=True))
            assert work.activities.all() == [early, unplanned, late]
            assert work.activities.all([other.id]) == [early, unplanned]
            assert work.activities.all([]) == []
            assert work.activities.of_slots() == {office.slot.id: [early, late], second_slot.id: [late]}
            assert work.activities.of_slots([second_slot.id, bare.id]) == {second_slot.id: [late]}
            assert work.activities.of_slots([]) == {}

    def test_an_unknown_activity_or_proof_is_named(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            known = work.activities.add(an_activity(office.unit))
            acts = {
                "activity.unknown": [
                    lambda: work.activities.get(99),
                    lambda: work.activities.update(replace(known, id=99)),
                ],
                "evidence.unknown": [
                    lambda: work.activities.get_evidence(99),
                    lambda: work.activities.update_evidence(a_proof(known.id, id=99)),
                ],
            }
            for code, calls in acts.items():
                for call in calls:
                    with pytest.raises(NotFound) as missing:
                        call()
                    assert (missing.value.message_code, missing.value.params) == (code, {"id": 99})

    def test_the_same_proof_is_stored_once_for_an_activity(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            first, second = (work.activities.add(an_activity(office.unit)).id for _ in range(2))
            photo = a_proof(first, kind=EvidenceKind.FILE, label="anh.jpg", sha256="a" * 64, size=2**33)
            stored = work.activities.add_evidence(photo)
            assert stored is not None
            assert work.activities.get_evidence(stored.id) == replace(photo, id=stored.id)
            assert work.activities.add_evidence(replace(photo, label="ban-sao.jpg")) is None
            namesake = work.activities.add_evidence(replace(photo, sha256="b" * 64))
            link = work.activities.add_evidence(a_proof(first, label="anh.jpg"))
            assert work.activities.add_evidence(a_proof(first, label="anh.jpg")) is None
            elsewhere = work.activities.add_evidence(replace(photo, activity_id=second))
            assert work.activities.evidence() == {first: [stored, namesake, link], second: [elsewhere]}
            assert work.activities.evidence([second, 99]) == {second: [elsewhere]}
            assert work.activities.with_files(["a" * 64, "c" * 64]) == {"a" * 64: [stored, elsewhere]}
            assert work.activities.with_files([]) == {}

    def test_a_decision_on_evidence_is_kept(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            stored = work.activities.add_evidence(a_proof(work.activities.add(an_activity(office.unit)).id))
            assert stored is not None
            rejected = replace(
                stored, state=EvidenceState.REJECTED, decided_at=NOW, decided_by="thu-ky", reason="Ảnh mờ"
            )
            work.activities.update_evidence(rejected)
            assert work.activities.get_evidence(stored.id) == rejected

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_whatever_happened_comes_back_exactly(self, begin: Begin, data: st.DataObject) -> None:
        with begin() as work:
            unit = work.units.by_code("CDX") or open_office(work).unit
            added = work.activities.add(data.draw(activities(unit.id)))
        with begin() as work:
            stored = work.activities.get(added.id)
            assert stored == added
            assert str(stored.quantity) == str(added.quantity)
