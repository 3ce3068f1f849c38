"""The report as Markdown, for mails, wikis and change requests."""

import re
from collections.abc import Sequence
from pathlib import Path

from dondoc.documents.templates import environment, find_template, names_of, template_faults
from dondoc.draft.report_context import ReportContext

TEMPLATE = "report.md.j2"
MEDIA_TYPE = "text/markdown"
_MARKS = re.compile(r"([\\`*_\[\]<>|#~&])")
#: What would begin a list or draw a line at the head of a paragraph; "- " is meant as the list that it is.
_AT_HEAD = re.compile(r"(?:\+(?=\s|$)|[-=](?=[-=\s]*$)|(?<=\d)[.)](?=\s))")
_NUMBER = re.compile(r"\d{1,9}")


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
    """Words as Markdown prints them: on one line, no mark in them, no list but one of dashes."""
    if not isinstance(value, str):
        return value
    words = _MARKS.sub(r"\\\1", " ".join(value.splitlines()).lstrip())
    number = _NUMBER.match(words)
    mark = _AT_HEAD.match(words, number.end() if number else 0)
    return f"{words[: mark.start()]}\\{words[mark.start() :]}" if mark else words
