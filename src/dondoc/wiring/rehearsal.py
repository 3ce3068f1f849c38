"""The letters of a whole period, as they would leave if nothing more were done: looked at, never written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.core.period import Period
from dondoc.core.reminder import Past, RungBook, due_notices
from dondoc.usecases.gather_office import gather_office
from dondoc.usecases.read_tasks import load_views
from dondoc.wiring.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedLetter:
    """A letter that would leave."""

    day: date
    person: str
    subject: str


def rehearse(office: Office, period: Period) -> Iterator[RehearsedLetter]:
    """Every letter from today (or the first day of the period) to the last day of the period."""
    rules = office.letter_rules
    first = max(period.calendar.start, office.today)
    with office.work() as work:
        views = load_views(work)
        known = set(work.notices.known())
        for offset in range((period.calendar.end - first).days):
            day = first + timedelta(days=offset)
            known_office = gather_office(work, rules, day)
            plan = due_notices(
                [known_office.subject(view, slot_work) for view in views for slot_work in view.work],
                RungBook(rules.ladder, rules.calendar, until=day),
                Past(known=known, last_pass=day - timedelta(days=1) if offset else None),
                today=day,
            )
            told: dict[int, int] = {}
            for notice in plan.due:
                told[notice.key.person_id] = told.get(notice.key.person_id, 0) + 1
                known.add(notice.key)
            for person_id, count in sorted(told.items()):
                name = known_office.directory.people[person_id].name
                yield RehearsedLetter(day=day, person=name, subject=f"{count:02} việc")
