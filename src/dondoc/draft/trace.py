"""Where each figure of a report comes from: printed words against the facts of the ledger.

The words are read again as a stranger would read them and set beside what the ledger says; nothing here knows how the
sentences were made. A figure of a generated sentence that no fact explains is a fault of this program.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dondoc.core.activity import Activity, Evidence, EvidenceState
from dondoc.core.period import Period
from dondoc.core.progress import TaskView
from dondoc.core.snapshot import Snapshot
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.office import Column
from dondoc.draft.outline import Fill
from dondoc.draft.report_context import Annex, AnnexRow, Figure, Group, Line, Origin, ReportContext, Section
from dondoc.draft.trace_facts import Fact, Meaning, facts_of_activity, facts_of_view, proofs_not_named, summed
from dondoc.draft.trace_headline import headline_facts, report_facts, year_facts
from dondoc.draft.trace_match import ANY, DUES, HEADLINE, PLAN, REPORT, TARGETS, WORDS_ONLY, Mode, sources_of
from dondoc.draft.trace_origins import activity_origin, evidence_origin, proofs_of, report_origin
from dondoc.draft.trace_tokens import Name, plain, tokens
from dondoc.draft.trace_words import Written, words_of_activity, words_of_units, words_of_view, written_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Untraced:
    """A figure of a generated sentence that no fact of the ledger explains."""

    #: Key of the line, or code of the annex row.
    place: str
    figure: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A report whose lines and annex rows have their figures, and what could not be traced."""

    context: ReportContext
    faults: tuple[Untraced, ...] = ()


def trace(
    snapshot: Snapshot,
    context: ReportContext,
    *,
    units: Mapping[int, str],
    planned: Sequence[PlannedItem] = (),
    next_period: Period | None = None,
    is_merged: bool = False,
    cited: Iterable[str] = (),
    late: Iterable[Activity] = (),
) -> Traced:
    """The report with `figures` filled; what a person wrote (`written_by`) is left to him.

    `units` names units by id, `planned` are the tasks of the next plan: those without a commitment of this report are
    their own source. Of a merged report (`is_merged`) what is told of the units below is left to its sum check. `cited`
    are the names of earlier reports that sentences may name, `late` activities of an earlier window that are told now.
    """
    following = next_period or snapshot.plan.period.next()
    names = (*_names(snapshot, context, units), *(row for text in cited for row in _cited(text)))
    book = _Book(snapshot, following, planned, names, tuple(late), is_merged=is_merged)
    sections = tuple(book.section(section) for section in context.sections)
    annexes = tuple(book.annex(annex) for annex in context.annexes)
    return Traced(context=replace(context, sections=sections, annexes=annexes), faults=tuple(book.faults))


def untraced(snapshot: Snapshot, context: ReportContext, *, units: Mapping[int, str]) -> tuple[Untraced, ...]:
    """The figures of generated sentences that no fact explains: empty for every report of `build_context`."""
    return trace(snapshot, context, units=units).faults


def _names(snapshot: Snapshot, context: ReportContext, units: Mapping[int, str]) -> tuple[Written, ...]:
    """The figures in names and headings, which no fact needs to explain."""
    origin = report_origin(snapshot.plan)
    headings = [group.heading for section in context.sections for group in section.groups]
    nameless = {w.slot.assignee.unit_id for v in snapshot.views for w in v.work} - set(units)
    texts = [context.issuer, context.superior, *headings, *(f"đơn vị số {number}" for number in sorted(nameless))]
    return (
        *words_of_units(units.values()),
        *(row for text in texts for row in written_in(text, Meaning.WORDS, origin)),
    )


def _cited(text: str) -> Iterator[Written]:
    return written_in(text, Meaning.WORDS, Origin(kind="report", ref=text, label=text))


@dataclass(slots=True)
class _Book:
    """The facts by commitment, reckoned when they are asked for, and the faults found."""

    snapshot: Snapshot
    following: Period
    planned: Sequence[PlannedItem]
    names: tuple[Written, ...]
    late: tuple[Activity, ...] = ()
    is_merged: bool = False
    faults: list[Untraced] = field(default_factory=list)
    _facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    _words: dict[str, tuple[Written, ...]] = field(default_factory=dict)
    _views: dict[str, TaskView] = field(default_factory=dict)
    _extra: dict[int, tuple[Activity, tuple[Evidence, ...]]] = field(default_factory=dict)
    _common: tuple[Fact, ...] = ()
    _headline: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        self._views = {view.code: view for view in self.snapshot.views}
        self._extra = {a.id: (a, proofs) for a, proofs in (*((a, ()) for a in self.late), *self.snapshot.unplanned)}
        self._common = tuple(report_facts(self.snapshot, self.following))
        self._headline = tuple(headline_facts(self.snapshot))

    def section(self, section: Section) -> Section:
        is_plan = section.key == Fill.PLAN.value
        groups: list[Group] = []
        paragraphs = tuple(self._line(line, is_plan=is_plan) for line in section.paragraphs)
        for group in section.groups:
            in_plan = group.key == Fill.PLAN.value if group.key else is_plan
            lines = tuple(self._line(line, is_plan=in_plan) for line in group.lines)
            groups.append(replace(group, lines=lines))
        return replace(section, paragraphs=paragraphs, groups=tuple(groups))

    def annex(self, annex: Annex) -> Annex:
        keys = [column.key for column in annex.columns]
        rows = tuple(self._row(row, number, keys) for number, row in enumerate(annex.rows, 1))
        return replace(annex, rows=rows)

    def _line(self, line: Line, *, is_plan: bool) -> Line:
        # What came with its figures was traced by who made it.
        if line.written_by or line.figures or (self.is_merged and not self._is_own(line)):
            return line
        facts, words = self._known(line, is_plan=is_plan)
        mode = PLAN if is_plan else REPORT if line.codes or line.activities else HEADLINE
        return replace(line, figures=self._figures(line.text, line.key, mode, facts, words))

    def _is_own(self, line: Line) -> bool:
        return bool(self._views.keys() & set(line.codes)) or bool(self._extra.keys() & set(line.activities))

    def _known(self, line: Line, *, is_plan: bool) -> tuple[list[Fact], list[Written]]:
        facts, words = [*self._common], [*self.names]
        views = [self._views[code] for code in line.codes if code in self._views]
        for view in views:
            facts += self._facts_of(view)
            words += self._words_of(view)
        if len(views) > 1:
            facts += summed(self.snapshot, views)
        for activity, proofs in (self._extra[number] for number in line.activities if number in self._extra):
            accepted = (evidence_origin(e) for e in proofs if e.state is EvidenceState.ACCEPTED)
            facts += facts_of_activity(activity, (activity_origin(activity), *accepted))
            words += words_of_activity(activity, proofs)
        if not line.codes and not line.activities:
            facts += self._headline
        if is_plan:
            for item in self.planned:
                if item.code in line.codes or (not item.code and not line.codes):
                    facts += self._facts_of_item(item)
                    words += written_in(item.text, Meaning.PROMISED, report_origin(self.snapshot.plan))
        return facts, words

    def _facts_of_item(self, item: PlannedItem) -> Iterable[Fact]:
        if item.code and item.code not in self._views:
            origin = Origin(kind="commitment", ref=item.code, label=f"cam kết {item.code}")
            yield Fact(meaning=Meaning.CODE, value=Name(item.code.casefold()), origins=(origin,))

    def _facts_of(self, view: TaskView) -> tuple[Fact, ...]:
        if view.code not in self._facts:
            self._facts[view.code] = (*facts_of_view(self.snapshot, view), *year_facts(self.snapshot, view))
        return self._facts[view.code]

    def _words_of(self, view: TaskView) -> tuple[Written, ...]:
        if view.code not in self._words:
            rows = words_of_view(view)
            if not self.snapshot.works(view):  # of a direction nothing is reached: its words stand as they are
                rows = tuple(replace(row, is_target=False) for row in rows)
            self._words[view.code] = rows
        return self._words[view.code]

    def _row(self, row: AnnexRow, number: int, keys: Sequence[str]) -> AnnexRow:
        view = self._views.get(row.code)
        if view is None and self.is_merged:
            return row
        figures: list[Figure] = []
        for cell, key in zip(row.cells, keys, strict=False):
            if key == Column.NUMBER.value and cell == str(number):
                continue
            facts, words = [*self._common], [*self.names]
            if view is not None:
                facts += [*self._facts_of(view), *proofs_not_named(self.snapshot, view, cell)]
                words += self._words_of(view)
            else:
                facts += [*self._headline, *summed(self.snapshot, self.snapshot.views)]
            figures += self._figures(cell, row.code, _CELLS.get(key, ANY), facts, words)
        return replace(row, figures=tuple(figures), proofs=proofs_of(view) if view is not None else ())

    def _figures(
        self, text: str, place: str, mode: Mode, facts: Sequence[Fact], words: Sequence[Written]
    ) -> tuple[Figure, ...]:
        found: list[Figure] = []
        for token in tokens(plain(text)):
            sources = sources_of(token, mode, facts, words)
            if not sources:
                self.faults.append(Untraced(place=place, figure=token.text, text=text))
                continue
            origins = tuple(dict.fromkeys(origin for source in sources for origin in source.origins))
            meaning = " hoặc ".join(dict.fromkeys(source.meaning.value for source in sources))
            found.append(Figure(text=token.text, meaning=meaning, origins=origins))
        return tuple(found)


_CELLS: Mapping[str, Mode] = {
    Column.CODE.value: ANY,
    Column.COMMITMENT.value: WORDS_ONLY,
    Column.OWNER.value: WORDS_ONLY,
    Column.TARGET.value: TARGETS,
    Column.DUE.value: DUES,
    Column.RESULT.value: REPORT,
    Column.EVIDENCE.value: ANY,
}
