"""serve: the pages for answers, for as long as the process runs."""

from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import ActAs, AsOf, Workspace
from dondoc.cli.screen import say


def serve(
    workspace: Workspace = None,
    host: Annotated[str, typer.Option("--host", help="Địa chỉ nghe; 127.0.0.1: chỉ máy này vào được.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Cổng; 0: máy tự chọn.")] = 8080,
    as_of: AsOf = None,
    actor: ActAs = None,
) -> None:
    """Chạy các trang trả lời, duyệt, nhập kết quả và đưa báo cáo vào, cho đến khi nhấn Ctrl+C."""
    # The one place where the two faces meet: the command starts the server (see the contract in pyproject.toml).
    from dondoc.web.server import serve as run

    with open_workspace(workspace, as_of=as_of, actor=actor) as office:
        run(office, host=host, port=port, say=say)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)
