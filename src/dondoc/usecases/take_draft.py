"""A draft that was edited in Word comes back: what a person changed in it is kept as his words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dondoc.core.event import Actor
from dondoc.core.instants import local_date
from dondoc.core.report import ReportPlan, WrittenReport
from dondoc.draft.read_back import Base, Piece, ReadBack, read_back
from dondoc.errors import BadInput, NotFound
from dondoc.usecases.edit_report import note
from dondoc.usecases.finish_report import read_context
from dondoc.usecases.ports import Begin, Blobs
from dondoc.usecases.report_facts import versions_of
from dondoc.usecases.report_rights import require_keeper

#: The form that bears the names of its paragraphs.
FORM = "docx"
#: So many versions are looked at to find the one that the person had before him.
_VERSIONS = 8

#: Reads the paragraphs of a .docx, with the name that a user knows it by.
ReadPieces = Callable[[bytes, str], Sequence[Piece]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken over from a file, and from which version it had come."""

    report: WrittenReport
    back: ReadBack


def take_draft(
    begin: Begin,
    blobs: Blobs,
    plan: ReportPlan,
    data: bytes,
    read: ReadPieces,
    *,
    name: str,
    actor: Actor,
    now: datetime,
) -> Taken:
    """Keep what a person wrote into the .docx of a report; the next version bears it.

    Raises:
        NotFound: `report.no_draft` when nothing was written for the plan yet.
        BadInput: `report.no_controls` when no paragraph of the file bears a name of this report.
        NotAllowed: `report.not_keeper`.
        Conflict: `report.old_context`.
    """
    found = read(data, name)
    with begin() as work:
        require_keeper(work, plan.unit_id, actor, local_date(now))
        versions = [r for r in versions_of(work, plan) if FORM in dict(r.outputs)]
        if not versions:
            raise NotFound(code="report.no_draft", period=plan.name)
        report, pieces = _nearest(blobs, versions, found, read)
        base = Base(
            plan=plan,
            context=read_context(report),
            pieces=pieces,
            edits=work.report_edits.of(plan),
            by=actor.name,
            at=now,
        )
        back = read_back(base, found)
        if back.known == 0:
            raise BadInput(code="report.no_controls", file=name, period=plan.name)
        for edit in back.edits:
            work.report_edits.put(edit)
        for key in back.dropped:
            work.report_edits.drop(plan, key)
        if back.edits:
            note(work, report, "report.edited", list(back.edits), actor=actor, now=now)
        return Taken(report=report, back=back)


def _nearest(
    blobs: Blobs, versions: Sequence[WrittenReport], found: Sequence[Piece], read: ReadPieces
) -> tuple[WrittenReport, Sequence[Piece]]:
    """The version of which most paragraphs stand unchanged in the file; the newest of those alike."""
    words = {piece.text for piece in found if piece.tag}

    def printed(report: WrittenReport) -> Sequence[Piece]:
        return read(blobs.get(dict(report.outputs)[FORM]), f"{report.plan.name}-v{report.version}.docx")

    sheets = [(report, printed(report)) for report in versions[-_VERSIONS:]]
    return max(sheets, key=lambda one: (sum(1 for p in one[1] if p.tag and p.text in words), one[0].version))
