"""Letters to a chair: the monthly numbers by area, and the weekly list of what is overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dondoc.core.progress import Headline, TaskView, headline
from dondoc.core.workdays import DayTest
from dondoc.draft.digest import DigestLine, Reminded, line_of, one_line, salute, shorten
from dondoc.draft.reminder_figures import count, day


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """The four numbers of one area (QĐ 42/2014/QĐ-TTg): given, done, under way in time, overdue."""

    area: str
    total: str
    done: str
    in_time: str
    overdue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressLetter:
    """The monthly letter."""

    template: ClassVar[str] = "progress"

    subject: str
    salutation: str
    opening: str
    rows: tuple[ProgressRow, ...]
    sum: ProgressRow
    #: Outcomes that are neither of the four, and old tasks nobody has answered for; "" when there are none.
    rest: str
    overdue: tuple[DigestLine, ...]
    chat: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the overdue tasks in it."""
        return tuple(line.code for line in self.overdue)


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationLetter:
    """The weekly list of what is overdue, for the chair to decide on."""

    template: ClassVar[str] = "escalation"

    subject: str
    salutation: str
    opening: str
    overdue: tuple[DigestLine, ...]
    chat: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the tasks in it."""
        return tuple(line.code for line in self.overdue)


def make_progress_letter(
    receiver: str,
    unit: str,
    views: Sequence[TaskView],
    overdue: Sequence[Reminded],
    *,
    old: int,
    area_labels: Mapping[str, str],
    today: date,
    is_working: DayTest,
) -> ProgressLetter:
    """The numbers of `unit` on `today`.

    Args:
        receiver: Name of the person.
        unit: Name of the unit.
        views: What is counted; tasks that are history and unanswered are left out before and counted in `old`.
        overdue: What is overdue, listed by date.
        old: How many tasks were due before they were confirmed and have no outcome.
        area_labels: Code to Vietnamese label, in the order of the report.
        today: The day it is sent.
        is_working: Says which days are worked.
    """
    by_area: dict[str, list[TaskView]] = {}
    for view in views:
        if view.work:
            by_area.setdefault(view.terms.area, []).append(view)
    order = {code: rank for rank, code in enumerate(area_labels)}
    ranked = sorted(by_area, key=lambda code: (order.get(code, len(order)), code))
    total = headline(views, today=today)
    lines = _lines(overdue, today, is_working)
    return ProgressLetter(
        subject=f"[Đôn đốc] Tình hình thực hiện nhiệm vụ đến ngày {day(today)}",
        salutation=salute(receiver),
        opening=f"Tình hình thực hiện nhiệm vụ của {one_line(unit)} tính đến ngày {day(today)}:",
        rows=tuple(_row(area_labels.get(c, "Lĩnh vực khác"), headline(by_area[c], today=today)) for c in ranked),
        sum=_row("Cộng", total),
        rest=_rest(total, old),
        overdue=lines,
        chat=f"Đến {day(today)}: {_four_numbers(total)}." + _chat_lines(lines),
    )


def make_escalation_letter(
    receiver: str,
    overdue: Sequence[Reminded],
    *,
    today: date,
    is_working: DayTest,
) -> EscalationLetter:
    """The list of `overdue` tasks (at least one) for a chair."""
    lines = _lines(overdue, today, is_working)
    number = count(len(lines))
    return EscalationLetter(
        subject=f"[Đôn đốc] {number} việc quá hạn cần chỉ đạo – ngày {day(today)}",
        salutation=salute(receiver),
        opening=f"Tính đến ngày {day(today)}, có {number} việc đã quá hạn, kính đề nghị đồng chí xem xét, chỉ đạo:",
        overdue=lines,
        chat=f"Đến {day(today)} có {number} việc quá hạn cần đồng chí chỉ đạo:" + _chat_lines(lines),
    )


def _lines(overdue: Sequence[Reminded], today: date, is_working: DayTest) -> tuple[DigestLine, ...]:
    ranked = sorted(overdue, key=lambda r: (r.work.slot.due, r.view.slot_code(r.work.slot)))
    return tuple(line_of(r, today, is_working) for r in ranked)


def _row(area: str, numbers: Headline) -> ProgressRow:
    return ProgressRow(
        area=area,
        total=count(numbers.total),
        done=count(numbers.done),
        in_time=count(numbers.in_time),
        overdue=count(numbers.overdue),
    )


def _four_numbers(numbers: Headline) -> str:
    return (
        f"tổng số {count(numbers.total)} việc, đã hoàn thành {count(numbers.done)}, "
        f"đang thực hiện trong hạn {count(numbers.in_time)}, quá hạn {count(numbers.overdue)}"
    )


def _rest(numbers: Headline, old: int) -> str:
    parts = [
        f"{words} {count(n)} việc"
        for words, n in (
            ("hoàn thành một phần", numbers.partly_done),
            ("không thực hiện được", numbers.not_done),
            ("được miễn", numbers.waived),
            ("tạm dừng", numbers.suspended),
        )
        if n
    ]
    other = f"Trong tổng số còn có: {', '.join(parts)}." if parts else ""
    unanswered = f"Ngoài ra có {count(old)} việc cũ chưa xác nhận kết quả." if old else ""
    return " ".join(words for words in (other, unanswered) if words)


def _chat_lines(lines: Sequence[DigestLine]) -> str:
    return "".join(
        f"\n{n}. {line.code}: {shorten(line.words)} – hạn {line.deadline}" + (f" – {line.doer}" if line.doer else "")
        for n, line in enumerate(lines, start=1)
    )
