"""The report as Markdown, for mails, wikis and change requests."""

import re
from collections.abc import Sequence
from pathlib import Path

from dondoc.documents.templates import environment, find_template, names_of, template_faults
from dondoc.draft.report_context import ReportContext

TEMPLATE = "report.md.j2"
MEDIA_TYPE = "text/markdown"
_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def render_markdown(context: ReportContext, template_dirs: Sequence[Path]) -> bytes:
    """The text in UTF-8; what the words themselves contain of Markdown's marks is escaped.

    Raises:
        NotFound: `report.template_missing`.
        BadInput: `report.template_broken`, with the file and what is wrong in it.
    """
    path = find_template(TEMPLATE, template_dirs)
    with template_faults(path):
        jinja = environment(autoescape=False)
        jinja.finalize = _escaped
        template = jinja.from_string(path.read_text(encoding="utf-8"))
        return template.render(names_of(context)).encode()


def _escaped(value: object) -> object:
    return _MARKS.sub(r"\\\1", value) if isinstance(value, str) else value
