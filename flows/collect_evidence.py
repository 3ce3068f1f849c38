"""Take in evidence from the folder and from replies."""

from prefect import flow

from dondoc.core.job import Job, JobReport
from flows._run_and_publish import run_and_publish

TITLE = "Thu nhận minh chứng trong thư mục inbox/evidence"


@flow(name="collect_evidence", description=TITLE)
async def collect_evidence(workspace: str, as_of: str | None = None) -> JobReport:
    """Take in evidence from the folder and from replies.

    Args:
        workspace: the folder of the office.
        as_of: the day (08:00) or instant to work for, ISO 8601; by default the time that the run was scheduled for.
    """
    return await run_and_publish(Job.COLLECT_EVIDENCE, workspace, as_of, title=TITLE)
