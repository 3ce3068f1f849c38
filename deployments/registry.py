"""The one list of deployments, made from the office's schedules; both the embedded and the outgrown way read it."""

from dataclasses import dataclass
from pathlib import Path

from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job
from dondoc.settings.schedules import Schedule, load_schedules

#: One run of a job at a time; the next one waits. CANCEL_NEW would cancel every later run after a reboot.
CONCURRENCY_LIMIT = 1
COLLISION_STRATEGY = "ENQUEUE"
#: Name of every deployment: `send_reminders/office`.
DEPLOYMENT_NAME = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A deployment as Prefect shall have it; a job switched off is deployed with its schedule inactive."""

    job: Job
    title: str
    cron: str
    time_zone: str
    #: Stays the same from one start to the next, so that a schedule is changed and not doubled.
    slug: str
    is_active: bool
    #: Importable name of the flow; a path would depend on the working directory.
    entrypoint: str
    parameters: dict[str, str]


def entrypoint_of(job: Job) -> str:
    """The importable name of a job's flow.

    >>> entrypoint_of(Job.SEND_REMINDERS)
    'flows.send_reminders.send_reminders'
    """
    return f"flows.{job.value}.{job.value}"


def planned(schedules: tuple[Schedule, ...], *, workspace: str) -> tuple[Planned, ...]:
    """One deployment a schedule, all for one workspace."""
    return tuple(
        Planned(
            job=schedule.job,
            title=schedule.title,
            cron=schedule.cron,
            time_zone=TIME_ZONE.key,
            slug=schedule.job.value.replace("_", "-"),
            is_active=schedule.enabled,
            entrypoint=entrypoint_of(schedule.job),
            parameters={"workspace": workspace},
        )
        for schedule in schedules
    )


def planned_for(workspace: Path) -> tuple[Planned, ...]:
    """The deployments of one workspace, with the office's own `config/schedules.toml`.

    Raises:
        BadInput: `schedule.cron`, `config.*`.
    """
    return planned(load_schedules(workspace / "config"), workspace=str(workspace))
