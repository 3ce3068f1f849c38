"""The database kept as SQL is the one that Prefect makes."""

import importlib.metadata
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from deployments.empty_database import SQL, place
from deployments.environment import environment, import_roots

VERSION = importlib.metadata.version("prefect")


def test_it_is_put_where_none_is(tmp_path: Path) -> None:
    assert place(tmp_path / "prefect.db", version=VERSION)
    with closing(sqlite3.connect(tmp_path / "prefect.db")) as connection:
        assert connection.execute("select count(*) from flow_run").fetchone() == (0,)
        assert connection.execute("select count(*) from alembic_version").fetchone() == (1,)


def test_a_database_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "prefect.db").write_bytes(b"in use")
    assert not place(tmp_path / "prefect.db", version=VERSION)
    assert (tmp_path / "prefect.db").read_bytes() == b"in use"


def test_another_version_of_prefect_makes_its_own(tmp_path: Path) -> None:
    assert not place(tmp_path / "prefect.db", version="3.8.9")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.prefect
def test_prefects_own_migrations_make_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "deployments.empty_database", "--print"]
    env = environment(os.environ, home=tmp_path, roots=import_roots())
    made = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
    assert _lines(made) == _lines(SQL.read_text(encoding="utf-8"))


def _lines(sql: str) -> list[str]:
    """Order aside: migrations add constraints and indexes in the order of a set."""
    return sorted(line.strip().rstrip(",") for line in sql.splitlines())
