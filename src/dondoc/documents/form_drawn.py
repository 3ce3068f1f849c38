"""Drawn lines and text boxes of a .docx: how long they are and where they stand, from DrawingML and from old VML."""

import re
from dataclasses import dataclass

from dondoc.core.form import Stroke, StrokeKind
from dondoc.documents.docx_package import Element, W
from dondoc.documents.text_width import MM_PER_POINT

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "urn:schemas-microsoft-com:vml"
_O = "{urn:schemas-microsoft-com:office:office}"
_EMU_IN_MM = 36000
_LINES = frozenset({"line", "straightConnector1"})
_SOLID = frozenset({"", "solid"})
#: Word's inner margin of a text box.
_INSET_MM = 2.54
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,9})?)\s*(pt|in|cm|mm|px)?")
_UNITS = {"pt": MM_PER_POINT, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 96}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a length across the page can be counted from, in millimetres from the left edge of the paper."""

    #: Left edge and width of where the paragraph stands, and those of the text on the page.
    left_mm: float
    width_mm: float
    margin_mm: float
    margin_width_mm: float


@dataclass(frozen=True, slots=True)
class Box:
    """A text box: its paragraphs, and the room that they have."""

    content: Element
    left_mm: float
    width_mm: float


def drawn_lines(drawing: Element, frame: Frame) -> list[Stroke]:
    """The lines of one `w:drawing` or `w:pict`."""
    if drawing.tag == W + "drawing":
        return _modern_lines(drawing, frame)
    return [stroke for shape in drawing.iter() if (stroke := _old_line(shape, frame)) is not None]


def box_of(content: Element, frame: Frame) -> Box:
    """Where a text box (`w:txbxContent`) stands; over the whole width where the document does not say."""
    for parent in content.iterancestors():
        if parent.tag in {_WP + "anchor", _WP + "inline"}:
            width = _extent(parent)
            left = _offset(parent, width, frame)
            return Box(content, (frame.left_mm if left is None else left) + _INSET_MM, width - 2 * _INSET_MM)
        if isinstance(parent.tag, str) and parent.tag.startswith("{" + _V) and "width" in (parent.get("style") or ""):
            style = _style(parent)
            width, left = _css(style.get("width")), frame.left_mm + _css(style.get("margin-left") or style.get("left"))
            return Box(content, left + _INSET_MM, width - 2 * _INSET_MM)
    return Box(content, frame.left_mm, frame.width_mm)


def _modern_lines(drawing: Element, frame: Frame) -> list[Stroke]:
    if not any(shape.get("prst") in _LINES for shape in drawing.iter(_A + "prstGeom")):
        return []
    anchor = next(drawing.iter(_WP + "anchor", _WP + "inline"), None)
    if anchor is None:
        return []
    length = _extent(anchor)
    left = _offset(anchor, length, frame)
    dash = next(drawing.iter(_A + "prstDash"), None)
    return [
        Stroke(
            kind=StrokeKind.DRAWN,
            length_mm=length,
            centre_mm=None if left is None else left + length / 2,
            solid=(dash.get("val", "") if dash is not None else "") in _SOLID,
        )
    ]


def _extent(anchor: Element) -> float:
    extent = anchor.find(_WP + "extent")
    return _emu(extent.get("cx")) if extent is not None else 0.0


def _offset(anchor: Element, width: float, frame: Frame) -> float | None:
    """Left edge of an anchored drawing on the paper, None where the document does not say."""
    across = anchor.find(_WP + "positionH")
    if across is None:
        return None
    base = across.get("relativeFrom") or ""
    start, room = {
        "page": (0.0, 2 * frame.margin_mm + frame.margin_width_mm),
        "margin": (frame.margin_mm, frame.margin_width_mm),
        "leftMargin": (0.0, frame.margin_mm),
    }.get(base, (frame.left_mm, frame.width_mm))
    align, offset = across.findtext(_WP + "align"), across.findtext(_WP + "posOffset")
    if align == "center":
        return start + (room - width) / 2
    if align == "right":
        return start + room - width
    return start + _emu(offset)


def _old_line(shape: Element, frame: Frame) -> Stroke | None:
    if not isinstance(shape.tag, str) or not shape.tag.startswith("{" + _V):
        return None
    name = shape.tag.rpartition("}")[2]
    style = _style(shape)
    if name == "line":
        start, end = (_css((shape.get(key) or "").partition(",")[0]) for key in ("from", "to"))
        length, left = abs(end - start), frame.left_mm + min(start, end) + _css(style.get("margin-left"))
    elif name == "shape" and (shape.get("type") == "#_x0000_t32" or shape.get(_O + "connectortype") == "straight"):
        length, left = _css(style.get("width")), frame.left_mm + _css(style.get("margin-left") or style.get("left"))
    else:
        return None
    dash = shape.find(f"{{{_V}}}stroke")
    pattern = dash.get("dashstyle") or "" if dash is not None else ""
    solid = pattern in _SOLID
    return Stroke(kind=StrokeKind.DRAWN, length_mm=length, centre_mm=left + length / 2, solid=solid)


def _style(shape: Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in (shape.get("style") or "").split(";"))
    return {name.strip(): setting.strip() for name, _, setting in pairs}


def _css(text: str | None) -> float:
    found = _LENGTH.match((text or "").strip())
    return float(found[1]) * _UNITS[found[2] or ""] if found else 0.0


def _emu(text: str | None) -> float:
    digits = (text or "").strip()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("-")
    return sign * int(digits) / _EMU_IN_MM if digits.isascii() and digits.isdigit() and len(digits) <= 12 else 0.0
