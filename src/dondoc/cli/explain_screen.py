"""report --explain: each sentence, each figure in it, and where it comes from."""

from collections.abc import Iterable
from dataclasses import asdict

from dondoc.cli.screen import say
from dondoc.draft.report_context import Figure
from dondoc.usecases.explain_report import Explained

#: So many origins of a figure are printed; `--line` and `--json` give all.
_ORIGINS_PRINTED = 6


def print_explained(rows: Iterable[Explained], *, in_full: bool) -> None:
    """Print each sentence with its key, its figures with their origins, and the promises that it speaks of."""
    for row in rows:
        say(f"[{row.key}] {row.text.removeprefix('- ')}")
        if row.written_by:
            say(f"    do {row.written_by} viết")
        for figure in row.figures:
            _print_figure(figure, in_full=in_full)
        for promise in row.promises:
            paper = f", {promise.paper}" if promise.paper else ", ghi tay"
            say(f"    Cam kết {promise.code}{paper}: “{promise.words}”")
        if not row.figures and not row.promises and not row.written_by:
            say("    (câu dẫn, không có số liệu)")
        say("")


def _print_figure(figure: Figure, *, in_full: bool) -> None:
    labels = [origin.label for origin in figure.origins]
    shown = labels if in_full else labels[:_ORIGINS_PRINTED]
    if len(shown) == 1:
        say(f"    {figure.text}: {figure.meaning} ← {shown[0]}")
        return
    say(f"    {figure.text}: {figure.meaning}")
    for label in shown:
        say(f"        ← {label}")
    if len(labels) > len(shown):
        say(f"        … và {len(labels) - len(shown)} căn cứ khác (xem đủ: --line)")


def as_json(rows: Iterable[Explained]) -> list[dict[str, object]]:
    """The sentences for a program."""
    return [asdict(row) for row in rows]
