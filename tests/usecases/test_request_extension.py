"""Wishes for another day: asked with a reason, granted by an amendment, refused with a reason, decided once."""

from datetime import date, timedelta

import pytest
from ledger_office import CLERK, NOW, RULES, Ledger, Line, at, target

from dondoc.core.answer import ExtensionRequest, RequestState
from dondoc.core.commitment import AmendmentKind
from dondoc.core.event import Actor
from dondoc.core.unit import Person
from dondoc.errors import BadInput, DondocError, NotAllowed
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.request_extension import approve_extension, ask_extension, refuse_extension, wishes
from dondoc.usecases.update_task import mark_done, mark_partly, waive

LATER = date(2027, 1, 20)


@pytest.fixture
def code(ledger: Ledger) -> str:
    with ledger.begin() as work:
        work.units.add_person(Person(id=0, code="hien", name="Trần Thị Hiền"))
    return ledger.confirm(Line("Mở 02 lớp tập huấn", (target(),)))[0]


def person(ledger: Ledger) -> int:
    with ledger.begin() as work:
        return next(p.id for p in work.units.people() if p.code == "hien")


def ask(ledger: Ledger, code: str, until: date = LATER, reason: str = "Chờ giảng viên") -> ExtensionRequest:
    slot = ledger.view(code).work[0].slot
    return ask_extension(ledger.begin, slot.id, until, reason, person_id=person(ledger), actor=CLERK, now=NOW)


def approve(ledger: Ledger, request: ExtensionRequest) -> ExtensionRequest:
    return approve_extension(ledger.begin, request.id, approver="Phạm Văn Quý", actor=CLERK, now=at(date(2026, 7, 8)))


def code_of(call: object, *arguments: object) -> str:
    assert callable(call)
    with pytest.raises(DondocError) as refused:
        call(*arguments)
    return refused.value.message_code


def test_a_wish_waits_with_its_task_and_person(ledger: Ledger, code: str) -> None:
    ask(ledger, code)
    with ledger.begin() as work:
        (wish,) = wishes(work)
    assert (wish.code, wish.person.name, wish.request.until, wish.request.reason) == (
        code,
        "Trần Thị Hiền",
        LATER,
        "Chờ giảng viên",
    )
    assert ledger.view(code).work[0].slot.due == date(2026, 12, 31)
    assert "extension.asked" in ledger.events()


def test_a_granted_wish_is_an_amendment_with_reason_and_approver(ledger: Ledger, code: str) -> None:
    decided = approve(ledger, ask(ledger, code))
    view = ledger.view(code)
    (amendment,) = view.amendments
    assert (decided.state, decided.decided_by) == (RequestState.APPROVED, "Phạm Văn Quý")
    assert (amendment.kind, amendment.new_due, amendment.approver, amendment.reason) == (
        AmendmentKind.EXTEND,
        LATER,
        "Phạm Văn Quý",
        "Chờ giảng viên",
    )
    assert view.work[0].slot.due == LATER
    assert ledger.events()[-2:] == ["commitment.amended", "extension.approved"]


def test_a_refusal_has_a_reason_and_the_deadline_stays(ledger: Ledger, code: str) -> None:
    request = ask(ledger, code)
    with pytest.raises(BadInput) as bare:
        refuse_extension(ledger.begin, request.id, "  ", approver="Quý", actor=CLERK, now=NOW)
    assert bare.value.message_code == "request.no_refusal_reason"
    refused = refuse_extension(ledger.begin, request.id, "Đã lùi một lần", approver="Quý", actor=CLERK, now=NOW)
    assert (refused.state, refused.decision_reason) == (RequestState.REFUSED, "Đã lùi một lần")
    assert ledger.view(code).work[0].slot.due == date(2026, 12, 31)


def test_a_wish_is_decided_once(ledger: Ledger, code: str) -> None:
    request = ask(ledger, code)
    approve(ledger, request)
    with pytest.raises(NotAllowed) as again:
        approve(ledger, request)
    assert again.value.message_code == "request.decided"
    assert len(ledger.view(code).amendments) == 1


def test_a_newer_wish_takes_the_place_of_the_older(ledger: Ledger, code: str) -> None:
    first, second = ask(ledger, code), ask(ledger, code, date(2027, 2, 1))
    with ledger.begin() as work:
        assert [w.request.id for w in wishes(work)] == [second.id]
        assert work.requests.get(first.id).state is RequestState.WITHDRAWN
    assert ledger.events()[-2:] == ["extension.withdrawn", "extension.asked"]


def test_a_wish_needs_a_reason_and_a_later_day(ledger: Ledger, code: str) -> None:
    assert code_of(ask, ledger, code, LATER, " ") == "request.no_reason"
    assert code_of(ask, ledger, code, date(2026, 12, 31)) == "request.not_later"


def test_of_many_windows_only_the_one_asked_for_moves(ledger: Ledger) -> None:
    from dondoc.core.extraction import Recurrence

    with ledger.begin() as work:
        work.units.add_person(Person(id=0, code="hien", name="Trần Thị Hiền"))
    (code,) = ledger.confirm(
        Line(
            "Họp 01 lần mỗi quý", (target(1, "lần"),), recurrence=Recurrence.QUARTERLY, rrule="FREQ=MONTHLY;INTERVAL=3"
        )
    )
    before = [w.slot.due for w in ledger.view(code).work]
    assert len(before) == 2
    approve(ledger, ask(ledger, code, date(2026, 10, 15)))
    assert [w.slot.due for w in ledger.view(code).work] == [date(2026, 10, 15), before[1]]


@pytest.mark.parametrize("name", ["Trần Thị Hiền", "tran thi hien", "hien"])
def test_nobody_grants_his_own_wish(ledger: Ledger, code: str, name: str) -> None:
    request = ask(ledger, code)
    for actor in (CLERK, Actor(name="hien", via="link")):
        with pytest.raises(NotAllowed) as own:
            approve_extension(ledger.begin, request.id, approver=name, actor=actor, now=NOW)
        assert own.value.message_code == "request.own"
    assert ledger.view(code).amendments == ()


def test_a_chair_of_the_same_name_may_grant(ledger: Ledger, code: str) -> None:
    request = ask(ledger, code)
    with ledger.begin() as work:
        work.units.add_person(Person(id=0, code="hien-2", name="Trần Thị Hiền"))
    chair = Actor(name="hien-2", via="link")
    granted = approve_extension(ledger.begin, request.id, approver="Trần Thị Hiền", actor=chair, now=NOW)
    assert granted.state is RequestState.APPROVED


def test_a_wish_for_a_day_that_has_gone_by_is_not_granted(ledger: Ledger, code: str) -> None:
    request = ask(ledger, code)
    late = at(LATER + timedelta(days=1))
    with pytest.raises(BadInput) as past:
        approve_extension(ledger.begin, request.id, approver="Phạm Văn Quý", actor=CLERK, now=late)
    assert past.value.message_code == "request.not_later"


def test_granting_an_older_wish_never_moves_the_deadline_back(ledger: Ledger, code: str) -> None:
    request = ask(ledger, code)
    further = date(2027, 3, 1)
    change = Change(kind=AmendmentKind.EXTEND, reason="Chờ kinh phí", approver="Phạm Văn Quý", due=further)
    amend(ledger.begin, code, change, actor=CLERK, now=NOW)
    assert code_of(approve, ledger, request) == "request.not_later"
    assert ledger.view(code).work[0].slot.due == further


def test_the_wish_of_another_person_for_the_same_part_stays(ledger: Ledger, code: str) -> None:
    first = ask(ledger, code)
    with ledger.begin() as work:
        other = work.units.add_person(Person(id=0, code="lan", name="Lê Thị Lan")).id
    slot = ledger.view(code).work[0].slot
    ask_extension(ledger.begin, slot.id, LATER, "Chờ phòng", person_id=other, actor=CLERK, now=NOW)
    with ledger.begin() as work:
        assert [w.person.code for w in wishes(work)] == ["hien", "lan"]
        assert work.requests.get(first.id).state is RequestState.WAITING


@pytest.mark.parametrize("how", ["done", "waived", "cancelled"])
def test_a_task_that_is_settled_leaves_no_wish_to_decide(ledger: Ledger, code: str, how: str) -> None:
    request = ask(ledger, code)
    match how:
        case "done":
            mark_done(ledger.begin, code, RULES, actor=CLERK, now=NOW, attest="Đã kiểm tra đủ hai lớp")
        case "waived":
            waive(ledger.begin, code, "Không còn cần", by="Phạm Văn Quý", actor=CLERK, now=NOW)
        case _:
            change = Change(kind=AmendmentKind.CANCEL, reason="Không còn cần", approver="Phạm Văn Quý")
            amend(ledger.begin, code, change, actor=CLERK, now=NOW)
    with ledger.begin() as work:
        assert work.requests.get(request.id).state is RequestState.WITHDRAWN
    assert ledger.events().count("extension.withdrawn") == 1


def test_what_is_partly_done_may_still_be_wished_for(ledger: Ledger, code: str) -> None:
    request = ask(ledger, code)
    mark_partly(ledger.begin, code, "Còn một lớp", actor=CLERK, now=NOW)
    assert approve(ledger, request).state is RequestState.APPROVED
