"""A simulated workspace on 6 July 2026, with or without a report whose promises are confirmed."""

import shutil
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


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by the commands once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("empty") / "so"
    assert dondoc("init", str(folder), "--simulate", "--email", "thuky@vi.du").status == 0
    Desk(folder).ok("list", "--as-of", "06/7/2026")
    return folder


@pytest.fixture(scope="session")
def busy_office(empty_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("busy") / "so"
    shutil.copytree(empty_office, folder)
    opened = Desk(folder)
    opened.ok("ingest", opened.file("bao-cao.txt"), "--accept-all")
    return folder


@pytest.fixture
def desk(tmp_path: Path, empty_office: Path) -> Desk:
    return Desk(Path(shutil.copytree(empty_office, tmp_path / "so")))


@pytest.fixture
def busy(tmp_path: Path, busy_office: Path) -> Desk:
    opened = Desk(Path(shutil.copytree(busy_office, tmp_path / "so")))
    opened.file("bao-cao.txt")
    return opened
