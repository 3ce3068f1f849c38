"""Reading `config/channels.toml`: how channels that fail are left alone, codes for pairing, lengths of messages."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from dondoc.core.contact import Rest
from dondoc.core.notice import Channel
from dondoc.settings.files import ConfigModel, read_config

Length = Annotated[int, Field(ge=160, le=20_000)]


class _Rest(ConfigModel):
    failures: int = Field(ge=1, le=100)
    first_minutes: int = Field(ge=1, le=1440)
    longest_minutes: int = Field(ge=1, le=7 * 1440)
    tell_after_failures: int = Field(ge=1, le=1000)


class _Pairing(ConfigModel):
    valid_hours: int = Field(ge=1, le=24 * 60)


class _Longest(ConfigModel):
    zalo: Length
    telegram: Length
    slack: Length
    webhook: Length
    sms: Length


class _Service(ConfigModel):
    zalo: str = Field(pattern="^https?://[^/]+")
    telegram: str = Field(pattern="^https?://[^/]+")
    timeout_seconds: float = Field(gt=0, le=120)


class ChannelsFile(ConfigModel):
    """`config/channels.toml`."""

    schema_: Literal[1] = Field(alias="schema")
    rest: _Rest
    pairing: _Pairing
    longest: _Longest
    service: _Service

    def to_rest(self) -> Rest:
        """How long a channel that fails is left alone."""
        return Rest(
            failures=self.rest.failures,
            first=timedelta(minutes=self.rest.first_minutes),
            longest=timedelta(minutes=max(self.rest.longest_minutes, self.rest.first_minutes)),
        )

    @property
    def pairing_valid(self) -> timedelta:
        """How long a code for pairing is good."""
        return timedelta(hours=self.pairing.valid_hours)

    @property
    def timeout(self) -> float:
        """Seconds that a service may take for each step."""
        return self.service.timeout_seconds

    @property
    def lengths(self) -> Mapping[Channel, int]:
        """The longest message of each channel, in characters."""
        return {Channel(name): length for name, length in self.longest.model_dump().items()}


def load_channels(office_dir: Path | None = None) -> ChannelsFile:
    """The rules of an office: `config/channels.toml` as shipped, with its own laid over it; BadInput `config.*`."""
    return read_config("channels.toml", ChannelsFile, office_dir)
