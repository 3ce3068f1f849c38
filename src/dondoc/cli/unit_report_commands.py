"""units reports, units take: which units have reported on a period, and taking in what a unit sends."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsJson, AsOf, LookAsOf, Workspace
from dondoc.cli.screen import day, print_json, print_table, say, warn
from dondoc.core.period import Period
from dondoc.errors import BadInput, DondocError

if TYPE_CHECKING:
    from dondoc.draft.merging import MergedUnits

_EXIT_NOTHING, _EXIT_PARTLY = 1, 3
_STATES = {"reported": "đã có", "empty": "không có số liệu", "missing": "chưa có"}


def reports(
    period: Annotated[str, typer.Argument(help="Kỳ báo cáo: 2026-H2, 2026, 2026-Q3.")],
    unit: Annotated[str | None, typer.Option("--unit", help="Các đơn vị trực thuộc của đơn vị này.")] = None,
    workspace: Workspace = None,
    as_of: LookAsOf = None,
    as_json: AsJson = False,
) -> None:
    """Đơn vị nào đã có báo cáo được ký của một kỳ, đơn vị nào chưa; số liệu nào cần xem lại."""
    from dondoc.draft.merging import noun_of
    from dondoc.usecases.merge_reports import who_reported
    from dondoc.wiring.reports import merged_units

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office:
        merged = merged_units(office, _period(period), unit)
    rows = who_reported(merged)
    if as_json:
        print_json(_as_json(merged))
        return
    noun = noun_of(merged.units, merged.rules)
    say(f"Kỳ {period}: {merged.reported_count}/{merged.expected_count} {noun} đã có báo cáo.")
    print_table(("Mã", "Đơn vị", "Báo cáo", "Trạng thái"), [(u.code, u.name, u.source, _STATES[s]) for u, s in rows],
                wide=1)  # fmt: skip
    for outlier in merged.outliers:
        say(f"  Cần xem lại: {outlier.share.unit_name}: {outlier.work}: {outlier.value.normalize():f} "
            f"{outlier.figure.unit}".rstrip())  # fmt: skip


def take(
    files: Annotated[list[Path], typer.Argument(help="Báo cáo .json do dondoc của đơn vị ghi ra.")],
    unit: Annotated[str | None, typer.Option("--unit", help="Mã đơn vị, khi tên trong tệp không khớp.")] = None,
    workspace: Workspace = None,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Nhận báo cáo (.json) do đơn vị trực thuộc gửi đến, để tổng hợp bằng `report --merge`."""
    from dondoc.usecases.take_report import take_report

    failed = 0
    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        for path in files:
            try:
                data = _bytes_of(path)
                taken = take_report(office.begin, office.blobs, data, name=path.name, unit_code=unit,
                                    actor=office.actor, now=office.clock.now())  # fmt: skip
            except DondocError as error:
                failed += 1
                warn(f"Lỗi: {path.name}: {office.explain(error)}")
                continue
            report = taken.report
            again = " (đã nhận trước đây)" if taken.is_repeat else ""
            say(f"{taken.unit.name}: Báo cáo số {report.number} ngày {day(report.issued_on)}, "
                f"kỳ {report.period.code}{again}")  # fmt: skip
    if failed:
        raise typer.Exit(_EXIT_PARTLY if failed < len(files) else _EXIT_NOTHING)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(code="file.unreadable", file=str(path), problem=error.strerror or "?") from error


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError as error:
        raise BadInput(code="report.no_period", period=code) from error


def _as_json(merged: "MergedUnits") -> dict[str, object]:
    from dondoc.usecases.merge_reports import who_reported

    return {
        "expected": merged.expected_count,
        "reported": merged.reported_count,
        "units": [
            {"code": u.code, "name": u.name, "state": state, "source": u.source} for u, state in who_reported(merged)
        ],
        "outliers": [
            {
                "unit": o.share.unit_code,
                "code": o.share.row.code,
                "work": o.work,
                "value": format(o.value, "f"),
                "middle": format(o.middle, "f") if o.middle is not None else None,
            }
            for o in merged.outliers
        ],
    }


def register(group: typer.Typer) -> None:
    """Add the commands to `units`."""
    group.command("reports")(reports)
    group.command("take")(take)
