"""Charts drawn as SVG by pygal: no script, no style sheet, no time, and a pattern beside each colour.

pygal places bars, axes and values; what it adds for its own scripts is taken away, names are wrapped so that none is
cut, and the drawing says in words what it shows. The same chart gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

import pygal
from lxml import etree
from pygal.style import Style

from dondoc.documents.chart_looks import GUIDE, INK, LOOKS, pattern
from dondoc.draft.figures import number_text
from dondoc.draft.report_context import Chart, ChartKind, Series

#: lxml and pygal carry no types.
Node: TypeAlias = Any

MEDIA_TYPE = "image/svg+xml"
#: Pixels of the drawing, which is scaled to the page.
WIDTH = 560
FONT = "Tinos, 'Times New Roman', 'Liberation Serif', serif"
_SVG = "{http://www.w3.org/2000/svg}"
_SIZE, _LINE = 15, 18
#: White edge of words that stand on lines or patterns.
_EDGE = {"stroke": "#fff", "stroke-width": "3", "paint-order": "stroke", "stroke-linejoin": "round"}
#: Thickness of a bar, height of the columns, space between a bar and the name of the next.
_BAR, _COLUMNS, _GAP = 24, 220, 12
_AXIS = 30
#: Categories with names of at most so many letters stand below columns, longer names above bars.
_SHORT_NAME = 9
_BOX = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where names stand, and how much room they take."""

    is_upright: bool
    #: Lines of the name of each category.
    names: tuple[tuple[str, ...], ...]
    #: Lines of the longest name.
    lines: int
    height: int
    #: Bars side by side in a category.
    side_by_side: int

    @property
    def band(self) -> int:
        """Height of a category of a chart of bars: name, bars, gap."""
        return self.lines * _LINE + 6 + _BAR * self.side_by_side + _GAP

    @property
    def shift(self) -> float:
        """By which bars move down from the middle of their category, to leave room for its name."""
        return 0 if self.is_upright else (self.lines * _LINE + 6 - _GAP) / 2


def draw_svg(chart: Chart) -> bytes:
    """The drawing in UTF-8, to stand in a page or as a file of its own; ids begin with the key of the chart."""
    layout = _layout(chart)
    graph = _placed(chart, layout).find(f"{_SVG}g")
    _clean(graph)
    names = _names(graph, chart, layout)
    _paint(graph, chart, layout)
    legend, more = _legend(chart, layout.height + 10)
    height = layout.height + 10 + more
    root = etree.Element(f"{_SVG}svg", nsmap={None: _SVG[1:-1]})
    root.attrib.update(
        {
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "role": "img",
            "aria-labelledby": f"{chart.key}-title {chart.key}-desc",
            "font-family": FONT,
            "font-size": str(_SIZE),
            "fill": INK,
        }
    )
    _add(root, "title", id=f"{chart.key}-title").text = chart.title
    _add(root, "desc", id=f"{chart.key}-desc").text = chart.description
    defs = _add(root, "defs")
    grounds = (pattern(series.tone, _ground_of(chart, series)) for series in chart.series)
    defs.extend(etree.fromstring(ground) for ground in grounds if ground)
    root.extend([graph, *names, *legend])
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _ground_of(chart: Chart, series: Series) -> str:
    """Id of the pattern of a series: several charts stand in one page."""
    return f"{chart.key}-{series.tone}"


def _painted(chart: Chart, series: Series) -> dict[str, str]:
    look = LOOKS[series.tone]
    fill = f"url(#{_ground_of(chart, series)})" if look.marks else look.ground
    return {"fill": fill, "stroke": look.line, "stroke-width": "1"}


def _layout(chart: Chart) -> _Layout:
    is_upright = all(len(name) <= _SHORT_NAME for name in chart.categories)
    room = (WIDTH - 40) / len(chart.categories) - 4 if is_upright else WIDTH - 10
    names = tuple(wrapped(name, room) for name in chart.categories)
    lines = max(len(name) for name in names)
    side_by_side = len(chart.series) if chart.kind is ChartKind.BARS else 1
    layout = _Layout(is_upright=is_upright, names=names, lines=lines, height=0, side_by_side=side_by_side)
    height = _COLUMNS + lines * _LINE if is_upright else layout.band * len(names) + _AXIS
    return _Layout(is_upright=is_upright, names=names, lines=lines, height=height, side_by_side=side_by_side)


def text_width(words: str) -> float:
    """Pixels that words take, by the widths of a Times letter, a capital and a space; a little more than in print."""
    return _SIZE * sum(0.28 if c in " .,;:ijltr()'/" else 0.74 if c.isupper() or c in "mw" else 0.5 for c in words)


def wrapped(words: str, room: float) -> tuple[str, ...]:
    """Words in lines of at most `room` pixels; a word that is longer stands alone on its line.

    >>> wrapped("Tuyên truyền, giáo dục", 100)
    ('Tuyên truyền,', 'giáo dục')
    """
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def _placed(chart: Chart, layout: _Layout) -> Node:
    """What pygal draws. Whatever is named here would else hang on the day or on chance."""
    kinds = {
        (ChartKind.STACKED, True): pygal.StackedBar,
        (ChartKind.STACKED, False): pygal.HorizontalStackedBar,
        (ChartKind.BARS, True): pygal.Bar,
        (ChartKind.BARS, False): pygal.HorizontalBar,
    }
    most = _most(chart)
    step = _step(most)
    drawing = kinds[chart.kind, layout.is_upright](
        js=(),
        css=(),
        no_prefix=True,
        uuid=chart.key,
        width=WIDTH,
        height=layout.height,
        margin=0,
        margin_right=36 if chart.kind is ChartKind.BARS else 16,
        margin_bottom=layout.lines * _LINE if layout.is_upright else 0,
        margin_top=_SIZE if layout.is_upright else 0,
        show_legend=False,
        show_x_labels=not layout.is_upright,
        show_y_labels=layout.is_upright,
        show_x_guides=False,
        show_y_guides=True,
        x_labels=["" for _ in chart.categories],
        y_labels=list(range(0, most + step, step)),
        print_values=True,
        print_values_position="top" if chart.kind is ChartKind.BARS else "center",
        truncate_label=-1,
        value_formatter=_number,
        style=Style(font_family=FONT, label_font_size=_SIZE, value_font_size=_SIZE),
    )
    drawing._series_margin = 0.14 if layout.is_upright else (1 - _BAR * layout.side_by_side / layout.band) / 2  # noqa: SLF001 - the only way to the thickness of bars
    # pygal lays the categories of horizontal bars from the bottom up.
    order = slice(None) if layout.is_upright else slice(None, None, -1)
    for series in chart.series:
        drawing.add(series.name, [value or 0 for value in series.values][order])
    # Its tree names no namespace; only what it writes does.
    return etree.fromstring(drawing.render())


def _number(value: float) -> str:
    return number_text(Decimal(round(value))).removeprefix("0") or "0"


def _most(chart: Chart) -> int:
    """The longest bar or column."""
    rows = list(zip(*([value or 0 for value in series.values] for series in chart.series), strict=True))
    return max((max(row) if chart.kind is ChartKind.BARS else sum(row) for row in rows), default=0)


def _step(most: int) -> int:
    """A round step with which the axis has at most seven marks; things are counted, so no halves."""
    step = 1
    while most / step > 6:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


def _clean(graph: Node) -> None:
    """Take away what serves pygal's scripts and style sheet."""
    for node in list(graph.iter()):
        if node.tag in {f"{_SVG}desc", f"{_SVG}title"} or "tooltip-overlay" in node.get("class", ""):
            node.getparent().remove(node)


def _classed(root: Node, name: str) -> list[Node]:
    return [node for node in root.iter() if name in node.get("class", "").split()]


def _paint(graph: Node, chart: Chart, layout: _Layout) -> None:
    """Colours and letters as attributes, so that no style sheet is needed; figures that do not fit are left away."""
    for background in _classed(graph, "background"):
        background.getparent().remove(background)
    for path in graph.iter(f"{_SVG}path"):
        is_axis = "axis" in path.get("class").split()
        path.attrib.update({"fill": "none", "stroke": INK if is_axis else GUIDE, "stroke-width": "1"})
        if not is_axis:
            path.set("stroke-dasharray", "2,3")
    for axis in _classed(graph, "axis"):
        axis.set("text-anchor", "end" if layout.is_upright else "middle")
    plot, _, texts = _classed(graph, "plot")
    if chart.kind is ChartKind.STACKED:
        _total(plot, texts, chart, layout)
    for index, series in enumerate(chart.series):
        bars, words = _classed(plot, f"serie-{index}")[0], _classed(texts, f"serie-{index}")[0]
        for group in (bars, words):
            group.set("transform", f"translate(0,{layout.shift:g})")
        bars.attrib.update(_painted(chart, series))
        words.attrib.update({"text-anchor": "middle", "font-weight": "bold"})
        _fit(list(bars.iter(f"{_SVG}rect")), list(words), chart, layout)
    for node in graph.iter():
        node.attrib.pop("class", None)


def _fit(bars: Sequence[Node], words: Sequence[Node], chart: Chart, layout: _Layout) -> None:
    """A figure stands in its bar when there is room, on a white edge; beside the bar where bars stand side by side."""
    for bar, word in zip(bars, words, strict=True):
        beside = chart.kind is ChartKind.BARS
        if not beside and not _has_room(bar, word.text):
            word.getparent().remove(word)
        else:
            word.attrib.update(_EDGE)
            if beside and not layout.is_upright:
                word.set("text-anchor", "start")
        if not _side(bar, "width") or not _side(bar, "height"):
            bar.getparent().remove(bar)


def _has_room(bar: Node, words: str) -> bool:
    return _side(bar, "width") >= text_width(words) + 4 and _side(bar, "height") >= _SIZE - 2


def _side(bar: Node, name: str) -> float:
    """A length of a bar; pygal leaves it away where it is 0."""
    return float(bar.get(name) or 0)


def _total(plot: Node, texts: Node, chart: Chart, layout: _Layout) -> None:
    """The sum of a category at the end of its bars, where it is not the one figure that stands in them."""
    rects = [list(group.iter(f"{_SVG}rect")) for group in _classed(plot, "series")]
    moved = _add(texts, "g", transform=f"translate(0,{layout.shift:g})", **{"font-weight": "bold"})
    count = len(chart.categories)
    for index in range(count):
        place = index if layout.is_upright else count - 1 - index
        values = [series.values[index] or 0 for series in chart.series]
        own = [row[place] for row, value in zip(rects, values, strict=True) if value]
        if not own or (len(own) == 1 and _has_room(own[0], _number(sum(values)))):
            continue
        last = own[-1]
        x, y = float(last.get("x")), float(last.get("y"))
        if layout.is_upright:
            x, y, anchor = x + float(last.get("width")) / 2, y - 4, "middle"
        else:
            x, y, anchor = x + float(last.get("width")) + 5, y + float(last.get("height")) / 2 + 5, "start"
        attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, **_EDGE}
        _add(moved, "text", **attributes).text = _number(sum(values))


def _names(graph: Node, chart: Chart, layout: _Layout) -> list[Node]:
    """The names of the categories: below their columns, or above their bars."""
    plot = _classed(graph, "plot")[0]
    left, top = _place_of(plot)
    bars = [list(group.iter(f"{_SVG}rect")) for group in _classed(plot, "series")]
    found: list[Node] = []
    for index, lines in enumerate(layout.names):
        if layout.is_upright:
            own = [float(row[index].get("x")) + float(row[index].get("width", 0)) / 2 for row in bars]
            x, y, anchor = left + sum(own) / len(own), float(layout.height - layout.lines * _LINE + _SIZE), "middle"
        else:
            first = min(float(row[len(layout.names) - 1 - index].get("y")) for row in bars)
            x, anchor = left + float(bars[0][0].get("x")) + 2, "start"
            y = top + first + layout.shift - 6 - _LINE * (len(lines) - 1)
        text = etree.Element(f"{_SVG}text", {"text-anchor": anchor, **_EDGE})
        for number, line in enumerate(lines):
            _add(text, "tspan", x=f"{x:.1f}", y=f"{y + number * _LINE:.1f}").text = line
        found.append(text)
    return found


def _place_of(group: Node) -> tuple[float, float]:
    """What a group is moved by: "translate(12, 5)"."""
    x, _, y = group.get("transform").removeprefix("translate(").removesuffix(")").partition(",")
    return float(x), float(y)


def _legend(chart: Chart, top: int) -> tuple[list[Node], int]:
    """A box and a name for each series, in rows from `top` on; and the height of all."""
    x, y = 2.0, float(top)
    found: list[Node] = []
    for one in chart.series:
        width = _BOX + 6 + text_width(one.name) + 14
        if x > 2 and x + width > WIDTH:
            x, y = 2.0, y + _LINE + 4
        group = etree.Element(f"{_SVG}g", {"transform": f"translate({x:g},{y:g})"})
        _add(group, "rect", width=str(_BOX), height=str(_BOX), **_painted(chart, one))
        _add(group, "text", x=str(_BOX + 6), y=str(_BOX - 2)).text = one.name
        found.append(group)
        x += width
    return found, round(y) + _LINE + 4 - top


def _add(parent: Node, tag: str, **attributes: str) -> Node:
    return etree.SubElement(parent, f"{_SVG}{tag}", attributes)
