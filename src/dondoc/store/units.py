"""Units, their tree, people and the roles they hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, func, select, update

from dondoc.core.unit import Person, RoleTerm, Unit, UnitParent, UnitSuccession
from dondoc.errors import Conflict, NotFound
from dondoc.store import tables as t
from dondoc.store.batches import add_unless_known, update_rows, upsert


class SqlUnits:
    """`ports.Units` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, unit: Unit) -> Unit:
        """Store a new unit; Conflict `unit.exists` when the code is taken."""
        values = {"code": unit.code, "name": unit.name, "aliases": unit.aliases}
        unit_id = add_unless_known(self._connection, t.units, values)
        if unit_id is None:
            raise Conflict(code="unit.exists", unit=unit.code)
        return Unit(id=unit_id, code=unit.code, name=unit.name, aliases=unit.aliases)

    def update(self, unit: Unit) -> None:
        """Replace code, name and aliases by id; Conflict `unit.exists` when another unit has the code."""
        holder = self.by_code(unit.code)
        if holder is not None and holder.id != unit.id:
            raise Conflict(code="unit.exists", unit=unit.code)
        rows = {unit.id: {"code": unit.code, "name": unit.name, "aliases": unit.aliases}}
        update_rows(self._connection, t.units, rows, unknown="unit.missing")

    def all(self) -> list[Unit]:
        """Every unit."""
        return [_unit(row) for row in self._connection.execute(select(t.units).order_by(t.units.c.id))]

    def get(self, unit_id: int) -> Unit:
        """One unit; NotFound `unit.missing`."""
        row = self._connection.execute(select(t.units).where(t.units.c.id == unit_id)).one_or_none()
        if row is None:
            raise NotFound(code="unit.missing", id=unit_id)
        return _unit(row)

    def by_code(self, code: str) -> Unit | None:
        """The unit with this code, without regard to case."""
        statement = select(t.units).where(func.lower(t.units.c.code) == func.lower(code))
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else _unit(row)

    def parents(self) -> list[UnitParent]:
        """All links of the tree, past ones too."""
        rows = self._connection.execute(select(t.unit_parents).order_by(t.unit_parents.c.id))
        return [
            UnitParent(unit_id=row.unit_id, parent_id=row.parent_id, start=row.starts_on, end=row.ends_on)
            for row in rows
        ]

    def add_parent(self, link: UnitParent) -> None:
        """Store a link; the same link twice changes nothing. With an end it closes the open link of that start."""
        values = {"unit_id": link.unit_id, "parent_id": link.parent_id, "starts_on": link.start, "ends_on": link.end}
        self._add_term(t.unit_parents, values, ["unit_id", "parent_id", "starts_on"])

    def successions(self) -> list[UnitSuccession]:
        """All mergers, splits and renamings."""
        rows = self._connection.execute(select(t.unit_successions).order_by(t.unit_successions.c.id))
        return [
            UnitSuccession(
                from_unit_id=row.from_unit_id, to_unit_id=row.to_unit_id, on=row.on, kind=row.kind, basis=row.basis
            )
            for row in rows
        ]

    def add_succession(self, succession: UnitSuccession) -> None:
        """Store one; the same succession twice changes nothing."""
        values = {
            "from_unit_id": succession.from_unit_id,
            "to_unit_id": succession.to_unit_id,
            "on": succession.on,
            "kind": succession.kind,
            "basis": succession.basis,
        }
        add_unless_known(self._connection, t.unit_successions, values)

    def add_person(self, person: Person) -> Person:
        """Store a new person; Conflict `person.exists` when the code is taken."""
        values = {"code": person.code, "name": person.name, "email": person.email}
        person_id = add_unless_known(self._connection, t.people, values)
        if person_id is None:
            raise Conflict(code="person.exists", person=person.code)
        return Person(id=person_id, code=person.code, name=person.name, email=person.email)

    def update_person(self, person: Person) -> None:
        """Replace name and address by id."""
        rows = {person.id: {"name": person.name, "email": person.email}}
        update_rows(self._connection, t.people, rows, unknown="person.missing")

    def people(self) -> list[Person]:
        """Everybody."""
        rows = self._connection.execute(select(t.people).order_by(t.people.c.id))
        return [Person(id=row.id, code=row.code, name=row.name, email=row.email) for row in rows]

    def add_role(self, term: RoleTerm) -> None:
        """Store a term; the same term twice changes nothing, and a term that was ended is not opened again."""
        values = {
            "person_id": term.person_id,
            "unit_id": term.unit_id,
            "role": term.role,
            "starts_on": term.start,
            "ends_on": term.end,
            "deputy_of": term.deputy_of,
        }
        self._add_term(t.role_terms, values, ["person_id", "unit_id", "role", "starts_on"])

    def end_parent(self, unit_id: int, end: date) -> None:
        """End the open link of a unit on a day."""
        links = t.unit_parents.c
        statement = update(t.unit_parents).where(links.unit_id == unit_id, links.ends_on.is_(None))
        self._connection.execute(statement.values(ends_on=end))

    def end_role(self, person_id: int, end: date) -> int:
        """End all open terms of a person on a day; how many."""
        terms = t.role_terms.c
        statement = update(t.role_terms).where(terms.person_id == person_id, terms.ends_on.is_(None))
        return self._connection.execute(statement.values(ends_on=end)).rowcount

    def roles(self) -> list[RoleTerm]:
        """All terms, past ones too."""
        rows = self._connection.execute(select(t.role_terms).order_by(t.role_terms.c.id))
        return [
            RoleTerm(
                person_id=row.person_id,
                unit_id=row.unit_id,
                role=row.role,
                start=row.starts_on,
                end=row.ends_on,
                deputy_of=row.deputy_of,
            )
            for row in rows
        ]

    def _add_term(self, table: Table, values: Mapping[str, Any], key: list[str]) -> None:
        # An import repeated after a hand-over must not undo the end that the hand-over set.
        statement = upsert(self._connection, table)
        ends = statement.excluded.ends_on
        closing = statement.on_conflict_do_update(
            index_elements=key, set_={"ends_on": ends}, where=and_(table.c.ends_on.is_(None), ends.is_not(None))
        )
        self._connection.execute(closing, [dict(values)])


def _unit(row: Row[Any]) -> Unit:
    return Unit(id=row.id, code=row.code, name=row.name, aliases=row.aliases)
