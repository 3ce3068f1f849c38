"""Slots: one assignee, one window, one commitment; the unique key makes planning them twice harmless."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.core.period import DateRange
from dondoc.core.task import Assignee, Attestation, Slot
from dondoc.errors import NotFound
from dondoc.store import tables as t
from dondoc.store.batches import (
    Values,
    fields_from,
    fields_of,
    fields_to,
    grouped,
    replace_children,
    rows_in,
    update_rows,
    upsert,
)


class SqlSlots:
    """`ports.Slots` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_many(self, slots: Sequence[Slot]) -> list[Slot]:
        """Store new ones; one with the same commitment, window and assignee as a stored one is left out."""
        if not slots:
            return []
        table = t.slots
        # The rows that come back are exactly those that were inserted, in no particular order.
        statement = upsert(self._connection, table).on_conflict_do_nothing().returning(table)
        rows = self._connection.execute(statement, [_values(slot) for slot in slots])
        ids = {(row.commitment_id, row.window_start, row.window_end, row.assignee_key): row.id for row in rows}
        added = []
        for slot in slots:
            key = (slot.commitment_id, slot.window.start, slot.window.end, slot.assignee.key)
            if key in ids:
                added.append(replace(slot, id=ids.pop(key)))
        self._write_partners(added, is_new=True)
        return added

    def update_many(self, slots: Sequence[Slot]) -> None:
        """Replace by id."""
        update_rows(self._connection, t.slots, {slot.id: _values(slot) for slot in slots}, unknown="slot.unknown")
        self._write_partners(slots)

    def get(self, slot_id: int) -> Slot:
        """One slot; NotFound `slot.unknown`."""
        row = self._connection.execute(select(t.slots).where(t.slots.c.id == slot_id)).one_or_none()
        if row is None:
            raise NotFound(code="slot.unknown", id=slot_id)
        return _slot(row, self._partners([slot_id]).get(slot_id, []))

    def of(self, commitment_ids: Iterable[int] | None = None) -> dict[int, list[Slot]]:
        """Slots by commitment in order of ordinal; all of them when None; ids without any are absent."""
        table = t.slots
        rows = rows_in(self._connection, select(table), table.c.commitment_id, commitment_ids)
        rows.sort(key=lambda row: (row.commitment_id, row.ordinal, row.id))
        partners = self._partners(None if commitment_ids is None else [row.id for row in rows])
        found: dict[int, list[Slot]] = {}
        for row in rows:
            found.setdefault(row.commitment_id, []).append(_slot(row, partners.get(row.id, [])))
        return found

    def _partners(self, slot_ids: Iterable[int] | None) -> dict[int, list[Row[Any]]]:
        table = t.slot_partners
        ordered = select(table).order_by(table.c.position)
        return grouped(rows_in(self._connection, ordered, table.c.slot_id, slot_ids), "slot_id")

    def _write_partners(self, slots: Iterable[Slot], *, is_new: bool = False) -> None:
        children = {
            slot.id: [{"position": position, "unit_id": unit} for position, unit in enumerate(slot.partners)]
            for slot in slots
        }
        replace_children(self._connection, t.slot_partners, "slot_id", children, is_new=is_new)


#: Columns that are named and typed as the fields of `Slot`.
_PLAIN_FIELDS = fields_of(Slot, without=["id", "window", "assignee", "partners", "attestation", "continued_by"])


def _values(slot: Slot) -> Values:
    attestation = slot.attestation
    return fields_to(slot, _PLAIN_FIELDS) | {
        "window_start": slot.window.start,
        "window_end": slot.window.end,
        "assignee_unit_id": slot.assignee.unit_id,
        "assignee_person_id": slot.assignee.person_id,
        "assignee_key": slot.assignee.key,
        "attested_by": attestation.by if attestation else None,
        "attested_on": attestation.on if attestation else None,
        "attested_words": attestation.words if attestation else None,
    }


def _slot(row: Row[Any], partners: Iterable[Row[Any]]) -> Slot:
    attested = row.attested_by is not None
    return Slot(
        id=row.id,
        window=DateRange(row.window_start, row.window_end),
        assignee=Assignee(unit_id=row.assignee_unit_id, person_id=row.assignee_person_id),
        partners=tuple(partner.unit_id for partner in partners),
        attestation=Attestation(by=row.attested_by, on=row.attested_on, words=row.attested_words) if attested else None,
        **fields_from(row, _PLAIN_FIELDS),
    )
