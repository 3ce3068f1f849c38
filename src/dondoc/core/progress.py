"""Target against result: every number that a page or a report prints is computed here, from facts known by an instant.

Facts have two times: `as_of` is the day up to which things happened (the cut-off of a report), `known_at` the instant
up to which they were recorded. Later facts are ignored, so yesterday's report can be made again tomorrow.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from dondoc.core.activity import Activity, Evidence, EvidenceRules, EvidenceState
from dondoc.core.commitment import Amendment, Commitment, current_terms
from dondoc.core.instants import local_date
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.task import OWED, SETTLED, Attestation, Slot, Status, Timeliness, timeliness


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was recorded of a slot at an instant; a reopening is one too, with the status open."""

    status: Status
    at: datetime
    done_on: date | None = None
    reason: str = ""
    decided_by: str = ""
    attestation: Attestation | None = None

    def came_after(self, as_of: date, due: date) -> bool:
        """Whether it tells of what happened after a day; what was due by the day is judged by what was said later."""
        if self.status is Status.DONE:
            return self.done_on is not None and self.done_on > as_of
        return self.status is not Status.OPEN and due > as_of and local_date(self.at) > as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The confirmed commitment of a later report that continues this one."""

    code: str
    #: First day of its period: reports that reach it account for the work under its code.
    starts_on: date
    confirmed_at: datetime

    def takes_over(self, slot: Slot) -> bool:
        """Whether a slot of the continued commitment is asked under the new code instead.

        What is owed goes over, but not a slot whose day was still to come, inside the old period, when the successor
        was confirmed: an office that reports in November still has its meeting of December to hold.
        """
        confirmed_on = local_date(self.confirmed_at)
        is_ahead = slot.status is Status.OPEN and confirmed_on <= slot.due < self.starts_on
        return slot.status in OWED and not is_ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotWork:
    """A slot with what happened for it (by date), and the evidence of that."""

    slot: Slot
    activities: tuple[Activity, ...] = ()
    evidence: Mapping[int, tuple[Evidence, ...]]
    #: What was recorded of it, the oldest first; only reports ask for it.
    history: tuple[Outcome, ...] = ()

    def at(self, as_of: date, known_at: datetime) -> "SlotWork":
        """The slot as it stood: what was decided, done or received later is taken away."""
        activities = tuple(a for a in self.activities if a.happened_on <= as_of and a.received_at <= known_at)
        slot = self.slot
        if slot.decided_at is not None:
            now = Outcome(status=slot.status, at=slot.decided_at, done_on=slot.done_on)
            if now.at > known_at or now.came_after(as_of, slot.due):
                slot = _with_outcome(slot, _earlier_outcome(self.history, slot.due, as_of, known_at))
        evidence = _known(self.evidence, activities, known_at)
        return SlotWork(slot=slot, activities=activities, evidence=evidence, history=self.history)

    def is_proven(self, rules: EvidenceRules) -> bool:
        """Whether an activity has accepted evidence of a kind that suffices."""
        return any(True for _ in self.proofs(rules))

    def proofs(self, rules: EvidenceRules) -> Iterator[tuple[Activity, Evidence]]:
        """Accepted evidence of a kind that suffices, each with what it proves."""
        return ((a, e) for a in self.activities for e in self.evidence.get(a.id, ()) if _proves(e, rules))

    @property
    def awaiting(self) -> tuple[Evidence, ...]:
        """Evidence that was received and that nobody has accepted or rejected yet."""
        return tuple(
            e for a in self.activities for e in self.evidence.get(a.id, ()) if e.state is EvidenceState.RECEIVED
        )


def _earlier_outcome(history: Sequence[Outcome], due: date, as_of: date, known_at: datetime) -> Outcome | None:
    """The newest outcome known by then, of what had happened by the day; None when there was none.

    A reopening after the day that led to a success after the day is told by a later report, so what was missed before
    it stays missed; only "done" that was taken back does not come back.
    """
    done_later = taken_back = False
    for outcome in sorted((o for o in history if o.at <= known_at), key=lambda o: o.at, reverse=True):
        if outcome.came_after(as_of, due):
            done_later = True
        elif outcome.status is Status.OPEN and done_later and local_date(outcome.at) > as_of:
            taken_back = True
        else:
            return None if taken_back and outcome.status is Status.DONE else outcome
    return None


def _with_outcome(slot: Slot, outcome: Outcome | None) -> Slot:
    """The slot with that outcome, or as open as before any."""
    return replace(
        slot,
        status=outcome.status if outcome is not None else Status.OPEN,
        decided_at=outcome.at if outcome is not None else None,
        done_on=outcome.done_on if outcome is not None else None,
        reason=outcome.reason if outcome is not None else "",
        decided_by=outcome.decided_by if outcome is not None else "",
        attestation=outcome.attestation if outcome is not None else None,
    )


def _before(work: SlotWork, later: Sequence[Amendment]) -> SlotWork:
    """The slot with the date that it had before these amendments, newest first."""
    due = work.slot.due
    for amendment in later:
        concerns = amendment.slot_ordinal is None or amendment.slot_ordinal == work.slot.ordinal
        if concerns and amendment.old_due is not None and amendment.new_due == due:
            due = amendment.old_due
    return work if due == work.slot.due else replace(work, slot=replace(work.slot, due=due))


def _known(
    evidence: Mapping[int, tuple[Evidence, ...]], activities: Iterable[Activity], known_at: datetime
) -> dict[int, tuple[Evidence, ...]]:
    known: dict[int, tuple[Evidence, ...]] = {}
    for activity in activities:
        rows = [e for e in evidence.get(activity.id, ()) if e.received_at <= known_at]
        known[activity.id] = tuple(
            replace(e, state=EvidenceState.RECEIVED) if e.decided_at is not None and e.decided_at > known_at else e
            for e in rows
        )
    return known


def _proves(evidence: Evidence, rules: EvidenceRules) -> bool:
    return evidence.state is EvidenceState.ACCEPTED and evidence.kind in rules.sufficient


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A confirmed commitment with everything that belongs to it."""

    promised: Commitment
    amendments: tuple[Amendment, ...] = ()
    work: tuple[SlotWork, ...] = ()
    #: The newest confirmed commitment that continues this one, or None.
    successor: Successor | None = None

    @property
    def terms(self) -> Commitment:
        """The commitment after its amendments."""
        return current_terms(self.promised, self.amendments)

    @property
    def code(self) -> str:
        """The code printed on paper."""
        return self.promised.code

    def slot_code(self, slot: Slot) -> str:
        """`<code>` for the only slot, else `<code>.<ordinal>`."""
        return self.code if len(self.work) == 1 else f"{self.code}.{slot.ordinal}"

    def at(self, as_of: date, known_at: datetime) -> "TaskView":
        """The commitment as it stood: later amendments, activities and decisions are taken away."""
        later = sorted((a for a in self.amendments if a.at > known_at), key=lambda a: (a.at, a.id), reverse=True)
        successor = self.successor if self.successor and self.successor.confirmed_at <= known_at else None
        return TaskView(
            promised=self.promised,
            amendments=tuple(a for a in self.amendments if a.at <= known_at),
            work=tuple(_before(w, later).at(as_of, known_at) for w in self.work),
        ).continued(successor)

    def continued(self, successor: Successor | None) -> "TaskView":
        """The view with its successor, which takes over the slots that are still owed."""
        work = tuple(replace(w, slot=_passed_on(w.slot, successor)) for w in self.work)
        return replace(self, work=work, successor=successor)


def _passed_on(slot: Slot, successor: Successor | None) -> Slot:
    code = successor.code if successor is not None and successor.takes_over(slot) else ""
    return slot if slot.continued_by == code else replace(slot, continued_by=code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was reached of one target."""

    target: Target
    #: In the target's unit; None when nothing was counted yet.
    value: Decimal | None
    #: The whole, where the result is a share ("38/40").
    denominator: Decimal | None = None
    #: The part as counted, where the result is a share.
    numerator: Decimal | None = None

    @property
    def is_met(self) -> bool:
        """Whether the target is met; the upper end of a range is a hope, not a cap."""
        if self.target.role is Role.RANGE_HIGH:
            return True
        if self.target.role is Role.CAP:
            return self.target.is_met(self.value or Decimal(0))
        return self.value is not None and self.target.is_met(self.value)

    @property
    def missing(self) -> Decimal:
        """How much is still to do; 0 when met, and for a cap: what went over it cannot be made up."""
        if self.is_met or self.target.role is Role.CAP:
            return Decimal(0)
        return max(self.target.value - (self.value or Decimal(0)), Decimal(0))

    @property
    def percent_of_plan(self) -> Decimal | None:
        """Share of the plan, for the words "đạt n% kế hoạch": only for counts that add up to reach a number.

        >>> from decimal import Decimal as D
        >>> t = Target(comparator=Comparator.AT_LEAST, value=D(120), unit="đoàn viên")
        >>> Result(target=t, value=D(90)).percent_of_plan
        Decimal('75.0')
        """
        target = self.target
        if target.percent or target.aggregate is not Aggregate.SUM or target.role is not Role.REACH:
            return None
        if target.comparator in {Comparator.AT_MOST, Comparator.LESS_THAN} or self.value is None or target.value <= 0:
            return None
        return (self.value * 100 / target.value).quantize(Decimal("0.1"))


def result_of(target: Target, index: int, activities: Sequence[tuple[Activity, Slot]]) -> Result:
    """Adds up the activities that are linked to target number `index` of a commitment.

    An activity without shares counts once, however many slots of the commitment it is linked to; percentages do not
    add, the newest holds.
    """
    counted: list[tuple[Activity, Decimal]] = []
    whole: set[int] = set()
    for activity, slot in activities:
        for link in activity.links:
            quantity = link.share if link.share is not None else activity.quantity
            if link.slot_id != slot.id or link.target != index or quantity is None:
                continue
            if link.share is None and activity.id in whole:
                continue
            whole |= {activity.id} if link.share is None else set()
            counted.append((activity, quantity))
    if not counted:
        return Result(target=target, value=None)
    newest, newest_quantity = max(counted, key=lambda pair: (pair[0].happened_on, pair[0].id))
    if newest.denominator and (target.percent or target.aggregate is Aggregate.SHARE):
        value = newest_quantity * 100 / newest.denominator if target.percent else newest_quantity
        return Result(target=target, value=value, numerator=newest_quantity, denominator=newest.denominator)
    match Aggregate.LATEST if target.percent and target.aggregate is Aggregate.SUM else target.aggregate:
        case Aggregate.SUM:
            return Result(target=target, value=sum((q for _, q in counted), Decimal(0)))
        case Aggregate.MAX:
            return Result(target=target, value=max(q for _, q in counted))
        case Aggregate.LATEST | Aggregate.SHARE:
            return Result(target=target, value=newest_quantity)


def _scope(view: TaskView, target: Target, slot: Slot | None) -> list[tuple[Activity, Slot]]:
    """The activities that count for a target, seen from one slot, or from the whole commitment (None)."""
    pairs: list[tuple[Activity, Slot]] = []
    for work in view.work:
        if slot is not None and (
            (target.per is Per.SLOT and work.slot.id != slot.id)
            or (target.per is Per.ASSIGNEE and work.slot.assignee != slot.assignee)
        ):
            continue
        pairs += [(activity, work.slot) for activity in work.activities]
    return pairs


def results(view: TaskView, slot: Slot | None = None) -> tuple[Result, ...]:
    """The result of every target, seen from one slot, or over the whole commitment."""
    found: list[Result] = []
    counting = 0
    for index, target in enumerate(view.terms.targets):
        # The two ends of a range are one figure: what counts for the lower end counts for the upper.
        counting = counting if target.role is Role.RANGE_HIGH and index > 0 else index
        found.append(result_of(target, counting, _scope(view, target, slot)))
    return tuple(found)


def binding_results(view: TaskView, slot: Slot) -> tuple[Result, ...]:
    """Results that this slot alone must answer for: a target over several slots is judged on the commitment."""
    alone = len(view.work) == 1
    return tuple(r for r in results(view, slot) if alone or r.target.per is not Per.COMMITMENT)


def met_on(view: TaskView, work: SlotWork) -> date | None:
    """The day on which all targets of the slot were met; without targets, the last day something happened.

    Where there are only caps ("không để xảy ra …") it is the last day: until then nobody could know.
    """
    binding = binding_results(view, work.slot)
    if binding and all(r.target.role is Role.CAP for r in binding):
        return work.slot.due if all(r.is_met for r in binding) else None
    days = sorted({a.happened_on for a in work.activities})
    if not days:
        return None
    if not view.terms.targets:
        return days[-1]
    for day in days:
        trimmed = replace(view, work=tuple(_until(w, day) for w in view.work))
        if all(r.is_met for r in binding_results(trimmed, work.slot)):
            return day
    return None


def _until(work: SlotWork, day: date) -> SlotWork:
    return replace(work, activities=tuple(a for a in work.activities if a.happened_on <= day))


def state_of(view: TaskView) -> Status:
    """The commitment's state, computed from its slots and its targets.

    Released slots (waived) do not count against the others; a mixture of outcomes is partly done.
    """
    statuses = [w.slot.status for w in view.work]
    if not statuses:
        return view.promised.status
    if any(s is Status.OPEN for s in statuses):
        return Status.OPEN
    if any(s is Status.SUSPENDED for s in statuses):
        return Status.SUSPENDED
    judged: set[Status] = {s for s in statuses if s is not Status.WAIVED}
    if not judged:
        return Status.WAIVED
    if judged == {Status.DONE} and len(view.work) > 1:
        met = all(r.is_met for r in results(view) if r.target.per is Per.COMMITMENT)
        return Status.DONE if met or any(w.slot.attestation for w in view.work) else Status.PARTLY_DONE
    return judged.pop() if len(judged) == 1 else Status.PARTLY_DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The numbers that every follow-up report prints (QĐ 42/2014: done, under way in time, overdue), over slots."""

    total: int = 0
    done_on_time: int = 0
    done_late: int = 0
    partly_done: int = 0
    not_done: int = 0
    waived: int = 0
    suspended: int = 0
    in_time: int = 0
    overdue: int = 0

    @property
    def done(self) -> int:
        """Done, in time or late."""
        return self.done_on_time + self.done_late


def headline(views: Iterable[TaskView], *, today: date) -> Headline:
    """Counts slots (việc); their sum is always the total. What a later promise took over is counted there."""
    counts = dict.fromkeys(Headline.__dataclass_fields__, 0)
    for view in views:
        for work in (w for w in view.work if not w.slot.continued_by):
            counts["total"] += 1
            counts[_column(work.slot, today)] += 1
    return Headline(**counts)


def _column(slot: Slot, today: date) -> str:
    if slot.status in SETTLED | {Status.SUSPENDED} and slot.status is not Status.DONE:
        return slot.status.value
    match timeliness(slot, today=today):
        case Timeliness.DONE_ON_TIME:
            return "done_on_time"
        case Timeliness.DONE_LATE:
            return "done_late"
        case Timeliness.OVERDUE:
            return "overdue"
        case Timeliness.IN_TIME | Timeliness.DUE_SOON | Timeliness.NOT_APPLICABLE:
            return "in_time"
