"""Letters out of pictures of pages, by the program tesseract with its Vietnamese data, where that is installed."""

import csv
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median

from dondoc.core.extraction import Doubt
from dondoc.documents.apart import run_apart
from dondoc.documents.limits import Limits
from dondoc.documents.ocr_words import mend_line, mend_quarter
from dondoc.documents.pdf_lines import MARGIN, Line

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
#: One thread: with more, tesseract waits for its own threads and takes four times as long.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}
#: Dots that are dark; and the share of them under which a page is empty, as the back of a sheet is.
_INK = bytes(1 if grey < 140 else 0 for grey in range(256))
_LEAST_INK = 0.0002
#: Heights of a line from which on a gap parts two columns; words that fill a line stand much closer.
_COLUMN = 1.8
#: "IV.", "10)"; a number or "TT" alone is the first column of a table.
_LONGEST_SIGN = 4
#: Level of a word in its table.
_WORD = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as grey dots, row by row from the top, a byte each."""

    width: int
    height: int
    dots: bytes
    #: Dots in a point (1/72 inch) of the page.
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Lines by page, and the pages that could not be read."""

    lines: dict[int, list[Line]]
    unread: tuple[int, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What a person should look at."""
        read = [number for number, lines in self.lines.items() if lines]
        return (
            *((Doubt(code="document.ocr", start=0, end=0, params=(("pages", spans(read)),)),) if read else ()),
            *pages_unread(self.unread),
        )


def pages_unread(pages: Sequence[int]) -> tuple[Doubt, ...]:
    """The doubt that says which pages are pictures nobody read, if there are any."""
    return (Doubt(code="document.pages_unread", start=0, end=0, params=(("pages", spans(pages)),)),) if pages else ()


def can_recognise() -> bool:
    """Whether tesseract is installed with Vietnamese."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return False
    try:
        shown = subprocess.run(  # noqa: S603 - a fixed program and argument
            [program, "--list-langs"], capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return _LANGUAGE.encode() in (shown.stdout + shown.stderr).split()


def recognise(numbers: Sequence[int], picture: Callable[[int], Picture], limits: Limits) -> Recognised:
    """Reads the pages with these numbers, each drawn when its turn comes, as far as the limits go."""
    lines: dict[int, list[Line]] = {}
    unread: list[int] = []
    end = time.monotonic() + limits.ocr_seconds
    for number in numbers:
        left = end - time.monotonic()
        table = _seen(picture(number), min(left, limits.ocr_page_seconds)) if _may_go_on(lines, left, limits) else None
        if table is None:
            unread.append(number)
        else:
            lines[number] = list(table(number))
    return Recognised(lines=lines, unread=tuple(unread))


def _may_go_on(lines: dict[int, list[Line]], left: float, limits: Limits) -> bool:
    return left > 0 and len(lines) < limits.ocr_pages


def _seen(picture: Picture, seconds: float) -> Callable[[int], Iterator[Line]] | None:
    """The lines on a picture; none on an empty one."""
    if picture.dots.translate(_INK).count(1) < _LEAST_INK * len(picture.dots):
        return lambda _: iter(())
    return _run(picture, seconds)


def _run(picture: Picture, seconds: float) -> Callable[[int], Iterator[Line]] | None:
    """What tesseract says of a picture, or None when it fails or takes too long."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return None
    image = f"P5 {picture.width} {picture.height} 255\n".encode() + picture.dots
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(round(picture.scale * 72)), "tsv"]
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        ended = run_apart(
            command, cwd=Path(folder), seconds=seconds, megabytes=1_024, stdin=image, environment=_ENVIRONMENT
        )
    if ended.status != 0:
        return None
    table = ended.output.decode("utf-8", "replace")
    return lambda page: _lines(table, picture, page)


def _lines(table: str, picture: Picture, page: int) -> Iterator[Line]:
    """Lines of the table of words, with their places in points from the lower left corner."""
    rows = csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if row["level"] == _WORD and (row["text"] or "").strip()]
    height = picture.height / picture.scale
    for _, group in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        line = [_Word.of(row) for row in group]
        text = mend_line(_joined(line))
        if not text:
            continue
        bottom = height - max(word.bottom for word in line) / picture.scale
        top = height - min(word.top for word in line) / picture.scale
        yield Line(
            text=text,
            left=min(word.left for word in line) / picture.scale,
            right=max(word.right for word in line) / picture.scale,
            bottom=bottom,
            in_margin=bottom > height * (1 - MARGIN) or top < height * MARGIN,
            page=page,
        )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and its box, in dots from the upper left corner."""

    text: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> float:
        """In heights of the word."""
        return (self.right - self.left) / max(self.bottom - self.top, 1)

    @classmethod
    def of(cls, row: dict[str, str]) -> "_Word":
        left, top = int(row["left"]), int(row["top"])
        return cls(row["text"].strip(), left, top, left + int(row["width"]), top + int(row["height"]))


def _joined(line: list[_Word]) -> str:
    """The words of a line, with a tab where the gap is that between columns; a list sign stands off its item too."""
    column = _COLUMN * median(word.bottom - word.top for word in line)
    pieces = [line[0].text]
    for place, (before, after) in enumerate(pairwise(line)):
        is_sign = place == 0 and not before.text.isalnum() and len(before.text) <= _LONGEST_SIGN
        text = mend_quarter(after.text, after.width) if before.text.lower() == "quý" else after.text
        pieces += ["\t" if after.left - before.right > column and not is_sign else " ", text]
    return "".join(pieces)


def spans(pages: Sequence[int]) -> str:
    """Page numbers as people write them.

    >>> spans([1, 2, 3, 7])
    '1–3, 7'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
