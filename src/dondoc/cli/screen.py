"""Printing: tables, sentences and JSON, for a person at a terminal and for scripts."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

import typer

from dondoc.core.activity import EvidenceState
from dondoc.core.evidence_kit import PieceKind
from dondoc.core.task import Timeliness
from dondoc.messages.words import STATES

STATUS_LABELS = {status: text.vi for status, text in STATES.items()}

EVIDENCE_LABELS = {
    EvidenceState.RECEIVED: "chờ công nhận",
    EvidenceState.ACCEPTED: "đã công nhận",
    EvidenceState.REJECTED: "bị từ chối",
}

TIMELINESS_LABELS = {
    Timeliness.IN_TIME: "trong hạn",
    Timeliness.DUE_SOON: "sắp đến hạn",
    Timeliness.OVERDUE: "quá hạn",
    Timeliness.DONE_ON_TIME: "đúng hạn",
    Timeliness.DONE_LATE: "chậm",
    Timeliness.NOT_APPLICABLE: "",
}


def day(value: date | None) -> str:
    """dd/mm/yyyy, or a dash.

    >>> day(date(2026, 9, 5))
    '05/09/2026'
    """
    return value.strftime("%d/%m/%Y") if value is not None else "–"


def paper_name(paper: PieceKind | None) -> str:
    """What a proof is, as a clerk calls it.

    >>> paper_name(None)
    'chưa rõ'
    """
    return paper.name if paper is not None else "chưa rõ"


def say(text: str = "") -> None:
    """A line on standard output."""
    typer.echo(text)


def warn(text: str) -> None:
    """A line on standard error."""
    typer.echo(text, err=True)


def print_json(value: object) -> None:
    """Indented JSON, Vietnamese letters as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, wide: int | tuple[int, ...] | None = None
) -> None:
    """A table that fits the terminal; nothing where there are no rows.

    Column number `wide`, or these together, take what room is left and wrap.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    wrapping = (wide,) if isinstance(wide, int) else wide or ()
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(columns):
        if index in wrapping:
            table.add_column(name, ratio=1, overflow="fold", min_width=24)
        else:
            table.add_column(name, no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    if not table.rows:
        return
    console = Console()
    if not console.is_terminal:
        console = Console(width=140)
    console.print(table)
