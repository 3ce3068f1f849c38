"""What a paragraph and its letters look like in the end: defaults, table style, style chain, list, direct settings.

The order is that of ECMA-376 (17.7.2): document defaults, table style, numbering, paragraph style, character style,
direct formatting; switches such as bold are turned over by each kind of style that has them on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dondoc.core.form import Align, Letters, Shape, Stop
from dondoc.documents.docx_package import Element, W, is_on, number, value

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SWITCHES = ("b", "i", "caps", "smallCaps", "vanish")
_TWIPS_IN_MM = 1440 / 25.4
_TWIPS_IN_POINT = 20
_LINE = 240
#: What Word sets where nothing says a size, in half points.
_DEFAULT_SIZE = "20"
_LONGEST_CHAIN = 32
#: The factor of "single": leading of Times New Roman to its size.
SINGLE = 1.15
_AUTOMATIC_GAP = 14.0
_BLACK = frozenset({"auto", "000000", "windowtext", "black"})
_ALIGNMENTS = {
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.JUSTIFY,
    "distribute": Align.JUSTIFY,
}

Settings = dict[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    """One style as the settings it makes itself."""

    run: Settings
    paragraph: Settings


def millimetres(twips: str | None) -> float:
    """A length in twentieths of a point, as attributes have it; 0 for none or nonsense.

    >>> round(millimetres("720"), 1), millimetres("x")
    (12.7, 0.0)
    """
    try:
        return float(twips or 0) / _TWIPS_IN_MM
    except ValueError:
        return 0.0


class Looks:
    """The styles of one document."""

    def __init__(self, styles: Element | None, theme: Element | None = None, lists: "Element | None" = None) -> None:
        self._theme = _theme_fonts(theme)
        self._elements: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._lists = _list_settings(lists)
        self._chains: dict[tuple[str | None, str], Settings] = {}
        defaults = styles.find(W + "docDefaults") if styles is not None else None
        self._run = _run(defaults.find(f"{W}rPrDefault/{W}rPr")) if defaults is not None else {}
        self._paragraph = _paragraph(defaults.find(f"{W}pPrDefault/{W}pPr")) if defaults is not None else {}
        for element in styles.iterchildren(W + "style") if styles is not None else ():
            name, kind = value(element, "styleId") or "", value(element, "type") or "paragraph"
            self._elements[name] = element
            if value(element, "default") in {"1", "true", "on"}:
                self._default[kind] = name

    def shape(self, paragraph: Element, table_style: str | None = None) -> Shape:
        """Alignment, indents, gaps and tab stops of a paragraph."""
        own = _paragraph(paragraph.find(W + "pPr"))
        style = self._paragraph_style(paragraph)
        named = self._chain(style, "paragraph")
        in_list = own.get("list") or ""
        from_style = named.get("list", "") if not in_list else ""
        settings = {
            **self._paragraph,
            **self._chain(table_style or self._default.get("table"), "paragraph"),
            **self._lists.get(from_style, {}),
            **named,
            **self._lists.get(in_list, {}),
            **own,
        }
        return _shape(settings, same_style=style or "")

    def borders(self, paragraph: Element) -> Mapping[str, str]:
        """Sides of a paragraph that have a line, with its kind ("single", "dashed")."""
        settings = {
            **self._chain(self._paragraph_style(paragraph), "paragraph"),
            **_paragraph(paragraph.find(W + "pPr")),
        }
        lines = {key.removeprefix("border."): kind for key, kind in settings.items() if key.startswith("border.")}
        return {side: kind for side, kind in lines.items() if kind not in {"none", "nil"}}

    def list_of(self, paragraph: Element) -> tuple[str, int | None, str | None] | None:
        """The list that a paragraph is in, its level (None: that of the style), and its style; None in no list."""
        style = self._paragraph_style(paragraph)
        own = _paragraph(paragraph.find(W + "pPr")).get("list")
        joined = own or self._chain(style, "paragraph").get("list", "")
        list_id, _, level = joined.partition(".")
        if list_id in {"", "0"}:
            return None
        return list_id, number(level, 0) if own or level != "0" else None, style

    def letters(self, text: str, run: Element | None, paragraph: Element, table_style: str | None = None) -> Letters:
        """A text in the look of a run (of the paragraph's own for None)."""
        properties = run.find(W + "rPr") if run is not None else None
        own = _run(properties)
        table = self._chain(table_style or self._default.get("table"), "run")
        named = self._chain(self._paragraph_style(paragraph), "run")
        by_letters = self._chain(value(properties.find(W + "rStyle")) if properties is not None else None, "run")
        settings = {**self._run, **table, **named, **by_letters, **own}

        def switch(name: str) -> bool:
            if name in own:
                return own[name] == "1"
            turned = sum(layer.get(name) == "1" for layer in (table, named, by_letters)) % 2 == 1
            return turned or self._run.get(name) == "1"

        return Letters(
            text=text,
            fonts=self._fonts(text, settings),
            size=_number(settings.get("size"), _number(_DEFAULT_SIZE, 20)) / 2,
            bold=switch("b"),
            italic=switch("i"),
            underlined=settings.get("underline", "none") != "none",
            black=settings.get("colour", "auto").lower() in _BLACK,
            capitals=switch("caps"),
            hidden=switch("vanish"),
        )

    def _paragraph_style(self, paragraph: Element) -> str | None:
        return value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._default.get("paragraph")

    def _fonts(self, text: str, settings: Settings) -> tuple[str, ...]:
        kinds = {"ascii" if ord(letter) < 128 else "hAnsi" for letter in text if letter.isalnum()} or {"hAnsi"}
        names = (settings.get(kind, "") for kind in sorted(kinds))
        return tuple(dict.fromkeys(self._theme.get(name[1:], name) if name.startswith("+") else name for name in names))

    def _chain(self, style_id: str | None, what: str) -> Settings:
        """All settings along `basedOn`; the nearest wins. Not to be changed by the caller."""
        if (known := self._chains.get((style_id, what))) is not None:
            return known
        settings: Settings = {}
        for style in reversed(list(self._steps(style_id or ""))):
            settings |= style.run if what == "run" else style.paragraph
        self._chains[style_id, what] = settings
        return settings

    def _steps(self, style_id: str) -> Iterator[Style]:
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            element = self._elements[style_id]
            yield Style(_run(element.find(W + "rPr")), _paragraph(element.find(W + "pPr")))
            style_id = value(element.find(W + "basedOn")) or ""


def _run(properties: Element | None) -> Settings:
    found: Settings = {}
    if properties is None:
        return found
    for name in _SWITCHES:
        element = properties.find(W + name)
        if element is not None:
            found[name] = "1" if is_on(element) else "0"
    fonts = properties.find(W + "rFonts")
    for kind in ("ascii", "hAnsi"):
        theme = value(fonts, f"{kind}Theme")
        font = f"+{theme}" if theme else value(fonts, kind)
        if font:
            found[kind] = font
    for tag, name in (("sz", "size"), ("u", "underline"), ("color", "colour")):
        if chosen := value(properties.find(W + tag)):
            found[name] = chosen
    return found


def _paragraph(properties: Element | None) -> Settings:
    found: Settings = {}
    if properties is None:
        return found
    alignment = value(properties.find(W + "jc"))
    if alignment:
        found["align"] = alignment
    for tag, names in (
        ("spacing", ("before", "after", "line", "lineRule", "beforeAutospacing", "afterAutospacing")),
        ("ind", ("left", "start", "right", "end", "firstLine", "hanging")),
    ):
        element = properties.find(W + tag)
        found |= {name: setting for name in names if (setting := value(element, name)) is not None}
    # A paragraph that says how far its first line goes in unsays how far it hung out, and the other way round.
    if "firstLine" in found and "hanging" not in found:
        found["hanging"] = "0"
    for side in ("top", "bottom"):
        kind = value(properties.find(f"{W}pBdr/{W}{side}"))
        if kind:
            found[f"border.{side}"] = kind
    for tab in properties.iterfind(f"{W}tabs/{W}tab"):
        found[f"tab.{value(tab, 'pos')}"] = value(tab) or "left"
    list_id, level = value(properties.find(f"{W}numPr/{W}numId")), value(properties.find(f"{W}numPr/{W}ilvl"))
    if list_id is not None:
        found["list"] = f"{list_id}.{level or 0}"
    if is_on(properties.find(W + "contextualSpacing")):
        found["contextual"] = "1"
    return found


def _shape(settings: Settings, *, same_style: str) -> Shape:
    hanging, first = millimetres(settings.get("hanging")), millimetres(settings.get("firstLine"))
    exact = settings.get("lineRule") in {"exact", "atLeast"}
    line = _number(settings.get("line"), _LINE)
    stops = [
        (millimetres(key[4:]), kind) for key, kind in settings.items() if key.startswith("tab.") and kind != "clear"
    ]
    return Shape(
        align=_ALIGNMENTS.get(settings.get("align", ""), Align.LEFT),
        left_mm=millimetres(settings.get("left") or settings.get("start")),
        right_mm=millimetres(settings.get("right") or settings.get("end")),
        first_line_mm=-hanging if hanging else first,
        before_pt=_gap(settings, "before"),
        after_pt=_gap(settings, "after"),
        line=None if exact else line / _LINE,
        line_pt=line / _TWIPS_IN_POINT if exact else None,
        may_grow=settings.get("lineRule") == "atLeast",
        stops=tuple(Stop(at_mm=at, kind=kind) for at, kind in sorted(stops)),
        joins=same_style if settings.get("contextual") == "1" else "",
        style=same_style,
    )


def _gap(settings: Settings, side: str) -> float:
    if settings.get(f"{side}Autospacing") in {"1", "true", "on"}:
        return _AUTOMATIC_GAP
    return _number(settings.get(side), 0) / _TWIPS_IN_POINT


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text is not None else default
    except ValueError:
        return default


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Fonts of the theme by the names that styles use: "minorHAnsi", "majorAscii"."""
    found: dict[str, str] = {}
    for kind in ("major", "minor") if theme is not None else ():
        latin = theme.find(f".//{_DRAWING}{kind}Font/{_DRAWING}latin") if theme is not None else None
        if latin is not None:
            found |= {f"{kind}{script}": latin.get("typeface", "") for script in ("HAnsi", "Ascii")}
    return found


def _list_settings(lists: Element | None) -> dict[str, Settings]:
    """Indents that the levels of lists give, by "list.level"."""
    if lists is None:
        return {}
    abstracts = {value(one, "abstractNumId"): one for one in lists.iterchildren(W + "abstractNum")}
    found: dict[str, Settings] = {}
    for instance in lists.iterchildren(W + "num"):
        abstract = abstracts.get(value(instance.find(W + "abstractNumId")))
        for level in abstract.iterchildren(W + "lvl") if abstract is not None else ():
            found[f"{value(instance, 'numId')}.{value(level, 'ilvl')}"] = _paragraph(level.find(W + "pPr"))
    return found
