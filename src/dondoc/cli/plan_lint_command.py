"""lint-plan: what a superior will ask of a plan, and which promises of the last report the new one drops."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import office_config, open_workspace
from dondoc.cli.options import AsJson, Workspace
from dondoc.cli.screen import print_json, say
from dondoc.draft.plan_lint import Point, Severity
from dondoc.errors import NotFound
from dondoc.messages.words import STATES

if TYPE_CHECKING:
    from dondoc.draft.plan_lint import PlanRemark
    from dondoc.usecases.lint_plan import Past, PlanReview
    from dondoc.wiring import Office

_EXIT_QUESTIONS = 1
#: So many of the tasks of one remark are named.
_NAMED = 3
_POINTS = {
    Point.WORK: "Rõ việc",
    Point.TIME: "Rõ thời gian",
    Point.PERSON: "Rõ người",
    Point.DUTY: "Rõ trách nhiệm",
    Point.RESULT: "Rõ kết quả",
    Point.AUTHORITY: "Rõ thẩm quyền",
}
_LEVELS = {Severity.MUST: "cần sửa", Severity.SHOULD: "nên sửa"}


def lint_plan(
    what: Annotated[str, typer.Argument(help="Tệp dự thảo (Word, PDF …), hoặc mã kỳ của báo cáo đã soạn.")],
    previous: Annotated[
        Path | None, typer.Option("--previous", help="Báo cáo kỳ trước, để đối chiếu; không nêu thì theo sổ.")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Báo cáo của đơn vị này.")] = None,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Soát phần phương hướng, nhiệm vụ trước khi ký: 5 rõ, và những cam kết kỳ trước bị bỏ sót.

    Mã kết thúc 0 khi đạt, 1 khi có điều cấp trên sẽ hỏi. Soát một tệp thì không cần không gian làm việc.
    """
    from dondoc.wiring.plan_lint import lint_paper, lint_period

    file = Path(what)
    if not file.is_file():
        with open_workspace(workspace, only_looks=True) as office:
            review = lint_period(office, what, unit)
    else:
        with _perhaps(workspace) as opened:
            review = lint_paper(file, previous, office_config(), opened)
    if as_json:
        print_json(_as_json(review))
    else:
        _print(what, review)
    if not review.is_fine:
        raise typer.Exit(_EXIT_QUESTIONS)


def _perhaps(workspace: Path | None) -> "AbstractContextManager[Office | None]":
    """The workspace that the command runs in; None outside one, where only the paper is known."""
    try:
        from dondoc.wiring import find_workspace

        find_workspace(workspace, Path.cwd())
    except NotFound:
        return nullcontext(None)
    return open_workspace(workspace, only_looks=True)


def _print(what: str, review: "PlanReview") -> None:
    if not review.tasks:
        say(f"{what}: không đọc thấy nhiệm vụ nào trong phần phương hướng, nhiệm vụ.")
    elif not review.remarks:
        say(f"{what}: đạt – {len(review.tasks)} nhiệm vụ đều rõ.")
    else:
        say(f"{what}: {len(review.tasks)} nhiệm vụ, {len(review.remarks)} điều cấp trên có thể hỏi.")
    for number, remark in enumerate(review.remarks, 1):
        _print_remark(number, remark, review)
    _print_dropped(review.dropped)
    if not review.has_past:
        say("Chưa đối chiếu với kỳ trước (nêu báo cáo kỳ trước bằng --previous).")
    elif not review.dropped:
        say("Mọi cam kết của kỳ trước đều đã được nhắc đến.")


def _print_remark(number: int, remark: "PlanRemark", review: "PlanReview") -> None:
    level, point = _LEVELS[remark.severity], _POINTS[remark.point]
    if len(remark.tasks) == 1:
        name = review.tasks[remark.tasks[0] - 1].name
        say(f"{number:>3}. [{level}] {point} – “{name}”: {remark.question}")
    else:
        say(f"{number:>3}. [{level}] {point} – {remark.question}")
        say(f"       Gồm: {_named(remark.tasks, review)}")
    say(f"       Đề xuất: {remark.proposal}.")


def _named(tasks: "Sequence[int]", review: "PlanReview") -> str:
    """The first of several tasks by name, the others counted."""
    names = "; ".join(f"“{review.tasks[number - 1].name}”" for number in tasks[:_NAMED])
    return f"{names} và {len(tasks) - _NAMED} việc khác" if len(tasks) > _NAMED else names


def _print_dropped(dropped: "Sequence[Past]") -> None:
    from dondoc.usecases.lint_plan import known_of

    if dropped:
        say(f"{len(dropped)} cam kết kỳ trước không được nhắc đến (không kết quả, không chuyển tiếp, không cho thôi):")
    for past in dropped:
        paper = f", nêu tại {past.paper}" if past.paper else ""
        state = f"; sổ ghi: {STATES[past.status].vi}" if past.status is not None else ""
        known = f" ({known})" if (known := known_of(past)) else ""
        say(f"  - {f'{past.code}: ' if past.code else ''}“{past.words}”{paper}{state}{known}")


def _as_json(review: "PlanReview") -> dict[str, object]:
    return {
        "fine": review.is_fine,
        "tasks": [{"number": n, "words": task.name} for n, task in enumerate(review.tasks, 1)],
        "remarks": [asdict(remark) for remark in review.remarks],
        "compared": review.has_past,
        "dropped": [
            {"code": p.code, "words": p.words, "paper": p.paper, "state": p.status, "due": p.due, "result": p.result}
            for p in review.dropped
        ],
    }


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lint-plan")(lint_plan)
