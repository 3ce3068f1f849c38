"""What a person should look at before a report is laid before who signs it."""

from dataclasses import dataclass

from dondoc.core.report import WrittenReport
from dondoc.core.task import Status
from dondoc.draft.outline_pages import open_sections
from dondoc.usecases.finish_report import read_context
from dondoc.usecases.ports import Work
from dondoc.usecases.report_facts import as_made, snapshot_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What is still open in a report."""

    #: Headings under which a person has to write.
    open_headings: tuple[str, ...]
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
    return Readiness(open_headings=open_sections(context), attested=tuple(attested))
