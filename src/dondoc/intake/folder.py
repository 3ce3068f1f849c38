"""The inbox as folders on the disk: `inbox/evidence/<code>/` for proof, `inbox/reports/` for reports."""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from dondoc.errors import BadInput
from dondoc.usecases.ports import InboxFile

#: Ending of the file that says why its neighbour was refused.
REASON_ENDING = ".ly-do.txt"

#: Between two looks at a file: one that changes meanwhile is still being copied.
_LOOK_AGAIN_SECONDS = 0.05

#: Last line of a reason that may pass without the file being changed.
_PASSING = "(Lần thu sau sẽ xét lại.)"

_IGNORED = ("~$", ".", "Thumbs.db", "desktop.ini", "__MACOSX")
_UNFINISHED = (".tmp", ".part", ".crdownload")


class FolderInbox:
    """Files under `root` and its folders; unless `flat`, the first folder is the code that they belong to.

    A file is whole when it was not changed for `settle_seconds`, by the clock of the file system that it lies on.
    """

    def __init__(self, root: Path, processed: Path, *, settle_seconds: float, flat: bool = False) -> None:
        self._root, self._processed, self._flat = root, processed, flat
        self._settle = round(settle_seconds * 1_000_000_000)

    def waiting(self) -> list[InboxFile]:
        """Files that are whole, in folders that are, and were not refused as they are; by folder and name."""
        self._forget_orphans()
        quiet, restless = self._looked_at_twice()
        # The pictures of one activity are copied one after the other: its folder waits for the last.
        held = {self._file(path, seen).folder for path, seen in restless.items()} - {""}
        found = [self._file(path, seen) for path, seen in quiet.items() if not self._is_refused(path, seen)]
        return sorted((f for f in found if f.folder not in held), key=lambda file: (file.folder, file.name))

    def settling(self) -> list[InboxFile]:
        """Files that may still be being copied, by folder and name."""
        _, restless = self._looked_at_twice()
        found = [self._file(path, seen) for path, seen in restless.items()]
        return sorted(found, key=lambda file: (file.folder, file.name))

    def _looked_at_twice(self) -> tuple[dict[Path, tuple[int, int]], dict[Path, tuple[int, int]]]:
        """Files that are quiet, and files that are not."""
        before = self._stat()
        if not before:
            return {}, {}
        time.sleep(_LOOK_AGAIN_SECONDS)
        after, now = self._stat(), self._file_time()
        quiet = {path: seen for path, seen in before.items() if after.get(path) == seen and self._is_old(seen[1], now)}
        return quiet, {path: seen for path, seen in after.items() if path not in quiet}

    def _is_old(self, changed: int, now: int | None) -> bool:
        """Whether a file was left alone long enough; where its time lies ahead or no clock is at hand, two looks do."""
        return now is None or changed > now or now - changed >= self._settle

    def _file_time(self) -> int | None:
        """The time, in ns, that the file system gives to a file written now: a share may run by another clock."""
        try:
            with tempfile.NamedTemporaryFile(prefix=".dondoc-", dir=self._root) as probe:
                probe.write(b".")
                probe.flush()
                return os.fstat(probe.fileno()).st_mtime_ns
        except OSError:
            return None

    def _file(self, path: Path, seen: tuple[int, int]) -> InboxFile:
        parts = path.relative_to(self._root).parts
        depth = 0 if self._flat or len(parts) == 1 else 1
        return InboxFile(folder="".join(parts[:depth]), name="/".join(parts[depth:]), size=seen[0])

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

    def drop_copies(self, wanted: Mapping[str, int]) -> int:
        """Destroy the taken files with these hashes, whose sizes are given; how many.

        Raises:
            BadInput: `inbox.unmovable` for one that the system does not let go.
        """
        sizes, dropped = set(wanted.values()), 0
        for path in sorted(self._processed.rglob("*")) if sizes else []:
            if not path.is_file() or path.is_symlink() or path.stat().st_size not in sizes:
                continue
            with path.open("rb") as file:
                is_wanted = hashlib.file_digest(file, "sha256").hexdigest() in wanted
            if is_wanted:
                try:
                    path.unlink()
                except OSError as error:
                    raise BadInput(code="inbox.unmovable", file=path.name, problem=error.strerror or "?") from error
                dropped += 1
        return dropped

    def refuse(self, file: InboxFile, reason: str, *, lasting: bool) -> bool:
        """Write the reason beside the file; False when the same reason stood there already.

        Where the reason lies in the file itself, the last line remembers the file, which is not listed until it changes
        or stands in another folder.
        """
        source = self._path(file)
        note = _reason(source)
        # A file that is gone by now needs no reason, and a folder that cannot be written has no place for one.
        with contextlib.suppress(OSError):
            last = self._mark(source, _fingerprint(source)) if lasting else _PASSING
            words = f"{reason}\n\n{last}\n"
            if _words(note) == words:
                return False
            draft = note.with_name(note.name + ".tmp")
            draft.write_text(words, encoding="utf-8")
            draft.replace(note)
        return True

    def _mark(self, path: Path, seen: tuple[int, int]) -> str:
        """What a file was when it was refused for good: size, time, and the folder in which it lay."""
        return f"[{path.parent.relative_to(self._root).as_posix()}/{seen[0]}/{seen[1]}]"

    def _is_refused(self, path: Path, seen: tuple[int, int]) -> bool:
        return _words(_reason(path)).rstrip().endswith("\n" + self._mark(path, seen))

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


def _words(note: Path) -> str:
    """The words of a reason; "" where there is none."""
    try:
        return note.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _reason(path: Path) -> Path:
    return path.with_name(path.name + REASON_ENDING)


def _fingerprint(path: Path) -> tuple[int, int]:
    stat = path.lstat()
    return stat.st_size, stat.st_mtime_ns
