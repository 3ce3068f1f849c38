"""Old encodings in a .pdf, which says them by its fonts or only by its words."""

import pytest
from documents.old_encodings import tcvn3, vni
from documents.pdf_builder import Page, flowing, grid, pdf_bytes

from dondoc.core.document import Document
from dondoc.documents.reading import read_bytes

TEXTS = ["1. Công đoàn hướng dẫn các tổ tổ chức hội nghị.", "2. Báo cáo kết quả về Ban Thường vụ trước ngày 15/9."]


def read(page: Page, font: str = "Times-Roman") -> Document:
    return read_bytes(pdf_bytes(page).replace(b"/Times-Roman", f"/{font}".encode()), "a.pdf")


@pytest.mark.parametrize(("encode", "encoding"), [(tcvn3, "TCVN3 (ABC)"), (vni, "VNI")], ids=["TCVN3", "VNI"])
def test_words_betray_the_encoding(encode, encoding: str) -> None:  # type: ignore[no-untyped-def]
    page = flowing(*map(encode, TEXTS))
    rows = [["TT", "Nội dung", "Hạn"], ["1", "Hội thi nấu ăn", "Quý ba"]]
    grid(page, [[encode(cell) for cell in cells] for cells in rows], top=600, widths=[40, 240, 120])
    document = read(page)
    assert document.text.split("\n") == [*TEXTS, "TT\tNội dung\tHạn", "1\tHội thi nấu ăn\tQuý ba"]
    assert [dict(doubt.params) for doubt in document.doubts] == [{"encoding": encoding}]


def test_a_line_in_a_font_of_capitals_is_in_capitals() -> None:
    assert read(flowing(tcvn3("hội nghị sơ kết")), "ABCDEF+.VnTimeH").text == "HỘI NGHỊ SƠ KẾT"


def test_one_word_is_enough_where_the_font_says_it() -> None:
    assert read(flowing(tcvn3("hội nghị")), ".VnTime").text == "hội nghị"
    assert read(flowing(tcvn3("hội nghị"))).text == tcvn3("hội nghị")


def test_a_letter_that_looks_like_a_hyphen_at_the_line_end_is_read() -> None:
    first = "Công đoàn cơ sở hướng dẫn các tổ công đoàn tổ chức hội nghị như"
    document = read(flowing(tcvn3(first), tcvn3("vậy trước ngày 15/9, theo báo cáo số 17/BC-"), "C§CS ngµy 5/6."))
    assert document.text == f"{first} vậy trước ngày 15/9, theo báo cáo số 17/BC-CĐCS ngày 5/6."


def test_pages_of_today_stay() -> None:
    document = read(flowing(*TEXTS, "3. Nhiệt độ 38 °C ± 2, «à»."))
    assert (document.text.split("\n")[-1], document.doubts) == ("3. Nhiệt độ 38 °C ± 2, «à».", ())
