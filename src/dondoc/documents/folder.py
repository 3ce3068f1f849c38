"""Writing a folder of files whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from dondoc.errors import BadInput, Conflict


def write_folder(folder: Path, files: Mapping[str, bytes], *, is_ours: Callable[[str], bool]) -> None:
    """Write beside, fsync, rename; an earlier folder is replaced when every file in it `is_ours`.

    Only the owner may read the folder.

    Raises:
        Conflict: `folder.taken` when the folder holds something else, which is left alone.
        BadInput: `file.unwritable`.
    """
    target = folder.resolve()
    _require_ours(target, is_ours)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir(mode=0o700)
        for name, data in files.items():
            with (draft / name).open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        _put_in_place(draft, target)
    except OSError as error:
        raise BadInput(code="file.unwritable", file=str(folder), problem=error.strerror or "?") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put_in_place(draft: Path, target: Path) -> None:
    """Rename the draft; the earlier folder steps aside and comes back when that fails."""
    if not target.exists():
        draft.rename(target)
        return
    old = draft.with_name(f"{draft.name}.old")
    target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)


def _require_ours(folder: Path, is_ours: Callable[[str], bool]) -> None:
    try:
        other = next((path.name for path in sorted(folder.iterdir()) if path.is_dir() or not is_ours(path.name)), None)
    except FileNotFoundError:
        return
    except OSError as error:
        raise BadInput(code="file.unwritable", file=str(folder), problem=error.strerror or "?") from error
    if other is not None:
        raise Conflict(code="folder.taken", folder=str(folder), file=other)
