"""The year itself: day by day, what people do and what the schedule runs, with crashes, outages and restarts."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job, JobReport
from dondoc.core.report import WrittenReport
from dondoc.settings.schedules import firings, load_schedules
from dondoc.usecases.merge_units import merge_unit
from dondoc.usecases.send_reminders import start_reminders
from dondoc.wiring import Office, make_workspace
from dondoc.wiring.jobs import run_in
from tools import year_books, year_days, year_reports, year_town
from tools.year_acts import Agenda
from tools.year_facts import Facts, Ledger
from tools.year_office import MOMENTS, House, Letter
from tools.year_rules import LetterRules, Verdict
from tools.year_town import Size
from tools.year_watch import Morning, Watch, changed_since, said_of

FIRST = date(2025, 1, 2)
#: The last days whose facts count in the half-years' reports, as `_REPORT` has them.
CUT_OFFS = {f"{y}-H{h}": date(y, 6 if h == 1 else 12, 20) for y in (2025, 2026) for h in (1, 2)}
_REPORT = """schema = 1
[calendar.cut_offs]
H1 = "20/06"
H2 = "20/12"
"""
_DAY = timedelta(days=1)
#: When, and what is done then.
Step = tuple[datetime, Callable[[datetime], None]]
#: Jobs of every quarter of an hour: with an empty inbox one run a week shows as much as all of them.
_FINE = frozenset({Job.INGEST_REPORTS, Job.COLLECT_EVIDENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the year is to go."""

    size: Size
    seed: int
    days: int
    #: Chance that the process dies on a day.
    crash: float = 0.25
    #: Chance that the mail server of some people is away on a day.
    away: float = 0.1
    #: So many outages of one to four days.
    outages: int = 6


@dataclass
class Life:
    """One run."""

    course: Course
    folder: Path
    verdict: Verdict = field(default_factory=Verdict)

    def __post_init__(self) -> None:
        seed = self.course.seed
        self.rng = random.Random(seed)
        home = make_workspace(self.folder / "van-phong").resolve()
        (home / "config" / "report.toml").write_text(_REPORT, encoding="utf-8")
        self.house = House(home)
        self.ledger = Ledger(self.house.database_file)
        self.agenda = Agenda(self.house, random.Random(seed + 2), FIRST)
        self.rules = LetterRules(self.verdict, self.house.box.cut)
        self.days = [FIRST + n * _DAY for n in range(self.course.days)]
        self.out = self._outages()
        self.watch = Watch(self.verdict, CUT_OFFS)
        self._judged = 0
        self.merged: set[int] = set()
        self._served = self._tries = 0
        self._morning: Morning | None = None
        self._is_planned = False

    def _outages(self) -> set[date]:
        found: set[date] = set()
        for _ in range(self.course.outages):
            day = self.rng.choice(self.days[10:] or self.days)
            found |= {day + n * _DAY for n in range(self.rng.randint(1, 4))}
        return found

    def run(self) -> None:
        """Live it."""
        year_town.found(self.course.size, self.house)
        self._begin_first()
        self.agenda.people(self.course.size.units, self.days[5:] or self.days)
        self._plan_merger()
        self._plan_reports()
        for day in self.days:
            if day in self.out:
                self.verdict.figures["days of outage"] += 1
                self.agenda.postpone(day)
                if day - _DAY not in self.out:
                    self.house.restart()
                continue
            self._day(day)
            self.verdict.figures["days"] += 1

    def _begin_first(self) -> None:
        """The first plans are read, and the reminders started."""
        now = self.house.set_clock(_at(FIRST, time(8, 30)))
        for unit in range(1, self.course.size.units + 1):
            self._read_next(unit, None, 0, now)
        with self.house.office.begin() as work:
            start_reminders(work, FIRST)
        self.agenda.draw(self.ledger.facts())

    def _read_next(self, unit: int, report: WrittenReport | None, number: int, now: datetime) -> None:
        """The unit's plan for a half-year, from 0: what goes on, by its issued report, and what is new."""
        half = halves()[number]
        first, last = year_reports.half_days(half)
        rng = random.Random(f"{self.course.seed}-{unit}-{number}")
        lines = list(year_town.promises(self.course.size.promised_in(number), max(first, now.date()), last, rng))
        self.verdict.figures["commitments"] += year_reports.begin_next(
            self.house.office, unit, report, half, now=now, lines=lines, rng=rng
        )

    def _plan_merger(self) -> None:
        """One unit goes into its neighbour in the middle of the first half-year."""
        if self.course.size.units >= 4 and len(self.days) > 80:
            self.merged = {3}
            self.agenda.put(self.days[75], "merged", lambda o, t: merge_unit(
                o.begin, "CS003", "CS004", basis="Quyết định 12/QĐ-LĐLĐ", actor=o.actor, now=t))  # fmt: skip

    def _plan_reports(self) -> None:
        """Each unit reports in the ten days after the cut-off, and reads its next plan from what it issued."""
        for number, half in enumerate(halves()):
            for unit in range(1, self.course.size.units + 1):
                day = CUT_OFFS[half] + (1 + unit % 10) * _DAY
                if day in self.days:
                    self.agenda.put(day, "reported", partial(self._report, unit, number))

    def _report(self, unit: int, number: int, office: Office, now: datetime) -> None:
        if unit in self.merged and number >= 0 and now.date() > self.days[75]:
            return
        report = year_reports.issue_of(office, unit, halves()[number], now)
        self.verdict.figures["reports with nothing to tell"] += report is None
        if number + 1 < len(halves()):
            self._read_next(unit, report, number + 1, now)
        self.agenda.draw(self.ledger.facts())

    def _day(self, day: date) -> None:
        if self.rng.random() < self.course.crash:
            self.house.fate.doom(self.rng.choice(MOMENTS), self.rng.choice((1, 2, 3, 5, 10, 25, 60)))
        sendings = self._sendings(day)
        acts = self.agenda.of(day)
        steps: list[Step] = [(_at(day, time(act.hour, act.minute)), partial(self.agenda.perform, act)) for act in acts]
        steps += [(at, partial(self._run, job)) for at, job in self._others(day)]
        steps += [(at, partial(self._run, Job.SEND_REMINDERS)) for at in sendings]
        self._served, self._tries, self._morning, self._is_planned = 0, 0, None, False
        before = len(self.house.box.letters)
        self._send_someone_away(day)
        for at, do in sorted(steps, key=lambda step: step[0]):
            self.house.set_clock(at)
            do(at)
        self.house.fate.spare()
        self._close_day(self.house.box.letters[before:])

    def _close_day(self, letters: list[Letter]) -> None:
        """Set what the day's letters told against what they had to tell."""
        morning = self._morning
        if morning is not None and self._is_planned:
            self.watch.close(replace(morning, unsettled=changed_since(morning, self.ledger)), letters)

    def _send_someone_away(self, day: date) -> None:
        """On some days the mail server of a few people takes nothing."""
        everybody = [f"pt{n:03}@{year_town.HOST}" for n in range(1, self.course.size.units + 1)]
        count = max(1, len(everybody) // 20) if self.rng.random() < self.course.away else 0
        self.house.box.away = frozenset(self.rng.sample(everybody, count))

    def _sendings(self, day: date) -> list[datetime]:
        cron = next(s.cron for s in load_schedules() if s.job is Job.SEND_REMINDERS)
        return firings(cron, day)

    def _others(self, day: date) -> Iterator[tuple[datetime, Job]]:
        for schedule in load_schedules():
            if schedule.job is Job.SEND_REMINDERS:
                continue
            if schedule.job is Job.VERIFY_LEDGER and day.day != 1:
                continue
            times = firings(schedule.cron, day)
            if schedule.job in _FINE:
                times = self.rng.sample(times, 1) if day.weekday() == 1 else []
            yield from ((at, schedule.job) for at in times)

    def _run(self, job: Job, at: datetime) -> None:
        """One firing; when the process dies in it the next one takes over."""
        if job is Job.SEND_REMINDERS:
            # Once all is sent one more firing shows that nothing happens; the rest of the day's are the same, as are
            # those that find a mail server still away.
            if self._served >= 2 or self._tries >= 4:
                return
            self._tries += 1
            if self._morning is None and year_days.may_send(at.date()):
                facts = self.ledger.facts()
                said = said_of(self.ledger, facts)
                self._morning = Morning(at.date(), facts, said, self.house.box.away)
        reports: list[JobReport] = []
        done = self.house.dying(lambda: reports.append(run_in(self.house.office, job, at=at)))
        if not done:
            self.verdict.figures["crashes in jobs"] += 1
        for report in reports:
            self._is_planned |= job is Job.SEND_REMINDERS and not report.waits
            self._served += job is Job.SEND_REMINDERS and not report.failed and not report.waits
            for line in report.failed:
                if "qua year:" not in line.outcome:  # the mail server of some, which we sent away
                    self.verdict.bad(0, f"{at:%d/%m/%Y %H:%M} {job.value}: {line.subject}: {line.outcome}")
        self._judge()

    def _judge(self) -> None:
        """Look at the letters that came since the last look."""
        letters = self.house.box.letters[self._judged :]
        if not letters:
            return
        self._judged = len(self.house.box.letters)
        facts = self.ledger.facts()
        self.rules.look_at(letters, facts, on_the_day(letters[0].day, facts))
        for letter in letters:
            self.agenda.receive(letter, facts)

    def conclude(self) -> None:
        """Judge what can be judged at the end only."""
        self.watch.conclude(self.ledger.facts())
        year_books.judge(self.ledger, self.verdict)


def on_the_day(day: date, facts: Facts) -> set[tuple[str, str]]:
    """What is told on this day as due on the day itself: the last fit day not after the planned or promised day."""
    by_id = {number: email for email, number in facts.emails.items()}
    found: set[tuple[str, str]] = set()
    for code, slot in facts.slots.items():
        aims = {slot.due, slot.planned or slot.due, CUT_OFFS[_half(slot.due)]}
        if any(year_days.back_to_fit(aim) <= day <= aim for aim in aims):
            found |= {(email, code) for email in by_id.values()}
    return found


def halves() -> tuple[str, ...]:
    """The half-years of the year."""
    return ("2025-H1", "2025-H2", "2026-H1")


def _half(day: date) -> str:
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, TIME_ZONE)
