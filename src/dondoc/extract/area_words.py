"""How often each word stood in annotated commitments of an area of work: what keywords miss, counts can tell.

The model is a naive Bayes classifier over words and pairs of words (Manning, Raghavan and Schütze, "Introduction to
Information Retrieval", 2008, chapter 13), its log ratios weighted by where the word stands. `make areas` counts them
anew; they stand in config/area_words.toml, beside the keywords of areas.toml, which an office writes by hand.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import mul

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
    _ratios: dict[str, tuple[float, ...]] = field(default_factory=dict, init=False, repr=False)

    def score(self, key: str, headings: tuple[str, ...]) -> dict[str, float]:
        """Area → log evidence of the folded words of a clause and its headings, the outermost first."""
        whole = sum(self.totals.values())
        priors = [_PRIOR * math.log((count + 1) / (whole + len(self.totals))) for count in self.totals.values()]
        known = [(word, weight) for word, weight in weigh(key, headings).items() if word in self.counts]
        weights = [weight for _, weight in known]
        columns = zip(*(self._ratios.get(word) or self._of(word, whole) for word, _ in known), strict=True)
        scores = [sum(map(mul, weights, column), prior) for prior, column in zip(priors, columns, strict=False)]
        return dict(zip(self.totals, scores if known else priors, strict=True))

    def _of(self, word: str, whole: float) -> tuple[float, ...]:
        """Log ratio of each area's share among the word's sightings to its share among all."""
        seen = self.counts[word]
        times = sum(seen.values()) + _SMOOTHING
        ratios = []
        for area, count in self.totals.items():
            share = max(count, 0.5) / whole
            ratios.append(_HALF * math.log((seen.get(area, 0.0) + _SMOOTHING * share) / times / share))
        self._ratios[word] = known = tuple(ratios)
        return known


def weigh(key: str, headings: tuple[str, ...]) -> dict[str, float]:
    """Words and pairs of words with their weight; the heaviest place counts."""
    weights: dict[str, float] = {}
    for place, words in enumerate(_in_twos(key)):
        weight = _WEIGHTS[(place >= _NEAR) + (place >= _LATER)]
        for word in words:
            if weight > weights.get(word, 0.0):
                weights[word] = weight
    for weight, heading in zip(_HEADINGS, reversed(headings), strict=False):
        for words in _in_twos(heading):
            for word in words:
                if weight > weights.get(word, 0.0):
                    weights[word] = weight
    return weights


@lru_cache(maxsize=64)
def _in_twos(key: str) -> tuple[tuple[str, ...], ...]:
    """Each word with the pair that it begins; the last word begins none. The same headings stand over many clauses."""
    words = _WORD.findall(key)
    return (*((one, f"{one} {other}") for one, other in pairwise(words)), *((last,) for last in words[-1:]))


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
