"""`dondoc demo`: the whole loop on one report, from the file to the next cycle, with a half-year in between."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dondoc.clock import FixedClock
from dondoc.core.document import Document
from dondoc.core.extraction import Extraction
from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job
from dondoc.core.period import Period
from dondoc.core.progress import TaskView
from dondoc.core.task import Timeliness, timeliness
from dondoc.demo.cast import decide, make_cast
from dondoc.demo.player import acts_on, play
from dondoc.demo.prefect_child import PrefectChild
from dondoc.demo.story import Act, Deed, write_story
from dondoc.documents.reading import read_document
from dondoc.usecases.draft_report import Drafted
from dondoc.usecases.ingest_report import Ingested, ingest_report, refuse_secret
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.read_tasks import load_views
from dondoc.usecases.review_commitments import Reviewed, apply_decisions
from dondoc.usecases.send_reminders import send_reminders, start_reminders
from dondoc.wiring import Office, make_workspace, open_office
from dondoc.wiring.jobs import run_in
from dondoc.wiring.ledger import check_ledger
from dondoc.wiring.reports import plan_of, write_report

Say = Callable[[str], None]

#: Days after the end of the period on which the report is written, and on which it is read in again.
_REPORT_AFTER, _NEXT_CYCLE_AFTER = 2, 4


@dataclass(slots=True)
class Tally:
    """What happened, counted."""

    letters: int = 0
    files: int = 0
    acts: int = 0
    flow_days: int = 0
    quiet_days: int = 0
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a demonstration leaves behind; `reason` says why there was nothing to follow up."""

    workspace: Path
    reports: dict[str, Path] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    reason: str = ""


def run_demo(report: Path, workspace: Path, say: Say) -> Finished:
    """The loop on a new simulated workspace.

    Raises:
        DondocError: when the report cannot be read, or Prefect does not start (`demo.prefect`).
    """
    document = read_document(report)
    make_workspace(workspace, simulate=True)
    office = open_office(workspace.resolve(), actor="thuky")
    try:
        say(f"1. Đọc {document.name}: {len(document.text.split())} chữ.")
        extraction = office.extract(document)
        refuse_secret(document, extraction)
        begin = first_day(extraction)
        office.clock = FixedClock.on(begin)
        office.start(unit=None, email=None)
        if not extraction.commitments:
            office.clock = FixedClock.on(begin)
            _ingest(office, report, document, extraction)
            return Finished(workspace=office.folder, reason=_why_nothing(office, extraction))
        with PrefectChild(office.folder) as prefect:
            return _Loop(office=office, prefect=prefect, say=say, begin=begin).go(report, document, extraction)
    finally:
        office.close()


def first_day(extraction: Extraction) -> date:
    """The day on which the report is confirmed: its date, else the eve of the period it plans."""
    header = extraction.header
    if header.issued_on is not None:
        return header.issued_on
    if header.plan_period is not None:
        return header.plan_period.calendar.start - timedelta(days=1)
    dues = [c.due for c in extraction.commitments if c.due is not None]
    return Period.half_of(min(dues)).calendar.start if dues else date(2026, 6, 30)


def _why_nothing(office: Office, extraction: Extraction) -> str:
    reasons = [office.say(doubt.code, dict(doubt.params)) for doubt in extraction.doubts]
    return " ".join(reasons) or "Văn bản không nêu việc nào sẽ làm trong thời gian tới."


def _ingest(office: Office, path: Path, document: Document, extraction: Extraction) -> Ingested:
    return ingest_report(
        office.begin,
        office.blobs,
        document,
        extraction,
        data=path.read_bytes(),
        actor=office.actor,
        now=office.clock.now(),
    )


@dataclass(slots=True, kw_only=True)
class _Loop:
    """One run of the loop."""

    office: Office
    prefect: PrefectChild
    say: Say
    begin: date
    tally: Tally = field(default_factory=Tally)

    def go(self, report: Path, document: Document, extraction: Extraction) -> Finished:
        ingested = _ingest(self.office, report, document, extraction)
        self.say(f"2. Trích: {len(ingested.commitments)} cam kết của {ingested.unit.name}.")
        reviewed = self._review(ingested)
        views = self._views()
        period = period_of(extraction, views)
        slots = sum(len(c.slots) for c in reviewed.confirmed)
        self.say(
            f"3. Xác nhận: {len(reviewed.confirmed)} cam kết thành {slots} phần việc, theo dõi trong kỳ {period.code}."
        )
        self._show_some(reviewed)
        cut_off = self._cut_off(period)
        first = max(self.begin, period.calendar.start)
        acts = write_story(views, begin=first, end=cut_off)
        self.say("4. Khởi động Prefect kèm theo …")
        self.prefect.wait_until_ready()
        self._live(acts, first, cut_off)
        paths = self._close(period, cut_off)
        self.tally.counts = self.prefect.finish()
        return Finished(workspace=self.office.folder, reports=paths, tally=self.tally)

    def _review(self, ingested: Ingested) -> Reviewed:
        drafts = [row.commitment for row in ingested.commitments]
        codes = make_cast(self.office, drafts)
        reviewed = apply_decisions(
            self.office.begin,
            decide(drafts, codes, open_ended=1),
            document_id=ingested.document.id,
            actor=self.office.actor,
            now=self.office.clock.now(),
        )
        with self.office.begin() as work:
            start_reminders(work, self.office.clock.today())
        return reviewed

    def _show_some(self, reviewed: Reviewed, count: int = 4) -> None:
        for confirmed in reviewed.confirmed[:count]:
            commitment = confirmed.commitment
            due = f"hạn {commitment.due:%d/%m/%Y}" if commitment.due else "chưa có hạn"
            self.say(f"     {commitment.code}  {_cut(commitment.display)} ({due})")
        if len(reviewed.confirmed) > count:
            self.say(f"     … và {len(reviewed.confirmed) - count} cam kết khác")

    def _views(self) -> list[TaskView]:
        with self.office.work() as work:
            return load_views(work)

    def _cut_off(self, period: Period) -> date:
        with self.office.work() as work:
            return plan_of(self.office, own_unit(work).id, period).cut_off

    def _live(self, acts: Sequence[Act], first: date, last: date) -> None:
        day, month = min(self.begin, first), 0
        while day <= last:
            if day.month != month:
                month = day.month
                self.say(f"── Tháng {day.month:02}/{day.year}")
            self._day(day, acts_on(acts, day))
            day += timedelta(days=1)
        self.say(
            f"   {self.tally.flow_days} ngày có việc do luồng Prefect làm, {self.tally.quiet_days} ngày không có gì; "
            f"{self.tally.letters} thư, {self.tally.files} lần nhận minh chứng."
        )

    def _day(self, day: date, acts: Sequence[Act]) -> None:
        """Morning letters at eight, people's acts at ten, the inbox at eleven, conclusions at four."""
        self._morning(day)
        self._play([a for a in acts if a.deed is not Deed.CONCLUDE], day, 10)
        if any(act.deed is Deed.HAND_IN for act in acts):
            report = self.prefect.run(Job.COLLECT_EVIDENCE, _at(day, 11))
            self.tally.files += len(report["done"])
            for line in [*report["left"], *report["failed"]]:
                self.say(f"   {day:%d/%m} để lại: {line['subject']} – {line['outcome']}")
        self._play([a for a in acts if a.deed is Deed.CONCLUDE], day, 16)

    def _morning(self, day: date) -> None:
        jobs = [Job.SEND_REMINDERS] if self._is_anything_due(day) else []
        if day.day == self._progress_day():
            jobs.append(Job.CHECK_PROGRESS)
        if day.weekday() == 0 and self._is_anything_late(day):
            jobs.append(Job.ESCALATE_OVERDUE)
        if not jobs:
            self.office.clock = FixedClock.on(day)
            run_in(self.office, Job.SEND_REMINDERS, at=_at(day, 8))
            self.tally.quiet_days += 1
            return
        self.tally.flow_days += 1
        for job in jobs:
            report = self.prefect.run(job, _at(day, 8))
            self.tally.letters += len(report["done"])
            for line in report["failed"]:
                self.say(f"   {day:%d/%m} chưa gửi được: {line['subject']} – {line['outcome']}")

    def _is_anything_due(self, day: date) -> bool:
        self.office.clock = FixedClock.on(day)
        run = send_reminders(
            self.office.database.reading,
            self.office.letter_post,
            self.office.letter_rules,
            today=day,
            now=self.office.clock.now,
            dry_run=True,
        )
        return bool(run.planned)

    def _progress_day(self) -> int:
        return self.office.letter_rules.ladder.progress_day

    def _is_anything_late(self, day: date) -> bool:
        slots = [work.slot for view in self._views() for work in view.work]
        return any(timeliness(s, today=day) is Timeliness.OVERDUE and not s.is_history for s in slots)

    def _play(self, acts: Sequence[Act], day: date, hour: int) -> None:
        self.office.clock = FixedClock.on(day, time(hour))
        told: dict[str, int] = {}
        for act in acts:
            line = play(self.office, act)
            self.tally.acts += 1
            # The parts of one commitment that go alike are told in one line.
            told[_without_part(line)] = told.get(_without_part(line), 0) + 1
        for line, count in told.items():
            self.say(f"   {day:%d/%m} {line}" + (f" – {count} phần việc" if count > 1 else ""))

    def _close(self, period: Period, cut_off: date) -> dict[str, Path]:
        """The report by the flow on the morning after the cut-off, looked at later, and the next cycle from it."""
        morning = cut_off + timedelta(days=1)
        self.prefect.run(Job.VERIFY_LEDGER, _at(morning, 2))
        self.prefect.run(Job.DRAFT_REPORTS, _at(morning, 6))
        self.office.clock = FixedClock.on(cut_off + timedelta(days=_REPORT_AFTER))
        with self.office.work() as work:
            unit_id = own_unit(work).id
        drafted, paths = write_report(self.office, plan_of(self.office, unit_id, period), now=self.office.clock.now())
        self._show_report(drafted)
        self._next_cycle(paths["docx"], cut_off)
        found = check_ledger(self.office)
        state = self.office.explain(found.broken[0]) if found.broken else "còn nguyên vẹn"
        self.say(f"7. Kiểm tra sổ: {found.events} sự kiện, {state}.")
        return paths

    def _show_report(self, drafted: Drafted) -> None:
        head = drafted.headline
        self.say(f"5. Soạn “{drafted.context.title}” (bản {drafted.report.version}):")
        self.say(
            f"     {head.total} phần việc: đúng hạn {head.done_on_time}, chậm {head.done_late}, "
            f"một phần {head.partly_done}, chưa thực hiện {head.not_done}, quá hạn {head.overdue}, "
            f"đang thực hiện {head.in_time}, tạm dừng {head.suspended}, cho thôi {head.waived}"
        )

    def _next_cycle(self, path: Path, cut_off: date) -> None:
        """The signed report is read in, its plan confirmed: what goes on is followed under the new codes only."""
        self.office.clock = FixedClock.on(cut_off + timedelta(days=_NEXT_CYCLE_AFTER))
        document = read_document(path)
        ingested = _ingest(self.office, path, document, self.office.extract(document))
        self.say(f"6. Đọc lại báo cáo vừa soạn: {len(ingested.commitments)} cam kết của kỳ mới.")
        reviewed = apply_decisions(
            self.office.begin,
            decide([row.commitment for row in ingested.commitments], {}, open_ended=1),
            document_id=ingested.document.id,
            actor=self.office.actor,
            now=self.office.clock.now(),
        )
        self._show_cycle(reviewed)

    def _show_cycle(self, reviewed: Reviewed) -> None:
        views = self._views()
        old = {view.successor.code: view.code for view in views if view.successor is not None}
        new = [confirmed.commitment for confirmed in reviewed.confirmed]
        slots = sum(len(confirmed.slots) for confirmed in reviewed.confirmed)
        going_on = sum(commitment.code in old for commitment in new)
        self.say(f"   Xác nhận: {len(new)} cam kết thành {slots} phần việc, {going_on} cam kết tiếp nối kỳ trước.")
        for commitment in new:
            mark = f" ← tiếp nối {old[commitment.code]}" if commitment.code in old else ""
            due = f"hạn {commitment.due:%d/%m/%Y}" if commitment.due else "chưa có hạn"
            self.say(f"     {commitment.code}  {_cut(commitment.display)} ({due}){mark}")
        passed = sum(1 for view in views for work in view.work if work.slot.continued_by)
        self.say(f"     {passed} phần việc còn nợ của kỳ trước từ nay theo dõi bằng mã mới, không nhắc hai lần.")


def period_of(extraction: Extraction, views: Sequence[TaskView]) -> Period:
    """The half-year (or other period) that is lived through: the plan's, else that of most tasks' dates."""
    if extraction.header.plan_period is not None:
        return extraction.header.plan_period
    halves = [Period.half_of(work.slot.due) for view in views for work in view.work]
    return max(set(halves), key=lambda half: (halves.count(half), half)) if halves else Period(2026, 6, 2)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), TIME_ZONE)


def _without_part(line: str) -> str:
    """The line without the number of the part and of its minutes.

    >>> _without_part("CD-2026-H2-15.3: họp tổ (Biên bản số 03/BB-BCH)")
    'CD-2026-H2-15: họp tổ'
    """
    return re.sub(r"^(\S+-\d+)\.\d+:|\s\(Biên bản số [^)]*\)$", lambda m: f"{m[1]}:" if m[1] else "", line)


def _cut(words: str, longest: int = 88) -> str:
    return words if len(words) <= longest else words[: longest - 1].rsplit(" ", 1)[0] + "…"
