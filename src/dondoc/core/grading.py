"""Chấm điểm, xếp loại: points of a scheme from what was promised, reached and proven; what nobody knows stays open.

The classes of grassroots unions by points: Hướng dẫn 1294/HD-TLĐ ngày 14/8/2019; which criteria there are, and where
each class begins, is the superior's to say (config/grading/*.toml).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from dondoc.core.activity import Activity, EvidenceState
from dondoc.core.progress import SlotWork, TaskView, results
from dondoc.core.snapshot import Snapshot, Standing, standing
from dondoc.core.target import Role
from dondoc.core.words import fold

_DONE = frozenset({Standing.DONE_ON_TIME, Standing.DONE_LATE})
#: What is not judged: nobody owes it by now.
_NOT_JUDGED = frozenset({Standing.UNDER_WAY, Standing.WAIVED, Standing.SUSPENDED})


class Measure(StrEnum):
    """Where the points of a criterion come from."""

    #: The share of the work that was done.
    COMPLETION = "completion"
    #: The share of the work that was done on time.
    TIMELINESS = "timeliness"
    #: What was reached against the targets, of one thing that is counted.
    FIGURE = "figure"
    #: How many activities there were.
    ACTIVITIES = "activities"
    #: The share of the reports that were issued.
    REPORTS = "reports"
    #: Points are taken off for each piece of work that was missed.
    DEDUCTION = "deduction"
    #: A person says.
    MANUAL = "manual"
    #: A person says how many points are taken off.
    MANUAL_DEDUCTION = "manual_deduction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the table."""

    code: str
    words: str
    #: The most points; of a deduction the most that is taken off.
    points: Decimal
    measure: Measure = Measure.MANUAL
    #: Codes of areas whose work counts; none for all.
    areas: tuple[str, ...] = ()
    #: Of the work of these areas only what says one of these words; none for all. For FIGURE: what is counted.
    about: tuple[str, ...] = ()
    #: Where all points are given: a share in per cent, a number of activities.
    full_at: Decimal = Decimal(100)
    #: How much of a point late work is worth, in per cent.
    late_worth: Decimal = Decimal(100)
    #: Of a deduction: points for each piece of work.
    each: Decimal = Decimal(0)

    @property
    def is_deduction(self) -> bool:
        """Whether points are taken off."""
        return self.measure in {Measure.DEDUCTION, Measure.MANUAL_DEDUCTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionGroup:
    """Criteria under a heading; its points are the sum of theirs, but for deductions."""

    code: str
    words: str
    criteria: tuple[Criterion, ...]

    @property
    def points(self) -> Decimal:
        """The most that the group gives."""
        return sum((c.points for c in self.criteria if not c.is_deduction), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeClass:
    """A class and the points from which it begins."""

    name: str
    at_least: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A table by which a superior grades."""

    name: str
    title: str
    #: What it rests on ("Hướng dẫn 1294/HD-TLĐ ngày 14/8/2019").
    basis: str
    groups: tuple[CriterionGroup, ...]
    #: From the best to the worst; the last begins at 0.
    classes: tuple[GradeClass, ...]
    #: Points are rounded to a multiple of this.
    step: Decimal = Decimal("0.5")

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All lines in order."""
        return tuple(c for group in self.groups for c in group.criteria)

    @property
    def points(self) -> Decimal:
        """The most points."""
        return sum((group.points for group in self.groups), Decimal(0))

    def class_of(self, points: Decimal) -> str:
        """The class of a number of points."""
        return next((c.name for c in self.classes if points >= c.at_least), self.classes[-1].name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What points come from: a commitment, an activity or a report, by what it is found again."""

    #: Code of the commitment or its slot, number of the activity ("#12") or of the report.
    ref: str
    words: str
    #: Of a gap, what is missing.
    lack: "Lack | None" = None


class Lack(StrEnum):
    """What points are missing for."""

    #: Owed and not done, or only in part.
    UNDONE = "undone"
    LATE = "late"
    #: Done on somebody's word, or recorded without accepted evidence.
    UNPROVEN = "unproven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The points that the books give for one criterion."""

    criterion: Criterion
    #: None where the books do not say: a person has to.
    points: Decimal | None
    #: What was reached, of how much; work done late counts as done here, whatever it is worth.
    share: tuple[Decimal, Decimal] | None = None
    counted: tuple[Basis, ...] = ()
    #: What is missing for all points: work not done, done without proof.
    gaps: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFact:
    """A report that was to be made in the time that is graded."""

    name: str
    #: None while it is not issued.
    issued_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeFacts:
    """What is graded."""

    snapshot: Snapshot
    reports: tuple[ReportFact, ...] = ()


def grade(scheme: Scheme, facts: GradeFacts) -> tuple[Score, ...]:
    """The points of each criterion as far as the books say, in order; never more than the criterion gives."""
    return tuple(_score(criterion, facts, scheme.step) for criterion in scheme.criteria)


def _score(criterion: Criterion, facts: GradeFacts, step: Decimal) -> Score:
    measures: Mapping[Measure, Callable[[Criterion, GradeFacts], Score]] = {
        Measure.COMPLETION: _completion,
        Measure.TIMELINESS: _completion,
        Measure.FIGURE: _figure,
        Measure.ACTIVITIES: _activities,
        Measure.REPORTS: _reports,
        Measure.DEDUCTION: _deduction,
    }
    measure = measures.get(criterion.measure)
    found = measure(criterion, facts) if measure is not None else Score(criterion=criterion, points=None)
    if found.points is None:
        return found
    low, high = (-criterion.points, Decimal(0)) if criterion.is_deduction else (Decimal(0), criterion.points)
    rounded = (found.points / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
    return Score(
        criterion=criterion,
        points=min(max(rounded, low), high) + 0,  # no "-0"
        share=found.share,
        counted=found.counted,
        gaps=found.gaps,
    )


def _works(criterion: Criterion, facts: GradeFacts) -> list[tuple[TaskView, SlotWork, Standing]]:
    """The work that a criterion is about and that was owed by now."""
    snapshot = facts.snapshot
    return [
        (view, work, stands)
        for view in snapshot.views
        if _is_about(criterion, view.terms.area, view.terms.display)
        for work in snapshot.works(view)
        if (stands := standing(work.slot, snapshot.judged_on)) not in _NOT_JUDGED
    ]


def _is_about(criterion: Criterion, area: str, words: str) -> bool:
    if criterion.areas and area not in criterion.areas:
        return False
    folded = fold(words)
    return not criterion.about or any(fold(word) in folded for word in criterion.about)


def _completion(criterion: Criterion, facts: GradeFacts) -> Score:
    works = _works(criterion, facts)
    if not works:
        return Score(criterion=criterion, points=None)
    only_on_time = criterion.measure is Measure.TIMELINESS
    worth = {
        Standing.DONE_ON_TIME: Decimal(1),
        Standing.DONE_LATE: Decimal(0) if only_on_time else criterion.late_worth / 100,
    }
    reached = sum((worth.get(stands, Decimal(0)) for _, _, stands in works), Decimal(0))
    counted = [_basis(view, work) for view, work, stands in works if stands in _DONE]
    gaps = [_basis(view, work, lack) for view, work, stands in works if (lack := _lack(work, stands)) is not None]
    on_time = sum(1 for _, _, stands in works if stands is Standing.DONE_ON_TIME)
    return Score(
        criterion=criterion,
        points=_part(criterion, reached * 100 / len(works)),
        share=(Decimal(on_time if only_on_time else len(counted)), Decimal(len(works))),
        counted=tuple(counted),
        gaps=tuple(gaps),
    )


def _lack(work: SlotWork, stands: Standing) -> Lack | None:
    if stands not in _DONE:
        return Lack.UNDONE
    if work.slot.attestation is not None:
        return Lack.UNPROVEN
    return Lack.LATE if stands is Standing.DONE_LATE else None


def _figure(criterion: Criterion, facts: GradeFacts) -> Score:
    """Sums of counts against the sums of their targets; rates have no sum and are left out."""
    reached = planned = Decimal(0)
    counted: list[Basis] = []
    gaps: list[Basis] = []
    for view in facts.snapshot.views:
        if criterion.areas and view.terms.area not in criterion.areas:
            continue
        stands = {standing(work.slot, facts.snapshot.judged_on) for work in facts.snapshot.works(view)}
        if stands <= _NOT_JUDGED:
            continue
        for result in results(view):
            target = result.target
            if (
                target.role is not Role.REACH
                or target.percent
                or not _is_about(criterion, view.terms.area, target.unit)
            ):
                continue
            planned += target.value
            reached += min(result.value or Decimal(0), target.value)
            basis = Basis(ref=view.code, words=view.terms.display, lack=None if result.is_met else Lack.UNDONE)
            (counted if result.is_met else gaps).append(basis)
    if not planned:
        return Score(criterion=criterion, points=None)
    return Score(
        criterion=criterion,
        points=_part(criterion, reached * 100 / planned),
        share=(reached, planned),
        counted=tuple(counted),
        gaps=tuple(gaps),
    )


def _activities(criterion: Criterion, facts: GradeFacts) -> Score:
    """Activities that are proven count; the others are gaps."""
    proven: dict[int, Basis] = {}
    unproven: dict[int, Basis] = {}
    for activity, is_proven in _all_activities(criterion, facts):
        lack = None if is_proven else Lack.UNPROVEN
        basis = Basis(ref=f"#{activity.id}", words=activity.words, lack=lack)
        (proven if is_proven else unproven)[activity.id] = basis
    share = Decimal(len(proven)), criterion.full_at
    points = criterion.points * min(share[0] / share[1], Decimal(1)) if criterion.full_at else criterion.points
    gaps = tuple(basis for key, basis in unproven.items() if key not in proven)
    return Score(criterion=criterion, points=points, share=share, counted=tuple(proven.values()), gaps=gaps)


def _all_activities(criterion: Criterion, facts: GradeFacts) -> Iterable[tuple[Activity, bool]]:
    for activity, proofs in facts.snapshot.unplanned:
        if _is_about(criterion, activity.area, activity.words):
            yield activity, any(e.state is EvidenceState.ACCEPTED for e in proofs)
    for view in facts.snapshot.views:
        for work in facts.snapshot.works(view):
            for activity in work.activities:
                if _is_about(criterion, view.terms.area, f"{view.terms.display} {activity.words}"):
                    accepted = work.evidence.get(activity.id, ())
                    yield activity, any(e.state is EvidenceState.ACCEPTED for e in accepted)


def _reports(criterion: Criterion, facts: GradeFacts) -> Score:
    if not facts.reports:
        return Score(criterion=criterion, points=None)
    issued = [r for r in facts.reports if r.issued_on is not None]
    return Score(
        criterion=criterion,
        points=_part(criterion, Decimal(len(issued) * 100) / len(facts.reports)),
        share=(Decimal(len(issued)), Decimal(len(facts.reports))),
        counted=tuple(Basis(ref=r.name, words=r.name) for r in issued),
        gaps=tuple(Basis(ref=r.name, words=r.name, lack=Lack.UNDONE) for r in facts.reports if r.issued_on is None),
    )


def _deduction(criterion: Criterion, facts: GradeFacts) -> Score:
    missed = [_basis(view, work, Lack.UNDONE) for view, work, stands in _works(criterion, facts) if stands not in _DONE]
    return Score(
        criterion=criterion,
        points=Decimal(0) - criterion.each * len(missed),
        share=(Decimal(len(missed)), Decimal(len(_works(criterion, facts)))),
        gaps=tuple(missed),
    )


def _part(criterion: Criterion, percent: Decimal) -> Decimal:
    """The points of a share: all of them from `full_at` on."""
    full = criterion.full_at or Decimal(100)
    return criterion.points * min(percent / full, Decimal(1))


def _basis(view: TaskView, work: SlotWork, lack: Lack | None = None) -> Basis:
    return Basis(ref=view.slot_code(work.slot), words=view.terms.display, lack=lack)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Points that a person gives, in place of those of the books or beside them."""

    #: Code of the criterion.
    criterion: str
    points: Decimal
    reason: str = ""
    by: str = ""
    #: The superior's (điểm cấp trên chấm), not the unit's own.
    is_superior: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One line of the filled table: what the books say, what the unit says, what the superior says."""

    score: Score
    own: Mark | None = None
    superior: Mark | None = None

    @property
    def own_points(self) -> Decimal | None:
        """Tự chấm: what a person of the unit said, else what the books give."""
        return self.own.points if self.own is not None else self.score.points

    @property
    def final_points(self) -> Decimal | None:
        """What counts: the superior's points where there are any."""
        return self.superior.points if self.superior is not None else self.own_points
