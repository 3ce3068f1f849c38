"""The inbox as folders on the disk: `inbox/evidence/<code>/` for proof, `inbox/reports/` for reports."""

import contextlib
import os
import shutil
import time
from datetime import date
from pathlib import Path

from dondoc.errors import BadInput
from dondoc.usecases.ports import InboxFile

#: Ending of the file that says why its neighbour was refused.
REASON_ENDING = ".ly-do.txt"

#: A file whose size or time changes within this many seconds is still being copied.
_SETTLE_SECONDS = 0.05

_IGNORED = ("~$", ".", "Thumbs.db", "desktop.ini")


class FolderInbox:
    """Files under `root`, one folder deep (`root/<code>/file`) or flat (`root/file`)."""

    def __init__(self, root: Path, processed: Path, *, flat: bool = False) -> None:
        self._root, self._processed, self._flat = root, processed, flat

    def waiting(self) -> list[InboxFile]:
        """Files that are whole and were not refused as they are, by folder and name."""
        before = self._stat()
        if not before:
            return []
        time.sleep(_SETTLE_SECONDS)
        after = self._stat()
        found: list[InboxFile] = []
        for path, seen in sorted(before.items()):
            if after.get(path) == seen and not self._refused(path, seen):
                folder = "" if self._flat else path.parent.name
                found.append(InboxFile(folder=folder, name=path.name, size=seen[0]))
        return found

    def read(self, file: InboxFile) -> bytes:
        """Its bytes; BadInput `inbox.unreadable`."""
        try:
            return self._path(file).read_bytes()
        except OSError as error:
            raise BadInput(code="inbox.unreadable", file=file.name, problem=error.strerror or "?") from error

    def take(self, file: InboxFile, on: date) -> None:
        """Move a kept file into `processed/<folder>/`, under a name of its own."""
        source = self._path(file)
        target_dir = self._processed / file.folder
        target_dir.mkdir(parents=True, exist_ok=True)
        target, number = target_dir / f"{on.isoformat()}-{file.name}", 2
        while target.exists():
            target, number = target_dir / f"{on.isoformat()}-{number}-{file.name}", number + 1
        shutil.move(source, target)
        self._reason(source).unlink(missing_ok=True)
        if not self._flat:
            with contextlib.suppress(OSError):
                source.parent.rmdir()

    def refuse(self, file: InboxFile, reason: str) -> None:
        """Write the reason beside the file; remembers the file's size and time in its last line."""
        source = self._path(file)
        size, changed = _fingerprint(source)
        note = self._reason(source)
        draft = note.with_name(note.name + ".tmp")
        draft.write_text(f"{reason}\n\n[{size}/{changed}]\n", encoding="utf-8")
        draft.replace(note)

    def _path(self, file: InboxFile) -> Path:
        path = self._root / file.name if self._flat else self._root / file.folder / file.name
        if path.is_symlink() or path.parent.resolve() != (self._root / file.folder).resolve():
            raise BadInput(code="inbox.unreadable", file=file.name, problem="link")
        return path

    def _stat(self) -> dict[Path, tuple[int, int]]:
        if not self._root.is_dir():
            return {}
        folders = [self._root] if self._flat else [d for d in self._root.iterdir() if d.is_dir() and not d.is_symlink()]
        found: dict[Path, tuple[int, int]] = {}
        for folder in folders:
            for path in folder.iterdir():
                if path.is_file() and not path.is_symlink() and not _is_ours(path.name):
                    with contextlib.suppress(OSError):
                        found[path] = _fingerprint(path)
        return found

    def _refused(self, path: Path, seen: tuple[int, int]) -> bool:
        note = self._reason(path)
        try:
            return note.read_text(encoding="utf-8").rstrip().endswith(f"[{seen[0]}/{seen[1]}]")
        except (OSError, UnicodeDecodeError):
            return False

    @staticmethod
    def _reason(path: Path) -> Path:
        return path.with_name(path.name + REASON_ENDING)


def _is_ours(name: str) -> bool:
    return name.endswith((REASON_ENDING, ".tmp", ".part", ".crdownload")) or name.startswith(_IGNORED)


def _fingerprint(path: Path) -> tuple[int, int]:
    stat = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - Path.stat has no size and time in one call with this flag on 3.11
    return stat.st_size, stat.st_mtime_ns
