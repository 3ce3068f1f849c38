"""Runs a program apart from ours, with bounds on its time and memory: what reads hostile files may crash or hang."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How a program ended."""

    #: Exit status; negative for the signal that killed it, as `subprocess` gives it.
    status: int
    output: bytes
    #: It was stopped because its time was over.
    is_late: bool = False


def run_apart(
    command: Sequence[str],
    *,
    cwd: Path,
    seconds: float,
    megabytes: int,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> Finished:
    """Runs a command until it ends or its time is over, with its children; on Linux with a bound on its memory.

    Raises:
        OSError: there is no such program, or it may not be run.
    """
    process = subprocess.Popen(  # noqa: S603 - a fixed program, arguments without a shell
        list(command),
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _bound(process.pid, megabytes)
    try:
        output, _ = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        _kill(process)
        return Finished(status=process.returncode, output=b"", is_late=True)
    except BaseException:
        _kill(process)
        raise
    return Finished(status=process.returncode, output=output)


def _bound(pid: int, megabytes: int) -> None:
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - only where there are such bounds

    size = megabytes * 1024 * 1024
    # The program may have ended by now.
    with contextlib.suppress(OSError):
        resource.prlimit(pid, resource.RLIMIT_AS, (size, size))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends the program and what it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
