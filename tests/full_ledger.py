"""A ledger with a row in every table that is sealed and a file of every kind, and raw access to it behind dondoc."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from ledger_office import CLERK, RULES, Ledger, Line, at, target
from sqlalchemy import Boolean, Column, Connection, Date, Double, Integer, func, insert, select

from dondoc.core.activity import EvidenceKind
from dondoc.core.commitment import AmendmentKind
from dondoc.core.extraction import Recurrence
from dondoc.core.period import Period
from dondoc.store import tables as t
from dondoc.store.blobs import FileBlobs
from dondoc.store.columns import Choice, Exact, Instant, PeriodCode, Texts, metadata
from dondoc.store.database import Database
from dondoc.store.protection import FILES, SEALED
from dondoc.store.seals import seal_written
from dondoc.store.watch import watch
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.record_activity import NewEvidence, add_evidence
from dondoc.usecases.update_task import mark_done
from dondoc.usecases.verify_ledger import Verified, verify_ledger

DAY = date(2026, 9, 15)
#: No file of a test is as young as that.
LATER = datetime(2126, 1, 1, tzinfo=UTC)


@dataclass
class Copy:
    """A copy of the full ledger, to be spoiled and mended again."""

    folder: Path

    def __post_init__(self) -> None:
        self.database = Database(f"sqlite:///{self.folder / 'so.sqlite'}")

    @contextmanager
    def behind(self) -> Iterator[sqlite3.Connection]:
        """SQLite as anybody can open it, without keys and rules."""
        with closing(sqlite3.connect(self.folder / "so.sqlite")) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            yield connection
            connection.commit()

    @property
    def blobs(self) -> FileBlobs:
        return FileBlobs(self.folder / "blobs")

    def check(self) -> Verified:
        return verify_ledger(self.database.reading, self.blobs, disk_now=LATER)

    def mend(self, full: Path) -> None:
        """Make the database again what that of the full ledger is."""
        with (
            closing(sqlite3.connect(full / "so.sqlite")) as whole,
            closing(sqlite3.connect(self.folder / "so.sqlite")) as own,
        ):
            whole.backup(own)


def make_full(folder: Path) -> Path:
    """A folder to be copied: an office at work, and what its work did not bring, filled in."""
    ledger = Ledger(folder).open()
    first, _ = ledger.confirm(
        Line("Mở tủ sách", targets=(target(2),)), Line("Họp tháng", recurrence=Recurrence.MONTHLY)
    )
    activity = ledger.record(first, DAY, 3)
    proof = NewEvidence(kind=EvidenceKind.FILE, label="a.txt", data=b"da mo", media_type="text/plain")
    add_evidence(ledger.begin, ledger.blobs, activity.id, [proof], RULES, actor=CLERK, now=at(DAY))
    change = Change(kind=AmendmentKind.RETARGET, reason="thêm", approver="Chủ tịch", targets=(target(3),))
    amend(ledger.begin, first, change, actor=CLERK, now=at(DAY))
    mark_done(ledger.begin, first, RULES, actor=CLERK, now=at(DAY), on=DAY, attest="Đã mở")
    with ledger.begin() as work:
        work.marks.set("x", "y")
    with ledger.database.engine.begin() as connection:
        watch(connection)
        for table in metadata.sorted_tables:
            if table.name in SEALED and not connection.execute(select(func.count()).select_from(table)).scalar_one():
                connection.execute(insert(table), [_row(connection, table.columns, ledger.blobs)])
        seal_written(connection)
    ledger.database.close()
    return folder


def copy_of(full: Path, folder: Path) -> Copy:
    shutil.copytree(full, folder, dirs_exist_ok=True)
    return Copy(folder)


def _row(connection: Connection, columns: Any, blobs: FileBlobs) -> dict[str, object]:
    return {
        column.name: _value(connection, column, blobs)
        for column in columns
        if not (column.primary_key and isinstance(column.type, Integer))
    }


def _value(connection: Connection, column: Column[Any], blobs: FileBlobs) -> object:
    for link in column.foreign_keys:
        return connection.execute(select(func.min(link.column))).scalar_one()
    if (column.table, column.name) == (t.file_facts, "sha256"):
        return connection.execute(select(t.evidence.c.sha256)).scalar_one()
    if (column.table, column.name) in FILES:
        return blobs.put(f"{column.table.name} {column.name}".encode())
    is_late = column.name.endswith(("_end", "ends_on"))
    values: list[tuple[type, object]] = [
        (Boolean, True),
        (Double, 0.1),
        (Exact, Decimal("2.50")),
        (Instant, at(DAY)),
        (PeriodCode, Period(2026, 6, 2)),
        (Texts, ("một",)),
        (Date, date(2026, 12, 31) if is_late else DAY),
        (Integer, 1),
    ]
    if isinstance(column.type, Choice):
        return next(iter(column.type.members))
    return next((value for kind, value in values if isinstance(column.type, kind)), f"chữ {column.name}")


def other(column: Column[Any], value: object) -> object:
    """Another value that the column could hold, as SQLite keeps it."""
    if isinstance(column.type, Choice):
        return next(member.value for member in column.type.members if member.value != value)
    if isinstance(column.type, Boolean):
        return 0 if value else 1
    kinds: list[tuple[type, object]] = [
        (Double, 0.25),
        (Exact, "1.5"),
        (Instant, "2001-01-01 00:00:00.000000"),
        (PeriodCode, "2001"),
        (Texts, '["hai"]'),
        (Date, "2001-01-01"),
        (Integer, 1000),
    ]
    found = next((new for kind, new in kinds if isinstance(column.type, kind)), "chữ khác")
    assert found != value
    return found
