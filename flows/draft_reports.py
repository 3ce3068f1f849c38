"""Draft the reports whose cut-off is near."""

from prefect import flow

from dondoc.core.job import Job, JobReport
from flows._run_and_publish import run_and_publish

TITLE = "Soạn sẵn báo cáo khi sắp đến ngày chốt số liệu"


@flow(name="draft_reports", description=TITLE)
async def draft_reports(workspace: str, as_of: str | None = None) -> JobReport:
    """Draft the reports whose cut-off is near.

    Args:
        workspace: the folder of the office.
        as_of: the day (08:00) or instant to work for, ISO 8601; by default the time that the run was scheduled for.
    """
    return await run_and_publish(Job.DRAFT_REPORTS, workspace, as_of, title=TITLE)
