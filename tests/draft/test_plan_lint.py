"""What a superior asks of a plan, with a proposal, and without a remark on what is clear."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from dondoc.core.extraction import FoundCommitment, Kind, Recurrence
from dondoc.core.target import Comparator, Target
from dondoc.draft.plan_lint import Earlier, PlanRemark, PlanTask, Point, Severity, lint_plan
from dondoc.settings.plan_rules import load_plan_rules

RULES = load_plan_rules()
LAST = date(2027, 12, 31)


def found(display: str, **more: object) -> FoundCommitment:
    fields: dict[str, object] = {
        "kind": Kind.DELIVERABLE,
        "action": "tổ chức",
        "owner": "Ban Nữ công",
        "due": LAST,
        "due_explicit": True,
        **more,
    }
    return FoundCommitment(start=0, end=0, text=display, display=display, confidence=1.0, **fields)  # type: ignore[arg-type]


def linted(*tasks: FoundCommitment, earlier: Earlier | None = None) -> list[PlanRemark]:
    return list(lint_plan([PlanTask(found=t, earlier=earlier) for t in tasks], RULES, last_day=LAST))


CLEAR = found("Ban Nữ công tổ chức hội thi cắm hoa trước ngày 20/10/2027")


def test_a_clear_task_has_no_remark() -> None:
    assert linted(CLEAR) == []
    monthly = replace(CLEAR, due_explicit=False, recurrence=Recurrence.MONTHLY)
    assert linted(monthly) == []


def test_a_task_without_a_date_gets_that_of_the_year_before() -> None:
    undated = replace(CLEAR, due_explicit=False)
    (remark,) = linted(undated, earlier=Earlier(words="", due=date(2026, 9, 30)))
    assert (remark.point, remark.severity) == (Point.TIME, Severity.MUST)
    assert "“trước ngày 30/9/2027” – kỳ trước việc này hạn 30/9/2026" in remark.proposal
    (alone,) = linted(undated)
    assert "chậm nhất ngày 31/12/2027" in alone.proposal


def test_a_task_of_nobody_gets_the_owner_of_before() -> None:
    (remark,) = linted(replace(CLEAR, owner=None), earlier=Earlier(words="", owner="Ban Thi đua"))
    assert remark.point is Point.PERSON
    assert "“Ban Thi đua”" in remark.proposal


def test_of_several_owners_one_has_to_lead() -> None:
    (remark,) = linted(replace(CLEAR, owner="Phòng Tổ chức và Phòng Kế toán", owner_plural=True))
    assert remark.point is Point.DUTY
    assert "“Phòng Tổ chức chủ trì”" in remark.proposal
    assert linted(replace(CLEAR, owner="Các tổ công đoàn", owner_plural=True)) == []


def test_effort_without_a_result_gets_the_figure_of_before() -> None:
    going = replace(CLEAR, kind=Kind.ONGOING, due_explicit=False)
    (remark,) = linted(going, earlier=Earlier(words="", result="24 đoàn viên mới"))
    assert remark.point is Point.RESULT
    assert "kỳ trước đạt 24 đoàn viên mới" in remark.proposal
    counted = Target(comparator=Comparator.AT_LEAST, value=Decimal(2), unit="cuộc")
    assert linted(replace(going, targets=(counted,))) == []


def test_directions_are_one_remark_and_few_of_them_none() -> None:
    soft = [
        found(f"Tăng cường công tác số {n}", kind=Kind.ONGOING, direction=True, due_explicit=False) for n in range(12)
    ]
    (remark,) = linted(CLEAR, *soft)
    assert remark.question == "12 nội dung định hướng không có chỉ tiêu"
    assert remark.proposal.count("“") == 3
    assert linted(CLEAR, *soft[:2]) == []


def test_what_most_tasks_lack_is_said_once() -> None:
    (remark,) = linted(*[replace(CLEAR, due_explicit=False) for _ in range(4)])
    assert remark.tasks == (1, 2, 3, 4)
    assert remark.question.startswith("4/4 việc")


def test_six_points_ask_who_decides() -> None:
    six = replace(RULES, points=tuple(Point))
    asked = [PlanTask(found=found("Đề xuất sửa đổi quy chế phối hợp"))]
    (remark,) = lint_plan(asked, six, last_day=LAST)
    assert remark.point is Point.AUTHORITY
    assert lint_plan(asked, RULES, last_day=LAST) == ()
