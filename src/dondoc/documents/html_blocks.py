"""Paragraphs, lists and tables of an element tree: HTML as parsed, or trafilatura's tree with its own names."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from dondoc.documents.content import Cell, Item, Paragraph, Row, Table
from dondoc.documents.docx_numbering import BULLETS, spell

#: lxml carries no types.
Element: TypeAlias = Any

_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "body", "blockquote", "quote", "pre", "ab", "ul", "ol"),
        *("list", "dl", "dt", "dd", "li", "item", "table", "caption", "figure", "figcaption", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "head", "header", "address", "center", "form", "fieldset", "legend", "hr"),
        *("details", "summary", "thead", "tbody", "tfoot", "tr"),
    )
)
_UNSEEN = frozenset(
    (
        *("script", "style", "noscript", "template", "title", "nav", "aside", "footer", "select", "button"),
        *("textarea", "svg", "object", "iframe", "del", "input", "meta", "link", "graphic", "img"),
    )
)
_BREAKS = frozenset({"br", "lb"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_ITEMS = frozenset({"li", "item"})
_LISTS = frozenset({"ul", "ol", "list"})
#: A number or dash of the text itself makes the bullet of its list superfluous; most such lists show none.
_TYPED_LABEL = re.compile(r"(?:[-–+*•]|\(?\d{1,2}[.)]|[a-zđ][.)])\s")
#: What HTML folds into one space; a no-break space stays.
_SPACE = re.compile(r"[ \t\r\f]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
#: As in Word; HTML allows 1,000, which only hostile pages use.
_MAX_SPAN = 63
_MAX_COLUMNS = 1_000


def blocks_of(root: Element) -> list[Item]:
    """Visible paragraphs and tables below `root` in reading order; a line break ends a paragraph."""
    return _blocks(root, in_cell=False)


def _blocks(root: Element, *, in_cell: bool) -> list[Item]:
    walker = _Walker(in_cell=in_cell)
    walker.enter(root)
    walker.end_paragraph()
    return walker.items


class _Walker:
    def __init__(self, *, in_cell: bool) -> None:
        self.items: list[Item] = []
        self._in_cell = in_cell
        self._pieces: list[str] = []
        self._level = 0
        self._label = ""
        #: Inside <pre>, where the line ends of the source count.
        self._keeps_lines = False
        #: The lists that are open: form of their numbers ("" for bullets) and the next number.
        self._lists: list[tuple[str, int]] = []

    def enter(self, element: Element) -> None:
        """Reads the children of an element. The parser bounds the depth of the tree (256)."""
        self._say(element.text)
        for child in element:
            if isinstance(child.tag, str) and not _is_unseen(child):
                self._child(child)
            self._say(child.tail)

    def end_paragraph(self) -> None:
        """Ends the paragraph at hand; a list number goes to the first one with words."""
        text = _AROUND_BREAK.sub("\n", _SPACE.sub(" ", "".join(self._pieces))).strip()
        self._pieces.clear()
        if text:
            typed = self._label in BULLETS and _TYPED_LABEL.match(text) is not None
            self.items.append(Paragraph(text=text, level=self._level, label="" if typed else self._label))
            self._label = ""

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if not self._keeps_lines:
            self._pieces.append(text.replace("\n", " "))
            return
        first, *others = text.split("\n")
        self._pieces.append(first)
        for line in others:
            self._break()
            self._pieces.append(line)

    def _break(self) -> None:
        """A manual line break: most pages part paragraphs by it, in a cell it only makes the column narrow."""
        if self._in_cell:
            self._pieces.append("\n")
        else:
            self.end_paragraph()

    def _child(self, element: Element) -> None:
        tag = element.tag
        if tag in _BREAKS:
            self._break()
        elif tag == "table":
            self.end_paragraph()
            self.items.append(_table(element))
        elif tag in _BLOCKS:
            self.end_paragraph()
            self._block(element)
        else:
            self.enter(element)

    def _block(self, element: Element) -> None:
        level, keeps_lines = self._level, self._keeps_lines
        self._level = _heading_level(element) or level
        self._keeps_lines = keeps_lines or element.tag == "pre"
        if element.tag in _LISTS:
            self._lists.append(_list(element))
        elif element.tag in _ITEMS:
            self._label = self._next_label()
        self.enter(element)
        self.end_paragraph()
        if element.tag in _LISTS:
            self._lists.pop()
        elif element.tag in _ITEMS:
            self._label = ""
        self._level, self._keeps_lines = level, keeps_lines

    def _next_label(self) -> str:
        """The bullet or number that a browser prints."""
        form, count = self._lists[-1] if self._lists else ("", 0)
        if not form:
            depth = sum(1 for form, _ in self._lists if not form)
            return BULLETS[min(max(depth - 1, 0), len(BULLETS) - 1)]
        self._lists[-1] = form, count + 1
        return f"{spell(count, form)}."


def _is_unseen(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in _UNSEEN or element.get("hidden") is not None or "display:none" in style


def _heading_level(element: Element) -> int:
    name = element.get("rend") or "" if element.tag == "head" else element.tag
    return int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else 0


def _list(element: Element) -> tuple[str, int]:
    if element.tag != "ol" and element.get("rend") != "ol":
        return "", 0
    return _FORMS.get(element.get("type"), "decimal"), _count(element.get("start"))


def _table(element: Element) -> Table:
    """Rows and cells at their grid columns, below and beside the cells that span over them."""
    rows = []
    covered: dict[int, int] = {}  # column -> rows for which a cell from above still covers it
    for row in _below(element, _ROWS):
        cells = []
        taken = {column for column, left in covered.items() if left > 0}
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        column = 0
        for cell in _below(row, _CELLS):
            while column in taken:
                column += 1
            span, depth = _span(cell, "colspan"), _span(cell, "rowspan")
            cells.append(Cell(column=column, span=span, rows=depth, content=tuple(_blocks(cell, in_cell=True))))
            if depth > 1:
                covered.update(dict.fromkeys(range(column, column + span), depth - 1))
            column += span
            if column > _MAX_COLUMNS:
                raise ValueError("a table with too many columns")
        rows.append(Row(cells=tuple(cells)))
    return Table(rows=tuple(rows))


def _below(element: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """Nearest descendants with a wanted tag that are seen, not those of a table inside."""
    stack = list(reversed(element))
    while stack:
        found = stack.pop()
        if isinstance(found.tag, str) and _is_unseen(found):
            continue
        if found.tag in wanted:
            yield found
        elif isinstance(found.tag, str) and found.tag != "table":
            stack.extend(reversed(found))


def cells_covered(cell: Element) -> int:
    """Places of the grid that a cell says it covers."""
    return _count(cell.get("colspan")) * _count(cell.get("rowspan"))


def _span(cell: Element, name: str) -> int:
    return min(max(_count(cell.get(name)), 1), _MAX_SPAN)


def _count(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else 1
