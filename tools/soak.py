"""Kills the delivering process again and again, and compares what a real mail server got with the ledger.

`make soak` does so a thousand times (`KILLS=…` for another number) over days and days of an office with many tasks: at
random moments and at named ones, two processes at once, with a server that refuses, falls silent, hangs up or is away,
and with a full disk; and once, without chance, letters are in doubt for days. None may be lost, none may go to the
wrong person, and a message may come twice only if its sending was cut off, and then as the same message. The seed is
printed; with `--seed` a run's plan is drawn again. Ctrl-C ends it early, with the figures so far.
"""

import argparse
import json
import os
import random
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dondoc.store.database import Database
from dondoc.usecases.send_reminders import send_reminders
from tools import soak_office
from tools.soak_child import FAULTS, MOMENTS
from tools.soak_judge import Books, Verdict, judge, read_trace
from tools.soak_server import Manners, Server

#: Attempts on one day, each eleven minutes on at the most: the day is long enough.
A_DAY = 50
#: Seconds that the child waits for the server: when it is in order, and when it is to be silent.
PATIENCE, IMPATIENCE = 20.0, 0.4
#: Of so many kills each named moment has one at least.
SHARE = 25
#: Working days without a server after a doubt, and with one again.
AWAY, BACK = 4, 6
#: Days of a round.
ROUND = 40
#: Seconds that the sending of a few letters takes, for kills at random among them.
A_FEW_LETTERS = 0.15
#: Size of the little disk that can be filled, in MiB.
DISK = 48


class Starter:
    """Starts delivering processes: forks of one that waits, or an interpreter of their own."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tools.soak_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Lines that Python had read ahead would be hidden from `select`.
            bufsize=0,
            # Ctrl-C is for the harness only.
            start_new_session=True,
        )
        self.lengths: list[float] = [0.3]
        self.cold_lengths: list[float] = [2.0]

    def run(self, orders: list[dict[str, Any]]) -> dict[int, int]:
        """Start all at once and wait for all; exit statuses by order, -9 for those killed."""
        assert self._parent.stdin is not None
        began = time.monotonic()
        self._parent.stdin.write(b"".join(json.dumps(order).encode() + b"\n" for order in orders))
        self._parent.stdin.flush()
        statuses: dict[int, int] = {}
        numbers: dict[int, int] = {}
        while len(statuses) < len(orders):
            words = self._hear()
            if "started" in words:
                numbers[words["started"]] = words["order"]
            else:
                statuses[numbers[words["ended"]]] = words["status"]
        if all(status == 0 for status in statuses.values()):
            self.lengths.append(time.monotonic() - began)
        return statuses

    def _hear(self) -> dict[str, Any]:
        assert self._parent.stdout is not None
        ready, _, _ = select.select([self._parent.stdout], [], [], 120)
        line = self._parent.stdout.readline() if ready else b""
        if not line:
            raise RuntimeError("the process that starts the others is gone")
        words: dict[str, Any] = json.loads(line)
        return words

    def run_cold(self, order: dict[str, Any]) -> dict[int, int]:
        """The same in a new interpreter, so that a kill may come while it starts."""
        began = time.monotonic()
        child = subprocess.Popen(
            [sys.executable, "-m", "tools.soak_child", "--order", json.dumps(order)], start_new_session=True
        )
        try:
            child.wait(order.get("kill_after") or 120)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        if child.returncode == 0:
            self.cold_lengths.append(time.monotonic() - began)
        return {order["number"]: child.returncode}

    def close(self) -> None:
        """Let the parent of the forks go."""
        assert self._parent.stdin is not None
        self._parent.stdin.close()
        self._parent.wait(30)
        assert self._parent.stdout is not None
        self._parent.stdout.close()


@dataclass
class Soak:
    """The whole run."""

    kills: int
    seed: int
    people: int
    tasks: int
    fault: str = ""
    postgres: str | None = None
    #: "never", "always", or "some": in every second round the server is away for whole evenings.
    outages: str = "some"
    folder: Path = Path()
    #: Where the traces are.
    notes: Path = Path()
    has_small_disk: bool = False
    rng: random.Random = field(init=False)
    server: Server = field(default_factory=Server)
    starter: Starter = field(default_factory=Starter)
    by_moment: Counter[str] = field(default_factory=Counter)
    situations: Counter[str] = field(default_factory=Counter)
    verdict: Verdict = field(default_factory=Verdict)
    days: int = 0
    number: int = 0

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)

    @property
    def killed(self) -> int:
        """So far."""
        return sum(self.by_moment.values())

    def run(self) -> Verdict:
        """Round after round, each an office of its own, until there were enough kills."""
        self.server.up()
        if self.fault in {"", "no_doubt"}:  # the other mistakes show in any round
            LastingDoubt(self, 0).run()
        rounds = 0
        while self.killed < self.kills:
            rounds += 1
            Round(self, rounds).run()
        self.situations["rounds"] = rounds
        return self.verdict

    def stop(self) -> None:
        """Come to the end with what was done so far (Ctrl-C)."""
        self.kills = 0

    def close(self) -> None:
        """Stop the server and the starter."""
        self.server.down()
        self.starter.close()


class Round:
    """One office from its first day until its year is over or there were enough kills."""

    def __init__(self, soak: Soak, number: int) -> None:
        self.soak, self.rng, self.server, self.number = soak, soak.rng, soak.server, number
        folder = soak.folder / f"round-{number}"
        folder.mkdir()
        # Not on the little disk, which is filled at times.
        self.trace = soak.notes / f"trace-{number}"
        self.trace.touch()
        self.ballast = folder / "ballast" if soak.has_small_disk else None
        self.url = _fresh_schema(soak.postgres, number) if soak.postgres else f"sqlite:///{folder / 'soak.sqlite'}"
        self.database = Database(self.url)
        self.quiet = Database(f"sqlite:///{folder / 'quiet.sqlite'}")
        seed = self.rng.random()
        for database in (self.database, self.quiet):
            database.create()
            soak_office.fill(database.begin, soak.people, soak.tasks, random.Random(seed))
        self.quiet_mailer = soak_office.QuietMailer()
        self.has_outages = soak.outages == "always" or (soak.outages == "some" and number % 2 == 0)
        self.killed: set[int] = set()
        self.server.handler.taken.clear()
        with self.database.begin() as work:
            self.everybody = sorted(p.email or "" for p in work.units.people())

    def run(self) -> None:
        """All days, and the judgement."""
        *days, last = list(soak_office.working_days())[: ROUND + 1]
        for day in days:
            if self.soak.killed < self.soak.kills:
                self._day(day)
                last = next(d for d in soak_office.working_days() if d > day)
        # What an outage of the last day left over is sent on the next.
        self._finish(last, 0, frozenset())
        self._judge()

    def _judge(self) -> None:
        """What the server got against the ledger, and the end of this office."""
        verdict = judge(
            Books.read(self.database.begin),
            self.server.handler.taken,
            read_trace(self.trace),
            self.killed,
            Books.read(self.quiet.begin),
            has_outages=self.has_outages,
        )
        for violation in verdict.violations:
            print(f"round {self.number}: {violation}", file=sys.stderr, flush=True)
        self.soak.verdict.violations += verdict.violations
        self.soak.verdict.doubles += verdict.doubles
        self.soak.verdict.figures += verdict.figures
        self._count_kills()
        self.database.close()
        self.quiet.close()

    def _count_kills(self) -> None:
        """What random kills hit, from the last word of the killed."""
        last = {line.order: line.moment for line in read_trace(self.trace)}
        for order in sorted(self.killed):
            if last.get(order) != "killed_at":
                self.soak.situations[f"random kill after: {last.get(order, 'nothing')}"] += 1

    def _day(self, day: date) -> None:
        self.soak.days += 1
        self.server.handler.day = day
        for change in soak_office.changes(self.database.begin, day, self.rng):
            change.apply(self.database.begin)
            change.apply(self.quiet.begin)
        evening, minutes = self._outage(), 0.0
        begins = self.rng.randint(0, 5)
        for attempt in range(A_DAY):
            away = evening if attempt >= begins else frozenset()
            if self.soak.killed >= self.soak.kills or (attempt and not self._waiting(day, away)):
                break
            self._attempt(day, minutes, away)
            # A lease is ten minutes: sometimes the next one comes while it holds.
            minutes += self.rng.choice([5, 11, 11])
        self._finish(day, minutes + 20, evening)

    def _outage(self) -> frozenset[str]:
        """On some days some people's server, or ours, is away from some time until the evening."""
        kind = self.rng.random()
        if not self.has_outages or kind > 0.5:
            return frozenset()
        self.soak.situations["evenings without a server"] += 1
        return frozenset(self.everybody if kind < 0.3 else self.rng.sample(self.everybody, len(self.everybody) // 2))

    def _quiet_day(self, day: date, away: frozenset[str]) -> None:
        self.quiet_mailer.away = away
        post = soak_office.post(self.quiet_mailer)
        now = soak_office.Clock(soak_office.at(day))
        send_reminders(self.quiet.begin, post, soak_office.rules(), today=day, now=now)

    def _waiting(self, day: date, away: frozenset[str]) -> int:
        """How many messages could still be sent that day."""
        with self.database.begin() as work:
            addresses = {p.id: p.email for p in work.units.people()}
            waiting = sum(addresses[m.person_id] not in away for m in work.notices.pending(day))
        # The next process finds the file as the dead one left it.
        self.database.close()
        return waiting

    def _order(self, day: date, minutes: float, **more: Any) -> dict[str, Any]:
        self.soak.number += 1
        return {
            "number": self.soak.number,
            "url": self.url,
            "smtp": f"smtp://127.0.0.1:{self.server.port}",
            "trace": str(self.trace),
            "at": soak_office.at(day, minutes).isoformat(),
            "patience": PATIENCE,
            "fault": self.soak.fault,
        } | more

    def _attempt(self, day: date, minutes: float, away: frozenset[str]) -> None:
        self.server.handler.manners = manners = self._manners(away)
        is_down = self.rng.random() < 0.03
        if is_down:
            self.server.down()
        is_cold = self.rng.random() < 0.01
        lengths = self.soak.starter.cold_lengths if is_cold else self.soak.starter.lengths
        orders = [self._order(day, minutes, **self._death(statistics.median(lengths[-20:])))]
        if not is_cold and self.rng.random() < 0.2:
            self.soak.situations["two deliverers at once"] += 1
            more = self._death(statistics.median(lengths[-20:])) if self.rng.random() < 0.5 else {}
            orders.append(self._order(day, minutes, **more))
        if manners.silent_taken or manners.silent_content:
            orders = [order | {"patience": IMPATIENCE} for order in orders]
        if self.soak.postgres is None and self.rng.random() < 0.08:
            ballast = str(self.ballast) if self.ballast is not None else None
            # The first transaction plans; then each message has one to claim and one to mark.
            orders = [order | {"full_at": self.rng.randint(1, 8), "ballast": ballast} for order in orders]
            self.soak.situations["disk full"] += 1
        statuses = self.soak.starter.run_cold(orders[0]) if is_cold else self.soak.starter.run(orders)
        self.soak.situations["processes started"] += len(orders)
        self.soak.situations["started cold"] += is_cold
        self.soak.situations["server away"] += is_down
        self._see(statuses)
        if self.ballast is not None:
            self.ballast.unlink(missing_ok=True)
        self.server.up()

    def _see(self, statuses: dict[int, int]) -> None:
        named = {line.order: line.words for line in read_trace(self.trace) if line.moment == "killed_at"}
        for number, status in statuses.items():
            if status == -9:
                self.killed.add(number)
                self.soak.by_moment[named.get(number, "random")] += 1
            elif status not in {0, 3}:
                self.soak.verdict.violations.append(f"process {number} ended with status {status}")

    def _death(self, usual: float) -> dict[str, Any]:
        """At random, or at the named moment that had the fewest."""
        moment = min(MOMENTS, key=lambda name: (self.soak.by_moment[name], self.rng.random()))
        if self.soak.by_moment[moment] * SHARE < self.soak.killed:
            return {"kill_at": moment, "nth": 1}
        chance = self.rng.random()
        if chance < 0.1:
            return {"kill_after": self.rng.uniform(0, usual)}
        if chance < 0.4:
            return {"kill_after_plan": self.rng.uniform(0, A_FEW_LETTERS)}
        return {"kill_at": moment, "nth": 1 if moment == "planned" else self.rng.choice([1, 1, 2, 3])}

    def _manners(self, away: frozenset[str]) -> Manners:
        manners = Manners(later=away)
        if self.rng.random() < 0.7:
            return manners
        some = frozenset(self.rng.sample(self.everybody, max(1, len(self.everybody) // 5)))
        name, value = self.rng.choice(
            [
                ("unknown", some),
                ("later", away | some),
                ("later_content", some),
                ("quota", self.rng.randint(1, 3)),
                *[
                    (name, self.rng.randint(1, 2))
                    for name in (
                        "cut_mail",
                        "cut_receiver",
                        "cut_content",
                        "cut_taken",
                        "silent_taken",
                        "silent_content",
                    )
                ],
            ]
        )
        self.soak.situations[f"server: {name}"] += 1
        setattr(manners, name, value)
        return manners

    def _finish(self, day: date, minutes: float, away: frozenset[str]) -> None:
        """The run that nobody disturbs; afterwards only those wait whose server is away."""
        self.server.handler.day = day
        self.server.handler.manners = Manners(later=away)
        statuses = self.soak.starter.run([self._order(day, minutes)])
        bad = self.soak.verdict.violations
        bad += [f"{day}: the undisturbed run ended with {status}" for status in statuses.values() if status]
        with self.database.begin() as work:
            addresses = {p.id: p.email for p in work.units.people()}
            left = {m.id: addresses[m.person_id] or "" for m in work.notices.pending(day)}
        bad += [f"{day}: message {i} still waits after the undisturbed run" for i in left if left[i] not in away]
        self.database.close()
        # Who could be written to before the server went is written to in the undisturbed ledger too.
        self._quiet_day(day, frozenset(left.values()))


class LastingDoubt(Round):
    """A round without kills, the same each time: letters are taken, nobody says so, and the server is away for days.

    Each is one message for all that time: sent again as itself when the server is back, and no other in its place.
    """

    def run(self) -> None:
        """The day of the doubt, the days without a server, and those after."""
        self.has_outages = True
        days = soak_office.working_days()
        while not (doubtful := self._take_and_die(next(days))):
            pass
        for _ in range(AWAY):
            self._finish(next(days), 0, frozenset(self.everybody))
        lasted = doubtful & self._doubtful()
        if lasted != doubtful:
            self.soak.verdict.violations.append(f"the doubt about {sorted(doubtful - lasted)} was forgotten")
        for _ in range(BACK):
            self._finish(next(days), 0, frozenset())
        self.soak.situations["letters in doubt for days"] += len(doubtful)
        self._judge()

    def _take_and_die(self, day: date) -> set[int]:
        """The server takes every letter of a day and hangs up before its 250; those of which nobody knows."""
        self.server.handler.day = day
        self.server.handler.manners = Manners(cut_taken=len(self.everybody))
        self._see(self.soak.starter.run([self._order(day, 0)]))
        doubtful = self._doubtful()
        self._finish(day, 20, frozenset(self.everybody) if doubtful else frozenset())
        return doubtful

    def _doubtful(self) -> set[int]:
        with self.database.begin() as work:
            found = {m.id for m in work.notices.messages() if m.sent_at is None and m.doubtful_since is not None}
        self.database.close()
        return found


def _fresh_schema(server: str, number: int) -> str:
    from sqlalchemy import create_engine, make_url, text

    engine = create_engine(server)
    schema = f"soak_{os.getpid()}_{number}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    search_path = {"options": f"-csearch_path={schema}"}
    return make_url(server).update_query_dict(search_path).render_as_string(hide_password=False)


@contextmanager
def _small_disk() -> Iterator[tuple[Path, bool]]:
    """A folder on a little disk of its own, where this machine lets us mount one; else a plain folder."""
    folder = Path(tempfile.mkdtemp(prefix="dondoc-soak-"))
    mount = shutil.which("mount")
    is_mounted = (
        mount is not None
        and not subprocess.run(
            [mount, "-t", "tmpfs", "-o", f"size={DISK}m", "none", str(folder)], capture_output=True, check=False
        ).returncode
    )
    try:
        yield folder, is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)
        with suppress(OSError):
            shutil.rmtree(folder)


def _print(soak: Soak, seconds: float) -> None:
    verdict = soak.verdict
    rows = [("kills", soak.killed), *[(f"  {name}", soak.by_moment[name]) for name in (*MOMENTS, "random")]]
    rows += [(f"  {name}", count) for name, count in sorted(soak.situations.items()) if name.startswith("random")]
    rows += [(name, count) for name, count in sorted(soak.situations.items()) if not name.startswith("random")]
    rows += [("days", soak.days)]
    rows += [
        ("messages sent", verdict.figures["messages"]),
        ("notices told", verdict.figures["notices"]),
        ("copies that the server took", verdict.figures["copies"]),
        ("messages that were in doubt", verdict.figures["doubtful"]),
        ("messages withdrawn", verdict.figures["withdrawn"]),
        ("doubles, same Message-ID", sum(verdict.doubles.values())),
        *[(f"  {reason}", count) for reason, count in sorted(verdict.doubles.items())],
        ("violations (lost, misdirected, unexplained)", len(verdict.violations)),
    ]
    width = max(len(name) for name, _ in rows)
    for name, count in rows:
        print(f"{name:<{width}}  {count:>6}")
    disk = "a little disk that is filled" if soak.has_small_disk else "a database that may not grow"
    print(f"{seconds:.0f} seconds; full disk: {disk}; seed {soak.seed}")
    for violation in verdict.violations[:20]:
        print(f"VIOLATION {violation}")


def main(arguments: list[str] | None = None) -> int:
    """0 when every rule held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--tasks", type=int, default=4, help="a person")
    parser.add_argument("--fault", choices=FAULTS, default="", help="plant a mistake, which must be found")
    parser.add_argument("--postgres", help="URL of a PostgreSQL database; each round has a schema of its own")
    parser.add_argument("--outages", choices=("some", "always", "never"), default="some")
    given = parser.parse_args(arguments)
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", flush=True)
    began = time.monotonic()
    with _small_disk() as (folder, has_small_disk), tempfile.TemporaryDirectory(prefix="dondoc-soak-") as notes:
        soak = Soak(
            kills=given.kills,
            seed=seed,
            people=given.people,
            tasks=given.tasks,
            fault=given.fault,
            postgres=given.postgres,
            outages=given.outages,
            folder=folder,
            notes=Path(notes),
            has_small_disk=has_small_disk,
        )
        signal.signal(signal.SIGINT, lambda *_: soak.stop())
        try:
            soak.run()
        finally:
            soak.close()
    _print(soak, time.monotonic() - began)
    return 1 if soak.verdict.violations else 0


if __name__ == "__main__":
    sys.exit(main())
