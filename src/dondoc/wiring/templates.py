"""The templates of an open workspace: which there are, copies to be edited, and what is wrong with the office's own."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dondoc.documents.report_template_check import check_report_template
from dondoc.documents.template_check import Contract, TemplateFault, check_text, check_word
from dondoc.draft.papers import LateLetter, TaskSlip
from dondoc.draft.progress_letter import MonthAnnex, ProgressLetter
from dondoc.errors import BadInput, Conflict, NotFound
from dondoc.settings.files import shipped_dir
from dondoc.wiring.office import Office
from dondoc.wiring.report_forms import KIND, TEMPLATES

#: What prints each paper to sign.
_PAPERS: Mapping[str, type] = MappingProxyType(
    {
        "letters/late.docx": LateLetter,
        "letters/assign.docx": TaskSlip,
        "letters/month.docx": ProgressLetter,
        "letters/month_annex.docx": MonthAnnex,
    }
)
_FORMS = {f"{KIND}/{name}": form for form, name in TEMPLATES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTemplate:
    """A template by its name, "report/report.docx"."""

    name: str
    #: The office's own file, or None where the shipped one is used.
    own: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTemplate:
    """One of the office's own templates and what is wrong with it."""

    name: str
    path: Path
    faults: tuple[TemplateFault, ...]

    @property
    def is_broken(self) -> bool:
        """Whether the shipped one has to stand in for it."""
        return any(fault.is_broken for fault in self.faults)


def templates_of(office: Office) -> list[OfficeTemplate]:
    """Every template that the program prints with, those for the report first."""
    names = [path.relative_to(_shipped()).as_posix() for path in _shipped().rglob("*") if path.is_file()]
    ordered = sorted(names, key=lambda name: (not name.startswith(f"{KIND}/"), name))
    return [
        OfficeTemplate(name=name, own=own if (own := _own_dir(office) / name).is_file() else None) for name in ordered
    ]


def copy_templates(office: Office, wanted: str) -> list[Path]:
    """Copy a shipped template, or all of a folder ("report"), to where the office edits its own.

    Raises:
        NotFound: `template.unknown`.
        Conflict: `template.exists` when the office has its own already; nothing is copied then.
    """
    chosen = _named(templates_of(office), wanted)
    if taken := next((one.own for one in chosen if one.own is not None), None):
        raise Conflict(code="template.exists", file=taken.relative_to(office.folder).as_posix())
    copies: list[Path] = []
    for template in chosen:
        target = _own_dir(office) / template.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_shipped() / template.name, target)
        copies.append(target)
    return copies


def check_templates(office: Office, wanted: str | None = None) -> list[CheckedTemplate]:
    """The office's own templates, or those named, with their faults; files that no part of the program prints too.

    Raises:
        NotFound: `template.unknown` when there is no such template.
    """
    known = templates_of(office)
    chosen = _named(known, wanted) if wanted is not None else known
    checked = [_checked(one.name, one.own) for one in chosen if one.own is not None]
    return checked if wanted is not None else [*checked, *_unused(office, {one.name for one in known})]


def _checked(name: str, path: Path) -> CheckedTemplate:
    form, data = _FORMS.get(name), path.read_bytes()
    if form is not None:
        faults = check_report_template(path, form)
    elif name.endswith(".docx"):
        paper = _PAPERS.get(name)
        faults = check_word(data, Contract(context=paper, filters=frozenset() if paper else None))
    else:
        faults = check_text(data, Contract(filters=None))
    return CheckedTemplate(name=name, path=path, faults=tuple(faults))


def _unused(office: Office, known: set[str]) -> list[CheckedTemplate]:
    """Files of the folder that are no template by their name; parts that a report.typ reads are its own affair."""
    folder = _own_dir(office)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.is_file())
    fault = TemplateFault(BadInput(code="template.unused"), is_broken=False)
    return [
        CheckedTemplate(name=name, path=folder / name, faults=(fault,))
        for name in names
        if name not in known and not Path(name).name.startswith(("~$", ".")) and name.endswith((".docx", ".j2"))
    ]


def _named(templates: Sequence[OfficeTemplate], wanted: str) -> list[OfficeTemplate]:
    """By the whole name, the name of the file, or the folder."""
    name = wanted.strip("/")
    chosen = [one for one in templates if name in {one.name, one.name.partition("/")[0], one.name.rpartition("/")[2]}]
    if not chosen:
        raise NotFound(code="template.unknown", name=wanted)
    return chosen


def _shipped() -> Path:
    return shipped_dir() / "templates"


def _own_dir(office: Office) -> Path:
    return office.office_dir / "templates"
