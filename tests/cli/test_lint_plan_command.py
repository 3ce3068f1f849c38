"""lint-plan: a plan before it is signed, ours or one that somebody wrote."""

from pathlib import Path

from console import REPORT, Desk, dondoc

NEXT = """\
CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU
Số: 05/BC-CĐCS
Lam Sơn, ngày 05 tháng 01 năm 2027

BÁO CÁO
Sơ kết hoạt động công đoàn 6 tháng cuối năm 2026, phương hướng nhiệm vụ 6 tháng đầu năm 2027

I. KẾT QUẢ 6 THÁNG CUỐI NĂM 2026
Đã tổ chức 02 lớp tập huấn an toàn lao động cho 60 người.

II. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2027
1. Ban Nữ công tổ chức 01 hội thi cắm hoa trước ngày 08/3/2027.
2. Ban hành quy chế chi tiêu nội bộ.

Nơi nhận:
- Lưu VT.
"""


def test_a_file_needs_no_workspace(tmp_path: Path) -> None:
    new, old = tmp_path / "moi.txt", tmp_path / "cu.txt"
    new.write_text(NEXT)
    old.write_text(REPORT)
    told = dondoc("lint-plan", str(new), "--previous", str(old))
    assert told.status == 1
    assert "[cần sửa] Rõ thời gian – “Ban hành quy chế chi tiêu nội bộ”: khi nào xong?" in told.out
    assert "2 cam kết kỳ trước không được nhắc đến" in told.out
    assert "quyên góp 50 suất quà" in told.out
    assert "Khám sức khỏe định kỳ" in told.out
    assert "tập huấn an toàn lao động" not in told.out.partition("không được nhắc đến")[2]
    clear = tmp_path / "ro.txt"
    clear.write_text(NEXT.replace("2. Ban hành quy chế chi tiêu nội bộ.\n", ""))
    fine = dondoc("lint-plan", str(clear), "--json")
    assert (fine.status, fine.json()["fine"]) == (0, True)  # type: ignore[index, call-overload]


def test_in_a_workspace_the_ledger_is_asked(busy: Desk) -> None:
    code = busy.codes()[1]
    busy.ok("report", "2026-H2")
    own = busy.run("lint-plan", "2026-H2")
    assert "Mọi cam kết của kỳ trước đều đã được nhắc đến." in own.out
    told = busy.run("lint-plan", busy.file("moi.txt", NEXT))
    assert f"{code}: “" in told.out
    assert "nêu tại 12/BC-CĐCS; sổ ghi: đang thực hiện" in told.out
