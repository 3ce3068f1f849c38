"""What a letter-writing job says of what it left."""

from datetime import date

from dondoc.core.job import Job
from dondoc.core.reminder import HeldReason
from dondoc.usecases.gather_office import HeldLine, LetterRun
from dondoc.wiring import Office
from dondoc.wiring.jobs import letter_report

DAY = date(2026, 9, 2)


def test_what_holds_for_everything_is_said_of_everything(office: Office) -> None:
    held = (
        HeldLine(code="", person="", reason=HeldReason.DAY_OFF, until=date(2026, 9, 3)),
        HeldLine(code="X-1", person="", reason=HeldReason.NOBODY),
        HeldLine(code="", person="Trần Thị Hiền", reason=HeldReason.NOT_YET),
    )
    report = letter_report(office, Job.SEND_REMINDERS, DAY.isoformat(), LetterRun(day=DAY, held=held))
    assert [line.subject for line in report.left] == ["mọi việc", "X-1", "Trần Thị Hiền"]
    assert report.left[0].outcome == "hôm nay là ngày nghỉ (03/09/2026)"
