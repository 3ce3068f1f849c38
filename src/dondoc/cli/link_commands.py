"""links and grid: signed links given out, and taken back."""

from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Workspace
from dondoc.cli.screen import day, print_json, print_table, say
from dondoc.core.answer import AnswerLink, LinkPurpose
from dondoc.core.instants import local_date
from dondoc.core.words import fold
from dondoc.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from dondoc.usecases.give_links import LinkMaker
    from dondoc.usecases.ports import Work
    from dondoc.wiring import Office

#: Where the pages are when nobody else can reach them.
_LOCAL = "http://127.0.0.1:8080"

group = typer.Typer(no_args_is_help=True, help="Liên kết trả lời không cần tài khoản: xem, cấp, thu hồi.")

_PURPOSES = {
    LinkPurpose.ANSWER: "trả lời việc",
    LinkPurpose.DECIDE: "duyệt lùi hạn",
    LinkPurpose.GRID: "bảng nhập của đơn vị",
    LinkPurpose.CALENDAR: "lịch cá nhân",
}


@group.command("list")
def list_(workspace: Workspace = None, as_of: LookAsOf = None, as_json: AsJson = False) -> None:
    """Các liên kết đang dùng được."""
    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        people = {p.id: p for p in work.units.people()}
        rows = [(k, people[k.person_id], _subject(work, k)) for k in work.links.alive(office.clock.now())]
    if as_json:
        print_json(
            [
                {
                    "id": link.id,
                    "person": person.code,
                    "purpose": link.purpose.value,
                    "subject": subject,
                    "expires": local_date(link.expires_at).isoformat(),
                }
                for link, person, subject in rows
            ]
        )
        return
    print_table(
        ("Số", "Người", "Dùng để", "Việc / đơn vị", "Đến ngày"),
        ((str(k.id), p.name, _PURPOSES[k.purpose], s, day(local_date(k.expires_at))) for k, p, s in rows),
        wide=1,
    )


def _subject(work: "Work", link: AnswerLink) -> str:
    """Code of the slot or unit that a link is about."""
    match link.purpose:
        case LinkPurpose.ANSWER:
            return _slot_code(work, link.subject_id)
        case LinkPurpose.DECIDE:
            return _slot_code(work, work.requests.get(link.subject_id).slot_id)
        case LinkPurpose.GRID:
            return work.units.get(link.subject_id).code
        case LinkPurpose.CALENDAR:
            return ""


def _slot_code(work: "Work", slot_id: int) -> str:
    from dondoc.usecases.read_tasks import views_of

    slot = work.slots.get(slot_id)
    return views_of(work, [work.commitments.get(slot.commitment_id)])[0].slot_code(slot)


@group.command()
def give(
    person: Annotated[str, typer.Argument(help="Mã hoặc tên người được trả lời.")],
    code: Annotated[str | None, typer.Argument(help="Mã việc; bỏ trống: lịch cá nhân của người đó.")] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Cấp (hoặc đọc lại) liên kết để một người trả lời một việc, hoặc lịch cá nhân."""
    from dondoc.usecases.link_rights import has_right
    from dondoc.usecases.read_tasks import find_task

    with open_workspace(workspace, as_of=as_of, actor=actor) as office, office.begin() as work:
        receiver = next((p for p in work.units.people() if fold(person) in {fold(p.code), fold(p.name)}), None)
        if receiver is None:
            raise NotFound(code="person.unknown", person=person)
        if code is None:
            say(_maker(office).give_one(work, receiver.id, 0, LinkPurpose.CALENDAR))
            return
        _, slot_work = find_task(work, code)
        if slot_work is None:
            raise NotFound(code="task.is_direction", task=code)
        slot = slot_work.slot.id
        if not has_right(work, receiver.id, LinkPurpose.ANSWER, slot, office.letter_rules, today=office.today):
            raise NotAllowed(code="link.no_right", task=code, person=receiver.name)
        say(_maker(office).give_one(work, receiver.id, slot))


@group.command()
def revoke(
    who: Annotated[str, typer.Argument(help="Mã hoặc tên người, hoặc mã việc.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Thu hồi mọi liên kết của một người hoặc của một việc."""
    from dondoc.usecases.give_links import revoke_links

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        revoked = revoke_links(office.begin, who, actor=office.actor, now=office.clock.now())
    say(f"Đã thu hồi {len(revoked)} liên kết của {who}.")


def grid(
    unit: Annotated[str, typer.Argument(help="Mã hoặc tên đơn vị.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Cấp liên kết đến bảng nhập kết quả mọi việc của một đơn vị."""
    from dondoc.core.unit import PersonRole
    from dondoc.usecases.gather_office import gather_office
    from dondoc.usecases.own_unit import unit_by_code

    with open_workspace(workspace, as_of=as_of, actor=actor) as office, office.begin() as work:
        found = unit_by_code(work, unit)
        gathered = gather_office(work, office.letter_rules, office.today)
        keepers = gathered.directory.nearest(found.id, PersonRole.SECRETARY) or gathered.secretaries
        if not keepers:
            raise NotFound(code="unit.no_secretary", unit=found.name)
        say(_maker(office).give_one(work, keepers[0], found.id, LinkPurpose.GRID))
        say(f"Dành cho {gathered.directory.people[keepers[0]].name}; không chuyển cho người khác.")


def _maker(office: "Office") -> "LinkMaker":
    return office.link_maker(office.settings.public_url or _LOCAL)


def register(app: typer.Typer) -> None:
    """Add the group and `grid`."""
    app.add_typer(group, name="links")
    app.command()(grid)
