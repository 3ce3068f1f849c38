"""`prefect.yaml`, for an office that has outgrown one machine: written from the registry, never by hand.

Write it again after a change of the schedules: `python -m deployments.prefect_yaml`.
"""

from pathlib import Path

import yaml

from deployments.registry import COLLISION_STRATEGY, CONCURRENCY_LIMIT, DEPLOYMENT_NAME, Planned, planned
from dondoc.settings.schedules import load_schedules

FILE = Path(__file__).with_name("prefect.yaml")
WORK_POOL = "dondoc"
#: Filled in by `prefect deploy` from the environment of whoever deploys.
WORKSPACE = "{{ $DONDOC_WORKSPACE }}"
_HEAD = f"""\
# Made by `python -m deployments.prefect_yaml` from config/schedules.toml; do not edit.
#   prefect work-pool create {WORK_POOL} --type process
#   DONDOC_WORKSPACE=/srv/office prefect --no-prompt deploy --all --prefect-file deployments/prefect.yaml
"""


def prefect_yaml() -> str:
    """The file's text, for the schedules as shipped."""
    plans = planned(load_schedules(), workspace=WORKSPACE)
    content = {
        "name": "dondoc",
        # Flows are found by import name: dondoc is installed on every worker, and the workspace is shared. Without
        # this step Prefect would ask for the folder from which the deployment was made.
        "pull": [{"prefect.deployments.steps.set_working_directory": {"directory": WORKSPACE}}],
        "deployments": [_entry(plan) for plan in plans],
    }
    body: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    return _HEAD + body


def _entry(plan: Planned) -> dict[str, object]:
    return {
        "name": DEPLOYMENT_NAME,
        "description": plan.title,
        "entrypoint": plan.entrypoint,
        "parameters": dict(plan.parameters),
        "concurrency_limit": {"limit": CONCURRENCY_LIMIT, "collision_strategy": COLLISION_STRATEGY},
        "schedules": [
            {"slug": plan.slug, "cron": plan.cron, "timezone": plan.time_zone, "active": plan.is_active},
        ],
        "work_pool": {"name": WORK_POOL},
    }


if __name__ == "__main__":
    FILE.write_text(prefect_yaml(), encoding="utf-8")
