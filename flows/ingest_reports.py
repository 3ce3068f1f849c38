"""Read the reports that lie in the inbox and keep the commitments found."""

from prefect import flow

from dondoc.core.job import Job, JobReport
from flows._run_and_publish import run_and_publish

TITLE = "Đọc báo cáo mới trong hộp đến và ghi các cam kết tìm được"


@flow(name="ingest_reports", description=TITLE)
async def ingest_reports(workspace: str, as_of: str | None = None) -> JobReport:
    """Read the reports that lie in the inbox and keep the commitments found.

    Args:
        workspace: the folder of the office.
        as_of: the day (08:00) or instant to work for, ISO 8601; by default the time that the run was scheduled for.
    """
    return await run_and_publish(Job.INGEST_REPORTS, workspace, as_of, title=TITLE)
