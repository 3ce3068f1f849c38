"""activity add, link, mend, list: what happened."""

from decimal import Decimal
from typing import Annotated

import typer

from dondoc.cli.activity_screen import figure_text, print_entered, warn_of_shares
from dondoc.cli.context import open_workspace, parse_day, parse_number, parse_share, require_area
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, UnitCode, Workspace
from dondoc.cli.screen import day, print_json, print_table, say

group = typer.Typer(no_args_is_help=True, help="Hoạt động đã diễn ra: ghi, tính cho việc, liệt kê.")


@group.command()
def add(
    told: Annotated[
        list[str] | None, typer.Argument(help="Mã việc, hoặc lời kể trong ngoặc kép; không có mã: hoạt động phát sinh.")
    ] = None,
    words: Annotated[str, typer.Option("--words", help="Đã làm gì.")] = "",
    for_: Annotated[
        list[str] | None, typer.Option("--for", help="Tính cho việc này; MÃ=phần khi chỉ tính một phần kết quả.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="Ngày diễn ra (đọc từ lời kể, không có thì hôm nay).")] = None,
    quantity: Annotated[str | None, typer.Option("--quantity", "-n", help="Kết quả: 2, hoặc 38/40.")] = None,
    target: Annotated[int | None, typer.Option("--target", help="Tính cho chỉ tiêu thứ mấy của việc.")] = None,
    place: Annotated[str, typer.Option("--place", help="Nơi diễn ra.")] = "",
    people: Annotated[int | None, typer.Option("--people", min=0, help="Số người tham gia.")] = None,
    money: Annotated[str | None, typer.Option("--money", help="Kinh phí, đồng.")] = None,
    area: Annotated[str | None, typer.Option("--area", help="Mảng công tác (config/areas.toml).")] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi một hoạt động, tính cho một hay nhiều việc, hoặc phát sinh ngoài kế hoạch."""
    from dondoc.usecases.enter_deed import TypedDeed, enter_deed
    from dondoc.wiring.deeds import deed_desk

    count, whole = parse_share(quantity) if quantity else (None, None)
    # A code has neither spaces nor accents: what has is the story itself.
    story = [one for one in told or [] if " " in one.strip() or not one.isascii()]
    shares = dict(_share(one) for one in [*(one for one in told or [] if one not in story), *(for_ or [])])
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        require_area(office, area)
        typed = TypedDeed(
            words=words or " ".join(story),
            codes=tuple(shares),
            shares={code: share for code, share in shares.items() if share is not None},
            on=parse_day(on) if on else None,
            quantity=count,
            denominator=whole,
            people=people,
            money=parse_number(money) if money else None,
            place=place,
            area=area,
            target=target,
        )
        now = office.clock.now()
        entered = enter_deed(office.begin, office.blobs, typed, deed_desk(office), actor=office.actor, now=now)
        areas = {one.code: one.label for one in office.areas}
    if entered is not None:
        print_entered(entered, tuple(shares), areas)


def _share(text: str) -> tuple[str, Decimal | None]:
    """A code, and how much of the result counts for it; None for all of it."""
    code, sign, share = text.strip().partition("=")
    return code.strip(), parse_number(share) if sign else None


@group.command()
def link(
    activity: Annotated[int, typer.Argument(help="Số của hoạt động.")],
    code: Annotated[str, typer.Argument(help="Mã việc.")],
    share: Annotated[str | None, typer.Option("--share", help="Phần kết quả tính cho việc này.")] = None,
    target: Annotated[int, typer.Option("--target", help="Tính cho chỉ tiêu thứ mấy của việc.")] = 1,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Tính một hoạt động đã ghi cho thêm một việc."""
    from dondoc.usecases.record_activity import link_activity

    part: Decimal | None = parse_number(share) if share else None
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        rules, now = office.evidence_rules, office.clock.now()
        linked = link_activity(
            office.begin, activity, code, rules, actor=office.actor, now=now, share=part, target=target
        )
    say(f"Hoạt động số {activity} nay tính cho {code}.")
    warn_of_shares(linked)


@group.command()
def mend(
    activity: Annotated[int, typer.Argument(help="Số của hoạt động.")],
    on: Annotated[str | None, typer.Option("--on", help="Ngày diễn ra.")] = None,
    quantity: Annotated[str | None, typer.Option("--quantity", "-n", help="Kết quả: 2, hoặc 38/40.")] = None,
    words: Annotated[str | None, typer.Option("--words", help="Đã làm gì.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Nơi diễn ra.")] = None,
    people: Annotated[int | None, typer.Option("--people", min=0, help="Số người tham gia.")] = None,
    money: Annotated[str | None, typer.Option("--money", help="Kinh phí, đồng.")] = None,
    area: Annotated[str | None, typer.Option("--area", help="Mảng công tác (config/areas.toml).")] = None,
    clear: Annotated[
        list[str] | None, typer.Option("--clear", help="Xóa mục ghi nhầm: quantity, people, money hoặc place.")
    ] = None,
    target: Annotated[int | None, typer.Option("--target", help="Tính cho chỉ tiêu thứ mấy của việc.")] = None,
    unlink: Annotated[list[str] | None, typer.Option("--unlink", help="Mã việc thôi không tính nữa.")] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Sửa một hoạt động đã ghi: ngày, kết quả, nội dung, nơi, người, tiền, mảng, hoặc thôi tính cho một việc."""
    from dondoc.usecases.mend_activity import Correction, mend_activity

    count, whole = parse_share(quantity) if quantity else (None, None)
    change = Correction(
        on=parse_day(on) if on else None,
        quantity=count,
        denominator=whole,
        words=words,
        place=place,
        people=people,
        money=parse_number(money) if money else None,
        area=area,
        clear=tuple(clear or ()),
        target=target,
        unlink=tuple(unlink or ()),
    )
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        require_area(office, area)
        rules, now = office.evidence_rules, office.clock.now()
        mended = mend_activity(office.begin, activity, change, rules, actor=office.actor, now=now)
    kind = " (phát sinh)" if mended.is_unplanned else ""
    unclear = " Còn cần xem lại kết quả." if mended.is_unclear else ""
    say(f"Đã sửa hoạt động số {mended.id} ngày {day(mended.happened_on)}{kind}: {mended.words.rstrip('.')}.{unclear}")


@group.command("list")
def list_(
    workspace: Workspace = None,
    unit: UnitCode = None,
    unclear: Annotated[bool, typer.Option("--unclear", help="Chỉ hoạt động cần xem lại ngày hoặc kết quả.")] = False,
    as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:
    """Các hoạt động đã ghi, theo ngày."""
    from dondoc.wiring.scope import unit_ids_of

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        activities = work.activities.all(unit_ids_of(work, unit, office.today))
        evidence = work.activities.evidence()
    activities = [a for a in activities if a.is_unclear or not unclear]
    if as_json:
        print_json(
            [
                {
                    "id": a.id,
                    "on": a.happened_on.isoformat(),
                    "words": a.words,
                    "place": a.place,
                    "people": a.people,
                    "money": str(a.money) if a.money is not None else None,
                    "area": a.area,
                    "quantity": str(a.quantity) if a.quantity is not None else None,
                    "of": str(a.denominator) if a.denominator is not None else None,
                    "unplanned": a.is_unplanned,
                    "unclear": a.is_unclear,
                    "evidence": len(evidence.get(a.id, ())),
                }
                for a in activities
            ]
        )
        return
    print_table(
        ("Số", "Ngày", "Kết quả", "Minh chứng", "Nội dung"),
        (
            (
                str(a.id),
                day(a.happened_on),
                figure_text(a),
                str(len(evidence.get(a.id, ()))),
                a.words + (" (phát sinh)" if a.is_unplanned else "") + (" (cần xem lại)" if a.is_unclear else ""),
            )
            for a in activities
        ),
        wide=4,
    )


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="activity")
