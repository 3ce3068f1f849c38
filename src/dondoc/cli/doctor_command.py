"""doctor: what is well in a workspace, what is not, and what to do."""

from typing import Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import AsJson, Workspace
from dondoc.cli.screen import print_json, say
from dondoc.errors import DondocError
from dondoc.messages import say as sentence

_LABELS = {"well": "đạt", "look": "cần xem", "broken": "hỏng"}
_EXIT_BROKEN = 1


def doctor(
    online: Annotated[bool, typer.Option("--online", help="Thử cả máy chủ thư, bot và trang web.")] = False,
    workspace: Workspace = None,
    as_json: AsJson = False,
) -> None:
    """Khám không gian làm việc: cài đặt, cơ sở dữ liệu, ổ đĩa, kênh gửi, hàng đợi; nêu điều cần làm."""
    from dondoc.wiring.doctor import Finding, Level, examine, failed

    language = "vi"
    try:
        with open_workspace(workspace) as office:
            language = office.settings.language
            findings: list[Finding] = examine(office, online=online)
    except DondocError as error:
        if error.message_code.startswith("workspace."):
            raise
        findings = [failed(error)]
    told = [(one, sentence(one.code, one.params, language)) for one in findings]
    if as_json:
        print_json([{"level": one.level.value, "code": one.code, "text": text} for one, text in told])
    else:
        for one, text in told:
            say(f"{_LABELS[one.level.value]:<8} {text}")
    if any(one.level is Level.BROKEN for one, _ in told):
        raise typer.Exit(_EXIT_BROKEN)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)
