"""`config/replies.toml`: how the own words of a reply are told from what it quotes, and what they mean."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from dondoc.extract.phrases import Phrases
from dondoc.extract.replies import CutWords
from dondoc.extract.reply_parts import MeaningWords
from dondoc.settings.evidence import load_note_words
from dondoc.settings.files import ConfigModel, read_config


class CutTable(ConfigModel):
    """Words of quotations and signatures."""

    quote_opens: list[str]
    quote_closes: list[str]
    header_first: list[str]
    header_next: list[str]
    separators: list[str]
    sign_offs: list[str]
    machine_lines: list[str]
    disclaimers: list[str]
    postscripts: list[str]


class MeaningTable(ConfigModel):
    """Words with a meaning."""

    polite: list[str]
    received: list[str]
    snooze: list[str]
    extension: list[str]
    done: list[str]
    reasons: list[str]


class AutomaticTable(ConfigModel):
    """Words of machines."""

    subjects: list[str]


class RepliesFile(ConfigModel):
    """The file as written."""

    format: int = Field(1, alias="schema")
    processed_folder: str = Field(min_length=1, max_length=60)
    max_mail_mb: int = Field(gt=0, le=2000)
    max_parts: int = Field(gt=0, le=10_000)
    max_logo_kb: int = Field(ge=0, le=1000)
    zalo_photo_hosts: list[Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]]
    cut: CutTable
    meaning: MeaningTable
    automatic: AutomaticTable


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRules:
    """How replies are read."""

    processed_folder: str
    #: Bytes.
    max_mail_size: int
    max_parts: int
    #: Bytes.
    max_logo_size: int
    zalo_photo_hosts: tuple[str, ...]
    cut: CutWords
    meaning: MeaningWords
    automatic_subjects: Phrases


def load_reply_rules(office_dir: Path | None) -> ReplyRules:
    """The rules in force; BadInput `config.*` when the file is wrong."""
    entries = read_config("replies.toml", RepliesFile, office_dir)
    cut = {name: Phrases.of(*words) for name, words in entries.cut.model_dump().items()}
    meaning = {name: Phrases.of(*words) for name, words in entries.meaning.model_dump().items()}
    return ReplyRules(
        processed_folder=entries.processed_folder,
        max_mail_size=entries.max_mail_mb * 1_000_000,
        max_parts=entries.max_parts,
        max_logo_size=entries.max_logo_kb * 1000,
        zalo_photo_hosts=tuple(entries.zalo_photo_hosts),
        cut=CutWords(**cut),
        meaning=MeaningWords(**meaning, notes=load_note_words(office_dir)),
        automatic_subjects=Phrases.of(*entries.automatic.subjects),
    )
