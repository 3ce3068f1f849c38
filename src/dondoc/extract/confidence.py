"""How sure a commitment is: of those that bear such signs, what share was right in its words, kind, date and target.

A logistic regression over a few signs. Its weights (config/confidence.toml) were fitted by `make calibrate` to the
first predictions on documents that no rule was tuned on (tests/corpus/first), where right and wrong are known.
"""

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dondoc.core.extraction import FoundCommitment, Header, Kind
from dondoc.core.target import Comparator

_DIGITS = re.compile(r"\d+")
#: Digits that a date and a reference have, at most.
_OF_DATE, _OF_REF = 3, 2
_LONG, _FEW = 100, 4
#: A number behind so many words may count something by the way ("ở ngõ 24").
_FAR = 7
#: Nothing is certain, and nothing that was found is worthless.
_LEAST, _MOST = 0.05, 0.99
#: What makes a commitment doubtful. How it was found (heading, item, verb, promise) was tried, and told nothing more of
#: documents that the weights had not seen.
SIGNS = ("product", "many", "long", "digits", "commas", "untold", "plain", "far")


@dataclass(frozen=True, slots=True, eq=False)
class ConfidenceWeights:
    """Weight of each sign, and of none."""

    base: float
    weights: Mapping[str, float]

    def rate(self, signs: Mapping[str, float]) -> float:
        """The probability of being right, to two places."""
        total = self.base + sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-total)))), 2)


def read_signs(found: FoundCommitment, header: Header) -> dict[str, float]:
    """The signs of a commitment in a document with such a header; 0 or 1 each, but for `long` and `commas` (0 to 2).

    >>> one = FoundCommitment(start=0, end=12, text="Tổ chức họp.", display="", kind=Kind.DELIVERABLE, confidence=0)
    >>> [name for name, value in read_signs(one, Header()).items() if value]
    ['product', 'untold']
    """
    recurs = found.recurrence is not None or bool(found.rrule)
    numbers = len(_DIGITS.findall(found.text))
    accounted = len(found.targets) + (_OF_DATE if found.due_explicit else 0) + (_OF_REF if found.refs else 0)
    plain = bool(found.targets) and found.targets[0].comparator is Comparator.EXACTLY
    signs = {
        # Done once, but no day says so: it may as well be an effort without an end.
        "product": found.kind is Kind.DELIVERABLE and not found.due_explicit and not recurs,
        "many": len(found.targets) > 1,
        "long": min(max(len(found.text) - _LONG, 0) / _LONG, 2.0),
        # Numbers that are no target, date or reference.
        "digits": numbers > accounted,
        "commas": min(found.text.count(",") + found.text.count(";"), _FEW) / 2,
        # Its words give no date, and that the plan's period follows the one reported does not confirm the other.
        "untold": not found.due_explicit and not header.plan_follows,
        # A number without "ít nhất", "không quá" and the like.
        "plain": plain,
        "far": plain and _words_before_digits(found.text) >= _FAR,
    }
    return {name: float(signs[name]) for name in SIGNS}


def rate(found: FoundCommitment, header: Header, weights: ConfidenceWeights) -> float:
    """The confidence of a commitment in a document with such a header."""
    return weights.rate(read_signs(found, header))


def _words_before_digits(text: str) -> int:
    first = _DIGITS.search(text)
    return len(text[: first.start()].split()) if first else 0


def fit(rows: Collection[tuple[Mapping[str, float], bool, float]], *, rounds: int = 60) -> ConfidenceWeights:
    """Weights that make the rows (signs, right, weight) most likely, drawn a little to zero (Newton's method)."""
    size = len(SIGNS) + 1
    beta = [0.0] * size
    vectors = [([1.0, *(signs[name] for name in SIGNS)], float(right), weight) for signs, right, weight in rows]
    for _ in range(rounds):
        slope = [-value if index else 0.0 for index, value in enumerate(beta)]
        curve = [[float(row == column and row > 0) for column in range(size)] for row in range(size)]
        for vector, right, weight in vectors:
            chance = 1 / (1 + math.exp(-sum(one * value for one, value in zip(beta, vector, strict=True))))
            for row, value in enumerate(vector):
                if value:
                    slope[row] += weight * (right - chance) * value
                    for column, other in enumerate(vector):
                        curve[row][column] += weight * chance * (1 - chance) * value * other
        step = _solve(curve, slope)
        beta = [one + part for one, part in zip(beta, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return ConfidenceWeights(beta[0], dict(zip(SIGNS, beta[1:], strict=True)))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small system of equations, by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for place in range(size):
        best = max(range(place, size), key=lambda row: abs(rows[row][place]))
        rows[place], rows[best] = rows[best], rows[place]
        pivot = rows[place][place] or 1e-12
        for row in range(size):
            if row != place and rows[row][place]:
                factor = rows[row][place] / pivot
                rows[row] = [one - factor * other for one, other in zip(rows[row], rows[place], strict=True)]
    return [rows[place][size] / (rows[place][place] or 1e-12) for place in range(size)]
