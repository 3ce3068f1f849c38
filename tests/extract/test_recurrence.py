import pytest

from dondoc.core.period import Period
from dondoc.extract.anchor import Anchor
from dondoc.extract.recurrence import find_rhythm, parse


@pytest.mark.parametrize(
    ("words", "recurrence", "rrule"),
    [
        ("họp giao ban hằng tuần", "weekly", "FREQ=WEEKLY"),
        ("phát thanh thứ sáu hằng tuần", "weekly", "FREQ=WEEKLY;BYDAY=FR"),
        ("báo cáo hàng tháng", "monthly", "FREQ=MONTHLY"),
        ("nộp vào ngày 25 hằng tháng", "monthly", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("định kỳ hằng quý báo cáo", "quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("ba tháng một lần", "quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("định kỳ 6 tháng báo cáo", "half-yearly", "FREQ=MONTHLY;INTERVAL=6"),
        ("sáu tháng một lần", "half-yearly", "FREQ=MONTHLY;INTERVAL=6"),
        ("mỗi năm một chuyên đề", "yearly", "FREQ=YEARLY"),
        ("ít nhất 02 buổi/tuần", "weekly", "FREQ=WEEKLY"),
        ("hỗ trợ 500.000 đồng/cháu/tháng", "monthly", "FREQ=MONTHLY"),
    ],
)
def test_a_rhythm_is_one_word_and_one_rule(words: str, recurrence: str, rrule: str):
    rhythm = find_rhythm(words)
    assert rhythm is not None
    assert (rhythm.recurrence.value, rhythm.rrule) == (recurrence, rrule)


@pytest.mark.parametrize(
    "words", ["mỗi ngày một việc tốt", "trong tháng 9", "thu nhập 7 triệu đồng/người/tháng", "báo cáo năm 2024"]
)
def test_what_does_not_recur_has_no_rhythm(words: str):
    assert find_rhythm(words) is None


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("trước ngày 05 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=4"]),
        ("trước ngày 01 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=-1"]),
        ("các ngày 10 và 25 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=10,25"]),
        ("từ ngày 20 đến ngày 25 hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
        ("hằng tháng, gửi báo cáo trước ngày 20", ["FREQ=MONTHLY;BYMONTHDAY=19"]),
        ("thứ 2, 4, 6 hằng tuần", ["FREQ=WEEKLY;BYDAY=MO,WE,FR"]),
        ("tối Chủ nhật hằng tuần", ["FREQ=WEEKLY;BYDAY=SU"]),
        ("thứ Hai đầu tiên hằng tháng", ["FREQ=MONTHLY;BYDAY=1MO"]),
        ("Chủ nhật tuần cuối hằng tháng", ["FREQ=MONTHLY;BYDAY=-1SU"]),
        ("tuần đầu hằng tháng", ["FREQ=MONTHLY;BYMONTHDAY=7"]),
        ("đầu mỗi quý", ["FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=-1"]),
        ("hằng quý, chậm nhất ngày 10 tháng đầu quý sau", ["FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"]),
        ("trước ngày 15/12 hằng năm", ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14"]),
        ("trước ngày 05 của tháng tiếp theo", ["FREQ=MONTHLY;BYMONTHDAY=4"]),
        ("vào ngày 25 của tháng", ["FREQ=MONTHLY;BYMONTHDAY=25"]),
        ("trước ngày 20 của tháng cuối quý", ["FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=19"]),
        ("hằng tháng, quý, 6 tháng, năm",
         ["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
    ],
)  # fmt: skip
def test_the_day_in_a_cycle_is_part_of_its_rule(words: str, rules: list[str]):
    assert [one.rrule for one in parse(words)] == rules


def test_a_cycle_of_the_next_month_is_a_day_in_the_plan_of_one_month():
    words = "gửi báo cáo trước ngày 05 tháng sau"
    assert [one.rrule for one in parse(words, Anchor(plan=Period.parse("2026-H2")))] == ["FREQ=MONTHLY;BYMONTHDAY=4"]
    assert parse(words, Anchor(plan=Period.parse("2026-M08"))) == []
    assert parse("báo cáo vào ngày cuối quý", Anchor(plan=Period.parse("2026-Q3"))) == []


def test_times_in_a_cycle_are_counted_apart_from_its_words():
    words = "Họp mỗi năm ít nhất 02 lần, sinh hoạt 03 buổi/quý"
    first, second = parse(words)
    assert (first.times, words[slice(*first.words)]) == (2, "mỗi năm")
    assert (second.times, words[slice(*second.words)]) == (3, "buổi/quý")


@pytest.mark.parametrize(
    "words",
    [
        "lần lượt",
        "hàng trăm người",
        "tháng 2 lần lượt",
        "giáo dục thường xuyên",
        "khám sức khỏe định kỳ",
        "lần thứ hai",
    ],
)
def test_words_that_only_look_like_a_rhythm_are_none(words: str):
    assert parse(words) == []
