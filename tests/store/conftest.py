"""A real database for each test: SQLite, or the PostgreSQL that DONDOC_TEST_POSTGRES_URL names."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REAL_CREATE
from sqlalchemy import create_engine, make_url, text

from dondoc.store.database import Database
from dondoc.usecases.ports import Begin

pytest.register_assert_rewrite(*(f"store.{path.stem}" for path in Path(__file__).parent.glob("contract_*.py")))


@pytest.fixture(autouse=True)
def _made_by_the_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "create", REAL_CREATE)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    server = os.environ.get("DONDOC_TEST_POSTGRES_URL")
    if server is None:
        yield f"sqlite:///{tmp_path / 'dondoc.sqlite3'}"
        return
    schema = f"test_{secrets.token_hex(6)}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    search_path = {"options": f"-csearch_path={schema}"}
    yield make_url(server).update_query_dict(search_path).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    database.create()
    yield database
    database.close()


@pytest.fixture
def begin(database: Database) -> Begin:
    return database.begin
