"""What users are told: an error or a doubt has a code, its sentences stand here in Vietnamese and English."""

from collections.abc import Iterable, Mapping

from dondoc.core.extraction import Reason
from dondoc.errors import DondocError
from dondoc.messages import (
    answers,
    channels,
    commands,
    corpus,
    dates,
    doctor,
    documents,
    files,
    flags,
    flows,
    form,
    ledger,
    log,
    outlines,
    plans,
    reasons,
    receipts,
    replies,
    reported,
    reports,
    store,
    tasks,
    templates,
    units,
    values,
)
from dondoc.messages.text import Text
from dondoc.messages.words import shown

_PARTS = (
    files,
    doctor,
    documents,
    dates,
    reasons,
    reported,
    outlines,
    reports,
    corpus,
    store,
    values,
    tasks,
    flags,
    commands,
    flows,
    form,
    ledger,
    log,
    plans,
    replies,
    answers,
    channels,
    receipts,
    templates,
    units,
)

#: Every code with its sentences. A test walks them: both languages, the same holes.
MESSAGES: Mapping[str, Text] = {code: text for part in _PARTS for code, text in part.MESSAGES.items()}


class _Holes(dict[str, str]):
    """Parameters by name; one that was not given prints as dots, since a failure must never fail to be told."""

    def __missing__(self, name: str) -> str:
        return "…"


def say(code: str, params: Mapping[str, object], language: str = "vi") -> str:
    """The sentence of a code in "vi" or "en"; an unknown code is shown as it is, with its parameters."""
    text = MESSAGES.get(code)
    if text is None:
        return f"{code} {dict(params)}"
    pattern = text.vi if language == "vi" else text.en
    return pattern.format_map(_Holes({name: _shown(value, language) for name, value in params.items()}))


def explain(error: DondocError, language: str = "vi") -> str:
    """The sentence of a failure."""
    return say(error.message_code, error.params, language)


def tell_reasons(reasons: Iterable[str], language: str = "vi") -> list[str]:
    """The sentences of a commitment's reasons, in their order and without repetition."""
    told = (Reason.parse(one) for one in reasons)
    return list(dict.fromkeys(say(f"reason.{one.code}", {"words": one.words}, language) for one in told))


def _shown(value: object, language: str) -> str:
    """A parameter; one that is a failure itself (the problem with a value) is told inside the sentence."""
    if isinstance(value, tuple):
        return ", ".join(_shown(part, language) for part in value)
    return explain(value, language) if isinstance(value, DondocError) else shown(value, language)


__all__ = ["MESSAGES", "Text", "explain", "say", "tell_reasons"]
