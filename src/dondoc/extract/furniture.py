"""Page furniture in running text: page numbers, and the head or foot that a printer repeats on every page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.extract.normalize import fold
from dondoc.extract.passages import marker

_DIGITS = re.compile(r"\d+")
_BARE = re.compile(r"\d{1,3}(?:/\d{1,3})?")
_PAGE_NUMBER = re.compile(
    r"[-(\[|~*\s]*\d{1,3}[-)\]|~*\s]*"
    r"|[-(\[|\s]*(?:trang|tr|page|p)\s*(?:số\s*)?[.:]?\s*\d{1,3}(?:\s*(?:/|trên|of|\|)\s*\d{1,3})?[-)\]|\s]*"
    r"|[-\s]*\d{1,3}\s*(?:/|of|trên)\s*\d{1,3}[-\s]*"
    r"|\d{1,3}\s*\|\s*(?:trang|page|p a g e)"
)
#: A number on a line of its own that the words above ask for is no page number: "trước ngày" / "15".
_ASKS_FOR_NUMBER = re.compile(
    r"(?:ngày|tháng|năm|quý|số|thứ|lần|khóa|trước|sau|từ|đến|đạt|ít nhất|tối thiểu|khoảng|trên|dưới|hơn|và|điều"
    r"|khoản|[-/,(])$"
)
_STOPS = (".", ";", ":", "!", "?", "…", "/")
_LONGEST = 110
_LONGEST_NUMBER = 24
#: Lines in which the document names itself.
_HEAD_LINES = 20
#: Lines of a running head and foot that may follow each other.
_MOST_HEADS = 5
#: How long a running head is at most beside the full lines that it stands between.
_SHORT = 0.8
#: A head that counts the pages itself: "Báo cáo tháng 6 - Trang 3".
_COUNTS_PAGES = re.compile(r"\S[-|\s]*[-|\s](?:trang|tr\.|page)\s*(?:số\s*)?[:.]?\s*#(?:\s*/\s*#)?$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of running text."""

    text: str
    #: Whether a new page is said to begin right before it (a form feed).
    new_page: bool = False
    #: Whether an empty line stands before it.
    gap: bool = False


def furniture(lines: Sequence[Printed]) -> set[int]:
    """Which of the lines, in order, are page numbers or running heads."""
    keys = [fold(line.text).strip() for line in lines]
    numbers = _page_numbers(lines, keys)
    return numbers | _running(lines, keys, numbers)


def is_page_number(text: str) -> bool:
    """Whether a line can be a page number: "- 3 -", "Trang 3/7", "3".

    >>> is_page_number("- 12 -"), is_page_number("Trang 3/7"), is_page_number("2019")
    (True, True, False)
    """
    if len(text) >= _LONGEST_NUMBER or not _PAGE_NUMBER.fullmatch(fold(text).strip()):
        return False
    numbers = [int(number) for number in _DIGITS.findall(text)]
    return numbers == sorted(numbers)  # "31/10" is a day


def _page_numbers(lines: Sequence[Printed], keys: list[str]) -> set[int]:
    found = set()
    last = 0
    for index, key in enumerate(keys):
        if not is_page_number(key):
            continue
        number = int(_DIGITS.findall(key)[0])
        follows = number == last + 1
        asked = index > 0 and not lines[index].gap and _ASKS_FOR_NUMBER.search(keys[index - 1]) is not None
        if asked and not follows and _BARE.fullmatch(key):
            continue
        found.add(index)
        last = number
    return found


def _running(lines: Sequence[Printed], keys: list[str], numbers: set[int]) -> set[int]:
    """Lines that return on page after page: beside page numbers, at new pages, in the middle of sentences."""
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if index not in numbers and _may_run(lines[index].text, key):
            places.setdefault(_DIGITS.sub("#", key), []).append(index)
    repeated = {index for many in places.values() if len(many) > 1 for index in many}
    others = repeated | numbers
    found: set[int] = set()
    for head, many in places.items():
        cutting = [index for index in many if _cuts(index, lines, others)]
        at_edge = [index for index in many if _at_edge(index, lines, repeated, numbers)]
        if _COUNTS_PAGES.search(head):
            found.update(many)
            continue
        if len(many) == 1:
            # Told from a broken line only by what the document begins with.
            named = any(head in key for key in keys[:_HEAD_LINES] if key != head)
            found.update(index for index in cutting if index in at_edge and named and head.count(" ") > 1)
            continue
        found.update(cutting)
        told = {*cutting, *at_edge}
        if len(told) > 1 and 2 * len(told) >= len(many):
            # The first may be the letterhead itself.
            found.update(index for index in many if index != many[0] or index in told)
    return found


def _may_run(text: str, key: str) -> bool:
    if (
        not 3 < len(key) <= _LONGEST
        or text.lstrip()[:1].islower()
        or text.rstrip().endswith((".", ";", ":", ","))
        or "\t" in text
    ):
        return False
    return not marker(text.strip(), key)[0]


def _at_edge(index: int, lines: Sequence[Printed], repeated: set[int], numbers: set[int]) -> bool:
    """Whether a line stands beside a page number or at a new page, other running heads between them allowed."""
    above, below = index - 1, index + 1
    while above in repeated and index - above < _MOST_HEADS:
        above -= 1
    while below in repeated and below - index < _MOST_HEADS:
        below += 1
    return above in numbers or below in numbers or any(line.new_page for line in lines[above + 1 : below + 1])


def _cuts(index: int, lines: Sequence[Printed], others: set[int]) -> bool:
    """Whether a line, with the furniture beside it, stands in the middle of a sentence."""
    above, below = index - 1, index + 1
    while above in others and index - above < _MOST_HEADS:
        above -= 1
    while below in others and below - index < _MOST_HEADS:
        below += 1
    if not (above >= 0 and below < len(lines) and _goes_over(lines[above].text, lines[below].text)):
        return False
    # A line of the sentence itself would be as full as the line above.
    return len(lines[index].text) < _SHORT * len(lines[above].text)


def _goes_over(above: str, below: str) -> bool:
    """Whether a sentence goes on from one line to the other."""
    begins_inside = below.lstrip()[:1].islower() and not marker(below.strip(), fold(below.strip()))[0]
    return begins_inside and not above.rstrip().endswith(_STOPS) and not above.isupper()
