from extract.reading import lexicon, plan

from dondoc.core.document import Block, BlockKind, Document
from dondoc.extract.pipeline import extract


def test_a_row_is_one_commitment_with_the_words_of_its_work_cell():
    rows = (
        "TT\tNội dung công việc\tChỉ tiêu\tThời hạn\tChủ trì\n"
        "1\tTổ chức lớp bơi cho con công nhân\t02 lớp\tTháng 8\tBan Nữ công\n"
        "2\tHọp Ban Chấp hành; kiểm điểm công tác quý\t\tTrước 25/9\tChủ tịch\n"
        "3\tDuy trì tủ sách\t\tThường xuyên\tTổ Thư viện, phối hợp Đoàn Thanh niên\n"
    )
    first, second, third = plan(rows)
    assert first.text == "Tổ chức lớp bơi cho con công nhân"
    assert [(target.value, target.unit) for target in first.targets] == [(2, "lớp")]
    assert (first.due.isoformat(), first.due_explicit, first.owner) == ("2025-08-31", True, "Ban Nữ công")
    assert second.text == "Họp Ban Chấp hành; kiểm điểm công tác quý"
    assert second.due.isoformat() == "2025-09-24"
    assert (third.due_explicit, third.owner) == (False, "Tổ Thư viện")


def test_rows_that_name_a_field_of_work_are_none():
    rows = "TT\tNội dung\tThời gian\tChủ trì\nA\tThể thao\t\t\n1\tTổ chức giải bóng bàn\tTháng 9\tBan Thể thao\n"
    assert [one.text for one in plan(rows)] == ["Tổ chức giải bóng bàn"]


def test_bars_part_cells_too():
    rows = "| Ngày | Nội dung | Phụ trách |\n|---|---|---|\n| 05/8 | Họp giao ban | Văn phòng |\n"
    (one,) = plan(rows)
    assert (one.text, one.due.isoformat(), one.owner) == ("Họp giao ban", "2025-08-05", "Văn phòng")


def test_a_date_holds_for_the_rows_below_it_in_a_schedule():
    rows = (
        "Ngày\tBuổi\tNội dung\tChủ trì\n05/8\tSáng\tHọp giao ban\tVăn phòng\n\tChiều\tKiểm tra xưởng dệt\tBan An toàn\n"
    )
    assert [one.due.isoformat() for one in plan(rows)] == ["2025-08-05", "2025-08-05"]


def test_indicators_with_a_unit_column_are_targets():
    rows = "TT\tChỉ tiêu\tĐVT\tKế hoạch\n1\tĐoàn viên kết nạp mới\tngười\t25\n"
    (one,) = plan(rows)
    assert one.text == "Đoàn viên kết nạp mới"


def test_a_table_of_results_yields_nothing():
    rows = "TT\tChỉ tiêu\tĐVT\tKế hoạch năm\tThực hiện\t% KH\n1\tKết nạp đoàn viên\tngười\t40\t12\t30\n"
    assert plan(rows) == ()


def test_an_annex_of_figures_yields_nothing():
    assert (
        plan("- Sửa nhà để xe.\nTM. BAN CHẤP HÀNH\nCHỦ TỊCH\nPHỤ LỤC\nTT\tNội dung\tSố lượng\n1\tTặng quà\t40\n")[1:]
        == ()
    )


def test_cells_of_a_word_file_are_rows_as_well():
    cells = [["Nội dung", "Thời hạn"], ["Mở lớp nấu ăn", "15/8/2025"]]
    text, blocks = "KẾ HOẠCH\nTháng 8 năm 2025\n", [Block(start=0, end=8), Block(start=9, end=25)]
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            start = len(text)
            text += cell + "\n"
            blocks.append(
                Block(start=start, end=start + len(cell), kind=BlockKind.CELL, table=0, row=row, column=column)
            )
    document = Document(name="a.docx", media_type="x", sha256="0", text=text, blocks=tuple(blocks))
    (one,) = extract(document, lexicon()).commitments
    assert (one.text, one.due.isoformat()) == ("Mở lớp nấu ăn", "2025-08-15")


def test_a_letterhead_in_a_layout_table_is_read_line_by_line():
    left = "CÔNG ĐOÀN NGÀNH CHÈ\nCÔNG ĐOÀN CƠ SỞ ĐỒI XANH\nSố: 07/KH-CĐCS"
    right = "Độc lập - Tự do\nĐồi Xanh, ngày 05 tháng 6 năm 2026"
    text, blocks = "", []
    for column, cell in enumerate((left, right)):
        start = len(text)
        text += cell + "\n"
        blocks.append(Block(start=start, end=start + len(cell), kind=BlockKind.CELL, table=0, row=0, column=column))
    text += "KẾ HOẠCH\n"
    blocks.append(Block(start=len(text) - 9, end=len(text) - 1))
    document = Document(name="a.docx", media_type="x", sha256="0", text=text, blocks=tuple(blocks))
    header = extract(document, lexicon()).header
    assert header.issuer == "CÔNG ĐOÀN CƠ SỞ ĐỒI XANH"
    assert header.superior == "CÔNG ĐOÀN NGÀNH CHÈ"
    assert (header.number, header.issued_on.isoformat()) == ("07/KH-CĐCS", "2026-06-05")


def test_a_share_without_a_noun_counts_what_the_work_names():
    rows = "Nội dung\tChỉ tiêu\tThời hạn\nĐoàn viên tham gia bảo hiểm\ttừ 95% trở lên\t31/8\n"
    (one,) = plan(rows)
    assert [(target.value, target.percent, target.unit) for target in one.targets] == [(95, True, "Đoàn viên")]


def test_a_schedule_by_weeks_gives_every_row_its_day_and_its_doer():
    rows = (
        "Ngày\tNội dung\tThành phần chủ trì\tĐịa điểm\nTuần 1 (từ ngày 04/8 đến 10/8)\n"
        "Thứ 2, 04/8\tChào cờ đầu tuần\tBan Nữ công\tSân xưởng\n\tHọp giao ban\tVăn phòng\tPhòng họp\n"
        "Tuần 2 (từ ngày 11/8 đến 17/8)\nCả tuần\tKiểm tra phòng trọ\tĐội Tự quản\tKhu A\n"
    )
    assert [(one.text, one.due.isoformat(), one.owner) for one in plan(rows)] == [
        ("Chào cờ đầu tuần", "2025-08-04", "Ban Nữ công"),
        ("Họp giao ban", "2025-08-04", "Văn phòng"),
        ("Kiểm tra phòng trọ", "2025-08-17", "Đội Tự quản"),
    ]


def test_a_numbered_row_is_work_though_nothing_else_is_filled_in():
    rows = "TT\tNội dung\tThời gian\tChủ trì\n1\tĐại hội tổ công đoàn\tTháng 7\tCác tổ\n2\tHồ sơ thi đua\t\t\n"
    assert [one.text for one in plan(rows)] == ["Đại hội tổ công đoàn", "Hồ sơ thi đua"]


def test_a_numbered_row_over_its_own_parts_is_none():
    rows = "TT\tNội dung\tThời gian\n1\tCông tác thể thao\t\n1.1\tGiải bóng bàn\tTháng 8\n"
    assert [one.text for one in plan(rows)] == ["Giải bóng bàn"]


def test_work_that_goes_on_all_the_time_is_a_continued_effort():
    rows = "TT\tNội dung\tThời gian\n1\tLau dọn nhà xưởng\tThường xuyên\n2\tLau dọn kho\tTháng 8\n"
    assert [one.kind.value for one in plan(rows)] == ["ongoing", "deliverable"]
