"""A report that a unit sends in as the .json of its own dondoc: kept as it came, merged by its figures."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dondoc.core.event import Actor
from dondoc.core.fact_sheet import FactSheet
from dondoc.core.instants import local_date
from dondoc.core.period import DateRange, Period
from dondoc.core.received import ReceivedReport
from dondoc.core.unit import Unit
from dondoc.core.words import fold
from dondoc.draft.clause import one_line
from dondoc.errors import BadInput, NotFound
from dondoc.usecases.border import first_problem
from dondoc.usecases.merge_reports import facts_text
from dondoc.usecases.own_unit import match_unit, unit_by_code
from dondoc.usecases.ports import Begin, Blobs, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken, and whether the very file was there before."""

    report: ReceivedReport
    unit: Unit
    is_repeat: bool = False


class _Context(BaseModel):
    """Of a report's context, what the unit above needs."""

    model_config = ConfigDict(extra="ignore")

    facts: FactSheet


class _File(BaseModel):
    """The .json of a report (`documents.json_writer`)."""

    model_config = ConfigDict(extra="ignore")

    schema_: Literal[1] = Field(alias="schema")
    report: _Context


def take_report(
    begin: Begin,
    blobs: Blobs,
    data: bytes,
    *,
    name: str,
    unit_code: str | None = None,
    actor: Actor,
    now: datetime,
) -> Taken:
    """Keep a unit's report; the unit is found by its code, else by its name, unless `unit_code` says which it is.

    Raises:
        BadInput: `received.unreadable` with the place, `received.not_issued`, `received.sums`.
        NotFound: `received.no_unit` when nobody here is called so.
    """
    facts = _read(data, name)
    if not facts.number or facts.issued_on is None:
        raise BadInput(code="received.not_issued", file=name)
    if facts.issued_on > local_date(now):
        raise BadInput(code="received.future", file=name, issued_on=facts.issued_on)
    if not facts.is_sound:
        raise BadInput(code="received.sums", file=name, unit=facts.unit_name)
    with begin() as work:
        unit = _unit(work, facts, unit_code, name)
        sha256 = blobs.put(data)
        report = ReceivedReport(
            id=0,
            unit_id=unit.id,
            period=_period(facts, name),
            window=DateRange.through(facts.first_day, facts.last_day),
            number=one_line(facts.number),
            issued_on=facts.issued_on,
            file_sha256=sha256,
            name=name,
            facts_json=facts_text(asdict(facts)),
            by=actor.name,
            at=now,
        )
        is_new = work.received_reports.add(report)
        if is_new:
            payload = {"period": report.period.code, "number": report.number, "sha256": sha256, "name": name}
            work.events.append(unit.code, "report.received", f"received-{unit.code}-{sha256[:12]}", payload,
                               actor=actor, at=now)  # fmt: skip
        return Taken(report=report, unit=unit, is_repeat=not is_new)


def _read(data: bytes, name: str) -> FactSheet:
    try:
        facts = _File.model_validate_json(data).report.facts
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="received.unreadable", file=name, place=place, problem=problem) from error
    rows = (replace(row, name=one_line(row.name)) for row in facts.rows)
    return replace(facts, unit_name=one_line(facts.unit_name), rows=tuple(rows))


def _period(facts: FactSheet, name: str) -> Period:
    try:
        return Period.parse(facts.period)
    except ValueError as error:
        raise BadInput(code="received.unreadable", file=name, place="period", problem=facts.period) from error


def _unit(work: Work, facts: FactSheet, unit_code: str | None, name: str) -> Unit:
    if unit_code is not None:
        return unit_by_code(work, unit_code)
    units = work.units.all()
    # A code is an office's own: that of another one may stand here for somebody else.
    by_code = next((u for u in units if u.code == facts.unit_code and fold(u.name) == fold(facts.unit_name)), None)
    alike = [unit for unit in units if match_unit([unit], facts.unit_name) is not None]
    found = by_code or (alike[0] if len(alike) == 1 else None)  # of two of one name a person says which
    if found is None:
        raise NotFound(code="received.no_unit", file=name, unit=facts.unit_name)
    return found
