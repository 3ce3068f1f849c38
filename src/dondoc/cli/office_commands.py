"""init, verify, upgrade: the workspace itself."""

from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import AsJson, Workspace
from dondoc.cli.screen import print_json, say
from dondoc.errors import Conflict, DondocError

_EXIT_PARTLY = 3


def init(
    folder: Annotated[Path, typer.Argument(help="Thư mục của không gian làm việc mới.")],
    unit: Annotated[str | None, typer.Option("--unit", help="Tên đơn vị; bỏ trống: lấy theo báo cáo đầu tiên.")] = None,
    email: Annotated[str | None, typer.Option("--email", help="Địa chỉ thư của cán bộ theo dõi.")] = None,
    simulate: Annotated[bool, typer.Option("--simulate", help="Không gian mô phỏng: đồng hồ theo --as-of.")] = False,
) -> None:
    """Tạo không gian làm việc mới."""
    from dondoc.wiring import make_workspace, open_office, take_back

    made = make_workspace(folder, simulate=simulate).resolve()
    try:
        office = open_office(made)
        try:
            office.start(unit=unit, email=email)
        finally:
            office.close()
    except DondocError:
        take_back(made)
        raise
    say(f"Đã tạo không gian làm việc ở {made}")
    say("Bước tiếp theo: dondoc ingest TỆP_BÁO_CÁO --workspace " + str(folder))


def verify(
    set_aside: Annotated[
        bool, typer.Option("--set-aside", help="Chuyển các tệp thừa trong data/blobs sang data/set_aside.")
    ] = False,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra sổ sự kiện, từng dòng dữ liệu và các tệp đã lưu có bị mất, sửa hay thêm không."""
    from dondoc.wiring.ledger import check_ledger, set_orphans_aside, told

    with open_workspace(workspace) as office:
        found = check_ledger(office)
        broken = told(office, found.broken)
        orphans = [office.say("ledger.orphan", {"name": name}) for name in found.orphans]
        moved = set_orphans_aside(office, found.orphans) if set_aside and not broken else []
    if as_json:
        counts = {"events": found.events, "streams": found.streams}
        print_json({**counts, "broken": broken, "orphans": list(found.orphans), "moved": moved})
    else:
        for line in [*broken, *([] if moved else orphans)]:
            say(f"- {line}")
        for path in moved:
            say(f"Đã chuyển tệp thừa ra: {path}")
    if broken:
        raise Conflict(code="ledger.broken", count=len(found.broken), broken=found.broken[0])
    if not as_json:
        say(f"Sổ còn nguyên vẹn: {found.events} sự kiện, mọi dòng và mọi tệp đều khớp.")
    if orphans and not moved:
        raise typer.Exit(_EXIT_PARTLY)


def upgrade(workspace: Workspace = None) -> None:
    """Nâng cấp cơ sở dữ liệu lên phiên bản của chương trình (sao lưu trước)."""
    with open_workspace(workspace) as office:
        if office.database.is_current():
            say(f"Cơ sở dữ liệu đã ở phiên bản {office.database.head()}.")
            return
        kept = office.keep_copy()
        office.database.upgrade()
        say(f"Đã nâng cấp lên phiên bản {office.database.head()}. Bản trước khi nâng cấp: {kept or 'do máy chủ giữ'}")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(init)
    app.command()(verify)
    app.command()(upgrade)
