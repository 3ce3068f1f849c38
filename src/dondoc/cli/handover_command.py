"""handover: one file for a new officer."""

from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import AsJson, LookAsOf, Workspace
from dondoc.cli.screen import print_json, say, warn
from dondoc.core.report import Form
from dondoc.errors import BadInput


def handover(
    unit: Annotated[str, typer.Argument(help="Mã đơn vị được bàn giao.")],
    file: Annotated[Path | None, typer.Option("-o", "--output", help="Ghi ra .docx, .pdf, .html.")] = None,
    giver: Annotated[str, typer.Option("--from", help="Người bàn giao.")] = "",
    taker: Annotated[str, typer.Option("--to", help="Người nhận.")] = "",
    workspace: Workspace = None,
    as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:
    """Biên bản bàn giao một đơn vị: việc chưa xong, việc chờ quyết định, ngày sắp tới, người, báo cáo, cách làm."""
    from dataclasses import asdict

    from dondoc.documents.atomic import write_atomically
    from dondoc.messages import explain
    from dondoc.wiring.handover import handed_over, print_handover

    target = file or Path(f"ban-giao-{unit}.docx")
    with open_workspace(workspace, as_of=as_of, only_looks=True) as office:
        handed = handed_over(office, unit, giver=giver, taker=taker)
        printed = None if as_json and file is None else print_handover(office, handed, unit, _form(target))
    if printed is not None:
        write_atomically(target, printed.data)
    if as_json:
        print_json(asdict(handed))
        return
    say(f"{handed.unit}: {len(handed.tasks)} việc chưa xong, {len(handed.questions)} việc chờ quyết định, "
        f"{len(handed.people)} người, {len(handed.reports)} báo cáo.")  # fmt: skip
    say(f"  {target}")
    if printed is not None:
        for remark in (*printed.remarks, *((printed.fault,) if printed.fault is not None else ())):
            warn(explain(remark))


def _form(file: Path) -> Form:
    ending = file.suffix.lower().removeprefix(".")
    if ending not in set(Form):
        raise BadInput(code="report.unknown_format", format=ending, known=", ".join(Form))
    return Form(ending)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(handover)
