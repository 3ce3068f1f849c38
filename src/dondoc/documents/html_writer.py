"""The report as one HTML file that needs nothing else, to read on a screen and to print."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup, escape

from dondoc.documents.chart_svg import draw_svg
from dondoc.documents.html_sources import sources_of
from dondoc.documents.templates import environment, find_template, names_of, template_faults
from dondoc.draft.report_context import Chart, ReportContext

TEMPLATE = "report.html.j2"
MEDIA_TYPE = "text/html"
#: What the template can print beside the fields of the context: drawings by the key of their chart, and sources.
EXTRA_NAMES = frozenset({"drawings", "sources"})
#: What it can do with them beside what Jinja can: "{{ line.text | whole_codes }}" keeps codes on one line.
EXTRA_FILTERS = frozenset({"whole_codes"})
#: "CD-2017-H2-05": a browser would end the line at a hyphen.
_CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+){2,}(?:\.\d+)?")


def render_html(context: ReportContext, template_dirs: Sequence[Path], *, with_charts: bool = True) -> bytes:
    """The page in UTF-8, with charts unless the office wants none; the same context gives the same bytes.

    Raises:
        NotFound: `report.template_missing`.
        BadInput: `report.template_broken`, with the file and what is wrong in it.
    """
    path = find_template(TEMPLATE, template_dirs)
    shown = context if with_charts else replace(context, charts=())
    drawings = {chart.key: _inline(chart) for chart in shown.charts}
    with template_faults(path):
        jinja = environment(autoescape=True)
        jinja.filters["whole_codes"] = _whole_codes
        template = jinja.from_string(path.read_text(encoding="utf-8"))
        return template.render({**names_of(shown), "drawings": drawings, "sources": sources_of(shown)}).encode()


def _inline(chart: Chart) -> Markup:
    """The drawing as a part of the page: there the name of the language is known, and the width is that of the page."""
    drawing = draw_svg(chart).decode().replace(' xmlns="http://www.w3.org/2000/svg"', "", 1)
    return Markup(drawing)  # noqa: S704 - made by an XML writer that escapes every word


def _whole_codes(words: str) -> Markup:
    """The words with each code on one line."""
    return Markup(_CODE.sub(r'<span class="code">\g<0></span>', str(escape(words))))  # noqa: S704 - escaped before
