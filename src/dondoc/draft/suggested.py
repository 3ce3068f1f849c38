"""What the same half of last year did and may do again: proposals for the next plan, none of which is a promise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dondoc.core.period import Period
from dondoc.core.progress import TaskView, state_of
from dondoc.core.snapshot import forebears_of
from dondoc.core.task import Status
from dondoc.draft.clause import bare, lower_first, names_a_time, own_words, upper_first, without_deadline
from dondoc.draft.next_plan import Continuation, PlannedItem
from dondoc.draft.year_ago import name_of

_DONE = frozenset({Status.DONE, Status.PARTLY_DONE})
#: "kỷ niệm 96 năm", "lần thứ IV", "năm 2026": next year it is called otherwise.
_COUNTS_YEARS = re.compile(r"\b(?:\d+\s+năm\b|lần\s+thứ\s|khóa\s|nhiệm\s+kỳ\s)", re.IGNORECASE)


def suggestions(
    views: Iterable[TaskView], planned: Sequence[PlannedItem], next_period: Period
) -> tuple[PlannedItem, ...]:
    """What was promised for the same period a year before and done, in its order, with its dates a year later.

    Left out is what stands in the plan already (it recurs, or goes on under a later code), what gives only a direction,
    and what was meant for that year alone (an anniversary, a term of office).
    """
    rows = list(views)
    then = next_period.year_before()
    gone_on = {i for chain in forebears_of(rows).values() for i in chain}
    standing = {_words(item.text) for item in planned}
    found: list[PlannedItem] = []
    for view in rows:
        terms = view.terms
        if terms.period != then or terms.is_direction or terms.recurrence is not None or view.promised.id in gone_on:
            continue
        if state_of(view) not in _DONE or name_of(view) is None:
            continue
        item = _item(view, then, next_period)
        if item is not None and not any(words.startswith(_words(item.text)) for words in standing):
            standing.add(_words(item.text))
            found.append(item)
    return tuple(found)


def _item(view: TaskView, then: Period, following: Period) -> PlannedItem | None:
    terms = view.terms
    words = without_deadline(bare(own_words(view.promised)))
    words = re.sub(rf"\b{then.year}\b", str(following.year), words)
    if _COUNTS_YEARS.search(words) or not words:
        return None
    if terms.owner and terms.owner.lower() not in words.lower():
        words = f"{terms.owner} {lower_first(words)}"
    item = PlannedItem(
        text=upper_first(words.replace(";", ",")),
        area=terms.area,
        owner=terms.owner,
        kind=terms.kind,
        targets=terms.targets,
        due=following.calendar.last,
        continuation=Continuation.SUGGESTED,
        suggested_by=view.code,
    )
    due = _a_year_later(terms.due) if terms.due is not None and terms.due_explicit else None
    if due is not None and due in following.calendar:
        return replace(item, due=due, due_explicit=True)
    return replace(item, due_explicit=names_a_time(item.text))


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d]+", text.lower()))
