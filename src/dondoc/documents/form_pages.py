"""The pages of a .docx: paper, margins, and where the page number stands on which pages."""

import posixpath
import re
from collections.abc import Iterator

from dondoc.core.form import Align, Page, PageNumber, Shape
from dondoc.documents.docx_package import Element, Package, W, is_on, number, value
from dondoc.documents.form_drawn import Frame
from dondoc.documents.form_inline import Inline, Tab, read_inline
from dondoc.documents.form_styles import Looks, millimetres

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PAGE = re.compile(r"\s*PAGE\b", re.I)
#: Word's paper and margins where a section says nothing, in twentieths of a point.
_LETTER = ("12240", "15840")
_INCH = "1440"

#: Fields of page numbers in the head or foot of a section, by "header.first".
Margins = dict[str, tuple[PageNumber, ...]]


def read_pages(package: Package, body: Element, looks: Looks) -> tuple[Page, ...]:
    """The sections of the document, in order."""
    settings = package.part("/settings", "word/settings.xml")
    own_even = settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))
    targets = _targets(package)
    pages: list[Page] = []
    margins: Margins = {}
    for section in _sections(body):
        margins = {**margins, **_own_margins(section, package, targets, looks)}
        pages.append(_page(section, len(pages) + 1, margins, own_even=own_even))
    return tuple(pages)


def _sections(body: Element) -> Iterator[Element]:
    for element in body.iter(W + "sectPr"):
        if element.getparent().tag in {W + "pPr", W + "body"}:  # else the old form of a tracked change
            yield element


def _page(section: Element, count: int, margins: Margins, *, own_even: bool) -> Page:
    size, edges = section.find(W + "pgSz"), section.find(W + "pgMar")
    numbering = section.find(W + "pgNumType")
    start = value(numbering, "start")
    own_first = is_on(section.find(W + "titlePg"))
    shown = {"default", *(["first"] if own_first else []), *(["even"] if own_even else [])}
    sides = {side: millimetres(value(edges, side) or _INCH) for side in ("top", "bottom", "left", "right")}
    return Page(
        number=count,
        width_mm=millimetres(value(size, "w") or _LETTER[0]),
        height_mm=millimetres(value(size, "h") or _LETTER[1]),
        top_mm=abs(sides["top"]),
        bottom_mm=abs(sides["bottom"]),
        left_mm=sides["left"] + millimetres(value(edges, "gutter")),
        right_mm=sides["right"],
        own_first=own_first,
        own_even=own_even,
        start=None if start is None else number(start, 0),
        form=value(numbering, "fmt") or "decimal",
        numbers=tuple(one for key, found in sorted(margins.items()) if key.partition(".")[2] in shown for one in found),
    )


def _targets(package: Package) -> dict[str, str]:
    folder, base = posixpath.split(package.main)
    rels = package.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, str] = {}
    for one in rels.iter(_RELATIONSHIP) if rels is not None else ():
        if one.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            found[one.get("Id", "")] = path
    return found


def _own_margins(section: Element, package: Package, targets: dict[str, str], looks: Looks) -> Margins:
    found: Margins = {}
    for where in ("header", "footer"):
        for reference in section.iterchildren(f"{W}{where}Reference"):
            pages = value(reference, "type") or "default"
            root = package.xml(targets.get(reference.get(_R + "id", ""), ""))
            fields = _numbers(root, looks, pages, is_above=where == "header") if root is not None else ()
            found[f"{where}.{pages}"] = tuple(fields)
    return found


def _numbers(root: Element, looks: Looks, pages: str, *, is_above: bool) -> Iterator[PageNumber]:
    frame = Frame(left_mm=0, width_mm=0, margin_mm=0, margin_width_mm=0)
    for paragraph in root.iter(W + "p"):
        if any(parent.tag.endswith("}Fallback") for parent in paragraph.iterancestors()):
            continue
        inline, shape = read_inline(paragraph, looks, frame), looks.shape(paragraph)
        for code, letters in inline.fields:
            if _PAGE.match(code):
                align = _alignment(paragraph, inline, shape)
                yield PageNumber(is_above=is_above, pages=pages, align=align, letters=letters)


def _alignment(paragraph: Element, inline: Inline, shape: Shape) -> Align:
    """How a page number stands: by its frame, its tab, or its paragraph."""
    across = value(paragraph.find(f"{W}pPr/{W}framePr"), "xAlign")
    if across == "center":
        return Align.CENTER
    tabs = [token for token in inline.tokens if isinstance(token, Tab)]
    kinds = [tab.kind or (shape.stops[place].kind if place < len(shape.stops) else "left")
             for place, tab in enumerate(tabs)]  # fmt: skip
    if kinds:
        return {"center": Align.CENTER, "right": Align.RIGHT}.get(kinds[-1], Align.LEFT)
    return Align.RIGHT if across in {"right", "outside"} else shape.align
