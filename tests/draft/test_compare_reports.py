"""The signed text beside the generated one: what an office changed, and nothing of how the page was made."""

import unicodedata

import pytest

from dondoc.core.report_edit import ChangeKind
from dondoc.draft.compare_reports import Passage, compare_passages, figure_changes, sentences_of
from dondoc.extract.normalize import fold

RESULT = "Kết nạp 12 đoàn viên mới trong quý III."
TEXT = """I. KẾT QUẢ
1. Tuyên truyền
- Đã tổ chức 02 lớp học chính trị, có 1.250 lượt người dự.
- Kết nạp 12 đoàn viên mới trong quý III.
II. NHIỆM VỤ
- Mở 01 lớp bơi cho con đoàn viên, chậm nhất ngày 05/8/2027;
- Hòa giải kịp thời các vướng mắc tại xưởng."""


def changes(before: str, after: str) -> list[tuple[ChangeKind, str, str]]:
    found = compare_passages(*([Passage(text=t) for t in sentences_of(one)] for one in (before, after)), fold)
    return [(one.kind, one.before, one.after) for one in found]


@pytest.mark.parametrize(
    "same",
    [
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("Hòa", "Hoà"),
        TEXT.replace("02 lớp", "2 lớp").replace("1.250", "1250").replace("05/8", "5/08"),
        TEXT.replace("học chính trị, có", "học chính trị,\ncó").replace("các vướng", "các\n\nvướng"),
        TEXT.replace("\n- ", "\n+ ").replace("1. Tuyên", "2) Tuyên"),
        TEXT.upper(),
    ],
    ids=["NFD", "tone", "numbers", "lines", "markers", "capitals"],
)
def test_the_form_of_the_page_is_no_change(same: str) -> None:
    assert changes(TEXT, unicodedata.normalize("NFC", same)) == []


def test_a_changed_number_is_told_old_and_new_with_what_it_counts() -> None:
    (change,) = compare_passages(
        [Passage(text=RESULT, codes=("CD-2026-H2-03",))], [Passage(text=RESULT.replace("12", "13"))], fold
    )
    assert (change.kind, change.figures, change.codes) == (
        ChangeKind.FIGURE, (("12", "13 đoàn viên"),), ("CD-2026-H2-03",)
    )  # fmt: skip


def test_added_cut_and_reworded_sentences_are_told_apart() -> None:
    after = (
        TEXT.replace("- Kết nạp 12 đoàn viên mới trong quý III.\n", "")
        .replace("Mở 01 lớp bơi cho con đoàn viên", "Phối hợp nhà trường mở 01 lớp bơi cho con đoàn viên")
        .replace("tại xưởng.", "tại xưởng;\n- Tặng quà 20 gia đình khó khăn dịp Tết.")
    )
    assert [kind for kind, _, _ in changes(TEXT, after)] == [ChangeKind.CUT, ChangeKind.REWORDED, ChangeKind.ADDED]


def test_a_sentence_that_only_stands_elsewhere_is_no_change() -> None:
    lines = TEXT.split("\n")
    moved = "\n".join([*lines[:2], lines[3], lines[2], *lines[4:]])
    assert changes(TEXT, moved) == []


def test_a_date_and_a_word_changed_together_are_a_rewording_with_its_figure() -> None:
    figures, only_numbers = figure_changes("Mở lớp trước ngày 05/8/2027", "Khai giảng lớp trước ngày 15/8/2027", fold)
    assert (figures, only_numbers) == ((("05/8/2027", "15/8/2027"),), False)


def test_one_number_is_not_taken_for_another_because_of_its_noughts() -> None:
    assert figure_changes("nộp 1.250 đồng", "nộp 12.500 đồng", fold)[0] == (("1.250", "12.500 đồng"),)
    assert figure_changes("đạt 20%", "đạt 2%", fold)[0] == (("20", "2%"),)
