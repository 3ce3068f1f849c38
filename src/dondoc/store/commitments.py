"""Commitments as promised, their targets, their codes, and the amendments that change them later."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from dondoc.core.commitment import Amendment, Commitment
from dondoc.core.period import DateRange
from dondoc.core.target import Target
from dondoc.core.task import Status
from dondoc.errors import NotFound
from dondoc.store import tables as t
from dondoc.store.batches import (
    Values,
    add_row,
    add_rows,
    fields_from,
    fields_of,
    fields_to,
    grouped,
    replace_children,
    rows_in,
    update_rows,
    upsert,
)


def fold(words: str) -> str:
    """Lower case without accents, for searching as people type.

    >>> fold("Đôn đốc")
    'don doc'
    """
    decomposed = unicodedata.normalize("NFD", words.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("đ", "d")


class SqlCommitments:
    """`ports.Commitments` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_many(self, commitments: Sequence[Commitment]) -> list[Commitment]:
        """Store new ones in order. `parent_id` must be that of a stored one."""
        ids = add_rows(self._connection, t.commitments, [_values(commitment) for commitment in commitments])
        added = [replace(commitment, id=new) for commitment, new in zip(commitments, ids, strict=True)]
        self._write_targets(added, is_new=True)
        return added

    def update_many(self, commitments: Sequence[Commitment]) -> None:
        """Replace by id."""
        rows = {commitment.id: _values(commitment) for commitment in commitments}
        update_rows(self._connection, t.commitments, rows, unknown="commitment.unknown")
        self._write_targets(commitments)

    def get(self, commitment_id: int) -> Commitment:
        """One commitment as promised; NotFound `commitment.unknown`."""
        found = self._read(select(t.commitments).where(t.commitments.c.id == commitment_id))
        if not found:
            raise NotFound(code="commitment.unknown", id=commitment_id)
        return found[0]

    def by_code(self, code: str) -> Commitment | None:
        """The commitment with this code, without regard to case."""
        if not code:
            return None
        found = self._read(select(t.commitments).where(func.lower(t.commitments.c.code) == func.lower(code)))
        return found[0] if found else None

    def of_document(self, document_id: int) -> list[Commitment]:
        """Those read from a document, in the order of its text."""
        columns = t.commitments.c
        statement = select(t.commitments).where(columns.document_id == document_id)
        return self._read(statement.order_by(columns.span_start, columns.id))

    def all(self, unit_ids: Iterable[int] | None = None) -> list[Commitment]:
        """All, drafts and rejected ones too; or those of some units."""
        rows = rows_in(self._connection, select(t.commitments), t.commitments.c.unit_id, unit_ids)
        return self._values_of(sorted(rows, key=lambda row: row.id), every=unit_ids is None)

    def continuing(self, commitment_ids: Iterable[int]) -> dict[int, list[Commitment]]:
        """Confirmed ones that continue these, by the id of the one continued, by id; ids without any are absent."""
        columns = t.commitments.c
        confirmed = select(t.commitments).where(columns.status == Status.OPEN)
        rows = rows_in(self._connection, confirmed, columns.continues_id, commitment_ids)
        found: dict[int, list[Commitment]] = {}
        for commitment in self._values_of(sorted(rows, key=lambda row: row.id)):
            found.setdefault(commitment.continues_id or 0, []).append(commitment)
        return found

    def take_number(self, prefix: str) -> int:
        """The next number for codes that begin so, from 1; a number once taken is never given again."""
        statement = upsert(self._connection, t.code_numbers)
        counting = statement.on_conflict_do_update(
            index_elements=["prefix"], set_={"last": t.code_numbers.c.last + 1}
        ).returning(t.code_numbers.c.last)
        # Codes are unique without regard to case, so their numbers are counted without it.
        return int(self._connection.execute(counting, [{"prefix": prefix.lower(), "last": 1}]).scalar_one())

    def add_amendment(self, amendment: Amendment) -> Amendment:
        """Store one."""
        values = fields_to(amendment, _AMENDMENT_FIELDS)
        added = replace(amendment, id=add_row(self._connection, t.amendments, values))
        sides = [
            _target_values(target, position) | {"is_new": is_new}
            for is_new, targets in ((False, amendment.old_targets), (True, amendment.new_targets))
            for position, target in enumerate(targets)
        ]
        replace_children(self._connection, t.amendment_targets, "amendment_id", {added.id: sides}, is_new=True)
        return added

    def amendments(self, commitment_ids: Iterable[int] | None = None) -> dict[int, list[Amendment]]:
        """Amendments by commitment, oldest first; ids without any are absent."""
        table = t.amendments
        rows = rows_in(self._connection, select(table), table.c.commitment_id, commitment_ids)
        rows.sort(key=lambda row: (row.at, row.id))
        children = t.amendment_targets
        of_rows = None if commitment_ids is None else [row.id for row in rows]
        target_rows = rows_in(
            self._connection, select(children).order_by(children.c.position), children.c.amendment_id, of_rows
        )
        targets = grouped(target_rows, "amendment_id")
        found: dict[int, list[Amendment]] = {}
        for row in rows:
            found.setdefault(row.commitment_id, []).append(_amendment(row, targets.get(row.id, [])))
        return found

    def _write_targets(self, commitments: Iterable[Commitment], *, is_new: bool = False) -> None:
        children = {
            commitment.id: [_target_values(target, position) for position, target in enumerate(commitment.targets)]
            for commitment in commitments
        }
        replace_children(self._connection, t.targets, "commitment_id", children, is_new=is_new)

    def _read(self, statement: Select[Any]) -> list[Commitment]:
        return self._values_of(list(self._connection.execute(statement)))

    def _values_of(self, rows: list[Row[Any]], *, every: bool = False) -> list[Commitment]:
        ids = None if every else [row.id for row in rows]
        ordered = select(t.targets).order_by(t.targets.c.position)
        targets = grouped(rows_in(self._connection, ordered, t.targets.c.commitment_id, ids), "commitment_id")
        return [_commitment(row, targets.get(row.id, [])) for row in rows]


#: Columns that are named and typed as the fields of the values.
_PLAIN_FIELDS = fields_of(Commitment, without=["id", "start", "end", "window", "targets"])
_AMENDMENT_FIELDS = fields_of(Amendment, without=["id", "old_targets", "new_targets"])
_TARGET_FIELDS = fields_of(Target)


def _values(commitment: Commitment) -> Values:
    return fields_to(commitment, _PLAIN_FIELDS) | {
        "span_start": commitment.start,
        "span_end": commitment.end,
        "display_folded": fold(commitment.display),
        "window_start": commitment.window.start if commitment.window else None,
        "window_end": commitment.window.end if commitment.window else None,
    }


def _commitment(row: Row[Any], targets: Iterable[Row[Any]]) -> Commitment:
    return Commitment(
        id=row.id,
        start=row.span_start,
        end=row.span_end,
        window=DateRange(row.window_start, row.window_end) if row.window_start else None,
        targets=tuple(_target(target) for target in targets),
        **fields_from(row, _PLAIN_FIELDS),
    )


def _target_values(target: Target, position: int) -> Values:
    return {"position": position} | fields_to(target, _TARGET_FIELDS)


def _target(row: Row[Any]) -> Target:
    return Target(**fields_from(row, _TARGET_FIELDS))


def _amendment(row: Row[Any], targets: Sequence[Row[Any]]) -> Amendment:
    return Amendment(
        id=row.id,
        old_targets=tuple(_target(target) for target in targets if not target.is_new),
        new_targets=tuple(_target(target) for target in targets if target.is_new),
        **fields_from(row, _AMENDMENT_FIELDS),
    )
