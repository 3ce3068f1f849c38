"""The loop twice, on the days that the shipped schedule fires: nothing is followed, reminded or planned in double."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dondoc.cli.task_screen import task_rows
from dondoc.clock import FixedClock
from dondoc.core.activity import EvidenceKind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job
from dondoc.core.progress import TaskView
from dondoc.core.report import WrittenReport
from dondoc.documents.reading import read_bytes
from dondoc.settings.schedules import firings, load_schedules
from dondoc.usecases.ingest_report import ingest_report
from dondoc.usecases.read_tasks import load_views
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_activity, add_evidence
from dondoc.usecases.review_commitments import accept_above, apply_decisions
from dondoc.usecases.send_reminders import start_reminders
from dondoc.usecases.update_task import mark_done, mark_not_done, mark_partly
from dondoc.wiring import Office, make_workspace, open_office
from dondoc.wiring.jobs import run_in

FIRST = """CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU
Số: 09/BC-CĐCS
Lam Sơn, ngày 25 tháng 6 năm 2026

BÁO CÁO
Kết quả hoạt động 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2026

II. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026
1. Mở 04 lớp tập huấn an toàn lao động trước ngày 30/9/2026.
2. Tổ chức hội thao công nhân trước ngày 15/12/2026.
3. Xây dựng quy chế chi tiêu nội bộ trước ngày 31/10/2026.
4. Hằng quý, tổ chức đối thoại với ban giám đốc.
5. Kết nạp ít nhất 10 đoàn viên mới trước ngày 30/11/2026.
"""
FOLLOWED = {Job.DRAFT_REPORTS, Job.SEND_REMINDERS, Job.ESCALATE_OVERDUE, Job.CHECK_PROGRESS}
OLD, NEW = "CDCSXGM-2026-H2-0", "CDCSXGM-2027-H1-0"
REASON = "Chưa bố trí được giảng viên"


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=TIME_ZONE)


def runs_of(day: date) -> list[tuple[datetime, Job]]:
    """What the shipped schedule runs that day, in order."""
    followed = (schedule for schedule in load_schedules() if schedule.job in FOLLOWED)
    return sorted((instant, schedule.job) for schedule in followed for instant in firings(schedule.cron, day))


class Life:
    """A simulated office that lives day by day."""

    def __init__(self, folder: Path) -> None:
        self.office: Office = open_office(make_workspace(folder, simulate=True).resolve(), as_of=at(date(2026, 6, 26)))
        self.office.start(unit=None, email=None)

    def on(self, day: date) -> datetime:
        self.office.clock = FixedClock(at(day))
        return at(day)

    def live(self, first: date, last: date) -> dict[date, list[str]]:
        """The jobs of these days; the reports that were drafted, by day."""
        drafted: dict[date, list[str]] = {}
        for offset in range((last - first).days + 1):
            for instant, job in runs_of(first + timedelta(days=offset)):
                self.office.clock = FixedClock(instant)
                report = run_in(self.office, job, at=instant)
                assert not report.failed
                if job is Job.DRAFT_REPORTS and report.done:
                    drafted[instant.date()] = [line.subject for line in report.done]
        return drafted

    def read(self, data: bytes, name: str, day: date) -> list[str]:
        """Read a report in and confirm everything; the new codes."""
        office, now = self.office, self.on(day)
        document = read_bytes(data, name)
        kept = ingest_report(
            office.begin, office.blobs, document, office.extract(document), data=data, actor=office.actor, now=now
        )
        drafts = [row.commitment for row in kept.commitments]
        reviewed = apply_decisions(
            office.begin, accept_above(drafts, 0), document_id=kept.document.id, actor=office.actor, now=now
        )
        return [c.commitment.code for c in reviewed.confirmed]

    def record(self, code: str, day: date, quantity: int | None = None) -> None:
        office, now = self.office, self.on(day)
        counted = Decimal(quantity) if quantity is not None else None
        new = NewActivity(happened_on=day, words="Đã thực hiện", codes=(code,), quantity=counted)
        activity = add_activity(office.begin, new, actor=office.actor, now=now)
        proof = NewEvidence(kind=EvidenceKind.DOCUMENT_NUMBER, label=f"Biên bản số {activity.id}")
        add_evidence(
            office.begin, office.blobs, activity.id, [proof], office.evidence_rules, actor=office.actor, now=now
        )

    def finish(self, code: str, day: date, quantity: int | None = None) -> None:
        self.record(code, day, quantity)
        mark_done(self.office.begin, code, self.office.evidence_rules, actor=self.office.actor, now=self.on(day))

    def views(self) -> dict[str, TaskView]:
        with self.office.work() as work:
            return {view.code: view for view in load_views(work)}

    def newest(self, period: str) -> WrittenReport:
        with self.office.work() as work:
            return [r for r in work.reports.all() if r.plan.name == period][-1]

    def told(self, since: date) -> set[str]:
        """Codes of all tasks that digests and lists of what is overdue spoke of."""
        with self.office.work() as work:
            sent = [m for m in work.notices.messages() if m.send_on >= since and m.sent_at and m.kind != "progress"]
            slots = {n.key.slot_id for m in sent for n in work.notices.of_message(m.id)}
        return {v.code for v in self.views().values() for w in v.work if w.slot.id in slots}


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    opened = Life(tmp_path / "van-phong")
    yield opened
    opened.office.close()


def first_half_year(life: Life) -> list[str]:
    """Lived, reported and signed; the codes of the next one."""
    life.read(FIRST.encode(), "bao-cao.txt", date(2026, 6, 26))
    with life.office.begin() as work:
        start_reminders(work, date(2026, 6, 26))
    begin, actor = life.office.begin, life.office.actor
    life.record(f"{OLD}1", date(2026, 9, 15), 2)
    mark_partly(begin, f"{OLD}1", REASON, actor=actor, now=life.on(date(2026, 9, 29)))
    life.finish(f"{OLD}4.1", date(2026, 9, 20))
    mark_not_done(begin, f"{OLD}5", "Xưởng chưa tuyển thêm", actor=actor, now=life.on(date(2026, 12, 1)))
    life.finish(f"{OLD}2", date(2026, 12, 10))
    drafted = life.live(date(2026, 12, 20), date(2027, 1, 4))
    assert drafted == {date(2026, 12, 24): ["2026-H2"], date(2027, 1, 1): ["2026-H2"]}
    signed = life.office.blobs.get(dict(life.newest("2026-H2").outputs)["docx"])
    return life.read(signed, "so-ket.docx", date(2027, 1, 5))


def test_two_half_years_account_for_every_task_once_and_under_its_newest_code(life: Life) -> None:
    codes = first_half_year(life)
    assert codes == [f"{NEW}{n}" for n in range(1, 5)]
    old, new = life.newest("2026-H2").context_json, life.views()
    assert "06 đầu việc: hoàn thành đúng hạn 02, hoàn thành một phần 01, chưa thực hiện được 01, quá thời hạn 02" in old
    assert "năm 2027" in old.partition('"place_date_line":')[2][:60]

    # What goes on is linked, is asked once, and shows no code in its words.
    gone = {view.successor.code: code for code, view in new.items() if view.successor is not None}
    assert sorted(gone) == codes
    assert sorted(gone.values()) == [f"{OLD}{n}" for n in (1, 3, 4, 5)]
    assert not [v.terms.display for v in new.values() if "mã theo dõi" in v.terms.display or OLD in v.terms.display]
    rows = {row.code: row for row in task_rows(new.values(), {}, date(2027, 1, 5))}
    assert not [row.code for row in rows.values() if row.is_overdue]
    passed_on = {old: later for later, old in gone.items()}
    assert rows[f"{OLD}3"].label == f"chuyển sang {passed_on[f'{OLD}3']}"
    assert rows[f"{OLD}1"].label == f"hoàn thành một phần, chuyển sang {passed_on[f'{OLD}1']}"
    assert "chuyển sang" not in rows[f"{OLD}4.1"].label

    life.live(date(2027, 1, 5), date(2027, 2, 4))
    by_words = {new[code].terms.display.split()[0]: code for code in codes}
    life.finish(by_words["Mở"], date(2027, 3, 15), 2)
    life.finish(f"{by_words['Hằng']}.1", date(2027, 3, 20))
    drafted = life.live(date(2027, 6, 20), date(2027, 7, 2))
    assert drafted == {date(2027, 6, 23): ["2027-H1"], date(2027, 7, 1): ["2027-H1"]}
    told = life.told(date(2027, 1, 5))
    assert told <= set(codes)
    assert by_words["Xây"] in told

    second = life.newest("2027-H1").context_json
    assert "05 đầu việc: hoàn thành đúng hạn 02, quá thời hạn 03" in second
    assert OLD not in second
    planned = re.findall(r"mã theo dõi: ([\w-]+)", second)
    assert sorted(planned) == sorted(code for code in codes if code != by_words["Mở"])
