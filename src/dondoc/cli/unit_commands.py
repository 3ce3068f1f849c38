"""units and people: who is there, and importing the list."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from dondoc.cli import contact_commands, deputy_command, forget_commands, unit_report_commands
from dondoc.cli.contact_commands import tell_ways, ways_as_json
from dondoc.cli.context import open_workspace, parse_day, read_text
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Workspace
from dondoc.cli.screen import print_json, print_table, say
from dondoc.core.contact import ways_to
from dondoc.core.unit import PersonRole, parent_on
from dondoc.errors import BadInput

if TYPE_CHECKING:
    from dondoc.wiring import Office

units = typer.Typer(no_args_is_help=True, help="Đơn vị: liệt kê, thêm, nhập danh sách.")
people = typer.Typer(no_args_is_help=True, help="Người: liệt kê, thêm, sửa, thôi nhiệm vụ.")

_ROLES = {
    PersonRole.SECRETARY: "cán bộ theo dõi",
    PersonRole.CHAIR: "người đứng đầu",
    PersonRole.OFFICER: "người thực hiện",
}


@units.command("list")
def list_units(workspace: Workspace = None, as_of: LookAsOf = None, as_json: AsJson = False) -> None:
    """Các đơn vị."""
    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        found, links = work.units.all(), work.units.parents()
        codes = {u.id: u.code for u in found}
        above = {u.id: parent_on(links, u.id, office.today) for u in found}
    if as_json:
        print_json([{"code": u.code, "name": u.name, "parent": codes.get(above[u.id] or 0)} for u in found])
        return
    print_table(("Mã", "Trực thuộc", "Tên"), ((u.code, codes.get(above[u.id] or 0, ""), u.name) for u in found), wide=2)


@units.command("add")
def add_unit(
    name: Annotated[str, typer.Argument(help="Tên đơn vị.")],
    code: Annotated[str | None, typer.Option("--code", help="Mã; bỏ trống: lấy chữ đầu.")] = None,
    parent: Annotated[str | None, typer.Option("--parent", help="Mã đơn vị cấp trên.")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Tên gọi khác trong báo cáo.")] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Thêm một đơn vị trực thuộc."""
    from dondoc.usecases.manage_units import add_unit as add

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        unit = add(
            office.begin,
            name,
            code=code,
            parent=parent,
            aliases=alias or (),
            actor=office.actor,
            now=office.clock.now(),
        )
    say(f"Đã thêm đơn vị {unit.code}: {unit.name}")


@units.command("import")
def import_list(
    file: Annotated[Path, typer.Argument(help="units.toml; nhập lại nhiều lần không sinh trùng.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Nhập danh sách đơn vị và người."""
    from dondoc.usecases.border import first_problem, toml_problem
    from dondoc.usecases.manage_units import UnitsFile, import_units

    try:
        entries = UnitsFile.model_validate(tomllib.loads(read_text(file)))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(code="config.syntax", file=str(file), problem=toml_problem(error)) from error
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="config.invalid", file=str(file), place=place, problem=problem) from error
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        outcome = import_units(office.begin, entries, actor=office.actor, now=office.clock.now())
    say(f"Đã thêm {outcome.added}, sửa {outcome.changed} mục.")
    for code in outcome.away:
        say(f"  {code} đã thôi nhiệm vụ nên không ghi lại; nếu trở lại: dondoc people set {code} --unit MÃ --role …")


@people.command("list")
def list_people(workspace: Workspace = None, as_of: LookAsOf = None, as_json: AsJson = False) -> None:
    """Những người trong danh sách và vai trò."""
    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        found, terms = work.units.people(), work.units.roles()
        codes = {u.id: u.code for u in work.units.all()}
        contacts = work.contacts.of()
        today = office.today
    names = {p.id: p.name for p in found}
    roles = {
        p.id: [
            f"{_ROLES[t.role]} {codes[t.unit_id]}" + (f" (thay {names[t.deputy_of]})" if t.deputy_of else "")
            for t in terms
            if t.person_id == p.id and t.holds_on(today)
        ]
        for p in found
    }
    if as_json:
        print_json(
            [
                {"code": p.code, "name": p.name, "email": p.email, "roles": roles[p.id]}
                | {"channels": ways_as_json(ways_to(p, contacts.get(p.id, ())))}
                for p in found
            ]
        )
        return
    print_table(
        ("Mã", "Tên", "Kênh, theo thứ tự thử", "Vai trò"),
        ((p.code, p.name, tell_ways(ways_to(p, contacts.get(p.id, ()))), ", ".join(roles[p.id])) for p in found),
        wide=(2, 3),
    )


@people.command("add")
def add_person(
    name: Annotated[str, typer.Argument(help="Họ và tên.")],
    email: Annotated[str | None, typer.Option("--email", help="Địa chỉ thư.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Mã đơn vị (mặc định: đơn vị mình).")] = None,
    role: Annotated[PersonRole, typer.Option("--role", help="Vai trò.")] = PersonRole.OFFICER,
    code: Annotated[str | None, typer.Option("--code", help="Mã; bỏ trống: lấy chữ đầu.")] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Thêm một người với vai trò của người đó."""
    from dondoc.usecases.manage_units import add_person as add

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        person = add(
            office.begin,
            name,
            code=code,
            email=email,
            unit=unit,
            role=role,
            actor=office.actor,
            now=office.clock.now(),
        )
    say(f"Đã thêm {person.name} (mã {person.code}).")


@people.command("set")
def set_person(
    code: Annotated[str, typer.Argument(help="Mã của người.")],
    name: Annotated[str | None, typer.Option("--name", help="Họ và tên mới.")] = None,
    email: Annotated[str | None, typer.Option("--email", help="Địa chỉ thư mới.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Mã đơn vị mới, từ hôm nay.")] = None,
    role: Annotated[PersonRole | None, typer.Option("--role", help="Vai trò mới, từ hôm nay.")] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Sửa tên, địa chỉ thư, đơn vị hoặc vai trò của một người."""
    from dondoc.usecases.move_people import set_person as change

    if name is None and email is None and unit is None and role is None:
        raise typer.BadParameter("Nêu điều cần sửa: --name, --email, --unit hoặc --role.")
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        person = change(
            office.begin,
            code,
            name=name,
            email=email,
            unit=unit,
            role=role,
            actor=office.actor,
            now=office.clock.now(),
        )
    say(f"Đã sửa {person.name} (mã {person.code}).")


@people.command("leave")
def leave(
    code: Annotated[str, typer.Argument(help="Mã của người.")],
    on: Annotated[str | None, typer.Option("--on", help="Ngày thôi nhiệm vụ (mặc định: hôm nay).")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Mã người nhận các việc còn dở.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi một người thôi nhiệm vụ và bàn giao việc còn dở cho người khác."""
    from dondoc.usecases.move_people import leave as let_go

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        if not yes and not _agrees(office, code, to):
            say("Đã dừng; chưa ghi gì.")
            return
        day = parse_day(on) if on is not None else None
        left = let_go(office.begin, code, on=day, to=to, actor=office.actor, now=office.clock.now())
    say(f"{left.person.name} thôi nhiệm vụ từ ngày {left.on:%d/%m/%Y}.")
    for task in left.tasks:
        say(f"  {task} → {left.to.name if left.to is not None else ''}")


def _agrees(office: "Office", code: str, to: str | None) -> bool:
    """Shows what is handed over, and asks."""
    from dondoc.usecases.move_people import open_work, person_by_code

    with office.work() as work:
        person = person_by_code(work, code)
        receiver = person_by_code(work, to) if to is not None else None
        tasks = [task for task, _, _ in open_work(work, person.id)]
    if tasks and receiver is not None:
        say(f"Bàn giao cho {receiver.name}: {', '.join(tasks)}")
    answer = typer.prompt(f"Ghi {person.name} thôi nhiệm vụ? (c/k)", default="k", show_default=False, prompt_suffix=" ")
    return str(answer).strip().casefold() in {"c", "có", "co", "y"}


def register(app: typer.Typer) -> None:
    """Add both groups."""
    deputy_command.register(people)
    contact_commands.register(people)
    forget_commands.register(people)
    unit_report_commands.register(units)
    app.add_typer(units, name="units")
    app.add_typer(people, name="people")
