"""One paragraph of a .docx as the pieces that are seen beside and under one another: parted by tabs and line breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dondoc.core.form import Align, Letters, Piece, Place, Shape, Stroke, StrokeKind
from dondoc.documents.docx_package import Element, W, value
from dondoc.documents.docx_text import symbol, visible_children
from dondoc.documents.form_drawn import Box, Frame, box_of, drawn_lines
from dondoc.documents.form_styles import Looks
from dondoc.documents.text_width import width_mm, wrapped

#: Word's own tab stops, where the paragraph has none.
_DEFAULT_STOP = 12.7
#: So many spaces stand for a tab; not those of an open number or date ("Số:      /BC", "ngày      tháng").
_SPACES = re.compile(r"(?<=[^\s:])(?<!ngày)(?<!tháng)(?<!năm)(?<!số)\s{4,}(?=[^\s/])(?!tháng)(?!năm)")
#: What rows of dashes are typed with.
_DASHES = frozenset("-_=–—─━*~")
_SHORTEST_ROW = 3
_SKIPPED = frozenset(
    W + name
    for name in (
        *("pPr", "rPr", "del", "moveFrom", "delText", "delInstrText", "sdtPr", "sdtEndPr", "smartTagPr"),
        *("customXmlPr", "fldData", "rt", "footnoteReference", "endnoteReference", "commentReference"),
    )
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A step to the next tab stop; `kind` where the step itself says how the text stands there (`w:ptab`)."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line, or of a page."""

    is_page: bool = False


@dataclass(slots=True)
class Inline:
    """What one paragraph holds, in order."""

    tokens: list[Letters | Tab | Break] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    #: Codes of its fields ("PAGE"), each with how its result looks.
    fields: list[tuple[str, Letters]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a paragraph stands on the paper, in millimetres."""

    left_mm: float
    width_mm: float


def read_inline(paragraph: Element, looks: Looks, frame: Frame, table_style: str | None = None) -> Inline:
    """The letters, tabs, breaks, drawn lines and text boxes of a `w:p`."""
    found = Inline()
    depth: list[bool] = []
    code: list[str] = []
    stack: list[tuple[Element, Element | None]] = [(paragraph, None)]
    while stack:
        element, run = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag == W + "fldChar":
            _turn(value(element, "fldCharType"), depth, code, found, looks.letters("1", run, paragraph, table_style))
        elif tag == W + "instrText":
            code.append(element.text or "")
        elif tag == W + "txbxContent":
            found.boxes.append(box_of(element, frame))
        elif token := _token(element, run, paragraph, looks, table_style):
            if not any(depth):
                found.tokens.append(token)
        else:
            if tag == W + "fldSimple":
                inner = next(element.iter(W + "r"), None)
                found.fields.append((value(element, "instr") or "", looks.letters("1", inner, paragraph, table_style)))
            elif tag in {W + "drawing", W + "pict"}:
                found.strokes += drawn_lines(element, frame)
            inside = element if tag == W + "r" else run
            stack.extend((child, inside) for child in reversed(visible_children(element)))
    return found


def _turn(kind: str | None, depth: list[bool], code: list[str], found: Inline, letters: Letters) -> None:
    """Follow a field: its code is not seen, its result is."""
    if kind == "begin":
        depth.append(True)
        code.clear()
    elif kind == "separate" and depth:
        depth[-1] = False
        found.fields.append(("".join(code), letters))
    elif kind == "end" and depth and depth.pop():  # a field without a result
        found.fields.append(("".join(code), letters))


def _token(
    element: Element, run: Element | None, paragraph: Element, looks: Looks, table_style: str | None
) -> Letters | Tab | Break | None:
    tag, text = element.tag, ""
    if tag == W + "tab":
        return Tab()
    if tag == W + "ptab":
        return Tab(kind=value(element, "alignment") or "left")
    if tag in {W + "br", W + "cr"}:
        return Break(is_page=value(element, "type") == "page")
    if tag == W + "t":
        text = " ".join((element.text or "").replace("\t", " ").split("\n"))
    elif tag == W + "noBreakHyphen":
        text = "-"
    elif tag == W + "sym":
        text = symbol(value(element, "font"), value(element, "char"))
    if not text:
        return None
    letters = looks.letters(text.replace("\xad", ""), run, paragraph, table_style)
    return None if letters.hidden else letters


def pieces_of(tokens: list[Letters | Tab | Break], shape: Shape, place: Place, room: Room) -> Iterator[Piece]:
    """The pieces of a paragraph, line by line; an empty paragraph is one piece without letters."""
    lines: list[list[Letters | Tab]] = [[]]
    breaks: list[bool] = [False]
    for token in tokens:
        if isinstance(token, Break):
            lines.append([])
            breaks.append(token.is_page)
        else:
            lines[-1] += _parted(token) if isinstance(token, Letters) else [token]
    for number, (line, after_page) in enumerate(zip(lines, breaks, strict=True)):
        pieces = list(_line(line, shape if number == 0 else replace(shape, first_line_mm=0), place, room))
        if len(lines) > 1 and number == len(lines) - 1 and not pieces and not after_page:
            continue  # a break at the end of a paragraph
        for index, piece in enumerate(pieces or [_empty(shape, place, room)]):
            yield replace(piece, is_first=number == 0 and index == 0)


def _parted(letters: Letters) -> Iterator[Letters | Tab]:
    """Letters with rows of spaces as the tabs that they stand for."""
    at = 0
    for gap in _SPACES.finditer(letters.text):
        yield replace(letters, text=letters.text[at : gap.start()])
        yield Tab(kind=f"spaces{gap.end() - gap.start()}")
        at = gap.end()
    yield replace(letters, text=letters.text[at:])


def _empty(shape: Shape, place: Place, room: Room) -> Piece:
    free = room.width_mm - shape.left_mm - shape.right_mm
    centre = room.left_mm + shape.left_mm + free / 2
    start = shape.left_mm + shape.first_line_mm
    return Piece(letters=(), shape=shape, place=place, centre_mm=centre, start_mm=start, width_mm=0, room_mm=free)


def _line(line: list[Letters | Tab], shape: Shape, place: Place, room: Room) -> Iterator[Piece]:
    parts: list[tuple[str, list[Letters]]] = [("", [])]
    for token in line:
        if isinstance(token, Tab):
            parts.append((token.kind or "tab", []))
        else:
            parts[-1][1].append(token)
    seen = sum(1 for _, letters in parts if _is_seen(letters))
    if seen <= 1 and len(parts) == 1:
        if seen:
            yield _alone(parts[0][1], shape, place, room)
        return
    yield from _beside(parts, shape, place, room)


def _is_seen(letters: list[Letters]) -> bool:
    return any(one.text.strip() for one in letters)


def _alone(letters: list[Letters], shape: Shape, place: Place, room: Room) -> Piece:
    free = room.width_mm - shape.left_mm - shape.right_mm
    main = max(letters, key=lambda one: len(one.text.strip()))
    text = "".join(one.text.upper() if one.capitals else one.text for one in letters)
    lines = wrapped(text, free, size=main.size, bold=main.bold, italic=main.italic)
    width = max((_width(main, line) for line in lines), default=0.0)
    start = room.left_mm + shape.left_mm
    if shape.align is Align.CENTER:
        centre = start + free / 2 + shape.first_line_mm / 2
    elif shape.align is Align.RIGHT:
        centre = start + free - width / 2
    else:
        lead = _width(main, text[: len(text) - len(text.lstrip())])
        centre = start + lead + (shape.first_line_mm if len(lines) == 1 else 0) + width / 2
    begin = (
        shape.left_mm + shape.first_line_mm + _width(main, text[: len(text) - len(text.lstrip())])
        if shape.align in {Align.LEFT, Align.JUSTIFY}
        else centre - width / 2 - room.left_mm
    )
    return _piece(letters, shape, place, centre=centre, start=begin, width=width, lines=len(lines), room=free)


def _beside(parts: list[tuple[str, list[Letters]]], shape: Shape, place: Place, room: Room) -> Iterator[Piece]:
    """Pieces that stand on one line, each at its tab stop."""
    at = shape.left_mm + shape.first_line_mm
    for kind, letters in parts:
        width = sum(_width(one, one.text.upper() if one.capitals else one.text) for one in letters)
        stand = "left"
        if kind.startswith("spaces"):
            at += int(kind.removeprefix("spaces")) * _width(parts[0][1][0], " ") if parts[0][1] else 0
        elif kind in {"center", "right"}:
            at, stand = (room.width_mm / 2 if kind == "center" else room.width_mm), kind
        elif kind:
            stop = next((stop for stop in shape.stops if stop.at_mm > at + 0.1 and stop.kind != "bar"), None)
            at = stop.at_mm if stop is not None else (at // _DEFAULT_STOP + 1) * _DEFAULT_STOP
            stand = stop.kind if stop is not None else "left"
        start = at - (width / 2 if stand == "center" else width if stand in {"right", "end"} else 0)
        if _is_seen(letters):
            centre = room.left_mm + start + width / 2
            yield _piece(
                letters, shape, place, centre=centre, start=start, width=width, room=room.width_mm, by_tabs=True
            )
        at = start + width


def _piece(
    letters: list[Letters],
    shape: Shape,
    place: Place,
    *,
    centre: float,
    width: float,
    room: float,
    start: float,
    lines: int = 1,
    by_tabs: bool = False,
) -> Piece:
    strokes: tuple[Stroke, ...] = ()
    inked = [one for one in letters if one.text.strip()]
    typed = "".join("".join(one.text for one in inked).split())
    if len(typed) >= _SHORTEST_ROW and _DASHES.issuperset(typed):
        strokes = (Stroke(kind=StrokeKind.TYPED, length_mm=width, centre_mm=centre),)
    elif all(one.underlined for one in inked):
        strokes = (Stroke(kind=StrokeKind.UNDERLINE, length_mm=width, centre_mm=centre),)
    return Piece(
        letters=tuple(letters),
        shape=shape,
        place=place,
        centre_mm=centre,
        width_mm=width,
        lines=lines,
        room_mm=room,
        start_mm=start,
        by_tabs=by_tabs,
        strokes=strokes,
    )


def _width(letters: Letters, text: str) -> float:
    return width_mm(text, size=letters.size, bold=letters.bold, italic=letters.italic)
