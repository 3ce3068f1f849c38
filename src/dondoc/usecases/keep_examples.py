"""What ingest keeps so that reviews can become examples: the reading as it was, and decisions that a new text keeps."""

import json
from dataclasses import replace
from datetime import datetime

from dondoc import __version__
from dondoc.core.document import Document
from dondoc.core.event import Actor
from dondoc.core.example import Judgement, Reading
from dondoc.core.extraction import Extraction
from dondoc.core.report import SourceDocument
from dondoc.core.task import Status
from dondoc.errors import NotFound
from dondoc.extract.export import export
from dondoc.usecases.ports import Begin, Work


def keep_reading(
    work: Work, stored: SourceDocument, document: Document, extraction: Extraction, *, now: datetime
) -> None:
    """Keep what was found, as `dondoc extract` writes it, with the version of the program."""
    found = json.dumps(export(document, extraction), ensure_ascii=False, separators=(",", ":"))
    work.examples.keep_reading(Reading(document_id=stored.id, engine=__version__, found=found, read_at=now))


def carry_judgements(work: Work, stored: SourceDocument, earlier: SourceDocument) -> None:
    """What was decided on words that a newer text still has was decided on the newer text too; so were additions."""
    kept = {c.id: c for c in work.commitments.of_document(stored.id) if c.status is not Status.DRAFT}
    carried: dict[int, Judgement] = {}
    for one in _of_revisions(work, earlier):
        if one.is_addition:
            carried[one.commitment_id] = replace(one, document_id=stored.id)
        elif (moved := kept.get(one.commitment_id)) is not None:
            carried[moved.id] = replace(one, document_id=stored.id, start=moved.start, end=moved.end)
    work.examples.judge(list(carried.values()))


def forget_examples(begin: Begin, document_id: int, *, actor: Actor, now: datetime) -> SourceDocument:
    """Erase what was kept of a document's reading and review for scoring; document and commitments stay.

    Raises:
        NotFound: `document.unknown`, `corpus.forgotten` when nothing was kept.
    """
    with begin() as work:
        document = work.documents.get(document_id)
        if not work.examples.forget(document_id):
            raise NotFound(code="corpus.forgotten", document=document.name)
        unit = work.units.get(document.unit_id)
        work.events.append(unit.code, "examples.forgotten", document.name, {"id": document_id}, actor=actor, at=now)
        return document


def _of_revisions(work: Work, document: SourceDocument) -> list[Judgement]:
    """Judgements on the earlier texts of a document, the oldest text first."""
    ids: list[int] = []
    current: SourceDocument | None = document
    while current is not None:
        ids.append(current.id)
        current = work.documents.get(current.revises_id) if current.revises_id is not None else None
    found = work.examples.judgements(ids)
    return [one for document_id in reversed(ids) for one in found.get(document_id, [])]
