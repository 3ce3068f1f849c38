"""Web pages: the main text of a news page without its menus, or all of a plain document saved as HTML.

trafilatura finds the main text; where a page has no menus, or trafilatura finds next to nothing, the whole visible
text is taken. Nothing is fetched.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

import trafilatura
from lxml import etree, html

from dondoc.core.extraction import Doubt
from dondoc.documents.content import Contents, Item, Paragraph, Table
from dondoc.documents.html_blocks import blocks_of, cells_covered
from dondoc.documents.html_fonts import mend_fonts
from dondoc.documents.legacy_tables import as_western
from dondoc.documents.legacy_text import doubts_of
from dondoc.documents.limits import Limits
from dondoc.documents.txt_reader import Decoded, decode
from dondoc.errors import BadInput

#: lxml carries no types.
Tree: TypeAlias = Any

_META_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD_BYTES = 4096
_FURNITURE_TAGS = "//nav | //aside | //footer | //form | //iframe"
_FURNITURE_NAME = re.compile(r"(?:^|[\s_-])(?:menu|nav|navbar|sidebar|breadcrumb|footer|banner)(?:$|[\s_-])", re.I)
#: Share of the letters inside links from which on a page has menus.
_LINKED = 0.15
#: A main text shorter than this is doubted, when the page has more than twice as much.
_LITTLE = 250
#: Elements and covered cells up to which trafilatura compares several ways (its time grows with the square), and up to
#: which it is asked at all; a long news page has some 3,000.
_MOST_WEIGHT_IN_FULL = 4_000
_MOST_WEIGHT = 20_000
#: Search only in the markup meant for dates; a fixed end of time, so that the answer does not change with the day.
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


def read_html(data: bytes, *, name: str, limits: Limits) -> Contents:
    """The main content of a page; a line with its title and one with its date go before, unless the text has them.

    Raises:
        BadInput: `document.damaged` when no encoding fits, `document.too_long` above the limits of a page.
    """
    if len(data) > limits.page_bytes or data.count(b"<") > limits.page_tags:
        raise BadInput(code="document.too_long", file=name)
    try:
        tree, doubts = _mended(data, name)
    except etree.ParserError:
        return Contents(items=[])  # nothing but comments
    return replace(_contents(tree), doubts=doubts)


def _mended(data: bytes, name: str) -> tuple[Tree, tuple[Doubt, ...]]:
    """The page in Unicode. Where its bytes betray an old encoding, its fonts are heard first: they know capitals."""
    decoded = _decode(data, name)
    tree = _parse(as_western(data) if decoded.encoding else decoded.text)
    mended = mend_fonts(tree)
    if decoded.encoding and not mended.encodings:
        return _parse(decoded.text), doubts_of([decoded.encoding])
    return tree, doubts_of(mended.encodings, is_unclear=mended.is_unclear)


def _contents(tree: Tree) -> Contents:
    """The main text of a page, or the whole of one without menus."""
    body = tree.find("body")
    whole = blocks_of(body if body is not None else tree)
    weight = sum(1 for _ in tree.iter()) + sum(cells_covered(cell) for cell in tree.iter("td", "th"))
    if weight > _MOST_WEIGHT:
        return Contents(items=whole, title=" ".join(tree.xpath("string(//title)").split()))
    metadata = trafilatura.extract_metadata(tree, date_config=dict(_DATE_SEARCH))
    title = " ".join((metadata.title or "").split())
    if not _has_furniture(tree):
        return Contents(items=whole, title=title)
    main = _main_text(tree, weight)
    if _letters(main) < _LITTLE and _letters(whole) > 2 * _letters(main):
        main = whole
    return Contents(items=[*_missing_head(main, title, metadata.date), *main], title=title)


def _main_text(tree: Tree, weight: int) -> list[Item]:
    """What trafilatura takes for the news; nothing when it finds none."""
    article = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, fast=weight > _MOST_WEIGHT_IN_FULL
    )
    return blocks_of(article.body) if isinstance(article, trafilatura.settings.Document) else []


def _decode(data: bytes, name: str) -> Decoded:
    """By BOM, as UTF-8, by the page's own word, or by guess; what browsers show with a sign for a broken letter too."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, name=name)
    declared = _META_CHARSET.search(data[:_HEAD_BYTES])
    encoding = declared[1].decode("ascii").lower() if declared else ""
    for candidate in ("utf-8", encoding):
        try:
            return Decoded(data.decode(candidate))
        except (UnicodeDecodeError, LookupError):
            continue
    return Decoded(data.decode("utf-8", "replace")) if encoding in {"utf-8", "utf8"} else decode(data, name=name)


def _parse(text: str) -> Tree:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    return html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)


def _has_furniture(tree: Tree) -> bool:
    """Whether menus and the like stand round the text."""
    if tree.xpath(_FURNITURE_TAGS):
        return True
    if any(_FURNITURE_NAME.search(name) for name in tree.xpath("//body//@class | //body//@id")):
        return True
    linked, whole = (
        _weight(tree.xpath(f"{path}//text()[not(ancestor::*[@hidden])]")) for path in ("//body//a", "//body")
    )
    return linked > _LINKED * whole


def _weight(texts: Iterable[object]) -> int:
    return sum(len(str(text).strip()) for text in texts)


def _missing_head(items: list[Item], title: str, day: str | None) -> list[Item]:
    text = _folded(" ".join(_texts(items)))
    head: list[Item] = []
    if title and _folded(title) not in text:
        head.append(Paragraph(text=title, level=1))
    published = _day(day)
    if published is not None and not any(form in text for form in _forms(published)):
        head.append(Paragraph(text=f"{published:%d/%m/%Y}"))
    return head


def _day(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day or "")
    except ValueError:
        return None


def _forms(day: date) -> set[str]:
    return {
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}-{day.month}-{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"ngày {day:%d} tháng {day:%m} năm {day.year}",
    }


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _letters(items: Iterable[Item]) -> int:
    return sum(len(text) for text in _texts(items))


def _texts(items: Iterable[Item]) -> list[str]:
    texts: list[str] = []
    for item in items:
        if isinstance(item, Table):
            texts += [text for row in item.rows for cell in row.cells for text in _texts(cell.content)]
        else:
            texts.append(item.text)
    return texts
