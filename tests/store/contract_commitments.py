"""What every store of commitments must hold."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.samples import NOW, SEPTEMBER, a_commitment, commitments, open_office

from dondoc.core.commitment import Amendment, AmendmentKind
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.task import Status
from dondoc.core.unit import Unit
from dondoc.errors import NotFound
from dondoc.usecases.ports import Begin

THIRD = Target(
    comparator=Comparator.AT_MOST,
    value=Decimal("0.10"),
    unit="vụ",
    percent=True,
    aggregate=Aggregate.LATEST,
    per=Per.ASSIGNEE,
    role=Role.CAP,
)
TREES = Target(comparator=Comparator.AT_LEAST, value=Decimal(12), unit="cây")


class CommitmentsContract:
    def test_new_ones_come_back_in_order_with_their_targets(self, begin: Begin) -> None:
        with begin() as work:
            unit = open_office(work).unit
            wanted = [
                a_commitment(unit, text=f"việc {number}", targets=(TREES, THIRD)[: number % 3], window=SEPTEMBER)
                for number in range(1200)
            ]
            added = work.commitments.add_many(wanted)
        with begin() as work:
            stored = work.commitments.all()[1:]
            assert stored == added
            assert [replace(commitment, id=0) for commitment in stored] == wanted

    def test_an_empty_list_adds_and_updates_nothing(self, begin: Begin) -> None:
        with begin() as work:
            open_office(work)
            assert work.commitments.add_many([]) == []
            work.commitments.update_many([])
            assert len(work.commitments.all()) == 1

    def test_an_update_replaces_fields_and_targets_of_those_only(self, begin: Begin) -> None:
        with begin() as work:
            unit = open_office(work).unit
            first, second, third = work.commitments.add_many(
                [a_commitment(unit, text=str(number), targets=(TREES,)) for number in range(3)]
            )
            changed = [
                replace(third, code="CDX-2024-H2-03", targets=(THIRD, TREES), status=Status.OPEN, confirmed_at=NOW),
                replace(first, code="CDX-2024-H2-01", targets=(), parent_id=third.id),
            ]
            work.commitments.update_many(changed)
            assert work.commitments.get(third.id) == changed[0]
            assert work.commitments.get(first.id) == changed[1]
            assert work.commitments.get(second.id) == second

    def test_an_unknown_one_is_named_and_nothing_is_changed(self, begin: Begin) -> None:
        with begin() as work:
            known = open_office(work).commitment
            with pytest.raises(NotFound) as missing:
                work.commitments.update_many([replace(known, text="mới"), replace(known, id=99)])
            assert (missing.value.message_code, missing.value.params) == ("commitment.unknown", {"id": 99})
            assert work.commitments.get(known.id) == known
            with pytest.raises(NotFound):
                work.commitments.get(99)

    def test_a_code_is_found_without_regard_to_case_and_drafts_share_the_empty_one(self, begin: Begin) -> None:
        with begin() as work:
            unit = open_office(work).unit
            added = work.commitments.add_many([a_commitment(unit, code="CDX-2024-H2-01"), a_commitment(unit)])
            assert work.commitments.by_code("cdx-2024-h2-01") == added[0]
            assert work.commitments.by_code("CDX-2024-H2-02") is None
            assert work.commitments.by_code("") is None

    def test_those_of_a_document_come_in_the_order_of_its_text(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            late, early, _by_hand = work.commitments.add_many(
                [
                    a_commitment(office.unit, document_id=office.document.id, start=90, end=99),
                    a_commitment(office.unit, document_id=office.document.id, start=50, end=60),
                    a_commitment(office.unit),
                ]
            )
            assert work.commitments.of_document(office.document.id) == [office.commitment, early, late]
            assert work.commitments.of_document(99) == []

    def test_all_may_be_narrowed_to_units(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            other = work.units.add(Unit(id=0, code="KHO", name="Tổ kho"))
            mine = work.commitments.add_many([a_commitment(other), a_commitment(other)])
            assert work.commitments.all([other.id]) == mine
            assert work.commitments.all([other.id, office.unit.id, other.id]) == [office.commitment, *mine]
            assert work.commitments.all([]) == []

    def test_a_number_is_given_once_for_each_prefix(self, begin: Begin) -> None:
        with begin() as work:
            assert [work.commitments.take_number("CDX-2024-H2") for _ in range(3)] == [1, 2, 3]
            assert work.commitments.take_number("CDX-2025-H1") == 1
        with begin() as work:
            assert work.commitments.take_number("cdx-2024-h2") == 4

    def test_amendments_come_oldest_first_with_both_values(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            newer = work.commitments.add_amendment(
                Amendment(
                    id=0,
                    commitment_id=office.commitment.id,
                    kind=AmendmentKind.RETARGET,
                    reason="Mưa bão",
                    basis="CV 5",
                    approver="chu-tich",
                    at=NOW,
                    old_targets=(TREES, THIRD),
                    new_targets=(THIRD,),
                    old_owner="Tổ một",
                    new_owner="Tổ hai",
                )
            )
            older = work.commitments.add_amendment(
                Amendment(
                    id=0,
                    commitment_id=office.commitment.id,
                    kind=AmendmentKind.EXTEND,
                    reason="",
                    approver="chu-tich",
                    at=NOW - timedelta(days=1),
                    old_due=date(2024, 9, 30),
                    new_due=date(2024, 10, 31),
                )
            )
            assert work.commitments.amendments() == {office.commitment.id: [older, newer]}
            assert work.commitments.amendments([office.commitment.id, 99]) == {office.commitment.id: [older, newer]}
            assert work.commitments.amendments([]) == {}

    def test_confirmed_ones_are_found_by_what_they_continue(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            old = office.commitment
            plain = a_commitment(office.unit, targets=(TREES,), continues_id=old.id)
            wanted = [
                replace(plain, code=f"CDX-2025-H1-{n:02}", status=status)
                for n, status in enumerate((Status.OPEN, Status.REJECTED, Status.OPEN), 1)
            ]
            first, _, last = work.commitments.add_many(wanted)
        with begin() as work:
            assert work.commitments.continuing([old.id, first.id, 99]) == {old.id: [first, last]}
            assert work.commitments.continuing([]) == {}

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_whatever_was_read_comes_back_exactly(self, begin: Begin, data: st.DataObject) -> None:
        with begin() as work:
            unit = work.units.by_code("CDX") or open_office(work).unit
            added = work.commitments.add_many([data.draw(commitments(unit.id))])
        with begin() as work:
            assert work.commitments.get(added[0].id) == added[0]
