"""A superior's table of points, from workbooks and Word files to criteria."""

import tomllib
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as Word
from openpyxl import Workbook

from dondoc.core.grading import Measure
from dondoc.documents.cell_rows import read_cell_rows
from dondoc.documents.limits import Limits
from dondoc.errors import BadInput
from dondoc.extract.grading_table import ReadTable, read_grading_table
from dondoc.settings.files import SCHEMA
from dondoc.settings.grading import SchemeFile, scheme_of, scheme_text
from dondoc.settings.lexicon import load_lexicon

LEXICON = load_lexicon()
HEAD = ("TT", "Nội dung tiêu chí", "Điểm tối đa", "Tự chấm")
ROWS: tuple[tuple[object, ...], ...] = (
    HEAD,
    ("I", "Chăm lo, bảo vệ đoàn viên", 40, ""),
    ("1", "Tổ chức hội nghị người lao động", "25 điểm", ""),
    ("2", "Thăm hỏi, tặng quà đoàn viên khó khăn", "", ""),
    ("2.1", "Dịp Tết", 10, ""),
    ("2.2", "Khi ốm đau", 5, ""),
    ("II", "Điều hành", 60, ""),
    ("1", "Chế độ thông tin, báo cáo định kỳ", "12,5", ""),
    ("2", "Sáng tạo trong cách làm", 47.5, ""),
    ("", "Tổng cộng", 100, ""),
)


def workbook(rows: tuple[tuple[object, ...], ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Bảng điểm"
    sheet.append(["BẢNG CHẤM ĐIỂM"])
    for row in rows:
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def word(rows: tuple[tuple[object, ...], ...]) -> bytes:
    document = Word()
    document.add_paragraph("BẢNG CHẤM ĐIỂM")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(data: bytes, name: str) -> ReadTable:
    found = read_grading_table(read_cell_rows(data, name), LEXICON)
    assert found is not None
    return found


@pytest.mark.parametrize(("make", "name"), [(workbook, "bang.xlsx"), (word, "bang.docx")])
def test_the_lowest_rows_are_criteria_with_their_points_and_sums_are_checked(make: object, name: str) -> None:
    table = read(make(ROWS), name)  # type: ignore[operator]
    assert table.doubts == ()
    assert [(g.code, g.words, g.points) for g in table.groups] == [
        ("I", "Chăm lo, bảo vệ đoàn viên", 40),
        ("II", "Điều hành", 60),
    ]
    assert [(c.code, c.points, c.measure) for g in table.groups for c in g.criteria] == [
        ("I.1", 25, Measure.COMPLETION),
        ("I.2.1", 10, Measure.MANUAL),
        ("I.2.2", 5, Measure.COMPLETION),
        ("II.1", Decimal("12.5"), Measure.REPORTS),
        ("II.2", Decimal("47.5"), Measure.MANUAL),
    ]


def test_sums_that_do_not_fit_and_points_that_cannot_be_read_are_told_with_their_place() -> None:
    strange = ("2", "Việc lạ", "tùy mức độ", "")
    wrong = (HEAD, ("I", "Nhóm một", 9, ""), ("1", "Họp tổ", 5, ""), strange, ("", "Cộng", 7, ""))
    table = read(workbook(wrong), "bang.xlsx")
    told = [(d.kind, d.place, d.found, d.expected) for d in table.doubts]
    assert told == [
        ("no_points", "trang Bảng điểm, dòng 5", "tùy mức độ", ""),
        ("total", "trang Bảng điểm, dòng 6", "7", "5"),
        ("sum", "trang Bảng điểm, dòng 3", "9", "5"),
    ]


def test_what_was_read_is_a_table_that_the_office_can_use() -> None:
    table = read(workbook(ROWS), "bang.xlsx")
    file = SchemeFile.model_validate(tomllib.loads(scheme_text(table.groups, source='bảng "mẫu".xlsx')))
    scheme = scheme_of("mau", file)
    assert (scheme.points, file.schema_) == (100, SCHEMA)
    assert [c.words for c in scheme.criteria] == [c.words for g in table.groups for c in g.criteria]


@pytest.mark.parametrize("data", [b"PK\x03\x04 khong phai", b"", b"x" * 40])
def test_a_damaged_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"document\.damaged"):
        read_cell_rows(data, "bang.xlsx")


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked() -> None:
    buffer = BytesIO(workbook(ROWS))
    with ZipFile(buffer, "a") as archive:
        archive.writestr("xl/big.xml", b" " * 2_000_000)
    with pytest.raises(BadInput, match=r"document\.too_long"):
        read_cell_rows(buffer.getvalue(), "bang.xlsx", limits=Limits(part_bytes=1_000_000))


def test_a_file_without_such_a_table_gives_none() -> None:
    assert read_grading_table(read_cell_rows(workbook((("Tên", "Tuổi"), ("A", 3))), "bang.xlsx"), LEXICON) is None


def test_sums_of_a_group_do_not_end_the_table_and_a_criterion_that_names_a_sum_is_one() -> None:
    rows = (
        HEAD,
        ("I", "Nhóm một", 10, ""),
        ("1", "Họp tổ đầy đủ", 10, ""),
        ("", "Cộng mục I", 10, ""),
        ("II", "Nhóm hai", 20, ""),
        ("", "Tổng kết phong trào thi đua", 15, ""),
        ("", "Thực hiện nhiệm vụ khác", "5 điểm", ""),
        ("", "Tổng cộng", 30, ""),
    )
    table = read(workbook(rows), "bang.xlsx")
    assert table.doubts == ()
    assert [c.words for g in table.groups for c in g.criteria] == [
        "Họp tổ đầy đủ",
        "Tổng kết phong trào thi đua",
        "Thực hiện nhiệm vụ khác",
    ]


def test_each_criterion_has_a_code_of_its_own_and_parts_above_parts_are_no_points_of_their_own() -> None:
    rows = (
        HEAD,
        ("A", "Phần chung", 20, ""),
        ("I", "Nhóm một", 20, ""),
        ("1", "Họp tổ", "", ""),
        ("a", "Đủ số buổi", 5, ""),
        ("2", "Ghi biên bản", "", ""),
        ("a", "Đủ nội dung", 15, ""),
        ("B", "Điểm trừ", 10, ""),
        ("1", "Để xảy ra đơn thư vượt cấp", 10, ""),
    )
    table = read(workbook(rows), "bang.xlsx")
    criteria = [c for g in table.groups for c in g.criteria]
    assert len({c.code for c in criteria}) == len(criteria) == 3
    assert sum(group.points for group in table.groups) == 20
    assert criteria[-1].measure is Measure.MANUAL_DEDUCTION


def test_a_sheet_that_is_cut_short_is_refused() -> None:
    whole = BytesIO(workbook(ROWS))
    cut = BytesIO()
    with ZipFile(whole) as old, ZipFile(cut, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, data[: len(data) // 2] if "sheet1" in member else data)
    with pytest.raises(BadInput, match=r"document\.damaged"):
        read_cell_rows(cut.getvalue(), "bang.xlsx")
