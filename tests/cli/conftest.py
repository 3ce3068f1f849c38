"""A simulated workspace on 6 July 2026, with or without a report whose promises are confirmed."""

from pathlib import Path

import pytest
from console import Desk, dondoc

from dondoc.settings.machine import Settings
from dondoc.settings.secrets import VARIABLES


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*Settings.model_fields, "workspace", "actor"):
        monkeypatch.delenv(f"DONDOC_{name.upper()}", raising=False)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "so"
    assert dondoc("init", str(folder), "--simulate", "--email", "thuky@vi.du").status == 0
    opened = Desk(folder)
    opened.ok("list", "--as-of", "06/7/2026")
    return opened


@pytest.fixture
def busy(desk: Desk) -> Desk:
    desk.ok("ingest", desk.file("bao-cao.txt"), "--accept-all")
    return desk
