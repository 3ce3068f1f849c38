"""Reminders on paper and for copying: slips to cut out, and texts for a group's chat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.draft.digest import Digest, DigestLine, one_line, shorten
from dondoc.draft.reminder_figures import count, day

#: Tasks on one slip; more go on to the next, so that a slip never breaks over two pages.
SLIP_TASKS = 5

#: Words of a task on a slip and in a group's text, in characters.
_WORDS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLine:
    """One task on paper."""

    code: str
    words: str
    deadline: str
    target: str
    doer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One piece of paper, to be cut out and handed over."""

    receiver: str
    #: "01/02" where the tasks take more than one slip, else "".
    part: str
    opening: str
    lines: tuple[SlipLine, ...]
    return_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPage:
    """All slips of a day, several on each page."""

    title: str
    slips: tuple[Slip, ...]


def make_slips(receiver: str, letter: Digest, *, today: date, tracker: str) -> Iterator[Slip]:
    """The slips for one person or unit, at most `SLIP_TASKS` tasks each.

    Args:
        receiver: As printed: "Đồng chí Trần Thị Hiền", "Tổ công đoàn 1".
        letter: What is due.
        today: The day they are handed over.
        tracker: Name of who collects them, "" when not known.
    """
    lines = [_slip_line(line) for group in letter.groups for line in group.lines]
    parts = [lines[n : n + SLIP_TASKS] for n in range(0, len(lines), SLIP_TASKS)]
    for number, part in enumerate(parts, start=1):
        yield Slip(
            receiver=one_line(receiver),
            part=f"{count(number)}/{count(len(parts))}" if len(parts) > 1 else "",
            opening=f"Tính đến ngày {day(today)}: {count(len(lines))} việc cần làm.",
            lines=tuple(part),
            return_to=f"đồng chí {one_line(tracker)}" if tracker else "cán bộ theo dõi",
        )


def _slip_line(line: DigestLine) -> SlipLine:
    return SlipLine(
        code=line.code,
        words=shorten(line.words, _WORDS),
        deadline=line.deadline,
        target=line.target,
        doer=line.doer,
    )


def group_text(unit: str, letter: Digest, *, today: date) -> str:
    """The tasks of a unit for the chat of its group, with who does each."""
    lines = [f"{one_line(unit)} – việc cần làm ngày {day(today)}:"]
    number = 0
    for group in letter.groups:
        lines.append(f"* {group.title}")
        for line in group.lines:
            number += 1
            doer = f" – {line.doer}" if line.doer else ""
            lines.append(f"{number}. {line.code}: {shorten(line.words, _WORDS)} – hạn {line.deadline}{doer}")
    lines.append("Đề nghị các đồng chí trả lời theo mã việc, gửi kèm minh chứng.")
    return "\n".join(lines)


def page_of(slips: Sequence[Slip], *, today: date, unit: str) -> SlipPage:
    """The page that is printed."""
    return SlipPage(title=f"Phiếu nhắc việc ngày {day(today)} – {one_line(unit)}", slips=tuple(slips))
