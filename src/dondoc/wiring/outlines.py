"""A superior's đề cương as an outline of the workspace."""

from pathlib import Path

from dondoc.documents.atomic import write_atomically
from dondoc.documents.reading import read_document
from dondoc.errors import BadInput, Conflict
from dondoc.messages.outlines import match_text
from dondoc.settings.outlines import FOLDER, NAME, load_outline_words, outline_toml, read_outline
from dondoc.usecases.read_outline import ReadOutline, read_outline_of
from dondoc.wiring.office import Office


def keep_outline(office: Office, file: Path, name: str) -> tuple[ReadOutline, Path]:
    """Read a đề cương and put its outline into the office's config/outlines/.

    Raises:
        BadInput: `outline.bad_name`, `outline.no_headings`, and what reading a document raises.
        Conflict: `outline.exists` when the office has an outline of that name.
    """
    if NAME.fullmatch(name) is None:
        raise BadInput(code="outline.bad_name", name=name)
    path = office.office_dir / FOLDER / f"{name}.toml"
    if path.exists():
        raise Conflict(code="outline.exists", file=str(path))
    words = load_outline_words(office.office_dir)
    found = read_outline_of(read_document(file), name, words, office.lexicon)
    labels = {area.code: area.label for area in office.areas}
    notes = {m.heading.name: match_text(m, labels) for m in found.headings}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, outline_toml(found.outline, notes).encode())
    read_outline(path, areas=set(labels))  # what was written can be used
    return found, path
