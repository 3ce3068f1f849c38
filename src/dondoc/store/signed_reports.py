"""Signed files of reports, with what differs from the stored version."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.core.report_edit import SignedReport, TextChange
from dondoc.store import tables as t
from dondoc.store.batches import (
    Values,
    add_row,
    fields_from,
    fields_of,
    fields_to,
    grouped,
    replace_children,
    rows_in,
    update_rows,
)

_PLAIN = fields_of(SignedReport, without=["changes"])


class SqlSignedReports:
    """`ports.SignedReports` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, signed: SignedReport) -> None:
        """Store, or replace by report."""
        table, values = t.signed_reports, fields_to(signed, _PLAIN)
        is_it = table.c.report_id == signed.report_id
        known = self._connection.execute(select(table.c.id).where(is_it)).scalar_one_or_none()
        if known is None:
            known = add_row(self._connection, table, values)
        else:
            update_rows(self._connection, table, {known: values}, unknown="report.unknown")
        rows = [{"position": position} | _values(one) for position, one in enumerate(signed.changes)]
        replace_children(self._connection, t.signed_changes, "signed_id", {known: rows})

    def of(self, report_ids: Iterable[int] | None = None) -> dict[int, SignedReport]:
        """By report; all when None; reports without a signed file are absent."""
        table, children = t.signed_reports, t.signed_changes
        rows = rows_in(self._connection, select(table).order_by(table.c.id), table.c.report_id, report_ids)
        ordered = select(children).order_by(children.c.position)
        changes = grouped(
            rows_in(self._connection, ordered, children.c.signed_id, [row.id for row in rows]), "signed_id"
        )
        return {
            row.report_id: SignedReport(
                changes=tuple(_change(one) for one in changes.get(row.id, [])), **fields_from(row, _PLAIN)
            )
            for row in rows
        }


def _values(change: TextChange) -> Values:
    return {
        "change": change.kind,
        "words_before": change.before,
        "words_after": change.after,
        "codes": change.codes,
        "is_promise": change.is_promise,
        "figures": tuple(words for pair in change.figures for words in pair),
    }


def _change(row: Row[Any]) -> TextChange:
    flat = row.figures
    return TextChange(
        kind=row.change,
        before=row.words_before,
        after=row.words_after,
        codes=row.codes,
        is_promise=row.is_promise,
        figures=tuple(zip(flat[::2], flat[1::2], strict=True)),
    )
