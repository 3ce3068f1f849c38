"""Calendar files: read back by the library, the same bytes each time, a task that is sent again replaces itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar
from mail_letters import DIGEST, SHIPPED, envelope

from dondoc.core.instants import TIME_ZONE
from dondoc.draft.agenda import CalendarEntry
from dondoc.notify.calendar import write_ics
from dondoc.notify.render import MailRenderer

AT = datetime(2017, 11, 27, 8, 0, 5, 123, tzinfo=TIME_ZONE)
FIRST = CalendarEntry(
    code="CDTL-2017-H2-01",
    day=date(2017, 11, 30),
    summary="Hạn: Tổ chức hội thao; mời “Ban Nữ công”, Đoàn Thanh niên",
    description="Mã việc: CDTL-2017-H2-01\nThời hạn: 30/11/2017",
    link="https://vi.du/viec/x",
)
SECOND = replace(FIRST, code="CDTL-2017-H2-02", day=date(2017, 11, 29), link="")


def read(data: bytes) -> Calendar:
    found = Calendar.from_ical(data)
    assert isinstance(found, Calendar)
    return found


def test_each_task_is_one_event_of_a_whole_day_in_order() -> None:
    second, first = read(write_ics([FIRST, SECOND], office_id="a1b2", at=AT)).walk("VEVENT")
    assert first["UID"] == "cdtl-2017-h2-01.a1b2@dondoc"
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2017, 11, 30), date(2017, 12, 1))
    assert first["SUMMARY"] == FIRST.summary
    assert first["DESCRIPTION"] == FIRST.description
    assert (first["URL"], first["TRANSP"]) == ("https://vi.du/viec/x", "TRANSPARENT")
    assert first["DTSTAMP"].dt == datetime(2017, 11, 27, 1, 0, 5, tzinfo=UTC)
    assert second["UID"] == "cdtl-2017-h2-02.a1b2@dondoc"
    assert "URL" not in second
    assert first.walk("VALARM") == []


def test_the_same_tasks_at_the_same_instant_give_the_same_bytes() -> None:
    data = write_ics([FIRST, SECOND], office_id="a1b2", at=AT)
    assert data == write_ics([SECOND, FIRST], office_id="a1b2", at=AT)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_later_file_wins_over_an_earlier_one() -> None:
    days = (AT, AT + timedelta(days=1))
    sequences = [read(write_ics([FIRST], office_id="a", at=at)).walk("VEVENT")[0]["SEQUENCE"] for at in days]
    assert sequences[0] < sequences[1]


def test_a_digest_carries_its_calendar_and_a_letter_without_tasks_to_come_none() -> None:
    renderer = MailRenderer([SHIPPED], sender="dondoc@may-binh-an.example", office_id="a1b2")
    message = renderer.render(replace(DIGEST, calendar=(FIRST,)), envelope())
    (file,) = message.iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "viec-can-lam.ics")
    assert file["Content-Type"].params["method"] == "PUBLISH"
    data = file.get_payload(decode=True)
    assert data == write_ics([FIRST], office_id="a1b2", at=envelope().at)
    assert list(renderer.render(DIGEST, envelope()).iter_attachments()) == []
