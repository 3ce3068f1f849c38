"""reports task, suggest: new tasks of the next plan, typed or taken from the same period of last year."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, Workspace
from dondoc.cli.screen import day, print_json, say, warn
from dondoc.errors import DondocError
from dondoc.messages import explain

if TYPE_CHECKING:
    from dondoc.draft.next_plan import PlannedItem

_EXIT_PARTLY = 3
Name = Annotated[str, typer.Argument(metavar="REPORT", help="Kỳ (2026-H2), kỳ và bản (2026-H2-v2), hoặc số báo cáo.")]
OfUnit = Annotated[str | None, typer.Option("--unit", help="Mã đơn vị của báo cáo.")]


def task(
    name: Name,
    words: Annotated[str, typer.Argument(help="Một việc, có thời hạn: “Tổ chức 02 lớp … trước ngày 30/4/2027”.")],
    workspace: Workspace = None,
    unit: OfUnit = None,
    area: Annotated[str, typer.Option("--area", help="Mã lĩnh vực; bỏ trống thì theo lời.")] = "",
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Thêm một nhiệm vụ mới vào phần kế hoạch của dự thảo."""
    from dondoc.wiring.report_tasks import add_typed
    from dondoc.wiring.report_versions import known_report

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        known = known_report(office, name, unit)
        kept = add_typed(office, known, words, area)
    say(f"Đã thêm: {kept.words.removeprefix('- ')}")
    say(f"Đoạn {kept.key}. Soạn lại: dondoc report {known.report.plan.name}")


def suggest(
    name: Name,
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE]...", help="Đưa những việc này vào kế hoạch.")
    ] = None,
    workspace: Workspace = None,
    unit: OfUnit = None,
    everything: Annotated[bool, typer.Option("--all", help="Đưa tất cả vào kế hoạch.")] = False,
    as_of: AsOf = None,
    actor: ActAs = None,
    as_json: AsJson = False,
) -> None:
    """Việc của cùng kỳ năm trước có thể làm lại; chỉ vào kế hoạch khi được chọn."""
    from dondoc.usecases.new_tasks import chosen_of
    from dondoc.wiring.report_tasks import add_item, suggested
    from dondoc.wiring.report_versions import known_report

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        known = known_report(office, name, unit)
        found = suggested(office, known)
        wanted = list(found) if everything else chosen_of(found, codes or [])
        if not wanted:
            _print(found, name, as_json=as_json)
            return
        refused: list[DondocError] = []
        for item in wanted:
            try:
                kept = add_item(office, known, item)
            except DondocError as error:
                refused.append(error)
                continue
            say(f"Đã thêm: {kept.words.removeprefix('- ')}  ({item.suggested_by})")
    for reason in refused:
        warn(explain(reason))
    say(f"Soạn lại: dondoc report {known.report.plan.name}")
    if refused:
        raise typer.Exit(_EXIT_PARTLY if len(refused) < len(wanted) else 1)


def _print(found: "Sequence[PlannedItem]", name: str, *, as_json: bool) -> None:
    if as_json:
        rows = [{"code": i.suggested_by, "text": i.text, "area": i.area, "due": i.due.isoformat()} for i in found]
        print_json(rows)
        return
    if not found:
        say("Cùng kỳ năm trước không có việc nào để gợi ý thêm.")
        return
    for item in found:
        due = f" (hạn {day(item.due)})" if item.due_explicit else ""
        say(f"{item.suggested_by}  {item.text}{due}")
    say(f"Đưa vào kế hoạch: dondoc reports suggest {name} {found[0].suggested_by}  (hoặc --all)")


def register(group: typer.Typer) -> None:
    """Add the commands to `dondoc reports`."""
    for command in (task, suggest):
        group.command()(command)
