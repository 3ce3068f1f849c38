"""Word (.docx) as it prints with all tracked changes accepted: paragraphs, list numbers, tables, text boxes.

Headers, footers, notes and comments are not body text. python-docx drops insertions, content controls, text boxes and
list numbers, so the XML is walked here.
"""

from collections.abc import Iterator
from dataclasses import replace

from dondoc.documents.content import Cell, Contents, Item, Paragraph, Row, Table
from dondoc.documents.docx_fonts import mend_fonts
from dondoc.documents.docx_numbering import LEVELS, Numbering
from dondoc.documents.docx_package import Element, Package, W, is_on, number, value
from dondoc.documents.docx_styles import Styles, outline_level
from dondoc.documents.docx_text import InlineReader, visible_children
from dondoc.documents.legacy_text import doubts_of
from dondoc.documents.limits import Budget, Limits
from dondoc.documents.picture_reader import read_pictures
from dondoc.errors import BadInput

#: What holds no paragraph of the body.
UNSEEN = frozenset({W + "del", W + "moveFrom", W + "sdtPr", W + "sectPr"})
#: Word's own bound of columns.
_MAX_SPAN = 63


def read_docx(data: bytes, *, name: str, limits: Limits) -> Contents:
    """Paragraphs and tables of the body in reading order.

    Raises:
        BadInput: `document.too_long`, `document.encrypted`, `document.damaged`, `document.scanned` when the file
            holds pictures and no text, `document.unsupported` when it only packs a page in another format.
    """
    package = Package(data, name=name, limits=limits)
    root = package.xml(package.main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise BadInput(code="document.damaged", file=name)
    styles_root = package.part("/styles", "word/styles.xml")
    numbering = Numbering(package.part("/numbering", "word/numbering.xml"), style_lists(styles_root))
    if next(body.iter(W + "altChunk"), None) is not None:
        # A page in another format, which Word takes in when it opens the file: saved once by Word, it is text.
        raise BadInput(code="document.unsupported", file=name, ending=".docx")
    styles = Styles(styles_root)
    mended = mend_fonts(body, styles)
    items = list(_Walker(styles, numbering, Budget(limits.blocks, name)).items(body))
    if package.has_images() and not any(isinstance(item, Table) or item.text.strip() for item in items):
        return read_pictures(package.images(), name=name, limits=limits)
    doubts = doubts_of(mended.encodings, is_unclear=mended.is_unclear)
    return Contents(items=items, margins=_margins(package, styles), doubts=doubts)


def _margins(package: Package, styles: Styles) -> tuple[str, ...]:
    """The lines in the heads and feet of the pages, each once."""
    inline = InlineReader(styles)
    lines: dict[str, None] = {}
    for root in package.margins():
        mend_fonts(root, styles)
        for paragraph in root.iter(W + "p"):
            text = inline.read(paragraph, value(paragraph.find(f"{W}pPr/{W}pStyle"))).text.strip()
            if text:
                lines[text] = None
    return tuple(lines)


def style_lists(styles_root: Element | None) -> dict[str, str]:
    """The list that a list style names, by the id of the style."""
    found: dict[str, str] = {}
    for style in styles_root.iterchildren(W + "style") if styles_root is not None else ():
        style_id, list_id = value(style, "styleId"), value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
        if style_id and list_id:
            found[style_id] = list_id
    return found


class _Walker:
    def __init__(self, styles: Styles, numbering: Numbering, budget: Budget) -> None:
        self._budget = budget
        self._styles = styles
        self._numbering = numbering
        self._inline = InlineReader(styles)

    def items(self, container: Element) -> Iterator[Item]:
        """Paragraphs and tables of a body, cell or text box."""
        carried = ""
        for child in unwrapped(container, (W + "p", W + "tbl")):
            self._budget.spend()
            if child.tag == W + "tbl":
                yield self._table(child)
                continue
            style_id = value(child.find(f"{W}pPr/{W}pStyle"))
            inline = self._inline.read(child, style_id)
            if is_joined_to_next(child):
                carried += inline.text
            elif not self._styles.is_contents(style_id):
                yield self._paragraph(child, style_id, carried + inline.text)
                carried = ""
            for box in inline.boxes:
                yield from self.items(box)
        if carried:
            yield Paragraph(text=carried)

    def _paragraph(self, element: Element, style_id: str | None, text: str) -> Paragraph:
        unseen = not text.strip() and is_on(element.find(f"{W}pPr/{W}rPr/{W}vanish"))
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        return Paragraph(
            text=text,
            level=self._styles.level(style_id) if outline is None else outline_level(number(value(outline), 9)),
            label="" if unseen else self._label(element, style_id),
        )

    def _label(self, element: Element, style_id: str | None) -> str:
        own = element.find(f"{W}pPr/{W}numPr")
        own_id = value(own.find(W + "numId")) if own is not None else None
        own_level = value(own.find(W + "ilvl")) if own is not None else None
        style = self._styles.list_of(style_id)
        list_id = own_id or (style.list_id if style else None)
        if list_id is None or list_id == "0":
            return ""
        if own_level is not None:
            level = number(own_level, 0)
        elif own_id is not None or style is None:
            level = 0
        else:
            inherited = self._styles.list_level(style_id)
            level = self._numbering.level_of_style(list_id, style.style_id) if inherited is None else inherited
        return self._numbering.label(list_id, min(level, LEVELS - 1))

    def _table(self, element: Element) -> Table:
        rows = []
        for row in unwrapped(element, (W + "tr",)):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            rows.append(list(self._cells(row, properties)))
        return Table(rows=tuple(_heightened(rows)))

    def _cells(self, row: Element, properties: Element | None) -> Iterator[Cell]:
        before = properties.find(W + "gridBefore") if properties is not None else None
        column = min(number(value(before), 0), _MAX_SPAN)
        for element in unwrapped(row, (W + "tc",)):
            self._budget.spend()
            span = min(max(number(value(element.find(f"{W}tcPr/{W}gridSpan")), 1), 1), _MAX_SPAN)
            deleted = element.find(f"{W}tcPr/{W}cellDel") is not None
            goes_on = _continues(element, "vMerge")
            unseen = deleted or goes_on or _continues(element, "hMerge")
            content = () if unseen else tuple(self.items(element))
            yield Cell(column=column, span=span, rows=0 if goes_on else 1, content=content)
            column += span


def _heightened(rows: list[list[Cell]]) -> Iterator[Row]:
    """The rows, in which a cell that goes on with the one above has no height, each cell with the rows it covers."""
    heights: dict[tuple[int, int], int] = {}
    open_at: dict[int, int] = {}
    for place, cells in enumerate(rows):
        for cell in cells:
            if cell.rows or cell.column not in open_at:
                open_at[cell.column] = place
            begin = open_at[cell.column]
            heights[begin, cell.column] = place - begin + 1
    for place, cells in enumerate(rows):
        yield Row(cells=tuple(replace(cell, rows=heights.get((place, cell.column), 1)) for cell in cells))


def unwrapped(container: Element, wanted: tuple[str, ...]) -> Iterator[Element]:
    """Elements with a wanted tag, through content controls, insertions and other wrappers."""
    stack = list(reversed(visible_children(container)))
    while stack:
        element = stack.pop()
        if element.tag in wanted:
            yield element
        elif isinstance(element.tag, str) and element.tag not in UNSEEN:
            stack.extend(reversed(visible_children(element)))


def _continues(cell: Element, merge: str) -> bool:
    """Whether a cell only continues the merged cell above or before it."""
    mark = cell.find(f"{W}tcPr/{W}{merge}")
    return mark is not None and value(mark) != "restart"


def is_joined_to_next(paragraph: Element) -> bool:
    """Whether the paragraph mark was deleted or moved away, so that the next paragraph goes on in this line."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)
