"""Flows run in a real Prefect on a real workspace: what they do, publish and refuse."""

import asyncio
import inspect
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dondoc.core.instants import local_date
from dondoc.core.job import Job, JobReport
from dondoc.wiring import make_workspace, open_office

pytestmark = pytest.mark.prefect


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = make_workspace(tmp_path / "office", simulate=True)
    office = open_office(folder)
    office.start(unit="Công đoàn cơ sở May Bình An", email=None)
    office.close()
    return folder


def flow_of(job: Job) -> Any:
    return getattr(import_module(f"flows.{job.value}"), job.value)


def artifacts(key: str) -> list[Any]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
    from prefect.client.schemas.sorting import ArtifactSort

    with get_client(sync_client=True) as client:
        return client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key])), sort=ArtifactSort.CREATED_DESC
        )


@pytest.mark.parametrize("job", list(Job))
def test_each_flow_does_its_job_for_the_day_it_is_told(prefect_api: str, workspace: Path, job: Job) -> None:
    report: JobReport = asyncio.run(flow_of(job)(workspace=str(workspace), as_of="2017-07-03"))
    assert report.job is job
    assert report.slot.startswith("2017-07-03")
    assert report.failed == ()


@pytest.mark.parametrize("job", list(Job))
def test_each_flow_names_its_parameters_and_stays_thin(prefect_api: str, job: Job) -> None:
    flow = flow_of(job)
    assert flow.name == job.value
    assert list(flow.parameters.properties) == ["workspace", "as_of"]
    assert flow.parameters.required == ["workspace"]
    assert inspect.iscoroutinefunction(flow.fn)
    assert len(inspect.getsource(inspect.getmodule(flow.fn)).splitlines()) <= 30  # type: ignore[arg-type] # a module


def test_a_run_publishes_what_it_did(prefect_api: str, workspace: Path) -> None:
    flow = flow_of(Job.VERIFY_LEDGER)
    state = asyncio.run(flow(workspace=str(workspace), as_of="2017-07-03", return_state=True))
    newest = artifacts("verify-ledger")[0]
    assert state.is_completed()
    assert newest.type == "markdown"
    assert newest.description == "1 done, 0 left, 0 failed"
    assert newest.data.startswith(f"# {flow.description}\n")
    assert "## Đã làm: 01" in newest.data
    assert newest.flow_run_id == state.state_details.flow_run_id


def test_a_second_run_for_the_same_day_does_nothing_again(prefect_api: str, workspace: Path) -> None:
    flow = flow_of(Job.VERIFY_LEDGER)
    first, second = (asyncio.run(flow(workspace=str(workspace), as_of="2017-07-03")) for _ in range(2))
    assert (first.is_repeat, second.is_repeat) == (False, True)


def test_without_a_day_a_run_works_for_the_time_it_was_scheduled_for(prefect_api: str, workspace: Path) -> None:
    before = datetime.now(UTC)  # noqa: TID251 - what Prefect's own clock says is asked
    report = asyncio.run(flow_of(Job.VERIFY_LEDGER)(workspace=str(workspace)))
    after = datetime.now(UTC)  # noqa: TID251 - as above
    assert report.slot in {local_date(before).isoformat(), local_date(after).isoformat()}


def test_only_an_exception_fails_a_run(prefect_api: str, tmp_path: Path) -> None:
    (tmp_path / "dondoc.toml").write_text("simulate = maybe\n", encoding="utf-8")
    state = asyncio.run(flow_of(Job.VERIFY_LEDGER)(workspace=str(tmp_path), as_of="2017-07-03", return_state=True))
    assert state.is_failed()
    assert "config.syntax" in str(state.message)
