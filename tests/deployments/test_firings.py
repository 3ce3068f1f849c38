"""The hours that we work out are the hours that Prefect's scheduler plans."""

import asyncio
from datetime import date, datetime, timedelta

import pytest
from prefect.server.schemas.schedules import CronSchedule

from dondoc.core.instants import TIME_ZONE
from dondoc.settings.schedules import firings, load_schedules

FIRST, DAYS = date(2026, 1, 25), 20
SHIPPED = sorted({schedule.cron for schedule in load_schedules()})


@pytest.mark.parametrize("cron", [*SHIPPED, "5,35 7-9/2 * * 1-5", "0 8 1-3 * 7", "15 0 */9 2 *", "0 6 * 1 0,3"])
def test_a_cron_text_fires_when_prefect_fires_it(cron: str) -> None:
    days = [FIRST + timedelta(days=offset) for offset in range(DAYS)]
    ours = [instant for day in days for instant in firings(cron, day)]
    schedule = CronSchedule(cron=cron, timezone="Asia/Ho_Chi_Minh")
    start = datetime.combine(FIRST, datetime.min.time(), TIME_ZONE)
    theirs = asyncio.run(schedule.get_dates(n=1000, start=start, end=start + timedelta(days=DAYS)))
    assert ours[:900] == [instant for instant in theirs if instant < start + timedelta(days=DAYS)][:900]
    assert ours
