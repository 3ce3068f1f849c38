"""The figures of the whole report: its periods, its counts by standing, and the year before."""

from collections.abc import Iterator
from decimal import Decimal

from dondoc.core.instants import local_date
from dondoc.core.period import Period
from dondoc.core.progress import Result, TaskView, results
from dondoc.core.snapshot import Snapshot, Standing, standing
from dondoc.draft.report_context import Origin
from dondoc.draft.trace_facts import Fact, Meaning, day_value, number_fact, period_value
from dondoc.draft.trace_origins import activity_origin, commitment_origin, report_origin, slot_origin
from dondoc.draft.trace_tokens import Number, Percent, Share, Stretch

_WORK = ("đầu việc", "việc", "phần việc", "nhiệm vụ")
_PROMISES = ("cam kết", "nhiệm vụ", "nội dung", "chỉ tiêu")
_DONE = (Standing.DONE_ON_TIME, Standing.DONE_LATE)


def report_facts(snapshot: Snapshot, next_period: Period) -> Iterator[Fact]:
    """The periods and days that any sentence may name."""
    plan = snapshot.plan
    origins = (report_origin(plan),)
    for period in (plan.period, next_period, plan.period.previous(), plan.period.year_before()):
        yield Fact(meaning=Meaning.PERIOD, value=period_value(period), origins=origins)
        yield Fact(meaning=Meaning.PERIOD, value=Stretch(12, 1, period.year), origins=origins)
    yield Fact(meaning=Meaning.PERIOD, value=Stretch(12, 1, local_date(snapshot.known_at).year), origins=origins)
    for cue, meaning, day in (
        ("cut_off", Meaning.CUT_OFF, plan.cut_off),
        ("span", Meaning.PERIOD, plan.window.start),
        ("span", Meaning.PERIOD, plan.window.last),
        ("due", Meaning.DUE, next_period.calendar.last),
    ):
        yield Fact(meaning=meaning, value=day_value(day), origins=origins, cue=cue)


def headline_facts(snapshot: Snapshot) -> Iterator[Fact]:
    """How many slots stand so, how many promises there are, and what else is counted over the whole report."""
    rows = [
        (standing(w.slot, snapshot.judged_on), slot_origin(v, w.slot), w.slot)
        for v in snapshot.views
        for w in snapshot.works(v)
    ]
    every = tuple(origin for _, origin, _ in rows)
    yield _count(every, "of_all", _WORK)
    for wanted in (*((s,) for s in Standing if s is not Standing.DIRECTION), _DONE):
        own = tuple(origin for found, origin, _ in rows if found in wanted)
        yield from _share(own, every, "standing.done" if len(wanted) > 1 else f"standing.{wanted[0].value}")
    attested = tuple(origin for found, origin, slot in rows if found in _DONE and slot.attestation is not None)
    yield _count(attested, "attested", _WORK)
    tracked = [v for v in snapshot.views if snapshot.works(v)]
    directions = [v for v in snapshot.views if not snapshot.works(v)]
    for views, cue in ((tracked, "of_all"), (directions, "standing.direction"), (list(snapshot.views), "of_all")):
        yield _count(_promises(views), cue, _PROMISES, Meaning.PROMISES)
    unplanned = tuple(activity_origin(a) for a, _ in snapshot.unplanned)
    yield _count(unplanned, "", ("hoạt động", "nội dung", "việc"), Meaning.EXTRA)


def _promises(views: list[TaskView]) -> tuple[Origin, ...]:
    return tuple(commitment_origin(v.promised) for v in views)


def _count(origins: tuple[Origin, ...], cue: str, units: tuple[str, ...], meaning: Meaning = Meaning.HEADLINE) -> Fact:
    value = Number(Decimal(len(origins)))
    return Fact(meaning=meaning, value=value, origins=origins, units=units, cue=cue)


def _share(own: tuple[Origin, ...], every: tuple[Origin, ...], cue: str) -> Iterator[Fact]:
    yield _count(own, cue, _WORK)
    if every:
        part, whole = Decimal(len(own)), Decimal(len(every))
        yield Fact(meaning=Meaning.HEADLINE, value=Share(part, whole), origins=own or every, units=_WORK)
        for places in ("1", "0.1", "0.01"):
            value = Percent((part * 100 / whole).quantize(Decimal(places), rounding="ROUND_HALF_UP"))
            yield Fact(meaning=Meaning.HEADLINE, value=value, origins=own or every, cue=cue)


def year_facts(snapshot: Snapshot, view: TaskView) -> Iterator[Fact]:
    """Each result of a promise set beside those of the year before that count the same in the same area."""
    if snapshot.year_before is None:
        return
    chain = snapshot.forebears.get(view.promised.id, ())
    terms = view.terms
    own = [v for v in snapshot.year_before.views if v.promised.id in chain]
    alike = [v for v in snapshot.year_before.views if (v.terms.unit_id, v.terms.area) == (terms.unit_id, terms.area)]
    for earlier_view in own or alike:
        origins = (commitment_origin(view.promised), commitment_origin(earlier_view.promised))
        for result in results(view):
            for earlier in results(earlier_view):
                yield from _change(result, earlier, origins)


def _change(result: Result, earlier: Result, origins: tuple[Origin, ...]) -> Iterator[Fact]:
    now, then = result.value or Decimal(0), earlier.value or Decimal(0)
    if result.target.percent is not earlier.target.percent:
        return
    change = abs(now - then)
    units = (result.target.unit.casefold(),) if result.target.unit and not result.target.percent else ()
    yield Fact(meaning=Meaning.CHANGE, value=number_fact(change), origins=origins, units=units, cue="change")
    yield Fact(
        meaning=Meaning.RESULT,
        value=number_fact(then, percent=result.target.percent),
        origins=origins[1:],
        units=units,
        cue="then",
    )
    if then and not result.target.percent:
        share = Percent((change * 100 / then).quantize(Decimal("0.1"), rounding="ROUND_HALF_EVEN"))
        yield Fact(meaning=Meaning.CHANGE, value=share, origins=origins, cue="change")
