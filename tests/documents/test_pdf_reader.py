"""PDF files: lines become paragraphs, ruled tables become cells, pages are known, scans and locks are refused."""

import threading
import unicodedata
from pathlib import Path

import pytest
from documents.pdf_builder import Page, flowing, grid, pdf_bytes

from dondoc.core.document import BlockKind, Document
from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput

#: The process that a .pdf is read by has tests of its own (test_pdf_apart).
HERE = Limits(is_apart=False)


def read(*pages: Page) -> Document:
    return read_bytes(pdf_bytes(*pages), "a.pdf", limits=HERE)


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        read_bytes(data, "a.pdf", limits=HERE)
    return caught.value.message_code


def test_lines_of_a_paragraph_are_joined() -> None:
    assert read(
        flowing(
            "KẾ HOẠCH",
            "Công tác quý bốn",
            "",
            "Ban Chấp hành công đoàn cơ sở tổ chức hai lớp tập huấn về an toàn",
            "lao động cho đoàn viên trong tháng mười. Các tổ công đoàn lập danh",
            "sách gửi về trước ngày 15/9.",
            "Giao Ban Nữ công chủ trì.",
        )
    ).text.split("\n") == [
        "KẾ HOẠCH",
        "Công tác quý bốn",
        "Ban Chấp hành công đoàn cơ sở tổ chức hai lớp tập huấn về an toàn lao động cho đoàn viên trong tháng mười. "
        "Các tổ công đoàn lập danh sách gửi về trước ngày 15/9.",
        "Giao Ban Nữ công chủ trì.",
    ]


def test_numbers_and_bullets_begin_a_paragraph() -> None:
    texts = [
        "1. Tổ chức hội nghị sơ kết công tác sáu tháng đầu năm cho toàn trường;",
        "2) Phát động đợt thi đua chào mừng ngày thành lập của ngành giáo dục,",
        "- gửi báo cáo kết quả về văn phòng công đoàn cấp trên trong tháng mười",
        "a) thăm hỏi gia đình đoàn viên khó khăn nhân dịp tết cổ truyền hằng năm",
        "II. Tổ chức thực hiện kế hoạch công tác của công đoàn trong năm học mới",
        "3.1 Phân công từng đồng chí ủy viên phụ trách một tổ công đoàn cơ sở xa",
    ]
    assert read(flowing(*texts)).text.split("\n") == texts


FULL = "Ban Chấp hành công đoàn cơ sở giao cho tổ công đoàn của trường chủ trì"


def test_an_item_goes_on_under_its_words() -> None:
    page = Page(lines=[(60, 700, f"- {FULL}"), (78, 684, "Hội thi nấu ăn"), (60, 668, "- việc sau")])
    assert read(page).text.split("\n") == [f"- {FULL} Hội thi nấu ăn", "- việc sau"]


def test_a_line_that_is_set_in_begins_a_paragraph() -> None:
    page = Page(lines=[(84, 700, FULL), (84, 684, FULL), (60, 668, "Hội thi nấu ăn"), (60, 652, "của ngành")])
    assert read(page).text.split("\n") == [FULL, f"{FULL} Hội thi nấu ăn của ngành"]


def test_small_letters_go_on_after_points_but_not_after_a_list_sign() -> None:
    page = flowing("xây dựng chính quyền điện tử...", "góp sức chung", "gồm các việc:", "thăm hỏi đoàn viên", FULL)
    assert read(page).text.split("\n") == [
        "xây dựng chính quyền điện tử... góp sức chung gồm các việc:",
        "thăm hỏi đoàn viên",
        FULL,
    ]


def test_a_document_number_parted_at_the_line_end_is_one_word() -> None:
    assert (
        "số 17/BC-CĐCS"
        in read(flowing("Thực hiện nội dung đã nêu trong báo cáo của công đoàn cơ sở số 17/BC-", "CĐCS ngày 5/6.")).text
    )


def test_decomposed_letters_are_composed() -> None:
    assert read(flowing(unicodedata.normalize("NFD", "Chỉ tiêu đợt hai"))).text == "Chỉ tiêu đợt hai"


def test_blocks_know_their_page_and_page_numbers_are_no_text() -> None:
    first = flowing("Trang đầu của kế hoạch.")
    second = flowing("Trang sau của kế hoạch.")
    first.lines.append((290, 40, "1"))
    second.lines.append((290, 800, "- 2 -"))
    document = read(first, second)
    assert document.text == "Trang đầu của kế hoạch.\nTrang sau của kế hoạch."
    assert [block.page for block in document.blocks] == [1, 2]


def test_heads_that_pages_repeat_are_no_text() -> None:
    pages = []
    for number in range(3):
        page = flowing(f"Nội dung thứ {number}.", top=600)
        page.lines.append((60, 810, f"Công đoàn trường, trang {number + 1} của 3"))
        pages.append(page)
    assert read(*pages).text == "Nội dung thứ 0.\nNội dung thứ 1.\nNội dung thứ 2."


def test_a_sentence_goes_on_over_the_page() -> None:
    first = flowing("Các tổ công đoàn lập danh sách đoàn viên khó khăn và gửi về")
    first.lines.append((290, 40, "1"))
    document = read(first, flowing("văn phòng trước ngày 15/9."))
    assert document.text == "Các tổ công đoàn lập danh sách đoàn viên khó khăn và gửi về văn phòng trước ngày 15/9."


HEAD = ["TT", "Nội dung", "Thời hạn"]
WIDTHS = [40.0, 240.0, 120.0]


def test_ruled_tables_become_cells_in_their_place() -> None:
    page = flowing("Trước bảng có một câu.", top=700)
    grid(page, [HEAD, ["1", "Hội thi nấu ăn", "Quý III"], ["2", "Sơ kết", ""]], top=660, widths=WIDTHS)
    page.lines.append((60, 500, "Sau bảng có một câu."))
    document = read(page)
    assert document.text.split("\n") == [
        "Trước bảng có một câu.",
        "TT\tNội dung\tThời hạn",
        "1\tHội thi nấu ăn\tQuý III",
        "2\tSơ kết\t",
        "Sau bảng có một câu.",
    ]
    addresses = {
        document.text[block.start : block.end]: (block.table, block.row, block.column, block.page)
        for block in document.blocks
        if block.kind is BlockKind.CELL
    }
    assert addresses["Quý III"] == (0, 1, 2, 1)
    assert addresses["Sơ kết"] == (0, 2, 1, 1)


def test_a_table_that_goes_on_over_the_page_counts_on() -> None:
    first = grid(Page(), [HEAD, ["1", "Hội thi", "Quý III"]], top=200, widths=WIDTHS)
    second = grid(Page(), [HEAD, ["2", "Sơ kết", "Quý IV"]], top=780, widths=WIDTHS)
    document = read(first, second)
    assert document.text == "TT\tNội dung\tThời hạn\n1\tHội thi\tQuý III\n2\tSơ kết\tQuý IV"
    last = document.blocks[-1]
    assert (last.table, last.row, last.column, last.page) == (0, 2, 2, 2)


def test_a_frame_round_a_sentence_is_no_table() -> None:
    page = grid(flowing("Trong khung.", top=650, left=70), [[""]], top=670, widths=[300])
    assert [block.kind for block in read(page).blocks] == [BlockKind.PARAGRAPH]


def test_a_locked_file_is_encrypted() -> None:
    assert refusal(pdf_bytes(flowing("Mật."), lock="khoa")) == "document.encrypted"


def test_a_file_locked_only_against_changes_is_read() -> None:
    assert read_bytes(pdf_bytes(flowing("Đọc được."), lock=""), "a.pdf").text == "Đọc được."


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without tesseract, which would look at the pictures."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("bare")
def test_pages_without_text_are_a_scan() -> None:
    assert refusal(pdf_bytes(Page(picture=True), Page(picture=True))) == "document.scanned"
    assert refusal(pdf_bytes(Page())) == "document.scanned"


@pytest.mark.usefixtures("bare")
def test_a_scan_with_the_stamp_of_a_signature_is_still_a_scan() -> None:
    stamped = Page(lines=[(60, 780, "Ký bởi: Công đoàn cơ sở")], picture=True)
    assert refusal(pdf_bytes(stamped, Page(picture=True))) == "document.scanned"


@pytest.mark.usefixtures("bare")
def test_letters_that_the_font_does_not_name_are_garbled() -> None:
    assert refusal(pdf_bytes(flowing("\ue001\ue002\ue003\ue004 abc"))) == "document.garbled"


def test_a_cut_file_is_damaged() -> None:
    data = pdf_bytes(flowing("Một câu."))
    assert refusal(data[:300]) == "document.damaged"


def test_threads_may_read_at_the_same_time() -> None:
    data = pdf_bytes(*(flowing(f"Một câu ở trang {number}.", top=600) for number in range(5)))
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(read_bytes(data, "a.pdf").text)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts) == 6
    assert len(set(texts)) == 1
