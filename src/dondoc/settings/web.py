"""`config/web.toml`: how long links live, how fast one may knock, how much one form may carry."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from dondoc.core.answer import LinkPurpose
from dondoc.settings.files import ConfigModel, read_config

Days = Annotated[int, Field(ge=1, le=3650)]


class _LinkDays(ConfigModel):
    answer: Days
    decide: Days
    grid: Days
    calendar: Days


class PerMinute(ConfigModel):
    """Requests a minute."""

    address: int = Field(ge=1)
    link: int = Field(ge=1)


class Uploads(ConfigModel):
    """What one form may carry."""

    files: int = Field(ge=1, le=200)
    total_mb: int = Field(ge=1, le=4000)
    photos: int = Field(ge=1, le=500)
    photos_total_mb: int = Field(ge=1, le=8000)


class WebFile(ConfigModel):
    """The file as written."""

    format: Literal[1] = Field(1, alias="schema")
    link_days: _LinkDays
    per_minute: PerMinute
    uploads: Uploads

    @property
    def lives(self) -> dict[LinkPurpose, timedelta]:
        """How long each kind of link lives."""
        return {purpose: timedelta(days=getattr(self.link_days, purpose.value)) for purpose in LinkPurpose}


def load_web_rules(office_dir: Path | None = None) -> WebFile:
    """The rules in force; BadInput `config.*` when the file is wrong."""
    return read_config("web.toml", WebFile, office_dir)
