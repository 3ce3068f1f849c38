"""A folder is written whole, replaces only its own kind, and what was there stays when anything fails."""

import stat
from pathlib import Path

import pytest

from dondoc.documents.folder import write_folder
from dondoc.errors import BadInput, Conflict

FILES = {"a.txt": "một".encode(), "b.txt": b"hai"}


def is_text(name: str) -> bool:
    return name.endswith(".txt")


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_all_files_are_there_and_only_the_owner_may_look(tmp_path: Path) -> None:
    folder = tmp_path / "sâu" / "mau"
    write_folder(folder, FILES, is_ours=is_text)
    assert held(folder) == FILES
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_earlier_folder_of_ours_or_an_empty_one_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "mau"
    folder.mkdir()
    write_folder(folder, FILES, is_ours=is_text)
    write_folder(folder, {"c.txt": b"ba"}, is_ours=is_text)
    assert held(folder) == {"c.txt": b"ba"}
    assert [path.name for path in tmp_path.iterdir()] == ["mau"]


@pytest.mark.parametrize("name", ["anh.png", "thu-muc.txt/x.txt"])
def test_what_is_not_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    other = tmp_path / "mau" / name
    other.parent.mkdir(parents=True)
    other.write_bytes(b"x")
    with pytest.raises(Conflict) as refused:
        write_folder(tmp_path / "mau", FILES, is_ours=is_text)
    assert refused.value.message_code == "folder.taken"
    assert other.read_bytes() == b"x"
    assert [path.name for path in tmp_path.iterdir()] == ["mau"]


def test_a_name_that_cannot_be_written_leaves_the_earlier_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mau"
    write_folder(folder, FILES, is_ours=is_text)
    with pytest.raises(BadInput) as refused:
        write_folder(folder, {"khong/co.txt": b"x"}, is_ours=is_text)
    assert refused.value.message_code == "file.unwritable"
    assert held(folder) == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["mau"]


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mau").write_bytes(b"x")
    with pytest.raises(BadInput):
        write_folder(tmp_path / "mau", FILES, is_ours=is_text)
    assert (tmp_path / "mau").read_bytes() == b"x"
