"""What a new officer gets: everything open, nothing that is done, and where to find the rest."""

from datetime import date

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, target
from report_desk import DUE, FORM, H2, Desk, done

from dondoc.core.activity import EvidenceKind
from dondoc.core.commitment import AmendmentKind
from dondoc.core.report import ReportCalendar
from dondoc.draft.handover import Handover, handover_context
from dondoc.settings.evidence_kits import load_evidence_kits
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.hand_over import hand_over
from dondoc.usecases.record_activity import NewEvidence, add_evidence

TODAY = date(2026, 12, 20)
KITS = load_evidence_kits()


def handed(ledger: Ledger, today: date = TODAY) -> Handover:
    with ledger.database.reading() as work:
        return hand_over(
            work, ledger.own(), kits=KITS, calendar=ReportCalendar(), today=today,
            days_off=[date(2027, 1, 1)], taker="Người nhận",
        )  # fmt: skip


@pytest.fixture
def office(ledger: Ledger) -> Ledger:
    held, late, counted, _ = ledger.confirm(
        Line("Hội thao", due=DUE),
        Line("Sửa nhà ăn", due=DUE),
        Line("Mở 02 lớp tập huấn", (target(2, "lớp"),), due=date(2026, 12, 31)),
        Line("Thăm hỏi đoàn viên", due=date(2026, 12, 31)),
    )
    done(ledger, held, date(2026, 12, 1))
    ledger.record(counted, date(2026, 12, 2), 1)
    assert late
    return ledger


def test_what_is_owed_is_there_by_deadline_with_what_was_reached_and_what_is_done_is_not(office: Ledger) -> None:
    tasks = handed(office).tasks
    assert [(t.words, t.is_overdue, t.target, t.reached) for t in tasks] == [
        ("Sửa nhà ăn", True, "", ""),
        ("Mở 02 lớp tập huấn", False, "ít nhất 02 lớp", "01 lớp"),
        ("Thăm hỏi đoàn viên", False, "", ""),
    ]
    assert tasks[0].doer == office.own().name


def test_what_waits_for_a_decision_and_what_was_amended_is_told(office: Ledger) -> None:
    codes = {t.words: t.code for t in handed(office).tasks}
    activity = office.record(codes["Thăm hỏi đoàn viên"], date(2026, 12, 5))
    proof = NewEvidence(kind=EvidenceKind.STATEMENT, label="Tổ trưởng nói đã thăm")
    add_evidence(office.begin, office.blobs, activity.id, [proof], RULES, actor=CLERK, now=at(date(2026, 12, 6)))
    later = Change(
        kind=AmendmentKind.EXTEND, due=date(2027, 1, 15), reason="Chờ vật tư", approver="Chủ tịch",
        basis="Thông báo số 3/TB",
    )  # fmt: skip
    amend(office.begin, codes["Sửa nhà ăn"], later, actor=CLERK, now=at(date(2026, 12, 10)))
    found = handed(office)
    assert [q.startswith("Minh chứng số ") for q in found.questions] == [True]
    assert found.changes == (
        f"“Sửa nhà ăn” ({codes['Sửa nhà ăn']}): gia hạn từ ngày 15/12/2026 đến ngày 15/01/2027 "
        "theo Thông báo số 3/TB (lý do: chờ vật tư)",
    )
    assert not any(t.is_overdue for t in found.tasks)


def test_the_next_dates_and_the_reports_are_told(office: Ledger) -> None:
    Desk(office).write(H2, at(TODAY))
    found = handed(office)
    assert (date(2027, 1, 1), "nghỉ lễ hoặc nghỉ bù") in found.dates
    assert any(day == date(2026, 12, 31) and words.startswith("chốt số liệu báo cáo") for day, words in found.dates)
    assert [r.name for r in found.reports] == ["Báo cáo 6 tháng cuối năm 2026, bản 1"]


def test_the_document_has_all_of_it_and_a_place_to_sign(office: Ledger) -> None:
    context = handover_context(handed(office), FORM)
    words = "\n".join(line.text for section in context.sections for line in section.paragraphs)
    assert "Có 03 việc chưa xong, 01 việc đã quá thời hạn (danh sách tại phụ lục)." in words
    assert "Người nhận: Người nhận" in words
    assert [(annex.label, annex.title, len(annex.rows)) for annex in context.annexes] == [
        ("Phụ lục I", "VIỆC CÒN PHẢI THEO DÕI", 3),
        ("Phụ lục II", "NGƯỜI VÀ CÁCH LIÊN HỆ", 1),
    ]
