"""Rows as the database keeps them, unread: a value that no longer makes sense must be found, not stumbled over."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Double

from dondoc.core.seal import Stored
from dondoc.store.batches import CHUNK
from dondoc.store.columns import Instant
from dondoc.store.protection import Protection

#: Values of a primary key, one or two.
Key = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row by its key."""

    key: Key
    facts: Mapping[str, Stored]


def key_text(key: Iterable[object]) -> str:
    """A key in one word.

    >>> key_text(("CDX", 3))
    'CDX/3'
    """
    return "/".join(map(str, key))


def parameter(connection: Connection) -> str:
    """How the driver writes a parameter: the hot path speaks to it without a builder of statements."""
    return "?" if connection.dialect.name == "sqlite" else "%s"


def stored_rows(
    connection: Connection, protection: Protection, keys: Iterable[Key] | None = None
) -> Iterator[StoredRow]:
    """Rows with these keys, all of them when None, in no particular order."""
    columns = [*protection.key, *protection.facts]
    # With the table's name: SQLite takes a quoted name that it does not know for a text.
    names = ", ".join(f'kept."{name}"' for name in columns)
    is_sqlite = connection.dialect.name == "sqlite"
    what = names if is_sqlite else "to_jsonb(kept)::text"
    select = f'SELECT {what} FROM "{protection.table.name}" AS kept'  # noqa: S608 - names of our own tables
    for condition, values in _conditions(connection, protection, keys):
        for row in connection.exec_driver_sql(select + condition, values):
            found = tuple(row) if is_sqlite else stored_from_json(protection, row[0], columns)
            split = len(protection.key)
            yield StoredRow(found[:split], dict(zip(protection.facts, found[split:], strict=True)))


def stored_from_json(protection: Protection, words: str, names: Iterable[str]) -> tuple[Any, ...]:
    """Values of a row of PostgreSQL, which tells it as JSON, in the form in which SQLite would keep them."""
    row = json.loads(words, parse_float=Decimal)
    return tuple(_as_in_sqlite(protection.table.c[name], row[name]) for name in names)


def _conditions(
    connection: Connection, protection: Protection, keys: Iterable[Key] | None
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if keys is None:
        yield "", ()
        return
    mark = parameter(connection)
    one = f"({', '.join(mark for _ in protection.key)})"
    column = f"({', '.join(f'{chr(34)}{name}{chr(34)}' for name in protection.key)})"
    left = iter(keys)
    while chunk := list(islice(left, CHUNK // 2)):
        wanted = ", ".join(one for _ in chunk)
        yield f" WHERE {column} IN (VALUES {wanted})", tuple(value for key in chunk for value in key)


def _as_in_sqlite(column: Column[Any], value: Any) -> Stored:
    if value is None:
        return None
    if isinstance(column.type, Boolean):
        return int(value)
    if isinstance(column.type, Double):
        return float(value)
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return str(value) if isinstance(value, Decimal) else value
