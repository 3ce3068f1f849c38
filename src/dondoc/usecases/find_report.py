"""Reports that dondoc wrote, by what an office calls them: the period, the period and the version, or the number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.core.report import ReportState, WrittenReport
from dondoc.core.unit import Unit
from dondoc.errors import Conflict, NotFound
from dondoc.usecases.own_unit import own_unit, unit_by_code
from dondoc.usecases.ports import Blobs, Work

#: "2026-H2 v2", "2026-H2-v2", "2026-H2v2", "2026-09-01--2026-09-30-v1".
_VERSION = re.compile(r"(?P<name>.+?)[\s\-/.]*v(?P<version>\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownReport:
    """A version of a report, whose it is, and whether its signed file is there."""

    report: WrittenReport
    unit: Unit
    is_signed: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms in which its bytes are kept, those that were laid before the signer too."""
        return tuple(name for name, _ in self.report.outputs)


def known_reports(work: Work, unit: str | None = None) -> list[KnownReport]:
    """All versions, or those of one unit, the oldest first.

    Raises:
        NotFound: `unit.unknown`.
    """
    units = {u.id: u for u in work.units.all()}
    wanted = unit_by_code(work, unit).id if unit is not None else None
    reports = [r for r in work.reports.all() if wanted is None or r.plan.unit_id == wanted]
    signed = work.signed_reports.of([r.id for r in reports])
    return [KnownReport(report=r, unit=units[r.plan.unit_id], is_signed=r.id in signed) for r in reports]


def find_report(work: Work, name: str, unit: str | None = None, *, prefer: Sequence[ReportState] = ()) -> KnownReport:
    """The version that somebody means: by a period the newest, by a number the one that bears it.

    Who names a period only means the newest version in one of the states `prefer`, where there is one: the submitted
    one is issued, whatever was written since.

    Reports of the workspace's own unit go first where several units have one of that name.

    Raises:
        NotFound: `report.unknown_name`, with what there is.
        Conflict: `report.ambiguous` when reports of several units or years are called so.
    """
    reports = known_reports(work, unit)
    found = _by_number(reports, name) or _by_period(reports, name)
    if not found:
        names = dict.fromkeys(f"{k.report.plan.name}-v{k.report.version}" for k in reversed(reports))
        raise NotFound(code="report.unknown_name", name=name, known=", ".join([*names][:8]) or "–")
    own = own_unit(work).id
    of_own = [k for k in found if k.unit.id == own]
    chosen = of_own or found
    if len({(k.unit.id, k.report.plan.name) for k in chosen}) > 1:
        called = ", ".join(f"{k.report.plan.name} ({k.unit.code})" for k in chosen[:6])
        raise Conflict(code="report.ambiguous", name=name, found=called)
    preferred = [k for k in chosen if k.report.state in prefer]
    return (preferred or chosen)[-1]


def open_output(blobs: Blobs, known: KnownReport, form: str) -> bytes:
    """The stored bytes of a version in one form, exactly; `trinh-ky.docx` is what was laid before the signer.

    Raises:
        NotFound: `report.no_output`.
    """
    sha256 = dict(known.report.outputs).get(form)
    if sha256 is None:
        kept = ", ".join(known.forms) or "–"
        plan = known.report.plan
        raise NotFound(code="report.no_output", period=plan.name, version=known.report.version, format=form, known=kept)
    return blobs.get(sha256)


def readable_output(blobs: Blobs, report: WrittenReport) -> tuple[str, bytes] | None:
    """A form of the report that can be read again, the best first; None where none is kept."""
    outputs = dict(report.outputs)
    form = next((form for form in ("docx", "html", "md") if form in outputs), None)
    return (form, blobs.get(outputs[form])) if form is not None else None


def _by_number(reports: list[KnownReport], name: str) -> list[KnownReport]:
    wanted = _folded(name)
    return [k for k in reports if k.report.number and _folded(k.report.number) == wanted]


def _folded(number: str) -> str:
    return "".join(number.split()).casefold().lstrip("0")


def _by_period(reports: list[KnownReport], name: str) -> list[KnownReport]:
    words = name.strip()
    exact = [k for k in reports if k.report.plan.name.casefold() == words.casefold()]
    match = _VERSION.fullmatch(words)
    if exact or match is None:
        return exact
    period, version = match["name"].casefold(), int(match["version"])
    return [k for k in reports if k.report.plan.name.casefold() == period and k.report.version == version]
