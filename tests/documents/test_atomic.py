"""A file is written whole or not at all, and what stands in the way is said."""

from pathlib import Path

import pytest

from dondoc.documents.atomic import write_atomically
from dondoc.errors import BadInput


def test_a_file_is_written_with_its_folders_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_atomically(path, b"1")
    write_atomically(path, b"2")
    assert path.read_bytes() == b"2"
    assert [one.name for one in path.parent.iterdir()] == ["b.txt"]


def test_a_folder_that_is_a_file_is_said_in_our_words(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(BadInput) as refused:
        write_atomically(tmp_path / "a" / "b.txt", b"1")
    assert refused.value.message_code == "file.unwritable"
