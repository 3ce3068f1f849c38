"""What a person should look at before a report is laid before who signs it."""

from dataclasses import dataclass

from dondoc.core.report import ReportState, WrittenReport
from dondoc.core.report_edit import EditAct, ReportEdit
from dondoc.core.task import Status
from dondoc.draft.edits import lines_of, part_of, parts_of
from dondoc.draft.outline_pages import open_sections
from dondoc.draft.report_context import Line, ReportContext
from dondoc.usecases.finish_report import read_context
from dondoc.usecases.ports import Work
from dondoc.usecases.report_facts import as_made, snapshot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What is still open in a report."""

    #: Headings under which a person has to write.
    open_headings: tuple[str, ...]
    #: Something was written or taken back since it was made, or it replaces an issued report and does not say so.
    is_behind: bool
    #: Codes of the tasks that count as done on somebody's word alone.
    attested: tuple[str, ...]


def before_submitting(work: Work, report: WrittenReport) -> Readiness:
    """What is open in a version of a report.

    Raises:
        Conflict: `report.old_context`.
    """
    context = read_context(report)
    snapshot = snapshot_of(work, as_made(report.plan, report.made_at), report.made_at)
    attested = [
        view.slot_code(w.slot)
        for view in snapshot.views
        for w in snapshot.works(view)
        if w.slot.status is Status.DONE and w.slot.attestation is not None
    ]
    return Readiness(
        open_headings=open_sections(context), is_behind=_is_behind(work, report, context), attested=tuple(attested)
    )


def _is_behind(work: Work, report: WrittenReport, context: ReportContext) -> bool:
    """Whether writing the report anew would say something else than this version."""
    lines = {line.key: line for line in lines_of(context.sections)}
    edits = {edit.key: edit for edit in work.report_edits.of(report.plan)}
    taken_back = any(line.written_by and key not in edits for key, line in lines.items())
    issued = [
        r.number
        for r in work.reports.all()
        if r.plan.is_same_report(report.plan) and r.id != report.id and r.state is ReportState.ISSUED
    ]
    unsaid = any(number and number not in context.lead for number in issued)
    parts = parts_of(context.sections)
    placed = [
        edit for edit in edits.values() if part_of(edit.key, parts)
    ]  # of others the writing told that they are gone
    return taken_back or unsaid or any(_is_unwritten(edit, lines.get(edit.key)) for edit in placed)


def _is_unwritten(edit: ReportEdit, line: Line | None) -> bool:
    """Whether an edit does not stand in the words; one whose paragraph is gone is told elsewhere."""
    match edit.act:
        case EditAct.REMOVE:
            return line is not None
        case EditAct.ADD:
            return line is None or _bare(edit.words) not in _bare(line.text)
        case EditAct.REPLACE | EditAct.MOVE:
            return line is not None and _bare(edit.words) not in _bare(line.text)


def _bare(words: str) -> str:
    """Words without the marks around them: a list gives each of its lines its own sign and its own end."""
    return " ".join(words.split()).strip(" -–.;,")
