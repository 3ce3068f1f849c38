"""The monthly check fits on one page: lists are cut, counts are not, and the annex names what the page leaves out."""

from draft.month_samples import month, worst_month
from draft.paper_samples import TODAY

from dondoc.draft.progress_letter import make_annex, make_progress_letter


def test_the_letter_says_the_numbers_first() -> None:
    letter = make_progress_letter("Phạm Văn Quý", month(6, 1), today=TODAY)
    assert letter.opening == (
        "Tính đến ngày 27/11/2017, Công đoàn cơ sở Công ty Cổ phần May mặc xuất khẩu Bình An có tổng số 08 việc: đã "
        "hoàn thành 0, đang thực hiện trong hạn 02, quá hạn 06; 01 việc không có tin từ 30 ngày trở lên."
    )
    assert letter.subject == "[Đôn đốc] Kiểm tra tháng 11/2017: 06 việc quá hạn, 05 việc cần quyết định"


def test_five_things_to_decide_each_with_how() -> None:
    decisions = make_progress_letter("", month(6, 1), today=TODAY).decisions
    assert [line.number for line in decisions] == ["1", "2", "3", "4", "5"]
    assert [line.how for line in decisions[3:]] == [
        "Yêu cầu Tổ 1 giải trình và nêu biện pháp",
        "Chỉ định người phụ trách",
    ]
    assert decisions[3].what == (
        "CDTL-2017-H2-901 (Tổ chức giải cầu lông nữ): đã 03 vụ tai nạn lao động, vượt mức không quá 01 vụ tai nạn lao "
        "động"
    )


def test_what_else_waits_is_counted() -> None:
    letter = make_progress_letter("", month(6, 1), today=TODAY)
    assert letter.decisions_rest == "Ngoài ra còn 03 đề nghị lùi hạn."


def test_with_little_late_the_page_names_everything_and_there_is_no_annex() -> None:
    facts = month(4, 3)
    letter = make_progress_letter("", facts, today=TODAY)
    assert (len(letter.late), letter.late_rest, len(letter.silent), letter.silent_rest) == (4, "", 3, "")
    assert make_annex(facts, today=TODAY) is None


def test_with_hundreds_late_the_page_keeps_its_size_and_the_annex_names_all() -> None:
    facts = worst_month()
    letter, annex = make_progress_letter("Phạm Văn Quý", facts, today=TODAY), make_annex(facts, today=TODAY)
    assert (len(letter.decisions), len(letter.units), len(letter.late), len(letter.silent)) == (5, 6, 4, 3)
    assert max(len(line.what) for line in letter.decisions) <= 150
    assert max(len(line.words) for line in (*letter.late, *letter.silent)) <= 44
    assert max(len(line.doer) for line in (*letter.late, *letter.silent)) <= 32
    assert max(len(row.name) for row in letter.units) <= 44
    assert letter.late_rest == "… và 296 việc quá hạn khác: xem phụ lục kèm theo."
    assert annex is not None
    assert [len(group.lines) for group in annex.groups] == [300, 200]
    assert len(letter.codes) == 500


def test_the_rows_of_units_add_up_to_the_sum() -> None:
    letter = make_progress_letter("", month(30, 20, 40), today=TODAY)
    assert letter.units[-1].name == "Các đơn vị còn lại (35)"
    for field in ("total", "overdue", "silent"):
        assert sum(int(getattr(row, field)) for row in letter.units) == int(getattr(letter.sum, field))


def test_names_that_differ_at_their_end_stay_apart() -> None:
    letter = make_progress_letter("", worst_month(), today=TODAY)
    assert len({row.name for row in letter.units}) == len(letter.units)
