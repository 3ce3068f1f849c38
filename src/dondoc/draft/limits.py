"""Hạn chế, nguyên nhân: what was not done, is overdue, late or partial, was stopped or released, and why."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dondoc.core.progress import SlotWork, results
from dondoc.core.snapshot import Standing
from dondoc.core.target import Per, Role
from dondoc.draft.clause import inside_sentence, one_line, task_name, without_future
from dondoc.draft.figures import day_text, number_text, quantity_text, short_quantity_text
from dondoc.draft.quantity import reached_text
from dondoc.draft.report_context import Group, Line
from dondoc.draft.wording import Account, Voice, late_text, which_slots

#: Standings and the headings under which they are grouped. No heading begins as one of a plan does.
_GROUPS = (
    (Standing.NOT_DONE, "Chưa thực hiện được"),
    (Standing.OVERDUE, "Quá thời hạn, chưa có kết quả hoàn thành"),
    (Standing.PARTLY_DONE, "Mới hoàn thành một phần"),
    (Standing.DONE_LATE, "Hoàn thành chậm"),
    (Standing.SUSPENDED, "Tạm dừng"),
    (Standing.WAIVED, "Được cho phép không thực hiện"),
)


def limit_groups(accounts: Iterable[Account], voice: Voice) -> tuple[Group, ...]:
    """The groups of section III that have something; the lines of a group in the order of the commitments."""
    rows = list(accounts)
    groups: list[Group] = []
    for wanted, heading in _GROUPS:
        lines = _lines(rows, wanted, voice)
        if lines:
            groups.append(Group(number=f"{len(groups) + 1}.", heading=heading, lines=lines))
    return tuple(groups)


def _lines(accounts: Iterable[Account], wanted: Standing, voice: Voice) -> tuple[Line, ...]:
    """One line for each task and story; tasks with one reason are told in one line."""
    told: dict[str, list[tuple[str, str]]] = {}
    for account in accounts:
        for name, story in _stories(account, wanted, voice):
            told.setdefault(story, []).append((name, account.view.code))
    lines: list[Line] = []
    for story, rows in told.items():
        codes = tuple(dict.fromkeys(code for _, code in rows))
        names = "; ".join(name for name, _ in rows)
        text = f"- {names}: {story}."
        if len(rows) > 1:
            text = f"- {number_text(Decimal(len(rows)))} nhiệm vụ ({names}): {story}."
        lines.append(Line(text=text, codes=codes))
    return tuple(lines)


def waived_ways(account: Account, voice: Voice) -> list[list[str]]:
    """What somebody was released from, for an outline without a place for it among the limits; each in two ways."""
    told = _stories(account, Standing.WAIVED, voice)
    return [[f"Nhiệm vụ {name} {story}.", f"Đối với nhiệm vụ {name}: {story}."] for name, story in told]


def _stories(account: Account, wanted: Standing, voice: Voice) -> list[tuple[str, str]]:
    """(task, what became of it) for the slots of that standing; those that have the same story together."""
    name = task_name(account.terms.display)
    stories: dict[str, list[SlotWork]] = {}
    for work in account.of_standing(wanted):
        stories.setdefault(_story(account, work, wanted, voice), []).append(work)
    return [(f"“{name}”{which_slots(account, works, voice)}", story) for story, works in stories.items()]


def _story(account: Account, work: SlotWork, wanted: Standing, voice: Voice) -> str:
    match wanted:
        case Standing.NOT_DONE:
            return f"chưa thực hiện được; {_reason(work)}"
        case Standing.OVERDUE:
            reached = so_far(account, work) or "chưa ghi nhận kết quả"
            due, today = day_text(work.slot.due), day_text(voice.cut_off)
            return f"thời hạn ngày {due}, tính đến hết ngày {today} {reached}"
        case Standing.PARTLY_DONE:
            reached = so_far(account, work)
            return f"{reached or 'mới thực hiện được một phần'}; {_reason(work)}"
        case Standing.DONE_LATE:
            done_on = work.slot.done_on
            day = f" ngày {day_text(done_on)}" if done_on is not None else ""
            return f"hoàn thành{day}, {late_text(work.slot)}"
        case Standing.SUSPENDED:
            return f"tạm dừng{_decided_by(' theo ý kiến của', work)}; {_reason(work, 'lý do')}"
        case Standing.WAIVED:
            return f"được{_decided_by('', work)} cho phép không thực hiện; {_reason(work, 'lý do')}"
        case Standing.DONE_ON_TIME | Standing.UNDER_WAY | Standing.DIRECTION:
            return ""


def reason_of(work: SlotWork) -> str:
    """The reason that was recorded, without what it announces for later; "" where none was."""
    return without_future(one_line(work.slot.reason)).rstrip(" .;,/")


def _reason(work: SlotWork, word: str = "nguyên nhân") -> str:
    reason = inside_sentence(reason_of(work))
    return f"{word}: {reason}" if reason else f"{word}: chưa được nêu"


def _decided_by(before: str, work: SlotWork) -> str:
    by = one_line(work.slot.decided_by)
    return f"{before} {by}" if by else ""


def so_far(account: Account, work: SlotWork) -> str:
    """How much of the targets was reached, where they are judged on this slot; "" when nothing was counted."""
    alone = len(account.view.work) == 1
    written: Sequence[str] = [
        f"mới đạt {reached_text(r)} so với kế hoạch {quantity_text(r.target.value, r.target)}"
        if r.target.percent or r.denominator is not None
        else f"mới đạt {reached_text(r)}/{quantity_text(r.target.value, r.target)}"
        + (f", còn thiếu {short_quantity_text(r.missing, r.target)}" if r.missing else "")
        for r in results(account.view, work.slot)
        if r.value is not None
        and not r.is_met
        and r.target.role not in {Role.RANGE_HIGH, Role.CAP}
        and (alone or r.target.per is not Per.COMMITMENT)
    ]
    return ", ".join(written)
