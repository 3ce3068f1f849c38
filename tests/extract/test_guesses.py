"""What is guessed of a target and of an owner, for a person to look at: own sentences with near misses beside them."""

import pytest
from extract.reading import lexicon, only, plan

from dondoc.core.extraction import FanOut
from dondoc.core.target import Aggregate, Per, Role
from dondoc.extract.anchor import Anchor
from dondoc.extract.fields import measure
from dondoc.extract.plural import guess_fan_out, is_plural, named_units, opening

SUM, LATEST, MAX, SHARE = Aggregate.SUM, Aggregate.LATEST, Aggregate.MAX, Aggregate.SHARE


def targets(text: str):
    return measure(text, Anchor(), lexicon()).targets


@pytest.mark.parametrize(
    ("text", "aggregate"),
    [
        # Counts of what happens add up.
        ("tổ chức 03 buổi nói chuyện", SUM),
        ("tặng 120 suất quà", SUM),
        ("duy trì 04 buổi tập văn nghệ", SUM),
        ("vận động được 45 triệu đồng", SUM),
        ("tổng mức khoảng 300 triệu đồng", SUM),
        ("xét tặng danh hiệu cho 08 đ/c", SUM),
        ("không để xảy ra quá 02 vụ", SUM),
        ("đánh giá 05 sản phẩm", SUM),
        # A part of a whole.
        ("12/14 tổ công đoàn họp đúng kỳ", SHARE),
        ("95% đoàn viên tham gia", SHARE),
        ("từ 80% hộ trở lên ký cam kết", SHARE),
        # A rate, a price, a change: the newest figure.
        ("giảm 5% số vụ vi phạm", LATEST),
        ("tăng doanh thu 8%", LATEST),
        ("đạt 60% kế hoạch thu", LATEST),
        ("mức hỗ trợ 500.000 đồng/suất", LATEST),
        ("thu nhập bình quân 9 triệu đồng", LATEST),
        ("tiêu hao điện không quá 410 kWh/tấn", LATEST),
        ("mỗi phần trị giá 300.000 đồng", LATEST),
        # A level that is kept or reached.
        ("duy trì 05 câu lạc bộ", LATEST),
        ("giữ 12 giường dự phòng", LATEST),
        ("giữ gìn vệ sinh 06 khu tập thể", SUM),
        ("đưa tổng số đoàn viên lên 640 người", LATEST),
        ("dư nợ đạt 3 tỷ đồng", LATEST),
        ("vào nhóm 3 đơn vị dẫn đầu", LATEST),
        ("nộp lên cấp trên 04 báo cáo", SUM),
        # A limit on each case: the largest figure.
        ("trả lời trong thời hạn không quá 05 ngày", MAX),
        ("thời gian chờ dưới 30 phút", MAX),
        ("thời gian chờ trung bình dưới 30 phút", LATEST),
        ("mỗi lớp không quá 30 người", MAX),
        ("mỗi lớp 30 người", LATEST),
    ],
)
def test_how_results_add_up(text: str, aggregate: Aggregate):
    assert [one.aggregate for one in targets(text)] == [aggregate]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("họp mỗi tháng 02 buổi", Per.SLOT),
        ("đăng ít nhất 05 tin, bài/tuần", Per.SLOT),
        ("phát thanh, mỗi quý không dưới 10 số", Per.SLOT),
        ("họp hằng tháng, cả năm ít nhất 10 buổi", Per.COMMITMENT),
        ("thành lập 03 đoàn kiểm tra, gửi báo cáo trước ngày 20 hằng tháng", Per.COMMITMENT),
        ("mỗi tổ công đoàn có ít nhất 01 sáng kiến", Per.ASSIGNEE),
        ("từng chi đoàn đảm nhận 02 phần việc", Per.ASSIGNEE),
        ("lập 01 tổ tự quản tại mỗi xã", Per.ASSIGNEE),
        ("mỗi CĐCS ít nhất 01 mô hình", Per.ASSIGNEE),
        ("mỗi suất 200.000 đồng", Per.COMMITMENT),
        ("mỗi lớp 35 học viên", Per.COMMITMENT),
        ("bình quân mỗi chi hội 08 hội viên", Per.COMMITMENT),
        ('hưởng ứng phong trào "Mỗi tổ một việc tốt", trồng 300 cây', Per.COMMITMENT),
        ("mỗi tổ một góc xanh; tặng 50 chậu cây", Per.COMMITMENT),
        ("tổ chức 02 lớp an toàn", Per.COMMITMENT),
    ],
)
def test_what_a_number_is_counted_over(text: str, per: Per):
    assert targets(text)[-1].per is per


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("kết nạp ít nhất 20 đoàn viên", [Role.REACH]),
        ("không quá 02 vụ", [Role.CAP]),
        ("tỷ lệ nợ xấu dưới 2%", [Role.CAP]),
        ("giảm tiêu hao điện xuống còn 410 kWh", [Role.CAP]),
        ("giảm 05 vụ", [Role.REACH]),
        ("nâng lên 410 kWh", [Role.REACH]),
        ("kết nạp từ 20 đến 25 đoàn viên", [Role.RANGE_LOW, Role.RANGE_HIGH]),
        ("mở 02 lớp, mỗi lớp không quá 30 người", [Role.REACH, Role.CAP]),
    ],
)
def test_what_a_number_is_for(text: str, roles: list[Role]):
    assert [one.role for one in targets(text)] == roles


@pytest.mark.parametrize(
    "line",
    [
        "Tiếp tục nâng cao chất lượng sinh hoạt tổ công đoàn",
        "Đẩy mạnh tuyên truyền nếp sống văn minh",
        "Thực hiện tốt quy chế dân chủ ở cơ sở",
        "Xây dựng quan hệ lao động hài hòa, ổn định",
        "Thường xuyên nắm bắt tâm tư của công nhân",
    ],
)
def test_effort_without_anything_definite_is_a_direction(line: str):
    one = only(f"- {line}.")
    assert one.direction
    assert any(reason.startswith("direction:") for reason in one.reasons)


@pytest.mark.parametrize(
    "line",
    [
        "Tiếp tục nâng cao chất lượng sinh hoạt của 12 tổ công đoàn",
        "Đẩy mạnh tuyên truyền nếp sống văn minh trong tháng 8",
        "Tiếp tục thực hiện Kế hoạch số 12/KH-CĐCS",
        "Tăng cường kiểm tra việc chấp hành nội quy",
        "Không để xảy ra tai nạn lao động nặng",
        "Kịp thời thăm hỏi khi có đoàn viên ốm đau",
        "Duy trì tuần tra ban đêm tại kho nguyên liệu",
        "Nâng cao chất lượng bữa ăn ca, mỗi tháng họp một lần với nhà bếp",
        "Tổng kết phong trào thi đua",
    ],
)
def test_what_can_be_checked_off_is_no_direction(line: str):
    assert not only(f"- {line}.").direction


@pytest.mark.parametrize(
    ("owner", "plural"),
    [
        ("Các tổ công đoàn", True),
        ("mỗi đơn vị", True),
        ("các phòng, ban", True),
        ("Tất cả các chi đoàn", True),
        ("toàn thể đoàn viên", True),
        ("Trưởng các phòng, đơn vị", True),
        ("Thủ trưởng các đơn vị", True),
        ("Phòng Kỹ thuật và Phòng Vật tư", True),
        ("Ban Nữ công, Ban Tuyên giáo", True),
        ("Văn phòng và các xưởng", True),
        ("Thường trực HĐND, lãnh đạo UBND huyện", True),
        ("Phòng Giáo dục và Đào tạo", False),
        ("Sở Lao động, Thương binh và Xã hội", False),
        ("Ban Tuyên giáo và Nữ công", False),
        ("Phòng Hành chính - Tổng hợp", False),
        ("Tổ công đoàn 3", False),
        ("Ban Chấp hành", False),
    ],
)
def test_an_owner_that_is_several(owner: str, plural: bool):
    assert is_plural(owner, lexicon()) is plural


@pytest.mark.parametrize(
    ("owner", "text", "mode"),
    [
        ("Các tổ công đoàn", "Các tổ công đoàn đăng ký thi đua", FanOut.EACH),
        ("Các tổ công đoàn", "Các tổ công đoàn phối hợp với Văn phòng lập danh sách", FanOut.EACH),
        ("Các tổ công đoàn", "Các tổ công đoàn phối hợp tổ chức 01 hội thao", FanOut.TOGETHER),
        ("Các phòng, ban", "Các phòng, ban cùng xây dựng phương án", FanOut.TOGETHER),
        ("Mỗi tổ công đoàn", "Mỗi tổ công đoàn phối hợp tổ chức 01 buổi", FanOut.EACH),
        ("Phòng Kỹ thuật và Phòng Vật tư", "Phòng Kỹ thuật và Phòng Vật tư kiểm kê kho", FanOut.TOGETHER),
        ("toàn thể đoàn viên", "toàn thể đoàn viên tham gia hội thao", FanOut.TOGETHER),
        ("Trưởng các phòng", "Trưởng các phòng lập kế hoạch của phòng mình", FanOut.EACH),
    ],
)
def test_how_several_share_the_work(owner: str, text: str, mode: FanOut):
    assert guess_fan_out(owner, text) is mode


def test_the_words_that_make_an_owner_plural():
    assert opening("Tất cả các tổ công đoàn") == "tất cả các"
    assert opening("Cáctổ") == ""
    assert named_units("Phòng A, Phòng B và Tổ C") == ["Phòng A", "Phòng B", "Tổ C"]


def test_a_commitment_tells_its_guesses_and_why():
    one = only("- Các tổ công đoàn họp mỗi tháng 02 buổi.")
    assert (one.owner_plural, one.fan_out) == (True, FanOut.EACH)
    (target,) = one.targets
    assert (target.per, target.aggregate) == (Per.SLOT, SUM)
    fields = {reason.split(":")[0] for reason in one.reasons if ":" in reason}
    assert {"aggregate", "per", "role", "fan_out"} <= fields


def test_a_part_in_percent_is_a_share_of_what_the_whole_counts():
    _, part = plan("- Kết nạp 20 đoàn viên, trong đó nữ từ 30% trở lên.")
    (target,) = part.targets
    assert (target.unit, target.aggregate) == ("đoàn viên", SHARE)
    assert "aggregate:share" in part.reasons


def test_a_rhythm_in_another_cell_counts_the_number_of_the_row():
    table = "TT\tNội dung\tChỉ tiêu\tĐVT\tThời gian\n1\tPhát thanh nội bộ\t04\tbuổi\tHằng tháng\n"
    first, _ = plan(f"{table}2\tHọp ban chấp hành\t\t\tTháng 9")
    assert first.recurrence is not None
    assert [target.per for target in first.targets] == [Per.SLOT]
