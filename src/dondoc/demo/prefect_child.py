"""The Prefect of the demonstration: a child process that runs flows on demand and counts them at the end."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from dondoc.core.job import Job
from dondoc.errors import Unavailable


class PrefectChild:
    """`python -m deployments session`: orders and answers are JSON lines."""

    def __init__(self, workspace: Path) -> None:
        command = [sys.executable, "-m", "deployments", "session", "--workspace", str(workspace)]
        self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> "PrefectChild":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()

    def wait_until_ready(self) -> None:
        """Return once the server answers; Unavailable `demo.prefect` when it does not come up."""
        if not self._answer().get("ready"):
            raise Unavailable(code="demo.prefect", problem="not ready")

    def run(self, job: Job, at: datetime) -> dict[str, Any]:
        """One flow run; its report. Unavailable `demo.prefect` when it did not complete."""
        answer = self._ask({"job": job.value, "at": at.isoformat()})
        if answer.get("state") != "Completed":
            raise Unavailable(code="demo.prefect", problem=json.dumps(answer, ensure_ascii=False)[:300])
        report: dict[str, Any] = answer["report"]
        return report

    def finish(self) -> dict[str, int]:
        """Flow runs by state, as Prefect counts them; the child ends."""
        if self._child.stdin is not None:
            self._child.stdin.close()
        counts: dict[str, int] = self._answer()["counts"]
        self._child.wait(timeout=60)
        return counts

    def _ask(self, order: dict[str, str]) -> dict[str, Any]:
        if self._child.stdin is None:
            raise Unavailable(code="demo.prefect", problem="no pipe")
        try:
            self._child.stdin.write(json.dumps(order) + "\n")
            self._child.stdin.flush()
        except BrokenPipeError as error:
            raise Unavailable(code="demo.prefect", problem="ended early") from error
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        line = self._child.stdout.readline() if self._child.stdout is not None else ""
        if not line:
            raise Unavailable(code="demo.prefect", problem=f"ended with status {self._child.poll()}")
        answer: dict[str, Any] = json.loads(line)
        return answer
