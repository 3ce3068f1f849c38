"""Slots of scheduled jobs: the unique key and the lease make a late or doubled run a no-op."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select, update

from dondoc.core.report import JobRun, JobState
from dondoc.store import tables as t
from dondoc.store.batches import Values, add_unless_known, fields_from, fields_of


class SqlJobs:
    """`ports.Jobs` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, job: str, slot: str, scope: str, *, token: str, now: datetime, lease: timedelta) -> JobRun | None:
        """Begin (or take over after a failure or an expired lease); None when done or in another's hands."""
        columns = t.job_runs.c
        held: Values = {"state": JobState.RUNNING, "lease_token": token, "lease_until": now + lease, "outcome": ""}
        run = {"job": job, "slot": slot, "scope": scope, "attempt": 1} | held
        same = and_(columns.job == job, columns.slot == slot, columns.scope == scope)
        if add_unless_known(self._connection, t.job_runs, run) is None:
            free = or_(
                columns.state == JobState.FAILED,
                and_(columns.state == JobState.RUNNING, columns.lease_until < now),
            )
            taken = self._connection.execute(
                update(t.job_runs).where(same, free).values(attempt=columns.attempt + 1, **held)
            )
            if taken.rowcount == 0:
                return None
        return _run(self._connection.execute(select(t.job_runs).where(same)).one())

    def finish(self, run_id: int, *, token: str, outcome: str) -> bool:
        """Mark done; False when the token no longer holds."""
        return self._let_go(run_id, token, JobState.DONE, outcome)

    def fail(self, run_id: int, *, token: str, outcome: str) -> None:
        """Mark failed, so that the next run may take it; nothing happens when the token no longer holds."""
        self._let_go(run_id, token, JobState.FAILED, outcome)

    def last_done(self, job: str, scope: str) -> str | None:
        """The greatest slot of this job and scope that is done."""
        columns = t.job_runs.c
        statement = select(func.max(columns.slot)).where(
            columns.job == job, columns.scope == scope, columns.state == JobState.DONE
        )
        slot: str | None = self._connection.execute(statement).scalar_one()
        return slot

    def all(self, job: str | None = None) -> list[JobRun]:
        """Every run."""
        statement = select(t.job_runs).order_by(t.job_runs.c.id)
        if job is not None:
            statement = statement.where(t.job_runs.c.job == job)
        return [_run(row) for row in self._connection.execute(statement)]

    def _let_go(self, run_id: int, token: str, state: JobState, outcome: str) -> bool:
        columns = t.job_runs.c
        held = and_(columns.id == run_id, columns.state == JobState.RUNNING, columns.lease_token == token)
        values: Values = {"state": state, "outcome": outcome, "lease_token": "", "lease_until": None}
        return self._connection.execute(update(t.job_runs).where(held).values(**values)).rowcount == 1


_FIELDS = fields_of(JobRun)


def _run(row: Row[Any]) -> JobRun:
    return JobRun(**fields_from(row, _FIELDS))
