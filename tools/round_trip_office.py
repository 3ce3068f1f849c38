"""An office that reads a report, confirms all it promises, does some of it by a fixed rule, and writes the next one."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from dondoc.core.activity import EvidenceRules
from dondoc.core.commitment import AmendmentKind, Commitment
from dondoc.core.event import Actor
from dondoc.core.extraction import Extraction
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import Period
from dondoc.core.report import Printed, ReportCalendar
from dondoc.core.target import Aggregate, Role
from dondoc.core.task import Status
from dondoc.core.unit import Unit, UnitParent
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.html_writer import render_html
from dondoc.documents.markdown_writer import render_markdown
from dondoc.documents.reading import read_bytes
from dondoc.documents.typst_writer import render_pdf
from dondoc.draft.office import Area, ReportOffice
from dondoc.draft.report_context import ReportContext
from dondoc.errors import DondocError
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.settings.evidence import load_evidence_rules
from dondoc.settings.files import shipped_dir
from dondoc.store.blobs import FileBlobs
from dondoc.store.database import Database
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.draft_report import Drafted, ReportRules, draft_report
from dondoc.usecases.ingest_report import ingest_report
from dondoc.usecases.own_unit import BEGINNING, own_unit, start_workspace
from dondoc.usecases.read_tasks import load_views
from dondoc.usecases.record_activity import NewActivity, add_activity
from dondoc.usecases.review_commitments import Decision, Verdict, apply_decisions
from dondoc.usecases.update_task import mark_done, mark_not_done, mark_partly, suspend, waive

CLERK = Actor(name="thuky", via="round_trip")
NAMELESS = "Công đoàn cơ sở Đơn vị Mẫu"
OTHER_UNIT = "Tổ Công đoàn Hậu cần"
#: So many kinds of work are done in turn.
_TURNS = 8


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """One report read in, and what the next one was written from."""

    drafted: Drafted
    issuer: str
    reported: Period
    following: Period
    made_at: datetime

    @property
    def context(self) -> ReportContext:
        """What the forms print."""
        return self.drafted.context


class RoundTripOffice:
    """Books of their own for each document, kept in `folder`."""

    def __init__(self, folder: Path, office: ReportOffice, lexicon: Lexicon) -> None:
        self._folder, self._form, self._lexicon = folder, office, lexicon
        self._areas = tuple(Area(a.code, a.vi) for a in sorted(lexicon.areas, key=lambda a: a.order))
        self._proof_rules: EvidenceRules = load_evidence_rules(None)

    def live(self, name: str, data: bytes, *, works: bool) -> Cycle | None:
        """Read a document, work on what it promises (or not at all), write the next report; None without promises."""
        document = read_bytes(data, name)
        extraction = extract(document, self._lexicon)
        if not extraction.commitments:
            return None
        period = period_of(extraction)
        start = datetime.combine(period.calendar.start, datetime.min.time(), TIME_ZONE) + timedelta(hours=9)
        database, blobs = Database(f"sqlite:///{self._folder / 'so.sqlite'}"), FileBlobs(self._folder / "blobs")
        database.create()
        issuer = extraction.header.issuer or NAMELESS
        with database.begin() as work:
            start_workspace(work, name=issuer, email=None, actor=CLERK, now=start)
            other = work.units.add(Unit(id=0, code="HC", name=OTHER_UNIT))
            work.units.add_parent(UnitParent(unit_id=other.id, parent_id=own_unit(work).id, start=BEGINNING))
            code = own_unit(work).code
        kept = ingest_report(
            database.begin, blobs, document, extraction, data=data, actor=CLERK, now=start, unit_code=code
        )
        accept = [Decision(commitment_id=c.commitment.id, verdict=Verdict.ACCEPT) for c in kept.commitments]
        done = apply_decisions(database.begin, accept, document_id=kept.document.id, actor=CLERK, now=start)
        made_at = start.replace(year=period.calendar.last.year, month=period.calendar.last.month, day=25)
        made_at += timedelta(days=10)
        if works:
            worker = _Worker(database, self._proof_rules, period, made_at - timedelta(days=12))
            worker.work([c.commitment for c in done.confirmed])
        return self._written(database, blobs, period, issuer=issuer, made_at=made_at)

    def _written(
        self, database: Database, blobs: FileBlobs, period: Period, *, issuer: str, made_at: datetime
    ) -> Cycle:
        rules = ReportRules(office=self._form, areas=self._areas, config_sha256="0" * 64, lexicon=self._lexicon)
        with database.begin() as work:
            plan = ReportCalendar().plan_for(own_unit(work).id, period)
        paper: Mapping[str, Callable[[ReportContext], Printed]] = {"none": lambda _: Printed(data=b"-")}
        drafted = draft_report(database.begin, blobs, plan, rules, paper, actor=CLERK, now=made_at)
        following = period.next()
        return Cycle(drafted=drafted, issuer=issuer, reported=period, following=following, made_at=made_at)


def period_of(extraction: Extraction) -> Period:
    """The period whose work a document plans; the half-year of its day where it names none."""
    header = extraction.header
    return header.plan_period or Period.half_of(header.issued_on or date(2026, 7, 1))


def printed(cycle: Cycle, form: str) -> bytes:
    """The report in one of its forms, by the shipped template."""
    folders = [shipped_dir() / "templates" / "report"]
    match form:
        case "docx":
            return render_docx(cycle.context, folders, made_at=cycle.made_at)
        case "pdf":
            return render_pdf(cycle.context, folders, made_at=cycle.made_at)[0]
        case "html":
            return render_html(cycle.context, folders)
        case _:
            return render_markdown(cycle.context, folders)


class _Worker:
    """Does by turns what may happen to a promise; what the rules of the ledger forbid is left as it is."""

    def __init__(self, database: Database, rules: EvidenceRules, period: Period, now: datetime) -> None:
        self._database, self._rules, self._period, self._now = database, rules, period, now

    def work(self, commitments: Sequence[Commitment]) -> None:
        """One kind of work for each, in the order of their codes."""
        deeds = (
            self._nothing, self._done, self._partly, self._later, self._changed, self._handed_over, self._waived,
            self._missed,
        )  # fmt: skip
        for number, commitment in enumerate(commitments):
            if not commitment.is_direction:
                with suppress(DondocError):
                    deeds[number % _TURNS](commitment)
        new = NewActivity(happened_on=self._now.date(), words="Thăm hỏi 03 gia đình đoàn viên gặp khó khăn")
        add_activity(self._database.begin, new, actor=CLERK, now=self._now)

    def _codes(self, commitment: Commitment) -> list[str]:
        with self._database.begin() as work:
            view = next(v for v in load_views(work) if v.promised.id == commitment.id)
        return [view.slot_code(w.slot) for w in view.work if w.slot.status is Status.OPEN]

    def _nothing(self, commitment: Commitment) -> None:
        """It stays as it is."""

    def _done(self, commitment: Commitment) -> None:
        for code in self._codes(commitment)[::2]:
            mark_done(
                self._database.begin, code, self._rules, actor=CLERK, now=self._now, on=self._now.date(),
                attest="Đã thực hiện đủ",
            )  # fmt: skip

    def _partly(self, commitment: Commitment) -> None:
        sums = [t for t in commitment.targets if t.aggregate is Aggregate.SUM and t.role is not Role.CAP]
        code = self._codes(commitment)[0]
        if sums and sums[0].value > 1:
            part = (sums[0].value / 2).quantize(Decimal(1))
            new = NewActivity(happened_on=self._now.date(), words="Đã làm một phần", codes=(code,), quantity=part)
            add_activity(self._database.begin, new, actor=CLERK, now=self._now)
        mark_partly(self._database.begin, code, "Chưa bố trí đủ kinh phí", actor=CLERK, now=self._now)

    def _later(self, commitment: Commitment) -> None:
        day = self._period.next().calendar.start + timedelta(days=40)
        self._amend(commitment, Change(kind=AmendmentKind.EXTEND, reason="Chờ mặt bằng", approver="Chủ tịch", due=day))

    def _changed(self, commitment: Commitment) -> None:
        more = tuple(replace(t, value=t.value + 3) for t in commitment.targets)
        if more:
            self._amend(
                commitment,
                Change(kind=AmendmentKind.RETARGET, reason="Điều chỉnh", approver="Chủ tịch", targets=more),
            )

    def _handed_over(self, commitment: Commitment) -> None:
        self._amend(
            commitment, Change(kind=AmendmentKind.REASSIGN, reason="Đổi việc", approver="Chủ tịch", owner=OTHER_UNIT)
        )

    def _amend(self, commitment: Commitment, change: Change) -> None:
        amend(self._database.begin, commitment.code, change, actor=CLERK, now=self._now)

    def _waived(self, commitment: Commitment) -> None:
        code, *others = self._codes(commitment)
        waive(self._database.begin, code, "Cấp trên làm chung", by="Chủ tịch", actor=CLERK, now=self._now)
        for other in others[:1]:
            suspend(self._database.begin, other, "Chờ hướng dẫn", actor=CLERK, now=self._now)

    def _missed(self, commitment: Commitment) -> None:
        for code in self._codes(commitment)[:1]:
            reason = "Do mưa bão kéo dài, sẽ tổ chức vào quý sau; kết quả: chưa đạt"
            mark_not_done(self._database.begin, code, reason, actor=CLERK, now=self._now)
