"""The office's time zone: days are dates in Asia/Ho_Chi_Minh, instants are aware."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def local_date(instant: datetime) -> date:
    """The office's date of an aware instant; ValueError for a naive one.

    >>> local_date(datetime.fromisoformat("2017-06-30T20:00:00+00:00"))
    datetime.date(2017, 7, 1)
    """
    if instant.tzinfo is None:
        raise ValueError("naive datetime")
    return instant.astimezone(TIME_ZONE).date()


def local_midnight(day: date) -> datetime:
    """The first instant of an office day."""
    return datetime.combine(day, time(), TIME_ZONE)
