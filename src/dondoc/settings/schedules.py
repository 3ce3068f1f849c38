"""When each scheduled job runs: `config/schedules.toml`, checked when read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import Field

from dondoc.core.instants import TIME_ZONE
from dondoc.core.job import Job
from dondoc.errors import BadInput
from dondoc.settings.files import ConfigModel, read_config

FILE_NAME = "schedules.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One job's times; `cron` has five fields and counts in Asia/Ho_Chi_Minh."""

    job: Job
    title: str
    cron: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    low: int
    high: int


#: Five fields, in the order of crontab(5); 0 and 7 are both Sunday.
_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day", 1, 31),
    _Field("month", 1, 12),
    _Field("weekday", 0, 7),
)
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PART = re.compile(r"(?:\*|(?P<first>\d+)(?:-(?P<last>\d+))?)(?:/(?P<step>\d+))?")


class _Entry(ConfigModel):
    title: str
    cron: str
    enabled: bool = True


class _Schedules(ConfigModel):
    schema_: Literal[1] = Field(alias="schema")
    jobs: dict[Job, _Entry]


def load_schedules(office_dir: Path | None = None) -> tuple[Schedule, ...]:
    """Every job's schedule, in the order of `Job`; the office's own file laid over the shipped one.

    Raises:
        BadInput: `schedule.cron` names the job, the text and the field; `config.*` as `read_config`.
    """
    entries = read_config(FILE_NAME, _Schedules, office_dir).jobs
    for job, entry in entries.items():
        for problem in cron_problems(entry.cron):
            raise BadInput(code="schedule.cron", file=FILE_NAME, job=job.value, cron=entry.cron, field=problem)
    return tuple(
        Schedule(job=job, title=entries[job].title, cron=entries[job].cron, enabled=entries[job].enabled)
        for job in Job
        if job in entries
    )


def cron_problems(cron: str) -> Iterator[str]:
    """What cannot be used in a cron text: names of fields, or "fields" when there are not five.

    >>> list(cron_problems("*/15 8-17 * * 1,3")), list(cron_problems("61 8 * * *")), list(cron_problems("0 8"))
    ([], ['minute'], ['fields'])
    """
    parts = cron.split()
    if len(parts) != len(_FIELDS):
        yield "fields"
        return
    values = [_values(field, text) for field, text in zip(_FIELDS, parts, strict=True)]
    yield from (field.name for field, found in zip(_FIELDS, values, strict=True) if not found)
    _, _, days, months, _ = values
    if days and months and parts[4] == "*" and min(days) > max(_LONGEST_MONTHS[month - 1] for month in months):
        yield "day"  # "31 2" never comes, and one such schedule stops Prefect's scheduler for all


def firings(cron: str, day: date) -> list[datetime]:
    """When a cron text fires on a day, in Asia/Ho_Chi_Minh, in order.

    As crontab(5) has it: where day and weekday are both named, either is enough.

    >>> [instant.strftime("%H:%M") for instant in firings("*/30 8-9 * * *", date(2026, 9, 1))]
    ['08:00', '08:30', '09:00', '09:30']
    >>> firings("0 8 1 * 1", date(2026, 9, 2)), len(firings("0 8 1 * 1", date(2026, 9, 7)))
    ([], 1)
    """
    parts = cron.split()
    minutes, hours, days, months, weekdays = (_values(field, text) for field, text in zip(_FIELDS, parts, strict=True))
    on_weekday = day.isoweekday() in weekdays or (day.isoweekday() == 7 and 0 in weekdays)
    either = not parts[2].startswith("*") and not parts[4].startswith("*")
    fits = (day.day in days or on_weekday) if either else (day.day in days and on_weekday)
    if day.month not in months or not fits:
        return []
    return [
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=TIME_ZONE)
        for hour in sorted(hours)
        for minute in sorted(minutes)
    ]


def _values(field: _Field, text: str) -> set[int]:
    """All values that a field names; empty when it cannot be read."""
    ranges = [_range(field, part) for part in text.split(",")]
    return set().union(*ranges) if all(ranges) else set()


def _range(field: _Field, part: str) -> range:
    found = _PART.fullmatch(part)
    if not found or found["step"] == "0":
        return range(0)
    first = int(found["first"]) if found["first"] else field.low
    is_open = not found["first"] or (found["step"] and not found["last"])
    last = field.high if is_open else int(found["last"] or found["first"])
    return range(first, last + 1, int(found["step"] or 1)) if field.low <= first and last <= field.high else range(0)
