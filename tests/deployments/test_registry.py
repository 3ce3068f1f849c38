"""What is deployed for a workspace."""

from pathlib import Path

import pytest

from deployments.registry import entrypoint_of, planned_for
from dondoc.core.job import Job
from dondoc.errors import BadInput


def test_every_job_is_deployed_for_the_workspace_in_the_offices_zone(tmp_path: Path) -> None:
    plans = planned_for(tmp_path)
    assert [plan.job for plan in plans] == list(Job)
    assert {plan.time_zone for plan in plans} == {"Asia/Ho_Chi_Minh"}
    assert all(plan.parameters == {"workspace": str(tmp_path)} and plan.is_active for plan in plans)
    assert len({plan.slug for plan in plans}) == len(Job)


def test_a_job_switched_off_is_deployed_without_a_running_schedule(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "schedules.toml").write_text("schema = 1\n[jobs.draft_reports]\nenabled = false\n")
    assert [plan.job for plan in planned_for(tmp_path) if not plan.is_active] == [Job.DRAFT_REPORTS]


def test_a_wrong_time_stops_everything_before_it_starts(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "schedules.toml").write_text('schema = 1\n[jobs.draft_reports]\ncron = "6 giờ"\n')
    with pytest.raises(BadInput):
        planned_for(tmp_path)


def test_the_entrypoint_is_an_importable_name() -> None:
    assert entrypoint_of(Job.CHECK_PROGRESS) == "flows.check_progress.check_progress"
