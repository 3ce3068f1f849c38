"""The examples of an open workspace: exported, scored with the office's vocabulary, and searched for words it lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePath

from dondoc.core.document import Block, Document
from dondoc.errors import BadInput, DondocError, NotFound
from dondoc.extract.learning import NewWord
from dondoc.extract.pipeline import extract
from dondoc.extract.scoring import Answers, answers_of
from dondoc.settings.lexicon import VocabularyFile, load_lexicon
from dondoc.settings.vocabulary import FOLDER, SUGGESTED, write_words
from dondoc.usecases.export_corpus import corpus_files, is_corpus_file, name_of
from dondoc.usecases.gold_file import parse_found, parse_gold
from dondoc.usecases.read_examples import Example, Gathered, gather_examples
from dondoc.usecases.score_examples import Sample, Scored, score, score_then
from dondoc.usecases.suggest_words import Advised, advise
from dondoc.wiring.office import Office
from dondoc.wiring.scope import unit_ids_of

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The examples read in up to three ways."""

    samples: tuple[Sample, ...]
    #: As they were read when they were brought in.
    then: Scored | None
    #: With the vocabulary that the program ships.
    shipped: Scored
    #: With the office's own; None where it changes nothing.
    own: Scored | None

    @property
    def now(self) -> Scored:
        """As a document would be read today."""
        return self.own or self.shipped


def gather(office: Office, *, unit: str | None = None, since: date | None = None) -> Gathered:
    """The examples of the workspace; NotFound `unit.unknown`."""
    with office.work() as work:
        return gather_examples(work, unit_ids=unit_ids_of(work, unit, office.today), since=since)


def export_corpus(office: Office, folder: Path, *, unit: str | None = None, since: date | None = None) -> Gathered:
    """Write the examples into a folder, all or nothing.

    Raises:
        NotFound: `corpus.nothing` when no document was reviewed to its end, `unit.unknown`.
        Conflict: `folder.taken`.
        BadInput: `file.unwritable`.
    """
    from dondoc.documents.folder import write_folder

    gathered = gather(office, unit=unit, since=since)
    _require(gathered)
    files = {name: text.encode() for name, text in corpus_files(gathered.whole).items()}
    write_folder(folder, files, is_ours=is_corpus_file)
    return gathered


def score_corpus(office: Office, folder: Path | None = None) -> Scores:
    """Score the present engine on the examples of the workspace, or on those of a folder.

    Raises:
        NotFound: `corpus.nothing`, `corpus.folder_empty`.
        BadInput: `corpus.invalid`, `corpus.quote`, `config.*`, `document.*`.
    """
    samples = samples_in(folder) if folder is not None else samples_of(office)
    shipped, own = load_lexicon(), office.lexicon
    return Scores(
        samples=tuple(samples),
        then=score_then(samples),
        shipped=score(samples, lambda sample: answers_of(extract(sample.document, shipped))),
        own=score(samples, lambda sample: answers_of(extract(sample.document, own))) if has_own_words(office) else None,
    )


def has_own_words(office: Office) -> bool:
    """Whether the office has a config file of its own, by which its documents may be read otherwise."""
    return any(office.office_dir.glob("*.toml")) or any((office.office_dir / FOLDER).glob("*.toml"))


def suggest_words(office: Office) -> Advised:
    """Words that the examples of the workspace speak for, each tried out; NotFound `corpus.nothing`."""
    # Many documents are tried with the same few words; a lexicon is some megabytes.
    lexicon_with = lru_cache(maxsize=16)(lambda words: load_lexicon(office.office_dir, words))

    def read(sample: Sample, words: tuple[NewWord, ...]) -> Answers:
        return answers_of(extract(sample.document, lexicon_with(words) if words else office.lexicon))

    return advise(samples_of(office), read, office.lexicon)


def write_suggested(office: Office, words: Sequence[NewWord]) -> Path:
    """Add the words to `config/vocabulary/suggested.toml`; its path.

    Raises:
        BadInput: `config.*` when the file that is there is wrong, `file.unwritable`.
    """
    from dondoc.documents.atomic import write_atomically

    folder = office.office_dir / FOLDER
    areas = {area.code: area for area in office.lexicon.areas}
    text = write_words(folder, words, VocabularyFile, areas)
    write_atomically(folder / SUGGESTED, text.encode())
    return folder / SUGGESTED


def samples_of(office: Office) -> list[Sample]:
    """The examples of the workspace, each file read anew; NotFound `corpus.nothing`."""
    gathered = gather(office)
    _require(gathered)
    return [
        Sample(name=name_of(one), document=_read_again(office, one), gold=one.gold, then=one.found)
        for one in gathered.whole
    ]


def samples_in(folder: Path) -> list[Sample]:
    """The examples of a folder, as `.txt` files.

    Raises:
        NotFound: `corpus.folder_empty`.
        BadInput: `corpus.invalid`, `corpus.quote`, `document.*`, `file.unreadable`.
    """
    from dondoc.documents.reading import read_document

    samples: list[Sample] = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        document = read_document(folder / f"{name}.txt")
        beside = folder / f"{name}.found.json"
        found = _read(beside) if beside.is_file() else None
        gold = parse_gold(_read(path), document.text, name, found=found)
        then = parse_found(found, beside.name) if found is not None else None
        samples.append(Sample(name=name, document=document, gold=gold, then=then))
    if not samples:
        raise NotFound(code="corpus.folder_empty", folder=str(folder))
    return samples


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(code="file.unreadable", file=str(path), problem=error.strerror or "?") from error
    except UnicodeDecodeError as error:
        raise BadInput(code="file.unreadable", file=str(path), problem=BadInput(code="value.not_utf8")) from error


def _require(gathered: Gathered) -> None:
    if not gathered.whole:
        raise NotFound(code="corpus.nothing", partly=len(gathered.partly))


def _read_again(office: Office, example: Example) -> Document:
    """The file as the program reads it today; where that gives another text, the stored text line by line."""
    from dondoc.documents.reading import read_bytes

    source = example.document
    try:
        document = read_bytes(office.blobs.get(source.file_sha256), source.name)
    except DondocError:
        document = None
    if document is not None and document.text == source.text:
        return document
    blocks = tuple(Block(start=match.start(), end=match.end()) for match in _LINE.finditer(source.text))
    name = f"{PurePath(source.name).stem}.txt"
    return Document(
        name=name,
        media_type="text/plain",
        sha256=source.file_sha256,
        text=source.text,
        blocks=blocks,
        title=source.title,
    )
