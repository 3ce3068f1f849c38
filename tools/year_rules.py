"""Rules for each letter of the year: when it came, how often, and to whom; judged by tables and texts alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tools import year_days
from tools.year_facts import Facts, Roster, SlotRow
from tools.year_office import Letter

#: Digests that one person gets from Monday to Sunday, besides those of the day itself.
A_WEEK = 2


@dataclass
class Verdict:
    """What was found wrong, by rule, and figures on the way."""

    violations: list[str] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)
    by_month: Counter[str] = field(default_factory=Counter)
    #: Why a slot that was due was not spoken of at once, or was.
    reasons: Counter[str] = field(default_factory=Counter)
    #: What became of each slot.
    by_slot: Counter[str] = field(default_factory=Counter)

    def bad(self, rule: int, words: str) -> None:
        """Note a violation."""
        self.violations.append(f"({rule}) {words}")


class LetterRules:
    """Rules 2, 3 and 6."""

    def __init__(self, verdict: Verdict, cut: set[str]) -> None:
        self._verdict = verdict
        #: Message-IDs that may come twice: the process died when the server had taken them.
        self._cut = cut
        self._of_day: dict[tuple[str, date, str], str] = {}
        self._weeks: dict[tuple[str, date], set[str]] = defaultdict(set)
        self._seen: set[str] = set()

    def look_at(self, letters: Iterable[Letter], facts: Facts, on_day: set[tuple[str, str]]) -> None:
        """Judge what a run sent; `on_day` are the (address, code) that are told as what is due on the very day."""
        for letter in letters:
            self._verdict.figures["messages"] += 1
            self._verdict.figures[f"  {letter.kind}"] += 1
            self._verdict.by_month[f"{letter.day:%Y-%m}"] += letter.kind == "digest"
            self._when(letter)
            if self._again(letter):
                continue
            self._how_often(letter, on_day)
            self._to_whom(letter, facts)

    def _when(self, letter: Letter) -> None:
        if not year_days.may_send(letter.day):
            self._verdict.bad(2, f"{letter.internet_id} to {letter.to} left on {letter.day:%A %d/%m/%Y}, a day off")
        if year_days.hour_is_quiet(letter.at):
            self._verdict.bad(2, f"{letter.internet_id} to {letter.to} left at {letter.at:%d/%m/%Y %H:%M}")

    def _again(self, letter: Letter) -> bool:
        """Whether it is the copy of one whose sending was cut; any other second letter of a day is a double."""
        if letter.internet_id in self._seen:
            if letter.internet_id in self._cut:
                self._verdict.figures["doubles inside a send that was cut"] += 1
            else:
                self._verdict.bad(6, f"{letter.internet_id} came twice to {letter.to}")
            return True
        self._seen.add(letter.internet_id)
        key = (letter.to, letter.day, letter.kind)
        if letter.kind != "wish" and key in self._of_day:
            words = f"{letter.to} got {self._of_day[key]} and {letter.internet_id} on {letter.day}"
            self._verdict.bad(6, words)
        self._of_day[key] = letter.internet_id
        return False

    def _how_often(self, letter: Letter, on_day: set[tuple[str, str]]) -> None:
        if letter.kind != "digest" or all((letter.to, code) in on_day for code in letter.codes):
            return
        week = self._weeks[letter.to, year_days.monday(letter.day)]
        week.add(letter.internet_id)
        if len(week) > A_WEEK:
            self._verdict.bad(3, f"{letter.to} got {len(week)} digests in the week of {letter.day}: {sorted(week)}")

    def _to_whom(self, letter: Letter, facts: Facts) -> None:
        person = facts.emails.get(letter.to)
        roster = Roster(facts, letter.day)
        if person is None or person in roster.gone:
            self._verdict.bad(6, f"{letter.internet_id} went to {letter.to}, who has left or is nobody")
            return
        for code in letter.codes:
            slot = facts.slots.get(code)
            if slot is None:
                # A direction has no slot; its code stands in a sentence of its own.
                continue
            if not is_his(letter.kind, person, slot, roster):
                self._verdict.bad(6, f"{letter.internet_id} of {letter.day} tells {letter.to} of {code}, not his")


def is_his(kind: str, person: int, slot: SlotRow, roster: Roster) -> bool:
    """Whether such a letter may speak to a person of a slot."""
    if kind == "digest":
        return person in roster.told(slot)
    above = {*roster.upwards(slot.unit), *roster.upwards(slot.promiser)}
    chairs = {p for unit in above for p in roster.holding(unit, "chair")}
    if kind == "wish":
        # Who asked is somebody of the unit that does it; who decides is a chair.
        return person in chairs | {t.person for t in roster.facts.terms if t.unit in {slot.unit, slot.promiser}} or (
            person in roster.nearest(roster.facts.own, "secretary")
        )
    return person in chairs | roster.nearest(roster.facts.own, "secretary")
