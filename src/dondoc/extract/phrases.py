"""A set of phrases that is looked up by whole words; the longest phrase at a place wins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.extract.normalize import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Folded phrases with an index by their first word.

    >>> Phrases.of("tổ chức", "tổ chức thực hiện").match("tổ chức thực hiện tốt", 0)
    'tổ chức thực hiện'
    """

    words: tuple[str, ...]
    index: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, list[str]] = {}
        for phrase in sorted(self.words, key=len, reverse=True):
            if phrase:
                index.setdefault(_first(phrase), []).append(phrase)
        object.__setattr__(self, "index", {first: tuple(many) for first, many in index.items()})

    @classmethod
    def of(cls, *words: str) -> "Phrases":
        """The phrases folded, without repetition."""
        return cls(tuple(dict.fromkeys(fold(word) for word in words)))

    def match(self, key: str, at: int) -> str | None:
        """The longest phrase that begins at `at` of a folded key and ends at the end of a word, or None."""
        word = _WORD.match(key, at)
        first = word[0] if word else key[at : at + 1]
        for phrase in self.index.get(first, ()):
            end = at + len(phrase)
            if key.startswith(phrase, at) and not (_wordy(phrase[-1]) and end < len(key) and _wordy(key[end])):
                return phrase
        return None

    def finditer(self, key: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
        """(place, phrase) of every occurrence in `key[start:end]`, left to right, without overlap."""
        stop = len(key) if end is None else end
        free = start
        for word in _WORD.finditer(key, start, stop):
            at = word.start()
            if at < free or (at and _wordy(key[at - 1])):
                continue
            phrase = self.match(key, at)
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


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"
