"""Charts as drawings: what stands in them, what must not, and that no words are cut."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import combinations

import pytest
from documents.report_samples import sample_charts
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from sizes import size

from dondoc.documents.chart_looks import INK, LOOKS
from dondoc.documents.chart_png import draw_png
from dondoc.documents.chart_svg import WIDTH, draw_svg, text_width, wrapped
from dondoc.draft.report_context import Chart, ChartKind, Series, Tone

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = {chart.key: chart for chart in sample_charts()}
KEYS = ["by_area", "by_month", "year_before"]
#: Contrast that WCAG asks of edges (1.4.11) and of words (1.4.3).
EDGE, WORDS = 3.0, 4.5


def drawn(chart: Chart) -> etree._Element:
    return etree.fromstring(draw_svg(chart))


def texts(root: etree._Element) -> list[str]:
    return [
        " ".join("".join(t.itertext(with_tail=False)) for t in (list(text) or [text]))
        for text in root.iter(f"{SVG}text")
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("key", KEYS)
def test_a_drawing_asks_for_nothing_and_runs_nothing(key: str) -> None:
    data = draw_svg(CHARTS[key]).decode()
    root = drawn(CHARTS[key])
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "rect", "path", "g", "text", "tspan"),
    }
    names = {name for node in root.iter() for name in node.attrib}
    assert not {name for name in names if name.startswith("on") or "href" in name or name in {"style", "class", "src"}}
    assert re.findall(r"https?:[^\"' ]*", data) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r"url\(([^)]*)\)", data)) == {f"#{p.get('id')}" for p in root.iter(f"{SVG}pattern")}


@pytest.mark.parametrize("key", KEYS)
def test_a_drawing_is_named_and_told_in_words(key: str) -> None:
    root = drawn(CHARTS[key])
    assert root.get("role") == "img"
    first, second = root[0], root[1]
    assert root.get("aria-labelledby") == f"{first.get('id')} {second.get('id')}"
    assert (first.text, second.text) == (CHARTS[key].title, CHARTS[key].description)


@pytest.mark.parametrize("key", KEYS)
def test_names_and_figures_stand_in_full(key: str) -> None:
    chart, shown = CHARTS[key], texts(drawn(CHARTS[key]))
    assert set(chart.categories) <= set(shown)
    assert {series.name for series in chart.series} <= set(shown)
    assert "…" not in "".join(shown)
    for index, category in enumerate(chart.categories):
        values = [series.values[index] or 0 for series in chart.series]
        told = values if chart.kind is ChartKind.BARS else [sum(values)]
        assert {str(value) for value in told if value} <= set(shown), category


@pytest.mark.parametrize("key", KEYS)
def test_ids_begin_with_the_chart_so_that_several_stand_in_one_page(key: str) -> None:
    ids = [node.get("id") for node in drawn(CHARTS[key]).iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{key}-") for name in ids)


@pytest.mark.parametrize("key", KEYS)
def test_the_same_chart_gives_the_same_bytes(key: str) -> None:
    assert draw_svg(CHARTS[key]) == draw_svg(CHARTS[key])
    assert draw_png(CHARTS[key], ppi=72) == draw_png(CHARTS[key], ppi=72)


def test_a_chart_is_a_picture_too() -> None:
    with Image.open(BytesIO(draw_png(CHARTS["by_month"], ppi=144))) as picture:
        assert picture.format == "PNG"
        # A pixel of the drawing is three quarters of a point.
        assert picture.width == pytest.approx(WIDTH * 2 * 0.75, abs=2)
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000) or []}
    assert (46, 125, 79) in colours


def test_edges_and_words_stand_out_from_white() -> None:
    assert contrast(INK, "#ffffff") >= WORDS
    for look in LOOKS.values():
        assert contrast(look.line, "#ffffff") >= WORDS
        # Marks on their ground, so that a pattern is seen as one.
        assert not look.marks or contrast(look.line, look.ground) >= EDGE


def test_no_two_series_look_alike_without_colour() -> None:
    together = [{s.tone for s in chart.series} for chart in CHARTS.values()]
    for tones in together:
        for one, other in combinations(sorted(tones), 2):
            first, second = LOOKS[one], LOOKS[other]
            assert first.marks != second.marks or contrast(first.ground, second.ground) >= 1.5, (one, other)


def inherited(node: etree._Element, name: str) -> list[str]:
    """The values of an attribute from the node up to the root."""
    return [value for one in (node, *node.iterancestors()) if (value := one.get(name))]


def extents(root: etree._Element) -> Iterator[tuple[float, float, str]]:
    """Where each line of words begins and ends."""
    for text in root.iter(f"{SVG}text"):
        moved = sum(float(re.split(r"[(,)]", value)[1]) for value in inherited(text, "transform"))
        anchor = next(iter(inherited(text, "text-anchor")), "start")
        for piece in list(text) or [text]:
            width = text_width(piece.text)
            left = float(piece.get("x")) + moved - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
            yield left, left + width, piece.text


NAMES = st.text(alphabet='aăâbcdđeêghiklmnoôơpqrstuưvxyAĂBCĐEGHKLMNQTƯVX <&"', min_size=1, max_size=90).filter(
    str.strip
)


@settings(max_examples=size(300, small=25), deadline=None)
@given(
    st.lists(NAMES.map(lambda words: " ".join(words.split())), min_size=1, max_size=14, unique=True),
    st.sampled_from(ChartKind),
    st.data(),
)
def test_any_chart_can_be_drawn_inside_its_frame(names: list[str], kind: ChartKind, data: st.DataObject) -> None:
    values = st.lists(st.none() | st.integers(0, 5000), min_size=len(names), max_size=len(names)).map(tuple)
    tones = data.draw(st.lists(st.sampled_from(Tone), min_size=1, max_size=5, unique=True))
    series = tuple(Series(name=f"Nội dung {tone}", values=data.draw(values), tone=tone) for tone in tones)
    chart = Chart(key="x", kind=kind, title="<b>", description="&", categories=tuple(names), series=series)
    root = drawn(chart)
    height = float(root.get("height"))
    assert sum(len(name.split()) for name in names) <= sum(len(words.split()) for words in texts(root))
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("width")) >= 0
        assert float(rect.get("height")) >= 0
        assert float(rect.get("y") or 0) + float(rect.get("height")) <= height
    for left, right, words in extents(root):
        # A word alone that is longer than the room of its column stays whole.
        assert (left >= -2 and right <= WIDTH + 2) or " " not in words


def test_long_names_are_wrapped_at_spaces() -> None:
    name = "Đại diện, chăm lo, bảo vệ quyền và lợi ích hợp pháp, chính đáng của đoàn viên và người lao động; dân chủ"
    lines = wrapped(name, 300)
    assert " ".join(lines) == name
    assert len(lines) > 1
    assert all(text_width(line) <= 300 for line in lines)


def test_a_chart_of_nothing_but_zeros_is_drawn_without_bars() -> None:
    chart = replace(
        CHARTS["by_area"], series=tuple(replace(s, values=tuple(0 for _ in s.values)) for s in CHARTS["by_area"].series)
    )
    plot = drawn(chart).find(f"{SVG}g")
    assert plot is not None
    assert not list(plot.iter(f"{SVG}rect"))
