"""Amending what was promised: both values stay, and only what the change is about moves."""

from datetime import date
from decimal import Decimal

import pytest
from ledger_office import CLERK, NOW, Ledger, Line, at, target

from dondoc.core.commitment import AmendmentKind
from dondoc.core.extraction import Recurrence
from dondoc.core.progress import TaskView
from dondoc.core.target import Per
from dondoc.core.task import Status
from dondoc.errors import DondocError
from dondoc.usecases.amend_task import Change, amend
from dondoc.usecases.update_task import mark_not_done, mark_partly

CLASSES = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),), due=date(2026, 9, 30))
MONTHLY = Line("Họp giao ban hằng tháng", recurrence=Recurrence.MONTHLY, targets=(target(1, "buổi", per=Per.SLOT),))


def change(kind: AmendmentKind = AmendmentKind.EXTEND, **fields: object) -> Change:
    values: dict[str, object] = {"kind": kind, "reason": "mưa bão", "approver": "Chủ tịch"}
    return Change(**values | fields)


def apply(ledger: Ledger, code: str, wanted: Change) -> TaskView:
    return amend(ledger.begin, code, wanted, actor=CLERK, now=NOW)


def refusal(ledger: Ledger, code: str, wanted: Change) -> DondocError:
    before = ledger.dump()
    with pytest.raises(DondocError) as refused:
        apply(ledger, code, wanted)
    assert ledger.dump() == before
    return refused.value


def test_an_extension_moves_the_slot_and_keeps_both_dates(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    view = apply(ledger, code, change(due=date(2026, 10, 31)))
    assert (view.promised.due, view.terms.due) == (date(2026, 9, 30), date(2026, 10, 31))
    slot = view.work[0].slot
    assert (slot.due, slot.window.last) == (date(2026, 10, 31), date(2026, 10, 31))
    assert [(a.old_due, a.new_due) for a in view.amendments] == [(date(2026, 9, 30), date(2026, 10, 31))]


def test_yesterday_s_view_still_has_the_old_date(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    view = apply(ledger, code, change(due=date(2026, 10, 31)))
    before = view.at(date(2026, 12, 31), NOW.replace(hour=8))
    assert (before.terms.due, before.work[0].slot.due) == (date(2026, 9, 30), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("wanted", "missing"),
    [
        (change(reason=" ", due=date(2026, 10, 1)), "--reason"),
        (change(approver="", due=date(2026, 10, 1)), "--approver"),
        (change(), "--due"),
        (change(AmendmentKind.RETARGET), "--target"),
        (change(AmendmentKind.REASSIGN), "--owner"),
        (change(AmendmentKind.CORRECT_READING), "--due, --target, --owner"),
    ],
)
def test_what_is_missing_is_named_as_it_is_typed(ledger: Ledger, wanted: Change, missing: str) -> None:
    (code,) = ledger.confirm(CLASSES)
    refused = refusal(ledger, code, wanted)
    assert (refused.message_code, refused.params["missing"]) == ("amend.incomplete", missing)


def test_the_same_date_is_no_amendment(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    assert refusal(ledger, code, change(due=date(2026, 9, 30))).message_code == "amend.same_due"


def test_of_a_recurring_promise_only_the_last_window_moves(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    view = apply(ledger, code, change(due=date(2027, 1, 15)))
    assert [w.slot.due.month for w in view.work] == [7, 8, 9, 10, 11, 1]
    assert view.terms.due == date(2027, 1, 15)


def test_one_named_slot_moves_alone_and_the_others_keep_their_terms(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    view = apply(ledger, f"{code}.2", change(due=date(2026, 9, 10)))
    assert [w.slot.due for w in view.work][:3] == [date(2026, 7, 31), date(2026, 9, 10), date(2026, 9, 30)]
    assert view.terms.due == date(2026, 12, 31)
    assert (view.amendments[0].old_due, view.amendments[0].slot_ordinal) == (date(2026, 8, 31), 2)
    assert refusal(ledger, f"{code}.2", change(due=date(2026, 9, 10))).message_code == "amend.same_due"
    earlier = view.at(date(2026, 12, 31), NOW.replace(hour=8))
    assert [w.slot.due for w in earlier.work][1:3] == [date(2026, 8, 31), date(2026, 9, 30)]


def test_one_of_several_units_gets_more_time_and_the_others_do_not(ledger: Ledger) -> None:
    for n in (1, 2):
        ledger.add_unit(f"T{n}", f"Tổ {n}")
    (code,) = ledger.confirm(Line("Các tổ nộp danh sách", owner="các tổ", due=date(2026, 8, 1)))
    view = apply(ledger, f"{code}.2", change(due=date(2026, 8, 20)))
    assert [w.slot.due for w in view.work] == [date(2026, 8, 1), date(2026, 8, 20)]
    assert view.terms.due == date(2026, 8, 1)


def test_a_part_of_the_only_slot_means_the_whole(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    view = apply(ledger, f"{code}.1", change(due=date(2026, 10, 31)))
    assert (view.amendments[0].slot_ordinal, view.terms.due) == (None, date(2026, 10, 31))
    assert refusal(ledger, f"{code}.7", change(due=date(2026, 11, 30))).message_code == "task.unknown"


def test_a_slot_partly_done_keeps_its_state_and_gets_the_new_date(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    mark_partly(ledger.begin, code, "mới mở 01 lớp", actor=CLERK, now=NOW)
    slot = apply(ledger, code, change(due=date(2026, 11, 30))).work[0].slot
    assert (slot.status, slot.due, slot.reason) == (Status.PARTLY_DONE, date(2026, 11, 30), "mới mở 01 lớp")


def test_what_is_settled_has_to_be_opened_first(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    mark_not_done(ledger.begin, code, "không có giảng viên", actor=CLERK, now=NOW)
    refused = refusal(ledger, code, change(due=date(2026, 11, 30)))
    assert (refused.message_code, refused.params["status"]) == ("amend.settled", Status.NOT_DONE)


def test_an_extension_makes_history_a_task_again(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Gửi danh sách", due=date(2026, 7, 1)))
    assert ledger.view(code).work[0].slot.is_history
    assert not apply(ledger, code, change(due=date(2026, 8, 1))).work[0].slot.is_history


def test_a_planned_day_after_an_earlier_new_date_is_dropped(ledger: Ledger) -> None:
    from dondoc.usecases.review_commitments import Decision, Verdict

    draft = ledger.ingest(CLASSES).commitments[0].commitment
    accept = Decision(commitment_id=draft.id, verdict=Verdict.ACCEPT, planned_for=date(2026, 9, 20))
    code = ledger.decide(accept).confirmed[0].commitment.code
    assert apply(ledger, code, change(due=date(2026, 9, 1))).work[0].slot.planned_for is None


def test_a_new_target_is_counted_as_the_old_one_was(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    view = apply(ledger, code, change(AmendmentKind.RETARGET, targets=(target(2, "buổi"),)))
    assert (view.terms.targets[0].value, view.terms.targets[0].per) == (Decimal(2), Per.SLOT)
    assert view.promised.targets[0].value == Decimal(1)


def test_all_targets_are_named_or_none_is_changed(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("02 lớp, 50 học viên", targets=(target(2), target(50, "học viên"))))
    refused = refusal(ledger, code, change(AmendmentKind.RETARGET, targets=(target(3),)))
    assert (refused.message_code, refused.params["count"]) == ("amend.all_targets", 2)
    both = (target(3), target(60, "học viên"))
    view = apply(ledger, code, change(AmendmentKind.RETARGET, targets=both))
    assert [t.value for t in view.terms.targets] == [3, 60]


def test_a_target_belongs_to_the_whole(ledger: Ledger) -> None:
    (code,) = ledger.confirm(MONTHLY)
    wanted = change(AmendmentKind.RETARGET, targets=(target(2, "buổi"),))
    assert refusal(ledger, f"{code}.1", wanted).message_code == "amend.whole_only"


@pytest.mark.parametrize("kind", [AmendmentKind.REASSIGN, AmendmentKind.CORRECT_READING])
def test_another_owner_takes_the_slot_over(ledger: Ledger, kind: AmendmentKind) -> None:
    team = ledger.add_unit("T1", "Tổ 1")
    (code,) = ledger.confirm(CLASSES)
    view = apply(ledger, code, change(kind, owner="t1"))
    assert view.work[0].slot.assignee.unit_id == team.id
    assert view.terms.owner == "Tổ 1"


def test_parts_of_several_units_go_to_a_new_owner_one_by_one(ledger: Ledger) -> None:
    for n in (1, 2, 3):
        ledger.add_unit(f"T{n}", f"Tổ {n}")
    new = ledger.add_unit("BNC", "Ban Nữ công")
    (code,) = ledger.confirm(Line("Các tổ nộp danh sách", owner="các tổ"))
    assert refusal(ledger, code, change(AmendmentKind.REASSIGN, owner="BNC")).message_code == "task.which_slot"
    assert refusal(ledger, f"{code}.1", change(AmendmentKind.REASSIGN, owner="T2")).message_code == "amend.taken"
    view = apply(ledger, f"{code}.1", change(AmendmentKind.REASSIGN, owner="BNC"))
    assert view.work[0].slot.assignee.unit_id == new.id
    assert view.terms.owner == "các tổ"


def test_an_unknown_owner_changes_nothing(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    assert refusal(ledger, code, change(AmendmentKind.REASSIGN, owner="KHONGCO")).message_code == "unit.unknown"


def test_a_cancellation_waives_what_is_open_with_who_approved(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    slot = apply(ledger, code, change(AmendmentKind.CANCEL, reason="  sáp nhập ")).work[0].slot
    assert (slot.status, slot.reason, slot.decided_by) == (Status.WAIVED, "sáp nhập", "Chủ tịch")


def test_a_direction_has_no_date_to_move(ledger: Ledger) -> None:
    from dondoc.usecases.review_commitments import Decision, Verdict

    draft = ledger.ingest(CLASSES).commitments[0].commitment
    verdict = Decision(commitment_id=draft.id, verdict=Verdict.DIRECTION)
    code = ledger.decide(verdict).confirmed[0].commitment.code
    assert refusal(ledger, code, change(due=date(2026, 12, 1))).message_code == "task.is_direction"


def test_the_newest_of_two_extensions_holds(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    for hour, due in ((9, date(2026, 10, 31)), (10, date(2026, 11, 30))):
        amend(ledger.begin, code, change(due=due), actor=CLERK, now=at(date(2026, 8, 1), hour))
    view = ledger.view(code)
    assert view.terms.due == date(2026, 11, 30)
    assert [a.old_due for a in view.amendments] == [date(2026, 9, 30), date(2026, 10, 31)]
