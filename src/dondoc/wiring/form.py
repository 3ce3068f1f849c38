"""What checking the form of a document needs: the file as it is seen, and what the office asks."""

from pathlib import Path

from dondoc.core.form_checks import FormReport, check_form
from dondoc.core.form_rules import FormRules
from dondoc.documents.form_reading import read_form_file
from dondoc.settings.form import load_form_rules


def lint_file(path: Path, office_dir: Path | None = None) -> tuple[FormReport, FormRules]:
    """The deviations of a .docx from config/form.toml, and the rules themselves.

    Raises:
        BadInput: `form.not_docx`, `document.…`, `config.…`.
    """
    rules = load_form_rules(office_dir)
    return check_form(read_form_file(path), rules), rules
