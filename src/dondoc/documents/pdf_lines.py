"""Lines of a .pdf page with their places, and which of them go on in one paragraph."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import c_int, create_string_buffer
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium_c

from dondoc.extract.joining import asks_for_number, is_dateline
from dondoc.extract.normalize import fold
from dondoc.extract.passages import marker

#: pypdfium2 carries no types.
TextPage: TypeAlias = Any

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_LIST_SIGNS = (":", ";")
_STOPS = (*_LIST_SIGNS, ".", "!", "?", "…")
#: pdfium writes these where a word was parted at the line end.
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")

#: Part of the page's height, above and below, in which page numbers and running heads stand.
MARGIN = 0.12
#: Share of characters that the fonts do not map to letters, from which on the text is of no use.
_GARBLED = 0.2
#: A line that ends further from the right edge than this part of the width ends its paragraph.
_SHORT = 0.12
#: More than so many usual line distances between two lines is a gap.
_GAP = 1.45
#: Points by which the first line of a paragraph is set in, at least.
_INDENT = 6.0
#: Points by which the further lines of a list item may be set in, at most.
_HANGING = 48.0
#: Points by which places differ that are meant to be the same.
_SLACK = 2.0
#: So many lines, and such a part of all, begin at the margin.
_FEWEST_AT_MARGIN, _AT_MARGIN = 3, 0.05
#: So many lines reach the right edge of a text that fills its page; where others end says nothing.
_FEWEST_FULL = 4
_LONGEST_FONT_NAME = 200
#: Running heads are only told from text where there are so many pages.
_PAGES_FOR_HEADS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text; places in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    #: Whether it stands where page numbers and running heads stand.
    in_margin: bool
    page: int
    #: Name of the font in which the line begins and ends; "" where it is mixed, or plain letters need none.
    font: str = ""
    #: Width of its page: where full lines end is another on an annex set crosswise.
    page_width: float = 0.0


def page_lines(text_page: TextPage, *, page: int, width: float, height: float) -> list[Line]:
    """Lines of a page in the order in which the file writes them."""
    lines = []
    start = 0
    for raw in text_page.get_text_range().split("\n"):
        text = _CONTROL.sub("", raw.translate(_HYPHENS)).strip()
        if text:
            first = start + len(raw) - len(raw.lstrip())
            left, bottom, _, _ = _box(text_page, first)
            _, _, right, top = _box(text_page, start + len(raw.rstrip()) - 1)
            in_margin = bottom > height * (1 - MARGIN) or top < height * MARGIN
            font = "" if text.isascii() else _font(text_page, first, start + len(raw.rstrip()) - 1)
            lines.append(
                Line(
                    text=text,
                    left=left,
                    right=right,
                    bottom=bottom,
                    in_margin=in_margin,
                    page=page,
                    font=font,
                    page_width=width,
                )
            )
        start += len(raw) + 1
    return lines


def without_furniture(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The pages without page numbers and without heads that most pages repeat."""
    heads = Counter(head for lines in pages for head in {_head(line) for line in lines if line.in_margin})
    running = {head for head, count in heads.items() if count >= _PAGES_FOR_HEADS and count * 2 > len(pages)}
    if len(pages) == _PAGES_FOR_HEADS - 1:
        # Both pages must have it in the same place.
        placed = [{(_head(line), round(line.bottom)) for line in lines if line.in_margin} for lines in pages]
        running = {head for head, _ in placed[0] & placed[1]}
    for lines in pages:
        yield [
            line
            for line in lines
            if not line.in_margin or not (_PAGE_NUMBER.fullmatch(line.text) or _head(line) in running)
        ]


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Joins lines that go on into paragraphs; each with the page where it begins.

    Pages of one width are set alike; no paragraph runs from a page into one of another width.
    """
    for _, alike in groupby(lines, key=lambda line: round(line.page_width)):
        yield from _joined_lines(list(alike))


def _joined_lines(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    setting = _setting(lines)
    first, pieces = lines[0], [lines[0].text]
    for above, below in pairwise(lines):
        if _goes_on(first, above, below, setting):
            pieces += [joint(above.text), below.text]
        else:
            yield "".join(pieces), first.page
            first, pieces = below, [below.text]
    yield "".join(pieces), first.page


def joined(text: str) -> str:
    """The lines of a cell as one, words that were parted at a line end put together."""
    lines = [" ".join(_CONTROL.sub("", raw.translate(_HYPHENS)).split()) for raw in text.split("\n")]
    return "".join(joint(above) + line if above else line for above, line in pairwise(["", *filter(None, lines)]))


def is_garbled(letters: str) -> bool:
    """Whether the fonts of so many letters do not say which they are that the text is of no use."""
    strange = sum(1 for letter in letters if letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff")
    return strange > _GARBLED * len(letters)


def joint(line: str) -> str:
    """What stands between a line and the next of its paragraph: "17/BC-" goes on without a space.

    >>> joint("Công văn số 17/BC-"), joint("gia đình -")
    ('', ' ')
    """
    return "" if line[-1:] == "-" and line[-2:-1].isalnum() else " "


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How the text is set, in points."""

    #: Where lines begin that are not set in.
    margin: float
    #: Where full lines end, and what a line reaches at least that goes on in the next.
    right: float
    edge: float
    #: Whether enough lines reach the right edge to tell it from the longest line.
    is_filled: bool
    #: From one line to the next.
    distance: float


def _setting(lines: Sequence[Line]) -> _Setting:
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    edge = right - _SHORT * (right - left)
    lefts = Counter(round(line.left) for line in lines)
    distances = [above.bottom - below.bottom for above, below in pairwise(lines) if above.page == below.page]
    several = [place for place, count in lefts.items() if count >= max(_FEWEST_AT_MARGIN, _AT_MARGIN * len(lines))]
    return _Setting(
        margin=float(min(several, default=max(lefts, key=lambda place: (lefts[place], -place)))),
        right=right,
        edge=edge,
        is_filled=sum(1 for line in lines if line.right >= edge) >= _FEWEST_FULL,
        distance=median([distance for distance in distances if distance > 0] or [0.0]),
    )


def _goes_on(first: Line, above: Line, below: Line, setting: _Setting) -> bool:
    """Whether `below` belongs to the paragraph that begins with `first` and came as far as `above`."""
    distance = above.bottom - below.bottom
    apart = above.page == below.page and not 0 < distance <= setting.distance * _GAP
    if apart or "\t" in above.text or "\t" in below.text or above.text.isupper():
        return False  # tabs part the cells of a table in a picture
    has_no_room = above.right + _first_word(below) >= setting.right - _SLACK
    is_full = has_no_room or above.right >= setting.edge
    if asks_for_number(above.text, below.text):
        return is_full
    if _begins_item(below.text):
        return has_no_room and not above.text.endswith(_STOPS) and _is_dash_inside(above.text, below.text)
    if below.text[0].islower():
        # "điện tử... góp sức" goes on even after a stop.
        return is_full or not above.text.endswith(_LIST_SIGNS)
    if not is_full or is_dateline(below.text):
        return False
    if first.left > setting.margin + _INDENT and below.left < setting.margin + _SLACK:
        return True  # only first lines are set in
    if above.text.endswith(_LIST_SIGNS):
        return False
    may_end = above.text.endswith(_STOPS) and not (has_no_room and setting.is_filled)
    return not may_end and not _is_set_in(first, above, below, setting.margin)


def _begins_item(text: str) -> bool:
    """Whether a line begins with a number or bullet."""
    return bool(marker(text, fold(text))[0])


def _is_dash_inside(above: str, text: str) -> bool:
    """Whether a dash at the head of a line parts words of a sentence: "chính trị" / "- xã hội", "01" / "- 02 tổ".

    A number behind the dash goes on only with a number before it; else it begins a task ("- 11/11 tổ …").
    """
    after = text[1:].lstrip()[:1]
    return text[0] in "-–" and (after.islower() or (after.isdigit() and above[-1:].isdigit()))


def _first_word(line: Line) -> float:
    """Points that the first word of a line takes with the space before it."""
    word = line.text.split(maxsplit=1)[0]
    return (len(word) + 1) * (line.right - line.left) / len(line.text)


def _is_set_in(first: Line, above: Line, below: Line, margin: float) -> bool:
    """Whether `below` begins further right than a line that goes on would."""
    if above is not first:
        return below.left > above.left + _INDENT
    if _begins_item(first.text):
        # Further lines of an item stand at the margin or behind its number, not below the number.
        beside = first.left > margin + _INDENT and abs(below.left - first.left) < _SLACK
        return beside or below.left > first.left + _HANGING
    return below.left > margin + _INDENT and below.left > above.left - _INDENT


def _head(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _font(text_page: TextPage, first: int, last: int) -> str:
    """Name of the font of two characters of the text, "" where they differ."""
    names = {_font_name(text_page, first), _font_name(text_page, last)}
    return names.pop() if len(names) == 1 else ""


def _font_name(text_page: TextPage, index: int) -> str:
    place = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, index)
    name = create_string_buffer(_LONGEST_FONT_NAME)
    length = pdfium_c.FPDFText_GetFontInfo(text_page, place, name, _LONGEST_FONT_NAME, c_int()) if place >= 0 else 0
    return name.value.decode("utf-8", "replace") if 0 < length <= _LONGEST_FONT_NAME else ""


def _box(text_page: TextPage, index: int) -> tuple[float, float, float, float]:
    """Box of the character at an index of the text; zeros where pdfium knows no place."""
    place = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, index)
    if place < 0:
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = text_page.get_charbox(place, loose=True)
    return float(left), float(bottom), float(right), float(top)
