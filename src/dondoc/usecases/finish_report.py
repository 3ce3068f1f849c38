"""What a report says besides its own facts: what others have settled, what of them changed, what people wrote into it.

Everything is gathered in the transaction of the snapshot and put into the words afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from re import match

from pydantic import TypeAdapter, ValidationError

from dondoc.core.activity import Activity
from dondoc.core.period import DateRange
from dondoc.core.progress import TaskView
from dondoc.core.report import ReportPlan, ReportState, WrittenReport
from dondoc.core.report_edit import ReportEdit
from dondoc.core.snapshot import Snapshot, Told, take_snapshot
from dondoc.core.task import SETTLED
from dondoc.core.unit import subtree_on
from dondoc.draft.adjustments import Adjustments, Reported, is_late, only_slots, with_adjustments
from dondoc.draft.cited import with_citations
from dondoc.draft.compare_reports import figure_changes
from dondoc.draft.edits import Edited, lines_of, with_edits
from dondoc.draft.heads import citation, with_number, with_replaced
from dondoc.draft.report_context import ReportContext
from dondoc.errors import Conflict
from dondoc.core.words import fold
from dondoc.usecases.ports import Work

_CONTEXT = TypeAdapter(ReportContext)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """What is added to the generated words of one report."""

    #: By commitment, the reports that settled its work; "" for work that none did.
    cited: Mapping[str, Sequence[str]]
    adjustments: Adjustments
    edits: Sequence[ReportEdit]
    #: The issued version that this one would take the place of.
    replaces: WrittenReport | None = None

    def told(self, context: ReportContext) -> ReportContext:
        """The words with what is cited and adjusted."""
        return with_adjustments(with_citations(context, self.cited), self.adjustments)

    def edited(self, context: ReportContext) -> Edited:
        """The words as people want them, and what is to be said of their edits."""
        return with_edits(context, self.edits)


def read_context(report: WrittenReport) -> ReportContext:
    """The stored words of a report.

    Raises:
        Conflict: `report.old_context` when another release of dondoc wrote them in another form.
    """
    try:
        return _CONTEXT.validate_json(report.context_json)
    except ValidationError as error:
        raise Conflict(code="report.old_context", period=report.plan.name, version=report.version) from error


def cite(report: WrittenReport) -> str:
    """How an issued report is cited."""
    return citation(report.number or "", report.issued_on) if report.issued_on is not None else ""


def gather_finish(
    work: Work, snapshot: Snapshot, views: Sequence[TaskView], activities: Sequence[Activity]
) -> Finish:
    """What belongs to the report of a snapshot. `views` and `activities` are all that the unit has, as known today."""
    plan = snapshot.plan
    reports = [r for r in work.reports.all() if r.plan.unit_id == plan.unit_id]
    issued = {r.id: r for r in reports if r.state is ReportState.ISSUED}
    others = {r.id: r for r in issued.values() if not plan.is_same_report(r.plan)}
    same = next((r for r in issued.values() if plan.is_same_report(r.plan)), None)
    return Finish(
        cited=_cited(snapshot, views, others),
        adjustments=_adjustments(work, snapshot, views, activities, others),
        edits=work.report_edits.of(plan),
        replaces=same,
    )


def _cited(
    snapshot: Snapshot, views: Sequence[TaskView], others: Mapping[int, WrittenReport]
) -> dict[str, tuple[str, ...]]:
    marks = {w.slot.id: w.slot.settled_in for view in views for w in view.work}
    found: dict[str, tuple[str, ...]] = {}
    for view in snapshot.views:
        told = [w.slot.id for w in snapshot.works(view)]
        reports = [others.get(marks.get(slot_id) or 0) for slot_id in told]
        if any(reports):
            found[view.code] = tuple(dict.fromkeys(cite(r) if r is not None else "" for r in reports))
    return found


def _adjustments(
    work: Work,
    snapshot: Snapshot,
    views: Sequence[TaskView],
    activities: Sequence[Activity],
    others: Mapping[int, WrittenReport],
) -> Adjustments:
    plan = snapshot.plan
    row = [r for r in others.values() if plan.follows(r.plan)]
    last = max(row, key=lambda r: r.plan.period, default=None)
    if last is None:
        return Adjustments(signed={})
    until = min(last.plan.cut_off, last.made_at.date())
    told_then = _told_slots(work, last, views)
    in_row = {r.id: r for r in row}
    reported: list[Reported] = []
    for view in views:
        marks = {w.slot.id: in_row.get(w.slot.settled_in or 0) for w in view.work}
        wanted = {slot_id for slot_id, report in marks.items() if report is not None}
        wanted |= told_then & set(marks)
        if not wanted:
            continue
        teller = next((marks[slot_id] for slot_id in sorted(wanted) if marks[slot_id] is not None), None) or last
        then = only_slots(view.at(until, last.made_at), lambda w, ids=frozenset(wanted): w.slot.id in ids)
        now = only_slots(
            view.at(plan.cut_off, snapshot.known_at), lambda w, ids=frozenset(wanted): w.slot.id in ids
        )
        reported.append(Reported(then=then, now=now, cited=cite(teller), number=teller.number or ""))
    late = [
        a
        for a in activities
        if a.is_unplanned
        and a.received_at <= snapshot.known_at
        and is_late(
            a,
            told_from=last.plan.window.start,
            told_until=until,
            is_new=a.received_at > last.made_at,
            begins=plan.window.start,
        )
    ]
    return Adjustments(reported=tuple(reported), late=tuple(late), signed=_signed(work, row))
