"""templates: the forms that papers are printed in, which an office may edit."""

from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import AsJson, Workspace
from dondoc.cli.screen import print_json, print_table, say, warn
from dondoc.messages import explain

_EXIT_BROKEN = 1

templates = typer.Typer(help="Mẫu văn bản: chép ra để sửa bằng Word, kiểm tra.", no_args_is_help=True)


@templates.command("list")
def list_templates(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Các mẫu văn bản, và mẫu nào đơn vị đã có bản riêng."""
    from dondoc.wiring.templates import templates_of

    with open_workspace(workspace, only_looks=True) as office:
        found = templates_of(office)
    if as_json:
        print_json([{"name": one.name, "own": str(one.own) if one.own else None} for one in found])
        return
    print_table(["Mẫu", "Đang dùng"], [(one.name, "bản của đơn vị" if one.own else "bản kèm theo") for one in found])


@templates.command("copy")
def copy_template(
    name: Annotated[str, typer.Argument(help="Tên mẫu (report.docx), hoặc cả nhóm (report, letters).")],
    workspace: Workspace = None,
) -> None:
    """Chép mẫu kèm theo vào config/templates để sửa bằng Word."""
    from dondoc.wiring.templates import copy_templates

    with open_workspace(workspace) as office:
        copies = copy_templates(office, name)
    for path in copies:
        say(str(path))
    say("Sửa xong, kiểm tra bằng: dondoc templates check")


@templates.command("check")
def check_template(
    name: Annotated[str | None, typer.Argument(help="Chỉ kiểm tra mẫu này.")] = None,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra các mẫu của đơn vị: thẻ hỏng, biến sai tên, phần bị thiếu, nêu rõ chỗ."""
    from dondoc.wiring.templates import check_templates

    with open_workspace(workspace, only_looks=True) as office:
        checked = check_templates(office, name)
    if as_json:
        print_json(
            [
                {"name": one.name, "broken": one.is_broken, "faults": [explain(f.error) for f in one.faults]}
                for one in checked
            ]
        )
    else:
        for one in checked:
            say(f"{one.name}: {'hỏng' if one.is_broken else 'cần xem' if one.faults else 'dùng được'}")
            for fault in one.faults:
                (warn if fault.is_broken else say)(f"  {explain(fault.error)}")
        if not checked:
            say("Đơn vị chưa có mẫu riêng; các văn bản in bằng mẫu kèm theo. Chép mẫu ra để sửa: dondoc templates copy")
    if any(one.is_broken for one in checked):
        raise typer.Exit(_EXIT_BROKEN)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(templates, name="templates")
