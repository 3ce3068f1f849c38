"""A set of phrases that is looked up by whole words; the longest phrase at a place wins."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from dondoc.extract.normalize import fold

_WORD = re.compile(r"\w+")
#: A word as far as a phrase may reach: a megabyte of letters without a space is not read anew at each place.
_FIRST = re.compile(r"\w{1,64}")
#: By so many letters most places are told to begin no phrase.
_HEAD = 2
#: Keys up to this length are cut into words once for all phrases that are looked for in them.
_KEPT_LENGTH = 2_000
_KEPT_KEYS = 128
_start, _whole = re.Match.start, itemgetter(0)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Folded phrases with an index by their first word.

    >>> Phrases.of("tổ chức", "tổ chức thực hiện").match("tổ chức thực hiện tốt", 0)
    'tổ chức thực hiện'
    """

    words: tuple[str, ...]
    index: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    #: How the phrases begin: by it most places are told at once to hold none.
    heads: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, list[str]] = {}
        for phrase in sorted(self.words, key=len, reverse=True):
            if phrase:
                index.setdefault(_first(phrase), []).append(phrase)
        object.__setattr__(self, "index", {first: tuple(many) for first, many in index.items()})
        object.__setattr__(self, "heads", frozenset(phrase[:_HEAD] for phrase in self.words if phrase))

    @classmethod
    def of(cls, *words: str) -> "Phrases":
        """The phrases folded, without repetition."""
        return cls(tuple(dict.fromkeys(fold(word) for word in words)))

    def match(self, key: str, at: int) -> str | None:
        """The longest phrase that begins at `at` of a folded key and ends at the end of a word, or None."""
        head = key[at : at + _HEAD]
        if head not in self.heads and head[:1] not in self.heads:
            return None
        word = _FIRST.match(key, at)
        first = word[0] if word else key[at : at + 1]
        many = self.index.get(first)
        return _longest(many, key, at) if many else None

    def finditer(self, key: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
        """(place, phrase) of every occurrence in `key[start:end]`, left to right, without overlap."""
        stop = len(key) if end is None else end
        places, words = _words(key) if len(key) <= _KEPT_LENGTH else _cut(key, start, stop)
        first, last = (bisect_left(places, start), bisect_left(places, stop)) if start or end is not None else (0, None)
        if self.index.keys().isdisjoint(words[first:last]):
            return
        index, free = self.index, start
        for at, word in zip(places[first:last], words[first:last], strict=True):
            many = index.get(word)
            if many is None or at < free:
                continue
            phrase = _longest(many, key, at)
            if phrase and at + len(phrase) <= stop:
                free = at + len(phrase)
                yield at, phrase

    def search(self, key: str, start: int = 0, end: int | None = None) -> tuple[int, str] | None:
        """The first occurrence, or None."""
        return next(self.finditer(key, start, end), None)

    def __contains__(self, key: str) -> bool:
        return self.search(key) is not None


def _first(phrase: str) -> str:
    word = _WORD.match(phrase)
    return word[0] if word else phrase[0]


def _longest(phrases: tuple[str, ...], key: str, at: int) -> str | None:
    """The first of the phrases, longest first, that stands at `at` and ends with a word."""
    for phrase in phrases:
        end = at + len(phrase)
        if key.startswith(phrase, at) and not (_wordy(phrase[-1]) and end < len(key) and _wordy(key[end])):
            return phrase
    return None


@lru_cache(maxsize=_KEPT_KEYS)
def _words(key: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    return _cut(key, 0, len(key))


def _cut(key: str, start: int, stop: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Places and words of the words that begin in `key[start:stop]`."""
    found = list(_WORD.finditer(key, start, stop))
    if found and found[0].start() == start > 0 and _wordy(key[start - 1]):
        del found[0]  # the rest of a word that began before
    words = list(map(_whole, found))
    if found and (whole := _FIRST.match(key, found[-1].start())):
        words[-1] = whole[0]  # `stop` may cut it off
    return tuple(map(_start, found)), tuple(words)


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"
