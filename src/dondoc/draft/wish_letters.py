"""The letter about wishes for another day: to who decides, and back to who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dondoc.core.answer import ExtensionRequest, RequestState
from dondoc.core.progress import SlotWork, TaskView
from dondoc.draft.digest import one_line, salute, shorten
from dondoc.draft.reminder_figures import count, day


@dataclass(frozen=True, slots=True, kw_only=True)
class WishLine:
    """One wish as printed."""

    #: Of the wish, for `dondoc requests`.
    number: int
    code: str
    words: str
    due: str
    until: str
    reason: str
    asker: str
    #: What was decided, by whom; "" while it waits.
    decision: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishLetter:
    """Wishes that wait for the reader's decision, and answers to wishes of the reader."""

    template: ClassVar[str] = "wish"

    subject: str
    salutation: str
    opening: str
    waiting: tuple[WishLine, ...]
    decided: tuple[WishLine, ...]
    chat: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the tasks in it."""
        return tuple(line.code for line in (*self.waiting, *self.decided))


def wish_line(request: ExtensionRequest, view: TaskView, work: SlotWork, asker: str, link: str = "") -> WishLine:
    """One wish, with the deadline as it stands."""
    decision = ""
    if request.state is RequestState.APPROVED:
        decision = f"đồng ý, hạn mới {day(request.until)} ({one_line(request.decided_by)})"
    elif request.state is RequestState.REFUSED:
        decision = f"không đồng ý ({one_line(request.decided_by)}): {one_line(request.decision_reason)}"
    return WishLine(
        number=request.id,
        code=view.slot_code(work.slot),
        words=one_line(view.promised.display).rstrip(" ;,./"),
        due=day(work.slot.due),
        until=day(request.until),
        reason=one_line(request.reason),
        asker=one_line(asker),
        decision=decision,
        link=link,
    )


def make_wish_letter(
    receiver: str, waiting: Sequence[WishLine], decided: Sequence[WishLine], *, today: date
) -> WishLetter:
    """The letter of a day; at least one line."""
    parts = []
    if waiting:
        parts.append(f"{count(len(waiting))} đề nghị lùi hạn chờ đồng chí quyết định")
    if decided:
        parts.append(f"{count(len(decided))} đề nghị lùi hạn của đồng chí đã được trả lời")
    chat = [f"Đ/c {one_line(receiver)}:"]
    chat += [f"- {w.code}: {w.asker} xin lùi từ {w.due} đến {w.until}, lý do: {shorten(w.reason)}" for w in waiting]
    chat += [f"- {w.code}: {w.decision}" for w in decided]
    return WishLetter(
        subject=f"[Đôn đốc] {'; '.join(parts)} – ngày {day(today)}",
        salutation=salute(receiver),
        opening=f"Đến ngày {day(today)}, có {' và '.join(parts)}.",
        waiting=tuple(waiting),
        decided=tuple(decided),
        chat="\n".join(chat),
    )
