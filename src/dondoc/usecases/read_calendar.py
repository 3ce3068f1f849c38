"""One person's tasks as entries of a calendar: what the personal feed shows."""

from dataclasses import dataclass, replace
from datetime import date

from dondoc.core.reminder import closed_because
from dondoc.core.unit import Person
from dondoc.draft.agenda import CalendarEntry
from dondoc.draft.digest import calendar_entry
from dondoc.errors import NotFound
from dondoc.usecases.gather_office import ReminderRules, gather_office
from dondoc.usecases.give_links import LinkMaker
from dondoc.usecases.ports import Work
from dondoc.usecases.read_tasks import load_views


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalCalendar:
    """A person and what is owed by him, by day."""

    person: Person
    entries: tuple[CalendarEntry, ...]


def read_calendar(
    work: Work, rules: ReminderRules, person_id: int, *, today: date, links: LinkMaker | None = None
) -> PersonalCalendar:
    """Every open task of which the person is told, overdue ones on the day that was missed.

    A settled or suspended task is left out, so it vanishes from a calendar that reads the feed again. Entries bear the
    links that were given before; reading gives none.

    Raises:
        NotFound: `person.missing`, `workspace.empty`.
    """
    office = gather_office(work, rules, today)
    person = office.directory.people.get(person_id)
    if person is None:
        raise NotFound(code="person.missing", id=person_id)
    mine = [
        office.reminded(view, slot_work, "", reader=person_id)
        for view in load_views(work)
        for slot_work in view.work
        if closed_because(slot_work.slot) is None and person_id in office.persons_for(slot_work.slot.assignee)
    ]
    given = links.given(work, person_id, [r.work.slot.id for r in mine]) if links is not None else {}
    entries = (calendar_entry(replace(r, link=given.get(r.work.slot.id, "")), today) for r in mine)
    return PersonalCalendar(person=person, entries=tuple(sorted(entries, key=lambda e: (e.day, e.code))))
