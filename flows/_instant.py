"""The instant that a run is told to work for."""

from datetime import date, datetime, time

from dondoc.core.instants import TIME_ZONE

#: A day without an hour stands for the hour at which reminders go out.
HOUR_OF_A_DAY = time(8)


def read_instant(as_of: str) -> datetime:
    """An ISO 8601 day (at 08:00) or instant, in Asia/Ho_Chi_Minh; an instant without a zone is an office's.

    Raises:
        ValueError: it is neither.

    >>> read_instant("2017-07-03").isoformat(), read_instant("2017-07-02T19:00:00Z").isoformat()
    ('2017-07-03T08:00:00+07:00', '2017-07-03T02:00:00+07:00')
    """
    if len(as_of) == len("2017-07-03"):
        return datetime.combine(date.fromisoformat(as_of), HOUR_OF_A_DAY, TIME_ZONE)
    given = datetime.fromisoformat(as_of)
    return given.replace(tzinfo=TIME_ZONE) if given.tzinfo is None else given.astimezone(TIME_ZONE)
