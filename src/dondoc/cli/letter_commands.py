"""letters: papers to sign and print, in the form of NĐ 30/2020."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.context import open_workspace
from dondoc.cli.options import LookAsOf, Workspace
from dondoc.cli.screen import say

if TYPE_CHECKING:
    from dondoc.core.notice import Attachment
    from dondoc.usecases.gather_office import Office as Gathered
    from dondoc.usecases.paper_rules import PaperRules
    from dondoc.usecases.ports import Work

Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="Tệp .docx để ghi (mặc định: thư mục reports/van-ban).")
]

letters = typer.Typer(
    help="Văn bản để ký, in: công văn đôn đốc, phiếu giao việc, kiểm tra tháng.", no_args_is_help=True
)


@letters.command("late")
def late(
    unit: Annotated[
        str | None, typer.Argument(help="Mã đơn vị chậm (kèm các đơn vị trực thuộc); không nêu thì mọi đơn vị.")
    ] = None,
    file: Output = None,
    workspace: Workspace = None,
    as_of: LookAsOf = None,
) -> None:
    """Soạn công văn đôn đốc gửi đơn vị có việc quá hạn; số và ngày để trống cho văn thư."""
    from dondoc.usecases.write_papers import print_late_letter

    _write(workspace, as_of, file, lambda work, office, rules: (print_late_letter(work, office, rules, unit),))


@letters.command("assign")
def assign(
    code: Annotated[str, typer.Argument(help="Mã việc.")],
    file: Output = None,
    workspace: Workspace = None,
    as_of: LookAsOf = None,
) -> None:
    """Soạn phiếu giao việc cho một việc, để người giao và người nhận ký."""
    from dondoc.usecases.write_papers import print_task_slip

    _write(workspace, as_of, file, lambda work, office, rules: (print_task_slip(work, office, rules, code),))


@letters.command("month")
def month(file: Output = None, workspace: Workspace = None, as_of: LookAsOf = None) -> None:
    """Soạn trang kiểm tra định kỳ hàng tháng cho người đứng đầu; việc không đủ chỗ ghi ở phụ lục."""
    from dondoc.usecases.gather_month import print_month

    _write(workspace, as_of, file, print_month)


def _write(
    workspace: Path | None,
    as_of: str | None,
    file: Path | None,
    make: "Callable[[Work, Gathered, PaperRules], tuple[Attachment, ...]]",
) -> None:
    """Write the papers; those after the first stand beside it ("thang.docx", "thang-phu-luc.docx")."""
    from dondoc.documents.atomic import write_atomically
    from dondoc.usecases.gather_office import gather_office
    from dondoc.wiring.letters import paper_rules

    with open_workspace(workspace, as_of=as_of, only_looks=True) as office:
        rules = paper_rules(office)
        with office.work() as work:
            papers = make(work, gather_office(work, office.letter_rules, office.today), rules)
        target = file or office.folder / "reports" / "van-ban" / papers[0].name
    for paper in papers:
        ending = paper.name.removeprefix(Path(papers[0].name).stem) if paper is not papers[0] else target.suffix
        path = target.with_name(f"{target.stem}{ending}")
        write_atomically(path, paper.data)
        say(f"Đã ghi {path}")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(letters, name="letters")
