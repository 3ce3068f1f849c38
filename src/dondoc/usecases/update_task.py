"""Moving a task: done, partly, not done, waived, suspended, reopened; each is checked, stored and logged at once."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from dondoc.core.activity import EvidenceRules
from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.progress import Result, SlotWork, TaskView, binding_results, met_on, results
from dondoc.core.target import Role
from dondoc.core.task import Attestation, Slot, Status, require_move
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.destroy_evidence import destroyed_on
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import find_task
from dondoc.usecases.second_person import wrongly_accepted
from dondoc.usecases.send_reminders import withdraw_for_slots
from dondoc.usecases.withdraw_wishes import withdraw_wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A task after a move."""

    view: TaskView
    slot: Slot
    results: tuple[Result, ...] = ()


def mark_done(
    begin: Begin,
    code: str,
    rules: EvidenceRules,
    *,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    attest: str | None = None,
) -> Moved:
    """Done: every target is met and accepted evidence shows it, or a named person vouches for it with words.

    `on` is asked only where no activity says on which day it was done.

    Raises:
        NotAllowed: `evidence.second_person` or `evidence.nobody_else` when the proof was accepted by who may not;
            `done.not_met` (the answer is `partly`), `done.no_evidence`, `done.not_accepted`, `done.cap_open`,
            `task.move`, `task.is_direction`.
        BadInput: `done.in_future`, `done.other_day` when the activities show another day than `on`,
            `done.attest_words` when the attestation has no words.
    """
    if attest is not None and not attest.strip():
        raise BadInput(code="done.attest_words", task=code)
    with begin() as work:
        view, slot_work = _task(work, code)
        today = local_date(now)
        _require_over(view, slot_work, today)
        _require_met(view, slot_work, attested=attest is not None)
        if attest is None:
            _require_proof(work, view, slot_work, rules)
        if attest is None:
            _require_same_day(view, slot_work, on)
        done_on = on or met_on(view, slot_work) or _last_day(slot_work) or today
        if done_on > today:
            raise BadInput(code="done.in_future", task=view.slot_code(slot_work.slot), on=done_on)
        attestation = (
            Attestation(by=_name_of(work, actor), on=today, words=" ".join(attest.split()))
            if attest is not None
            else None
        )
        changed = replace(
            slot_work.slot, status=Status.DONE, done_on=done_on, attestation=attestation, reason="", decided_by=""
        )
        payload: dict[str, JsonValue] = {"done_on": done_on.isoformat(), "attested": attest}
        return _move(work, view, slot_work.slot, changed, event="slot.done", payload=payload, actor=actor, now=now)


def mark_partly(begin: Begin, code: str, reason: str, *, actor: Actor, now: datetime) -> Moved:
    """Partly done, with the reason; the rest is carried into the next period."""
    return _settle(begin, code, Status.PARTLY_DONE, reason, actor=actor, now=now)


def mark_not_done(begin: Begin, code: str, reason: str, *, actor: Actor, now: datetime) -> Moved:
    """Not done, with the reason that the report prints among the hạn chế."""
    return _settle(begin, code, Status.NOT_DONE, reason, actor=actor, now=now)


def waive(begin: Begin, code: str, reason: str, *, by: str, actor: Actor, now: datetime) -> Moved:
    """Released from doing it: `by` whom, and why."""
    if not by.strip():
        raise BadInput(code="waive.by_whom", task=code)
    return _settle(begin, code, Status.WAIVED, reason, actor=actor, now=now, decided_by=by.strip())


def suspend(begin: Begin, code: str, reason: str, *, actor: Actor, now: datetime) -> Moved:
    """Put off without a date (tạm dừng)."""
    return _settle(begin, code, Status.SUSPENDED, reason, actor=actor, now=now)


def reopen(begin: Begin, code: str, reason: str, *, actor: Actor, now: datetime) -> Moved:
    """Back to open, from any outcome."""
    return _settle(begin, code, Status.OPEN, reason, actor=actor, now=now)


def _settle(
    begin: Begin, code: str, status: Status, reason: str, *, actor: Actor, now: datetime, decided_by: str = ""
) -> Moved:
    words = " ".join(reason.split())
    if not words:
        raise BadInput(code="task.reason_missing", task=code)
    with begin() as work:
        view, slot_work = _task(work, code)
        slot = slot_work.slot
        changed = replace(slot, status=status, done_on=None, attestation=None, reason=words, decided_by=decided_by)
        if status is Status.OPEN:
            changed = replace(changed, reason="")
        payload: dict[str, JsonValue] = {"reason": words, "by": decided_by or None}
        event = "slot.reopened" if status is Status.OPEN else f"slot.{status.value}"
        return _move(work, view, slot, changed, event=event, payload=payload, actor=actor, now=now)


def _move(
    work: Work,
    view: TaskView,
    before: Slot,
    after: Slot,
    *,
    event: str,
    payload: dict[str, JsonValue],
    actor: Actor,
    now: datetime,
) -> Moved:
    code = view.slot_code(before)
    require_move(before.status, after.status, code=code)
    # An outcome that is new stands in no issued report yet.
    stored = replace(after, decided_at=now, decided_by=after.decided_by or actor.name, settled_in=None)
    work.slots.update_many([stored])
    withdraw_for_slots(work, [stored.id])
    withdraw_wishes(work, view, [stored], actor=actor, now=now)
    unit = work.units.get(view.promised.unit_id)
    work.events.append(unit.code, event, code, {"from": before.status.value, **payload}, actor=actor, at=now)
    fresh, _ = find_task(work, code)
    return Moved(view=fresh, slot=stored, results=results(fresh, stored))


def _name_of(work: Work, actor: Actor) -> str:
    """The actor as paper names him: a person's name where the actor is a person's code."""
    return next((p.name for p in work.units.people() if p.code.casefold() == actor.name.casefold()), actor.name)


def _task(work: Work, code: str) -> tuple[TaskView, SlotWork]:
    view, slot_work = find_task(work, code)
    if slot_work is None:
        raise NotAllowed(code="task.is_direction", task=view.code)
    return view, slot_work


def _last_day(slot_work: SlotWork) -> date | None:
    return max((a.happened_on for a in slot_work.activities), default=None)


def _require_same_day(view: TaskView, slot_work: SlotWork, on: date | None) -> None:
    """The day on which the target was met is known from the activities, unless a day of theirs was only guessed."""
    met = met_on(view, slot_work)
    if on is None or met is None or on == met or any(a.is_unclear for a in slot_work.activities):
        return
    raise BadInput(code="done.other_day", task=view.slot_code(slot_work.slot), on=on, met=met)


def _require_over(view: TaskView, slot_work: SlotWork, today: date) -> None:
    """A cap ("không quá 01 vụ") is judged when its time is over, not before."""
    caps = any(r.target.role is Role.CAP for r in binding_results(view, slot_work.slot))
    if caps and today < slot_work.slot.due:
        raise NotAllowed(code="done.cap_open", task=view.slot_code(slot_work.slot), due=slot_work.slot.due)


def _require_met(view: TaskView, slot_work: SlotWork, *, attested: bool) -> None:
    """What was counted must reach its target; where nothing was counted, an attestation speaks for the number."""
    for result in binding_results(view, slot_work.slot):
        if result.is_met or (attested and result.value is None):
            continue
        raise NotAllowed(
            code="done.not_met",
            task=view.slot_code(slot_work.slot),
            comparator=result.target.comparator,
            value=result.target.value,
            unit=("%" if result.target.percent else "") + f" {result.target.unit}".rstrip(),
            result=result.value if result.value is not None else Decimal(0),
        )


def _require_proof(work: Work, view: TaskView, slot_work: SlotWork, rules: EvidenceRules) -> None:
    refusal: NotAllowed | None = None
    proofs = list(slot_work.proofs(rules))
    # What was destroyed still shows that a task was done by it, but nothing is done by it any more.
    gone = destroyed_on(work, [evidence.id for _, evidence in proofs])
    for activity, evidence in (pair for pair in proofs if pair[1].id not in gone):
        refusal = wrongly_accepted(work, rules, activity, evidence)
        if refusal is None:
            return
    if refusal is not None:
        raise refusal
    code = view.slot_code(slot_work.slot)
    if slot_work.awaiting:
        numbers = ", ".join(str(e.id) for e in slot_work.awaiting)
        raise NotAllowed(code="done.not_accepted", task=code, evidence=numbers, first=slot_work.awaiting[0].id)
    raise NotAllowed(code="done.no_evidence", task=code)
