"""Writing the next report: a snapshot at the cut-off, its words, its files; every commitment is accounted for."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from dondoc.core.activity import Activity, Evidence
from dondoc.core.event import Actor
from dondoc.core.fact_sheet import FactSheet
from dondoc.core.instants import local_date
from dondoc.core.progress import Headline, TaskView
from dondoc.core.report import ReportPlan, ReportState, WrittenReport
from dondoc.core.snapshot import Snapshot, Told, forebears_of, take_snapshot
from dondoc.core.task import Slot
from dondoc.core.unit import Unit, subtree_on, with_merged
from dondoc.draft.context import build_context, unaccounted
from dondoc.draft.fact_rows import fact_sheet
from dondoc.draft.merging import MergeRules
from dondoc.draft.next_plan import PlannedItem, plan_next
from dondoc.draft.office import Area, ReportOffice
from dondoc.draft.report_context import ReportContext
from dondoc.errors import Conflict, NotFound
from dondoc.usecases.merge_reports import merge_reports, whole_sheet
from dondoc.usecases.own_unit import SUPERIOR_MARK
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.read_tasks import load_views, with_history

#: "21/BC-CĐCS": what follows the number of a report.
_SUFFIX = re.compile(r"\d+\s*/\s*(BC\b.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRules:
    """How the office writes."""

    office: ReportOffice
    areas: Sequence[Area]
    #: SHA-256 of the config in force.
    config_sha256: str
    #: How the issued reports of the units below are merged; None where their commitments are told one by one.
    merge: MergeRules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A report as written."""

    report: WrittenReport
    unit: Unit
    context: ReportContext
    headline: Headline
    next_plan: tuple[PlannedItem, ...]
    files: Mapping[str, bytes]
    #: The same words had been written before: no new version.
    is_repeat: bool = False
    #: The period is not over: the figures stand as of this day.
    early_on: date | None = None


def draft_report(
    begin: Begin,
    blobs: Blobs,
    plan: ReportPlan,
    rules: ReportRules,
    renderers: Mapping[str, Callable[[ReportContext], bytes]],
    *,
    actor: Actor,
    now: datetime,
) -> Drafted:
    """Write the report of a plan in every format; the same facts twice give the same version, byte by byte.

    Raises:
        NotFound: `report.nothing` when the unit has no commitment to account for.
        Conflict: `report.unaccounted` when the words leave a commitment out: such a report is never written.
    """
    effective = as_made(plan, now)
    early_on = effective.cut_off if effective != plan else None
    with begin() as work:
        unit = work.units.get(plan.unit_id)
        office = as_known(work, unit, rules.office)
        merged = None
        if rules.merge is not None:
            merged = merge_reports(work, effective, rules.merge, recount=partial(_recounted, verbs=office.verbs))
        snapshot = snapshot_of(work, effective, now, alone=merged is not None)
        if not snapshot.views and not snapshot.unplanned and not (merged and merged.reported):
            raise NotFound(code="report.nothing", period=plan.name)
        items = plan_next(snapshot, plan.period.next(), verbs=office.verbs)
        units = {u.id: u.name for u in work.units.all()}
        newest = max(_versions(work, plan), key=lambda r: r.version, default=None)
    context = build_context(
        snapshot,
        office=office,
        areas=rules.areas,
        next_plan=items,
        units=units,
        merged=merged,
    )
    own = fact_sheet(snapshot, unit_code=unit.code, unit_name=unit.name, verbs=office.verbs)
    context = replace(context, facts=own if merged is None else whole_sheet(own, merged))
    missing = unaccounted(snapshot, context)
    if missing:
        raise Conflict(code="report.unaccounted", tasks=", ".join(missing))
    report, files = newest, _stored(blobs, newest, context, rules, renderers)
    is_repeat = files is not None
    if report is None or files is None:
        files = {name: render(context) for name, render in renderers.items()}
        hashes = tuple((name, blobs.put(data)) for name, data in files.items())
        with begin() as work:
            report, is_repeat = _keep(work, plan, context, hashes, rules, unit=unit, actor=actor, now=now)
        if is_repeat:  # somebody wrote the same words at the same moment
            files = {name: blobs.get(sha256) for name, sha256 in report.outputs}
    return Drafted(
        report=report,
        unit=unit,
        context=context,
        headline=snapshot.headline,
        next_plan=items,
        files=files,
        is_repeat=is_repeat,
        early_on=early_on,
    )


def as_made(plan: ReportPlan, made_at: datetime) -> ReportPlan:
    """The plan with the day up to which facts count: the day on which it is made, where that is before the cut-off."""
    return replace(plan, cut_off=min(plan.cut_off, local_date(made_at)))


def as_known(work: Work, unit: Unit, office: ReportOffice) -> ReportOffice:
    """The head of the report: what the office left open stands as in the unit's own reports."""
    superior = office.superior or work.marks.get(f"{SUPERIOR_MARK}.{unit.id}") or ""
    suffix = office.number_suffix
    if not suffix:
        numbers = [d.number for d in work.documents.all() if d.unit_id == unit.id and d.number is not None]
        suffixes = [match[1] for number in numbers if (match := _SUFFIX.fullmatch(number))]
        suffix = suffixes[-1] if suffixes else "BC"
    return replace(office, superior=superior, number_suffix=suffix)


def _recounted(work: Work, report: WrittenReport, unit: Unit, *, verbs: frozenset[str]) -> FactSheet:
    snapshot = snapshot_of(work, as_made(report.plan, report.made_at), report.made_at)
    return fact_sheet(snapshot, unit_code=unit.code, unit_name=unit.name, verbs=verbs)


def snapshot_of(work: Work, plan: ReportPlan, now: datetime, *, alone: bool = False) -> Snapshot:
    """Facts of the unit and all below it, by the tree of the cut-off; `plan` as it is made, whatever its period.

    `alone` leaves those below out, but for units that went into this one: they report themselves.

    What an issued report of the same unit has settled is not told again; another version of that very report tells it,
    and so does the wider report of a unit above.
    """
    unit_ids = _units_of(work, plan, alone=alone)
    facts = _facts_of(work, unit_ids)
    before = _plan_a_year_before(work, plan, now)
    units_then = _units_of(work, before.plan, alone=alone)
    then = facts if set(units_then) == set(unit_ids) else _facts_of(work, units_then)
    year_before = _taken(work, before.plan, then, before.known_at)
    return replace(
        _taken(work, plan, facts, now),
        year_before=year_before if year_before.views or year_before.unplanned else None,
        forebears=forebears_of([*then.views, *facts.views]),
    )


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
    versions = {report.id for report in _versions(work, plan)}
    views = [_with_own_settled(v, plan.unit_id, versions) for v in facts.views]
    return take_snapshot(plan, views, facts.unplanned, known_at=known_at, previous=_previous(work, plan))


def _plan_a_year_before(work: Work, plan: ReportPlan, now: datetime) -> _Then:
    """The report that was issued on the same period a year earlier, as it was made; else the facts known today.

    Where this report is made before its period is over, only the same stretch of last year's is set beside it.
    """
    wanted = plan.year_before()
    last = max(_versions(work, wanted), key=lambda r: (r.state is ReportState.ISSUED, r.version), default=None)
    then, known_at = last.plan if last is not None else wanted, now
    if last is not None and last.state is ReportState.ISSUED:
        then, known_at = as_made(last.plan, last.made_at), last.made_at
    is_early = plan.cut_off < plan.window.last and plan.cut_off == local_date(now)
    return _Then(plan=replace(then, cut_off=min(then.cut_off, wanted.cut_off)) if is_early else then, known_at=known_at)


def _with_own_settled(view: TaskView, unit_id: int, versions: Set[int]) -> TaskView:
    """The view with the marks of other issued reports of the unit only."""

    def is_other_mark(slot: Slot) -> bool:
        return slot.settled_in is not None and (view.promised.unit_id != unit_id or slot.settled_in in versions)

    if not any(is_other_mark(w.slot) for w in view.work):
        return view
    work = tuple(replace(w, slot=replace(w.slot, settled_in=None)) if is_other_mark(w.slot) else w for w in view.work)
    return replace(view, work=work)


def _previous(work: Work, plan: ReportPlan) -> Told | None:
    """The report on the newest earlier period: the issued version, else the last."""
    earlier = [r for r in work.reports.all() if plan.follows(r.plan)]
    last = max(earlier, key=lambda r: (r.plan.period, r.state is ReportState.ISSUED, r.version), default=None)
    return Told(cut_off=last.plan.cut_off, made_at=last.made_at) if last is not None else None


def _versions(work: Work, plan: ReportPlan) -> list[WrittenReport]:
    return [r for r in work.reports.all() if r.plan.is_same_report(plan)]


def _words(context: ReportContext) -> str:
    return json.dumps(asdict(context), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    """A number of the figures, written out: no exponent, so that the same number has the same words."""
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(type(value).__name__)


def _says_the_same(report: WrittenReport, context: ReportContext, rules: ReportRules) -> bool:
    return report.context_json == _words(context) and report.config_sha256 == rules.config_sha256


def _stored(
    blobs: Blobs, report: WrittenReport | None, context: ReportContext, rules: ReportRules, wanted: Iterable[str]
) -> dict[str, bytes] | None:
    """The files of a version that says the same in all forms, as they were kept; None when there is none."""
    if report is None or not _says_the_same(report, context, rules) or set(wanted) != {n for n, _ in report.outputs}:
        return None
    if not all(blobs.has(sha256) for _, sha256 in report.outputs):
        return None
    return {name: blobs.get(sha256) for name, sha256 in report.outputs}


def _keep(
    work: Work,
    plan: ReportPlan,
    context: ReportContext,
    hashes: tuple[tuple[str, str], ...],
    rules: ReportRules,
    *,
    unit: Unit,
    actor: Actor,
    now: datetime,
) -> tuple[WrittenReport, bool]:
    earlier = _versions(work, plan)
    newest = max(earlier, key=lambda r: r.version, default=None)
    kept = {name for name, _ in newest.outputs} if newest is not None else set()
    if newest is not None and _says_the_same(newest, context, rules) and kept == {name for name, _ in hashes}:
        return newest, True
    for old in earlier:
        if old.state is ReportState.DRAFT:
            work.reports.update(replace(old, state=ReportState.SUPERSEDED))
    report = work.reports.add(
        WrittenReport(
            id=0,
            plan=plan,
            version=(newest.version if newest is not None else 0) + 1,
            state=ReportState.DRAFT,
            made_at=now,
            context_json=_words(context),
            config_sha256=rules.config_sha256,
            outputs=hashes,
        )
    )
    entity = f"report-{unit.code}-{plan.name}-v{report.version}"
    work.events.append(
        unit.code,
        "report.drafted",
        entity,
        {"outputs": dict(hashes), "rows": sum(len(annex.rows) for annex in context.annexes)},
        actor=actor,
        at=now,
    )
    return report, False
