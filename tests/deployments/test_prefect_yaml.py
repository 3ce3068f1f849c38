"""The file for several workers is what the registry says, and Prefect takes it."""

import subprocess
import sys
from pathlib import Path

import pytest
from prefect_server import CHILD_ENVIRONMENT

from deployments.prefect_yaml import FILE, WORK_POOL, prefect_yaml
from dondoc.core.job import Job


def test_the_committed_file_is_the_generated_one() -> None:
    assert FILE.read_text(encoding="utf-8") == prefect_yaml()


@pytest.mark.prefect
def test_prefect_deploys_it_to_a_process_work_pool(prefect_api: str, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolCreate

    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name=WORK_POOL, type="process"))
        command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", str(FILE)]
        env = {**CHILD_ENVIRONMENT, "DONDOC_WORKSPACE": "/srv/office"}
        ran = subprocess.run(command, env=env, cwd=FILE.parents[1], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        for job in Job:
            found = client.read_deployment_by_name(f"{job.value}/office")
            assert (found.parameters, found.work_pool_name) == ({"workspace": "/srv/office"}, WORK_POOL)
            assert found.entrypoint == f"flows.{job.value}.{job.value}"
            assert [schedule.active for schedule in found.schedules] == [True]
            client.delete_deployment(found.id)
