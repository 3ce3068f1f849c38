"""For all tests: nothing is failed for the time that it took; and an empty ledger is made once and copied."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dondoc.store.database import Database

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

#: As the program does it; the tests of the store itself have it back.
REAL_CREATE = Database.create


@pytest.fixture(scope="session", autouse=True)
def _copied_ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new SQLite ledger is a copy of one that the migrations made: they take longer than most tests."""
    made = tmp_path_factory.mktemp("ledger") / "empty.sqlite"
    empty = Database(f"sqlite:///{made}")
    REAL_CREATE(empty)
    empty.close()

    def create(self: Database) -> None:
        name = self.engine.url.database
        if self.engine.dialect.name == "sqlite" and name and not Path(name).exists():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made, name)
        else:
            REAL_CREATE(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "create", create)
        yield
