from datetime import date

import pytest
from extract.reading import read

LETTERHEAD = """LIÊN ĐOÀN LAO ĐỘNG TỈNH HOA BAN
CĐCS CTY CP CHÈ ĐỒI XANH
Số: 07/BC-CĐCS
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Đồi Xanh, ngày 05 tháng 6 năm 2026

BÁO CÁO
Kết quả hoạt động công đoàn 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2026

Thực hiện Công văn số 12/LĐLĐ ngày 20/5/2026, Công đoàn cơ sở Công ty Cổ phần Chè Đồi Xanh báo cáo như sau:
I. KẾT QUẢ
Đã kết nạp 5 đoàn viên.
II. NHIỆM VỤ
- Mở 01 lớp nấu ăn.
"""


def test_the_letterhead_names_issuer_superior_number_and_day():
    header = read(LETTERHEAD).header
    assert header.issuer == "Công đoàn cơ sở Công ty Cổ phần Chè Đồi Xanh"
    assert header.superior == "LIÊN ĐOÀN LAO ĐỘNG TỈNH HOA BAN"
    assert header.number == "07/BC-CĐCS"
    assert header.issued_on == date(2026, 6, 5)
    assert header.title is not None
    assert header.title.startswith("BÁO CÁO Kết quả hoạt động")


@pytest.mark.parametrize(
    ("title", "reported", "planned"),
    [
        ("Kết quả công tác 6 tháng đầu năm và phương hướng 6 tháng cuối năm 2026", "2026-H1", "2026-H2"),
        ("Sơ kết quý I, triển khai nhiệm vụ quý II năm 2026", "2026-Q1", "2026-Q2"),
        ("Công tác tháng 8 và nhiệm vụ tháng 9 năm 2026", "2026-M08", "2026-M09"),
        ("Tổng kết năm 2026, phương hướng, nhiệm vụ năm 2027", "2026", "2027"),
        ("Tình hình thực hiện nhiệm vụ 9 tháng, nhiệm vụ 3 tháng cuối năm 2026", None, "2026-Q4"),
        ("Hoạt động công đoàn nhiệm kỳ 2023 - 2028", None, None),
    ],
)
def test_the_title_says_both_periods(title: str, reported: str | None, planned: str | None):
    old = "Kết quả hoạt động công đoàn 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2026"
    header = read(LETTERHEAD.replace(old, title)).header
    assert (header.reporting_period.code if header.reporting_period else None) == reported
    assert (header.plan_period.code if header.plan_period else None) == planned


def test_an_article_has_the_body_it_tells_of_and_its_own_date():
    header = read(
        "Trang chủ > Tin tức\n\nCông đoàn ngành Chè tỉnh Hoa Ban sơ kết công tác quý I năm 2026\n"
        "08/04/2026 - 09:30\n\n"
        "Ngày 07/4, Công đoàn ngành Chè tỉnh Hoa Ban tổ chức hội nghị sơ kết công tác quý I, triển khai nhiệm vụ "
        "quý II năm 2026 với sự tham dự của đại diện các công đoàn cơ sở trong ngành.\n"
    ).header
    assert header.issuer == "Công đoàn ngành Chè tỉnh Hoa Ban"
    assert header.issued_on == date(2026, 4, 8)
    assert (header.reporting_period.code, header.plan_period.code) == ("2026-Q1", "2026-Q2")


def test_the_issuer_is_not_the_body_to_which_the_report_goes():
    text = LETTERHEAD.replace(
        "Thực hiện Công văn", "Kính gửi: Công đoàn ngành Nông nghiệp tỉnh Hoa Ban\n\nThực hiện Công văn"
    ).replace("Công đoàn cơ sở Công ty Cổ phần Chè Đồi Xanh báo cáo", "đơn vị báo cáo")
    text += "Trên đây là báo cáo của Công đoàn cơ sở Công ty Cổ phần Chè Đồi Xanh.\n"
    assert read(text).header.issuer == "Công đoàn cơ sở Công ty Cổ phần Chè Đồi Xanh"


def test_a_deadline_in_an_order_is_not_the_period_of_the_plan():
    header = read(
        "Công đoàn ngành Chè tổng kết năm 2025\n12/01/2026 - 09:30\n\n"
        "Ngày 10/01, Công đoàn ngành Chè tổ chức hội nghị tổng kết hoạt động năm 2025, triển khai nhiệm vụ năm 2026 tại"
        " thị trấn Đồi Xanh.\nBà Chủ tịch đề nghị các công đoàn cơ sở hoàn thành đại hội trong quý I.\n"
    ).header
    assert (header.reporting_period.code, header.plan_period.code) == ("2025", "2026")


def test_the_body_above_is_not_the_issuer_though_it_acts_in_the_text():
    text = (
        "UBND TỈNH HOA BAN\nSỞ NỘI VỤ\nSố: 08/KH-SNV\nHoa Ban, ngày 05 tháng 02 năm 2026\n\nKẾ HOẠCH\n"
        "Cải cách hành chính năm 2026\n\nI. NỘI DUNG\n1. Trình UBND tỉnh ban hành quy định về vị trí việc làm.\n"
    )
    assert read(text).header.issuer == "SỞ NỘI VỤ"


def test_an_organ_that_acts_in_the_plan_is_not_the_issuer_of_the_letterhead() -> None:
    text = (
        "CÔNG ĐOÀN CƠ SỞ XƯỞNG MỘC ÁNH DƯƠNG\nSố: 04/BC-CĐCS\nÁnh Dương, ngày 21 tháng 6 năm 2026\n\nBÁO CÁO\n"
        "Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2026\n\nI. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026\n"
        "- Ban Nữ công tổ chức hội thi nấu ăn trong tháng 10.\n"
    )
    assert read(text).header.issuer == "CÔNG ĐOÀN CƠ SỞ XƯỞNG MỘC ÁNH DƯƠNG"


def test_an_open_number_beside_its_place_is_no_body():
    head = (
        "CÔNG ĐOÀN CƠ SỞ XƯỞNG IN HOA BAN\nSố:      /BC-CĐCS\t…, ngày … tháng … năm 2027\nBÁO CÁO\n"
        "Kết quả hoạt động 6 tháng cuối năm 2026\n\nCông đoàn cơ sở Xưởng In Hoa Ban báo cáo như sau:\n"
    )
    assert read(head).header.issuer == "Công đoàn cơ sở Xưởng In Hoa Ban"
