"""extract --results and --against at the terminal."""

import json
from pathlib import Path

import pytest
from console import dondoc

EARLIER = """\
LIÊN ĐOÀN LAO ĐỘNG HUYỆN LAM SƠN
CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU
Số: 40/BC-CĐCS
Lam Sơn, ngày 27 tháng 12 năm 2025

BÁO CÁO
Kết quả hoạt động năm 2025, nhiệm vụ 6 tháng đầu năm 2026

I. KẾT QUẢ
Đã kết nạp 31 đoàn viên.

II. NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2026
1. Kết nạp 40 đoàn viên mới.
2. Tặng 120 suất quà Tết cho thợ lò khó khăn.
3. Mở lớp bồi dưỡng tổ trưởng công đoàn trước ngày 30/4.
"""
REPORT = """\
LIÊN ĐOÀN LAO ĐỘNG HUYỆN LAM SƠN
CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU
Số: 12/BC-CĐCS
Lam Sơn, ngày 27 tháng 6 năm 2026

BÁO CÁO
Kết quả hoạt động 6 tháng đầu năm 2026, nhiệm vụ 6 tháng cuối năm 2026

I. KẾT QUẢ
- Tặng 130 suất quà Tết, tổng trị giá 65 triệu đồng.
- Kết nạp 26 đoàn viên mới (nữ 11).
- Tổ chức Hội nghị người lao động ngày 12/4.

II. TỒN TẠI
02 tổ chưa lập sổ theo dõi đoàn phí.

III. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026
1. Kết nạp 14 đoàn viên mới.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ky-truoc.txt").write_text(EARLIER, encoding="utf-8")
    (tmp_path / "ky-nay.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_results_stand_in_the_json_only_when_asked_for(folder: Path) -> None:
    path = str(folder / "ky-nay.txt")
    found = json.loads(dondoc("extract", path, "--results", "--with-text").out)
    assert [one["display"] for one in found["results"]] == [
        "Tặng 130 suất quà Tết, tổng trị giá 65 triệu đồng",
        "Kết nạp 26 đoàn viên mới (nữ 11)",
        "Tổ chức Hội nghị người lao động ngày 12/4",
        "02 tổ chưa lập sổ theo dõi đoàn phí",
    ]
    assert all(found["text"][one["start"] : one["end"]] == one["text"] for one in found["results"])
    assert len(found["commitments"]) == 1
    assert "against" not in found
    assert {"results", "against"}.isdisjoint(json.loads(dondoc("extract", path).out))


def test_the_table_tells_results_with_their_figures(folder: Path) -> None:
    outcome = dondoc("extract", str(folder / "ky-nay.txt"), "--results", "--format", "table")
    assert outcome.status == 0
    for words in (
        "3 kết quả, 1 tồn tại",
        "130 suất quà Tết",
        "tổng trị giá: 65 triệu đồng",
        "trong đó nữ: 11",
        "12/04/2026",
    ):
        assert words in outcome.out
    assert "– Có số liệu đã đạt được." not in outcome.out
    explained = dondoc("extract", str(folder / "ky-nay.txt"), "--results", "--format", "table", "--explain")
    assert "Có số liệu đã đạt được." in explained.out


def test_an_earlier_report_is_set_beside_it(folder: Path) -> None:
    outcome = dondoc(
        "extract", str(folder / "ky-nay.txt"), "--against", str(folder / "ky-truoc.txt"), "--format", "table"
    )
    assert outcome.status == 0
    for words in ("gợi ý, người phụ trách xác nhận", "một phần: 26/40", "đạt: 130/120", "không thấy báo cáo"):
        assert words in outcome.out
    assert "Tổ chức Hội nghị người lao động ngày 12/4" in outcome.out.split("phát sinh")[1]


def test_the_json_of_an_earlier_report_does_as_well(folder: Path) -> None:
    earlier = folder / "ky-truoc.json"
    earlier.write_text(dondoc("extract", str(folder / "ky-truoc.txt")).out, encoding="utf-8")
    by_json = dondoc("extract", str(folder / "ky-nay.txt"), "--against", str(earlier))
    by_report = dondoc("extract", str(folder / "ky-nay.txt"), "--against", str(folder / "ky-truoc.txt"))
    found = json.loads(by_json.out)
    assert found == json.loads(by_report.out)
    assert [(one["reported"], one["reached"]) for one in found["against"]["promises"]] == [
        (26, "partly"), (130, "yes"), (None, "unknown"),
    ]  # fmt: skip
    assert found["against"]["unplanned"] == [2]


def test_several_reports_are_summed(folder: Path) -> None:
    outcome = dondoc(
        "extract", str(folder / "ky-nay.txt"), str(folder / "ky-truoc.txt"), "--results", "--format", "table"
    )
    sums = outcome.out.split("Cộng số liệu của 2 báo cáo:")[1]
    (line,) = (one for one in sums.splitlines() if "đoàn viên" in one)
    assert "57" in line
    assert "ky-nay.txt: 26" in line
    assert "Cộng số liệu" not in dondoc("extract", str(folder / "ky-nay.txt"), "--results", "--format", "table").out


def test_results_are_written_to_files_too(folder: Path) -> None:
    outcome = dondoc("extract", str(folder / "ky-nay.txt"), "--results", "--out", str(folder / "ra"))
    assert outcome.status == 0
    assert len(json.loads((folder / "ra" / "ky-nay.json").read_text(encoding="utf-8"))["results"]) == 4


def test_what_cannot_be_compared_with_is_refused(folder: Path) -> None:
    wrong = folder / "sai.json"
    wrong.write_text('{"tasks": []}', encoding="utf-8")
    outcome = dondoc("extract", str(folder / "ky-nay.txt"), "--against", str(wrong))
    assert outcome.status != 0
    assert "sai.json không phải kết quả của dondoc extract" in outcome.err
    missing = dondoc("extract", str(folder / "ky-nay.txt"), "--against", str(folder / "thieu.docx"))
    assert missing.status != 0
    assert "thieu.docx" in missing.err


def test_the_page_does_not_show_results_and_says_so(folder: Path) -> None:
    outcome = dondoc("extract", str(folder / "ky-nay.txt"), "--results", "--format", "html")
    assert outcome.status == 2
    assert "--format json" in outcome.err
