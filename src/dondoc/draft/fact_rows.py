"""From a snapshot to the figures that the unit above merges."""

from collections.abc import Mapping

from dondoc.core.fact_sheet import Counts, FactFigure, FactRow, FactSheet
from dondoc.core.progress import Result
from dondoc.core.snapshot import Snapshot, Standing
from dondoc.draft.clause import one_line, take_apart, upper_first
from dondoc.draft.quantity import places_of, put
from dondoc.draft.wording import DONE, Account

#: The standings of a slot, by the column that counts them.
_COLUMNS: Mapping[Standing, str] = {
    Standing.DONE_ON_TIME: "done_on_time",
    Standing.DONE_LATE: "done_late",
    Standing.PARTLY_DONE: "partly",
    Standing.NOT_DONE: "not_done",
    Standing.WAIVED: "waived",
    Standing.SUSPENDED: "suspended",
    Standing.UNDER_WAY: "under_way",
    Standing.OVERDUE: "overdue",
}


def fact_sheet(snapshot: Snapshot, *, unit_code: str, unit_name: str, verbs: frozenset[str]) -> FactSheet:
    """The figures of a snapshot; `verbs` can begin a promise, in small letters."""
    rows = (_row(Account.of(snapshot, view), verbs) for view in snapshot.views)
    return FactSheet(
        unit_code=unit_code,
        unit_name=one_line(unit_name),
        period=snapshot.plan.period.code,
        first_day=snapshot.plan.window.start,
        last_day=snapshot.plan.window.last,
        cut_off=snapshot.plan.cut_off,
        rows=tuple(rows),
        unplanned=len(snapshot.unplanned),
    )


def _row(account: Account, verbs: frozenset[str]) -> FactRow:
    counts = _counts(account)
    is_done = counts.total > 0 and counts.done + counts.waived == counts.total and counts.done > 0
    return FactRow(
        code=account.view.code,
        area=account.terms.area,
        name=work_name(account, verbs),
        counts=counts,
        figures=tuple(_figure(result) for result in account.results()),
        units_done=int(is_done),
        is_direction=account.is_direction,
    )


def work_name(account: Account, verbs: frozenset[str]) -> str:
    """The work without its figures, its dates and who does it, so that the same work of two units has one name."""
    terms = account.terms
    words = take_apart(terms.display, terms.owner, verbs).rest
    places = places_of(terms.targets, words)
    if places:
        words = put(words, [(start, end, "") for _, start, end in places])
    return one_line(words).strip(" ,;.") or upper_first(one_line(terms.display))


def _counts(account: Account) -> Counts:
    found = dict.fromkeys(Counts.__dataclass_fields__, 0)
    for standing in account.standings():
        found["total"] += 1
        found[_COLUMNS[standing]] += 1
    found["proven"] = sum(1 for work in account.of_standing(*DONE) if work.slot.attestation is None)
    return Counts(**found)


def _figure(result: Result) -> FactFigure:
    target = result.target
    return FactFigure(
        unit=one_line(target.unit),
        percent=target.percent,
        role=target.role,
        planned=target.value,
        reached=result.value,
        numerator=result.numerator,
        denominator=result.denominator,
    )
