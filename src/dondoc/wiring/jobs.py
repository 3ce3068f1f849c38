"""The scheduled jobs: what each does with an open workspace, and what it says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from dondoc.core.event import FOLDER
from dondoc.core.instants import TIME_ZONE, local_date
from dondoc.core.job import Job, JobLine, JobReport
from dondoc.core.period import Period
from dondoc.core.report import ReportPlan
from dondoc.core.workdays import nth_working_day_before
from dondoc.errors import DondocError, NotFound
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.settings.evidence import load_note_words
from dondoc.settings.report import load_report_calendar
from dondoc.usecases.collect_evidence import Collection, collect_evidence, is_passing
from dondoc.usecases.destroy_evidence import finish_destruction
from dondoc.usecases.forget_person import finish_forgetting
from dondoc.usecases.gather_office import LetterRun
from dondoc.usecases.ingest_report import ingest_report
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Inbox, InboxFile
from dondoc.usecases.report_facts import has_left
from dondoc.usecases.run_job import run_slot
from dondoc.usecases.tell_broken_ledger import note_findings
from dondoc.wiring.ledger import check_ledger, told
from dondoc.wiring.notes import read_note
from dondoc.wiring.office import Office, open_office
from dondoc.wiring.replies import collect_replies, reply_lines
from dondoc.wiring.reports import plan_of, write_report
from dondoc.wiring.wishes import tell_of_wishes

#: Jobs that run several times a day: each instant is a slot of its own.
_FINE_GRAINED = frozenset({Job.INGEST_REPORTS, Job.COLLECT_EVIDENCE})


def run_job(workspace: Path, job: Job, *, at: datetime) -> JobReport:
    """Do one job of a workspace for the slot that `at` stands for, once.

    In a simulated workspace `at` is the clock too. In a real one the words are those of the day it is sent, however
    late the run comes.
    """
    office = open_office(workspace, as_of=at, via="flow")
    try:
        return run_in(office, job, at=at)
    finally:
        office.close()


def run_in(office: Office, job: Job, *, at: datetime) -> JobReport:
    """The same, in a workspace that is open."""
    # Slots are compared as text, so all stand in one time zone: Prefect hands in UTC.
    local = at.astimezone(TIME_ZONE)
    slot = local.isoformat(timespec="minutes") if job in _FINE_GRAINED else local.date().isoformat()
    now = office.clock.now()
    return run_slot(
        office.begin,
        job,
        slot,
        office.own_unit_code(),
        now=now,
        do=lambda: _DO[job](office, slot, now),
        busy=office.say("job.busy", {"job": job.value, "slot": slot}),
    )


def _send(office: Office, slot: str, now: datetime) -> JobReport:
    from dondoc.usecases.send_reminders import send_reminders

    # Wishes and their answers that did not leave at once go with the morning's letters.
    wishes = tell_of_wishes(office)
    run = send_reminders(
        office.begin, office.letter_post, office.letter_rules, today=local_date(now), now=office.clock.now
    )
    return letter_report(office, Job.SEND_REMINDERS, slot, replace(run, outcomes=(*wishes.outcomes, *run.outcomes)))


def _check(office: Office, slot: str, now: datetime) -> JobReport:
    from dondoc.usecases.check_progress import check_progress

    run = check_progress(
        office.begin, office.letter_post, office.letter_rules, today=local_date(now), now=office.clock.now
    )
    return letter_report(office, Job.CHECK_PROGRESS, slot, run)


def _escalate(office: Office, slot: str, now: datetime) -> JobReport:
    from dondoc.usecases.escalate_overdue import escalate_overdue

    run = escalate_overdue(
        office.begin, office.letter_post, office.letter_rules, today=local_date(now), now=office.clock.now
    )
    return letter_report(office, Job.ESCALATE_OVERDUE, slot, run)


def letter_report(office: Office, job: Job, slot: str, run: LetterRun) -> JobReport:
    """What a letter-writing run did, in the user's words."""
    held = [
        JobLine(
            subject=" ".join(filter(None, (h.code, h.person))) or "mọi việc", outcome=office.held(h.reason, h.until)
        )
        for h in run.held
    ]
    skipped = [
        JobLine(subject=s.person.name if s.person else str(s.message_id), outcome=office.held(s.reason))
        for s in run.skipped
    ]
    bare = [JobLine(subject=s.person.name, outcome=office.explain(why)) for s in run.sent for why in s.left_out]
    return JobReport(
        job=job,
        slot=slot,
        done=tuple(JobLine(subject=s.person.name, outcome=f"{s.subject} → {s.to}") for s in run.sent),
        left=(*held, *skipped, *bare),
        failed=tuple(JobLine(subject=f.person.name, outcome=office.explain(f.error)) for f in run.failed),
        waits=run.waits,
    )


def collect_from_inbox(office: Office, *, now: datetime) -> Collection:
    """One pass over `inbox/evidence/`."""
    # Read first: a wrong config file is no fault of the files in the inbox.
    lexicon, notes = office.lexicon, load_note_words(office.office_dir)
    return collect_evidence(
        office.begin,
        office.evidence_inbox,
        office.evidence_rules,
        files=office.file_reader,
        read_note=lambda words, today, targets: read_note(lexicon, notes, words, today, targets),
        explain=office.explain,
        actor=replace(office.actor, via=FOLDER),
        now=now,
    )


def _collect(office: Office, slot: str, now: datetime) -> JobReport:
    collection = collect_from_inbox(office, now=now)
    done = [
        JobLine(
            subject=c.code,
            outcome=f"nhận {len(c.files)} tệp vào hoạt động số {c.activity_id}"
            + ("; cần xem lại ngày hoặc số lượng" if c.is_unclear else ""),
        )
        for c in collection.collected
    ]
    left = [JobLine(subject=f"{r.folder}/{r.name}", outcome=office.explain(r.error)) for r in collection.refused]
    left += [
        JobLine(subject=f"{code}/{name}", outcome="đã có từ trước, không ghi lại") for code, name in collection.known
    ]
    # After the folders: a mail server that does not answer keeps nobody waiting.
    told, waiting, failed = reply_lines(office, collect_replies(office, now=now))
    return JobReport(
        job=Job.COLLECT_EVIDENCE,
        slot=slot,
        done=(*done, *told),
        left=(*left, *waiting),
        failed=tuple(failed),
    )


def _ingest(office: Office, slot: str, now: datetime) -> JobReport:
    inbox = office.report_inbox
    # Read first: a wrong config file is no fault of the files in the inbox.
    lexicon = office.lexicon
    done: list[JobLine] = []
    left: list[JobLine] = []
    for file in inbox.waiting():
        try:
            done.append(JobLine(subject=file.name, outcome=_ingest_file(office, lexicon, inbox, file, now=now)))
        except DondocError as error:
            words = office.explain(error)
            # What is wrong with the document stays wrong until the file changes; any other cause may pass.
            lasting = error.message_code.startswith("document.") or error.message_code == "inbox.link"
            if is_passing(error) or inbox.refuse(file, words, lasting=lasting):
                left.append(_refused(office, file, error, words))
    return JobReport(job=Job.INGEST_REPORTS, slot=slot, done=tuple(done), left=tuple(left))


def _refused(office: Office, file: InboxFile, error: DondocError, words: str) -> JobLine:
    """What the log says of a file that was left; the name of a secret one may tell its content and stands nowhere."""
    if error.message_code == "document.secret":
        return JobLine(subject=office.say("document.secret_file", {}), outcome=office.say("document.secret_left", {}))
    return JobLine(subject=file.name, outcome=words)


def _ingest_file(office: Office, lexicon: Lexicon, inbox: Inbox, file: InboxFile, *, now: datetime) -> str:
    """Bring one report in and move its file away; what came of it."""
    from dondoc.documents.reading import read_bytes

    data = inbox.read(file)
    document = read_bytes(data, PurePosixPath(file.name).name)
    ingested = ingest_report(
        office.begin, office.blobs, document, extract(document, lexicon), data=data, actor=office.actor, now=now
    )
    inbox.take(file, local_date(now))
    return "văn bản đã có" if ingested.is_repeat else f"{len(ingested.commitments)} cam kết chờ xác nhận"


def _draft(office: Office, slot: str, now: datetime) -> JobReport:
    """A draft some working days before each cut-off, and one when the cut-off day is over, without anybody asking."""
    today = local_date(now)
    with office.work() as work:
        unit = own_unit(work)
        last = work.jobs.last_done(Job.DRAFT_REPORTS.value, unit.code)
    last_run = date.fromisoformat(last) if last is not None else None
    present = Period.half_of(today)
    plans = [plan_of(office, unit.id, period) for period in (present.previous(), present)]
    due = [plan for plan in plans if _is_draft_due(office, plan, today, last_run)]
    if not due:
        waiting = next((p for p in plans if p.cut_off >= today), None) or plan_of(office, unit.id, present.next())
        first, second = _draft_days(office, waiting)
        reason = f"chưa đến kỳ: soạn từ ngày {first:%d/%m/%Y} và ngày {second:%d/%m/%Y}"
        return JobReport(job=Job.DRAFT_REPORTS, slot=slot, left=(JobLine(subject=waiting.name, outcome=reason),))
    done: list[JobLine] = []
    left: list[JobLine] = []
    for plan in due:
        with office.work() as work:
            is_signed_for = has_left(work, plan)
        if is_signed_for:
            left.append(JobLine(subject=plan.name, outcome="đã trình hoặc đã ban hành, không tự soạn lại"))
            continue
        try:
            drafted, paths = write_report(office, plan, now=now)
        except NotFound as error:
            left.append(JobLine(subject=plan.name, outcome=office.explain(error)))
        else:
            names = ", ".join(str(p.relative_to(office.folder)) for p in paths.values())
            done.append(JobLine(subject=plan.name, outcome=f"bản {drafted.report.version}: {names}"))
            told = (*drafted.faults.values(), *drafted.remarks)
            left += [JobLine(subject=plan.name, outcome=office.explain(one)) for one in told]
    return JobReport(job=Job.DRAFT_REPORTS, slot=slot, done=tuple(done), left=tuple(left))


def _draft_days(office: Office, plan: ReportPlan) -> tuple[date, date]:
    """The first day for a draft with the figures so far, and the day on which the cut-off is over."""
    days = load_report_calendar(office.office_dir).draft_days_before
    first = nth_working_day_before(plan.cut_off, days, office.calendar.is_working_day)
    return first, plan.cut_off + timedelta(days=1)


def _is_draft_due(office: Office, plan: ReportPlan, today: date, last_run: date | None) -> bool:
    """Whether this is the first run on or after one of the two days; a day on which no machine ran is made up for."""
    reached = [day for day in _draft_days(office, plan) if day <= today]
    return bool(reached) and (last_run is None or last_run < reached[-1])


def _verify(office: Office, slot: str, now: datetime) -> JobReport:
    # What a crash left lying after it was destroyed by the log goes first.
    finish_destruction(office.begin, office.blobs, drop_copies=office.evidence_inbox.drop_copies)
    finish_forgetting(office.begin, office.blobs)
    found = check_ledger(office)
    # At night nobody is written to: the letters of the day tell the secretary.
    note_findings(office.begin, told(office, found.broken), len(found.broken))
    left = tuple(JobLine(subject=name, outcome=office.say("ledger.orphan", {"name": name})) for name in found.orphans)
    if found.broken:
        bad = tuple(JobLine(subject="sổ", outcome=line) for line in told(office, found.broken))
        return JobReport(job=Job.VERIFY_LEDGER, slot=slot, left=left, failed=bad)
    line = JobLine(subject="sổ", outcome=f"{found.events} sự kiện, {found.streams} đơn vị, còn nguyên vẹn")
    return JobReport(job=Job.VERIFY_LEDGER, slot=slot, done=(line,), left=left)


_DO: Mapping[Job, Callable[[Office, str, datetime], JobReport]] = MappingProxyType(
    {
        Job.INGEST_REPORTS: _ingest,
        Job.SEND_REMINDERS: _send,
        Job.COLLECT_EVIDENCE: _collect,
        Job.CHECK_PROGRESS: _check,
        Job.ESCALATE_OVERDUE: _escalate,
        Job.DRAFT_REPORTS: _draft,
        Job.VERIFY_LEDGER: _verify,
    }
)
