"""Scheduled jobs: their names, and what a run of one says of itself."""

from dataclasses import dataclass
from enum import StrEnum


class Job(StrEnum):
    """What the office has done on schedule; each is one use case, one flow and one deployment."""

    INGEST_REPORTS = "ingest_reports"
    SEND_REMINDERS = "send_reminders"
    COLLECT_EVIDENCE = "collect_evidence"
    CHECK_PROGRESS = "check_progress"
    ESCALATE_OVERDUE = "escalate_overdue"
    DRAFT_REPORTS = "draft_reports"
    VERIFY_LEDGER = "verify_ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """One thing that a job did, or left undone."""

    #: What it is about: a code, a person, a file.
    subject: str
    #: What happened, or why nothing did, in the user's language.
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReport:
    """What one run did and why the rest did not; `is_repeat` when this slot had been done before."""

    job: Job
    #: ISO 8601 of the day (or instant) that the run was for.
    slot: str
    done: tuple[JobLine, ...] = ()
    left: tuple[JobLine, ...] = ()
    #: Things that went wrong while the rest went on.
    failed: tuple[JobLine, ...] = ()
    is_repeat: bool = False
    #: It came at an hour in which its work may not be done: the slot is to be run again.
    waits: bool = False

    @property
    def summary(self) -> str:
        """Counts in one line of English, for the log.

        >>> JobReport(job=Job.SEND_REMINDERS, slot="2017-07-03").summary
        '0 done, 0 left, 0 failed'
        """
        text = f"{len(self.done)} done, {len(self.left)} left, {len(self.failed)} failed"
        return f"{text}, done before" if self.is_repeat else text
