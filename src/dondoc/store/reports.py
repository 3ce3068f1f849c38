"""Reports that dondoc wrote, with the hashes of what was printed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.core.period import DateRange
from dondoc.core.report import ReportPlan, WrittenReport
from dondoc.errors import Conflict
from dondoc.store import tables as t
from dondoc.store.batches import (
    Values,
    add_unless_known,
    fields_from,
    fields_of,
    fields_to,
    grouped,
    replace_children,
    update_rows,
)


class SqlReports:
    """`ports.Reports` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, report: WrittenReport) -> WrittenReport:
        """Store a new version.

        Raises:
            Conflict: `report.exists` when this version of that report is stored already.
        """
        report_id = add_unless_known(self._connection, t.written_reports, _values(report))
        if report_id is None:
            raise Conflict(code="report.exists", period=report.plan.period.code, version=report.version)
        added = replace(report, id=report_id)
        self._write_outputs(added, is_new=True)
        return added

    def update(self, report: WrittenReport) -> None:
        """Replace by id."""
        update_rows(self._connection, t.written_reports, {report.id: _values(report)}, unknown="report.unknown")
        self._write_outputs(report)

    def all(self) -> list[WrittenReport]:
        """Every version, oldest first."""
        outputs = t.report_outputs
        by_report = grouped(self._connection.execute(select(outputs).order_by(outputs.c.position)), "report_id")
        rows = self._connection.execute(select(t.written_reports).order_by(t.written_reports.c.id))
        return [_report(row, by_report.get(row.id, [])) for row in rows]

    def _write_outputs(self, report: WrittenReport, *, is_new: bool = False) -> None:
        templates = dict(report.templates)
        outputs = [
            {"position": position, "format": kind, "sha256": sha256, "template": templates.get(kind)}
            for position, (kind, sha256) in enumerate(report.outputs)
        ]
        replace_children(self._connection, t.report_outputs, "report_id", {report.id: outputs}, is_new=is_new)


#: Columns that are named and typed as the fields of `WrittenReport`.
_PLAIN_FIELDS = fields_of(WrittenReport, without=["id", "plan", "outputs", "templates"])


def _values(report: WrittenReport) -> Values:
    plan = report.plan
    return fields_to(report, _PLAIN_FIELDS) | {
        "unit_id": plan.unit_id,
        "kind": plan.kind,
        "period": plan.period,
        "window_start": plan.window.start,
        "window_end": plan.window.end,
        "cut_off": plan.cut_off,
    }


def _report(row: Row[Any], outputs: Iterable[Row[Any]]) -> WrittenReport:
    printed = list(outputs)
    return WrittenReport(
        id=row.id,
        plan=ReportPlan(
            unit_id=row.unit_id,
            kind=row.kind,
            period=row.period,
            window=DateRange(row.window_start, row.window_end),
            cut_off=row.cut_off,
        ),
        outputs=tuple((output.format, output.sha256) for output in printed),
        templates=tuple((output.format, output.template) for output in printed if output.template),
        **fields_from(row, _PLAIN_FIELDS),
    )
