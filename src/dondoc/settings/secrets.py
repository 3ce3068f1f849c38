"""Tokens of the services that carry messages: from the environment, or a `secrets.toml` that others cannot read."""

import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, ValidationError

from dondoc.errors import BadInput
from dondoc.settings.files import ConfigModel
from dondoc.usecases.border import first_problem, toml_problem

FILE_NAME = "secrets.toml"

#: Variables of the environment, which win over the file, with their place in it.
VARIABLES: Mapping[str, tuple[str, str]] = {
    "DONDOC_ZALO_TOKEN": ("zalo", "token"),
    "DONDOC_TELEGRAM_TOKEN": ("telegram", "token"),
    "DONDOC_SMS_URL": ("sms", "url"),
    "DONDOC_SMS_TOKEN": ("sms", "token"),
}


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Secret = Annotated[SecretStr, BeforeValidator(_trimmed), Field(min_length=1)]


class Bot(ConfigModel):
    """A bot, known by its token."""

    token: Secret


class Hook(ConfigModel):
    """An address that takes messages; the address itself lets in whoever knows it."""

    url: Secret
    #: Sent as `Authorization: Bearer …`.
    token: Secret | None = None


HookName = Annotated[str, Field(pattern=r"^[0-9a-z][0-9a-z_-]{0,39}$")]


class Secrets(ConfigModel):
    """Everything that nobody else may know; printing it shows stars."""

    zalo: Bot | None = None
    telegram: Bot | None = None
    sms: Hook | None = None
    slack: dict[HookName, Hook] = Field(default_factory=dict)
    webhook: dict[HookName, Hook] = Field(default_factory=dict)


def read_secrets(workspace: Path | None, environment: Mapping[str, str] | None = None) -> Secrets:
    """The secrets in force; no failure repeats a value.

    Raises:
        BadInput: `secrets.open` when others may read the file (it is not read then), `config.unreadable`,
            `config.syntax`, `config.invalid`.
    """
    values = _read_file(workspace / FILE_NAME) if workspace is not None else {}
    given = os.environ if environment is None else environment
    for name, (table, key) in VARIABLES.items():
        value = given.get(name, "").strip()
        if value:
            old = values.get(table)
            values[table] = {**(old if isinstance(old, dict) else {}), key: value}
    try:
        return Secrets.model_validate(values)
    except ValidationError as error:
        place, problem = first_problem(error)
        # Without its cause: pydantic repeats what it was given.
        raise BadInput(code="config.invalid", file=FILE_NAME, place=place, problem=problem) from None


def open_to_others(path: Path) -> bool:
    """Whether others than the owner may read or write the file; never on systems without such rights."""
    return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _read_file(path: Path) -> dict[str, object]:
    try:
        if not path.exists():
            return {}
        if open_to_others(path):
            raise BadInput(code="secrets.open", file=str(path))
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(code="config.syntax", file=str(path), problem=toml_problem(error)) from None
    except OSError as error:
        raise BadInput(code="config.unreadable", file=str(path), problem=error.strerror or "?") from error
    values.pop("schema", None)
    return values
