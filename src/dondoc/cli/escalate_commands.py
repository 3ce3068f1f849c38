"""escalate: what the chair decides on work that is long overdue."""

from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsOf, Reason, Workspace
from dondoc.cli.screen import say

group = typer.Typer(help="Việc quá hạn lâu: đưa lên cấp trên.", no_args_is_help=True)


@group.command("release")
def release(
    code: Annotated[str, typer.Argument(help="Mã việc.")],
    reason: Reason,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Người đứng đầu cho đưa một việc quá hạn lên cấp trên; cấp trên được báo trong thư tới."""
    from dondoc.usecases.escalation_path import release_escalation

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        name, told = release_escalation(
            office.begin, code, reason, office.letter_rules, actor=office.actor, now=office.clock.now()
        )
    people = ", ".join(person.name for person in told)
    say(f"{name}: sẽ báo {people} trong thư chỉ đạo tới, khi việc quá hạn lâu.")


@group.command("ordered")
def ordered(
    code: Annotated[str, typer.Argument(help="Mã việc.")],
    basis: Annotated[str, typer.Option("--basis", help="Văn bản hoặc chỉ đạo giao việc.")],
    workspace: Workspace = None,
    undo: Annotated[bool, typer.Option("--not", help="Không phải việc cấp trên giao.")] = False,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi một việc là do cấp trên giao: quá hạn lâu thì người đứng đầu cấp trên được báo."""
    from dondoc.usecases.escalation_path import mark_order

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        view = mark_order(office.begin, code, basis, ordered=not undo, actor=office.actor, now=office.clock.now())
    if undo:
        say(f"{view.code}: không phải việc cấp trên giao; chỉ báo lên khi người đứng đầu đồng ý.")
    else:
        say(f"{view.code}: việc cấp trên giao; quá hạn lâu thì báo người đứng đầu cấp trên.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(group, name="escalate")
