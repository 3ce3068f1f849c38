"""The program `dondoc`: assembles the commands and turns failures into one sentence and an exit status."""

import sys
import tempfile
import traceback
from pathlib import Path

import click
import typer

from dondoc import __version__
from dondoc.cli import (
    activity_commands,
    demo_command,
    document_commands,
    evidence_commands,
    flow_commands,
    office_commands,
    remind_commands,
    report_commands,
    review_command,
    task_commands,
    unit_commands,
)
from dondoc.cli.screen import warn
from dondoc.errors import DondocError, Unavailable
from dondoc.messages import explain

EXIT_BAD_INPUT, EXIT_PARTLY, EXIT_UNAVAILABLE = 1, 3, 4

app = typer.Typer(
    name="dondoc",
    help="Đôn đốc: theo dõi các cam kết trong báo cáo cho đến khi làm xong.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110},
)

for module in (
    office_commands,
    document_commands,
    review_command,
    task_commands,
    activity_commands,
    evidence_commands,
    remind_commands,
    report_commands,
    unit_commands,
    flow_commands,
    demo_command,
):
    module.register(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dondoc {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="In phiên bản."),
) -> None:
    """Đôn đốc: theo dõi các cam kết trong báo cáo cho đến khi làm xong."""


def run() -> None:
    """Entry point: no stack trace reaches a user; the trace of a fault of ours goes into a file."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except DondocError as error:
        warn(f"Lỗi: {explain(error)}")
        sys.exit(EXIT_UNAVAILABLE if isinstance(error, Unavailable) else EXIT_BAD_INPUT)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(EXIT_BAD_INPUT)
    except (click.exceptions.Abort, KeyboardInterrupt):
        warn("Đã dừng theo yêu cầu.")
        sys.exit(130)
    except Exception:
        warn(f"Lỗi ngoài dự kiến của dondoc. Chi tiết cho người quản trị: {_write_trace()}")
        sys.exit(EXIT_BAD_INPUT)


def _write_trace() -> Path:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="dondoc-loi-", suffix=".txt", delete=False) as file:
        file.write(traceback.format_exc())
    return Path(file.name)


if __name__ == "__main__":
    run()
