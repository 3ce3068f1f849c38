"""The same tests over the stand-ins and over a real SQLite database."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from fakes import FakeDatabase
from ledger_office import Ledger
from reminder_office import PaperOffice

from dondoc.store.database import Database
from dondoc.usecases.ports import Begin


@pytest.fixture(params=["in memory", "sqlite"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PaperOffice]:
    if request.param == "in memory":
        # The stand-ins have only the part of the port that letters use.
        yield PaperOffice(cast("Begin", FakeDatabase().begin))
        return
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    yield PaperOffice(database.begin)
    database.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path).open()
    yield opened
    opened.database.close()
