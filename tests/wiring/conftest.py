"""An open workspace, simulated, on 6 July 2026."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dondoc.core.instants import TIME_ZONE
from dondoc.settings.machine import Settings
from dondoc.wiring import Office, make_workspace, open_office

AT = datetime(2026, 7, 6, 8, tzinfo=TIME_ZONE)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*Settings.model_fields, "workspace", "actor"):
        monkeypatch.delenv(f"DONDOC_{name.upper()}", raising=False)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = make_workspace(tmp_path / "so", simulate=True)
    opened = open_office(folder, as_of=AT)
    opened.start(unit="Công đoàn cơ sở Xưởng Gốm Mẫu", email=None)
    yield opened
    opened.close()
