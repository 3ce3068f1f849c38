"""Who may send a unit's report on its way: its chair and secretary, and those of the units above it."""

from datetime import date

from dondoc.core.event import Actor
from dondoc.core.unit import PersonRole
from dondoc.core.words import fold
from dondoc.errors import NotAllowed
from dondoc.usecases.ports import Work

_KEEPERS = (PersonRole.SECRETARY, PersonRole.CHAIR)


def require_keeper(work: Work, unit_id: int, actor: Actor, day: date) -> None:
    """Pass for who keeps or signs the unit's reports on a day.

    Somebody who is not in the list of people is the office's own clerk at the machine, as in every other command.

    Raises:
        NotAllowed: `report.not_keeper` for a person of the list without such a role.
    """
    wanted = fold(actor.name)
    person = next((p for p in work.units.people() if wanted in {fold(p.code), fold(p.name)}), None)
    if person is None:
        return
    upwards = _upwards(work, unit_id, day)
    terms = [t for t in work.units.roles() if t.person_id == person.id and t.unit_id in upwards and t.role in _KEEPERS]
    if not any(term.holds_on(day) for term in terms):
        raise NotAllowed(code="report.not_keeper", person=person.name, unit=work.units.get(unit_id).name)


def _upwards(work: Work, unit_id: int, day: date) -> set[int]:
    found, waiting = {unit_id}, [unit_id]
    parents = [link for link in work.units.parents() if link.start <= day and (link.end is None or day < link.end)]
    while waiting:
        below = waiting.pop()
        above = [link.parent_id for link in parents if link.unit_id == below and link.parent_id not in found]
        found.update(above)
        waiting += above
    return found
