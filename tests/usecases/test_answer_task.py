"""Answers: what happened with its proofs, a wish, a reason; the same form counts once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from ledger_office import CLERK, NOW, RULES, Ledger, Line, at, share, target
from reminder_office import LADDER, Weekdays

from dondoc.core.activity import EvidenceKind, EvidenceState
from dondoc.core.answer import ReceiptKind
from dondoc.core.task import Status
from dondoc.errors import DondocError
from dondoc.usecases.answer_task import Answer, Answered, AnswerKind, Figure, answer_task
from dondoc.usecases.gather_office import ReminderRules
from dondoc.usecases.record_activity import NewEvidence
from dondoc.usecases.request_extension import wishes

DAY = date(2026, 7, 3)
LETTERS = ReminderRules(ladder=LADDER, calendar=Weekdays())
PHOTO = NewEvidence(kind=EvidenceKind.FILE, label="ảnh lớp.png", data=b"anh", media_type="image/png")


def figure(quantity: int, whole: int | None = None, target_: int = 1) -> Figure:
    return Figure(target=target_, quantity=Decimal(quantity), denominator=Decimal(whole) if whole is not None else None)


@pytest.fixture
def code(ledger: Ledger) -> str:
    return ledger.confirm(Line("Mở 02 lớp tập huấn", (target(),)))[0]


def give(ledger: Ledger, code: str, answer: Answer, *, key: str = "a", now: object = NOW) -> Answered:
    slot = ledger.view(code).work[0].slot
    return answer_task(
        ledger.begin,
        ledger.blobs,
        slot.id,
        answer,
        RULES,
        letters=LETTERS,
        person_id=1,
        form_key=key,
        actor=CLERK,
        now=now,  # type: ignore[arg-type]  # an aware datetime
    )


def refusal(ledger: Ledger, code: str, answer: Answer) -> str:
    with pytest.raises(DondocError) as refused:
        give(ledger, code, answer)
    return refused.value.message_code


def done(*figures: Figure, **fields: object) -> Answer:
    values: dict[str, object] = {"kind": AnswerKind.DONE, "happened_on": DAY, "figures": figures, "proofs": (PHOTO,)}
    return Answer(**values | fields)  # type: ignore[arg-type]  # fields by name


def test_done_is_recorded_with_its_proof_and_waits_for_acceptance(ledger: Ledger, code: str) -> None:
    kept = give(ledger, code, done(figure(2), place="Hội trường", people=60, words="Đã mở hai lớp"))
    (activity,) = kept.activities
    assert (activity.quantity, activity.place, activity.people, activity.words) == (
        2,
        "Hội trường",
        60,
        "Đã mở hai lớp",
    )
    assert [e.state for e in kept.evidence] == [EvidenceState.RECEIVED]
    assert kept.slot.status is Status.OPEN
    assert ledger.events()[-3:] == ["activity.recorded", "evidence.received", "slot.answered"]


def test_the_same_form_twice_is_kept_once(ledger: Ledger, code: str) -> None:
    give(ledger, code, done(figure(1)))
    before = ledger.dump()
    assert give(ledger, code, done(figure(1))).is_repeat
    assert ledger.dump() == before


def test_a_form_that_was_refused_can_be_mended_and_sent_again(ledger: Ledger, code: str) -> None:
    assert refusal(ledger, code, done()) == "answer.no_figure"
    assert not give(ledger, code, done(figure(1))).is_repeat


def test_partly_says_why_and_stays_owed(ledger: Ledger, code: str) -> None:
    partly = done(figure(1), kind=AnswerKind.PARTLY)
    assert refusal(ledger, code, partly) == "answer.no_reason"
    kept = give(ledger, code, done(figure(1), kind=AnswerKind.PARTLY, reason="Mới mở được một lớp"))
    assert (kept.slot.status, kept.slot.reason) == (Status.PARTLY_DONE, "Mới mở được một lớp")
    again = give(ledger, code, done(figure(1), kind=AnswerKind.PARTLY, reason="Thêm một lớp", proofs=()), key="b")
    assert len(again.activities) == 1


def test_not_yet_keeps_the_reason_and_moves_nothing(ledger: Ledger, code: str) -> None:
    assert refusal(ledger, code, Answer(kind=AnswerKind.NOT_YET)) == "answer.no_reason"
    kept = give(ledger, code, Answer(kind=AnswerKind.NOT_YET, reason="Chờ kinh phí"))
    assert (kept.slot.status, kept.activities) == (Status.OPEN, ())
    with ledger.begin() as work:
        ((event, payload),) = [p for p in work.events.told_of([code]) if p[0].type == "slot.answered"]
    assert payload is not None
    assert (payload["answer"], payload["reason"], event.actor) == ("not_yet", "Chờ kinh phí", "thuky")


def test_another_day_is_a_wish(ledger: Ledger, code: str) -> None:
    wish = Answer(kind=AnswerKind.LATER_DUE, reason="Chờ giảng viên", until=date(2027, 1, 20))
    kept = give(ledger, code, wish)
    with ledger.begin() as work:
        assert [w.request for w in wishes(work)] == [kept.request]


def test_files_beside_a_wish_are_not_swallowed(ledger: Ledger, code: str) -> None:
    wish = Answer(kind=AnswerKind.LATER_DUE, until=date(2027, 1, 20), reason="Chờ giảng viên", proofs=(PHOTO,))
    assert refusal(ledger, code, wish) == "answer.no_deed"
    assert give(ledger, code, replace(wish, proofs=())).request is not None


def test_snooze_names_a_day_to_come(ledger: Ledger, code: str) -> None:
    assert refusal(ledger, code, Answer(kind=AnswerKind.SNOOZE)) == "answer.no_until"
    assert refusal(ledger, code, Answer(kind=AnswerKind.SNOOZE, until=NOW.date())) == "receipt.past"
    kept = give(ledger, code, Answer(kind=AnswerKind.SNOOZE, until=date(2026, 7, 10)))
    with ledger.begin() as work:
        (receipt,) = work.receipts.of_slots([kept.slot.id])[kept.slot.id]
    assert (receipt.kind, receipt.until) == (ReceiptKind.SNOOZED, date(2026, 7, 10))


def test_each_target_has_its_figure_and_a_share_has_both_numbers(ledger: Ledger) -> None:
    (code,) = ledger.confirm(Line("Mở 02 lớp, 90% đoàn viên tham gia", (target(), share())))
    kept = give(ledger, code, done(figure(2), figure(38, 40, target_=2)))
    assert [(a.quantity, a.denominator, a.links[0].target) for a in kept.activities] == [(2, None, 0), (38, 40, 1)]
    assert len(kept.evidence) == 1


def test_a_settled_task_takes_no_more_answers(ledger: Ledger, code: str) -> None:
    from dondoc.usecases.update_task import waive

    waive(ledger.begin, code, "Trùng", by="Chủ tịch", actor=CLERK, now=NOW)
    assert refusal(ledger, code, done(figure(2))) == "answer.settled"


def test_a_bad_file_keeps_nothing(ledger: Ledger, code: str) -> None:
    before = ledger.dump()
    bad = NewEvidence(kind=EvidenceKind.FILE, label="x.exe", data=b"MZ", media_type="application/octet-stream")
    assert refusal(ledger, code, done(figure(2), proofs=(bad,))) == "evidence.type"
    assert refusal(ledger, code, done(figure(2), happened_on=date(2026, 8, 1))) == "activity.in_future"
    assert ledger.dump() == before


def test_files_that_are_there_already_are_no_second_activity(ledger: Ledger, code: str) -> None:
    give(ledger, code, done(figure(1)))
    again = give(ledger, code, done(figure(1)), key="b", now=at(date(2026, 7, 7)))
    assert (again.activities, again.is_repeat) == ((), False)
