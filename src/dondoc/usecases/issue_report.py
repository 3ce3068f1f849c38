"""A report on its way out: submitted, then issued with its number and date; what it tells as settled is settled in it.

Each slot is settled in one issued report of its unit, the first that tells its outcome; later reports do not tell it
again. An outcome that changes afterwards is news and is told by the next.
"""

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.report import ReportState, WrittenReport
from dondoc.core.snapshot import Snapshot
from dondoc.core.task import SETTLED, Slot
from dondoc.core.unit import with_merged
from dondoc.draft.number_and_date import full_number, with_number
from dondoc.errors import BadInput, Conflict, DondocError, NotAllowed, NotFound
from dondoc.usecases.draft_report import AS_SUBMITTED, words_of
from dondoc.usecases.finish_report import changes_between, read_context
from dondoc.usecases.ports import Begin, Blobs, Work
from dondoc.usecases.print_forms import Prints, Renderer, print_forms
from dondoc.usecases.report_facts import as_made, snapshot_of, versions_of
from dondoc.usecases.report_rights import require_keeper


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A report that has left, and what is settled by it."""

    report: WrittenReport
    #: Codes of the slots, in the order of the report.
    settled: tuple[str, ...] = ()
    #: The version that it takes the place of.
    replaced: WrittenReport | None = None
    #: What went wrong with a form, and what its readers should know (`print_forms`).
    faults: Mapping[str, DondocError] = field(default_factory=dict)
    remarks: tuple[DondocError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How a report is printed anew with its number and date."""

    blobs: Blobs
    renderers: Mapping[str, Renderer]
    #: SHA-256 of the config in force when it is printed; that of the words stays with the report.
    config_sha256: str


def submit_report(begin: Begin, report_id: int, *, actor: Actor, now: datetime) -> WrittenReport:
    """Lay the newest draft before who signs it; an earlier version that was laid before him is superseded.

    Raises:
        NotFound: `report.unknown`.
        NotAllowed: `report.state` when it is no draft any more, `report.not_keeper`.
    """
    with begin() as work:
        report = _in_state(work, report_id, ReportState.DRAFT, ReportState.SUBMITTED)
        require_keeper(work, report.plan.unit_id, actor, local_date(now))
        for old in versions_of(work, report.plan):
            if old.state is ReportState.SUBMITTED:
                work.reports.update(replace(old, state=ReportState.SUPERSEDED))
        return _move(work, replace(report, state=ReportState.SUBMITTED), "report.submitted", actor=actor, now=now)


def withdraw_report(begin: Begin, report_id: int, *, actor: Actor, now: datetime) -> WrittenReport:
    """Take a submitted report back: it is a draft again, or superseded where a newer draft was written meanwhile.

    Raises:
        NotFound: `report.unknown`.
        NotAllowed: `report.state` when it was not submitted, `report.not_keeper`.
    """
    with begin() as work:
        report = _in_state(work, report_id, ReportState.SUBMITTED, ReportState.DRAFT)
        require_keeper(work, report.plan.unit_id, actor, local_date(now))
        is_newest = all(r.version <= report.version for r in versions_of(work, report.plan))
        state = ReportState.DRAFT if is_newest else ReportState.SUPERSEDED
        return _move(work, replace(report, state=state), "report.withdrawn", actor=actor, now=now)


def issue_report(
    begin: Begin,
    report_id: int,
    *,
    number: str,
    issued_on: date,
    actor: Actor,
    now: datetime,
    printing: Printing | None = None,
) -> Issued:
    """Note that a submitted report was signed, with its number and date; an issued earlier version is superseded.

    With `printing` it is printed anew with them: these are the bytes that count, those that were laid before the signer
    are kept beside them. The files are stored before the rows.

    Raises:
        NotFound: `report.unknown`.
        NotAllowed: `report.state` when it was not submitted, `report.not_keeper`.
        BadInput: `report.no_number`, `report.future_date`.
        Conflict: `report.number_taken` when another report of the unit bears the number in that year,
            `report.old_context`.
    """
    words = " ".join(number.split())
    if not words:
        raise BadInput(code="report.no_number", report=report_id)
    if issued_on > local_date(now):
        raise BadInput(code="report.future_date", day=issued_on)
    with begin() as work:
        report = _in_state(work, report_id, ReportState.SUBMITTED, ReportState.ISSUED)
        require_keeper(work, report.plan.unit_id, actor, local_date(now))
        if printing is not None:
            words = full_number(read_context(report).number_line.partition("/")[2], words)
        _require_free(work, report, words, issued_on)
        signed = replace(report, state=ReportState.ISSUED, number=words, issued_on=issued_on)
    printed, prints = _printed(signed, printing) if printing is not None else (signed, Prints())
    settled, replaced = _let_go(begin, printed, printing, actor=actor, now=now)
    return Issued(report=printed, settled=settled, replaced=replaced, faults=prints.faults, remarks=prints.remarks)


def _let_go(
    begin: Begin, report: WrittenReport, printing: Printing | None, *, actor: Actor, now: datetime
) -> tuple[tuple[str, ...], WrittenReport | None]:
    """Store a report as issued: what it settles, and the issued version that it takes the place of."""
    with begin() as work:
        _in_state(work, report.id, ReportState.SUBMITTED, ReportState.ISSUED)
        snapshot = snapshot_of(work, as_made(report.plan, report.made_at), report.made_at)
        older = [r for r in versions_of(work, report.plan) if r.id != report.id]
        settled = _settle(work, snapshot, report.id, {r.id for r in older})
        replaced = [r for r in older if r.state is ReportState.ISSUED]
        for old in replaced:
            work.reports.update(replace(old, state=ReportState.SUPERSEDED))
        payload = _proof(report, printing) | {"settled": len(settled)}
        if replaced:
            payload |= {"replaces": replaced[-1].number, "changes": list(_changes(replaced[-1], report))}
        _move(work, report, "report.issued", actor=actor, now=now, more=payload)
    return settled, replaced[-1] if replaced else None


def _require_free(work: Work, report: WrittenReport, number: str, issued_on: date) -> None:
    for other in work.reports.all():
        is_same_year = other.issued_on is not None and other.issued_on.year == issued_on.year
        is_other = other.plan.unit_id == report.plan.unit_id and not other.plan.is_same_report(report.plan)
        if is_other and is_same_year and other.number == number:
            raise Conflict(code="report.number_taken", number=number, year=issued_on.year, period=other.plan.name)


def _printed(report: WrittenReport, printing: Printing) -> tuple[WrittenReport, Prints]:
    """The report with its number and date in every form; what was laid before the signer stays beside it."""
    context = with_number(read_context(report), number=report.number or "", issued_on=report.issued_on or date.min)
    prints = print_forms(context, printing.renderers)
    outputs = [(name, printing.blobs.put(data)) for name, data in prints.files.items()]
    outputs += [(f"{AS_SUBMITTED}{name}", sha256) for name, sha256 in report.outputs]
    templates = (*prints.templates, *((f"{AS_SUBMITTED}{name}", file) for name, file in report.templates))
    words = words_of(context)
    return replace(report, context_json=words, outputs=tuple(outputs), templates=templates), prints


def _proof(report: WrittenReport, printing: Printing | None) -> dict[str, JsonValue]:
    """What the event holds against the stored bytes: their hashes, those of the words and of the config."""
    if printing is None:
        return {}
    return {
        "outputs": dict(report.outputs),
        "context": hashlib.sha256(report.context_json.encode()).hexdigest(),
        "config": report.config_sha256,
        "printed_config": printing.config_sha256,
    }


def _changes(before: WrittenReport, after: WrittenReport) -> Iterator[dict[str, JsonValue]]:
    """What a correction says otherwise than the issued version."""
    for change in changes_between(before, after):
        yield {"kind": change.kind.value, "before": change.before, "after": change.after, "codes": list(change.codes)}


def _in_state(work: Work, report_id: int, state: ReportState, wanted: ReportState) -> WrittenReport:
    report = next((r for r in work.reports.all() if r.id == report_id), None)
    if report is None:
        raise NotFound(code="report.unknown", id=report_id)
    if report.state is not state:
        raise NotAllowed(code="report.state", period=report.plan.name, version=report.version, current=report.state,
                         wanted=wanted)  # fmt: skip
    return report


def _move(
    work: Work,
    report: WrittenReport,
    event: str,
    *,
    actor: Actor,
    now: datetime,
    more: Mapping[str, JsonValue] = MappingProxyType({"settled": 0}),
) -> WrittenReport:
    work.reports.update(report)
    unit = work.units.get(report.plan.unit_id)
    entity = f"report-{unit.code}-{report.plan.name}-v{report.version}"
    payload: dict[str, JsonValue] = {
        "number": report.number,
        "issued_on": report.issued_on.isoformat() if report.issued_on is not None else None,
        **more,
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
