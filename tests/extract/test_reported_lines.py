"""Lines as result parts write them, with the figures that a clerk would copy from each."""

from datetime import date

import pytest
from extract.reported_reading import told

from dondoc.cli.results_screen import figure_lines
from dondoc.core.period import DateRange
from dondoc.core.reported import ResultRole, Standing


def shown(words: str) -> list[str]:
    """The figures of each result of a line."""
    return ["; ".join(line.strip() for line in figure_lines(one)) for one in told(f"- {words}\n")]


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        (
            "Tổ chức 05 buổi tuyên truyền, phổ biến pháp luật cho 820 lượt đoàn viên.",
            ["5 buổi tuyên truyền; 820 lượt đoàn viên"],
        ),
        ("Đề nghị cấp trên khen thưởng 12 tập thể, 35 cá nhân.", ["12 tập thể; 35 cá nhân"]),
        ("Khám sức khỏe định kỳ cho 1.120/1.150 công nhân, đạt 97,4%.", ["1.120/1.150 công nhân; 97,4%"]),
        (
            "Tư vấn pháp luật cho 56 lượt người; bảo vệ thành công 02 vụ tranh chấp lao động.",
            ["56 lượt người", "2 vụ tranh chấp lao động"],
        ),
        (
            "Toàn huyện hiện có 86 CĐCS với 4.312 đoàn viên, trong đó nữ 2.560 (chiếm 59,4%).",
            ["86 CĐCS; 4.312 đoàn viên; trong đó nữ: 2.560 đoàn viên; 59,4% tổng số"],
        ),
        ("Bồi dưỡng nghiệp vụ cho 140 cán bộ công đoàn (02 lớp).", ["140 cán bộ công đoàn; 2 lớp"]),
        ("Trao 50 suất học bổng (1 triệu đồng/suất).", ["50 suất học bổng; 1 triệu đồng/suất"]),
        ("Chi thăm hỏi ốm đau, hiếu hỉ: 32 lượt.", ["Chi thăm hỏi ốm đau, hiếu hỉ: 32 lượt"]),
        ("Đã có 45/52 đơn vị gửi báo cáo (đạt 86,5%).", ["45/52 đơn vị; 86,5%"]),
        ("Số doanh nghiệp nợ bảo hiểm giảm từ 14 xuống còn 9 đơn vị.", ["9 đơn vị (trước: 14)"]),
        ("Tỷ lệ hộ nghèo giảm từ 4,2% xuống còn 3,1%.", ["Tỷ lệ hộ nghèo: 3,1% (trước: 4,2%)"]),
        (
            "Tỷ lệ biết dùng phần mềm đạt 85%, tăng 10 điểm phần trăm so với đầu năm.",
            ["Tỷ lệ biết dùng phần mềm: 85%; +10 điểm phần trăm so với kỳ trước"],
        ),
        (
            "Doanh thu 6 tháng đạt 412 tỷ đồng, bằng 51% kế hoạch năm và tăng 6,2% so cùng kỳ 2024.",
            ["Doanh thu 6 tháng: 412 tỷ đồng; 51% kế hoạch; +6,2% so với cùng kỳ"],
        ),
        (
            "Tiền thưởng Tết cao nhất 35 triệu đồng/người, thấp nhất 3 triệu đồng/người.",
            ["Tiền thưởng Tết cao nhất: 35 triệu đồng/người; thấp nhất: 3 triệu đồng/người"],
        ),
        (
            "Tỷ lệ trẻ dưới 1 tuổi tiêm đủ 8 loại vắc xin đạt 94,7%.",
            ["Tỷ lệ trẻ dưới 1 tuổi tiêm đủ 8 loại vắc xin: 94,7%"],
        ),
        (
            "Có 14 học sinh đạt giải cấp tỉnh (02 giải Nhất, 05 giải Nhì).",
            ["14 học sinh; trong đó 2 giải Nhất; trong đó 5 giải Nhì"],
        ),
        ("Giải quyết 11 kiến nghị của công nhân về bữa ăn ca.", ["11 kiến nghị"]),
        ("Được tặng 01 Bằng khen của Thủ tướng Chính phủ, 02 cờ.", ["1 Bằng khen; 2 cờ"]),
        ("Ước cả năm kết nạp 120 đoàn viên.", ["ước 120 đoàn viên"]),
        ("Đã cấp 1.2 tỷ đồng cho 03 dự án.", ["1,2 tỷ đồng; 3 dự án"]),
        ("Số lượng tin bài: 45 (kế hoạch 40).", ["Số lượng tin bài: 45 tin bài"]),
        ("Trồng được khoảng hai trăm cây xanh.", ["khoảng 200 cây xanh"]),
        ("Tặng 30 triệu đồng và 20 phần quà cho xã kết nghĩa.", ["30 triệu đồng; 20 phần quà"]),
        ("Học tập Chỉ thị 05 với 100% đảng viên tham gia.", ["100% đảng viên"]),
        ("Đoàn công tác gồm 5 người đi thực tế 3 ngày 2 đêm.", ["5 người"]),
        ("Không có trường hợp nào vi phạm chính sách dân số.", [""]),
    ],
)
def test_the_figures_of_a_line(words: str, figures: list[str]) -> None:
    assert shown(words) == figures


@pytest.mark.parametrize(
    "words",
    [
        "Trong thời gian tới, phấn đấu kết nạp thêm 20 đoàn viên.",
        "Theo Điều 12 Luật Công đoàn, công đoàn cơ sở được giữ lại 75% kinh phí.",
        "Công ty cam kết sẽ tăng lương 5% từ tháng 7.",
        "Đề nghị Công ty hỗ trợ thêm 20 triệu đồng.",
        "Đường dây nóng 0912345678 trực 24/24 giờ.",
    ],
)
def test_what_tells_nothing_done(words: str) -> None:
    assert shown(words) == []


def test_days_from_one_to_another_are_a_window() -> None:
    for words in ("từ ngày 10 đến ngày 13/6", "từ ngày 10/6 đến ngày 13/6"):
        (one,) = told(f"- Đã tổ chức nghỉ mát cho 65 đoàn viên {words}.\n")
        assert (one.happened_on, one.window) == (None, DateRange.through(date(2025, 6, 10), date(2025, 6, 13)))


def test_from_the_beginning_of_the_year_is_to_the_day_of_the_report() -> None:
    (one,) = told("- Từ đầu năm đến nay đã kết nạp 26 đoàn viên.\n")
    assert one.window == DateRange.through(date(2025, 1, 1), date(2025, 6, 28))


def test_a_count_at_the_end_of_the_period_is_reached_though_the_day_is_to_come() -> None:
    (one,) = told("- Đến 30/6/2025, toàn ngành có 1.124 tổ công đoàn.\n")
    assert (one.as_of, one.role) == (date(2025, 6, 30), ResultRole.SITUATION)
    assert told("- Đến 30/9/2025, toàn ngành có 1.124 tổ công đoàn.\n") == ()


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ("Đang xây dựng 01 nhà văn hóa, tiến độ đạt 60%.", Standing.UNDER_WAY),
        ("Cơ bản hoàn thành 7/9 nhiệm vụ được giao.", Standing.PARTLY),
        ("Chưa tổ chức được lớp tập huấn cho 30 cán bộ như kế hoạch.", Standing.NOT_DONE),
        ("Hoàn thành 15/19 tiêu chí.", Standing.DONE),
    ],
)
def test_how_far_it_came(words: str, standing: Standing) -> None:
    (one,) = told(f"- {words}\n")
    assert one.standing is standing


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("Xảy ra 02 vụ cháy, không có thiệt hại về người.", "xảy ra"),
        ("Trích quỹ phúc lợi 120 triệu đồng xây dựng nhà để xe.", "trích"),
        ("Doanh thu quý I đạt 40 tỷ đồng.", "đạt"),
        ("Phối hợp tổ chức 02 lớp bơi.", "tổ chức"),
    ],
)
def test_the_deed_is_the_main_verb(words: str, action: str) -> None:
    (one,) = told(f"- {words}\n")
    assert one.action == action


def test_a_place_keeps_its_number() -> None:
    (one,) = told("- Lắp 02 máy lọc nước tại xưởng 1.\n")
    assert one.place == "xưởng 1"
