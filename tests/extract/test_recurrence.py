import pytest

from dondoc.extract.recurrence import find_rhythm


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
