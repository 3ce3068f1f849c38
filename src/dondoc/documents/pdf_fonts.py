"""Text of a .pdf that is set in an old Vietnamese font becomes Unicode, line by line and cell by cell."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dondoc.core.extraction import Doubt
from dondoc.documents.content import Cell, Paragraph, Row, Table
from dondoc.documents.legacy_fonts import legacy_font
from dondoc.documents.legacy_tables import Encoding
from dondoc.documents.legacy_text import Run, doubts_of, mend
from dondoc.documents.pdf_lines import Line
from dondoc.documents.pdf_tables import PlacedTable
from dondoc.documents.syllables import is_syllable

#: "ư" of TCVN3 has the code of the soft hyphen: at the end of a line pdfium takes it for one and joins the lines.
_HYPHEN = re.compile(r"(?<![\w-])(\w{1,6})-(?=\w)")


def mend_pages(
    pages: list[list[Line]], tables: list[list[PlacedTable]]
) -> tuple[list[list[Line]], list[list[PlacedTable]], tuple[Doubt, ...]]:
    """Lines and tables in Unicode, and what a person should look at."""
    lines = [(Run(line.text, legacy_font(line.font)),) for page in pages for line in page]
    cells = [(Run(paragraph.text),) for page in tables for table in page for paragraph in _paragraphs(table.table)]
    mended = mend([*lines, *cells])
    doubts = doubts_of(mended.encodings, is_unclear=mended.is_unclear)
    if not mended.encodings:
        return pages, tables, doubts
    texts = iter(_without_hyphens(text, mended.encodings) for (text,) in mended.texts)
    mended_pages = [[replace(line, text=next(texts)) for line in page] for page in pages]
    mended_tables = [[replace(table, table=_with_texts(table.table, texts)) for table in page] for page in tables]
    return mended_pages, mended_tables, doubts


def _without_hyphens(text: str, encodings: tuple[Encoding, ...]) -> str:
    return _HYPHEN.sub(_parted, text) if Encoding.TCVN3 in encodings else text


def _parted(found: re.Match[str]) -> str:
    """A hyphen that only makes a syllable as "ư" was one, at the end of a line."""
    word = found[1]
    return f"{word}ư " if not is_syllable(word) and word.islower() and is_syllable(f"{word}ư") else found[0]


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in row.cells:
            yield from (item for item in cell.content if isinstance(item, Paragraph))


def _with_texts(table: Table, texts: Iterator[str]) -> Table:
    """The table with the next texts in the places of its own."""
    return Table(rows=tuple(Row(cells=tuple(_with_text(cell, texts) for cell in row.cells)) for row in table.rows))


def _with_text(cell: Cell, texts: Iterator[str]) -> Cell:
    content = tuple(replace(item, text=next(texts)) if isinstance(item, Paragraph) else item for item in cell.content)
    return replace(cell, content=content)
