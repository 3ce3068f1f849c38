"""Updates that a service gives once: kept in a folder before anything else, until their rows are in the ledger."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from dondoc.errors import Unavailable

#: So much must find room before a service is asked for what it will not give again.
_ROOM = 64 * 1024


class UpdateSpool:
    """A folder of one bot; files are whole or not there, and outlive a crash of the machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def require_room(self) -> None:
        """Unavailable `inbound.no_room` when an update could not be kept now."""
        self._write(self._folder / ".room", bytes(_ROOM))
        (self._folder / ".room").unlink(missing_ok=True)

    def put(self, key: str, data: bytes, *, at: int) -> None:
        """Keep an update under its key, after those of an earlier moment; Unavailable `inbound.no_room`."""
        self._write(self._folder / f"{at:015}-{_short(key)}.json", data)

    def all(self) -> list[bytes]:
        """What was kept and not taken, oldest first."""
        if not self._folder.is_dir():
            return []
        found: list[bytes] = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                found.append(path.read_bytes())
            except FileNotFoundError:
                continue  # another process took it at this moment
        return found

    def take(self, key: str) -> None:
        """Its row is in the ledger: let go of it."""
        for path in self._folder.glob(f"*-{_short(key)}.json"):
            path.unlink(missing_ok=True)

    def _write(self, path: Path, data: bytes) -> None:
        unfinished = path.with_name(f".{secrets.token_hex(8)}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
            _sync(self._folder)
        except OSError as error:
            problem = error.strerror or "?"
            raise Unavailable(code="inbound.no_room", folder=str(self._folder), problem=problem) from error
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)


def _short(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot, and does it by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
