"""demo: the whole loop on a report, in a simulated workspace."""

import sys
from pathlib import Path
from shutil import which
from typing import Annotated

import typer

from dondoc.cli.screen import say

_SAMPLE = "bao-cao-6-thang-dau-nam-2026.docx"


def demo(
    report: Annotated[Path | None, typer.Argument(help="Báo cáo của bạn; bỏ trống: báo cáo mẫu kèm theo.")] = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="Thư mục mới cho không gian mô phỏng.")
    ] = None,
    stay: Annotated[bool, typer.Option("--stay", help="Sau đó chạy tiếp các lịch (dondoc up) để xem Prefect.")] = False,
) -> None:
    """Cho xem trọn vòng: báo cáo → cam kết → nhắc việc → minh chứng → báo cáo kỳ sau."""
    from importlib.resources import files

    from dondoc.demo.run import run_demo

    source = report or Path(str(files("dondoc.demo"))) / "sample" / _SAMPLE
    finished = run_demo(source, workspace or _free_folder(), say)
    if finished.reason:
        say(f"Không có cam kết nào để theo dõi: {finished.reason}")
        say(f"Văn bản đã được lưu ở {finished.workspace}")
        return
    tally = finished.tally
    runs = ", ".join(f"{state}: {count}" for state, count in sorted(tally.counts.items()))
    say("")
    say(f"Prefect đếm được các lượt chạy luồng: {runs}")
    say(f"Thư nhắc việc:   {finished.workspace / 'outbox'}")
    for name, path in finished.reports.items():
        say(f"Báo cáo (.{name}):".ljust(17) + str(path))
    say(f"Không gian mô phỏng; xem tiếp: {_program()} list --workspace {finished.workspace}")
    if stay:
        from dondoc.cli.flow_commands import up

        up(finished.workspace)


def _program() -> str:
    """How this program is called from here: by its name where the shell finds it, else by its path."""
    return "dondoc" if which("dondoc") else sys.argv[0]


def _free_folder() -> Path:
    """`demo-workspace` here, or the first numbered one that does not exist."""
    base = Path("demo-workspace")
    folder, number = base, 2
    while folder.exists():
        folder, number = base.with_name(f"{base.name}-{number}"), number + 1
    return folder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)
