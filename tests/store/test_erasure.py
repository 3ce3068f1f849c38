"""Words that may name a person: every column is swept or kept by name, and what is kept by name exists."""

from dondoc.store.columns import metadata
from dondoc.store.erasure import KEPT_COLUMNS, KEPT_TABLES, swept_columns


def test_what_is_kept_is_there() -> None:
    columns = {f"{table.name}.{column.name}" for table in metadata.sorted_tables for column in table.columns}
    assert set(metadata.tables) >= KEPT_TABLES
    assert columns >= KEPT_COLUMNS


def test_every_place_where_a_name_is_written_is_swept() -> None:
    swept = {f"{table.name}.{column.name}" for table, column in swept_columns()}
    assert swept >= {
        "activities.words",
        "amendments.approver",
        "channel_states.last_error",
        "event_payloads.reason",
        "evidence.by",
        "evidence.label",
        "extension_requests.reason",
        "inbound.message_key",
        "inbound.sender",
        "job_runs.outcome",
        "keepings.reason",
        "messages.address",
        "messages.last_error",
        "people.name",
        "slots.attested_by",
        "slots.attested_words",
        "slots.decided_by",
        "slots.reason",
    }
