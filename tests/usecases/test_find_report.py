"""Reports by what an office calls them, and who may send them on their way."""

from datetime import date

import pytest
from ledger_office import CLERK, Ledger, Line, at
from report_desk import DUE, H2, MADE, Desk, done

from dondoc.core.event import Actor
from dondoc.core.report import ReportState
from dondoc.core.unit import Person, PersonRole, RoleTerm
from dondoc.draft.edits import lines_of
from dondoc.errors import DondocError, NotAllowed, NotFound
from dondoc.usecases.edit_report import add_paragraph, drop_edit, leave_out, reword
from dondoc.usecases.find_report import find_report
from dondoc.usecases.issue_report import issue_report, submit_report, withdraw_report

SIGNED = at(date(2027, 1, 8))


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    """Version 1 is submitted, version 2 a newer draft."""
    desk = Desk(ledger)
    held, late = ledger.confirm(Line("Hội thao", due=DUE), Line("Mở lớp", due=DUE))
    done(ledger, held, date(2026, 12, 1))
    submit_report(ledger.begin, desk.write(H2, MADE).report.id, actor=CLERK, now=MADE)
    done(ledger, late, date(2026, 12, 2), now=MADE)
    desk.write(H2, at(date(2027, 1, 6)))
    return desk


def found(desk: Desk, name: str, *prefer: ReportState) -> int:
    with desk.ledger.begin() as work:
        return find_report(work, name, prefer=prefer).report.version


def test_a_report_is_found_by_period_version_and_number(desk: Desk) -> None:
    begin = desk.ledger.begin
    assert [found(desk, name) for name in ("2026-H2", "2026-h2 v1", "2026-H2-v2", "2026-H2v1")] == [2, 1, 2, 1]
    assert found(desk, "2026-H2", ReportState.SUBMITTED) == 1
    issue_report(begin, 1, number="05/BC-CĐCS", issued_on=SIGNED.date(), actor=CLERK, now=SIGNED)
    assert [found(desk, name) for name in ("05/BC-CĐCS", "5 / bc-cđcs")] == [1, 1]
    with pytest.raises(NotFound) as unknown:
        found(desk, "2031-H1")
    assert unknown.value.message_code == "report.unknown_name"


def test_a_report_that_is_taken_back_gives_way_to_a_newer_draft(desk: Desk) -> None:
    assert withdraw_report(desk.ledger.begin, 1, actor=CLERK, now=SIGNED).state is ReportState.SUPERSEDED


def test_only_who_keeps_or_signs_the_reports_sends_them_on_and_changes_them(desk: Desk) -> None:
    begin = desk.ledger.begin
    with begin() as work:
        person = work.units.add_person(Person(id=0, code="tho", name="Lê Thị Thợ"))
        unit_id = desk.ledger.own().id
        term = RoleTerm(person_id=person.id, unit_id=unit_id, role=PersonRole.OFFICER, start=date(2020, 1, 1))
        work.units.add_role(term)
    officer = Actor(name="tho", via="test")
    with pytest.raises(NotAllowed) as refused:
        submit_report(begin, 2, actor=officer, now=SIGNED)
    assert refused.value.message_code == "report.not_keeper"
    with begin() as work:
        work.units.add_role(
            RoleTerm(person_id=person.id, unit_id=unit_id, role=PersonRole.CHAIR, start=date(2026, 1, 1))
        )
    assert submit_report(begin, 2, actor=officer, now=SIGNED).state is ReportState.SUBMITTED
    with begin() as work:
        assert [r.state for r in work.reports.all()] == [ReportState.SUPERSEDED, ReportState.SUBMITTED]


def test_words_are_given_to_a_paragraph_taken_back_added_and_left_out(desk: Desk) -> None:
    begin = desk.ledger.begin
    drafted = desk.write(H2, at(date(2027, 1, 6)))
    report = drafted.report
    line = next(one for one in lines_of(drafted.context.sections) if one.key.startswith("results."))

    def again() -> list[str]:
        return [one.text for one in lines_of(desk.write(H2, at(date(2027, 1, 6))).context.sections)]

    assert reword(begin, report, line.key, "Lời khác.", actor=CLERK, now=SIGNED).seen == line.text
    added = add_paragraph(begin, report, line.key, "Thêm một việc.", actor=CLERK, now=SIGNED)
    texts = again()
    assert texts[texts.index("- Lời khác.") + 1] == "- Thêm một việc."
    drop_edit(begin, report, added.key, actor=CLERK, now=SIGNED)
    leave_out(begin, report, line.key, actor=CLERK, now=SIGNED)
    assert not {"- Lời khác.", "- Thêm một việc.", line.text} & set(again())
    reword(begin, report, line.key, line.text, actor=CLERK, now=SIGNED)
    assert line.text in again()

    def code(act: object, *arguments: object) -> str:
        with pytest.raises(DondocError) as refused:
            act(begin, report, *arguments, actor=CLERK, now=SIGNED)  # type: ignore[operator]  # one of the verbs
        return refused.value.message_code

    assert code(reword, "results.khongco", "x") == "report.no_line"
    assert code(reword, line.key, "  ") == "report.no_words"
    assert code(add_paragraph, "khongco", "x") == "report.no_line"
    assert code(drop_edit, line.key) == "report.no_edit"
