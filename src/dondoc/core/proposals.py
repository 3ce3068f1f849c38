"""To which open tasks an unplanned activity may belong, by the words they share, the rare ones most: suggestions."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dondoc.core.words import fold

_WORD = re.compile(r"[^\W\d_]+")
#: These stand in half of what an office promises, and tell nothing of what it is.
_EMPTY = re.compile(
    r"(?<!\w)(?:da|duoc|cho|cua|va|cac|trong|tai|voi|de|co|la|them|moi|ngay|thang|nam|quy|to chuc|thuc hien"
    r"|trien khai|tham gia|tham du|doan vien|cong doan|nguoi lao dong|can bo|phoi hop|tiep tuc|hoan thanh"
    r"|it nhat)(?!\w)"
)
#: From so much likeness on a task is proposed, and so many of them at most.
_LEAST, _MOST = 0.3, 3
#: What it adds that both are of the same kind of activity.
_SAME_KIND = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """A task that an activity may count for."""

    code: str
    words: str
    #: Key of its evidence kit, or "".
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A task that the words may speak of."""

    task: OpenTask
    #: 0 to 1.
    score: float


def propose(words: str, tasks: Sequence[OpenTask], *, kind: str = "") -> tuple[Proposal, ...]:
    """The tasks whose words are most like these, the likeliest first; none where none is like them.

    Args:
        words: What happened, accented or not.
        tasks: The open tasks; words that many of them have tell little.
        kind: Key of the evidence kit of what happened, or "".

    >>> promises = {"A": "Tổ chức tặng quà hộ nghèo", "B": "Tổ chức hội thao"}
    >>> tasks = [OpenTask(code=code, words=words) for code, words in promises.items()]
    >>> [p.task.code for p in propose("tang qua 3 ho ngheo", tasks)]
    ['A']
    """
    told = _features(words)
    promised = [_features(task.words) for task in tasks]
    counts = Counter(feature for features in promised for feature in features)
    found = [
        Proposal(
            task=task, score=_likeness(told, features, counts, len(tasks), is_kind=bool(kind) and kind == task.kind)
        )
        for task, features in zip(tasks, promised, strict=True)
    ]
    likely = [one for one in found if one.score >= _LEAST]
    return tuple(sorted(likely, key=lambda one: (-one.score, one.task.code))[:_MOST])


def _features(words: str) -> frozenset[str]:
    """Words and pairs of neighbours, without accents and numbers."""
    plain = [_WORD.findall(part) for part in _EMPTY.split(fold(words))]
    pairs = [f"{one} {other}" for part in plain for one, other in pairwise(part)]
    return frozenset([*pairs, *(word for part in plain for word in part)])


def _likeness(
    told: frozenset[str], promised: frozenset[str], counts: Counter[str], total: int, *, is_kind: bool
) -> float:
    """The weight of what both share in the weight of each; without a shared pair or kind it is chance."""
    shared = told & promised
    if not any(" " in feature for feature in shared) and not (shared and is_kind):
        return 0.0

    def weigh(features: frozenset[str]) -> float:
        return sum(math.log((total + 2) / (counts[feature] + 0.5)) for feature in features)

    # The teller says less than the paper, and other things: the part of either that is shared counts.
    part = weigh(shared)
    score = max(0.8 * part / weigh(promised), 0.8 * part / weigh(told), part / (weigh(promised) + weigh(told)) * 2)
    return min(1.0, round(score + (_SAME_KIND if is_kind else 0.0), 3))
