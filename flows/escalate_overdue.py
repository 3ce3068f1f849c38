"""Take overdue work up the ladder where that is allowed."""

from prefect import flow

from dondoc.core.job import Job, JobReport
from flows._run_and_publish import run_and_publish

TITLE = "Báo người đứng đầu những việc quá hạn đã lâu"


@flow(name="escalate_overdue", description=TITLE)
async def escalate_overdue(workspace: str, as_of: str | None = None) -> JobReport:
    """Take overdue work up the ladder where that is allowed.

    Args:
        workspace: the folder of the office.
        as_of: the day (08:00) or instant to work for, ISO 8601; by default the time that the run was scheduled for.
    """
    return await run_and_publish(Job.ESCALATE_OVERDUE, workspace, as_of, title=TITLE)
