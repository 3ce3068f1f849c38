"""Watching which rows a transaction of ours writes, and what they said before; what others write is not watched."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Integer

from dondoc.core.seal import Stored
from dondoc.store.protection import SEALED, Protection
from dondoc.store.stored import Key, stored_from_json

_TOUCHED = "dondoc_touched"


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that was written in this transaction."""

    key: Key
    #: Its facts before, None for a new row.
    before: dict[str, Stored] | None


def prepare_database(connection: Connection) -> None:
    """What watching needs in the database itself; SQLite needs nothing there."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
        for protection in SEALED.values():
            connection.exec_driver_sql(_postgresql_trigger(protection))


def watch(connection: Connection) -> None:
    """Note from now on, to the end of the transaction, what is written."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRESQL_TABLE)
        connection.exec_driver_sql("SET LOCAL dondoc.watches = 'on'")
        return
    # Temporary triggers belong to this connection alone: what another program writes they do not see. A transaction
    # rolled back takes them away again.
    known = connection.exec_driver_sql("SELECT 1 FROM temp.sqlite_master WHERE name = ?", (_TOUCHED,)).first()
    if known is not None:
        connection.exec_driver_sql(f"DELETE FROM {_TOUCHED}")  # noqa: S608 - our own name
        return
    for statement in _sqlite_statements():
        connection.exec_driver_sql(statement)


def touched(connection: Connection) -> dict[str, list[Touched]]:
    """What was written since `watch`, by table."""
    found: dict[str, list[Touched]] = {}
    rows = connection.exec_driver_sql(f"SELECT * FROM {_TOUCHED} ORDER BY tbl, k0, k1").all()  # noqa: S608 - as above
    for row in rows:
        protection = SEALED[row.tbl]
        key = tuple([row.k0, row.k1][: len(protection.key)])
        if connection.dialect.name == "postgresql":
            one = _from_postgresql(protection, key, row.before)
        else:
            facts = dict(zip(protection.facts, tuple(row)[4:], strict=False))
            one = Touched(key, None if row.is_new else facts)
        found.setdefault(row.tbl, []).append(one)
    return found


def _sqlite_statements() -> Iterator[str]:
    most = max(len(protection.facts) for protection in SEALED.values())
    values = ", ".join(f"v{number}" for number in range(most))
    yield f"CREATE TEMP TABLE {_TOUCHED} (tbl, k0, k1, is_new, {values}, PRIMARY KEY (tbl, k0, k1)) WITHOUT ROWID"
    for name, protection in SEALED.items():
        before = [f'OLD."{fact}"' for fact in protection.facts]
        of = ", ".join(f'"{fact}"' for fact in protection.facts)
        yield _sqlite_trigger(protection, f'INSERT ON main."{name}"', "NEW", "1", [])
        yield _sqlite_trigger(protection, f'UPDATE OF {of} ON main."{name}"', "OLD", "0", before)
        yield _sqlite_trigger(protection, f'DELETE ON main."{name}"', "OLD", "0", before)


def _sqlite_trigger(protection: Protection, on: str, row: str, is_new: str, before: list[str]) -> str:
    """The first time that a row is written counts: only then it still is what it was."""
    name = protection.table.name
    # The sign takes away the type of the column, without which the key of the notes could not be searched.
    keys = [f'+{row}."{column}"' for column in protection.key]
    k0, k1 = (*keys, "''")[:2]
    columns = ", ".join(["tbl", "k0", "k1", "is_new", *(f"v{number}" for number in range(len(before)))])
    values = ", ".join([f"'{name}'", k0, k1, is_new, *before])
    return (
        f"CREATE TEMP TRIGGER dondoc_{on[:6]}_{name} AFTER {on} BEGIN INSERT INTO {_TOUCHED} ({columns}) "  # noqa: S608 - names of our own tables
        f"SELECT {values} WHERE NOT EXISTS "
        f"(SELECT 1 FROM {_TOUCHED} WHERE tbl = '{name}' AND k0 = {k0} AND k1 = {k1}); END"
    )


_POSTGRESQL_TABLE = (
    f"CREATE TEMP TABLE IF NOT EXISTS {_TOUCHED} (tbl TEXT, k0 TEXT, k1 TEXT, before TEXT, "
    "PRIMARY KEY (tbl, k0, k1)) ON COMMIT DELETE ROWS"
)

# The triggers stand in the database for good, but only a transaction that asks for it is watched.
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION dondoc_touch() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    known jsonb := coalesce(was, to_jsonb(NEW));
BEGIN
    IF current_setting('dondoc.watches', true) = 'on' THEN
        INSERT INTO pg_temp.{_TOUCHED} VALUES (
            TG_TABLE_NAME, known ->> TG_ARGV[0], coalesce(known ->> TG_ARGV[1], ''), was::text
        ) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608 - our own name


def _postgresql_trigger(protection: Protection) -> str:
    name = protection.table.name
    keys = ", ".join(f"'{column}'" for column in protection.key)
    return (
        f'CREATE OR REPLACE TRIGGER dondoc_touch AFTER INSERT OR UPDATE OR DELETE ON "{name}" '
        f"FOR EACH ROW EXECUTE FUNCTION dondoc_touch({keys})"
    )


def _from_postgresql(protection: Protection, key: tuple[str, ...], before: str | None) -> Touched:
    columns = protection.table.c
    typed = tuple(
        int(part) if isinstance(columns[name].type, Integer) else part
        for name, part in zip(protection.key, key, strict=True)
    )
    if before is None:
        return Touched(typed, None)
    facts = stored_from_json(protection, before, protection.facts)
    return Touched(typed, dict(zip(protection.facts, facts, strict=True)))
