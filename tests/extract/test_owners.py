import pytest
from extract.reading import lexicon, only, plan

from dondoc.extract.owners import heading_owner, is_issuer, lead_unit


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("- Ban Nữ công tổ chức hội thi cắm hoa.", "Ban Nữ công"),
        ("- Mỗi tổ công đoàn đăng ký 01 sáng kiến.", "Mỗi tổ công đoàn"),
        ("- Ủy ban Kiểm tra kiểm tra việc thu đoàn phí.", "Ủy ban Kiểm tra"),
        ("- Phòng Kế hoạch tổng hợp theo dõi việc thực hiện.", "Phòng Kế hoạch tổng hợp"),
        ("- Tổ Sợi 3 và Tổ Dệt 1 ra mắt câu lạc bộ.", "Tổ Sợi 3 và Tổ Dệt 1"),
        ("- Khám sức khỏe cho công nhân, giao Ban Nữ công chủ trì.", "Ban Nữ công"),
        ("- Đề nghị các tổ công đoàn nộp báo cáo.", "các tổ công đoàn"),
        ("- Công đoàn cơ sở tổ chức hội thao.", None),
        ("- Tổ Tổng hợp: hoàn thiện dự thảo báo cáo.", "Tổ Tổng hợp"),
        ("- Mạng lưới an toàn viên kiểm tra máy cắt.", "Mạng lưới an toàn viên"),
        ("- Sở Xây dựng rà soát giấy phép.", "Sở Xây dựng"),
        ("- Ủy ban Kiểm tra phân công các ủy viên phụ trách từng xưởng.", "Ủy ban Kiểm tra"),
        (
            "- Đoàn Thanh niên và các tổ chức xã hội vận động công nhân hiến máu.",
            "Đoàn Thanh niên và các tổ chức xã hội",
        ),
        ("- 12 tổ công đoàn hoàn thành đại hội.", None),
        ("- Phối hợp với Phòng Kỹ thuật sửa nhà để xe.", None),
    ],
)
def test_the_owner_is_the_unit_that_acts(sentence: str, owner: str | None):
    assert only(sentence).owner == owner


def test_the_subject_of_a_sentence_holds_for_its_later_clauses():
    assert [one.owner for one in plan("- Ban Nữ công mở 01 lớp nấu ăn; tặng 20 suất quà.\n- Sửa nhà để xe.")] == [
        "Ban Nữ công",
        "Ban Nữ công",
        None,
    ]


def test_a_lead_in_holds_until_the_next_heading_but_not_for_an_item_with_its_own():
    body = (
        "1. Đời sống\nBan Chấp hành giao các tổ công đoàn thực hiện:\n- Lập danh sách nhà trọ.\n"
        "- Ban Nữ công thăm thai sản.\n2. Thể thao\n- Sửa sân bóng."
    )
    assert [one.owner for one in plan(body)] == ["các tổ công đoàn", "Ban Nữ công", None]


def test_an_order_in_passing_ends_with_its_paragraph():
    body = "- Giao Công an phường chủ trì tuần tra ban đêm. Lắp 02 camera.\n- Trồng 100 cây xanh."
    assert [one.owner for one in plan(body)] == ["Công an phường", "Công an phường", None]


def test_the_unit_of_a_label_is_counted_and_owns_nothing():
    assert only("- Tổ công đoàn đạt vững mạnh: 20 tổ.").owner is None


def test_a_heading_of_a_field_of_work_names_nobody():
    assert heading_owner("Cơ sở vật chất", lexicon()) is None
    assert heading_owner("Tổ chức, kiểm tra", lexicon()) is None
    assert heading_owner("Giao Phòng Kỹ thuật chủ trì, phối hợp với Phòng Vật tư:", lexicon()) == "Phòng Kỹ thuật"


def test_the_issuer_is_known_by_its_short_names():
    full = "Công đoàn ngành Dệt tỉnh Hoa Ban"
    assert is_issuer("Công đoàn ngành", full, lexicon())
    assert not is_issuer("các công đoàn cơ sở", full, lexicon())
    assert is_issuer("UBND xã", "Ủy ban nhân dân xã Đồi Chè", lexicon())


def test_a_cell_loses_its_partners():
    assert lead_unit("Phòng Kỹ thuật, phối hợp với Phòng Vật tư") == "Phòng Kỹ thuật"
