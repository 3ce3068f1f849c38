"""Runs of jobs inside a Prefect of this process: one for `run`, any number for `session`."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from pydantic import JsonValue

from deployments import server
from deployments.environment import environment, import_roots
from deployments.lock import Holder, held, present_holder
from dondoc.errors import Conflict

Answer = dict[str, JsonValue]


def session(workspace: Path, orders: TextIO) -> None:
    """Start Prefect, say so, do each order as it comes, and at the end count the runs as Prefect knows them.

    Standard output carries one JSON object a line and nothing else: `{"ready": true}`, then an answer an order, then
    `{"counts": {"Completed": 2}}`. What Prefect says goes to its log.

    Raises:
        Conflict: `prefect.running` when Prefect already runs in this workspace.
        Unavailable: `prefect.start`.
    """
    with ExitStack() as stack:
        out = stack.enter_context(_answers_only(server.log_of(workspace)))
        started = stack.enter_context(_own_prefect(workspace, command="session"))
        # Prefect reads the environment when it is imported; the server starts meanwhile.
        from deployments.in_process import Session  # noqa: PLC0415

        with Session(workspace) as running:
            started.wait_until_ready()
            _put(out, {"ready": True})
            for line in orders:
                if line.strip():
                    _put(out, running.answer(line))
            _put(out, {"counts": running.counts()})


def run(workspace: Path, job: str, as_of: str | None) -> Answer:
    """One run of one job in Prefect; its `JobReport` as JSON. The Prefect of a running `dondoc up` is used if any.

    Raises:
        DondocError: what the job raised; `prefect.running`, `prefect.start` as `session`.
        BadInput: `prefect.order` when the job or the day cannot be read.
    """
    with ExitStack() as stack:
        stack.enter_context(_answers_only(server.log_of(workspace)))
        started = stack.enter_context(_running_or_own_prefect(workspace))
        from deployments.in_process import Session  # noqa: PLC0415 - as above

        with Session(workspace) as running:
            if started is not None:
                started.wait_until_ready()
            return running.report(job, as_of)


@contextmanager
def _running_or_own_prefect(workspace: Path) -> Iterator[server.Server | None]:
    try:
        with _own_prefect(workspace, command="run") as started:
            yield started
    except Conflict:
        other = present_holder(server.home_of(workspace))
        if other is None or other.command != "up":
            raise
        _enter(workspace, other.api_url)
        yield None


@contextmanager
def _own_prefect(workspace: Path, *, command: str) -> Iterator[server.Server]:
    home, port = server.home_of(workspace), server.free_port()
    holder = Holder(pid=os.getpid(), command=command, api_url=server.api_url(port))
    with held(home, holder):
        _enter(workspace, holder.api_url)
        started = server.start(os.environ, home=home, port=port, log=server.log_of(workspace))
        try:
            yield started
        finally:
            started.stop()


def _enter(workspace: Path, api_url: str) -> None:
    """Make the environment of this process Prefect's; nothing here may have imported Prefect yet."""
    made = environment(os.environ, home=server.home_of(workspace), api_url=api_url, roots=import_roots())
    os.environ.clear()
    os.environ.update(made)


@contextmanager
def _answers_only(log: Path) -> Iterator[TextIO]:
    """Yields the true standard output; whatever else is written to it or to standard error goes to the log."""
    sys.stdout.flush()
    kept = [os.dup(1), os.dup(2)]
    with log.open("ab") as sink, os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(sink.fileno(), 1)
        os.dup2(sink.fileno(), 2)
        try:
            yield out
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for number, descriptor in zip((1, 2), kept, strict=True):
                os.dup2(descriptor, number)
                os.close(descriptor)


def _put(out: TextIO, answer: Answer) -> None:
    out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    out.flush()
