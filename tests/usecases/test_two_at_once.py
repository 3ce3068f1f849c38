"""Two processes that remind at the same moment send each letter once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from fakes import TickingClock
from reminder_office import PaperOffice, instant

from dondoc.core.task import Assignee
from dondoc.core.unit import PersonRole, Unit
from dondoc.store.database import Database
from dondoc.usecases.gather_office import LetterRun
from dondoc.usecases.send_reminders import send_reminders

MONDAY = date(2017, 11, 27)


def test_four_runs_at_once_send_each_letter_once(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    office = PaperOffice(database.begin)
    office.start()
    for number in range(1, 9):
        with database.begin() as work:
            unit = work.units.add(Unit(id=0, code=f"TO{number + 1}", name=f"Tổ công đoàn {number + 1}")).id
        office.person(f"to-truong-{number}", f"Tổ trưởng {number}", unit, PersonRole.OFFICER)
        office.promise(f"CDTL-2017-H2-0{number}", date(2017, 11, 30), assignee=Assignee(unit_id=unit))

    def run(_: int) -> LetterRun:
        clock = TickingClock(instant(MONDAY))
        return send_reminders(database.begin, office.post, office.rules, today=MONDAY, now=clock)

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(run, range(4)))
    database.close()
    assert sorted(office.mailer.receivers) == [f"to-truong-{n}@may-binh-an.example" for n in range(1, 9)]
    assert sum(len(outcome.sent) for outcome in outcomes) == 8
    assert [outcome.failed for outcome in outcomes] == [()] * 4
