"""`python -m deployments up|run|session`: the child that `dondoc up` and `dondoc flows run --prefect` start."""

import argparse
import json
import sys
from pathlib import Path

from deployments.embed import up
from deployments.session import run, session
from dondoc.core.job import Job
from dondoc.errors import DondocError, Unavailable
from dondoc.messages import explain

DONE, REFUSED, PARTLY_DONE, UNAVAILABLE, INTERRUPTED = 0, 1, 3, 4, 130


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; the exit status."""
    given = _parser().parse_args(arguments)
    workspace = given.workspace.resolve()
    try:
        return _do(given, workspace)
    except DondocError as error:
        sys.stderr.write(f"{explain(error)}\n")
        return UNAVAILABLE if isinstance(error, Unavailable) else REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _do(given: argparse.Namespace, workspace: Path) -> int:
    if given.command == "up":
        up(workspace, port=given.port)
        return DONE
    if given.command == "session":
        session(workspace, sys.stdin)
        return DONE
    report = run(workspace, given.job, given.as_of)
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    return PARTLY_DONE if report["failed"] else DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deployments", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("up", help="run every job on schedule until stopped")
    serving.add_argument("--port", type=int, help="port of Prefect's pages (default: 4200, or any free one)")
    one = commands.add_parser("run", help="run one job once, in Prefect; prints its report as JSON")
    one.add_argument("job", choices=[job.value for job in Job], metavar="JOB")
    one.add_argument("--as-of", help="day (08:00) or instant, ISO 8601")
    many = commands.add_parser("session", help="run jobs named on standard input, one JSON object a line")
    for command in (serving, one, many):
        command.add_argument("--workspace", type=Path, required=True, help="folder of the office")
    return parser


if __name__ == "__main__":
    sys.exit(main())
