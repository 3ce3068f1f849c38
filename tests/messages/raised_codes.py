"""Every code that the program can tell somebody, read out of its source: where it stands, with which parameters."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "src" / "dondoc", ROOT / "flows", ROOT / "deployments")
ERRORS = {"DondocError", "BadInput", "NotFound", "Conflict", "NotAllowed", "Unavailable"}


@dataclass(frozen=True, slots=True)
class Raised:
    """A code with the names of its parameters; None where the place does not say them."""

    code: str
    params: frozenset[str] | None
    place: str


@cache
def _telling() -> list[tuple[ast.Call | ast.Dict | ast.ClassDef, str]]:
    """The parts of all sources that may tell something, each with its file; they are read once."""
    found: list[tuple[ast.Call | ast.Dict | ast.ClassDef, str]] = []
    for root in SOURCES:
        for path in sorted(root.rglob("*.py")):
            name = str(path.relative_to(ROOT))
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [(node, name) for node in ast.walk(tree) if isinstance(node, ast.Call | ast.Dict | ast.ClassDef)]
    return found


def raised_codes() -> list[Raised]:
    """Codes of errors, doubts and sentences, in all sources."""
    return [Raised(code, params, f"{file}:{node.lineno}") for node, file in _telling() for code, params in _codes(node)]


@cache
def event_types() -> dict[str, str]:
    """Types of events that are appended to the log, with their place."""
    found: dict[str, str] = {}
    for node, file in _telling():
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or len(node.args) < 2:
            continue
        if node.func.attr == "_log" or (node.func.attr == "append" and len(node.args) >= 4):
            found |= dict.fromkeys(_texts(node.args[1]), f"{file}:{node.lineno}")
    return found


def _codes(node: ast.AST) -> Iterator[tuple[str, frozenset[str] | None]]:
    if isinstance(node, ast.ClassDef):
        bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
        if bases & {*ERRORS, "Exception"}:
            yield from ((code, None) for code in _class_codes(node))
    elif isinstance(node, ast.Dict):
        yield from _codes_of_dict(node)
    elif isinstance(node, ast.Call):
        yield from _codes_of_call(node)


def _codes_of_dict(node: ast.Dict) -> Iterator[tuple[str, frozenset[str] | None]]:
    """An error on its way out of a process: `{"code": "prefect.failed", "params": {…}}`."""
    pairs = {k.value: v for k, v in zip(node.keys, node.values, strict=True) if isinstance(k, ast.Constant)}
    if set(pairs) == {"code", "params"} and isinstance(pairs["params"], ast.Dict):
        params = frozenset(str(k.value) for k in pairs["params"].keys if isinstance(k, ast.Constant))
        yield from ((code, params) for code in _texts(pairs["code"]))


def _codes_of_call(node: ast.Call) -> Iterator[tuple[str, frozenset[str] | None]]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    keywords = {k.arg: k.value for k in node.keywords}
    first = node.args[0] if node.args else None
    if name in ERRORS and "code" in keywords:
        params = None if None in keywords else frozenset(k for k in keywords if k not in {"code", None})
        yield from ((code, params) for code in _texts(keywords["code"]))
    elif name == "Doubt":
        yield from ((code, None) for code in _texts(keywords.get("code")))
    elif name == "_whole":
        yield from ((code, None) for code in _texts(first))
    elif name in {"say", "sentence"} and len(node.args) >= 2:
        given = node.args[1]
        names = [k.value for k in given.keys if isinstance(k, ast.Constant)] if isinstance(given, ast.Dict) else None
        params = None if names is None else frozenset(map(str, names))
        yield from ((code, params) for code in _texts(first) if "." in code)
    elif name == "Finding" and len(node.args) >= 2:
        yield from ((code, _names(node.args[2:])) for code in _texts(node.args[1]))
    elif name in {"deviation", "_page_deviation", "_number_deviation"}:
        yield from ((code, None) for code in _texts(first))
    elif name == "Deviation":
        yield from ((code, None) for code in _texts(keywords.get("code")))
    elif name == "Reason":
        yield from ((f"reason.{code}", frozenset({"words"})) for code in _texts(first))
    elif name == "Skipped":
        yield from ((f"held.{reason}", frozenset()) for reason in _texts(keywords.get("reason")))
    # Where the store is told which code to raise for a missing row.
    yield from ((code, frozenset({"id"})) for code in _texts(keywords.get("unknown")))


def _names(given: list[ast.expr]) -> frozenset[str] | None:
    """The names of parameters written out as a dictionary; None where they are a variable."""
    if not given:
        return frozenset()
    if not isinstance(given[0], ast.Dict):
        return None
    return frozenset(str(k.value) for k in given[0].keys if isinstance(k, ast.Constant))


def _class_codes(node: ast.ClassDef) -> Iterator[str]:
    for part in node.body:
        target = part.targets[0] if isinstance(part, ast.Assign) else getattr(part, "target", None)
        if isinstance(target, ast.Name) and target.id == "code" and isinstance(part, (ast.Assign, ast.AnnAssign)):
            yield from _texts(part.value)


def _texts(node: ast.AST | None) -> Iterator[str]:
    """The string constants that an expression may be; both sides of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
