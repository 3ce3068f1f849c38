"""evidence retention and destroy: how long proofs are kept, and destroying them by request or when time is over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Workspace
from dondoc.cli.screen import day, print_json, print_table, say

if TYPE_CHECKING:
    from dondoc.core.activity import Evidence
    from dondoc.usecases.destroy_evidence import Kept, Order
    from dondoc.wiring import Office


def retention(
    workspace: Workspace = None,
    every: Annotated[bool, typer.Option("--all", help="Cả minh chứng chưa đến hạn.")] = False,
    as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:
    """Minh chứng hết thời hạn lưu trữ, theo lớp và năm."""
    from dondoc.usecases.destroy_evidence import kept_evidence

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office:
        with office.work() as work:
            kept = [one for one in kept_evidence(work, office.evidence_rules) if not one.keeping.is_destroyed]
        names = {key: found.name for key, found in office.evidence_kits.classes.items()}
        shown = [one for one in kept if every or one.keeping.is_due(office.today)]
        due = sum(one.keeping.is_due(office.today) for one in kept)
    if as_json:
        print_json([_as_json(one) for one in shown])
        return
    groups: dict[tuple[str, int], list[Kept]] = {}
    for one in shown:
        groups.setdefault((one.keeping.retention, one.activity.happened_on.year), []).append(one)
    print_table(
        ("Lớp", "Năm", "Hủy được từ", "Số", "Minh chứng số"),
        (
            (names.get(key, key or "chưa rõ"), str(year), _from(own[0]), str(len(own)), _numbers(own))
            for (key, year), own in sorted(groups.items())
        ),
        wide=(0, 4),
    )
    say(f"{due} minh chứng hết thời hạn lưu trữ, trong {len(kept)} đang giữ.")
    if due:
        say("Tiêu hủy sau khi có quyết định: dondoc evidence destroy --due --reason “…” --law “…”")


def _as_json(one: "Kept") -> dict[str, object]:
    until = one.keeping.keep_until
    return {
        "id": one.evidence.id,
        "label": one.evidence.label,
        "activity": one.activity.id,
        "year": one.activity.happened_on.year,
        "retention": one.keeping.retention,
        "destroy_from": until.isoformat() if until is not None else None,
    }


def _from(one: "Kept") -> str:
    until = one.keeping.keep_until
    return day(until) if until is not None else "giữ vĩnh viễn"


def _numbers(own: "Sequence[Kept]") -> str:
    return ", ".join(str(one.evidence.id) for one in own)


def destroy(
    numbers: Annotated[list[int] | None, typer.Argument(help="Số của minh chứng.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Vì sao tiêu hủy; được ghi vào sổ.")] = "",
    law: Annotated[str, typer.Option("--law", help="Theo luật hoặc quyết định nào; được ghi vào sổ.")] = "",
    due: Annotated[bool, typer.Option("--due", help="Mọi minh chứng hết thời hạn lưu trữ.")] = False,
    erase_name: Annotated[
        bool, typer.Option("--erase-name", help="Xóa cả tên tệp, lời ghi (theo yêu cầu của cá nhân).")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Tiêu hủy minh chứng: xóa tệp, giữ lại dòng ghi ai hủy, vì sao, theo luật nào. Không lấy lại được."""
    from dondoc.usecases.destroy_evidence import Order, kept_evidence

    if bool(numbers) is due:
        raise typer.BadParameter("Nêu số của minh chứng, hoặc --due.")
    order = Order(reason=reason, law=law, erases_label=erase_name)
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        with office.work() as work:
            kept = kept_evidence(work, office.evidence_rules)
        wanted = set(numbers or ())
        chosen = [one for one in kept if one.evidence.id in wanted or (due and one.keeping.is_due(office.today))]
        ids = [one.evidence.id for one in chosen] + sorted(wanted - {one.evidence.id for one in chosen})
        if not ids:
            say("Không có minh chứng nào hết thời hạn lưu trữ.")
            return
        if not yes and not _agrees(chosen):
            say("Đã dừng; chưa hủy gì.")
            return
        destroyed = _destroy(office, ids, order)
    say(f"Đã tiêu hủy {len(destroyed)} minh chứng.")


def _destroy(office: "Office", ids: list[int], order: "Order") -> "list[Evidence]":
    from dondoc.usecases.destroy_evidence import destroy_evidence

    return destroy_evidence(
        office.begin,
        office.blobs,
        ids,
        order,
        office.evidence_rules,
        drop_copies=office.evidence_inbox.drop_copies,
        actor=office.actor,
        now=office.clock.now(),
    )


def _agrees(chosen: "Sequence[Kept]") -> bool:
    for one in chosen:
        say(f"{one.evidence.id}: {one.evidence.label} – {one.activity.words}, {day(one.activity.happened_on)}")
    question = f"Tiêu hủy {len(chosen)} minh chứng này? (c/k)"
    answer = typer.prompt(question, default="k", show_default=False, prompt_suffix=" ")
    return str(answer).strip().casefold() in {"c", "có", "co", "y"}


def register(group: typer.Typer) -> None:
    """Add both to `evidence`."""
    group.command()(retention)
    group.command()(destroy)
