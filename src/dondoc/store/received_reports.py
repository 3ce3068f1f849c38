"""Reports that units sent in as files."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from dondoc.core.period import DateRange
from dondoc.core.received import ReceivedReport
from dondoc.store import tables as t
from dondoc.store.batches import add_row, fields_from, fields_of, fields_to, rows_in

_PLAIN = fields_of(ReceivedReport, without=["id", "window"])


class SqlReceivedReports:
    """`ports.ReceivedReports` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, report: ReceivedReport) -> bool:
        """Store; False when the unit's very file is there already."""
        table = t.received_reports
        is_it = (table.c.unit_id == report.unit_id) & (table.c.file_sha256 == report.file_sha256)
        if self._connection.execute(select(table.c.id).where(is_it)).first() is not None:
            return False
        window = {"window_start": report.window.start, "window_end": report.window.end}
        add_row(self._connection, table, fields_to(report, _PLAIN) | window)
        return True

    def all(self, unit_ids: Iterable[int] | None = None) -> list[ReceivedReport]:
        """In the order in which they came."""
        table = t.received_reports
        rows = rows_in(self._connection, select(table).order_by(table.c.id), table.c.unit_id, unit_ids)
        return [
            ReceivedReport(id=row.id, window=DateRange(row.window_start, row.window_end), **fields_from(row, _PLAIN))
            for row in rows
        ]
