"""The office of the soak: people with tasks, how days change them, and the run of reminders over a ledger."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from functools import cache

from dondoc.core.commitment import Commitment
from dondoc.core.extraction import Kind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange, Period
from dondoc.core.task import Assignee, Slot, Status
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit
from dondoc.errors import Unavailable
from dondoc.notify.render import MailRenderer
from dondoc.settings.files import shipped_dir
from dondoc.settings.reminders import load_reminders
from dondoc.settings.workdays import load_calendar
from dondoc.usecases.deliver import Post
from dondoc.usecases.gather_office import ReminderRules
from dondoc.usecases.own_unit import OWN_UNIT
from dondoc.usecases.ports import Begin, Delivered, Mailer, Work
from dondoc.usecases.send_reminders import start_reminders, withdraw_for_slots

FIRST, LAST = date(2026, 7, 1), date(2026, 12, 31)
LEASE = timedelta(minutes=10)
HOST = "soak.example"


def at(day: date, minutes: float = 0) -> datetime:
    """So many minutes after eight o'clock."""
    return datetime.combine(day, time(8), TIME_ZONE) + timedelta(minutes=minutes)


@cache
def rules() -> ReminderRules:
    """The ladder and the calendar as they are shipped."""
    return ReminderRules(ladder=load_reminders().to_ladder(), calendar=load_calendar())


class QuietMailer:
    """The mailer of the undisturbed ledger: keeps nothing, and fails where the server is away that day."""

    def __init__(self) -> None:
        self.away: frozenset[str] = frozenset()

    def send(self, message: EmailMessage) -> Delivered:
        """As `ports.Mailer`."""
        address = message["To"].addresses[0].addr_spec
        if address in self.away:
            raise Unavailable(code="mail.unavailable", host="soak", problem="away")
        return Delivered(to=address)

    def close(self) -> None:
        """Nothing is held."""


@dataclass
class Clock:
    """Stands at an instant, a second later each time it is asked."""

    now: datetime

    def __call__(self) -> datetime:
        """The next second."""
        self.now += timedelta(seconds=1)
        return self.now


def working_days() -> Iterator[date]:
    """Days on which letters may leave."""
    day = FIRST + timedelta(days=1)
    while day <= LAST:
        if rules().ladder.sends_on(day, rules().calendar):
            yield day
        day += timedelta(days=1)


def post(mailer: Mailer) -> Post:
    """The post of the office; Message-IDs are `<dondoc-soak-N@soak.example>`."""
    return Post(mailer=mailer, renderer=_renderer(), office_id="soak", host=HOST, lease=LEASE)


@cache
def _renderer() -> MailRenderer:
    return MailRenderer([shipped_dir() / "templates" / "mail"], sender=f"dondoc@{HOST}")


def internet_id(message_id: int) -> str:
    """The one Message-ID of a row."""
    return f"<dondoc-soak-{message_id}@{HOST}>"


def fill(begin: Begin, people: int, tasks: int, rng: random.Random) -> None:
    """An office of `people` with `tasks` each, all confirmed on the first day, and reminders started."""
    with begin() as work:
        own = work.units.add(Unit(id=0, code="SOAK", name="Công đoàn cơ sở Xưởng Mẫu"))
        work.marks.set(OWN_UNIT, str(own.id))
        persons = [_person(work, number, own.id) for number in range(people)]
        due = [_some_day(rng) for _ in range(people * tasks)]
        commitments = work.commitments.add_many([_commitment(own.id, number, day) for number, day in enumerate(due)])
        work.slots.add_many([_slot(c, own.id, persons[c.id % people]) for c in commitments])
        start_reminders(work, FIRST)


def _person(work: Work, number: int, unit_id: int) -> int:
    code = f"nguoi-{number}"
    person = work.units.add_person(Person(id=0, code=code, name=f"Người Thứ {number}", email=f"{code}@{HOST}"))
    role = PersonRole.SECRETARY if number == 0 else PersonRole.OFFICER
    work.units.add_role(RoleTerm(person_id=person.id, unit_id=unit_id, role=role, start=date(2000, 1, 1)))
    return person.id


def _commitment(unit_id: int, number: int, due: date) -> Commitment:
    return Commitment(
        id=0,
        code=f"SOAK-{number}",
        unit_id=unit_id,
        document_id=None,
        period=Period.parse("2026-H2"),
        text=f"Tổ chức hội nghị chuyên đề số {number};",
        display=f"Tổ chức hội nghị chuyên đề số {number};",
        kind=Kind.DELIVERABLE,
        due=due,
        due_explicit=True,
        status=Status.OPEN,
        confirmed_at=at(FIRST),
    )


def _slot(commitment: Commitment, unit_id: int, person_id: int) -> Slot:
    due = commitment.due or LAST
    return Slot(
        id=0,
        commitment_id=commitment.id,
        ordinal=1,
        window=DateRange.through(FIRST, LAST),
        assignee=Assignee(unit_id=unit_id, person_id=person_id),
        due=due,
        opened_at=at(FIRST),
    )


def _some_day(rng: random.Random) -> date:
    return FIRST + timedelta(days=rng.randrange(10, 170))


@dataclass(frozen=True)
class Change:
    """A task that is settled, or whose day moves."""

    slot_id: int
    due: date | None

    def apply(self, begin: Begin) -> None:
        """As the use cases do: the slot changes and what is queued for it is withdrawn, in one transaction."""
        with begin() as work:
            slot = work.slots.get(self.slot_id)
            changed = replace(slot, status=Status.DONE) if self.due is None else replace(slot, due=self.due)
            work.slots.update_many([changed])
            withdraw_for_slots(work, [slot.id])


def changes(begin: Begin, day: date, rng: random.Random) -> list[Change]:
    """What happens to the tasks on the morning of a day."""
    with begin() as work:
        still_open = sorted(
            slot.id for slots in work.slots.of().values() for slot in slots if slot.status is Status.OPEN
        )
    chosen = rng.sample(still_open, min(len(still_open), rng.choice([0, 0, 1, 2])))
    later = [day + timedelta(days=rng.randrange(5, 40)) for _ in chosen]
    return [Change(slot, rng.choice([None, min(new, LAST)])) for slot, new in zip(chosen, later, strict=True)]
