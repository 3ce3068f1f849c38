"""requests: wishes for another day, granted or refused at the terminal."""

from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Workspace
from dondoc.cli.screen import day, print_json, print_table, say
from dondoc.core.answer import RequestState
from dondoc.core.instants import local_date

if TYPE_CHECKING:
    from dondoc.wiring import Office

group = typer.Typer(no_args_is_help=True, help="Đề nghị lùi hạn: xem, đồng ý, không đồng ý.")

_STATES = {
    RequestState.WAITING: "chờ trả lời",
    RequestState.APPROVED: "đồng ý",
    RequestState.REFUSED: "không đồng ý",
    RequestState.WITHDRAWN: "đã rút",
}

Number = Annotated[int, typer.Argument(help="Số của đề nghị, xem: dondoc requests list")]
Approver = Annotated[str | None, typer.Option("--by", help="Người quyết định (mặc định: người thao tác).")]


@group.command("list")
def list_(
    workspace: Workspace = None,
    everything: Annotated[bool, typer.Option("--all", help="Cả những đề nghị đã trả lời.")] = False,
    as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:
    """Các đề nghị lùi hạn đang chờ trả lời."""
    from dondoc.usecases.request_extension import wishes

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        found = wishes(work, None if everything else RequestState.WAITING)
    if as_json:
        print_json(
            [
                {
                    "id": w.request.id,
                    "code": w.code,
                    "person": w.person.code,
                    "due": w.work.slot.due.isoformat(),
                    "until": w.request.until.isoformat(),
                    "reason": w.request.reason,
                    "state": w.request.state.value,
                    "decided_by": w.request.decided_by,
                }
                for w in found
            ]
        )
        return
    print_table(
        ("Số", "Ngày gửi", "Việc", "Người xin", "Hạn", "Xin đến", "Trạng thái", "Lý do"),
        (
            (
                str(w.request.id),
                day(local_date(w.request.at)),
                w.code,
                w.person.name,
                day(w.work.slot.due),
                day(w.request.until),
                _STATES[w.request.state],
                w.request.reason,
            )
            for w in found
        ),
        wide=7,
    )


@group.command()
def approve(
    number: Number, by: Approver = None, workspace: Workspace = None, as_of: AsOf = None, actor: ActAs = None
) -> None:
    """Đồng ý lùi hạn: hạn mới được ghi thành điều chỉnh, người xin được báo."""
    from dondoc.usecases.request_extension import approve_extension

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        approver = by or _name(office)
        decided = approve_extension(office.begin, number, approver=approver, actor=office.actor, now=office.clock.now())
        _tell(office)
    say(f"Đã đồng ý đề nghị số {number}: hạn mới {day(decided.until)}.")


@group.command()
def refuse(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Lý do, để người xin biết.")],
    by: Approver = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Không đồng ý lùi hạn, kèm lý do; hạn không đổi, người xin được báo."""
    from dondoc.usecases.request_extension import refuse_extension

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        approver = by or _name(office)
        refuse_extension(office.begin, number, reason, approver=approver, actor=office.actor, now=office.clock.now())
        _tell(office)
    say(f"Đã ghi không đồng ý đề nghị số {number}; hạn không đổi.")


def _name(office: "Office") -> str:
    """The actor as paper names him."""
    with office.work() as work:
        people = work.units.people()
    return next((p.name for p in people if p.code.casefold() == office.actor.name.casefold()), office.actor.name)


def _tell(office: "Office") -> None:
    """Whoever asked is written to; what cannot leave now leaves with the daily run."""
    from dondoc.wiring.wishes import tell_of_wishes

    for failed in tell_of_wishes(office).failed:
        say(f"Thư cho {failed.person.name} chưa gửi được, sẽ gửi cùng lượt nhắc việc sau.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="requests")
