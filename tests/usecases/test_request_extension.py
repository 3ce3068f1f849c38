"""Wishes for another day: asked with a reason, granted by an amendment, refused with a reason, decided once."""

from datetime import date

import pytest
from ledger_office import CLERK, NOW, Ledger, Line, at, target

from dondoc.core.answer import ExtensionRequest, RequestState
from dondoc.core.commitment import AmendmentKind
from dondoc.core.unit import Person
from dondoc.errors import BadInput, DondocError, NotAllowed
from dondoc.usecases.request_extension import approve_extension, ask_extension, refuse_extension, wishes

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
