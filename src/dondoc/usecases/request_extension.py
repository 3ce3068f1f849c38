"""Wishes for another day ("xin lùi đến ngày …"): asked by who does the work, decided by the chair in one act."""

from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime

from dondoc.core.answer import ExtensionRequest, RequestState
from dondoc.core.commitment import AmendmentKind
from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.unit import Person
from dondoc.core.words import fold
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import views_of
from dondoc.usecases.withdraw_wishes import is_settled, withdraw_wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish with the task that it is about and who has it."""

    request: ExtensionRequest
    view: TaskView
    work: SlotWork
    person: Person

    @property
    def code(self) -> str:
        """Code of the slot."""
        return self.view.slot_code(self.work.slot)


def ask_extension(
    begin: Begin, slot_id: int, until: date, reason: str, *, person_id: int, actor: Actor, now: datetime
) -> ExtensionRequest:
    """Keep a wish; an older one of the same person for the same slot that waits is withdrawn.

    Raises:
        BadInput: `request.no_reason`, `request.not_later` when the day is past or no later than the present one.
        NotAllowed: `request.settled` when nothing is owed any more.
    """
    words = " ".join(reason.split())
    with begin() as work:
        view, slot_work = slot_view(work, slot_id)
        code, slot = view.slot_code(slot_work.slot), slot_work.slot
        if is_settled(slot):
            raise NotAllowed(code="request.settled", task=code)
        if not words:
            raise BadInput(code="request.no_reason", task=code)
        _require_later(until, code, slot.due, now)
        for older in work.requests.of_slots([slot_id]).get(slot_id, ()):
            if older.state is RequestState.WAITING and older.person_id == person_id:
                withdraw_wish(work, view, slot, older, actor=actor, now=now)
        request = work.requests.add(
            ExtensionRequest(id=0, slot_id=slot_id, person_id=person_id, until=until, reason=words, at=now)
        )
        payload: dict[str, JsonValue] = {"request": request.id, "until": until.isoformat(), "reason": words}
        unit = work.units.get(view.promised.unit_id)
        work.events.append(unit.code, "extension.asked", code, payload, actor=actor, at=now)
        return request


def approve_extension(
    begin: Begin, request_id: int, *, approver: str, actor: Actor, now: datetime, reason: str = ""
) -> ExtensionRequest:
    """Grant a wish: the deadline is amended in the same transaction.

    Raises:
        NotFound: `request.unknown`.
        NotAllowed: `request.decided` when it no longer waits, `request.own` when the asker grants it himself,
            `amend.settled` when nothing is left to amend.
        BadInput: `request.not_later` when the deadline was moved meanwhile, or the day asked for has gone by.
    """
    with begin() as work:
        wish = _waiting(work, request_id)
        _require_other(work, wish, approver, actor)
        _require_later(wish.request.until, wish.code, wish.work.slot.due, now)
        change = Change(
            kind=AmendmentKind.EXTEND, reason=wish.request.reason, approver=approver, due=wish.request.until
        )
        amend(lambda: nullcontext(work), wish.code, change, actor=actor, now=now)
        decided = replace(
            wish.request,
            state=RequestState.APPROVED,
            decided_at=now,
            decided_by=approver,
            decision_reason=" ".join(reason.split()),
        )
        return _decide(work, wish, decided, actor=actor, now=now)


def refuse_extension(
    begin: Begin, request_id: int, reason: str, *, approver: str, actor: Actor, now: datetime
) -> ExtensionRequest:
    """Turn a wish down; the deadline stays.

    Raises:
        NotFound: `request.unknown`.
        NotAllowed: `request.decided` when it no longer waits.
        BadInput: `request.no_refusal_reason`.
    """
    words = " ".join(reason.split())
    with begin() as work:
        wish = _waiting(work, request_id)
        if not words:
            raise BadInput(code="request.no_refusal_reason", id=request_id)
        decided = replace(
            wish.request,
            state=RequestState.REFUSED,
            decided_at=now,
            decided_by=approver,
            decision_reason=words,
        )
        return _decide(work, wish, decided, actor=actor, now=now)


def find_wish(work: Work, request_id: int) -> Wish:
    """A wish with its task; NotFound `request.unknown`."""
    request = work.requests.get(request_id)
    view, slot_work = slot_view(work, request.slot_id)
    person = next(p for p in work.units.people() if p.id == request.person_id)
    return Wish(request=request, view=view, work=slot_work, person=person)


def wishes(work: Work, state: RequestState | None = RequestState.WAITING) -> list[Wish]:
    """Wishes in one state (all when None), oldest first."""
    return [find_wish(work, request.id) for request in work.requests.all(state)]


def slot_view(work: Work, slot_id: int) -> tuple[TaskView, SlotWork]:
    """A slot in its task; NotFound `slot.unknown`."""
    commitment = work.commitments.get(work.slots.get(slot_id).commitment_id)
    view = views_of(work, [commitment])[0]
    return view, next(w for w in view.work if w.slot.id == slot_id)


def _waiting(work: Work, request_id: int) -> Wish:
    wish = find_wish(work, request_id)
    if wish.request.state is not RequestState.WAITING:
        raise NotAllowed(code="request.decided", id=request_id, task=wish.code)
    return wish


def _require_later(until: date, code: str, due: date, now: datetime) -> None:
    if until <= due or until < local_date(now):
        raise BadInput(code="request.not_later", task=code, due=due, until=until)


def _require_other(work: Work, wish: Wish, approver: str, actor: Actor) -> None:
    """Nobody grants his own wish; a secretary may write down what the chair said to his."""
    asker, named = wish.person, fold(approver)
    is_namesake = any(p.id != asker.id and p.code == actor.name and named == fold(p.name) for p in work.units.people())
    if named in {fold(asker.name), fold(asker.code)} and not is_namesake:
        raise NotAllowed(code="request.own", task=wish.code, person=asker.name)


def _decide(work: Work, wish: Wish, decided: ExtensionRequest, *, actor: Actor, now: datetime) -> ExtensionRequest:
    work.requests.update(decided)
    payload: dict[str, JsonValue] = {
        "request": decided.id,
        "until": decided.until.isoformat(),
        "by": decided.decided_by,
        "reason": decided.decision_reason,
    }
    unit = work.units.get(wish.view.promised.unit_id)
    granted = decided.state is RequestState.APPROVED
    work.events.append(
        unit.code,
        "extension.approved" if granted else "extension.refused",
        wish.code,
        payload,
        actor=actor,
        at=now,
    )
    return decided
