"""Where words stand in a text, and spans put apart so that each letter belongs to one."""

import re

from dondoc.extract.normalize import fold

Span = tuple[int, int]

#: Marks and spaces that no quotation of the corpus has at its edges.
_EDGE = " \n\t-+*;,.…"


def find_words(text: str, words: str) -> list[Span]:
    r"""Places of the words, whatever the spaces, line breaks, case and tone marks between them.

    >>> find_words("Tổ chức\n02 lớp; tổ chức 02 lớp", "TỔ CHỨC 02 lớp")
    [(0, 14), (16, 30)]
    """
    parts = fold(words).split()
    if not parts:
        return []
    pattern = re.compile(r" +".join(re.escape(part) for part in parts))
    return [match.span() for match in pattern.finditer(fold(text))]


def stands_in(words: str, text: str) -> bool:
    r"""Whether a text has the words, whatever their case and the spaces between them.

    >>> stands_in("Ban Nữ công", "giao BAN NỮ\nCÔNG")
    True
    """
    return " ".join(words.split()).casefold() in " ".join(text.split()).casefold()


def trim(text: str, span: Span) -> Span:
    """The span without marks and spaces at its edges; empty where it had nothing else.

    >>> trim("- mở lớp.", (0, 9))
    (2, 8)
    """
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def apart(text: str, spans: list[Span]) -> list[tuple[int, Span]]:
    """(place in the list, span) in the order of the text; of two that overlap the one that begins first is cut.

    It keeps what stands before the other ("xây dựng Kế hoạch A" before "trong đó mở 01 lớp B"), or where nothing does
    what stands behind it; what has no word left is dropped.
    """
    waiting = sorted(((span, index) for index, span in enumerate(spans)), key=lambda one: (one[0][0], -one[0][1]))
    done: list[tuple[int, Span]] = []
    while waiting:
        (start, end), index = waiting.pop(0)
        if start >= end:
            continue
        if not done or done[-1][1][1] <= start:
            done.append((index, (start, end)))
            continue
        earlier, (first, last) = done.pop()
        before, after = trim(text, (first, start)), trim(text, (end, last))
        if before[0] < before[1]:
            done.append((earlier, before))
        elif after[0] < after[1]:
            waiting.append((after, earlier))
        waiting.append(((start, end), index))
        waiting.sort(key=lambda one: (one[0][0], -one[0][1]))
    return done
