"""One Prefect a workspace: a lock that the system lets go of when its holder dies, however it dies."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from dondoc.errors import BadInput, Conflict
from dondoc.wiring.file_lock import file_lock

FILE_NAME = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who runs Prefect in a workspace, and where its API answers."""

    pid: int
    #: "up", "session" or "run".
    command: str
    api_url: str


@contextmanager
def held(home: Path, holder: Holder) -> Iterator[None]:
    """Hold the lock of a Prefect home while the block runs.

    Raises:
        Conflict: `prefect.running` when another process holds it.
        BadInput: `file.unwritable` when the folder cannot be written.
    """
    with ExitStack() as stack:
        try:
            is_ours = stack.enter_context(file_lock(home / FILE_NAME))
        except OSError as error:
            raise BadInput(code="file.unwritable", file=str(home), problem=error.strerror or "?") from error
        if not is_ours:
            other = present_holder(home)
            raise Conflict(
                code="prefect.running", pid=other.pid if other else "?", command=other.command if other else "?"
            )
        _note(home).write_text(json.dumps(asdict(holder)), encoding="utf-8")
        yield
        _note(home).unlink(missing_ok=True)


def present_holder(home: Path) -> Holder | None:
    """Who holds the lock, as far as it was written down; None when nobody seems to."""
    try:
        return Holder(**json.loads(_note(home).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _note(home: Path) -> Path:
    return home / "holder.json"
