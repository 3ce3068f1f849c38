"""Moving a task: what done needs, and what each refusal says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from ledger_office import CLERK, H2, NOW, RULES, Ledger, Line, at, cap, share, target

from dondoc.core.activity import EvidenceKind
from dondoc.core.extraction import Recurrence
from dondoc.core.progress import state_of
from dondoc.core.target import Per
from dondoc.core.task import Status
from dondoc.errors import BadInput, DondocError, NotAllowed
from dondoc.messages import explain
from dondoc.usecases.decide_evidence import decide_evidence
from dondoc.usecases.record_activity import NewActivity, NewEvidence, add_activity, add_evidence
from dondoc.usecases.update_task import (
    Moved,
    mark_done,
    mark_not_done,
    mark_partly,
    reopen,
    suspend,
    waive,
)

SEPTEMBER = date(2026, 9, 15)
CLASSES = Line("Tổ chức 02 lớp an toàn lao động", targets=(target(),))
PLAIN = Line("Mở tủ sách tại nhà ăn ca")


def done(ledger: Ledger, code: str, *, day: date = SEPTEMBER, **fields: object) -> Moved:
    return mark_done(ledger.begin, code, RULES, actor=CLERK, now=at(day), **fields)


def refusal(ledger: Ledger, code: str, **fields: object) -> DondocError:
    before = ledger.dump()
    with pytest.raises(DondocError) as refused:
        done(ledger, code, **fields)
    assert ledger.dump() == before
    return refused.value


def test_done_without_evidence_is_refused_and_the_refusal_says_how_to_go_on(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    ledger.record(code, SEPTEMBER)
    said = explain(refusal(ledger, code))
    assert f"dondoc evidence add {code}" in said
    assert "--attest" in said


def test_received_evidence_has_to_be_accepted_first(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    activity = ledger.record(code, SEPTEMBER)
    proof = NewEvidence(kind=EvidenceKind.LINK, label="https://vi.du/anh")
    (kept,) = add_evidence(ledger.begin, ledger.blobs, activity.id, [proof], RULES, actor=CLERK, now=at(SEPTEMBER))
    assert f"dondoc evidence accept {kept.id}" in explain(refusal(ledger, code))
    decide_evidence(ledger.begin, kept.id, RULES, accept=True, actor=CLERK, now=at(SEPTEMBER))
    assert done(ledger, code).slot.status is Status.DONE


def test_rejected_evidence_and_a_mere_statement_prove_nothing(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    activity = ledger.record(code, SEPTEMBER)
    proofs = [NewEvidence(kind=k, label="x") for k in (EvidenceKind.LINK, EvidenceKind.STATEMENT)]
    kept = add_evidence(ledger.begin, ledger.blobs, activity.id, proofs, RULES, actor=CLERK, now=at(SEPTEMBER))
    decide_evidence(ledger.begin, kept[0].id, RULES, accept=False, actor=CLERK, now=at(SEPTEMBER), reason="ảnh mờ")
    decide_evidence(ledger.begin, kept[1].id, RULES, accept=True, actor=CLERK, now=at(SEPTEMBER))
    assert refusal(ledger, code).message_code == "done.no_evidence"


def test_a_target_that_is_not_met_is_told_with_its_numbers(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    ledger.prove(ledger.record(code, SEPTEMBER, 1))
    said = explain(refusal(ledger, code))
    assert "cần ít nhất 2 lớp, mới ghi nhận 1" in said
    assert f"dondoc partly {code}" in said


def test_done_on_is_the_day_on_which_the_target_was_met(ledger: Ledger) -> None:
    (code,) = ledger.confirm(CLASSES)
    for day in (date(2026, 8, 1), date(2026, 8, 20), date(2026, 9, 1)):
        ledger.prove(ledger.record(code, day, 1), f"BB {day}")
    assert done(ledger, code).slot.done_on == date(2026, 8, 20)


def test_another_day_than_the_activities_show_is_refused(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    ledger.prove(ledger.record(code, date(2026, 8, 1)))
    assert refusal(ledger, code, on=date(2026, 9, 1)).message_code == "done.other_day"
    assert done(ledger, code, on=date(2026, 8, 1)).slot.done_on == date(2026, 8, 1)


def test_a_day_may_be_named_where_the_activity_s_day_was_guessed(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    ledger.prove(ledger.record(code, SEPTEMBER, is_unclear=True))
    assert done(ledger, code, on=date(2026, 9, 2)).slot.done_on == date(2026, 9, 2)


def test_done_in_the_future_is_refused(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    assert refusal(ledger, code, on=date(2026, 10, 1), attest="Đã mở").message_code == "done.in_future"


def test_an_attestation_stands_in_for_evidence_with_name_day_and_words(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    said = done(ledger, code, attest="  Đã mở,  cả xưởng biết ").slot.attestation
    assert said is not None
    assert (said.on, said.words) == (SEPTEMBER, "Đã mở, cả xưởng biết")


def test_an_attestation_needs_words(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    assert refusal(ledger, code, attest="  ").message_code == "done.attest_words"


def test_an_attestation_does_not_outweigh_a_count_that_falls_short(ledger: Ledger) -> None:
    first, second = ledger.confirm(CLASSES, Line("Tổ chức 02 buổi chiếu phim", targets=(target(2, "buổi"),)))
    ledger.record(first, SEPTEMBER, 1)
    assert refusal(ledger, first, attest="Đủ").message_code == "done.not_met"
    assert done(ledger, second, attest="Đủ cả hai buổi").slot.status is Status.DONE


def test_a_share_is_asked_as_part_of_a_whole(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("90% đoàn viên được khám", targets=(share(),)))
    ledger.prove(ledger.record(code, date(2026, 8, 1), 30, denominator=Decimal(40)), "BB 1")
    refused = refusal(ledger, code)
    assert refused.params["result"] == Decimal(75)
    assert "cần ít nhất 90% đoàn viên, mới ghi nhận 75" in explain(refused)
    ledger.prove(ledger.record(code, date(2026, 8, 9), 38, denominator=Decimal(40)), "BB 2")
    moved = done(ledger, code)
    assert (moved.slot.done_on, moved.results[0].value) == (date(2026, 8, 9), Decimal(95))


def test_a_cap_is_judged_when_its_time_is_over_and_is_not_late_then(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Không để quá 01 vụ tai nạn", targets=(cap(),)))
    refused = refusal(ledger, code, attest="Không có vụ nào")
    assert (refused.message_code, refused.params["due"]) == ("done.cap_open", date(2026, 12, 31))
    moved = done(ledger, code, day=date(2027, 1, 5), attest="Không có vụ nào")
    assert moved.slot.done_on == moved.slot.due


def test_a_cap_that_was_broken_is_not_done(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Không để quá 01 vụ tai nạn", targets=(cap(),)))
    ledger.record(code, SEPTEMBER, 2)
    assert refusal(ledger, code, day=date(2027, 1, 5), attest="x").message_code == "done.not_met"


def test_several_slots_have_to_be_named_one_by_one(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Họp hằng tháng", recurrence=Recurrence.MONTHLY))
    refused = refusal(ledger, code, attest="x")
    assert (refused.message_code, refused.params["first"]) == ("task.which_slot", f"{code}.1")
    assert done(ledger, f"{code}.2", attest="Đã họp").slot.ordinal == 2
    assert refusal(ledger, f"{code}.9", attest="x").message_code == "task.unknown"


def test_a_shared_total_is_judged_on_the_commitment_and_not_on_one_slot(ledger: Ledger) -> None:
    for n in (1, 2):
        ledger.add_unit(f"T{n}", f"Tổ {n}")
    (code,) = ledger.confirm(Line("Các tổ kết nạp 10 đoàn viên", targets=(target(10, "đoàn viên"),), owner="các tổ"))
    for ordinal, quantity in ((1, 4), (2, 5)):
        ledger.prove(ledger.record(f"{code}.{ordinal}", SEPTEMBER, quantity), f"BB {ordinal}")
        assert done(ledger, f"{code}.{ordinal}").slot.status is Status.DONE
    assert state_of(ledger.view(code)) is Status.PARTLY_DONE
    ledger.record(f"{code}.1", SEPTEMBER, 1)
    assert state_of(ledger.view(code)) is Status.DONE


def test_a_target_of_each_assignee_binds_each_slot(ledger: Ledger) -> None:
    for n in (1, 2):
        ledger.add_unit(f"T{n}", f"Tổ {n}")
    each = target(1, "buổi", per=Per.ASSIGNEE)
    (code,) = ledger.confirm(Line("Mỗi tổ tổ chức 01 buổi", targets=(each,), owner="mỗi tổ"))
    ledger.prove(ledger.record(f"{code}.1", SEPTEMBER, 1))
    assert done(ledger, f"{code}.1").slot.status is Status.DONE
    assert refusal(ledger, f"{code}.2").message_code == "done.not_met"


@pytest.mark.parametrize(
    ("act", "status", "event"),
    [(mark_partly, Status.PARTLY_DONE, "slot.partly_done"), (mark_not_done, Status.NOT_DONE, "slot.not_done"),
     (suspend, Status.SUSPENDED, "slot.suspended")],
)  # fmt: skip
def test_the_other_outcomes_need_a_reason(ledger: Ledger, act: type, status: Status, event: str) -> None:
    (code,) = ledger.confirm(PLAIN)
    with pytest.raises(BadInput) as refused:
        act(ledger.begin, code, "  ", actor=CLERK, now=NOW)
    assert refused.value.message_code == "task.reason_missing"
    moved = act(ledger.begin, code, " chưa có  kinh phí ", actor=CLERK, now=NOW)
    assert (moved.slot.status, moved.slot.reason) == (status, "chưa có kinh phí")
    assert ledger.events()[-1] == event


def test_waiving_names_who_released(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    with pytest.raises(BadInput) as refused:
        waive(ledger.begin, code, "trùng kế hoạch khác", by=" ", actor=CLERK, now=NOW)
    assert refused.value.message_code == "waive.by_whom"
    moved = waive(ledger.begin, code, "trùng kế hoạch khác", by="Chủ tịch", actor=CLERK, now=NOW)
    assert (moved.slot.status, moved.slot.decided_by) == (Status.WAIVED, "Chủ tịch")


def test_a_forbidden_move_names_both_states_in_vietnamese(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    done(ledger, code, attest="Đã mở")
    with pytest.raises(NotAllowed) as refused:
        mark_not_done(ledger.begin, code, "nhầm", actor=CLERK, now=at(SEPTEMBER))
    said = explain(refused.value)
    assert "đã hoàn thành" in said
    assert "không thực hiện được" in said
    assert f"dondoc reopen {code}" in said


def test_reopening_clears_the_outcome(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    done(ledger, code, attest="Đã mở")
    slot = reopen(ledger.begin, code, "ghi nhầm", actor=CLERK, now=at(SEPTEMBER)).slot
    assert (slot.status, slot.done_on, slot.attestation, slot.reason) == (Status.OPEN, None, None, "")


def test_a_direction_cannot_be_done(ledger: Ledger) -> None:
    from dondoc.usecases.review_commitments import Decision, Verdict

    kept = ledger.ingest(PLAIN)
    direction = Decision(commitment_id=kept.commitments[0].commitment.id, verdict=Verdict.DIRECTION)
    code = ledger.decide(direction).confirmed[0].commitment.code
    assert refusal(ledger, code, attest="x").message_code == "task.is_direction"


def test_codes_are_found_without_regard_to_case_and_spaces(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    assert done(ledger, f" {code.lower()} ", attest="Đã mở").slot.status is Status.DONE
    assert ledger.view(code).promised.period == H2


def test_an_unplanned_activity_proves_no_task(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    new = NewActivity(happened_on=SEPTEMBER, words="Thăm hỏi gia đình khó khăn")
    ledger.prove(add_activity(ledger.begin, new, actor=CLERK, now=at(SEPTEMBER)))
    assert refusal(ledger, code).message_code == "done.no_evidence"


def test_done_names_who_recorded_it_and_not_who_decided_before(ledger: Ledger) -> None:
    (code,) = ledger.confirm(PLAIN)
    mark_not_done(ledger.begin, code, "thiếu kinh phí", actor=CLERK, now=NOW)
    waive(ledger.begin, code, "trùng kế hoạch khác", by="Chủ tịch", actor=CLERK, now=NOW)
    reopen(ledger.begin, code, "làm lại", actor=CLERK, now=NOW)
    partly = mark_partly(ledger.begin, code, "mới được một nửa", actor=CLERK, now=NOW)
    with ledger.begin() as work:
        work.slots.update_many([replace(partly.slot, decided_by="Chủ tịch")])
    assert done(ledger, code, attest="Đã mở").slot.decided_by == "thuky"
