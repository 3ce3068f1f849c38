from decimal import Decimal

import pytest
from extract.reading import lexicon

from dondoc.core.target import Aggregate, Per, Role
from dondoc.extract.anchor import Anchor
from dondoc.extract.comparisons import Base, Relation
from dondoc.extract.fields import measure
from dondoc.extract.numbers import Approximation, parse


def targets(words: str) -> list[tuple[str, str, str]]:
    """Comparator, value with its percent sign, and unit."""
    return [
        (one.comparator.value, f"{one.value.normalize():f}{'%' if one.percent else ''}", one.unit)
        for one in measure(words, Anchor(), lexicon()).targets
    ]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Tổ chức ít nhất 02 lớp tập huấn", [(">=", "2", "lớp tập huấn")]),
        ("Kết nạp tối thiểu 40 đoàn viên", [(">=", "40", "đoàn viên")]),
        ("không dưới 15 sáng kiến", [(">=", "15", "sáng kiến")]),
        ("từ 90% hội viên trở lên tham gia", [(">=", "90%", "hội viên")]),
        ("95% trở lên học sinh đạt chuẩn", [(">=", "95%", "học sinh")]),
        ("Trên 80% đoàn viên đăng ký", [(">", "80%", "đoàn viên")]),
        ("trồng hơn 300 cây xanh", [(">", "300", "cây xanh")]),
        ("đưa tỷ lệ hộ nghèo xuống dưới 3%", [("<", "3%", "hộ nghèo")]),
        ("xử lý hồ sơ không quá 10 ngày", [("<=", "10", "ngày")]),
        ("tối đa 05 cuộc họp", [("<=", "5", "cuộc họp")]),
        ("100% tổ công đoàn ký giao ước", [("=", "100%", "tổ công đoàn")]),
        ("đạt và vượt 100% dự toán", [(">=", "100%", "dự toán")]),
        ("kết nạp từ 20 đến 25 hội viên", [(">=", "20", "hội viên"), ("<=", "25", "hội viên")]),
        ("khởi công 2 - 3 nhà tình nghĩa", [(">=", "2", "nhà tình nghĩa"), ("<=", "3", "nhà tình nghĩa")]),
        ("ký cam kết tại 12/12 thôn", [("=", "12", "thôn")]),
        ("mở hai lớp dạy bơi", [("=", "2", "lớp dạy bơi")]),
        ("mua sách trị giá 1,5 tỷ đồng", [("=", "1.5", "tỷ đồng")]),
        ("hỗ trợ 500.000 đồng/suất", [("=", "500000", "đồng/suất")]),
        ("nằm trong nhóm 5 đơn vị dẫn đầu", [("<=", "5", "đơn vị dẫn đầu")]),
        ("tăng mức ăn từ 20.000 đồng lên 25.000 đồng", [("=", "25000", "đồng")]),
        ("Sản lượng chè: 1.200 tấn", [("=", "1200", "tấn")]),
        ("Giá trị sản xuất tăng 9% trở lên", [(">=", "9%", "Giá trị sản xuất")]),
        ("sửa 06 nhà, tổng kinh phí 120 triệu đồng", [("=", "6", "nhà"), ("=", "120", "triệu đồng")]),
        ("không để xảy ra quá 02 vụ tai nạn", [("<=", "2", "vụ tai nạn")]),
        ("không để nợ đoàn phí vượt 3%", [("<=", "3%", "nợ đoàn phí")]),
        ("đạt từ 50% trở lên số hộ nghèo", [(">=", "50%", "hộ nghèo")]),
        ("tổ chức huấn luyện, quân số tham gia từ 97% trở lên", [(">=", "97%", "quân số")]),
        ("mỗi tháng 04 tiết học", [("=", "4", "tiết học")]),
        ("bó gọn cáp trên 12 tuyến phố", [("=", "12", "tuyến phố")]),
    ],
)
def test_a_number_is_read_with_its_comparator_and_its_noun(words: str, wanted: list[tuple[str, str, str]]):
    assert targets(words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "thực hiện Kế hoạch số 12/KH-CĐ ngày 05/3/2024",
        "quán triệt Nghị quyết 18, 19 của Trung ương",
        "phát động đợt thi đua 90 ngày",
        "tiêm vắc xin mũi 3 cho người từ 18 tuổi trở lên",
        "sửa ngõ 12 và cầu số 3",
        "tổ chức hội thi lần thứ 5",
        "đại hội nhiệm kỳ 2025 - 2030",
        "xây dựng tiêu chí “5 không, 3 sạch”",
        "họp ban chấp hành mỗi quý một lần",
        "giải quyết một số kiến nghị",
        "phiên bản 3.0 của phần mềm",
        "trực 24/24 giờ",
        "họp khối vào 14/9",
        "không sinh con thứ 3 trở lên",
        "kiểm tra các khu nhà trọ có từ 10 phòng trở lên",
        "không để đơn vị nào nợ lương trên 3 tháng",
    ],
)
def test_dates_names_durations_and_quotations_are_no_targets(words: str):
    assert targets(words) == []


def test_a_rhythm_and_a_number_stand_side_by_side():
    measures = measure("sinh hoạt ít nhất 01 lần/tháng", Anchor(), lexicon())
    assert measures.rhythm is not None
    assert measures.rhythm.recurrence.value == "monthly"
    assert [(one.comparator.value, one.value, one.unit) for one in measures.targets] == [(">=", 1, "lần")]


def test_what_a_number_is_for_is_guessed_by_rule():
    percent, cap = measure("đạt 95% hội viên, không quá 02 vụ", Anchor(), lexicon()).targets
    assert (percent.aggregate, percent.role) == (Aggregate.SHARE, Role.REACH)
    assert (cap.aggregate, cap.role) == (Aggregate.SUM, Role.CAP)
    (nested,) = measure("Không để xảy ra quá 02 vụ tai nạn", Anchor(), lexicon()).targets
    assert nested.role is Role.CAP
    (each,) = measure("mỗi chi hội có 01 mô hình", Anchor(), lexicon()).targets
    assert each.per is Per.ASSIGNEE
    low, high = measure("kết nạp từ 20 đến 25 hội viên", Anchor(), lexicon()).targets
    assert (low.role, high.role) == (Role.RANGE_LOW, Role.RANGE_HIGH)


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("phát động thi đua liên kết trên 06 công trình", "="),
        ("triển khai trên 06 công trình trọng điểm", "="),
        ("mở 02 điểm trực trên 06 công trường", "="),
        ("tuyên truyền trên 05 kênh truyền thông", "="),
        ("hoàn thành trên 06 công trình", ">"),
        ("khởi công trên 06 công trình", ">"),
        ("kết nạp trên 06 đoàn viên", ">"),
        ("trồng trên 300 cây xanh", ">"),
    ],
)
def test_on_so_many_places_is_not_more_than_so_many(words: str, comparator: str):
    assert [said for said, value, _ in targets(words) if value in {"6", "5", "300"}] == [comparator]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("bầu 05 (năm) đồng chí", [("=", "5", "đồng chí")]),
        ("tặng hai mươi lăm suất quà", [("=", "25", "suất quà")]),
        ("trồng hai trăm cây", [("=", "200", "cây")]),
        ("mở mười hai buổi", [("=", "12", "buổi")]),
        ("≥ 90% đoàn viên tham gia", [(">=", "90%", "đoàn viên")]),
        ("tổ chức hội thi nhân dịp 20/10 cho 02 tổ", [("=", "2", "tổ")]),
    ],
)
def test_numbers_in_words_and_signs_are_targets_too(words: str, wanted: list[tuple[str, str, str]]):
    assert targets(words) == wanted


def test_a_quantity_keeps_all_that_its_words_say():
    (share,) = parse("ít nhất 38/40 CĐCS", lexicon())
    assert (share.value, share.whole, share.text) == (38, 40, "ít nhất 38/40 CĐCS")
    (money,) = parse("hỗ trợ 2,5 triệu đồng/suất", lexicon())
    assert (money.value, money.amount, money.per_words, money.is_money) == (Decimal("2.5"), 2_500_000, "suất", True)
    (near,) = parse("gần 300 cây xanh", lexicon())
    assert near.approximation is Approximation.BELOW
    (vague,) = parse("một số đơn vị", lexicon())
    assert (vague.is_vague, vague.value, vague.target) == (True, None, None)
    (each,) = parse("mỗi tổ công đoàn có ít nhất 01 sáng kiến", lexicon())
    assert (each.per, each.per_words) == (Per.ASSIGNEE, "mỗi tổ công đoàn")


def test_a_quantity_keeps_what_it_is_compared_with():
    (change,) = parse("giảm 03 vụ so với cùng kỳ năm trước", lexicon())
    assert change.comparison is not None
    assert (change.comparison.relation, change.comparison.base) == (Relation.CHANGE, Base.SAME_PERIOD)
    assert change.comparison.delta == -3
    (moved,) = parse("tăng từ 20 lên 25 hội viên", lexicon())
    assert moved.comparison is not None
    assert (moved.comparison.was, moved.value, moved.unit) == (20, 25, "hội viên")
    (short,) = parse("mới đạt 65% kế hoạch", lexicon())
    assert (short.comparison is not None and short.comparison.is_short, short.target) == (True, None)


@pytest.mark.parametrize(
    "words",
    [
        "hẻm 45", "Khóa XII", "Điều 7", "lần thứ 5", "đợt 90 ngày", "ngày 20/10", "tháng 9/2026", "12/KH-CĐCS",
        "nhiệm kỳ 2025-2030",
    ],
)  # fmt: skip
def test_names_orders_durations_and_dates_are_no_quantities(words: str):
    assert parse(words, lexicon()) == []
