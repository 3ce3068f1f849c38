"""Keeping a report and its drafts: the same text twice changes nothing, a changed one is compared line by line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dondoc.core.commitment import Commitment, ReviewMark
from dondoc.core.document import Document
from dondoc.core.event import Actor, JsonValue
from dondoc.core.extraction import Doubt, Extraction, FoundCommitment
from dondoc.core.report import SourceDocument
from dondoc.core.task import Status
from dondoc.core.task_note import Label, find_note
from dondoc.core.unit import Unit
from dondoc.core.words import fold, similarity
from dondoc.errors import Conflict, NotAllowed
from dondoc.usecases.keep_examples import carry_judgements, keep_reading
from dondoc.usecases.own_unit import SUPERIOR_MARK, near_unit, unit_by_code, unit_of_issuer
from dondoc.usecases.ports import Begin, Blobs, Work

#: A line of a changed report with at least this share of the old words is the old promise, reworded.
_REWORDED = 0.6

#: "(mã theo dõi: CD-2017-H2-03; còn: Tổ số 2)", as our own reports print it behind a task that goes on.
_TRACKED = re.compile(r"\s*\(\s*mã theo dõi:[^()]*\)", re.IGNORECASE)
_OLD_CODE = re.compile(r"[A-Z0-9]{1,16}(?:-\d+)?-\d{4}(?:-[HQM]\d{1,2}|-\d\d-\d\d)?-\d{2,3}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One commitment of the document, and how it stands to the earlier text."""

    mark: ReviewMark
    commitment: Commitment
    #: The words before, where they changed.
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What keeping a report did."""

    document: SourceDocument
    unit: Unit
    #: The very text was known: nothing changed (another file of it may have been noted).
    is_repeat: bool = False
    is_new_file: bool = False
    #: The text was known as another unit's, and is now of the unit that was named.
    is_moved: bool = False
    is_revision: bool = False
    unit_is_new: bool = False
    #: Of a new unit: the known one whose name is so near that a person should look.
    near: Unit | None = None
    commitments: tuple[Compared, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def ingest_report(
    begin: Begin,
    blobs: Blobs,
    document: Document,
    extraction: Extraction,
    *,
    data: bytes,
    actor: Actor,
    now: datetime,
    unit_code: str | None = None,
) -> Ingested:
    """Keep a report that was read, with its drafts: bytes first, rows after, all rows in one transaction.

    Raises:
        NotFound: `unit.unknown` when `unit_code` names no unit.
        NotAllowed: `document.secret`; then nothing is kept, neither bytes nor text nor name.
    """
    refuse_secret(document, extraction)
    file_sha256 = blobs.put(data)
    with begin() as work:
        known = work.documents.by_text(document.text_sha256)
        if known is not None:
            wanted = unit_by_code(work, unit_code) if unit_code is not None else None
            return _repeat(work, known, document, file_sha256, now, wanted=wanted, actor=actor)
        others = work.units.all()
        if unit_code is not None:
            unit, unit_is_new = unit_by_code(work, unit_code), False
        else:
            unit, unit_is_new = unit_of_issuer(work, extraction.header.issuer, actor=actor, now=now)
        _note_superior(work, unit, extraction.header.superior, document.text)
        source = _source(document, extraction, unit, file_sha256, now)
        earlier = _earlier(work, source, extraction.commitments)
        if earlier is not None:
            source = replace(source, revision=earlier.revision + 1, revises_id=earlier.id)
        stored = work.documents.add(source)
        keep_reading(work, stored, document, extraction, now=now)
        compared = _keep(work, stored, extraction, earlier)
        if earlier is not None:
            carry_judgements(work, stored, earlier)
        _log(work, stored, unit, len(extraction.commitments), actor=actor, now=now)
        return Ingested(
            document=stored,
            unit=unit,
            is_revision=earlier is not None,
            unit_is_new=unit_is_new,
            near=near_unit(others, unit.name) if unit_is_new else None,
            commitments=tuple(compared),
            doubts=extraction.doubts,
        )


def _log(work: Work, stored: SourceDocument, unit: Unit, found: int, *, actor: Actor, now: datetime) -> None:
    payload: dict[str, JsonValue] = {"name": stored.name, "sha256": stored.file_sha256, "revision": stored.revision}
    payload["commitments"] = found
    work.events.append(unit.code, "document.ingested", stored.name, payload, actor=actor, at=now)


def refuse_secret(document: Document, extraction: Extraction) -> None:
    """Pass a document without the stamp of a state secret; the law keeps all others off machines like this one.

    Raises:
        NotAllowed: `document.secret`.
    """
    if extraction.stamp is not None:
        raise NotAllowed(code="document.secret", file=document.name, stamp=extraction.stamp)


def _repeat(
    work: Work,
    known: SourceDocument,
    document: Document,
    file_sha256: str,
    now: datetime,
    *,
    wanted: Unit | None,
    actor: Actor,
) -> Ingested:
    """The very text is known: at most another file of it is noted, or, while all are drafts, it is given to `wanted`.

    Raises:
        Conflict: `document.unit_settled` when a commitment of it is confirmed and stands in another unit's book.
    """
    new_file = work.documents.add_rendition(
        known.id, file_sha256=file_sha256, name=document.name, media_type=document.media_type, at=now
    )
    kept = work.commitments.of_document(known.id)
    unit, moved = work.units.get(known.unit_id), False
    if wanted is not None and wanted.id != unit.id:
        if any(c.code for c in kept):
            raise Conflict(code="document.unit_settled", document=known.name, unit=unit.name)
        known = replace(known, unit_id=wanted.id)
        work.documents.update(known)
        kept = [replace(c, unit_id=wanted.id) for c in kept]
        work.commitments.update_many(kept)
        payload: dict[str, JsonValue] = {"from": unit.code, "to": wanted.code}
        work.events.append(wanted.code, "document.moved", known.name, payload, actor=actor, at=now)
        unit, moved = wanted, True
    return Ingested(
        document=known,
        unit=unit,
        is_repeat=True,
        is_new_file=new_file,
        is_moved=moved,
        commitments=tuple(Compared(mark=ReviewMark.SAME, commitment=c) for c in kept),
    )


def _note_superior(work: Work, unit: Unit, superior: str | None, text: str) -> None:
    """Keep the superior body's name for the unit's own reports, in small letters where the text has them."""
    if superior is None or work.marks.get(f"{SUPERIOR_MARK}.{unit.id}"):
        return
    spaced = r"\s+".join(re.escape(word) for word in superior.split())
    written = [match[0] for match in re.finditer(spaced, text, re.IGNORECASE)]
    name = next((words for words in written if not words.isupper()), superior)
    work.marks.set(f"{SUPERIOR_MARK}.{unit.id}", " ".join(name.split()))


def _source(document: Document, extraction: Extraction, unit: Unit, file_sha256: str, now: datetime) -> SourceDocument:
    header = extraction.header
    return SourceDocument(
        id=0,
        unit_id=unit.id,
        name=document.name,
        title=header.title or document.title,
        number=header.number,
        issued_on=header.issued_on,
        reporting_period=header.reporting_period,
        plan_period=header.plan_period,
        text_sha256=document.text_sha256,
        text=document.text,
        file_sha256=file_sha256,
        media_type=document.media_type,
        ingested_at=now,
    )


def _earlier(work: Work, source: SourceDocument, found: Sequence[FoundCommitment]) -> SourceDocument | None:
    """The document of which `source` is a newer text: same issuer, number and date.

    Where one of the two bears no number or date yet (a draft, before it was signed): same issuer and periods, and
    mostly the same promises.
    """
    if source.number is not None and source.issued_on is not None:
        known = work.documents.by_identity(source.unit_id, source.number, source.issued_on)
        if known is not None:
            return known
    for document in reversed(work.documents.all()):
        if _may_be_same(source, document) and _share_of_same(found, work.commitments.of_document(document.id)) >= 0.5:
            return document
    return None


def _may_be_same(one: SourceDocument, other: SourceDocument) -> bool:
    same_period = (one.plan_period, one.reporting_period) == (other.plan_period, other.reporting_period)
    if one.unit_id != other.unit_id or one.plan_period is None or not same_period:
        return False
    pairs = ((one.number, other.number), (one.issued_on, other.issued_on))
    differ = any(a is not None and b is not None and a != b for a, b in pairs)
    return not differ and any(a is None or b is None for a, b in pairs)


def _share_of_same(found: Sequence[FoundCommitment], old: Sequence[Commitment]) -> float:
    return len(_align(found, old)) / max(len(found), len(old), 1)


def _of_revisions(work: Work, document: SourceDocument) -> list[Commitment]:
    """The commitments of a document and of its earlier texts: what was confirmed stays where it was read."""
    found: list[Commitment] = []
    current: SourceDocument | None = document
    while current is not None:
        found += work.commitments.of_document(current.id)
        current = work.documents.get(current.revises_id) if current.revises_id is not None else None
    return [c for c in found if "added_by_hand" not in c.reasons]


def _keep(work: Work, stored: SourceDocument, extraction: Extraction, earlier: SourceDocument | None) -> list[Compared]:
    old = _of_revisions(work, earlier) if earlier is not None else []
    pairs = _align(extraction.commitments, old)
    compared: list[Compared] = []
    drafts: list[tuple[int, Commitment]] = []
    for index, found in enumerate(extraction.commitments):
        match = pairs.get(index)
        if match is None:
            drafts.append((index, _draft(stored, found, _continued(work, stored, found))))
        else:
            compared.append(_carry(work, stored, found, match))
    carried = {i: pairs[i].id for i in pairs}
    compared += [Compared(mark=ReviewMark.NEW, commitment=c) for c in _add_drafts(work, extraction, drafts, carried)]
    matched = {c.id for c in pairs.values()}
    for gone in (c for c in old if c.id not in matched and not c.is_gone and c.status is not Status.REJECTED):
        flagged = replace(gone, is_gone=True)
        work.commitments.update_many([flagged])
        compared.append(Compared(mark=ReviewMark.GONE, commitment=flagged))
    return sorted(compared, key=lambda c: (c.mark is ReviewMark.GONE, c.commitment.start, c.commitment.id))


def _add_drafts(
    work: Work, extraction: Extraction, drafts: Sequence[tuple[int, Commitment]], carried: dict[int, int]
) -> list[Commitment]:
    """Stores drafts in order; parents come before what hangs on them."""
    ids = dict(carried)
    stored: list[Commitment] = []
    plain = [(i, d) for i, d in drafts if extraction.commitments[i].parent is None]
    for (index, _), kept in zip(plain, work.commitments.add_many([d for _, d in plain]), strict=True):
        ids[index] = kept.id
        stored.append(kept)
    for index, draft in drafts:
        parent = extraction.commitments[index].parent
        if parent is not None:
            kept = work.commitments.add_many([replace(draft, parent_id=ids.get(parent))])[0]
            ids[index] = kept.id
            stored.append(kept)
    return stored


def _align(found: Sequence[FoundCommitment], old: Sequence[Commitment]) -> dict[int, Commitment]:
    """Index of a found commitment to the earlier one that it is: equal words first, then the most alike."""
    free = {c.id: c for c in old}
    pairs: dict[int, Commitment] = {}
    for index, item in enumerate(found):
        equal = next((c for c in free.values() if fold(c.text) == fold(item.text)), None)
        if equal is not None:
            pairs[index] = free.pop(equal.id)
    for index, item in enumerate(found):
        if index not in pairs and free:
            best = max(free.values(), key=lambda c: similarity(c.text, item.text))
            if similarity(best.text, item.text) >= _REWORDED:
                pairs[index] = free.pop(best.id)
    return pairs


def _carry(work: Work, stored: SourceDocument, found: FoundCommitment, old: Commitment) -> Compared:
    """The same promise in the newer text keeps its id and code; reworded after it was confirmed, its words stay.

    What was confirmed is as promised: new words of a confirmed promise are shown, and taken over by an amendment.
    """
    if fold(old.text) == fold(found.text):
        moved = replace(old, document_id=stored.id, start=found.start, end=found.end, text=found.text, is_gone=False)
        work.commitments.update_many([moved])
        return Compared(mark=ReviewMark.SAME, commitment=moved)
    if old.status is Status.DRAFT:
        redrafted = replace(_draft(stored, found, old.continues_id), id=old.id, parent_id=old.parent_id)
        work.commitments.update_many([redrafted])
        return Compared(mark=ReviewMark.CHANGED, commitment=redrafted, before=old.display)
    if old.is_gone:
        work.commitments.update_many([replace(old, is_gone=False)])
    return Compared(mark=ReviewMark.CHANGED, commitment=replace(old, display=_display(found)), before=old.display)


def _draft(stored: SourceDocument, found: FoundCommitment, continues_id: int | None) -> Commitment:
    return Commitment(
        id=0,
        unit_id=stored.unit_id,
        document_id=stored.id,
        period=stored.plan_period,
        start=found.start,
        end=found.end,
        text=found.text,
        display=_display(found),
        heading=found.heading,
        kind=found.kind,
        targets=found.targets,
        due=found.due,
        due_nominal=found.due_nominal,
        due_explicit=found.due_explicit,
        window=found.window,
        recurrence=found.recurrence,
        rrule=found.rrule,
        owner=found.owner,
        area=found.area,
        refs=found.refs,
        confidence=found.confidence,
        reasons=found.reasons,
        is_direction=found.direction,
        continues_id=continues_id,
    )


def _display(found: FoundCommitment) -> str:
    """The words to be read alone, without the code of what they continue: that is kept as a link."""
    return without_codes(found.display)


def without_codes(display: str) -> str:
    """Words without "(mã theo dõi: …)".

    >>> without_codes("Mở lớp bơi (mã theo dõi: CD-2017-H2-03)")
    'Mở lớp bơi'
    """
    return _TRACKED.sub("", display).strip() or display


def _continued(work: Work, stored: SourceDocument, found: FoundCommitment) -> int | None:
    """The earlier commitment whose code stands in or right after the words ("(mã theo dõi: CD-2017-H2-03)")."""
    words = stored.text[found.start : found.end]
    note = find_note(words)  # its words may speak of another task's code, its note is its own
    rest_of_line = stored.text[found.end : found.end + 60].split("\n")[0]
    code = _OLD_CODE.search(note[Label.CODE] if note is not None and note[Label.CODE] else words + rest_of_line)
    old = work.commitments.by_code(code[0]) if code else None
    return old.id if old is not None else None
