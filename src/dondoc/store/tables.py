"""All tables under one roof; the migrations must give exactly these (tests/store/test_database.py proves it)."""

from dondoc.store.columns import metadata
from dondoc.store.tables_answers import answer_links, extension_requests, handled_forms, inbound, receipts
from dondoc.store.tables_examples import judgements, readings
from dondoc.store.tables_files import file_facts, keepings
from dondoc.store.tables_log import event_payloads, events, job_runs, marks, messages, notices
from dondoc.store.tables_office import (
    documents,
    people,
    renditions,
    report_outputs,
    role_terms,
    unit_parents,
    unit_successions,
    units,
    written_reports,
)
from dondoc.store.tables_people import channel_states, contacts, pairings
from dondoc.store.tables_reports import grade_marks, received_reports, report_edits, signed_changes, signed_reports
from dondoc.store.tables_seals import row_seals, sealings
from dondoc.store.tables_work import (
    activities,
    activity_links,
    amendment_targets,
    amendments,
    code_numbers,
    commitments,
    evidence,
    slot_partners,
    slots,
    targets,
)

__all__ = [
    "activities",
    "activity_links",
    "amendment_targets",
    "amendments",
    "answer_links",
    "channel_states",
    "code_numbers",
    "commitments",
    "contacts",
    "documents",
    "event_payloads",
    "events",
    "evidence",
    "extension_requests",
    "file_facts",
    "grade_marks",
    "handled_forms",
    "inbound",
    "job_runs",
    "judgements",
    "keepings",
    "marks",
    "messages",
    "metadata",
    "notices",
    "pairings",
    "people",
    "readings",
    "receipts",
    "received_reports",
    "renditions",
    "report_edits",
    "report_outputs",
    "role_terms",
    "row_seals",
    "sealings",
    "signed_changes",
    "signed_reports",
    "slot_partners",
    "slots",
    "targets",
    "unit_parents",
    "unit_successions",
    "units",
    "written_reports",
]
