"""Reading `config/reminders.toml` into the ladder of the core."""

from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from dondoc.core.reminder import Ladder, QuietHours
from dondoc.settings.files import ConfigModel, read_config
from dondoc.settings.workdays import WEEKDAYS, Weekday

DayOfMonth = Annotated[int, Field(ge=1, le=28)]


class _Ladder(ConfigModel):
    before_working_days: list[Annotated[int, Field(ge=1, le=40)]]
    overdue_weeks: int = Field(ge=0, le=52)


class _CheckIn(ConfigModel):
    far_days: int = Field(ge=1, le=366)
    day_of_month: DayOfMonth


class _Digest(ConfigModel):
    weekdays: list[Weekday] = Field(min_length=1)
    most_a_week: int = Field(ge=1, le=7)


class _Receipts(ConfigModel):
    longest_snooze_days: int = Field(ge=1, le=90)


class _QuietHours(ConfigModel):
    from_: time = Field(alias="from")
    to: time


class _Quiet(ConfigModel):
    from_twelfth_month_day: int = Field(ge=15, le=29)
    to_first_month_day: int = Field(ge=0, le=15)


class _Progress(ConfigModel):
    day_of_month: DayOfMonth
    silent_days: int = Field(ge=7, le=366)
    evidence_days: int = Field(ge=1, le=366)
    late_entry_days: int = Field(ge=1, le=366)


class _Escalation(ConfigModel):
    after_working_days: int = Field(ge=0, le=60)
    superior_after_working_days: int = Field(ge=0, le=250)


class _Delivery(ConfigModel):
    lease_minutes: int = Field(ge=1, le=120)


class RemindersFile(ConfigModel):
    """`config/reminders.toml`."""

    schema_: Literal[1] = Field(alias="schema")
    ladder: _Ladder
    check_in: _CheckIn
    digest: _Digest
    receipts: _Receipts
    quiet_hours: _QuietHours
    quiet: _Quiet
    progress: _Progress
    escalation: _Escalation
    delivery: _Delivery

    def to_ladder(self) -> Ladder:
        """The ladder as the core knows it."""
        return Ladder(
            before=tuple(sorted(set(self.ladder.before_working_days), reverse=True)),
            overdue_weeks=self.ladder.overdue_weeks,
            far_days=self.check_in.far_days,
            check_in_day=self.check_in.day_of_month,
            digest_weekdays=frozenset(WEEKDAYS.index(day) for day in self.digest.weekdays),
            quiet_from=self.quiet.from_twelfth_month_day,
            quiet_to=self.quiet.to_first_month_day,
            progress_day=self.progress.day_of_month,
            escalate_after=self.escalation.after_working_days,
            digests_a_week=self.digest.most_a_week,
            quiet_hours=QuietHours(start=self.quiet_hours.from_, end=self.quiet_hours.to),
            longest_snooze=self.receipts.longest_snooze_days,
        )

    @property
    def lease(self) -> timedelta:
        """How long a message may be held while it is sent."""
        return timedelta(minutes=self.delivery.lease_minutes)


def load_reminders(office_dir: Path | None = None) -> RemindersFile:
    """The rules of an office: `config/reminders.toml` as shipped, with its own laid over it.

    Raises:
        BadInput: `config.syntax`, `config.invalid`.
    """
    return read_config("reminders.toml", RemindersFile, office_dir)
