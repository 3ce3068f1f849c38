"""All tables under one roof; the migrations must give exactly these (tests/store/test_database.py proves it)."""

from dondoc.store.columns import metadata
from dondoc.store.tables_examples import judgements, readings
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
    "code_numbers",
    "commitments",
    "documents",
    "event_payloads",
    "events",
    "evidence",
    "job_runs",
    "judgements",
    "marks",
    "messages",
    "metadata",
    "notices",
    "people",
    "readings",
    "renditions",
    "report_outputs",
    "role_terms",
    "slot_partners",
    "slots",
    "targets",
    "unit_parents",
    "unit_successions",
    "units",
    "written_reports",
]
