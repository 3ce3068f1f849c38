"""Points that people gave in a grading table."""

from datetime import datetime

from sqlalchemy import Connection, and_, select

from dondoc.core.grading import Mark
from dondoc.core.period import Period
from dondoc.store import tables as t
from dondoc.store.batches import add_row, fields_from, fields_of, fields_to, update_rows

_TABLE = t.grade_marks
_PLAIN = fields_of(Mark)


class SqlGradeMarks:
    """`ports.GradeMarks` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, unit_id: int, period: Period, scheme: str) -> list[Mark]:
        """All of a table, the unit's own before the superior's, in order of the criteria's codes."""
        c = _TABLE.c
        wanted = and_(c.unit_id == unit_id, c.period == period, c.scheme == scheme)
        rows = self._connection.execute(select(_TABLE).where(wanted).order_by(c.is_superior, c.criterion))
        return [Mark(**fields_from(row, _PLAIN)) for row in rows]

    def put(self, unit_id: int, period: Period, scheme: str, mark: Mark, *, at: datetime) -> None:
        """Store, or replace by criterion and who gives it."""
        c = _TABLE.c
        is_it = and_(
            c.unit_id == unit_id,
            c.period == period,
            c.scheme == scheme,
            c.criterion == mark.criterion,
            c.is_superior == mark.is_superior,
        )
        values = fields_to(mark, _PLAIN) | {"unit_id": unit_id, "period": period, "scheme": scheme, "at": at}
        known = self._connection.execute(select(c.id).where(is_it)).scalar_one_or_none()
        if known is None:
            add_row(self._connection, _TABLE, values)
        else:
            update_rows(self._connection, _TABLE, {known: values}, unknown="report.unknown")
