"""Points come from what was done and proven, never more than a criterion gives, and what nobody knows stays open."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from draft.generated import snapshots
from draft.samples import CUT_OFF, KNOWN_AT, Book, target
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.grading import (
    Criterion,
    CriterionGroup,
    GradeClass,
    GradeFacts,
    Lack,
    Measure,
    ReportFact,
    Scheme,
    Score,
    grade,
)
from dondoc.core.snapshot import Snapshot
from dondoc.core.task import Attestation, Status

LATE, ON_TIME = date(2017, 10, 5), date(2017, 9, 1)
DUE = date(2017, 9, 30)


def criterion(measure: Measure, points: int = 10, **more: object) -> Criterion:
    return Criterion(code="I.1", words="Nội dung", points=Decimal(points), measure=measure, **more)  # type: ignore[arg-type]


def scheme(*criteria: Criterion) -> Scheme:
    classes = tuple(
        GradeClass(name=name, at_least=Decimal(bound)) for name, bound in (("Tốt", 90), ("Khá", 50), ("Yếu", 0))
    )
    group = CriterionGroup(code="I", words="Nhóm", criteria=criteria)
    return Scheme(name="thu", title="Bảng", basis="", groups=(group,), classes=classes)


def score(snapshot: Snapshot, one: Criterion, *reports: ReportFact) -> Score:
    return grade(scheme(one), GradeFacts(snapshot=snapshot, reports=reports))[0]


def four_tasks() -> Snapshot:
    """Done on time, done late, done on somebody's word, not done; one is still to come."""
    book = Book()
    for done_on in (ON_TIME, LATE):
        slot = book.slot(Status.DONE, due=DUE, done_on=done_on)
        book.add("Tổ chức hội thao", "women", [(slot, [book.activity(slot, done_on)])])
    attested = book.slot(
        Status.DONE, due=DUE, done_on=ON_TIME, attestation=Attestation(by="Tổ trưởng", on=ON_TIME, words="đã làm")
    )
    book.add("Họp tổ", "women", [(attested, [])])
    book.add("Thăm hỏi", "women", [(book.slot(Status.NOT_DONE, due=DUE, reason="Mưa bão"), [])])
    book.add("Việc năm sau", "women", [(book.slot(due=date(2018, 3, 1)), [])])
    book.add("Việc khác", "finance", [(book.slot(Status.NOT_DONE, due=DUE), [])])
    return book.snapshot()


def test_completion_counts_what_was_owed_in_the_areas_and_says_what_is_missing() -> None:
    found = score(four_tasks(), criterion(Measure.COMPLETION, areas=("women",), late_worth=Decimal(50)))
    assert (found.points, found.share) == (Decimal("6.5"), (3, 4))  # (1 + 0,5 + 1 + 0) / 4 of 10
    assert [gap.lack for gap in found.gaps] == [Lack.LATE, Lack.UNPROVEN, Lack.UNDONE]
    assert len(found.counted) == 3


@pytest.mark.parametrize(
    ("measure", "more", "expected"),
    [
        (Measure.COMPLETION, {}, "6"),  # 3 of 5, in all areas
        (Measure.COMPLETION, {"full_at": Decimal(60)}, "10"),
        (Measure.TIMELINESS, {}, "4"),
        (Measure.COMPLETION, {"about": ("HỘI THAO",)}, "10"),
        (Measure.DEDUCTION, {"each": Decimal("0.5")}, "-1"),
        (Measure.DEDUCTION, {"each": Decimal(50)}, "-10"),
        (Measure.ACTIVITIES, {"areas": ("women",), "full_at": Decimal(4)}, "5"),
    ],
)
def test_each_measure_has_its_points(measure: Measure, more: dict[str, object], expected: str) -> None:
    assert score(four_tasks(), criterion(measure, **more)).points == Decimal(expected)


def test_a_figure_is_summed_against_its_targets_and_more_than_the_target_does_not_make_up_for_less() -> None:
    book = Book()
    for quantity in ("30", "5"):
        slot = book.slot(Status.PARTLY_DONE, due=DUE)
        wanted = (target("20", "đoàn viên mới"),)
        book.add(
            "Kết nạp 20 đoàn viên mới",
            "organization",
            [(slot, [book.activity(slot, ON_TIME, quantity)])],
            targets=wanted,
        )
    found = score(book.snapshot(), criterion(Measure.FIGURE, about=("đoàn viên",)))
    assert (found.points, found.share) == (Decimal("6.5"), (25, 40))
    assert [len(found.counted), len(found.gaps)] == [1, 1]


def test_what_the_books_do_not_know_stays_open() -> None:
    empty = Book().snapshot()
    for measure in (Measure.COMPLETION, Measure.TIMELINESS, Measure.REPORTS, Measure.MANUAL):
        assert score(empty, criterion(measure)).points is None
    assert score(empty, criterion(Measure.FIGURE, about=("suất quà",))).points is None


def test_reports_that_were_not_issued_are_missing() -> None:
    reports = ReportFact(name="Báo cáo một", issued_on=CUT_OFF), ReportFact(name="Báo cáo hai", issued_on=None)
    found = score(Book().snapshot(), criterion(Measure.REPORTS, 5), *reports)
    assert (found.points, [gap.ref for gap in found.gaps]) == (Decimal("2.5"), ["Báo cáo hai"])


@pytest.mark.parametrize(
    ("points", "expected"),
    [("100", "Tốt"), ("90", "Tốt"), ("89.5", "Khá"), ("50", "Khá"), ("49.5", "Yếu"), ("0", "Yếu"), ("-3", "Yếu")],
)
def test_a_class_begins_at_its_bound(points: str, expected: str) -> None:
    assert scheme(criterion(Measure.MANUAL)).class_of(Decimal(points)) == expected


CRITERIA = st.builds(
    criterion,
    st.sampled_from(Measure),
    st.integers(min_value=1, max_value=40),
    areas=st.sampled_from([(), ("women",), ("education", "other")]),
    about=st.sampled_from([(), ("hội nghị",)]),
    full_at=st.sampled_from([Decimal(1), Decimal(80), Decimal(100)]),
    late_worth=st.sampled_from([Decimal(0), Decimal(50), Decimal(100)]),
    each=st.sampled_from([Decimal(1), Decimal("0.5")]),
)


@settings(max_examples=30)
@given(snapshots(), st.lists(CRITERIA, min_size=1, max_size=4))
def test_points_stay_within_the_criterion_and_are_multiples_of_the_step(
    snapshot: Snapshot, drawn: list[Criterion]
) -> None:
    criteria = [replace(one, code=f"I.{n}") for n, one in enumerate(drawn)]
    table = scheme(*criteria)
    for found in grade(table, GradeFacts(snapshot=replace(snapshot, known_at=KNOWN_AT))):
        if found.points is None:
            continue
        most = found.criterion.points
        low, high = (-most, 0) if found.criterion.is_deduction else (0, most)
        assert low <= found.points <= high
        assert found.points in {low, high} or found.points % table.step == 0
    assert table.points == sum(c.points for c in criteria if not c.is_deduction)
