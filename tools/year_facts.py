"""What stands in the tables, read by plain SQL from the ledger's file: the ground on which the year is judged."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

#: By the office's clock; Vietnam has had no summer time in these years.
_EAST = timedelta(hours=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRow:
    """One slot with what of its commitment matters for reminding."""

    id: int
    #: As printed.
    code: str
    #: Code of the commitment alone, and its id.
    task: str
    task_id: int
    ordinal: int
    #: Of the commitment: the unit that promised it.
    promiser: int
    unit: int
    person: int | None
    status: str
    due: date
    planned: date | None
    start: date
    is_history: bool
    is_ongoing: bool
    #: The promise, or an amendment of all of it, names its date.
    is_explicit: bool
    opened: date | None
    done_on: date | None
    #: As SQLite keeps it, in UTC.
    decided_at: str | None
    settled_in: int | None
    #: Period that the promise is of, "" for none.
    period: str
    #: Code of the later promise under which it is asked, or "".
    passed_to: str = ""

    @property
    def is_owed(self) -> bool:
        """Whether anybody is to be reminded of it at all."""
        return self.status in {"open", "partly_done"} and not self.is_history and not self.passed_to


@dataclass(frozen=True, slots=True)
class Term:
    """A role of a person from a day up to another."""

    person: int
    unit: int
    role: str
    start: date
    end: date | None
    deputy_of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The office as the tables have it."""

    slots: dict[str, SlotRow]
    terms: tuple[Term, ...]
    #: (unit, parent, start, end)
    parents: tuple[tuple[int, int, date, date | None], ...]
    emails: dict[str, int]
    own: int
    started: date | None
    units: dict[int, str] = field(default_factory=dict)


class Ledger:
    """A read-only connection of our own."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def rows(self, sql: str, *given: object) -> list[tuple[object, ...]]:
        """The rows of a query."""
        connection = sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)
        try:
            return connection.execute(sql, given).fetchall()
        finally:
            connection.close()

    def facts(self) -> Facts:
        """As they stand at this moment."""
        connection = sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)
        try:
            connection.execute("BEGIN")
            return _facts(connection)
        finally:
            connection.close()


def _facts(connection: sqlite3.Connection) -> Facts:
    marks = dict(connection.execute("SELECT name, value FROM marks WHERE name IN ('unit.own', 'reminders.started_on')"))
    terms = tuple(
        Term(person, unit, role, _day(start), _day_or_none(end), deputy)
        for person, unit, role, start, end, deputy in connection.execute(
            "SELECT person_id, unit_id, role, starts_on, ends_on, deputy_of FROM role_terms"
        )
    )
    parents = tuple(
        (unit, parent, _day(start), _day_or_none(end))
        for unit, parent, start, end in connection.execute(
            "SELECT unit_id, parent_id, starts_on, ends_on FROM unit_parents"
        )
    )
    emails = {email: key for key, email in connection.execute("SELECT id, email FROM people WHERE email IS NOT NULL")}
    return Facts(
        slots=_slots(connection),
        terms=terms,
        parents=parents,
        emails=emails,
        own=int(marks["unit.own"]),
        started=_day_or_none(marks.get("reminders.started_on")),
        units=dict(connection.execute("SELECT id, code FROM units")),
    )


_SLOTS = """
SELECT s.id, c.code, c.id, s.ordinal, c.unit_id, s.assignee_unit_id, s.assignee_person_id, s.status, s.due,
       s.planned_for, s.window_start, s.is_history, c.kind, c.due_explicit, c.due_proposed, s.opened_at,
       s.done_on, s.decided_at, s.settled_in, c.period, c.confirmed_at,
       count(*) OVER (PARTITION BY c.id),
       EXISTS (SELECT 1 FROM amendments a
               WHERE a.commitment_id = c.id AND a.slot_ordinal IS NULL AND a.new_due IS NOT NULL)
FROM slots s JOIN commitments c ON c.id = s.commitment_id
WHERE c.status = 'open'
"""
_LATER = """
SELECT continues_id, code, period, confirmed_at FROM commitments
WHERE continues_id IS NOT NULL AND status = 'open' AND confirmed_at IS NOT NULL ORDER BY confirmed_at, id
"""


def _slots(connection: sqlite3.Connection) -> dict[str, SlotRow]:
    later = {old: (code, _beginning(period, at), local_day(at)) for old, code, period, at in connection.execute(_LATER)}
    found: dict[str, SlotRow] = {}
    for row in connection.execute(_SLOTS):
        (key, task, task_id, ordinal, promiser, unit, person, status, due, planned, start, history, kind, explicit,
         proposed, opened, done_on, decided, settled_in, period, confirmed, count, extended) = row  # fmt: skip
        opened_at = opened or confirmed
        slot_due = _day(due)
        code = task if count == 1 else f"{task}.{ordinal}"
        passed = ""
        if task_id in later:
            passed = _passed(later[task_id], status, slot_due)
        found[code] = SlotRow(
            id=key, code=code, task=task, task_id=task_id, ordinal=ordinal, promiser=promiser, unit=unit,
            person=person, status=status, due=slot_due, planned=_day_or_none(planned), start=_day(start),
            is_history=bool(history), is_ongoing=kind == "ongoing",
            is_explicit=bool(extended) or (bool(explicit) and not proposed),
            opened=local_day(opened_at) if opened_at else None, done_on=_day_or_none(done_on),
            decided_at=decided, settled_in=settled_in, period=period or "",
            passed_to=passed,
        )  # fmt: skip
    return found


def _passed(later: tuple[str, date, date], status: str, due: date) -> str:
    """What is owed goes over, but for what was still to be done inside the old period when the new plan was read."""
    code, starts, confirmed = later
    is_ahead = status == "open" and confirmed <= due < starts
    is_owed = status in {"open", "partly_done", "not_done", "suspended"}
    return code if is_owed and not is_ahead else ""


def _beginning(period: str | None, confirmed_at: str) -> date:
    """First day of a half-year by its code, else the day on which it was confirmed."""
    if not period:
        return local_day(confirmed_at)
    year, _, half = period.partition("-H")
    return date(int(year), 7 if half == "2" else 1, 1)


def local_day(stored: str) -> date:
    """The day, by the office's clock, of an instant as SQLite keeps it: UTC, without its zone."""
    return (datetime.fromisoformat(stored).replace(tzinfo=UTC) + _EAST).date()


def _day(stored: str) -> date:
    return date.fromisoformat(stored)


def _day_or_none(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


class Roster:
    """Who holds what on a day, and who is told where somebody should be: written from design.md, section 3."""

    def __init__(self, facts: Facts, day: date) -> None:
        self.facts = facts
        self.day = day
        now = [t for t in facts.terms if t.start <= day and (t.end is None or day < t.end)]
        self._above = {u: p for u, p, start, end in facts.parents if start <= day and (end is None or day < end)}
        self.present = {t.person for t in now}
        self.gone = {t.person for t in facts.terms if t.end is not None and t.end <= day} - self.present
        mine = {(t.unit, t.person) for t in now if t.deputy_of is None}
        self._instead: dict[tuple[int, int], set[int]] = {}
        self._beside: dict[tuple[int, int], set[int]] = {}
        for term in now:
            if term.deputy_of is not None and (term.unit, term.deputy_of) in mine:
                kind = self._beside if term.end is None else self._instead
                kind.setdefault((term.unit, term.deputy_of), set()).add(term.person)
        self._holders: dict[tuple[int, str], set[int]] = {}
        for term in now:
            if term.deputy_of is None or (term.unit, term.deputy_of) not in mine:
                self._holders.setdefault((term.unit, term.role), set()).update(self.for_person(term.unit, term.person))

    def for_person(self, unit: int, person: int) -> set[int]:
        """He himself, those who stand in for him while he is away, or he and his standing deputies."""
        told: set[int] = set()
        seen: set[int] = set()
        waiting = [person]
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            if (unit, at) in self._instead:
                waiting += self._instead[unit, at]
                continue
            told.add(at)
            waiting += self._beside.get((unit, at), set())
        # Those who only stand in for each other are all told.
        return told or {person}

    def holding(self, unit: int, role: str) -> set[int]:
        """Who is told as the holder of a role."""
        return self._holders.get((unit, role), set())

    def upwards(self, unit: int) -> Iterable[int]:
        """The unit and those above it."""
        at: int | None = unit
        while at is not None:
            yield at
            at = self._above.get(at)

    def nearest(self, unit: int, role: str) -> set[int]:
        """Holders of the role in the unit, or in the nearest above."""
        return next((found for at in self.upwards(unit) if (found := self.holding(at, role))), set())

    def told(self, slot: SlotRow) -> set[int]:
        """Who is reminded of a slot."""
        if self.facts.started is None or self.day < self.facts.started:
            return self.nearest(self.facts.own, "secretary")
        if slot.person is not None and slot.person not in self.gone:
            return self.for_person(slot.unit, slot.person)
        return self.holding(slot.unit, "officer") or self.nearest(slot.unit, "secretary")
