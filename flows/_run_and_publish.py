"""Runs one job for one instant as a step, and publishes what came of it."""

import asyncio
from datetime import datetime
from pathlib import Path

from prefect import runtime, task
from prefect.artifacts import acreate_markdown_artifact
from prefect.cache_policies import NO_CACHE

from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job, JobReport
from dondoc.wiring import run_job
from flows._artifact import artifact_key, artifact_page
from flows._instant import read_instant


async def run_and_publish(job: Job, workspace: str, as_of: str | None, *, title: str) -> JobReport:
    """Do the job's whole work in a step, then publish the artifact under its title; only an exception fails the run."""
    # Prefect's own DateTime loses its zone in arithmetic; a plain datetime does not.
    scheduled = datetime.fromtimestamp(runtime.flow_run.scheduled_start_time.timestamp(), TIME_ZONE)
    at = read_instant(as_of) if as_of else scheduled
    report = await work(workspace, job, at)
    page = artifact_page(report, title=title)
    await acreate_markdown_artifact(page, key=artifact_key(report), description=report.summary)
    return report


@task(name="work", cache_policy=NO_CACHE, persist_result=False)
async def work(workspace: str, job: Job, at: datetime) -> JobReport:
    """The step: blocking work on a thread, so that Prefect's own loop goes on."""
    return await asyncio.to_thread(run_job, Path(workspace), job, at=at)
