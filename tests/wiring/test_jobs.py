"""The scheduled jobs on an open workspace: each slot once, bad files left, every outcome said."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from console import REPORT
from settled import settle

from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job, JobReport
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.settings.schedules import firings, load_schedules
from dondoc.store.database import Database
from dondoc.usecases.ingest_report import ingest_report
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.review_commitments import accept_above, apply_decisions
from dondoc.usecases.send_reminders import start_reminders
from dondoc.wiring import Office, run_job
from dondoc.wiring.jobs import _ingest, run_in

AT = datetime(2026, 7, 6, 8, tzinfo=TIME_ZONE)


def subjects(report: JobReport) -> dict[str, list[str]]:
    return {part: [line.subject for line in getattr(report, part)] for part in ("done", "left", "failed")}


def confirm(office: Office) -> str:
    from dondoc.documents.reading import read_bytes

    data = REPORT.encode()
    document = read_bytes(data, "bao-cao.txt")
    kept = ingest_report(
        office.begin, office.blobs, document, office.extract(document), data=data, actor=office.actor, now=AT
    )
    drafts = [row.commitment for row in kept.commitments]
    reviewed = apply_decisions(
        office.begin, accept_above(drafts, 0), document_id=kept.document.id, actor=office.actor, now=AT
    )
    return reviewed.confirmed[0].commitment.code


@pytest.mark.parametrize("job", list(Job))
def test_every_job_runs_on_an_empty_office_and_once_a_slot(office: Office, job: Job) -> None:
    first = run_in(office, job, at=AT)
    assert (first.is_repeat, first.failed) == (False, ())
    assert all("{" not in line.outcome and line.outcome for line in (*first.done, *first.left))
    assert run_in(office, job, at=AT).is_repeat
    assert run_in(office, job, at=AT - timedelta(days=1)).is_repeat
    assert not run_in(office, job, at=AT + timedelta(days=1)).is_repeat


def test_the_same_instant_in_another_zone_is_the_same_slot(office: Office) -> None:
    run_in(office, Job.COLLECT_EVIDENCE, at=AT)
    assert run_in(office, Job.COLLECT_EVIDENCE, at=AT.astimezone(UTC)).is_repeat
    later = run_in(office, Job.COLLECT_EVIDENCE, at=(AT + timedelta(minutes=15)).astimezone(UTC))
    assert (later.is_repeat, later.slot) == (False, "2026-07-06T08:15+07:00")


def test_a_daily_slot_is_the_office_s_day(office: Office) -> None:
    late = datetime(2026, 7, 6, 18, tzinfo=UTC)
    assert run_in(office, Job.VERIFY_LEDGER, at=late).slot == "2026-07-07"


def test_reports_in_the_inbox_are_kept_or_left_with_a_reason(office: Office) -> None:
    inbox = office.folder / "inbox" / "reports"
    (inbox / "2026").mkdir()
    (inbox / "2026" / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "ban-hai.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    settle(inbox)
    report = run_in(office, Job.INGEST_REPORTS, at=AT)
    assert subjects(report)["left"] == ["hong.pdf"]
    assert sorted(line.outcome for line in report.done) == ["3 cam kết chờ xác nhận", "văn bản đã có"]
    assert sorted(p.name for p in inbox.iterdir()) == ["hong.pdf", "hong.pdf.ly-do.txt"]
    assert subjects(run_in(office, Job.INGEST_REPORTS, at=AT + timedelta(minutes=15))) == {
        "done": [], "left": [], "failed": [],
    }  # fmt: skip


def test_a_locked_database_is_no_fault_of_a_report(office: Office) -> None:
    inbox = office.folder / "inbox" / "reports"
    (inbox / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    settle(inbox)
    path = office.folder / "data" / "dondoc.sqlite"
    open_database = office.database
    office.__dict__["database"] = Database(f"sqlite:///{path}", busy_seconds=0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told = _ingest(office, "", AT)
    other.execute("ROLLBACK")
    other.close()
    office.database.close()
    office.__dict__["database"] = open_database
    assert (len(told.left), [p.name for p in inbox.iterdir()]) == (1, ["bao-cao.txt"])
    assert subjects(run_in(office, Job.INGEST_REPORTS, at=AT))["done"] == ["bao-cao.txt"]


def test_evidence_in_the_inbox_is_kept_and_said(office: Office) -> None:
    code = confirm(office)
    folder = office.folder / "inbox" / "evidence" / code
    folder.mkdir(parents=True)
    (folder / "ghi-chu.txt").write_text("Đã tổ chức 02 lớp ngày 05/7/2026", encoding="utf-8")
    settle(folder)
    assert subjects(run_in(office, Job.COLLECT_EVIDENCE, at=AT))["done"] == [code]
    folder.mkdir()
    (folder / "gui-lai.txt").write_text("Đã tổ chức 02 lớp ngày 05/7/2026", encoding="utf-8")
    settle(folder)
    again = run_in(office, Job.COLLECT_EVIDENCE, at=AT + timedelta(minutes=15))
    assert subjects(again) == {"done": [], "left": [f"{code}/gui-lai.txt"], "failed": []}


def test_an_altered_ledger_fails_the_check_and_is_checked_again(office: Office) -> None:
    confirm(office)
    blob = next(p for p in (office.folder / "data" / "blobs").rglob("*") if p.is_file())
    honest = blob.read_bytes()
    blob.write_bytes(b"khac")
    assert [line.subject for line in run_in(office, Job.VERIFY_LEDGER, at=AT).failed] == ["sổ"]
    blob.write_bytes(honest)
    mended = run_in(office, Job.VERIFY_LEDGER, at=AT)
    assert (mended.is_repeat, mended.failed) == (False, ())


@pytest.mark.parametrize(
    ("days_off", "drafted"),
    [
        ((), [date(2026, 12, 24), date(2027, 1, 1)]),
        # The machine was off on both days.
        ((-7, -6, 1, 2), [date(2026, 12, 26), date(2027, 1, 3)]),
        # It was off before the cut-off altogether.
        (tuple(range(-10, 1)), [date(2027, 1, 1)]),
    ],
)
def test_the_report_is_drafted_before_its_cut_off_and_when_it_is_over(
    office: Office, days_off: tuple[int, ...], drafted: list[date]
) -> None:
    confirm(office)
    cut_off = datetime(2026, 12, 31, 6, tzinfo=TIME_ZONE)
    days = [cut_off + timedelta(days=n) for n in range(-10, 6) if n not in days_off]
    office.close()
    assert [day.date() for day in days if run_job(office.folder, Job.DRAFT_REPORTS, at=day).done] == drafted
    files = {p.suffix for p in Path(office.folder / "reports" / "2026-H2").iterdir()}
    assert {".docx", ".html", ".md"} <= files


def test_reminders_leave_as_files_once(office: Office) -> None:
    confirm(office)
    first = run_in(office, Job.SEND_REMINDERS, at=AT)
    letters = len(list((office.folder / "outbox").glob("*.eml")))
    assert letters == len(first.done)
    assert run_in(office, Job.SEND_REMINDERS, at=AT).is_repeat
    assert len(list((office.folder / "outbox").glob("*.eml"))) == letters


@pytest.mark.parametrize(
    ("job", "day"),
    [
        (Job.SEND_REMINDERS, date(2026, 9, 24)),
        (Job.CHECK_PROGRESS, date(2026, 9, 25)),
        (Job.ESCALATE_OVERDUE, date(2027, 1, 21)),
    ],
)
def test_what_failed_in_the_morning_is_sent_later_the_same_day_and_nothing_after_it(
    office: Office, job: Job, day: date
) -> None:
    confirm(office)
    with office.begin() as work:
        start_reminders(work, AT.date())
        own = own_unit(work)
        chair = work.units.add_person(Person(id=0, code="quy", name="Phạm Văn Quý"))
        work.units.add_role(RoleTerm(person_id=chair.id, unit_id=own.id, role=PersonRole.CHAIR, start=date(2020, 1, 1)))
    first, second, third, *_ = firings(next(s.cron for s in load_schedules() if s.job is job), day)
    office.close()
    outbox = office.folder / "outbox"
    blocked = outbox.with_name("outbox-cu")
    outbox.rename(blocked)
    outbox.touch()
    assert run_job(office.folder, job, at=first).failed
    outbox.unlink()
    blocked.rename(outbox)
    later = run_job(office.folder, job, at=second)
    assert (later.slot, later.is_repeat, later.failed) == (day.isoformat(), False, ())
    assert len(later.done) == len(list(outbox.glob("*.eml"))) > 0
    assert run_job(office.folder, job, at=third).is_repeat
