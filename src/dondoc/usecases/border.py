"""What is wrong with a file at a border (TOML, JSON, pydantic), as a place and a problem that can be told."""

import re
from collections.abc import Mapping
from tomllib import TOMLDecodeError

from pydantic import ValidationError

from dondoc.errors import BadInput

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")

#: Kinds of pydantic's problems by their beginning, the longest first where two fit; holes with their names there.
_KINDS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("missing", "value.missing", {}),
    ("extra_forbidden", "value.unknown", {}),
    ("int_", "value.whole_number", {}),
    ("float_", "value.number", {}),
    ("decimal_", "value.number", {}),
    ("finite_number", "value.number", {}),
    ("bool_", "value.true_false", {}),
    ("string_pattern_mismatch", "value.pattern", {"pattern": "pattern"}),
    ("string_too_short", "value.missing", {}),
    ("string_", "value.words", {}),
    ("enum", "value.choice", {"expected": "expected"}),
    ("literal_error", "value.choice", {"expected": "expected"}),
    ("greater_than_equal", "value.at_least", {"limit": "ge"}),
    ("greater_than", "value.above", {"limit": "gt"}),
    ("less_than_equal", "value.at_most", {"limit": "le"}),
    ("less_than", "value.below", {"limit": "lt"}),
    ("too_short", "value.too_few", {"limit": "min_length"}),
    ("list_", "value.a_list", {}),
    ("dict_", "value.a_table", {}),
    ("model_", "value.a_table", {}),
    ("date_", "value.a_day", {}),
    ("json_invalid", "value.json", {"detail": "error"}),
)


def first_problem(error: ValidationError) -> tuple[str, BadInput]:
    """The place ("jobs.verify_ledger.cron", "-" for the whole) and the problem of what pydantic found first."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "-"
    context = first.get("ctx", {})
    for kind, code, holes in _KINDS:
        if first["type"].startswith(kind):
            return place, BadInput(code=code, **{name: str(context.get(given, "?")) for name, given in holes.items()})
    return place, BadInput(code="value.other", detail=first["msg"])


def toml_problem(error: TOMLDecodeError | UnicodeDecodeError) -> BadInput:
    """Where a TOML file cannot be read."""
    if isinstance(error, UnicodeDecodeError):
        return BadInput(code="value.not_utf8")
    place = _TOML_PLACE.search(str(error))
    if place is None:
        return BadInput(code="value.toml", detail=str(error))
    return BadInput(code="value.toml_at", line=int(place[1]), column=int(place[2]))
