"""Send each person one digest of what is due."""

from prefect import flow

from dondoc.core.job import Job, JobReport
from flows._run_and_publish import run_and_publish

TITLE = "Gửi cho mỗi người một thư nhắc những việc đến hạn"


@flow(name="send_reminders", description=TITLE)
async def send_reminders(workspace: str, as_of: str | None = None) -> JobReport:
    """Send each person one digest of what is due.

    Args:
        workspace: the folder of the office.
        as_of: the day (08:00) or instant to work for, ISO 8601; by default the time that the run was scheduled for.
    """
    return await run_and_publish(Job.SEND_REMINDERS, workspace, as_of, title=TITLE)
