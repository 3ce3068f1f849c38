"""The SQL log of events keeps the contract, and shows it when somebody changes the tables behind its back."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from store.contract_events import EventsContract, log
from store.samples import NOW

from dondoc.core.event import first_broken
from dondoc.errors import Conflict
from dondoc.store.database import Database


class TestSqlEvents(EventsContract):
    pass


def tamper(database: Database, statement: str) -> None:
    with database.engine.begin() as connection:
        assert connection.exec_driver_sql(statement).rowcount == 1


@pytest.fixture
def logged(database: Database) -> Database:
    with database.begin() as work:
        for number in range(1, 6):
            log(work, "CDX", số=number)
    return database


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE events SET actor = 'khac' WHERE seq = 3", 3),
        ("UPDATE events SET at = '2024-01-01 00:00:00.000000' WHERE seq = 1", 1),
        ("UPDATE events SET payload_hash = 'x' WHERE seq = 5", 5),
        ("UPDATE events SET hash = 'x' WHERE seq = 2", 2),
        ("UPDATE events SET stream = 'KHO' WHERE seq = 4", 5),
        ("UPDATE events SET seq = 9 WHERE seq = 5", 9),
    ],
)
def test_a_changed_row_breaks_the_chain_there(logged: Database, statement: str, seq: int) -> None:
    with logged.engine.begin() as connection:
        connection.execute(text("DELETE FROM event_payloads"))
        assert connection.exec_driver_sql(statement).rowcount == 1
    with logged.begin() as work:
        broken = first_broken(work.events.of_stream("CDX"))
    assert broken is not None
    assert broken.seq == seq


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE event_payloads SET payload = '{"số":7}' WHERE seq = 2""",
        "UPDATE event_payloads SET payload = 'không phải JSON' WHERE seq = 2",
        "UPDATE event_payloads SET payload = '[]' WHERE seq = 2",
        "UPDATE event_payloads SET salt = 'x' WHERE seq = 2",
        "DELETE FROM event_payloads WHERE seq = 2",
    ],
)
def test_a_changed_payload_no_longer_fits(logged: Database, statement: str) -> None:
    tamper(logged, statement)
    with logged.begin() as work:
        assert work.events.payload("CDX", 1) == {"số": 1}
        with pytest.raises(Conflict) as refused:
            work.events.payload("CDX", 2)
        assert refused.value.message_code == "event.payload_broken"
        assert refused.value.params == {"stream": "CDX", "seq": 2}


def test_erasing_takes_the_salt_too_and_leaves_who_why_and_by_which_law(logged: Database) -> None:
    with logged.begin() as work:
        work.events.erase("CDX", 2, by="thu-ky", reason="Theo yêu cầu", law="NĐ 13/2023", at=NOW)
    with logged.engine.begin() as connection:
        row = connection.execute(
            text("SELECT salt, payload, erased_by, reason, law FROM event_payloads WHERE seq = 2")
        ).one()
    assert tuple(row) == (None, None, "thu-ky", "Theo yêu cầu", "NĐ 13/2023")


def test_a_payload_cannot_vanish_without_a_tombstone(logged: Database) -> None:
    with pytest.raises(IntegrityError, match="ck_event_payloads_tombstone"):
        tamper(logged, "UPDATE event_payloads SET payload = NULL, salt = NULL WHERE seq = 2")
