"""The letter of reminders: what is owed, by urgency, in the words of the day it is sent; templates only print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from typing import ClassVar

from dondoc.core.progress import SlotWork, TaskView, results
from dondoc.core.reminder import RungKind
from dondoc.core.workdays import DayTest, on_or_before, working_days_between
from dondoc.draft.agenda import CalendarEntry, entry_of
from dondoc.draft.figures import targets_text
from dondoc.draft.reminder_figures import count, day, result_text

#: A line to be copied into a chat is cut here, at the end of a word.
_CHAT_LINE = 110

#: And the line that a calendar shows.
_CALENDAR_LINE = 90


class Urgency(IntEnum):
    """The groups of a letter, the most urgent first."""

    OVERDUE = 1
    TODAY = 2
    SOON = 3
    CHECK_IN = 4


_TITLES = {
    Urgency.OVERDUE: "Quá hạn",
    Urgency.TODAY: "Đến hạn hôm nay",
    Urgency.SOON: "Sắp đến hạn",
    Urgency.CHECK_IN: "Việc thường xuyên, việc còn xa hạn: cần cập nhật kết quả",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """One slot that the letter speaks of."""

    view: TaskView
    work: SlotWork
    #: Key of the rung that was reached.
    rung: str
    #: Cut-off of the unit's next report, or None.
    next_cut_off: date | None = None
    #: Where the reader answers for it; "" where there are no pages.
    link: str = ""
    #: Name of the unit that does it; "" where the receiver does it himself.
    doer: str = ""
    #: Papers that are asked for because they did not come.
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One task as printed."""

    code: str
    words: str
    #: "30/11/2017 (còn 03 ngày làm việc)".
    deadline: str
    target: str = ""
    progress: str = ""
    doer: str = ""
    #: The plan or the cut-off, where it comes before the deadline.
    note: str = ""
    #: Papers to send: "biên bản, danh sách ký nhận, ảnh"; only in letters to who does it.
    wanted: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestGroup:
    """Tasks of one urgency, the earliest deadline first."""

    title: str
    count: str
    lines: tuple[DigestLine, ...]
    #: How urgent, for its colour: "overdue", "today", "soon", "check_in".
    tone: str = "soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A letter to one person."""

    template: ClassVar[str] = "digest"

    subject: str
    salutation: str
    opening: str
    groups: tuple[DigestGroup, ...]
    #: One sentence on what has no deadline; "" in most letters.
    directions: str
    how_to_answer: tuple[str, ...]
    #: The same in a few lines of plain text, to be copied into a chat.
    chat: str
    #: The tasks whose day is still to come, for the reader's calendar.
    calendar: tuple[CalendarEntry, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the tasks in it, as printed."""
        return tuple(line.code for group in self.groups for line in group.lines)


def make_digest(
    receiver: str,
    reminded: Sequence[Reminded],
    *,
    today: date,
    is_working: DayTest,
    directions: Sequence[str] = (),
    tracker: str | None = "",
) -> Digest:
    """The letter to `receiver` of `today`.

    Args:
        receiver: Name of the person.
        reminded: At least one slot.
        today: The day it is sent: all words are of this day.
        is_working: Says which days are worked, to count what is left.
        directions: Codes of promises without a deadline; printed only where something is to be brought up to date.
        tracker: Name of the person who keeps the list, "" when not known, None when he is the receiver himself.
    """
    ranked = sorted(
        ((urgency_of(r, today, is_working), r) for r in reminded),
        key=lambda pair: (pair[0], pair[1].work.slot.due, pair[1].view.slot_code(pair[1].work.slot)),
    )
    groups = tuple(
        _group(urgency, [_asking(r, today, is_working) for u, r in ranked if u is urgency])
        for urgency in Urgency
        if any(u is urgency for u, _ in ranked)
    )
    overdue = sum(u is Urgency.OVERDUE for u, _ in ranked)
    return Digest(
        subject=subject_of(len(ranked), overdue, today),
        salutation=salute(receiver),
        opening=f"Tính đến ngày {day(today)}, đồng chí có {count(len(ranked))} việc cần quan tâm"
        + (f", trong đó {count(overdue)} việc đã quá hạn." if overdue else "."),
        groups=groups,
        directions=_directions(directions) if any(u is Urgency.CHECK_IN for u, _ in ranked) else "",
        how_to_answer=_how_to_answer(groups[0].lines[0], today, tracker),
        chat=_chat(receiver, groups, today),
        calendar=tuple(entry for _, r in ranked if (entry := calendar_entry(r, today)).day >= today),
    )


def salute(receiver: str) -> str:
    """How the letter begins.

    >>> salute("Trần Thị  Hiền")
    'Kính gửi đồng chí Trần Thị Hiền'
    """
    return f"Kính gửi đồng chí {one_line(receiver)}"


def one_line(words: str) -> str:
    """Spaces folded, so that a name or a promise stays on its line."""
    return " ".join(words.split())


def subject_of(total: int, overdue: int, today: date) -> str:
    """The subject; Monday's letter is the week's.

    >>> subject_of(3, 0, date(2017, 11, 27))
    '[Đôn đốc] 03 việc cần làm – tuần 27/11/2017'
    >>> subject_of(12, 1, date(2017, 11, 30))
    '[Đôn đốc] 12 việc cần làm, 01 việc quá hạn – ngày 30/11/2017'
    """
    late = f", {count(overdue)} việc quá hạn" if overdue else ""
    return f"[Đôn đốc] {count(total)} việc cần làm{late} – {'tuần' if today.weekday() == 0 else 'ngày'} {day(today)}"


def urgency_of(reminded: Reminded, today: date, is_working: DayTest) -> Urgency:
    """The group that a slot stands in; a deadline on a day off is met on the working day before."""
    due = reminded.work.slot.due
    if today > due:
        return Urgency.OVERDUE
    if today in _last_days(reminded, is_working) or working_days_between(today, due, is_working) == 0:
        return Urgency.TODAY
    return Urgency.CHECK_IN if reminded.rung == RungKind.CHECK_IN.name.lower() else Urgency.SOON


def _last_days(reminded: Reminded, is_working: DayTest) -> set[date]:
    slot = reminded.work.slot
    dates = {d for d in (slot.due, slot.planned_for, reminded.next_cut_off) if d is not None and d <= slot.due}
    return {on_or_before(d, is_working) for d in dates}


def line_of(reminded: Reminded, today: date, is_working: DayTest) -> DigestLine:
    """One task in the words of `today`."""
    view, work = reminded.view, reminded.work
    code = view.slot_code(work.slot)
    return DigestLine(
        code=code,
        words=_words(view),
        deadline=_deadline(view, work, today, is_working),
        target=targets_text(view.terms.targets),
        progress=_progress(view, work),
        doer=one_line(reminded.doer),
        note=_note(reminded, today),
        link=reminded.link,
    )


def _asking(reminded: Reminded, today: date, is_working: DayTest) -> DigestLine:
    """The line with the papers that are asked for."""
    return replace(line_of(reminded, today, is_working), wanted=", ".join(reminded.missing))


def _deadline(view: TaskView, work: SlotWork, today: date, is_working: DayTest) -> str:
    estimated = ", ước định" if view.terms.due_proposed and not view.terms.due_explicit else ""
    return f"{day(work.slot.due)} ({standing(work.slot.due, today, is_working)}{estimated})"


def standing(due: date, today: date, is_working: DayTest) -> str:
    """How much time is left, or for how long it is overdue.

    >>> standing(date(2017, 11, 30), date(2017, 11, 27), lambda d: d.weekday() < 5)
    'còn 03 ngày làm việc'
    >>> standing(date(2017, 11, 30), date(2017, 12, 3), lambda d: d.weekday() < 5)
    'quá hạn 03 ngày'
    """
    if today > due:
        return f"quá hạn {count((today - due).days)} ngày"
    if today == due:
        return "đến hạn hôm nay"
    left = working_days_between(today, due, is_working)
    return f"còn {count(left)} ngày làm việc" if left else "hạn rơi vào ngày nghỉ, cần xong trong hôm nay"


def _progress(view: TaskView, work: SlotWork) -> str:
    parts = [words for r in results(view, work.slot) if (words := result_text(r))]
    if not parts and work.activities:
        newest = max(activity.happened_on for activity in work.activities)
        parts.append(f"đã ghi nhận {count(len(work.activities))} hoạt động, gần nhất ngày {day(newest)}")
    if work.awaiting:
        parts.append(f"{count(len(work.awaiting))} minh chứng chờ xác nhận")
    return "; ".join(parts)


def _note(reminded: Reminded, today: date) -> str:
    slot, cut_off = reminded.work.slot, reminded.next_cut_off
    notes: list[str] = []
    if slot.planned_for is not None and slot.planned_for != slot.due:
        verb = "đã qua ngày dự kiến" if slot.planned_for < today else "dự kiến thực hiện ngày"
        notes.append(f"{verb} {day(slot.planned_for)}")
    if cut_off is not None and today <= cut_off < slot.due:
        notes.append(f"chốt số liệu báo cáo ngày {day(cut_off)}")
    return "; ".join(notes)


def _group(urgency: Urgency, lines: Sequence[DigestLine]) -> DigestGroup:
    return DigestGroup(title=_TITLES[urgency], count=count(len(lines)), lines=tuple(lines), tone=urgency.name.lower())


def calendar_entry(reminded: Reminded, today: date) -> CalendarEntry:
    """One task as it stands in a calendar; nothing in it grows old by the day."""
    view, work = reminded.view, reminded.work
    target = targets_text(view.terms.targets)
    doer = one_line(reminded.doer)
    return entry_of(
        work.slot,
        reminded.next_cut_off,
        code=view.slot_code(work.slot),
        words=_words(view),
        short=shorten(_words(view), _CALENDAR_LINE),
        facts=tuple(f"{name}: {text}" for name, text in (("Chỉ tiêu", target), ("Thực hiện", doer)) if text),
        link=reminded.link,
        today=today,
    )


def _words(view: TaskView) -> str:
    return one_line(view.promised.display).rstrip(" ;,./")


def _directions(codes: Sequence[str]) -> str:
    if not codes:
        return ""
    return (
        f"Ngoài ra có {count(len(codes))} nội dung định hướng, không đặt thời hạn ({', '.join(codes)}): "
        "có kết quả mới thì báo để đưa vào báo cáo."
    )


def _how_to_answer(first: DigestLine, today: date, tracker: str | None) -> tuple[str, ...]:
    code = first.code
    if tracker is None:
        return (
            "Việc giao cho đơn vị, cá nhân khác: đồng chí đôn đốc theo phần chép vào Zalo dưới đây.",
            f"Có kết quả thì cập nhật theo mã việc; tệp minh chứng chép vào thư mục inbox/evidence/<mã việc> "
            f"(ví dụ inbox/evidence/{code}).",
        )
    who = f"đồng chí {one_line(tracker)}" if tracker else "cán bộ theo dõi"
    example = f"{code}: đã tổ chức 01 cuộc, ngày {day(today - timedelta(days=1))}"
    page = "Bấm “Trả lời việc này” dưới từng việc để báo kết quả, gửi ảnh hoặc xin lùi hạn; không cần mật khẩu."
    folder = f"Cũng có thể chép tệp minh chứng vào thư mục inbox/evidence/<mã việc> (ví dụ inbox/evidence/{code})."
    return (
        *((page,) if first.link else ()),
        f"Việc đã làm: trả lời thư này, ghi mã việc, kết quả và ngày làm (ví dụ “{example}”), gửi kèm minh chứng "
        "như ảnh, biên bản, danh sách hoặc số, ký hiệu văn bản.",
        f"Đã biết và sẽ làm: trả lời “{code}: đã nhận” để thư sau không nhắc lại việc đó ngay.",
        *(() if first.link else (folder,)),
        f"Việc vướng mắc, cần lùi hạn hoặc không thực hiện được: báo {who}, nêu rõ lý do.",
    )


def _chat(receiver: str, groups: Iterable[DigestGroup], today: date) -> str:
    lines = [f"Đ/c {one_line(receiver)}, việc cần làm ngày {day(today)}:"]
    number = 0
    for group in groups:
        for line in group.lines:
            number += 1
            lines.append(f"{number}. {line.code}: {shorten(line.words)} – hạn {line.deadline}")
    lines.append("Đề nghị đồng chí trả lời theo mã việc, gửi kèm minh chứng.")
    return "\n".join(lines)


def shorten(words: str, longest: int = _CHAT_LINE) -> str:
    """The words cut at the end of one of them.

    >>> shorten("tổ chức hội thao chào mừng", 16)
    'tổ chức hội…'
    """
    if len(words) <= longest:
        return words
    return words[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
