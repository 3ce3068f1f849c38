"""Rule 1 of the year: each due slot is reminded by its ladder, or it can be said why not."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tools import year_days
from tools.year_facts import Facts, Ledger, Roster, SlotRow, local_day
from tools.year_ladder import Rung, Said, Terms, is_digest_day, ladder_of, newest, numbers
from tools.year_office import Letter
from tools.year_rules import Verdict

_DAY = timedelta(days=1)

#: (slot id, person id)
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Morning:
    """What was known when the letters of a day were planned."""

    day: date
    facts: Facts
    said: dict[Pair, Said]
    #: Addresses whose server took nothing that day.
    away: frozenset[str] = frozenset()
    #: Slots that changed between the planning and the evening: nothing is demanded of their letters that day.
    unsettled: frozenset[int] = frozenset()


def said_of(ledger: Ledger, facts: Facts) -> dict[Pair, Said]:
    """What people said to reminders, as far as the terms were not amended since."""
    amended: dict[int, str] = {}
    by_task: dict[int, list[SlotRow]] = defaultdict(list)
    for slot in facts.slots.values():
        by_task[slot.task_id].append(slot)
    for task, ordinal, at in ledger.rows("SELECT commitment_id, slot_ordinal, at FROM amendments ORDER BY at"):
        for slot in by_task.get(int(str(task)), ()):
            if ordinal is None or ordinal == slot.ordinal:
                amended[slot.id] = str(at)
    found: dict[Pair, Said] = {}
    for row in ledger.rows("SELECT slot_id, person_id, kind, at, until FROM receipts ORDER BY at, id"):
        slot_id, person, kind, at, until = int(str(row[0])), int(str(row[1])), row[2], str(row[3]), row[4]
        if at <= amended.get(slot_id, ""):
            continue
        said = found.get((slot_id, person), Said())
        if kind == "acknowledged":
            said = replace(said, acknowledged=local_day(at))
        else:
            said = replace(said, snoozed=local_day(at), wanted=date.fromisoformat(str(until)))
        found[slot_id, person] = said
    return found


def changed_since(morning: Morning, ledger: Ledger) -> frozenset[int]:
    """Slots that stand otherwise now, or of which somebody said something, or of which another is told."""
    facts = ledger.facts()
    said = said_of(ledger, facts)
    found = {pair[0] for pair in said.keys() | morning.said.keys() if said.get(pair) != morning.said.get(pair)}
    found |= {slot.id for code, slot in facts.slots.items() if morning.facts.slots.get(code) != slot}
    if facts.terms != morning.facts.terms or facts.parents != morning.facts.parents:
        before, after = Roster(morning.facts, morning.day), Roster(facts, morning.day)
        found |= {slot.id for slot in facts.slots.values() if before.told(slot) != after.told(slot)}
    return frozenset(found)


@dataclass
class _Wait:
    """A rung that was reached and not told yet, and what it waits for."""

    rung: Rung
    reason: str = ""


@dataclass
class Watch:
    """Follows every slot and person from day to day."""

    verdict: Verdict
    cut_offs: dict[str, date]
    last_pass: date | None = None
    _told: dict[Pair, set[tuple[str, int, date | None]]] = field(default_factory=lambda: defaultdict(set))
    _waits: dict[Pair, _Wait] = field(default_factory=dict)
    _owed: set[Pair] = field(default_factory=set)
    _reminded: set[int] = field(default_factory=set)
    _weeks: Counter[tuple[int, date]] = field(default_factory=Counter)

    def close(self, morning: Morning, letters: Iterable[Letter]) -> None:
        """Judge a day on which letters may leave and a pass came to its end."""
        day, facts = morning.day, morning.facts
        roster = Roster(facts, day)
        of_person = {number: email for email, number in facts.emails.items()}
        heard: dict[str, set[str]] = defaultdict(set)
        for letter in letters:
            if letter.kind == "digest":
                heard[letter.to] |= set(letter.codes)
        self._is_digest = is_digest_day(day) or self._missed_one(day)
        digests: set[int] = set()
        alive: set[Pair] = set()
        for slot in facts.slots.values():
            for person in roster.told(slot) if slot.is_owed else ():
                pair = (slot.id, person)
                alive.add(pair)
                was_heard = slot.code in heard.get(of_person.get(person, ""), ())
                rung = self._judge(slot, person, morning, was_heard=was_heard, away=of_person[person] in morning.away)
                if was_heard and not (rung is not None and rung.is_day_itself and rung.aim >= day):
                    digests.add(person)
        self._forget(alive, facts)
        for person in digests:
            self._weeks[person, year_days.monday(day)] += 1
        self.last_pass = day

    def _missed_one(self, day: date) -> bool:
        """Whether a digest day lies between the last pass and today."""
        if self.last_pass is None:
            return False
        gap = (day - self.last_pass).days
        return any(is_digest_day(self.last_pass + n * _DAY) for n in range(1, gap))

    def _judge(self, slot: SlotRow, person: int, morning: Morning, *, was_heard: bool, away: bool) -> Rung | None:
        """Set what was told against what had to be; the rung that was told."""
        day, pair = morning.day, (slot.id, person)
        terms = Terms.of(slot, day, self._cut_off(slot))
        said = morning.said.get(pair, Said())
        own = ladder_of(terms)
        again = said.again(terms)
        if again is not None:
            own = tuple(sorted((*own, again)))
        rung = newest(own, day)
        until = said.silent_until(terms)
        is_put_off = until is not None and day < until
        reason = "put off" if is_put_off else self._why_not(rung, own, said, pair, day)
        if was_heard:
            if rung is not None:
                self._note_told(pair, rung)
            if reason and slot.id not in morning.unsettled:
                self.verdict.bad(1, f"{day}: {slot.code} was told to person {person} though {reason} ({rung})")
            return rung
        if reason or rung is None or slot.id in morning.unsettled:
            self._note_wait(pair, rung, reason or "changed on that very day")
        elif away:
            self._owed.add(pair)
            self._note_wait(pair, rung, "the mail server took nothing")
        else:
            self.verdict.bad(1, f"{day}: {slot.code} was not told to person {person}: {rung}")
            self._note_told(pair, rung)
        return None

    def _cut_off(self, slot: SlotRow) -> date:
        """Of the half-year in which it is due."""
        return self.cut_offs[f"{slot.due.year}-H{1 if slot.due.month <= 6 else 2}"]

    def _why_not(self, rung: Rung | None, own: tuple[Rung, ...], said: Said, pair: Pair, day: date) -> str:
        """Why nothing has to be told today, or ""."""
        if rung is None:
            return "no rung is reached"
        if rung.identity in self._told[pair]:
            return "told already"
        if said.answers(rung, own):
            return "đã nhận"
        since = day - _DAY if self.last_pass is None else min(self.last_pass, day - _DAY)
        if rung.is_day_itself and rung.day > since:
            return ""
        if not self._is_digest and pair not in self._owed:
            return "no day for digests"
        if self._weeks[pair[1], year_days.monday(day)] >= numbers()["digest"]["most_a_week"]:
            return "the week has its digests"
        return ""

    def _note_told(self, pair: Pair, rung: Rung) -> None:
        self._told[pair].add(rung.identity)
        self._owed.discard(pair)
        self._reminded.add(pair[0])
        wait = self._waits.pop(pair, None)
        if wait is not None and wait.rung == rung:
            self.verdict.reasons[f"told later: {wait.reason}"] += 1
        else:
            if wait is not None:
                self.verdict.reasons["merged into a newer rung"] += 1
            self.verdict.reasons["told on the day it was reached"] += 1

    def _note_wait(self, pair: Pair, rung: Rung | None, reason: str) -> None:
        if rung is None or reason == "told already":
            return
        wait = self._waits.get(pair)
        if wait is None or wait.rung != rung:
            if wait is not None:
                self.verdict.reasons["merged into a newer rung"] += 1
            wait = self._waits[pair] = _Wait(rung)
        wait.reason = wait.reason if wait.reason in {"đã nhận", "put off"} else reason

    def _forget(self, alive: set[Pair], facts: Facts) -> None:
        """What waited and is not owed by that person any more: why it never came."""
        by_id = {slot.id: slot for slot in facts.slots.values()}
        for pair in [pair for pair in self._waits if pair not in alive]:
            del self._waits[pair]
            self._owed.discard(pair)
            self.verdict.reasons[f"never told: {_ending(by_id.get(pair[0]))}"] += 1

    def conclude(self, facts: Facts) -> None:
        """At the end of the time: what waits still, and what became of each slot."""
        for wait in self._waits.values():
            self.verdict.reasons[f"waits at the end: {wait.reason}"] += 1
        for slot in facts.slots.values():
            if slot.id in self._reminded:
                self.verdict.by_slot["reminded"] += 1
            else:
                self.verdict.by_slot[f"never reminded: {_ending(slot)}"] += 1


def _ending(slot: SlotRow | None) -> str:
    if slot is None:
        return "gone"
    if slot.is_owed:
        return "another person is told, or no rung was reached"
    if slot.is_history:
        return "history"
    return "a later promise took it over" if slot.passed_to else slot.status
