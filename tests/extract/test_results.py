"""What a note says is read only where it is certain: a day, and a figure that fits a target of the task."""

from datetime import date
from decimal import Decimal

import pytest

from dondoc.core.target import Aggregate, Comparator, Role, Target
from dondoc.extract.results import ResultReading, read_result
from dondoc.settings.evidence import load_note_words
from dondoc.settings.lexicon import load_lexicon

TODAY = date(2026, 8, 15)
FIFTH = date(2026, 8, 5)


def target(value: int, unit: str, **fields: object) -> Target:
    values: dict[str, object] = {"comparator": Comparator.AT_LEAST, "value": Decimal(value), "unit": unit}
    return Target(**values | fields)


CLASSES = target(2, "lớp tập huấn an toàn")
HEALTH = target(100, "đoàn viên được khám sức khỏe", percent=True, aggregate=Aggregate.LATEST)
NEWCOMERS = target(10, "đoàn viên mới")


def read(words: str, *targets: Target, today: date = TODAY) -> ResultReading:
    return read_result(words, load_lexicon(), load_note_words(None), today=today, targets=targets)


def figure(words: str, *targets: Target) -> tuple[int, str | None, str | None]:
    found = read(words, *targets)
    return found.target, *(None if n is None else str(n) for n in (found.quantity, found.denominator))


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("Đã mở lớp ngày 5/8", FIFTH),
        ("Đã mở lớp ngày 05/8/2026.", FIFTH),
        ("Đã thăm các gia đình ngày 20/12", date(2025, 12, 20)),
        ("Đã mở lớp ngày 20/9/2025", date(2025, 9, 20)),
        ("Giải cờ tướng mừng Quốc khánh 02/9, ngày 05/8/2026", FIFTH),
        ("Giải cờ tướng mừng Quốc khánh 02/9", None),
        ("Đã mở lớp theo Kế hoạch số 15/KH-CĐCS ngày 01/7/2026", None),
        ("Đã mở lớp theo Kế hoạch số 15/KH-CĐCS ngày 01/7/2026, ngày 5/8", FIFTH),
        ("Một lớp ngày 3/7, một lớp ngày 9/7", None),
        ("Hôm qua làm rồi", None),
    ],
)
def test_the_one_day_of_the_deed_is_read_with_the_year_that_is_written(words: str, on: date | None) -> None:
    assert read(words).on == on


@pytest.mark.parametrize(
    "words",
    [
        "Sẽ mở 02 lớp ngày 20/9/2026",
        "Đã mở 02 lớp ngày 20/9/2026",
        "Đã mở 02 lớp ngày 20/12/2027",
        "Mở 02 lớp tháng 10/2026",
        "Chưa mở được lớp nào, dự kiến 02 lớp ngày 5/8",
        "Không mở được 02 lớp ngày 5/8",
        "Kế hoạch mở 02 lớp ngày 5/8",
        "02 lớp ngày 5/8 tạm hoãn",
    ],
)
def test_nothing_is_read_from_what_did_not_happen_yet(words: str) -> None:
    assert read(words, CLASSES) == ResultReading()


@pytest.mark.parametrize(
    "words",
    ["Đã mở 02 lớp theo kế hoạch ngày 5/8", "Đã mở 02 lớp ngày 5/8, không khí sôi nổi"],
)
def test_a_word_of_denial_that_denies_nothing_does_no_harm(words: str) -> None:
    assert read(words, CLASSES) == ResultReading(on=FIFTH, quantity=Decimal(2))


@pytest.mark.parametrize(
    ("words", "quantity", "denominator"),
    [
        ("Đã khám cho 38/40 đoàn viên", "38", "40"),
        ("Đạt 95% đoàn viên", "95", None),
        ("Khám sức khỏe đạt 95%", "95", None),
        ("Đã tổ chức 02 đợt khám sức khỏe", None, None),
        ("Đã tổ chức 2/3 đợt khám sức khỏe", None, None),
        ("Đã khám cho 38 đoàn viên", None, None),
        ("Đã mở 02 lớp", None, None),
    ],
)
def test_a_share_is_wanted_where_the_target_is_one(words: str, quantity: str | None, denominator: str | None) -> None:
    assert figure(words, HEALTH) == (0, quantity, denominator)


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("Đã mở 02 lớp với 150 người tham gia", "2"),
        ("Đã mở 02 buổi tập huấn", "2"),
        ("Đã mở lớp, 95% đoàn viên dự", None),
        ("Đã họp 3 cuộc", None),
        ("Đã mở trên 02 lớp", None),
        ("Đã mở 2-3 lớp", None),
        ("Mở 01 lớp tập huấn, sau đó thêm 01 lớp", None),
    ],
)
def test_a_count_is_read_where_it_counts_what_was_promised(words: str, quantity: str | None) -> None:
    assert figure(words, CLASSES) == (0, quantity, None)


def test_of_several_targets_the_one_whose_noun_fits_best_is_meant() -> None:
    assert figure("Đã kết nạp 04 đoàn viên mới", CLASSES, HEALTH, NEWCOMERS) == (2, "4", None)
    assert figure("Đã khám cho 38/40 đoàn viên", CLASSES, HEALTH) == (1, "38", "40")


def test_a_figure_that_fits_two_targets_alike_counts_for_none() -> None:
    assert figure("Đã bồi dưỡng 04 đoàn viên", NEWCOMERS, target(5, "đoàn viên ưu tú")) == (0, None, None)


def test_a_figure_for_another_target_is_told() -> None:
    found = read("Đã mở 02 lớp tập huấn an toàn, kết nạp 04 đoàn viên", CLASSES, NEWCOMERS)
    assert (found.target, found.quantity, found.has_more) == (0, Decimal(2), True)


def test_money_counts_only_in_the_unit_that_was_promised() -> None:
    fund = target(20, "triệu đồng")
    assert figure("Đã ủng hộ 5 triệu đồng", fund) == (0, "5", None)
    assert figure("Đã ủng hộ 500 nghìn đồng", fund) == (0, None, None)


def test_the_upper_end_of_a_range_is_no_target_of_its_own() -> None:
    ends = (target(2, "lớp", role=Role.RANGE_LOW), target(3, "lớp", role=Role.RANGE_HIGH))
    assert figure("Đã mở 02 lớp", *ends) == (0, "2", None)


def test_without_a_target_no_figure_is_wanted() -> None:
    assert read("Đã mở 02 lớp ngày 5/8") == ResultReading(on=FIFTH)
