"""Reminding people: plan by the ladder, queue one letter a person, deliver; nobody is told the same twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dondoc.core.commitment import Commitment
from dondoc.core.instants import local_date, local_midnight
from dondoc.core.notice import Message, MessageState, NoticeKey, NoticeState
from dondoc.core.progress import TaskView
from dondoc.core.reminder import (
    DayPlan,
    Held,
    HeldReason,
    Past,
    RungBook,
    due_notices,
    is_digest,
    still_stands,
    week_of,
)
from dondoc.core.task import Assignee
from dondoc.core.unit import Person
from dondoc.draft.digest import Digest, Reminded, make_digest
from dondoc.usecases.deliver import Backlog, Draft, Now, Outcome, Planned, Post, deliver
from dondoc.usecases.gather_office import (
    LAST_PASS,
    STARTED_ON,
    HeldLine,
    LetterRun,
    Office,
    ReminderRules,
    gather_office,
    promised_by_slot,
    quiet_hours,
    views_by_slot,
)
from dondoc.usecases.give_links import LinkMaker
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import load_views, views_of
from dondoc.usecases.tell_broken_ledger import tell_broken_ledger
from dondoc.usecases.tell_failing_channels import tell_failing_channels

KIND = "digest"


def send_reminders(
    begin: Begin, post: Post, rules: ReminderRules, *, today: date, now: Now, dry_run: bool = False
) -> LetterRun:
    """Send what is due on `today`; a second run on the same day sends nothing, a dry run writes nothing at all.

    In quiet hours nothing is planned either: the run is to be made again when they are over.

    Raises:
        NotFound: `workspace.empty`.
    """
    silent = None if dry_run else quiet_hours(rules, now())
    if silent is not None:
        return LetterRun(day=today, held=(silent,))
    with begin() as work:
        plan = _plan(work, rules, today, hold=not dry_run)
        if plan.is_silent:
            return LetterRun(day=today, held=plan.held_lines(), is_dry_run=dry_run)
        if dry_run:
            return _rehearse(work, plan, post)
        late = _queue(work, plan)
    outcomes = deliver(begin, post, KIND, plan.composer(post.links), today=today, now=now)
    outcomes += tell_failing_channels(begin, post, today=today, now=now)
    outcomes += tell_broken_ledger(begin, post, today=today, now=now)
    return LetterRun(day=today, outcomes=tuple(outcomes), held=plan.held_lines(late))


def start_reminders(work: Work, today: date) -> date:
    """Start writing to everybody, not only to the secretary; the day it began (a second start changes nothing)."""
    started = work.marks.get(STARTED_ON)
    if started is not None:
        return date.fromisoformat(started)
    work.marks.set(STARTED_ON, today.isoformat())
    return today


def withdraw_for_slots(work: Work, slot_ids: Iterable[int]) -> int:
    """Withdraw what is still queued for these slots (settled, moved or handed over); how many notices that were."""
    queued = work.notices.queued_for_slots(slot_ids)
    work.notices.set_state([notice.id for notice in queued], NoticeState.WITHDRAWN)
    return len(queued)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """One pass: the office, the tasks, what the ladder says, and the letters of earlier days that never left."""

    office: Office
    views: list[TaskView]
    by_ladder: DayPlan
    backlog: Backlog

    @property
    def is_silent(self) -> bool:
        """Whether nothing may leave today: a day off, or Tết."""
        return any(held.slot_id is None for held in self.by_ladder.held)

    def by_person(self) -> dict[int, list[NoticeKey]]:
        """What each person is to be told."""
        found: dict[int, list[NoticeKey]] = {}
        for notice in self.by_ladder.due:
            found.setdefault(notice.key.person_id, []).append(notice.key)
        return dict(sorted(found.items()))

    def held_lines(self, late: Iterable[NoticeKey] = ()) -> tuple[HeldLine, ...]:
        """Why the rest is not told, with codes and names; `late` came after the person's letter of today."""
        after = [Held(reason=HeldReason.AFTER_DIGEST, slot_id=k.slot_id, person_id=k.person_id) for k in late]
        codes = {i: view.slot_code(w.slot) for i, (view, w) in views_by_slot(self.views).items()}
        people = self.office.directory.people
        return tuple(
            HeldLine(
                code=codes.get(held.slot_id, "") if held.slot_id is not None else "",
                person=people[held.person_id].name if held.person_id is not None else "",
                reason=held.reason,
                until=held.until,
            )
            for held in (*self.by_ladder.held, *after)
        )

    def composer(self, links: LinkMaker | None) -> "_Composer":
        """Writes the claimed messages of this pass."""
        return _Composer(self.office, promised_by_slot(self.views), directions_of(self.office, self.views), links)


def directions_of(office: Office, views: Iterable[TaskView]) -> dict[int, list[str]]:
    """Codes of promises without a deadline, by the person who is told of them."""
    found: dict[int, list[str]] = {}
    for view in views:
        if view.promised.is_direction and not view.work:
            for person in office.persons_for(Assignee(unit_id=view.promised.unit_id)):
                found.setdefault(person, []).append(view.code)
    return found


def _plan(work: Work, rules: ReminderRules, today: date, *, hold: bool) -> _Plan:
    office = gather_office(work, rules, today)
    views = load_views(work)
    backlog = Backlog.of(work, KIND, today, hold=hold)
    last_pass = work.marks.get(LAST_PASS)
    by_ladder = due_notices(
        [office.subject(view, slot_work) for view in views for slot_work in view.work],
        RungBook(rules.ladder, rules.calendar, until=today),
        Past(
            known=backlog.known,
            last_pass=date.fromisoformat(last_pass) if last_pass is not None else None,
            owed={(key.slot_id, key.person_id) for key in backlog.freed},
            digests=digests_of_week(work, today),
        ),
        today=today,
    )
    return _Plan(office=office, views=views, by_ladder=by_ladder, backlog=backlog)


def digests_of_week(work: Work, today: date) -> dict[int, int]:
    """How many digests each person had this week; one of this week that somebody holds may have arrived.

    One of an earlier week that still waits fills no week but its own, else its receiver would get no digest again.
    """
    counts: dict[int, int] = {}
    for letter in work.notices.letters_since(KIND, local_midnight(week_of(today))):
        left_on = local_date(letter.message.sent_at) if letter.message.sent_at is not None else letter.message.send_on
        if left_on < week_of(today):
            continue
        counts[letter.message.person_id] = counts.get(letter.message.person_id, 0) + is_digest(letter.keys, left_on)
    return counts


def _queue(work: Work, plan: _Plan) -> list[NoticeKey]:
    """Queues the letters of the day; what came after a letter that has left already is given back."""
    today = plan.office.today
    late = plan.backlog.queue(work, plan.by_person())
    work.marks.set(LAST_PASS, max(today.isoformat(), work.marks.get(LAST_PASS) or ""))
    return late


def written_today(work: Work, today: date) -> set[int]:
    """Who had today's letter."""
    return {
        m.person_id
        for m in work.notices.messages()
        if m.kind == KIND and m.send_on == today and m.state is MessageState.SENT
    }


def waiting_today(work: Work, today: date) -> dict[int, list[NoticeKey]]:
    """What stands in today's letters that have not left yet, by person."""
    return {
        m.person_id: [n.key for n in work.notices.of_message(m.id)]
        for m in work.notices.pending(today)
        if m.kind == KIND and m.send_on == today
    }


def _rehearse(work: Work, plan: _Plan, post: Post) -> LetterRun:
    """Who would get what, written as today's letters would be."""
    today = plan.office.today
    written, waiting = written_today(work, today), waiting_today(work, today)
    composer = plan.composer(post.links.looking() if post.links is not None else None)
    outcomes: list[Outcome] = []
    late: list[NoticeKey] = []
    wanted = plan.by_person()
    for person_id in sorted({*wanted, *waiting}):
        keys = [*waiting.get(person_id, []), *wanted.get(person_id, [])]
        if person_id in written:
            late += keys
            continue
        letter, _ = composer.letter(work, person_id, keys)
        if letter is not None:
            outcomes.append(Planned(person=plan.office.directory.people[person_id], letter=letter))
    return LetterRun(day=today, outcomes=tuple(outcomes), held=plan.held_lines(late), is_dry_run=True)


@dataclass(frozen=True, slots=True)
class _Composer:
    """Writes a claimed message in the words of the day, from the facts as they are at this moment."""

    office: Office
    promised: Mapping[int, Commitment]
    directions: Mapping[int, list[str]]
    links: LinkMaker | None

    def __call__(self, work: Work, message: Message) -> Draft | None:
        """As `deliver.Compose`."""
        notices = work.notices.of_message(message.id)
        person = self.office.directory.people.get(message.person_id)
        letter, untrue = self.letter(work, message.person_id, [notice.key for notice in notices])
        work.notices.set_state([n.id for n in notices if n.key in untrue], NoticeState.WITHDRAWN)
        if person is None or letter is None:
            return None
        return Draft(person=person, reply_to=self.office.reply_to(person.id), letter=letter)

    def letter(self, work: Work, person_id: int, keys: Iterable[NoticeKey]) -> tuple[Digest | None, set[NoticeKey]]:
        """The letter (None when nothing is left to say), and the keys that are no longer true."""
        wanted = list(keys)
        commitments = {c.id: c for k in wanted if (c := self.promised.get(k.slot_id)) is not None}
        slots = views_by_slot(views_of(work, commitments.values()))
        told: dict[int, Reminded] = {}
        untrue: set[NoticeKey] = set()
        for key in wanted:
            view, slot_work = slots.get(key.slot_id, (None, None))
            if view is None or slot_work is None or not still_stands(key, self.office.subject(view, slot_work)):
                untrue.add(key)
            else:
                told[key.slot_id] = self.office.reminded(view, slot_work, key.rung, reader=person_id)
        person = self.office.directory.people.get(person_id)
        if not told or person is None:
            return None, untrue
        links = self.links.give(work, person_id, told) if self.links is not None else {}
        linked = [replace(reminded, link=links.get(slot_id, "")) for slot_id, reminded in told.items()]
        return write_digest(self.office, person, linked, self.directions), untrue


def write_digest(
    office: Office, person: Person, reminded: Sequence[Reminded], directions: Mapping[int, Sequence[str]]
) -> Digest:
    """The digest to a person in the words of the office's day; `directions` as `directions_of` gives them."""
    return make_digest(
        person.name,
        reminded,
        today=office.today,
        is_working=office.rules.calendar.is_working_day,
        directions=directions.get(person.id, ()),
        tracker=office.tracker(person.id),
    )
