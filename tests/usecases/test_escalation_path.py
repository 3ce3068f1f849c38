"""Beyond the unit only by the rules: the superior gave the task, or the chair releases it; the công văn goes along."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from draft.paper_samples import WORDING
from fakes import TickingClock
from reminder_office import PaperOffice, instant

from dondoc.core.event import Actor
from dondoc.core.notice import Attachment
from dondoc.core.task import Assignee, Status
from dondoc.core.unit import PersonRole, Unit, UnitParent
from dondoc.draft.papers import LateLetter
from dondoc.errors import BadInput, Conflict, NotAllowed, NotFound
from dondoc.settings.report import load_report_office
from dondoc.store.database import Database
from dondoc.usecases.escalate_overdue import escalate_overdue
from dondoc.usecases.escalation_path import mark_order, release_escalation
from dondoc.usecases.gather_office import LetterRun
from dondoc.usecases.paper_rules import Paper, PaperRules

MONDAY = date(2017, 11, 27)
TUESDAY = date(2017, 11, 28)
NEXT_MONDAY = date(2017, 12, 4)
LATE = date(2017, 11, 21)
#: Eleven working days before Monday.
FAR_LATE = date(2017, 11, 10)
TASK = "CDTL-2017-H2-01"
CHAIR = "chu-tich@may-binh-an.example"
PROVINCE = "chu-tich-tinh@may-binh-an.example"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PaperOffice]:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite'}")
    database.create()
    opened = PaperOffice(database.begin)
    opened.start()
    yield opened
    database.close()


@pytest.fixture
def province(office: PaperOffice) -> int:
    """A superior with its chair."""
    with office.begin() as work:
        above = work.units.add(Unit(id=0, code="LDT", name="LĐLĐ tỉnh Hòa Lạc"))
        work.units.add_parent(UnitParent(unit_id=office.own, parent_id=above.id, start=date(2000, 1, 1)))
    office.person("chu-tich-tinh", "Đỗ Minh Châu", above.id, PersonRole.CHAIR)
    return above.id


def escalate(office: PaperOffice, day: date) -> LetterRun:
    clock = TickingClock(instant(day))
    return escalate_overdue(office.begin, office.post, office.rules, today=day, now=clock)


def release(
    office: PaperOffice, day: date = MONDAY, *, by: str = "chu-tich", reason: str = "cần kinh phí"
) -> list[str]:
    _, told = release_escalation(
        office.begin, TASK, reason, office.rules, actor=Actor(name=by, via="test"), now=instant(day)
    )
    return [person.name for person in told]


def print_into(office: PaperOffice) -> list[Paper]:
    """Let the office print; the papers come into the list."""
    papers: list[Paper] = []

    def press(paper: Paper, name: str, day: date) -> Attachment:
        papers.append(paper)
        return Attachment(name=f"{name}.docx", media_type="application/x-test", data=b"PK")

    office.post = replace(office.post, papers=PaperRules(form=load_report_office(), wording=WORDING, press=press))
    return papers


@pytest.mark.usefixtures("province")
def test_a_units_own_promise_stays_inside_however_late(office: PaperOffice) -> None:
    office.promise(TASK, FAR_LATE)
    assert [s.to for s in escalate(office, MONDAY).sent] == [CHAIR]


@pytest.mark.usefixtures("province")
def test_released_by_the_chair_the_superior_is_told_with_the_reason(office: PaperOffice) -> None:
    office.promise(TASK, LATE)
    assert release(office) == ["Đỗ Minh Châu"]
    assert [s.to for s in escalate(office, MONDAY).sent] == [CHAIR, PROVINCE]
    words = office.mailer.letters[1].get_body(("plain",))
    assert words is not None
    assert "Phạm Văn Quý đề nghị cấp trên chỉ đạo (27/11/2017): cần kinh phí" in str(words.get_content())


@pytest.mark.usefixtures("province")
def test_what_is_released_after_the_weeks_list_is_told_at_once_and_once(office: PaperOffice) -> None:
    office.promise(TASK, LATE)
    assert [s.to for s in escalate(office, MONDAY).sent] == [CHAIR]
    release(office, TUESDAY)
    assert [s.to for s in escalate(office, TUESDAY).sent] == [PROVINCE]
    assert [s.to for s in escalate(office, date(2017, 11, 29)).sent] == []
    assert [s.to for s in escalate(office, NEXT_MONDAY).sent] == [CHAIR, PROVINCE]


@pytest.mark.usefixtures("province")
def test_a_release_is_written_in_the_log(office: PaperOffice) -> None:
    office.promise(TASK, LATE)
    release(office)
    with office.begin() as work:
        ((event, payload),) = work.events.told_of([TASK])
    assert (event.type, event.actor) == ("slot.escalation_released", "chu-tich")
    assert payload == {"reason": "cần kinh phí", "due": "2017-11-21", "by": "chu-tich"}


@pytest.mark.usefixtures("province")
def test_a_release_holds_for_its_date_only(office: PaperOffice) -> None:
    slot = office.promise(TASK, date(2017, 11, 14))
    release(office)
    with pytest.raises(Conflict, match=r"escalation\.released"):
        release(office)
    moved = office.change(slot, due=LATE)
    assert [s.to for s in escalate(office, MONDAY).sent] == [CHAIR]
    assert release(office, TUESDAY) == ["Đỗ Minh Châu"]
    assert moved.due == LATE


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("by", ["thu-ky", "to-truong", "chu-tich-tinh", "ai-do"])
def test_only_the_chair_of_the_unit_may_release(office: PaperOffice, by: str) -> None:
    office.promise(TASK, LATE)
    with pytest.raises(NotAllowed, match=r"escalation\.not_chair"):
        release(office, by=by)
    assert [s.to for s in escalate(office, MONDAY).sent] == [CHAIR]


def test_without_a_superior_nothing_is_released(office: PaperOffice) -> None:
    office.promise(TASK, LATE)
    with pytest.raises(NotAllowed, match=r"escalation\.no_superior"):
        release(office)


@pytest.mark.usefixtures("province")
def test_what_is_done_or_has_no_reason_is_not_released(office: PaperOffice) -> None:
    slot = office.promise(TASK, LATE)
    with pytest.raises(BadInput, match=r"task\.reason_missing"):
        release(office, reason="  ")
    office.change(slot, status=Status.DONE, done_on=LATE)
    with pytest.raises(NotAllowed, match=r"escalation\.settled"):
        release(office)


@pytest.mark.usefixtures("province")
def test_a_superiors_order_is_told_upwards_after_ten_working_days(office: PaperOffice) -> None:
    office.promise(TASK, FAR_LATE, given_by_superior=True)
    office.promise("CDTL-2017-H2-02", date(2017, 11, 20), given_by_superior=True)
    sent = escalate(office, MONDAY).sent
    assert [(s.to, s.codes) for s in sent] == [(CHAIR, (TASK, "CDTL-2017-H2-02")), (PROVINCE, (TASK,))]


@pytest.mark.usefixtures("province")
def test_that_the_superior_gave_it_is_noted_with_its_basis_and_taken_back(office: PaperOffice) -> None:
    office.promise(TASK, FAR_LATE)

    def mark(*, ordered: bool = True, basis: str = "KH 12/KH-LĐLĐ", code: str = TASK) -> bool:
        view = mark_order(
            office.begin, code, basis, ordered=ordered, actor=Actor(name="thu-ky", via="test"), now=instant(MONDAY)
        )
        return view.promised.given_by_superior

    with pytest.raises(BadInput, match=r"escalation\.no_basis"):
        mark(basis=" ")
    with pytest.raises(NotFound, match=r"task\.unknown"):
        mark(code="CDTL-2017-H2-99")
    assert mark()
    with pytest.raises(Conflict, match=r"escalation\.known_order"):
        mark()
    assert [s.to for s in escalate(office, MONDAY).sent] == [CHAIR, PROVINCE]
    assert not mark(ordered=False, basis="ghi nhầm")
    assert [s.to for s in escalate(office, NEXT_MONDAY).sent] == [CHAIR]
    with office.begin() as work:
        found = [(e.type, e.actor) for e in work.events.of_entity(TASK)]
    assert found == [("commitment.ordered", "thu-ky"), ("commitment.not_ordered", "thu-ky")]


def test_who_gave_the_task_to_a_unit_below_is_told_when_it_is_far_late(office: PaperOffice) -> None:
    office.person("to-truong-1", "Vũ Thị Mai", office.group, PersonRole.CHAIR)
    office.promise(TASK, FAR_LATE)
    office.promise("CDTL-2017-H2-02", LATE)
    sent = {s.to: s.codes for s in escalate(office, MONDAY).sent}
    assert sent == {"to-truong-1@may-binh-an.example": (TASK, "CDTL-2017-H2-02"), CHAIR: (TASK,)}


@pytest.mark.usefixtures("province")
def test_the_superior_is_not_told_of_what_he_is_to_do_himself(office: PaperOffice) -> None:
    with office.begin() as work:
        (head,) = [p.id for p in work.units.people() if p.code == "chu-tich-tinh"]
    office.promise(TASK, FAR_LATE, given_by_superior=True, assignee=Assignee(unit_id=office.own, person_id=head))
    assert [s.to for s in escalate(office, MONDAY).sent] == [CHAIR]


@pytest.mark.usefixtures("province")
def test_the_letter_to_sign_goes_along_in_the_name_of_the_chairs_unit(office: PaperOffice) -> None:
    papers = print_into(office)
    office.promise(TASK, LATE)
    release(office)
    assert len(escalate(office, MONDAY).sent) == 2
    own, superior = papers
    assert isinstance(own, LateLetter)
    assert isinstance(superior, LateLetter)
    assert (own.issuer, own.addressees) == ("CĐCS MAY BÌNH AN", ("Kính gửi: Tổ công đoàn 1.",))
    assert own.recipients == ("- Như trên;", "- LĐLĐ tỉnh Hòa Lạc (để báo cáo);", "- Lưu: VT.")
    assert (superior.issuer, superior.addressees) == ("LĐLĐ TỈNH HÒA LẠC", ("Kính gửi: CĐCS May Bình An.",))
    (file,) = office.mailer.letters[0].iter_attachments()
    assert file.get_filename() == "cong-van-don-doc-TO1-2017-11-27.docx"
    body = office.mailer.letters[0].get_body(("plain",))
    assert body is not None
    assert "- Gửi kèm dự thảo công văn đôn đốc (.docx)" in str(body.get_content())


def words_to(office: PaperOffice, address: str) -> str:
    (letter,) = [m for m in office.mailer.letters if m["To"].addresses[0].addr_spec == address]
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.usefixtures("province")
def test_the_chair_is_told_how_to_release_and_the_superior_is_not(office: PaperOffice) -> None:
    office.promise(TASK, LATE)
    office.promise("CDTL-2017-H2-02", LATE)
    release(office)
    assert len(escalate(office, MONDAY).sent) == 2
    assert "dondoc escalate release CDTL-2017-H2-02 " in words_to(office, CHAIR)
    assert "escalate release" not in words_to(office, PROVINCE)


def test_without_a_superior_nobody_is_told_how_to_release(office: PaperOffice) -> None:
    office.promise(TASK, LATE)
    assert len(escalate(office, MONDAY).sent) == 1
    assert "escalate release" not in words_to(office, CHAIR)
