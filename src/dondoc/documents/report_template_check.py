"""Whether a template can print every report: it is looked through, then tried on a report that has every part."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pypdfium2

from dondoc.core.report import Form
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.html_writer import EXTRA_FILTERS, EXTRA_NAMES, render_html
from dondoc.documents.markdown_writer import render_markdown
from dondoc.documents.template_check import Contract, TemplateFault, check_text, check_word, hint, in_line
from dondoc.documents.template_names import nearest, paths_of
from dondoc.documents.typst_writer import render_pdf
from dondoc.documents.word_tags import stretches_of
from dondoc.draft.report_context import Annex, AnnexColumn, AnnexRow, Group, Line, ReportContext, Section
from dondoc.errors import BadInput, DondocError

#: What a template of the report has to print; True where commitments, or what they stand under, would be lost without.
NEEDS: Mapping[str, bool] = MappingProxyType(
    {
        "sections.heading": True,
        "sections.paragraphs.text": True,
        "sections.groups.heading": True,
        "sections.groups.lines.text": True,
        "annexes.rows.cells": True,
        "superior": False,
        "issuer": False,
        "number_line": False,
        "place_date_line": False,
        "document_type": False,
        "title": False,
        "addressee_line": False,
        "lead": False,
        "sections.number": False,
        "sections.groups.number": False,
        "closing": False,
        "recipients": False,
        "signer_authority": False,
        "signer_position": False,
        "signer_name": False,
        "annexes.label": False,
        "annexes.title": False,
        "annexes.reference": False,
        "annexes.columns.title": False,
    }
)
_MADE_AT = datetime(2020, 3, 5, tzinfo=UTC)
#: What typst says: the field that is not there, and where.
_NO_FIELD = re.compile(r"does not contain key \"(\w+)\"")
_NOT_LETTERS = re.compile(r"[^A-Za-z]+")
_PLACE = re.compile(r"report\.typ:(\d+):\d+")


def check_report_template(path: Path, form: Form) -> list[TemplateFault]:
    """The faults of an office's own template of a form; empty when it is sound."""
    if form is Form.PDF:
        found = []
    else:
        check = check_word if form is Form.DOCX else check_text
        found = check(path.read_bytes(), _contract(form))
    return found or _tried(path, form)


def _tried(path: Path, form: Form) -> list[TemplateFault]:
    """What is wrong with the print of a report that has every part: it fails, or parts are not in it."""
    report, folder = trial_report(), [path.parent]
    try:
        match form:
            case Form.DOCX:
                words = "".join(one.text for one in stretches_of(render_docx(report, folder, made_at=_MADE_AT)))
            case Form.PDF:
                words = _letters_of(render_pdf(report, folder, made_at=_MADE_AT)[0])
            case Form.HTML:
                words = render_html(report, folder).decode()
            case _:
                words = render_markdown(report, folder).decode()
    except BadInput as error:
        if form is Form.PDF:
            return [TemplateFault(_typst_fault(path, error))]
        return [TemplateFault(BadInput(code="template.trial", problem=error.params.get("problem", error)))]
    return [_left_out(name, is_broken) for name, is_broken in NEEDS.items() if _word(name) not in words]


def _left_out(path: str, is_broken: bool) -> TemplateFault:
    error = BadInput(code="template.loses" if is_broken else "template.leaves_out", path=path)
    return TemplateFault(error, is_broken=is_broken)


def _contract(form: Form) -> Contract:
    if form is Form.HTML:
        return Contract(context=ReportContext, names=EXTRA_NAMES, filters=EXTRA_FILTERS)
    return Contract(context=ReportContext)


def trial_report() -> ReportContext:
    """A report with every part that a report can have; each text is the path by which a template reaches it."""
    groups = tuple(
        Group(number=number, heading=_word("sections.groups.heading"), level=level, lines=(_line("groups.lines"),))
        for number, level in (("1.", 2), ("1.1.", 3), ("a)", 4))
    )
    annex = Annex(
        label=_word("annexes.label"),
        title=_word("annexes.title"),
        reference=_word("annexes.reference"),
        columns=(AnnexColumn(title=_word("annexes.columns.title"), width=100),),
        rows=(AnnexRow(code="A-1", cells=(_word("annexes.rows.cells"),)),),
    )
    words = {name: _word(name) for name in NEEDS if "." not in name and name != "recipients"}
    return ReportContext(
        **words,  # type: ignore[arg-type]  # these fields are texts
        sections=(
            Section(number="Phần I", heading=_word("sections.heading"), level=0),
            Section(
                number=_word("sections.number"),
                heading=_word("sections.heading"),
                paragraphs=(_line("paragraphs"),),
                groups=(Group(number=_word("sections.groups.number"), heading="A", lines=()), *groups),
            ),
        ),
        recipients=(_word("recipients"),),
        annexes=(annex, annex),
    )


def _word(path: str) -> str:
    """A word that stands for a path: letters only, so that no template can mistake or break it."""
    return "Thu" + path.replace(".", "").replace("_", "")


def _line(path: str) -> Line:
    return Line(text=_word(f"sections.{path}.text"), codes=("A-1",))


def _typst_fault(path: Path, error: BadInput) -> DondocError:
    """What the compiler said, by line and name where it gives them."""
    problem = error.params.get("problem", error)
    told = str(problem)
    place, no_field = _PLACE.search(told), _NO_FIELD.search(told)
    if place is None:
        return BadInput(code="template.trial", problem=problem)
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    number = int(place[1])
    where = in_line(number, lines[number - 1] if number <= len(lines) else "")
    if no_field is None:
        return BadInput(code="template.syntax", place=where, tag="", problem=told.partition(";")[0])
    known = {name.rpartition(".")[2]: None for name in paths_of(ReportContext)}
    near = hint(nearest(no_field[1], known))
    return BadInput(code="template.unknown_name", place=where, name=no_field[1], near=near)


def _letters_of(data: bytes) -> str:
    """The plain letters of a PDF, whatever stands between them."""
    document = pypdfium2.PdfDocument(BytesIO(data))
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return _NOT_LETTERS.sub("", "".join(pages))
