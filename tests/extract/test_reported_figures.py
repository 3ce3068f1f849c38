"""A figure is a number that was reached, with what it counts; dates, names, norms and laws are none."""

from decimal import Decimal

import pytest
from extract.reported_reading import only, told

from dondoc.core.reported import Basis, Figure, Precision
from dondoc.core.target import Comparator


def figures(body: str) -> tuple[Figure, ...]:
    return tuple(figure for one in told(body) for figure in one.figures)


def counted(body: str) -> list[tuple[str, str]]:
    return [(str(figure.value) + ("%" if figure.percent else ""), figure.unit) for figure in figures(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tặng 144 suất quà, 144 triệu đồng.", [("144", "suất quà"), ("144", "triệu đồng")]),
        ("Trồng 2,4 km đường hoa.", [("2.4", "km đường hoa")]),
        ("Vận động 84m2 đất.", [("84", "m2 đất")]),
        ("Tặng quà 25 công chức, viên chức, lao động.", [("25", "công chức, viên chức, lao động")]),
        ("100% tổ công đoàn đã ký cam kết.", [("100%", "tổ công đoàn")]),
        ("Huy động 2.460 ngày công.", [("2460", "ngày công")]),
        ("Tư vấn cho 26 tổ hợp tác.", [("26", "tổ hợp tác")]),
        ("Đã mở hai lớp bơi.", [("2", "lớp bơi")]),
    ],
)
def test_a_number_counts_the_noun_behind_it(body: str, expected: list[tuple[str, str]]) -> None:
    assert counted(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Nâng cấp hẻm 45 và hẻm 112.",
        "Tiêm đủ 02 mũi vắc xin cho công nhân.",
        "Tổ chức tham quan trong 3 ngày.",
        "Đã triển khai Nghị quyết số 27-NQ/TW ngày 21/5/2018.",
        "Đã phát động phong trào “5 không, 3 sạch”.",
        "Đại hội nhiệm kỳ 2023 - 2028 đã hoàn thành.",
        "Đã giúp người từ 18 tuổi trở lên học nghề.",
        "Đã ra mắt tổ hòa giải khu phố 3.",
    ],
)
def test_names_dates_durations_and_titles_count_nothing(body: str) -> None:
    assert counted(body) == []


def test_a_share_has_its_whole() -> None:
    first, second = figures("48/48 tổ công đoàn đã ký giao ước; giải quyết 9/11 kiến nghị.")
    assert (first.value, first.whole, second.value, second.whole) == (48, 48, 9, 11)


def test_members_over_staff_are_a_share_too() -> None:
    one, women = figures("Toàn ngành có 1.562 ĐVCĐ/1.578 CB, trong đó nữ 1.204.")
    assert (one.unit, one.value, one.whole, women.of, women.value, women.part_of) == (
        "ĐVCĐ", 1562, 1578, "nữ", 1204, 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("Kết nạp 50 đoàn viên, trong đó nữ 33.", [("nữ", "33")]),
        ("Thăm 11 trường hợp (ốm 7, hiếu 3, hỷ 1).", [("ốm", "7"), ("hiếu", "3"), ("hỷ", "1")]),
        ("Thao giảng 32 tiết, trong đó loại giỏi 24.", [("loại giỏi", "24")]),
        ("Giới thiệu 71 đoàn viên ưu tú, 38 người được kết nạp.", [("", "38")]),
        ("Ban hành 386 văn bản, trong đó 41 quyết định, 12 kế hoạch.", [("", "41"), ("", "12")]),
    ],
)
def test_parts_hang_on_the_figure_before_them(body: str, parts: list[tuple[str, str]]) -> None:
    found = figures(body)
    assert found[0].part_of is None
    assert [(one.of, str(one.value)) for one in found[1:]] == parts
    assert {one.part_of for one in found[1:]} == {0}


@pytest.mark.parametrize(
    ("body", "money", "per", "of"),
    [
        ("Ủng hộ Quỹ khuyến học 12,5 triệu đồng.", "12500000", "", "Quỹ khuyến học"),
        ("Thu nhập bình quân đạt 7,4 triệu đồng/người/tháng.", "7400000", "người/tháng", "Thu nhập bình quân"),
        ("Trao 9 suất, mỗi suất trị giá 500.000 đồng.", "500000", "suất", ""),
        ("Công đoàn cơ sở đã chi 1,2 tỷ đồng hỗ trợ công nhân.", "1200000000", "", ""),
        ("Thăm hỏi 3 người, số tiền 4.200.000đ.", "4200000", "", "số tiền"),
    ],
)
def test_money_stands_in_dong_beside_as_written(body: str, money: str, per: str, of: str) -> None:
    (one,) = [figure for figure in figures(body) if figure.money is not None]
    assert (str(one.money), one.per, one.of) == (money, per, of)
    assert one.adds_up is (not per)


def test_comrades_are_no_money() -> None:
    assert counted("Ban Chấp hành gồm 07 đồng chí.\nĐã cử 02 đ/c đi học.") == [("7", "đồng chí"), ("2", "đ/c")]


def test_a_change_tells_what_it_was_before() -> None:
    (one,) = figures("Nâng suất ăn ca từ 20.000 đồng lên 24.000 đồng.")
    assert (one.value, one.before, one.of, one.adds_up) == (24000, 20000, "suất ăn ca", False)


def test_a_rate_says_what_it_measures() -> None:
    (one,) = figures("Công suất sử dụng giường bệnh đạt 96,4%.")
    assert (one.value, one.percent, one.unit, one.of) == (
        Decimal("96.4"), True, "", "Công suất sử dụng giường bệnh",
    )  # fmt: skip


def test_a_norm_beside_a_rate_is_no_figure() -> None:
    assert counted("Tỷ lệ hồ sơ sửa là 7,5%, cao hơn mức 5% mà Bệnh viện quy định.") == [("7.5%", "")]


@pytest.mark.parametrize(
    ("words", "comparator", "precision"),
    [
        ("hơn 300 công nhân", Comparator.MORE_THAN, Precision.EXACT),
        ("gần 300 công nhân", Comparator.EXACTLY, Precision.ABOUT),
        ("khoảng 300 công nhân", Comparator.EXACTLY, Precision.ABOUT),
        ("ít nhất 300 công nhân", Comparator.AT_LEAST, Precision.EXACT),
        ("300 công nhân", Comparator.EXACTLY, Precision.EXACT),
    ],
)
def test_how_sure_the_figure_is_of_itself(words: str, comparator: Comparator, precision: Precision) -> None:
    (one,) = figures(f"Đã khám bệnh cho {words}.")
    assert (one.comparator, one.precision) == (comparator, precision)


def test_an_estimate_is_marked() -> None:
    (one,) = figures("Thu ngân sách ước đạt 8,7 tỷ đồng.")
    assert one.precision is Precision.ESTIMATED


def test_a_range_does_not_add_up() -> None:
    (one,) = figures("Mỗi năm có từ 8 đến 12 sáng kiến được công nhận.")
    assert (one.value, one.high, one.per, one.adds_up) == (8, 12, "năm", False)


@pytest.mark.parametrize(
    ("body", "basis", "value", "is_change", "figure"),
    [
        ("Kết nạp 74 đoàn viên, đạt 61,6% kế hoạch năm.", Basis.PLAN, "61.6", False, 0),
        ("Vận động 118 triệu đồng, vượt 18% chỉ tiêu.", Basis.PLAN, "18", True, 0),
        ("Thu 5 tỷ đồng, tăng 9,5% so với cùng kỳ.", Basis.SAME_PERIOD, "9.5", True, 0),
        ("Có 412 hộ kinh doanh, tăng 21 hộ so với quý trước.", Basis.BEFORE, "21", True, 0),
        ("Xảy ra 04 vụ, giảm 02 vụ.", Basis.UNSTATED, "-2", True, 0),
        ("Có 90 lao động nữ (chiếm 81,7%).", Basis.WHOLE, "81.7", False, 0),
        ("Giao quân đạt 100% chỉ tiêu.", Basis.PLAN, "100", False, None),
        ("Đơn hàng giảm khoảng 20% so với cùng kỳ.", Basis.SAME_PERIOD, "-20", True, None),
    ],
)
def test_a_figure_is_set_beside_plan_and_period(
    body: str, basis: Basis, value: str, is_change: bool, figure: int | None
) -> None:
    (one,) = only(body).comparisons
    assert (one.basis, str(one.value), one.is_change, one.figure) == (basis, value, is_change, figure)


def test_how_much_of_the_plan_was_reached() -> None:
    (over,) = only("Vận động 118 triệu đồng, vượt 18% chỉ tiêu.").comparisons
    (rate,) = only("Kết nạp 74 đoàn viên, đạt 61,6% kế hoạch năm.").comparisons
    (other,) = only("Thu 5 tỷ đồng, tăng 9,5% so với cùng kỳ.").comparisons
    assert (over.percent_of_plan, rate.percent_of_plan, other.percent_of_plan) == (118, Decimal("61.6"), None)
