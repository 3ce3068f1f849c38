"""`config/names.toml`: how the names of bodies are capitalised."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from dondoc.settings.files import ConfigModel, read_config


class NamesFile(ConfigModel):
    """The file as written."""

    schema_: Literal[1] = Field(alias="schema")
    phrases: list[str] = Field(min_length=1)


def load_name_phrases(office_dir: Path | None = None) -> tuple[str, ...]:
    """Phrases in their right spelling; BadInput `config.*` when the file is wrong."""
    return tuple(read_config("names.toml", NamesFile, office_dir).phrases)
