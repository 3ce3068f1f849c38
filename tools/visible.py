"""A printed report with nothing but what is seen on its pages: no properties, hidden words, comments."""

import io
import re
import zipfile

import pypdfium2
from lxml import etree, html

from dondoc.core.document import Document
from dondoc.documents.reading import read_bytes

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Parts of a .docx that are on no page.
_UNSEEN_PARTS = re.compile(r"(?:docProps|customXml)/|word/(?:comments|people|glossary|footnotes|endnotes)")
#: What ties words to a meaning that is not printed: content controls, bookmarks, comments, links.
_UNWRAPPED = tuple(f"{_WORD}{name}" for name in ("sdt", "sdtContent", "hyperlink", "smartTag", "customXml"))
_DROPPED = tuple(
    f"{_WORD}{name}"
    for name in ("sdtPr", "sdtEndPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
                 "commentReference", "del", "moveFrom", "instrText")
)  # fmt: skip
_ALT = frozenset({"descr", "title", "name"})
#: Attributes of a page that shape what is seen; all others say something behind it.
_SHAPES = frozenset({"class", "style", "colspan", "rowspan", "hidden", "viewbox", "width", "height", "x", "y", "d"})
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def visible(data: bytes, form: str) -> Document:
    """What is seen of a report in one of its forms."""
    strip = {"docx": _docx, "html": _html, "pdf": _pdf, "md": _markdown}[form]
    return read_bytes(strip(data), f"report.{form}")


def as_text(document: Document) -> Document:
    """The same, once through a plain text file."""
    return read_bytes(document.text.encode(), "report.txt")


def _docx(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            if _UNSEEN_PARTS.match(name):
                continue
            part = source.read(name)
            if name.endswith((".xml", ".rels")):
                part = _part(part)
            target.writestr(name, part)
    return buffer.getvalue()


def _part(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for relation in [e for e in root.iter() if _points_at_unseen(e)]:
        relation.getparent().remove(relation)
    for run in [r for r in root.iter(f"{_WORD}r") if r.find(f"{_WORD}rPr/{_WORD}vanish") is not None]:
        run.getparent().remove(run)
    for element in [e for e in root.iter(*_DROPPED) if e.getparent() is not None]:
        element.getparent().remove(element)
    for element in list(root.iter(*_UNWRAPPED)):
        _unwrap(element)
    for element in root.iter():
        for attribute in _ALT & set(element.attrib):
            element.set(attribute, "")
    part: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return part


def _points_at_unseen(element: etree._Element) -> bool:
    target = element.get("Target") or element.get("PartName") or ""
    name = target.lstrip("/")
    return bool(_UNSEEN_PARTS.match(name) or _UNSEEN_PARTS.match(f"word/{name}") or "/customXml/" in target)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(at + offset, child)
    parent.remove(element)


def _html(data: bytes) -> bytes:
    page = html.document_fromstring(data.decode())
    for element in page.xpath("//comment() | //script | //title | //meta | //desc | //*[@hidden] | //svg//metadata"):
        element.drop_tree()
    for element in page.iter():
        for attribute in [name for name in element.attrib if name.lower() not in _SHAPES]:
            del element.attrib[attribute]
    page.head.insert(0, html.fragment_fromstring('<meta charset="utf-8">'))
    page_bytes: bytes = html.tostring(page, encoding="utf-8")
    return b"<!DOCTYPE html>\n" + page_bytes


def _pdf(data: bytes) -> bytes:
    """Its pages alone, in a document of their own: properties, XMP and alternative texts stay behind."""
    source, target = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    target.import_pages(source)
    buffer = io.BytesIO()
    target.save(buffer)
    return buffer.getvalue()


def _markdown(data: bytes) -> bytes:
    return _COMMENT.sub("", data.decode()).encode()
