"""Habits of offices that first blind readings tripped over, each in own words."""

import pytest
from extract.reading import only, plan, read

from dondoc.core.extraction import Kind, Recurrence

MINUTES = """HỘI ĐỒNG LƯƠNG XƯỞNG MỘC
BIÊN BẢN
Họp xét nâng bậc thợ năm 2024
Hôm nay, ngày 03/6/2024, tại phòng họp xưởng, Hội đồng họp xét nâng bậc thợ.
I. THÀNH PHẦN
1. Chủ trì: Quản đốc.
II. NỘI DUNG
1. Thư ký báo cáo: có 24 hồ sơ, đủ điều kiện xét 22 người, thợ bậc 5 trở lên không quá 20% tổng số.
2. Tổ trưởng Tổ Sơn: tổ làm thêm 03 ca, tiết kiệm 12 triệu đồng tiền sơn.
III. KẾT LUẬN
Hội đồng nhất trí danh sách 22 người được nâng bậc.
"""
RESOLUTION = """ĐẢNG BỘ XÃ LÂM THƯỢNG
CHI BỘ TRẠM GIỐNG LÂM THƯỢNG
Số 03-NQ/CB
NGHỊ QUYẾT
Họp chi bộ tháng 5 năm 2023
Hôm nay, ngày 04/5/2023, Chi bộ Trạm Giống họp thường kỳ. Tổng số đảng viên: 9 đồng chí; có mặt 8, vắng 01.
CHI BỘ QUYẾT NGHỊ
I. ĐÁNH GIÁ THÁNG 4/2023
- Sinh hoạt đủ, có 01 đảng viên đi học.
II. NHIỆM VỤ THÁNG 5/2023
- Chi ủy hoàn chỉnh hồ sơ kết nạp 01 quần chúng trước ngày 20/5.
- Vận động 02 hộ gieo giống mới.
"""


def test_the_contents_of_minutes_are_no_plan() -> None:
    assert read(MINUTES).commitments == ()


def test_what_stands_before_the_resolution_is_its_preamble_and_the_body_itself_resolves() -> None:
    found = read(RESOLUTION).commitments
    assert [one.owner for one in found] == ["Chi ủy", None]
    assert found[0].text.startswith("Chi ủy hoàn chỉnh")


@pytest.mark.parametrize("bullet", ["*)", "-)", "+)", "*"])
def test_a_bullet_may_have_a_bracket(bullet: str) -> None:
    first, second = plan(f"{bullet} Ban Nữ công lập góc sách trước 20/10/2025.\n{bullet} Mở 02 lớp may.")
    assert (first.owner, second.text) == ("Ban Nữ công", "Mở 02 lớp may")


@pytest.mark.parametrize("heading", ["I. ĐIỂM LẠI QUÝ II", "I. SƠ LƯỢC QUÝ II"])
def test_a_look_back_is_no_plan(heading: str) -> None:
    body = "- Trao 12 suất quà cho thợ nghèo.\nII. NHIỆM VỤ QUÝ III\n- Mở 02 lớp dạy nghề."
    assert [one.text for one in plan(body, heading=heading)] == ["Mở 02 lớp dạy nghề"]


def test_a_field_of_work_inside_a_name_belongs_to_it() -> None:
    assert only("- Phòng Quản lý xe, bến bãi và tài xế chủ trì rà soát 12 tuyến.").owner == (
        "Phòng Quản lý xe, bến bãi và tài xế"
    )
    assert only("a) Ban Quản lý dự án các công trình giao thông\n- Khởi công cầu Lạch trong tháng 8.").owner == (
        "Ban Quản lý dự án các công trình giao thông"
    )


def test_what_recurs_has_its_own_time_beside_a_deadline() -> None:
    first, second = plan("- Đến hết tháng 8/2025, kết nạp 30 thợ; mỗi năm giới thiệu 02 thợ ưu tú cho Đảng.")
    assert (str(first.due), second.recurrence, second.due_explicit) == ("2025-08-31", Recurrence.YEARLY, False)


@pytest.mark.parametrize(("words", "recurrence"), [
    ("thi thợ giỏi hai năm một lần", None),
    ("thi thợ giỏi mỗi năm một lần", Recurrence.YEARLY),
    ("đóng góp quỹ xưởng ít nhất 20.000 đồng/tháng", Recurrence.MONTHLY),
    ("cán bộ đi cơ sở không dưới 6 ngày/tháng", Recurrence.MONTHLY),
])  # fmt: skip
def test_rhythms(words: str, recurrence: Recurrence | None) -> None:
    assert only(f"- Tổ chức {words}." if words.startswith("thi") else f"- Vận động {words}.").recurrence is recurrence


def test_days_with_a_limit_in_each_month_are_counted() -> None:
    (target,) = only("- Cán bộ kỹ thuật đi tổ không dưới 6 ngày/tháng.").targets
    assert (target.value, target.unit) == (6, "ngày")


@pytest.mark.parametrize("words", ["Thu, nộp đoàn phí đúng quy định", "Chi quỹ xưởng đúng mục đích, minh bạch"])
def test_money_is_handled_by_the_rules_all_the_time(words: str) -> None:
    assert only(f"- {words}.").kind is Kind.ONGOING


def test_leaders_speak_and_do_not_act() -> None:
    text = "Năm 2025, Công đoàn xưởng xác định việc chính. Lãnh đạo Sở Công Thương đề nghị các tổ tiếp tục đổi mới."
    assert [one.owner for one in read(text).commitments][-1:] == ["các tổ"]


def test_a_numbered_indicator_is_no_number_to_reach() -> None:
    (one,) = plan("Chỉ tiêu 1: 90% trở lên thợ được học nghề.")
    assert [(target.value, target.percent) for target in one.targets] == [(90, True)]


def test_a_caption_above_a_table_is_no_work() -> None:
    rows = "Biểu 2. Hành chính, đoàn thể\nSTT\tCông việc\tNgười chủ trì\tHạn\n1\tMở 02 lớp sơn\tTổ Sơn\t20/8"
    assert [one.text for one in plan(rows)] == ["Mở 02 lớp sơn"]


def test_the_youth_unions_motto_is_not_who_writes() -> None:
    text = """THÀNH ĐOÀN BẾN LỞ
BAN CHẤP HÀNH ĐOÀN PHƯỜNG BẾN LỞ
Số: 07-KH/ĐTN          ĐOÀN TNCS HỒ CHÍ MINH
KẾ HOẠCH
Tháng Thanh niên 2025
I. VIỆC
- Mở 02 lớp bơi.
"""
    assert "Bến Lở" in (read(text).header.issuer or "").title()


def test_months_above_the_work_are_parts_of_the_plan() -> None:
    text = """CÔNG ĐOÀN TRƯỜNG MẦM NON HOA GẠO
KẾ HOẠCH
Hoạt động năm học 2024-2025
I. NHIỆM VỤ TỪNG THÁNG
Tháng 9/2024
- Mở 01 lớp nhạc.
Tháng 10/2024
- Tổ chức 01 hội thi.
"""
    header = read(text).header
    assert header.plan_period is None


LETTER = """BCH ĐOÀN TỈNH LẠC SƠN
Số: 41-CV/TĐTN
V/v một số việc 6 tháng cuối năm 2024
Lạc Sơn, ngày 05 tháng 7 năm 2024
Kính gửi: - Ban Thường vụ các huyện, thị, thành đoàn.
Để xong việc của năm, Ban Thường vụ Tỉnh đoàn Lạc Sơn yêu cầu Ban Thường vụ các huyện, thị, thành đoàn làm các việc sau:
1. Mở 02 lớp bơi.
2. Tri ân nhân ngày 27/7:
a) Thắp nến tại 12 nghĩa trang;
b) Thăm 40 gia đình.
3. Trồng 500 cây xanh trước 02/9.
"""


def test_the_units_that_a_letter_orders_do_all_items_of_its_list() -> None:
    found = read(LETTER)
    assert found.header.issuer == "Ban Thường vụ Tỉnh đoàn Lạc Sơn"
    assert {one.owner for one in found.commitments} == {"Ban Thường vụ các huyện, thị, thành đoàn"}
    assert len(found.commitments) == 4


def test_a_unit_that_stands_above_rows_of_a_table_does_them() -> None:
    rows = (
        "TT\tNội dung\tKhối lượng\tHoàn thành\nI\tXưởng cưa\t\t\n1\tThay 02 lưỡi cưa\t\tTháng 8\n"
        "II\tXưởng men\t\t\n2\tLắp quạt hút\t01 quạt\tTháng 9"
    )
    assert [one.owner for one in plan(rows)] == ["Xưởng cưa", "Xưởng men"]


@pytest.mark.parametrize(("words", "owner"), [
    ("3. Nữ công - giao đ/c Hoa:\n- Thăm 04 thợ ốm.", "đ/c Hoa"),
    ("- Đối với Cục Chế biến, Giám đốc Sở giao kiểm tra 12 lò sấy trước 15/9/2025.", "Cục Chế biến"),
])  # fmt: skip
def test_who_is_handed_the_work(words: str, owner: str) -> None:
    assert only(words).owner == owner


def test_one_unit_told_in_passing_is_told_that_alone() -> None:
    text = (
        "Kết luận hội nghị, Chủ tịch UBND huyện yêu cầu Ban Quản lý chợ sửa 12 ki ốt trước 15/9.\n"
        "Năm 2025, huyện phấn đấu trồng 300 cây xanh."
    )
    assert [one.owner for one in read(text).commitments][-1] != "Ban Quản lý chợ"


def test_minutes_are_of_the_day_of_the_meeting() -> None:
    assert str(read(MINUTES).header.issued_on) == "2024-06-03"


def test_a_word_of_plan_in_passing_does_not_turn_a_report() -> None:
    text = """SỞ CÔNG THƯƠNG TỈNH LẠC SƠN
Số: 9/BC-SCT
Lạc Sơn, ngày 08 tháng 7 năm 2024
BÁO CÁO
Kết quả kiểm tra chợ 6 tháng đầu năm 2024
Theo kế hoạch kiểm tra 6 tháng đầu năm 2024, Sở đã kiểm tra 12 chợ.
I. KẾT QUẢ
- Xử lý 03 vụ.
"""
    header = read(text).header
    assert (str(header.reporting_period and header.reporting_period.code), header.plan_period) == ("2024-H1", None)
