"""What a report says of others: what they settled is cited, what changed since is told once, nothing is lost."""

from datetime import date

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, target
from report_desk import DUE, H1, H2, MADE, Desk, done

from dondoc.core.period import Period
from dondoc.core.report import WrittenReport
from dondoc.core.report_edit import ChangeKind, EditAct, ReportEdit, SignedReport, TextChange
from dondoc.draft.edits import EditNoteKind, lines_of
from dondoc.errors import NotFound
from dondoc.usecases.draft_report import Drafted
from dondoc.usecases.issue_report import Printing, issue_report, submit_report
from dondoc.usecases.update_task import mark_done, mark_not_done

SIGNED = at(date(2027, 1, 8))
YEAR = Period.parse("2026")
CITED = "Báo cáo số 15/BC-CĐCS ngày 08/01/2027"


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


def issue(desk: Desk, report: WrittenReport, number: str = "15/BC-CĐCS") -> WrittenReport:
    begin = desk.ledger.begin
    submit_report(begin, report.id, actor=CLERK, now=SIGNED)
    forms = {"docx": desk.render, "md": desk.render}
    printing = Printing(blobs=desk.ledger.blobs, renderers=forms, config_sha256="0" * 64)
    now = max(SIGNED, report.made_at)
    return issue_report(
        begin, report.id, number=number, issued_on=SIGNED.date(), actor=CLERK, now=now, printing=printing
    ).report


def lines(drafted: Drafted, part: str) -> list[str]:
    return [line.text for line in lines_of(drafted.context.sections) if line.key.startswith(part)]


def members(desk: Desk, quantity: int) -> str:
    (code,) = desk.ledger.confirm(Line("Kết nạp đoàn viên", targets=(target(2, "đoàn viên"),), due=DUE))
    activity = desk.ledger.record(code, date(2026, 12, 1), quantity)
    desk.ledger.prove(activity)
    mark_done(desk.ledger.begin, code, RULES, actor=CLERK, now=at(date(2026, 12, 2)))
    return code


def test_the_year_tells_what_the_half_year_settled_and_cites_it(desk: Desk) -> None:
    (code,) = desk.ledger.confirm(Line("Hội thao", due=DUE))
    done(desk.ledger, code, date(2026, 12, 1))
    half = issue(desk, desk.write(H2, MADE).report)
    year = desk.write(YEAR, MADE)
    assert year.headline.done == 1
    (line,) = lines(year, "results")
    assert line.endswith(f"(đã nêu tại {CITED}).")
    issue(desk, year.report, "16/BC-CĐCS")
    assert desk.ledger.view(code).work[0].slot.settled_in == half.id
    with pytest.raises(NotFound):
        desk.write(H1, at(date(2027, 7, 2)))


def test_late_evidence_is_told_by_the_next_report_and_by_no_other(desk: Desk) -> None:
    code = members(desk, 12)
    issue(desk, desk.write(H2, MADE).report)
    desk.ledger.prove(
        desk.ledger.record(code, date(2026, 12, 20), 1, now=at(date(2027, 2, 1))), now=at(date(2027, 2, 1))
    )
    desk.ledger.confirm(Line("Mở lớp", due=date(2027, 5, 1)), number="1/KH", issued_on=date(2027, 1, 2))
    following = desk.write(H1, at(date(2027, 7, 2)))
    (line,) = lines(following, "adjusted")
    assert line == f"- Kết nạp đoàn viên: {CITED} đã nêu 12 đoàn viên, nay là 13 đoàn viên."
    begin = desk.ledger.begin
    submit_report(begin, following.report.id, actor=CLERK, now=at(date(2027, 7, 3)))
    issue_report(
        begin, following.report.id, number="30/BC", issued_on=date(2027, 7, 4), actor=CLERK, now=at(date(2027, 7, 4))
    )
    assert lines(desk.write(Period.parse("2027-H2"), at(date(2028, 1, 4))), "adjusted") == []


def test_an_outcome_that_is_another_now_is_told_against_what_was_reported(desk: Desk) -> None:
    (code,) = desk.ledger.confirm(Line("Sửa nhà ăn", due=DUE))
    mark_not_done(desk.ledger.begin, code, "Mưa bão", actor=CLERK, now=at(date(2027, 1, 3)))
    issue(desk, desk.write(H2, MADE).report)
    done(desk.ledger, code, date(2027, 2, 1))
    (line,) = lines(desk.write(H1, at(date(2027, 7, 2))), "adjusted")
    assert line == f"- Sửa nhà ăn: {CITED} đã nêu chưa thực hiện được, nay đã hoàn thành ngày 01/02/2027."


def test_an_activity_that_came_to_be_known_too_late_is_told_by_the_next_report(desk: Desk) -> None:
    members(desk, 2)
    desk.ledger.record("", date(2026, 12, 10), words="Thăm gia đình khó khăn")
    issue(desk, desk.write(H2, MADE).report)
    late = at(date(2027, 1, 20))
    desk.ledger.record("", date(2026, 12, 30), now=late, words="Tặng quà Tết")
    (line,) = lines(desk.write(H1, at(date(2027, 7, 2))), "adjusted")
    assert line == "- Bổ sung hoạt động chưa nêu trong báo cáo kỳ trước: tặng quà Tết (ngày 30/12/2026)."


def test_the_number_that_was_signed_is_the_number_that_was_reported(desk: Desk) -> None:
    code = members(desk, 12)
    report = issue(desk, desk.write(H2, MADE).report)
    change = TextChange(kind=ChangeKind.FIGURE, codes=(code,), figures=(("12", "13 đoàn viên"),))
    with desk.ledger.begin() as work:
        document = work.documents.all()[0].id
        work.signed_reports.put(
            SignedReport(
                report_id=report.id, document_id=document, file_sha256="a" * 64, name="ky.pdf", by="lan", at=SIGNED,
                changes=(change,),
            )
        )  # fmt: skip
    (line,) = lines(desk.write(H1, at(date(2027, 7, 2))), "adjusted")
    assert line.endswith("đã nêu 13 đoàn viên, nay là 12 đoàn viên.")


def test_what_a_person_wrote_stands_in_every_later_version(desk: Desk) -> None:
    code = members(desk, 12)
    first = desk.write(H2, MADE)
    line = next(line for line in lines_of(first.context.sections) if code in line.codes)
    edit = ReportEdit(
        plan=first.report.plan, key=line.key, act=EditAct.REPLACE, words="- Lời chị Lan.", seen=line.text,
        codes=line.codes, by="lan", at=MADE,
    )  # fmt: skip
    with desk.ledger.begin() as work:
        work.report_edits.put(edit)
    second = desk.write(H2, MADE)
    assert (second.report.version, second.notes) == (2, ())
    assert "- Lời chị Lan." in lines(second, "results")
    assert desk.write(H2, MADE).is_repeat
    desk.ledger.prove(desk.ledger.record(code, date(2026, 12, 20), 1))
    third = desk.write(H2, MADE)
    assert "- Lời chị Lan." in lines(third, "results")
    assert [note.kind for note in third.notes] == [EditNoteKind.STALE]
    assert "13 đoàn viên" in third.notes[0].now


def test_what_is_written_after_the_issue_says_which_report_it_replaces(desk: Desk) -> None:
    code = members(desk, 12)
    first = desk.write(H2, MADE)
    issued = issue(desk, first.report)
    again = desk.write(H2, MADE)
    assert (again.is_repeat, again.report.id) == (True, issued.id)
    desk.ledger.prove(desk.ledger.record(code, date(2026, 12, 20), 1, now=SIGNED), now=SIGNED)
    corrected = desk.write(H2, at(date(2027, 2, 1)))
    assert corrected.context.lead.startswith(f"Báo cáo này thay thế {CITED}. ")
    assert "13 đoàn viên" in " ".join(lines(corrected, "results"))
    assert desk.write(H2, at(date(2027, 2, 1))).is_repeat
    later = issue(desk, corrected.report, "22/BC-CĐCS")
    assert desk.write(H2, at(date(2027, 2, 1))).report.id == later.id
    told = next(payload for event, payload in _events(desk) if event == "report.issued" and "replaces" in payload)
    assert told["replaces"] == "15/BC-CĐCS"
    assert "13 đoàn viên" in str(told["changes"])


def _events(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    with desk.ledger.begin() as work:
        return [
            (event.type, dict(work.events.payload(stream, event.seq) or {}))
            for stream in work.events.streams()
            for event in work.events.of_stream(stream)
        ]
