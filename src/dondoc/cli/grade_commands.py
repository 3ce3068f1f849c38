"""grade: points and class of a unit by a superior's table."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Workspace
from dondoc.cli.screen import print_json, say, warn
from dondoc.cli.screen import print_table as show_table
from dondoc.core.period import Period
from dondoc.errors import BadInput

if TYPE_CHECKING:
    from dondoc.core.report import Form
    from dondoc.usecases.grade_unit import GradedTable

_EXIT_PARTLY = 3

group = typer.Typer(no_args_is_help=True, help="Chấm điểm, xếp loại: điền sẵn từ sổ theo dõi, tự chấm, cấp trên chấm.")

_PeriodArgument = Annotated[str, typer.Argument(help="Kỳ chấm điểm: 2026, 2026-H2.")]
_Unit = Annotated[str | None, typer.Option("--unit", help="Mã đơn vị được chấm; bỏ trống: đơn vị của mình.")]
_SchemeName = Annotated[str | None, typer.Option("--scheme", help="Tên bảng điểm trong config/grading.")]


@group.command("show")
def show(
    period: _PeriodArgument,
    unit: _Unit = None,
    scheme: _SchemeName = None,
    file: Annotated[Path | None, typer.Option("-o", "--output", help="Ghi ra .docx, .xlsx, .pdf, .html.")] = None,
    workspace: Workspace = None,
    as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:
    """Bảng điểm của một đơn vị: điểm máy tính từ sổ, điểm tự chấm, điểm cấp trên, phần còn thiếu."""
    from dondoc.documents.atomic import write_atomically
    from dondoc.messages import explain
    from dondoc.wiring.grading import graded, print_table, scheme_named

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office:
        table = graded(office, _period(period), unit, scheme_named(office, scheme))
        printed = print_table(office, table, _form(file)) if file is not None else None
    if as_json:
        print_json(_as_json(table))
    else:
        _print(table)
    if file is None or printed is None:
        return
    write_atomically(file, printed.data)
    say(f"  {file}")
    for remark in (*printed.remarks, *((printed.fault,) if printed.fault is not None else ())):
        warn(explain(remark))


@group.command("set", context_settings={"ignore_unknown_options": True})  # "-1" is a number of points
def set_(
    period: _PeriodArgument,
    criterion: Annotated[str, typer.Argument(help="Mã mục trong bảng điểm, ví dụ I.2.")],
    points: Annotated[str, typer.Argument(help="Số điểm, ví dụ 8,5.")],
    reason: Annotated[str, typer.Option("--reason", help="Vì sao khác điểm máy tính hoặc điểm tự chấm.")] = "",
    superior: Annotated[bool, typer.Option("--as-superior", help="Điểm do cấp trên chấm.")] = False,
    unit: _Unit = None,
    scheme: _SchemeName = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Ghi điểm của một mục: tự chấm, hoặc cấp trên chấm."""
    from dondoc.core.grading import Mark
    from dondoc.wiring.grading import give_points, scheme_named

    mark = Mark(criterion=criterion.strip(), points=_points(points), reason=reason, is_superior=superior)
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        table = give_points(office, _period(period), unit, scheme_named(office, scheme), mark)
    _print(table)


@group.command("list")
def list_(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Các bảng điểm có thể dùng."""
    from dondoc.settings.grading import load_schemes

    with open_workspace(workspace, only_looks=True) as office:
        found = load_schemes(office.office_dir)
    if as_json:
        print_json([{"name": s.name, "title": s.title, "points": format(s.points, "f")} for s in found])
        return
    show_table(("Tên", "Bảng điểm", "Tổng điểm"), [(s.name, s.title, _text(s.points)) for s in found], wide=1)


@group.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Bảng điểm của cấp trên: .xlsx, .docx, .pdf.")],
    name: Annotated[str, typer.Option("--name", help="Tên đặt cho bảng điểm, ví dụ ldld-2026.")],
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Đọc bảng điểm của cấp trên thành một tệp trong config/grading, để xem lại rồi dùng."""
    from dondoc.messages import say as sentence
    from dondoc.wiring.grading import read_scheme

    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(code="file.unreadable", file=str(file), problem=error.strerror or "?") from error
    with open_workspace(workspace) as office:
        path, read = read_scheme(office, data, file.name, keep_as=name)
    criteria = [c for group in read.groups for c in group.criteria]
    if as_json:
        doubts = [{"kind": d.kind, "place": d.place, "words": d.words} for d in read.doubts]
        print_json({"file": str(path), "groups": len(read.groups), "criteria": len(criteria), "doubts": doubts})
    else:
        total = sum((group.points for group in read.groups), Decimal(0))
        by_hand = sum(1 for c in criteria if c.measure.value.startswith("manual"))
        say(f"Đọc được {len(read.groups)} nhóm, {len(criteria)} mục, tổng {_text(total)} điểm; "
            f"{by_hand} mục phải tự chấm.")  # fmt: skip
        say(f"  {path}")
        for doubt in read.doubts:
            holes = {"place": doubt.place, "words": doubt.words, "found": doubt.found, "expected": doubt.expected}
            warn(sentence(f"grading.doubt.{doubt.kind}", holes))
    if read.doubts:
        raise typer.Exit(_EXIT_PARTLY)


def _print(table: "GradedTable") -> None:
    say(f"{table.scheme.title} – {table.unit.name}, kỳ {table.period.code}")
    rows = [
        (
            line.score.criterion.code,
            line.score.criterion.words,
            _text(line.score.criterion.points),
            _text(line.score.points),
            _text(line.own.points if line.own is not None else None),
            _text(line.superior.points if line.superior is not None else None),
            str(len(line.score.gaps) or ""),
        )
        for line in table.lines
    ]
    show_table(("Mục", "Nội dung", "Tối đa", "Theo sổ", "Tự chấm", "Cấp trên", "Thiếu"), rows, wide=1)
    standing = table.class_name or "chưa xếp loại được, còn mục chưa có điểm"
    say(f"  Tổng điểm: {_text(table.final_total())}/{_text(table.scheme.points)} – {standing}")
    for line in table.lines:
        for gap in line.score.gaps[:3]:
            named = gap.words if gap.ref == gap.words else f"{gap.ref} {gap.words}"
            say(f"  Còn thiếu ở mục {line.score.criterion.code}: {named}")


def _text(points: Decimal | None) -> str:
    from dondoc.draft.grade_sheet import points_text

    return "" if points is None else points_text(points)


def _points(words: str) -> Decimal:
    try:
        value = Decimal(words.strip().replace(",", "."))
    except InvalidOperation as error:
        raise BadInput(code="grading.no_number", words=words) from error
    if not value.is_finite():
        raise BadInput(code="grading.no_number", words=words)
    return value


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError as error:
        raise BadInput(code="report.no_period", period=code) from error


def _form(file: Path) -> "Form":
    from dondoc.core.report import Form

    ending = file.suffix.lower().removeprefix(".")
    if ending not in set(Form):
        raise BadInput(code="report.unknown_format", format=ending, known=", ".join(Form))
    return Form(ending)


def _as_json(table: "GradedTable") -> dict[str, object]:
    def number(points: Decimal | None) -> str | None:
        return None if points is None else format(points, "f")

    return {
        "unit": table.unit.code,
        "period": table.period.code,
        "scheme": table.scheme.name,
        "total": number(table.final_total()),
        "most": number(table.scheme.points),
        "class": table.class_name or None,
        "lines": [
            {
                "code": line.score.criterion.code,
                "words": line.score.criterion.words,
                "most": number(line.score.criterion.points),
                "by_ledger": number(line.score.points),
                "own": number(line.own_points),
                "superior": number(line.superior.points) if line.superior is not None else None,
                "reasons": [mark.reason for mark in (line.own, line.superior) if mark is not None and mark.reason],
                "counted": [basis.ref for basis in line.score.counted],
                "gaps": [basis.ref for basis in line.score.gaps],
            }
            for line in table.lines
        ],
    }


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="grade")
