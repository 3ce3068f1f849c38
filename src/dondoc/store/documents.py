"""Reports that were read in, their revisions, and the other files of the same text."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dondoc.core.report import SourceDocument
from dondoc.errors import Conflict, NotFound
from dondoc.store import tables as t
from dondoc.store.batches import add_unless_known, fields_from, fields_of, fields_to, update_rows


class SqlDocuments:
    """`ports.Documents` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: SourceDocument) -> SourceDocument:
        """Store a new document (or a new revision) and its first rendition.

        Raises:
            Conflict: `document.exists` when its text, or its issuer, number, date and revision are known.
        """
        values = fields_to(document, fields_of(SourceDocument, without=["id"]))
        document_id = add_unless_known(self._connection, t.documents, values)
        if document_id is None:
            raise Conflict(code="document.exists", name=document.name)
        self.add_rendition(
            document_id,
            file_sha256=document.file_sha256,
            name=document.name,
            media_type=document.media_type,
            at=document.ingested_at,
        )
        return replace(document, id=document_id)

    def add_rendition(self, document_id: int, *, file_sha256: str, name: str, media_type: str, at: datetime) -> bool:
        """Note another file of the same text; False when that file was known."""
        values = {
            "document_id": document_id,
            "file_sha256": file_sha256,
            "name": name,
            "media_type": media_type,
            "at": at,
        }
        return add_unless_known(self._connection, t.renditions, values) is not None

    def update(self, document: SourceDocument) -> None:
        """Replace everything but text and hashes by id."""
        update_rows(
            self._connection,
            t.documents,
            {document.id: fields_to(document, _CHANGING_FIELDS)},
            unknown="document.unknown",
        )

    def get(self, document_id: int) -> SourceDocument:
        """One document with its text; NotFound `document.unknown`."""
        row = self._connection.execute(select(t.documents).where(t.documents.c.id == document_id)).one_or_none()
        if row is None:
            raise NotFound(code="document.unknown", id=document_id)
        return _document(row)

    def all(self) -> list[SourceDocument]:
        """Every document and revision, oldest first."""
        return [_document(row) for row in self._connection.execute(select(t.documents).order_by(t.documents.c.id))]

    def by_text(self, text_sha256: str) -> SourceDocument | None:
        """The document with exactly this text."""
        statement = select(t.documents).where(t.documents.c.text_sha256 == text_sha256)
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _document(row)

    def file_hashes(self) -> set[str]:
        """Hashes of the files of all documents, in every form in which they came."""
        documents, renditions = t.documents.c.file_sha256, t.renditions.c.file_sha256
        found: set[str] = set()
        for column in (documents, renditions):
            found.update(self._connection.execute(select(column)).scalars())
        return found

    def by_identity(self, unit_id: int, number: str, issued_on: date) -> SourceDocument | None:
        """The newest revision of the document with this issuer, number and date."""
        columns = t.documents.c
        statement = (
            select(t.documents)
            .where(columns.unit_id == unit_id, columns.number == number, columns.issued_on == issued_on)
            .order_by(columns.revision.desc())
            .limit(1)
        )
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _document(row)


_FIELDS = fields_of(SourceDocument)
#: The text and the hashes are what the document is; they never change.
_CHANGING_FIELDS = fields_of(SourceDocument, without=["id", "text", "text_sha256", "file_sha256"])


def _document(row: Row[Any]) -> SourceDocument:
    return SourceDocument(**fields_from(row, _FIELDS))
