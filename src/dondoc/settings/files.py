"""Reading `config/`: the shipped files with the office's own laid over them.

Keyed tables merge by key, lists and plain values replace. Every file carries `schema = N`.
"""

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dondoc.errors import BadInput
from dondoc.usecases.border import first_problem, toml_problem

#: The version of every config file that this program reads.
SCHEMA = 1


class ConfigModel(BaseModel):
    """Base of all config schemas: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


ModelT = TypeVar("ModelT", bound=BaseModel)


def shipped_dir() -> Path:
    """The `config/` folder that came with the program: inside the wheel, or at the repository's root."""
    packaged = Path(str(files("dondoc"))) / "_config"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "config"


def read_config(name: str, schema: type[ModelT], office_dir: Path | None = None) -> ModelT:
    """The config file `name` (say "reminders.toml"), the office's own laid over the shipped one.

    Raises:
        BadInput: `config.syntax` when a file is not TOML, `config.invalid` when a value is not allowed; both name
            the file and the place.
    """
    merged = read_toml(shipped_dir() / name)
    own = office_dir / name if office_dir else None
    has_own = own is not None and own.is_file()
    if own is not None and has_own:
        merged = merge(merged, read_toml(own))
    try:
        return schema.model_validate(merged)
    except ValidationError as error:
        place, problem = first_problem(error)
        file = str(own) if has_own else name
        raise BadInput(code="config.invalid", file=file, place=place, problem=problem) from error


def merge(shipped: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Tables merge by key; everything else is replaced.

    >>> merge({"a": {"x": 1, "y": 2}, "b": [1]}, {"a": {"y": 3}, "b": [2]})
    {'a': {'x': 1, 'y': 3}, 'b': [2]}
    """
    result = dict(shipped)
    for key, value in own.items():
        old = result.get(key)
        result[key] = merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as it is; a byte order mark, as Notepad writes it, does no harm.

    Raises:
        BadInput: `config.missing`, `config.unreadable`, `config.syntax`, and `config.invalid` for another `schema`.
    """
    try:
        values = _parse(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(code="config.syntax", file=str(path), problem=toml_problem(error)) from error
    except FileNotFoundError as error:
        raise BadInput(code="config.missing", file=str(path)) from error
    except OSError as error:
        raise BadInput(code="config.unreadable", file=str(path), problem=error.strerror or "?") from error
    have = values.get("schema", SCHEMA)
    if have != SCHEMA:
        problem = BadInput(code="value.schema", have=have, need=SCHEMA)
        raise BadInput(code="config.invalid", file=str(path), place="schema", problem=problem)
    return values


@lru_cache(maxsize=64)
def _parse(text: str) -> dict[str, Any]:
    """A text is parsed once in a process: each run opens its workspace anew and reads the same files. Not to change."""
    return tomllib.loads(text)
