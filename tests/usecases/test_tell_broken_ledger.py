"""The secretary hears once of what the nightly check found."""

from datetime import date, timedelta

from reminder_office import PaperOffice

from dondoc.errors import Unavailable
from dondoc.usecases.tell_broken_ledger import note_findings

#: A Monday and the days after.
MONDAY = date(2017, 11, 20)
FINDINGS = [f"cam kết CD-2017-H2-{number:02d} đã bị xóa ngoài dondoc" for number in range(1, 8)]


def told(office: PaperOffice) -> list[str]:
    return [str(mail["Subject"]) for mail in office.mailer.letters if "tệp minh chứng" in str(mail["Subject"])]


def test_findings_are_told_once_with_what_to_do(office: PaperOffice) -> None:
    note_findings(office.begin, FINDINGS, len(FINDINGS))
    office.run(MONDAY)
    office.run(MONDAY, hour=11)
    note_findings(office.begin, FINDINGS, len(FINDINGS))
    office.run(MONDAY + timedelta(days=1))
    assert told(office) == ["[Đôn đốc] Sổ hoặc tệp minh chứng bị thay đổi – ngày 20/11/2017"]
    letter = next(m for m in office.mailer.letters if "tệp minh chứng" in str(m["Subject"]))
    text = letter.get_body(("plain",)).get_content()
    assert "ở 07 chỗ:" in text
    assert "- cam kết CD-2017-H2-05 đã bị xóa ngoài dondoc." in text
    assert "CD-2017-H2-06" not in text
    assert "- và 02 chỗ nữa." in text
    assert "dondoc verify" in text


def test_other_findings_are_told_anew_and_none_are_told_of_when_all_holds_again(office: PaperOffice) -> None:
    note_findings(office.begin, FINDINGS[:1], 1)
    office.run(MONDAY)
    note_findings(office.begin, FINDINGS[:2], 2)
    office.run(MONDAY + timedelta(days=1))
    assert len(told(office)) == 2
    note_findings(office.begin, FINDINGS[:1], 1)
    note_findings(office.begin, [], 0)
    office.run(MONDAY + timedelta(days=2))
    assert len(told(office)) == 2


def test_a_letter_that_nobody_got_is_written_again(office: PaperOffice) -> None:
    note_findings(office.begin, FINDINGS, 7)
    office.mailer.failure = Unavailable(code="mail.unavailable", host="mx", problem="x")
    office.run(MONDAY)
    assert told(office) == []
    office.mailer.failure = None
    office.run(MONDAY, hour=11)
    assert len(told(office)) == 1
