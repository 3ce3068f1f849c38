"""A task with a note behind it is one task, and what the note says counts."""

from datetime import date
from decimal import Decimal

import pytest

from dondoc.core.extraction import Extraction, FoundCommitment, Kind, Recurrence
from dondoc.documents.reading import read_bytes
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon

LEXICON = load_lexicon()
HEAD = """CÔNG ĐOÀN CƠ SỞ XƯỞNG GỐM MẪU
Số: 7/BC-CĐCS
BÁO CÁO
Kết quả hoạt động 6 tháng cuối năm 2017 và nhiệm vụ trọng tâm 6 tháng đầu năm 2018
"""
PLAN = "II. NHIỆM VỤ TRỌNG TÂM 6 THÁNG ĐẦU NĂM 2018\n"


def read(text: str) -> Extraction:
    return extract(read_bytes((HEAD + text).encode(), "bao-cao.txt"), LEXICON)


def task(line: str, heading: str = "1. Nội dung khác") -> FoundCommitment:
    [found] = read(f"{PLAN}{heading}\n- {line};\n").commitments
    return found


def test_what_would_be_two_tasks_is_one() -> None:
    line = "Mở 02 lớp gốm và trao 10 suất quà cho thợ trẻ"
    assert len(read(f"{PLAN}- {line}.\n").commitments) == 2
    one = task(f"{line} (mã theo dõi: XG-2017-H2-03)")
    assert one.display == line
    assert one.text == f"{line} (mã theo dõi: XG-2017-H2-03)"
    assert [t.unit for t in one.targets] == ["lớp gốm", "suất quà"]


def test_the_note_settles_who_by_when_how_much_how_often_and_of_which_area() -> None:
    one = task(
        "Chăm lo đời sống thợ gốm (chủ trì: Tổ Lò nung; chỉ tiêu: ít nhất 2 bữa, chè, không quá 5% quỹ; "
        "thời hạn: 05/3/2018; định kỳ: hằng quý; lĩnh vực: tài chính, tài sản, ngân sách)"
    )
    assert one.owner == "Tổ Lò nung"
    assert [(t.value, t.unit, t.percent) for t in one.targets] == [
        (Decimal(2), "bữa, chè", False),
        (Decimal(5), "quỹ", True),
    ]
    assert (one.due, one.due_explicit) == (date(2018, 3, 5), True)
    assert (one.recurrence, one.area, one.kind) == (Recurrence.QUARTERLY, "finance", Kind.COUNTABLE)


@pytest.mark.parametrize(
    ("nature", "kind"), [("thường xuyên", Kind.ONGOING), ("có sản phẩm", Kind.DELIVERABLE), ("khác lạ", Kind.ONGOING)]
)
def test_the_sort_of_work_can_be_told(nature: str, kind: Kind) -> None:
    assert task(f"Tăng cường nền nếp bàn giao ca (tính chất: {nature})").kind is kind


def test_the_note_may_say_that_there_is_none() -> None:
    line = "Tổ Lò nung trích 5 triệu đồng mua sách hằng tháng"
    note = "(chủ trì: Công đoàn cơ sở Xưởng Gốm Mẫu; chỉ tiêu: không đặt số; định kỳ: một lần)"
    one = task(f"{line} {note}")
    assert (one.owner, one.targets, one.recurrence) == (None, (), None)


def test_a_date_in_other_words_is_read_as_in_a_cell() -> None:
    assert task("Sửa mái lò (thời hạn: quý I)").due == date(2018, 3, 31)


@pytest.mark.parametrize("line", ["Kết quả: giữ sạch xưởng", "II. HẠN CHẾ", "1. Sửa lò; 2. Quét sân. Đã xong"])
def test_no_words_take_a_task_with_a_note_out_of_the_plan(line: str) -> None:
    assert task(f"{line} (mã theo dõi: XG-2017-H2-03)").text.startswith(line)


def test_outside_the_plan_a_note_promises_nothing() -> None:
    results = "I. KẾT QUẢ THỰC HIỆN 6 THÁNG CUỐI NĂM 2017\n- Mở 02 lớp gốm (mã theo dõi: XG-2017-H2-03).\n"
    assert read(results).commitments == ()
    limits = "II. HẠN CHẾ, NGUYÊN NHÂN\n- Mở 02 lớp gốm (chủ trì: Tổ Lò nung).\n"
    assert read(limits).commitments == ()


def test_a_note_without_words_is_no_task() -> None:
    assert read(f"{PLAN}- Sửa lò.\n- … (mã theo dõi: XG-2017-H2-03);\n").commitments[1:] == ()


@pytest.mark.parametrize(
    ("heading", "area"),
    [
        ("1. Công tác tài chính, tài sản, ngân sách", "finance"),
        ("a) Tài chính, tài sản, ngân sách", "finance"),
        ("1. Công tác nữ công, gia đình, trẻ em, bình đẳng giới", "women"),
    ],
)
def test_a_heading_that_is_the_label_of_an_area_settles_the_area(heading: str, area: str) -> None:
    assert task("Tuyên truyền, giáo dục pháp luật cho thợ gốm", heading).area == area


def test_other_headings_do_not() -> None:
    assert task("Tuyên truyền, giáo dục pháp luật cho thợ gốm", "1. Công tác khác").area == "education"


def test_a_full_line_does_not_swallow_the_task_with_a_number_below_it() -> None:
    heading = "1. Công tác xây dựng tổ chức, cán bộ, phát triển đoàn viên, đại hội, nhân sự"
    wrapped = (
        "- Phát triển mới 120 đoàn viên ở các xưởng, bình quân mỗi tổ công đoàn 10\nđoàn viên trong năm;\n"
        "- Rà soát hồ sơ của đoàn viên đang làm việc ở các xưởng gốm, gửi về văn\nphòng (mã theo dõi: XG-2017-H2-05);\n"
    )
    found = read(f"{PLAN}{heading}\n- 100% tổ công đoàn đăng ký thi đua;\n{wrapped}").commitments
    assert [one.display for one in found][:1] == ["100% tổ công đoàn đăng ký thi đua"]
    assert len(found) == 3


def test_the_names_of_a_letterhead_go_on_in_a_narrow_column() -> None:
    head = "LIÊN ĐOÀN LAO ĐỘNG HUYỆN\nGỐM MẪU\nCÔNG ĐOÀN CƠ SỞ CÔNG\nTY CỔ PHẦN GỐM\nMẪU\n"
    text = head + HEAD.split("\n", 1)[1].replace("XƯỞNG GỐM MẪU", "") + PLAN + "- Sửa lò.\n"
    header = extract(read_bytes(text.encode(), "bao-cao.txt"), LEXICON).header
    assert (header.superior, header.issuer) == (
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN GỐM MẪU",
        "CÔNG ĐOÀN CƠ SỞ CÔNG TY CỔ PHẦN GỐM MẪU",
    )
