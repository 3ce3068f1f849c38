"""Every commitment says why it was found and how each field was read, in sentences, with the words marked."""

from functools import cache
from pathlib import Path

import pytest
from extract.reading import document, only, plan, read
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.extraction import Extraction, FoundCommitment, MarkedField, Reason
from dondoc.messages import MESSAGES, tell_reasons

CORPUS = Path(__file__).parents[1] / "corpus"

HEAD = "CÔNG ĐOÀN CƠ SỞ NHÀ MÁY SỢI HOA BAN\n\nKẾ HOẠCH\nCông tác quý III năm 2025\n\nI. NHIỆM VỤ\n"


@cache
def readings() -> tuple[tuple[str, Extraction], ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    return tuple((document(text).text, read(text)) for text in texts)


def codes(one: FoundCommitment) -> set[str]:
    return {Reason.parse(reason).code for reason in one.reasons}


def fields_told(one: FoundCommitment) -> set[str]:
    return {code.split(":")[0] for code in codes(one) if ":" in code}


def assert_tells_all(one: FoundCommitment) -> None:
    wanted = {"section", "kind", "area"}
    wanted |= {"targets", "aggregate", "per", "role"} if one.targets else set()
    wanted |= {"due"} if one.due else set()
    wanted |= {"due_nominal"} if one.due_nominal else set()
    wanted |= {"window"} if one.window else set()
    wanted |= {"recurrence"} if one.recurrence else set()
    wanted |= {"owner"} if one.owner else set()
    wanted |= {"fan_out"} if one.owner_plural else set()
    wanted |= {"direction"} if one.direction else set()
    wanted |= {"refs"} if one.refs else set()
    wanted |= {"parent"} if one.parent is not None else set()
    wanted |= {"display"} if "[" in one.display and "[" not in one.text else set()
    assert wanted <= fields_told(one), (one.text, one.reasons)
    for sentence, reason in zip(tell_reasons(one.reasons), dict.fromkeys(one.reasons), strict=True):
        assert f"reason.{Reason.parse(reason).code}" in MESSAGES
        assert sentence.endswith((".", ")."))
        assert "«»" not in sentence
        assert "…." not in sentence


def test_every_field_that_has_a_value_says_why():
    for _, extraction in readings():
        for one in extraction.commitments:
            assert_tells_all(one)


VERBS = st.sampled_from(["Tổ chức", "Kết nạp", "Tiếp tục duy trì", "Ban Nữ công mở", "Các tổ công đoàn nộp", "Đạt", ""])
NUMBERS = st.sampled_from(
    ["02 lớp an toàn", "từ 90% đoàn viên trở lên", "12/14 tổ", "không quá 02 vụ", "báo cáo", "nền nếp"]
)
TIMES = st.sampled_from(
    ["", " trước ngày 15/8", " trong tháng 9", " mỗi tháng 02 buổi", " hằng quý", ", mỗi tổ 01 lần"]
)
PARTS = st.sampled_from(
    ["", ", trong đó nữ từ 30% trở lên", ", giao Ban Nữ công chủ trì", " theo Kế hoạch số 12/KH-CĐCS"]
)


@settings(deadline=None)
@given(st.lists(st.tuples(VERBS, NUMBERS, TIMES, PARTS).map(" ".join), min_size=1, max_size=4))
def test_whatever_is_read_says_why(lines: list[str]):
    for one in plan("\n".join(f"- {line}." for line in lines)):
        assert_tells_all(one)


def test_marks_lie_in_the_document_and_say_what_was_read():
    for text, extraction in readings():
        for one in extraction.commitments:
            assert list(one.marks) == sorted(one.marks)
            assert all(0 <= mark.start < mark.end <= len(text) for mark in one.marks)
            marked = {mark.field for mark in one.marks}
            assert (MarkedField.TARGETS in marked) == bool(one.targets)
            assert (MarkedField.RECURRENCE in marked) == (one.recurrence is not None)
            assert (MarkedField.REFS in marked) == bool(one.refs)
            assert not one.due_explicit or MarkedField.DUE in marked
            assert not one.owner or MarkedField.OWNER in marked


def marked(text: str) -> list[tuple[str, str]]:
    (one,) = read(HEAD + text).commitments
    whole = document(HEAD + text).text
    return [(mark.field.value, whole[mark.start : mark.end]) for mark in one.marks]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (
            "- Kết nạp ít nhất 20 đoàn viên trước ngày 15/8.",
            [("targets", "ít nhất 20 đoàn viên"), ("due", "trước ngày 15/8")],
        ),
        ("- Tổ chức từ 02 buổi trở lên.", [("targets", "từ 02 buổi trở lên")]),
        ("- Gửi báo cáo chậm nhất là ngày 20/8.", [("due", "chậm nhất là ngày 20/8")]),
        ("- Tổng kết từ nay đến hết tháng 8.", [("due", "từ nay đến hết tháng 8")]),
        ("- Tổ chức hội thao kỷ niệm 95 năm ngày 28/7.", [("due", "ngày 28/7")]),
        ("- Gửi báo cáo vào ngày 25 hằng tháng.", [("recurrence", "vào ngày 25 hằng tháng")]),
        ("- Ban Nữ công mở lớp nấu ăn.", [("owner", "Ban Nữ công")]),
        ("- Mở lớp nấu ăn, giao Ban Nữ công chủ trì.", [("owner", "Ban Nữ công")]),
        ("- Rà soát hồ sơ theo Quyết định số 15/QĐ-CĐCS.", [("refs", "15/QĐ-CĐCS")]),
        ("1. Ban Nữ công\n- Mở lớp nấu ăn.", [("owner", "Ban Nữ công")]),
        ("1. Trong tháng 8\n- Mở lớp nấu ăn.", [("due", "Trong tháng 8")]),
        ("Các tổ công đoàn có nhiệm vụ:\n- Lập danh sách đoàn viên.", [("owner", "Các tổ công đoàn")]),
    ],
)
def test_the_words_of_a_field_are_marked_wherever_they_stand(text: str, marks: list[tuple[str, str]]):
    assert marked(text) == marks


def test_a_row_marks_the_cells_that_were_read():
    table = "TT\tNội dung\tChỉ tiêu\tĐVT\tThời gian\tChủ trì\n1\tMở lớp an toàn\t02\tlớp\tTháng 8\tTổ An toàn\n"
    text = f"{HEAD}{table}2\tHọp ban\t\t\tHằng tháng\tVăn phòng\n"
    whole = document(text).text
    first, second = read(text).commitments
    assert [(m.field.value, whole[m.start : m.end]) for m in first.marks] == [
        ("targets", "02"), ("targets", "lớp"), ("due", "Tháng 8"), ("owner", "Tổ An toàn"),
    ]  # fmt: skip
    assert [(m.field.value, whole[m.start : m.end]) for m in second.marks] == [
        ("recurrence", "Hằng tháng"), ("owner", "Văn phòng"),
    ]  # fmt: skip


def test_the_sentences_are_written_for_people():
    one = only("- Các tổ công đoàn nộp danh sách trước ngày 15/8.")
    told = tell_reasons(one.reasons)
    assert "Hạn đọc từ «trước ngày 15/8»." in told
    assert "Phải xong trước ngày 15/08/2025, nên ngày cuối còn kịp là ngày liền trước." in told
    assert "Đứng dưới đề mục «NHIỆM VỤ QUÝ III NĂM 2025»." in told
    assert "Chủ trì là chủ thể của câu: «Các tổ công đoàn»." in told


def test_a_reason_is_read_back_as_it_was_written():
    for reason in (Reason("kind:counts"), Reason("due:clause", 'trước "Tết"'), Reason("a:b", "x\ny")):
        assert Reason.parse(str(reason)) == reason
    assert Reason.parse("due:clause 'trước ngày 15/8'").words == "trước ngày 15/8"
