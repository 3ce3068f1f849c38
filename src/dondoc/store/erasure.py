"""Taking one person out of the tables: rows that are his alone go, words that name him are cleaned.

What was signed or issued stays as it is, and so does the chain of events; see `KEPT`.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Column, Connection, Table, Text, and_, delete, select, update

from dondoc.core.erasure import Traces
from dondoc.store import tables as t
from dondoc.store.columns import metadata

#: Tables whose words stay: documents and reports as they were signed, promises as they were made, what the engine read
#: of them, the log (its payloads are erased one by one), units and what only the program knows. A row that is cleaned
#: is sealed anew, with another salt.
KEPT_TABLES = frozenset(
    {
        "amendment_targets",
        "code_numbers",
        "commitments",
        "documents",
        "events",
        "handled_forms",
        "judgements",
        "pairings",
        "readings",
        "renditions",
        "report_outputs",
        "row_seals",
        "sealings",
        "signed_changes",
        "targets",
        "unit_parents",
        "units",
        "written_reports",
    }
)
#: Columns of other tables that are hashes, keys, codes, or kinds.
KEPT_COLUMNS = frozenset(
    {
        "activities.area",
        "event_payloads.payload",
        "event_payloads.salt",
        "event_payloads.stream",
        "evidence.media_type",
        "evidence.piece",
        "evidence.sha256",
        "evidence.via",
        "file_facts.media_type",
        "file_facts.sha256",
        "file_facts.shown_sha256",
        "file_facts.thumbnail_sha256",
        "grade_marks.criterion",
        "grade_marks.scheme",
        "inbound.sha256",
        "job_runs.job",
        "job_runs.lease_token",
        "job_runs.scope",
        "job_runs.slot",
        "keepings.retention",
        "marks.name",
        "messages.internet_id",
        "messages.kind",
        "messages.lease_token",
        "notices.rung",
        "people.code",
        "received_reports.file_sha256",
        "received_reports.name",
        "report_edits.joined_into",
        "report_edits.line_key",
        "report_edits.stands_after",
        "signed_reports.file_sha256",
        "signed_reports.name",
        "slots.assignee_key",
    }
)


class SqlErasure:
    """`ports.Erasure` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def written_to(self, person_id: int) -> set[str]:
        """Addresses to which letters to the person went, former ones too."""
        columns = t.messages.c
        found = self._connection.execute(
            select(columns.address).distinct().where(columns.person_id == person_id, columns.address.is_not(None))
        )
        return set(found.scalars())

    def drop_rows(self, person_id: int) -> Mapping[str, int]:
        """Delete the rows that only served to reach the person or noted what he has seen; how many by table."""
        found: dict[str, int] = {}
        for table in (t.contacts, t.pairings, t.receipts):
            found[table.name] = self._connection.execute(delete(table).where(table.c.person_id == person_id)).rowcount
        messages = t.messages.c
        was_sent = and_(messages.person_id == person_id, messages.address.is_not(None))
        found["messages"] = self._connection.execute(update(t.messages).where(was_sent).values(address=None)).rowcount
        return found

    def clean_words(self, traces: Traces) -> Mapping[str, int]:
        """Clean every column of words; how many fields by `table.column`."""
        found: dict[str, int] = {}
        for table, column in swept_columns():
            keys = list(table.primary_key.columns)
            rows = self._connection.execute(select(column, *keys).where(column.is_not(None), column != "")).all()
            changed = [(row[1:], clean) for row in rows if (clean := traces.clean(row[0])) != row[0]]
            for key, words in changed:
                is_it = and_(*(one == value for one, value in zip(keys, key, strict=True)))
                self._connection.execute(update(table).where(is_it).values({column.name: words}))
            if changed:
                found[f"{table.name}.{column.name}"] = len(changed)
        return found

    def payloads_naming(self, traces: Traces) -> list[tuple[str, int]]:
        """Streams and numbers of the events whose payload names the person."""
        columns = t.event_payloads.c
        rows = self._connection.execute(
            select(columns.stream, columns.seq, columns.payload)
            .where(columns.payload.is_not(None))
            .order_by(columns.stream, columns.seq)
        )
        return [(row.stream, row.seq) for row in rows if traces.are_in(row.payload)]

    def kept_words(self, traces: Traces) -> Mapping[str, int]:
        """How many rows of what stays by law name the person, by table."""
        places = (
            (t.documents, t.documents.c.text),
            (t.commitments, t.commitments.c.text),
            (t.written_reports, t.written_reports.c.context_json),
            (t.events, t.events.c.actor),
        )
        found: dict[str, int] = {}
        for table, column in places:
            count = sum(traces.are_in(words) for words in self._connection.execute(select(column)).scalars())
            if count:
                found[table.name] = count
        return found


def swept_columns() -> Iterator[tuple[Table, Column[str]]]:
    """Every column of words that is not kept by name: a new one is swept unless somebody says why not."""
    for table in metadata.sorted_tables:
        for column in table.columns if table.name not in KEPT_TABLES else ():
            if type(column.type) is Text and f"{table.name}.{column.name}" not in KEPT_COLUMNS:
                yield table, column
