"""init, verify, upgrade: the workspace itself."""

from pathlib import Path
from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import AsJson, Workspace
from dondoc.cli.screen import print_json, say
from dondoc.errors import Conflict, DondocError


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


def verify(workspace: Workspace = None, as_json: AsJson = False) -> None:
    """Kiểm tra sổ sự kiện và các tệp đã lưu có bị thay đổi không."""
    from dondoc.usecases.verify_ledger import verify_ledger

    with open_workspace(workspace) as office:
        found = verify_ledger(office.database.reading, office.blobs, keep=office.begin)
        broken = office.explain(found.broken) if found.broken is not None else None
    if as_json:
        print_json({"events": found.events, "streams": found.streams, "broken": broken})
    if found.broken is not None:
        raise Conflict(code="ledger.broken", broken=found.broken)
    if not as_json:
        say(f"Sổ còn nguyên vẹn: {found.events} sự kiện của {found.streams} đơn vị, mọi tệp đều khớp.")


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
