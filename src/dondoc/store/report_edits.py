"""What people wrote into the drafts of reports."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, select

from dondoc.core.period import DateRange
from dondoc.core.report import ReportPlan
from dondoc.core.report_edit import ReportEdit
from dondoc.store import tables as t
from dondoc.store.batches import Values, add_row, fields_from, fields_of, fields_to, update_rows

_TABLE = t.report_edits
_PLAIN = fields_of(ReportEdit, without=["id", "plan", "key", "after", "into"])


class SqlReportEdits:
    """`ports.ReportEdits` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, plan: ReportPlan) -> list[ReportEdit]:
        """The edits of a report, whatever its version, in the order in which they were made."""
        rows = self._connection.execute(select(_TABLE).where(_is_of(plan)).order_by(_TABLE.c.id))
        return [_edit(row) for row in rows]

    def put(self, edit: ReportEdit) -> None:
        """Store, or replace by report and key."""
        is_it = and_(_is_of(edit.plan), _TABLE.c.line_key == edit.key)
        known = self._connection.execute(select(_TABLE.c.id).where(is_it)).scalar_one_or_none()
        if known is None:
            add_row(self._connection, _TABLE, _values(edit))
        else:
            update_rows(self._connection, _TABLE, {known: _values(edit)}, unknown="report.unknown")

    def drop(self, plan: ReportPlan, key: str) -> bool:
        """Forget one; False when there was none."""
        is_it = and_(_is_of(plan), _TABLE.c.line_key == key)
        return self._connection.execute(delete(_TABLE).where(is_it)).rowcount > 0


def _is_of(plan: ReportPlan) -> ColumnElement[bool]:
    c = _TABLE.c
    return and_(
        c.unit_id == plan.unit_id,
        c.kind == plan.kind,
        c.period == plan.period,
        c.window_start == plan.window.start,
        c.window_end == plan.window.end,
    )


def _values(edit: ReportEdit) -> Values:
    plan = edit.plan
    return fields_to(edit, _PLAIN) | {
        "line_key": edit.key,
        "stands_after": edit.after,
        "joined_into": edit.into,
        "unit_id": plan.unit_id,
        "kind": plan.kind,
        "period": plan.period,
        "window_start": plan.window.start,
        "window_end": plan.window.end,
        "cut_off": plan.cut_off,
    }


def _edit(row: Row[Any]) -> ReportEdit:
    plan = ReportPlan(
        unit_id=row.unit_id,
        kind=row.kind,
        period=row.period,
        window=DateRange(row.window_start, row.window_end),
        cut_off=row.cut_off,
    )
    plain = fields_from(row, _PLAIN)
    return ReportEdit(id=row.id, plan=plan, key=row.line_key, after=row.stands_after, into=row.joined_into, **plain)
