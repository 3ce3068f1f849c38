"""Runs inside one Prefect of a process: what goes in and what comes out."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deployments.__main__ import main
from deployments.environment import environment, import_roots
from deployments.lock import Holder, held
from deployments.server import home_of
from dondoc.wiring import make_workspace, open_office

pytestmark = pytest.mark.prefect


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_workspace(tmp_path_factory.mktemp("sessions") / "office", simulate=True)
    office = open_office(folder)
    office.start(unit="Công đoàn cơ sở May Thanh Lâm", email=None)
    office.close()
    return folder


def child(workspace: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "deployments", *arguments, "--workspace", str(workspace)],
        env=environment(os.environ, home=home_of(workspace), roots=import_roots()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_a_session_does_what_it_is_told_and_counts_what_prefect_saw(workspace: Path) -> None:
    orders = [
        '{"job": "send_reminders", "at": "2017-07-03T08:00:00+07:00"}',
        '{"job": "verify_ledger", "at": "2017-07-04"}',
        '{"job": "make_coffee"}',
        '{"job": "verify_ledger", "at": "ngày mai"}',
        "",
    ]
    said, complaints = child(workspace, "session").communicate("\n".join(orders) + "\n")
    answers: list[Any] = [json.loads(line) for line in said.splitlines()]
    assert complaints == ""
    assert answers[0] == {"ready": True}
    assert [answer.get("state") for answer in answers[1:5]] == ["Completed", "Completed", "Refused", "Refused"]
    assert [answers[n]["report"]["slot"] for n in (1, 2)] == ["2017-07-03", "2017-07-04"]
    assert [answers[n]["error"]["code"] for n in (3, 4)] == ["prefect.order", "prefect.order"]
    assert answers[5:] == [{"counts": {"Completed": 2}}]
    assert "Finished in state Completed()" in (workspace / "data" / "logs" / "prefect.log").read_text()


def test_one_run_prints_its_report_and_a_failing_one_its_reason(workspace: Path, tmp_path: Path) -> None:
    ran = child(workspace, "run", "verify_ledger", "--as-of", "2017-08-01")
    said, _ = ran.communicate()
    assert (ran.returncode, json.loads(said)["slot"]) == (0, "2017-08-01")
    (tmp_path / "dondoc.toml").write_text("simulate = maybe\n", encoding="utf-8")
    failed = child(tmp_path, "run", "verify_ledger")
    said, complaint = failed.communicate()
    assert (failed.returncode, said) == (1, "")
    assert "dondoc.toml" in complaint


def test_a_killed_session_leaves_no_server_behind(workspace: Path) -> None:
    running = child(workspace, "session")
    assert running.stdin is not None
    assert running.stdout is not None
    assert json.loads(running.stdout.readline()) == {"ready": True}
    children = _children_of(running.pid)
    assert len(children) == 1
    # A pidfd can be read once its process has ended.
    server = os.pidfd_open(children[0])
    running.send_signal(signal.SIGKILL)
    running.communicate()
    assert _ended_within(server, seconds=20)


def test_a_session_is_refused_while_another_runs(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with held(home_of(workspace), Holder(pid=os.getpid(), command="session", api_url="http://127.0.0.1:1/api")):
        assert main(["session", "--workspace", str(workspace)]) == 1
        assert main(["run", "verify_ledger", "--workspace", str(workspace)]) == 1
    assert capsys.readouterr().err.count(str(os.getpid())) == 2


def _children_of(pid: int) -> list[int]:
    return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _ended_within(pidfd: int, *, seconds: float) -> bool:
    import select

    readable, _, _ = select.select([pidfd], [], [], seconds)
    os.close(pidfd)
    return bool(readable)
