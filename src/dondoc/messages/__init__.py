"""What users are told: an error or a doubt has a code, its sentences stand here in Vietnamese and English."""

from collections.abc import Mapping
from datetime import date, datetime

from dondoc.errors import DondocError
from dondoc.messages import commands, files, tasks
from dondoc.messages.text import Text

#: Every code with its sentences. A test walks them: both languages, the same holes.
MESSAGES: Mapping[str, Text] = {**files.MESSAGES, **tasks.MESSAGES, **commands.MESSAGES}


def say(code: str, params: Mapping[str, object], language: str = "vi") -> str:
    """The sentence of a code in "vi" or "en"; an unknown code is shown as it is, with its parameters."""
    text = MESSAGES.get(code)
    if text is None:
        return f"{code} {dict(params)}"
    pattern = text.vi if language == "vi" else text.en
    return pattern.format_map({name: _shown(value) for name, value in params.items()})


def explain(error: DondocError, language: str = "vi") -> str:
    """The sentence of a failure."""
    return say(error.message_code, error.params, language)


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        return value.strftime("%H:%M %d/%m/%Y")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


__all__ = ["MESSAGES", "Text", "explain", "say"]
