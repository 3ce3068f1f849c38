"""The database of a workspace: made and upgraded by the packaged migrations, opened only when it fits the program."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from dondoc.errors import Conflict, DondocError, Unavailable
from dondoc.store.engine import BUSY_SECONDS, READING, make_engine
from dondoc.store.seals import seal_everything, seal_written
from dondoc.store.watch import prepare_database, watch
from dondoc.store.work import SqlWork
from dondoc.usecases.ports import Work

_LOG = logging.getLogger(__name__)

#: What stands for the revision of a database that has none yet.
NO_REVISION = "0000"

#: Number of the lock that a writer takes on PostgreSQL ("dondoc" in hexadecimal).
_WRITE_LOCK = 0x646F6E646F63


class Database:
    """Opens transactions over one database; threads may share it."""

    def __init__(self, url: str, *, busy_seconds: float = BUSY_SECONDS, is_lasting: bool = False) -> None:
        """With `is_lasting` what was committed outlives a power cut, too; a crash of the program it outlives always."""
        self.engine = make_engine(url, busy_seconds=busy_seconds, is_lasting=is_lasting)
        self._busy_seconds = busy_seconds

    @contextmanager
    def begin(self) -> Iterator[Work]:
        """A transaction: committed at the end of the block, rolled back by an exception.

        One writes at a time, so what was read in it holds until it has written.

        Raises:
            Conflict: `store.outdated` or `store.newer` when the database does not fit this program; `store.refused`
                when a key of the database forbids a row.
            Unavailable: `store.locked` when another process writes for too long, `store.unavailable` otherwise.
        """
        with _in_our_words(), self.engine.begin() as connection:
            self._wait_for_turn(connection)
            _require_current(connection)
            watch(connection)
            yield SqlWork(connection)
            seal_written(connection)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """As `begin`, for work that only looks: it waits for no writer and holds none up; writing fails."""
        with _in_our_words(), self._connect_reading() as connection, _read_only(connection):
            _require_current(connection)
            yield SqlWork(connection)

    def create(self) -> None:
        """Make the folder of a SQLite file where needed, and all tables; harmless on a database that has them."""
        file = self.engine.url.database
        if self.engine.dialect.name == "sqlite" and file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        self.upgrade()

    def upgrade(self) -> None:
        """Run the migrations that are missing, all or none.

        Raises:
            Conflict: `store.newer` when the database was made by a newer program, `store.refused` when a migration
                would leave a link that points nowhere.
        """
        with (
            _in_our_words(),
            self.engine.connect() as connection,
            _without_foreign_keys(connection),
            connection.begin(),
        ):
            before = _revision_of(connection)
            _refuse_newer(before)
            command.upgrade(alembic_config(connection), "head")
            _require_whole_links(connection)
            if before != _revisions()[0]:
                # What a migration writes is sealed as it stands after it.
                prepare_database(connection)
                seal_everything(connection)

    def shrink(self) -> None:
        """Write the SQLite file anew and empty its journal, so that no byte of what was erased is left in either.

        Raises:
            Unavailable: `store.locked` while another process works with it: what was erased is erased, and only its
                traces on the disk wait for the next time.
        """
        if self.engine.dialect.name != "sqlite":
            return
        with _in_our_words():
            driver = self.engine.raw_connection()
            try:
                cursor = driver.cursor()
                cursor.execute("VACUUM")
                busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                driver.close()
        if busy:
            raise Unavailable(code="store.locked")

    def revision(self) -> str | None:
        """The revision that the database stands at; None when it has no tables yet."""
        with _in_our_words(), self._connect_reading() as connection:
            return _revision_of(connection)

    def head(self) -> str:
        """The revision that this program needs."""
        return _revisions()[0]

    def is_current(self) -> bool:
        """Whether the database fits this program."""
        return self.revision() == self.head()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _wait_for_turn(self, connection: Connection) -> None:
        # SQLite has one writer at a time; PostgreSQL would let two look at the same rows and the second overwrite what
        # the first made of them.
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = {int(self._busy_seconds * 1000)}"))
            connection.execute(select(func.pg_advisory_xact_lock(_WRITE_LOCK)))

    def _connect_reading(self) -> Connection:
        return self.engine.connect().execution_options(**{READING: True})


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, which need no file; without a connection the migrations can only be printed as SQL."""
    config = Config()
    config.set_main_option("script_location", "dondoc.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@cache
def _revisions() -> tuple[str, ...]:
    """All revisions that this program knows, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions())


def _revision_of(connection: Connection) -> str | None:
    if connection.dialect.name == "sqlite":
        # Each transaction asks; looking for the table first would be three questions instead of one.
        try:
            row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").one_or_none()
        except OperationalError as error:
            if "no such table" not in str(error.orig):
                raise
            row = None
        return None if row is None else str(row[0])
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _refuse_newer(revision: str | None) -> None:
    if revision is not None and revision not in _revisions():
        raise Conflict(code="store.newer", have=revision, need=_revisions()[0])


def _require_current(connection: Connection) -> None:
    revision = _revision_of(connection)
    _refuse_newer(revision)
    if revision != _revisions()[0]:
        raise Conflict(code="store.outdated", have=revision or NO_REVISION, need=_revisions()[0])


@contextmanager
def _read_only(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        connection.execute(text("SET TRANSACTION READ ONLY"))
        yield
        return
    connection.exec_driver_sql("PRAGMA query_only = ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA query_only = OFF")


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    # SQLite changes a table by building it anew; with foreign keys on, dropping the old one would break all links to
    # it. The switch works only outside a transaction, hence on the driver's own connection.
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection
    driver.cursor().execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.cursor().execute("PRAGMA foreign_keys = ON")


def _require_whole_links(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            _LOG.error("foreign key of %s row %s", broken[0], broken[1])
            raise Conflict(code="store.refused", problem=Conflict(code="value.row_link"))


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Failures of the driver as ours; its own English goes to the log."""
    try:
        yield
    except IntegrityError as error:
        raise Conflict(code="store.refused", problem=_refusal(error)) from error
    except PoolTimeoutError as error:
        raise Unavailable(code="store.locked") from error
    except (OperationalError, InterfaceError, InternalError) as error:
        # 55P03: another writer kept PostgreSQL's lock for too long.
        if _names(error)[1] == "55P03" or any(word in str(error.orig) for word in ("locked", "busy", "deadlock")):
            raise Unavailable(code="store.locked") from error
        raise Unavailable(code="store.unavailable", problem=_failure(error)) from error
    except DatabaseError as error:
        # The bare family: "file is not a database", "disk image is malformed". Its other children are our mistakes.
        if type(error) is DatabaseError:
            raise Unavailable(code="store.unavailable", problem=_failure(error)) from error
        raise


def _refusal(error: DBAPIError) -> DondocError:
    """Why a row was refused: by what SQLite calls it, or the class of SQLSTATE that PostgreSQL gives."""
    _LOG.error("refused: %s", error.orig)
    name, state = _names(error)
    if name in {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"} or state == "23505":
        return Conflict(code="value.row_twice")
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY" or state == "23503":
        return Conflict(code="value.row_link")
    return Conflict(code="value.row_rule")


def _failure(error: DBAPIError) -> DondocError:
    """Why the database does not serve; extended names ("SQLITE_IOERR_READ") begin with the plain one."""
    _LOG.error("unavailable: %s", error.orig)
    name, state = _names(error)
    if name.startswith("SQLITE_FULL") or state == "53100":
        return Unavailable(code="value.database_full")
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")) or state == "25006":
        return Unavailable(code="value.database_read_only")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return Unavailable(code="value.database_other_file")
    if name.startswith("SQLITE_CANTOPEN"):
        return Unavailable(code="value.database_no_file")
    if name.startswith("SQLITE_IOERR"):
        return Unavailable(code="value.database_disk")
    return Unavailable(code="value.database_other")


def _names(error: DBAPIError) -> tuple[str, str]:
    """SQLite's name of the failure, and PostgreSQL's SQLSTATE; "" for the one that there is not."""
    return str(getattr(error.orig, "sqlite_errorname", "")), str(getattr(error.orig, "sqlstate", "") or "")
