"""What a transaction of ours writes is sealed in it; what others write is not, and is told for good."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from alembic import command
from sqlalchemy import Connection, text
from store.samples import a_slot, open_office

from dondoc.core.seal import FaultKind, holds
from dondoc.core.unit import Person, Unit
from dondoc.store.database import Database, alembic_config
from dondoc.store.protection import SEALED
from dondoc.store.seals import seals_of
from dondoc.store.stored import stored_rows


def behind(database: Database, *statements: str) -> None:
    with database.engine.begin() as connection:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount == 1


def faults(database: Database) -> list[tuple[str, str, FaultKind, tuple[str, ...], bool]]:
    with database.reading() as work:
        assert work.seals.first_broken() is None
        return [(f.name.table, f.name.key, f.what, f.columns, f.is_past) for f in work.seals.faults()]


def sealed_so_far(database: Database) -> int:
    with database.reading() as work:
        return work.seals.head()[0]


@contextmanager
def connected(database: Database) -> Iterator[Connection]:
    with database.engine.begin() as connection:
        yield connection


@pytest.fixture
def office(database: Database) -> Database:
    with database.begin() as work:
        open_office(work)
    return database


def test_each_transaction_that_writes_facts_adds_one_sealing(office: Database) -> None:
    assert sealed_so_far(office) == 1
    with office.begin() as work:
        work.marks.set("x", "y")
        work.units.add(Unit(id=0, code="KHO", name="Tổ kho"))
    assert sealed_so_far(office) == 2
    with office.begin() as work:
        work.marks.get("x")
    assert sealed_so_far(office) == 2
    assert faults(office) == []


def test_what_is_written_again_as_it_was_needs_no_new_seal(office: Database) -> None:
    with office.begin() as work:
        work.units.update(work.units.all()[0])
    assert sealed_so_far(office) == 1


def add_and_fail(database: Database) -> None:
    with database.begin() as work:
        work.units.add(Unit(id=0, code="KHO", name="Tổ kho"))
        raise ZeroDivisionError


def test_a_transaction_that_is_rolled_back_leaves_no_seal(office: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        add_and_fail(office)
    assert sealed_so_far(office) == 1
    with office.begin() as work:
        work.units.add(Unit(id=0, code="KHO", name="Tổ kho"))
    assert faults(office) == []


def test_what_others_write_is_not_sealed_by_the_next_transaction_of_ours(office: Database) -> None:
    behind(office, "UPDATE units SET name = 'khác'")
    with office.begin() as work:
        work.marks.set("x", "y")
    assert faults(office) == [("units", "1", FaultKind.CHANGED, ("name",), False)]


def test_a_row_altered_behind_and_then_written_by_us_is_told_for_good(office: Database) -> None:
    behind(office, "UPDATE slots SET due = '2031-01-01'")
    with office.begin() as work:
        (slot,) = work.slots.of()[1]
        work.slots.update_many([replace(slot, reason="hoãn")])
    assert faults(office) == [("slots", "1", FaultKind.CHANGED, ("due",), True)]


def test_a_row_added_behind_and_then_written_by_us_is_told_for_good(office: Database) -> None:
    behind(office, "INSERT INTO units (id, code, name, aliases) VALUES (7, 'KHO', 'Tổ kho', '[]')")
    with office.begin() as work:
        work.units.update(Unit(id=7, code="KHO", name="Tổ kho mới"))
    assert faults(office) == [("units", "7", FaultKind.ADDED, (), True)]


def test_a_row_taken_away_behind_is_told_though_its_number_is_given_again(office: Database) -> None:
    behind(office, "DELETE FROM slots")
    assert faults(office) == [("slots", "1", FaultKind.GONE, (), False)]
    with office.begin() as work:
        new = work.slots.add_many([a_slot(work.commitments.get(1))])[0]
    if new.id == 1:
        assert faults(office) == [("slots", "1", FaultKind.GONE, (), True)]
    else:
        assert faults(office) == [("slots", "1", FaultKind.GONE, (), False)]


def test_the_old_seal_of_a_row_cannot_be_guessed_back_when_it_was_written_anew(office: Database) -> None:
    person = Person(id=1, code="thu-ky", name="Người Theo Dõi", email=None)
    with connected(office) as connection:
        old = seals_of(connection, "people")["1"]
        (row,) = stored_rows(connection, SEALED["people"])
    assert holds(old, row.facts, old.digest)
    with office.begin() as work:
        work.units.update_person(replace(person, name="(đã xóa)"))
    with connected(office) as connection:
        new = seals_of(connection, "people")["1"]
        kept = connection.execute(text("SELECT * FROM row_seals WHERE salt = :salt"), {"salt": old.salt}).all()
    assert kept == []
    # Even who knows the erased name cannot show that it stood there: its salt is gone.
    assert not holds(replace(old, salt=new.salt), row.facts, old.digest)
    assert faults(office) == []


def test_rows_of_an_older_workspace_are_sealed_when_it_is_upgraded(url: str) -> None:
    database = Database(url)
    with database.engine.connect() as connection, connection.begin():
        command.upgrade(alembic_config(connection), "0003")
        connection.exec_driver_sql("INSERT INTO units (code, name, aliases) VALUES ('CDX', 'Công đoàn xưởng', '[]')")
    database.upgrade()
    assert faults(database) == []
    behind(database, "UPDATE units SET name = 'khác'")
    assert faults(database) == [("units", "1", FaultKind.CHANGED, ("name",), False)]
    database.close()
