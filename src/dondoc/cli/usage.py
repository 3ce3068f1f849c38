"""What is wrong with a command line, in Vietnamese; the parser of options itself says it in English.

Typer carries its own copy of click from version 0.26 on and shares it with nobody, so its failures are known here by
the names of their classes, which are the same in both.
"""

import re
from collections.abc import Mapping
from typing import cast

import typer
from pydantic import ValidationError

from dondoc.messages import explain

#: The family of wrong uses: the parent of the one that typer makes public.
USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__mro__[1])

_EXTRA = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)")
_CHOICE = re.compile(r"is not one of (.+?)\.?$")


def usage_sentence(error: BaseException) -> str:
    """One sentence on a command, an option or a value that cannot be used."""
    facts = vars(error)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "NoSuchOption" in kinds:
        near = facts.get("possibilities")
        return f"không có tùy chọn {facts['option_name']}." + (
            f" Có phải {' hay '.join(sorted(near))}?" if near else ""
        )
    if "MissingParameter" in kinds:
        return f"còn thiếu {_name(facts) or 'một tham số'}."
    if "BadParameter" in kinds:
        name = _name(facts)
        return f"{name}: {_value_problem(error)}" if name else str(facts["message"])
    if "BadOptionUsage" in kinds:
        return f"tùy chọn {facts['option_name']} dùng chưa đúng; có thể còn thiếu giá trị đi kèm."
    commands = getattr(getattr(facts.get("ctx"), "command", None), "commands", None)
    if isinstance(commands, Mapping):
        return f"không có lệnh như vậy. Các lệnh: {', '.join(commands)}."
    extra = _EXTRA.search(str(facts.get("message", "")))
    return f"thừa tham số: {extra[1]}." if extra is not None else "lệnh dùng chưa đúng."


def _name(facts: Mapping[str, object]) -> str:
    """`--due`, or the argument as the help prints it."""
    param = facts.get("param")
    if param is None:
        return str(facts.get("param_hint") or "")
    if getattr(param, "param_type_name", "") == "option":
        return "/".join(getattr(param, "opts", ()))
    return f"tham số {str(getattr(param, 'name', '')).upper()}"


def _value_problem(error: BaseException) -> str:
    """Typer has pydantic read the values; a choice is checked by typer itself, which leaves only its sentence."""
    from dondoc.usecases.border import first_problem

    message = str(vars(error)["message"])
    choice = _CHOICE.search(message)
    if choice is not None:
        return f"chỉ nhận một trong: {choice[1].replace(chr(39), '')}."
    cause = error.__cause__
    return f"{explain(first_problem(cause)[1])}." if isinstance(cause, ValidationError) else message
