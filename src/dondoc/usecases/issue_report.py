"""A report on its way out: submitted, then issued with its number and date; what it tells as settled is settled in it.

Each slot is settled in one issued report of its unit, the first that tells its outcome; later reports do not tell it
again. An outcome that changes afterwards is news and is told by the next.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.core.event import Actor
from dondoc.core.report import ReportState, WrittenReport
from dondoc.core.snapshot import Snapshot
from dondoc.core.task import SETTLED, Slot
from dondoc.core.unit import with_merged
from dondoc.errors import BadInput, NotAllowed, NotFound
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.report_facts import as_made, snapshot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A report that has left, and what is settled by it."""

    report: WrittenReport
    #: Codes of the slots, in the order of the report.
    settled: tuple[str, ...] = ()


def submit_report(begin: Begin, report_id: int, *, actor: Actor, now: datetime) -> WrittenReport:
    """Lay the newest draft before who signs it.

    Raises:
        NotFound: `report.unknown`.
        NotAllowed: `report.state` when it is no draft any more.
    """
    with begin() as work:
        report = _in_state(work, report_id, ReportState.DRAFT, ReportState.SUBMITTED)
        return _move(work, replace(report, state=ReportState.SUBMITTED), "report.submitted", actor=actor, now=now)


def issue_report(begin: Begin, report_id: int, *, number: str, issued_on: date, actor: Actor, now: datetime) -> Issued:
    """Note that a submitted report was signed, with its number and date; an issued earlier version is superseded.

    Raises:
        NotFound: `report.unknown`.
        NotAllowed: `report.state` when it was not submitted.
        BadInput: `report.no_number`.
    """
    words = " ".join(number.split())
    if not words:
        raise BadInput(code="report.no_number", report=report_id)
    with begin() as work:
        report = _in_state(work, report_id, ReportState.SUBMITTED, ReportState.ISSUED)
        snapshot = snapshot_of(work, as_made(report.plan, report.made_at), report.made_at)
        older = {r.id for r in work.reports.all() if r.plan.is_same_report(report.plan) and r.id != report.id}
        settled = _settle(work, snapshot, report.id, older)
        for old in (r for r in work.reports.all() if r.id in older and r.state is ReportState.ISSUED):
            work.reports.update(replace(old, state=ReportState.SUPERSEDED))
        signed = replace(report, state=ReportState.ISSUED, number=words, issued_on=issued_on)
        _move(work, signed, "report.issued", actor=actor, now=now, settled=len(settled))
        return Issued(report=signed, settled=settled)


def _in_state(work: Work, report_id: int, state: ReportState, wanted: ReportState) -> WrittenReport:
    report = next((r for r in work.reports.all() if r.id == report_id), None)
    if report is None:
        raise NotFound(code="report.unknown", id=report_id)
    if report.state is not state:
        raise NotAllowed(code="report.state", period=report.plan.name, version=report.version, current=report.state,
                         wanted=wanted)  # fmt: skip
    return report


def _move(
    work: Work, report: WrittenReport, event: str, *, actor: Actor, now: datetime, settled: int = 0
) -> WrittenReport:
    work.reports.update(report)
    unit = work.units.get(report.plan.unit_id)
    entity = f"report-{unit.code}-{report.plan.name}-v{report.version}"
    payload = {
        "number": report.number,
        "issued_on": report.issued_on.isoformat() if report.issued_on is not None else None,
        "settled": settled,
    }
    work.events.append(unit.code, event, entity, payload, actor=actor, at=now)
    return report


def _settle(work: Work, snapshot: Snapshot, report_id: int, older: Set[int]) -> tuple[str, ...]:
    """Mark what the report tells as settled, of its own unit and of those that were merged into it."""
    units = with_merged(work.units.successions(), snapshot.plan.unit_id, snapshot.plan.cut_off)
    codes: list[str] = []
    marked: list[Slot] = []
    for view in (v for v in snapshot.views if v.promised.unit_id in units):
        told = {w.slot.id: w.slot for w in snapshot.works(view) if w.slot.status in SETTLED}
        for slot in work.slots.of([view.promised.id]).get(view.promised.id, []):
            then = told.get(slot.id)
            # What was decided otherwise since then is told by the next report.
            if then is None or (slot.status, slot.done_on) != (then.status, then.done_on):
                continue
            if slot.settled_in is None or slot.settled_in in older:
                marked.append(replace(slot, settled_in=report_id))
                codes.append(view.slot_code(slot))
    work.slots.update_many(marked)
    return tuple(codes)
