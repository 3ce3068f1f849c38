"""The table of moves, and how a slot stands on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.period import DateRange
from dondoc.core.task import MOVES, SETTLED, Assignee, Slot, Status, Timeliness, require_move, timeliness
from dondoc.errors import NotAllowed

DUE = date(2026, 9, 30)


def slot(status: Status = Status.OPEN, done_on: date | None = None) -> Slot:
    window = DateRange.through(date(2026, 9, 1), DUE)
    return Slot(id=1, commitment_id=1, ordinal=1, window=window, assignee=Assignee(unit_id=1), due=DUE, status=status,
                done_on=done_on)  # fmt: skip


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_exactly_the_moves_of_the_table_pass(current: Status, wanted: Status) -> None:
    if wanted in MOVES[current]:
        require_move(current, wanted, code="X-01")
        return
    with pytest.raises(NotAllowed) as refused:
        require_move(current, wanted, code="X-01")
    assert refused.value.params == {"task": "X-01", "current": current, "wanted": wanted}


def test_every_state_is_in_the_table_and_none_moves_to_itself() -> None:
    assert set(MOVES) == set(Status)
    assert all(status not in moves for status, moves in MOVES.items())


def test_every_outcome_can_be_opened_again() -> None:
    assert all(Status.OPEN in MOVES[status] for status in SETTLED)


def test_every_state_can_be_reached_from_a_draft() -> None:
    reached, waiting = {Status.DRAFT}, [Status.DRAFT]
    while waiting:
        fresh = MOVES[waiting.pop()] - reached
        reached |= fresh
        waiting += fresh
    assert reached == set(Status)


def test_a_confirmed_task_never_becomes_a_draft_or_rejected() -> None:
    for status in set(Status) - {Status.DRAFT, Status.REJECTED}:
        assert not MOVES[status] & {Status.DRAFT, Status.REJECTED}


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-16, Timeliness.IN_TIME), (-15, Timeliness.DUE_SOON), (0, Timeliness.DUE_SOON), (1, Timeliness.OVERDUE)],
)
@pytest.mark.parametrize("status", [Status.OPEN, Status.PARTLY_DONE])
def test_what_is_owed_is_in_time_up_to_its_last_good_day(status: Status, days: int, expected: Timeliness) -> None:
    assert timeliness(slot(status), today=DUE + timedelta(days=days)) is expected


@pytest.mark.parametrize(("days", "expected"), [(0, Timeliness.DONE_ON_TIME), (1, Timeliness.DONE_LATE)])
def test_done_is_judged_by_its_day_and_not_by_today(days: int, expected: Timeliness) -> None:
    done = slot(Status.DONE, DUE + timedelta(days=days))
    assert timeliness(done, today=DUE + timedelta(days=400)) is expected


@pytest.mark.parametrize("status", [Status.WAIVED, Status.NOT_DONE, Status.SUSPENDED, Status.DRAFT, Status.REJECTED])
def test_what_is_owed_no_longer_is_not_judged(status: Status) -> None:
    assert timeliness(slot(status), today=DUE + timedelta(days=9)) is Timeliness.NOT_APPLICABLE


def test_a_person_and_a_unit_are_different_assignees() -> None:
    assert len({Assignee(unit_id=1).key, Assignee(unit_id=1, person_id=1).key, Assignee(unit_id=11).key}) == 3
