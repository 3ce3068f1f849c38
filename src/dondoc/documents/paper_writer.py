"""Papers to sign as .docx, printed from templates that an office can edit in Word or LibreOffice."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from dondoc.documents.docx_writer import print_docx, require_sound
from dondoc.documents.templates import find_template, names_of
from dondoc.draft.papers import LateLetter, TaskSlip
from dondoc.draft.progress_letter import MonthAnnex, ProgressLetter
from dondoc.errors import BadInput, DondocError, NotFound
from dondoc.usecases.paper_rules import Paper


def render_paper(paper: Paper, template_dirs: Sequence[Path], *, made_at: datetime) -> bytes:
    """The file of a paper; the same paper and instant give the same bytes.

    `template_dirs` are searched in order for the paper's template, the office's own folder first.

    Raises:
        NotFound: `report.template_missing`.
        BadInput: `report.template_broken`, with the file and what is wrong in it.
    """
    path = find_template(_file_of(type(paper)), template_dirs)
    return print_docx(path, names_of(paper), title=_title(paper), author=paper.issuer, made_at=made_at)


def broken_papers(template_dirs: Sequence[Path]) -> Iterator[DondocError]:
    """Why some papers could not be printed: each template that is missing, broken, or asks for what no paper has."""
    for paper in (LateLetter, TaskSlip, ProgressLetter, MonthAnnex):
        try:
            require_sound(find_template(_file_of(paper), template_dirs), {field.name for field in fields(paper)})
        except (BadInput, NotFound) as error:
            yield error


def _file_of(paper: type[Paper]) -> str:
    return "month.docx" if paper is ProgressLetter else paper.template


def _title(paper: Paper) -> str:
    match paper:
        case LateLetter():
            return paper.subject
        case TaskSlip():
            return f"{paper.document_type} – {paper.title}"
        case ProgressLetter() | MonthAnnex():
            return paper.title
