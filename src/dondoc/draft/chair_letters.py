"""The weekly letter to a chair: what is long overdue, to decide on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dondoc.core.workdays import DayTest
from dondoc.draft.digest import DigestLine, Reminded, line_of, salute, shorten
from dondoc.draft.reminder_figures import count, day


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


def _chat_lines(lines: Sequence[DigestLine]) -> str:
    return "".join(
        f"\n{n}. {line.code}: {shorten(line.words)} – hạn {line.deadline}" + (f" – {line.doer}" if line.doer else "")
        for n, line in enumerate(lines, start=1)
    )
