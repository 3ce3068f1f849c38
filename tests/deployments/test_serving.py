"""The canary: a real scheduler plans the runs, at the office's hours; and what a kill left behind is done again."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from deployments.registry import planned_for
from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job

pytestmark = pytest.mark.prefect

#: Longer than one round of Prefect's scheduler.
PATIENCE = 90.0


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path


@pytest.fixture
def client(prefect_api: str) -> Iterator[Any]:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as opened:
        yield opened
        for deployment in opened.read_deployments():
            opened.delete_deployment(deployment.id)


def apply(workspace: Path, *jobs: Job) -> dict[Job, UUID]:
    """Deploy these jobs, all where none is named."""
    from deployments.serving import deployment_of

    async def go() -> dict[Job, UUID]:
        plans = [plan for plan in planned_for(workspace) if plan.job in (jobs or Job)]
        return {plan.job: await (await deployment_of(plan)).aapply() for plan in plans}

    return asyncio.run(go())


def planned_runs(client: Any, deployment_id: UUID) -> list[datetime]:
    """When the scheduler means to run a deployment, in the office's hours, soonest first."""
    from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId

    runs = client.read_flow_runs(deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])))
    assert all(run.state.is_scheduled() for run in runs)
    return sorted(datetime.fromtimestamp(run.expected_start_time.timestamp(), TIME_ZONE) for run in runs)


def wait_for_runs(client: Any, deployments: Sequence[UUID]) -> dict[UUID, list[datetime]]:
    until = time.monotonic() + PATIENCE
    while not all(found := {id_: planned_runs(client, id_) for id_ in deployments}.values()):
        assert time.monotonic() < until, f"the scheduler planned nothing for some: {found}"
        time.sleep(1)
    return {id_: planned_runs(client, id_) for id_ in deployments}


def test_the_scheduler_plans_every_job_at_the_offices_hours(client: Any, workspace: Path) -> None:
    # Days of the month and of the week as an office may set them: the shipped letters are looked for every day.
    (workspace / "config" / "schedules.toml").write_text(
        "schema = 1\n[jobs.draft_reports]\nenabled = false\n"
        '[jobs.send_reminders]\ncron = "0 8 * * *"\n'
        '[jobs.check_progress]\ncron = "30 8 25 * *"\n[jobs.escalate_overdue]\ncron = "15 8 * * 1"\n'
    )
    ids = apply(workspace)
    waited = [id_ for job, id_ in ids.items() if job is not Job.DRAFT_REPORTS]
    found = wait_for_runs(client, waited)
    hours = {job: {f"{at:%H:%M}" for at in found[id_]} for job, id_ in ids.items() if id_ in found}
    assert hours[Job.SEND_REMINDERS] == {"08:00"}
    assert hours[Job.VERIFY_LEDGER] == {"02:00"}
    assert hours[Job.CHECK_PROGRESS] == {"08:30"}
    assert hours[Job.ESCALATE_OVERDUE] == {"08:15"}
    assert {text[3:] for text in hours[Job.INGEST_REPORTS] | hours[Job.COLLECT_EVIDENCE]} <= {"00", "15", "30", "45"}
    assert {at.day for at in found[ids[Job.CHECK_PROGRESS]]} == {25}
    assert {at.isoweekday() for at in found[ids[Job.ESCALATE_OVERDUE]]} == {1}
    assert planned_runs(client, ids[Job.DRAFT_REPORTS]) == []


def test_one_run_of_a_job_at_a_time_and_the_next_waits(client: Any, workspace: Path) -> None:
    for id_ in apply(workspace).values():
        deployment = client.read_deployment(id_)
        assert deployment.global_concurrency_limit.limit == 1
        assert deployment.concurrency_options.collision_strategy.value == "ENQUEUE"
        assert deployment.parameters == {"workspace": str(workspace)}


def test_a_changed_hour_moves_the_runs_and_doubles_none(client: Any, workspace: Path) -> None:
    ids = apply(workspace, Job.SEND_REMINDERS)
    wait_for_runs(client, [ids[Job.SEND_REMINDERS]])
    (workspace / "config" / "schedules.toml").write_text('schema = 1\n[jobs.send_reminders]\ncron = "30 7 * * *"\n')
    assert apply(workspace, Job.SEND_REMINDERS) == ids
    found = wait_for_runs(client, [ids[Job.SEND_REMINDERS]])[ids[Job.SEND_REMINDERS]]
    assert {f"{at:%H:%M}" for at in found} == {"07:30"}
    assert len({at.date() for at in found}) == len(found)
    assert len(client.read_deployment(ids[Job.SEND_REMINDERS]).schedules) == 1


NOW = datetime(2030, 1, 7, 8, 0, tzinfo=TIME_ZONE)


def cut_off(client: Any, deployment_id: UUID, *, times: int = 1) -> Any:
    """A run that was running when everything was killed, so many times."""
    from prefect.states import Running, Scheduled

    run = client.create_flow_run_from_deployment(deployment_id, state=Scheduled(scheduled_time=NOW))
    for _ in range(times):
        client.set_flow_run_state(run.id, Scheduled(scheduled_time=NOW), force=True)
        client.set_flow_run_state(run.id, Running(), force=True)
    return run


def take_up(at: datetime) -> None:
    from prefect.client.orchestration import get_client

    from deployments.serving import take_up_cut_off_runs

    async def go() -> None:
        async with get_client() as opened:
            await take_up_cut_off_runs(opened, now=at)

    asyncio.run(go())


def test_a_run_that_was_cut_off_is_done_again_for_the_same_time(client: Any, workspace: Path) -> None:
    run = cut_off(client, apply(workspace, Job.CHECK_PROGRESS)[Job.CHECK_PROGRESS])
    take_up(NOW)
    again = client.read_flow_run(run.id)
    assert again.state.is_scheduled()
    assert again.expected_start_time == NOW
    assert again.state.state_details.scheduled_time - NOW == timedelta(minutes=21)


def test_a_run_that_is_cut_off_again_and_again_is_given_up(client: Any, workspace: Path) -> None:
    run = cut_off(client, apply(workspace, Job.CHECK_PROGRESS)[Job.CHECK_PROGRESS], times=3)
    take_up(NOW)
    assert client.read_flow_run(run.id).state.is_crashed()
