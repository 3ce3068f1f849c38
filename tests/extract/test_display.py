"""Words that can be read alone: what was supplied stands in square brackets, what the page added is gone."""

import re
from pathlib import Path

import pytest
from extract.reading import only, plan, read

from dondoc.extract.display import tidy_words, without_marks


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("mở  02 lớp\nan toàn", "mở 02 lớp an toàn"),
        ("mở 02 lớp , gồm lớp an toàn ;", "mở 02 lớp, gồm lớp an toàn;"),
        ("thăm đoàn viên,công nhân ốm", "thăm đoàn viên, công nhân ốm"),
        ("họp tại TP.Hoa Ban lúc 9:30", "họp tại TP.Hoa Ban lúc 9:30"),
        ("trồng 1.200 cây, 3,5 ha", "trồng 1.200 cây, 3,5 ha"),
        ("mở lớp\n- 12 -\ncho tổ trưởng", "mở lớp cho tổ trưởng"),
        ("mở lớp\nTrang 3/9\ncho tổ trưởng", "mở lớp cho tổ trưởng"),
        ("gồm:\n- lớp điện\n- lớp hàn", "gồm: lớp điện; lớp hàn"),
        ("mở lớp điện;\n+ mở lớp hàn", "mở lớp điện; mở lớp hàn"),
        ("tặng quà( 20 suất )", "tặng quà (20 suất)"),
        ("phong trào “ Xanh ”", "phong trào “Xanh”"),
        ("đạt 12 -\n15 buổi", "đạt 12 - 15 buổi"),
        ("", ""),
    ],
)
def test_page_furniture_goes_out_and_the_words_stay(typed: str, read: str):
    assert tidy_words(typed) == read


def test_a_part_without_a_verb_is_read_with_what_it_is_a_part_of():
    whole, part = plan("- Kết nạp 20 đoàn viên, trong đó nữ từ 30% trở lên.")
    assert whole.display == "Kết nạp 20 đoàn viên"
    assert part.display == "[Kết nạp 20 đoàn viên, trong đó] nữ từ 30% trở lên"
    assert part.parent == 0


def test_a_part_that_only_says_there_are_so_many_is_read_with_its_whole():
    _, part = plan("- Giúp 12 gia đình công nhân, trước mắt có 05 hộ được sửa nhà.")
    assert part.display.startswith("[Giúp 12 gia đình công nhân, trước mắt] có 05 hộ")


def test_a_part_with_work_of_its_own_stands_alone():
    _, part = plan("- Xây dựng kế hoạch hội thao, trong đó tổ chức 02 giải bóng bàn.")
    assert part.display == "Tổ chức 02 giải bóng bàn"
    assert part.parent == 0


def test_a_part_takes_the_owner_of_its_whole_along():
    _, part = plan("1. Ban Nữ công\n- Kết nạp 20 hội viên, trong đó công nhân trẻ từ 50% trở lên.")
    assert part.display == "[Ban Nữ công kết nạp 20 hội viên, trong đó] công nhân trẻ từ 50% trở lên"


def test_a_long_whole_is_cut_at_a_mark():
    first = "Kết nạp 20 đoàn viên ở xưởng kéo sợi, xưởng đánh ống, xưởng dệt, xưởng nhuộm, kho nguyên liệu, kho thành "
    _, part = plan(f"- {first}phẩm và khối văn phòng của nhà máy trong cả năm, trong đó nữ từ 30% trở lên.")
    assert part.display.endswith("kho nguyên liệu …, trong đó] nữ từ 30% trở lên")


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("100% tổ công đoàn vững mạnh", "[Đạt] 100% tổ công đoàn vững mạnh"),
        ("Ít nhất 05 sáng kiến cấp nhà máy", "[Đạt] ít nhất 05 sáng kiến cấp nhà máy"),
        ("Không quá 02 vụ tai nạn nhẹ", "Không quá 02 vụ tai nạn nhẹ"),
        ("100% đoàn viên được khám sức khỏe", "100% đoàn viên được khám sức khỏe"),
        ("Sản lượng sợi: 1.200 tấn", "Sản lượng sợi: 1.200 tấn"),
        ("Trên 90% đoàn viên tham gia hội thao", "Trên 90% đoàn viên tham gia hội thao"),
    ],
)
def test_a_number_without_a_verb_gets_one_unless_it_reads_well(line: str, read: str):
    assert only(f"- {line}.").display == read


def test_the_owner_of_a_heading_is_supplied_and_that_of_the_words_is_not():
    first, second = plan("1. Ban Nữ công\n- Tổ chức khám sức khỏe.\n- Ban Nữ công họp mặt nữ công nhân.")
    assert first.display == "[Ban Nữ công] tổ chức khám sức khỏe"
    assert second.display == "Ban Nữ công họp mặt nữ công nhân"


TABLE = "TT\tNội dung\tChỉ tiêu\tĐVT\tThời gian\n"


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("1\tKết nạp đoàn viên mới\t20\tđoàn viên\tTháng 8", "Kết nạp đoàn viên mới: [20 đoàn viên]"),
        ("1\tĐoàn viên tham gia bảo hiểm\t95\t%\tTháng 8", "Đoàn viên tham gia bảo hiểm: [95%]"),
        ("1\tMở 02 lớp an toàn\t02\tlớp\tTháng 8", "Mở 02 lớp an toàn"),
        ("1\tTổng kết hội thao\t\t\tTháng 8", "Tổng kết hội thao"),
    ],
)
def test_a_row_is_read_with_the_number_of_its_other_cells(row: str, read: str):
    first, *_ = plan(f"{TABLE}{row}\n2\tHọp ban chấp hành\t\t\tTháng 9")
    assert first.display == read


def test_supplied_words_lose_their_brackets_once_confirmed():
    _, part = plan("- Kết nạp 20 đoàn viên, trong đó nữ từ 30% trở lên.")
    assert without_marks(part.display, part.text) == "Kết nạp 20 đoàn viên, trong đó nữ từ 30% trở lên"
    assert without_marks("Ghi sổ theo mẫu [M2]", "ghi sổ theo mẫu [M2]") == "Ghi sổ theo mẫu [M2]"


def test_what_stands_outside_of_brackets_is_the_document_s_own():
    for one in plan(
        "1. Ban Nữ công\n- Tổ chức khám sức khỏe.\n- Kết nạp 20 hội viên, trong đó nữ từ 30% trở lên.\n"
        "2. Chỉ tiêu\n- 100% tổ công đoàn vững mạnh.\n- Các tổ công đoàn họp mỗi tháng một lần."
    ):
        own = one.display.split("] ")[-1].lower()
        assert own in " ".join(one.text.split()).lower()


CORPUS = Path(__file__).parents[1] / "corpus"
#: Spaces doubled or before a mark, a mark or a bullet at an end, a bracket with a space inside.
UNTIDY = re.compile(r"  |\n|\s[,;:!?]|^[-+*•]|[;,:]$|\(\s|\s\)")


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_display_reads_as_one_clean_line(path: Path):
    for one in read(path.read_text(encoding="utf-8")).commitments:
        assert not UNTIDY.search(one.display)
        assert not one.display.lstrip("[")[0].islower()
