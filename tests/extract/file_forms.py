"""One text as a Word file, a web page and a PDF, each in several ways of making it."""

import html
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.sax.saxutils import escape

from documents.builders import (
    abstract_list,
    body,
    cell_of,
    level,
    list_instance,
    numbered,
    paragraph,
    row,
    table,
)
from documents.pdf_builder import GLYPH, SIZE, Page, pdf_bytes
from extract.forms import INVISIBLE, RUNNING_HEAD, decomposed, is_row

Rows = list[list[str]]
#: A line of the text (its level of indentation is dropped), or a table.
Part = str | Rows
File = tuple[bytes, str]

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
#: What is numbered by Word itself: how it is typed, the form of its numbers, what Word prints, on which level.
_AUTOMATIC = (
    (re.compile(r"([IVX]+)\.\s+"), "upperRoman", "%1.", 0),
    (re.compile(r"(\d{1,2})\.\s+"), "decimal", "%1.", 0),
    (re.compile(r"([a-e])\)\s+"), "lowerLetter", "%1)", 0),
    (re.compile(r"(-)\s+"), "bullet", "\uf0b7", 0),
    (re.compile(r"(\+)\s+"), "bullet", "o", 1),
)


def parts(text: str) -> Iterator[Part]:
    """Lines and tables in order; lines that the text itself broke are joined, as a clerk who types does not break."""
    lines = _unbroken(text.split("\n"))
    at = 0
    while at < len(lines):
        bar = ("|" if lines[at].count("|") > 2 else "\t") if is_row(lines[at]) else ""
        end = at + 1
        while bar and end < len(lines) and (bar in lines[end] or _is_group(lines, end, bar)):
            end += 1
        if bar and end > at + 1:
            yield _rows(lines[at:end], bar)
        else:
            yield lines[at].strip()
        at = end


def _unbroken(lines: list[str]) -> list[str]:
    """The lines of a text that was broken at a width put together again: a word is moved down when it has no room."""
    widest = max(len(line) for line in lines if not re.search(r"\S {3,}\S", line))
    if widest > 125:
        return lines
    joined: list[str] = []
    above = ""
    for line in lines:
        words = line.strip()
        full = above and len(above.rstrip()) + 1 + len(words.split(" ")[0]) > widest - 12
        begins = re.match(r"(?:[IVX]+|[A-D]|\d+|[a-e])[.)]|[^\w\s(“\"]\s|[A-ZĐ ]{6}", words)
        if words and joined and not begins and (full or (len(above) > 60 and words[:1].islower())):
            joined[-1] += f" {words}"
        else:
            joined.append(line)
        above = "" if re.search(r"\S {3,}\S", line) or words.isupper() else line
    return joined


def _is_group(lines: list[str], at: int, bar: str) -> bool:
    return bool(lines[at].strip()) and at + 1 < len(lines) and bar in lines[at + 1] and len(lines[at]) < 110


def _rows(lines: list[str], bar: str) -> Rows:
    rows = []
    for line in lines:
        cells = [cell.strip() for cell in line.split(bar)]
        if bar == "|":
            cells = cells[1:-1]
        if any(re.search(r"\w", cell) for cell in cells):
            rows.append(cells)
    width = max(map(len, rows))
    return [cells + [""] * (width - len(cells)) for cells in rows]


# --- Word --------------------------------------------------------------------------------------------------------


def word(text: str) -> File:
    """Every line a paragraph, tables as tables, numbers typed."""
    return body(*_word_parts(text, paragraph_of)), "a.docx"


def word_headings(text: str) -> File:
    """Parts and chapters have the style of a heading."""

    def heading(words: str) -> str:
        is_head = re.match(r"(?:[IVX]+[./]|[A-D]\.|PHẦN|Phần)\s*\S", words) is not None and len(words) < 120
        style = '<w:pStyle w:val="Heading1"/>' if is_head else ""
        return paragraph(escape(words), properties=style)

    return body(*_word_parts(text, heading)), "a.docx"


def word_lists(text: str) -> File:
    """Numbers and bullets are automatic, each list starting where the typed number stood."""
    instances: list[str] = []
    abstracts = [
        abstract_list(number, level(place, form, shown)) for number, (_, form, shown, place) in enumerate(_AUTOMATIC)
    ]

    def item(words: str) -> str:
        for number, (pattern, form, _, place) in enumerate(_AUTOMATIC):
            label = pattern.match(words)
            if label and label.end() < len(words):
                list_id = len(instances) + 1
                start = f'<w:startOverride w:val="{_count(label[1], form)}"/>'
                override = f'<w:lvlOverride w:ilvl="{place}">{start}</w:lvlOverride>'
                instances.append(list_instance(list_id, number, override))
                return numbered(escape(words[label.end() :]), list_id=list_id, level=place)
        return paragraph_of(words)

    elements = _word_parts(text, item)
    return body(*elements, numbering="".join(abstracts + instances)), "a.docx"


def word_split_runs(text: str) -> File:
    """Decomposed letters, each word cut into runs in its middle, as proofing marks leave them."""

    def runs(words: str) -> str:
        pieces = re.findall(r"\S{1,3}|\s+", decomposed(words))
        shown = "".join(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces)
        return f"<w:p>{shown}</w:p>"

    return body(*_word_parts(text, runs)), "a.docx"


def word_letterhead_table(text: str) -> File:
    """The lines above the title stand in a table without rules, as Decree 30 sets them."""
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines[:20]) if not line.strip()), 0)
    if not 2 <= end <= 9 or any(len(line) > 90 for line in lines[:end]):
        return word(text)
    left = [line.strip() for line in lines[:end] if not re.match(r"CỘNG H|Độc lập|.*, ngày \d", line.strip())]
    right = [line.strip() for line in lines[:end] if re.match(r"CỘNG H|Độc lập|.*, ngày \d", line.strip())]
    if not right:
        return word(text)
    head = table(row(cell_of(*map(escape, left)), cell_of(*map(escape, right))))
    return body(head, *_word_parts("\n".join(lines[end:]), paragraph_of)), "a.docx"


def paragraph_of(words: str) -> str:
    return paragraph(escape(words))


def _word_parts(text: str, line: Callable[[str], str]) -> list[str]:
    return [
        line(part) if isinstance(part, str) else table(*(row(*map(escape, cells)) for cells in part))
        for part in parts(text)
    ]


def _count(label: str, form: str) -> int:
    if form == "upperRoman":
        return _ROMAN.index(label) + 1
    return int(label) if label.isdigit() else ord(label) - ord("a") + 1 if form == "lowerLetter" else 1


# --- web pages ---------------------------------------------------------------------------------------------------


def page(text: str) -> File:
    """Every line a <p>, tables as tables."""
    return _page(_web_parts(text, lambda words: f"<p>{html.escape(words)}</p>")), "a.html"


def page_of_breaks(text: str) -> File:
    """One block, lines parted by <br>."""
    return _page(["<div>", *_web_parts(text, lambda words: f"{html.escape(words)}<br>"), "</div>"]), "a.html"


def page_of_lists(text: str) -> File:
    """Bullets as <ul>, chapters as <h2>, bold and spans inside, white space between tags."""

    def element(words: str) -> str:
        if re.match(r"[-+] ", words):
            item = f"<ul>\n  <li><span>{html.escape(words[2:])}</span></li>\n</ul>"
            return item if words[0] == "-" else f"<ul>{item}</ul>"
        tag = "h2" if re.match(r"(?:[IVX]+\.|PHẦN) \S", words) and len(words) < 120 else "p"
        return f"<{tag}>\n  <b>{html.escape(words[:2])}</b>{html.escape(words[2:])}\n</{tag}>"

    return _page(_web_parts(text, element)), "a.html"


def page_of_entities(text: str) -> File:
    """No-break spaces, letters as entities, source lines broken anywhere."""

    def element(words: str) -> str:
        broken = "\n".join(textwrap.wrap(words, 60, break_long_words=False, break_on_hyphens=False))
        return f"<p>&nbsp;&nbsp;{html.escape(broken).encode('ascii', 'xmlcharrefreplace').decode()}&nbsp;</p>"

    return _page(_web_parts(text, element)), "a.html"


def _page(elements: list[str]) -> bytes:
    head = '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"></head><body>\n'
    return f"{head}{chr(10).join(elements)}\n</body></html>\n".encode()


def _web_parts(text: str, line: Callable[[str], str]) -> list[str]:
    return [(line(part) if part else "") if isinstance(part, str) else _web_table(part) for part in parts(text)]


def _web_table(rows: Rows) -> str:
    lines = ("".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in cells) for cells in rows)
    return f"<table><tbody>{''.join(f'<tr>{line}</tr>' for line in lines)}</tbody></table>"


# --- PDF ---------------------------------------------------------------------------------------------------------

_LEFT, _RIGHT, _TOP, _BOTTOM = 72.0, 540.0, 770.0, 72.0


class Press:
    """Sets lines and tables on pages."""

    def __init__(self, *, indent: float, leading: float, space: float, furniture: str, ruled: bool = True) -> None:
        self.pages: list[Page] = []
        self._indent, self._leading, self._space = indent, leading, space
        self._furniture, self._ruled = furniture, ruled
        self._y = 0.0
        self._turn()

    def _turn(self) -> None:
        self.pages.append(Page())
        number = len(self.pages)
        if self._furniture == "number" and number > 1:
            self.pages[-1].lines.append((300.0, 805.0, str(number)))
        if self._furniture == "head":
            self.pages[-1].lines.append((_LEFT, 805.0, RUNNING_HEAD))
            self.pages[-1].lines.append((280.0, 40.0, f"- {number} -"))
        self._y = _TOP

    def paragraph(self, words: str) -> None:
        if not words:
            self._y -= self._leading * 0.7
            return
        first = self._indent if len(words) > 70 or re.match(r"\d|[-+]|[a-z]\)", words) else 0.0
        centred = words.isupper() and len(words) < 70
        width = GLYPH * SIZE
        lines = textwrap.wrap(
            " " * int(first / width) + words, int((_RIGHT - _LEFT) / width), break_long_words=False,
            break_on_hyphens=False, drop_whitespace=True,
        )  # fmt: skip
        for at, line in enumerate(lines):
            self._room(self._leading)
            shown = line.strip()
            left = _LEFT + (first if at == 0 else 0.0)
            if centred:
                left = _LEFT + (_RIGHT - _LEFT - len(shown) * width) / 2
            self.pages[-1].lines.append((left, self._y, shown))
        self._y -= self._space

    def leave(self, space: float) -> None:
        """Leaves so much of the page empty."""
        self._y -= space

    def table(self, rows: Rows) -> None:
        """A table with rules; a row that does not fit goes to the next page, below the head again."""
        weights = [min(max(max(len(cells[at]) for cells in rows) + 3, 9), 40) for at in range(len(rows[0]))]
        edges = [_LEFT]
        for weight in weights:
            edges.append(edges[-1] + (_RIGHT - _LEFT) * weight / sum(weights))
        self._y -= 6
        self._row(rows[0], edges)
        for cells in rows[1:]:
            if self._y - self._height(cells, edges) < _BOTTOM:
                self._turn()
                self._row(rows[0], edges)
            self._row(cells, edges)
        self._y -= self._leading

    def _broken(self, cells: list[str], edges: list[float]) -> list[list[str]]:
        wide = [int((right - left - 8) / (GLYPH * SIZE)) for left, right in pairwise(edges)]
        return [textwrap.wrap(cell, max(room, 4)) for cell, room in zip(cells, wide, strict=True)]

    def _height(self, cells: list[str], edges: list[float]) -> float:
        return 8 + 14 * max(1, *(len(lines) for lines in self._broken(cells, edges)))

    def _row(self, cells: list[str], edges: list[float]) -> None:
        height = self._height(cells, edges)
        if self._y - height < _BOTTOM:
            self._turn()
        sheet, top = self.pages[-1], self._y
        for left, lines in zip(edges, self._broken(cells, edges), strict=False):
            sheet.lines += [(left + 4, top - 13 - 14 * at, line) for at, line in enumerate(lines)]
        if self._ruled:
            sheet.rules += [(edges[0], y, edges[-1], y) for y in (top, top - height)]
            sheet.rules += [(x, top, x, top - height) for x in edges]
        self._y = top - height

    def _room(self, height: float) -> None:
        self._y -= height
        if self._y < _BOTTOM:
            self._turn()
            self._y -= height


def _pressed(text: str, *, indent: float, leading: float, space: float, furniture: str) -> File:
    press = Press(indent=indent, leading=leading, space=space, furniture=furniture)
    for part in parts(INVISIBLE.sub("", unicodedata.normalize("NFC", text))):
        if isinstance(part, str):
            press.paragraph(part.replace("\t", " "))
        else:
            press.table(part)
    return pdf_bytes(*press.pages), "a.pdf"


def pdf(text: str) -> File:
    """First lines set in, space between paragraphs, a number on the top of each page, as Decree 30 sets it."""
    return _pressed(text, indent=30.0, leading=18.0, space=6.0, furniture="number")


def pdf_dense(text: str) -> File:
    """Nothing set in, no space between paragraphs, a running head and a number on every page."""
    return _pressed(text, indent=0.0, leading=16.0, space=0.0, furniture="head")


def pdf_set_in(text: str) -> File:
    """First lines set in and no space between paragraphs."""
    return _pressed(text, indent=36.0, leading=20.0, space=0.0, furniture="number")


FILES: dict[str, Callable[[str], File]] = {
    "word": word,
    "word_headings": word_headings,
    "word_lists": word_lists,
    "word_split_runs": word_split_runs,
    "word_letterhead_table": word_letterhead_table,
    "page": page,
    "page_of_breaks": page_of_breaks,
    "page_of_lists": page_of_lists,
    "page_of_entities": page_of_entities,
    "pdf": pdf,
    "pdf_dense": pdf_dense,
    "pdf_set_in": pdf_set_in,
}
