"""`config/evidence.toml`: which proof suffices, and how the notes that come with it are read."""

from pathlib import Path

from pydantic import Field

from dondoc.core.activity import EvidenceKind, EvidenceRules
from dondoc.core.four_eyes import FourEyes
from dondoc.extract.phrases import Phrases
from dondoc.extract.results import NoteWords
from dondoc.settings.files import ConfigModel, read_config


class NotesTable(ConfigModel):
    """How notes deny."""

    not_yet: list[str]
    harmless: list[str]


class EvidenceFile(ConfigModel):
    """The file as written."""

    format: int = Field(1, alias="schema")
    sufficient: list[EvidenceKind] = Field(min_length=1)
    accepted_on_arrival: list[EvidenceKind]
    max_file_mb: int = Field(gt=0, le=2000)
    media_types: list[str] = Field(min_length=1)
    settle_seconds: int = Field(ge=0, le=3600)
    four_eyes: FourEyes
    picture_days: int = Field(ge=0, le=366)
    notes: NotesTable


def load_evidence_rules(office_dir: Path | None) -> EvidenceRules:
    """The rules in force; BadInput `config.*` when the file is wrong."""
    entries = read_config("evidence.toml", EvidenceFile, office_dir)
    return EvidenceRules(
        sufficient=frozenset(entries.sufficient),
        accepted_on_arrival=frozenset(entries.accepted_on_arrival),
        max_file_size=entries.max_file_mb * 1_000_000,
        media_types=frozenset(entries.media_types),
        settle_seconds=entries.settle_seconds,
        four_eyes=entries.four_eyes,
        picture_days=entries.picture_days,
    )


def load_note_words(office_dir: Path | None) -> NoteWords:
    """The words by which a note denies or promises; BadInput `config.*` when the file is wrong."""
    notes = read_config("evidence.toml", EvidenceFile, office_dir).notes
    return NoteWords(not_yet=Phrases.of(*notes.not_yet), harmless=Phrases.of(*notes.harmless))
