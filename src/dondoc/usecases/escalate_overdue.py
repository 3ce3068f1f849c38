"""The chair's weekly list of what is long overdue; it leaves the promising unit only by the rules of `escalation_path`.

Nobody is escalated to himself: where the chair is the one who is to do it, the next chair above is asked, and where
there is none it stays with a reason. The công văn to sign goes with the list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from dondoc.core.commitment import Commitment
from dondoc.core.notice import Message, NoticeKey, NoticeState
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.reminder import ESCALATE, HeldReason, closed_because
from dondoc.core.unit import PersonRole
from dondoc.core.workdays import on_or_after, working_days_between
from dondoc.draft.chair_letters import EscalationLetter, make_escalation_letter
from dondoc.usecases.deliver import Backlog, Draft, Now, Planned, Post, deliver
from dondoc.usecases.escalation_path import Release, is_himself, path_of, reach, releases_of
from dondoc.usecases.gather_office import (
    HeldLine,
    LetterRun,
    Office,
    ReminderRules,
    gather_office,
    promised_by_slot,
    quiet_hours,
    views_by_slot,
)
from dondoc.usecases.paper_rules import Enclosed
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.read_tasks import load_views, views_of
from dondoc.usecases.write_papers import late_letter_of

KIND = "escalation"

#: The day of the last pass, so that a week is looked at once, also when nothing was late.
LAST_PASS = "escalation.last_pass"  # noqa: S105 - a pass over the tasks, not a pass word


def escalate_overdue(
    begin: Begin, post: Post, rules: ReminderRules, *, today: date, now: Now, dry_run: bool = False
) -> LetterRun:
    """Write the week's list to each chair; a second run in the same week sends nothing.

    The job looks every day: the list is made on Monday or the first day after it that is neither off nor missed, and
    a letter that could not be sent leaves with the next run.

    Raises:
        NotFound: `workspace.empty`.
    """
    at_night = None if dry_run else quiet_hours(rules, now())
    if at_night is not None:
        return LetterRun(day=today, held=(at_night,))
    with begin() as work:
        office = gather_office(work, rules, today)
        silent = _silence(office)
        if silent is not None:
            return LetterRun(day=today, held=(silent,), is_dry_run=dry_run)
        views = load_views(work)
        composer = _Composer(office, post, promised_by_slot(views))
        backlog = Backlog.of(work, KIND, today, hold=not dry_run)
        told = {k.person_id for k in backlog.known if k.rung == ESCALATE and k.ordinal == _week(today)}
        late = _long_overdue(views, office)
        releases = releases_of(work, [w.slot.id for _, w in late])
        found, held = _by_chair(late, office, releases)
        held += [_line(office, "", chair, HeldReason.ALREADY_TOLD) for chair in found if chair in told]
        wanted = {chair: tasks for chair, tasks in sorted(found.items()) if chair not in told}
        if _was_made(work, today):
            fresh = _newly_told(work, late, office, releases)
            later = [chair for chair in wanted if chair not in fresh and not backlog.owes(chair)]
            held += [_line(office, "", chair, HeldReason.NOT_YET, _next_list(office)) for chair in later]
            wanted = {chair: tasks for chair, tasks in wanted.items() if chair not in later}
        if dry_run:
            people = office.directory.people
            planned = (
                Planned(person=people[p], letter=composer.letter(p, tasks, releases)) for p, tasks in wanted.items()
            )
            return LetterRun(day=today, outcomes=tuple(planned), held=tuple(held), is_dry_run=True)
        keys = {chair: [_key(w, chair, today) for _, w in tasks] for chair, tasks in wanted.items()}
        backlog.queue(work, keys)
        work.marks.set(LAST_PASS, max(today.isoformat(), work.marks.get(LAST_PASS) or ""))
    outcomes = deliver(begin, post, KIND, composer, today=today, now=now)
    return LetterRun(day=today, outcomes=tuple(outcomes), held=tuple(held))


_Task = tuple[TaskView, SlotWork]


def _silence(office: Office) -> HeldLine | None:
    """Why nothing is escalated at all today, or None."""
    ladder, calendar, today = office.rules.ladder, office.rules.calendar, office.today
    if not ladder.sends_on(today, calendar):
        reason = HeldReason.QUIET if ladder.is_quiet(today, calendar) else HeldReason.DAY_OFF
        until = on_or_after(today, lambda day: ladder.sends_on(day, calendar))
        return HeldLine(code="", person="", reason=reason, until=until)
    if not office.is_started:
        return HeldLine(code="", person="", reason=HeldReason.NOT_STARTED)
    return None


def _week(day: date) -> int:
    year, week, _ = day.isocalendar()
    return year * 100 + week


def _was_made(work: Work, today: date) -> bool:
    """Whether this week's list was made; one that could not leave is owed still."""
    last = work.marks.get(LAST_PASS)
    return last is not None and _week(date.fromisoformat(last)) >= _week(today)


def _next_list(office: Office) -> date:
    monday = office.today + timedelta(days=7 - office.today.weekday())
    return on_or_after(monday, lambda day: office.rules.ladder.sends_on(day, office.rules.calendar))


def _key(slot_work: SlotWork, chair: int, today: date) -> NoticeKey:
    slot = slot_work.slot
    return NoticeKey(slot_id=slot.id, rung=ESCALATE, ordinal=_week(today), due_on=slot.due, person_id=chair)


def is_long_overdue(slot_work: SlotWork, office: Office) -> bool:
    """Whether more working days have passed since the due date than the office waits."""
    if closed_because(slot_work.slot) is not None:
        return False
    late = working_days_between(slot_work.slot.due, office.today, office.rules.calendar.is_working_day)
    return late > office.rules.ladder.escalate_after


def _long_overdue(views: Iterable[TaskView], office: Office) -> list[_Task]:
    return [(view, w) for view in views for w in view.work if is_long_overdue(w, office)]


def _by_chair(
    late: Iterable[_Task], office: Office, releases: Mapping[int, Release]
) -> tuple[dict[int, list[_Task]], list[HeldLine]]:
    found: dict[int, list[_Task]] = {}
    held: list[HeldLine] = []
    for view, slot_work in late:
        chairs = path_of(view, slot_work, office, releases.get(slot_work.slot.id)).chairs
        for chair in chairs:
            found.setdefault(chair, []).append((view, slot_work))
        if not chairs:
            reason = HeldReason.HIMSELF if is_himself(view, slot_work, office) else HeldReason.NOBODY
            held.append(HeldLine(code=view.slot_code(slot_work.slot), person="", reason=reason))
    return found, held


def _newly_told(work: Work, late: Iterable[_Task], office: Office, releases: Mapping[int, Release]) -> set[int]:
    """Superiors for whom something was released since the last list: they need not wait for the next."""
    last = date.fromisoformat(work.marks.get(LAST_PASS) or date.min.isoformat())
    return {
        chair
        for view, slot_work in late
        if (release := releases.get(slot_work.slot.id)) is not None and release.on >= last
        for chair in path_of(view, slot_work, office, release).above
    }


def _line(office: Office, code: str, person_id: int, reason: HeldReason, until: date | None = None) -> HeldLine:
    return HeldLine(code=code, person=office.directory.people[person_id].name, reason=reason, until=until)


@dataclass(frozen=True, slots=True)
class _Composer:
    office: Office
    post: Post
    #: The commitment of each slot, as promised.
    promised: Mapping[int, Commitment]

    def __call__(self, work: Work, message: Message) -> Draft | None:
        """As `deliver.Compose`: what was settled or moved since is left out."""
        notices = work.notices.of_message(message.id)
        wanted = {c.id: c for n in notices if (c := self.promised.get(n.key.slot_id)) is not None}
        tasks = views_by_slot(views_of(work, wanted.values()))
        releases = releases_of(work, [n.key.slot_id for n in notices])
        still = {
            n.id: task
            for n in notices
            if (task := tasks.get(n.key.slot_id)) is not None
            and n.key.due_on == task[1].slot.due
            and is_long_overdue(task[1], self.office)
            and message.person_id in path_of(*task, self.office, releases.get(n.key.slot_id)).chairs
        }
        work.notices.set_state([n.id for n in notices if n.id not in still], NoticeState.WITHDRAWN)
        person = self.office.directory.people.get(message.person_id)
        if person is None or not still:
            return None
        late = list(still.values())
        papers = self._papers(work, person.id, late, releases)
        return Draft(
            person=person,
            reply_to=self.office.reply_to(person.id),
            letter=self.letter(
                person.id, late, releases, attached=len(papers.files), is_incomplete=bool(papers.left_out)
            ),
            attachments=tuple(papers.files),
            left_out=tuple(papers.left_out),
        )

    def letter(
        self,
        person_id: int,
        tasks: Iterable[_Task],
        releases: Mapping[int, Release],
        *,
        attached: int = 0,
        is_incomplete: bool = False,
    ) -> EscalationLetter:
        """The list for a chair."""
        office, late = self.office, list(tasks)
        holding = {w.slot.id: r for _, w in late if (r := releases.get(w.slot.id)) is not None and r.due == w.slot.due}
        return make_escalation_letter(
            office.directory.people[person_id].name,
            [office.reminded(view, slot_work, ESCALATE, reader=None) for view, slot_work in late],
            today=office.today,
            is_working=office.rules.calendar.is_working_day,
            released={
                slot_id: f"{r.by} đề nghị cấp trên chỉ đạo ({r.on:%d/%m/%Y}): {r.reason}"
                for slot_id, r in holding.items()
            },
            attached=attached,
            is_incomplete=is_incomplete,
            to_release=self._to_release(person_id, late, holding),
        )

    def _to_release(self, person_id: int, late: Iterable[_Task], released: Mapping[int, Release]) -> str:
        """Code of the first task of which this chair may let the superior be told, or ""."""
        office = self.office
        for view, slot_work in late:
            slot = slot_work.slot
            if slot.id in released or person_id not in office.directory.holding(
                view.promised.unit_id, PersonRole.CHAIR
            ):
                continue
            asked = Release(due=slot.due, on=office.today, by="", reason="")
            if path_of(view, slot_work, office, asked).above:
                return view.slot_code(slot)
        return ""

    def _papers(self, work: Work, person_id: int, tasks: Iterable[_Task], releases: Mapping[int, Release]) -> Enclosed:
        """The công văn for the chair to sign, one for each unit in whose name he signs."""
        office, rules = self.office, self.post.papers
        enclosed = Enclosed()
        if rules is None:
            return enclosed
        by_issuer: dict[int, list[_Task]] = {}
        for view, slot_work in tasks:
            for unit in [unit for part in reach(view, slot_work, office) for unit in part]:
                if person_id in office.directory.holding(unit, PersonRole.CHAIR):
                    by_issuer.setdefault(unit, []).append((view, slot_work))
                    break
        for unit, late in by_issuer.items():
            issuer, superior = office.directory.units[unit], self._superior_told(unit, late, releases)
            enclosed.add(partial(late_letter_of, work, office, rules, late, issuer=issuer, superior_told=superior))
        return enclosed

    def _superior_told(self, unit: int, tasks: Iterable[_Task], releases: Mapping[int, Release]) -> str:
        """Name of the body above that is told of any of them, or ""."""
        told = [
            above
            for view, slot_work in tasks
            if view.promised.unit_id == unit
            for above in path_of(view, slot_work, self.office, releases.get(slot_work.slot.id)).above
        ]
        units = self.office.directory.upwards(unit)
        holders = {u: self.office.directory.holding(u, PersonRole.CHAIR) for u in units if u != unit}
        return next((self.office.directory.units[u].name for u, p in holders.items() if set(p) & set(told)), "")
