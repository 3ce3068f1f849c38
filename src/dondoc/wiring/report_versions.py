"""Versions of reports in an open workspace: issued, corrected, set beside the signed file."""

from datetime import date
from pathlib import Path

from dondoc.core.report import ReportState
from dondoc.documents.atomic import write_atomically
from dondoc.errors import Conflict, NotAllowed
from dondoc.usecases.draft_report import AS_SUBMITTED, Drafted
from dondoc.usecases.find_report import KnownReport, find_report
from dondoc.usecases.issue_report import Issued, Printing, issue_report
from dondoc.wiring.office import Office
from dondoc.wiring.report_forms import report_renderers
from dondoc.wiring.reports import config_hash, write_report


def known_report(office: Office, name: str, unit: str | None = None) -> KnownReport:
    """The version that somebody means."""
    with office.work() as work:
        return find_report(work, name, unit)


def issue(office: Office, known: KnownReport, *, number: str, on: date) -> tuple[Issued, dict[str, Path]]:
    """Issue a report and put its files, printed with number and date, into `reports/<period>/`."""
    now = office.clock.now()
    printing = Printing(blobs=office.blobs, renderers=report_renderers(office, now), config_sha256=config_hash(office))
    issued = issue_report(
        office.begin, known.report.id, number=number, issued_on=on, actor=office.actor, now=now, printing=printing
    )
    plan = issued.report.plan
    folder = office.folder / "reports" / plan.name
    paths: dict[str, Path] = {}
    for form, sha256 in issued.report.outputs:
        if not form.startswith(AS_SUBMITTED):
            paths[form] = folder / f"bao-cao-{known.unit.code}-{plan.name}-v{issued.report.version}.{form}"
            write_atomically(paths[form], office.blobs.get(sha256))
    return issued, paths


def correct(office: Office, known: KnownReport, *, merge: bool = False) -> tuple[Drafted, dict[str, Path]]:
    """Write the version that takes the place of an issued report.

    Raises:
        NotAllowed: `report.not_issued`.
        Conflict: `report.nothing_to_correct`.
    """
    report = known.report
    params = {"period": report.plan.name, "version": report.version}
    if report.state is not ReportState.ISSUED:
        raise NotAllowed(code="report.not_issued", **params)
    drafted, paths = write_report(office, report.plan, now=office.clock.now(), merge=merge)
    if drafted.report.id == report.id:
        raise Conflict(code="report.nothing_to_correct", period=report.plan.name)
    return drafted, paths
