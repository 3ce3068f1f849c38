"""Seals of rows: written at the end of each transaction of ours, and held against the rows by `verify`."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from dondoc.core.seal import (
    Alteration,
    FaultKind,
    Seal,
    Sealing,
    Stored,
    differing,
    digests_of,
    holds,
    make_seal,
    next_sealing,
    pack_alterations,
)
from dondoc.store import tables as t
from dondoc.store.batches import chunks, fields_from, fields_of, fields_to
from dondoc.store.protection import SEALED, Protection
from dondoc.store.stored import StoredRow, key_text, parameter, stored_rows
from dondoc.store.watch import Touched, touched

#: Number of the lock that a sealing takes on PostgreSQL ("seal" in hexadecimal); SQLite's writers are alone.
_LOCK = 0x7365616C

_SEAL_FIELDS = fields_of(Seal)
_SEALING_FIELDS = fields_of(Sealing)

#: Digests by table and key; None for a row that was taken away.
_Told = dict[str, dict[str, str | None]]


def seal_written(connection: Connection) -> None:
    """Seal every row that this transaction wrote, noting those that somebody had altered before."""
    told: _Told = {}
    altered: list[Alteration] = []
    for name, group in touched(connection).items():
        _seal_group(connection, SEALED[name], group, told, altered)
    if told or altered:
        _append(connection, told, altered)


def seal_everything(connection: Connection) -> None:
    """Seal all rows as they are: those of a database that was made or changed without seals."""
    told: _Told = {}
    connection.execute(delete(t.row_seals))
    for name, protection in SEALED.items():
        found = {key_text(row.key): _sealed(protection, row.facts) for row in stored_rows(connection, protection)}
        _write(connection, name, found)
        told[name] = {key: seal.digest for key, seal in found.items()}
    for name, key in _alive(connection):
        if key not in told.setdefault(name, {}):
            told[name][key] = None
    told = {name: keys for name, keys in told.items() if keys}
    if told:
        _append(connection, told, [])


def sealings(connection: Connection) -> list[Sealing]:
    """All sealings in order of seq."""
    rows = connection.execute(select(t.sealings).order_by(t.sealings.c.seq))
    return [_sealing(row) for row in rows]


def seals_of(connection: Connection, table: str, keys: Iterable[str] | None = None) -> dict[str, Seal]:
    """Seals of a table by key, all of them when None."""
    mark = parameter(connection)
    select_ = f"SELECT row_key, {', '.join(_SEAL_FIELDS)} FROM row_seals WHERE table_name = {mark}"  # noqa: S608 - our own names
    found: dict[str, Seal] = {}
    for chunk in [None] if keys is None else chunks(keys):
        marks = "" if chunk is None else f" AND row_key IN ({', '.join(mark for _ in chunk)})"
        for key, *values in connection.exec_driver_sql(select_ + marks, (table, *(chunk or ()))):
            found[key] = Seal(**dict(zip(_SEAL_FIELDS, values, strict=True)))
    return found


def told_by(chain: Iterable[Sealing]) -> _Told:
    """What the chain says of each row at its end."""
    told: _Told = {}
    for sealing in chain:
        for table, keys in digests_of(sealing).items():
            told.setdefault(table, {}).update(keys)
    return told


def _seal_group(
    connection: Connection, protection: Protection, group: list[Touched], told: _Told, altered: list[Alteration]
) -> None:
    name = protection.table.name
    known = seals_of(connection, name, [key_text(one.key) for one in group])
    now = {row.key: row for row in stored_rows(connection, protection, [one.key for one in group])}
    written: dict[str, Seal] = {}
    taken: list[str] = []
    for one in group:
        key = key_text(one.key)
        seal, row = known.get(key), now.get(one.key)
        met = _alteration((name, key), seal, one.before)
        if met is not None:
            altered.append(met)
        if row is None:
            taken += [key] if seal is not None or met is not None else []
        elif met is not None or seal is None or not _is_same(seal, protection, row):
            written[key] = _sealed(protection, row.facts)
    _write(connection, name, written)
    for chunk in chunks(taken):
        columns = t.row_seals.c
        connection.execute(delete(t.row_seals).where(columns.table_name == name, columns.row_key.in_(chunk)))
    if written or taken:
        told[name] = {key: seal.digest for key, seal in written.items()} | dict.fromkeys(taken)


def _alteration(row: tuple[str, str], seal: Seal | None, before: Mapping[str, Stored] | None) -> Alteration | None:
    """What somebody had done to a row since it was sealed."""
    if before is None:
        # Its number was free again: the row that had it was taken away behind our back.
        return Alteration(row=row, what=FaultKind.GONE) if seal is not None else None
    if seal is None:
        return Alteration(row=row, what=FaultKind.ADDED)
    if holds(seal, before, seal.digest):
        return None
    return Alteration(row=row, what=FaultKind.CHANGED, columns=differing(seal, before))


def _is_same(seal: Seal, protection: Protection, row: StoredRow) -> bool:
    return holds(seal, row.facts, seal.digest)


def _sealed(protection: Protection, facts: Mapping[str, Stored]) -> Seal:
    return make_seal(facts, {name: facts[name] for name in protection.names}, secrets.token_hex(16))


def _write(connection: Connection, table: str, found: Mapping[str, Seal]) -> None:
    if not found:
        return
    columns = ("table_name", "row_key", *_SEAL_FIELDS)
    new = ", ".join(f"{name} = excluded.{name}" for name in _SEAL_FIELDS)
    marks = ", ".join(parameter(connection) for _ in columns)
    writing = (
        f"INSERT INTO row_seals ({', '.join(columns)}) VALUES ({marks}) "  # noqa: S608 - our own names
        f"ON CONFLICT (table_name, row_key) DO UPDATE SET {new}"
    )
    rows = [(table, key, *fields_to(seal, _SEAL_FIELDS).values()) for key, seal in found.items()]
    connection.exec_driver_sql(writing, rows)


def _append(connection: Connection, told: _Told, altered: list[Alteration]) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    columns = ", ".join(_SEALING_FIELDS)
    newest = f"SELECT {columns} FROM sealings ORDER BY seq DESC LIMIT 1"  # noqa: S608 - our own names
    last = connection.exec_driver_sql(newest).one_or_none()
    sealing = next_sealing(_sealing(last) if last is not None else None, told, pack_alterations(altered))
    marks = ", ".join(parameter(connection) for _ in _SEALING_FIELDS)
    values = tuple(fields_to(sealing, _SEALING_FIELDS).values())
    connection.exec_driver_sql(f"INSERT INTO sealings ({columns}) VALUES ({marks})", values)  # noqa: S608 - as above


def _alive(connection: Connection) -> list[tuple[str, str]]:
    """Rows that the chain knows and has not seen taken away."""
    told = told_by(sealings(connection))
    return [(name, key) for name, keys in told.items() for key, digest in keys.items() if digest is not None]


def _sealing(row: Row[Any]) -> Sealing:
    return Sealing(**fields_from(row, _SEALING_FIELDS))
