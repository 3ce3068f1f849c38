"""The signed file of a report beside the generated one: what differs, its number and date, and the cycle that follows.

Only the ingest of the signed file creates commitments; a figure that was signed otherwise than the ledger says is kept
and shown, never taken into the ledger by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dondoc.core.document import BlockKind, Document
from dondoc.core.event import Actor, JsonValue
from dondoc.core.extraction import Extraction
from dondoc.core.report import ReportState, WrittenReport
from dondoc.core.report_edit import ChangeKind, SignedReport, TextChange
from dondoc.draft.compare_reports import Passage, compare_passages, number_at_head, sentences_of, words_key
from dondoc.draft.edits import lines_of
from dondoc.draft.number_and_date import full_number
from dondoc.draft.outline import AHEAD
from dondoc.draft.report_context import ReportContext
from dondoc.errors import BadInput, Conflict, NotFound
from dondoc.extract.normalize import fold
from dondoc.usecases.find_report import KnownReport, readable_output
from dondoc.usecases.finish_report import read_context
from dondoc.usecases.ingest_report import Ingested, ingest_report
from dondoc.usecases.issue_report import Printing, issue_report, submit_report
from dondoc.usecases.ports import Begin, Blobs

#: Reads a document and what it promises, from its bytes and its name.
ReadReport = Callable[[bytes, str], tuple[Document, Extraction]]

_AHEAD = frozenset(fill.value for fill in AHEAD)
#: Between the cells of a row.
_CELLS = " | "
_CLOSING = "./."
_RECIPIENTS = "nơi nhận"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedLook:
    """A signed file beside the stored version."""

    known: KnownReport
    changes: tuple[TextChange, ...]
    #: The file, and what was read of it.
    data: bytes
    document: Document
    extraction: Extraction

    @property
    def corrections(self) -> tuple[TextChange, ...]:
        """Results of which another number was signed than the ledger has."""
        return tuple(c for c in self.changes if c.figures and c.codes and not c.is_promise)

    @property
    def promises(self) -> tuple[TextChange, ...]:
        """Tasks of the next plan that were added, left out or reworded."""
        return tuple(c for c in self.changes if c.is_promise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What keeping a signed file did."""

    report: WrittenReport
    ingested: Ingested
    #: The report had not been issued yet: it took number and date from the file or from who gave it in.
    is_issued_now: bool


def look_at_signed(blobs: Blobs, known: KnownReport, data: bytes, name: str, read: ReadReport) -> SignedLook:
    """What the file says otherwise than the version that was generated.

    Raises:
        NotFound: `report.no_output` when no readable form of the version is kept.
        Conflict: `report.old_context`.
    """
    stored = readable_output(blobs, known.report)
    plan = known.report.plan
    if stored is None:
        raise NotFound(
            code="report.no_output", period=plan.name, version=known.report.version, format="docx", known="–"
        )
    form, own = stored
    context = read_context(known.report)
    generated, _ = read(own, f"{plan.name}-v{known.report.version}.{form}")
    signed, extraction = read(data, name)
    before = [_coded(text, context) for text in _sentences(generated)]
    promised = [words_key(found.text, fold) for found in extraction.commitments]
    after = [_judged(text, promised) for text in _sentences(signed)]
    own_rows = list(_rows(generated))
    widths = {row.count(_CELLS) for row in own_rows}
    # Tables of other widths are no annexes: figures beside the charts of a page.
    if rows := [row for row in _rows(signed) if row.count(_CELLS) in widths]:
        before += [_coded_row(row, context) for row in own_rows]
        after += [Passage(text=row) for row in rows]
    return SignedLook(
        known=known,
        changes=tuple(_once(compare_passages(before, after, fold))),
        data=data,
        document=signed,
        extraction=extraction,
    )


def keep_signed(
    begin: Begin,
    blobs: Blobs,
    look: SignedLook,
    *,
    number: str | None,
    issued_on: date | None,
    printing: Printing,
    actor: Actor,
    now: datetime,
) -> Signed:
    """Keep the signed file: the report is issued if it was not, the file is ingested, its differences stay with it.

    Given in again, the same file changes nothing.

    Raises:
        BadInput: `report.signed_head` when neither the file nor `number` and `issued_on` give number and date.
        Conflict: `report.signed_other` when the file bears another number than the issued report.
        NotAllowed: `report.not_keeper`, `report.state` for a superseded version, `document.secret`.
    """
    report, is_issued_now = look.known.report, False
    head, day = number or look.extraction.header.number, issued_on or look.extraction.header.issued_on
    if report.state is ReportState.ISSUED:
        _require_same(report, head)
    else:
        if head is None or day is None:
            raise BadInput(code="report.signed_head", file=look.document.name)
        if report.state is ReportState.DRAFT:
            submit_report(begin, report.id, actor=actor, now=now)
        report = issue_report(
            begin, report.id, number=head, issued_on=day, actor=actor, now=now, printing=printing
        ).report
        is_issued_now = True
    ingested = ingest_report(
        begin,
        blobs,
        look.document,
        look.extraction,
        data=look.data,
        actor=actor,
        now=now,
        unit_code=look.known.unit.code,
    )
    _note(begin, report, look, ingested, actor=actor, now=now)
    return Signed(report=report, ingested=ingested, is_issued_now=is_issued_now)


def _require_same(report: WrittenReport, head: str | None) -> None:
    if head is not None and report.number is not None and full_number("", head) != full_number("", report.number):
        raise Conflict(code="report.signed_other", number=head, report=report.number, period=report.plan.name)


def _note(
    begin: Begin, report: WrittenReport, look: SignedLook, ingested: Ingested, *, actor: Actor, now: datetime
) -> None:
    sha256 = ingested.document.file_sha256
    signed = SignedReport(
        report_id=report.id,
        document_id=ingested.document.id,
        file_sha256=sha256,
        name=look.document.name,
        by=actor.name,
        at=now,
        changes=look.changes,
    )
    with begin() as work:
        known = work.signed_reports.of([report.id]).get(report.id)
        if known is not None and known.file_sha256 == sha256:
            return
        work.signed_reports.put(signed)
        told: list[JsonValue] = [
            {"kind": c.kind.value, "before": c.before, "after": c.after, "codes": list(c.codes)} for c in look.changes
        ]
        entity = f"report-{look.known.unit.code}-{report.plan.name}-v{report.version}"
        payload: dict[str, JsonValue] = {"file": sha256, "document": ingested.document.id, "changes": told}
        work.events.append(look.known.unit.code, "report.signed", entity, payload, actor=actor, at=now)


def _sentences(document: Document) -> list[str]:
    """The sentences from the name of the document's type to its closing, tables left out."""
    blocks = document.blocks
    lines = [document.text[b.start : b.end] for b in blocks if b.kind is not BlockKind.CELL]
    lines = [part for line in lines or [document.text] for part in line.split("\n")]
    keys = [words_key(line, fold) for line in lines]
    first = next((n + 1 for n, key in enumerate(keys) if key == "báo cáo"), 0)
    closed = next((n + 1 for n in range(len(lines) - 1, first - 1, -1) if _CLOSING in lines[n]), None)
    named = next((n for n in range(first, len(lines)) if keys[n].startswith(_RECIPIENTS)), len(lines))
    return sentences_of("\n".join(lines[first : closed or named]))


def _rows(document: Document) -> Iterator[str]:
    """The rows of the tables behind the closing, but for that of the recipients and the signature."""
    closing = document.text.rfind(_CLOSING)
    tables: dict[int, dict[int, list[str]]] = {}
    for block in document.blocks:
        if block.kind is BlockKind.CELL and block.start > closing >= 0 and block.table is not None:
            rows = tables.setdefault(block.table, {})
            rows.setdefault(block.row or 0, []).append(" ".join(document.text[block.start : block.end].split()))
    for rows in tables.values():
        whole = words_key(" ".join(cell for cells in rows.values() for cell in cells), fold)
        if _RECIPIENTS not in whole:
            yield from (_CELLS.join(cells) for cells in rows.values())


def _once(changes: Sequence[TextChange]) -> Iterator[TextChange]:
    """The changes without the row of an annex that only repeats what a sentence says."""
    told = {
        (code, *_numbers(pair)) for c in changes if _CELLS not in c.before for code in c.codes for pair in c.figures
    }
    for change in changes:
        is_row = _CELLS in change.before and change.kind is ChangeKind.FIGURE
        pairs = {(code, *_numbers(pair)) for code in change.codes for pair in change.figures}
        if not (is_row and pairs and pairs <= told):
            yield change


def _numbers(pair: tuple[str, str]) -> tuple[object, object]:
    return number_at_head(pair[0]) or pair[0], number_at_head(pair[1]) or pair[1]


def _coded(text: str, context: ReportContext) -> Passage:
    """A sentence of our own file with the commitments of the paragraph that it stands in."""
    key = words_key(text, fold)
    for line in lines_of(context.sections):
        if key and key in words_key(line.text, fold):
            return Passage(text=text, codes=line.codes, is_promise=line.key.split(".")[0] in _AHEAD)
    return Passage(text=text)


def _coded_row(text: str, context: ReportContext) -> Passage:
    key = words_key(text, fold)
    for annex in context.annexes:
        for row in annex.rows:
            if words_key(_CELLS.join(row.cells), fold) == key:
                return Passage(text=text, codes=(row.code,) if row.code else ())
    return Passage(text=text)


def _judged(text: str, promised: Sequence[str]) -> Passage:
    """A sentence of the signed file; a promise where the engine reads one in it."""
    key = words_key(text, fold)
    return Passage(text=text, is_promise=any(one and (one in key or key in one) for one in promised))
