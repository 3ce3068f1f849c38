"""The words of an HTML mail as lines; what mail programs mark as quoted gets a "> " before each line."""

from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

#: lxml carries no types.
Element: TypeAlias = Any

_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
)
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
#: Elements by which programs fence what they quote. What Outlook quotes is known by its head ("From: …") alone.
_QUOTES = frozenset({"gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote"})


def html_words(source: str) -> str:
    """Lines of text in the order in which they are seen; "" for what holds none. Never raises for broken HTML."""
    if not source.strip():
        return ""
    try:
        root = lxml_html.document_fromstring(source.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return ""
    writer = _Writer()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        writer.take(event, element)
    return writer.text()


class _Writer:
    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quoted = 0
        self._silent = 0

    def take(self, event: str, element: Element) -> None:
        if event in {"comment", "pi"}:
            self._say(element.tail)
            return
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            self._open(tag, element)
            self._say(element.text)
            return
        self._close(tag, element)
        self._say(element.tail)

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines)

    def _open(self, tag: str, element: Element) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag == "td" and self._line:
            self._line.append(" | ")
        self._silent += tag in _SILENT
        self._quoted += _is_quote(tag, element)

    def _close(self, tag: str, element: Element) -> None:
        if tag in _BLOCKS:
            self._end_line()
        self._silent -= tag in _SILENT
        self._quoted -= _is_quote(tag, element)

    def _say(self, words: str | None) -> None:
        if words and not self._silent:
            self._line.append(words)

    def _end_line(self) -> None:
        words = " ".join("".join(self._line).split())
        self._line.clear()
        if words:
            self._lines.append(f"> {words}" if self._quoted else words)


def _is_quote(tag: str, element: Element) -> bool:
    return tag == "blockquote" or not _QUOTES.isdisjoint((element.get("class") or "").lower().split())
