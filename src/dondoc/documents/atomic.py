"""Writing a file whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from dondoc.errors import BadInput


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside, fsync, rename; BadInput `file.unwritable` when the folder cannot take it."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise BadInput(code="file.unwritable", file=str(path), problem=error.strerror or "?") from error
    finally:
        # Where the folder is a file there is nothing to unlink, and another failure would hide the first.
        with suppress(OSError):
            draft.unlink(missing_ok=True)
