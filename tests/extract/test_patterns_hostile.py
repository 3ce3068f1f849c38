"""No pattern of the package can be made to try for ever: an unbounded repeat never repeats what repeats without bound.

"(a+)+" and "(a*b?)*" read the same letters in exponentially many ways. A repeat inside a repeat is let pass where the
inner one is bounded, where the pass ends with something that its own repeat cannot match (so that there is only one way
to part the text), or where it is possessive or atomic.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import dondoc.core
import dondoc.documents
import dondoc.extract
from dondoc.settings.lexicon import load_lexicon

#: From so many repeats on it counts as unbounded.
_MANY = 100
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT}
#: Letters by which two sets are told apart.
_SAMPLE = [
    chr(point) for point in (*range(1, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0x2010, 0x2040))
]
_SAMPLE += list("•●▪■◦→✓✔❖➢≤≥…\u3000\ufeff")


def patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Every compiled pattern that stands in a module, by itself or in a table."""
    for package in (dondoc.extract, dondoc.documents, dondoc.core):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                yield from ((f"{found.name}.{name}", one) for one in _in(value, depth=3))


def _in(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _in(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in value.values():
            yield from _in(one, depth - 1)


def nested(tree: Any, flags: int) -> Iterator[str]:
    """Repeats without bound that repeat what can match the same letters in several ways."""
    for code, argument in tree:
        if code in _REPEATS and argument[1] >= _MANY and _is_ambiguous(argument[2], _first(argument[2], flags), flags):
            yield str(argument[2])[:200]
        for inner in _children(code, argument):
            yield from nested(inner, flags)


def _children(code: Any, argument: Any) -> list[Any]:
    if code in {*_REPEATS, codes.POSSESSIVE_REPEAT}:
        return [argument[2]]
    if code is codes.SUBPATTERN:
        return [argument[3]]
    if code is codes.BRANCH:
        return list(argument[1])
    if code in {codes.ASSERT, codes.ASSERT_NOT}:
        return [argument[1]]
    if code is codes.ATOMIC_GROUP:
        return [argument]
    if code is codes.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []


def _is_ambiguous(body: Any, follow: set[str], flags: int) -> bool:
    """Whether a stretch holds a repeat without bound that what comes behind it could go on with."""
    for index, (code, argument) in enumerate(body):
        rest = list(body)[index + 1 :]
        behind = _first(rest, flags) | (follow if _is_empty(rest) else set())
        if code is codes.SUBPATTERN and _is_ambiguous(argument[3], behind, flags):
            return True
        if code is codes.BRANCH and any(_is_ambiguous(one, behind, flags) for one in argument[1]):
            return True
        if code in _REPEATS and argument[1] >= _MANY and _first(argument[2], flags) & behind:
            return True
    return False


def _first(body: Any, flags: int) -> set[str]:
    """Letters with which a stretch of a pattern can begin."""
    letters: set[str] = set()
    for item in body:
        own, may_be_empty = _begins(item, flags)
        letters |= own
        if not may_be_empty:
            break
    return letters


def _begins(item: Any, flags: int) -> tuple[set[str], bool]:
    code, argument = item
    if code in {*_REPEATS, codes.POSSESSIVE_REPEAT}:
        return _first(argument[2], flags), argument[0] == 0 or _is_empty(argument[2])
    if code is codes.SUBPATTERN:
        return _first(argument[3], flags), _is_empty(argument[3])
    if code is codes.ATOMIC_GROUP:
        return _first(argument, flags), _is_empty(argument)
    if code is codes.BRANCH:
        return set().union(*(_first(one, flags) for one in argument[1])), any(map(_is_empty, argument[1]))
    if code in {codes.ASSERT, codes.ASSERT_NOT, codes.AT}:
        return set(), True
    if code in {codes.GROUPREF, codes.GROUPREF_EXISTS}:
        return set(_SAMPLE), True
    one = re.compile("x", flags & ~re.DEBUG)
    tree = parser.SubPattern(parser.State(), [item])
    compiled = _compiled(tree, one.flags)
    return {letter for letter in _SAMPLE if compiled.match(letter)}, False


def _compiled(tree: Any, flags: int) -> re.Pattern[str]:
    from re import _compiler

    tree.state.flags, tree.state.str = flags | re.UNICODE, "x"
    return _compiler.compile(tree, flags | re.UNICODE)  # type: ignore[attr-defined,no-any-return]


def _is_empty(body: Any) -> bool:
    return all(_begins(item, 0)[1] for item in body)


def faults(pattern: str | bytes, flags: int = 0) -> list[str]:
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    return list(nested(parser.parse(text, flags & ~re.LOCALE & ~re.ASCII), flags))


@pytest.mark.parametrize(
    "bad", [r"(a+)+$", r"(?:a*b?)*c", r"(?:\w+\s*)+:", r"(?:x|\s+)*\s+$", r"(\s*,\s*)+\s", r"((ab)*)*"]
)
def test_what_can_be_read_in_several_ways_is_found(bad: str) -> None:
    assert faults(bad)


@pytest.mark.parametrize(
    "good",
    [r"(?:\w+,)+", r"(?:\s+\w+){0,6}", r"(?:a+b)*", r"\w+\s+\w+", r"(?>a+)+x", r"(?:\d{1,3})+", r"(?:(?:a|b+)\s+)*"],
)
def test_what_can_be_read_in_one_way_passes(good: str) -> None:
    assert faults(good) == []


def test_no_pattern_repeats_a_repeat() -> None:
    load_lexicon()
    found = dict(patterns())
    assert len(found) > 100
    wrong = {name: fault for name, pattern in found.items() for fault in faults(pattern.pattern, pattern.flags)}
    assert wrong == {}
