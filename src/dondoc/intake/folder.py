"""The inbox as folders on the disk: `inbox/evidence/<code>/` for proof, `inbox/reports/` for reports."""

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dondoc.errors import BadInput
from dondoc.usecases.ports import InboxFile

#: Ending of the file that says why its neighbour was refused.
REASON_ENDING = ".ly-do.txt"

#: A file whose size or time changes within this many seconds is still being copied.
_SETTLE_SECONDS = 0.05

_IGNORED = ("~$", ".", "Thumbs.db", "desktop.ini", "__MACOSX")
_UNFINISHED = (".tmp", ".part", ".crdownload")


class FolderInbox:
    """Files under `root` and its folders; unless `flat`, the first folder is the code that they belong to."""

    def __init__(self, root: Path, processed: Path, *, flat: bool = False) -> None:
        self._root, self._processed, self._flat = root, processed, flat

    def waiting(self) -> list[InboxFile]:
        """Files that are whole and were not refused as they are, by folder and name."""
        self._forget_orphans()
        before = self._stat()
        if not before:
            return []
        time.sleep(_SETTLE_SECONDS)
        after = self._stat()
        found: list[InboxFile] = []
        for path, seen in sorted(before.items()):
            if after.get(path) == seen and not _is_refused(path, seen):
                parts = path.relative_to(self._root).parts
                depth = 0 if self._flat or len(parts) == 1 else 1
                found.append(InboxFile(folder="".join(parts[:depth]), name="/".join(parts[depth:]), size=seen[0]))
        return sorted(found, key=lambda file: (file.folder, file.name))

    def read(self, file: InboxFile) -> bytes:
        """Its bytes; BadInput `inbox.unreadable`, `inbox.link`, or `inbox.changing` while it is still being copied."""
        path = self._path(file)
        if path.is_symlink():
            raise BadInput(code="inbox.link", file=path.name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BadInput(code="inbox.unreadable", file=path.name, problem=error.strerror or "?") from error
        if len(data) != file.size:
            raise BadInput(code="inbox.changing", file=path.name)
        return data

    def take(self, file: InboxFile, on: date) -> None:
        """Move a kept file into `processed/<folder>/`, under a name of its own; BadInput `inbox.unmovable`."""
        source = self._path(file)
        target_dir = self._processed / file.folder
        try:
            target_dir.mkdir(parents=True, exist_ok=True)
            target, number = target_dir / f"{on.isoformat()}-{source.name}", 2
            while target.exists():
                target, number = target_dir / f"{on.isoformat()}-{number}-{source.name}", number + 1
            shutil.move(source, target)
        except OSError as error:
            raise BadInput(code="inbox.unmovable", file=source.name, problem=error.strerror or "?") from error
        _reason(source).unlink(missing_ok=True)
        self._prune(source.parent)

    def refuse(self, file: InboxFile, reason: str) -> None:
        """Write the reason beside the file; remembers the file's size and time in its last line."""
        source = self._path(file)
        note = _reason(source)
        # A file that is gone by now needs no reason, and a folder that cannot be written has no place for one.
        with contextlib.suppress(OSError):
            size, changed = _fingerprint(source)
            draft = note.with_name(note.name + ".tmp")
            draft.write_text(f"{reason}\n\n[{size}/{changed}]\n", encoding="utf-8")
            draft.replace(note)

    def _path(self, file: InboxFile) -> Path:
        """Where the file is; its folders are real ones below the root, whatever its name says."""
        path = self._root / file.folder / file.name
        if not path.parent.resolve().is_relative_to(self._root.resolve()):
            raise BadInput(code="inbox.link", file=path.name)
        return path

    def _walk(self) -> Iterator[Path]:
        for folder, names, files in os.walk(self._root, followlinks=False):
            names[:] = [name for name in names if not name.startswith(_IGNORED)]
            yield from (Path(folder) / name for name in files)

    def _stat(self) -> dict[Path, tuple[int, int]]:
        found: dict[Path, tuple[int, int]] = {}
        for path in self._walk():
            if not path.name.endswith((REASON_ENDING, *_UNFINISHED)) and not path.name.startswith(_IGNORED):
                with contextlib.suppress(OSError):
                    found[path] = _fingerprint(path)
        return found

    def _forget_orphans(self) -> None:
        """A reason whose file was taken away or renamed says nothing any more."""
        for note in self._walk():
            if note.name.endswith(REASON_ENDING) and not os.path.lexists(str(note).removesuffix(REASON_ENDING)):
                with contextlib.suppress(OSError):
                    note.unlink()
                    self._prune(note.parent)

    def _prune(self, folder: Path) -> None:
        """Take away folders that are empty now, up to the root."""
        with contextlib.suppress(OSError):
            while folder != self._root:
                folder.rmdir()
                folder = folder.parent


def _is_refused(path: Path, seen: tuple[int, int]) -> bool:
    try:
        return _reason(path).read_text(encoding="utf-8").rstrip().endswith(f"[{seen[0]}/{seen[1]}]")
    except (OSError, UnicodeDecodeError):
        return False


def _reason(path: Path) -> Path:
    return path.with_name(path.name + REASON_ENDING)


def _fingerprint(path: Path) -> tuple[int, int]:
    stat = path.lstat()
    return stat.st_size, stat.st_mtime_ns
