"""Who is told of a slot: its person, the officers of its unit, else a secretary, the nearest first."""

from collections.abc import Iterable, Iterator
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
        held: dict[tuple[int, PersonRole], set[int]] = {}
        for term in terms:
            if term.holds_on(day):
                held.setdefault((term.unit_id, term.role), set()).add(term.person_id)
        present = {term.person_id for term in terms if term.holds_on(day)}
        return cls(
            day=day,
            units={unit.id: unit for unit in units},
            people={person.id: person for person in people},
            parents=tuple(parents),
            holders={key: tuple(sorted(ids)) for key, ids in held.items()},
            departed=frozenset({t.person_id for t in terms if t.end is not None and t.end <= day} - present),
        )

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


def told(assignee: Assignee, directory: Directory) -> tuple[int, ...]:
    """Who is told of work given to `assignee`.

    Its person (unless he has left), else the officers of the unit, else the secretary of the unit or of the nearest
    one above it, else any secretary of the workspace.
    """
    person = assignee.person_id
    if person is not None and person in directory.people and person not in directory.departed:
        return (person,)
    return (
        directory.holding(assignee.unit_id, PersonRole.OFFICER)
        or directory.nearest(assignee.unit_id, PersonRole.SECRETARY)
        or directory.any_secretary()
    )
