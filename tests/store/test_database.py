"""A database is made, recognised, refused when it does not fit, and left whole by every failure."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, text
from store.samples import a_slot, open_office

from dondoc.core.unit import Unit, UnitParent
from dondoc.errors import BadInput, Conflict, DondocError, NotFound, Unavailable
from dondoc.messages import explain
from dondoc.store.database import Database


def open_and_mark(database: Database) -> None:
    with database.begin() as work:
        work.marks.set("x", "y")


def refusal(database: Database) -> DondocError:
    with pytest.raises(DondocError) as refused:
        open_and_mark(database)
    with pytest.raises(DondocError) as refused_reading, database.reading():
        pass
    assert refused.value.message_code == refused_reading.value.message_code
    return refused.value


def test_a_new_database_is_current_and_making_it_again_changes_nothing(database: Database) -> None:
    assert database.revision() == database.head()
    assert database.is_current()
    open_and_mark(database)
    database.create()
    with database.begin() as work:
        assert work.marks.get("x") == "y"


def test_a_database_without_tables_is_refused_until_it_is_upgraded(url: str) -> None:
    database = Database(url)
    assert database.revision() is None
    assert not database.is_current()
    refused = refusal(database)
    assert (refused.message_code, refused.params) == ("store.outdated", {"have": "0000", "need": database.head()})
    database.upgrade()
    open_and_mark(database)
    database.close()


def test_a_database_of_a_newer_program_is_neither_opened_nor_upgraded(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    refused = refusal(database)
    assert (refused.message_code, refused.params) == ("store.newer", {"have": "9999", "need": database.head()})
    with pytest.raises(Conflict) as not_upgraded:
        database.upgrade()
    assert not_upgraded.value.message_code == "store.newer"
    assert database.revision() == "9999"


def test_reading_sees_what_is_stored_and_cannot_write(database: Database) -> None:
    open_and_mark(database)
    with database.reading() as work:
        assert work.marks.get("x") == "y"
    with pytest.raises(DondocError), database.reading() as work:
        work.marks.set("x", "z")
    with database.begin() as work:
        assert work.marks.get("x") == "y"
        work.marks.set("x", "z")
    with database.reading() as work:
        assert work.marks.get("x") == "z"


def test_reading_goes_on_while_another_writes(database: Database) -> None:
    with database.begin() as writer:
        writer.marks.set("x", "y")
        with database.reading() as reader:
            assert reader.marks.get("x") is None


def link_to_nothing(database: Database) -> None:
    with database.begin() as work:
        unit = work.units.add(Unit(id=0, code="CDX", name="Công đoàn xưởng Mẫu"))
        work.units.add_parent(UnitParent(unit_id=unit.id, parent_id=99, start=date(2024, 1, 1)))


def test_a_link_to_nothing_is_refused_in_our_words_and_nothing_stays(database: Database) -> None:
    with pytest.raises(Conflict) as refused:
        link_to_nothing(database)
    assert refused.value.message_code == "store.refused"
    assert "trỏ tới dòng không còn" in explain(refused.value)
    with database.begin() as work:
        assert work.units.all() == []


def test_the_driver_s_english_goes_to_the_log_and_not_to_the_user(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Conflict) as refused:
        link_to_nothing(database)
    assert "constraint" in caplog.text.lower()
    assert "constraint" not in explain(refused.value).lower()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    database.create()
    yield database
    database.close()


def write_while_looking(database: Database) -> None:
    with database.reading() as work:
        work.marks.set("a", "b")


def test_writing_where_one_may_only_read_is_told_so(sqlite: Database) -> None:
    with pytest.raises(Unavailable) as refused:
        write_while_looking(sqlite)
    assert "chỉ cho đọc" in explain(refused.value)


def test_a_full_disk_is_told_as_such_and_nothing_stays(sqlite: Database) -> None:
    sqlite.close()
    event.listen(sqlite.engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(Unavailable) as refused, sqlite.begin() as work:
        work.marks.set("a", "đầy " * 100_000)
    assert "ổ đĩa đã đầy" in explain(refused.value)
    with sqlite.reading() as work:
        assert work.marks.get("a") is None


def settle_a_slot_that_is_not_there(database: Database) -> None:
    with database.begin() as work:
        office = open_office(work)
        work.slots.update_many([a_slot(office.commitment, id=99)])


def test_an_error_of_ours_rolls_everything_back(database: Database) -> None:
    with pytest.raises(NotFound):
        settle_a_slot_that_is_not_there(database)
    with database.begin() as work:
        assert work.units.all() == []
        assert work.slots.of() == {}


def test_a_folder_is_made_for_a_new_file_and_closing_leaves_one_file(tmp_path: Path) -> None:
    file = tmp_path / "mới" / "data" / "a%20b.sqlite3"
    database = Database(f"sqlite:///{file}")
    database.create()
    open_and_mark(database)
    database.close()
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_file_that_is_no_database_is_said_to_be_unavailable(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite3"
    file.write_bytes(b"not a database " * 1000)
    with pytest.raises(Unavailable) as refused:
        open_and_mark(Database(f"sqlite:///{file}"))
    assert refused.value.message_code == "store.unavailable"
    assert "không phải cơ sở dữ liệu" in explain(refused.value)


def test_a_missing_folder_is_said_to_be_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        open_and_mark(Database(f"sqlite:///{tmp_path / 'no' / 'x.sqlite3'}"))
    assert refused.value.message_code == "store.unavailable"
    assert "thiếu thư mục" in explain(refused.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [("mysql://u:secret@h/d", "mysql://u:***@h/d"), ("oracledb9://u:secret@h/d", "oracledb9://u:***@h/d"), ("", "")],
)
def test_another_kind_of_database_is_refused_without_showing_the_password(url: str, shown: str) -> None:
    with pytest.raises(BadInput) as refused:
        Database(url)
    assert (refused.value.message_code, refused.value.params) == ("store.url", {"url": shown})


def test_a_missing_driver_is_named() -> None:
    with pytest.raises(Unavailable) as refused:
        Database("postgresql+pg8000://u@h/d")
    assert (refused.value.message_code, refused.value.params) == ("store.driver", {"driver": "pg8000"})


def test_importing_the_rooms_below_pulls_in_no_database() -> None:
    program = "import sys, dondoc.usecases.ports, dondoc.core.task; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
