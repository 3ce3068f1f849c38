"""Where the templates of a report stand, and the Jinja2 environment that prints them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError

from dondoc.errors import BadInput, NotFound

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

#: What a template can raise: it is a small program, and a .docx may hold anything.
_RAISED = (
    TemplateError, BadZipFile, LxmlError, LookupError, ValueError, TypeError, ArithmeticError, AttributeError,
    RecursionError,
)  # fmt: skip


def find_template(name: str, template_dirs: Sequence[Path]) -> Path:
    """The file of that name in the first folder that has it: the office's own comes first.

    Raises:
        NotFound: `report.template_missing` with the name.
    """
    for folder in template_dirs:
        if (folder / name).is_file():
            return folder / name
    raise NotFound(code="report.template_missing", name=name)


def environment(*, autoescape: bool) -> SandboxedEnvironment:
    """An environment in which an unknown name is a failure and a template cannot reach beyond what it prints."""
    return SandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def names_of(context: "DataclassInstance") -> dict[str, Any]:
    """The fields of the context by name, as templates see them."""
    return {field.name: getattr(context, field.name) for field in fields(context)}


@contextmanager
def template_faults(template: Path) -> Iterator[None]:
    """Turns what a broken template raises into BadInput `report.template_broken` with the file and the problem."""
    try:
        yield
    except _RAISED as error:
        raise BadInput(code="report.template_broken", file=str(template), problem=str(error)) from error
