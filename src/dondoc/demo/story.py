"""What happens to each task in the demonstration: a plan of acts by day, made from the confirmed tasks alone.

Every outcome that an office knows occurs as far as the report has tasks for it: done in time and late, partly done,
postponed, not done, released, vouched for without proof, and something that nobody had planned.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from dondoc.core.progress import TaskView
from dondoc.core.target import Aggregate, Comparator, Role, Target
from dondoc.core.task import Slot


class Deed(StrEnum):
    """What somebody does on a day."""

    #: Files and a note are put into `inbox/evidence/<code>/`.
    HAND_IN = "hand_in"
    #: An activity is recorded with the number of the minutes as proof.
    RECORD = "record"
    #: The secretary accepts what waits, and marks the task done.
    CONCLUDE = "conclude"
    ATTEST = "attest"
    PARTLY = "partly"
    NOT_DONE = "not_done"
    WAIVE = "waive"
    EXTEND = "extend"
    UNPLANNED = "unplanned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One deed on one day."""

    day: date
    deed: Deed
    code: str = ""
    quantity: Decimal | None = None
    #: Target that it counts for, from 1.
    target: int = 1
    words: str = ""
    new_due: date | None = None


class Fate(StrEnum):
    """How a task ends."""

    DONE = "done"
    LATE = "late"
    PARTLY = "partly"
    POSTPONED = "postponed"
    NOT_DONE = "not_done"
    WAIVED = "waived"
    ATTESTED = "attested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A slot with the code that people call it by, and the targets it answers for."""

    code: str
    slot: Slot
    words: str
    targets: tuple[Target, ...]
    is_single: bool
    is_explicit: bool


def tasks_of(views: Iterable[TaskView]) -> list[Task]:
    """Every slot of the views."""
    return [
        Task(
            code=view.slot_code(work.slot),
            slot=work.slot,
            words=view.terms.display,
            targets=view.terms.targets,
            is_single=len(view.work) == 1,
            is_explicit=view.terms.due_explicit,
        )
        for view in views
        for work in view.work
    ]


def write_story(views: Sequence[TaskView], *, begin: date, end: date) -> list[Act]:
    """The acts from `begin` to `end`, both in, in order of day."""
    tasks = tasks_of(views)
    fates = _fates(tasks, end)
    acts = [act for task in tasks for act in acts_of(task, fates[task.code], begin, end)]
    middle = begin + (end - begin) / 2
    acts.append(
        Act(
            day=middle,
            deed=Deed.UNPLANNED,
            quantity=Decimal(2),
            words="Thăm, hỗ trợ 02 gia đình đoàn viên bị thiệt hại do mưa lũ",
        )
    )
    return sorted(acts, key=lambda act: act.day)


def _fates(tasks: Sequence[Task], end: date) -> dict[str, Fate]:
    """One task for each special fate, the most fitting first; the others are done in time."""
    fates = dict.fromkeys((task.code for task in tasks), Fate.DONE)
    free = [task for task in tasks if task.is_single]
    for fate in (Fate.LATE, Fate.PARTLY, Fate.POSTPONED, Fate.NOT_DONE, Fate.ATTESTED, Fate.WAIVED):
        # At least one task stays that is simply done in time.
        fitting = [task for task in free if fits(task, fate, end)]
        if len(free) > 1 and fitting:
            chosen = fitting[0] if fate in {Fate.LATE, Fate.PARTLY} else fitting[-1]
            fates[chosen.code] = fate
            free.remove(chosen)
    return fates


def fits(task: Task, fate: Fate, end: date) -> bool:
    """Whether the ledger would let a task end so."""
    capped = any(t.role is Role.CAP for t in task.targets)
    match fate:
        case Fate.LATE:
            return not capped and task.slot.due + timedelta(days=9) < end
        case Fate.PARTLY:
            return len(task.targets) == 1 and not capped and task.targets[0].value > 1
        case Fate.POSTPONED:
            return not capped and not task.targets
        case Fate.NOT_DONE | Fate.WAIVED:
            return not capped
        case Fate.ATTESTED:
            return not task.targets
        case Fate.DONE:
            return True


def acts_of(task: Task, fate: Fate, begin: date, end: date) -> Iterator[Act]:
    """What is done for a task of that fate, inside the story; the fate has to fit it."""
    due = task.slot.due
    match fate:
        case Fate.DONE:
            yield from _finish(task, _day(due, -8, begin, end), begin, end)
        case Fate.LATE:
            yield from _finish(task, _day(due, 6, begin, end), begin, end)
        case Fate.PARTLY:
            reached = max(Decimal(1), (task.targets[0].value * 3 / 5).to_integral_value())
            day = _day(due, -12, begin, end)
            yield Act(day=day, deed=Deed.RECORD, code=task.code, quantity=reached, words=_report(task, reached))
            reason = "Kinh phí được cấp chậm, phần còn lại chuyển sang kỳ sau"
            yield Act(day=_day(due, 0, begin, end), deed=Deed.PARTLY, code=task.code, words=reason)
        case Fate.POSTPONED:
            words = "Chờ hướng dẫn của công đoàn cấp trên"
            later = end + timedelta(days=75)
            yield Act(day=_day(due, -10, begin, end), deed=Deed.EXTEND, code=task.code, words=words, new_due=later)
        case Fate.NOT_DONE:
            words = "Trùng thời gian cao điểm sản xuất, đơn vị không bố trí được người"
            yield Act(day=_day(due, 1, begin, end), deed=Deed.NOT_DONE, code=task.code, words=words)
        case Fate.WAIVED:
            words = "Cấp trên đã tổ chức chung cho toàn ngành"
            yield Act(day=_day(due, -14, begin, end), deed=Deed.WAIVE, code=task.code, words=words)
        case Fate.ATTESTED:
            words = "Ban Chấp hành xác nhận đã thực hiện, hồ sơ lưu ở tổ"
            yield Act(day=_day(due, -3, begin, end), deed=Deed.ATTEST, code=task.code, words=words)


def _finish(task: Task, day: date, begin: date, end: date) -> Iterator[Act]:
    """The work itself, and its conclusion two days later; a cap is concluded when its time is over."""
    if any(t.role is Role.CAP for t in task.targets):
        day = _day(task.slot.due, 0, begin, end)
    if not task.targets:
        deed = Deed.HAND_IN if task.is_single else Deed.RECORD
        yield Act(day=day, deed=deed, code=task.code, words=_report(task, None))
    for index, target in enumerate(task.targets, start=1):
        if target.role is Role.RANGE_HIGH:
            continue
        for offset, quantity in _portions(target):
            # A folder can speak for one target only; further ones are recorded by hand.
            deed = Deed.HAND_IN if index == 1 and not offset and task.is_single else Deed.RECORD
            yield Act(
                day=_day(day, -offset, begin, end),
                deed=deed,
                code=task.code,
                quantity=quantity,
                target=index,
                words=_report(task, quantity, target),
            )
    yield Act(day=_day(day, 2, begin, end), deed=Deed.CONCLUDE, code=task.code)


def _portions(target: Target) -> list[tuple[int, Decimal]]:
    """How much was reached, in one or two steps: (days earlier, quantity)."""
    value = target.value
    if target.role is Role.CAP:
        return [(0, max(Decimal(0), value - 1).to_integral_value())]
    if target.percent or target.aggregate is not Aggregate.SUM:
        ceiling = Decimal(100) if target.percent else value + 1
        return [(0, min(ceiling, value + (2 if target.comparator is not Comparator.EXACTLY else 0)))]
    over = 1 if target.comparator in {Comparator.AT_LEAST, Comparator.MORE_THAN} else 0
    if value >= 2 and value == value.to_integral_value():
        first = (value / 2).to_integral_value()
        return [(21, first), (0, value - first + over)]
    return [(0, value + over)]


def _report(task: Task, quantity: Decimal | None, target: Target | None = None) -> str:
    """The words of whoever hands it in."""
    head = task.words.rstrip(" .;")
    words = head if len(head) <= 90 else head[:90].rsplit(" ", 1)[0] + "…"
    unit = (target or (task.targets[0] if task.targets else None)) if quantity is not None else None
    if quantity is None or unit is None:
        return f"Đã thực hiện: {words[0].lower()}{words[1:]}"
    number = f"{quantity.normalize():f}".replace(".", ",")
    number = f"{int(quantity):02}" if quantity == quantity.to_integral_value() and quantity < 10 else number
    return f"Kết quả: {number}{'%' if unit.percent else ''} {unit.unit}"


def _day(day: date, offset: int, begin: date, end: date) -> date:
    """A day of the story, moved off Sundays, inside the story."""
    wished = day + timedelta(days=offset)
    if wished.weekday() == 6:
        wished -= timedelta(days=1)
    return min(max(wished, begin), end)
