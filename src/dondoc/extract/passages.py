"""A passage: one paragraph as it is read, with line breaks and page furniture folded away and every offset kept."""

import re
from dataclasses import dataclass

from dondoc.extract.normalize import fold
from dondoc.extract.tidy import Pieces, place, tidy

_ORDINALS = "nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
#: Style of numbering and its pattern on the folded key; the first that fits wins (NĐ 30/2020 and practice).
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"phần\s+(?:thứ\s+)?(?:{_ORDINALS}|[ivx]+|\d+)(?!\w)\s*[.:/)-]*\s*")),
    ("chapter", re.compile(r"chương\s+(?:[ivx]+|\d+)(?!\w)\s*[.:/)-]*\s*")),
    ("article", re.compile(r"điều\s+\d+\s*[.:]\s*")),
    ("caption", re.compile(r"(?:biểu|bảng)\s+(?:số\s+)?\d{1,2}\s*[.:]\s*(?=\S)")),
    ("named", re.compile(r"(?:chỉ tiêu|nhiệm vụ|giải pháp|mục tiêu)\s+(?:số\s+|thứ\s+)?\d{1,2}\s*[.:]\s*(?=\S)")),
    ("num3", re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s+")),
    ("num2", re.compile(r"\d{1,2}\.\d{1,2}(?:\.?(?:\s+|(?=[^\W\d]))|\.(?=\d{1,3}(?:,\d+)?\s*%))")),
    ("roman", re.compile(r"(?:viii|vii|iii|xii|xi|iv|vi|ix|ii|i|v|x)\s*[./)-]+\s*(?=\S)")),
    ("upper", re.compile(r"[a-zđ]\s*[./)]+\s*(?=\S)")),
    ("num)", re.compile(r"\(?\d{1,2}\)\s*(?=\S)")),
    (
        "num",
        # Also in front of a share that is typed close to it: "2.100% đoàn viên"; no share begins as "1.000%" goes on.
        re.compile(r"\d{1,2}\s*(?:\./|[./])(?:\s+|(?=[^\W\d]|(?!0\d)\d{1,3}(?:,\d+)?\s*%))|\d{1,2}\s*-\s+(?=[^\W\d])"),
    ),
    ("letter", re.compile(r"(?!v\.v(?!\w))[a-zđ]\s*[.)]\s*(?=\S)")),
    ("-", re.compile(r"-\)?\s*(?=[^\s-])")),
    ("+", re.compile(r"\+\)?\s*(?=\S)")),
    ("*", re.compile(r"\*+\)?\s*(?=[^\s*])")),
    # Each kind of sign is a level of its own; the private signs are those of Symbol and Wingdings.
    ("•", re.compile(r"[•●·∙\uf0b7\uf06c\uf09f]\s*(?=\S)")),
    ("◦", re.compile(r"o\s+(?=\S)|[◦○¤]\s*(?=\S)")),
    ("▪", re.compile(r"[▪■□◼◾▫\uf0a7\uf06e\uf0a8\uf06f]\s*(?=\S)")),
    ("✓", re.compile(r"[✓✔☑✗☐\uf0fc\uf0fb\uf0fe]\s*(?=\S)")),
    (">", re.compile(r">\s+(?=\S)|[»→➢➔➤►▶⇨⮚\uf0d8\uf0e0\uf0f0]\s*(?=\S)")),
    ("❖", re.compile(r"[❖◆♦★☆✪\uf076\uf075\uf02d]\s*(?=\S)")),
)
#: What any of them begins with: most lines of running text are told by it at once.
_MAY_MARK = re.compile(
    r"phần|chương|điều|biểu|bảng|chỉ tiêu|nhiệm vụ|giải pháp|mục tiêu"
    r"|\(?\d|[a-zđ]\s*[./)-]|[ivx]{2,4}\s*[./)-]|o\s|[^\w\s]"
)
BULLETS = frozenset({"-", "+", "*", "•", "◦", "▪", "✓", ">", "❖"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Running text with its folded key and the way back to the document."""

    text: str
    key: str
    #: How `text`, which is tidy, lies in the document.
    pieces: Pieces
    #: Style of its numbering ("roman", "num", "-"), or "".
    style: str = ""
    #: Where the words after the number or bullet begin.
    body: int = 0
    #: Level of a heading that the file itself marks, or 0.
    level: int = 0
    #: Whether it stands in a cell of a table.
    cell: bool = False
    #: Whether empty space stands before it in the document.
    gap: bool = False

    def offset(self, at: int) -> int:
        """The place in the document of a place in `text`."""
        return place(self.pieces, at)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span in the document of a non-empty `text[start:end]`."""
        return self.offset(start), self.offset(end - 1) + 1

    @property
    def words(self) -> str:
        """The text after its number or bullet."""
        return self.text[self.body :]

    @property
    def is_upper(self) -> bool:
        """Whether it is typed in capitals, as headings are."""
        words = self.words
        letters = sum(map(str.isalpha, words))
        return letters > 3 and sum(map(str.isupper, filter(str.isalpha, words))) > 0.85 * letters


def passage(
    text: str, spans: list[tuple[int, int]], *, level: int = 0, cell: bool = False, gap: bool = False
) -> Passage:
    """The passage of document spans that follow each other: tidy, line breaks as one space, the number parted off."""
    words, pieces = tidy(text, spans)
    key = fold(words)
    style, body = marker(words, key)
    return Passage(text=words, key=key, pieces=pieces, style=style, body=body, level=level, cell=cell, gap=gap)


def marker(text: str, key: str) -> tuple[str, int]:
    """Style of the numbering at the head of a line, and where its words begin.

    >>> marker("II/ Nhiệm vụ", "ii/ nhiệm vụ"), marker("1.200 tấn", "1.200 tấn"), marker("1.000% hộ", "1.000% hộ")
    (('roman', 4), ('', 0), ('', 0))
    """
    if not _MAY_MARK.match(key):
        return "", 0
    for style, pattern in _MARKERS:
        match = pattern.match(key)
        if match is None or (style in {"roman", "upper"} and not _capital_label(text)):
            continue
        if style in {"part", "chapter", "article"} and text[:1].islower():
            continue  # "bảy" / "phần mười" in the middle of a sentence
        if match.end() < len(key) or style in {"part", "chapter"}:
            return style, match.end()
    return "", 0


def _capital_label(text: str) -> bool:
    """Capital letters before the point; "TP. Vinh" and "i. mục" are none."""
    label = re.match(r"\w+", text)
    return label is not None and label[0].isupper()
