"""A real workspace in September 2026 with promises, an officer, a chair, and the pages over it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from ledger_office import CLERK, Line, report, share, target

from dondoc.core.answer import LinkPurpose
from dondoc.core.extraction import Recurrence
from dondoc.core.progress import TaskView
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.settings.machine import Settings
from dondoc.usecases.ingest_report import ingest_report
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.read_tasks import find_view
from dondoc.usecases.review_commitments import Decision, Verdict, apply_decisions
from dondoc.usecases.send_reminders import start_reminders
from dondoc.web.app import make_app
from dondoc.wiring import Office, make_workspace, open_office

#: Monday, 21 September 2026, 10:00 in Vietnam.
NOW = datetime(2026, 9, 21, 3, tzinfo=UTC)
LINES = (
    Line("Mở 02 lớp tập huấn", (target(),), due=date(2026, 9, 30)),
    Line("90% đoàn viên tham gia bảo hiểm", (share(),), due=date(2026, 9, 30)),
    Line("Sửa nhà để xe", (), due=date(2026, 10, 30)),
    Line("Họp ban chấp hành mỗi quý", (), recurrence=Recurrence.QUARTERLY, rrule="FREQ=MONTHLY;INTERVAL=3"),
)


@dataclass
class Desk:
    """The workspace with short ways to its links and rows."""

    office: Office
    client: TestClient
    codes: list[str]
    officer: int
    chair: int

    def view(self, code: str) -> TaskView:
        with self.office.work() as work:
            return find_view(work, code)[0]

    def link(self, code: str, person: int | None = None) -> str:
        slot = self.view(code).work[0].slot.id
        return self.give(slot, LinkPurpose.ANSWER, person or self.officer)

    def give(self, subject: int, purpose: LinkPurpose, person: int) -> str:
        with self.office.begin() as work:
            return self.office.link_maker("").give_one(work, person, subject, purpose)

    def own_unit(self) -> int:
        with self.office.work() as work:
            return own_unit(work).id

    def dump(self) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        with self.office.database.engine.connect() as connection:
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            for (name,) in tables.fetchall():
                found = connection.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - our own names
                rows += [(name, *row) for row in found]
        return rows

    def blobs(self) -> list[str]:
        return sorted(
            p.name for p in (self.office.folder / "data").rglob("*") if p.is_file() and "sqlite" not in p.name
        )

    def letters(self) -> list[Path]:
        return sorted((self.office.folder / "outbox").glob("*.eml"))


def key_of(html: str) -> str:
    return html.split('name="khoa" value="', 1)[1].split('"', 1)[0]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DONDOC_{name.upper()}", raising=False)
    folder = make_workspace(tmp_path / "so", simulate=True)
    started = open_office(folder)
    started.start(unit="Công đoàn cơ sở Xưởng Gốm Mẫu", email="thuky@vi.du")
    started.close()
    office = open_office(folder, as_of=NOW)
    document, extraction, data = report(LINES)
    july = datetime(2026, 7, 6, 3, tzinfo=UTC)
    kept = ingest_report(office.begin, office.blobs, document, extraction, data=data, actor=CLERK, now=july)
    accept = [Decision(commitment_id=c.commitment.id, verdict=Verdict.ACCEPT) for c in kept.commitments]
    reviewed = apply_decisions(office.begin, accept, document_id=kept.document.id, actor=CLERK, now=july)
    with office.begin() as work:
        start_reminders(work, july.date())
        unit = own_unit(work).id
        officer = work.units.add_person(Person(id=0, code="hien", name="Trần Thị Hiền", email="hien@vi.du")).id
        chair = work.units.add_person(Person(id=0, code="quy", name="Phạm Văn Quý", email="quy@vi.du")).id
        for person, role in ((officer, PersonRole.OFFICER), (chair, PersonRole.CHAIR)):
            work.units.add_role(RoleTerm(person_id=person, unit_id=unit, role=role, start=date(2020, 1, 1)))
    client = TestClient(
        make_app(office), base_url="http://127.0.0.1:8080", follow_redirects=False, client=("127.0.0.1", 50_000)
    )
    yield Desk(office, client, [c.commitment.code for c in reviewed.confirmed], officer, chair)
    office.close()
