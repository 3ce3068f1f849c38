"""What the office notes of itself in the database: runs of its jobs, small facts, examples out of its reviews."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from dondoc.core.example import Judgement, Reading
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


class Examples(Protocol):
    """Readings and judgements of documents: what reviews leave behind for scoring."""

    def keep_reading(self, reading: Reading) -> None:
        """Keep what was found in a document; a reading that is there stays."""
        ...

    def reading(self, document_id: int) -> Reading | None:
        """What was found in a document; None for one that came before readings were kept, or was forgotten."""
        ...

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """Keep decisions; a later one on the same commitment of the same document replaces the earlier."""
        ...

    def judgements(self, document_ids: Iterable[int] | None = None) -> dict[int, list[Judgement]]:
        """Decisions by document in the order of its text, additions first; ids without any are absent."""
        ...

    def forget(self, document_id: int) -> bool:
        """Erase reading and judgements of a document; False when there was nothing."""
        ...
