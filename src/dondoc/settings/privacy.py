"""Reading `config/privacy.toml`: what no message may say."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from dondoc.draft.privacy import PrivacyRules
from dondoc.settings.files import ConfigModel, read_config

Words = list[str]


class _Labels(ConfigModel):
    labels: Words = Field(min_length=1)


class _Account(_Labels):
    banks: Words


class _Keep(ConfigModel):
    money_after: Words
    before: Words


class _Health(ConfigModel):
    states: Words
    persons: Words
    family_names: Words
    labels: Words
    parts: Words
    names: Words
    prevention: Words


class PrivacyFile(ConfigModel):
    """The file as written."""

    schema_: Literal[1] = Field(alias="schema")
    mask: str = Field(min_length=1, max_length=20)
    identity: _Labels
    account: _Account
    keep: _Keep
    health: _Health


def load_privacy(office_dir: Path | None = None) -> PrivacyRules:
    """The rules of an office: `config/privacy.toml` as shipped, with its own laid over it; BadInput `config.*`."""
    file = read_config("privacy.toml", PrivacyFile, office_dir)
    return PrivacyRules(
        mask=file.mask,
        identity_labels=tuple(file.identity.labels),
        account_labels=tuple(file.account.labels),
        banks=tuple(file.account.banks),
        money_after=tuple(file.keep.money_after),
        keep_before=tuple(file.keep.before),
        health_states=tuple(file.health.states),
        persons=tuple(file.health.persons),
        family_names=tuple(file.health.family_names),
        health_labels=tuple(file.health.labels),
        health_parts=tuple(file.health.parts),
        health_names=tuple(file.health.names),
        prevention=tuple(file.health.prevention),
    )
