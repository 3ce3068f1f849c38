"""Recompute the chains of the ledger and rehash every file kept."""

from prefect import flow

from dondoc.core.job import Job, JobReport
from flows._run_and_publish import run_and_publish

TITLE = "Kiểm tra chuỗi ghi sổ và từng tệp minh chứng"


@flow(name="verify_ledger", description=TITLE)
async def verify_ledger(workspace: str, as_of: str | None = None) -> JobReport:
    """Recompute the chains of the ledger and rehash every file kept.

    Args:
        workspace: the folder of the office.
        as_of: the day (08:00) or instant to work for, ISO 8601; by default the time that the run was scheduled for.
    """
    return await run_and_publish(Job.VERIFY_LEDGER, workspace, as_of, title=TITLE)
