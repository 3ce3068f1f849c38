"""Which reported results speak of which promises made before: proposals with scores and reasons, for a person to judge.

A result speaks of a promise when they share rare words, tell the same sort of deed and count the same thing. Nothing
is marked done by it: what is reached is a guess by the figures, shown beside the words of both.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from heapq import nlargest
from itertools import pairwise

from dondoc.core.extraction import FoundCommitment, Reason
from dondoc.core.reported import Figure, ReportedResult, ResultRole, Standing
from dondoc.core.target import Aggregate, Role, Target
from dondoc.extract.normalize import fold
from dondoc.extract.reported_numbers import money_of
from dondoc.extract.reported_words import ReportedWords

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]{2,120})"')
#: Behind these stands what it was for: it says little of the deed.
_PURPOSE = re.compile(r"\s(?:nhằm|chào mừng|nhân dịp|hướng tới|do)\s")
#: What each likeness adds; the words alone reach 1 only where all of them are shared.
_SAME_VERB, _SAME_FAMILY, _OTHER_FAMILY, _SAME_NOUN, _SAME_TITLE, _SAME_REF, _SAME_AREA = (
    0.12, 0.08, -0.1, 0.2, 0.25, 0.3, 0.04,
)  # fmt: skip
#: How much likeness counts, and how much it counts that one text lies within the other.
_ALIKE, _WITHIN = 0.7, 0.3
#: From here a result is proposed; from there several results of one promise are added up.
_LEAST, _SURE = 0.38, 0.5
_MOST_CANDIDATES, _MOST_LOOKED_AT = 3, 40
#: A word in more than this share of all texts tells nothing.
_COMMON = 0.4
#: … unless these are all that have it: few texts share what they are about.
_FEW = 6
#: So much of the target's noun must be found in the figure's.
_HALF = 0.5
_SHORTEST_DEED = 16


class Reached(StrEnum):
    """Whether the promise seems kept, by what is reported."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A reported result that seems to speak of the promise."""

    #: Index of the result.
    result: int
    #: 0 to 1.
    score: float
    #: Its figure that counts for the promise's target, by its index in the result; None where none does.
    figure: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A promise with the results that seem to speak of it, the likeliest first; none where nothing is reported."""

    #: Index of the commitment.
    commitment: int
    candidates: tuple[Candidate, ...] = ()
    #: What was reached of the target, added up where counts add.
    reported: Decimal | None = None
    target: Target | None = None
    reached: Reached = Reached.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """All promises in their order, and the results that speak of none."""

    matches: tuple[Match, ...]
    #: Indices of results that no promise asked for (phát sinh).
    unplanned: tuple[int, ...]


def match_results(
    commitments: Sequence[FoundCommitment], results: Sequence[ReportedResult], words: ReportedWords
) -> Matching:
    """Propose for each promise the results that speak of it; each result goes to the promise that it fits best."""
    promises = [_Words.of(one.display, one.action, one.refs, words) for one in commitments]
    told = [_Words.of(one.display, one.action, one.refs, words, one.heading) for one in results]
    weights = _weights([*promises, *told])
    holders = _holders(told, weights)
    possible: list[list[Candidate]] = []
    for commitment, promise in zip(commitments, promises, strict=True):
        proposed = []
        for index in _near(promise, holders, weights):
            candidate = _candidate(commitment, results[index], _likeness(promise, told[index], weights), words)
            if results[index].role is not ResultRole.SITUATION and candidate.score >= _LEAST:
                proposed.append(replace(candidate, result=index))
        possible.append(proposed)
    matches = tuple(
        _match(place, commitment, mine, results, words)
        for place, (commitment, mine) in enumerate(zip(commitments, _shared_out(possible), strict=True))
    )
    spoken = {candidate.result for match in matches for candidate in match.candidates}
    unplanned = tuple(
        index for index, one in enumerate(results) if one.role is ResultRole.RESULT and index not in spoken
    )
    return Matching(matches=matches, unplanned=unplanned)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a promise or a result is compared by."""

    #: Pairs of neighbouring words, and single words that are not empty.
    features: frozenset[str]
    #: Those of the heading above, by which it may be recognized too.
    context: frozenset[str]
    action: str
    #: "Xây dựng" builds a house and issues a rule: a verb may have several.
    families: frozenset[str]
    titles: frozenset[str]
    refs: frozenset[str]

    @classmethod
    def of(cls, display: str, action: str, refs: Iterable[str], words: ReportedWords, heading: str = "") -> "_Words":
        key = fold(display)
        purpose = _PURPOSE.search(key, min(len(key), _SHORTEST_DEED))
        features = _features(key[: purpose.start()] if purpose else key, words)
        return cls(
            features=features,
            context=_features(fold(heading), words) - features,
            action=action,
            families=frozenset(name for name, verbs in words.families if action in verbs.words),
            titles=frozenset(_QUOTED.findall(key)),
            refs=frozenset(refs),
        )


def _features(key: str, words: ReportedWords) -> frozenset[str]:
    empty = frozenset(words.fillers.words)
    syllables = [word for word in _WORD.findall(key) if not word.isdigit()]
    pairs = {f"{one} {two}" for one, two in pairwise(syllables) if one not in empty and two not in empty}
    return frozenset(pairs | set(syllables) - empty)


def _weights(texts: Sequence[_Words]) -> dict[str, float]:
    """How much each feature tells: the rarer the more, a pair more than a word; 0 for what most texts have."""
    counts = Counter(feature for one in texts for feature in one.features | one.context)
    return {
        feature: 0.0
        if count > max(_COMMON * len(texts), _FEW)
        else math.log(1 + len(texts) / count) * (1.0 if " " in feature else 0.4)
        for feature, count in counts.items()
    }


def _holders(told: Sequence[_Words], weights: dict[str, float]) -> dict[str, list[int]]:
    """Which results have a feature that tells something."""
    holders: dict[str, list[int]] = {}
    for index, one in enumerate(told):
        for feature in one.features | one.context:
            if weights[feature]:
                holders.setdefault(feature, []).append(index)
    return holders


def _near(promise: _Words, holders: dict[str, list[int]], weights: dict[str, float]) -> list[int]:
    """The results that share most with a promise, in order: no more than can be looked at closely."""
    shared: dict[int, float] = {}
    for feature in sorted(promise.features):
        for index in holders.get(feature, ()):
            shared[index] = shared.get(index, 0.0) + weights[feature] ** 2
    return sorted(nlargest(_MOST_LOOKED_AT, shared, key=lambda index: (shared[index], -index)))


def _candidate(
    commitment: FoundCommitment, result: ReportedResult, likeness: tuple[float, list[Reason]], words: ReportedWords
) -> Candidate:
    """How likely the result speaks of the promise, by words, counted noun and area; its place is set by the caller."""
    score, reasons = likeness
    figure = _fitting(commitment.targets[0], result, words) if commitment.targets else None
    if figure is not None:
        score += _SAME_NOUN
        reasons = [*reasons, Reason("match:noun", result.figures[figure].unit or result.figures[figure].of)]
    score += _SAME_AREA if commitment.area == result.area != "other" else 0.0
    score = round(min(max(score, 0.0), 1.0), 2)
    return Candidate(result=0, score=score, figure=figure, reasons=tuple(map(str, reasons)))


def _likeness(promise: _Words, told: _Words, weights: dict[str, float]) -> tuple[float, list[Reason]]:
    """How alike the words of a promise and a result are, and in what."""
    shared = promise.features & (told.features | told.context)
    score = _share(promise, told, weights)
    best = sorted((feature for feature in shared if " " in feature), key=lambda one: (-weights[one], one))[:3]
    reasons = [Reason("match:words", ", ".join(best))] if best else []
    if promise.action and promise.action == told.action:
        score += _SAME_VERB
        reasons.append(Reason("match:verb", promise.action))
    elif promise.families and told.families:
        score += _SAME_FAMILY if promise.families & told.families else _OTHER_FAMILY
    if titles := promise.titles & told.titles:
        score += _SAME_TITLE
        reasons.append(Reason("match:title", min(titles)))
    if refs := promise.refs & told.refs:
        score += _SAME_REF
        reasons.append(Reason("match:ref", min(refs)))
    return score, reasons


def _share(promise: _Words, told: _Words, weights: dict[str, float]) -> float:
    """The weight of what is shared against the weights of both (cosine), and against the lighter of the two.

    What only the heading shares may make two texts alike, but neither a part of the other.
    """
    mine, theirs = (_weight(one.features, weights) for one in (promise, told))
    if not (mine and theirs):
        return 0.0
    common = _weight(promise.features & told.features, weights)
    above = _weight(promise.features & told.context, weights)
    return min(_ALIKE * (common + above) / math.sqrt(mine * theirs) + _WITHIN * common / min(mine, theirs), 1.0)


def _weight(features: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights[feature] ** 2 for feature in features)


def _fitting(target: Target, result: ReportedResult, words: ReportedWords) -> int | None:
    """The figure that counts what the target counts: the same sort of number, the most words of its noun.

    "Đối thoại định kỳ 01 cuộc" counts "cuộc đối thoại định kỳ": a bare kind is told by the words round it.
    """
    empty = frozenset(words.fillers.words)
    wanted = _matter(target.unit, empty)
    money = money_of(target.value, target.unit)
    best, most = None, 0.0
    for index, figure in enumerate(result.figures):
        if money is not None or figure.money is not None:
            fits = 1.0 if money is not None and figure.money is not None and not figure.per else 0.0
        elif target.percent is not figure.percent and not (target.percent and figure.whole):
            fits = 0.0
        else:
            unit = _matter(figure.unit, empty)
            is_bare = not unit or (len(unit) == 1 and unit <= wanted)
            have = unit | _matter(f"{figure.of} {result.display}" if is_bare else figure.of, empty)
            fits = len(wanted & have) / max(len(wanted), 1)
        if fits > most:
            best, most = index, fits
    return best if most >= _HALF else None


def _matter(words: str, empty: frozenset[str]) -> set[str]:
    """The words that are not empty."""
    return set(_WORD.findall(fold(words))) - empty


def _shared_out(possible: Sequence[Sequence[Candidate]]) -> list[tuple[Candidate, ...]]:
    """The candidates of each promise, the likeliest first; a result stays with the promise that it fits best."""
    best: dict[int, tuple[float, int]] = {}
    for place, candidates in enumerate(possible):
        for one in candidates:
            if one.result not in best or one.score > best[one.result][0]:
                best[one.result] = (one.score, place)
    return [
        tuple(
            sorted(
                (one for one in candidates if best[one.result][1] == place), key=lambda one: (-one.score, one.result)
            )[:_MOST_CANDIDATES]
        )
        for place, candidates in enumerate(possible)
    ]


def _match(
    place: int,
    commitment: FoundCommitment,
    candidates: tuple[Candidate, ...],
    results: Sequence[ReportedResult],
    words: ReportedWords,
) -> Match:
    target = commitment.targets[0] if commitment.targets else None
    reported = _reported(target, candidates, results) if target else None
    reached = _reached(target, reported, candidates, results)
    begun = bool(candidates) and results[candidates[0].result].action in words.beginning.words
    if begun and commitment.action not in words.beginning.words and reached is Reached.YES:
        reached = Reached.PARTLY  # "đã khởi công" is not yet "xây dựng"
    return Match(
        commitment=place,
        candidates=candidates,
        reported=reported,
        target=target,
        reached=reached,
    )


def _reported(target: Target, candidates: Sequence[Candidate], results: Sequence[ReportedResult]) -> Decimal | None:
    """What the candidates report for the target, in its own unit: the sum of sure ones where counts add."""
    values: list[Decimal] = []
    for candidate in candidates:
        if candidate.figure is None or (values and candidate.score < _SURE):
            continue
        value = _in_unit(target, results[candidate.result].figures[candidate.figure])
        if value is not None:
            values.append(value)
    if not values:
        return None
    return sum(values, Decimal(0)) if target.aggregate is Aggregate.SUM and not target.percent else values[0]


def _in_unit(target: Target, figure: Figure) -> Decimal | None:
    """The figure's value as the target counts; a share of a whole as a percentage."""
    if target.percent:
        if figure.percent:
            return figure.value
        return (100 * figure.value / figure.whole).quantize(Decimal("0.1")) if figure.whole else None
    money = money_of(target.value, target.unit)
    if money is not None and figure.money is not None and target.value:
        return figure.money / (money / target.value)
    return figure.value


def _reached(
    target: Target | None, reported: Decimal | None, candidates: Sequence[Candidate], results: Sequence[ReportedResult]
) -> Reached:
    """A guess: by the figure against the target, else by how far the words say it came."""
    if not candidates:
        return Reached.UNKNOWN
    best = results[candidates[0].result]
    if best.standing is Standing.NOT_DONE:
        return Reached.NO
    if target is not None and target.role is not Role.CAP:
        if reported is None:
            return Reached.UNKNOWN
        return Reached.YES if target.is_met(reported) else Reached.PARTLY
    if target is not None:
        return Reached.UNKNOWN if reported is None else Reached.YES if target.is_met(reported) else Reached.NO
    return Reached.YES if best.standing is Standing.DONE and best.role is ResultRole.RESULT else Reached.PARTLY
