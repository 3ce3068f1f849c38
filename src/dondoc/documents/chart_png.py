"""Charts as PNG, for forms that hold no SVG: the same drawing, set by typst with the vendored Tinos fonts."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from dondoc.documents.chart_svg import draw_svg
from dondoc.draft.report_context import Chart

MEDIA_TYPE = "image/png"
_FONTS = Path(__file__).parent / "fonts" / "tinos"
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg")
"""


def draw_png(chart: Chart, *, ppi: float = 200) -> bytes:
    """The drawing in pixels, `ppi` of them an inch of the SVG; the same chart gives the same bytes."""
    # An empty folder in place of the user's own packages: the same picture everywhere.
    with TemporaryDirectory(prefix="dondoc-typst-") as empty:
        pages = typst.compile(
            _PAGE,
            font_paths=_fonts(),
            sys_inputs={"drawing": draw_svg(chart).decode()},
            format="png",
            ppi=ppi,
            package_path=empty,
            package_cache_path=empty,
        )
    return bytes(pages if isinstance(pages, bytes) else pages[0])


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS])
