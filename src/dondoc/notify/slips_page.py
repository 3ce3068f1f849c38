"""Slips as one page to print: the office's own template first, then the shipped one."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from dondoc.draft.slips import SlipPage
from dondoc.errors import BadInput


def render_slips(page: SlipPage, template_dirs: Sequence[Path]) -> str:
    """The page as HTML, with nothing outside it; BadInput `mail.template` for a template that cannot be printed."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in template_dirs]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return environment.get_template("page.html.j2").render(page=page)
    except TemplateError as error:
        raise BadInput(code="mail.template", template="slips/page.html.j2", problem=str(error)) from error
