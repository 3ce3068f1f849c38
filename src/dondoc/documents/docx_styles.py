"""Styles of a .docx: what a paragraph or run inherits along `basedOn`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from dondoc.documents.docx_package import Element, W, is_on, number, value

_HEADING = "heading "
_BODY_LEVEL = 9
#: Word itself allows far fewer.
_LONGEST_CHAIN = 32

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style, only with what reading needs."""

    style_id: str
    name: str
    based_on: str | None
    #: Identifier of the list (`w:numId`) and its level from 0; None where the style itself says nothing.
    list_id: str | None
    list_level: int | None
    #: Outline level from 0; 9 is body text.
    outline: int | None
    hidden: bool | None
    #: Names of its fonts for Western letters; empty where the style itself says nothing.
    fonts: tuple[str, ...]


class Styles:
    """All styles by id; chains that loop end where they would repeat."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        #: Fonts of what has none by its style.
        self.default_fonts = font_names(defaults)
        for element in root.iterchildren(W + "style") if root is not None else ():
            style = _style(element)
            self._styles[style.style_id] = style
            if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true", "on"}:
                self._default = style.style_id

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """The style (the default paragraph style for None) and those it is based on, nearest first."""
        seen: set[str] = set()
        current = style_id or self._default
        while current is not None and current in self._styles and current not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(current)
            yield self._styles[current]
            current = self._styles[current].based_on

    def level(self, style_id: str | None) -> int:
        """Heading level from 1 that the style gives, or 0."""
        for style in self.chain(style_id):
            if style.outline is not None:
                return outline_level(style.outline)
            if style.name.startswith(_HEADING):
                return number(style.name.removeprefix(_HEADING), 0)
        return 0

    def is_hidden(self, style_id: str | None) -> bool:
        """Whether text in this style is hidden (`w:vanish`)."""
        return bool(self._first(style_id, lambda style: style.hidden))

    def fonts(self, style_id: str | None) -> tuple[str, ...]:
        """Names of the fonts of the nearest style in the chain that has some."""
        return self._first(style_id, lambda style: style.fonts or None) or ()

    def is_contents(self, style_id: str | None) -> bool:
        """Whether it is a line of a table of contents, which repeats headings and is no body text."""
        return any(style.name.startswith("toc ") for style in self.chain(style_id))

    def list_of(self, style_id: str | None) -> Style | None:
        """The nearest style in the chain that joins a list, or None."""
        return next((style for style in self.chain(style_id) if style.list_id is not None), None)

    def list_level(self, style_id: str | None) -> int | None:
        """The nearest list level in the chain, or None."""
        return self._first(style_id, lambda style: style.list_level)

    def _first(self, style_id: str | None, read: Callable[[Style], Found | None]) -> Found | None:
        if style_id is None and self._default is None:
            return None
        return next((found for style in self.chain(style_id) if (found := read(style)) is not None), None)


def outline_level(outline: int) -> int:
    """Heading level from 1 of a `w:outlineLvl`, 0 for body text.

    >>> outline_level(0), outline_level(9)
    (1, 0)
    """
    return outline + 1 if outline < _BODY_LEVEL else 0


def font_names(properties: Element | None) -> tuple[str, ...]:
    """Fonts that a `w:rPr` names for Western letters; one of the theme is given as "+"."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return ()
    own = tuple(name for name in (value(fonts, "hAnsi"), value(fonts, "ascii")) if name)
    themed = value(fonts, "hAnsiTheme") or value(fonts, "asciiTheme")
    return own or (("+",) if themed else ())


def _style(element: Element) -> Style:
    properties = element.find(W + "pPr")
    numbering = properties.find(W + "numPr") if properties is not None else None
    outline = properties.find(W + "outlineLvl") if properties is not None else None
    level = value(numbering.find(W + "ilvl")) if numbering is not None else None
    vanish = element.find(f"{W}rPr/{W}vanish")
    return Style(
        style_id=value(element, "styleId") or "",
        name=(value(element.find(W + "name")) or "").lower(),
        based_on=value(element.find(W + "basedOn")),
        list_id=value(numbering.find(W + "numId")) if numbering is not None else None,
        list_level=None if level is None else number(level, 0),
        outline=None if outline is None else number(value(outline), _BODY_LEVEL),
        hidden=None if vanish is None else is_on(vanish),
        fonts=font_names(element.find(W + "rPr")),
    )
