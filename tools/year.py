"""A year in a minute: an office lives through three half-years in the real use cases, and every day is judged.

    python -m tools.year --units 200 --commitments 4000 --seed 7

Plans are read and confirmed, people answer in time, late or never, deadlines move, people come, leave and stand in for
each other, the process dies at named moments, the machine is off for days: all by the use cases themselves on a real
ledger file, with the clock as their argument. What their mail server got and what stands in the tables is set against
rules that use none of their code:

(1) each due slot is reminded by its ladder, or it can be said why not;
(2) no letter on a day off, in quiet hours, or from 23 tháng Chạp to mùng 6;
(3) no more digests a week than the rhythm allows, the day itself apart;
(4) the state of each slot is that of its events, and the ledger is whole;
(5) every slot is settled in exactly one issued report, and no promise is lost between two;
(6) nobody hears of what is not his, nor after he has left, and nothing twice.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tools.year_faults import FAULTS, plant
from tools.year_life import Course, Life
from tools.year_town import Size

#: A little into the half-year after the last, when its report is issued.
WHOLE = 560


def show(life: Life, seconds: float) -> None:
    """The figures, then the first violations."""
    verdict, box = life.verdict, life.house.box
    _table("what happened", verdict.figures)
    _table("what people did", life.agenda.figures)
    _table("deeds that were refused", life.agenda.refused)
    _table("crashes", life.house.fate.deaths)
    _table("slots", verdict.by_slot)
    _table("rungs", verdict.reasons)
    _table("digests by month", dict(sorted(verdict.by_month.items())))
    sent = len(box.letters)
    print(f"{sent} letters taken, {box.refused} refused, {life.house.restarts} restarts")
    print(f"{life.course.days} days in {seconds:.0f} seconds; seed {life.course.seed}")
    print(f"violations: {len(verdict.violations)}")
    for violation in verdict.violations[:20]:
        print(f"VIOLATION {violation}")


def _table(title: str, counts: Mapping[str, int]) -> None:
    if not counts:
        return
    width = max(map(len, counts))
    print(title)
    for name, count in counts.items():
        print(f"  {name:<{width}}  {count:>6}")


def live(course: Course, folder: Path, fault: str = "") -> Life:
    """Live a course through, with a mistake planted that must be found."""
    life = Life(course, folder)
    try:
        if fault:
            plant(fault, life)
        life.run()
        life.conclude()
    finally:
        life.house.close()
    return life


def main(arguments: list[str] | None = None) -> int:
    """0 when every rule held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--commitments", type=int, default=4000)
    parser.add_argument("--days", type=int, default=WHOLE)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--crash", type=float, default=0.25, help="chance that the process dies on a day")
    parser.add_argument("--fault", choices=sorted(FAULTS), default="", help="plant a mistake, which must be found")
    given = parser.parse_args(arguments)
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", flush=True)
    course = Course(
        size=Size(given.units, given.commitments), seed=seed, days=given.days, crash=given.crash,
        outages=max(1, given.days // 90),
    )  # fmt: skip
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dondoc-year-") as folder:
        life = live(course, Path(folder), given.fault)
    show(life, time.monotonic() - began)
    return 1 if life.verdict.violations else 0


if __name__ == "__main__":
    sys.exit(main())
