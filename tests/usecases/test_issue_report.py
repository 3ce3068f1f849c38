"""A report that leaves: what it told as settled is settled in it, and nothing is told twice or lost."""

from datetime import date

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at
from report_desk import DUE, H1, H2, MADE, Desk, done

from dondoc.core.period import Period
from dondoc.core.report import ReportCalendar, ReportState
from dondoc.errors import BadInput, DondocError, NotAllowed, NotFound
from dondoc.usecases.issue_report import issue_report, submit_report
from dondoc.usecases.update_task import mark_done, mark_not_done, mark_partly, reopen

SIGNED = at(date(2027, 1, 8))


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


def issue(ledger: Ledger, report_id: int, number: str = "15/BC-CĐCS") -> tuple[str, ...]:
    submit_report(ledger.begin, report_id, actor=CLERK, now=SIGNED)
    issued = issue_report(ledger.begin, report_id, number=number, issued_on=SIGNED.date(), actor=CLERK, now=SIGNED)
    assert (issued.report.state, issued.report.number) == (ReportState.ISSUED, number)
    return issued.settled


def settled_in(ledger: Ledger, code: str) -> int | None:
    return ledger.view(code).work[0].slot.settled_in


def test_what_an_issued_report_told_as_settled_is_settled_in_it_and_the_rest_goes_on(desk: Desk) -> None:
    ledger = desk.ledger
    held, missed, owed = ledger.confirm(*(Line(words, due=DUE) for words in ("Hội thao", "Sửa nhà ăn", "Mở lớp")))
    done(ledger, held, date(2026, 12, 1))
    mark_not_done(ledger.begin, missed, "Mưa bão", actor=CLERK, now=at(date(2027, 1, 3)))
    report = desk.write(H2, MADE).report
    assert issue(ledger, report.id) == (held, missed)
    assert [settled_in(ledger, code) for code in (held, missed, owed)] == [report.id, report.id, None]
    assert desk.write(H1, at(date(2027, 7, 2))).headline.total == 1
    assert ledger.events()[-3:-1] == ["report.submitted", "report.issued"]


def test_a_later_version_of_the_same_report_still_tells_what_the_first_settled(desk: Desk) -> None:
    ledger = desk.ledger
    held, late = ledger.confirm(Line("Hội thao", due=DUE), Line("Mở lớp", due=DUE))
    done(ledger, held, date(2026, 12, 1))
    first = desk.write(H2, MADE).report
    issue(ledger, first.id)
    done(ledger, late, date(2026, 12, 2), now=at(date(2027, 1, 9)))
    second = desk.write(H2, at(date(2027, 1, 10)))
    assert second.headline.done == 2
    issue(ledger, second.report.id, "16/BC-CĐCS")
    assert [settled_in(ledger, code) for code in (held, late)] == [second.report.id] * 2
    with ledger.database.reading() as work:
        assert [r.state for r in work.reports.all()] == [ReportState.SUPERSEDED, ReportState.ISSUED]


def test_an_outcome_that_changes_after_the_issue_is_told_by_the_next_report(desk: Desk) -> None:
    ledger = desk.ledger
    partly, taken_back = ledger.confirm(Line("Mở lớp", due=DUE), Line("Hội thao", due=DUE))
    mark_partly(ledger.begin, partly, "Thiếu người", actor=CLERK, now=at(date(2026, 12, 20)))
    done(ledger, taken_back, date(2026, 12, 1))
    report = desk.write(H2, MADE).report
    reopen(ledger.begin, taken_back, "Nhầm việc", actor=CLERK, now=at(date(2027, 1, 7)))
    assert issue(ledger, report.id) == (partly,)
    done_on = at(date(2027, 2, 1))
    ledger.prove(ledger.record(partly, done_on.date()))
    mark_done(ledger.begin, partly, RULES, actor=CLERK, now=done_on)
    assert settled_in(ledger, partly) is None
    headline = desk.write(H1, at(date(2027, 7, 2))).headline
    assert (headline.done_late, headline.overdue) == (1, 1)


def test_the_wider_report_tells_what_a_lower_unit_has_issued(desk: Desk) -> None:
    ledger = desk.ledger
    ledger.add_unit("TO1", "Tổ công đoàn 1")
    (code,) = ledger.confirm(Line("Hội thao", due=DUE), unit_code="TO1", number="3/KH")
    done(ledger, code, date(2026, 12, 1))
    with ledger.database.reading() as work:
        group = work.units.by_code("TO1")
    assert group is not None
    report = desk.write(ReportCalendar().plan_for(group.id, H2), MADE).report
    assert issue(ledger, report.id) == (code,)
    assert desk.write(Period.parse("2026-H2"), MADE).headline.done == 1


def test_only_a_submitted_report_is_issued_and_with_a_number(desk: Desk) -> None:
    ledger = desk.ledger
    (code,) = ledger.confirm(Line("Hội thao", due=DUE))
    done(ledger, code, date(2026, 12, 1))
    report = desk.write(H2, MADE).report

    def fails(number: str, report_id: int, expected: type[DondocError]) -> str:
        with pytest.raises(expected) as caught:
            issue_report(ledger.begin, report_id, number=number, issued_on=SIGNED.date(), actor=CLERK, now=SIGNED)
        return caught.value.message_code

    before = ledger.dump()
    assert fails("15/BC", report.id, NotAllowed) == "report.state"
    assert fails("  ", report.id, BadInput) == "report.no_number"
    assert fails("15/BC", 99, NotFound) == "report.unknown"
    assert ledger.dump() == before
