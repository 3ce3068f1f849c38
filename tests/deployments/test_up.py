"""`up` as an office runs it: one tree of processes, that works on schedule and leaves nothing when it ends."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from deployments.environment import environment, import_roots
from deployments.server import free_port, home_of
from dondoc.wiring import make_workspace, open_office

pytestmark = pytest.mark.prefect

MINUTELY = 'schema = 1\n[jobs.verify_ledger]\ncron = "* * * * *"\n'
#: Seconds: a start, or the next whole minute and a run, on a busy machine.
PATIENCE = 150.0


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_workspace(tmp_path_factory.mktemp("up") / "office")
    (folder / "config" / "schedules.toml").write_text(MINUTELY, encoding="utf-8")
    office = open_office(folder)
    office.start(unit="Công đoàn cơ sở May Bình An", email=None)
    office.close()
    return folder


class Tree:
    """A started `up`; all its processes carry a mark in their environment."""

    def __init__(self, workspace: Path) -> None:
        self.mark = f"DONDOC_TEST_TREE={uuid4()}"
        self.command = [sys.executable, "-m", "deployments", "up", "--workspace", str(workspace)]
        self.env = environment(os.environ, home=home_of(workspace), roots=import_roots())
        name, value = self.mark.split("=")
        self.process = subprocess.Popen(
            [*self.command, "--port", str(free_port())],
            env={**self.env, name: value},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def first_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def alive(self) -> list[int]:
        """All processes with the mark, wherever they hang."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                with suppress(OSError):
                    if self.mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                        found.append(int(folder.name))
        return found


@pytest.fixture
def tree(workspace: Path) -> Iterator[Tree]:
    started = Tree(workspace)
    yield started
    for pid in started.alive():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    started.process.wait()
    assert started.process.stdout is not None
    started.process.stdout.close()


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.5)


def runs(workspace: Path, state: str) -> int:
    with closing(sqlite3.connect(f"file:{home_of(workspace)}/prefect.db?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("select count(*) from flow_run where state_type = ?", [state]).fetchone()
    return int(count)


def test_it_works_on_schedule_and_stops_leaving_nothing_but_its_plans(workspace: Path, tree: Tree) -> None:
    assert "http://127.0.0.1:" in tree.first_line()
    second = subprocess.run(tree.command, env=tree.env, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert str(tree.process.pid) in second.stderr
    wait_until(lambda: runs(workspace, "COMPLETED") > 0)
    assert len(tree.alive()) >= 3

    tree.process.send_signal(signal.SIGTERM)
    said, _ = tree.process.communicate()
    assert said.splitlines() == ["Đã dừng; lịch vẫn giữ nguyên cho lần chạy sau."]
    assert tree.process.returncode == 0
    assert tree.alive() == []
    assert runs(workspace, "SCHEDULED") > 0
    with closing(sqlite3.connect(home_of(workspace) / "prefect.db")) as connection:
        assert connection.execute("select count(*) from deployment where paused").fetchone() == (0,)
        assert connection.execute("select count(*) from deployment_schedule where active").fetchone() == (7,)


def test_killed_it_leaves_nothing_running(tree: Tree) -> None:
    assert "http://127.0.0.1:" in tree.first_line()
    tree.process.send_signal(signal.SIGKILL)
    tree.process.wait()
    wait_until(lambda: tree.alive() == [])


def test_a_taken_port_is_refused_in_a_sentence(workspace: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "deployments", "up", "--workspace", str(workspace), "--port", port]
        env = environment(os.environ, home=home_of(workspace), roots=import_roots())
        refused = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert port in refused.stderr
