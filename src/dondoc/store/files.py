"""What kept files say of themselves."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, or_, select

from dondoc.core.file_facts import FileFacts
from dondoc.store import tables as t
from dondoc.store.batches import add_unless_known, fields_from, fields_of, fields_to, rows_in

_FIELDS = fields_of(FileFacts)


class SqlFiles:
    """`ports.Files` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts(self, sha256: str) -> FileFacts | None:
        """What one file says of itself; None for one that was not looked at."""
        return self.facts_of([sha256]).get(sha256)

    def facts_of(self, sha256s: Iterable[str] | None = None) -> dict[str, FileFacts]:
        """Facts by hash, in order of hashes; of all files when None; files that were not looked at are absent."""
        rows = rows_in(self._connection, select(t.file_facts), t.file_facts.c.sha256, sha256s)
        ordered = sorted(rows, key=lambda row: str(row.sha256))
        return {row.sha256: FileFacts(**fields_from(row, _FIELDS)) for row in ordered}

    def likenesses(self) -> dict[str, str]:
        """Of each file that is a photo with a shape, what it is known by (`core.likeness`)."""
        columns = t.file_facts.c
        found = select(columns.sha256, columns.likeness).where(columns.likeness != "")
        return {row.sha256: row.likeness for row in self._connection.execute(found.order_by(columns.sha256))}

    def add(self, facts: FileFacts) -> bool:
        """Keep them; False when this file was looked at before, whose facts stay."""
        return add_unless_known(self._connection, t.file_facts, fields_to(facts, _FIELDS)) is not None

    def forget(self, sha256: str) -> None:
        """Erase what is known of a file whose bytes are destroyed; nothing happens when nothing is known."""
        self._connection.execute(delete(t.file_facts).where(t.file_facts.c.sha256 == sha256))

    def naming(self, sha256: str) -> list[FileFacts]:
        """Facts of the files that have this as a copy: two files that differ in their EXIF only share theirs."""
        columns = t.file_facts.c
        found = select(t.file_facts).where(or_(columns.shown_sha256 == sha256, columns.thumbnail_sha256 == sha256))
        return [FileFacts(**fields_from(row, _FIELDS)) for row in self._connection.execute(found.order_by(columns.id))]
