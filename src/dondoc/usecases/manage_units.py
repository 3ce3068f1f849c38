"""Units and people: adding them one by one, or from a list that may be imported again and again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from dondoc.core.event import Actor, JsonValue
from dondoc.core.instants import local_date
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit, UnitParent, parent_on
from dondoc.core.words import suggest_code
from dondoc.errors import BadInput
from dondoc.usecases.move_people import hold, require_secretary
from dondoc.usecases.own_unit import BEGINNING, UNNAMED, own_unit, require_email, unit_by_code
from dondoc.usecases.ports import Begin, Work

#: ASCII letters and digits, with hyphens inside.
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,14}[A-Za-z0-9])?")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class UnitEntry(_Strict):
    """A unit of `units.toml`, keyed by its code."""

    name: str
    parent: str | None = None
    aliases: list[str] = Field(default_factory=list)


class PersonEntry(_Strict):
    """A person of `units.toml`, keyed by a code."""

    name: str
    email: str | None = None
    unit: str | None = None
    role: PersonRole = PersonRole.OFFICER


class UnitsFile(_Strict):
    """`units.toml`: what an office hands in once and mends later; importing it twice changes nothing."""

    format: int = Field(1, alias="schema")
    units: dict[str, UnitEntry] = Field(default_factory=dict)
    people: dict[str, PersonEntry] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many units and people were added or changed."""

    added: int = 0
    changed: int = 0
    #: Codes of people whom the list still names as they were before they left: they stay away.
    away: tuple[str, ...] = ()


def import_units(begin: Begin, entries: UnitsFile, *, actor: Actor, now: datetime) -> Imported:
    """Add or change units and people by code, all or nothing; who and what the list does not name stays.

    A unit without a parent stands under the own unit, but for those that the list sets above it.

    A person has the one role that the list gives him; another one that he had ends today.

    Raises:
        NotFound: `unit.unknown` for a parent or unit that is neither known nor in the list.
        BadInput: `unit.code`, `unit.circle`, `person.email`.
        NotAllowed: `person.last_secretary`.
    """
    with begin() as work:
        own = own_unit(work)
        outcomes = [_put_unit(work, code, entry, actor=actor, now=now) for code, entry in entries.units.items()]
        own = work.units.get(own.id)
        known = _Known.of(work)
        people: dict[str, str] = {}
        for code, someone in entries.people.items():
            home = unit_by_code(work, someone.unit) if someone.unit else own
            people[code] = _put_person(work, code, someone, home, known, actor=actor, now=now)
        outcomes += people.values()
        require_secretary(work)
        above = _above(entries, own.code)
        links = work.units.parents()
        for code, entry in entries.units.items():
            unit = unit_by_code(work, code)
            parent = unit_by_code(work, entry.parent) if entry.parent else own
            if (entry.parent or code.casefold() not in above) and _put_parent(work, unit, parent, links, now):
                links = work.units.parents()
    away = tuple(code for code, outcome in people.items() if outcome == "away")
    return Imported(added=outcomes.count("added"), changed=outcomes.count("changed"), away=away)


def _above(entries: UnitsFile, own: str) -> set[str]:
    """Codes, in small letters, of the own unit and of those that the list sets above it: they need no parent."""
    parents = {code.casefold(): (entry.parent or "").casefold() for code, entry in entries.units.items()}
    found, code = set[str](), own.casefold()
    while code and code not in found:
        found.add(code)
        code = parents.get(code, "")
    return found


def _put_unit(work: Work, code: str, entry: UnitEntry, *, actor: Actor, now: datetime) -> str:
    known = work.units.by_code(code)
    if known is None:
        _require_code(code)
        work.units.add(Unit(id=0, code=code.upper(), name=entry.name, aliases=tuple(entry.aliases)))
        work.events.append(code.upper(), "unit.added", code.upper(), {"name": entry.name}, actor=actor, at=now)
        return "added"
    wanted = replace(known, name=entry.name, aliases=tuple(entry.aliases))
    if wanted == known:
        return "same"
    work.units.update(wanted)
    if known.id == own_unit(work).id:
        # The list names the own unit; the first report need not.
        work.marks.set(UNNAMED, "")
    work.events.append(known.code, "unit.changed", known.code, {"name": entry.name}, actor=actor, at=now)
    return "changed"


def _put_parent(work: Work, unit: Unit, parent: Unit, links: list[UnitParent], now: datetime) -> bool:
    """Set a unit below another; True when a link ended, else a new one is put into `links`, too."""
    today = local_date(now)
    if unit.id == parent.id or unit.id in _upwards(links, parent.id, today):
        raise BadInput(code="unit.circle", unit=unit.code, parent=parent.code)
    old = next((link for link in links if link.unit_id == unit.id and link.end is None), None)
    if old is not None and old.parent_id == parent.id:
        return False
    if old is not None:
        work.units.end_parent(unit.id, today)
    link = UnitParent(unit_id=unit.id, parent_id=parent.id, start=BEGINNING if old is None else today)
    work.units.add_parent(link)
    links.append(link)
    return old is not None


def _upwards(links: Sequence[UnitParent], unit_id: int, day: date) -> set[int]:
    """The unit and those above it; a circle in the data ends the walk."""
    found: set[int] = set()
    at: int | None = unit_id
    while at is not None and at not in found:
        found.add(at)
        at = parent_on(links, at, day)
    return found


def _require_code(code: str) -> None:
    """Codes are printed in those of tasks and name folders of the inbox."""
    if not _CODE.fullmatch(code):
        raise BadInput(code="unit.code", unit=code)


@dataclass(frozen=True, slots=True)
class _Known:
    """Who is known, by code in small letters, and what he held before the import, read once."""

    people: dict[str, Person]
    terms: dict[int, list[RoleTerm]]

    @classmethod
    def of(cls, work: Work) -> "_Known":
        """Reads them."""
        terms: dict[int, list[RoleTerm]] = {}
        for term in work.units.roles():
            terms.setdefault(term.person_id, []).append(term)
        return cls({person.code.casefold(): person for person in work.units.people()}, terms)

    def take_terms(self, work: Work, person_id: int) -> list[RoleTerm]:
        """All terms of a person; who is named twice, in other letters, may hold others by then."""
        before = self.terms.pop(person_id, None)
        return before if before is not None else [t for t in work.units.roles() if t.person_id == person_id]


def _put_person(
    work: Work, code: str, entry: PersonEntry, unit: Unit, known: _Known, *, actor: Actor, now: datetime
) -> str:
    require_email(entry.email)
    person = known.people.get(code.casefold())
    if person is None:
        person = work.units.add_person(Person(id=0, code=code, name=entry.name, email=entry.email))
        known.people[code.casefold()] = person
        work.units.add_role(RoleTerm(person_id=person.id, unit_id=unit.id, role=entry.role, start=BEGINNING))
        outcome = "added"
    else:
        wanted = replace(person, name=entry.name, email=entry.email)
        outcome = "same" if wanted == person else "changed"
        work.units.update_person(wanted)
        known.people[code.casefold()] = wanted
        terms = known.take_terms(work, person.id)
        if _has_left(terms, unit.id, entry.role):
            return "away"
        if hold(work, person.id, unit.id, entry.role, local_date(now), terms=terms):
            outcome = "changed"
    if outcome != "same":
        payload: dict[str, JsonValue] = {"role": entry.role.value}
        work.events.append(unit.code, f"person.{outcome}", person.code, payload, actor=actor, at=now)
    return outcome


def _has_left(terms: Sequence[RoleTerm], unit_id: int, role: PersonRole) -> bool:
    """Whether the list only repeats what ended: a list older than the leaving brings nobody back."""
    return all(t.end is not None for t in terms) and any((t.unit_id, t.role) == (unit_id, role) for t in terms)


def add_unit(
    begin: Begin,
    name: str,
    *,
    code: str | None = None,
    parent: str | None = None,
    aliases: Sequence[str] = (),
    actor: Actor,
    now: datetime,
) -> Unit:
    """Add one unit under its parent (the own unit unless named).

    Raises:
        BadInput: `unit.code`.
        Conflict: `unit.exists`.
        NotFound: `unit.unknown` for the parent.
    """
    with begin() as work:
        above = unit_by_code(work, parent) if parent else own_unit(work)
        if code is not None:
            _require_code(code)
        taken = {u.code for u in work.units.all()}
        unit = work.units.add(
            Unit(id=0, code=(code or suggest_code(name, taken)).upper(), name=name, aliases=tuple(aliases))
        )
        work.units.add_parent(UnitParent(unit_id=unit.id, parent_id=above.id, start=BEGINNING))
        work.events.append(unit.code, "unit.added", unit.code, {"name": name}, actor=actor, at=now)
        return unit


def add_person(
    begin: Begin,
    name: str,
    *,
    code: str | None = None,
    email: str | None = None,
    unit: str | None = None,
    role: PersonRole = PersonRole.OFFICER,
    actor: Actor,
    now: datetime,
) -> Person:
    """Add one person with a role in a unit (the own unit unless named).

    Raises:
        BadInput: `person.email`.
        Conflict: `person.exists`.
        NotFound: `unit.unknown`.
    """
    require_email(email)
    with begin() as work:
        home = unit_by_code(work, unit) if unit else own_unit(work)
        taken = {p.code for p in work.units.people()}
        person = work.units.add_person(
            Person(id=0, code=code or suggest_code(name, taken).lower(), name=name, email=email)
        )
        work.units.add_role(RoleTerm(person_id=person.id, unit_id=home.id, role=role, start=BEGINNING))
        work.events.append(home.code, "person.added", person.code, {"role": role.value}, actor=actor, at=now)
        return person
