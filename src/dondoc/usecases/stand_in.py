"""Naming who stands in for somebody: for an absence from one day to another, or as standing deputy."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.unit import Person, RoleTerm
from dondoc.errors import BadInput, NotAllowed
from dondoc.usecases.move_people import open_terms, person_by_code, withdraw_waiting
from dondoc.usecases.ports import Begin, Work

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Who stands in for whom, and when; `last` None: beside him from now on."""

    person: Person
    deputy: Person
    first: date
    last: date | None


def stand_in(
    begin: Begin, code: str, by: str, *, first: date | None, last: date | None, actor: Actor, now: datetime
) -> StandIn:
    """Let `by` stand in for a person in all that he holds, from `first` (today unless given) to `last`, both in.

    With a last day it is an absence: letters go to the deputy instead. Without one the deputy is told beside him.
    What waits to be sent to the person is planned anew.

    Raises:
        NotFound: `person.unknown` for either of the two.
        BadInput: `deputy.himself`, `deputy.over` when the last day is gone or before the first.
        NotAllowed: `person.left` when one of the two holds nothing.
    """
    today = local_date(now)
    start = first or today
    if last is not None and last < max(start, today):
        raise BadInput(code="deputy.over", last=last, first=max(start, today))
    with begin() as work:
        person, deputy = person_by_code(work, code), person_by_code(work, by)
        if person.id == deputy.id:
            raise BadInput(code="deputy.himself", person=person.name)
        own = [term for term in open_terms(work, person.id) if term.deputy_of is None]
        for one, terms in ((person, own), (deputy, open_terms(work, deputy.id))):
            if not terms:
                raise NotAllowed(code="person.left", person=one.name)
        for term in own:
            _name(work, term, deputy, start, last)
        withdraw_waiting(work, person.id)
        payload: dict[str, JsonValue] = {
            "by": deputy.code,
            "first": start.isoformat(),
            "last": last.isoformat() if last is not None else None,
        }
        home = work.units.get(own[0].unit_id)
        work.events.append(home.code, "person.deputised", person.code, payload, actor=actor, at=now)
        return StandIn(person=person, deputy=deputy, first=start, last=last)


def _name(work: Work, term: RoleTerm, deputy: Person, start: date, last: date | None) -> None:
    taken = {
        t.start for t in work.units.roles() if (t.person_id, t.unit_id, t.role) == (deputy.id, term.unit_id, term.role)
    }
    # The deputy's own term of the same role is another row: one that began on that very day must stay as it is.
    while start in taken:
        start -= _DAY
    work.units.add_role(
        RoleTerm(
            person_id=deputy.id,
            unit_id=term.unit_id,
            role=term.role,
            start=start,
            end=last + _DAY if last is not None else None,
            deputy_of=term.person_id,
        )
    )
