"""Readings and judgements: what reviews leave behind for scoring, erasable with their document."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from dondoc.core.example import Judgement, Reading
from dondoc.store import tables as t
from dondoc.store.batches import add_unless_known, fields_from, fields_of, fields_to, rows_in, upsert


class SqlExamples:
    """`ports.Examples` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep_reading(self, reading: Reading) -> None:
        """Keep what was found in a document; a reading that is there stays."""
        add_unless_known(self._connection, t.readings, fields_to(reading, _READING_FIELDS))

    def reading(self, document_id: int) -> Reading | None:
        """What was found in a document; None for one that came before readings were kept, or was forgotten."""
        statement = select(t.readings).where(t.readings.c.document_id == document_id)
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else Reading(**fields_from(row, _READING_FIELDS))

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """Keep decisions; a later one on the same commitment of the same document replaces the earlier."""
        if not judgements:
            return
        statement = upsert(self._connection, t.judgements)
        columns = {name: statement.excluded[name] for name in ("span_start", "span_end", "was_seen", "at")}
        writing = statement.on_conflict_do_update(index_elements=["document_id", "commitment_id"], set_=columns)
        self._connection.execute(writing, [_values(one) for one in judgements])

    def judgements(self, document_ids: Iterable[int] | None = None) -> dict[int, list[Judgement]]:
        """Decisions by document in the order of its text, additions first; ids without any are absent."""
        table = t.judgements
        rows = rows_in(self._connection, select(table), table.c.document_id, document_ids)
        found: dict[int, list[Judgement]] = {}
        for row in sorted(rows, key=lambda row: (row.span_start, row.span_end, row.commitment_id)):
            found.setdefault(row.document_id, []).append(_judgement(row))
        return found

    def forget(self, document_id: int) -> bool:
        """Erase reading and judgements of a document; False when there was nothing."""
        erased = [
            self._connection.execute(delete(table).where(table.c.document_id == document_id)).rowcount
            for table in (t.judgements, t.readings)
        ]
        return any(erased)


_READING_FIELDS = fields_of(Reading)
#: Columns that are named and typed as the fields of `Judgement`.
_PLAIN_FIELDS = fields_of(Judgement, without=["start", "end"])


def _values(one: Judgement) -> dict[str, Any]:
    return fields_to(one, _PLAIN_FIELDS) | {"span_start": one.start, "span_end": one.end}


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(start=row.span_start, end=row.span_end, **fields_from(row, _PLAIN_FIELDS))
