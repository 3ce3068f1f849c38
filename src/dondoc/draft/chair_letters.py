"""The weekly letter to a chair: what is long overdue, to decide on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    #: What the chair can do, a sentence each.
    hints: tuple[str, ...]
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
    released: Mapping[int, str] | None = None,
    attached: int = 0,
    is_incomplete: bool = False,
    to_release: str = "",
) -> EscalationLetter:
    """The list of `overdue` tasks (at least one) for a chair.

    `released` tells of slots, by id, why the superior is asked; `attached` is how many papers to sign go with it,
    `is_incomplete` says that some could not be made, `to_release` is the code of a task of which the reader may let the
    superior be told, or "".
    """
    lines = _lines(overdue, today, is_working, released or {})
    number = count(len(lines))
    return EscalationLetter(
        subject=f"[Đôn đốc] {number} việc quá hạn cần chỉ đạo – ngày {day(today)}",
        salutation=salute(receiver),
        opening=f"Tính đến ngày {day(today)}, có {number} việc đã quá hạn, kính đề nghị đồng chí xem xét, chỉ đạo:",
        overdue=lines,
        hints=_hints(to_release, attached, is_incomplete=is_incomplete),
        chat=f"Đến {day(today)} có {number} việc quá hạn cần đồng chí chỉ đạo:" + _chat_lines(lines),
    )


def _lines(
    overdue: Sequence[Reminded], today: date, is_working: DayTest, released: Mapping[int, str]
) -> tuple[DigestLine, ...]:
    ranked = sorted(overdue, key=lambda r: (r.work.slot.due, r.view.slot_code(r.work.slot)))
    return tuple(_with_note(line_of(r, today, is_working), released.get(r.work.slot.id, "")) for r in ranked)


def _with_note(line: DigestLine, note: str) -> DigestLine:
    return replace(line, note="; ".join(part for part in (line.note, note) if part))


def _hints(to_release: str, attached: int, *, is_incomplete: bool) -> tuple[str, ...]:
    papers = _papers(attached, is_incomplete=is_incomplete)
    upwards = (
        f"Việc cần cấp trên chỉ đạo: báo cán bộ theo dõi ghi (ví dụ dondoc escalate release {to_release} --reason “…” "
        "--as “…”); chưa có ý kiến của đồng chí thì không báo lên cấp trên."
    )
    decided = "Việc cho gia hạn hoặc cho thôi: báo cán bộ theo dõi, nêu mã việc và lý do."
    return (*papers, decided, upwards) if to_release else (*papers, decided)


def _papers(attached: int, *, is_incomplete: bool) -> tuple[str, ...]:
    """What is said of the công văn to sign."""
    missing = (
        "Dự thảo công văn đôn đốc chưa lập được nên không gửi kèm: đề nghị cán bộ theo dõi sửa mẫu văn bản "
        "(dondoc doctor nêu chỗ hỏng), rồi in để ký: dondoc letters late."
    )
    if is_incomplete and not attached:
        return (missing,)
    enclosed = (
        "Gửi kèm dự thảo công văn đôn đốc (.docx): đồng chí xem, ký; số và ngày do văn thư ghi khi phát hành."
        if attached
        else "Cần gửi công văn đôn đốc thì in dự thảo để ký: dondoc letters late."
    )
    return (enclosed, missing) if is_incomplete else (enclosed,)


def _chat_lines(lines: Sequence[DigestLine]) -> str:
    return "".join(
        f"\n{n}. {line.code}: {shorten(line.words)} – hạn {line.deadline}" + (f" – {line.doer}" if line.doer else "")
        for n, line in enumerate(lines, start=1)
    )
