"""The year itself: day by day, what people do and what the schedule runs, with crashes, outages and restarts."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job, JobReport
from dondoc.settings.schedules import firings, load_schedules
from dondoc.usecases.send_reminders import start_reminders
from dondoc.wiring import make_workspace
from dondoc.wiring.jobs import run_in
from tools import year_days, year_town
from tools.year_acts import Agenda
from tools.year_facts import Facts, Ledger
from tools.year_office import MOMENTS, House
from tools.year_rules import LetterRules, Verdict
from tools.year_town import Size

FIRST = date(2025, 1, 2)
_DAY = timedelta(days=1)
#: Jobs of every quarter of an hour: with an empty inbox one run a day shows as much as ninety-six.
_FINE = frozenset({Job.INGEST_REPORTS, Job.COLLECT_EVIDENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the year is to go."""

    size: Size
    seed: int
    days: int
    #: Chance that the process dies on a day.
    crash: float = 0.25
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
        self.house = House(make_workspace(self.folder / "van-phong").resolve(), random.Random(seed + 1))
        self.ledger = Ledger(self.house.database_file)
        self.agenda = Agenda(self.house, random.Random(seed + 2), FIRST)
        self.rules = LetterRules(self.verdict, self.house.box.cut)
        self.days = [FIRST + n * _DAY for n in range(self.course.days)]
        self.out = self._outages()
        self.facts: Facts | None = None
        self._judged = 0

    def _outages(self) -> set[date]:
        found: set[date] = set()
        for _ in range(self.course.outages):
            day = self.rng.choice(self.days[10:])
            found |= {day + n * _DAY for n in range(self.rng.randint(1, 4))}
        return found

    def run(self) -> None:
        """Live it."""
        year_town.found(self.course.size, self.house)
        self._begin_half_year(0)
        self.agenda.people(self.course.size.units, self.days[15:])
        for day in self.days:
            if day in self.out:
                self.verdict.figures["days of outage"] += 1
                if day - _DAY not in self.out:
                    self.house.restart()
                continue
            self._day(day)
            self.verdict.figures["days"] += 1

    def _begin_half_year(self, number: int) -> None:
        rng = self.rng
        first, last, half = half_year(number)
        now = self.house.set_clock(_at(first, time(8, 30)))
        for unit in range(1, self.course.size.units + 1):
            lines = list(year_town.promises(self.course.size.promised_in(number), first, last, rng))
            text = year_town.plan_text(unit, half, lines, first, unit)
            data = text.encode()
            self.verdict.figures["commitments"] += year_town.read_plan(
                self.house.office, data, f"kh-{unit}-{half}.txt", unit, now, rng
            )
        with self.house.office.begin() as work:
            start_reminders(work, first)
        self.agenda.draw(self.ledger.facts())

    def _day(self, day: date) -> None:
        if self.rng.random() < self.course.crash:
            self.house.fate.doom(self.rng.choice(MOMENTS), self.rng.choice((1, 2, 3, 5, 10, 25, 60)))
        sendings = self._sendings(day)
        acts = self.agenda.of(day)
        steps: list[tuple[datetime, Callable[[datetime], None]]] = [
            (_at(day, time(act.hour, act.minute)), lambda t, a=act: self.agenda.perform(a, t)) for act in acts
        ]
        steps += [(at, lambda t, j=job: self._run(j, t)) for at, job in self._others(day)]
        steps += [(at, lambda t: self._run(Job.SEND_REMINDERS, t)) for at in sendings]
        self._served = 0
        for at, do in sorted(steps, key=lambda step: step[0]):
            self.house.set_clock(at)
            do(at)
        self.house.fate.spare()

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
            for at in self.rng.sample(times, 1) if schedule.job in _FINE else times:
                yield at, schedule.job

    def _run(self, job: Job, at: datetime) -> None:
        """One firing; when the process dies in it the next one takes over."""
        if job is Job.SEND_REMINDERS:
            # Once all is sent one more firing shows that nothing happens; the rest of the day's are the same.
            if self._served >= 2:
                return
        reports: list[JobReport] = []
        done = self.house.dying(lambda: reports.append(run_in(self.house.office, job, at=at)))
        if not done:
            self.verdict.figures["crashes in jobs"] += 1
        for report in reports:
            self._served += job is Job.SEND_REMINDERS and not report.failed and not report.waits
            for line in report.failed:
                if "máy chủ thư" not in line.outcome:
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


def on_the_day(day: date, facts: Facts) -> set[tuple[str, str]]:
    """What is told on this day as due on the day itself: the last fit day not after the planned or promised day."""
    by_id = {number: email for email, number in facts.emails.items()}
    found: set[tuple[str, str]] = set()
    for code, slot in facts.slots.items():
        aims = {slot.due, slot.planned or slot.due}
        if any(day <= aim and year_days.back_to_fit(aim) == day for aim in aims):
            found |= {(email, code) for email in by_id.values()}
    return found


def half_year(number: int) -> tuple[date, date, str]:
    """First and last day and the code of a half-year, from 0."""
    year, part = 2025 + number // 2, number % 2 + 1
    first = FIRST if number == 0 else date(year, 1 if part == 1 else 7, 2)
    last = date(year, 6, 30) if part == 1 else date(year, 12, 31)
    return first, last, f"{year}-H{part}"


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, TIME_ZONE)
