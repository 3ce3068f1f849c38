from datetime import date

import pytest
from extract.reading import lexicon

from dondoc.core.period import Period
from dondoc.extract.anchor import Anchor
from dondoc.extract.dates import DateKind, Grip, Offset, ReadingOf, Unit, choose, find_deadlines, parse
from dondoc.extract.normalize import fold

HALF = Anchor(plan=Period.parse("2025-H2"), issued_on=date(2025, 6, 20))


def due(words: str, anchor: Anchor = HALF, *, bare: bool = False) -> str | None:
    deadline = choose(find_deadlines(fold(words), anchor, lexicon(), bare=bare))
    return deadline.due.isoformat() if deadline else None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("nộp hồ sơ trước ngày 15/8", "2025-08-14"),
        ("hoàn thành quy chế chuyển đổi số trước ngày 15/8/2025", "2025-08-14"),
        ("nộp hồ sơ trước 9 giờ ngày 15/8", "2025-08-15"),
        ("xong trước tháng 10", "2025-09-30"),
        ("chậm nhất ngày 05 tháng 9 năm 2025", "2025-09-05"),
        ("muộn nhất là 05.9.2025", "2025-09-05"),
        ("đến hết tháng 11 đạt 90%", "2025-11-30"),
        ("từ nay đến ngày 20/12", "2025-12-20"),
        ("tổ chức vào ngày 12/9", "2025-09-12"),
        ("trong tháng 9/2025", "2025-09-30"),
        ("hoàn thành trong quý III", "2025-09-30"),
        ("đầu quý IV", "2025-10-31"),
        ("vào giữa quý IV", "2025-11-30"),
        ("vào cuối quý IV", "2025-12-31"),
        ("đầu tháng 9", "2025-09-10"),
        ("giữa tháng 9", "2025-09-20"),
        ("cuối tháng 9", "2025-09-30"),
        ("trong tuần đầu tháng 12", "2025-12-07"),
        ("tuần 2 tháng 8", "2025-08-14"),
        ("từ ngày 10/8 đến ngày 25/8", "2025-08-25"),
        ("từ ngày 05 đến 20/8, tổ chức hội thao", "2025-08-20"),
        ("trong các ngày 21-22/10", "2025-10-22"),
        ("trong 02 ngày 19 - 20/7", "2025-07-20"),
        ("từ tháng 7 - 11/2025", "2025-11-30"),
        ("tọa đàm nhân dịp 20/10", "2025-10-20"),
        ("chào mừng ngày Nhà giáo Việt Nam", "2025-11-20"),
        ("kỷ niệm 96 năm thành lập Công đoàn Việt Nam (28/7/1929 - 28/7/2025)", "2025-07-28"),
        ("tặng quà nhân dịp Tết Trung thu", "2025-10-06"),
        ("trước Tết Nguyên đán", "2026-02-16"),
        ("phấn đấu đến cuối năm 2025", "2025-12-31"),
        ("bàn giao trước ngày 15/01/2026", "2026-01-14"),
    ],
)
def test_words_round_a_date_say_the_last_good_day(words: str, day: str):
    assert due(words) == day


@pytest.mark.parametrize(
    "words",
    [
        "theo Kế hoạch số 12/KH-CĐ ngày 13/7/2025",
        "báo cáo vào ngày 25 hằng tháng",
        "từ tháng 8/2025, duy trì câu lạc bộ",
        "chào mừng các ngày lễ lớn 19/8 và 02/9",
        "chào mừng ngày 19/8 và ngày Quốc khánh 02/9",
        "sửa xong trước khai giảng",
        "trình kỳ họp cuối năm",
        "đại diện 12/15 chi hội tham dự",
        "sau Tết, ra quân trồng cây",
        "công nhân về quê đón Tết",
    ],
)
def test_no_deadline_is_read_where_none_is_set(words: str):
    assert due(words) is None


def test_before_a_day_keeps_the_day_as_written():
    deadline = choose(find_deadlines("trước ngày 15/8", HALF, lexicon()))
    assert deadline is not None
    assert (deadline.due, deadline.nominal) == (date(2025, 8, 14), date(2025, 8, 15))


def test_the_firmest_words_win_over_an_occasion():
    assert due("tổ chức hội thi chào mừng 20/10, tổng kết trước ngày 01/11") == "2025-10-31"


def test_a_table_cell_needs_no_word_before_its_date():
    assert due("Tháng 8", bare=True) == "2025-08-31"
    assert due("10/12/2025", bare=True) == "2025-12-10"
    assert due("21-22/12/2025", bare=True) == "2025-12-22"
    assert due("Thứ 2, 11/8", bare=True) == "2025-08-11"
    assert due("Tháng 8") is None


def test_parts_of_the_plans_own_month_are_understood():
    month = Anchor(plan=Period.parse("2025-M07"), issued_on=date(2025, 6, 28))
    assert due("họp vào đầu tháng", month) == "2025-07-10"
    assert due("họp vào giữa tháng", month) == "2025-07-20"
    assert due("họp vào cuối tháng", month) == "2025-07-31"


def test_a_missing_year_is_the_plans_year_and_without_a_plan_never_lies_in_the_past():
    year = Anchor(plan=Period.parse("2026"), issued_on=date(2025, 12, 20))
    assert due("trước ngày 15/3", year) == "2026-03-14"
    letter = Anchor(issued_on=date(2025, 12, 20))
    assert due("trước ngày 15/3", letter) == "2026-03-14"
    assert due("trước ngày 15/3", Anchor()) is None


def test_impossible_days_are_no_deadlines():
    assert due("trước ngày 31/9") is None
    assert due("trước ngày 00/00/0000") is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("từ 10/8–25/8", "2025-08-25"),
        ("từ 8 giờ đến 11 giờ 30 ngày 15/8, tổ chức hội nghị", "2025-08-15"),
        ("từ đầu tháng 8 đến giữa tháng 9", "2025-09-20"),
        ("trong các tháng 8, 9 và 10", "2025-10-31"),
        ("xong trong quý III, IV", "2025-12-31"),
        ("trong vòng 10 ngày kể từ ngày 05/8", "2025-08-15"),
        ("trước cuối năm", "2025-12-31"),
        ("trước hết tháng 9", "2025-09-30"),
        ("đến hết quý I năm sau", "2026-03-31"),
        ("chậm nhất thứ Sáu, ngày 15/8", "2025-08-15"),
        ("thứ Sáu, 15/8", "2025-08-15"),
        ("Thời gian thực hiện: quý III/2025", "2025-09-30"),
        ("tổ chức hội thao (tháng 8)", "2025-08-31"),
        ("15/8: họp Ban Chấp hành", "2025-08-15"),
        ("tổ chức hội thao (20/10), tổng kết trước 30/9", "2025-09-29"),
        ("hưởng ứng Tháng hành động vì bình đẳng giới", "2025-12-15"),
    ],
)
def test_more_words_round_a_date_say_the_last_good_day(words: str, day: str):
    assert due(words) == day


@pytest.mark.parametrize(
    "words",
    [
        "trong học kỳ I",
        "trong năm",
        "sau ngày 15/8",
        "trước ngày 05 tháng sau",
        "báo cáo vào ngày 25 của tháng",
        "Kết quả hội thao cấp cụm (05/01/2026)",
        "trong vòng 10 ngày làm việc",
        "không quá 10 ngày",
        "sinh hoạt tại đường 30/4",
        "chào mừng ngày 19/8 và ngày 02/9",
        "giai đoạn 2025-2030",
        "ngay sau khi có hướng dẫn",
    ],
)
def test_more_words_that_set_no_deadline(words: str):
    assert due(words) is None


def test_a_mention_tells_how_its_words_bind_it():
    one, two = parse("hoàn thành chậm nhất ngày 15/8; báo cáo tháng 9", date(2025, 7, 1), lexicon())
    assert (one.text, one.modifiers, one.grip) == ("chậm nhất ngày 15/8", ("chậm nhất",), Grip.LIMIT)
    assert (two.text, two.modifiers, two.grip, two.due) == ("tháng 9", (), None, date(2025, 9, 30))


def test_a_day_that_may_be_of_two_years_keeps_both():
    (one,) = parse("trước ngày 15/3", HALF, lexicon())
    assert [(reading.of, reading.due) for reading in one.readings] == [
        (ReadingOf.DAY_BEFORE, date(2026, 3, 14)),
        (ReadingOf.THE_DAY, date(2026, 3, 15)),
        (ReadingOf.THE_YEAR, date(2026, 3, 14)),
        (ReadingOf.OTHER_YEAR, date(2025, 3, 14)),
    ]
    assert [doubt.code for doubt in one.doubts] == ["date.which_year"]


def test_time_from_an_event_is_counted_where_the_event_has_a_day():
    (signed,) = parse("trong vòng 10 ngày làm việc kể từ ngày ký", HALF, lexicon())
    assert (signed.kind, signed.due) == (DateKind.RELATIVE, date(2025, 7, 4))
    (received,) = parse("trong vòng 10 ngày làm việc kể từ ngày nhận hồ sơ", HALF, lexicon())
    assert received.offset == Offset(count=10, unit=Unit.WORKING_DAYS, event="nhận hồ sơ")
    assert (received.due, [doubt.code for doubt in received.doubts]) == (None, ["date.event"])
    (ahead,) = parse("gửi tài liệu ít nhất 03 ngày trước hội nghị", HALF, lexicon())
    assert ahead.offset == Offset(count=-3, unit=Unit.DAYS, event="hội nghị")


def test_working_days_are_those_of_the_anchor():
    rests = Anchor(
        issued_on=date(2025, 8, 28), is_working_day=lambda day: day.weekday() < 5 and day != date(2025, 9, 2)
    )
    (one,) = parse("trong vòng 3 ngày làm việc kể từ ngày ban hành", rests)
    assert one.due == date(2025, 9, 3)


def test_a_weekday_behind_or_before_a_date_is_checked():
    (wrong,) = parse("thứ Hai, ngày 15/7/2025", HALF)
    assert dict(wrong.doubts[0].params) == {"phrase": "thứ Hai, ngày 15/7/2025", "weekday": "thứ Ba"}
    assert [one.doubts for one in parse("ngày 15/7/2025 (thứ Ba)", HALF)] == [()]


def test_a_text_of_several_sentences_is_read_mention_by_mention():
    text = "Nộp hồ sơ trước ngày 15/8. Nhân dịp 20/10, tổ chức tọa đàm; hằng tháng, báo cáo vào ngày 25."
    found = parse(text, HALF, lexicon())
    assert [(one.text, one.kind) for one in found] == [
        ("trước ngày 15/8", DateKind.DEADLINE),
        ("Nhân dịp 20/10", DateKind.OCCASION),
        ("hằng tháng", DateKind.CYCLE),
    ]
