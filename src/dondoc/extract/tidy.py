"""Words of a document as they should have been typed, with the way back to every character of the document.

Invisible signs go, runs of white space become one space, a space is put where none was typed after a mark and taken
away where one was typed before it. Tones, quotation marks and dashes are settled by `normalize.fold`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

#: (position in the tidy text, position in the document) where each piece begins, ascending.
Pieces = tuple[tuple[int, int], ...]

#: Zero-width and soft signs, marks of direction: they print nothing.
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
#: Where something may be wrong, in this order: white space; a mark with a letter or figure straight behind it; "(".
_SLIP = re.compile(
    r"(?:[^\S ]| (?=[\s;,:.]))\s*"
    r"|(?<=[,:.])(?=[^\W_])"
    r"|(?<=[;…!?)\]”»])(?=[^\W_])"
    r"|(?<=[^\W\d_])(?=\([^\W_])"
)
#: "quý IV.Mở lớp", not "V.Lênin".
_COUNTED_ROMAN = re.compile(r"(?:quý|khóa|khoá|thứ|kỳ) [IVX]+\.$", re.IGNORECASE)
#: Marks that quote in pairs; each is a sign of its own elsewhere ("Trang chủ » Tin tức", "M’Nông").
_PAIRED = re.compile(r"«[^«»]{1,300}»|(?<!\w)\u2018[^\u2018’]{1,300}’(?!\w)|(?<!\w)'[^'\s][^']{1,300}'(?!\w)")
#: White space goes before these.
_CLOSING = re.compile(r"[;,](?!\d)|[:.](?!\S)|\./\.")


def tidy(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, Pieces]:
    r"""The words of document spans that follow each other, a space between spans, and their pieces.

    >>> text = "năm 2025.Mở  02 lớp ;thăm\u00a0đoàn viên(nữ) Quỹ «Nghĩa tình» của buôn M’Nông"
    >>> tidy(text, [(0, len(text))])[0]
    'năm 2025. Mở 02 lớp; thăm đoàn viên (nữ) Quỹ “Nghĩa tình” của buôn M’Nông'
    """
    visible, pieces = _visible(text, spans)
    visible = _PAIRED.sub(_curly, visible)
    out: list[str] = []
    moved: list[tuple[int, int]] = []
    length = at = 0
    for start, end, put in _slips(visible):
        if start > at or not moved:
            moved.append((length, at))
            out.append(visible[at:start])
            length += start - at
        if put:
            moved.append((length, start))
            out.append(put)
            length += 1
        at = end
    if at < len(visible) or not moved:
        moved.append((length, at))
        out.append(visible[at:])
    return "".join(out), _through(moved, pieces) if out[1:] else pieces


def place(pieces: Pieces, at: int) -> int:
    """The place in the document of a place in the tidy text."""
    piece = pieces[bisect_right(pieces, (at, 1 << 60)) - 1]
    return piece[1] + at - piece[0]


def _visible(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, Pieces]:
    """The spans without invisible signs, joined by spaces that stand for the first place after the span before."""
    out: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for start, end in spans:
        if out:
            pieces.append((length, min(place(tuple(pieces[-1:]), length), len(text) - 1)))
            out.append(" ")
            length += 1
        at = start
        for sign in _INVISIBLE.finditer(text, start, end):
            if sign.start() > at:
                pieces.append((length, at))
                out.append(text[at : sign.start()])
                length += sign.start() - at
            at = sign.end()
        pieces.append((length, at))
        out.append(text[at:end])
        length += end - at
    return "".join(out), tuple(pieces)


def _curly(quoted: re.Match[str]) -> str:
    return f"“{quoted[0][1:-1]}”"


def _slips(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches to be replaced, and what stands there instead: a space or nothing."""
    for slip in _SLIP.finditer(text):
        start, end = slip.span()
        if start < end:
            if _CLOSING.match(text, end) and start:
                yield start, end, ""
            elif slip[0] != " ":  # a space before a mark that closes nothing ("đạt .5") stays
                yield start, end, " "
        elif text[start - 1] not in ",:." or _lacks_space(text, start):
            yield start, end, " "


def _lacks_space(text: str, at: int) -> bool:
    """Whether a space is missing behind the mark before `at`: not in "1.200", "7:30", "TP.Vinh", "v.v", "www.x.vn"."""
    mark, before, after = text[at - 1], text[at - 2 : at - 1], text[at]
    if mark == ",":
        return not (before.isdigit() and after.isdigit())
    if mark == ":":
        return before.isalpha() and text[max(0, at - 3) : at - 2].isalpha()
    second = text[at + 1 : at + 2]
    if not (after.isupper() and second.isalpha()):
        return False
    if second.isupper():
        return before.islower()  # "sâu sát.UBND phường"
    if before.isdigit() or before.islower() or text[max(0, at - 4) : at - 1].isalpha():
        return True
    return _COUNTED_ROMAN.search(text, max(0, at - 12), at) is not None


def _through(moved: list[tuple[int, int]], pieces: Pieces) -> Pieces:
    """Pieces of the tidy text over those of the visible text."""
    found: list[tuple[int, int]] = []
    index = 0
    for number, (at, source) in enumerate(moved):
        end = moved[number + 1][0] if number + 1 < len(moved) else None
        while index + 1 < len(pieces) and pieces[index + 1][0] <= source:
            index += 1
        found.append((at, pieces[index][1] + source - pieces[index][0]))
        following = index + 1
        while following < len(pieces) and (end is None or pieces[following][0] - source < end - at):
            found.append((at + pieces[following][0] - source, pieces[following][1]))
            following += 1
    return tuple(found)
