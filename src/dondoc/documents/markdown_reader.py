"""Markdown as it is seen: headings, paragraphs and pipe tables without their marks; every line is a paragraph.

It reads what `markdown_writer` prints and what people type; what is neither heading nor table row stays as it stands.
"""

import re
import unicodedata

from dondoc.documents.content import Cell, Contents, Item, Paragraph, Row, Table
from dondoc.documents.limits import Limits, check_length
from dondoc.documents.txt_reader import decode

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_RULE = re.compile(r"(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_ROW = re.compile(r"\|.*\|\s*")
_BELOW_HEADS = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+\s*")
_BARS = re.compile(r"(?<!\\)\|")
#: An escaped sign stands for itself; stars and grave accents that are not escaped are marks.
_MARK = re.compile(r"\\([!-/:-@\[-`{-~])|\*{1,3}|`+")


def read_markdown(data: bytes, *, name: str, limits: Limits) -> Contents:
    """The paragraphs and tables of a file.

    Raises:
        BadInput: `document.damaged` when no encoding fits, `document.too_long`.
    """
    text = unicodedata.normalize("NFC", decode(data, name=name).text.replace("\r\n", "\n"))
    check_length(len(text), name, limits)
    items: list[Item] = []
    rows: list[Row] = []
    for line in text.split("\n"):
        stripped = line.strip()
        if _ROW.fullmatch(stripped):
            if not _BELOW_HEADS.fullmatch(stripped):
                rows.append(_row(stripped))
            continue
        if not stripped:
            continue  # a blank line between the rows of a table ends none: dondoc prints them so
        if rows:
            items.append(Table(rows=tuple(rows)))
            rows = []
        if not _RULE.fullmatch(stripped):
            items.append(_paragraph(stripped))
    return Contents(items=[*items, Table(rows=tuple(rows))] if rows else items)


def plain(words: str) -> str:
    r"""Words without the marks of Markdown.

    >>> plain(r"**Số** 7\*, mục \[a\]")
    'Số 7*, mục [a]'
    """
    return _MARK.sub(lambda match: match[1] or "", words)


def _paragraph(line: str) -> Paragraph:
    heading = _HEADING.fullmatch(line)
    return Paragraph(text=plain(heading[2]), level=len(heading[1])) if heading else Paragraph(text=plain(line))


def _row(line: str) -> Row:
    cells = _BARS.split(line.strip()[1:-1])
    contents = ((n, plain(cell).strip()) for n, cell in enumerate(cells))
    return Row(cells=tuple(Cell(column=n, content=(Paragraph(text=words),) if words else ()) for n, words in contents))
