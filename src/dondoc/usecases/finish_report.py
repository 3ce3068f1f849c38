"""What a report says besides its own facts: what others have settled, what of them changed, what people wrote into it.

Everything is gathered in the transaction of the snapshot and put into the words afterwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from dondoc.core.report import ReportState, WrittenReport
from dondoc.core.report_edit import ReportEdit, TextChange
from dondoc.core.task import SETTLED
from dondoc.draft.adjustments import Adjustments, Reported, is_late, only_slots, with_adjustments
from dondoc.draft.cited import with_citations
from dondoc.draft.compare_reports import (
    Passage,
    compare_passages,
    figure_changes,
    number_at_head,
    sentences_of,
)
from dondoc.draft.edits import Edited, lines_of, with_edits
from dondoc.draft.heads import citation, with_replaced
from dondoc.draft.number_and_date import with_number
from dondoc.draft.outline import Fill
from dondoc.draft.report_context import ReportContext
from dondoc.errors import Conflict
from dondoc.extract.normalize import fold
from dondoc.usecases.ports import Work
from dondoc.usecases.report_facts import Gathered, as_made, told_slots

_CONTEXT = TypeAdapter(ReportContext)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """What is added to the generated words of one report."""

    #: By commitment, the reports that settled its work; "" for work that none did.
    cited: Mapping[str, Sequence[str]]
    adjustments: Adjustments
    edits: Sequence[ReportEdit]
    #: All versions of the report, oldest first.
    versions: Sequence[WrittenReport] = ()

    @property
    def newest(self) -> WrittenReport | None:
        """The last version; None before the first."""
        return self.versions[-1] if self.versions else None

    def told(self, context: ReportContext) -> ReportContext:
        """The words with what is cited and adjusted."""
        return with_adjustments(with_citations(context, self.cited), self.adjustments)

    def as_printed(self, context: ReportContext, version: WrittenReport | None) -> ReportContext:
        """The words as a version bears them (None: a new one): its number and date, and which report it replaces."""
        earlier = [
            r for r in self.versions if r.issued_on is not None and (version is None or r.version < version.version)
        ]
        words = context
        if earlier and (old := earlier[-1]).number and old.issued_on is not None:
            words = with_replaced(words, old.number, old.issued_on)
        if version is not None and version.number and version.issued_on is not None:
            words = with_number(words, number=version.number, issued_on=version.issued_on)
        return words

    def edited(self, context: ReportContext) -> Edited:
        """The words as people want them, and what is to be said of their edits."""
        return with_edits(context, self.edits)


def read_context(report: WrittenReport) -> ReportContext:
    """The stored words of a report.

    Raises:
        Conflict: `report.old_context` when another release of dondoc wrote them in another form.
    """
    try:
        return _CONTEXT.validate_json(report.context_json)
    except ValidationError as error:
        raise Conflict(code="report.old_context", period=report.plan.name, version=report.version) from error


def changes_between(before: WrittenReport, after: WrittenReport) -> tuple[TextChange, ...]:
    """What two versions of one report say differently, paragraph by paragraph; nothing where one cannot be read."""
    try:
        old, new = read_context(before), read_context(after)
    except Conflict:
        return ()
    return compare_passages(list(_passages(old)), list(_passages(new)), fold)


def _passages(context: ReportContext) -> Iterator[Passage]:
    for section in context.sections:
        for line in lines_of([section]):
            is_promise = line.key.startswith(f"{Fill.PLAN.value}.")
            for sentence in sentences_of(line.text):
                yield Passage(text=sentence, codes=line.codes, is_promise=is_promise)
    for annex in context.annexes:
        for row in annex.rows:
            yield Passage(text=" | ".join(row.cells), codes=(row.code,) if row.code else ())


def cite(report: WrittenReport) -> str:
    """How an issued report is cited."""
    return citation(report.number or "", report.issued_on) if report.issued_on is not None else ""


def gather_finish(work: Work, gathered: Gathered) -> Finish:
    """What belongs to the report whose facts were gathered."""
    plan = gathered.snapshot.plan
    reports = [r for r in work.reports.all() if r.plan.unit_id == plan.unit_id]
    others = {r.id: r for r in reports if r.state is ReportState.ISSUED and not plan.is_same_report(r.plan)}
    return Finish(
        cited=_cited(gathered, others),
        adjustments=_adjustments(work, gathered, [r for r in others.values() if plan.follows(r.plan)]),
        edits=work.report_edits.of(plan),
        versions=[r for r in reports if plan.is_same_report(r.plan)],
    )


def _cited(gathered: Gathered, others: Mapping[int, WrittenReport]) -> dict[str, tuple[str, ...]]:
    marks = {w.slot.id: w.slot.settled_in for view in gathered.views for w in view.work}
    found: dict[str, tuple[str, ...]] = {}
    for view in gathered.snapshot.views:
        slots = [w.slot for w in gathered.snapshot.works(view)]
        reports = [others.get(marks[slot.id] or 0) if slot.status in SETTLED else None for slot in slots]
        if any(reports):
            found[view.code] = tuple(dict.fromkeys(cite(r) if r is not None else "" for r in reports))
    return found


def _adjustments(work: Work, gathered: Gathered, row: Sequence[WrittenReport]) -> Adjustments:
    last = max(row, key=lambda r: r.plan.period, default=None)
    if last is None:
        return Adjustments(signed={})
    plan, until = gathered.snapshot.plan, as_made(last.plan, last.made_at).cut_off
    tellers = {r.id: r for r in row}
    told_last = told_slots(work, last, gathered.views)
    reported: list[Reported] = []
    for view in gathered.views:
        marks = {w.slot.id: tellers.get(w.slot.settled_in or 0) for w in view.work}
        told = {slot_id: r or last for slot_id, r in marks.items() if r is not None or slot_id in told_last}
        if told:
            teller = max(told.values(), key=lambda r: r.plan.period)
            reported.append(
                Reported(
                    then=only_slots(view.at(until, last.made_at), told),
                    now=only_slots(view.at(plan.cut_off, gathered.snapshot.known_at), told),
                    cited=cite(teller),
                    number=teller.number or "",
                )
            )
    late = [
        a
        for a in gathered.unplanned
        if a.received_at <= gathered.snapshot.known_at
        and is_late(
            a,
            told_from=last.plan.window.start,
            told_until=until,
            is_new=a.received_at > last.made_at,
            begins=plan.window.start,
        )
    ]
    return Adjustments(reported=tuple(reported), late=tuple(late), signed=_signed(work, row))


def _signed(work: Work, row: Sequence[WrittenReport]) -> dict[tuple[str, Decimal], Decimal]:
    """Numbers that the paper bears instead of the ledger's: a person wrote them into the draft, or signed them."""
    pairs: list[tuple[str, str, str]] = []
    for report in row:
        for line in lines_of(read_context(report).sections):
            if line.written_by and line.generated:
                figures, _ = figure_changes(line.generated, line.text, fold)
                pairs += [(code, old, new) for code in line.codes for old, new in figures]
    for signed in work.signed_reports.of([r.id for r in row]).values():
        for change in signed.changes:
            pairs += [(code, old, new) for code in change.codes for old, new in change.figures]
    found: dict[tuple[str, Decimal], Decimal] = {}
    for code, old, new in pairs:
        before, after = number_at_head(old), number_at_head(new)
        if before is not None and after is not None:
            found[code, before] = after
    return found
