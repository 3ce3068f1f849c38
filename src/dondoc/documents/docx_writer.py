"""The report as .docx, printed by docxtpl from a template that an office can edit in Word or LibreOffice."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.table import Table
from docxtpl import DocxTemplate

from dondoc.documents.docx_charts import add_charts
from dondoc.documents.docx_controls import put_controls, with_marks
from dondoc.documents.docx_links import link_report
from dondoc.documents.docx_rules import fit_rules
from dondoc.documents.templates import environment, find_template, names_of, template_faults
from dondoc.documents.word_tags import with_whole_tags
from dondoc.documents.zip_bytes import with_fixed_times
from dondoc.draft.report_context import Annex, ReportContext
from dondoc.errors import BadInput

TEMPLATE = "report.docx"
_NUMBERED = re.compile(r"Số:\s*\d")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Characters that XML 1.0 does not allow: Word would refuse the whole file.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_docx(
    context: ReportContext,
    template_dirs: Sequence[Path],
    *,
    made_at: datetime,
    with_charts: bool = False,
    public_url: str | None = None,
) -> bytes:
    """The file of a report; the same context and instant give the same bytes.

    Charts stand in it where an office wants them (config/report.toml). `template_dirs` are searched in order for
    report.docx, the office's own folder first; `public_url` is where the proofs that the internal print links to can
    be opened.

    Raises:
        NotFound: `report.template_missing`.
        BadInput: `report.template_broken`, with the file and what is wrong in it.
    """
    path = find_template(TEMPLATE, template_dirs)
    # What has its number is signed: nobody writes into it any more, and its sentences can be links.
    marked, keys = with_marks(context) if not _NUMBERED.match(context.number_line) else (context, ())
    return print_docx(
        path,
        names_of(marked),
        title=context.title,
        author=context.issuer,
        made_at=made_at,
        finish=lambda document: _finish(document, context, path, with_charts=with_charts),
        keys=keys,
        after=lambda document: link_report(document, context, public_url),
    )


def print_docx(
    path: Path,
    names: Mapping[str, object],
    *,
    title: str,
    author: str,
    made_at: datetime,
    finish: Callable[[WordDocument], None] | None = None,
    keys: Sequence[str] = (),
    after: Callable[[WordDocument], None] | None = None,
) -> bytes:
    """A .docx template with its names filled in; `finish` mends what only the printed document shows.

    `keys` are the names of the paragraphs that bear marks (`docx_controls.with_marks`); `after` comes when these are
    taken out.

    Raises:
        BadInput: `report.template_broken`, with the file and what is wrong in it.
    """
    try:
        with template_faults(path):
            template = DocxTemplate(BytesIO(with_whole_tags(path.read_bytes())))
            jinja = environment(autoescape=True)
            jinja.finalize = _printable
            template.render(dict(names), jinja, autoescape=True)
            if finish is not None:
                finish(template.docx)
            fit_rules(template.docx)
            put_controls(template.docx, keys)
            if after is not None:
                after(template.docx)
            _set_properties(template.docx, title=title, author=author, made_at=made_at)
            buffer = BytesIO()
            template.save(buffer)
            return with_fixed_times(buffer.getvalue(), made_at)
    except PackageNotFoundError as error:
        raise BadInput(code="report.template_broken", file=str(path), problem="not a .docx file") from error


def require_sound(path: Path, names: Set[str]) -> None:
    """BadInput `report.template_broken` when a .docx template cannot be printed, or asks for other names than these."""
    try:
        with template_faults(path):
            asked = DocxTemplate(BytesIO(with_whole_tags(path.read_bytes()))).get_undeclared_template_variables(
                environment(autoescape=True)
            )
    except PackageNotFoundError as error:
        raise BadInput(code="report.template_broken", file=str(path), problem="not a .docx file") from error
    if unknown := sorted(asked - names):
        raise BadInput(code="report.template_broken", file=str(path), problem=", ".join(unknown))


def _printable(value: object) -> object:
    return _NOT_XML.sub("", value) if isinstance(value, str) else value


def _finish(document: WordDocument, context: ReportContext, template: Path, *, with_charts: bool) -> None:
    if with_charts:
        add_charts(document, context.charts)
    _lay_annexes(document, context.annexes, template)


def _lay_annexes(document: WordDocument, annexes: Sequence[Annex], template: Path) -> None:
    """Give each annex a section of its own, and its columns their widths: how many there are is known only now.

    In the template the break before an annex stands inside the loop, so that every printed break has the page of the
    text, and the last section that of an annex; without an annex the whole document has the page of the text.
    """
    sections = [section._sectPr for section in document.sections]  # noqa: SLF001 - no public way to copy a section
    if not annexes:
        text = Document(str(template)).sections[0]._sectPr  # noqa: SLF001 - as above
        _become(sections[-1], text)
    for section in sections[1:-1]:
        _become(section, sections[-1])
    tables = iter(document.tables)
    for annex in annexes:
        table = next((t for t in tables if _is_annex(t, annex)), None)
        if table is not None:
            _fit(table, annex)


def _become(section: CT_SectPr, model: CT_SectPr) -> None:
    """Make a section like another, with the same headers."""
    section[:] = list(deepcopy(model))


def _fit(table: Table, annex: Annex) -> None:
    grid = table._tbl.tblGrid  # noqa: SLF001 - python-docx has no public way to the grid of a table
    whole = sum(int(column.get(qn("w:w"), "0")) for column in grid.findall(qn("w:gridCol")))
    shares = sum(column.width for column in annex.columns)
    widths = [whole * column.width // shares for column in annex.columns]
    for column, width in zip(grid.findall(qn("w:gridCol")), widths, strict=False):
        column.set(qn("w:w"), str(width))
    for row in table._tbl.tr_lst:  # noqa: SLF001 - as above
        for cell, width in zip(row.tc_lst, widths, strict=False):
            for element in cell.iter(qn("w:tcW")):
                element.set(qn("w:w"), str(width))
                element.set(qn("w:type"), "dxa")


def _is_annex(table: Table, annex: Annex) -> bool:
    titles = [cell.text.strip() for cell in table.rows[0].cells] if table.rows else []
    return titles == [column.title for column in annex.columns]


def _set_properties(document: WordDocument, *, title: str, author: str, made_at: datetime) -> None:
    properties = document.core_properties
    instant = made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    properties.title = title[:255]
    properties.author = author[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.language = "vi-VN"
    properties.revision = 1
    properties.created = properties.modified = instant
