"""The only module that asks the time; everything else takes `today` or `now` as an argument."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from dondoc.core.instants import TIME_ZONE, local_date


class Clock(Protocol):
    """Says what time it is in the office."""

    def now(self) -> datetime:
        """The instant, aware, in Asia/Ho_Chi_Minh."""
        ...

    def today(self) -> date:
        """The date in Asia/Ho_Chi_Minh."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant, aware, in Asia/Ho_Chi_Minh."""
        return datetime.now(TIME_ZONE)

    def today(self) -> date:
        """The date in Asia/Ho_Chi_Minh."""
        return self.now().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for `--as-of` and simulated workspaces."""

    at: datetime

    @classmethod
    def on(cls, day: date, at: time = time(8)) -> "FixedClock":
        """That day at eight in the morning, or at the given time."""
        return cls(datetime.combine(day, at, TIME_ZONE))

    def now(self) -> datetime:
        """The fixed instant."""
        return self.at.astimezone(TIME_ZONE)

    def today(self) -> date:
        """The fixed date in Asia/Ho_Chi_Minh."""
        return local_date(self.at)
