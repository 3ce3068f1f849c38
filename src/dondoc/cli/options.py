"""Options that many commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

Workspace = Annotated[
    Path | None, typer.Option("--workspace", "-w", help="Không gian làm việc (mặc định: thư mục hiện tại trở lên).")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Coi hôm nay là ngày này (không gian mô phỏng, hoặc với --dry-run).")
]
ActAs = Annotated[str | None, typer.Option("--as", help="Người thao tác, được ghi vào nhật ký.")]
UnitCode = Annotated[str | None, typer.Option("--unit", help="Chỉ đơn vị này và các đơn vị trực thuộc.")]
AsJson = Annotated[bool, typer.Option("--json", help="In JSON.")]
Reason = Annotated[str, typer.Option("--reason", help="Lý do; được in trong báo cáo.")]
