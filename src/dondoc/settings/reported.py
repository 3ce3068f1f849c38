"""`config/results.toml`: the words by which results are read and set beside promises."""

from functools import cache
from pathlib import Path

from pydantic import Field

from dondoc.extract.phrases import Phrases
from dondoc.extract.reported_words import ReportedWords
from dondoc.settings.files import ConfigModel, read_config

Words = list[str]


class _WordsTable(ConfigModel):
    done: Words
    over: Words
    ahead: Words
    asked: Words
    harmless: Words
    laws: Words
    demands: Words
    asides: Words
    skipped: Words
    examples: Words
    habits: Words
    praises: Words
    leads: Words
    told: Words
    grounds: Words
    limit_turns: Words
    however: Words
    lacks: Words
    causes: Words
    under_way: Words
    partly: Words
    not_done: Words
    measuring: Words
    holding: Words
    holders: Words
    plans: Words
    same_periods: Words
    parts: Words
    pronouns: Words
    amounts: Words
    naming: Words
    noun_stops: Words
    persons: Words
    deeds: Words
    compounds: Words
    about: Words
    estimated: Words
    beginning: Words
    fillers: Words


class ResultsFile(ConfigModel):
    """The file as written."""

    format: int = Field(1, alias="schema")
    words: _WordsTable
    families: dict[str, list[str]]


@cache
def load_reported_words(office_dir: Path | None) -> ReportedWords:
    """The words in force; BadInput `config.*` when the file is wrong."""
    entries = read_config("results.toml", ResultsFile, office_dir)
    lists = {name: Phrases.of(*entries.words.model_dump()[name]) for name in _WordsTable.model_fields}
    families = tuple((name, Phrases.of(*verbs)) for name, verbs in entries.families.items())
    return ReportedWords(**lists, families=families)
