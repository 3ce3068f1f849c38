"""The ladder once more, from the words of design.md and the numbers of config/reminders.toml: who is told what when.

Nothing here is taken from `dondoc.core`. It is worked out from the tables of the day for each slot and person which
rung is the newest, whether a letter has to tell of it today, and why not.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tools import year_days
from tools.year_facts import SlotRow

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

#: The more urgent the later; of two rungs of one day the more urgent is told.
ORDER = ("check_in", "again", "before", "on_day", "after_plan", "overdue", "long_overdue")

#: Months of rungs that have no end.
_HORIZON = year_days.LAST_KNOWN - timedelta(days=40)


@cache
def numbers() -> Any:
    """The shipped file, read by our own means."""
    path = Path(__file__).resolve().parents[1] / "config" / "reminders.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, order=True)
class Rung:
    """One rung of one slot."""

    day: date
    kind: int
    ordinal: int
    name: str
    aim: date

    @property
    def identity(self) -> tuple[str, int, date | None]:
        """What may be told once; the month's question is the same wherever the date moves."""
        return (self.name, self.ordinal, None if self.name == "check_in" else self.aim)

    @property
    def is_day_itself(self) -> bool:
        """Whether it is that of the very day."""
        return self.name == "on_day"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rungs of a slot follow from."""

    due: date
    planned: date | None
    start: date
    opened: date
    #: An explicit date, and no ongoing work.
    is_named: bool
    is_ongoing: bool
    cut_off: date | None

    @classmethod
    def of(cls, slot: SlotRow, today: date, cut_off: date) -> "Terms":
        """As they stand on a day; a cut-off that has passed, or that comes before the work begins, counts no more."""
        return cls(
            due=slot.due,
            planned=slot.planned,
            start=slot.start,
            opened=slot.opened or slot.start,
            is_named=slot.is_explicit,
            is_ongoing=slot.is_ongoing,
            cut_off=cut_off if today <= cut_off and slot.start <= cut_off else None,
        )

    @property
    def aims(self) -> tuple[date, ...]:
        """The planned day (or the cut-off before it), then the promised one."""
        first, last = self.planned or self.due, self.due
        if self.cut_off is not None:
            first, last = min(first, self.cut_off), min(last, self.cut_off)
        return (first, last) if last > first else (first,)

    def is_fixed(self, aim: date) -> bool:
        """Whether somebody named the day."""
        return not self.is_ongoing and (self.is_named or aim == self.planned)


@cache
def ladder_of(terms: Terms) -> tuple[Rung, ...]:
    """All rungs, the earliest and least urgent first."""
    found = [*_check_ins(terms), *_after(terms)]
    for aim in terms.aims:
        found += _towards(aim, terms)
    return tuple(sorted(found))


def _rung(day: date, kind: str, name: str, aim: date, ordinal: int = 0) -> Rung:
    return Rung(day=day, kind=ORDER.index(kind), ordinal=ordinal, name=name, aim=aim)


def _towards(aim: date, terms: Terms) -> Iterator[Rung]:
    yield _rung(year_days.back_to_fit(aim), "on_day", "on_day", aim)
    if not terms.is_fixed(aim):
        return
    wanted = set(numbers()["ladder"]["before_working_days"])
    day, count = aim, 0
    while count < max(wanted):
        day = year_days.back_to_fit(day - DAY)
        count += 1
        if count in wanted and (aim - day).days <= numbers()["check_in"]["far_days"]:
            yield _rung(day, "before", f"before_{count}", aim)


def _check_ins(terms: Terms) -> Iterator[Rung]:
    aims = terms.aims
    for nominal in _each_month(max(terms.opened, terms.start), aims[-1]):
        aim = next(a for a in aims if a >= nominal)
        is_near = (aim - nominal).days <= numbers()["check_in"]["far_days"]
        day = year_days.back_to_fit(nominal)
        if day > terms.opened and not (is_near and terms.is_fixed(aim)):
            yield _rung(day, "check_in", "check_in", aim, nominal.year * 100 + nominal.month)


def _after(terms: Terms) -> Iterator[Rung]:
    aims, due = terms.aims, terms.due
    if len(aims) == 2 and aims[0] == terms.planned:
        day = year_days.on_to_fit(aims[0] + WEEK)
        if day < year_days.back_to_fit(aims[1]):
            yield _rung(day, "after_plan", "after_plan", aims[0])
    weeks = numbers()["ladder"]["overdue_weeks"]
    for week in range(1, weeks + 1):
        yield _rung(year_days.on_to_fit(due + week * WEEK), "overdue", "overdue", due, week)
    for nominal in _each_month(due + weeks * WEEK + DAY, _HORIZON):
        ordinal = nominal.year * 100 + nominal.month
        yield _rung(year_days.on_to_fit(nominal), "long_overdue", "long_overdue", due, ordinal)


def _each_month(first: date, last: date) -> Iterator[date]:
    """The day of the month of questions, in every month from the first to the last day."""
    year, month = first.year, first.month
    while (day := date(year, month, numbers()["check_in"]["day_of_month"])) <= last:
        if day >= first:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


@dataclass(frozen=True, slots=True)
class Said:
    """The newest "đã nhận" and "nhắc lại sau" of a person on a slot, since its terms were last amended."""

    acknowledged: date | None = None
    snoozed: date | None = None
    wanted: date | None = None

    def silent_until(self, terms: Terms) -> date | None:
        """Until when nothing is told: at the latest the last fit day before the next day aimed at."""
        if self.snoozed is None or self.wanted is None:
            return None
        aim = next((a for a in terms.aims if a > self.snoozed), None)
        latest = year_days.back_to_fit(aim - DAY) if aim is not None else None
        return min(self.wanted, latest) if latest is not None and latest > self.snoozed else self.snoozed

    def again(self, terms: Terms) -> Rung | None:
        """The rung of the day until which it was put off."""
        until = self.silent_until(terms)
        aim = next((a for a in terms.aims if until is not None and a > until), None)
        if until is None or aim is None or self.wanted is None:
            return None
        ordinal = int(f"{self.wanted:%Y%m%d}")
        return _rung(year_days.on_to_fit(until), "again", "again", aim, ordinal)

    def answers(self, rung: Rung, ladder: tuple[Rung, ...]) -> bool:
        """Whether "đã nhận" makes the rung needless: what lies behind, and the next before the day but the last."""
        said, kind = self.acknowledged, ORDER[rung.kind]
        if said is None or kind not in {"check_in", "again", "before"}:
            return False
        if rung.day <= said:
            return True
        ahead = [r for r in ladder if ORDER[r.kind] == "before" and r.day > said]
        if not ahead or rung != ahead[0]:
            return False
        return any(r.aim == rung.aim and r.day > rung.day for r in ahead)


def newest(ladder: tuple[Rung, ...], today: date) -> Rung | None:
    """The newest rung reached; a question of the month is dropped when it is more than fifteen days old."""
    at = bisect_right(ladder, today, key=lambda rung: rung.day)
    for rung in reversed(ladder[:at]):
        if rung.name == "check_in" and (today - rung.day).days > 15:
            continue
        return rung
    return None


def is_digest_day(day: date) -> bool:
    """Monday and Thursday; where one is no fit day, the fit day before it."""
    wanted = {("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(n) for n in numbers()["digest"]["weekdays"]}
    if not year_days.may_send(day):
        return False
    while day.weekday() not in wanted:
        day += DAY
        if year_days.may_send(day):
            return False
    return True
