"""Making and finding workspaces."""

from pathlib import Path

import pytest

from dondoc.errors import BadInput, Conflict, DondocError, NotFound
from dondoc.settings.machine import FILE_NAME, read_settings
from dondoc.wiring.workspace import FOLDERS, find_workspace, make_workspace, take_back


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DONDOC_WORKSPACE", raising=False)


@pytest.mark.parametrize("simulate", [False, True])
def test_a_workspace_has_its_folders_and_readable_settings(tmp_path: Path, simulate: bool) -> None:
    folder = make_workspace(tmp_path / "a" / "so", simulate=simulate)
    assert all((folder / name).is_dir() for name in FOLDERS)
    assert read_settings(folder).simulate is simulate


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "so")
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / "cua-toi.txt").write_text("x", encoding="utf-8")
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    found: dict[str, str] = {}
    for name in ("so", "khac", "tep"):
        with pytest.raises(Conflict) as refused:
            make_workspace(tmp_path / name)
        found[name] = refused.value.message_code
    assert found == {"so": "workspace.exists", "khac": "workspace.not_empty", "tep": "workspace.not_empty"}
    assert folder.is_dir()
    assert [p.name for p in (tmp_path / "khac").iterdir()] == ["cua-toi.txt"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        make_workspace(tmp_path / "tep" / "so")
    assert refused.value.message_code == "workspace.unwritable"


def test_what_could_not_be_started_is_taken_back(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "so")
    take_back(folder)
    assert list(folder.iterdir()) == []
    assert make_workspace(folder) == folder


def test_it_is_found_from_any_folder_below(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "so").resolve()
    assert find_workspace(None, folder / "inbox" / "evidence") == find_workspace(None, folder) == folder
    with pytest.raises(NotFound):
        find_workspace(None, tmp_path)


def test_the_option_wins_over_the_variable_and_the_variable_over_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (make_workspace(tmp_path / name).resolve() for name in "abc")
    monkeypatch.setenv("DONDOC_WORKSPACE", str(second))
    assert find_workspace(None, first) == second
    assert find_workspace(third, first) == third
    monkeypatch.setenv("DONDOC_WORKSPACE", str(tmp_path / "khong-co"))
    with pytest.raises(DondocError) as refused:
        find_workspace(None, first)
    assert refused.value.params == {"folder": str(tmp_path / "khong-co")}


def test_the_settings_file_is_written_last(tmp_path: Path) -> None:
    folder = make_workspace(tmp_path / "so")
    newest = max((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.stat().st_mtime_ns)
    assert newest.name == FILE_NAME
