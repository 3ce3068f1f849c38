"""What the readers of all formats hand over: paragraphs and tables in reading order, before they become one text."""

from dataclasses import dataclass
from typing import TypeAlias

from dondoc.core.extraction import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; a line feed inside it is a manual line break."""

    text: str
    #: Heading level from 1, or 0.
    level: int = 0
    #: Number of an automatic list ("1.", "a)", "-"), not yet in `text`.
    label: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell at its grid column; merged cells stand where they begin, continuations are left out."""

    column: int
    #: Grid columns and rows that it covers.
    span: int = 1
    rows: int = 1
    content: tuple["Item", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one row, from left to right."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows from top to bottom; `rows[n]` is row n of the address."""

    rows: tuple[Row, ...]


Item: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a reader found in one file."""

    items: list[Item]
    #: Title that the format itself carries, or "".
    title: str = ""
    #: Lines in the head and foot of the pages.
    margins: tuple[str, ...] = ()
    #: What a person should look at because of how the file had to be read, each about the whole document.
    doubts: tuple[Doubt, ...] = ()
