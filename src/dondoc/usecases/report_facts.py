"""The facts of a report: a snapshot at its cut-off, beside all that the ledger knows of these units today."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from dondoc.core.activity import Activity, Evidence
from dondoc.core.instants import local_date
from dondoc.core.progress import TaskView
from dondoc.core.report import ReportPlan, ReportState, WrittenReport
from dondoc.core.snapshot import Snapshot, Told, forebears_of, take_snapshot
from dondoc.core.task import SETTLED, Slot
from dondoc.core.unit import subtree_on, with_merged
from dondoc.usecases.ports import Work
from dondoc.usecases.read_tasks import load_views, with_history


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The facts of one report."""

    snapshot: Snapshot
    #: All commitments of these units and their unplanned activities, as known today.
    views: Sequence[TaskView]
    unplanned: Sequence[Activity]


def as_made(plan: ReportPlan, made_at: datetime) -> ReportPlan:
    """The plan with the day up to which facts count: the day on which it is made, where that is before the cut-off."""
    return replace(plan, cut_off=min(plan.cut_off, local_date(made_at)))


def snapshot_of(work: Work, plan: ReportPlan, now: datetime, *, alone: bool = False) -> Snapshot:
    """Facts of the unit and all below it, by the tree of the cut-off; `plan` as it is made, whatever its period.

    `alone` leaves those below out, but for units that went into this one: they report themselves.

    What an issued report of the same unit has settled is not told again; another version of that very report tells it,
    and so does the wider report of a unit above.
    """
    return gather_facts(work, plan, now, alone=alone).snapshot


def gather_facts(work: Work, plan: ReportPlan, now: datetime, *, alone: bool = False) -> Gathered:
    """The snapshot of `snapshot_of` with all that is known of these units."""
    unit_ids = _units_of(work, plan, alone=alone)
    facts = _facts_of(work, unit_ids)
    before = _plan_a_year_before(work, plan, now)
    units_then = _units_of(work, before.plan, alone=alone)
    then = facts if set(units_then) == set(unit_ids) else _facts_of(work, units_then)
    year_before = _taken(work, before.plan, then, before.known_at)
    snapshot = replace(
        _taken(work, plan, facts, now),
        year_before=year_before if year_before.views or year_before.unplanned else None,
        forebears=forebears_of([*then.views, *facts.views]),
    )
    return Gathered(snapshot=snapshot, views=facts.views, unplanned=[activity for activity, _ in facts.unplanned])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What the ledger knows of some units today."""

    views: Sequence[TaskView]
    unplanned: Sequence[tuple[Activity, tuple[Evidence, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Then:
    """Which facts the report of a year before is compared by."""

    plan: ReportPlan
    known_at: datetime


def _units_of(work: Work, plan: ReportPlan, *, alone: bool) -> set[int]:
    if alone:
        return with_merged(work.units.successions(), plan.unit_id, plan.cut_off)
    return subtree_on(work.units.parents(), plan.unit_id, plan.cut_off)


def _facts_of(work: Work, unit_ids: Iterable[int]) -> _Facts:
    ids = list(unit_ids)
    activities = [a for a in work.activities.all(ids) if a.is_unplanned]
    evidence = work.activities.evidence([a.id for a in activities])
    unplanned = [(a, tuple(evidence.get(a.id, ()))) for a in activities]
    return _Facts(views=with_history(work, load_views(work, ids)), unplanned=unplanned)


def _taken(work: Work, plan: ReportPlan, facts: _Facts, known_at: datetime) -> Snapshot:
    views = _unmarked(work, plan, facts.views)
    return take_snapshot(plan, views, facts.unplanned, known_at=known_at, previous=_previous(work, plan))


def told_slots(work: Work, report: WrittenReport, views: Iterable[TaskView]) -> set[int]:
    """The slots whose outcome a report told, of what was known when it was made."""
    plan = as_made(report.plan, report.made_at)
    previous = _previous(work, plan)
    then = take_snapshot(plan, _unmarked(work, plan, views), (), known_at=report.made_at, previous=previous)
    return {w.slot.id for view in then.views for w in then.works(view) if w.slot.status in SETTLED}


def _unmarked(work: Work, plan: ReportPlan, views: Iterable[TaskView]) -> list[TaskView]:
    """The views with the marks of reports in the row of the plan's only: what those settled is not told again.

    A wider or narrower report of the unit tells it too, and cites where it was settled.
    """
    others = {
        report.id
        for report in work.reports.all()
        if report.plan.unit_id == plan.unit_id and (report.plan.is_same_report(plan) or not report.plan.is_in_row(plan))
    }
    return [_with_own_settled(view, plan.unit_id, others) for view in views]


def _plan_a_year_before(work: Work, plan: ReportPlan, now: datetime) -> _Then:
    """The report that was issued on the same period a year earlier, as it was made; else the facts known today.

    Where this report is made before its period is over, only the same stretch of last year's is set beside it.
    """
    wanted = plan.year_before()
    last = max(versions_of(work, wanted), key=lambda r: (r.state is ReportState.ISSUED, r.version), default=None)
    then, known_at = last.plan if last is not None else wanted, now
    if last is not None and last.state is ReportState.ISSUED:
        then, known_at = as_made(last.plan, last.made_at), last.made_at
    is_early = plan.cut_off < plan.window.last and plan.cut_off == local_date(now)
    return _Then(plan=replace(then, cut_off=min(then.cut_off, wanted.cut_off)) if is_early else then, known_at=known_at)


def _with_own_settled(view: TaskView, unit_id: int, others: Set[int]) -> TaskView:
    """The view with the marks of other issued reports of the unit only."""

    def is_other_mark(slot: Slot) -> bool:
        return slot.settled_in is not None and (view.promised.unit_id != unit_id or slot.settled_in in others)

    if not any(is_other_mark(w.slot) for w in view.work):
        return view
    work = tuple(replace(w, slot=replace(w.slot, settled_in=None)) if is_other_mark(w.slot) else w for w in view.work)
    return replace(view, work=work)


def _previous(work: Work, plan: ReportPlan) -> Told | None:
    """The report on the newest earlier period: the issued version, else the last."""
    earlier = [r for r in work.reports.all() if plan.follows(r.plan)]
    last = max(earlier, key=lambda r: (r.plan.period, r.state is ReportState.ISSUED, r.version), default=None)
    return Told(cut_off=last.plan.cut_off, made_at=last.made_at) if last is not None else None


def versions_of(work: Work, plan: ReportPlan) -> list[WrittenReport]:
    """All versions of the report of a plan, oldest first."""
    return [r for r in work.reports.all() if r.plan.is_same_report(plan)]


def has_left(work: Work, plan: ReportPlan) -> bool:
    """Whether a version of the report lies before who signs it, or is issued: nobody asked for another one."""
    return any(r.state in {ReportState.SUBMITTED, ReportState.ISSUED} for r in versions_of(work, plan))
