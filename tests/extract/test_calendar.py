"""Calendar words with an anchor: missing years, feasts by the moon, words that lean on the plan."""

from datetime import date

import pytest
from extract.reading import lexicon

from dondoc.core.period import Period
from dondoc.extract import dates
from dondoc.extract.anchor import Anchor
from dondoc.extract.calendar import calendar_words, mentions
from dondoc.extract.mention import Mention
from dondoc.extract.normalize import fold

HALF = Anchor(plan=Period.parse("2026-H2"), issued_on=date(2026, 7, 1))
MONTH = Anchor(plan=Period.parse("2026-M08"), issued_on=date(2026, 7, 28))
QUARTER = Anchor(plan=Period.parse("2026-Q3"), issued_on=date(2026, 6, 28))


def days(words: str, anchor: Anchor = HALF) -> list[tuple[str, str]]:
    return [(one.days.start.isoformat(), one.days.last.isoformat()) for one in mentions(fold(words), anchor, lexicon())]


def doubts(words: str, anchor: Anchor = HALF) -> list[str]:
    return [one.doubt.code for one in calendar_words(fold(words), anchor, lexicon()) if one.doubt]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("mùng 5/9", "2026-09-05"),
        ("ngày 15 tháng Tám", "2026-08-15"),
        ("ngày 15 tháng mười hai", "2026-12-15"),
        ("15/8/26", "2026-08-15"),
        ("ngày15/8", "2026-08-15"),
        ("ngày 15-8", "2026-08-15"),
        ("ngày 15/01 năm sau", "2027-01-15"),
        ("\uff11\uff15/8/2026", "2026-08-15"),
        ("23 tháng Chạp", "2027-01-30"),
        ("mùng 10 tháng Giêng", "2027-02-15"),
        ("Giỗ Tổ Hùng Vương (10/3 âm lịch)", "2027-04-16"),
        ("rằm tháng Bảy", "2026-08-27"),
        ("Tết Nguyên đán Bính Ngọ 2026", "2026-02-17"),
        ("Quốc khánh 2/9", "2026-09-02"),
    ],
)
def test_a_day_is_read_in_all_its_shapes(words: str, day: str):
    assert days(words)[0] == (day, day)


@pytest.mark.parametrize(
    "words",
    [
        "38/40 CĐCS", "5/7 tổ công đoàn", "hẻm 45/12/3", "mục 1.2.3", "tăng 1.5 lần", "5-7 đoàn viên", "Điều 7",
        "Khóa XII", "Nghị định 09/2019", "04/2015/NĐ-CP", "lương tháng 13", "trẻ từ 6 tháng tuổi", "mỗi tháng 2 lần",
        "3 tháng một lần", "tháng hai lần", "ngày công", "Quỹ Vì người nghèo", "năm người", "hai năm", "quý vị",
    ],
)  # fmt: skip
def test_what_names_no_time_is_none(words: str):
    assert days(words) == []


def test_a_missing_year_is_that_of_the_plan_else_of_the_nearest_day_to_come():
    assert days("15/3", HALF) == [("2027-03-15", "2027-03-15")]
    assert days("15/3", Anchor(issued_on=date(2026, 3, 1))) == [("2026-03-15", "2026-03-15")]
    assert days("15/3", Anchor(named_year=2025)) == [("2025-03-15", "2025-03-15")]
    assert days("ngày 15/3", Anchor()) == []


def test_parts_of_the_first_moon_lie_inside_it_in_every_year():
    for year in range(2020, 2041):
        parts = [
            dates.parse(f"{part} tháng Giêng", date(year, 1, 1), lexicon())[0].window
            for part in ("đầu", "giữa", "cuối", "trong")
        ]
        first, middle, last, whole = [part for part in parts if part]
        assert [first.start, first.end, middle.end, last.end] == [whole.start, middle.start, last.start, whole.end]


def test_the_dash_of_a_list_item_makes_no_day():
    assert dates.parse("- 9/9 tổ công đoàn", HALF, lexicon()) == []
    (span,) = dates.parse("từ 5/9 - 9/9", HALF, lexicon())
    assert span.due == date(2026, 9, 9)


def test_what_cannot_be_settled_is_doubted():
    assert doubts("trước ngày 31/9") == ["date.impossible"]
    assert doubts("ngày 29/2/2027") == ["date.impossible"]
    assert doubts("trước ngày 15/3") == ["date.which_year"]
    assert doubts("5/7 chỉ tiêu lạ") == ["date.day_or_share"]
    assert doubts("vào tháng Giêng") == ["date.lunar"]
    assert doubts("15/10 âm lịch") == ["date.lunar"]
    assert doubts("ngày 15/3", Anchor()) == ["date.no_year"]
    assert doubts("trước ngày 25") == ["date.no_month"]
    assert doubts("trước ngày 15/8; 20/10 tổ chức hội thi; Quốc khánh 2/9 tổ chức mít tinh") == []


def test_the_other_year_of_a_day_is_kept():
    (one,) = calendar_words(fold("trước ngày 15/3"), HALF, lexicon())
    assert isinstance(one, Mention)
    assert one.other is not None
    assert (one.days.start, one.other.start) == (date(2027, 3, 15), date(2026, 3, 15))


def test_words_of_the_plans_own_month_and_quarter_are_read_by_it():
    assert days("trước ngày 25", MONTH) == [("2026-08-25", "2026-08-25")]
    assert days("các ngày 5, 10 và 15", MONTH) == [("2026-08-05", "2026-08-15")]
    assert days("ngày 25, 02 lớp tập huấn", MONTH) == [("2026-08-25", "2026-08-25")]
    assert days("trước ngày 05 tháng sau", MONTH) == [("2026-09-05", "2026-09-05")]
    assert days("hằng tháng, trước ngày 20", MONTH) == []
    assert days("trong tuần 2", MONTH) == [("2026-08-08", "2026-08-14")]
    assert days("ngày 10 tháng đầu quý sau", QUARTER) == [("2026-10-10", "2026-10-10")]
    assert days("hết quý này", QUARTER) == [("2026-07-01", "2026-09-30")]


def test_a_list_keeps_its_parts():
    (one,) = mentions(fold("tháng 7, 9 và 11"), HALF, lexicon())
    assert [part.start.month for part in one.parts] == [7, 9, 11]
    assert (one.days.start, one.days.last) == (date(2026, 7, 1), date(2026, 11, 30))


def test_every_occasion_of_the_config_is_read_by_each_of_its_names():
    for occasion in lexicon().occasions:
        expected = occasion.days(2026)
        assert expected is not None
        for name in occasion.names.words:
            year = Anchor(plan=Period.parse("2026"))
            found = [one.days for one in mentions(f"chào mừng {name}", year, lexicon()) if one.occasion is not None]
            assert found == [lexicon().named[name].days(2026)]


def test_feasts_fall_on_the_days_that_the_reference_gives():
    feasts = {one.code: one for one in lexicon().occasions}
    given = {
        "tet": ["2026-02-17", "2027-02-06", "2028-01-26"],
        "hung_kings": ["2026-04-26", "2027-04-16", "2028-04-04"],
        "mid_autumn": ["2025-10-06", "2026-09-25", "2027-09-15", "2028-10-03"],
    }
    for code, texts in given.items():
        for text in texts:
            day = date.fromisoformat(text)
            assert feasts[code].on(day.year) == day
