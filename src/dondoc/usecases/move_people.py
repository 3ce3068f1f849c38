"""People who change: another name or address, another unit or role, and leaving, with a hand-over of open work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.notice import MessageState
from dondoc.core.task import Assignee, Slot, Status
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit
from dondoc.errors import BadInput, Conflict, NotAllowed, NotFound
from dondoc.usecases.own_unit import BEGINNING, own_unit, require_email, unit_by_code
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.send_reminders import withdraw_for_slots

#: What somebody who leaves hands over.
_OPEN = frozenset({Status.OPEN, Status.PARTLY_DONE, Status.SUSPENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Who left, and what went to whom."""

    person: Person
    on: date
    #: Codes of the slots handed over, in order.
    tasks: tuple[str, ...] = ()
    to: Person | None = None


def person_by_code(work: Work, code: str) -> Person:
    """The person with a code, without regard to case; NotFound `person.unknown`."""
    found = next((p for p in work.units.people() if p.code.casefold() == code.casefold()), None)
    if found is None:
        raise NotFound(code="person.unknown", person=code)
    return found


def open_terms(work: Work, person_id: int) -> list[RoleTerm]:
    """What the person holds without an end."""
    return [t for t in work.units.roles() if t.person_id == person_id and t.end is None]


def hold(
    work: Work,
    person_id: int,
    unit_id: int,
    role: PersonRole,
    today: date,
    *,
    terms: Sequence[RoleTerm] | None = None,
) -> bool:
    """From today this role in this unit is the person's only one; False when it was so already.

    Somebody's first role has always been his: reports of earlier years find him. What waits to be sent to him is
    withdrawn; the next pass plans anew what is still for him. `terms` are all of his, where the caller has them.
    """
    past = [t for t in work.units.roles() if t.person_id == person_id] if terms is None else list(terms)
    others = [t for t in past if t.end is None and (t.unit_id, t.role) != (unit_id, role)]
    holds = any(t.end is None and (t.unit_id, t.role) == (unit_id, role) for t in past)
    if holds and not others:
        return False
    _end(work, others, today)
    if not holds:
        start = today if past else BEGINNING
        # A term that was ended is never opened again, so who came and went in one day begins on the next.
        while any((t.unit_id, t.role, t.start) == (unit_id, role, start) for t in past):
            start += timedelta(days=1)
        work.units.add_role(RoleTerm(person_id=person_id, unit_id=unit_id, role=role, start=start))
    withdraw_waiting(work, person_id)
    return True


def withdraw_waiting(work: Work, person_id: int) -> None:
    """Withdraw the letters to a person that have not left; one that is being sent, or may have arrived, is left."""
    for message in work.notices.pending(date.max, hold=True):
        is_waiting = message.state is MessageState.PENDING and message.doubtful_since is None
        if message.person_id == person_id and is_waiting:
            work.notices.withdraw_message(message.id)


def require_secretary(work: Work) -> None:
    """Pass while somebody keeps the list of the own unit; NotAllowed `person.last_secretary`."""
    own = own_unit(work)
    terms = [t for t in work.units.roles() if t.unit_id == own.id and t.role is PersonRole.SECRETARY]
    if terms and all(t.end is not None for t in terms):
        raise NotAllowed(code="person.last_secretary", unit=own.name)


def _end(work: Work, terms: Iterable[RoleTerm], on: date) -> None:
    for term in terms:
        work.units.add_role(replace(term, end=max(on, term.start)))


def set_person(
    begin: Begin,
    code: str,
    *,
    name: str | None = None,
    email: str | None = None,
    unit: str | None = None,
    role: PersonRole | None = None,
    actor: Actor,
    now: datetime,
) -> Person:
    """Change what is given; a unit or a role holds from today, in place of those before.

    Raises:
        NotFound: `person.unknown`, `unit.unknown`.
        BadInput: `person.email`.
        NotAllowed: `person.last_secretary`.
    """
    require_email(email)
    with begin() as work:
        before = person_by_code(work, code)
        person = replace(before, name=name or before.name, email=email or before.email)
        changed: list[JsonValue] = [n for n in ("name", "email") if getattr(person, n) != getattr(before, n)]
        work.units.update_person(person)
        terms = open_terms(work, person.id)
        home = _home(work, unit, terms)
        if unit is not None or role is not None:
            wanted = role or (terms[0].role if terms else PersonRole.OFFICER)
            changed += ["role"] if hold(work, person.id, home.id, wanted, local_date(now)) else []
            require_secretary(work)
        if changed:
            payload: dict[str, JsonValue] = {"changed": changed, "role": role.value if role is not None else None}
            work.events.append(home.code, "person.changed", person.code, payload, actor=actor, at=now)
        return person


def _home(work: Work, unit: str | None, terms: Sequence[RoleTerm]) -> Unit:
    if unit is not None:
        return unit_by_code(work, unit)
    return work.units.get(terms[0].unit_id) if terms else own_unit(work)


def open_work(work: Work, person_id: int) -> list[tuple[str, Unit, Slot]]:
    """What names the person and is not settled: code, promising unit and slot, in order of code."""
    found: list[tuple[str, Unit, Slot]] = []
    slots = work.slots.of()
    for commitment in sorted(work.commitments.all(), key=lambda c: c.code):
        own = slots.get(commitment.id, [])
        for slot in own:
            if slot.assignee.person_id == person_id and slot.status in _OPEN:
                code = commitment.code if len(own) == 1 else f"{commitment.code}.{slot.ordinal}"
                found.append((code, work.units.get(commitment.unit_id), slot))
    return found


def leave(
    begin: Begin, code: str, *, on: date | None = None, to: str | None = None, actor: Actor, now: datetime
) -> Left:
    """End all roles of a person on a day (today unless given) and hand his open work over, at once or not at all.

    Raises:
        NotFound: `person.unknown` for either of the two.
        BadInput: `person.leaves_later` for a day to come, `person.to_himself`.
        NotAllowed: `person.left` when one of the two has left, `person.has_work` when there is open work and nobody
            to take it, `person.last_secretary`.
        Conflict: `person.same_part` when the other has the same part of a task already.
    """
    today = local_date(now)
    day = on or today
    if day > today:
        raise BadInput(code="person.leaves_later", day=day)
    with begin() as work:
        person = person_by_code(work, code)
        receiver = person_by_code(work, to) if to is not None else None
        if receiver is not None and receiver.id == person.id:
            raise BadInput(code="person.to_himself", person=person.name)
        terms = _require_terms(work, person)
        tasks = open_work(work, person.id)
        if tasks and receiver is None:
            codes = ", ".join(c for c, _, _ in tasks)
            raise NotAllowed(code="person.has_work", person=person.name, count=len(tasks), tasks=codes, code_of=code)
        if receiver is not None:
            _hand_over(work, tasks, person, receiver, actor=actor, now=now)
        _end(work, terms, day)
        require_secretary(work)
        withdraw_waiting(work, person.id)
        payload: dict[str, JsonValue] = {"on": day.isoformat(), "to": receiver.code if receiver is not None else None}
        home = work.units.get(terms[0].unit_id)
        work.events.append(home.code, "person.left", person.code, payload, actor=actor, at=now)
        return Left(person=person, on=day, tasks=tuple(c for c, _, _ in tasks), to=receiver)


def _require_terms(work: Work, person: Person) -> list[RoleTerm]:
    terms = open_terms(work, person.id)
    if not terms:
        raise NotAllowed(code="person.left", person=person.name)
    return terms


def _hand_over(
    work: Work,
    tasks: Sequence[tuple[str, Unit, Slot]],
    person: Person,
    receiver: Person,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The unit of a slot stays where the receiver has a role in it."""
    units = [term.unit_id for term in _require_terms(work, receiver)]
    moved: list[Slot] = []
    for code, unit, slot in tasks:
        home = slot.assignee.unit_id if slot.assignee.unit_id in units else units[0]
        taken = Assignee(unit_id=home, person_id=receiver.id)
        same = (s for s in work.slots.of([slot.commitment_id])[slot.commitment_id] if s.window == slot.window)
        if any(s.assignee == taken for s in same):
            raise Conflict(code="person.same_part", task=code, person=receiver.name)
        moved.append(replace(slot, assignee=taken))
        payload: dict[str, JsonValue] = {"from": person.code, "to": receiver.code}
        work.events.append(unit.code, "slot.handed_over", code, payload, actor=actor, at=now)
    work.slots.update_many(moved)
    withdraw_for_slots(work, [slot.id for slot in moved])
