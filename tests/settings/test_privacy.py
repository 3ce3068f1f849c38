"""What no message may say is hidden by the shipped words; what looks like it stays."""

from pathlib import Path

import pytest

from dondoc.draft.digest import Digest, DigestGroup, DigestLine
from dondoc.draft.privacy import hide_in
from dondoc.errors import BadInput
from dondoc.settings.privacy import load_privacy

RULES = load_privacy()


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("hỗ trợ bà Mẫu, CCCD 001092012345, hoàn cảnh khó khăn", "hỗ trợ bà Mẫu, CCCD [đã ẩn], hoàn cảnh khó khăn"),
        ("số căn cước công dân: 079 092 012 345.", "số căn cước công dân: [đã ẩn]."),
        ("người nhận 001092012345", "người nhận [đã ẩn]"),
        ("(034.092.012.345)", "([đã ẩn])"),
        ("0340 9201 2345", "[đã ẩn]"),
        ("CMND số 123456789 cấp tại tỉnh", "CMND số [đã ẩn] cấp tại tỉnh"),
        ("ông Thử 123456789", "ông Thử [đã ẩn]"),
        ("ông Thử, 123 456 789, tổ 2", "ông Thử, [đã ẩn], tổ 2"),
        ("hộ chiếu B1234567", "hộ chiếu [đã ẩn]"),
        ("mã số BHXH 0123456789", "mã số BHXH [đã ẩn]"),
        ("chuyển khoản STK 1903 6789 0123 ngân hàng Mẫu", "chuyển khoản STK [đã ẩn] ngân hàng Mẫu"),
        ("số tài khoản Agribank: 4500205123456", "số tài khoản Agribank: [đã ẩn]"),
        ("vào tài khoản 0011004123456 trước ngày 30/9", "vào tài khoản [đã ẩn] trước ngày 30/9"),
        ("thăm chị Mẫu bị ung thư vú", "thăm chị Mẫu bị [đã ẩn]"),
        ("anh Thử đang điều trị bệnh trầm cảm", "anh Thử đang điều trị bệnh [đã ẩn]"),
        ("đ/c Mẫu nhiễm HIV", "đ/c Mẫu nhiễm [đã ẩn]"),
        ("được chẩn đoán mắc bệnh Parkinson", "được chẩn đoán mắc bệnh [đã ẩn]"),
        ("thăm đ/c Hoa (ung thư gan), tổ 2", "thăm đ/c Hoa ([đã ẩn]), tổ 2"),
        ("bà Nguyễn Thị Mẫu: bệnh tiểu đường type 2", "bà Nguyễn Thị Mẫu: bệnh [đã ẩn]"),
        ("Trần Văn Thử (suy thận mạn) – 2 triệu đồng", "Trần Văn Thử ([đã ẩn]) – 2 triệu đồng"),
        ("đồng chí Mẫu – viêm gan B", "đồng chí Mẫu – [đã ẩn]"),
        ("chẩn đoán: ung thư gan", "chẩn đoán: [đã ẩn]"),
        ("hồ sơ đ/c Mẫu (chẩn đoán: thoái hóa khớp gối), 3 trang", "hồ sơ đ/c Mẫu (chẩn đoán: [đã ẩn]), 3 trang"),
        ("chẩn đoán (ung thư phổi)", "chẩn đoán ([đã ẩn])"),
        ("mắc bệnh: lao phổi; đã hỗ trợ", "mắc bệnh: [đã ẩn]; đã hỗ trợ"),
        ("chuyển Vietcombank 0071000123456 cho đ/c Mẫu", "chuyển Vietcombank [đã ẩn] cho đ/c Mẫu"),
        ("VCB: 0071 0001 23456", "VCB: [đã ẩn]"),
        ("nộp 4500205123456 (Agribank)", "nộp [đã ẩn] (Agribank)"),
        ("19036789012345 tại Techcombank", "[đã ẩn] tại Techcombank"),
        ("số 001 092 012345 của bà Mẫu", "số [đã ẩn] của bà Mẫu"),
        ("0340.9201.2345", "[đã ẩn]"),
        ("034092 012345", "[đã ẩn]"),
        ("CMND 123.456.789", "CMND [đã ẩn]"),
    ],
)
def test_what_belongs_to_one_person_is_hidden(text: str, hidden: str) -> None:
    assert RULES.hide(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "1. CDTL-2026-H2-04: tổ chức 02 giải",
        "CDTL-202612-000000123",
        "mã việc 001092012345-04",
        "điện thoại 0912345678, 02838123456, +84912345678",
        "ĐT: 912345678",
        "SĐT 024 3825 1234",
        "Công văn số 123456789/CĐ-VP",
        "văn bản số 123456789",
        "Quyết định số 12/QĐ-UBND ngày 05/9/2026",
        "kinh phí 250000000 đồng, 250.000.000 đồng, 1.250.000.000đ, 123456789 VNĐ",
        "chuyển vào tài khoản 250.000.000 đồng",
        "hạch toán tài khoản 1121, mở 12 tài khoản",
        "150 000 000 000 đồng",
        "doanh thu 150.000.000.000",
        "từ 01.07.2026-31.12.2026, năm học 2025-2026 1 lớp",
        "20260905 và 2026-09-05 08:00",
        "đạt 1.250.000 suất, 98,5%",
        "mã số thuế 0100109106",
        "MST: 123456789",
        "phòng chống HIV/AIDS, phòng ngừa nhiễm HIV",
        "khám sức khỏe định kỳ cho 60 nữ công nhân",
        "khám tầm soát ung thư cho đoàn viên",
        "thiết bị hư hỏng, bị lao đao vì mưa bão",
        "tuyên truyền về điều trị bệnh lao",
        "bị bắt vì buôn lậu",
        "nhiễm khuẩn bệnh viện giảm 5%",
        "điều trị tăng 12% số lượt",
        "tuyên truyền bệnh không lây nhiễm (ung thư, tiểu đường, tim mạch)",
        "khám sàng lọc (ung thư vú, cổ tử cung) cho 200 đoàn viên",
        "tầm soát: ung thư vú cho 60 nữ",
        "hỗ trợ đoàn viên khó khăn (ung thư, tai nạn): 12 trường hợp",
        "thiết bị chẩn đoán: máy siêu âm",
        "khoa chẩn đoán: họp giao ban",
        "chẩn đoán: 02 máy siêu âm",
        "Agribank tài trợ 144.000.000 đồng",
        "Agribank 144.000.000, BIDV ngày 20.11.2026, VCB 2026-2027",
        "144.000.000 Vietcombank",
        "ký với BIDV văn bản số 123456789",
        "ngân hàng, ĐT 0912345678",
        "mở tài khoản ngày 20.11.2026, CCCD cấp ngày 20.11.2026",
        "từ 07.2026 đến 12.2026, 01.07-31.12.2026",
        "điện thoại công đoàn 024 3825 1234",
        "hỗ trợ 144.000.000 đồng cho 12 trường hợp",
        "công đoàn Hoàng Mai (ủng hộ 500.000.000 đồng)",
        "Hội nghị tại bệnh viện, hội trường A",
    ],
)
def test_codes_telephones_documents_money_dates_and_quantities_stay(text: str) -> None:
    assert RULES.hide(text) == text


def test_every_word_of_a_letter_is_hidden_but_no_code_and_no_link() -> None:
    line = DigestLine(
        code="123456789",
        words="Thăm ông Thử 001092012345",
        deadline="30/11/2026",
        note="STK 4500205123456",
        link="https://vi.du/a/001092012345",
    )
    group = DigestGroup(title="CMND 123456789", count="01", lines=(line,))
    letter = Digest(
        subject="CCCD 001092012345",
        salutation="Kính gửi",
        opening="",
        groups=(group,),
        directions="",
        how_to_answer=("nhiễm HIV",),
        chat="123456789",
    )
    hidden = hide_in(letter, RULES)
    assert (hidden.subject, hidden.chat) == ("CCCD [đã ẩn]", "[đã ẩn]")
    assert hidden.how_to_answer == ("nhiễm [đã ẩn]",)
    (shown,) = hidden.groups[0].lines
    assert (shown.code, shown.link) == (line.code, line.link)
    assert (shown.words, shown.note) == ("Thăm ông Thử [đã ẩn]", "STK [đã ẩn]")
    assert hidden.groups[0].title == "CMND [đã ẩn]"


def test_hiding_is_linear_in_the_text() -> None:
    units = ("1 ", "bị a b c ", "STK a ", "123 456 ", "001 ", "VCB a", "anh A ", "Lê ", "bệnh: a", "001.", "mắc (")
    for unit in units:
        assert len(RULES.hide(unit * 20_000)) > 0


def test_an_office_adds_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "privacy.toml").write_text('schema = 1\n[identity]\nlabels = ["số hiệu"]\n', encoding="utf-8")
    assert load_privacy(tmp_path).hide("số hiệu 12345678") == "số hiệu [đã ẩn]"
    (tmp_path / "privacy.toml").write_text("schema = 1\n[identity]\nlabels = []\n", encoding="utf-8")
    with pytest.raises(BadInput):
        load_privacy(tmp_path)
