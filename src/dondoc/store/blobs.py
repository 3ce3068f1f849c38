"""Bytes kept by their SHA-256, as files `ab/cdef…`: written whole or not at all, and never changed."""

import hashlib
import os
import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

from dondoc.errors import Conflict, NotFound, Unavailable
from dondoc.usecases.outside import KeptFile

_HASH = re.compile(r"[0-9a-f]{64}")


class FileBlobs:
    """`ports.Blobs` in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, data: bytes) -> str:
        """Keep the bytes (fsync, atomic rename) and return their hash; known bytes are not written again.

        A known file whose bytes have rotted is replaced by the good ones.

        Raises:
            Unavailable: `blob.unwritable` when the disk is full or may not be written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if path.is_file() and _hash_of(path) == sha256:
            return sha256
        try:
            self._write(path, data)
        except OSError as error:
            problem = error.strerror or "?"
            raise Unavailable(code="blob.unwritable", folder=str(self._root), problem=problem) from error
        return sha256

    def _write(self, path: Path, data: bytes) -> None:
        is_new_folder = not path.parent.is_dir()
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.parent / f".{secrets.token_hex(8)}"
        try:
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync_folder(path.parent)
        if is_new_folder:
            _sync_folder(self._root)

    def get(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            NotFound: `blob.unknown`.
            Conflict: `blob.broken` when the bytes no longer fit the hash.
        """
        # The pattern also keeps a made-up "hash" such as "../.." from naming a file outside the folder.
        if not _HASH.fullmatch(sha256):
            raise NotFound(code="blob.unknown", sha256=sha256)
        try:
            data = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(code="blob.unknown", sha256=sha256) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Conflict(code="blob.broken", sha256=sha256)
        return data

    def has(self, sha256: str) -> bool:
        """Whether the bytes are kept."""
        return bool(_HASH.fullmatch(sha256)) and self._path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        """Destroy the bytes for good; nothing happens where there are none."""
        if self.has(sha256):
            path = self._path(sha256)
            path.unlink(missing_ok=True)
            _sync_folder(path.parent)

    def kept(self) -> list[KeptFile]:
        """Every file in the folder, each read and held against its name, in the order of names."""
        return [self._kept(path) for path in sorted(self._root.rglob("*")) if path.is_file()]

    def set_aside(self, name: str) -> str:
        """Move a file that nothing speaks of to `set_aside/` beside the folder; its path there.

        Raises:
            NotFound: `blob.unknown`.
        """
        path = self._root / name
        if not path.is_file() or not path.resolve().is_relative_to(self._root.resolve()):
            raise NotFound(code="blob.unknown", sha256=name)
        target = self._root.with_name("set_aside") / name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        return str(target)

    def _kept(self, path: Path) -> KeptFile:
        name = path.relative_to(self._root).as_posix()
        sha256 = name.replace("/", "", 1)
        is_blob = bool(_HASH.fullmatch(sha256)) and path == self._path(sha256)
        return KeptFile(
            name=name,
            sha256=sha256 if is_blob else "",
            is_whole=is_blob and _hash_of(path) == sha256,
            written_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        )

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:]


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make the folder's new entry survive a power cut; Windows cannot, and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
