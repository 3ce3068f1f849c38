"""A real office on a SQLite file: a report, its drafts, and short verbs for what tests do with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from dondoc.core.activity import Activity, EvidenceKind, EvidenceRules
from dondoc.core.commitment import Commitment
from dondoc.core.document import Document
from dondoc.core.event import Actor
from dondoc.core.extraction import Extraction, FoundCommitment, Header, Kind, Recurrence
from dondoc.core.file_facts import FileFacts
from dondoc.core.four_eyes import FourEyes
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import Period
from dondoc.core.progress import TaskView
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.unit import Unit, UnitParent
from dondoc.documents.pictures import read_picture
from dondoc.documents.sniff import media_type
from dondoc.store.blobs import FileBlobs
from dondoc.store.database import Database
from dondoc.usecases.file_proofs import FileReader
from dondoc.usecases.ingest_report import Ingested, ingest_report
from dondoc.usecases.own_unit import BEGINNING, own_unit, start_workspace
from dondoc.usecases.ports import Begin
from dondoc.usecases.read_tasks import find_view
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_activity, add_evidence
from dondoc.usecases.review_commitments import Decision, Reviewed, Verdict, apply_decisions

ISSUER = "Công đoàn cơ sở Xưởng Gốm Mẫu"
CLERK = Actor(name="thuky", via="test")
H2 = Period(2026, 6, 2)
#: The day of most tests.
NOW = datetime(2026, 7, 6, 9, tzinfo=TIME_ZONE)
RULES = EvidenceRules(
    sufficient=frozenset({EvidenceKind.FILE, EvidenceKind.LINK, EvidenceKind.DOCUMENT_NUMBER}),
    accepted_on_arrival=frozenset({EvidenceKind.DOCUMENT_NUMBER}),
    max_file_size=1000,
    media_types=frozenset({"text/plain", "image/png", "application/pdf"}),
    # One clerk does everything here; tests/usecases/test_decide_evidence.py asks for a second person.
    four_eyes=FourEyes.OFF,
)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=TIME_ZONE)


def target(value: int = 2, unit: str = "lớp", **fields: object) -> Target:
    values: dict[str, object] = {"comparator": Comparator.AT_LEAST, "value": Decimal(value), "unit": unit}
    return Target(**values | fields)


def cap(value: int = 1, unit: str = "vụ") -> Target:
    return Target(
        comparator=Comparator.AT_MOST, value=Decimal(value), unit=unit, role=Role.CAP, aggregate=Aggregate.SUM
    )


def share(value: int = 90, unit: str = "đoàn viên") -> Target:
    return target(value, unit, percent=True, aggregate=Aggregate.LATEST, per=Per.COMMITMENT)


@dataclass(frozen=True)
class Line:
    """One promise of a report to be."""

    text: str
    targets: tuple[Target, ...] = ()
    due: date | None = date(2026, 12, 31)
    owner: str | None = None
    recurrence: Recurrence | None = None
    rrule: str = ""
    heading: str = "Nhiệm vụ"
    confidence: float = 0.9
    parent: int | None = None
    due_explicit: bool = False


def report(
    lines: Sequence[Line],
    *,
    number: str | None = "12/BC-CĐCS",
    issued_on: date | None = date(2026, 7, 1),
    issuer: str | None = ISSUER,
    name: str = "bao-cao.txt",
    tail: str = "",
    plan_period: Period = H2,
) -> tuple[Document, Extraction, bytes]:
    """A document with one line a promise, and what extraction would find in it."""
    text, found = "Kế hoạch\n", []
    for line in lines:
        start = len(text)
        text += line.text + "\n"
        found.append(
            FoundCommitment(
                start=start,
                end=start + len(line.text),
                text=line.text,
                display=line.text,
                parent=line.parent,
                kind=Kind.COUNTABLE if line.targets else Kind.DELIVERABLE,
                targets=line.targets,
                due=line.due,
                due_explicit=line.due_explicit,
                owner=line.owner,
                recurrence=line.recurrence,
                rrule=line.rrule,
                confidence=line.confidence,
                heading=line.heading,
            )
        )
    text += tail
    header = Header(
        issuer=issuer,
        number=number,
        issued_on=issued_on,
        plan_period=plan_period,
        reporting_period=plan_period.previous(),
    )
    document = Document(name=name, media_type="text/plain", sha256="0" * 64, text=text, blocks=())
    return document, Extraction(header=header, commitments=tuple(found)), text.encode()


@dataclass
class Ledger:
    """An office that keeps its books in `folder`."""

    folder: Path
    database: Database = field(init=False)
    blobs: FileBlobs = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(f"sqlite:///{self.folder / 'so.sqlite'}")
        self.blobs = FileBlobs(self.folder / "blobs")

    @property
    def begin(self) -> Begin:
        return self.database.begin

    @property
    def files(self) -> FileReader:
        """As an office has it."""

        def known(sha256: str) -> FileFacts | None:
            with self.database.reading() as work:
                return work.files.facts(sha256)

        return FileReader(blobs=self.blobs, media_type_of=media_type, read_picture=read_picture, known=known)

    def open(self, name: str | None = ISSUER) -> "Ledger":
        self.database.create()
        with self.begin() as work:
            start_workspace(work, name=name, email=None, actor=CLERK, now=NOW)
        return self

    def own(self) -> Unit:
        with self.database.reading() as work:
            return own_unit(work)

    def add_unit(self, code: str, name: str) -> Unit:
        with self.begin() as work:
            unit = work.units.add(Unit(id=0, code=code, name=name))
            work.units.add_parent(UnitParent(unit_id=unit.id, parent_id=own_unit(work).id, start=BEGINNING))
            return unit

    def ingest(self, *lines: Line, now: datetime = NOW, unit_code: str | None = None, **fields: object) -> Ingested:
        document, extraction, data = report(lines, **fields)
        return ingest_report(
            self.begin, self.blobs, document, extraction, data=data, actor=CLERK, now=now, unit_code=unit_code
        )

    def decide(self, *decisions: Decision, now: datetime = NOW, document_id: int | None = None) -> Reviewed:
        return apply_decisions(self.begin, decisions, document_id=document_id, actor=CLERK, now=now)

    def confirm(self, *lines: Line, now: datetime = NOW, **fields: object) -> list[str]:
        """Ingest and accept everything; the codes in order."""
        kept = self.ingest(*lines, now=now, **fields)
        drafts = [row.commitment for row in kept.commitments]
        accept = [Decision(commitment_id=d.id, verdict=Verdict.ACCEPT) for d in drafts]
        return [c.commitment.code for c in self.decide(*accept, now=now, document_id=kept.document.id).confirmed]

    def view(self, code: str) -> TaskView:
        with self.database.reading() as work:
            return find_view(work, code)[0]

    def commitment(self, commitment_id: int) -> Commitment:
        with self.database.reading() as work:
            return work.commitments.get(commitment_id)

    def record(
        self, code: str, day: date, quantity: int | None = None, *, now: datetime | None = None, **fields: object
    ) -> Activity:
        values: dict[str, object] = {"happened_on": day, "words": "Đã tổ chức", "codes": (code,) if code else ()}
        values["quantity"] = Decimal(quantity) if quantity is not None else None
        return add_activity(self.begin, NewActivity(**values | fields), actor=CLERK, now=now or at(day))

    def prove(self, activity: Activity, label: str = "Biên bản số 5", *, now: datetime | None = None) -> None:
        proof = NewEvidence(kind=EvidenceKind.DOCUMENT_NUMBER, label=label)
        when = now or at(activity.happened_on)
        add_evidence(self.begin, self.blobs, activity.id, [proof], RULES, actor=CLERK, now=when)

    def events(self) -> list[str]:
        with self.database.reading() as work:
            return [e.type for stream in work.events.streams() for e in work.events.of_stream(stream)]

    def dump(self) -> list[tuple[object, ...]]:
        """Every row of every table: two dumps are equal when nothing was changed."""
        rows: list[tuple[object, ...]] = []
        with self.database.engine.connect() as connection:
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            for (name,) in tables.fetchall():
                found = connection.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - our own names
                rows += [(name, *row) for row in found]
        return rows
