"""ack, snooze: what a reminded person says without doing the work."""

from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.options import ActAs, AsOf, Workspace
from dondoc.cli.screen import day, say
from dondoc.cli.task_commands import Code
from dondoc.cli.task_screen import task_title
from dondoc.core.words import fold
from dondoc.errors import BadInput

if TYPE_CHECKING:
    from dondoc.wiring import Office


def ack(code: Code, workspace: Workspace = None, as_of: AsOf = None, actor: ActAs = None) -> None:
    """Báo đã nhận nhắc việc (của người nêu ở --as): bậc nhắc kế tiếp được bỏ qua."""
    from dondoc.usecases.receive_receipt import acknowledge

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        received = acknowledge(
            office.begin, code, _speaker(office), office.letter_rules, actor=office.actor, now=office.clock.now()
        )
    say(f"{received.code}: {received.person.name} đã nhận – {task_title(received.view)}")


def snooze(
    code: Code,
    until: Annotated[str, typer.Option("--until", help="Không nhắc trước ngày này.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Hẹn nhắc lại sau (cho người nêu ở --as), chậm nhất ngày làm việc trước ngày phải làm."""
    from dondoc.usecases.receive_receipt import snooze as put_off

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        received = put_off(
            office.begin,
            code,
            _speaker(office),
            parse_day(until),
            office.letter_rules,
            actor=office.actor,
            now=office.clock.now(),
        )
    say(f"{received.code}: từ ngày {day(received.receipt.until)} mới nhắc lại {received.person.name}")


def _speaker(office: "Office") -> int:
    """The person whose word it is: the actor, by code or name."""
    wanted = fold(office.actor.name)
    with office.work() as work:
        found = next((p.id for p in work.units.people() if wanted in {fold(p.code), fold(p.name)}), None)
    if found is None:
        raise BadInput(code="receipt.who")
    return found


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(ack)
    app.command()(snooze)
