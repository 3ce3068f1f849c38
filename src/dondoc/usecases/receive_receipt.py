"""Taking what a reminded person says without doing the work: "đã nhận" and "nhắc lại sau"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dondoc.core.answer import Receipt, ReceiptKind
from dondoc.core.event import Actor
from dondoc.core.instants import local_date
from dondoc.core.notice import NoticeState
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.receipts import latest_snooze
from dondoc.core.recipient import told
from dondoc.core.reminder import closed_because
from dondoc.core.unit import Person
from dondoc.errors import BadInput, NotAllowed, NotFound
from dondoc.usecases.gather_office import Office, ReminderRules, gather_office
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import find_task

_EVENTS = {ReceiptKind.ACKNOWLEDGED: "receipt.acknowledged", ReceiptKind.SNOOZED: "receipt.snoozed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A receipt as kept, and what it is about."""

    receipt: Receipt
    person: Person
    #: As printed: `<code>` or `<code>.<ordinal>`.
    code: str
    view: TaskView


def acknowledge(
    begin: Begin, code: str, person_id: int, rules: ReminderRules, *, actor: Actor, now: datetime
) -> Received:
    """Keep an acknowledgement ("đã nhận"): what is queued for the person of this slot is planned anew.

    Said again on the same day it is kept once.

    Raises:
        NotFound: `task.unknown`, `person.missing`.
        BadInput: `task.which_slot`.
        NotAllowed: `task.is_direction`, `receipt.settled`, `receipt.not_told` when the person is not the one who is
            reminded of it.
    """
    with begin() as work:
        asked = _Asked.of(work, code, person_id, rules, now)
        said = work.receipts.of_slots([asked.slot_id]).get(asked.slot_id, [])
        mine = [r for r in said if r.person_id == person_id and r.kind is ReceiptKind.ACKNOWLEDGED]
        if mine and local_date(mine[-1].at) == local_date(now) and not asked.was_amended_since(mine[-1].at):
            return asked.received(mine[-1])
        return asked.keep(work, ReceiptKind.ACKNOWLEDGED, None, actor=actor, now=now)


def snooze(
    begin: Begin, code: str, person_id: int, until: date, rules: ReminderRules, *, actor: Actor, now: datetime
) -> Received:
    """Put a reminder off ("nhắc lại sau"): nothing of this slot to this person before the day `until`.

    Raises:
        BadInput: `receipt.past` for a day that is not ahead, `receipt.too_long` beyond the office's number of days,
            `receipt.too_late` after the last day for letters before the day aimed at, `task.which_slot`.
        NotAllowed: `receipt.too_near` when that day is today or gone, so that only another date would help;
            `task.is_direction`, `receipt.settled`, `receipt.not_told`.
        NotFound: `task.unknown`, `person.missing`.
    """
    with begin() as work:
        asked = _Asked.of(work, code, person_id, rules, now)
        asked.require_snooze(until, rules, local_date(now))
        return asked.keep(work, ReceiptKind.SNOOZED, until, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The slot that a person speaks of."""

    office: Office
    person: Person
    view: TaskView
    slot_work: SlotWork

    @classmethod
    def of(cls, work: Work, code: str, person_id: int, rules: ReminderRules, now: datetime) -> "_Asked":
        view, slot_work = find_task(work, code)
        if slot_work is None:
            raise NotAllowed(code="task.is_direction", task=view.code)
        office = gather_office(work, rules, local_date(now))
        person = office.directory.people.get(person_id)
        if person is None:
            raise NotFound(code="person.missing", id=person_id)
        asked = cls(office, person, view, slot_work)
        if closed_because(slot_work.slot) is not None:
            raise NotAllowed(code="receipt.settled", task=asked.code)
        assignee = slot_work.slot.assignee
        # Before the reminders are started only the secretary is written to, yet the work is the doer's.
        persons = {*told(assignee, office.directory), *office.persons_for(assignee)}
        if person_id not in persons:
            names = ", ".join(office.directory.people[p].name for p in sorted(persons)) or "–"
            raise NotAllowed(code="receipt.not_told", task=asked.code, person=person.name, told=names)
        return asked

    @property
    def slot_id(self) -> int:
        return self.slot_work.slot.id

    @property
    def code(self) -> str:
        return self.view.slot_code(self.slot_work.slot)

    def was_amended_since(self, at: datetime) -> bool:
        return any(a.at >= at and a.slot_ordinal in {None, self.slot_work.slot.ordinal} for a in self.view.amendments)

    def require_snooze(self, until: date, rules: ReminderRules, today: date) -> None:
        ladder, calendar = rules.ladder, rules.calendar
        if until <= today:
            raise BadInput(code="receipt.past", until=until)
        longest = today + timedelta(days=ladder.longest_snooze)
        if until > longest:
            raise BadInput(code="receipt.too_long", until=until, days=ladder.longest_snooze, latest=longest)
        subject = self.office.subject(self.view, self.slot_work)
        latest = latest_snooze(subject, lambda day: ladder.sends_on(day, calendar), said_on=today)
        if latest is None:
            raise NotAllowed(code="receipt.too_near", task=self.code, due=self.slot_work.slot.due)
        if until > latest:
            raise BadInput(code="receipt.too_late", task=self.code, until=until, latest=latest)

    def keep(self, work: Work, kind: ReceiptKind, until: date | None, *, actor: Actor, now: datetime) -> Received:
        """Store it with its event; what is queued and not being sent is decided anew by the next pass."""
        receipt = work.receipts.add(
            Receipt(id=0, slot_id=self.slot_id, person_id=self.person.id, kind=kind, at=now, until=until)
        )
        waiting = [n for n in work.notices.queued_for_slots([self.slot_id]) if n.key.person_id == self.person.id]
        work.notices.set_state([notice.id for notice in waiting], NoticeState.WITHDRAWN)
        work.events.append(
            work.units.get(self.view.promised.unit_id).code,
            _EVENTS[kind],
            self.code,
            {"person": self.person.code, "until": until.isoformat() if until is not None else None},
            actor=actor,
            at=now,
        )
        return self.received(receipt)

    def received(self, receipt: Receipt) -> Received:
        return Received(receipt=receipt, person=self.person, code=self.code, view=self.view)
