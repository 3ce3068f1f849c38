"""Visible text of one .docx paragraph: insertions in, deletions, hidden text, field codes and notes out."""

from dataclasses import dataclass

from dondoc.documents.docx_package import COMPATIBILITY, MATH, Element, W, is_on, value
from dondoc.documents.docx_styles import Styles

#: What never shows in the body: deletions, old places of moved text, codes of fields, properties, notes and comments.
_UNSEEN = frozenset(
    W + name
    for name in (
        *("del", "moveFrom", "delText", "delInstrText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr"),
        *("smartTagPr", "customXmlPr", "fldData", "rt", "footnoteReference", "endnoteReference", "commentReference"),
    )
)
_BREAKS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_TEXT = frozenset({W + "t", MATH + "t"})

#: What stands at which code of a symbol font, in pairs.
_SYMBOLS = {
    "symbol": dict(zip(b"\xb7\xb3\xa3\xb1\xb8\xb0\xb9\xae", "•≥≤±÷°≠→", strict=True)),
    "wingdings": dict(
        zip(
            b"\xfe\x52\xfd\x78\xa8\x6f\x71\xfc\xfb\xa7\x6e\x6c\x9f\xd8\xe0\xf0\x76",
            "☑☑☒☒☐☐☐✓✗▪■●•➢→⇨❖",
            strict=True,
        )
    ),
}
_UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class InlineText:
    """The text of a paragraph, and the text boxes anchored in it."""

    text: str
    boxes: tuple[Element, ...]


class InlineReader:
    """Reads paragraphs with the styles of their document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: Element, style_id: str | None) -> InlineText:
        """Text and boxes of a `w:p`."""
        hidden_by_style = self._styles.is_hidden(style_id)
        line = _Line()
        stack = [paragraph]
        while stack:
            element = stack.pop()
            if element.tag == W + "r" and self._is_hidden(element, by_style=hidden_by_style):
                stack.extend(reversed(element.findall(W + "fldChar")))
            elif not line.take(element) and isinstance(element.tag, str) and element.tag not in _UNSEEN:
                stack.extend(reversed(visible_children(element)))
        return InlineText("".join(line.pieces).replace("\xad", ""), tuple(line.boxes))

    def _is_hidden(self, run: Element, *, by_style: bool) -> bool:
        vanish = run.find(f"{W}rPr/{W}vanish")
        if vanish is not None:
            return is_on(vanish)
        style_id = value(run.find(f"{W}rPr/{W}rStyle"))
        return by_style or (style_id is not None and self._styles.is_hidden(style_id))


class _Line:
    """The pieces of one paragraph; a field whose result runs over several paragraphs needs no state between them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.boxes: list[Element] = []
        #: For each open field, whether its code is being read (True) or its result (False).
        self._fields: list[bool] = []

    def take(self, element: Element) -> bool:
        """Takes an element that prints something itself; False for one whose children are to be read."""
        tag = element.tag
        if tag in _TEXT:
            self._add(" ".join((element.text or "").replace("\t", " ").split("\n")))
        elif tag in _BREAKS:
            self._add(_BREAKS[tag])
        elif tag == W + "sym":
            self._add(symbol(value(element, "font"), value(element, "char")))
        elif tag == W + "fldChar":
            self._turn_field(value(element, "fldCharType"))
        elif tag == W + "txbxContent":
            self.boxes.append(element)
        else:
            return False
        return True

    def _add(self, text: str) -> None:
        if not any(self._fields):
            self.pieces.append(text)

    def _turn_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def visible_children(element: Element) -> list[Element]:
    """Children to enter: one branch of alternatives, no placeholder of an empty content control."""
    if element.tag == W + "sdt":
        if is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr")):
            return []
        return list(element.iterchildren(W + "sdtContent"))
    if element.tag == COMPATIBILITY + "AlternateContent":
        return _one_branch(element)
    return list(element)


def _one_branch(alternatives: Element) -> list[Element]:
    """A drawing stands twice: for new Word (Choice) and old (Fallback). The first that holds text counts."""
    branches = [
        *alternatives.iterchildren(COMPATIBILITY + "Choice"),
        *alternatives.iterchildren(COMPATIBILITY + "Fallback"),
    ]
    with_text = [branch for branch in branches if next(branch.iter(W + "t"), None) is not None]
    return (with_text or branches)[:1]


def symbol(font: str | None, code: str | None) -> str:
    """The character of a `w:sym`; U+FFFD where the font is not known, so that it is seen that something stood there.

    >>> symbol("Wingdings", "F0FE"), symbol("Symbol", "F0B3")
    ('☑', '≥')
    """
    try:
        point = int(code or "", 16)
    except ValueError:
        return _UNKNOWN
    known = _SYMBOLS.get((font or "").lower().rstrip(" 23"))
    if known is not None and 0xF000 <= (point | 0xF000) <= 0xF0FF:
        return known.get(point & 0xFF, _UNKNOWN)
    printable = 0x20 <= point < 0xD800 or 0xF900 <= point < 0x10000
    return chr(point) if printable else _UNKNOWN
