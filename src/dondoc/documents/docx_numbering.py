"""Automatic list numbers of a .docx: what Word prints before a paragraph, counted in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.documents.docx_package import Element, W, is_on, number, value

LEVELS = 9

#: Bullets that a reader of the text knows as they are.
_PLAIN_BULLETS = "•-–+*◦▪✓❖➢"
#: Word's own bullets, set in Symbol, Courier New and Wingdings.
_SYMBOL_BULLETS = dict(zip("\uf0b7\u00b7o\uf0a7\u00a7\uf0d8\uf0fc\uf076\uf02d", "••◦▪▪➢✓❖-", strict=True))
#: What stands for all other glyphs, by level, as browsers show lists inside lists.
BULLETS = "•◦▪"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_ROMAN_END = 4_000
#: Word doubles letters after z (aa, bb); nobody numbers further than this, and a hostile file shall not fill memory.
_LETTER_END = 26 * 20
#: Word takes no more; "%1.%2.%3." has nine characters.
_LONGEST_PATTERN = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list."""

    form: str
    #: Pattern such as "%1.%2.".
    pattern: str
    start: int
    #: Restarts after this level (from 1) was used; 0 never; None after any higher level.
    restart: int | None
    #: All places print as 1, 2, 3 ("I.1" becomes "1.1").
    legal: bool
    #: Paragraph style that belongs to this level.
    style_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    abstract_id: str
    levels: dict[int, Level]
    #: Starts that hold once, when this list is first used.
    starts: dict[int, int]


class Numbering:
    """The lists of one document with their counters; ask for labels in reading order."""

    def __init__(self, root: Element | None, style_lists: dict[str, str]) -> None:
        """`style_lists`: list id by style id, for abstract lists that refer to a list style."""
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()
        if root is not None:
            self._read(root, style_lists)

    def label(self, list_id: str, level: int) -> str:
        """Counts one paragraph on `level` (from 0) and gives its number; "" when the list prints none."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        counters = self._counters.setdefault(found.abstract_id, {})
        if list_id not in self._started:
            self._started.add(list_id)
            for place, start in found.starts.items():
                counters[place] = start - 1
        counters[level] = counters.get(level, found.levels[level].start - 1) + 1
        for lower in range(level + 1, LEVELS):
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart is None or 0 < level + 1 <= restart:
                counters.pop(lower, None)
        return _print(found.levels, counters, level)

    def level_of_style(self, list_id: str, style_id: str | None) -> int:
        """The level (from 0) that a list gives to a paragraph style."""
        found = self._lists.get(list_id)
        levels = found.levels.items() if found else ()
        return next((place for place, level in levels if style_id and level.style_id == style_id), 0)

    def _read(self, root: Element, style_lists: dict[str, str]) -> None:
        abstracts = {value(element, "abstractNumId"): element for element in root.iterchildren(W + "abstractNum")}
        instances = {value(element, "numId"): element for element in root.iterchildren(W + "num")}
        for list_id, element in instances.items():
            abstract_id = value(element.find(W + "abstractNumId"))
            abstract = abstracts.get(abstract_id)
            link = value(abstract.find(W + "numStyleLink")) if abstract is not None else None
            if link:
                linked = instances.get(style_lists.get(link))
                abstract_id = value(linked.find(W + "abstractNumId")) if linked is not None else None
                abstract = abstracts.get(abstract_id)
            if list_id is not None and abstract_id is not None and abstract is not None:
                self._lists[list_id] = _list(abstract_id, abstract, element)


def _list(abstract_id: str, abstract: Element, instance: Element) -> _List:
    levels = dict(_levels(abstract))
    starts: dict[int, int] = {}
    for override in instance.iterchildren(W + "lvlOverride"):
        place = number(value(override, "ilvl"), LEVELS)
        levels.update(_levels(override))
        start = override.find(W + "startOverride")
        if start is not None and place in levels:
            starts[place] = number(value(start), 1)
            levels[place] = replace(levels[place], start=starts[place])
    return _List(abstract_id=abstract_id, levels=levels, starts=starts)


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for element in parent.iterchildren(W + "lvl"):
        place = number(value(element, "ilvl"), LEVELS)
        restart = element.find(W + "lvlRestart")
        if place < LEVELS:
            yield (
                place,
                Level(
                    # Word hides newer forms in mc:AlternateContent; the last one is the fallback that all know.
                    form=next((value(form) or "" for form in reversed(list(element.iter(W + "numFmt")))), "decimal"),
                    pattern=(value(element.find(W + "lvlText")) or "")[:_LONGEST_PATTERN],
                    start=number(value(element.find(W + "start")), 0),
                    restart=None if restart is None else number(value(restart), 0),
                    legal=is_on(element.find(W + "isLgl")),
                    style_id=value(element.find(W + "pStyle")),
                ),
            )


def _print(levels: dict[int, Level], counters: dict[int, int], level: int) -> str:
    shape = levels[level]
    if shape.form == "bullet":
        pattern = shape.pattern.strip()
        known = pattern if len(pattern) == 1 and pattern in _PLAIN_BULLETS else _SYMBOL_BULLETS.get(pattern, "")
        return known or BULLETS[min(level, len(BULLETS) - 1)]

    def place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if index not in levels:
            return ""
        return spell(counters.get(index, levels[index].start), "decimal" if shape.legal else levels[index].form)

    return _PLACE.sub(place, shape.pattern).strip()


def spell(count: int, form: str) -> str:
    """A number in the form of a list level.

    >>> spell(4, "upperRoman"), spell(2, "lowerLetter"), spell(28, "lowerLetter"), spell(7, "decimalZero")
    ('IV', 'b', 'bb', '07')
    """
    match form:
        case "none" | "bullet":
            return ""
        case "upperRoman" | "lowerRoman" if 0 < count < _ROMAN_END:
            roman = _roman(count)
            return roman if form == "upperRoman" else roman.lower()
        case "upperLetter" | "lowerLetter" if 0 < count <= _LETTER_END:
            letters = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters if form == "upperLetter" else letters.lower()
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _roman(count: int) -> str:
    printed = []
    for weight, sign in _ROMAN:
        times, count = divmod(count, weight)
        printed.append(sign * times)
    return "".join(printed)
