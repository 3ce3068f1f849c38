"""Telling of wishes for another day: who decides gets a link, who asked gets the answer; each once."""

from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.core.answer import LinkPurpose, RequestState
from dondoc.core.instants import local_date
from dondoc.core.notice import Message, NoticeKey, NoticeState
from dondoc.core.reminder import HeldReason
from dondoc.core.unit import PersonRole
from dondoc.core.workdays import on_or_after
from dondoc.draft.wish_letters import WishLetter, make_wish_letter, wish_line
from dondoc.usecases.deliver import Backlog, Draft, Now, Post, deliver
from dondoc.usecases.gather_office import HeldLine, LetterRun, Office, ReminderRules, gather_office, quiet_hours
from dondoc.usecases.give_links import LinkMaker
from dondoc.usecases.ports import Begin, Work
from dondoc.usecases.request_extension import Wish, wishes

KIND = "wish"
_ASKED, _DECIDED = "wish", "wish_decided"
_TOLD_STATES = frozenset({RequestState.APPROVED, RequestState.REFUSED})


def tell_wishes(begin: Begin, post: Post, rules: ReminderRules, *, now: Now) -> LetterRun:
    """Write of wishes that wait and of those that were decided; on days off, and when told before, nothing.

    Raises:
        NotFound: `workspace.empty`.
    """
    today = local_date(now())
    at_night = quiet_hours(rules, now())
    if at_night is not None:
        return LetterRun(day=today, held=(at_night,))
    with begin() as work:
        office = gather_office(work, rules, today)
        if not rules.ladder.sends_on(today, rules.calendar):
            until = on_or_after(today, lambda day: rules.ladder.sends_on(day, rules.calendar))
            return LetterRun(day=today, held=(HeldLine(code="", person="", reason=HeldReason.DAY_OFF, until=until),))
        backlog = Backlog.of(work, KIND, today)
        wanted: dict[int, list[NoticeKey]] = {}
        for key in _keys(office, wishes(work, None)):
            if key not in backlog.known:
                wanted.setdefault(key.person_id, []).append(key)
        backlog.queue(work, wanted)
    outcomes = deliver(begin, post, KIND, _Composer(office, post.links), today=today, now=now)
    return LetterRun(day=today, outcomes=tuple(outcomes))


def deciders(office: Office, wish: Wish) -> tuple[int, ...]:
    """Who decides: the chair of the unit that promised, or of the nearest above, but nobody on his own wish."""
    secretaries = tuple(p for p in office.secretaries if p != wish.person.id)
    if not office.is_started:
        return secretaries
    for unit in office.directory.upwards(wish.view.promised.unit_id):
        chairs = tuple(p for p in office.directory.holding(unit, PersonRole.CHAIR) if p != wish.person.id)
        if chairs:
            return chairs
    return secretaries


def _keys(office: Office, known: Iterable[Wish]) -> list[NoticeKey]:
    keys: list[NoticeKey] = []
    for wish in known:
        if wish.request.state is RequestState.WAITING:
            keys += [_key(wish, _ASKED, person) for person in deciders(office, wish)]
        elif wish.request.state in _TOLD_STATES:
            receivers = (wish.person.id,) if office.is_started else office.secretaries
            keys += [_key(wish, _DECIDED, person) for person in receivers]
    return keys


def _key(wish: Wish, rung: str, person_id: int) -> NoticeKey:
    request = wish.request
    return NoticeKey(slot_id=request.slot_id, rung=rung, ordinal=request.id, due_on=request.until, person_id=person_id)


@dataclass(frozen=True, slots=True)
class _Composer:
    office: Office
    links: LinkMaker | None

    def __call__(self, work: Work, message: Message) -> Draft | None:
        """As `deliver.Compose`: a wish that was decided meanwhile is asked of nobody any more."""
        notices = work.notices.of_message(message.id)
        known = {wish.request.id: wish for wish in wishes(work, None)}
        still = [n for n in notices if n.key.ordinal in known and self._holds(known[n.key.ordinal], n.key.rung)]
        gone = [n.id for n in notices if n not in still]
        work.notices.set_state(gone, NoticeState.WITHDRAWN)
        person = self.office.directory.people.get(message.person_id)
        if person is None or not still:
            return None
        told = [(n.key.rung, known[n.key.ordinal]) for n in still]
        letter = self.letter(work, person.id, told)
        return Draft(person=person, reply_to=self.office.reply_to(person.id), letter=letter)

    def _holds(self, wish: Wish, rung: str) -> bool:
        return (wish.request.state is RequestState.WAITING) == (rung == _ASKED)

    def letter(self, work: Work, person_id: int, told: Iterable[tuple[str, Wish]]) -> WishLetter:
        """The letter to one person."""
        pairs = list(told)
        asked = [wish for rung, wish in pairs if rung == _ASKED]
        links = (
            self.links.give(work, person_id, [wish.request.id for wish in asked], LinkPurpose.DECIDE)
            if self.links is not None
            else {}
        )
        return make_wish_letter(
            self.office.directory.people[person_id].name,
            [wish_line(w.request, w.view, w.work, w.person.name, links.get(w.request.id, "")) for w in asked],
            [wish_line(w.request, w.view, w.work, w.person.name) for rung, w in pairs if rung == _DECIDED],
            today=self.office.today,
        )
