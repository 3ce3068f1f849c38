"""Holding every row against its seal, naming what does not fit, and listing the files that rows speak of."""

import json
import logging
from collections.abc import Iterator, Mapping
from functools import cached_property

from sqlalchemy import Connection, select

from dondoc.core.file_facts import KeepingState
from dondoc.core.seal import (
    FaultKind,
    NamedFile,
    RowFault,
    RowName,
    Seal,
    Sealing,
    Stored,
    alterations_of,
    differing,
    follows,
    holds,
)
from dondoc.errors import Conflict, DondocError
from dondoc.store import tables as t
from dondoc.store.protection import FILES, SEALED, Protection
from dondoc.store.seals import sealings, seals_of, told_by
from dondoc.store.stored import StoredRow, key_text, stored_rows

_LOG = logging.getLogger(__name__)

#: How `integrity_check` begins what it says of values.
_ROW_PROBLEMS = ("CHECK constraint", "NULL value")

#: Links are followed this far to name a row: a part of a commitment of a document.
_DEPTH = 4


class SqlSeals:
    """`seal_ports.Seals` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def _check(self) -> "_Check":
        return _Check(self._connection)

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest sealing; (0, "") before the first."""
        columns = t.sealings.c
        newest = select(columns.seq, columns.hash).order_by(columns.seq.desc()).limit(1)
        row = self._connection.execute(newest).one_or_none()
        return (row.seq, row.hash) if row is not None else (0, "")

    def hash_of(self, seq: int) -> str | None:
        """The hash of a sealing, None when it is not there."""
        wanted = select(t.sealings.c.hash).where(t.sealings.c.seq == seq)
        return self._connection.execute(wanted).scalar_one_or_none()

    def first_broken(self) -> int | None:
        """Number of the first sealing that is not what was written, or None."""
        last: Sealing | None = None
        for sealing in self._check.chain:
            if not follows(sealing, last):
                return sealing.seq
            last = sealing
        return None

    def faults(self) -> list[RowFault]:
        """Every row that is not what was sealed, by table and key."""
        return self._check.faults()

    def files(self) -> Iterator[NamedFile]:
        """Every kept file that a row speaks of."""
        gone = _destroyed(self._connection)
        facts: list[tuple[tuple[str, ...], RowName]] = []
        required: set[Stored] = set()
        for name, protection in SEALED.items():
            columns = [column for table, column in FILES if table.name == name]
            for row in stored_rows(self._connection, protection) if columns else ():
                named = self._check.name(name, key_text(row.key))
                found = tuple(str(row.facts[column]) for column in columns if row.facts[column])
                if name == t.file_facts.name:
                    facts.append((found, named))
                    continue
                is_required = not (name == t.evidence.name and row.key[0] in gone)
                required.update(found if is_required else ())
                for sha256 in found:
                    yield NamedFile(sha256=sha256, name=named, is_required=is_required)
        # The copies that are shown go with the bytes that they were made from.
        for found, named in facts:
            for sha256 in found:
                yield NamedFile(sha256=sha256, name=named, is_required=found[0] in required)

    def integrity(self) -> list[DondocError]:
        """What the database itself finds wrong: damaged pages, links to nothing; PostgreSQL sees to both by itself."""
        if self._connection.dialect.name != "sqlite":
            return []
        pages = self._connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        # A value that breaks a rule of its column stands in a row, and rows are named by their seals.
        damaged = [problem for problem in pages if problem != "ok" and not problem.startswith(_ROW_PROBLEMS)]
        for problem in damaged:
            _LOG.error("integrity_check: %s", problem)
        found: list[DondocError] = [Conflict(code="ledger.page", count=len(damaged))] if damaged else []
        return found

    def links_to_nothing(self) -> list[RowName]:
        """Rows that point to a row that is not there; PostgreSQL lets none be."""
        if self._connection.dialect.name != "sqlite":
            return []
        rows = self._connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [self._check.name(*one) for one in dict.fromkeys(self._at(table, rowid) for table, rowid, *_ in rows)]

    def _at(self, table: str, rowid: int) -> tuple[str, str]:
        protection = SEALED.get(table)
        if protection is None or len(protection.key) == 1:
            return table, str(rowid)
        columns = ", ".join(protection.key)
        found = self._connection.exec_driver_sql(f'SELECT {columns} FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608 - names of our own tables
        return table, key_text(found.one())


def _destroyed(connection: Connection) -> set[Stored]:
    """Numbers of the evidence whose bytes may be gone."""
    rows = stored_rows(connection, SEALED[t.keepings.name])
    return {row.facts["evidence_id"] for row in rows if row.facts["state"] != KeepingState.KEPT.value}


class _Check:
    """One look at all seals; what names the rows is read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.chain = sealings(connection)
        self._seals = {name: seals_of(connection, name) for name in SEALED}

    def faults(self) -> list[RowFault]:
        """Every fault, those of rows as they are now first."""
        told = told_by(self.chain)
        found = [fault for name in SEALED for fault in self._of_table(SEALED[name], told.get(name, {}))]
        past = [one for sealing in self.chain for one in alterations_of(sealing)]
        found += [RowFault(name=self.name(*one.row), what=one.what, columns=one.columns, is_past=True) for one in past]
        return found

    def _of_table(self, protection: Protection, told: Mapping[str, str | None]) -> Iterator[RowFault]:
        table = protection.table.name
        seals = self._seals[table]
        seen: set[str] = set()
        for row in sorted(stored_rows(self._connection, protection), key=lambda row: key_text(row.key).zfill(12)):
            key = key_text(row.key)
            seen.add(key)
            kind, columns = _judge(row, seals.get(key), told.get(key))
            if kind is not None:
                yield RowFault(name=self.name(table, key, row), what=kind, columns=columns)
        for key, digest in told.items():
            if digest is not None and key not in seen:
                yield RowFault(name=self.name(table, key), what=FaultKind.GONE)
        for key in seals:
            if key not in seen and told.get(key) is None:
                yield RowFault(name=self.name(table, key), what=FaultKind.CHANGED)

    def name(self, table: str, key: str, row: StoredRow | None = None, *, depth: int = _DEPTH) -> RowName:
        """What a row is called by its seal, else (it has none) by what it says itself."""
        protection = SEALED.get(table)
        if protection is None:
            return RowName(table=table, key=key)
        seal = self._seals[table].get(key)
        values = _named(seal) if seal is not None else {}
        if not values and row is not None:
            values = {name: row.facts[name] for name in protection.names}
        return RowName(
            table=table,
            key=key,
            values={name: self._linked(protection, name, value, depth) for name, value in values.items()},
        )

    def _linked(self, protection: Protection, name: str, value: Stored, depth: int) -> RowName | Stored:
        column = protection.table.c.get(name)
        link = next(iter(column.foreign_keys), None) if column is not None else None
        if link is None or value is None or depth == 0:
            return value
        return self.name(link.column.table.name, str(value), depth=depth - 1)


def _named(seal: Seal) -> dict[str, Stored]:
    try:
        named = json.loads(seal.named)
    except ValueError:
        return {}
    return named if isinstance(named, dict) else {}


def _judge(row: StoredRow, seal: Seal | None, digest: str | None) -> tuple[FaultKind | None, tuple[str, ...]]:
    if digest is None:
        return FaultKind.ADDED, ()
    if seal is None:
        return FaultKind.CHANGED, ()
    if holds(seal, row.facts, digest):
        # The copy of the hash beside the row serves the next act that writes it.
        return (None if seal.digest == digest else FaultKind.CHANGED), ()
    return FaultKind.CHANGED, differing(seal, row.facts)
