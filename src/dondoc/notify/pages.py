"""Pages to print, with nothing outside them: the office's own template first, then the shipped one."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from dondoc.errors import BadInput

#: The template of each kind of page, in the folder of its kind.
TEMPLATE = "page.html.j2"


def print_page(page: object, template_dirs: Sequence[Path], *, kind: str) -> str:
    """The page as HTML; BadInput `mail.template` for a template that cannot be printed."""
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in template_dirs]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return environment.get_template(TEMPLATE).render(page=page)
    except TemplateError as error:
        raise BadInput(code="mail.template", template=f"{kind}/{TEMPLATE}", problem=str(error)) from error
