"""Writing reports over a real ledger: what each accounts for, versions, ranges, and bytes that stay."""

import json
from datetime import date

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, target
from report_desk import DUE, H1, H2, MADE, Desk, done

from dondoc.core.period import DateRange
from dondoc.core.report import ReportKind, ReportPlan, ReportState
from dondoc.errors import NotFound
from dondoc.usecases.update_task import mark_done, mark_not_done, mark_partly


def between(first: date, last: date) -> ReportPlan:
    return ReportPlan(
        unit_id=1, kind=ReportKind.INTERIM, period=H2, window=DateRange.through(first, last), cut_off=last
    )


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


def test_what_is_settled_between_the_cut_off_and_the_report_is_told_once(desk: Desk) -> None:
    (code,) = desk.ledger.confirm(Line("Tổ chức hội thao", due=DUE))
    mark_not_done(desk.ledger.begin, code, "Mưa bão", actor=CLERK, now=at(date(2027, 1, 3)))
    assert desk.write(H2, MADE).headline.not_done == 1
    # Later drafts of the same report still tell it, the next report does not.
    assert desk.write(H2, at(date(2027, 1, 20))).headline.not_done == 1
    with pytest.raises(NotFound):
        desk.write(H1, at(date(2027, 7, 2)))


def test_what_is_recorded_after_the_report_is_told_by_the_next(desk: Desk) -> None:
    late, behind = desk.ledger.confirm(Line("Tổ chức hội thao", due=DUE), Line("Sửa nhà ăn", due=DUE))
    assert desk.write(H2, MADE).headline.overdue == 2
    done(desk.ledger, late, date(2027, 1, 10))
    # It was done before the cut-off, but nobody had said so.
    done(desk.ledger, behind, date(2026, 12, 20), now=at(date(2027, 1, 10)))
    assert desk.write(H1, at(date(2027, 7, 2))).headline.done_late == 2


def test_a_later_success_does_not_erase_what_stood_at_the_cut_off(desk: Desk) -> None:
    (code,) = desk.ledger.confirm(Line("Mở 02 lớp", targets=(target(2),), due=DUE))
    desk.ledger.prove(desk.ledger.record(code, date(2026, 9, 20), 1))
    mark_partly(desk.ledger.begin, code, "Thiếu giảng viên", actor=CLERK, now=at(date(2026, 9, 29)))
    desk.ledger.prove(desk.ledger.record(code, date(2027, 1, 3), 1))
    mark_done(desk.ledger.begin, code, RULES, actor=CLERK, now=at(date(2027, 1, 3)))
    drafted = desk.write(H2, MADE)
    assert (drafted.headline.partly_done, drafted.headline.overdue) == (1, 0)
    assert "Thiếu giảng viên" in drafted.report.context_json
    assert desk.write(H1, at(date(2027, 7, 2))).headline.done_late == 1


def test_an_erased_reason_leaves_the_outcome(desk: Desk) -> None:
    (code,) = desk.ledger.confirm(Line("Mở 02 lớp", targets=(target(2),), due=DUE))
    mark_partly(desk.ledger.begin, code, "Bà A ốm", actor=CLERK, now=at(date(2026, 9, 29)))
    desk.ledger.prove(desk.ledger.record(code, date(2027, 1, 3), 2))
    mark_done(desk.ledger.begin, code, RULES, actor=CLERK, now=at(date(2027, 1, 3)))
    with desk.ledger.begin() as work:
        [event] = [e for e in work.events.of_entity(code) if e.type == "slot.partly_done"]
        work.events.erase(event.stream, event.seq, by="thuky", reason="yêu cầu", law="NĐ 13/2023", at=MADE)
    drafted = desk.write(H2, MADE)
    assert drafted.headline.partly_done == 1
    assert "Bà A ốm" not in drafted.report.context_json


def test_the_same_words_are_kept_byte_by_byte(desk: Desk) -> None:
    desk.ledger.confirm(Line("Tổ chức hội thao", due=DUE))
    first = desk.write(H2, MADE)
    kept = desk.blobs()
    again = desk.write(H2, at(date(2027, 1, 6)))
    assert (again.is_repeat, again.report) == (True, first.report)
    assert again.files == first.files
    assert desk.blobs() == kept


def test_a_form_that_was_not_kept_makes_a_new_version(desk: Desk) -> None:
    desk.ledger.confirm(Line("Tổ chức hội thao", due=DUE))
    first = desk.write(H2, MADE)
    for path in (desk.ledger.folder / "blobs").rglob(f"*{first.report.outputs[0][1]}*"):
        path.unlink()
    again = desk.write(H2, at(date(2027, 1, 6)))
    assert set(again.files) == {"docx", "md"}
    assert all(desk.ledger.blobs.has(sha256) for _, sha256 in again.report.outputs)


def test_a_range_is_a_report_of_its_own(desk: Desk) -> None:
    desk.ledger.confirm(Line("Tổ chức hội thao", due=DUE))
    half = desk.write(H2, MADE)
    september = desk.write(between(date(2026, 9, 1), date(2026, 9, 30)), MADE)
    october = desk.write(between(date(2026, 10, 1), date(2026, 10, 31)), MADE)
    assert "từ ngày 01/9/2026 đến ngày 30/9/2026 và nhiệm vụ" in september.context.title
    assert "6 tháng cuối năm 2026" not in september.context.annexes[0].title
    assert {r.report.version for r in (half, september, october)} == {1}
    with desk.ledger.database.reading() as work:
        assert {r.state for r in work.reports.all()} == {ReportState.DRAFT}
        [event] = [e for e in work.events.of_stream(desk.ledger.own().code) if "2026-09-01" in e.entity]
    assert event.type == "report.drafted"


def test_a_range_made_later_settles_nothing_for_the_next_period(desk: Desk) -> None:
    (code,) = desk.ledger.confirm(Line("Tổ chức hội thao", due=DUE))
    desk.write(H2, MADE)
    done(desk.ledger, code, date(2027, 1, 10))
    desk.write(between(date(2026, 12, 1), date(2026, 12, 31)), at(date(2027, 1, 20)))
    assert desk.write(H1, at(date(2027, 7, 2))).headline.done_late == 1


@pytest.mark.parametrize(
    ("made", "overdue", "is_early"),
    [(date(2026, 12, 14), 0, True), (DUE, 0, True), (date(2026, 12, 16), 1, True), (date(2027, 1, 1), 1, False)],
)
def test_on_its_own_day_a_task_is_still_under_way(desk: Desk, made: date, overdue: int, *, is_early: bool) -> None:
    desk.ledger.confirm(Line("Tổ chức hội thao", due=DUE))
    drafted = desk.write(H2, at(made))
    assert (drafted.headline.overdue, drafted.headline.in_time) == (overdue, 1 - overdue)
    assert (drafted.early_on is not None) is is_early


def test_history_costs_one_query_however_many_tasks_there_are(desk: Desk) -> None:
    from sqlalchemy import event

    def queries(made: date) -> int:
        seen: list[str] = []
        listen = lambda *args: seen.append(args[2])  # noqa: E731 - one listener, removed again
        event.listen(desk.ledger.database.engine, "before_cursor_execute", listen)
        desk.write(H2, at(made))
        event.remove(desk.ledger.database.engine, "before_cursor_execute", listen)
        return len(seen)

    def settle(*lines: Line, number: str) -> None:
        for code in desk.ledger.confirm(*lines, number=number):
            mark_not_done(desk.ledger.begin, code, "Mưa bão", actor=CLERK, now=at(date(2026, 12, 20)))

    settle(Line("Tổ chức hội thao", due=DUE), number="1/BC")
    few = queries(date(2027, 1, 5))
    settle(*(Line(f"Việc {n}", due=DUE) for n in range(20)), number="2/BC")
    # One more: the version before is marked as superseded.
    assert queries(date(2027, 1, 6)) <= few + 4


def test_the_open_date_line_bears_the_year_of_the_day_it_is_made(desk: Desk) -> None:
    desk.ledger.confirm(Line("Tổ chức hội thao", due=DUE))
    words = json.loads(desk.write(H2, MADE).report.context_json)
    assert words["place_date_line"].endswith("năm 2027")
    assert desk.write(H2, at(date(2026, 12, 30))).context.place_date_line.endswith("năm 2026")
