"""What stands at a report's cut-off: every confirmed commitment of the unit, accounted for exactly once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from dondoc.core.activity import Activity, Evidence
from dondoc.core.instants import local_date
from dondoc.core.period import DateRange
from dondoc.core.progress import Headline, SlotWork, TaskView
from dondoc.core.report import ReportPlan
from dondoc.core.task import SETTLED, Slot, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The newest report on an earlier period: what it told as settled is not told again."""

    cut_off: date
    made_at: datetime

    def tells(self, work: SlotWork) -> bool:
        """Whether the slot's outcome stood in that report as it stands now."""
        slot, then = work.slot, work.at(self.cut_off, self.made_at).slot
        same = (then.status, then.done_on) == (slot.status, slot.done_on)
        return slot.status in SETTLED and same and slot.window.start <= self.cut_off


class Standing(StrEnum):
    """Where a slot stands in the report."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    PARTLY_DONE = "partly_done"
    NOT_DONE = "not_done"
    WAIVED = "waived"
    SUSPENDED = "suspended"
    #: Not due by the cut-off (postponed by an amendment, or due in a later period).
    UNDER_WAY = "under_way"
    #: Due by the cut-off and nothing was recorded as its outcome.
    OVERDUE = "overdue"
    #: Only gives a direction: no slot.
    DIRECTION = "direction"


_COLUMNS = {
    Standing.DONE_ON_TIME: "done_on_time",
    Standing.DONE_LATE: "done_late",
    Standing.PARTLY_DONE: "partly_done",
    Standing.NOT_DONE: "not_done",
    Standing.WAIVED: "waived",
    Standing.SUSPENDED: "suspended",
    Standing.UNDER_WAY: "in_time",
    Standing.OVERDUE: "overdue",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The facts of a report, as they stood: `views` are already trimmed to the cut-off."""

    plan: ReportPlan
    known_at: datetime
    views: tuple[TaskView, ...]
    #: Activities inside the window that belong to no commitment, with their evidence.
    unplanned: tuple[tuple[Activity, tuple[Evidence, ...]], ...] = ()
    #: None when no earlier report was made.
    previous: Told | None = None
    #: The facts of the same period a year earlier, as its issued report told them; None where there are none.
    year_before: "Snapshot | None" = None
    #: Ids of the earlier commitments that each one continues, the nearest first.
    forebears: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def judged_on(self) -> date:
        """The day on which dates are judged: what is due on the cut-off is overdue only when that day is over."""
        return min(local_date(self.known_at), self.plan.cut_off + timedelta(days=1))

    @property
    def headline(self) -> Headline:
        """The counts over the slots that this report accounts for, each where `standing` puts it."""
        counts = dict.fromkeys(Headline.__dataclass_fields__, 0)
        for view in self.views:
            for work in self.works(view):
                counts["total"] += 1
                counts[_COLUMNS[standing(work.slot, self.judged_on)]] += 1
        return Headline(**counts)

    def works(self, view: TaskView) -> tuple[SlotWork, ...]:
        """The slots of a view that this report accounts for: not those of an earlier report, nor of later windows."""
        return tuple(work for work in view.work if _slot_belongs(view, work, self.plan, self.previous))


def forebears_of(views: Iterable[TaskView]) -> dict[int, tuple[int, ...]]:
    """The chain of earlier commitments behind each that continues one."""
    before = {v.promised.id: v.promised.continues_id for v in views}
    chains: dict[int, tuple[int, ...]] = {}
    for own in (i for i, earlier in before.items() if earlier is not None):
        chain: list[int] = []
        step = before[own]
        while step is not None and step != own and step not in chain:
            chain.append(step)
            step = before.get(step)
        chains[own] = tuple(chain)
    return chains


def is_passed_on(view: TaskView, plan: ReportPlan) -> bool:
    """Whether a later promise, whose period the window has reached, continues the commitment."""
    return view.successor is not None and view.successor.starts_on <= plan.window.last


def standing(slot: Slot, today: date) -> Standing:
    """Where a slot stands on a day, by the rule of `timeliness`; an outcome not recorded is never printed as done."""
    match slot.status:
        case Status.DONE:
            return Standing.DONE_LATE if (slot.done_on or today) > slot.due else Standing.DONE_ON_TIME
        case Status.PARTLY_DONE:
            return Standing.PARTLY_DONE
        case Status.NOT_DONE:
            return Standing.NOT_DONE
        case Status.WAIVED:
            return Standing.WAIVED
        case Status.SUSPENDED:
            return Standing.SUSPENDED
        case Status.OPEN | Status.DRAFT | Status.REJECTED:
            return Standing.OVERDUE if today > slot.due else Standing.UNDER_WAY


def take_snapshot(
    plan: ReportPlan,
    views: Iterable[TaskView],
    unplanned: Iterable[tuple[Activity, tuple[Evidence, ...]]],
    *,
    known_at: datetime,
    previous: Told | None = None,
) -> Snapshot:
    """The views and unplanned activities as they stood at the cut-off of `plan`, of what was recorded by `known_at`.

    A commitment belongs to the report when its work was to be done in the window or is still owed: one that an
    earlier report settled, or that a later promise took over, is left out.
    """
    then = [view.at(plan.cut_off, known_at) for view in views]
    kept = [view for view in then if belongs(view, plan, previous)]
    inside = tuple(
        (a, tuple(e for e in proofs if e.received_at <= known_at))
        for a, proofs in unplanned
        if a.happened_on in _facts(plan) and a.received_at <= known_at
    )
    return Snapshot(plan=plan, known_at=known_at, views=tuple(kept), unplanned=inside, previous=previous)


def belongs(view: TaskView, plan: ReportPlan, previous: Told | None = None) -> bool:
    """Whether a confirmed commitment has to be accounted for in this report."""
    if view.promised.status is not Status.OPEN:
        return False
    if not view.work:
        return _direction_belongs(view, plan)
    return any(_slot_belongs(view, work, plan, previous) for work in view.work)


def _direction_belongs(view: TaskView, plan: ReportPlan) -> bool:
    period, confirmed_at = view.promised.period, view.promised.confirmed_at
    if period is not None:
        return period.calendar.overlaps(plan.period.calendar)
    is_new = confirmed_at is not None and local_date(confirmed_at) > plan.cut_off
    return not is_new and not is_passed_on(view, plan)


def _slot_belongs(view: TaskView, work: SlotWork, plan: ReportPlan, previous: Told | None) -> bool:
    slot = work.slot
    if slot.settled_in is not None or slot.window.start > plan.cut_off:
        return False
    if slot.continued_by and is_passed_on(view, plan):
        return False
    if slot.status not in SETTLED:
        return True
    if previous is not None:
        return not previous.tells(work)
    # Without an earlier report to cite: the outcome, or the date it was owed for, lies in this window.
    decided_on = slot.done_on or (local_date(slot.decided_at) if slot.decided_at else slot.due)
    return max(decided_on, slot.due) >= plan.window.start


def _facts(plan: ReportPlan) -> DateRange:
    """From the first day of the window, whatever part of it the cut-off leaves."""
    return DateRange.through(min(plan.window.start, plan.cut_off), plan.cut_off)
