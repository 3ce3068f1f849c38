"""What is seen of a document on paper: letters, paragraphs, rules, pages; and the parts of an official document.

Lengths are in millimetres, sizes and gaps in points. Places on a page are measured from the left edge of the paper.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """How the lines of a paragraph stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A stretch of text in one look."""

    text: str
    #: Of its plain letters and of those with marks; "" where the document names none.
    fonts: tuple[str, ...]
    size: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    black: bool = True
    #: Shown in capitals whatever is typed.
    capitals: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A tab stop, `kind` as Word names it: left, center, right."""

    at_mm: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a paragraph stands: alignment, indents, gaps."""

    align: Align = Align.LEFT
    left_mm: float = 0
    right_mm: float = 0
    #: Of the first line, beyond `left_mm`; negative where it hangs out.
    first_line_mm: float = 0
    before_pt: float = 0
    after_pt: float = 0
    #: Line spacing as a multiple of single; None where it is given in points.
    line: float | None = 1
    line_pt: float | None = None
    #: Whether `line_pt` is only the least.
    may_grow: bool = False
    stops: tuple[Stop, ...] = ()
    #: The style in which no gap stands between paragraphs; "" where gaps stand.
    joins: str = ""
    style: str = ""


class StrokeKind(StrEnum):
    """What a line under a text is made of."""

    BORDER = "border"
    DRAWN = "drawn"
    UNDERLINE = "underline"
    TYPED = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line under a text."""

    kind: StrokeKind
    length_mm: float
    #: Middle of the line, None where the document does not say.
    centre_mm: float | None = None
    solid: bool = True


class Where(StrEnum):
    """In what a text stands."""

    TEXT = "text"
    TABLE = "table"
    BOX = "box"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text stands in the document; numbers from 1."""

    where: Where = Where.TEXT
    #: Number of the section.
    section: int = 1
    #: Number of the paragraph in the document, in reading order.
    paragraph: int
    #: Number of the table or box, 0 in running text; its row and column.
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> tuple[Where, int, int, int]:
        """The same for all that stands in one cell, one box, or in running text."""
        return (self.where, self.table, self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, or what stands of it between tabs and line breaks."""

    letters: tuple[Letters, ...]
    shape: Shape
    place: Place
    #: Middle of the text on the paper, and the width of its longest line.
    centre_mm: float
    width_mm: float
    #: Number of lines that it takes.
    lines: int = 1
    #: Width that is free for it.
    room_mm: float
    #: From the left edge of what is free for its paragraph to its first letter.
    start_mm: float
    #: Whether tabs (or rows of spaces) set where it stands, and not its alignment.
    by_tabs: bool = False
    #: Whether it begins the paragraph.
    is_first: bool = True
    #: The number that a list sets before it ("I.").
    label: str = ""
    strokes: tuple[Stroke, ...] = ()
    #: Whether only a space, and no tab or break, parts it from the piece before.
    is_run_on: bool = False

    @property
    def text(self) -> str:
        """The words as they are seen, the number of a list before them."""
        typed = "".join(one.text.upper() if one.capitals else one.text for one in self.letters)
        return " ".join(f"{self.label} {typed}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """A field that prints the number of the page."""

    #: In the upper margin; else in the lower.
    is_above: bool
    #: "default", "first" or "even" pages.
    pages: str
    align: Align
    letters: Letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The pages of one section."""

    number: int
    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    #: Whether the first page has a head of its own, and whether even pages have.
    own_first: bool = False
    own_even: bool = False
    #: The number of its first page, None where it counts on.
    start: int | None = None
    #: "decimal" for 1, 2, 3.
    form: str = "decimal"
    numbers: tuple[PageNumber, ...] = ()

    @property
    def is_landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width_mm > self.height_mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """A whole document as it is seen."""

    pieces: tuple[Piece, ...]
    pages: tuple[Page, ...]


class Component(StrEnum):
    """The parts of an official document, in the order of NĐ 30/2020, phụ lục I."""

    PAGE = "page"
    PAGE_NUMBER = "page_number"
    NATION = "nation"
    MOTTO = "motto"
    SUPERIOR = "superior"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    KIND = "kind"
    SUBJECT = "subject"
    LETTER_SUBJECT = "letter_subject"
    ADDRESSEE = "addressee"
    BASIS = "basis"
    BODY = "body"
    PART = "part"
    PART_TITLE = "part_title"
    DIVISION = "division"
    DIVISION_TITLE = "division_title"
    ARTICLE = "article"
    HEADING = "heading"
    CLAUSE_TITLE = "clause_title"
    AUTHORITY = "authority"
    POSITION = "position"
    SIGNER = "signer"
    RECIPIENTS_WORD = "recipients_word"
    RECIPIENTS = "recipients"
    ANNEX_LABEL = "annex_label"
    ANNEX_TITLE = "annex_title"
    ANNEX_REFERENCE = "annex_reference"
    URGENCY = "urgency"
    DRAFTER = "drafter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A part that was recognised, with the lines under it."""

    component: Component
    pieces: tuple[Piece, ...]
    strokes: tuple[Stroke, ...] = ()

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def first(self) -> Piece:
        """Where it begins."""
        return self.pieces[0]

    def letters(self) -> Iterator[Letters]:
        """What has ink."""
        return (one for piece in self.pieces for one in piece.letters if one.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A point in which a part differs from what is asked."""

    #: "form.size": its sentence stands in `messages`.
    code: str
    component: Component
    #: The words concerned, cut short; "" for what is missing.
    words: str = ""
    place: Place | None = None
    #: What is there and what is asked, as values ("11", "12-13", "left").
    found: str = ""
    asked: str = ""
    #: Where it is asked ("Phụ lục I, Phần I, Mục II, khoản 1").
    article: str = ""
    #: By custom, not by the decree itself.
    by_custom: bool = False
