"""What "đã nhận" and "nhắc lại sau" change of a person's ladder.

"Đã nhận": what was reached by that day is not asked again, and of the rungs before the day aimed at the next one is
left out, unless it is the last before that day. "Nhắc lại sau": nothing until the day that was named, which is at the
latest the last day for letters before the day aimed at; from then on the person is told once more. The day itself and
what comes after it are told whatever was said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dondoc.core.answer import Receipt, ReceiptKind
from dondoc.core.instants import local_date
from dondoc.core.rungs import Rung, RungKind, Subject, aims
from dondoc.core.workdays import DayTest, on_or_after, on_or_before

_DAY = timedelta(days=1)

#: Rungs that somebody who has said "đã nhận" need not hear again.
_ASKING = frozenset({RungKind.CHECK_IN, RungKind.AGAIN, RungKind.BEFORE})

#: Key of the rung of the day until which it was put off.
AGAIN = "again"


def latest_snooze(subject: Subject, test: DayTest, *, said_on: date) -> date | None:
    """The last day until which a slot may be put off on `said_on`; None when the next day aimed at is too near.

    `test` says which days are fit for sending.
    """
    aim = next((aim for aim in aims(subject.slot, subject.next_cut_off) if aim > said_on), None)
    if aim is None:
        return None
    last = on_or_before(aim - _DAY, test)
    return last if last > said_on else None


@dataclass(frozen=True, slots=True)
class Said:
    """The newest words of one person on one slot."""

    acknowledged_on: date | None = None
    snoozed_on: date | None = None
    #: As it was said; `until` below is what is honoured.
    wanted_until: date | None = None

    @classmethod
    def by(cls, person_id: int, receipts: Iterable[Receipt]) -> "Said":
        """From the receipts of a slot, oldest first."""
        acknowledged = snoozed = None
        for receipt in receipts:
            if receipt.person_id != person_id:
                continue
            if receipt.kind is ReceiptKind.ACKNOWLEDGED:
                acknowledged = receipt
            else:
                snoozed = receipt
        return cls(
            acknowledged_on=local_date(acknowledged.at) if acknowledged is not None else None,
            snoozed_on=local_date(snoozed.at) if snoozed is not None else None,
            wanted_until=snoozed.until if snoozed is not None else None,
        )

    def until(self, subject: Subject, test: DayTest) -> date | None:
        """The first day on which the person may be told again; None when nothing was put off.

        A date that was moved nearer since then cuts it short.
        """
        if self.snoozed_on is None or self.wanted_until is None:
            return None
        latest = latest_snooze(subject, test, said_on=self.snoozed_on)
        return min(self.wanted_until, latest) if latest is not None else self.snoozed_on

    def again(self, subject: Subject, test: DayTest) -> Rung | None:
        """The rung of the day until which it was put off."""
        until = self.until(subject, test)
        if until is None or self.wanted_until is None:
            return None
        aim = next((aim for aim in aims(subject.slot, subject.next_cut_off) if aim > until), None)
        if aim is None:
            return None
        day = on_or_after(until, test)
        return Rung(kind=RungKind.AGAIN, key=AGAIN, ordinal=_number(self.wanted_until), aim=aim, day=day)

    def knows(self, rung: Rung, ladder_of_slot: Sequence[Rung]) -> bool:
        """Whether "đã nhận" answers a rung."""
        said = self.acknowledged_on
        if said is None or rung.kind not in _ASKING:
            return False
        if rung.day <= said:
            return True
        before = [r for r in ladder_of_slot if r.kind is RungKind.BEFORE]
        following = next((r for r in before if r.day > said), None)
        is_last = following is not None and not any(r.aim == following.aim and r.day > following.day for r in before)
        return rung == following and not is_last


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
