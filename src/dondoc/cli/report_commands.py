"""report: the next sơ kết, from the facts."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace, parse_day
from dondoc.cli.options import ActAs, AsJson, AsOf, Workspace
from dondoc.cli.reports_screen import print_notes, print_taken
from dondoc.cli.screen import day, print_json, say, warn
from dondoc.cli.superior_print import Annexes, PrintFor, Without, choice_of, print_upwards
from dondoc.core.period import Period
from dondoc.core.report import Form
from dondoc.draft.outline_pages import open_sections
from dondoc.draft.report_context import Print
from dondoc.errors import BadInput
from dondoc.messages import explain

if TYPE_CHECKING:
    from dondoc.core.report import ReportPlan
    from dondoc.usecases.draft_report import Drafted
    from dondoc.usecases.explain_report import Explained
    from dondoc.wiring import Office

#: Something was written, and something was not as it should be.
_EXIT_PARTLY = 3


OfUnit = Annotated[str | None, typer.Option("--unit", help="Báo cáo của đơn vị này (và các đơn vị trực thuộc).")]
Merge = Annotated[bool, typer.Option("--merge", help="Tổng hợp từ báo cáo đã ban hành của các đơn vị trực thuộc.")]
WithOrigins = Annotated[
    bool, typer.Option("--explain", help="Nêu từng câu, từng số lấy từ đâu: cam kết, hoạt động, minh chứng.")
]


def report(
    period: Annotated[str | None, typer.Argument(help="Kỳ báo cáo: 2026-H2, 2026, 2026-Q3, 2026-M07.")] = None,
    workspace: Workspace = None,
    latest: Annotated[bool, typer.Option("--latest", help="Kỳ sáu tháng vừa chốt số liệu gần nhất.")] = False,
    first: Annotated[str | None, typer.Option("--from", help="Từ ngày.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Đến ngày.")] = None,
    output: Annotated[Form | None, typer.Option("--format", help="Chỉ nêu tệp dạng này.")] = None,
    file: Annotated[Path | None, typer.Option("-o", "--output", help="Ghi thêm ra tệp này.")] = None,
    unit: OfUnit = None,
    outline: Annotated[str, typer.Option("--outline", help="Dàn bài dùng lần này (xem dondoc outlines list).")] = "",
    merge: Merge = False,
    with_origins: WithOrigins = False,
    draft: Annotated[Path | None, typer.Option("--from-draft", help="Nhận lời đã sửa trong tệp .docx này.")] = None,
    line: Annotated[str | None, typer.Option("--line", help="Chỉ nêu câu (hoặc dòng phụ lục) có mã này.")] = None,
    print_: PrintFor = Print.INTERNAL,
    without: Without = None,
    annex: Annexes = None,
    as_of: AsOf = None,
    actor: ActAs = None,
    as_json: AsJson = False,
) -> None:
    """Soạn báo cáo sơ kết từ các việc, hoạt động và minh chứng đã ghi."""
    from dondoc.wiring.report_versions import take_file
    from dondoc.wiring.reports import write_report

    ranged = first is not None or last is not None
    has_both_ends = first is not None and last is not None
    _require_usable([period is not None, latest, ranged], is_ranged=ranged, has_both_ends=has_both_ends)
    if line is not None and not with_origins:
        raise typer.BadParameter("--line đi cùng --explain.")
    wanted, choice = _form_of(output, file), choice_of(print_, without, annex)
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        plan = _plan(office, period, first=first, last=last, unit=unit)
        if draft is not None:
            print_taken(take_file(office, plan, draft), quiet=as_json)
        now = office.clock.now()
        drafted, paths = write_report(office, plan, now=now, merge=merge, more=_wished(wanted), outline=outline)
        told_from = _explained(office, drafted, line) if with_origins else None
        if choice is not None:
            print_upwards(office, drafted, choice, now=now, wanted=wanted, file=file)
            file = None
    told = [path for name, path in paths.items() if wanted is None or wanted.value == name]
    told += _copy_to(file, drafted, wanted)
    if told_from is not None:
        _print_origins(told_from, in_full=line is not None, as_json=as_json)
    elif as_json:
        print_json(_as_json(drafted, paths))
    else:
        _print(drafted, told)
    _tell_faults(drafted)


def _wished(wanted: Form | None) -> tuple[Form, ...]:
    return () if wanted is None else (wanted,)


def _require_usable(asked: Sequence[bool], *, is_ranged: bool, has_both_ends: bool) -> None:
    """Refuses, as wrong usage, more or less than one way of naming the days."""
    if sum(asked) != 1 or (is_ranged and not has_both_ends):
        raise typer.BadParameter("Nêu một mã kỳ, hoặc --latest, hoặc cả --from và --to.")


def _copy_to(file: Path | None, drafted: "Drafted", wanted: Form | None) -> list[Path]:
    """Writes the form that was asked for to `-o`, where it could be printed."""
    from dondoc.documents.atomic import write_atomically

    if file is None or wanted is None or wanted.value not in drafted.files:
        return []
    write_atomically(file, drafted.files[wanted.value])
    return [file]


def _tell_faults(drafted: "Drafted") -> None:
    for fault in drafted.faults.values():
        warn(explain(fault))
    if drafted.faults:
        raise typer.Exit(_EXIT_PARTLY)


def _explained(office: "Office", drafted: "Drafted", line: str | None) -> "tuple[Explained, ...]":
    from dondoc.usecases.explain_report import explain_report

    with office.work() as work:
        return explain_report(work, drafted.context, line)


def _print_origins(rows: "tuple[Explained, ...]", *, in_full: bool, as_json: bool) -> None:
    from dondoc.cli import explain_screen

    if as_json:
        print_json(explain_screen.as_json(rows))
    else:
        explain_screen.print_explained(rows, in_full=in_full)


def _form_of(asked: Form | None, file: Path | None) -> Form | None:
    """The form asked for, or the one that the ending of `-o` names; BadInput `report.unknown_format`."""
    if file is None:
        return asked
    ending = file.suffix.lower().removeprefix(".")
    if ending not in set(Form):
        raise BadInput(code="report.unknown_format", format=ending, known=", ".join(Form))
    if asked is not None and asked != Form(ending):
        raise typer.BadParameter(f"--format {asked.value} không hợp với đuôi tệp .{ending}.")
    return Form(ending)


def _plan(office: "Office", code: str | None, *, first: str | None, last: str | None, unit: str | None) -> "ReportPlan":
    from dondoc.usecases.own_unit import own_unit, unit_by_code
    from dondoc.wiring.reports import latest_period, plan_between, plan_of

    with office.work() as work:
        unit_id = (unit_by_code(work, unit) if unit else own_unit(work)).id
    if first is not None and last is not None:
        begin, end = parse_day(first), parse_day(last)
        if end < begin:
            raise BadInput(code="report.backwards", first=begin, last=end)
        return plan_between(unit_id, begin, end)
    if code is None:
        return plan_of(office, unit_id, latest_period(office, unit_id, office.today))
    try:
        return plan_of(office, unit_id, Period.parse(code))
    except ValueError as error:
        raise BadInput(code="report.no_period", period=code) from error


def _print(drafted: "Drafted", files: Sequence[Path]) -> None:
    from dondoc.messages import say as sentence

    head, plan = drafted.headline, drafted.report.plan
    again = " (nội dung như lần trước)" if drafted.is_repeat else ""
    say(f"{drafted.context.title} – bản {drafted.report.version}{again}")
    if drafted.early_on is not None:
        say(f"  Kỳ chưa kết thúc: số liệu tính đến {day(drafted.early_on)}, chốt ngày {day(plan.cut_off)}.")
    say(
        f"  {head.total} phần việc: hoàn thành {head.done} (đúng hạn {head.done_on_time}, quá hạn {head.done_late}), "
        f"một phần {head.partly_done}, chưa thực hiện {head.not_done}, quá hạn chưa xong {head.overdue}, "
        f"đang thực hiện {head.in_time}, tạm dừng {head.suspended}, cho thôi {head.waived}"
    )
    say(f"  Kỳ tới: {len(drafted.next_plan)} nhiệm vụ tiếp nối")
    for refusal in drafted.refused:
        say(f"  Cần viết lại: {sentence(refusal.code, dict(refusal.params))}")
    for file in files:
        say(f"  {file}")
    for remark in drafted.remarks:
        say(f"  Lưu ý: {explain(remark)}")
    print_notes(drafted.notes)
    if waiting := open_sections(drafted.context):
        say(f"  Còn {len(waiting):02} mục chưa có nội dung: {'; '.join(waiting)}")


def _as_json(drafted: "Drafted", paths: dict[str, Path]) -> dict[str, object]:
    import json
    from dataclasses import asdict

    return {
        "unit": drafted.unit.code,
        "period": drafted.report.plan.period.code,
        "cut_off": drafted.report.plan.cut_off.isoformat(),
        "version": drafted.report.version,
        "repeat": drafted.is_repeat,
        "headline": asdict(drafted.headline),
        "open_sections": list(open_sections(drafted.context)),
        "files": {name: str(path) for name, path in paths.items()},
        "templates": dict(drafted.report.templates),
        "faults": {form: explain(fault) for form, fault in drafted.faults.items()},
        "remarks": [explain(remark) for remark in drafted.remarks],
        "context": json.loads(drafted.report.context_json),
    }


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(report)
