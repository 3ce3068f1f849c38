"""Whether a document bears the stamp of a state secret: MẬT, TỐI MẬT, TUYỆT MẬT in its head.

A stamp stands on a line or in a cell of its own, behind the document's number ("Số: 05/BC-BCH  MẬT"), or behind its
label ("Độ mật: Mật"); in capitals, but for the label and brackets. The word in running text, as a part of a title or in
the heads of a table is none. Basis: the law on the protection of state secrets (117/2025/QH15), and NĐ 30/2020/NĐ-CP,
which gives the stamp its place below the number.
"""

import re
from collections.abc import Iterator

from dondoc.core.document import Document
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold

#: How many lines with words may stand above the text proper; a paragraph of so many characters ends the head before.
_HEAD_LINES = 60
_PARAGRAPH = 250
_PARTS = re.compile(r"\t|\s{2,}|\s\|\s")
_RIM = " \u00a0*-–—_=~#[](){}<>|.,:;!\"'“”\u2018’«»•"
_NUMBER = re.compile(r"số\s*:?\s*\S")
_BRACKETS = "([{"
#: "T U Y Ệ T  M Ậ T" has this many letters.
_MOST_LETTERS = 7


def find_stamp(document: Document, lexicon: Lexicon) -> str | None:
    """The stamp in capitals ("TỐI MẬT"), or None."""
    stamps = _Stamps(lexicon)
    if not stamps.may_stand_in(document.text) and not stamps.may_stand_in("\n".join(document.margins)):
        return None
    return next((found for lines in _heads(document) if (found := stamps.among(lines))), None)


def _heads(document: Document) -> Iterator[list[str]]:
    """Lines that may bear a stamp: above the text, on the first page, in the head and foot of the pages."""
    above: list[str] = []
    for line in document.text[: _HEAD_LINES * _PARAGRAPH].split("\n"):
        if len(above) == _HEAD_LINES or len(line) > _PARAGRAPH:
            break
        above.append(line)
    yield above
    yield _lines(document.text[block.start : block.end] for block in document.blocks if block.page == 1)
    yield _lines(document.margins)


def _lines(stretches: Iterator[str] | tuple[str, ...]) -> list[str]:
    return [line for words in stretches for line in words.split("\n")]


class _Stamps:
    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.secrecy
        self._kinds = lexicon.sections.documents
        self._labels = words.labels
        self._not_after = frozenset(words.not_after.words)
        #: Without spaces, as "M Ậ T" is typed.
        self._known = {stamp.replace(" ", ""): stamp.upper() for stamp in words.stamps.words}

    def may_stand_in(self, text: str) -> bool:
        """Whether the letters of a stamp stand there at all, in whatever words."""
        letters = "".join(fold(text).split())
        return any(stamp in letters for stamp in self._known)

    def among(self, lines: list[str]) -> str | None:
        """The first stamp of a head."""
        rows = [[part for part in _PARTS.split(line.strip()) if part.strip()] for line in lines if line.strip()]
        told = self._told([part for parts in rows for part in parts])
        if told:
            return told
        alone = [self._alone(parts) for parts in rows]
        above, in_title = "", False
        for index, parts in enumerate(rows):
            stamp = alone[index]
            near = {*alone[max(0, index - 1) : index + 2], None}
            goes_on = self._goes_on(above) or (in_title and above.isupper())
            if stamp and not goes_on and len(near) == 2:  # one over the other, they head the columns of a table
                return stamp
            above = " ".join(parts)
            in_title = in_title or (above.isupper() and self._kinds.match(fold(above), 0) is not None)
        return None

    def _told(self, parts: list[str]) -> str | None:
        """A stamp that its label or the document's number stands before."""
        labelled = False
        for part in parts:
            stamp = self._exactly(part) if labelled else None
            key = fold(part).lstrip(_RIM)
            label = self._labels.match(key, 0)
            rest = key[len(label) :].strip(_RIM) if label else ""
            stamp = stamp or (self._exactly(rest) if rest else self._behind_number(part))
            if stamp:
                return stamp
            labelled = label is not None and not rest
        return None

    def _behind_number(self, part: str) -> str | None:
        if not _NUMBER.match(fold(part).lstrip(_RIM)):
            return None
        words = part.split()
        ends = (" ".join(words[-count:]) for count in range(min(_MOST_LETTERS, len(words) - 1), 0, -1))
        return next((stamp for end in ends if (stamp := self._stamp(end))), None)

    def _alone(self, parts: list[str]) -> str | None:
        """The stamp that is a part of its line by itself; none where several are, as in the heads of a table."""
        whole = self._stamp(" ".join(parts))
        found = {whole} if whole else {stamp for part in parts if (stamp := self._stamp(part))}
        return found.pop() if len(found) == 1 else None

    def _stamp(self, words: str) -> str | None:
        """The stamp that these words are, in capitals or in brackets."""
        shown = words.strip(_RIM).isupper() or words.strip()[:1] in _BRACKETS
        return self._exactly(words) if shown else None

    def _exactly(self, words: str) -> str | None:
        return self._known.get("".join(fold(words.strip(_RIM)).split()))

    def _goes_on(self, above: str) -> bool:
        """Whether the line above ends in the first half of a word: "BẢO VỆ BÍ", "NUÔI ONG LẤY"."""
        words = fold(above).strip(_RIM).split()
        return bool(words) and words[-1] in self._not_after
