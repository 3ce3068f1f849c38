"""The lines under the issuer, the motto, the subject: how long they are follows from the text above them.

NĐ 30/2020, phụ lục I, mục II: as long as the line of text under the motto, one third to one half of it elsewhere. A
template marks its lines by their style; each is the lower border of an empty paragraph, and gets its indents here.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from dondoc.core.form import Letters
from dondoc.documents.form_styles import Looks
from dondoc.documents.text_width import width_mm, wrapped

#: Styles of the paragraphs that are such lines, and their share of the text above.
SHARES: Final = {"Đường kẻ": 0.4, "Đường kẻ tiêu ngữ": 1.0}
#: Styles of centred texts whose lines are made about equally long.
BALANCED: Final = frozenset({"Cơ quan", "Tên loại, trích yếu"})
#: Room beyond the text, so that a hair's breadth does not break a line.
_SLACK = 0.4


def fit_rules(document: WordDocument) -> None:
    """Give every line under a text its length, and stand it in the middle under the text.

    Titles of several lines get indents so that no line holds a single word: their words stay as they are.
    """
    looks = Looks(document.styles.element)
    for section in document.sections:
        room = _mm(section.page_width) - _mm(section.left_margin) - _mm(section.right_margin)
        blocks = list(section.iter_inner_content())
        _fit((block for block in blocks if isinstance(block, Paragraph)), room, looks)
        for cell in (cell for table in blocks if isinstance(table, Table) for cell in _marked_cells(table)):
            _fit(cell.paragraphs, _mm(cell.width), looks)


def _mm(length: int | None) -> float:
    return Mm(0).mm if length is None else length / Mm(1)


def _marked_cells(table: Table) -> list[_Cell]:
    """Cells with a border of a paragraph in them; the many of an annex have none."""
    marked = {border.getparent().getparent().getparent() for border in table._tbl.iter(qn("w:pBdr"))}  # noqa: SLF001 - python-docx has no way to the XML of a table
    return [_Cell(cell, table) for cell in table._tbl.iter(qn("w:tc")) if cell in marked]  # noqa: SLF001 - as above


def _fit(paragraphs: Iterable[Paragraph], room: float, looks: Looks) -> None:
    stack = list(paragraphs)
    for text in stack:
        if text.style is not None and text.style.name in BALANCED and text.text.strip():
            _balance(text, room, looks)
    for text, line in pairwise(stack):
        share = SHARES.get(line.style.name or "") if line.style is not None else None
        if share is None or line.text.strip() or not text.text.strip() or not looks.borders(line._p).get("bottom"):  # noqa: SLF001 - as above
            continue
        shape = looks.shape(text._p)  # noqa: SLF001 - as above
        free = room - shape.left_mm - shape.right_mm
        spare = max(0.0, (free - share * _widest(text, free, looks)) / 2)
        line.paragraph_format.left_indent = Mm(shape.left_mm + spare)
        line.paragraph_format.right_indent = Mm(shape.right_mm + spare)


def _balance(text: Paragraph, room: float, looks: Looks) -> None:
    """Narrow a text of several lines as far as it keeps their number."""
    shape = looks.shape(text._p)  # noqa: SLF001 - as above
    free = room - shape.left_mm - shape.right_mm
    letters = _letters(text, looks)
    wanted = len(_wrapped(letters, free))
    if wanted < 2:
        return
    low, high = 0.0, free
    while high - low > _SLACK:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_wrapped(letters, middle)) == wanted else (middle, high)
    narrow = max(_mm_of(letters, line) for line in _wrapped(letters, high)) + _SLACK
    spare = max(0.0, (free - narrow) / 2)
    text.paragraph_format.left_indent = Mm(shape.left_mm + spare)
    text.paragraph_format.right_indent = Mm(shape.right_mm + spare)


def _widest(text: Paragraph, room: float, looks: Looks) -> float:
    letters = _letters(text, looks)
    return max(_mm_of(letters, line) for line in _wrapped(letters, room))


def _letters(text: Paragraph, looks: Looks) -> Letters:
    run = next((run for run in text.runs if run.text.strip()), None)
    return looks.letters(text.text, run._r if run is not None else None, text._p)  # noqa: SLF001 - as above


def _wrapped(letters: Letters, room: float) -> tuple[str, ...]:
    return wrapped(letters.text, room, size=letters.size, bold=letters.bold, italic=letters.italic)


def _mm_of(letters: Letters, line: str) -> float:
    return width_mm(line, size=letters.size, bold=letters.bold, italic=letters.italic)
