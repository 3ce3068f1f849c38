"""The program `dondoc`: assembles the commands and turns failures into one sentence and an exit status."""

import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import typer

from dondoc import __version__
from dondoc.cli import (
    activity_commands,
    corpus_commands,
    demo_command,
    doctor_command,
    document_commands,
    escalate_commands,
    evidence_commands,
    flow_commands,
    grade_commands,
    handover_command,
    inbox_commands,
    letter_commands,
    link_commands,
    lint_command,
    office_commands,
    outline_commands,
    plan_lint_command,
    receipt_commands,
    remind_commands,
    report_commands,
    reports_commands,
    request_commands,
    review_command,
    serve_command,
    task_commands,
    template_commands,
    unit_commands,
)
from dondoc.cli.screen import warn
from dondoc.cli.usage import USAGE_ERROR, usage_sentence
from dondoc.errors import DondocError, Unavailable
from dondoc.messages import explain

EXIT_BAD_INPUT, EXIT_USAGE, EXIT_UNAVAILABLE, EXIT_STOPPED = 1, 2, 4, 130

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
    doctor_command,
    document_commands,
    review_command,
    task_commands,
    activity_commands,
    evidence_commands,
    inbox_commands,
    receipt_commands,
    remind_commands,
    escalate_commands,
    letter_commands,
    report_commands,
    lint_command,
    outline_commands,
    plan_lint_command,
    reports_commands,
    grade_commands,
    template_commands,
    unit_commands,
    handover_command,
    link_commands,
    request_commands,
    serve_command,
    corpus_commands,
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and say what failed in one sentence; the exit status.

    No stack trace reaches a user; the trace of a fault of ours goes into a file.
    """
    # Libraries that read files log in English; what a user must know comes as a sentence of ours.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        # Without typer's own handling: its sentences are English, and its status for a stop is that of bad input.
        status = app(args=None if arguments is None else list(arguments), prog_name="dondoc", standalone_mode=False)
    except DondocError as error:
        warn(f"Lỗi: {explain(error)}")
        return EXIT_UNAVAILABLE if isinstance(error, Unavailable) else EXIT_BAD_INPUT
    except USAGE_ERROR as error:
        return _tell_usage(error)
    except BrokenPipeError:
        # The reader ("| head") has seen enough; what is still buffered must not raise again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        status = EXIT_STOPPED
    except Exception as error:  # the last border: whatever it was, the user gets a sentence
        warn(f"Lỗi ngoài dự kiến của dondoc. Chi tiết cho người quản trị: {_write_trace(error)}")
        return EXIT_BAD_INPUT
    if status == EXIT_STOPPED:
        warn("Đã dừng theo yêu cầu; chưa ghi gì thêm.")
    return status if isinstance(status, int) else 0


def _tell_usage(error: BaseException) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        # "dondoc" or "dondoc flows" alone: the message is the help.
        typer.echo(getattr(error, "message", ""))
        return EXIT_USAGE
    warn(f"Lỗi: {usage_sentence(error)}")
    warn(f"Xem cách dùng: {context.command_path if context is not None else 'dondoc'} --help")
    return EXIT_USAGE


def run() -> None:
    """Entry point of the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())


def _write_trace(error: Exception) -> Path:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="dondoc-loi-", suffix=".txt", delete=False) as file:
        file.write("".join(traceback.format_exception(error)))
    return Path(file.name)


if __name__ == "__main__":
    run()
