"""“Điều chỉnh số liệu kỳ trước”: what an issued report told and what is known now differs; the next report says so.

What was known when the last issued report of the row was made has been told by it, so nothing is told twice.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import assert_never

from dondoc.core.activity import Activity
from dondoc.core.progress import Result, SlotWork, TaskView, results
from dondoc.core.target import Role
from dondoc.core.task import Status
from dondoc.draft.clause import lower_first, one_line, task_name, upper_first
from dondoc.draft.figures import day_text, quantity_text
from dondoc.draft.keys import with_keys
from dondoc.draft.outline import Fill
from dondoc.draft.report_context import Figure, Group, Line, Origin, ReportContext, Section

HEADING = "Điều chỉnh số liệu kỳ trước"
#: The name of the group: the keys of its paragraphs begin with it.
KEY = "adjusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A commitment as an issued report told it, and as it is known now."""

    #: Both hold the slots whose outcome the report told, and no others.
    then: TaskView
    now: TaskView
    #: "Báo cáo số 21/BC-CĐCS ngày 08/01/2027", and the number alone.
    cited: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustments:
    """What the next report has to say of earlier ones."""

    reported: tuple[Reported, ...] = ()
    #: Activities of an earlier window that became known after its report was made.
    late: tuple[Activity, ...] = ()
    #: By (code, number of the ledger): the number that the signed paper bears instead.
    signed: Mapping[tuple[str, Decimal], Decimal]


def with_adjustments(context: ReportContext, adjustments: Adjustments) -> ReportContext:
    """The context with a group at the end of its results, or as it is where nothing is to be adjusted."""
    lines = adjusted_lines(adjustments)
    place = next((n for n, s in enumerate(context.sections) if _has_results(s)), 0)
    if not lines or not context.sections:
        return context
    section = context.sections[place]
    group = Group(number=_number(section), heading=HEADING, lines=tuple(lines), key=KEY)
    alone = replace(section, key=KEY, paragraphs=(), groups=(group,))
    (named,) = with_keys([alone])
    extended = replace(section, groups=(*section.groups, *named.groups))
    return replace(context, sections=(*context.sections[:place], extended, *context.sections[place + 1 :]))


def adjusted_lines(adjustments: Adjustments) -> list[Line]:
    """A paragraph for each thing that is other than an earlier report told."""
    lines = [line for one in adjustments.reported for line in _lines(one, adjustments.signed)]
    return [*lines, *(_late_line(activity) for activity in adjustments.late)]


def _has_results(section: Section) -> bool:
    return Fill.RESULTS.value in {section.key, *(group.key for group in section.groups)}


def _number(section: Section) -> str:
    """The number after that of the last group of the second level."""
    last = next((g.number for g in reversed(section.groups) if g.level == 2 and g.number), "")
    digits = last.rstrip(".")
    return f"{int(digits) + 1}." if digits.isdigit() else "1." if not section.groups else ""


def _lines(one: Reported, signed: Mapping[tuple[str, Decimal], Decimal]) -> list[Line]:
    """One paragraph for what changed in a commitment; none where it stands as it was told."""
    changes = [*_outcomes(one), *_figures(one, signed)]
    if not changes:
        return []
    words = "; ".join(f"{one.cited if n == 0 else ''} đã nêu {c.before}, {c.now} {c.after}".strip()
                      for n, c in enumerate(changes))  # fmt: skip
    task = task_name(one.now.promised.display)
    figures = tuple(figure for change in changes for figure in _traced(one, change))
    return [Line(text=f"- {upper_first(task)}: {words}.", codes=(one.now.code,), figures=figures)]


@dataclass(frozen=True, slots=True)
class _Change:
    before: str
    after: str
    #: What stands before the newer words.
    now: str = "nay"


def _traced(one: Reported, change: _Change) -> tuple[Figure, Figure]:
    told = Origin(kind="report", ref=one.number, label=one.cited)
    known = Origin(kind="commitment", ref=one.now.code, label=f"sổ theo dõi, {one.now.code}")
    return (
        Figure(text=change.before, meaning="đã báo cáo", origins=(told,)),
        Figure(text=change.after, meaning="số liệu hiện nay", origins=(known,)),
    )


def _outcomes(one: Reported) -> list[_Change]:
    """Slots whose outcome, day or proof is another now; many slots are counted."""
    pairs = list(zip(one.then.work, one.now.work, strict=True))
    changed = [_outcome_change(then, now) for then, now in pairs]
    found = [change for change in changed if change is not None]
    if len(pairs) == 1 or len(found) < 2:
        return found
    return [_Change(_tally([then for then, _ in pairs]), _tally([now for _, now in pairs]))]


def _outcome_change(then: SlotWork, now: SlotWork) -> _Change | None:
    before, after = then.slot, now.slot
    if before.status is not after.status:
        return _Change(_outcome(then), _now_outcome(now))
    if before.done_on is not None and after.done_on is not None and before.done_on != after.done_on:
        return _Change(_outcome(then), _now_outcome(now))
    if before.attestation is not None and after.attestation is None and after.status is Status.DONE:
        return _Change(f"{_outcome(then)} theo xác nhận, chưa có minh chứng", "đã có minh chứng")
    return None


def _outcome(work: SlotWork) -> str:
    words, day = _status_words(work.slot.status), work.slot.done_on
    return f"{words} ngày {day_text(day)}" if day is not None and work.slot.status is Status.DONE else words


def _now_outcome(work: SlotWork) -> str:
    return f"đã {_outcome(work)}" if work.slot.status is Status.DONE else _outcome(work)


def _status_words(status: Status) -> str:
    match status:
        case Status.DONE:
            return "hoàn thành"
        case Status.PARTLY_DONE:
            return "hoàn thành một phần"
        case Status.NOT_DONE:
            return "chưa thực hiện được"
        case Status.WAIVED:
            return "được cho phép không thực hiện"
        case Status.SUSPENDED:
            return "tạm dừng"
        case Status.OPEN | Status.DRAFT | Status.REJECTED:
            return "chưa hoàn thành"
        case _:
            assert_never(status)


def _tally(works: Sequence[SlotWork]) -> str:
    counts: dict[str, int] = {}
    for work in works:
        words = _status_words(work.slot.status)
        counts[words] = counts.get(words, 0) + 1
    return ", ".join(f"{count:02} phần việc {words}" for words, count in counts.items())


def _figures(one: Reported, signed: Mapping[tuple[str, Decimal], Decimal]) -> list[_Change]:
    """Targets of which another number is reached now; the two ends of a range are one figure."""
    found: list[_Change] = []
    for then, now in zip(results(one.then), results(one.now), strict=False):
        if now.target.role is Role.RANGE_HIGH:
            continue
        told = signed.get((one.now.code, then.value), then.value) if then.value is not None else None
        if told != now.value and (told is not None or now.value is not None):
            found.append(_Change(_quantity(told, then), _quantity(now.value, now), "nay là"))
    return found


def _quantity(value: Decimal | None, result: Result) -> str:
    return "chưa có số liệu" if value is None else quantity_text(value, result.target)


def _late_line(activity: Activity) -> Line:
    words = one_line(activity.words).rstrip(" .;,")
    place = f", tại {one_line(activity.place)}" if activity.place else ""
    text = f"- Bổ sung hoạt động chưa nêu trong báo cáo kỳ trước: {lower_first(words)}"
    return Line(text=f"{text} (ngày {day_text(activity.happened_on)}{place}).", activities=(activity.id,))


def only_slots(view: TaskView, slots: Container[int]) -> TaskView:
    """The view with some of its slots: what an earlier report told of it.

    A target over the whole commitment is then what these slots brought.
    """
    return replace(view, work=tuple(work for work in view.work if work.slot.id in slots))


def is_late(activity: Activity, *, told_from: date, told_until: date, is_new: bool, begins: date) -> bool:
    """Whether an activity of an earlier window was told by no report: it came to be known too late for its own.

    `told_from` and `told_until` are the days that the earlier report told of, `begins` the first of the next.
    """
    return told_from <= activity.happened_on < begins and (is_new or activity.happened_on > told_until)
