"""Versions of reports in an open workspace: issued, corrected, set beside the signed file."""

from datetime import date, datetime
from pathlib import Path

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction
from dondoc.core.report import ReportPlan, ReportState
from dondoc.documents.atomic import write_atomically
from dondoc.errors import BadInput, Conflict, NotAllowed
from dondoc.usecases.draft_report import AS_SUBMITTED, Drafted
from dondoc.usecases.find_report import KnownReport, find_report
from dondoc.usecases.issue_report import Issued, Printing, issue_report
from dondoc.usecases.sign_report import ReadReport, Signed, SignedLook, keep_signed, look_at_signed
from dondoc.usecases.take_draft import Taken, take_draft
from dondoc.wiring.office import Office
from dondoc.wiring.report_forms import report_renderers
from dondoc.wiring.reports import config_hash, write_report


def known_report(office: Office, name: str, unit: str | None = None, *prefer: ReportState) -> KnownReport:
    """The version that somebody means; by a period only, the newest in one of the states that he can mean."""
    with office.work() as work:
        return find_report(work, name, unit, prefer=prefer)


def issue(office: Office, known: KnownReport, *, number: str, on: date) -> tuple[Issued, dict[str, Path]]:
    """Issue a report and put its files, printed with number and date, into `reports/<period>/`."""
    now = office.clock.now()
    printing = _printing(office, now)
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


def take_file(office: Office, plan: ReportPlan, path: Path) -> Taken:
    """Keep what a person wrote into the .docx of a draft.

    Raises:
        BadInput: `file.unreadable`; `report.no_controls` and others of `take_draft`.
    """
    from dondoc.documents.docx_controls import read_pieces
    from dondoc.documents.limits import Limits

    return take_draft(
        office.begin,
        office.blobs,
        plan,
        read_file(path),
        lambda data, name: read_pieces(data, name=name, limits=Limits()),
        name=path.name,
        actor=office.actor,
        now=office.clock.now(),
    )


def read_file(path: Path) -> bytes:
    """The bytes of a file that a user names; BadInput `file.unreadable`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(code="file.unreadable", file=str(path), problem=error.strerror or "?") from error


def signed_look(office: Office, known: KnownReport, path: Path) -> SignedLook:
    """A signed file beside the stored version."""
    return look_at_signed(office.blobs, known, read_file(path), path.name, _reader(office))


def keep_signed_file(office: Office, look: SignedLook, *, number: str | None, on: date | None) -> Signed:
    """Keep a signed file that a person has looked at."""
    now = office.clock.now()
    return keep_signed(
        office.begin,
        office.blobs,
        look,
        number=number,
        issued_on=on,
        printing=_printing(office, now),
        actor=office.actor,
        now=now,
    )


def _reader(office: Office) -> ReadReport:
    from dondoc.documents.reading import read_bytes

    def read(data: bytes, name: str) -> tuple[Document, Extraction]:
        document = read_bytes(data, name)
        return document, office.extract(document)

    return read


def _printing(office: Office, now: datetime) -> Printing:
    return Printing(blobs=office.blobs, renderers=report_renderers(office, now), config_sha256=config_hash(office))
