"""A .docx as it is seen: every paragraph with its letters, gaps and lines resolved, and the pages it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dondoc.core.form import Page, Piece, Place, Sheets, Stroke, StrokeKind, Where
from dondoc.documents import sniff
from dondoc.documents.docx_numbering import LEVELS, Numbering
from dondoc.documents.docx_package import Element, Package, W, number, value
from dondoc.documents.docx_reader import style_lists, unwrapped
from dondoc.documents.form_drawn import Frame
from dondoc.documents.form_inline import Room, pieces_of, read_inline
from dondoc.documents.form_pages import read_pages
from dondoc.documents.form_styles import Looks, millimetres
from dondoc.documents.limits import Budget, Limits
from dondoc.documents.reading import file_bytes
from dondoc.errors import BadInput, DondocError

#: Word's margins at the sides of a cell.
_CELL_SIDE = 1.9
_MAX_SPAN = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where the walk is: the room for paragraphs, and the table or box around it."""

    room: Room
    where: Where = Where.TEXT
    table: int = 0
    row: int = 0
    column: int = 0
    table_style: str | None = None


_DEFAULT_LIMITS = Limits()


def read_form_file(path: Path, *, limits: Limits = _DEFAULT_LIMITS) -> Sheets:
    """What is seen of a .docx file.

    Raises:
        BadInput: `form.not_docx` for any other file, what `file_bytes` raises, and `document.empty`, `.encrypted`,
            `.too_long`, `.damaged`.
    """
    data = file_bytes(path, limits=limits)
    if not data:
        raise BadInput(code="document.empty", file=path.name)
    kind = sniff.media_type(data, path.name)
    if kind == sniff.PROTECTED:
        raise BadInput(code="document.encrypted", file=path.name)
    if kind == sniff.ZIP and path.suffix.lower() == ".docx":
        raise BadInput(code="document.damaged", file=path.name)
    if kind != sniff.DOCX:
        raise BadInput(code="form.not_docx", file=path.name)
    try:
        sheets = read_form(data, name=path.name, limits=limits)
    except DondocError:
        raise
    except Exception as error:  # a hostile file may make the libraries raise anything
        raise BadInput(code="document.damaged", file=path.name) from error
    if not any(piece.text for piece in sheets.pieces):
        raise BadInput(code="document.empty", file=path.name)
    return sheets


def read_form(data: bytes, *, name: str, limits: Limits) -> Sheets:
    """What is seen of a .docx, in reading order.

    Raises:
        BadInput: `document.too_long`, `document.encrypted`, `document.damaged`.
    """
    package = Package(data, name=name, limits=limits)
    root = package.xml(package.main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise BadInput(code="document.damaged", file=name)
    styles = package.part("/styles", "word/styles.xml")
    lists = package.part("/numbering", "word/numbering.xml")
    looks = Looks(styles, package.part("/theme", "word/theme/theme1.xml"), lists)
    pages = read_pages(package, body, looks)
    walk = _Walk(looks, Numbering(lists, style_lists(styles)), pages, Budget(limits.blocks, name))
    return Sheets(pieces=tuple(walk.pieces(body, walk.spot())), pages=pages)


class _Walk:
    def __init__(self, looks: Looks, numbering: Numbering, pages: tuple[Page, ...], budget: Budget) -> None:
        self._looks = looks
        self._numbering = numbering
        self._pages = pages
        self._budget = budget
        self._section = 1
        self._paragraphs = 0
        self._tables = 0

    def _page(self) -> Page | None:
        return self._pages[min(self._section, len(self._pages)) - 1] if self._pages else None

    def spot(self) -> _Spot:
        """The text area of the page."""
        page = self._page()
        if page is None:
            return _Spot(room=Room(left_mm=30, width_mm=165))
        return _Spot(room=Room(left_mm=page.left_mm, width_mm=page.width_mm - page.left_mm - page.right_mm))

    def pieces(self, container: Element, spot: _Spot) -> Iterator[Piece]:
        """All that stands in a body, cell or box."""
        for child in unwrapped(container, (W + "p", W + "tbl")):
            self._budget.spend()
            here = self.spot() if spot.where is Where.TEXT else spot
            if child.tag == W + "tbl":
                yield from self._table(child, here)
                continue
            yield from self._paragraph(child, here)
            if child.find(f"{W}pPr/{W}sectPr") is not None:
                self._section += 1

    def _paragraph(self, element: Element, spot: _Spot) -> Iterator[Piece]:
        self._paragraphs += 1
        body = self.spot().room
        frame = Frame(
            left_mm=spot.room.left_mm,
            width_mm=spot.room.width_mm,
            margin_mm=body.left_mm,
            margin_width_mm=body.width_mm,
        )
        place = Place(
            where=spot.where,
            section=self._section,
            paragraph=self._paragraphs,
            table=spot.table,
            row=spot.row,
            column=spot.column,
        )
        inline = read_inline(element, self._looks, frame, spot.table_style)
        shape = self._looks.shape(element, spot.table_style)
        pieces = list(pieces_of(inline.tokens, shape, place, spot.room))
        if any(piece.letters for piece in pieces):
            pieces[0] = replace(pieces[0], label=self._label(element))
        above, below = self._border_lines(element, pieces[-1], spot.room.left_mm)
        pieces[-1] = replace(pieces[-1], strokes=(*pieces[-1].strokes, *inline.strokes, *below))
        if above:
            yield replace(pieces[0], letters=(), label="", strokes=above, width_mm=0)
        yield from pieces
        for box in inline.boxes:
            self._tables += 1
            inner = Room(left_mm=box.left_mm, width_mm=max(box.width_mm, 1.0))
            yield from self.pieces(box.content, _Spot(room=inner, where=Where.BOX, table=self._tables))

    def _border_lines(
        self, element: Element, last: Piece, left_mm: float
    ) -> tuple[tuple[Stroke, ...], tuple[Stroke, ...]]:
        """Lines that are the upper and the lower border of the paragraph."""
        sides = self._looks.borders(element)
        free = last.room_mm - (last.shape.left_mm + last.shape.right_mm if last.by_tabs else 0)
        middle = left_mm + last.shape.left_mm + free / 2

        def line(side: str) -> tuple[Stroke, ...]:
            if side not in sides:
                return ()
            solid = sides[side] == "single"
            return (Stroke(kind=StrokeKind.BORDER, length_mm=free, centre_mm=middle, solid=solid),)

        return line("top"), line("bottom")

    def _label(self, element: Element) -> str:
        found = self._looks.list_of(element)
        if found is None:
            return ""
        list_id, level, style = found
        place = self._numbering.level_of_style(list_id, style) if level is None else level
        return self._numbering.label(list_id, min(place, LEVELS - 1))

    def _table(self, element: Element, spot: _Spot) -> Iterator[Piece]:
        self._tables += 1
        table = self._tables
        style = value(element.find(f"{W}tblPr/{W}tblStyle"))
        widths = [millimetres(value(column, "w")) for column in element.iterfind(f"{W}tblGrid/{W}gridCol")]
        side = _cell_side(element)
        whole = sum(widths) or spot.room.width_mm
        left = spot.room.left_mm - (side if value(element.find(f"{W}tblPr/{W}jc")) is None else 0)
        if value(element.find(f"{W}tblPr/{W}jc")) == "center":
            left = spot.room.left_mm + (spot.room.width_mm - whole) / 2
        left += millimetres(value(element.find(f"{W}tblPr/{W}tblInd"), "w"))
        for row_number, row in enumerate(unwrapped(element, (W + "tr",)), 1):
            at, column = left, 0
            for cell in unwrapped(row, (W + "tc",)):
                self._budget.spend()
                span = min(max(number(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1), 1), _MAX_SPAN)
                width = sum(widths[column : column + span]) or whole
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is None or value(merge) == "restart":
                    yield from self.pieces(
                        cell,
                        _Spot(
                            room=Room(left_mm=at + side, width_mm=max(width - 2 * side, 1.0)),
                            where=Where.TABLE,
                            table=table,
                            row=row_number,
                            column=column + 1,
                            table_style=style,
                        ),
                    )
                at, column = at + width, column + span


def _cell_side(table: Element) -> float:
    """Room between the edge of a cell and its text."""
    margin = table.find(f"{W}tblPr/{W}tblCellMar/{W}left")
    return _CELL_SIDE if margin is None else millimetres(value(margin, "w"))
