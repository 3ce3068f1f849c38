"""The report as one HTML file that needs nothing else, to read on a screen and to print."""

from collections.abc import Sequence
from pathlib import Path

from dondoc.documents.templates import environment, find_template, names_of, template_faults
from dondoc.draft.report_context import ReportContext

TEMPLATE = "report.html.j2"
MEDIA_TYPE = "text/html"


def render_html(context: ReportContext, template_dirs: Sequence[Path]) -> bytes:
    """The page in UTF-8; the same context gives the same bytes.

    Raises:
        NotFound: `report.template_missing`.
        BadInput: `report.template_broken`, with the file and what is wrong in it.
    """
    path = find_template(TEMPLATE, template_dirs)
    with template_faults(path):
        template = environment(autoescape=True).from_string(path.read_text(encoding="utf-8"))
        return template.render(names_of(context)).encode()
