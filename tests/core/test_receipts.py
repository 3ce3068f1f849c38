"""What a person still hears of after "đã nhận" and "nhắc lại sau", day by day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from core.test_reminder import CALENDAR, DUE, HIEN, LADDER, LAN, plan, subject

from dondoc.core.answer import Receipt, ReceiptKind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.receipts import latest_snooze
from dondoc.core.reminder import DueNotice, Held, HeldReason, Subject

# The ladder of a slot due on Thursday 30 November 2017: 9, 21, 27 and 29 November, then the day itself.
BEFORE_15, BEFORE_7, BEFORE_3 = date(2017, 11, 9), date(2017, 11, 23), date(2017, 11, 27)


def said(kind: ReceiptKind, on: date, *, until: date | None = None, person: int = HIEN, slot: int = 1) -> Receipt:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=TIME_ZONE)
    return Receipt(id=1, slot_id=slot, person_id=person, kind=kind, at=at, until=until)


def acknowledged(*days: date) -> Subject:
    return replace(subject(DUE), receipts=tuple(said(ReceiptKind.ACKNOWLEDGED, day) for day in days))


def snoozed(on: date, until: date, it: Subject | None = None) -> Subject:
    return replace(it or subject(DUE), receipts=(said(ReceiptKind.SNOOZED, on, until=until),))


def outcome(it: Subject, today: date, *, last_pass: date | None = None) -> str:
    result = plan(it, today, last_pass=last_pass)
    return result.due[0].key.rung if result.due else result.held[0].reason.value


def test_after_da_nhan_the_next_rung_is_left_out_and_the_one_after_it_is_told() -> None:
    it = acknowledged(BEFORE_15)
    assert outcome(it, BEFORE_7) == HeldReason.ACKNOWLEDGED
    assert outcome(it, BEFORE_3) == "before_3"
    assert outcome(it, DUE) == "on_day"


def test_what_was_acknowledged_says_when_the_next_letter_comes() -> None:
    held = plan(acknowledged(BEFORE_15), BEFORE_7).held[0]
    assert (held.reason, held.person_id, held.until) == (HeldReason.ACKNOWLEDGED, HIEN, BEFORE_3)


def test_a_rung_that_was_acknowledged_before_it_could_be_told_is_not_told() -> None:
    assert outcome(acknowledged(date(2017, 11, 22)), BEFORE_7) == HeldReason.ACKNOWLEDGED


def test_a_later_word_leaves_out_the_rung_after_it_alone() -> None:
    it = acknowledged(BEFORE_15, BEFORE_7)
    assert outcome(it, BEFORE_3) == HeldReason.ACKNOWLEDGED
    assert outcome(it, date(2017, 11, 29), last_pass=date(2017, 11, 26)) == "before_1"


def test_the_last_rung_before_the_day_is_never_left_out() -> None:
    it = acknowledged(BEFORE_3)
    assert outcome(it, date(2017, 11, 29), last_pass=date(2017, 11, 26)) == "before_1"


@pytest.mark.parametrize(
    ("today", "rung"), [(DUE, "on_day"), (date(2017, 12, 7), "overdue"), (date(2018, 1, 22), "long_overdue")]
)
def test_the_day_itself_and_what_is_overdue_are_told_whatever_was_said(today: date, rung: str) -> None:
    assert outcome(acknowledged(today - timedelta(days=1), today), today) == rung


def test_the_months_question_is_answered_by_da_nhan() -> None:
    far = replace(subject(date(2018, 3, 30)), receipts=(said(ReceiptKind.ACKNOWLEDGED, date(2017, 11, 20)),))
    assert outcome(far, date(2017, 11, 23)) == HeldReason.ACKNOWLEDGED
    assert outcome(far, date(2017, 12, 20), last_pass=date(2017, 12, 17)) == "check_in"


def test_another_persons_word_counts_for_him_alone() -> None:
    both = replace(acknowledged(BEFORE_15), persons=(HIEN, LAN))
    result = plan(both, BEFORE_7)
    assert [notice.key.person_id for notice in result.due] == [LAN]
    assert [(held.reason, held.person_id) for held in result.held] == [(HeldReason.ACKNOWLEDGED, HIEN)]


def test_what_was_put_off_is_held_until_the_day_and_told_again_then() -> None:
    monday, thursday = date(2017, 11, 13), date(2017, 11, 16)
    it = snoozed(BEFORE_15, thursday)
    known = {notice.key for notice in plan(subject(DUE), BEFORE_15).due}
    held = plan(it, monday, known).held[0]
    assert (held.reason, held.person_id, held.until) == (HeldReason.SNOOZED, HIEN, thursday)
    told = plan(it, thursday, known).due[0]
    assert (told.key.rung, told.key.ordinal, told.key.due_on) == ("again", 20171116, DUE)
    assert plan(it, date(2017, 11, 20), known | {told.key}).held[0].reason is HeldReason.ALREADY_TOLD


def test_rungs_that_are_reached_while_it_is_put_off_merge_into_the_newest() -> None:
    it = snoozed(BEFORE_15, BEFORE_3)
    assert outcome(it, BEFORE_7) == HeldReason.SNOOZED
    assert outcome(it, BEFORE_3) == "before_3"


def test_it_can_be_put_off_to_the_last_day_for_letters_before_the_day_aimed_at() -> None:
    def test(day: date) -> bool:
        return LADDER.sends_on(day, CALENDAR)

    assert latest_snooze(subject(DUE), test, said_on=BEFORE_15) == date(2017, 11, 29)
    assert latest_snooze(subject(date(2017, 12, 3)), test, said_on=BEFORE_15) == date(2017, 12, 1)
    planned = subject(DUE, planned_for=date(2017, 11, 14))
    assert latest_snooze(planned, test, said_on=BEFORE_15) == date(2017, 11, 13)
    assert latest_snooze(planned, test, said_on=date(2017, 11, 14)) == date(2017, 11, 29)
    assert latest_snooze(subject(DUE), test, said_on=date(2017, 11, 29)) is None
    assert latest_snooze(subject(DUE), test, said_on=DUE) is None


def test_a_date_that_was_moved_nearer_cuts_the_putting_off_short() -> None:
    nearer = snoozed(BEFORE_15, date(2017, 11, 29), subject(date(2017, 11, 21)))
    assert outcome(nearer, date(2017, 11, 20)) == "before_1"
    assert outcome(nearer, date(2017, 11, 21)) == "on_day"


def test_what_was_put_off_once_is_no_longer_held_when_it_is_due() -> None:
    result = plan(snoozed(BEFORE_15, date(2017, 11, 29)), DUE)
    assert [type(one) for one in (*result.due, *result.held)] == [DueNotice]
    assert not any(isinstance(one, Held) for one in result.due)
