"""Text of a web page that is set in an old Vietnamese font becomes Unicode, in the tree itself, before it is read."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

from dondoc.documents.legacy_fonts import LegacyFont, legacy_font
from dondoc.documents.legacy_text import Mended, Run, mend

#: lxml carries no types.
Element: TypeAlias = Any

_UNSEEN = frozenset({"script", "style"})
_FAMILY = re.compile(r"font-family\s*:\s*([^;{}]{1,200})", re.I)
_SELECTOR = re.compile(r"(\w*)(?:\.([\w-]+))?")
#: Rules of a style sheet that are looked at; Word writes some hundred.
_MOST_RULES = 5_000


def mend_fonts(tree: Element) -> Mended:
    """Changes the text of old encodings, wherever it stands, and says which encodings there were."""
    places = list(_texts(tree, _Sheet(tree)))
    mended = mend([(Run(text, font),) for _, _, text, font in places])
    if mended.encodings:
        for (element, is_tail, text, _), (changed,) in zip(places, mended.texts, strict=True):
            if changed != text:
                setattr(element, "tail" if is_tail else "text", changed)
    return mended


def _texts(tree: Element, sheet: "_Sheet") -> Iterator[tuple[Element, bool, str, LegacyFont | None]]:
    """Each text with the element that carries it, whether it stands after it, and the font in force."""
    stack: list[tuple[Element, LegacyFont | None, bool]] = [(tree, None, False)]
    while stack:
        element, outer, is_after = stack.pop()
        if is_after:
            yield element, True, element.tail, outer
            continue
        if element.tail and element is not tree:
            stack.append((element, outer, True))
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        font = sheet.font(element, outer)
        stack.extend((child, font, False) for child in reversed(element))
        if element.text:
            yield element, False, element.text, font


class _Sheet:
    """What the page says of fonts: in its style sheets, and at its elements."""

    def __init__(self, tree: Element) -> None:
        self._rules: dict[tuple[str, str], LegacyFont | None] = {}
        rules = (rule for sheet in tree.iter("style") for rule in (sheet.text or "").split("}"))
        for rule in islice(rules, _MOST_RULES):
            selectors, _, style = rule.partition("{")
            family = _family(style)
            if family is None:
                continue
            for selector in selectors.split(","):
                parts = _SELECTOR.fullmatch(selector.strip())
                if parts:
                    self._rules[parts[1].lower(), parts[2] or ""] = legacy_font(family)

    def font(self, element: Element, outer: LegacyFont | None) -> LegacyFont | None:
        """The font of an element, or that of what it stands in."""
        style = element.get("style")
        family = _family(style) if style else None
        if family is None and element.tag == "font":
            family = element.get("face")
        if family is not None:
            return legacy_font(family.split(",")[0])
        if self._rules:
            names = (element.get("class") or "").split()
            keys = [(tag, name) for name in (*names, "") for tag in (element.tag, "") if tag or name]
            return next((self._rules[key] for key in keys if key in self._rules), outer)
        return outer


def _family(style: str) -> str | None:
    found = _FAMILY.search(style)
    return found[1].split(",")[0].strip(" '\"\n") if found else None
