"""reports: versions of the reports that dondoc wrote, from draft to issued."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, UnitCode, Workspace
from dondoc.cli.screen import day, print_json, print_table, say, warn
from dondoc.core.instants import local_date
from dondoc.core.report import ReportState
from dondoc.errors import NotAllowed
from dondoc.messages import explain

if TYPE_CHECKING:
    from dondoc.usecases.before_submitting import Readiness
    from dondoc.usecases.find_report import KnownReport

group = typer.Typer(no_args_is_help=True, help="Các bản báo cáo: trình, ban hành, đính chính, lời người soạn sửa.")

STATES = {
    ReportState.DRAFT: "dự thảo",
    ReportState.SUBMITTED: "đã trình",
    ReportState.ISSUED: "đã ban hành",
    ReportState.SUPERSEDED: "đã thay thế",
}

Name = Annotated[str, typer.Argument(metavar="REPORT", help="Kỳ (2026-H2), kỳ và bản (2026-H2-v2), hoặc số báo cáo.")]
OfUnit = Annotated[str | None, typer.Option("--unit", help="Mã đơn vị của báo cáo.")]


@group.command("list")
def list_(workspace: Workspace = None, unit: UnitCode = None, as_of: LookAsOf = None, as_json: AsJson = False) -> None:
    """Mọi bản của các báo cáo đã soạn."""
    from dondoc.usecases.find_report import known_reports

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        found = known_reports(work, unit)
    if as_json:
        print_json([as_plain(known) for known in found])
        return
    print_table(
        ("Đơn vị", "Kỳ", "Bản", "Trạng thái", "Số", "Ngày", "Soạn ngày", "Bản ký", "Các dạng"),
        (
            (
                known.unit.code,
                known.report.plan.name,
                str(known.report.version),
                STATES[known.report.state],
                known.report.number or "–",
                day(known.report.issued_on),
                day(local_date(known.report.made_at)),
                "có" if known.is_signed else "–",
                ", ".join(known.forms),
            )
            for known in found
        ),
        wide=8,
    )


@group.command()
def show(
    name: Name,
    workspace: Workspace = None,
    unit: OfUnit = None,
    lines: Annotated[bool, typer.Option("--lines", help="In từng đoạn cùng tên của đoạn.")] = False,
    as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:
    """Một bản: trạng thái, số và ngày, phần còn phải viết, các đoạn."""
    from dondoc.cli.reports_screen import print_lines, print_signed
    from dondoc.usecases.before_submitting import before_submitting
    from dondoc.usecases.find_report import find_report
    from dondoc.usecases.finish_report import read_context

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office, office.work() as work:
        known = find_report(work, name, unit)
        ready = before_submitting(work, known.report)
        signed = work.signed_reports.of([known.report.id]).get(known.report.id)
    if as_json:
        print_json(as_plain(known) | {"open": ready.open_headings, "attested": ready.attested})
        return
    report = known.report
    say(f"{known.unit.name} · {report.plan.name} · bản {report.version} · {STATES[report.state]}")
    if report.number:
        say(f"  Số {report.number}, ngày {day(report.issued_on)}")
    say(f"  Chốt số liệu ngày {day(report.plan.cut_off)}, soạn ngày {day(local_date(report.made_at))}")
    say(f"  Các dạng đang lưu: {', '.join(known.forms)}")
    for form, file in report.templates:
        say(f"  Bản .{form} in theo mẫu của đơn vị: {file}")
    _tell_open(ready)
    if signed is not None:
        print_signed(signed)
    if lines:
        print_lines(read_context(report))


@group.command()
def submit(
    name: Name,
    with_open: Annotated[
        bool, typer.Option("--with-open", help="Vẫn trình khi còn phần chưa viết (sẽ in chỗ để trống).")
    ] = False,
    workspace: Workspace = None,
    unit: OfUnit = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Trình ký bản dự thảo; phần còn phải viết thì không cho trình, nhắc kết quả chưa có minh chứng."""
    from dondoc.usecases.before_submitting import before_submitting
    from dondoc.usecases.issue_report import submit_report
    from dondoc.wiring.report_versions import known_report

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        known = known_report(office, name, unit, ReportState.DRAFT)
        with office.work() as work:
            ready = before_submitting(work, known.report)
        if ready.is_behind:
            raise NotAllowed(code="report.behind", report=known.report.plan.name)
        if ready.open_headings and not with_open:
            headings = "; ".join(ready.open_headings)
            raise NotAllowed(code="report.open_parts", report=known.report.plan.name, headings=headings)
        submit_report(office.begin, known.report.id, actor=office.actor, now=office.clock.now())
    say(f"Đã trình {_called(known)}.")
    _tell_open(ready)
    say(f"  Khi đã ký: dondoc reports issue {known.report.plan.name} --number SỐ --on NGÀY")


@group.command()
def withdraw(
    name: Name, workspace: Workspace = None, unit: OfUnit = None, as_of: AsOf = None, actor: ActAs = None
) -> None:
    """Rút lại bản đã trình để sửa."""
    from dondoc.usecases.issue_report import withdraw_report
    from dondoc.wiring.report_versions import known_report

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        known = known_report(office, name, unit, ReportState.SUBMITTED)
        report = withdraw_report(office.begin, known.report.id, actor=office.actor, now=office.clock.now())
    say(f"Đã rút {_called(known)}; bản này nay là bản {STATES[report.state]}.")


@group.command()
def issue(
    name: Name,
    number: Annotated[str, typer.Option("--number", help="Số, ký hiệu: 21 hoặc 21/BC-CĐCS.")],
    on: Annotated[str, typer.Option("--on", help="Ngày ký.")],
    workspace: Workspace = None,
    unit: OfUnit = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi số và ngày của báo cáo đã ký, in lại mọi dạng có số và ngày, chốt các việc đã nêu."""
    from dondoc.wiring.report_versions import issue as issue_known
    from dondoc.wiring.report_versions import known_report

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        known = known_report(office, name, unit, ReportState.SUBMITTED)
        issued, paths = issue_known(office, known, number=number, on=parse_day(on))
    say(f"Đã ban hành {_called(known)}: số {issued.report.number}, ngày {day(issued.report.issued_on)}.")
    if issued.replaced is not None:
        say(f"  Thay thế bản {issued.replaced.version}, số {issued.replaced.number}.")
    say(f"  Chốt {len(issued.settled)} phần việc trong báo cáo này.")
    for problem in (*issued.faults.values(), *issued.remarks):
        warn(f"  Lưu ý: {explain(problem)}")
    for path in paths.values():
        say(f"  {path}")


@group.command("open")
def open_(
    name: Name,
    form: Annotated[str, typer.Option("--format", help="Dạng: docx, pdf, html, md … (trinh-ky.docx: bản trình ký).")],
    file: Annotated[Path, typer.Option("-o", "--output", help="Ghi ra tệp này.")],
    workspace: Workspace = None,
    unit: OfUnit = None,
) -> None:
    """Lấy lại đúng từng byte đã lưu của một bản."""
    from dondoc.documents.atomic import write_atomically
    from dondoc.usecases.find_report import open_output
    from dondoc.wiring.report_versions import known_report

    with open_workspace(workspace, only_looks=True) as office:
        known = known_report(office, name, unit)
        data = open_output(office.blobs, known, form)
    write_atomically(file, data)
    say(f"{_called(known)}: {file}")


@group.command()
def correct(
    name: Name,
    workspace: Workspace = None,
    unit: OfUnit = None,
    merge: Annotated[bool, typer.Option("--merge", help="Báo cáo tổng hợp từ các đơn vị.")] = False,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Đính chính: soạn bản thay thế một báo cáo đã ban hành, nêu những chỗ khác."""
    from dondoc.cli.reports_screen import print_changes
    from dondoc.usecases.finish_report import changes_between
    from dondoc.wiring.report_versions import correct as correct_known
    from dondoc.wiring.report_versions import known_report

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        known = known_report(office, name, unit, ReportState.ISSUED)
        drafted, paths = correct_known(office, known, merge=merge)
    say(f"{drafted.context.title} – bản {drafted.report.version}, thay thế báo cáo số {known.report.number}")
    print_changes(changes_between(known.report, drafted.report), before="đã ban hành", after="đính chính")
    for path in paths.values():
        say(f"  {path}")
    say(f"  Bước tiếp theo: dondoc reports submit {drafted.report.plan.name}")


def as_plain(known: "KnownReport") -> dict[str, object]:
    """A version for scripts."""
    report = known.report
    return {
        "unit": known.unit.code,
        "period": report.plan.name,
        "version": report.version,
        "state": report.state.value,
        "number": report.number,
        "issued_on": report.issued_on.isoformat() if report.issued_on else None,
        "cut_off": report.plan.cut_off.isoformat(),
        "made_at": report.made_at.isoformat(),
        "config_sha256": report.config_sha256,
        "outputs": dict(report.outputs),
        "templates": dict(report.templates),
        "signed": known.is_signed,
    }


def _called(known: "KnownReport") -> str:
    return f"báo cáo {known.report.plan.name} bản {known.report.version} của {known.unit.name}"


def _tell_open(ready: "Readiness") -> None:
    for heading in ready.open_headings:
        warn(f"  Còn phải viết: {heading}")
    if ready.attested:
        warn(f"  Hoàn thành theo xác nhận, chưa có minh chứng: {', '.join(ready.attested)}")


def register(app: typer.Typer) -> None:
    """Add the group."""
    from dondoc.cli import report_edit_commands, report_signed_commands, report_task_commands

    report_signed_commands.register(group)
    report_edit_commands.register(group)
    report_task_commands.register(group)
    app.add_typer(group, name="reports")
