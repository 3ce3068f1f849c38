"""Who is told of a slot: its person, the officers of its unit, else a secretary, the nearest first.

Deputies: a term with `deputy_of` stands in for that person in that unit. One with an end is an absence: while it lasts
the deputy is told instead of the person, who hears nothing of the unit until the day it ends. One without an end names
a standing deputy, who is told beside the person. A deputy of somebody who holds nothing there any more holds the role
himself. A deputy who is absent has his own deputy; those who only stand in for each other are both told.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dondoc.core.task import Assignee
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit, UnitParent, parent_on


@dataclass(frozen=True, slots=True)
class Directory:
    """Units, people and roles as they stand on one day."""

    day: date
    units: dict[int, Unit]
    people: dict[int, Person]
    parents: tuple[UnitParent, ...]
    #: Holders by (unit, role), on the day.
    holders: dict[tuple[int, PersonRole], tuple[int, ...]]
    #: Who is told for whom, by (unit, person): deputies in his absence, or he and his standing deputies.
    stand_ins: dict[tuple[int, int], tuple[int, ...]]
    #: People who held roles and hold none any more.
    departed: frozenset[int]

    @classmethod
    def on(
        cls,
        day: date,
        *,
        units: Iterable[Unit],
        people: Iterable[Person],
        roles: Iterable[RoleTerm],
        parents: Iterable[UnitParent],
    ) -> "Directory":
        """The directory of a day."""
        terms = list(roles)
        now = [term for term in terms if term.holds_on(day)]
        present = {term.person_id for term in now}
        principals = {(t.unit_id, t.person_id) for t in now if t.deputy_of is None}
        stand_ins = _stand_ins([t for t in now if (t.unit_id, t.deputy_of) in principals])
        held: dict[tuple[int, PersonRole], set[int]] = {}
        for term in now:
            if term.deputy_of is None or (term.unit_id, term.deputy_of) not in principals:
                persons = _in_place_of(term.unit_id, term.person_id, stand_ins)
                held.setdefault((term.unit_id, term.role), set()).update(persons)
        return cls(
            day=day,
            units={unit.id: unit for unit in units},
            people={person.id: person for person in people},
            parents=tuple(parents),
            holders={key: tuple(sorted(ids)) for key, ids in held.items()},
            stand_ins=stand_ins,
            departed=frozenset({t.person_id for t in terms if t.end is not None and t.end <= day} - present),
        )

    def in_place_of(self, unit_id: int, person_id: int) -> tuple[int, ...]:
        """Who is told in a unit where a person should be: he himself, his deputies, or both."""
        return _in_place_of(unit_id, person_id, self.stand_ins)

    def holding(self, unit_id: int, role: PersonRole) -> tuple[int, ...]:
        """Who holds a role in a unit."""
        return self.holders.get((unit_id, role), ())

    def upwards(self, unit_id: int) -> Iterator[int]:
        """The unit, then the units above it, the nearest first; a circle in the data ends the walk."""
        seen: set[int] = set()
        at: int | None = unit_id
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = parent_on(self.parents, at, self.day)

    def nearest(self, unit_id: int, role: PersonRole) -> tuple[int, ...]:
        """The holders of a role in the unit, or in the nearest one above it that has any."""
        return next((found for unit in self.upwards(unit_id) if (found := self.holding(unit, role))), ())

    def any_secretary(self) -> tuple[int, ...]:
        """The first secretary of any unit, or nobody."""
        found = sorted(p for (_, role), ids in self.holders.items() if role is PersonRole.SECRETARY for p in ids)
        return tuple(found[:1])


def _stand_ins(deputies: Iterable[RoleTerm]) -> dict[tuple[int, int], tuple[int, ...]]:
    absent: dict[tuple[int, int], set[int]] = {}
    beside: dict[tuple[int, int], set[int]] = {}
    for term in deputies:
        if term.deputy_of is not None and term.deputy_of != term.person_id:
            kind = beside if term.end is None else absent
            kind.setdefault((term.unit_id, term.deputy_of), set()).add(term.person_id)
    return {
        key: tuple(sorted(absent[key])) if key in absent else (key[1], *sorted(beside[key]))
        for key in {*absent, *beside}
    }


def _in_place_of(unit_id: int, person_id: int, stand_ins: Mapping[tuple[int, int], tuple[int, ...]]) -> tuple[int, ...]:
    told_instead: list[int] = []
    seen: set[int] = set()
    waiting = [person_id]
    while waiting:
        at = waiting.pop(0)
        if at in seen:
            continue
        seen.add(at)
        in_place = stand_ins.get((unit_id, at), (at,))
        told_instead += [at] if at in in_place else []
        waiting += [person for person in in_place if person != at]
    return tuple(told_instead) or (person_id,)


def told(assignee: Assignee, directory: Directory) -> tuple[int, ...]:
    """Who is told of work given to `assignee`.

    Its person (unless he has left) or who stands in for him, else the officers of the unit, else the secretary of the
    unit or of the nearest one above it, else any secretary of the workspace.
    """
    person = assignee.person_id
    if person is not None and person in directory.people and person not in directory.departed:
        return directory.in_place_of(assignee.unit_id, person)
    return (
        directory.holding(assignee.unit_id, PersonRole.OFFICER)
        or directory.nearest(assignee.unit_id, PersonRole.SECRETARY)
        or directory.any_secretary()
    )
