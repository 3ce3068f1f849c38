"""What a figure of a report can be: the facts of the ledger, each with where it comes from.

Reckoned by `core.progress` and plain arithmetic, never by the code that writes the sentences.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dondoc.core.activity import Activity, Evidence, EvidenceState
from dondoc.core.commitment import Amendment
from dondoc.core.period import DateRange, Period
from dondoc.core.progress import Result, TaskView, results
from dondoc.core.snapshot import Snapshot, Standing, standing
from dondoc.core.target import Aggregate, Role, Target
from dondoc.core.task import Slot
from dondoc.draft.report_context import Origin
from dondoc.draft.trace_cues import only_cues
from dondoc.draft.trace_origins import (
    activity_origin,
    amendment_origins,
    attestation_origin,
    commitment_origin,
    evidence_origin,
    slot_origin,
)
from dondoc.draft.trace_tokens import Day, Name, Number, Percent, Share, Stretch, Value, plain, tokens

_DONE = (Standing.DONE_ON_TIME, Standing.DONE_LATE)
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_SPELT = re.compile(r"(?<!\w)(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười)(?!\w)", re.IGNORECASE)
_QUALIFIED = re.compile(r"(?<!\w)(?:ít nhất|tối thiểu|không dưới|từ|trên|hơn|khoảng)\s+(?=\d)", re.IGNORECASE)
_HUNDREDTH = Decimal("0.01")
#: What several slots of one commitment are called.
SLOT_NOUNS = ("kỳ", "đơn vị", "lượt việc", "phần việc", "đầu việc", "tháng", "quý")


class Meaning(StrEnum):
    """What a figure says; the words are those that `--explain` prints."""

    RESULT = "kết quả đạt được"
    SHARE = "phần đạt được trên tổng số"
    OF_TARGET = "kết quả trên chỉ tiêu"
    TARGET = "chỉ tiêu"
    OLD_TARGET = "chỉ tiêu trước khi điều chỉnh"
    MISSING = "phần còn thiếu so với chỉ tiêu"
    EXCESS = "phần vượt chỉ tiêu"
    POINTS = "chênh lệch điểm phần trăm so với chỉ tiêu"
    OF_PLAN = "tỷ lệ so với kế hoạch"
    TALLY = "số phần việc"
    LATE = "số ngày chậm"
    COUNT = "số lượng đếm được"
    PEOPLE = "số người"
    MONEY = "số tiền"
    HAPPENED = "ngày diễn ra hoạt động"
    DONE_ON = "ngày hoàn thành"
    DUE = "thời hạn"
    OLD_DUE = "thời hạn trước khi gia hạn"
    NEW_DUE = "thời hạn được gia hạn"
    ATTESTED = "ngày xác nhận"
    CUT_OFF = "ngày chốt số liệu"
    PERIOD = "kỳ"
    CODE = "mã theo dõi"
    ROW = "số thứ tự"
    PROMISED = "lời cam kết"
    WORDS = "lời ghi trong sổ"
    HEADLINE = "số đầu việc theo tình trạng"
    PROMISES = "số cam kết"
    EXTRA = "số hoạt động ngoài kế hoạch"
    CHANGE = "thay đổi so với cùng kỳ năm trước"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value that may be printed, and what it was reckoned from."""

    meaning: Meaning
    value: Value
    origins: tuple[Origin, ...]
    #: What is counted, in small letters; "" for anything.
    units: tuple[str, ...] = ()
    #: Name of a cue (`draft.trace_cues`) that must stand beside it; "" for none.
    cue: str = ""
    #: Cues that stand beside the number in the promise's own words ("kết nạp thêm 182 …"): there they say nothing else.
    said: frozenset[str] = frozenset()


def number_fact(value: Decimal, *, percent: bool = False) -> Value:
    """A reckoned value as it can be printed: to two decimals."""
    rounded = _printed(value)
    return Percent(rounded) if percent else Number(rounded)


def _printed(value: Decimal) -> Decimal:
    return value.quantize(_HUNDREDTH, rounding="ROUND_HALF_UP")


def day_value(day: date) -> Day:
    """A day as a token reads it."""
    return Day(day.day, day.month, day.year)


def period_value(period: Period) -> Stretch:
    """A period as a token reads it."""
    return Stretch(period.months, period.ordinal, period.year)


def facts_of_view(snapshot: Snapshot, view: TaskView) -> tuple[Fact, ...]:
    """All figures that can be said of one commitment."""
    reached = (fact for slot in (None, *(w.slot for w in view.work)) for fact in _results(view, slot))
    said = _said(view)
    return (
        *_codes(view),
        *(replace(fact, said=said) for fact in (*_targets(view), *reached)),
        *_totals(view),
        *_tallies(snapshot, view),
        *_slot_dates(snapshot, view),
        *_amendment_dates(view),
        *(
            fact
            for work in view.work
            for activity in work.activities
            for fact in facts_of_activity(activity, _proved(view, [activity]))
        ),
    )


def _said(view: TaskView) -> frozenset[str]:
    """The cues beside the promised numbers in the words of the promise."""
    values = {_printed(t.value) for t in (*view.promised.targets, *view.terms.targets)}
    bare = _QUALIFIED.sub("", _SPELT.sub(lambda m: str(_WORDS.index(m[0].lower()) + 1), view.promised.display))
    beside = [
        token
        for token in tokens(plain(bare))
        if any(isinstance(r, (Number, Percent)) and r.value in values for r in token.readings)
    ]
    return frozenset(cue for token in beside for cue in only_cues(token))


def _totals(view: TaskView) -> Iterator[Fact]:
    """The people and the money of everything that happened for a commitment, added up."""
    activities = {a.id: a for work in view.work for a in work.activities}.values()
    people, money = [a for a in activities if a.people], [a for a in activities if a.money]
    if len(people) > 1:
        value = Number(Decimal(sum(a.people or 0 for a in people)))
        yield Fact(meaning=Meaning.PEOPLE, value=value, origins=_proved(view, people), units=("người", "lượt"))
    if len(money) > 1:
        sum_of = number_fact(sum((a.money or Decimal(0) for a in money), Decimal(0)))
        yield Fact(meaning=Meaning.MONEY, value=sum_of, origins=_proved(view, money), units=("đồng",))


def facts_of_activity(activity: Activity, origins: tuple[Origin, ...]) -> Iterator[Fact]:
    """The day, the people and the money of something that happened."""
    yield Fact(meaning=Meaning.HAPPENED, value=day_value(activity.happened_on), origins=origins)
    if activity.people is not None:
        value = Number(Decimal(activity.people))
        yield Fact(meaning=Meaning.PEOPLE, value=value, origins=origins, units=("người", "lượt"))
    if activity.money is not None:
        yield Fact(meaning=Meaning.MONEY, value=number_fact(activity.money), origins=origins, units=("đồng",))
        for name, size in (("nghìn đồng", 3), ("triệu đồng", 6), ("tỷ đồng", 9)):
            money = number_fact(activity.money / 10**size)
            yield Fact(meaning=Meaning.MONEY, value=money, origins=origins, units=(name,))


def _codes(view: TaskView) -> Iterator[Fact]:
    origins = (commitment_origin(view.promised),)
    for code in (view.code, *(view.slot_code(w.slot) for w in view.work)):
        yield Fact(meaning=Meaning.CODE, value=Name(code.casefold()), origins=origins)


def _targets(view: TaskView) -> Iterator[Fact]:
    own = (commitment_origin(view.promised),)
    changes = tuple(origin for a in view.amendments if a.new_targets for origin in amendment_origins(a))
    present = view.terms.targets
    for target in present:
        yield _target_fact(Meaning.TARGET, target, (*own, *changes))
    earlier = [view.promised.targets, *(a.old_targets for a in view.amendments)]
    for target in (t for row in earlier for t in row if t not in present):
        yield _target_fact(Meaning.OLD_TARGET, target, (*own, *changes))


def _target_fact(meaning: Meaning, target: Target, origins: tuple[Origin, ...]) -> Fact:
    value = number_fact(target.value, percent=target.percent)
    cue = "target" if meaning is Meaning.TARGET else "old_target"
    return Fact(meaning=meaning, value=value, origins=origins, units=_unit(target), cue=cue)


def _unit(target: Target) -> tuple[str, ...]:
    return (target.unit.casefold(),) if target.unit else ()


def _results(view: TaskView, slot: Slot | None) -> Iterator[Fact]:
    found = results(view, slot)
    counting = 0
    for index, result in enumerate(found):
        counting = counting if result.target.role is Role.RANGE_HIGH and index else index
        yield from _of_result(result, _counted(view, result, counting), (commitment_origin(view.promised),))


def _counted(view: TaskView, result: Result, index: int) -> tuple[Origin, ...]:
    """The activities that were counted for a target; where only one holds, that one."""
    ids = {w.slot.id for w in view.work}
    rows = {
        a.id: a
        for work in view.work
        for a in work.activities
        if any(link.slot_id in ids and link.target == index for link in a.links) and _quantity(a, index) is not None
    }
    target = result.target
    if target.aggregate is not Aggregate.SUM or target.percent:
        wanted = result.numerator if result.numerator is not None else result.value
        rows = {key: a for key, a in rows.items() if _quantity(a, index) == wanted} or rows
    return _proved(view, sorted(rows.values(), key=lambda a: (a.happened_on, a.id)))


def _proved(view: TaskView, activities: Iterable[Activity]) -> tuple[Origin, ...]:
    """Activities, each with the proofs of it that somebody accepted."""
    wanted = {a.id: a for a in activities}
    proofs: dict[int, dict[int, Evidence]] = {}
    for work in view.work:
        for number in wanted:
            accepted = (e for e in work.evidence.get(number, ()) if e.state is EvidenceState.ACCEPTED)
            proofs.setdefault(number, {}).update({e.id: e for e in accepted})
    found: list[Origin] = []
    for number, activity in wanted.items():
        found += [activity_origin(activity), *(evidence_origin(e) for e in proofs.get(number, {}).values())]
    return tuple(found)


def _quantity(activity: Activity, index: int) -> Decimal | None:
    shares = [link.share for link in activity.links if link.target == index and link.share is not None]
    return shares[0] if shares else activity.quantity


def _of_result(result: Result, counted: tuple[Origin, ...], promised: tuple[Origin, ...]) -> Iterator[Fact]:
    target, value, units = result.target, result.value, _unit(result.target)
    both = (*promised, *counted)
    reached = value if value is not None else Decimal(0)
    if value is not None or target.role is Role.CAP:
        yield Fact(
            meaning=Meaning.RESULT,
            value=number_fact(reached, percent=target.percent),
            origins=counted or promised,
            units=units,
        )
        share = Share(_printed(reached), _printed(target.value))
        yield Fact(meaning=Meaning.OF_TARGET, value=share, origins=both, units=units)
    if result.numerator is not None and result.denominator is not None:
        share = Share(_printed(result.numerator), _printed(result.denominator))
        yield Fact(meaning=Meaning.SHARE, value=share, origins=counted)
    over = reached - target.value
    if over < 0:
        short = number_fact(-over, percent=target.percent)
        yield Fact(meaning=Meaning.MISSING, value=short, origins=both, units=units, cue="missing")
    if over > 0:
        long = number_fact(over, percent=target.percent)
        yield Fact(meaning=Meaning.EXCESS, value=long, origins=both, units=units, cue="excess")
    if over and target.percent:
        yield Fact(meaning=Meaning.POINTS, value=number_fact(abs(over)), origins=both, cue="points")
    if result.percent_of_plan is not None:
        share_of = Percent(result.percent_of_plan.quantize(_HUNDREDTH))
        yield Fact(meaning=Meaning.OF_PLAN, value=share_of, origins=both, cue="of_plan")


def _tallies(snapshot: Snapshot, view: TaskView) -> Iterator[Fact]:
    """How many of its slots stand so, and of how many."""
    works = snapshot.works(view)
    rows = [(standing(w.slot, snapshot.judged_on), slot_origin(view, w.slot)) for w in works]
    whole = tuple(origin for _, origin in rows)
    for wanted in Standing:
        own = tuple(origin for found, origin in rows if found is wanted)
        if own:
            yield _tally(len(own), own, cue=f"standing.{wanted.value}")
    finished = tuple(origin for found, origin in rows if found in _DONE)
    attested = tuple(slot_origin(view, w.slot) for w in works if w.slot.attestation is not None)
    yield _tally(len(finished), finished or whole, cue="standing.done")
    yield _tally(len(attested), attested, cue="attested")
    yield _tally(len(works), whole, cue="of_all")
    for found in {len(finished), len(works) - len(finished)}:
        share = Share(Decimal(found), Decimal(len(works)))
        yield Fact(meaning=Meaning.TALLY, value=share, origins=whole, units=SLOT_NOUNS)


def _tally(number: int, origins: tuple[Origin, ...], *, cue: str) -> Fact:
    value = Number(Decimal(number))
    return Fact(meaning=Meaning.TALLY, value=value, origins=origins, units=SLOT_NOUNS, cue=cue)


def _slot_dates(snapshot: Snapshot, view: TaskView) -> Iterator[Fact]:
    for work in view.work:
        slot, origins = work.slot, (slot_origin(view, work.slot),)
        yield Fact(meaning=Meaning.DUE, value=day_value(slot.due), origins=origins, cue="due")
        yield from _window(slot.window, origins)
        if slot.done_on is not None:
            yield Fact(meaning=Meaning.DONE_ON, value=day_value(slot.done_on), origins=origins)
        late = ((slot.done_on or slot.due) - slot.due).days
        if late > 0:
            value = Number(Decimal(late))
            yield Fact(meaning=Meaning.LATE, value=value, origins=origins, units=("ngày",), cue="late")
        overdue = (snapshot.plan.cut_off - slot.due).days
        if standing(slot, snapshot.judged_on) is Standing.OVERDUE and overdue > 0:
            value = Number(Decimal(overdue))
            yield Fact(meaning=Meaning.LATE, value=value, origins=origins, units=("ngày",), cue="late")
        if slot.attestation is not None:
            origin = attestation_origin(view, slot, slot.attestation)
            attested = day_value(slot.attestation.on)
            yield Fact(meaning=Meaning.ATTESTED, value=attested, origins=(origin,), cue="attested_on")


def proofs_not_named(snapshot: Snapshot, view: TaskView, text: str) -> Iterator[Fact]:
    """How many accepted proofs the slots of this report have, and how many of them a text does not name."""
    accepted = {
        plain(e.label): evidence_origin(e)
        for work in snapshot.works(view)
        for a in work.activities
        for e in work.evidence.get(a.id, ())
        if e.state is EvidenceState.ACCEPTED
    }
    unnamed = [origin for label, origin in accepted.items() if not label or label not in text]
    for origins in (tuple(accepted.values()), tuple(unnamed)):
        if origins:
            value = Number(Decimal(len(origins)))
            yield Fact(meaning=Meaning.COUNT, value=value, origins=origins, units=("minh chứng", "tài liệu"))


def _window(window: DateRange, origins: tuple[Origin, ...]) -> Iterator[Fact]:
    first, last = window.start, window.last
    yield Fact(meaning=Meaning.PERIOD, value=day_value(first), origins=origins, cue="span")
    yield Fact(meaning=Meaning.PERIOD, value=day_value(last), origins=origins, cue="span")
    for months in (1, 3, 6, 12):
        if first.day == 1 and not (first.month - 1) % months:
            period = Period(first.year, months, (first.month - 1) // months + 1)
            if period.calendar == window:
                yield Fact(meaning=Meaning.PERIOD, value=period_value(period), origins=origins)


def _amendment_dates(view: TaskView) -> Iterator[Fact]:
    for amendment in view.amendments:
        yield from _of_amendment(amendment)


def _of_amendment(amendment: Amendment) -> Iterator[Fact]:
    origins = amendment_origins(amendment)
    if amendment.old_due is not None:
        yield Fact(meaning=Meaning.OLD_DUE, value=day_value(amendment.old_due), origins=origins, cue="old_due")
    if amendment.new_due is not None:
        yield Fact(meaning=Meaning.NEW_DUE, value=day_value(amendment.new_due), origins=origins, cue="new_due")


def summed(snapshot: Snapshot, views: Sequence[TaskView]) -> Iterator[Fact]:
    """Figures of several commitments told together: how many they are, their slots, and their results added up."""
    origins = tuple(commitment_origin(v.promised) for v in views)
    names = ("nhiệm vụ", "cam kết", "chỉ tiêu", "nội dung", "việc", "đầu việc")
    yield Fact(meaning=Meaning.COUNT, value=Number(Decimal(len(views))), origins=origins, units=names)
    works = [(w, standing(w.slot, snapshot.judged_on)) for v in views for w in snapshot.works(v)]
    whole = Decimal(len(works))
    for wanted in (*((s,) for s in Standing), _DONE):
        number = Decimal(sum(1 for _, found in works if found in wanted))
        cue = "standing.done" if len(wanted) > 1 else f"standing.{wanted[0].value}"
        if number:
            units = (*SLOT_NOUNS, *names)
            yield Fact(meaning=Meaning.TALLY, value=Number(number), origins=origins, units=units, cue=cue)
            yield Fact(meaning=Meaning.TALLY, value=Share(number, whole), origins=origins, units=units)
    yield Fact(meaning=Meaning.TALLY, value=Number(whole), origins=origins, units=SLOT_NOUNS, cue="of_all")
    yield from _added(views, origins)


def _added(views: Iterable[TaskView], origins: tuple[Origin, ...]) -> Iterator[Fact]:
    reached: dict[str, Decimal] = {}
    wanted: dict[str, Decimal] = {}
    for view in views:
        for result in results(view):
            target = result.target
            if target.percent or target.role is Role.RANGE_HIGH or target.aggregate is not Aggregate.SUM:
                continue
            unit = target.unit.casefold()
            reached[unit] = reached.get(unit, Decimal(0)) + (result.value or Decimal(0))
            wanted[unit] = wanted.get(unit, Decimal(0)) + target.value
    for unit, value in reached.items():
        units = (unit,) if unit else ()
        yield Fact(meaning=Meaning.RESULT, value=number_fact(value), origins=origins, units=units)
        yield Fact(meaning=Meaning.TARGET, value=number_fact(wanted[unit]), origins=origins, units=units, cue="target")
        yield Fact(meaning=Meaning.OF_TARGET, value=Share(value, wanted[unit]), origins=origins, units=units)
