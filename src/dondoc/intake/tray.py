"""A tray of pictures that were dropped and are not yet handed to an activity; files on disk, no rows."""

import hashlib
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from dondoc.errors import NotFound, Unavailable

#: Seconds after which what nobody handed out is thrown away at the next drop.
_KEPT = 14 * 24 * 3600
_ID = re.compile(r"[0-9a-f]{32}")


#: Bytes of a file name; file systems take 255.
_LONGEST_NAME = 200


def short_name(name: str) -> str:
    """A file name cut before its ending, so that a file system takes it.

    >>> len(short_name("ế" * 120 + ".jpg").encode()), short_name("ế" * 120 + ".jpg")[-5:]
    (199, 'ế.jpg')
    """
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = f"{dot}{ending}" if dot and len(ending) < 10 else ""
    head = stem if tail else name
    return head.encode()[: _LONGEST_NAME - len(tail.encode())].decode(errors="ignore") + tail


@dataclass(frozen=True, slots=True)
class Dropped:
    """A picture in the tray."""

    #: From its content: the same picture twice lies there once.
    id: str
    name: str


class PictureTray:
    """The tray of one unit: a folder whose files are `<id>/<name>`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def drop(self, name: str, data: bytes, *, now: float | None = None) -> Dropped:
        """Put a picture in, whole or not at all; old ones that nobody took go."""
        self._sweep(now)
        dropped = Dropped(hashlib.sha256(data).hexdigest()[:32], short_name(name))
        place = self._folder / dropped.id
        if (known := self._known(dropped.id)) is not None:
            return known
        draft = place.with_name(f".{dropped.id}-{secrets.token_hex(4)}")
        try:
            draft.mkdir(parents=True, exist_ok=True)
            (draft / dropped.name).write_bytes(data)
            draft.replace(place)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            if (known := self._known(dropped.id)) is not None:
                return known  # a second press of the button was quicker
            raise Unavailable(code="tray.unwritable", problem=error.strerror or "?") from error
        return dropped

    def all(self) -> list[Dropped]:
        """What lies in it, by name."""
        if not self._folder.is_dir():
            return []
        # Another process may be taking one out at this moment, or was cut off when it did.
        found = [one for path in self._folder.iterdir() if (one := self._known(path.name)) is not None]
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def get(self, id_: str) -> Dropped:
        """One picture; NotFound `tray.gone`."""
        return Dropped(id_, self._file(id_).name)

    def read(self, id_: str) -> bytes:
        """Its bytes; NotFound `tray.gone`."""
        return self._file(id_).read_bytes()

    def take(self, id_: str) -> None:
        """Take it out; one that is gone does no harm."""
        if _ID.fullmatch(id_):
            shutil.rmtree(self._folder / id_, ignore_errors=True)

    def _known(self, id_: str) -> Dropped | None:
        try:
            return self.get(id_)
        except NotFound:
            return None

    def _file(self, id_: str) -> Path:
        place = self._folder / id_
        if _ID.fullmatch(id_) and place.is_dir():
            for path in place.iterdir():
                return path
        raise NotFound(code="tray.gone")

    def _sweep(self, now: float | None) -> None:
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if now is not None and now - path.stat().st_mtime > _KEPT:
                shutil.rmtree(path, ignore_errors=True)
