"""letters: papers to sign, from the terminal."""

from io import BytesIO
from pathlib import Path

from console import REPORT, Desk
from docx import Document

CLASSES = "CDCSXGM-2026-H2-01"


def words_of(path: Path) -> str:
    document = Document(BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_letter_to_the_late_is_written_to_the_named_file_the_same_each_time(busy: Desk, tmp_path: Path) -> None:
    busy.ok("units", "add", "Tổ công đoàn 1")
    busy.ok("amend", CLASSES, "--owner", "TCD1", "--reason", "phân công", "--approver", "Chủ tịch")
    first, second = tmp_path / "mot.docx", tmp_path / "hai.docx"
    for file in (first, second):
        assert busy.ok("letters", "late", "tcd1", "-o", str(file), "--as-of", "05/10/2026").out == f"Đã ghi {file}\n"
    assert first.read_bytes() == second.read_bytes()
    words = words_of(first)
    assert "V/v đôn đốc thực hiện 01 nhiệm vụ đã quá thời hạn" in words
    assert "Kính gửi: Tổ công đoàn 1." in words
    assert "nhiệm vụ đề ra tại Báo cáo số 12/BC-CĐCS ngày 02/7/2026" in words
    assert "“Tổ chức 02 lớp tập huấn an toàn lao động, hoàn thành trước ngày 30/9/2026”" in words
    assert "Số:        /CĐCS" in words
    assert "LIÊN ĐOÀN LAO ĐỘNG HUYỆN LAM SƠN" in words


def test_where_nobody_is_late_it_is_said(busy: Desk, tmp_path: Path) -> None:
    outcome = busy.run("letters", "late", "-o", str(tmp_path / "khong.docx"))
    assert (outcome.status, outcome.out) == (1, "")
    assert "không có việc nào quá hạn" in outcome.err
    assert not (tmp_path / "khong.docx").exists()


def test_the_slip_of_a_task_stands_among_the_papers_of_the_workspace(busy: Desk) -> None:
    busy.ok("letters", "assign", "01")
    words = words_of(busy.folder / "reports" / "van-ban" / f"phieu-giao-viec-{CLASSES}.docx")
    assert "PHIẾU GIAO VIỆC" in words
    assert f"Mã việc: {CLASSES}" in words


def test_an_unknown_task_has_no_slip(busy: Desk) -> None:
    assert busy.run("letters", "assign", "99").status == 1


def test_the_page_of_a_month_with_little_late_has_no_annex(busy: Desk, tmp_path: Path) -> None:
    busy.ok("letters", "month", "-o", str(tmp_path / "thang.docx"), "--as-of", "05/11/2026")
    assert "KIỂM TRA ĐỊNH KỲ THÁNG 11/2026" in words_of(tmp_path / "thang.docx")
    assert not (tmp_path / "thang-phu-luc.docx").exists()


def test_what_the_page_cannot_name_stands_in_the_annex_beside_it(desk: Desk, tmp_path: Path) -> None:
    more = "".join(f"{n}. Tổ chức {n:02} buổi tọa đàm, xong trước ngày {n:02}/9/2026.\n" for n in range(4, 9))
    desk.ok("ingest", desk.file("dai.txt", REPORT.replace("\nNơi nhận", f"{more}\nNơi nhận")), "--accept-all")
    desk.ok("letters", "month", "-o", str(tmp_path / "thang.docx"), "--as-of", "05/11/2026")
    assert "Việc quá hạn (07)" in words_of(tmp_path / "thang-phu-luc.docx")
