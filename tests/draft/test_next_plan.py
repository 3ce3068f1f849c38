"""What goes on in the next period, and with which remainder."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from draft.samples import KNOWN_AT, NEXT, Book, full_snapshot, office, target

from dondoc.core.commitment import Amendment, AmendmentKind
from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.progress import Successor
from dondoc.core.report import ReportCalendar
from dondoc.core.target import Comparator, Role
from dondoc.core.task import Status
from dondoc.draft.next_plan import Continuation, PlannedItem, plan_next

VERBS = office().verbs


def plan(book: Book) -> tuple[PlannedItem, ...]:
    return plan_next(book.snapshot(), NEXT, verbs=VERBS)


def test_the_full_half_year_goes_on_where_something_is_owed_or_repeats() -> None:
    items = {item.code[-2:]: item for item in plan_next(full_snapshot(), NEXT, verbs=VERBS)}
    assert sorted(items) == ["09", "10", "11", "12", "13", "15", "16", "17", "18", "19", "20", "21", "22"]
    assert items["09"].continuation is Continuation.REMAINDER
    assert items["18"].continuation is Continuation.RECURRING
    assert items["21"].continuation is Continuation.ONGOING
    assert items["19"].still_owed_by == (4,)


@pytest.mark.parametrize("status", [Status.DONE, Status.WAIVED])
def test_what_is_done_or_released_goes_out(status: Status) -> None:
    book = Book()
    book.add("Tổ chức hội thi", "women", [(book.slot(status, done_on=date(2017, 9, 1)), [])])
    assert plan(book) == ()


def test_a_sum_met_in_part_goes_on_with_the_rest() -> None:
    book = Book()
    slot = book.slot(Status.PARTLY_DONE)
    counted = [book.activity(slot, date(2017, 9, 1), "1150")]
    book.add(
        "Kết nạp tối thiểu 1.200 đoàn viên", "organization", [(slot, counted)], targets=(target("1200", "đoàn viên"),)
    )
    [item] = plan(book)
    assert item.text == "Kết nạp thêm ít nhất 50 đoàn viên"
    assert [t.value for t in item.targets] == [Decimal(50)]


def test_a_range_met_in_part_goes_on_with_both_ends_less() -> None:
    book = Book()
    slot = book.slot()
    low = target("40", "đoàn viên mới", role=Role.RANGE_LOW)
    high = target("50", "đoàn viên mới", Comparator.AT_MOST, role=Role.RANGE_HIGH)
    counted = [book.activity(slot, date(2017, 9, 1), "30")]
    book.add("Kết nạp từ 40 đến 50 đoàn viên mới", "organization", [(slot, counted)], targets=(low, high))
    [item] = plan(book)
    assert item.text == "Kết nạp thêm từ 10 đến 20 đoàn viên mới"


def test_a_percentage_goes_on_whole() -> None:
    book = Book()
    slot = book.slot(Status.PARTLY_DONE)
    goal = target("90", "đoàn viên", percent=True)
    counted = [book.activity(slot, date(2017, 9, 1), "80")]
    book.add("Phấn đấu 90% đoàn viên tham gia câu lạc bộ", "other", [(slot, counted)], targets=(goal,))
    [item] = plan(book)
    assert item.text == "Phấn đấu 90% đoàn viên tham gia câu lạc bộ"
    assert item.targets == (goal,)


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        ("Tổ chức hội thi trong tháng 9/2017", "Tổ chức hội thi"),
        ("Trong quý III, tổ chức hội thi", "Tổ chức hội thi"),
        ("Từ nay đến hết tháng 8 tổ chức hội thi", "Tổ chức hội thi"),
        ("Tổ chức hội thi trong tuần đầu tháng 12", "Tổ chức hội thi"),
        ("Tổ chức hội thi, hoàn thành trước ngày 15/9", "Tổ chức hội thi"),
        ("Tổ chức hội thi trong 6 tháng cuối năm 2017./.", "Tổ chức hội thi"),
        ("Thực hiện Nghị quyết số 05-NQ/ĐU ngày 12/6/2017", "Thực hiện Nghị quyết số 05-NQ/ĐU ngày 12/6/2017"),
    ],
)
def test_old_deadlines_stay_behind(promise: str, words: str) -> None:
    book = Book()
    book.add(promise, "other", [(book.slot(), [])])
    [item] = plan(book)
    assert (item.text, item.due, item.due_explicit) == (words, date(2018, 6, 30), False)


def test_a_postponed_task_keeps_its_new_date() -> None:
    book = Book()
    book.add("Sửa nhà văn hóa trước ngày 01/10", "finance", [(book.slot(due=date(2018, 3, 15)), [])])
    [item] = plan(book)
    assert (item.text, item.due, item.due_explicit) == ("Sửa nhà văn hóa", date(2018, 3, 15), True)


def test_a_feast_of_the_past_year_stays_behind() -> None:
    book = Book()
    book.add("Mở đêm thơ cho hội viên nhân dịp 20/10", "women", [(book.slot(), [])])
    [item] = plan(book)
    assert (item.text, item.due_explicit) == ("Mở đêm thơ cho hội viên", False)


def test_beside_a_feast_in_the_words_the_due_date_is_printed() -> None:
    book = Book()
    book.add("Nhân dịp Quốc khánh 2/9, tổ chức tham quan bảo tàng", "other", [(book.slot(), [])])
    [item] = plan(book)
    assert (item.due, item.due_explicit) == (date(2018, 6, 30), True)


def test_a_semicolon_inside_a_task_does_not_end_it() -> None:
    book = Book()
    book.add("Sửa vườn hoa; sơn lại cổng", "other", [(book.slot(), [])])
    [item] = plan(book)
    assert item.text == "Sửa vườn hoa, sơn lại cổng"


def test_an_amended_number_and_owner_are_printed_as_they_stand_now() -> None:
    book = Book()
    old, new = target("30", "suất quà", Comparator.EXACTLY), target("24", "suất quà", Comparator.EXACTLY)
    changes = [
        Amendment(
            id=1,
            commitment_id=1,
            kind=AmendmentKind.RETARGET,
            reason="",
            approver="",
            at=KNOWN_AT,
            old_targets=(old,),
            new_targets=(new,),
        ),
        Amendment(
            id=2,
            commitment_id=1,
            kind=AmendmentKind.REASSIGN,
            reason="",
            approver="",
            at=KNOWN_AT,
            old_owner="Ban Nữ công",
            new_owner="Ban Đời sống",
        ),
    ]
    book.add(
        "Ban Nữ công trao 30 suất quà",
        "charity",
        [(book.slot(), [])],
        targets=(old,),
        owner="Ban Nữ công",
        amendments=changes,
    )
    [item] = plan(book)
    assert item.text == "Ban Đời sống trao 24 suất quà"


def test_an_owner_of_a_heading_is_named_in_the_clause() -> None:
    book = Book()
    book.add("Rà soát danh sách đoàn viên", "other", [(book.slot(), [])], owner="Văn phòng Công đoàn")
    [item] = plan(book)
    assert item.text == "Văn phòng Công đoàn rà soát danh sách đoàn viên"


def test_a_yearly_task_done_this_half_is_not_repeated_in_the_next() -> None:
    book = Book()
    slot = book.slot(Status.DONE, done_on=date(2017, 9, 1))
    book.add("Tổng kết phong trào hằng năm", "emulation", [(slot, [])], recurrence=Recurrence.YEARLY)
    assert plan(book) == ()


def test_what_is_still_under_way_in_this_period_is_not_promised_anew() -> None:
    book = Book()
    book.add("Tổ chức hội thi", "women", [(book.slot(due=date(2017, 12, 31)), [])])
    snapshot = book.snapshot()
    early = replace(snapshot, plan=replace(snapshot.plan, cut_off=date(2017, 11, 10)))
    assert plan_next(early, NEXT, verbs=VERBS) == ()


def test_a_direction_goes_on_as_continued() -> None:
    book = Book()
    book.add("Lắng nghe ý kiến đoàn viên", "other", kind=Kind.ONGOING, is_direction=True)
    [item] = plan(book)
    assert item.text == "Tiếp tục lắng nghe ý kiến đoàn viên"


def test_what_a_later_promise_continues_is_planned_under_that_one_s_code() -> None:
    book = Book()
    old = book.add("Tổ chức hội thi", "women", [(book.slot(), [])])
    starts_on = NEXT.calendar.start
    told = replace(
        book.snapshot(), views=(old.continued(Successor(code="X", starts_on=starts_on, confirmed_at=KNOWN_AT)),)
    )
    assert [item.code for item in plan_next(told, NEXT, verbs=VERBS)] == [old.code]
    later = replace(told, plan=ReportCalendar().plan_for(1, NEXT))
    assert plan_next(later, NEXT.next(), verbs=VERBS) == ()


@pytest.mark.parametrize(
    ("display", "words", "text"),
    [
        ("Kết nạp 20 đoàn viên, trong đó nữ từ 30% trở lên", "nữ từ 30% trở lên", "Nữ từ 30% trở lên"),
        ("Mở 02 lớp, trong đó ưu tiên thợ trẻ", "Mở 02 lớp, trong đó ưu tiên thợ trẻ", None),
    ],
)
def test_a_part_is_planned_without_what_it_is_a_part_of(display: str, words: str, text: str | None) -> None:
    book = Book()
    whole = book.add("Kết nạp 20 đoàn viên", "organization", [(book.slot(), [])])
    book.add(display, "organization", [(book.slot(), [])])
    part = book.views[-1]
    book.views[-1] = replace(part, promised=replace(part.promised, text=words, parent_id=whole.promised.id))
    assert [item.text for item in plan(book)] == ["Kết nạp 20 đoàn viên", text or display]
