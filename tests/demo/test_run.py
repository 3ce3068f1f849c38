from datetime import date
from pathlib import Path

import pytest

from dondoc.demo.run import run_demo
from dondoc.usecases.read_tasks import load_views
from dondoc.wiring import open_office

PRAISE = """CÔNG ĐOÀN CƠ SỞ XÍ NGHIỆP GỐM THANH BÌNH
Thanh Bình, ngày 10 tháng 5 năm 2026

BẢN TIN
Hội thao mừng Ngày Quốc tế Lao động

Sáng 28/4, công đoàn đã tổ chức hội thao với 120 đoàn viên tham gia. Đội phân xưởng Nung giành giải Nhất môn kéo co.
"""

SHORT = """CÔNG ĐOÀN CƠ SỞ XÍ NGHIỆP GỐM THANH BÌNH
Số: 09/BC-CĐCS
Thanh Bình, ngày 25 tháng 6 năm 2026

BÁO CÁO
Kết quả hoạt động 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2026

I. KẾT QUẢ HOẠT ĐỘNG 6 THÁNG ĐẦU NĂM
Đã thăm hỏi 15 lượt đoàn viên ốm đau; kết nạp 08 đoàn viên mới.

II. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026
- Kết nạp ít nhất 10 đoàn viên mới.
- Mở 01 lớp tập huấn an toàn lao động trước ngày 15/9.
- Ban Nữ công tổ chức tọa đàm nhân dịp 20/10.
"""


def test_a_document_without_commitments_ends_well_with_its_reason(tmp_path: Path) -> None:
    report = tmp_path / "ban-tin.txt"
    report.write_text(PRAISE, encoding="utf-8")
    finished = run_demo(report, tmp_path / "van-phong", lambda _: None)
    assert finished.reason
    assert "_" not in finished.reason  # a sentence, not a code
    assert not finished.reports


@pytest.mark.prefect
@pytest.mark.slow
@pytest.mark.xdist_group("prefect")
def test_a_half_year_goes_by_and_its_report_opens_the_next(tmp_path: Path) -> None:
    report = tmp_path / "bao-cao.txt"
    report.write_text(SHORT, encoding="utf-8")
    told: list[str] = []
    finished = run_demo(report, tmp_path / "van-phong", told.append)
    assert finished.tally.counts.get("Completed", 0) >= finished.tally.flow_days
    assert set(finished.tally.counts) == {"Completed"}
    assert all(path.stat().st_size > 0 for path in finished.reports.values())
    assert list((finished.workspace / "outbox").glob("*.eml"))
    office = open_office(finished.workspace)
    try:
        with office.work() as work:
            views = load_views(work)
            documents = work.documents.all()
    finally:
        office.close()
    assert all(w.slot.due > date(2026, 12, 31) or w.slot.decided_at is not None for v in views for w in v.work)
    assert len(documents) == 2
    cycle = {v.code: v for v in views if v.promised.document_id == documents[1].id}
    assert cycle
    assert all("mã theo dõi" not in view.terms.display for view in cycle.values())
    assert {v.successor.code for v in views if v.successor is not None} == set(cycle)
    assert any(f"{len(cycle)} cam kết thành" in line for line in told)
    assert any("tiếp nối" in line for line in told)
