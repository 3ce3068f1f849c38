"""What holds of every result, whatever was recorded."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.activity import Activity, ActivityLink
from dondoc.core.commitment import Commitment
from dondoc.core.extraction import Kind
from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import DateRange
from dondoc.core.progress import SlotWork, TaskView, headline, met_on, results, state_of
from dondoc.core.target import Aggregate, Comparator, Per, Role, Target
from dondoc.core.task import Assignee, Slot, Status

FIRST = date(2026, 7, 1)
AT = datetime(2026, 12, 31, tzinfo=TIME_ZONE)
WINDOW = DateRange.through(FIRST, date(2026, 12, 31))
COUNTS = st.lists(st.tuples(st.integers(0, 180), st.none() | st.integers(0, 50)), max_size=8)


def view(counts: list[tuple[int, int | None]], target: Target, *statuses: Status) -> TaskView:
    promise = Commitment(id=1, unit_id=1, document_id=None, period=None, text="x", display="x", kind=Kind.COUNTABLE,
                         targets=(target,), due=WINDOW.last, status=Status.OPEN, code="X-01")  # fmt: skip
    activities = tuple(
        Activity(id=n, unit_id=1, happened_on=FIRST + timedelta(days=day), words="x", received_at=AT,
                 quantity=Decimal(count) if count is not None else None, links=(ActivityLink(slot_id=1),))
        for n, (day, count) in enumerate(counts, start=1)
    )  # fmt: skip
    work = tuple(
        SlotWork(
            slot=Slot(id=n, commitment_id=1, ordinal=n, window=WINDOW, assignee=Assignee(unit_id=n), due=WINDOW.last,
                      status=status),
            activities=activities if n == 1 else (), evidence={},
        )
        for n, status in enumerate(statuses or (Status.OPEN,), start=1)
    )  # fmt: skip
    return TaskView(promised=promise, work=work)


def goal(aggregate: Aggregate = Aggregate.SUM, value: int = 40, **fields: object) -> Target:
    values: dict[str, object] = {"comparator": Comparator.AT_LEAST, "value": Decimal(value), "unit": "người"}
    return Target(aggregate=aggregate, **values | fields)


@given(COUNTS, st.tuples(st.integers(0, 180), st.none() | st.integers(0, 50)), st.sampled_from(["sum", "max"]))
def test_one_more_activity_never_lowers_a_sum_or_a_maximum(
    counts: list[tuple[int, int | None]], more: tuple[int, int | None], aggregate: str
) -> None:
    target = goal(Aggregate(aggregate))
    (before,), (after,) = results(view(counts, target)), results(view([*counts, more], target))
    assert (after.value or 0) >= (before.value or 0)
    assert after.missing <= before.missing


@given(COUNTS, st.permutations(range(8)))
def test_the_order_of_recording_does_not_change_a_sum(counts: list[tuple[int, int | None]], order: list[int]) -> None:
    shuffled = [counts[n] for n in order if n < len(counts)]
    assert results(view(counts, goal()))[0].value == results(view(shuffled, goal()))[0].value


@given(COUNTS)
def test_a_sum_is_met_on_the_first_day_that_reaches_it(counts: list[tuple[int, int | None]]) -> None:
    found = view(counts, goal())
    day = met_on(found, found.work[0])
    until = lambda last: sum(c or 0 for d, c in counts if FIRST + timedelta(days=d) <= last)  # noqa: E731 - used thrice
    assert (day is not None) == results(found)[0].is_met
    if day is not None:
        assert until(day) >= 40 > until(day - timedelta(days=1))


@given(COUNTS, st.integers(0, 40))
def test_a_cap_is_known_to_be_kept_only_at_the_end(counts: list[tuple[int, int | None]], value: int) -> None:
    cap = goal(value=value, comparator=Comparator.AT_MOST, role=Role.CAP)
    found = view(counts, cap)
    total = sum(count or 0 for _, count in counts)
    assert met_on(found, found.work[0]) == (WINDOW.last if total <= value else None)


@given(
    st.lists(st.sampled_from([s for s in Status if s not in {Status.DRAFT, Status.REJECTED}]), min_size=1, max_size=6)
)
def test_the_state_of_the_whole_follows_from_its_slots(statuses: list[Status]) -> None:
    state = state_of(view([(0, 40)], goal(per=Per.COMMITMENT), *statuses))
    if Status.OPEN in statuses:
        assert state is Status.OPEN
    elif Status.SUSPENDED in statuses:
        assert state is Status.SUSPENDED
    elif judged := {s for s in statuses if s is not Status.WAIVED}:
        assert state is (judged.pop() if len(judged) == 1 else Status.PARTLY_DONE)
    else:
        assert state is Status.WAIVED


@given(st.lists(st.sampled_from(Status), max_size=8), st.dates(FIRST, date(2027, 6, 30)))
def test_every_slot_stands_in_exactly_one_column(statuses: list[Status], today: date) -> None:
    views = [view([], goal(), status) for status in statuses]
    counts = headline(views, today=today)
    columns = (counts.done_on_time, counts.done_late, counts.partly_done, counts.not_done, counts.waived,
               counts.suspended, counts.in_time, counts.overdue)  # fmt: skip
    assert counts.total == len(statuses) == sum(columns)
