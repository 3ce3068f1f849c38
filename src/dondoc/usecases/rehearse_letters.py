"""Every letter of the days to come, as it would be if nothing more were done: worked out, never written down."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from dondoc.core.instants import TIME_ZONE
from dondoc.core.notice import NoticeKey
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.reminder import ESCALATE, PROGRESS, Past, RungBook, Subject, due_notices, is_digest, week_of
from dondoc.core.unit import Person
from dondoc.core.workdays import on_or_before
from dondoc.draft.privacy import hide_in
from dondoc.usecases.bookkeeping import Marks
from dondoc.usecases.check_progress import check_progress
from dondoc.usecases.deliver import Backlog, Letter, Post
from dondoc.usecases.escalate_overdue import escalate_overdue
from dondoc.usecases.gather_office import (
    LAST_PASS,
    STARTED_ON,
    LetterRun,
    Office,
    Register,
    ReminderRules,
    gather_office,
    views_by_slot,
)
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import load_views
from dondoc.usecases.send_reminders import (
    KIND,
    digests_of_week,
    directions_of,
    waiting_today,
    write_digest,
    written_today,
)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedLetter:
    """A letter that would leave."""

    day: date
    person: Person
    #: As of messages: "digest", "progress", "escalation".
    kind: str
    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """The letters of some days, by day and person."""

    first: date
    last: date
    letters: tuple[RehearsedLetter, ...]
    #: False when reminders were not started: the letters are those that starting them today would bring.
    was_started: bool


def rehearse_letters(
    begin: Begin, post: Post, rules: ReminderRules, *, today: date, first: date, last: date
) -> Rehearsal:
    """The letters from `first` (not before `today`) to `last`, both in, as the ladder and the rhythm would send them.

    What is queued, sent and said so far counts; each day's letters are taken as sent. Nothing is written.

    Raises:
        NotFound: `workspace.empty`.
    """
    with begin() as work:
        was_started = work.marks.get(STARTED_ON) is not None
        assumed = cast("Work", _Assumed(work, today))
        letters = [*_digests(assumed, rules, today, last), *_to_chairs(assumed, post, rules, today, last)]
        privacy = post.channels.privacy
        if privacy is not None:  # as they would be sent
            letters = [replace(one, letter=hide_in(one.letter, privacy)) for one in letters]
    wanted = [letter for letter in letters if letter.day >= first]
    wanted.sort(key=lambda one: (one.day, one.person.name, one.person.id, one.kind))
    return Rehearsal(first=max(first, today), last=last, letters=tuple(wanted), was_started=was_started)


class _Assumed:
    """The books as they are, but with the reminders started; each question to a table of facts is asked once."""

    def __init__(self, work: Work, today: date) -> None:
        self._work = work
        self.marks = _Started(work.marks, today)
        self.commitments = _Once(work.commitments)
        self.slots = _Once(work.slots)
        self.activities = _Once(work.activities)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)


class _Once:
    """A repository whose answers are kept: nothing changes while letters are rehearsed."""

    def __init__(self, repository: object) -> None:
        self._repository = repository
        self._answers: dict[tuple[str, tuple[int, ...] | None], Any] = {}

    def __getattr__(self, name: str) -> Any:
        def ask(ids: Iterable[int] | None = None) -> Any:
            key = (name, None if ids is None else tuple(ids))
            if key not in self._answers:
                question = getattr(self._repository, name)
                self._answers[key] = question() if key[1] is None else question(key[1])
            return self._answers[key]

        return ask


class _Started:
    def __init__(self, marks: Marks, today: date) -> None:
        self._marks, self._today = marks, today

    def get(self, name: str) -> str | None:
        """As `Marks.get`."""
        found = self._marks.get(name)
        return found or self._today.isoformat() if name == STARTED_ON else found


class _Facts:
    """What does not change while letters are rehearsed, and the office of each day."""

    def __init__(self, work: Work, rules: ReminderRules, today: date) -> None:
        self.views = load_views(work)
        self.slots: Mapping[int, tuple[TaskView, SlotWork]] = views_by_slot(self.views)
        self._register = Register.of(work)
        self._changes = self._register.changes
        self._office = gather_office(work, rules, today)
        self.directions = directions_of(self._office, self.views)

    def office_on(self, day: date) -> Office:
        """Read in order of the days."""
        before = self._office.directory
        changed = any(before.day < change <= day for change in self._changes)
        directory = self._register.on(day) if changed else replace(before, day=day)
        self._office = replace(self._office, directory=directory)
        if changed:
            self.directions = directions_of(self._office, self.views)
        return self._office

    def subjects(self, office: Office) -> list[Subject]:
        """The slots as the ladder sees them that day."""
        return [office.subject(view, slot_work) for view, slot_work in self.slots.values()]


def _digests(work: Work, rules: ReminderRules, today: date, last: date) -> Iterator[RehearsedLetter]:
    facts = _Facts(work, rules, today)
    book = RungBook(rules.ladder, rules.calendar, until=last)
    backlog, last_pass = Backlog.of(work, KIND, today, hold=False), work.marks.get(LAST_PASS)
    past = Past(
        known=set(backlog.known),
        last_pass=date.fromisoformat(last_pass) if last_pass is not None else None,
        owed={(key.slot_id, key.person_id) for key in backlog.freed},
        digests=digests_of_week(work, today),
    )
    known, asked = set(past.known), set(past.asked)
    written, waiting = written_today(work, today), waiting_today(work, today)
    for offset in range((last - today).days + 1):
        day = today + offset * _DAY
        if not book.test(day):
            continue
        office = facts.office_on(day)
        if past.last_pass is not None and week_of(day) != week_of(past.last_pass):
            past = replace(past, digests={})
        plan = due_notices(facts.subjects(office), book, replace(past, known=known), today=day, asked=asked)
        told = waiting if day == today else {}
        for notice in plan.due:
            if day != today or notice.key.person_id not in written:
                told.setdefault(notice.key.person_id, []).append(notice.key)
        yield from _written(told, facts, office)
        counts = dict(past.digests)
        for person_id, keys in told.items():
            counts[person_id] = counts.get(person_id, 0) + is_digest(keys, day)
            known.update(keys)
        asked |= Past(known={key for keys in told.values() for key in keys}).asked
        past = Past(last_pass=day, digests=counts)


def _written(told: Mapping[int, Sequence[NoticeKey]], facts: _Facts, office: Office) -> Iterator[RehearsedLetter]:
    for person_id, keys in sorted(told.items()):
        person = office.directory.people[person_id]
        reminded = [office.reminded(*facts.slots[key.slot_id], key.rung, reader=person_id) for key in keys]
        letter = write_digest(office, person, reminded, facts.directions)
        yield RehearsedLetter(day=office.today, person=person, kind=KIND, letter=letter)


def _to_chairs(work: Work, post: Post, rules: ReminderRules, today: date, last: date) -> Iterator[RehearsedLetter]:
    @contextmanager
    def begin() -> Iterator[Work]:
        yield work

    def planned(run: Callable[..., LetterRun], day: date, kind: str) -> Iterator[RehearsedLetter]:
        at = datetime.combine(day, time(8), TIME_ZONE)
        for one in run(begin, post, rules, today=day, now=lambda: at, dry_run=True).planned:
            yield RehearsedLetter(day=day, person=one.person, kind=kind, letter=one.letter)

    def is_sent(day: date) -> bool:
        return rules.ladder.sends_on(day, rules.calendar)

    days = [day for k in range((last - today).days + 1) if is_sent(day := today + k * _DAY)]
    months = {day.replace(day=rules.ladder.progress_day) for day in (*days, *(d + 31 * _DAY for d in days))}
    monthly = {on_or_before(day, is_sent) for day in months}
    before: date | None = None
    for day in days:
        if before is None or week_of(before) != week_of(day):
            yield from planned(escalate_overdue, day, ESCALATE)
        if before is None or day in monthly:
            yield from planned(check_progress, day, PROGRESS)
        before = day
