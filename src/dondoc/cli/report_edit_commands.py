"""reports edit, edits, unedit: a person's words in a draft."""

from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Workspace
from dondoc.cli.screen import print_json, say

Name = Annotated[str, typer.Argument(metavar="REPORT", help="Kỳ (2026-H2), kỳ và bản (2026-H2-v2), hoặc số báo cáo.")]
Key = Annotated[str, typer.Argument(help="Tên của đoạn, xem: dondoc reports show REPORT --lines")]
OfUnit = Annotated[str | None, typer.Option("--unit", help="Mã đơn vị của báo cáo.")]


def edit(
    name: Name,
    key: Key,
    words: Annotated[str, typer.Argument(help="Lời thay cho đoạn; không cần gõ dấu “-” đầu dòng.")] = "",
    workspace: Workspace = None,
    unit: OfUnit = None,
    remove: Annotated[bool, typer.Option("--remove", help="Bỏ đoạn này.")] = False,
    add: Annotated[bool, typer.Option("--add", help="Thêm một đoạn sau đoạn này, hoặc ở đầu phần có tên này.")] = False,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Sửa lời một đoạn của dự thảo; lời sửa được giữ khi soạn lại."""
    from dondoc.usecases.edit_report import add_paragraph, leave_out, reword
    from dondoc.wiring.report_versions import known_report

    if remove and (add or words):
        raise typer.BadParameter("--remove không đi cùng lời hay --add.")
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        report = known_report(office, name, unit).report
        now = office.clock.now()
        if remove:
            kept = leave_out(office.begin, report, key, actor=office.actor, now=now)
        else:
            write = add_paragraph if add else reword
            kept = write(office.begin, report, key, words, actor=office.actor, now=now)
    say(f"Đã giữ lời sửa của đoạn {kept.key}. Soạn lại: dondoc report {report.plan.name}")


def edits(
    name: Name, workspace: Workspace = None, unit: OfUnit = None, as_of: LookAsOf = None, as_json: AsJson = False
) -> None:
    """Những lời người soạn đã sửa trong dự thảo."""
    from dondoc.cli.reports_screen import print_edits
    from dondoc.usecases.find_report import find_report

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        known = find_report(work, name, unit)
        kept = work.report_edits.of(known.report.plan)
    if as_json:
        print_json(
            [
                {
                    "key": one.key,
                    "act": one.act.value,
                    "words": one.words,
                    "seen": one.seen,
                    "after": one.after,
                    "into": one.into,
                    "codes": one.codes,
                    "by": one.by,
                    "at": one.at.isoformat(),
                }
                for one in kept
            ]
        )
        return
    if not kept:
        say("Chưa có lời nào được sửa.")
    print_edits(kept)


def unedit(
    name: Name, key: Key, workspace: Workspace = None, unit: OfUnit = None, as_of: AsOf = None, actor: ActAs = None
) -> None:
    """Bỏ lời đã sửa của một đoạn, dùng lại lời máy soạn."""
    from dondoc.usecases.edit_report import drop_edit
    from dondoc.wiring.report_versions import known_report

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        report = known_report(office, name, unit).report
        drop_edit(office.begin, report, key, actor=office.actor, now=office.clock.now())
    say(f"Đoạn {key} trở lại lời máy soạn. Soạn lại: dondoc report {report.plan.name}")


def register(group: typer.Typer) -> None:
    """Add the commands to `dondoc reports`."""
    for command in (edit, edits, unedit):
        group.command()(command)
