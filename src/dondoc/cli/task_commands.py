"""list, show, done, partly, not-done, waive, suspend, reopen, amend: the tasks."""

from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Reason, UnitCode, Workspace
from dondoc.cli.screen import STATUS_LABELS, day, print_json, print_table, say
from dondoc.cli.task_screen import TaskRow, papers_as_json, print_task, shorten, task_rows, task_title
from dondoc.core.commitment import AmendmentKind
from dondoc.core.entry import parse_target
from dondoc.core.evidence_kit import standing_of_slot
from dondoc.core.period import Period
from dondoc.core.task import Status
from dondoc.errors import BadInput

if TYPE_CHECKING:
    from dondoc.usecases.update_task import Moved

Code = Annotated[str, typer.Argument(help="Mã việc, ví dụ CDCS-2026-H2-03 (hoặc …-03.2 khi việc có nhiều phần).")]


def list_(
    workspace: Workspace = None,
    period: Annotated[str | None, typer.Option("--period", help="Chỉ cam kết của kỳ này, ví dụ 2026-H2.")] = None,
    status: Annotated[Status | None, typer.Option("--status", help="Chỉ trạng thái này.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Chỉ việc quá hạn.")] = False,
    unit: UnitCode = None,
    as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:
    """Danh sách việc, hạn và tiến độ."""
    from dondoc.usecases.read_tasks import load_views
    from dondoc.wiring.scope import unit_ids_of

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        today = office.today
        views, wanted_units = load_views(work), unit_ids_of(work, unit, today)
        units = {u.id: u.name for u in work.units.all()}
        drafts = sum(c.status is Status.DRAFT for c in work.commitments.all())
    wanted = _period(period)
    rows = [row for row in task_rows(views, units, today) if wanted is None or row.period == wanted.code]
    # What a unit was handed is its work too, whoever promised it.
    rows = [row for row in rows if wanted_units is None or row.unit_ids & wanted_units]
    rows = [row for row in rows if (status is None or row.status is status) and (not overdue or row.is_overdue)]
    if as_json:
        print_json([row.as_json() for row in rows])
        return
    if rows:
        _print_rows(rows)
    elif not drafts:
        say("Không có việc nào. Đưa báo cáo vào bằng: dondoc ingest TỆP")
    if drafts:
        say(f"{drafts} cam kết nháp chờ xác nhận: dondoc review")


def _print_rows(rows: list[TaskRow]) -> None:
    several = len({row.unit for row in rows}) > 1
    doer = ("Thực hiện",) if several else ()
    print_table(
        ("Mã", "Hạn", "Tình trạng", "Kết quả", *doer, "Việc"),
        (
            (row.code, day(row.due), row.label, row.result, *((shorten(row.unit, 26),) if several else ()), row.words)
            for row in rows
        ),
        wide=5 if several else 4,
    )
    late = sum(row.is_overdue for row in rows)
    settled = sum(row.status not in {Status.OPEN, Status.SUSPENDED} for row in rows if row.due is not None)
    say(f"{len(rows)} dòng · đã kết luận {settled} · quá hạn {late}")


def _period(code: str | None) -> Period | None:
    if code is None:
        return None
    try:
        return Period.parse(code)
    except ValueError as error:
        raise BadInput(code="report.no_period", period=code) from error


def show(code: Code, workspace: Workspace = None, as_of: LookAsOf = None, as_json: AsJson = False) -> None:
    """Mọi điều về một việc: nguyên văn, hạn, điều chỉnh, hoạt động, minh chứng, nhật ký."""
    from dondoc.usecases.destroy_evidence import tombstones_of
    from dondoc.usecases.read_tasks import find_view

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        view, _ = find_view(work, code)
        units = {u.id: u.name for u in work.units.all()}
        events = [e for slot in view.work for e in work.events.of_entity(view.slot_code(slot.slot))]
        events = sorted(
            {(e.stream, e.seq): e for e in [*work.events.of_entity(view.code), *events]}.values(), key=lambda e: e.at
        )
        source = work.documents.get(view.promised.document_id) if view.promised.document_id else None
        today, kits = office.today, office.evidence_kits
        tombstones = tombstones_of(work, view)
    if as_json:
        standing = {view.slot_code(w.slot): papers_as_json(standing_of_slot(view, w, kits)) for w in view.work}
        rows = task_rows([view], units, today)
        print_json([row.as_json() | {"papers": standing.get(row.code)} for row in rows])
        return
    print_task(view, units, source, events, today=today, kits=kits, tombstones=tombstones)


def done(
    code: Code,
    workspace: Workspace = None,
    on: Annotated[str | None, typer.Option("--on", help="Ngày hoàn thành, khi hoạt động không nói rõ.")] = None,
    attest: Annotated[str | None, typer.Option("--attest", help="Xác nhận bằng lời thay cho minh chứng.")] = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi nhận đã hoàn thành."""
    from dondoc.usecases.update_task import mark_done

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        moved = mark_done(
            office.begin,
            code,
            office.evidence_rules,
            actor=office.actor,
            now=office.clock.now(),
            on=parse_day(on) if on else None,
            attest=attest,
        )
    _print_moved(moved)


def partly(code: Code, reason: Reason, workspace: Workspace = None, as_of: AsOf = None, actor: ActAs = None) -> None:
    """Ghi nhận hoàn thành một phần; phần còn lại chuyển sang kỳ sau."""
    from dondoc.usecases.update_task import mark_partly

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        _print_moved(mark_partly(office.begin, code, reason, actor=office.actor, now=office.clock.now()))


def not_done(code: Code, reason: Reason, workspace: Workspace = None, as_of: AsOf = None, actor: ActAs = None) -> None:
    """Ghi nhận không thực hiện được, kèm lý do."""
    from dondoc.usecases.update_task import mark_not_done

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        _print_moved(mark_not_done(office.begin, code, reason, actor=office.actor, now=office.clock.now()))


def waive(
    code: Code,
    reason: Reason,
    by: Annotated[str, typer.Option("--by", help="Ai cho thôi thực hiện.")],
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi nhận việc được cho thôi thực hiện."""
    from dondoc.usecases.update_task import waive as waive_task

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        _print_moved(waive_task(office.begin, code, reason, by=by, actor=office.actor, now=office.clock.now()))


def suspend(code: Code, reason: Reason, workspace: Workspace = None, as_of: AsOf = None, actor: ActAs = None) -> None:
    """Tạm dừng một việc, chưa định ngày."""
    from dondoc.usecases.update_task import suspend as suspend_task

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        _print_moved(suspend_task(office.begin, code, reason, actor=office.actor, now=office.clock.now()))


def reopen(code: Code, reason: Reason, workspace: Workspace = None, as_of: AsOf = None, actor: ActAs = None) -> None:
    """Mở lại một việc đã kết luận."""
    from dondoc.usecases.update_task import reopen as reopen_task

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        _print_moved(reopen_task(office.begin, code, reason, actor=office.actor, now=office.clock.now()))


def _print_moved(moved: "Moved") -> None:
    slot = moved.slot
    when = f" ngày {day(slot.done_on)}" if slot.done_on else ""
    late = " (sau hạn)" if slot.done_on and slot.done_on > slot.due else ""
    say(f"{moved.view.slot_code(slot)}: {STATUS_LABELS[slot.status]}{when}{late} – {task_title(moved.view)}")


def amend(
    code: Code,
    reason: Reason,
    approver: Annotated[str, typer.Option("--approver", help="Người duyệt điều chỉnh.")],
    workspace: Workspace = None,
    due: Annotated[str | None, typer.Option("--due", help="Hạn mới (gia hạn).")] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(
            "--target", help="Chỉ tiêu mới, ví dụ “>= 3 cuộc”; việc có nhiều chỉ tiêu thì nêu đủ theo thứ tự."
        ),
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Mã đơn vị nhận việc (chuyển giao).")] = None,
    cancel: Annotated[bool, typer.Option("--cancel", help="Thôi thực hiện.")] = False,
    correct: Annotated[
        bool, typer.Option("--correct-reading", help="Sửa chỗ đọc sai, không phải đổi cam kết.")
    ] = False,
    basis: Annotated[str, typer.Option("--basis", help="Văn bản làm căn cứ.")] = "",
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Điều chỉnh cam kết: hạn, chỉ tiêu, người thực hiện; giá trị cũ vẫn được giữ và in ra."""
    from dondoc.usecases.amend_task import Change
    from dondoc.usecases.amend_task import amend as amend_task

    given = [
        name
        for name, value in (("--due", due), ("--target", target), ("--owner", owner), ("--cancel", cancel))
        if value
    ]
    if len(given) != 1:
        raise typer.BadParameter("Chọn đúng một trong: --due, --target, --owner, --cancel.")
    kinds = {
        "--due": AmendmentKind.EXTEND,
        "--target": AmendmentKind.RETARGET,
        "--owner": AmendmentKind.REASSIGN,
        "--cancel": AmendmentKind.CANCEL,
    }
    change = Change(
        kind=AmendmentKind.CORRECT_READING if correct and not cancel else kinds[given[0]],
        reason=reason,
        approver=approver,
        basis=basis,
        due=parse_day(due) if due else None,
        targets=tuple(parse_target(one) for one in target or ()),
        owner=owner,
    )
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        view = amend_task(office.begin, code, change, actor=office.actor, now=office.clock.now())
    say(f"{view.code}: đã điều chỉnh; hạn hiện nay {day(view.terms.due)}.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list")(list_)
    app.command()(show)
    app.command()(done)
    app.command()(partly)
    app.command("not-done")(not_done)
    app.command()(waive)
    app.command()(suspend)
    app.command()(reopen)
    app.command()(amend)
