"""Which reports of the units below count in a merged report: the issued ones, by the tree of the cut-off."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from dondoc.core.fact_sheet import Counts, FactSheet, plain
from dondoc.core.period import WindowKind
from dondoc.core.received import ReceivedReport
from dondoc.core.report import ReportPlan, ReportState, WrittenReport
from dondoc.core.unit import Unit
from dondoc.draft.figures import day_text
from dondoc.draft.merged_text import sums_of_units
from dondoc.draft.merging import MergedUnits, MergeRules, Reporting, merge_units
from dondoc.errors import BadInput, Conflict, NotFound
from dondoc.usecases.border import first_problem
from dondoc.usecases.ports import Work

Recount = Callable[[Work, WrittenReport, Unit], FactSheet]


def merge_reports(work: Work, plan: ReportPlan, rules: MergeRules, *, recount: Recount) -> MergedUnits:
    """The issued reports of the units directly below on the same period.

    A unit that merges itself brings the figures of those below it. What a unit drafts or submits does not count.
    `recount` computes the figures of a report that was issued before figures were kept beside its words.

    Raises:
        NotFound: `merge.no_units` when nothing stood below the unit on the cut-off.
        Conflict: `report.sums` when the lines do not add up to what the units reported: it is not written.
    """
    units = units_below(work, plan)
    if not units:
        raise NotFound(code="merge.no_units", unit=work.units.get(plan.unit_id).code)
    sheets = issued_sheets(work, plan, units, recount=recount)
    reporting = [
        Reporting(code=unit.code, name=unit.name, sheet=sheet, source=source)
        for unit in units
        for sheet, source in [sheets.get(unit.id, (None, ""))]
    ]
    merged = merge_units(reporting, rules)
    require_sums(merged)
    return merged


def units_below(work: Work, plan: ReportPlan) -> list[Unit]:
    """The units directly below on the day of the cut-off, in order of their codes."""
    day = plan.cut_off
    below = {
        link.unit_id
        for link in work.units.parents()
        if link.parent_id == plan.unit_id and link.start <= day and (link.end is None or day < link.end)
    }
    gone = {step.from_unit_id for step in work.units.successions() if step.on <= day}
    return sorted((u for u in work.units.all() if u.id in below - gone), key=lambda unit: unit.code)


def issued_sheets(
    work: Work, plan: ReportPlan, units: Iterable[Unit], *, recount: Recount
) -> dict[int, tuple[FactSheet, str]]:
    """The figures of each unit's issued report on the period, by unit, with what the report is called.

    Where a unit both issued one here and sent one in, the one issued later counts.
    """
    wanted = {unit.id: unit for unit in units}
    found: dict[int, WrittenReport | ReceivedReport] = {}
    issued = (r for r in work.reports.all() if r.state is ReportState.ISSUED and _is_on(r.plan, plan))
    for report in (r for r in issued if r.plan.unit_id in wanted):
        found[report.plan.unit_id] = report
    for sent in work.received_reports.all(wanted):
        known = found.get(sent.unit_id)
        is_range = sent.window not in [sent.period.window(kind) for kind in WindowKind]
        is_on = sent.window == plan.window if plan.is_range or is_range else sent.period == plan.period
        if is_on and (known is None or known.issued_on is None or known.issued_on <= sent.issued_on):
            found[sent.unit_id] = sent
    sheets: dict[int, tuple[FactSheet, str]] = {}
    for unit_id, paper in found.items():
        sheet = _sheet(work, paper, wanted[unit_id], recount)
        sheets[unit_id] = (replace(sheet, unit_code=wanted[unit_id].code, unit_name=wanted[unit_id].name), _name(paper))
    return sheets


def _sheet(work: Work, paper: WrittenReport | ReceivedReport, unit: Unit, recount: Recount) -> FactSheet:
    if isinstance(paper, ReceivedReport):
        return _facts_reader().validate_json(paper.facts_json)
    kept = sheet_of(paper.context_json, name=f"{unit.code} {paper.plan.name}")
    return kept if kept is not None else recount(work, paper, unit)


def _is_on(one: ReportPlan, other: ReportPlan) -> bool:
    """Whether a report covers what is merged: the same period, each by its own window; of ranges the same days."""
    if one.is_range or other.is_range:
        return one.window == other.window
    return one.period == other.period


def _name(report: WrittenReport | ReceivedReport) -> str:
    day = f" ngày {day_text(report.issued_on)}" if report.issued_on is not None else ""
    return f"Báo cáo số {report.number}{day}"


def facts_text(facts: Mapping[str, object]) -> str:
    """The figures as canonical JSON; a number is written out, so that the same number has the same words."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


class _Stored(BaseModel):
    """Of a stored context, the figures."""

    model_config = ConfigDict(extra="ignore")

    facts: FactSheet | None = None


@cache
def _facts_reader() -> TypeAdapter[FactSheet]:
    return TypeAdapter(FactSheet)


@cache
def _reader() -> TypeAdapter[_Stored]:
    return TypeAdapter(_Stored)


def sheet_of(context_json: str, *, name: str) -> FactSheet | None:
    """The figures of a stored context, None where it has none.

    Raises:
        BadInput: `merge.unreadable` with the place that is not as it should be.
    """
    try:
        return _reader().validate_json(context_json).facts
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="merge.unreadable", report=name, place=place, problem=problem) from error


def require_sums(merged: MergedUnits) -> None:
    """Conflict `report.sums` unless every unit's lines add up to its own report, and each report to its total."""
    lines = sums_of_units(merged)
    for unit in merged.reported:
        told = unit.sheet.counts if unit.sheet is not None else Counts()
        if not told.adds_up or lines.get(unit.code, Counts()) != told:
            raise Conflict(code="report.sums", place=unit.name, total=told.total,
                           parts=lines.get(unit.code, Counts()).total)  # fmt: skip


def whole_sheet(own: FactSheet, merged: MergedUnits) -> FactSheet:
    """The unit's own figures with those of the units below, for whoever merges it again."""
    return replace(
        own,
        rows=(*own.rows, *merged.rows()),
        unplanned=own.unplanned + merged.unplanned,
        units_expected=merged.expected_count,
        units_reported=merged.reported_count,
    )


def who_reported(merged: MergedUnits) -> Sequence[tuple[Reporting, str]]:
    """Each unit with where it stands: "reported", "empty" or "missing"."""
    empty = {unit.code for unit in merged.empty}
    return [
        (unit, "missing" if unit.sheet is None else "empty" if unit.code in empty else "reported")
        for unit in merged.units
    ]
