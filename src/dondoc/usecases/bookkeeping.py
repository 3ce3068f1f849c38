"""What the office notes of itself in the database: the runs of its jobs, and small facts."""

from datetime import datetime, timedelta
from typing import Protocol

from dondoc.core.report import JobRun


class Jobs(Protocol):
    """Slots of scheduled jobs: unique on (job, slot, scope)."""

    def claim(self, job: str, slot: str, scope: str, *, token: str, now: datetime, lease: timedelta) -> JobRun | None:
        """Begin (or take over after a failure or an expired lease); None when done or in another's hands."""
        ...

    def finish(self, run_id: int, *, token: str, outcome: str) -> bool:
        """Mark done; False when the token no longer holds."""
        ...

    def fail(self, run_id: int, *, token: str, outcome: str) -> None:
        """Mark failed, so that the next run may take it."""
        ...

    def last_done(self, job: str, scope: str) -> str | None:
        """The greatest slot of this job and scope that is done."""
        ...

    def all(self, job: str | None = None) -> list[JobRun]:
        """Every run."""
        ...


class Marks(Protocol):
    """Small facts of the workspace, say "clock.as_of"."""

    def get(self, name: str) -> str | None:
        """The value, or None."""
        ...

    def set(self, name: str, value: str) -> None:
        """Write it."""
        ...
