"""`dondoc up`: Prefect's server and the runner of our flows as one tree of processes, stopped as one.

This process imports no Prefect: it starts the server and the runner, each at the head of its own session, says when
they are ready, and stops both with all their children. Killed itself, it leaves nothing: the server is tethered to it
(`tether`), and the runner kills its own session when its parent is gone (`serving`).
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from deployments import server
from deployments.bell import Bell, listening
from deployments.environment import environment, import_roots
from deployments.lock import Holder, held
from deployments.registry import planned_for
from dondoc.errors import Unavailable

#: Seconds that the runner has to stop its flow runs; their work is taken up again at the next start.
RUNNER_STOP_TIMEOUT = 15.0
#: Seconds until the server answers and has all deployments.
SERVING_TIMEOUT = server.START_TIMEOUT + 60.0
_READY = "Đôn đốc đang chạy theo lịch. Trang theo dõi: {url} (dừng: Ctrl+C). Nhật ký: {log}"
_STOPPED = "Đã dừng; lịch vẫn giữ nguyên cho lần chạy sau."


def up(workspace: Path, *, port: int | None = None) -> None:
    """Run everything until SIGTERM or Ctrl+C; prints one line when ready and one when stopped.

    Raises:
        Conflict: `prefect.running` when Prefect already runs in this workspace.
        BadInput: `prefect.port`, `schedule.cron`, `config.*`.
        Unavailable: `prefect.start`, `prefect.ended`.
    """
    planned_for(workspace)  # a mistake in the schedules is said before anything starts
    home, log = server.home_of(workspace), server.log_of(workspace)
    chosen = server.choose_port(port)
    holder = Holder(pid=os.getpid(), command="up", api_url=server.api_url(chosen))
    with held(home, holder), listening() as bell:
        env = environment(os.environ, home=home, api_url=holder.api_url, roots=import_roots())
        started = server.start(env, home=home, port=chosen, log=log)
        try:
            _serve(workspace, started, env, bell)
        finally:
            started.stop()
    _say(_STOPPED)


def _serve(workspace: Path, started: server.Server, env: dict[str, str], bell: Bell) -> None:
    heard, said = os.pipe()
    command = [sys.executable, "-m", "deployments.serving", str(workspace), str(os.getpid()), str(said)]
    runner = server.start_group(command, env=env, log=started.log, pass_fds=(said,))
    os.close(said)
    try:
        _wait_until_serving(heard, runner, started, bell)
        while not bell.must_stop:
            bell.wait(None)
            if runner.poll() is not None or started.has_ended:
                raise Unavailable(code="prefect.ended", log=str(started.log))
    finally:
        os.close(heard)
        server.stop_group(runner, timeout=RUNNER_STOP_TIMEOUT)


def _wait_until_serving(heard: int, runner: subprocess.Popen[bytes], started: server.Server, bell: Bell) -> None:
    give_up = time.monotonic() + SERVING_TIMEOUT
    while not bell.must_stop:
        said = bell.wait(max(0.0, give_up - time.monotonic()), heard)
        if said and os.read(heard, 1):
            _say(_READY.format(url=f"http://{server.HOST}:{started.port}", log=started.log))
            return
        if runner.poll() is not None or started.has_ended or time.monotonic() > give_up:
            raise Unavailable(code="prefect.start", log=str(started.log))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
