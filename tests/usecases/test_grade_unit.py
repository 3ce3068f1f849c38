"""Grading from a real ledger: what the books give, what people say, and who said why."""

from datetime import date
from decimal import Decimal

import pytest
from ledger_office import CLERK, Ledger, Line, at
from report_desk import DUE, FORM, H2, MADE, Desk, done

from dondoc.core.grading import Criterion, CriterionGroup, GradeClass, Mark, Measure, Scheme
from dondoc.core.period import Period
from dondoc.core.report import ReportCalendar, ReportPlan
from dondoc.draft.grade_sheet import grade_context
from dondoc.errors import BadInput
from dondoc.usecases.grade_unit import GradedTable, grade_unit, set_points
from dondoc.usecases.issue_report import submit_report
from dondoc.usecases.update_task import mark_not_done

TABLE = Scheme(
    name="thu",
    title="Bảng điểm thử",
    basis="",
    groups=(
        CriterionGroup(
            code="I",
            words="Công việc",
            criteria=(
                Criterion(code="I.1", words="Nhiệm vụ", points=Decimal(60), measure=Measure.COMPLETION),
                Criterion(code="I.2", words="Tài chính", points=Decimal(40)),
            ),
        ),
    ),
    classes=(GradeClass(name="Tốt", at_least=Decimal(70)), GradeClass(name="Chưa tốt", at_least=Decimal(0))),
)
LATER = at(date(2027, 1, 9))


@pytest.fixture
def graded(ledger: Ledger) -> Ledger:
    held, missed = ledger.confirm(Line("Hội thao", due=DUE), Line("Mở lớp", due=DUE))
    done(ledger, held, date(2026, 12, 1))
    mark_not_done(ledger.begin, missed, "Mưa bão", actor=CLERK, now=at(date(2027, 1, 3)))
    return ledger


def plan(ledger: Ledger, period: Period = H2) -> ReportPlan:
    return ReportCalendar().plan_for(ledger.own().id, period)


def table(ledger: Ledger, period: Period = H2) -> GradedTable:
    with ledger.database.reading() as work:
        return grade_unit(work, plan(ledger, period), TABLE, now=LATER)


def give(ledger: Ledger, criterion: str, points: str, reason: str = "", *, superior: bool = False) -> GradedTable:
    mark = Mark(criterion=criterion, points=Decimal(points), reason=reason, is_superior=superior)
    return set_points(ledger.begin, plan(ledger), TABLE, mark, actor=CLERK, now=LATER)


def test_the_books_fill_in_what_they_know_and_no_class_is_given_before_all_is_known(graded: Ledger) -> None:
    before = table(graded)
    assert [line.own_points for line in before.lines] == [30, None]
    assert (before.own_total(), before.class_name) == (30, "")
    after = give(graded, "i.2", "38,5".replace(",", "."))
    assert (after.own_total(), after.class_name) == (Decimal("68.5"), "Chưa tốt")


def test_the_superiors_points_count_and_both_stay_with_their_reason(graded: Ledger) -> None:
    give(graded, "I.2", "40")
    after = give(graded, "I.2", "35", "Thiếu sổ quỹ", superior=True)
    line = after.lines[1]
    assert (line.own_points, line.final_points) == (40, 35)
    assert line.superior is not None
    assert (line.superior.reason, line.superior.by) == ("Thiếu sổ quỹ", "thuky")
    assert (after.own_total(), after.final_total()) == (70, 65)
    assert graded.events().count("grade.set") == 2


@pytest.mark.parametrize(
    ("criterion", "points", "expected"),
    [("I.9", "1", "no_criterion"), ("I.2", "41", "points"), ("I.2", "-1", "points"), ("I.1", "60", "no_reason")],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    graded: Ledger, criterion: str, points: str, expected: str
) -> None:
    before = graded.dump()
    with pytest.raises(BadInput, match=rf"grading\.{expected}"):
        give(graded, criterion, points)
    assert graded.dump() == before


def test_what_a_report_has_settled_still_counts_for_the_year(graded: Ledger) -> None:
    desk = Desk(graded)
    report = desk.write(H2, MADE).report
    submit_report(graded.begin, report.id, actor=CLERK, now=MADE)
    assert [line.own_points for line in table(graded, Period.parse("2026")).lines] == [30, None]


def test_the_sheet_says_what_is_missing_and_its_sums_add_up(graded: Ledger) -> None:
    found = give(graded, "I.2", "40")
    context = grade_context(
        scheme=TABLE, lines=found.lines, period=H2, class_name=found.class_name, issuer="CĐCS Xưởng Gốm Mẫu",
        office=FORM, on=LATER.date(),
    )  # fmt: skip
    [annex] = context.annexes
    assert [row.cells[3] for row in annex.rows] == ["70", "30", "40", "70"]
    assert annex.rows[1].cells[5].startswith("01/02 việc hoàn thành; còn thiếu: “Mở lớp” (")
    assert annex.rows[1].cells[5].endswith(", chưa hoàn thành)")
    words = [line.text for section in context.sections for line in section.paragraphs]
    assert words[0] == "Tổng điểm tự chấm: 70/100 điểm."
    assert "Đề nghị xếp loại: Tốt." in words


def test_points_of_the_unit_that_differ_from_the_superiors_need_a_reason_and_the_same_twice_is_one_act(
    graded: Ledger,
) -> None:
    give(graded, "I.2", "40")
    give(graded, "I.2", "40", superior=True)
    with pytest.raises(BadInput, match=r"grading\.no_reason"):
        give(graded, "I.2", "30")
    acts = graded.events().count("grade.set")
    give(graded, "I.2", "40", superior=True)
    assert graded.events().count("grade.set") == acts == 2
