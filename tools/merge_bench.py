"""Measures a higher union's report over many units: `python -m tools.merge_bench --units 1000`.

Every unit has an issued report of its own on a SQLite ledger; what is timed is `dondoc report --merge` as an office
runs it, from opening the ledger to the last file on the disk.
"""

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from dondoc.core.fact_sheet import Counts, FactFigure, FactRow, FactSheet
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import Period
from dondoc.core.report import ReportCalendar, ReportState, WrittenReport
from dondoc.core.target import Role
from dondoc.core.unit import Unit, UnitParent
from dondoc.usecases.merge_reports import facts_text
from dondoc.usecases.own_unit import BEGINNING, own_unit, start_workspace
from dondoc.wiring import Office, make_workspace, open_office
from dondoc.wiring.reports import plan_of, write_report

PERIOD = Period.parse("2026-H2")
NOW = datetime(2027, 1, 10, 9, tzinfo=TIME_ZONE)
#: What units promise: area, name, what is counted, the plan.
WORKS = (
    ("representation", "tổ chức hội nghị người lao động", "hội nghị", 1),
    ("representation", "tổ chức đối thoại tại nơi làm việc", "cuộc đối thoại", 2),
    ("organization", "kết nạp đoàn viên mới", "đoàn viên", 20),
    ("charity", "trao quà cho đoàn viên có hoàn cảnh khó khăn", "suất quà", 15),
    ("culture_sports", "tổ chức giải thể thao", "giải", 1),
    ("inspection", "kiểm tra tài chính công đoàn", "cuộc kiểm tra", 1),
    ("emulation", "đăng ký sáng kiến cải tiến kỹ thuật", "sáng kiến", 5),
    ("education", "mở lớp tập huấn nghiệp vụ", "lớp", 1),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--silent", type=int, default=13, help="units that have not reported")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = make_workspace(Path(folder) / "so", simulate=True)
        office = open_office(place, as_of=NOW)
        office.database.create()
        with office.begin() as work:
            name = "Liên đoàn Lao động tỉnh Đông Giang"
            start_workspace(work, name=name, email=None, actor=office.actor, now=NOW)
        chars = fill(office, args.units, args.silent, random.Random(args.seed))
        started = time.process_time()
        office = open_office(place, as_of=NOW)
        with office.work() as work:
            unit_id = own_unit(work).id
        drafted, paths = write_report(office, plan_of(office, unit_id, PERIOD), now=NOW, merge=True)
        seconds = time.process_time() - started
        sizes = ", ".join(f"{path.suffix[1:]} {path.stat().st_size / 1e6:.1f} MB" for path in paths.values())
    facts = drafted.context.facts
    print(f"{args.units} units, {chars / 1e6:.0f} MB of stored reports, {len(WORKS)} kinds of work")
    print(f"reported {facts.units_reported if facts else 0}/{facts.units_expected if facts else 0}; written: {sizes}")
    print(f"{seconds:.1f} s of processor time; {peak_megabytes():.0f} MB at most")
    return 0


def fill(office: Office, units: int, silent: int, chance: random.Random) -> int:
    """Units with an issued report each, but for some; how many characters of reports are stored."""
    calendar, chars = ReportCalendar(), 0
    with office.begin() as work:
        own = own_unit(work)
        for number in range(1, units + 1):
            unit = work.units.add(Unit(id=0, code=f"CS{number:04}", name=f"Công đoàn cơ sở số {number}"))
            work.units.add_parent(UnitParent(unit_id=unit.id, parent_id=own.id, start=BEGINNING))
            if number <= silent:
                continue
            plan = calendar.plan_for(unit.id, PERIOD)
            sheet = FactSheet(
                unit_code=unit.code, unit_name=unit.name, period=PERIOD.code, first_day=plan.window.start,
                last_day=plan.window.last, cut_off=plan.cut_off, rows=rows(unit.code, chance),
            )  # fmt: skip
            # As long as a real one: the words of the pages stand beside the figures.
            words = [f"Câu số {n} của báo cáo kết quả hoạt động, có số liệu và nguồn số liệu." * 4 for n in range(150)]
            text = json.dumps({"facts": json.loads(facts_text(asdict(sheet))), "words": words}, ensure_ascii=False)
            chars += len(text)
            work.reports.add(
                WrittenReport(
                    id=0,
                    plan=plan,
                    version=1,
                    state=ReportState.ISSUED,
                    made_at=NOW,
                    context_json=text,
                    config_sha256="0" * 64,
                    number=f"{number}/BC-CĐCS",
                    issued_on=date(2027, 1, 5),
                )
            )
    return chars


def rows(code: str, chance: random.Random) -> tuple[FactRow, ...]:
    found: list[FactRow] = []
    for number, (area, name, unit, planned) in enumerate(WORKS, 1):
        is_done = chance.random() < 0.85
        reached = Decimal(planned + chance.randint(0, 3) if is_done else chance.randint(0, planned))
        counts = Counts(total=1, done_on_time=int(is_done), proven=int(is_done), not_done=int(not is_done))
        figure = FactFigure(unit=unit, percent=False, role=Role.REACH, planned=Decimal(planned), reached=reached)
        found.append(
            FactRow(
                code=f"{code}-2026-H2-{number:02}",
                area=area,
                name=name,
                counts=counts,
                figures=(figure,),
                units_done=int(is_done),
            )
        )
    return tuple(found)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
