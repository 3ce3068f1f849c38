"""Units and the tree they stand in, people and the roles they hold; everything has days from and to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A body that promises or is given work (đơn vị). `code` is ASCII, printed in the codes of its commitments."""

    id: int
    code: str
    name: str
    #: Other names it is called by in reports ("CĐCS May Bình An").
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitParent:
    """`unit` stands under `parent` from `start` up to, not including, `end` (None: still)."""

    unit_id: int
    parent_id: int
    start: date
    end: date | None = None


class SuccessionKind(StrEnum):
    """How one unit became another."""

    MERGER = "merger"
    SPLIT = "split"
    RENAMING = "renaming"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSuccession:
    """On a day, by a decision (`basis`), open work of one unit goes to another."""

    from_unit_id: int
    to_unit_id: int
    on: date
    kind: SuccessionKind
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is reminded, who does, confirms or signs. Without an address messages stay in the outbox folder."""

    id: int
    code: str
    name: str
    email: str | None = None


class PersonRole(StrEnum):
    """What a person is in a unit."""

    #: Keeps the list and confirms (cán bộ theo dõi, văn thư).
    SECRETARY = "secretary"
    #: Heads the unit and signs (chủ tịch, thủ trưởng).
    CHAIR = "chair"
    #: Does the work of the unit (phụ trách).
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTerm:
    """A person holds a role in a unit from `start` up to, not including, `end` (None: still)."""

    person_id: int
    unit_id: int
    role: PersonRole
    start: date
    end: date | None = None
    #: The person this one stands in for, or None.
    deputy_of: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the role is held that day."""
        return self.start <= day and (self.end is None or day < self.end)


def parent_on(links: Iterable[UnitParent], unit_id: int, day: date) -> int | None:
    """The unit above `unit_id` that day, or None for a root.

    >>> links = [UnitParent(unit_id=2, parent_id=1, start=date(2020, 1, 1), end=date(2025, 7, 1))]
    >>> parent_on(links, 2, date(2025, 6, 30)), parent_on(links, 2, date(2025, 7, 1))
    (1, None)
    """
    for link in links:
        if link.unit_id == unit_id and link.start <= day and (link.end is None or day < link.end):
            return link.parent_id
    return None


def subtree_on(links: Iterable[UnitParent], root_id: int, day: date) -> set[int]:
    """`root_id` and all units below it that day; a circle in the data ends the walk."""
    children: dict[int, list[int]] = {}
    for link in links:
        if link.start <= day and (link.end is None or day < link.end):
            children.setdefault(link.parent_id, []).append(link.unit_id)
    found, waiting = {root_id}, [root_id]
    while waiting:
        for child in children.get(waiting.pop(), []):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def with_merged(successions: Iterable[UnitSuccession], unit_id: int, day: date) -> set[int]:
    """The unit and those that went into it by a day, at whatever remove."""
    steps = list(successions)
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        into = waiting.pop()
        for step in steps:
            if step.to_unit_id == into and step.on <= day and step.from_unit_id not in found:
                found.add(step.from_unit_id)
                waiting.append(step.from_unit_id)
    return found
