"""What became of a promise, as a clerk would write it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from draft.samples import CUT_OFF, KNOWN_AT, UNITS, Book, extension, office, target

from dondoc.core.activity import Activity
from dondoc.core.extraction import Kind
from dondoc.core.progress import Result
from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Aggregate, Comparator, Role, Target
from dondoc.core.task import Attestation, Slot, Status
from dondoc.draft.comparison import comparisons
from dondoc.draft.limits import limit_groups
from dondoc.draft.wording import (
    Account,
    Voice,
    direction_sentence,
    result_sentence,
    under_way_ways,
    unplanned_sentence,
)

VOICE = Voice(verbs=office().verbs, units=UNITS, cut_off=CUT_OFF)
SEPTEMBER_15, OCTOBER_20 = date(2017, 9, 15), date(2017, 10, 20)


def told(display: str, *counts: tuple[date, str | None], status: Status = Status.DONE, **more: object) -> str:
    """The sentence on a commitment of one slot with these activities (day, quantity)."""
    book = Book()
    slot_fields = {name: more.pop(name) for name in ("due", "done_on", "attestation") if name in more}
    slot: Slot = book.slot(status, **{"done_on": counts[-1][0] if counts else None, **slot_fields})  # type: ignore[arg-type]
    works = [(slot, [book.activity(slot, day, quantity) for day, quantity in counts])]
    view = book.add(display, "other", works, **{"due": slot.due, **more})  # type: ignore[arg-type]
    return result_sentence(Account.of(book.snapshot(), view), VOICE)


def result(value: str | None, goal: Target) -> Result:
    return Result(target=goal, value=Decimal(value) if value is not None else None)


@pytest.mark.parametrize(
    ("promise", "sentence"),
    [
        (
            "Tổ chức ít nhất 01 giải bóng bàn cho đoàn viên",
            "Đã tổ chức 02 giải bóng bàn cho đoàn viên (ngày 15/9 và 20/10/2017), vượt 01 giải so với kế hoạch.",
        ),
        (
            "Tiếp tục tổ chức tối thiểu 01 giải bóng bàn trong quý IV/2017",
            "Đã tổ chức 02 giải bóng bàn (ngày 15/9 và 20/10/2017), vượt 01 giải so với kế hoạch.",
        ),
        (
            "Câu lạc bộ sẽ tổ chức 01 giải bóng bàn vào ngày 14/9.",
            "Câu lạc bộ đã tổ chức 02 giải bóng bàn (ngày 15/9 và 20/10/2017), vượt 01 giải so với kế hoạch.",
        ),
        (
            "Phấn đấu tổ chức một giải bóng bàn, hoàn thành trước ngày 30/11",
            "Đã tổ chức 02 giải bóng bàn (ngày 15/9 và 20/10/2017), vượt 01 giải so với kế hoạch.",
        ),
        (
            "Có 01 giải bóng bàn trở lên",
            "Đã có 02 giải bóng bàn (ngày 15/9 và 20/10/2017), vượt 01 giải so với kế hoạch.",
        ),
    ],
)
def test_what_was_counted_stands_in_the_place_of_what_was_promised(promise: str, sentence: str) -> None:
    assert told(promise, (SEPTEMBER_15, "1"), (OCTOBER_20, "1"), targets=(target("1", "giải bóng bàn"),)) == sentence


def test_a_level_is_told_as_the_level_that_was_reached() -> None:
    goal = target("60", "gia đình đọc sách", percent=True)
    sentence = told("Phấn đấu tỷ lệ gia đình đọc sách đạt từ 60% trở lên", (OCTOBER_20, "62.5"), targets=(goal,))
    expected = "Tỷ lệ gia đình đọc sách đạt 62,5% (ngày 20/10/2017), cao hơn chỉ tiêu 2,5 điểm phần trăm."
    assert sentence == expected


def test_an_owner_set_before_a_colon_becomes_the_subject() -> None:
    sentence = told("Phòng Tổ chức: rà soát danh sách", (OCTOBER_20, None), owner="Phòng Tổ chức")
    assert sentence == "Phòng Tổ chức đã rà soát danh sách (ngày 20/10/2017)."


def test_the_owner_stays_the_subject() -> None:
    sentence = told("Ban Nữ công tổ chức tọa đàm nuôi dạy con", (OCTOBER_20, None), owner="Ban Nữ công")
    assert sentence == "Ban Nữ công đã tổ chức tọa đàm nuôi dạy con (ngày 20/10/2017)."


def test_a_share_of_a_sum_is_said_in_per_cent_of_the_plan() -> None:
    goal = target("120", "đoàn viên mới")
    sentence = told("Kết nạp ít nhất 120 đoàn viên mới", (OCTOBER_20, "90"), status=Status.PARTLY_DONE, targets=(goal,))
    assert sentence == "Đã kết nạp 90 đoàn viên mới (ngày 20/10/2017), đạt 75% kế hoạch."


def test_far_above_the_plan_is_said_as_a_difference() -> None:
    sentence = told("Kết nạp 100 đoàn viên", (OCTOBER_20, "1250"), targets=(target("100", "đoàn viên"),))
    assert sentence == "Đã kết nạp 1.250 đoàn viên (ngày 20/10/2017), vượt 1.150 đoàn viên so với kế hoạch."


def test_a_late_day_is_told_with_the_days_it_is_late() -> None:
    sentence = told("Ban hành Quy chế hoạt động trước ngày 16/9", (date(2017, 9, 20), None), due=SEPTEMBER_15)
    expected = "Đã ban hành Quy chế hoạt động (ngày 20/9/2017), chậm 05 ngày so với thời hạn (ngày 15/9/2017)."
    assert sentence == expected


def test_in_time_is_said_only_of_a_date_that_the_promise_named() -> None:
    named = told("Ban hành Quy chế hoạt động", (SEPTEMBER_15, None), due_explicit=True)
    proposed = told("Ban hành Quy chế hoạt động", (SEPTEMBER_15, None), due_explicit=True, due_proposed=True)
    assert named.endswith("(ngày 15/9/2017), đúng thời hạn.")
    assert proposed.endswith("(ngày 15/9/2017).")


def test_work_done_on_somebodys_word_prints_that_there_is_no_proof() -> None:
    word = Attestation(by="Trưởng ban", on=OCTOBER_20, words="Đã làm")
    sentence = told("Ban hành Quy chế hoạt động", attestation=word, done_on=SEPTEMBER_15)
    assert "chưa có minh chứng, theo xác nhận của Trưởng ban ngày 20/10/2017" in sentence


@pytest.mark.parametrize(
    "promise",
    [
        "Hội thi cắm hoa chào mừng ngày 20/10",  # no verb
        "Mua quà cho con đoàn viên, ưu tiên 15 cháu khó khăn",  # a number that is no target
        "Gửi vào ngày 14/9 để các tổ góp ý đề án",  # a date in the middle
        "X",
        "",
    ],
)
def test_a_promise_that_does_not_turn_for_certain_is_named_instead(promise: str) -> None:
    sentence = told(promise, (OCTOBER_20, None))
    assert sentence.startswith("Nhiệm vụ “")
    assert sentence.endswith("” đã hoàn thành (ngày 20/10/2017).")


def test_a_promised_figure_that_nobody_counted_is_not_printed_as_a_result() -> None:
    goal = target("60", "suất quà")
    sentence = told("Trao 60 suất quà cho đoàn viên", (OCTOBER_20, None), targets=(goal,))
    assert sentence == "Nhiệm vụ “Trao 60 suất quà cho đoàn viên” đã hoàn thành (ngày 20/10/2017)."


def test_a_part_without_a_figure_is_not_told_as_the_whole() -> None:
    sentence = told("Xây dựng sổ tay an toàn", (OCTOBER_20, None), status=Status.PARTLY_DONE)
    assert sentence == "Nhiệm vụ “Xây dựng sổ tay an toàn” mới thực hiện được một phần (ngày 20/10/2017)."


def test_effort_without_an_end_was_not_kept_up_on_one_day() -> None:
    sentence = told("Thường xuyên theo dõi bếp ăn tập thể", (OCTOBER_20, None), kind=Kind.ONGOING)
    assert sentence == "Đã thường xuyên theo dõi bếp ăn tập thể."


def test_the_dates_of_documents_and_feasts_stay_in_the_sentence() -> None:
    sentence = told("Triển khai Kế hoạch số 12/KH-CĐ ngày 05/7/2017 về an toàn", (OCTOBER_20, None))
    assert sentence == "Đã triển khai Kế hoạch số 12/KH-CĐ ngày 05/7/2017 về an toàn (ngày 20/10/2017)."


PERCENT = target("90", "đoàn viên", percent=True, aggregate=Aggregate.LATEST)
CAP = target("1", "vụ tai nạn", Comparator.AT_MOST, role=Role.CAP)
LOW = target("45", "đoàn viên", role=Role.RANGE_LOW)
HIGH = target("60", "đoàn viên", Comparator.AT_MOST, role=Role.RANGE_HIGH)


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([result("92.5", PERCENT)], ["cao hơn chỉ tiêu 2,5 điểm phần trăm"]),
        ([result("85", PERCENT)], ["thấp hơn chỉ tiêu 5 điểm phần trăm"]),
        ([result("90", PERCENT)], ["đạt kế hoạch"]),
        ([result("90", replace(PERCENT, comparator=Comparator.MORE_THAN))], ["chưa đạt chỉ tiêu trên 90% đoàn viên"]),
        ([result(None, PERCENT)], []),
        ([result(None, CAP)], ["trong kỳ không ghi nhận vụ tai nạn nào"]),
        ([result("1", CAP)], ["trong kỳ có 01 vụ tai nạn, trong mức cho phép"]),
        ([result("3", CAP)], ["trong kỳ có 03 vụ tai nạn, vượt mức cho phép 02 vụ"]),
        ([result("50", LOW), result("50", HIGH)], ["đạt kế hoạch"]),
        ([result("64", LOW), result("64", HIGH)], ["vượt 04 đoàn viên so với mức cao của kế hoạch"]),
        ([result("30", LOW), result("30", HIGH)], ["còn thiếu 15 đoàn viên so với mức tối thiểu của kế hoạch"]),
        ([result("112", target("100", "suất quà"))], ["đạt 112% kế hoạch"]),
        ([result("1", target("2", "hội nghị"))], ["đạt 50% kế hoạch"]),
    ],
)
def test_each_kind_of_target_is_compared_in_its_own_words(results: list[Result], words: list[str]) -> None:
    assert comparisons(results) == words


def test_a_postponement_prints_both_dates_and_what_it_rests_on() -> None:
    book = Book()
    given = extension(date(2017, 9, 30), date(2018, 3, 15), basis="", reason="Chờ vốn")
    view = book.add("Sửa chữa nhà văn hóa", "finance", [(book.slot(due=date(2018, 3, 15)), [])], amendments=[given])
    assert under_way_ways([Account.of(book.snapshot(), view)])[0] == (
        "Nhiệm vụ “Sửa chữa nhà văn hóa” được gia hạn từ ngày 30/9/2017 đến ngày 15/3/2018 "
        "theo ý kiến của Chủ tịch Công đoàn (lý do: chờ vốn)."
    )


def test_directions_of_an_area_are_one_sentence_that_claims_nothing() -> None:
    book = Book()
    views = [book.add(words, "other", is_direction=True) for words in ("Lắng nghe đoàn viên", "Nâng cao tay nghề.")]
    snapshot: Snapshot = book.snapshot()
    sentence = direction_sentence([Account.of(snapshot, view) for view in views])
    assert sentence == "Các nội dung định hướng được theo dõi trong kỳ: lắng nghe đoàn viên; nâng cao tay nghề."


def test_a_body_keeps_its_capital_inside_the_sentence_of_directions() -> None:
    book = Book()
    view = book.add("Ban Nữ công nắm bắt tâm tư chị em", "women", is_direction=True, owner="Ban Nữ công")
    sentence = direction_sentence([Account.of(book.snapshot(), view)])
    assert sentence.endswith("trong kỳ: Ban Nữ công nắm bắt tâm tư chị em.")


def test_what_nobody_had_promised_counts_too() -> None:
    activity = Activity(
        id=1,
        unit_id=1,
        happened_on=SEPTEMBER_15,
        words="đã trao 05 suất quà",
        money=Decimal(2500000),
        received_at=KNOWN_AT,
    )
    sentence = unplanned_sentence(activity, (), VOICE)
    details = "ngày 15/9/2017, kinh phí 2.500.000 đồng, chưa có minh chứng"
    assert sentence == f"Ngoài kế hoạch, đã trao 05 suất quà ({details})."


def test_tasks_missed_for_one_reason_are_told_in_one_line() -> None:
    book = Book()
    for words in ("Tổ chức hội thao", "Mở lớp bơi", "Sửa nhà ăn"):
        reason = "Kinh phí được cấp chậm." if words != "Sửa nhà ăn" else "Ban Giám đốc chưa duyệt"
        book.add(words, "other", [(book.slot(Status.NOT_DONE, reason=reason), [])])
    [group] = limit_groups(Account.all_of(book.snapshot()), VOICE)
    assert [line.text for line in group.lines] == [
        "- 02 nhiệm vụ (“Tổ chức hội thao”; “Mở lớp bơi”): chưa thực hiện được; nguyên nhân: kinh phí được cấp chậm.",
        "- “Sửa nhà ăn”: chưa thực hiện được; nguyên nhân: Ban Giám đốc chưa duyệt.",
    ]
    assert [len(line.codes) for line in group.lines] == [2, 1]
