"""Grading a unit by a scheme: what the books give, what the unit says, what the superior says, and who said why."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from dondoc.core.event import Actor, JsonValue
from dondoc.core.grading import Graded, GradeFacts, Mark, ReportFact, Scheme, grade
from dondoc.core.period import Period
from dondoc.core.progress import TaskView
from dondoc.core.report import ReportPlan, ReportState
from dondoc.core.snapshot import take_snapshot
from dondoc.core.unit import Unit, subtree_on
from dondoc.draft.clause import one_line
from dondoc.draft.figures import period_text
from dondoc.errors import BadInput
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import load_views, with_history
from dondoc.usecases.report_facts import as_made


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedTable:
    """A filled table."""

    unit: Unit
    period: Period
    scheme: Scheme
    lines: tuple[Graded, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every criterion has points."""
        return all(line.final_points is not None for line in self.lines)

    def own_total(self) -> Decimal:
        """The sum of the unit's own points."""
        return self._total(superior=False)

    def final_total(self) -> Decimal:
        """The sum of what counts: the superior's points where there are any."""
        return self._total(superior=True)

    def _total(self, *, superior: bool) -> Decimal:
        found = (line.final_points if superior else line.own_points for line in self.lines)
        return sum((points for points in found if points is not None), Decimal(0))

    @property
    def class_name(self) -> str:
        """The class by what counts; "" while criteria are open."""
        return self.scheme.class_of(self.final_total()) if self.is_complete else ""


def grade_unit(work: Work, plan: ReportPlan, scheme: Scheme, *, now: datetime) -> GradedTable:
    """The table of a unit and all below it on the period of `plan`, as far as books and people say."""
    unit = work.units.get(plan.unit_id)
    marks = {(m.criterion, m.is_superior): m for m in work.grade_marks.of(unit.id, plan.period, scheme.name)}
    lines = (
        Graded(
            score=score,
            own=marks.get((score.criterion.code, False)),
            superior=marks.get((score.criterion.code, True)),
        )
        for score in grade(scheme, _facts(work, plan, now))
    )
    return GradedTable(unit=unit, period=plan.period, scheme=scheme, lines=tuple(lines))


def _facts(work: Work, plan: ReportPlan, now: datetime) -> GradeFacts:
    """All work of the period, whether or not reports on parts of it have settled it."""
    effective = as_made(plan, now)
    units = subtree_on(work.units.parents(), plan.unit_id, effective.cut_off)
    activities = [a for a in work.activities.all(units) if a.is_unplanned]
    proofs = work.activities.evidence([a.id for a in activities])
    snapshot = take_snapshot(
        effective,
        [_unsettled(view) for view in with_history(work, load_views(work, units))],
        [(a, tuple(proofs.get(a.id, ()))) for a in activities],
        known_at=now,
    )
    return GradeFacts(snapshot=snapshot, reports=_reports(work, plan, effective))


def _unsettled(view: TaskView) -> TaskView:
    return replace(view, work=tuple(replace(w, slot=replace(w.slot, settled_in=None)) for w in view.work))


def _reports(work: Work, plan: ReportPlan, effective: ReportPlan) -> tuple[ReportFact, ...]:
    """The half-year reports inside the period whose time has come."""
    halves = _halves(plan.period)
    issued = {r.period: r.issued_on for r in work.received_reports.all([plan.unit_id])} | {
        r.plan.period: r.issued_on
        for r in work.reports.all()
        if r.plan.unit_id == plan.unit_id and r.state is ReportState.ISSUED and not r.plan.is_range
    }
    return tuple(
        ReportFact(name=f"Báo cáo {period_text(half)}", issued_on=issued.get(half))
        for half in halves
        if half.calendar.last <= effective.cut_off
        or (half.calendar.last == plan.period.calendar.last and effective.cut_off == plan.cut_off)
        or half in issued
    )


def _halves(period: Period) -> tuple[Period, ...]:
    if period.months != 12:
        return (period,)
    return Period(period.year, 6, 1), Period(period.year, 6, 2)


def _said(line: Graded, *, is_superior: bool) -> list[Decimal]:
    """The points that a mark is set beside: those of the books, and those of the other side."""
    if is_superior:
        return [line.own_points] if line.own_points is not None else []
    others = (line.score.points, line.superior.points if line.superior is not None else None)
    return [points for points in others if points is not None]


def set_points(
    begin: Begin, plan: ReportPlan, scheme: Scheme, mark: Mark, *, actor: Actor, now: datetime
) -> GradedTable:
    """Keep the points that a person gives for one criterion, in place of those of the books.

    Raises:
        BadInput: `grading.no_criterion`, `grading.points` when there are more or less points than the criterion has,
            `grading.no_reason` when they differ from what the books or the unit say and nobody says why.
    """
    criterion = next((c for c in scheme.criteria if c.code.casefold() == mark.criterion.casefold()), None)
    if criterion is None:
        known = ", ".join(c.code for c in scheme.criteria)
        raise BadInput(code="grading.no_criterion", criterion=mark.criterion, known=known)
    low, high = (-criterion.points, Decimal(0)) if criterion.is_deduction else (Decimal(0), criterion.points)
    points = -abs(mark.points) if criterion.is_deduction else mark.points  # "trừ 1" is written 1 or -1
    if not low <= points <= high or points % scheme.step:
        raise BadInput(code="grading.points", criterion=criterion.code, low=low, high=high, step=scheme.step)
    with begin() as work:
        table = grade_unit(work, plan, scheme, now=now)
        line = next(one for one in table.lines if one.score.criterion.code == criterion.code)
        reason = one_line(mark.reason)
        differs = [said for said in _said(line, is_superior=mark.is_superior) if said != points]
        if differs and not reason:
            raise BadInput(code="grading.no_reason", criterion=criterion.code, before=differs[0], points=points)
        kept = replace(mark, criterion=criterion.code, points=points, reason=reason, by=actor.name)
        if kept == (line.superior if mark.is_superior else line.own):
            return table
        work.grade_marks.put(plan.unit_id, plan.period, scheme.name, kept, at=now)
        payload: dict[str, JsonValue] = {
            "scheme": scheme.name,
            "criterion": criterion.code,
            "points": str(points),
            "is_superior": mark.is_superior,
            "reason": reason,
        }
        entity = f"grade-{table.unit.code}-{plan.period.code}-{criterion.code}"
        work.events.append(table.unit.code, "grade.set", entity, payload, actor=actor, at=now)
        return grade_unit(work, plan, scheme, now=now)
