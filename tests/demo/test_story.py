from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.commitment import Commitment
from dondoc.core.extraction import Kind
from dondoc.core.period import DateRange, Period
from dondoc.core.progress import SlotWork, TaskView
from dondoc.core.target import Comparator, Role, Target
from dondoc.core.task import Assignee, Slot, Status
from dondoc.demo.cast import unit_names
from dondoc.demo.picture import picture
from dondoc.demo.story import Deed, write_story
from dondoc.documents.sniff import media_type

BEGIN, END = date(2026, 7, 1), date(2026, 12, 31)


def a_view(number: int, *, due: date = END, targets: tuple[Target, ...] = (), slots: int = 1) -> TaskView:
    commitment = Commitment(
        id=number,
        code=f"CD-2026-H2-{number:02}",
        unit_id=1,
        document_id=None,
        period=Period(2026, 6, 2),
        text=f"Tổ chức việc số {number}",
        display=f"Tổ chức việc số {number}",
        kind=Kind.COUNTABLE if targets else Kind.DELIVERABLE,
        targets=targets,
        due=due,
        status=Status.OPEN,
    )
    work = tuple(
        SlotWork(
            slot=Slot(
                id=number * 100 + n,
                commitment_id=number,
                ordinal=n,
                window=DateRange.through(BEGIN, due),
                assignee=Assignee(unit_id=n),
                due=due,
            ),
            evidence={},
        )
        for n in range(1, slots + 1)
    )
    return TaskView(promised=commitment, work=work)


def a_target(value: int, *, comparator: Comparator = Comparator.AT_LEAST, role: Role = Role.REACH) -> Target:
    return Target(comparator=comparator, value=Decimal(value), unit="cuộc", role=role)


def test_every_outcome_occurs_when_the_report_has_enough_tasks() -> None:
    views = [a_view(n, due=date(2026, 7 + n % 5, 20), targets=(a_target(4),) if n % 2 else ()) for n in range(1, 12)]
    deeds = Counter(act.deed for act in write_story(views, begin=BEGIN, end=END))
    assert set(deeds) == set(Deed)
    assert deeds[Deed.UNPLANNED] == 1


def test_one_task_is_worked_on_after_its_date() -> None:
    views = [a_view(n, due=date(2026, 9, 20)) for n in range(1, 9)]
    late = {
        act.code
        for act in write_story(views, begin=BEGIN, end=END)
        if act.deed is Deed.HAND_IN and act.day > date(2026, 9, 20)
    }
    assert len(late) == 1


def test_a_cap_is_concluded_when_its_time_is_over() -> None:
    cap = a_target(2, comparator=Comparator.AT_MOST, role=Role.CAP)
    acts = write_story([a_view(1, targets=(cap,), due=date(2026, 10, 30))], begin=BEGIN, end=END)
    assert [act.day for act in acts if act.deed is Deed.CONCLUDE] >= [date(2026, 10, 30)]
    assert [act.quantity for act in acts if act.quantity is not None and act.code] == [Decimal(1)]


@given(st.lists(st.tuples(st.integers(0, 250), st.integers(0, 5), st.integers(1, 3)), max_size=12))
def test_nothing_happens_outside_the_period_or_to_a_task_that_does_not_exist(
    shapes: list[tuple[int, int, int]],
) -> None:
    views = [
        a_view(
            n,
            due=min(END, BEGIN + timedelta(days=offset)),
            targets=(a_target(value),) if value else (),
            slots=slots,
        )
        for n, (offset, value, slots) in enumerate(shapes, start=1)
    ]
    codes = {view.slot_code(work.slot) for view in views for work in view.work} | {""}
    acts = write_story(views, begin=BEGIN, end=END)
    assert all(BEGIN <= act.day <= END and act.code in codes for act in acts)
    assert [act.day for act in acts] == sorted(act.day for act in acts)


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        ("Ban Nữ công", ["Ban Nữ công"]),
        ("mỗi chi hội", ["Chi hội số 1", "Chi hội số 2", "Chi hội số 3"]),
        ("các phòng, ban", ["Phòng, ban số 1", "Phòng, ban số 2", "Phòng, ban số 3"]),
    ],
)
def test_a_plural_owner_becomes_several_units(owner: str, names: list[str]) -> None:
    assert unit_names(owner) == names


def test_pictures_are_pictures() -> None:
    assert media_type(picture("x"), "x.png") == "image/png"
