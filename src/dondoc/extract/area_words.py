"""How often each word stood in annotated commitments of an area of work: what keywords miss, counts can tell.

The model is a naive Bayes classifier over words and pairs of words (Manning, Raghavan and Schütze, "Introduction to
Information Retrieval", 2008, chapter 13), its log ratios weighted by where the word stands. `make areas` counts them
anew; they stand in config/area_words.toml, beside the keywords of areas.toml, which an office writes by hand.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d_]+")
#: The first words of a clause say what is done; later ones for whom and why.
_NEAR, _LATER = 10, 20
_WEIGHTS = (1.0, 0.7, 0.4)
#: What a word of a heading weighs, from the nearest out.
_HEADINGS = (0.4, 0.2, 0.1, 0.05)
#: So many imagined sightings spread as the areas are.
_SMOOTHING = 1.5
_PRIOR, _HALF = 0.3, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class AreaWords:
    """Counts by word or pair of words, and by area alone."""

    #: Folded word (or two words with a space) → area → how many commitments of it had the word.
    counts: Mapping[str, Mapping[str, float]]
    #: Area → how many commitments were of it.
    totals: Mapping[str, float]
    _ratios: dict[str, dict[str, float]] = field(default_factory=dict, init=False, repr=False)

    def score(self, key: str, headings: tuple[str, ...]) -> dict[str, float]:
        """Area → log evidence of the folded words of a clause and its headings, the outermost first."""
        whole = sum(self.totals.values())
        scores = {
            area: _PRIOR * math.log((count + 1) / (whole + len(self.totals))) for area, count in self.totals.items()
        }
        for word, weight in weigh(key, headings).items():
            if word in self.counts:
                for area, ratio in self._of(word, whole).items():
                    scores[area] += weight * ratio
        return scores

    def _of(self, word: str, whole: float) -> dict[str, float]:
        """Log ratio of an area's share among the word's sightings to its share among all."""
        known = self._ratios.get(word)
        if known is None:
            seen = self.counts[word]
            times = sum(seen.values()) + _SMOOTHING
            known = {}
            for area, count in self.totals.items():
                share = max(count, 0.5) / whole
                known[area] = _HALF * math.log((seen.get(area, 0.0) + _SMOOTHING * share) / times / share)
            self._ratios[word] = known
        return known


def weigh(key: str, headings: tuple[str, ...]) -> dict[str, float]:
    """Words and pairs of words with their weight; the heaviest place counts."""
    weights: dict[str, float] = {}
    words = _WORD.findall(key)
    for place, _ in enumerate(words):
        weight = _WEIGHTS[(place >= _NEAR) + (place >= _LATER)]
        _keep(weights, words, place, weight)
    for weight, heading in zip(_HEADINGS, reversed(headings), strict=False):
        parts = _WORD.findall(heading)
        for place, _ in enumerate(parts):
            _keep(weights, parts, place, weight)
    return weights


def _keep(weights: dict[str, float], words: list[str], place: int, weight: float) -> None:
    pair = " ".join(words[place : place + 2])
    for word in (words[place], pair) if pair != words[place] else (pair,):
        weights[word] = max(weight, weights.get(word, 0.0))


def count(examples: Iterable[tuple[str, tuple[str, ...], tuple[str, ...], str]], fewest: int = 2) -> AreaWords:
    """Counts over (folded words, headings, accepted areas, document); words of fewer documents are left out."""
    counts: dict[str, dict[str, float]] = {}
    documents: dict[str, set[str]] = {}
    totals: dict[str, float] = {}
    for key, headings, areas, document in examples:
        share = 1 / len(areas)
        for area in areas:
            totals[area] = totals.get(area, 0.0) + share
        for word in weigh(key, headings):
            documents.setdefault(word, set()).add(document)
            seen = counts.setdefault(word, {})
            for area in areas:
                seen[area] = seen.get(area, 0.0) + share
    return AreaWords({word: seen for word, seen in counts.items() if len(documents[word]) >= fewest}, totals)
