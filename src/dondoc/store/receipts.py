"""Receipts: what people said to reminders, kept as it was said."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.core.answer import Receipt
from dondoc.store import tables as t
from dondoc.store.batches import add_row, fields_from, fields_of, fields_to, grouped, rows_in


class SqlReceipts:
    """`answers_ports.Receipts` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, receipt: Receipt) -> Receipt:
        """Store one."""
        return replace(receipt, id=add_row(self._connection, t.receipts, fields_to(receipt, _NEW)))

    def of_slots(self, slot_ids: Iterable[int] | None = None) -> dict[int, list[Receipt]]:
        """Receipts by slot, oldest first; all of them when None; ids without any are absent."""
        found = rows_in(self._connection, select(t.receipts), t.receipts.c.slot_id, slot_ids)
        rows = grouped(sorted(found, key=lambda row: (row.at, row.id)), "slot_id")
        return {slot_id: [_receipt(row) for row in of_slot] for slot_id, of_slot in rows.items()}


_FIELDS = fields_of(Receipt)
_NEW = fields_of(Receipt, without=["id"])


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(**fields_from(row, _FIELDS))
