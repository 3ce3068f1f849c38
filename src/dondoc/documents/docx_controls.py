"""Tagged content controls of a .docx report: each generated paragraph bears its name, and is known again by it.

Controls show nothing on the page, and Word keeps them when it saves. LibreOffice 7 keeps the controls and drops their
tags, so a hidden bookmark in the paragraph bears the name too. The marks by which a printed paragraph is found are
private-use characters, so that any template of an office works.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dondoc.documents.docx_fonts import mend_fonts
from dondoc.documents.docx_package import Element, Package, W, value
from dondoc.documents.docx_reader import UNSEEN, is_joined_to_next
from dondoc.documents.docx_styles import Styles
from dondoc.documents.docx_text import InlineReader, visible_children
from dondoc.documents.limits import Budget, Limits
from dondoc.draft.read_back import BOOKMARK, Piece, bookmark_name, control_id
from dondoc.draft.report_context import Group, Line, ReportContext
from dondoc.errors import BadInput

_OPEN, _CLOSE, _ZERO = "\ue000", "\ue001", 0xE010
_MARKS = re.compile(f"{_OPEN}([\ue010-\ue019]+)|{_CLOSE}")


def with_marks(context: ReportContext) -> tuple[ReportContext, tuple[str, ...]]:
    """The context whose named paragraphs carry invisible marks, and their names by the number in the mark."""
    keys: list[str] = []

    def marked(lines: Sequence[Line]) -> tuple[Line, ...]:
        return tuple(mark(line) for line in lines)

    def mark(line: Line) -> Line:
        if not line.key:
            return line
        keys.append(line.key)
        number = "".join(chr(_ZERO + int(digit)) for digit in str(len(keys) - 1))
        return replace(line, text=f"{_OPEN}{number}{line.text}{_CLOSE}")

    def group_of(group: Group) -> Group:
        return replace(group, lines=marked(group.lines))

    sections = tuple(
        replace(section, paragraphs=marked(section.paragraphs), groups=tuple(group_of(g) for g in section.groups))
        for section in context.sections
    )
    return replace(context, sections=sections), tuple(keys)


def put_controls(document: WordDocument, keys: Sequence[str]) -> None:
    """Take the marks out of a printed document, and put a control around each paragraph that prints one name only."""
    known: set[str] = set()
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        names = _names(paragraph, keys)
        if len(names) == 1 and names[0] not in known:
            known.add(names[0])
            _wrap(paragraph, names[0])


def read_pieces(data: bytes, *, name: str, limits: Limits) -> tuple[Piece, ...]:
    """The paragraphs of a .docx in reading order, tracked changes accepted, each with the tag of its control.

    Raises:
        BadInput: `document.encrypted`, `document.damaged`, `document.too_long`.
    """
    package = Package(data, name=name, limits=limits)
    root = package.xml(package.main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise BadInput(code="document.damaged", file=name)
    styles = Styles(package.part("/styles", "word/styles.xml"))
    mend_fonts(body, styles)
    return tuple(_pieces(body, InlineReader(styles), Budget(limits.blocks, name)))


def _names(paragraph: Element, keys: Sequence[str]) -> list[str]:
    """The names that the marks of a paragraph tell; the marks are taken out."""
    names: list[str] = []
    for text in paragraph.iter(qn("w:t")):
        words = text.text or ""
        if _OPEN in words or _CLOSE in words:
            names += [keys[_number(found[1])] for found in _MARKS.finditer(words) if found[1]]
            text.text = _MARKS.sub("", words)
    return names


def _number(digits: str) -> int:
    return int("".join(str(ord(digit) - _ZERO) for digit in digits))


def _wrap(paragraph: Element, key: str) -> None:
    """Put a control with the name as its tag around a paragraph, and a bookmark around what stands in it."""
    number = str(control_id(key))
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(_element("w:sdtPr", _element("w:tag", val=key), _element("w:id", val=number)))
    control.append(content)
    start = _element("w:bookmarkStart", id=number, name=bookmark_name(key))
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None:
        properties.addnext(start)
    else:
        paragraph.insert(0, start)
    paragraph.append(_element("w:bookmarkEnd", id=number))
    paragraph.addprevious(control)
    content.append(paragraph)


def _element(tag: str, *children: Element, **attributes: str) -> Element:
    element = OxmlElement(tag)
    for name, words in attributes.items():
        element.set(qn(f"w:{name}"), words)
    for child in children:
        element.append(child)
    return element


def _pieces(body: Element, inline: InlineReader, budget: Budget) -> Iterator[Piece]:
    carried, carried_tag = "", ""
    for paragraph, tag in _paragraphs(body, ""):
        budget.spend()
        words = inline.read(paragraph, value(paragraph.find(f"{W}pPr/{W}pStyle"))).text
        if is_joined_to_next(paragraph):
            carried, carried_tag = carried + words, carried_tag or tag
            continue
        text = unicodedata.normalize("NFC", " ".join((carried + words).split()))
        yield Piece(tag=carried_tag or tag, text=text)
        carried, carried_tag = "", ""
    if carried:
        yield Piece(tag=carried_tag, text=" ".join(carried.split()))


def _paragraphs(container: Element, tag: str) -> Iterator[tuple[Element, str]]:
    """Paragraphs through wrappers, each with the tag of the control around it, or of the one that fills it."""
    stack: list[tuple[Element, str]] = [(child, tag) for child in reversed(visible_children(container))]
    while stack:
        element, around = stack.pop()
        if element.tag == W + "p":
            yield element, around or _inner_tag(element)
        elif isinstance(element.tag, str) and element.tag not in UNSEEN:
            own = _name_of(element) if element.tag == W + "sdt" else ""
            stack.extend((child, own or around) for child in reversed(visible_children(element)))


def _inner_tag(paragraph: Element) -> str:
    """The name of a paragraph without a tagged control around it: "#" and the name of its bookmark."""
    names = (value(start, "name") or "" for start in paragraph.iter(W + "bookmarkStart"))
    return next((f"#{name}" for name in names if name.startswith(BOOKMARK)), "")


def _name_of(control: Element) -> str:
    return value(control.find(f"{W}sdtPr/{W}tag")) or ""
