"""The reminder ladder: who is to be told what on a day, from the rungs of the slots and what was told before.

Only the newest rung that was reached counts, so rungs that meet merge and missed days never pour out at once. One
person gets `Ladder.digests_a_week` digests a week at most, and besides only letters of what is due on the day itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from dondoc.core.notice import NoticeKey
from dondoc.core.receipts import Said
from dondoc.core.rungs import (
    CHECK_IN,
    LONGEST_GAP,
    ON_DAY,
    Ladder,
    QuietHours,
    Rung,
    RungBook,
    RungKind,
    Subject,
    act_by,
    aims,
    rungs,
)
from dondoc.core.task import Slot, Status
from dondoc.core.workdays import DayTest, on_or_after

__all__ = ["Ladder", "QuietHours", "Rung", "RungBook", "RungKind", "Subject", "act_by", "aims", "rungs"]

_DAY = timedelta(days=1)

#: A check-in that was missed for so many days waits for the next month's; so does one that only an amended date or
#: the passing of a cut-off put into the past.
_CHECK_IN_LASTS = timedelta(days=15)

#: Rungs of the letters to chairs, which have their own use cases.
ESCALATE = "escalate"
PROGRESS = "progress"


class HeldReason(StrEnum):
    """Why somebody is not told today."""

    #: Done, given up, released, or not yet confirmed: nothing is owed.
    SETTLED = "settled"
    SUSPENDED = "suspended"
    #: A later promise took it over; that one is told of.
    CONTINUED = "continued"
    HISTORY = "history"
    #: Nobody can be told.
    NOBODY = "nobody"
    #: No rung is reached yet.
    NOT_YET = "not_yet"
    NOT_DIGEST_DAY = "not_digest_day"
    DAY_OFF = "day_off"
    #: From 23 tháng Chạp to mùng 6.
    QUIET = "quiet"
    ALREADY_TOLD = "already_told"
    #: "Đã nhận": the person knows of it, and nothing urgent came since.
    ACKNOWLEDGED = "acknowledged"
    #: "Nhắc lại sau".
    SNOOZED = "snoozed"
    #: The person had the week's digests.
    WEEK_FULL = "week_full"
    #: In the hours in which nothing leaves.
    QUIET_HOURS = "quiet_hours"
    #: Today's digest has left; what arises after it waits for the next.
    AFTER_DIGEST = "after_digest"
    #: The person who should hear of it is the one who is to do it.
    HIMSELF = "himself"
    #: Reminders were not started yet (`dondoc remind --start`).
    NOT_STARTED = "not_started"
    #: There is no task at all to speak of.
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Not told today, and why; `until` is the next day that can change it, where one is known."""

    reason: HeldReason
    #: None when it holds for everything.
    slot_id: int | None = None
    person_id: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueNotice:
    """Somebody is to be told of a slot today."""

    key: NoticeKey
    rung: Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """What the ladder says of one day: what is told, and why the rest is not."""

    due: tuple[DueNotice, ...] = ()
    held: tuple[Held, ...] = ()


def closed_because(slot: Slot) -> HeldReason | None:
    """Why nothing is asked of a slot any more, or None while it is owed."""
    if slot.continued_by:
        return HeldReason.CONTINUED
    match slot.status:
        case Status.OPEN | Status.PARTLY_DONE:
            return HeldReason.HISTORY if slot.is_history else None
        case Status.SUSPENDED:
            return HeldReason.SUSPENDED
        case Status.DONE | Status.NOT_DONE | Status.WAIVED | Status.DRAFT | Status.REJECTED:
            return HeldReason.SETTLED
    assert_never(slot.status)


def still_stands(key: NoticeKey, subject: Subject) -> bool:
    """Whether a queued notice is still true: the slot is owed, its date has not moved, the person is still the one."""
    dates = {*aims(subject.slot, subject.next_cut_off), subject.slot.due}
    return closed_because(subject.slot) is None and key.due_on in dates and key.person_id in subject.persons


def is_digest_day(day: date, ladder: Ladder, test: DayTest) -> bool:
    """Whether digests leave that day; the digest of a day off leaves on the working day before it."""
    if not test(day):
        return False
    while day.weekday() not in ladder.digest_weekdays:
        day += _DAY
        if test(day):
            return False
    return True


def is_digest(keys: Iterable[NoticeKey], left_on: date) -> bool:
    """Whether a letter counts as one of the week's digests: it told of more than what was due on that very day."""
    return any(key.rung != ON_DAY or key.due_on < left_on for key in keys)


def week_of(day: date) -> date:
    """The Monday of the week in which digests are counted."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was told before, as the ladder has to know it."""

    #: Keys of notices queued or sent; none of them is told again.
    known: Set[NoticeKey] = frozenset()
    #: The day of the last pass, so that a digest day that nobody served is caught up with.
    last_pass: date | None = None
    #: (slot, person) whose digest of an earlier day could not be sent: they do not wait for a digest day.
    owed: Set[tuple[int, int]] = frozenset()
    #: How many digests each person had in this week.
    digests: Mapping[int, int] = field(default_factory=dict)

    @property
    def asked(self) -> Set[tuple[int, int, int]]:
        """(slot, month, person) of check-ins told: a date that moves does not make the month's question a new one."""
        return {(k.slot_id, k.ordinal, k.person_id) for k in self.known if k.rung == CHECK_IN}


@dataclass(frozen=True, slots=True)
class _Today:
    """The day as the rhythm sees it."""

    day: date
    book: RungBook
    past: Past
    #: A digest leaves today, or one was missed since the last pass.
    is_digest: bool
    asked: Set[tuple[int, int, int]]

    @classmethod
    def of(cls, day: date, book: RungBook, past: Past, asked: Set[tuple[int, int, int]] | None) -> "_Today":
        missed = past.last_pass is not None and _missed_digest(past.last_pass, day, book.ladder, book.test)
        is_digest_today = missed or is_digest_day(day, book.ladder, book.test)
        return cls(day, book, past, is_digest_today, past.asked if asked is None else asked)

    def newest(self, ladder_of_slot: Sequence[Rung]) -> Rung | None:
        """The newest rung that lies behind us and still counts."""
        for rung in reversed(ladder_of_slot):
            is_stale = rung.kind is RungKind.CHECK_IN and self.day - rung.day > _CHECK_IN_LASTS
            if rung.day <= self.day and not is_stale:
                return rung
        return None

    def was_told(self, key: NoticeKey) -> bool:
        """Whether the person knows."""
        asked = key.rung == CHECK_IN and (key.slot_id, key.ordinal, key.person_id) in self.asked
        return asked or key in self.past.known

    def is_day_itself(self, rung: Rung) -> bool:
        """Whether the rung is that of this very day, or of one that nobody served: it waits for no digest."""
        yesterday = self.day - _DAY
        since = yesterday if self.past.last_pass is None else min(self.past.last_pass, yesterday)
        return rung.kind is RungKind.ON_DAY and since < rung.day

    def is_full(self, person_id: int) -> bool:
        """Whether the person had the week's digests."""
        return self.past.digests.get(person_id, 0) >= self.book.ladder.digests_a_week

    def next_digest(self, after: date) -> date:
        """The first day for digests after a day."""
        return on_or_after(after + _DAY, lambda d: is_digest_day(d, self.book.ladder, self.book.test))


def _missed_digest(last_pass: date, today: date, ladder: Ladder, test: DayTest) -> bool:
    gap = (today - last_pass).days
    return gap > LONGEST_GAP or any(is_digest_day(last_pass + k * _DAY, ladder, test) for k in range(1, gap))


def due_notices(
    subjects: Iterable[Subject],
    book: RungBook,
    past: Past,
    *,
    today: date,
    asked: Set[tuple[int, int, int]] | None = None,
) -> DayPlan:
    """What is to be told on `today`, and why the rest is not.

    Args:
        subjects: The slots; closed ones are answered with their reason.
        book: The rungs and the rhythm, for passes up to `today` at least.
        past: What was told before.
        today: The day of the pass.
        asked: `past.asked`, where the caller has it at hand.
    """
    if not book.test(today):
        quiet = book.ladder.is_quiet(today, book.calendar)
        reason = HeldReason.QUIET if quiet else HeldReason.DAY_OFF
        return DayPlan(held=(Held(reason=reason, until=on_or_after(today, book.test)),))
    now = _Today.of(today, book, past, asked)
    outcomes = [outcome for subject in subjects for outcome in _decide(subject, now)]
    return DayPlan(
        due=tuple(o for o in outcomes if isinstance(o, DueNotice)),
        held=tuple(o for o in outcomes if isinstance(o, Held)),
    )


def _decide(subject: Subject, now: _Today) -> Iterator[DueNotice | Held]:
    slot_id = subject.slot.id
    closed = closed_because(subject.slot) or (None if subject.persons else HeldReason.NOBODY)
    if closed is not None:
        yield Held(reason=closed, slot_id=slot_id)
        return
    ladder_of_slot = now.book.of(subject)
    if not subject.receipts and now.newest(ladder_of_slot) is None:
        yield Held(reason=HeldReason.NOT_YET, slot_id=slot_id, until=_next_day(ladder_of_slot, now.day))
        return
    for person_id in subject.persons:
        yield _for_person(person_id, subject, ladder_of_slot, now)


def _for_person(person_id: int, subject: Subject, common: Sequence[Rung], now: _Today) -> DueNotice | Held:
    slot_id = subject.slot.id

    def held(reason: HeldReason, until: date | None = None) -> Held:
        return Held(reason=reason, slot_id=slot_id, person_id=person_id, until=until)

    said = Said.by(person_id, subject.receipts) if subject.receipts else Said()
    until = said.until(subject, now.book.test)
    if until is not None and now.day < until:
        return held(HeldReason.SNOOZED, until)
    again = said.again(subject, now.book.test) if until is not None else None
    own = common if again is None else sorted((*common, again), key=lambda rung: rung.urgency)
    newest = now.newest(own)
    if newest is None:
        return held(HeldReason.NOT_YET, _next_day(own, now.day))
    key = NoticeKey(slot_id=slot_id, rung=newest.key, ordinal=newest.ordinal, due_on=newest.aim, person_id=person_id)
    if now.was_told(key):
        return held(HeldReason.ALREADY_TOLD)
    if said.knows(newest, own):
        return held(HeldReason.ACKNOWLEDGED, _next_day([r for r in own if not said.knows(r, own)], now.day))
    if now.is_day_itself(newest):
        return DueNotice(key=key, rung=newest)
    if not now.is_digest and (slot_id, person_id) not in now.past.owed:
        return held(HeldReason.NOT_DIGEST_DAY, now.next_digest(now.day))
    if now.is_full(person_id):
        return held(HeldReason.WEEK_FULL, now.next_digest(week_of(now.day) + timedelta(days=6)))
    return DueNotice(key=key, rung=newest)


def _next_day(ladder_of_slot: Sequence[Rung], today: date) -> date | None:
    return next((rung.day for rung in ladder_of_slot if rung.day > today), None)
