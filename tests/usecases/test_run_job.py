"""A slot of a job is done once: late, doubled and older runs do nothing, a failed one may be run again."""

from datetime import timedelta

import pytest
from ledger_office import NOW, Ledger

from dondoc.core.job import Job, JobLine, JobReport
from dondoc.core.report import JobState
from dondoc.errors import NotFound, Unavailable
from dondoc.usecases.run_job import LEASE, run_slot

JOB = Job.SEND_REMINDERS


class Work:
    """Counts its runs; fails as told."""

    def __init__(self, *, failed: bool = False, error: Exception | None = None) -> None:
        self.runs, self._failed, self._error = 0, failed, error

    def __call__(self) -> JobReport:
        self.runs += 1
        if self._error is not None:
            raise self._error
        line = JobLine(subject="a", outcome="b")
        return JobReport(job=JOB, slot="x", done=(line,), failed=(line,) if self._failed else ())


def run(ledger: Ledger, slot: str, do: Work, *, scope: str = "CD", later: timedelta = timedelta(0)) -> JobReport:
    return run_slot(ledger.begin, JOB, slot, scope, now=NOW + later, do=do, busy="đang chạy ở nơi khác")


def states(ledger: Ledger) -> list[tuple[str, JobState, int]]:
    with ledger.begin() as work:
        return [(r.slot, r.state, r.attempt) for r in work.jobs.all()]


def test_the_same_slot_twice_is_done_once(ledger: Ledger) -> None:
    work = Work()
    assert [run(ledger, "2026-07-06", work).is_repeat for _ in range(2)] == [False, True]
    assert work.runs == 1


def test_an_older_slot_than_the_last_done_is_left(ledger: Ledger) -> None:
    work = Work()
    run(ledger, "2026-07-07", work)
    assert run(ledger, "2026-07-06", work).is_repeat
    assert not run(ledger, "2026-07-08", work).is_repeat
    assert work.runs == 2


@pytest.mark.parametrize("error", [Unavailable(code="store.locked"), RuntimeError("boom")])
def test_a_run_that_raised_is_noted_and_may_be_run_again(ledger: Ledger, error: Exception) -> None:
    with pytest.raises(type(error)):
        run(ledger, "2026-07-06", Work(error=error))
    assert states(ledger) == [("2026-07-06", JobState.FAILED, 1)]
    assert not run(ledger, "2026-07-06", Work()).is_repeat
    assert states(ledger) == [("2026-07-06", JobState.DONE, 2)]


def test_a_run_in_which_something_failed_may_be_run_again(ledger: Ledger) -> None:
    run(ledger, "2026-07-06", Work(failed=True))
    work = Work()
    assert not run(ledger, "2026-07-06", work).is_repeat
    assert work.runs == 1


def test_a_slot_in_another_s_hands_is_left_until_the_lease_is_over(ledger: Ledger) -> None:
    with ledger.begin() as work:
        work.jobs.claim(JOB.value, "2026-07-06", "CD", token="dead", now=NOW, lease=LEASE)  # noqa: S106 - no secret
    mine = Work()
    left = run(ledger, "2026-07-06", mine, later=LEASE / 2)
    assert (left.is_repeat, [line.outcome for line in left.left]) == (False, ["đang chạy ở nơi khác"])
    assert not run(ledger, "2026-07-06", mine, later=LEASE * 2).is_repeat
    assert mine.runs == 1


def test_units_have_slots_of_their_own(ledger: Ledger) -> None:
    work = Work()
    for scope in ("CD", "TCD1"):
        run(ledger, "2026-07-06", work, scope=scope)
    assert work.runs == 2


def test_the_reason_of_a_failure_is_in_the_log(ledger: Ledger) -> None:
    with pytest.raises(NotFound):
        run(ledger, "2026-07-06", Work(error=NotFound(code="workspace.empty")))
    with ledger.begin() as work:
        assert "workspace.empty" in work.jobs.all()[0].outcome


def test_a_run_that_came_at_the_wrong_hour_is_made_again(ledger: Ledger) -> None:
    waiting = run_slot(
        ledger.begin, JOB, "2026-07-06", "CD", now=NOW, do=lambda: JobReport(job=JOB, slot="x", waits=True), busy=""
    )
    assert waiting.waits
    assert not run(ledger, "2026-07-06", Work()).is_repeat
    assert states(ledger) == [("2026-07-06", JobState.DONE, 2)]
