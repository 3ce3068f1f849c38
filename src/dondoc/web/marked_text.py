"""A text in lines of runs, each run with the number of the innermost commitment that it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong together."""

    words: str
    #: Number of the commitment, 0 for none.
    number: int
    #: Here the commitment begins.
    opens: bool


def marked_lines(text: str, spans: Sequence[tuple[int, int, int]]) -> list[list[Run]]:
    """Lines of the text, cut where a span (number, start, end) begins or ends; empty lines are left out.

    >>> [[(r.words, r.number, r.opens) for r in line] for line in marked_lines("Mở lớp; họp.", [(1, 0, 6)])]
    [[('Mở lớp', 1, True), ('; họp.', 0, False)]]
    """
    edges = sorted({0, len(text)} | {p for _, start, end in spans for p in (start, end)})
    breaks = [i for i, c in enumerate(text) if c == "\n"]
    cuts = sorted({*edges, *breaks, *(i + 1 for i in breaks)} - {len(text) + 1})
    by_start = sorted(spans, key=lambda span: (span[1], -span[2]))
    open_now: list[tuple[int, int, int]] = []
    lines: list[list[Run]] = [[]]
    waiting, told = 0, set[int]()
    for start, end in pairwise(cuts):
        while waiting < len(by_start) and by_start[waiting][1] <= start:
            open_now.append(by_start[waiting])
            waiting += 1
        open_now = [span for span in open_now if span[2] > start]
        words = text[start:end]
        if words == "\n":
            lines.append([])
            continue
        number = open_now[-1][0] if open_now else 0
        lines[-1].append(Run(words, number, number > 0 and number not in told))
        told.add(number)
    return [line for line in lines if any(run.words.strip() for run in line)]
