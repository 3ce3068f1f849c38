"""Results against targets, and facts as they were known on a day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from draft.samples import CUT_OFF, KNOWN_AT, Book, extension, months, proof, target

from dondoc.core.activity import ActivityLink, EvidenceKind, EvidenceRules, EvidenceState
from dondoc.core.instants import TIME_ZONE
from dondoc.core.progress import (
    Outcome,
    Result,
    Successor,
    TaskView,
    binding_results,
    headline,
    met_on,
    results,
    state_of,
)
from dondoc.core.target import Aggregate, Comparator, Per, Role
from dondoc.core.task import Status, Timeliness, timeliness

RULES = EvidenceRules(
    sufficient=frozenset({EvidenceKind.FILE}), accepted_on_arrival=frozenset(), max_file_size=1, media_types=frozenset()
)
SEPTEMBER, OCTOBER, NOVEMBER = date(2017, 9, 15), date(2017, 10, 20), date(2017, 11, 25)


def view_of(*counts: tuple[date, str | None], status: Status = Status.OPEN, **more: object) -> TaskView:
    book = Book()
    slot = book.slot(status)
    return book.add("Tổ chức hội nghị", "other", [(slot, [book.activity(slot, d, q) for d, q in counts])], **more)  # type: ignore[arg-type]


def value(view: TaskView) -> Decimal | None:
    return results(view)[0].value


def test_counts_add_up_and_rates_do_not() -> None:
    counts = ((SEPTEMBER, "85"), (OCTOBER, "92"))
    assert value(view_of(*counts, targets=(target("2", "cuộc"),))) == 177
    assert value(view_of(*counts, targets=(target("90", "đoàn viên", percent=True),))) == 92
    assert value(view_of(*counts, targets=(target("90", "điểm", aggregate=Aggregate.LATEST),))) == 92
    assert value(view_of(*counts, targets=(target("90", "điểm", aggregate=Aggregate.MAX),))) == 92


def test_nothing_counted_is_not_zero() -> None:
    assert value(view_of((SEPTEMBER, None), targets=(target("2", "cuộc"),))) is None


def test_a_part_of_a_whole_becomes_a_percentage() -> None:
    view = view_of(targets=(target("90", "tổ", percent=True, aggregate=Aggregate.SHARE),))
    slot = view.work[0].slot
    activity = replace(Book().activity(slot, SEPTEMBER, "38"), denominator=Decimal(40))
    [result] = results(replace(view, work=(replace(view.work[0], activities=(activity,)),)))
    assert (result.value, result.numerator, result.denominator) == (95, 38, 40)
    assert result.is_met


def test_one_activity_for_two_slots_counts_once_unless_it_is_shared_out() -> None:
    book = Book()
    slots = [book.slot(unit=unit) for unit in (2, 3)]
    whole = replace(book.activity(slots[0], SEPTEMBER, "6"), links=tuple(ActivityLink(slot_id=s.id) for s in slots))
    shares = tuple(ActivityLink(slot_id=s.id, share=Decimal(3)) for s in slots)
    goal = (target("6", "suất quà"),)
    once = book.add("Trao quà", "other", [(s, [whole]) for s in slots], targets=goal)
    shared = book.add("Trao quà", "other", [(s, [replace(whole, links=shares)]) for s in slots], targets=goal)
    assert value(once) == 6
    assert value(shared) == 6


def test_a_target_of_each_slot_is_judged_on_the_slot() -> None:
    book = Book()
    slots = [book.slot(unit=2), book.slot(unit=3)]
    works = [(slots[0], [book.activity(slots[0], SEPTEMBER, "1")]), (slots[1], [])]
    view = book.add("Mỗi tổ mở 01 lớp", "other", works, targets=(target("1", "lớp", per=Per.ASSIGNEE),))
    assert [r.is_met for r in binding_results(view, slots[0])] == [True]
    assert [r.is_met for r in binding_results(view, slots[1])] == [False]


def test_a_cap_is_met_by_nothing_and_has_nothing_to_make_up() -> None:
    cap = target("1", "vụ", Comparator.AT_MOST, role=Role.CAP)
    assert Result(target=cap, value=None).is_met
    over = Result(target=cap, value=Decimal(3))
    assert not over.is_met
    assert over.missing == 0
    assert over.percent_of_plan is None


def test_the_upper_end_of_a_range_is_a_hope() -> None:
    low = target("45", "đoàn viên", role=Role.RANGE_LOW)
    high = target("60", "đoàn viên", Comparator.AT_MOST, role=Role.RANGE_HIGH)
    found = results(view_of((SEPTEMBER, "64"), targets=(low, high)))
    assert [r.value for r in found] == [64, 64]
    assert all(r.is_met for r in found)


def test_share_of_the_plan_is_said_only_of_sums_to_reach() -> None:
    assert Result(target=target("4", "lớp"), value=Decimal(3)).percent_of_plan == 75
    assert Result(target=target("90", "x", percent=True), value=Decimal(45)).percent_of_plan is None
    assert Result(target=target("4", "lớp", Comparator.AT_MOST), value=Decimal(3)).percent_of_plan is None
    assert Result(target=target("0", "lớp"), value=Decimal(3)).percent_of_plan is None


def test_a_target_is_met_on_the_day_that_completes_it() -> None:
    view = view_of((SEPTEMBER, "1"), (OCTOBER, "1"), (NOVEMBER, "1"), targets=(target("2", "cuộc"),))
    assert met_on(view, view.work[0]) == OCTOBER
    short = view_of((SEPTEMBER, "1"), targets=(target("2", "cuộc"),))
    assert met_on(short, short.work[0]) is None
    bare = view_of((SEPTEMBER, None), (OCTOBER, None))
    assert met_on(bare, bare.work[0]) == OCTOBER


def test_several_outcomes_make_the_state_of_the_whole() -> None:
    def state(*statuses: Status) -> Status:
        book = Book()
        return state_of(book.add("Họp", "other", [(book.slot(s), []) for s in statuses]))

    assert state(Status.DONE, Status.OPEN) is Status.OPEN
    assert state(Status.DONE, Status.SUSPENDED) is Status.SUSPENDED
    assert state(Status.DONE, Status.NOT_DONE) is Status.PARTLY_DONE
    assert state(Status.DONE, Status.WAIVED) is Status.DONE
    assert state(Status.WAIVED, Status.WAIVED) is Status.WAIVED
    assert state(Status.NOT_DONE, Status.NOT_DONE) is Status.NOT_DONE


def test_all_slots_done_without_the_common_sum_is_partly() -> None:
    book = Book()
    works = []
    for unit in (2, 3):
        slot = book.slot(Status.DONE, unit=unit, done_on=SEPTEMBER)
        works.append((slot, [book.activity(slot, SEPTEMBER, "1")]))
    view = book.add("Các tổ trồng cây", "other", works, targets=(target("100", "cây"),))
    assert state_of(view) is Status.PARTLY_DONE


def test_what_was_decided_later_had_not_been_decided() -> None:
    view = view_of((SEPTEMBER, "1"), status=Status.DONE)
    before = KNOWN_AT - timedelta(days=5, seconds=1)
    assert view.at(CUT_OFF, KNOWN_AT).work[0].slot.status is Status.DONE
    assert view.at(CUT_OFF, before).work[0].slot.status is Status.OPEN
    assert view.at(date(2017, 9, 14), KNOWN_AT).work[0].activities == ()


def test_what_was_done_after_the_day_was_not_done_on_it() -> None:
    book = Book()
    slot = book.slot(Status.DONE, done_on=NOVEMBER)
    view = book.add("Họp", "other", [(slot, [])])
    assert view.at(OCTOBER, KNOWN_AT).work[0].slot.status is Status.OPEN
    assert view.at(NOVEMBER, KNOWN_AT).work[0].slot.status is Status.DONE


def test_before_an_extension_the_old_date_held() -> None:
    old, new = date(2017, 9, 30), date(2018, 3, 15)
    given = extension(old, new)
    book = Book()
    view = book.add("Sửa nhà", "other", [(book.slot(due=new), [])], amendments=[given], due=old)
    assert view.at(CUT_OFF, KNOWN_AT).work[0].slot.due == new
    earlier = view.at(CUT_OFF, given.at - timedelta(seconds=1))
    assert (earlier.work[0].slot.due, earlier.terms.due) == (old, old)


def test_before_two_extensions_the_first_date_held() -> None:
    days = [date(2017, 9, 30), date(2017, 11, 30), date(2018, 3, 15)]
    first = extension(days[0], days[1])
    second = replace(extension(days[1], days[2], at=first.at + timedelta(days=30)), id=2)
    book = Book()
    view = book.add("Sửa nhà", "other", [(book.slot(due=days[2]), [])], amendments=[first, second], due=days[0])
    assert view.at(CUT_OFF, second.at - timedelta(days=1)).work[0].slot.due == days[1]
    assert view.at(CUT_OFF, first.at - timedelta(days=1)).work[0].slot.due == days[0]


def test_proof_counts_from_the_instant_it_was_accepted() -> None:
    view = view_of((SEPTEMBER, "1"))
    [work] = view.work
    late = replace(proof(work.activities[0]), decided_at=KNOWN_AT)
    work = replace(work, evidence={work.activities[0].id: (late,)})
    assert work.at(CUT_OFF, KNOWN_AT).is_proven(RULES)
    before = work.at(CUT_OFF, KNOWN_AT - timedelta(seconds=1))
    assert not before.is_proven(RULES)
    assert [e.state for e in before.awaiting] == [EvidenceState.RECEIVED]


def test_a_kind_of_proof_that_does_not_suffice_proves_nothing() -> None:
    [work] = view_of((SEPTEMBER, "1")).work
    statement = replace(proof(work.activities[0]), kind=EvidenceKind.STATEMENT)
    assert not replace(work, evidence={work.activities[0].id: (statement,)}).is_proven(RULES)


def test_the_headline_counts_every_slot_once() -> None:
    book = Book()
    book.add("Họp", "other", months(book, [Status.DONE, Status.NOT_DONE, Status.OPEN]))
    counts = headline(book.views, today=date(2017, 9, 30))
    assert (counts.total, counts.done, counts.not_done, counts.in_time) == (3, 1, 1, 1)
    assert headline(book.views, today=date(2017, 10, 1)).overdue == 1


def test_codes_of_several_slots_bear_their_ordinal() -> None:
    book = Book()
    many = book.add("Họp", "other", months(book, [Status.OPEN, Status.OPEN]))
    one = book.add("Họp", "other", [(book.slot(), [])])
    assert [many.slot_code(w.slot) for w in many.work] == ["CD-2017-H2-01.1", "CD-2017-H2-01.2"]
    assert one.slot_code(one.work[0].slot) == "CD-2017-H2-02"


def recorded(*outcomes: Outcome) -> TaskView:
    """A slot of which this was recorded, the last being how it stands."""
    last = outcomes[-1]
    book = Book()
    slot = book.slot(last.status, done_on=last.done_on, decided_at=last.at, reason=last.reason)
    view = book.add("Họp", "other", [(slot, [])])
    return replace(view, work=(replace(view.work[0], history=outcomes),))


def on(day: date) -> datetime:
    return datetime.combine(day, time(8), TIME_ZONE)


PARTLY = Outcome(status=Status.PARTLY_DONE, at=on(date(2017, 9, 29)), reason="Thiếu giảng viên")
NEW_YEAR = date(2018, 1, 1)
LATER_DONE = Outcome(status=Status.DONE, at=on(NEW_YEAR), done_on=NEW_YEAR)
REOPENED = Outcome(status=Status.OPEN, at=on(NEW_YEAR) - timedelta(hours=1))


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ((PARTLY, LATER_DONE), (Status.PARTLY_DONE, "Thiếu giảng viên")),
        ((PARTLY, REOPENED, LATER_DONE), (Status.PARTLY_DONE, "Thiếu giảng viên")),
        # Taken back and nothing new: as open as it says.
        ((PARTLY, REOPENED), (Status.OPEN, "")),
        # Never told as done what was taken back.
        ((replace(PARTLY, status=Status.DONE, done_on=date(2017, 9, 29)), REOPENED, LATER_DONE), (Status.OPEN, "")),
        ((LATER_DONE,), (Status.OPEN, "")),
        ((replace(PARTLY, at=on(CUT_OFF + timedelta(days=2))),), (Status.OPEN, "")),
    ],
)
def test_a_later_success_does_not_erase_what_was_recorded_before(
    outcomes: tuple[Outcome, ...], expected: tuple[Status, str]
) -> None:
    slot = recorded(*outcomes).at(CUT_OFF, on(NEW_YEAR) + timedelta(hours=4)).work[0].slot
    assert (slot.status, slot.reason) == expected
    assert slot.done_on is None


@pytest.mark.parametrize(
    ("status", "due", "is_over"),
    [
        (Status.OPEN, date(2017, 11, 10), True),
        (Status.PARTLY_DONE, date(2017, 12, 31), True),
        (Status.SUSPENDED, date(2017, 12, 31), True),
        # Postponed into the new period.
        (Status.OPEN, date(2018, 3, 15), True),
        # Its day was still to come when the next cycle was confirmed.
        (Status.OPEN, date(2017, 12, 20), False),
        (Status.DONE, date(2017, 11, 10), False),
        (Status.WAIVED, date(2017, 11, 10), False),
    ],
)
def test_what_is_owed_goes_over_to_the_promise_that_continues_it(status: Status, due: date, *, is_over: bool) -> None:
    book = Book()
    view = book.add("Họp", "other", [(book.slot(status, due=due), [])])
    later = Successor(code="CD-2018-H1-01", starts_on=NEW_YEAR, confirmed_at=on(date(2017, 11, 15)))
    slot = view.continued(later).work[0].slot
    assert slot.continued_by == ("CD-2018-H1-01" if is_over else "")
    assert view.continued(later).continued(None) == view
    if is_over:
        assert timeliness(slot, today=date(2018, 6, 1)) is Timeliness.NOT_APPLICABLE
        assert headline([view.continued(later)], today=date(2018, 6, 1)).total == 0


@pytest.mark.parametrize(("due", "expected"), [(SEPTEMBER, Status.NOT_DONE), (NOVEMBER, Status.OPEN)])
def test_what_was_given_up_later_was_still_to_come(due: date, expected: Status) -> None:
    book = Book()
    slot = book.slot(Status.NOT_DONE, due=due, decided_at=on(date(2017, 12, 1)))
    view = book.add("Họp", "other", [(slot, [])])
    assert view.at(date(2017, 9, 30), KNOWN_AT).work[0].slot.status is expected
