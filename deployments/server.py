"""A real Prefect server as a child process, on loopback, with its own home and log."""

import importlib.metadata
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deployments import empty_database
from deployments.tether import tethered
from dondoc.errors import BadInput, Unavailable

HOST = "127.0.0.1"
#: Where Prefect's own pages are looked for first.
USUAL_PORT = 4200
#: Seconds; a first start took 21 s on two busy cores.
START_TIMEOUT = 120.0
STOP_TIMEOUT = 10.0
_PAUSE = 0.2


def home_of(workspace: Path) -> Path:
    """Prefect's home in a workspace; apart from the office's own data."""
    return workspace / "data" / "prefect"


def log_of(workspace: Path) -> Path:
    """Where everything that Prefect says is kept; a long log is turned over once."""
    path = workspace / "data" / "logs" / "prefect.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.stat().st_size > 10_000_000:
        path.replace(path.with_suffix(".log.1"))
    return path


def choose_port(wanted: int | None) -> int:
    """The wanted port, else the usual one, else any free one.

    Raises:
        BadInput: `prefect.port` when the wanted port is taken.
    """
    if wanted is not None:
        if not _is_free(wanted):
            raise BadInput(code="prefect.port", port=wanted)
        return wanted
    if _is_free(USUAL_PORT):
        return USUAL_PORT
    return free_port()


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def api_url(port: int) -> str:
    """Where the API of a server on this port answers."""
    return f"http://{HOST}:{port}/api"


@dataclass(frozen=True, slots=True)
class Server:
    """A started server; its process leads a group of its own."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def has_ended(self) -> bool:
        """Whether it is no longer running."""
        return self.process.poll() is not None

    def wait_until_ready(self) -> None:
        """Return once it answers.

        Raises:
            Unavailable: `prefect.start` when it ends or does not answer within two minutes.
        """
        if not wait_for_answer(api_url(self.port), give_up=lambda: self.has_ended):
            raise Unavailable(code="prefect.start", log=str(self.log))

    def stop(self) -> None:
        """Stop it, if need be by force."""
        stop_group(self.process, timeout=STOP_TIMEOUT)


def wait_for_answer(url: str, *, give_up: Callable[[], bool]) -> bool:
    """Whether the API at `url` answers, within two minutes and before `give_up` says so."""
    last = time.monotonic() + START_TIMEOUT
    while not _answers(url):
        if give_up() or time.monotonic() > last:
            return False
        time.sleep(_PAUSE)
    return True


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def start(env: Mapping[str, str], *, home: Path, port: int, log: Path) -> Server:
    """Start a server in `env` and return at once; it dies with the present process."""
    home.mkdir(parents=True, exist_ok=True)
    empty_database.place(home / "prefect.db", version=importlib.metadata.version("prefect"))
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)]
    return Server(start_group(tethered(command), env=env, log=log), port, log)


def start_group(
    command: list[str], *, env: Mapping[str, str], log: Path, pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    """Start a command at the head of its own session, so that it can be stopped with all its children."""
    with log.open("ab") as out:
        return subprocess.Popen(  # noqa: S603 - the command comes from this package
            command, env=dict(env), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            start_new_session=True, pass_fds=pass_fds,
        )  # fmt: skip


def stop_group(process: subprocess.Popen[bytes], *, timeout: float) -> None:
    """Ask the process to end; after `timeout` seconds, or once it has ended, kill what is left of its group."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
