"""Reading and writing many rows at once: `IN` in chunks, inserts that leave out what is known, child rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dondoc.errors import NotFound

_Key = TypeVar("_Key", int, str)

#: Ids in one `IN`: well below the limits of parameters of both databases.
CHUNK = 500

Values = dict[str, Any]


def fields_of(value_class: type, *, without: Iterable[str] = ()) -> list[str]:
    """Fields of a value that are kept in columns of the same name; `without` names those that need care.

    Read from the class, so that a field without a column fails at the first write instead of being forgotten.
    """
    apart = set(without)
    return [field.name for field in fields(value_class) if field.name not in apart]


def fields_from(row: Row[Any], names: Iterable[str]) -> Values:
    """Those columns of a row, by name."""
    return {name: getattr(row, name) for name in names}


def fields_to(value: object, names: Iterable[str]) -> Values:
    """Those fields of a value, by name."""
    return {name: getattr(value, name) for name in names}


def chunks(ids: Iterable[_Key]) -> Iterator[list[_Key]]:
    """The ids without repetition, in order, at most `CHUNK` at a time."""
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), CHUNK):
        yield unique[start : start + CHUNK]


def rows_in(
    connection: Connection, statement: Select[Any], column: Column[Any], ids: Iterable[_Key] | None
) -> list[Row[Any]]:
    """Rows whose `column` is one of `ids`, all rows when None; ordered by the statement inside each chunk only."""
    if ids is None:
        return list(connection.execute(statement))
    return [row for chunk in chunks(ids) for row in connection.execute(statement.where(column.in_(chunk)))]


def grouped(rows: Iterable[Row[Any]], key: str) -> dict[int, list[Row[Any]]]:
    """Rows by the value of one column, in their order."""
    groups: dict[int, list[Row[Any]]] = {}
    for row in rows:
        groups.setdefault(getattr(row, key), []).append(row)
    return groups


def add_row(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert one row; its id."""
    return int(connection.execute(insert(table).returning(table.c.id), [dict(values)]).scalar_one())


def add_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> list[int]:
    """Insert rows; their ids in the same order."""
    if not rows:
        return []
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return [int(found) for found in connection.execute(statement, rows).scalars()]


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, which both databases spell alike."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def add_unless_known(connection: Connection, table: Table, values: Mapping[str, Any]) -> int | None:
    """Insert one row; None when a unique key already holds such a row."""
    statement = upsert(connection, table).on_conflict_do_nothing().returning(table.c.id)
    found = connection.execute(statement, [dict(values)]).scalar_one_or_none()
    return None if found is None else int(found)


def update_rows(connection: Connection, table: Table, rows: Mapping[int, Values], *, unknown: str) -> None:
    """Replace the given columns of rows by id.

    Raises:
        NotFound: with the code `unknown` and the id, when a row does not exist; nothing is changed then.
    """
    if not rows:
        return
    found = {row.id for row in rows_in(connection, select(table.c.id), table.c.id, rows)}
    for row_id in rows:
        if row_id not in found:
            raise NotFound(code=unknown, id=row_id)
    columns = next(iter(rows.values()))
    statement = (
        update(table)
        .where(table.c.id == bindparam("row_id"))
        .values({name: bindparam(f"new_{name}", type_=table.c[name].type) for name in columns})
    )
    parameters = [
        {"row_id": row_id} | {f"new_{name}": value for name, value in values.items()} for row_id, values in rows.items()
    ]
    connection.execute(statement, parameters)


def replace_children(
    connection: Connection, table: Table, link: str, children: Mapping[int, Sequence[Values]], *, is_new: bool = False
) -> None:
    """Make exactly these the rows that point by the column `link` to each id; `is_new` spares the deletion."""
    if not is_new:
        for chunk in chunks(children):
            connection.execute(delete(table).where(table.c[link].in_(chunk)))
    rows = [{link: owner, **values} for owner, of_owner in children.items() for values in of_owner]
    if rows:
        connection.execute(insert(table), rows)
