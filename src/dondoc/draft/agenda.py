"""Tasks as entries of a calendar, as plain values: the day, one line, and what stands below it."""

from dataclasses import dataclass
from datetime import date

from dondoc.core.rungs import aims
from dondoc.core.task import Slot
from dondoc.draft.reminder_figures import day as written


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One task on one whole day."""

    #: Code of the task: the same task is always the same entry.
    code: str
    day: date
    summary: str
    description: str
    #: Where the reader answers for it, or "".
    link: str = ""


def entry_of(
    slot: Slot,
    next_cut_off: date | None,
    *,
    code: str,
    words: str,
    short: str,
    facts: tuple[str, ...],
    link: str,
    today: date,
) -> CalendarEntry:
    """The entry of a task on the day that it is aimed at: the planned day or the cut-off, then the promised day.

    What passed keeps its last day, so that a calendar shows where it was missed. `short` is for the one
    line that calendars show; `facts` are lines without anything that grows old by the day.
    """
    dates = aims(slot, next_cut_off)
    aim = next((aim for aim in dates if aim >= today), dates[-1])
    if aim == slot.due:
        label = "Hạn"
    elif aim == slot.planned_for:
        label = "Dự kiến"
    else:
        label = "Chốt số liệu"
    lines = [f"Mã việc: {code}", words, f"Thời hạn: {written(slot.due)}", *facts]
    if link:
        lines.append(f"Trả lời tại: {link}")
    return CalendarEntry(code=code, day=aim, summary=f"{label}: {short}", description="\n".join(lines), link=link)
