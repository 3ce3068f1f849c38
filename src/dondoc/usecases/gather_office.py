"""What every letter needs to know of the office on a day: units, people, roles, and whether reminders were started."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dondoc.core.answer import Receipt
from dondoc.core.commitment import Commitment
from dondoc.core.instants import local_date
from dondoc.core.monthly import MonthlyRules
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.receipts import AGAIN
from dondoc.core.recipient import Directory, told
from dondoc.core.reminder import HeldReason, Ladder, Subject
from dondoc.core.rungs import CHECK_IN, is_only_checked
from dondoc.core.task import Assignee, Slot
from dondoc.core.unit import Person, PersonRole, RoleTerm, Unit, UnitParent
from dondoc.core.workdays import WorkCalendar
from dondoc.draft.digest import Reminded
from dondoc.usecases.deliver import Failed, Outcome, Planned, Sent, Skipped, address_of
from dondoc.usecases.own_unit import own_unit
from dondoc.usecases.ports import Work

STARTED_ON = "reminders.started_on"
LAST_PASS = "reminders.last_pass"  # noqa: S105 - a pass of the reminders, not a pass word


def _no_cut_off(unit_id: int, slot: Slot, day: date) -> date | None:
    return None


def _nothing_missing(view: TaskView, work: SlotWork) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRules:
    """The office's rules for letters."""

    ladder: Ladder
    calendar: WorkCalendar
    #: Cut-off of the unit's report that a slot has to be in, seen on a day; None when it has passed or there is none.
    next_cut_off: Callable[[int, Slot, date], date | None] = _no_cut_off
    #: What the chair's monthly check looks for.
    monthly: MonthlyRules = field(default_factory=MonthlyRules)
    #: Working days overdue after which a superior's order is told to the superior, too.
    superior_after: int = 10
    #: The address of the mailbox from which answers are collected, or "".
    reply_to: str = ""
    #: Vietnamese label of each area of work, in the order of the report.
    area_labels: Mapping[str, str] = field(default_factory=dict)
    #: Papers that a part of a task usually leaves and that did not come, as a clerk calls them.
    missing_papers: Callable[[TaskView, SlotWork], tuple[str, ...]] = _nothing_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office on one day."""

    directory: Directory
    own: Unit
    is_started: bool
    rules: ReminderRules
    #: What people said to reminders, by slot, oldest first.
    receipts: Mapping[int, Sequence[Receipt]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day."""
        return self.directory.day

    @property
    def secretaries(self) -> tuple[int, ...]:
        """Who keeps the list of the workspace's own unit."""
        return self.directory.nearest(self.own.id, PersonRole.SECRETARY) or self.directory.any_secretary()

    def persons_for(self, assignee: Assignee) -> tuple[int, ...]:
        """Who is told of work; until the reminders are started only the secretary of the own unit."""
        return told(assignee, self.directory) if self.is_started else self.secretaries

    def subject(self, view: TaskView, work: SlotWork) -> Subject:
        """A slot as the ladder sees it."""
        terms = view.terms
        opened = work.slot.opened_at or view.promised.confirmed_at
        return Subject(
            slot=work.slot,
            kind=terms.kind,
            is_date_explicit=terms.due_explicit and not terms.due_proposed,
            next_cut_off=self.rules.next_cut_off(view.promised.unit_id, work.slot, self.today),
            persons=self.persons_for(work.slot.assignee),
            opened_on=local_date(opened) if opened is not None else None,
            receipts=self._receipts(view, work.slot),
        )

    def _receipts(self, view: TaskView, slot: Slot) -> tuple[Receipt, ...]:
        """What was said of a slot since its terms were last amended: of other terms nobody has heard yet."""
        said = self.receipts.get(slot.id)
        if not said:
            return ()
        since = max((a.at for a in view.amendments if a.slot_ordinal in {None, slot.ordinal}), default=None)
        return tuple(receipt for receipt in said if since is None or receipt.at > since)

    def reminded(self, view: TaskView, work: SlotWork, rung: str, *, reader: int | None) -> Reminded:
        """A slot as a letter to `reader` speaks of it: the doer is named unless he is the reader."""
        assignee = work.slot.assignee
        is_own = reader is not None and (
            assignee.person_id == reader
            or (assignee.person_id is None and reader in self.directory.holding(assignee.unit_id, PersonRole.OFFICER))
        )
        # What was put off and is far from its day comes back as the question that it was.
        is_question = rung == AGAIN and is_only_checked(self.subject(view, work), self.rules.ladder, self.today)
        return Reminded(
            view=view,
            work=work,
            rung=CHECK_IN if is_question else rung,
            next_cut_off=self.rules.next_cut_off(view.promised.unit_id, work.slot, self.today),
            doer="" if is_own else self.doer(assignee),
            missing=self.rules.missing_papers(view, work),
        )

    def doer(self, assignee: Assignee) -> str:
        """Who does it, as printed: the unit, and the person where named."""
        unit = self.directory.units.get(assignee.unit_id)
        person = self.directory.people.get(assignee.person_id) if assignee.person_id is not None else None
        return ", ".join(part.name for part in (person, unit) if part is not None)

    def reply_to(self, person_id: int) -> str:
        """Where an answer goes: to the mailbox that is read, else to a secretary with an address, never back."""
        if self.rules.reply_to:
            return self.rules.reply_to
        for secretary in self.secretaries:
            person = self.directory.people[secretary]
            if secretary != person_id and person.email:
                return address_of(person)
        return ""

    def tracker(self, person_id: int) -> str | None:
        """Name of who keeps the list, "" when nobody does, None when that is the reader."""
        if person_id in self.secretaries:
            return None
        return next((self.directory.people[s].name for s in self.secretaries), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Units and people over all time."""

    units: Sequence[Unit]
    people: Sequence[Person]
    roles: Sequence[RoleTerm]
    parents: Sequence[UnitParent]

    @classmethod
    def of(cls, work: Work) -> "Register":
        """Reads them."""
        units = work.units
        return cls(units=units.all(), people=units.people(), roles=units.roles(), parents=units.parents())

    def on(self, day: date) -> Directory:
        """As they stand on a day."""
        return Directory.on(day, units=self.units, people=self.people, roles=self.roles, parents=self.parents)

    @property
    def changes(self) -> frozenset[date]:
        """The days on which somebody or something comes or goes."""
        terms = [(term.start, term.end) for term in self.roles] + [(link.start, link.end) for link in self.parents]
        return frozenset(day for days in terms for day in days if day is not None)


def gather_office(work: Work, rules: ReminderRules, today: date) -> Office:
    """Reads the office; NotFound `workspace.empty`."""
    return Office(
        directory=Register.of(work).on(today),
        own=own_unit(work),
        is_started=work.marks.get(STARTED_ON) is not None,
        rules=rules,
        receipts=work.receipts.of_slots(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLine:
    """A task that a letter leaves out today, and why. `code` is "" when it holds for everything."""

    code: str
    person: str
    reason: HeldReason
    until: date | None = None


def quiet_hours(rules: ReminderRules, now: datetime) -> HeldLine | None:
    """Why nothing leaves at this hour, or None."""
    hours = rules.ladder.quiet_hours
    if hours is None or not hours.holds_at(now):
        return None
    return HeldLine(code="", person="", reason=HeldReason.QUIET_HOURS, until=hours.day_after(now))


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRun:
    """What one run of a letter-writing use case did, and why the rest was left."""

    day: date
    outcomes: tuple[Outcome, ...] = ()
    held: tuple[HeldLine, ...] = ()
    is_dry_run: bool = False

    @property
    def sent(self) -> tuple[Sent, ...]:
        """Letters that left."""
        return tuple(o for o in self.outcomes if isinstance(o, Sent))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Messages not sent, with reasons."""
        return tuple(o for o in self.outcomes if isinstance(o, Skipped))

    @property
    def failed(self) -> tuple[Failed, ...]:
        """Letters that the server did not take."""
        return tuple(o for o in self.outcomes if isinstance(o, Failed))

    @property
    def waits(self) -> bool:
        """Whether the run came in the hours in which nothing leaves, so that it is to be made again later."""
        return any(held.reason is HeldReason.QUIET_HOURS for held in self.held)

    @property
    def planned(self) -> tuple[Planned, ...]:
        """Letters that a dry run would send."""
        return tuple(o for o in self.outcomes if isinstance(o, Planned))


def views_by_slot(views: list[TaskView]) -> dict[int, tuple[TaskView, SlotWork]]:
    """Each slot with its view."""
    return {work.slot.id: (view, work) for view in views for work in view.work}


def promised_by_slot(views: list[TaskView]) -> dict[int, Commitment]:
    """The commitment of each slot, as promised: it never changes, so it may be kept during a run."""
    return {work.slot.id: view.promised for view in views for work in view.work}
