import pytest
from extract.reading import lexicon

from dondoc.core.target import Aggregate, Per, Role
from dondoc.extract.anchor import Anchor
from dondoc.extract.fields import measure


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
