"""up and flows: the schedules, by the embedded Prefect or without it."""

import os
import subprocess
import sys
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.options import AsJson, AsOf, Workspace
from dondoc.cli.screen import print_json, print_table, say, warn
from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job, JobReport
from dondoc.errors import BadInput

group = typer.Typer(no_args_is_help=True, help="Các luồng định kỳ: liệt kê, chạy ngay một lần.")

_EXIT_PARTLY = 3


@group.command("list")
def list_(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Các luồng và lịch chạy (giờ Việt Nam)."""
    from dondoc.settings.schedules import load_schedules

    with open_workspace(workspace) as office:
        schedules = load_schedules(office.office_dir)
    if as_json:
        print_json([{"job": s.job.value, "cron": s.cron, "enabled": s.enabled, "title": s.title} for s in schedules])
        return
    rows = ((s.job.value, s.cron if s.enabled else "tắt", s.title) for s in schedules)
    print_table(("Luồng", "Lịch (cron)", "Việc"), rows, wide=2)


@group.command("run")
def run_(
    name: Annotated[str, typer.Argument(help="Tên luồng, xem: dondoc flows list")],
    workspace: Workspace = None,
    prefect: Annotated[bool, typer.Option("--prefect", help="Chạy qua Prefect thay vì gọi thẳng.")] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Chạy một luồng cho thời điểm này (dùng được với cron của máy)."""
    from dondoc.wiring.jobs import run_in

    if name not in set(Job):
        raise BadInput(code="job.unknown", job=name)
    with open_workspace(workspace, as_of=as_of) as office:
        if prefect:
            raise typer.Exit(_child("run", name, office.folder, as_of=as_of))
        at = datetime.combine(parse_day(as_of), time(8), TIME_ZONE) if as_of else office.clock.now()
        report = run_in(office, Job(name), at=at)
    if as_json:
        print_json(
            {
                "job": report.job.value,
                "slot": report.slot,
                "repeat": report.is_repeat,
                **{
                    part: [{"subject": line.subject, "outcome": line.outcome} for line in getattr(report, part)]
                    for part in ("done", "left", "failed")
                },
            }
        )
    else:
        _print(report)
    if report.failed:
        raise typer.Exit(_EXIT_PARTLY if report.done else 1)


def _print(report: JobReport) -> None:
    if report.is_repeat:
        say(f"Luồng {report.job.value} của {report.slot} đã chạy rồi; lần này không làm gì.")
        return
    for line in report.done:
        say(f"  xong: {line.subject} – {line.outcome}")
    for line in report.left:
        say(f"  để lại: {line.subject} – {line.outcome}")
    for line in report.failed:
        warn(f"  hỏng: {line.subject} – {line.outcome}")
    say(f"Luồng {report.job.value} của {report.slot}: {len(report.done)} xong, {len(report.left)} để lại.")


def up(
    workspace: Workspace = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="Cổng của giao diện Prefect.")] = None,
) -> None:
    """Chạy máy chủ Prefect kèm theo và mọi lịch, cho đến khi nhấn Ctrl+C."""
    with open_workspace(workspace) as office:
        folder = office.folder
    command = [sys.executable, "-m", "deployments", "up", "--workspace", str(folder)]
    if port is not None:
        command += ["--port", str(port)]
    sys.stdout.flush()
    # The child takes this process's place: signals reach it, and one process tree is left to stop.
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter and module, no shell


def _child(verb: str, name: str, folder: Path, *, as_of: str | None) -> int:
    command = [sys.executable, "-m", "deployments", verb, name, "--workspace", str(folder)]
    if as_of is not None:
        command += ["--as-of", parse_day(as_of).isoformat()]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own interpreter and module


def register(app: typer.Typer) -> None:
    """Add the group and `up`."""
    app.add_typer(group, name="flows")
    app.command()(up)
