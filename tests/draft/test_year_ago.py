"""A result beside that of the same period a year before: only where both surely count the same thing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from draft.samples import CUT_OFF, UNITS, Book, office, target

from dondoc.core.extraction import Recurrence
from dondoc.core.progress import Result, TaskView
from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Aggregate, Comparator, Role, Target
from dondoc.core.task import Status
from dondoc.draft.comparison import comparisons_with_year_before
from dondoc.draft.wording import Account, Voice, result_sentence
from dondoc.draft.year_ago import views_a_year_ago

VOICE = Voice(verbs=office().verbs, units=UNITS, cut_off=CUT_OFF)
DAY = date(2017, 10, 20)
TALKS = target("2", "cuộc đối thoại")


def held(book: Book, words: str, count: str, goal: Target = TALKS, **more: object) -> TaskView:
    status = Status(str(more.pop("status", Status.DONE)))
    slot = book.slot(status, done_on=DAY if status is Status.DONE else None)
    return book.add(words, "representation", [(slot, [book.activity(slot, DAY, count)])], targets=(goal,), **more)


def beside(now: Book, then: Book, **more: object) -> Snapshot:
    """The snapshot of now beside that of then, whose commitments have other ids."""
    views = tuple(replace(v, promised=replace(v.promised, id=v.promised.id + 100)) for v in then.views)
    return replace(now.snapshot(), year_before=replace(then.snapshot(), views=views), **more)  # type: ignore[arg-type]


def sentence(snapshot: Snapshot) -> str:
    [account] = Account.all_of(snapshot)
    return result_sentence(account, VOICE)


def compared(goal: Target, value: str | None, before: str | None, *, wholes: Sequence[str] = ()) -> list[str]:
    counts = [
        Result(target=goal, value=None if v is None else Decimal(v), denominator=Decimal(whole) if whole else None)
        for v, whole in zip((value, before), wholes or ("", ""), strict=True)
    ]
    return comparisons_with_year_before([counts[0]], {0: counts[1]})


@pytest.mark.parametrize(
    ("value", "before", "words"),
    [
        ("5", "3", "tăng 02 cuộc so với cùng kỳ năm trước"),
        ("2", "3", "giảm 01 cuộc so với cùng kỳ năm trước"),
        ("3", "3", "bằng cùng kỳ năm trước"),
        ("150", "120", "tăng 30 cuộc (25%) so với cùng kỳ năm trước"),
        ("100", "12", "tăng 88 cuộc so với cùng kỳ năm trước"),
    ],
)
def test_counts_are_said_as_a_difference(value: str, before: str, words: str) -> None:
    assert compared(TALKS, value, before) == [words]


def test_percentages_are_compared_in_percentage_points() -> None:
    share = target("90", "đoàn viên", percent=True, aggregate=Aggregate.LATEST)
    assert compared(share, "92.5", "90") == ["tăng 2,5 điểm phần trăm so với cùng kỳ năm trước"]


def test_events_that_nobody_recorded_were_none() -> None:
    cap = target("1", "vụ tai nạn", Comparator.AT_MOST, role=Role.CAP)
    assert compared(cap, None, "2") == ["giảm 02 vụ so với cùng kỳ năm trước"]


def test_what_nobody_counted_and_shares_of_other_wholes_are_not_compared() -> None:
    share = target("40", "CĐCS", aggregate=Aggregate.SHARE)
    assert compared(TALKS, "5", None) == []
    assert compared(share, "38", "36", wholes=("40", "38")) == []
    assert compared(share, "38", "36", wholes=("40", "40")) == ["tăng 02 CĐCS so với cùng kỳ năm trước"]


def test_the_same_words_a_year_later_are_the_same_promise() -> None:
    now, then = Book(), Book()
    held(now, "Tổ chức ít nhất 02 cuộc đối thoại tại nơi làm việc trước ngày 30/11", "5")
    held(then, "Tiếp tục tổ chức 01 cuộc đối thoại tại nơi làm việc", "3")
    assert sentence(beside(now, then)).endswith("vượt 03 cuộc so với kế hoạch, tăng 02 cuộc so với cùng kỳ năm trước.")


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("Tổ chức 01 cuộc đối thoại đột xuất", {}),  # other words
        ("Tổ chức 01 cuộc đối thoại tại nơi làm việc", {"owner": "Ban Nữ công"}),  # another owner
        ("Tổ chức 01 cuộc đối thoại tại nơi làm việc", {"goal": target("1", "lượt người")}),  # another unit of count
    ],
)
def test_what_is_not_surely_the_same_is_not_compared(words: str, more: dict[str, object]) -> None:
    now, then = Book(), Book()
    held(now, "Tổ chức 02 cuộc đối thoại tại nơi làm việc", "5")
    held(then, words, "3", **more)  # type: ignore[arg-type]
    assert "cùng kỳ" not in sentence(beside(now, then))


def test_another_unit_is_another_promise() -> None:
    now, then = Book(), Book()
    held(now, "Tổ chức 02 cuộc đối thoại tại nơi làm việc", "5")
    view = held(then, "Tổ chức 02 cuộc đối thoại tại nơi làm việc", "3")
    then.views[:] = [replace(view, promised=replace(view.promised, unit_id=2))]
    assert views_a_year_ago(beside(now, then)) == {}


def test_two_promises_of_the_same_words_are_not_told_apart() -> None:
    now, then = Book(), Book()
    held(now, "Tổ chức 02 cuộc đối thoại tại nơi làm việc", "5")
    for _ in range(2):
        held(then, "Tổ chức 01 cuộc đối thoại tại nơi làm việc", "3")
    assert views_a_year_ago(beside(now, then)) == {}


@pytest.mark.parametrize(
    ("status", "recurrence", "is_found"),
    [
        (Status.DONE, None, True),
        (Status.PARTLY_DONE, Recurrence.YEARLY, True),
        # What is left over from then is the same work still.
        (Status.PARTLY_DONE, None, False),
    ],
)
def test_what_continues_an_earlier_promise_repeats_it(
    status: Status, recurrence: Recurrence | None, *, is_found: bool
) -> None:
    now, then = Book(), Book()
    held(now, "Gặp mặt trao đổi với người lao động, 02 cuộc đối thoại", "5", recurrence=recurrence)
    held(then, "Tổ chức 01 cuộc đối thoại tại nơi làm việc", "3", status=status, recurrence=recurrence)
    found = views_a_year_ago(beside(now, then, forebears={1: (55, 101)}))
    assert bool(found) is is_found


def test_work_that_is_still_going_on_is_not_set_beside_a_whole_year_before() -> None:
    now, then = Book(), Book()
    slots = [now.slot(Status.DONE, done_on=DAY), now.slot(due=date(2018, 3, 1))]
    works = [(slots[0], [now.activity(slots[0], DAY, "1")]), (slots[1], [])]
    now.add("Tổ chức 02 cuộc đối thoại tại nơi làm việc", "representation", works, targets=(TALKS,))
    held(then, "Tổ chức 02 cuộc đối thoại tại nơi làm việc", "3")
    assert views_a_year_ago(beside(now, then))
    assert "cùng kỳ" not in sentence(beside(now, then))
