"""What of this period goes on in the next one: work still owed with what is missing of it, and work that repeats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dondoc.core.commitment import Commitment
from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.period import Period
from dondoc.core.progress import Result
from dondoc.core.snapshot import Snapshot, Standing, is_passed_on
from dondoc.core.target import Aggregate, Per, Role, Target
from dondoc.core.task_note import Label
from dondoc.draft.clause import (
    bare,
    lower_first,
    names_a_time,
    own_words,
    upper_first,
    verb_at_head,
    without_deadline,
    without_feast,
)
from dondoc.draft.quantity import with_new_targets, with_remainder
from dondoc.draft.wording import Account

_OWED = (Standing.NOT_DONE, Standing.OVERDUE, Standing.PARTLY_DONE, Standing.SUSPENDED)
_MONTHS = {
    Recurrence.WEEKLY: 0,
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.HALF_YEARLY: 6,
    Recurrence.YEARLY: 12,
}


class Continuation(StrEnum):
    """Why a commitment stands in the next plan."""

    #: Still owed as promised.
    CARRIED = "carried"
    #: A sum of which a part was reached: the rest.
    REMAINDER = "remainder"
    #: It repeats.
    RECURRING = "recurring"
    #: Effort without an end, or a direction.
    ONGOING = "ongoing"
    #: Done in the same period of last year; only a person makes a promise of it.
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """One task of the next period, as it will be printed and, once signed, read back."""

    #: The clause, without its date and its old code.
    text: str
    #: Code of the commitment that it continues, or "" for a new one.
    code: str = ""
    area: str = "other"
    owner: str | None = None
    kind: Kind = Kind.DELIVERABLE
    targets: tuple[Target, ...] = ()
    recurrence: Recurrence | None = None
    due: date
    #: Printed with its date; else it is due at the end of the period, as the heading says.
    due_explicit: bool = False
    continuation: Continuation = Continuation.CARRIED
    #: Code of last year's commitment that it is taken from, or "".
    suggested_by: str = ""
    #: Units that still owe it, where others of its units have done it.
    still_owed_by: tuple[int, ...] = ()
    #: What is told in the note behind it, because its words alone would be read otherwise (`usecases.readable_plan`).
    noted: frozenset[Label] = frozenset()


def plan_next(snapshot: Snapshot, next_period: Period, *, verbs: frozenset[str]) -> tuple[PlannedItem, ...]:
    """The commitments that go on after this snapshot, in its order; `verbs` can begin a promise, in small letters.

    What is done goes out, and so does what somebody was released from. A sum that was met in part goes on with the
    remainder. What is still under way inside this period is not promised anew: its slots stay open. What a later
    promise has taken over stands in the plan under that one's code alone.
    """
    items: list[PlannedItem] = []
    for view in (v for v in snapshot.views if not is_passed_on(v, snapshot.plan)):
        account = Account.of(snapshot, view)
        why = _continuation(account, next_period)
        if why is Continuation.CARRIED:
            items.append(_carried(account, next_period))
        elif why is not None:
            items.append(_repeated(account, next_period, why, verbs))
    return tuple(items)


def _continuation(account: Account, next_period: Period) -> Continuation | None:
    terms = account.terms
    if not account.works:
        return Continuation.ONGOING if not account.view.work else None
    if set(account.standings()) == {Standing.WAIVED}:
        return None
    if terms.recurrence is not None and _MONTHS[terms.recurrence] <= next_period.months:
        return Continuation.RECURRING
    if terms.kind is Kind.ONGOING:
        return Continuation.ONGOING
    return Continuation.CARRIED if _owed_dates(account, next_period) else None


def _owed_dates(account: Account, next_period: Period) -> list[date]:
    """The due dates of what is owed: past ones, and those that fall into the next period or later."""
    dates = [w.slot.due for w in account.of_standing(*_OWED)]
    later = [w.slot.due for w in account.of_standing(Standing.UNDER_WAY)]
    return dates + [due for due in later if due >= next_period.calendar.start]


def _carried(account: Account, next_period: Period) -> PlannedItem:
    due = max(_owed_dates(account, next_period))
    item = _item(account, next_period, Continuation.CARRIED)
    text, targets, why = _missing(account, without_feast(item.text))
    is_new = due >= next_period.calendar.start and due != next_period.calendar.last
    # Beside another day or feast in the words the end of the period must be printed to be read.
    is_dated = is_new or names_a_time(text)
    owed = account.of_standing(*_OWED, Standing.UNDER_WAY)
    units = tuple(dict.fromkeys(w.slot.assignee.unit_id for w in owed))
    everybody = {w.slot.assignee.unit_id for w in account.view.work}
    return replace(
        item,
        text=upper_first(text),
        targets=targets,
        continuation=why,
        due=due if is_new else next_period.calendar.last,
        due_explicit=is_dated,
        still_owed_by=units if set(units) != everybody else (),
    )


def _missing(account: Account, words: str) -> tuple[str, tuple[Target, ...], Continuation]:
    """The words and targets that are left when what was reached is taken off; unchanged where that is not certain."""
    found = account.results()
    remainders = tuple(_remainder(r, found, index) for index, r in enumerate(found))
    targets = tuple(r.target for r in found)
    if remainders != targets and all(t.value > 0 for t in remainders):
        text = with_remainder(words, found, remainders)
        if text is not None:
            return text, remainders, Continuation.REMAINDER
    return words, targets, Continuation.CARRIED


def _remainder(result: Result, found: Sequence[Result], index: int) -> Target:
    target = result.target
    counts = result if target.role is not Role.RANGE_HIGH or not index else found[index - 1]
    adds_up = target.aggregate is Aggregate.SUM and target.per is Per.COMMITMENT and not target.percent
    if not adds_up or target.role is Role.CAP or not counts.value:
        return target
    return replace(target, value=max(target.value - counts.value, Decimal(0)))


def _repeated(account: Account, next_period: Period, why: Continuation, verbs: frozenset[str]) -> PlannedItem:
    item = _item(account, next_period, why)
    if (
        why is not Continuation.ONGOING
        or item.text.lower().startswith("tiếp tục ")
        or not verb_at_head(lower_first(item.text), verbs)
    ):
        return item
    return replace(item, text=f"Tiếp tục {lower_first(item.text)}")


def _item(account: Account, next_period: Period, why: Continuation) -> PlannedItem:
    terms = account.terms
    return PlannedItem(
        text=_words(account.view.promised, terms),
        code=account.view.code,
        area=terms.area,
        owner=terms.owner,
        kind=terms.kind,
        targets=terms.targets,
        recurrence=terms.recurrence,
        due=next_period.calendar.last,
        continuation=why,
    )


def _words(promised: Commitment, terms: Commitment) -> str:
    """The promise in its present terms: without the old dates, with the new figures, and with who has to do it."""
    words = without_deadline(bare(own_words(promised)))
    if terms.targets != promised.targets:
        words = with_new_targets(words, promised.targets, terms.targets)
    before, after = promised.owner or "", terms.owner or ""
    if before and before != after and words.lower().startswith((before.lower() + " ", before.lower() + ":")):
        words = words[len(before) + 1 :].strip()
    if after and words.lower().startswith(after.lower() + ":"):
        # "Phòng Tổ chức: rà soát …", as the reading supplies the owner of a heading.
        words = words[len(after) + 1 :].strip()
    if after and after.lower() not in words.lower():
        words = f"{after} {lower_first(words)}"
    if ":" not in words:
        words = words.replace(";", ",")  # in the list of tasks a semicolon ends a task
    return upper_first(words)
