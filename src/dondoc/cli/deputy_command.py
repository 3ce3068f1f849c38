"""people deputy: who stands in for somebody."""

from typing import Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.options import ActAs, AsOf, Workspace
from dondoc.cli.screen import day, say


def deputy(
    code: Annotated[str, typer.Argument(help="Mã của người được thay.")],
    by: Annotated[str, typer.Option("--by", help="Mã người thay.")],
    first: Annotated[str | None, typer.Option("--from", help="Từ ngày (mặc định: hôm nay).")] = None,
    last: Annotated[
        str | None, typer.Option("--to", help="Đến hết ngày; bỏ trống: cấp phó thường xuyên, nhận thư cùng.")
    ] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi người thay khi vắng mặt (nhận thư thay), hoặc cấp phó thường xuyên (nhận thư cùng)."""
    from dondoc.usecases.stand_in import stand_in

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        named = stand_in(
            office.begin,
            code,
            by,
            first=parse_day(first) if first is not None else None,
            last=parse_day(last) if last is not None else None,
            actor=office.actor,
            now=office.clock.now(),
        )
    if named.last is None:
        say(f"{named.deputy.name} là cấp phó của {named.person.name}, nhận thư cùng từ ngày {day(named.first)}.")
    else:
        say(
            f"{named.deputy.name} thay {named.person.name} từ ngày {day(named.first)} đến hết ngày {day(named.last)}: "
            "thư nhắc việc gửi cho người thay."
        )


def register(people: typer.Typer) -> None:
    """Add the command to its group."""
    people.command("deputy")(deputy)
