"""Calendar files (RFC 5545): one whole-day event a task, the same bytes for the same tasks and the same instant."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from dondoc.core.instants import local_date
from dondoc.draft.agenda import CalendarEntry

MEDIA_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"

#: Sequences count days from here, so that a later file always wins over an earlier one.
_FIRST_DAY = date(2000, 1, 1)


def write_ics(entries: Sequence[CalendarEntry], *, office_id: str, at: datetime, name: str = "Việc cần làm") -> bytes:
    """The file.

    Args:
        entries: The tasks, each once.
        office_id: Short name of the installation: with the code it makes the UID, so a task that is sent again
            replaces itself.
        at: When it is written: DTSTAMP, and by its day SEQUENCE.
        name: What a calendar program calls it.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//dondoc//VI")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    for entry in sorted(entries, key=lambda e: (e.day, e.code)):
        calendar.add_component(_event(entry, office_id, at))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, office_id: str, at: datetime) -> Event:
    event = Event()
    event.add("UID", f"{entry.code.lower()}.{office_id}@dondoc")
    event.add("DTSTAMP", at.astimezone(UTC).replace(microsecond=0))
    event.add("SEQUENCE", (local_date(at) - _FIRST_DAY).days)
    event.add("DTSTART", entry.day)
    event.add("DTEND", entry.day + timedelta(days=1))
    event.add("SUMMARY", entry.summary)
    event.add("DESCRIPTION", entry.description)
    # A task takes no time of the day: it must not show its reader as busy.
    event.add("TRANSP", "TRANSPARENT")
    if entry.link:
        event.add("URL", entry.link)
    return event
