"""Which tables state facts and are sealed, which do not, which columns name files; docs/verify.md says the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Table

from dondoc.store import tables as t


@dataclass(frozen=True, slots=True)
class Protection:
    """How a table is sealed: row by row, every column but the key and those that are `free`."""

    table: Table
    #: Columns of the primary key.
    key: tuple[str, ...]
    #: Columns that are sealed, in the order of their names.
    facts: tuple[str, ...]
    #: Columns that name a row to people; one that links is shown as the name of the row it points to.
    names: tuple[str, ...]
    #: Columns that state no fact: leases, counters.
    free: frozenset[str]


def _sealed(table: Table, *names: str, free: tuple[str, ...] = ()) -> Protection:
    key = tuple(column.name for column in table.primary_key.columns)
    facts = {column.name for column in table.columns} - {*key, *free}
    return Protection(table, key, tuple(sorted(facts)), names, frozenset(free))


#: Every table whose rows are facts, by name.
SEALED: Mapping[str, Protection] = MappingProxyType(
    {
        one.table.name: one
        for one in (
            _sealed(t.activities, "happened_on"),
            _sealed(t.activity_links, "activity_id", "slot_id"),
            _sealed(t.amendment_targets, "amendment_id", "position"),
            _sealed(t.amendments, "commitment_id"),
            _sealed(t.answer_links, "person_id"),
            _sealed(t.code_numbers),
            _sealed(t.commitments, "code"),
            _sealed(t.contacts, "person_id"),
            _sealed(t.documents, "name"),
            _sealed(t.event_payloads),
            _sealed(t.evidence, "label"),
            _sealed(t.extension_requests, "slot_id"),
            _sealed(t.file_facts, "sha256"),
            _sealed(t.grade_marks, "criterion", "unit_id"),
            _sealed(t.handled_forms),
            _sealed(t.inbound, "channel"),
            _sealed(t.judgements, "commitment_id"),
            _sealed(t.keepings, "evidence_id"),
            _sealed(t.marks),
            _sealed(t.messages, "send_on", "person_id", free=("attempts", "lease_until", "lease_token")),
            _sealed(t.notices, "slot_id", "due_on", "person_id"),
            _sealed(t.pairings, "person_id"),
            _sealed(t.people, "code"),
            _sealed(t.readings, "document_id"),
            _sealed(t.receipts, "slot_id", "person_id"),
            _sealed(t.received_reports, "unit_id", "name"),
            _sealed(t.renditions, "document_id", "name"),
            _sealed(t.report_edits, "line_key", "period"),
            _sealed(t.report_outputs, "report_id", "format"),
            _sealed(t.role_terms, "person_id", "unit_id"),
            _sealed(t.signed_changes, "signed_id", "position"),
            _sealed(t.signed_reports, "report_id", "name"),
            _sealed(t.slot_partners, "slot_id", "unit_id"),
            _sealed(t.slots, "commitment_id", "ordinal"),
            _sealed(t.targets, "commitment_id", "position"),
            _sealed(t.unit_parents, "unit_id", "parent_id"),
            _sealed(t.unit_successions, "from_unit_id", "to_unit_id"),
            _sealed(t.units, "code"),
            _sealed(t.written_reports, "period", "version"),
        )
    }
)

#: Tables that are not sealed; why not stands in docs/verify.md.
FREE = frozenset(table.name for table in (t.channel_states, t.events, t.job_runs, t.row_seals, t.sealings))

#: Columns that name a kept file.
FILES = (
    (t.documents, "file_sha256"),
    (t.renditions, "file_sha256"),
    (t.report_outputs, "sha256"),
    (t.signed_reports, "file_sha256"),
    (t.received_reports, "file_sha256"),
    (t.evidence, "sha256"),
    (t.inbound, "sha256"),
    (t.file_facts, "sha256"),
    (t.file_facts, "shown_sha256"),
    (t.file_facts, "thumbnail_sha256"),
)
