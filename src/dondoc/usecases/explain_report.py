"""Where each sentence of a report comes from: its figures with their facts, its promises with the paper they are in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dondoc.core.commitment import Commitment
from dondoc.core.report import SourceDocument
from dondoc.draft.figures import day_text
from dondoc.draft.report_context import Figure, Line, ReportContext
from dondoc.errors import NotFound
from dondoc.usecases.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A commitment that a sentence speaks of, as the signed paper has it."""

    code: str
    #: The words in the paper.
    words: str
    #: "Báo cáo số 21/BC-CĐCS ngày 05/12/2026", or the file's name; "" for one that was added by hand.
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A sentence, or the row of an annex, with what stands behind it."""

    #: Key of the line; of a row the code.
    key: str
    text: str
    figures: tuple[Figure, ...]
    promises: tuple[Promised, ...]
    #: Whose words these are, where a person wrote them.
    written_by: str = ""


def explain_report(work: Work, context: ReportContext, wanted: str | None = None) -> tuple[Explained, ...]:
    """The sentences of a report in their order, then the rows of its annexes; or one, by (the beginning of) its key.

    Raises:
        NotFound: `report.nothing_called` when no sentence and no row is called so.
    """
    every = [*_lines(context), *_rows(context)]
    chosen = [one for one in every if wanted is None or one.key.startswith(wanted)]
    exact = [one for one in chosen if one.key == wanted]
    if wanted is not None and not chosen:
        raise NotFound(code="report.nothing_called", line=wanted)
    codes = {code for one in exact or chosen for code in one.codes}
    promises, deciders = dict(_promises(work, codes)), _deciders(work)
    return tuple(one.explained(promises, deciders) for one in exact or chosen)


@dataclass(frozen=True, slots=True)
class _Told:
    key: str
    text: str
    codes: tuple[str, ...]
    figures: tuple[Figure, ...]
    written_by: str = ""

    def explained(self, promises: Mapping[str, Promised], deciders: Mapping[str, str]) -> Explained:
        own = tuple(promises[code] for code in self.codes if code in promises)
        return Explained(
            key=self.key,
            text=self.text,
            figures=tuple(_decided(f, deciders) for f in self.figures),
            promises=own,
            written_by=self.written_by,
        )


def _deciders(work: Work) -> dict[str, str]:
    """Who accepted each proof, by its number: a stored report names no person."""
    people = {person.code: person.name for person in work.units.people()}
    every = (evidence for row in work.activities.evidence().values() for evidence in row)
    return {str(e.id): people.get(e.decided_by, e.decided_by) for e in every if e.decided_by}


def _decided(figure: Figure, deciders: Mapping[str, str]) -> Figure:
    origins = tuple(
        replace(o, label=f"{o.label}, người chấp nhận: {deciders[o.ref]}")
        if o.kind == "evidence" and o.ref in deciders
        else o
        for o in figure.origins
    )
    return replace(figure, origins=origins)


def _lines(context: ReportContext) -> Iterator[_Told]:
    for section in context.sections:
        groups = (line for group in section.groups for line in group.lines)
        for line in (*section.paragraphs, *groups):
            yield _of_line(line)


def _of_line(line: Line) -> _Told:
    return _Told(line.key, line.text, line.codes, line.figures, line.written_by)


def _rows(context: ReportContext) -> Iterator[_Told]:
    for annex in context.annexes:
        for row in annex.rows:
            if row.code:
                yield _Told(row.code, " | ".join(cell for cell in row.cells if cell), (row.code,), row.figures)


def _promises(work: Work, codes: Iterable[str]) -> Iterator[tuple[str, Promised]]:
    wanted = set(codes)
    papers = {document.id: _name(document) for document in work.documents.all()}
    for commitment in work.commitments.all():
        if commitment.code in wanted:
            yield commitment.code, _promised(commitment, papers.get(commitment.document_id or 0, ""))


def _promised(commitment: Commitment, paper: str) -> Promised:
    return Promised(code=commitment.code, words=" ".join(commitment.text.split()), paper=paper)


def _name(document: SourceDocument) -> str:
    if not document.number:
        return document.name
    day = f" ngày {day_text(document.issued_on)}" if document.issued_on is not None else ""
    return f"{document.number}{day}"
