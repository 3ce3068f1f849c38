"""Bytes are kept whole under their hash, found again, and missed when somebody touches them."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.errors import Conflict, NotFound, Unavailable
from dondoc.store.blobs import FileBlobs


@pytest.fixture
def blobs(tmp_path: Path) -> FileBlobs:
    return FileBlobs(tmp_path / "data" / "blobs")


def file_of(tmp_path: Path, sha256: str) -> Path:
    return tmp_path / "data" / "blobs" / sha256[:2] / sha256[2:]


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in tmp_path.rglob("*") if path.is_file())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary())
def test_bytes_come_back_by_their_hash(blobs: FileBlobs, data: bytes) -> None:
    sha256 = blobs.put(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert blobs.get(sha256) == data
    assert all(file.is_whole for file in blobs.kept())


def test_known_bytes_are_not_written_again(blobs: FileBlobs, tmp_path: Path) -> None:
    sha256 = blobs.put(b"anh")
    before = file_of(tmp_path, sha256).stat()
    assert blobs.put(b"anh") == sha256
    after = file_of(tmp_path, sha256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert files(tmp_path) == [file_of(tmp_path, sha256)]


@pytest.mark.parametrize("sha256", ["0" * 64, "", "../../etc/passwd", "A" * 64, "0" * 63 + "\n"])
def test_an_unknown_hash_is_named_and_no_path_leads_out_of_the_folder(blobs: FileBlobs, sha256: str) -> None:
    blobs.put(b"anh")
    with pytest.raises(NotFound) as missing:
        blobs.get(sha256)
    assert (missing.value.message_code, missing.value.params) == ("blob.unknown", {"sha256": sha256})


def test_the_first_touched_blob_is_found_and_not_handed_out(blobs: FileBlobs, tmp_path: Path) -> None:
    hashes = sorted(blobs.put(bytes([number])) for number in range(20))
    for touched in (hashes[13], hashes[7]):
        file_of(tmp_path, touched).write_bytes(b"khac")
        assert next(file.sha256 for file in blobs.kept() if not file.is_whole) == touched
    with pytest.raises(Conflict) as broken:
        blobs.get(hashes[7])
    assert (broken.value.message_code, broken.value.params) == ("blob.broken", {"sha256": hashes[7]})


def test_a_torn_blob_is_mended_when_its_bytes_come_again(blobs: FileBlobs, tmp_path: Path) -> None:
    sha256 = blobs.put(b"anh")
    file_of(tmp_path, sha256).write_bytes(b"an")
    assert blobs.put(b"anh") == sha256
    assert blobs.get(sha256) == b"anh"


def test_a_kept_blob_is_known_without_reading_it(blobs: FileBlobs) -> None:
    sha256 = blobs.put(b"anh")
    assert blobs.has(sha256)
    assert not blobs.has("0" * 64)
    assert not blobs.has("../../etc/passwd")


def test_a_stray_file_is_no_blob(blobs: FileBlobs, tmp_path: Path) -> None:
    sha256 = blobs.put(b"anh")
    file_of(tmp_path, sha256).with_name("Thumbs.db").write_bytes(b"x")
    blob, stray = blobs.kept()
    assert (blob.sha256, stray.name, stray.sha256) == (sha256, f"{sha256[:2]}/Thumbs.db", "")


def test_a_file_is_moved_out_of_the_store_and_nothing_outside_it_is(blobs: FileBlobs, tmp_path: Path) -> None:
    sha256 = blobs.put(b"anh")
    moved = Path(blobs.set_aside(blobs.kept()[0].name))
    assert (moved.read_bytes(), moved.parts[-3:-1]) == (b"anh", ("set_aside", sha256[:2]))
    assert blobs.kept() == []
    (tmp_path / "data" / "secret.key").write_bytes(b"x")
    for name in ("../secret.key", "ab/none"):
        with pytest.raises(NotFound):
            blobs.set_aside(name)


def test_an_empty_folder_keeps_nothing(blobs: FileBlobs) -> None:
    assert blobs.kept() == []


DYING = """
import os, signal, sys
from pathlib import Path
from dondoc.store.blobs import FileBlobs

os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
FileBlobs(Path(sys.argv[1])).put(b"anh")
"""


def test_a_process_killed_while_writing_leaves_no_half_blob(blobs: FileBlobs, tmp_path: Path) -> None:
    root = tmp_path / "data" / "blobs"
    killed = subprocess.run([sys.executable, "-c", DYING, str(root)], check=False)
    assert killed.returncode != 0
    sha256 = hashlib.sha256(b"anh").hexdigest()
    assert not file_of(tmp_path, sha256).exists()
    assert [file.sha256 for file in blobs.kept()] == [""]
    with pytest.raises(NotFound):
        blobs.get(sha256)
    assert blobs.get(blobs.put(b"anh")) == b"anh"


def test_a_folder_that_cannot_be_written_is_said_in_our_words(tmp_path: Path) -> None:
    root = tmp_path / "blobs"
    root.touch()
    with pytest.raises(Unavailable) as refused:
        FileBlobs(root).put(b"anh")
    assert refused.value.message_code == "blob.unwritable"
