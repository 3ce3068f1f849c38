"""Options that many commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

Workspace = Annotated[
    Path | None, typer.Option("--workspace", "-w", help="Không gian làm việc (mặc định: thư mục hiện tại trở lên).")
]
#: For commands that write.
AsOf = Annotated[str | None, typer.Option("--as-of", help="Coi hôm nay là ngày này (chỉ trong không gian mô phỏng).")]
#: For commands that only look, at least when asked to.
LookAsOf = Annotated[str | None, typer.Option("--as-of", help="Xem như hôm nay là ngày này.")]
ActAs = Annotated[str | None, typer.Option("--as", help="Người thao tác, được ghi vào nhật ký.")]
UnitCode = Annotated[str | None, typer.Option("--unit", help="Chỉ đơn vị này và các đơn vị trực thuộc.")]
AsJson = Annotated[bool, typer.Option("--json", help="In JSON.")]
Reason = Annotated[str, typer.Option("--reason", help="Lý do; được in trong báo cáo.")]
