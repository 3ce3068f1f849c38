"""Which promise of the same period a year before a promise repeats, and what was reached then: only where certain."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dondoc.core.progress import Result, TaskView, results, state_of
from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Role, Target
from dondoc.core.task import Status
from dondoc.draft.clause import bare, take_apart, without_feast
from dondoc.draft.quantity import without_numbers

#: Fewer words than this say too little to be taken for the same promise.
_TELLING_WORDS = 3


def views_a_year_ago(snapshot: Snapshot) -> dict[int, TaskView]:
    """For each commitment (by id) the one of the year before that it repeats; none where that is not certain.

    It is the one that it continues, or the only one of the same unit and area with the same words but for dates and
    numbers. What was left over from then is no repetition: it is the same work still.
    """
    if snapshot.year_before is None:
        return {}
    then = {v.promised.id: v for v in snapshot.year_before.views}
    found: dict[int, TaskView] = {}
    for view in snapshot.views:
        earlier = next((then[i] for i in snapshot.forebears.get(view.promised.id, ()) if i in then), None)
        if earlier is not None and _is_done_again(view, earlier):
            found[view.promised.id] = earlier
    told = {v.promised.id for v in found.values()} | {v.promised.id for v in snapshot.views}
    by_words = _only_ones([v for v in then.values() if v.promised.id not in told])
    for words, view in _only_ones([v for v in snapshot.views if v.promised.id not in found]).items():
        chain = set(snapshot.forebears.get(view.promised.id, ()))
        if words in by_words and not chain & set(then):
            found[view.promised.id] = by_words[words]
    return found


def results_a_year_ago(now: TaskView, then: TaskView | None) -> dict[int, Result]:
    """What was reached then of the targets of now, by their place; only where both count the same thing."""
    if then is None:
        return {}
    mine, earlier = now.terms.targets, results(then)
    found: dict[int, Result] = {}
    for index, target in enumerate(mine):
        alike = [r for r in earlier if _counts_the_same(r.target, target)]
        if len(alike) == 1 and sum(_counts_the_same(t, target) for t in mine) == 1:
            found[index] = alike[0]
    return found


def _is_done_again(now: TaskView, then: TaskView) -> bool:
    recurs = now.terms.recurrence is not None and now.terms.recurrence is then.terms.recurrence
    return recurs or state_of(then) is Status.DONE


def _only_ones(views: Sequence[TaskView]) -> Mapping[tuple[str, ...], TaskView]:
    named = [(name, view) for view in views if (name := name_of(view)) is not None]
    times = Counter(name for name, _ in named)
    return {name: view for name, view in named if times[name] == 1}


def name_of(view: TaskView) -> tuple[str, ...] | None:
    """Unit, area, owner and words without dates and numbers; None for words that say too little."""
    terms = view.terms
    rest = take_apart(without_feast(bare(terms.display)), terms.owner, frozenset()).rest
    words = re.findall(r"\w+", without_numbers(rest).lower())
    if len(words) < _TELLING_WORDS:
        return None
    return (str(terms.unit_id), terms.area, (terms.owner or "").lower(), " ".join(words))


def _counts_the_same(one: Target, other: Target) -> bool:
    """Whether two targets count the same thing in the same way: nothing else can be set side by side."""
    if Role.RANGE_HIGH in {one.role, other.role} or (one.role is Role.CAP) is not (other.role is Role.CAP):
        return False
    same_unit = " ".join(one.unit.lower().split()) == " ".join(other.unit.lower().split())
    return same_unit and (one.percent, one.aggregate, one.per) == (other.percent, other.aggregate, other.per)
