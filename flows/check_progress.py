"""Tell the chair once a month how the work stands."""

from prefect import flow

from dondoc.core.job import Job, JobReport
from flows._run_and_publish import run_and_publish

TITLE = "Gửi người đứng đầu thư điểm tiến độ của tháng"


@flow(name="check_progress", description=TITLE)
async def check_progress(workspace: str, as_of: str | None = None) -> JobReport:
    """Tell the chair once a month how the work stands.

    Args:
        workspace: the folder of the office.
        as_of: the day (08:00) or instant to work for, ISO 8601; by default the time that the run was scheduled for.
    """
    return await run_and_publish(Job.CHECK_PROGRESS, workspace, as_of, title=TITLE)
