"""SQLite is opened so that writers wait for each other, links hold, and erased bytes are gone."""

import threading
from pathlib import Path

import pytest
from store.contract_events import log
from store.samples import NOW

from dondoc.errors import Conflict, Unavailable
from dondoc.store.database import Database


@pytest.fixture
def sqlite(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    database.create()
    return database


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 1),
        ("busy_timeout", 30_000),
        ("secure_delete", 1),
        ("query_only", 0),
    ],
)
def test_every_connection_has_its_settings_even_after_upgrading_and_reading(
    sqlite: Database, pragma: str, value: object
) -> None:
    sqlite.upgrade()
    with sqlite.reading() as work:
        work.marks.get("x")
    with sqlite.engine.connect() as first, sqlite.engine.connect().execution_options(dondoc_reading=True) as second:
        for connection in (second, first):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_lasting_ledger_waits_for_the_disk_at_each_commit(tmp_path: Path) -> None:
    for is_lasting, full_or_normal in ((True, 2), (False, 1)):
        database = Database(f"sqlite:///{tmp_path / 'y.sqlite3'}", is_lasting=is_lasting)
        with database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == full_or_normal
        database.close()


def test_an_upgrade_that_would_leave_a_link_to_nothing_is_refused(sqlite: Database) -> None:
    with sqlite.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        connection.connection.cursor().execute("INSERT INTO renditions VALUES (1, 99, 'a', 'b', 'c', '2024-01-01')")
        connection.connection.cursor().execute("PRAGMA foreign_keys = ON")
    with pytest.raises(Conflict) as refused:
        sqlite.upgrade()
    assert refused.value.message_code == "store.refused"
    assert str(refused.value.params["problem"]) == "value.row_link {}"


def test_a_writer_that_waits_in_vain_says_so(tmp_path: Path, sqlite: Database) -> None:
    impatient = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", busy_seconds=0.01)
    with sqlite.begin(), pytest.raises(Unavailable) as refused, impatient.begin():
        pass
    assert (refused.value.message_code, refused.value.params) == ("store.locked", {})
    with impatient.begin() as work:
        work.marks.set("x", "y")


def test_threads_that_read_and_then_write_lose_no_update(sqlite: Database) -> None:
    start = threading.Barrier(4)

    def count() -> None:
        start.wait()
        for _ in range(25):
            with sqlite.begin() as work:
                seen = int(work.marks.get("count") or 0)
                work.marks.set("count", str(seen + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sqlite.begin() as work:
        assert work.marks.get("count") == "100"


def test_erased_words_are_no_longer_in_the_file(tmp_path: Path, sqlite: Database) -> None:
    private = "tên-phải-xoá-khỏi-đĩa"
    with sqlite.begin() as work:
        log(work, "CDX", words=private * 3)
    sqlite.close()
    assert private.encode() in (tmp_path / "x.sqlite3").read_bytes()
    with sqlite.begin() as work:
        work.events.erase("CDX", 1, by="thu-ky", reason="", law="", at=NOW)
    sqlite.close()
    assert private.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
