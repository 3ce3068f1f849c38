"""Four eyes (bốn mắt): who may accept a proof that somebody else, or somebody else's unit, has handed in."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from dondoc.core.unit import Person, RoleTerm
from dondoc.core.words import fold


class FourEyes(StrEnum):
    """Where a second person has to accept (config/evidence.toml)."""

    OFF = "off"
    #: Where the work, or who handed in its proof, is another unit's than the workspace's own.
    BETWEEN_UNITS = "between_units"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who hands in or accepts, by the name that was written down, and the units in which he holds a role."""

    #: Folded.
    name: str
    #: Everybody of the list whom the name may mean: namesakes cannot be told apart.
    people: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()

    @classmethod
    def of(cls, name: str, people: Iterable[Person], terms: Iterable[RoleTerm] = ()) -> "Hand":
        """The person with that code, else everybody of that name, in the units where the terms place them."""
        wanted, known = fold(name), list(people)
        meant = [p for p in known if fold(p.code) == wanted] or [p for p in known if fold(p.name) == wanted]
        ids = frozenset(p.id for p in meant)
        return cls(wanted, ids, frozenset(t.unit_id for t in terms if t.person_id in ids))

    def may_be(self, other: "Hand") -> bool:
        """Whether the two may be one person.

        >>> Hand("lan", frozenset({3})).may_be(Hand("tran thi lan", frozenset({3, 8})))
        True
        """
        return self.name == other.name or bool(self.people & other.people)


def known_hands(people: Iterable[Person]) -> dict[str, Hand]:
    """Of each folded code and name of a list, whom it means."""
    named: dict[str, set[int]] = {}
    codes: dict[str, Hand] = {}
    for person in people:
        named.setdefault(fold(person.name), set()).add(person.id)
        codes[fold(person.code)] = Hand(fold(person.code), frozenset({person.id}))
    return {name: Hand(name, frozenset(ids)) for name, ids in named.items()} | codes


class Objection(StrEnum):
    """Why somebody may not accept a proof."""

    HIS_OWN = "his_own"
    OF_HIS_UNIT = "of_his_unit"


def objection(
    rule: FourEyes, *, sender: Hand, acceptor: Hand, doers: AbstractSet[int], own_unit: int
) -> Objection | None:
    """Why `acceptor` may not accept what `sender` handed in for work of the units `doers`; None when he may.

    Between units: work that the own unit does itself, proven by its own people, needs nobody else. Otherwise neither
    the sender nor anybody who holds a role in the other unit may accept. "Always" asks for another person in any case.

    >>> clerk, chief = Hand("thuky", frozenset({1}), frozenset({10})), Hand("to", frozenset({2}), frozenset({20}))
    >>> objection(FourEyes.BETWEEN_UNITS, sender=clerk, acceptor=clerk, doers={10}, own_unit=10) is None
    True
    >>> objection(FourEyes.BETWEEN_UNITS, sender=chief, acceptor=clerk, doers={20}, own_unit=10) is None
    True
    >>> objection(FourEyes.BETWEEN_UNITS, sender=clerk, acceptor=clerk, doers={20}, own_unit=10).value
    'his_own'
    """
    # Who holds a role in the own unit too hands in for it.
    sent_from = frozenset() if own_unit in sender.units else sender.units
    others = (set(doers) | sent_from) - {own_unit}
    match rule:
        case FourEyes.OFF:
            return None
        case FourEyes.BETWEEN_UNITS:
            is_on = bool(others)
        case FourEyes.ALWAYS:
            is_on = True
        case _:
            assert_never(rule)
    if not is_on:
        return None
    if sender.may_be(acceptor):
        return Objection.HIS_OWN
    return Objection.OF_HIS_UNIT if others & acceptor.units else None
