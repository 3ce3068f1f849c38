"""Running one slot of a scheduled job at most once: a late or doubled run is a no-op, a failed one may be run again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from dondoc.core.job import Job, JobLine, JobReport
from dondoc.errors import DondocError
from dondoc.usecases.ports import Begin

#: Longer than any run; a process that died is taken over after it.
LEASE = timedelta(minutes=20)


def run_slot(
    begin: Begin, job: Job, slot: str, scope: str, *, now: datetime, do: Callable[[], JobReport], busy: str
) -> JobReport:
    """Claim the slot, do the work, mark it done.

    A slot that is done, or older than the last one done, is a repeat: what it would have caught up with has been
    caught up with. One that another process has under a lease is left, for the reason `busy`. A run in which
    something failed, or that came at the wrong hour, may be run again, as may one that raised.
    """
    token = uuid4().hex
    with begin() as work:
        last = work.jobs.last_done(job.value, scope)
        if last is not None and slot <= last:
            return JobReport(job=job, slot=slot, is_repeat=True)
        run = work.jobs.claim(job.value, slot, scope, token=token, now=now, lease=LEASE)
    if run is None:
        return JobReport(job=job, slot=slot, left=(JobLine(subject=job.value, outcome=busy),))
    try:
        report = do()
    except Exception as error:
        reason = str(error) if isinstance(error, DondocError) else type(error).__name__
        with begin() as work:
            work.jobs.fail(run.id, token=token, outcome=reason)
        raise
    with begin() as work:
        if report.failed or report.waits:
            work.jobs.fail(run.id, token=token, outcome=report.summary)
        else:
            work.jobs.finish(run.id, token=token, outcome=report.summary)
    return report
