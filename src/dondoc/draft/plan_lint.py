"""What a superior will ask of a plan by the "5 rõ" rule: who, what, when, in whose charge, with what result.

Pure: tasks as they were read, with what is known of the same work in the earlier period, give remarks with a proposal.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dondoc.core.extraction import FoundCommitment, Kind
from dondoc.draft.clause import task_name
from dondoc.draft.figures import day_text

_SEVERAL = (" và ", ", ", "; ")


class Point(StrEnum):
    """One of the things that have to be clear."""

    WORK = "work"
    TIME = "time"
    PERSON = "person"
    DUTY = "duty"
    RESULT = "result"
    AUTHORITY = "authority"


class Severity(StrEnum):
    """How much it matters."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRules:
    """What is asked of a plan (config/plan_rules.toml)."""

    name: str
    points: tuple[Point, ...]
    severity: dict[Point, Severity]
    directions_from: int
    directions_proposed: int
    #: A point that so large a share of the tasks lacks is said once.
    grouped_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What is known of the same work in the period before."""

    words: str
    owner: str = ""
    #: Its date, where the paper named one.
    due: date | None = None
    #: What was reached, in words: "24 đoàn viên mới"; "" for nothing counted.
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """A task of the plan with what went before."""

    found: FoundCommitment
    earlier: Earlier | None = None

    @property
    def name(self) -> str:
        """Its words as the name of a task."""
        return task_name(self.found.display)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRemark:
    """What is not clear, of one task or of several together, and what could be written."""

    point: Point
    severity: Severity
    #: Numbers of the tasks in the plan, from 1.
    tasks: tuple[int, ...]
    #: What the superior will ask.
    question: str
    proposal: str


def lint_plan(tasks: Sequence[PlanTask], rules: PlanRules, *, last_day: date | None) -> tuple[PlanRemark, ...]:
    """The remarks on a plan, those that matter most first; empty for a plan that is clear.

    `last_day` is the last day of the planned period, None where the paper names none.
    """
    own = [(number, task) for number, task in enumerate(tasks, 1) if not task.found.direction]
    found: list[PlanRemark] = []
    for point in rules.points:
        remarks = [r for n, task in own if (r := _remark(point, n, task, rules, last_day)) is not None]
        found += _grouped(point, remarks, len(own), rules)
    found += _directions(tasks, rules)
    return tuple(sorted(found, key=lambda r: (r.severity is not Severity.MUST, r.tasks[0])))


def _remark(point: Point, number: int, task: PlanTask, rules: PlanRules, last_day: date | None) -> PlanRemark | None:
    match point:
        case Point.WORK:
            told = _of_work(task)
        case Point.TIME:
            told = _of_time(task, last_day)
        case Point.PERSON:
            told = _of_person(task)
        case Point.DUTY:
            told = _of_duty(task)
        case Point.RESULT:
            told = _of_result(task)
        case Point.AUTHORITY:
            told = _of_authority(task)
    if told is None:
        return None
    question, proposal = told
    return PlanRemark(
        point=point, severity=rules.severity[point], tasks=(number,), question=question, proposal=proposal
    )


def _of_work(task: PlanTask) -> tuple[str, str] | None:
    if task.found.action or task.found.targets:
        return None
    return "làm việc gì cụ thể?", "mở đầu bằng một động từ chỉ việc phải làm, ví dụ “tổ chức”, “ban hành”, “kiểm tra”"


def _of_time(task: PlanTask, last_day: date | None) -> tuple[str, str] | None:
    found = task.found
    if found.due_explicit or found.recurrence is not None or found.window is not None:
        return None
    if found.kind is Kind.ONGOING:
        return None
    before = task.earlier.due if task.earlier is not None else None
    if before is not None and last_day is not None:
        then = _same_day(before, last_day)
        return (
            "khi nào xong?",
            f"thêm thời hạn, ví dụ “trước ngày {day_text(then)}” – kỳ trước việc này hạn {day_text(before)}",
        )
    if last_day is not None:
        return "khi nào xong?", f"thêm thời hạn, ví dụ “chậm nhất ngày {day_text(last_day)}”"
    return "khi nào xong?", "thêm thời hạn, ví dụ “trong quý III” hoặc một ngày cụ thể"


def _same_day(before: date, last_day: date) -> date:
    """The day of an earlier date inside the planned period: the same day of its month, in the year of the plan."""
    then = date(last_day.year, before.month, min(before.day, monthrange(last_day.year, before.month)[1]))
    return min(then, last_day)


def _of_person(task: PlanTask) -> tuple[str, str] | None:
    if task.found.owner:
        return None
    if task.earlier is not None and task.earlier.owner:
        return "ai làm?", f"nêu người hoặc bộ phận chủ trì, kỳ trước là “{task.earlier.owner}”"
    return "ai làm?", "nêu người hoặc bộ phận chủ trì ở đầu câu, ví dụ “Ban Chấp hành …”"


def _of_duty(task: PlanTask) -> tuple[str, str] | None:
    owner = task.found.owner or ""
    if not task.found.owner_plural or not any(mark in owner for mark in _SEVERAL):
        return None
    lead = min((owner.partition(mark)[0] for mark in _SEVERAL if mark in owner), key=len)
    return "ai chịu trách nhiệm chính?", f"nêu một bên chủ trì, các bên khác phối hợp, ví dụ “{lead} chủ trì”"


def _of_result(task: PlanTask) -> tuple[str, str] | None:
    found = task.found
    if found.targets or found.kind is not Kind.ONGOING:
        return None
    if task.earlier is not None and task.earlier.result:
        return "kết quả là gì?", f"thêm con số hoặc sản phẩm; kỳ trước đạt {task.earlier.result}"
    return "kết quả là gì?", "thêm con số hoặc sản phẩm, ví dụ số cuộc, số người, tên văn bản"


def _of_authority(task: PlanTask) -> tuple[str, str] | None:
    words = task.found.display.casefold()
    asks = any(word in words for word in ("kiến nghị", "đề xuất", "xin ý kiến", "trình"))
    if not asks or any(word in words for word in ("cấp trên", "ban giám đốc", "ban thường vụ", "ban chấp hành", "cho")):
        return None
    return "ai quyết định?", "nêu cấp có thẩm quyền quyết định, ví dụ “trình Ban Giám đốc”"


def _grouped(point: Point, remarks: Sequence[PlanRemark], tasks: int, rules: PlanRules) -> Iterator[PlanRemark]:
    """One remark where most of the plan lacks the same thing."""
    if len(remarks) < 3 or len(remarks) <= tasks * rules.grouped_share:
        yield from remarks
        return
    own = [r for r in remarks if "kỳ trước" in r.proposal]
    hint = own[0] if own else remarks[0]
    yield PlanRemark(
        point=point,
        severity=hint.severity,
        tasks=tuple(number for r in remarks for number in r.tasks),
        question=f"{len(remarks)}/{tasks} việc chưa nêu: {hint.question}",
        proposal=f"{hint.proposal} (việc {hint.tasks[0]})" if own else hint.proposal,
    )


def _directions(tasks: Sequence[PlanTask], rules: PlanRules) -> Iterator[PlanRemark]:
    """Directions are no fault: together they are one remark, with those that are the likeliest to be counted."""
    found = [(number, task) for number, task in enumerate(tasks, 1) if task.found.direction]
    if len(found) < rules.directions_from or Point.RESULT not in rules.points:
        return
    likely = sorted(found, key=lambda pair: not (pair[1].earlier is not None and pair[1].earlier.result))
    names = "; ".join(f"“{_short(task.name)}”" for _, task in likely[: rules.directions_proposed])
    yield PlanRemark(
        point=Point.RESULT,
        severity=Severity.SHOULD,
        tasks=tuple(number for number, _ in found),
        question=f"{len(found)} nội dung định hướng không có chỉ tiêu",
        proposal=f"nên chọn 2–3 nội dung để lượng hóa: {names}",
    )


def _short(words: str, longest: int = 80) -> str:
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def must(remarks: Iterable[PlanRemark]) -> bool:
    """Whether something would be sent back."""
    return any(remark.severity is Severity.MUST for remark in remarks)
