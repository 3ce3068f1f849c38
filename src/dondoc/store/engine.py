"""The engine: how a database is opened so that several processes may write and nothing is lost."""

import sqlite3
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from dondoc.errors import BadInput, Unavailable

#: How long a writer waits for another's transaction before it gives up, in seconds.
BUSY_SECONDS = 30
#: Execution option of a connection that only reads: it takes no write lock.
READING = "dondoc_reading"


def make_engine(url: str, *, busy_seconds: float = BUSY_SECONDS, is_lasting: bool = False) -> Engine:
    """An engine for a SQLite or PostgreSQL URL; opens nothing yet.

    With `is_lasting` SQLite waits for the disk at each commit, as PostgreSQL does.

    Raises:
        BadInput: `store.url` when the URL is malformed or names another kind of database.
        Unavailable: `store.driver` when the driver for it is not installed.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
        if backend == "sqlite":
            engine = create_engine(parsed, connect_args={"timeout": busy_seconds})
        elif backend == "postgresql":
            engine = create_engine(parsed, pool_pre_ping=True)
        else:
            raise BadInput(code="store.url", url=parsed.render_as_string(hide_password=True))
    except (ArgumentError, NoSuchModuleError) as error:
        # The text may hold a password, so only its beginning up to the first colon is repeated.
        raise BadInput(code="store.url", url=url.partition(":")[0]) from error
    except ModuleNotFoundError as error:
        raise Unavailable(code="store.driver", driver=error.name or "?") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, "FULL" if is_lasting else "NORMAL"))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(synchronous: str, connection: sqlite3.Connection, _record: Any) -> None:
    # None: the driver begins no transaction by itself; `_begin_sqlite` does.
    connection.isolation_level = None
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL may lose the last commits in a power cut: a message marked sent, a row whose mail was moved.
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA foreign_keys = ON")
    # Notes of what a transaction writes (`store.watch`) need no file.
    connection.execute("PRAGMA temp_store = MEMORY")
    # What is erased (personal data) is overwritten, not only unlinked.
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later could find its snapshot stale and fail at once, whatever the
    # timeout; taking the write lock at the start makes the second writer wait instead.
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
