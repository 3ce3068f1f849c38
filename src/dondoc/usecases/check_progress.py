"""The chair's monthly check: numbers by unit, what is late or not heard of, what to decide; one a person and month.

The job looks every day: a letter whose day was off or missed, or that could not be sent, leaves with the next run.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dondoc.core.answer import LinkPurpose
from dondoc.core.instants import local_date
from dondoc.core.notice import Message, NoticeKey
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.reminder import PROGRESS, HeldReason, closed_because
from dondoc.core.task import Timeliness, timeliness
from dondoc.core.unit import PersonRole
from dondoc.core.workdays import on_or_after, on_or_before
from dondoc.draft.progress_letter import make_progress_letter, without_papers
from dondoc.usecases.deliver import Backlog, Draft, Now, Planned, Post, deliver
from dondoc.usecases.gather_month import gather_month, month_papers
from dondoc.usecases.gather_office import HeldLine, LetterRun, Office, ReminderRules, gather_office, quiet_hours
from dondoc.usecases.paper_rules import Enclosed
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import load_views
from dondoc.usecases.request_extension import find_wish
from dondoc.usecases.tell_wishes import deciders


def check_progress(
    begin: Begin, post: Post, rules: ReminderRules, *, today: date, now: Now, dry_run: bool = False
) -> LetterRun:
    """Write the monthly letter on its day (the working day before, when that is off) or, if missed, as soon as may be.

    It goes to the chair of the workspace's unit; until the reminders are started, or without a chair, to the
    secretary.

    Raises:
        NotFound: `workspace.empty`.
    """
    at_night = None if dry_run else quiet_hours(rules, now())
    if at_night is not None:
        return LetterRun(day=today, held=(at_night,))
    with begin() as work:
        office = gather_office(work, rules, today)
        composer = _Composer(office, post)
        silent = _silence(office)
        if silent is not None:
            return LetterRun(day=today, held=(silent,), is_dry_run=dry_run)
        month = _Month.of(office)
        backlog = Backlog.of(work, PROGRESS, today, hold=not dry_run)
        persons = [p for p in _readers(office) if not _was_told(backlog.known, p, month.number)]
        # On most days everybody has the month's letter, and nothing need be read to see it.
        facts = _Facts.of(load_views(work) if persons else (), today)
        # A letter is only made up for if there were tasks on its day.
        if facts.counted and facts.since > month.due:
            waiting = HeldLine(code="", person="", reason=HeldReason.NOT_YET, until=month.next_due)
            return LetterRun(day=today, held=(waiting,), is_dry_run=dry_run)
        keys = facts.keys(month.number)
        held = _held(office, persons, is_empty=not keys)
        if dry_run:
            people = office.directory.people
            month_facts = gather_month(work, office)
            letters = [(people[p], make_progress_letter(people[p].name, month_facts, today=today)) for p in persons]
            planned = tuple(Planned(person=person, letter=letter) for person, letter in letters if keys)
            return LetterRun(day=today, outcomes=planned, held=held, is_dry_run=True)
        backlog.queue(work, {p: [replace(key, person_id=p) for key in keys] for p in persons})
    outcomes = deliver(begin, post, PROGRESS, composer, today=today, now=now)
    return LetterRun(day=today, outcomes=tuple(outcomes), held=held)


@dataclass(frozen=True, slots=True)
class _Month:
    """The month whose letter stands last: the day it was due, and the day the next one is."""

    #: As yyyymm.
    number: int
    due: date
    next_due: date

    @classmethod
    def of(cls, office: Office) -> "_Month":
        """Seen from the office's day."""
        this = office.today.replace(day=office.rules.ladder.progress_day)
        following = _same_day(this, 1)
        # A due day moved back over a holiday may lie in the month before.
        nominal = (_same_day(this, -1), this, following, _same_day(following, 1))
        days = [(on_or_before(day, lambda d: _sends_on(office, d)), day) for day in nominal]
        last = max(i for i, (due, _) in enumerate(days) if due <= office.today)
        due, day = days[last]
        return cls(number=day.year * 100 + day.month, due=due, next_due=days[last + 1][0])


def _same_day(day: date, months: int) -> date:
    """The same day of the next or the last month; days beyond the 28th are no days of a letter."""
    return (day.replace(day=1) + timedelta(days=32 if months > 0 else -1)).replace(day=day.day)


def _sends_on(office: Office, day: date) -> bool:
    return office.rules.ladder.sends_on(day, office.rules.calendar)


def _silence(office: Office) -> HeldLine | None:
    """Why nothing is written today at all, or None."""
    ladder, calendar, today = office.rules.ladder, office.rules.calendar, office.today
    if _sends_on(office, today):
        return None
    reason = HeldReason.QUIET if ladder.is_quiet(today, calendar) else HeldReason.DAY_OFF
    return HeldLine(code="", person="", reason=reason, until=on_or_after(today, lambda d: _sends_on(office, d)))


def _readers(office: Office) -> tuple[int, ...]:
    chairs = office.directory.holding(office.own.id, PersonRole.CHAIR) if office.is_started else ()
    return chairs or office.secretaries


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the letter speaks of."""

    #: Every task, less the slots that are history and unanswered.
    counted: list[TaskView]
    #: How many of those there are.
    old: int
    overdue: list[tuple[TaskView, SlotWork]]

    @classmethod
    def of(cls, views: Iterable[TaskView], today: date) -> "_Facts":
        counted: list[TaskView] = []
        overdue: list[tuple[TaskView, SlotWork]] = []
        old = 0
        for view in views:
            kept = tuple(w for w in view.work if closed_because(w.slot) is not HeldReason.HISTORY)
            old += len(view.work) - len(kept)
            counted += [replace(view, work=kept)] if kept else []
            # With the whole view, whose number of slots decides how a code is printed.
            overdue += [(view, w) for w in kept if timeliness(w.slot, today=today) is Timeliness.OVERDUE]
        return cls(counted, old, overdue)

    @property
    def since(self) -> date:
        """The day on which the first task was confirmed; `date.min` when that was not recorded."""
        opened = [w.slot.opened_at or view.promised.confirmed_at for view in self.counted for w in view.work]
        return min((local_date(at) if at is not None else date.min for at in opened), default=date.min)

    def keys(self, month: int) -> list[NoticeKey]:
        """A notice for each overdue slot; when there is none, the first slot stands for the numbers."""
        slots = [w.slot for _, w in self.overdue] or [view.work[0].slot for view in self.counted[:1]]
        return [
            NoticeKey(slot_id=slot.id, rung=PROGRESS, ordinal=month, due_on=slot.due, person_id=0) for slot in slots
        ]


def _was_told(known: Iterable[NoticeKey], person: int, month: int) -> bool:
    return any(k.rung == PROGRESS and k.person_id == person and k.ordinal == month for k in known)


def _held(office: Office, persons: list[int], *, is_empty: bool) -> tuple[HeldLine, ...]:
    readers = _readers(office)
    if not readers:
        return (HeldLine(code="", person="", reason=HeldReason.NOBODY),)
    people = office.directory.people
    told = [
        HeldLine(code="", person=people[p].name, reason=HeldReason.ALREADY_TOLD) for p in readers if p not in persons
    ]
    empty = [HeldLine(code="", person=people[p].name, reason=HeldReason.NOTHING) for p in persons if is_empty]
    return (*told, *empty)


@dataclass(frozen=True, slots=True)
class _Composer:
    office: Office
    post: Post

    def __call__(self, work: Work, message: Message) -> Draft | None:
        """As `deliver.Compose`: the numbers are those of this moment."""
        office = self.office
        person = office.directory.people.get(message.person_id)
        if person is None or person.id not in _readers(office):
            return None
        facts = gather_month(work, office)
        if not facts.views:
            return None
        if self.post.links is not None and person.id in office.directory.holding(office.own.id, PersonRole.CHAIR):
            asked = [m.wish.id for m in facts.choice.chosen if m.wish is not None]
            wanted = [wish for wish in asked if person.id in deciders(office, find_wish(work, wish))]
            facts = replace(facts, links=self.post.links.give(work, person.id, wanted, LinkPurpose.DECIDE))
        letter = make_progress_letter(person.name, facts, today=office.today)
        enclosed = Enclosed()
        for make in month_papers(letter, facts, office, self.post.papers) if self.post.papers is not None else ():
            enclosed.add(make)
        return Draft(
            person=person,
            reply_to=office.reply_to(person.id),
            letter=without_papers(letter) if enclosed.left_out else letter,
            attachments=tuple(enclosed.files),
            left_out=tuple(enclosed.left_out),
        )
