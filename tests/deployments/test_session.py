"""Runs inside one Prefect of a process: what goes in and what comes out."""

import json
import os
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
    office.start(unit="Công đoàn cơ sở May Bình An", email=None)
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


def test_a_run_that_fails_says_why(tmp_path: Path) -> None:
    (tmp_path / "dondoc.toml").write_text("simulate = maybe\n", encoding="utf-8")
    ran = child(tmp_path, "run", "verify_ledger")
    said, complaint = ran.communicate()
    assert (ran.returncode, said) == (1, "")
    assert "dondoc.toml" in complaint


def test_a_session_is_refused_while_another_runs(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with held(home_of(workspace), Holder(pid=os.getpid(), command="session", api_url="http://127.0.0.1:1/api")):
        assert main(["session", "--workspace", str(workspace)]) == 1
        assert main(["run", "verify_ledger", "--workspace", str(workspace)]) == 1
    assert capsys.readouterr().err.count(str(os.getpid())) == 2
