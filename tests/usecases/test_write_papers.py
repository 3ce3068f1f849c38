"""Papers to sign: who is written to, by whom, and what is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from draft.paper_samples import WORDING
from reminder_office import PaperOffice

from dondoc.core.notice import Attachment
from dondoc.core.task import Assignee, Status
from dondoc.core.unit import PersonRole
from dondoc.draft.papers import LateLetter, TaskSlip
from dondoc.errors import BadInput, NotAllowed, NotFound
from dondoc.settings.report import load_report_office
from dondoc.store.database import Database
from dondoc.usecases.gather_office import gather_office
from dondoc.usecases.paper_rules import Paper, PaperRules
from dondoc.usecases.write_papers import print_late_letter, print_task_slip

TODAY = date(2017, 11, 27)
LATE = date(2017, 11, 21)
FIRST = "CDTL-2017-H2-01"


class Press:
    """Keeps what was to be printed."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self.rules = PaperRules(form=load_report_office(), wording=WORDING, press=self.press)

    def press(self, paper: Paper, name: str, day: date) -> Attachment:
        self.papers.append(paper)
        return Attachment(name=f"{name}.docx", media_type="application/x-test", data=day.isoformat().encode())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    yield PaperOffice(database.begin)
    database.close()


def urge(office: PaperOffice, unit: str | None = None) -> LateLetter:
    press = Press()
    with office.begin() as work:
        file = print_late_letter(work, gather_office(work, office.rules, TODAY), press.rules, unit)
    (letter,) = press.papers
    assert isinstance(letter, LateLetter)
    assert file.name.startswith("cong-van-don-doc-")
    return letter


def hand_out(office: PaperOffice, code: str) -> TaskSlip:
    press = Press()
    with office.begin() as work:
        print_task_slip(work, gather_office(work, office.rules, TODAY), press.rules, code)
    (slip,) = press.papers
    assert isinstance(slip, TaskSlip)
    return slip


def test_the_late_unit_is_written_to_by_the_own_unit(office: PaperOffice) -> None:
    office.promise(FIRST, LATE)
    letter = urge(office)
    assert letter.issuer == "CĐCS MAY BÌNH AN"
    assert letter.addressees == ("Kính gửi: Tổ công đoàn 1.",)
    assert [row.code for group in letter.groups for row in group.rows] == [FIRST]
    assert letter.signer_name == "Phạm Văn Quý"
    # Monday the 27th and five working days.
    assert "chậm nhất ngày 04/12/2017, qua đồng chí Lê Thị Vân" in letter.asks[0]


def test_what_is_done_history_or_not_yet_due_is_left_out(office: PaperOffice) -> None:
    office.promise(FIRST, LATE, status=Status.DONE, done_on=LATE)
    office.promise("CDTL-2017-H2-02", LATE, is_history=True)
    office.promise("CDTL-2017-H2-03", TODAY)
    with pytest.raises(NotFound, match=r"letters\.none_late"):
        urge(office)


def test_a_unit_is_asked_for_its_own_tasks_only(office: PaperOffice) -> None:
    office.promise(FIRST, LATE)
    office.promise("CDTL-2017-H2-02", LATE, assignee=Assignee(unit_id=office.own), owner="Ban Nữ công")
    assert urge(office, "TO1").addressees == ("Kính gửi: Tổ công đoàn 1.",)
    assert urge(office).addressees == ("Kính gửi:", "- Ban Nữ công;", "- Tổ công đoàn 1.")


def test_inside_the_own_unit_a_person_is_written_to_but_never_the_one_who_signs(office: PaperOffice) -> None:
    office.promise(FIRST, LATE, assignee=Assignee(unit_id=office.own, person_id=office.secretary))
    office.promise("CDTL-2017-H2-02", LATE, assignee=Assignee(unit_id=office.own, person_id=office.chair))
    letter = urge(office)
    assert letter.addressees == ("Kính gửi: Đồng chí Lê Thị Vân.",)
    assert [row.code for group in letter.groups for row in group.rows] == [FIRST]


def test_a_unit_that_is_not_known_is_named(office: PaperOffice) -> None:
    office.promise(FIRST, LATE)
    with pytest.raises(NotFound, match=r"unit\.unknown"):
        urge(office, "KHONGCO")


def test_the_slip_names_who_leads_who_helps_who_signs(office: PaperOffice) -> None:
    office.promise(FIRST, LATE, partners=(office.own,))
    slip = hand_out(office, FIRST)
    rows = {row.label: row.text for row in slip.rows}
    assert rows["Đơn vị, người chủ trì"] == "Tổ công đoàn 1"
    assert rows["Đơn vị, người phối hợp"] == "CĐCS May Bình An"
    assert (slip.taker_name, slip.giver_name) == ("Trần Thị Hiền", "Phạm Văn Quý")


def test_where_two_could_sign_the_line_stays_open(office: PaperOffice) -> None:
    office.person("to-pho", "Vũ Thị Mai", office.group, PersonRole.OFFICER)
    office.promise(FIRST, LATE)
    assert hand_out(office, FIRST).taker_name == ""


def test_a_direction_and_an_unknown_code_have_no_slip(office: PaperOffice) -> None:
    slot = office.promise(FIRST, LATE)
    with office.begin() as work:
        promised = work.commitments.get(slot.commitment_id)
        work.commitments.add_many([replace(promised, id=0, code="CDTL-2017-H2-09", is_direction=True)])
    with pytest.raises(NotAllowed, match=r"task\.is_direction"):
        hand_out(office, "CDTL-2017-H2-09")
    with pytest.raises(NotFound, match=r"task\.unknown"):
        hand_out(office, "CDTL-2017-H2-77")


def test_of_several_slots_one_must_be_named(office: PaperOffice) -> None:
    slot = office.promise(FIRST, LATE)
    with office.begin() as work:
        work.slots.add_many([replace(slot, id=0, ordinal=2, assignee=Assignee(unit_id=office.own))])
    with pytest.raises(BadInput, match=r"task\.which_slot"):
        hand_out(office, FIRST)
    assert hand_out(office, f"{FIRST}.1").title == f"Mã việc: {FIRST}.1"
