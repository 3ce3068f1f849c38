"""Any text is read without an error, and every span is true."""

from extract.reading import document, lexicon, read
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.extraction import Extraction
from dondoc.extract.normalize import fold
from dondoc.extract.pipeline import extract

PIECES = st.sampled_from(
    [
        "I. ", "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2025\n", "- ", "1) ", "a) ", "+ ", "\n", "\n\n", "\t", " | ",
        ": ", "; ", ". ", ", ", "“", "”", "(", ")", '"', "Tổ chức ", "tiếp tục ", "trong đó ", "trước ngày ",
        "31/2", "30/9/2025", "15 - 20/7", "100%", "từ 5 đến 7 ", "ít nhất 02 ", "hằng tháng",
        "mỗi tổ công đoàn ", "Ban Nữ công ", "đề nghị ", "giao ", "sẽ ", "quý III", "tháng 13", "ngày 0/0/0000",
        "BÁO CÁO\n", "Số: 1/BC\n", "Nơi nhận:\n", "TT\tNội dung\tThời hạn\n", "Tết", "PHẦN THỨ HAI\n", "9" * 40,
        "1.000.000.000.000", "năm 9999", "ngày 31 tháng 12 năm 9999", "\u00a0", "İ", "\ufeff",
    ]
)  # fmt: skip


def check(text: str, found: Extraction) -> None:
    end = 0
    for one in found.commitments:
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.text.strip()
        assert 0 <= one.confidence <= 1
        assert one.parent is None or 0 <= one.parent < len(found.commitments)
        end = one.end
    for doubt in found.doubts:
        assert 0 <= doubt.start <= doubt.end <= len(text)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_broken_reports_are_read(text: str):
    one = document(text)
    check(one.text, extract(one, lexicon()))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_characters_are_read(text: str):
    one = document(text)
    check(one.text, extract(one, lexicon()))


@given(st.text(max_size=200))
def test_a_key_has_the_length_of_its_text(text: str):
    assert len(fold(text)) == len(text)


def test_an_empty_document_raises_a_doubt_only():
    found = read("")
    assert found.commitments == ()
    assert [doubt.code for doubt in found.doubts] == ["document.no_plan"]


def test_a_megabyte_on_one_line_is_read():
    text = "II. NHIỆM VỤ NĂM 2025\n" + "- Tổ chức 02 lớp, " * 60_000
    one = document(text)
    check(one.text, extract(one, lexicon()))


def test_a_megabyte_of_marks_is_read():
    for marks in ("(" * 300_000, '"' * 300_000, "1" * 300_000, " " * 300_000, "ngày 1/" * 40_000, "a, " * 80_000):
        one = document("II. NHIỆM VỤ NĂM 2025\n- " + marks)
        check(one.text, extract(one, lexicon()))
