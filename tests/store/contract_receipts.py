"""What every store of receipts must hold."""

from dataclasses import replace
from datetime import date, timedelta

from store.samples import NOW, Office, a_slot, open_office

from dondoc.core.answer import Receipt, ReceiptKind
from dondoc.core.task import Assignee
from dondoc.usecases.ports import Begin


def a_receipt(office: Office, **fields: object) -> Receipt:
    values: dict[str, object] = {
        "id": 0,
        "slot_id": office.slot.id,
        "person_id": office.person.id,
        "kind": ReceiptKind.ACKNOWLEDGED,
        "at": NOW,
    }
    return Receipt(**values | fields)


class ReceiptsContract:
    def test_a_receipt_comes_back_as_it_was_said(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            later = a_receipt(office, kind=ReceiptKind.SNOOZED, until=date(2024, 9, 20))
            stored = work.receipts.add(later)
            assert stored == replace(later, id=stored.id)
        with begin() as work:
            assert work.receipts.of_slots() == {office.slot.id: [stored]}

    def test_receipts_stand_by_slot_in_the_order_in_which_they_were_said(self, begin: Begin) -> None:
        with begin() as work:
            office = open_office(work)
            other = work.slots.add_many([a_slot(office.commitment, ordinal=2, assignee=_person(office))])[0]
            second = work.receipts.add(a_receipt(office, at=NOW + timedelta(days=1)))
            first = work.receipts.add(a_receipt(office))
            same_time = work.receipts.add(a_receipt(office, kind=ReceiptKind.SNOOZED, until=date(2024, 9, 2)))
            elsewhere = work.receipts.add(a_receipt(office, slot_id=other.id))
            assert work.receipts.of_slots([office.slot.id]) == {office.slot.id: [first, same_time, second]}
            assert work.receipts.of_slots() == {office.slot.id: [first, same_time, second], other.id: [elsewhere]}
            assert work.receipts.of_slots([]) == {}
            assert work.receipts.of_slots([99]) == {}


def _person(office: Office) -> Assignee:
    return Assignee(unit_id=office.unit.id, person_id=office.person.id)
