"""The migrations give exactly the tables that the program expects, on SQLite and on PostgreSQL."""

import io
import os
import re
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_mock_engine

from dondoc.core.notice import Channel
from dondoc.store.database import Database, alembic_config
from dondoc.store.engine import make_engine
from dondoc.store.tables import metadata


def _one_a_line(line: re.Match[str]) -> str:
    return re.sub(r", (?=\w+ [A-Z]{3})", ",\n", line[0])


def normalised(statement: str) -> tuple[str, list[str]]:
    """Its first line, then its columns with their places, and its constraints, which may stand in any order."""
    # SQLite writes columns that were added later behind the last one, on the same line.
    parted = re.sub(r"(?m)^\s*(?!CONSTRAINT)\w+ [A-Z].*$", _one_a_line, statement.strip())
    lines = [re.sub(r"\s+", " ", line).strip().rstrip(",") for line in parted.splitlines()]
    columns = [f"{number} {line}" for number, line in enumerate(lines[1:]) if not line.startswith("CONSTRAINT")]
    return lines[0].replace('"', ""), [
        *columns[:-1],
        *sorted(line for line in lines[1:] if line.startswith("CONSTRAINT")),
        lines[-1],
    ]


def schema(engine: Engine) -> dict[str, tuple[str, list[str]]]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {row.name: normalised(row.sql) for row in rows if row.name != "alembic_version"}


def statements(script: str) -> list[tuple[str, list[str]]]:
    """The tables and indexes as they are in the end: what ALTER TABLE drops and adds is dropped and added."""
    made: dict[str, tuple[str, list[str]]] = {}
    for part in re.sub(r"(?m)^--.*$", "", script).split(";"):
        if re.match(r"\s*CREATE", part) and "alembic_version" not in part:
            first, lines = normalised(part)
            made[first] = first, lines
        elif added := re.match(r"\s*ALTER TABLE (\w+) ADD COLUMN (.+)", part, re.DOTALL):
            first = f"CREATE TABLE {added[1]} ("
            lines = made[first][1]
            place = sum(line[0].isdigit() for line in lines)
            made[first] = first, [*lines[:-1], f"{place} {added[2].strip()}", lines[-1]]
        elif change := re.match(r"\s*ALTER TABLE (\w+) (DROP CONSTRAINT (\w+)|ADD (CONSTRAINT .+))", part, re.DOTALL):
            first = f"CREATE TABLE {change[1]} ("
            lines = [
                line for line in made[first][1] if not change[3] or not line.startswith(f"CONSTRAINT {change[3]} ")
            ]
            assert change[4] or len(lines) == len(made[first][1]) - 1
            made[first] = first, [*sorted([*lines[:-1], *([change[4].strip()] if change[4] else [])]), lines[-1]]
        elif column := re.match(r"\s*ALTER TABLE (\w+) ADD COLUMN (.+)", part):
            first = f"CREATE TABLE {column[1]} ("
            columns = [line for line in made[first][1][:-1] if not line.startswith("CONSTRAINT")]
            added = f"{len(columns)} {column[2].strip()}"
            made[first] = first, [*sorted([*made[first][1][:-1], added]), made[first][1][-1]]
        else:
            assert "ALTER" not in part, part
    return sorted((first, [*sorted(lines[:-1]), lines[-1]]) for first, lines in made.values())


def test_the_migrated_schema_is_that_of_the_tables(tmp_path: Path) -> None:
    migrated = Database(f"sqlite:///{tmp_path / 'migrated.sqlite3'}")
    migrated.create()
    fresh = make_engine(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    metadata.create_all(fresh)
    assert schema(migrated.engine) == schema(fresh)
    assert set(metadata.tables) <= set(schema(fresh))


def test_a_missing_check_default_or_index_would_be_seen() -> None:
    table = "CREATE TABLE x (\n\ta TEXT NOT NULL, \n\tb TEXT, \n\tCONSTRAINT ck CHECK (a <> '')\n)"
    assert normalised(table) == normalised(table.replace("\t", " "))
    for changed in (
        table.replace(", \n\tCONSTRAINT ck CHECK (a <> '')", ""),
        table.replace("b TEXT", "b TEXT DEFAULT ''"),
        table.replace("a TEXT NOT NULL", "a TEXT"),
        table.replace("\ta TEXT NOT NULL, \n\tb TEXT", "\tb TEXT, \n\ta TEXT NOT NULL"),
    ):
        assert normalised(changed) != normalised(table)


def test_the_migrations_and_the_tables_agree_on_postgresql_too() -> None:
    config = alembic_config()
    config.attributes["dialect"] = "postgresql"
    config.output_buffer = io.StringIO()
    command.upgrade(config, "head", sql=True)
    written: list[str] = []
    engine = create_mock_engine(
        "postgresql+asyncpg://", lambda ddl, *_, **__: written.append(str(ddl.compile(dialect=engine.dialect)))
    )
    metadata.create_all(engine, checkfirst=False)
    migrated = statements(config.output_buffer.getvalue())
    assert migrated == statements(";".join(written))
    assert len(migrated) == len(written)
    assert any("NUMERIC" in line for _, lines in migrated for line in lines)
    assert any("TIMESTAMP WITH TIME ZONE" in line for _, lines in migrated for line in lines)


def test_there_is_one_line_of_revisions() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1


CRASHING_UPGRADE = """
import os, signal, sys
from sqlalchemy import event
from dondoc.store.database import Database

database = Database(sys.argv[1])
made = []

@event.listens_for(database.engine, "after_cursor_execute")
def crash(connection, cursor, statement, *rest):
    made.append("CREATE TABLE" in statement)
    if sum(made) == 12:
        os.kill(os.getpid(), signal.SIGKILL)

database.upgrade()
"""


def test_an_upgrade_that_is_killed_leaves_no_half_made_tables(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    killed = subprocess.run([sys.executable, "-c", CRASHING_UPGRADE, url], check=False, env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    database = Database(url)
    assert database.revision() is None
    assert schema(database.engine) == {}
    database.upgrade()
    assert database.is_current()


def test_a_workspace_of_the_first_tables_keeps_its_rows_and_gets_room_for_examples(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with database.engine.connect() as connection, connection.begin():
        command.upgrade(alembic_config(connection), "0001")
        connection.exec_driver_sql("INSERT INTO units (code, name, aliases) VALUES ('CDX', 'Công đoàn xưởng', '[]')")
    assert not database.is_current()
    database.upgrade()
    assert database.is_current()
    with database.reading() as work:
        assert [unit.code for unit in work.units.all()] == ["CDX"]
        assert work.examples.judgements() == {}


def test_a_workspace_of_the_second_tables_keeps_its_messages_and_learns_other_channels(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with database.engine.connect() as connection, connection.begin():
        command.upgrade(alembic_config(connection), "0002")
        connection.exec_driver_sql("INSERT INTO people (code, name) VALUES ('hien', 'Trần Thị Hiền')")
        connection.exec_driver_sql(
            "INSERT INTO messages (person_id, channel, send_on, kind, state, attempts, lease_token, internet_id,"
            " subject, last_error) VALUES (1, 'email', '2026-07-06', 'digest', 'pending', 0, '', '', '', '')"
        )
    database.upgrade()
    with database.reading() as work:
        (message,) = work.notices.pending(date(2026, 7, 6))
    assert (message.person_id, message.channel) == (1, Channel.EMAIL)
    with database.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE messages SET channel = 'zalo'")
