"""The empty database that Prefect makes at a first start, kept as SQL: making it anew costs some 10 seconds each time.

`prefect_empty.sql` is what Prefect's own migrations leave behind, word for word; it is used only with the very version
of Prefect that it was made with, otherwise (and for every later version) Prefect migrates as always.
Make it again after a change of Prefect: `python -m deployments.empty_database`.
"""

import asyncio
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

SQL = Path(__file__).with_name("prefect_empty.sql")
_HEAD = "-- Empty database of Prefect "


def place(database: Path, *, version: str) -> bool:
    """Put the empty database there, unless one exists or it is of another version of Prefect; True when put."""
    head, _, sql = SQL.read_text(encoding="utf-8").partition("\n")
    if database.exists() or head != _HEAD + version:
        return False
    unfinished = database.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.executescript(sql)
    unfinished.replace(database)
    return True


def dumped(database: Path, *, version: str) -> str:
    """The text that `place` reads back."""
    with closing(sqlite3.connect(database)) as connection:
        return "\n".join([_HEAD + version, *connection.iterdump(), ""])


def migrated_by_prefect() -> str:
    """What Prefect itself makes, in a new home, of a database that does not exist yet."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PREFECT_HOME"] = folder
        import prefect  # noqa: PLC0415 - Prefect reads its home when imported
        from prefect.server.database import provide_database_interface  # noqa: PLC0415

        asyncio.run(provide_database_interface().create_db())
        return dumped(Path(folder) / "prefect.db", version=prefect.__version__)


if __name__ == "__main__":
    text = migrated_by_prefect()
    if sys.argv[1:] == ["--print"]:
        sys.stdout.write(text)
    else:
        SQL.write_text(text, encoding="utf-8")
