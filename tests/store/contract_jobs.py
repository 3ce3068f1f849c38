"""What every store of job runs must hold."""

from datetime import timedelta

from store.samples import MINE, NOW, THEIRS

from dondoc.core.report import JobRun, JobState
from dondoc.usecases.ports import Begin, Work

LEASE = timedelta(minutes=30)


def claim(work: Work, slot: str = "2024-09-23", *, token: str = MINE, after: timedelta = timedelta()) -> JobRun | None:
    return work.jobs.claim("send_reminders", slot, "all", token=token, now=NOW + after, lease=LEASE)


def claimed(work: Work, slot: str = "2024-09-23") -> JobRun:
    run = claim(work, slot)
    assert run is not None
    return run


class JobsContract:
    def test_a_slot_runs_once(self, begin: Begin) -> None:
        with begin() as work:
            run = claimed(work)
            assert run == JobRun(
                id=run.id,
                job="send_reminders",
                slot="2024-09-23",
                scope="all",
                state=JobState.RUNNING,
                attempt=1,
                lease_until=NOW + LEASE,
                lease_token=MINE,
            )
            assert claim(work, token=THEIRS) is None
            assert work.jobs.finish(run.id, token=MINE, outcome="3 sent")
        with begin() as work:
            assert claim(work, token=THEIRS, after=10 * LEASE) is None
            done = work.jobs.all()[0]
            assert (done.state, done.outcome, done.lease_until, done.lease_token) == (JobState.DONE, "3 sent", None, "")

    def test_other_slots_scopes_and_jobs_are_their_own(self, begin: Begin) -> None:
        with begin() as work:
            runs = [
                claimed(work),
                claimed(work, "2024-09-24"),
                work.jobs.claim("send_reminders", "2024-09-23", "CDX", token=MINE, now=NOW, lease=LEASE),
                work.jobs.claim("verify_ledger", "2024-09-23", "all", token=MINE, now=NOW, lease=LEASE),
            ]
            assert work.jobs.all() == runs
            assert work.jobs.all("verify_ledger") == runs[3:]
            assert work.jobs.all("unknown") == []

    def test_a_failed_run_is_taken_again_at_once(self, begin: Begin) -> None:
        with begin() as work:
            run = claimed(work)
            work.jobs.fail(run.id, token=MINE, outcome="mail server away")
            assert work.jobs.all()[0].state is JobState.FAILED
            again = claim(work, token=THEIRS)
            assert again is not None
            assert (again.id, again.attempt, again.state, again.outcome) == (run.id, 2, JobState.RUNNING, "")

    def test_an_expired_lease_is_taken_over_and_the_old_token_no_longer_holds(self, begin: Begin) -> None:
        with begin() as work:
            run = claimed(work)
            assert claim(work, token=THEIRS, after=LEASE) is None
            taken = claim(work, token=THEIRS, after=LEASE + timedelta(seconds=1))
            assert taken is not None
            assert not work.jobs.finish(run.id, token=MINE, outcome="late")
            work.jobs.fail(run.id, token=MINE, outcome="late")
            assert work.jobs.all() == [taken]
            assert work.jobs.finish(run.id, token=THEIRS, outcome="ok")

    def test_the_last_done_slot_is_the_greatest_not_the_newest(self, begin: Begin) -> None:
        with begin() as work:
            assert work.jobs.last_done("send_reminders", "all") is None
            for slot in ("2024-09-24", "2024-09-23"):
                assert work.jobs.finish(claimed(work, slot).id, token=MINE, outcome="")
            claimed(work, "2024-09-25")
            assert work.jobs.last_done("send_reminders", "all") == "2024-09-24"
            assert work.jobs.last_done("send_reminders", "CDX") is None
