"""report --print superior: what goes up, and by name what the chair left out of it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dondoc.cli.screen import say
from dondoc.core.report import Form
from dondoc.draft.prints import Choice, LeftOut
from dondoc.draft.report_context import Print

if TYPE_CHECKING:
    from dondoc.usecases.draft_report import Drafted
    from dondoc.wiring import Office

PrintFor = Annotated[
    Print, typer.Option("--print", help="Bản nội bộ (internal, đủ mọi nội dung) hay bản gửi cấp trên (superior).")
]
Without = Annotated[
    list[str] | None, typer.Option("--without", help="Bỏ câu có mã này khỏi bản gửi cấp trên; nêu được nhiều lần.")
]
Annexes = Annotated[
    list[str] | None, typer.Option("--annex", help="Chỉ kèm phụ lục này (số thứ tự hoặc tên), none là không kèm.")
]


def choice_of(print_: Print, without: Sequence[str] | None, annexes: Sequence[str] | None) -> Choice | None:
    """What the chair picks; None for the internal print, where nothing is left out."""
    if print_ is Print.SUPERIOR:
        return Choice(without=tuple(without or ()), annexes=tuple(annexes or ()))
    if without or annexes:
        raise typer.BadParameter("--without và --annex đi cùng --print superior.")
    return None


def print_upwards(
    office: "Office", drafted: "Drafted", choice: Choice, *, now: datetime, wanted: Form | None, file: Path | None
) -> tuple[LeftOut, ...]:
    """Write the print for the superior and say where it is and what was left out of it."""
    from dondoc.documents.atomic import write_atomically
    from dondoc.wiring.reports import write_superior

    chosen, prints, paths = write_superior(office, drafted, choice, now=now, more=(wanted,) if wanted else ())
    for form, path in paths.items():
        if wanted is None or wanted.value == form:
            say(f"  Bản gửi cấp trên: {path}")
    if file is not None and wanted is not None and wanted.value in prints.files:
        write_atomically(file, prints.files[wanted.value])
        say(f"  Bản gửi cấp trên: {file}")
    for left in chosen.left_out:
        codes = f" (cam kết {', '.join(left.codes)})" if left.codes else ""
        say(f"  Không đưa vào bản gửi cấp trên: [{left.name}] {left.words.removeprefix('- ')}{codes}")
    return chosen.left_out
