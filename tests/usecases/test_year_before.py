"""The facts of the same period a year before stand beside those of a report, as they were told then."""

from datetime import date, datetime

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, target
from report_desk import DUE, H2, MADE, Desk

from dondoc.core.period import Period
from dondoc.core.report import ReportCalendar
from dondoc.core.snapshot import Snapshot
from dondoc.usecases.issue_report import issue_report, submit_report
from dondoc.usecases.report_facts import as_made, snapshot_of
from dondoc.usecases.update_task import mark_done

NEXT_H2 = Period.parse("2027-H2")
MADE_NEXT = at(date(2028, 1, 5))
WORDS = "Tổ chức 02 lớp tập huấn nghiệp vụ"


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


def hold(desk: Desk, period: Period, *counts: tuple[date, int], number: str = "12/BC-CĐCS") -> str:
    """Promise classes in a period, and hold so many of them on each day."""
    first = period.calendar.start
    (code,) = desk.ledger.confirm(
        Line(WORDS, targets=(target(),), due=period.calendar.last.replace(day=15)),
        number=number,
        issued_on=first,
        now=at(first),
        plan_period=period,
        tail=period.code,
    )
    for day, count in counts:
        desk.ledger.prove(desk.ledger.record(code, day, count), f"Biên bản {day}")
    mark_done(desk.ledger.begin, code, RULES, actor=CLERK, now=at(counts[-1][0]))
    return code


def snapshot(desk: Desk, period: Period, made: datetime) -> Snapshot:
    with desk.ledger.database.reading() as work:
        plan = ReportCalendar().plan_for(desk.ledger.own().id, period)
        return snapshot_of(work, as_made(plan, made), made)


def test_without_facts_of_that_time_there_is_no_year_before(desk: Desk) -> None:
    hold(desk, H2, (DUE, 2))
    assert snapshot(desk, H2, MADE).year_before is None


def test_the_report_says_what_changed_since_the_year_before(desk: Desk) -> None:
    earlier = hold(desk, H2, (date(2026, 9, 1), 2))
    hold(desk, NEXT_H2, (date(2027, 9, 1), 3), number="13/BC-CĐCS")
    before = snapshot(desk, NEXT_H2, MADE_NEXT).year_before
    assert before is not None
    assert [v.code for v in before.views] == [earlier]
    assert "tăng 01 lớp so với cùng kỳ năm trước" in desk.write(NEXT_H2, MADE_NEXT).report.context_json


def test_what_was_issued_counts_whatever_was_recorded_later(desk: Desk) -> None:
    code = hold(desk, H2, (date(2026, 9, 1), 2))
    report = desk.write(H2, MADE).report
    submit_report(desk.ledger.begin, report.id, actor=CLERK, now=MADE)
    issue_report(desk.ledger.begin, report.id, number="15", issued_on=MADE.date(), actor=CLERK, now=MADE)
    desk.ledger.record(code, date(2026, 10, 1), 1, now=at(date(2027, 3, 1)))
    hold(desk, NEXT_H2, (date(2027, 9, 1), 2), number="13/BC-CĐCS")
    assert "bằng cùng kỳ năm trước" in desk.write(NEXT_H2, MADE_NEXT).report.context_json


def test_an_early_report_is_set_beside_the_same_stretch_of_days(desk: Desk) -> None:
    hold(desk, H2, (date(2026, 9, 1), 1), (date(2026, 12, 1), 1))
    hold(desk, NEXT_H2, (date(2027, 9, 1), 2), number="13/BC-CĐCS")
    before = snapshot(desk, NEXT_H2, at(date(2027, 10, 1))).year_before
    assert before is not None
    assert before.plan.cut_off == date(2026, 10, 1)
    assert [a.happened_on for v in before.views for w in v.work for a in w.activities] == [date(2026, 9, 1)]
