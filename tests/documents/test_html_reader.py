"""Web pages: the news without its menus, and plain documents whole."""

import codecs

import pytest

from dondoc.core.document import BlockKind, Document
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput

MENU = """<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/gt">Giới thiệu</a></li></ul></nav>
<div class="sidebar"><a href="1">Tin nổi bật trong tuần</a><a href="2">Thông báo mời thầu</a></div>"""
FOOTER = "<footer>Bản quyền thuộc cổng thông tin</footer><script>var dem = 1;</script>"
ARTICLE = """<p>Sáu tháng đầu năm, công đoàn cơ sở đã tổ chức nhiều hoạt động chăm lo đời sống đoàn viên.</p>
<p>Ban Chấp hành đánh giá các tổ công đoàn đã hoàn thành phần lớn chỉ tiêu đề ra từ đầu năm, còn hai chỉ tiêu chậm.</p>
<h2>Nhiệm vụ sáu tháng cuối năm</h2>
<p>Công đoàn tập trung các nhiệm vụ sau:<br>- Tổ chức <b>02</b> buổi tọa đàm về sức khỏe;<br>- Thăm hỏi 30 gia đình.</p>
<table><tr><th colspan="2">Việc làm</th><th>Thời hạn</th></tr>
<tr><td rowspan="2">1</td><td>Tổ chức hội thi nấu ăn</td><td>Quý III</td></tr>
<tr><td>Sơ kết phong trào thi đua</td><td>Tháng 12</td></tr></table>
<p>Đề nghị các tổ công đoàn nghiêm túc thực hiện và báo cáo kết quả về Ban Chấp hành trước ngày 15/12.</p>"""


def page(article: str, *, head: str = "", menu: str = MENU) -> str:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{head}</head><body>{menu}'
        f'<div class="content">{article}</div>{FOOTER if menu else ""}</body></html>'
    )


def read(text: str) -> Document:
    return read_bytes(text.encode(), "trang.html")


def test_menus_and_scripts_are_out_and_the_news_is_in() -> None:
    text = read(page(ARTICLE)).text
    assert "Trang chủ" not in text
    assert "Tin nổi bật" not in text
    assert "Bản quyền" not in text
    assert "var dem" not in text
    assert text.startswith("Sáu tháng đầu năm")
    assert text.endswith("trước ngày 15/12.")
    assert "\n- Tổ chức 02 buổi tọa đàm về sức khỏe;\n- Thăm hỏi 30 gia đình.\n" in text


def test_title_and_date_go_before_a_text_without_them() -> None:
    head = (
        '<title>Công đoàn họp | Cổng tin</title><meta property="og:title" content="Công đoàn họp sơ kết">'
        '<meta property="article:published_time" content="2021-07-05T08:00:00+07:00">'
    )
    document = read(page(ARTICLE, head=head))
    assert document.text.split("\n")[:2] == ["Công đoàn họp sơ kết", "05/07/2021"]
    assert document.title == "Công đoàn họp sơ kết"
    assert document.blocks[0].kind is BlockKind.HEADING


def test_title_and_date_are_not_written_twice() -> None:
    head = (
        '<meta property="og:title" content="Công đoàn họp sơ kết">'
        '<meta property="article:published_time" content="2021-07-05T08:00:00+07:00">'
    )
    text = read(page(f"<h1>CÔNG ĐOÀN họp sơ kết</h1><p>Ngày 5/7/2021, hội nghị đã họp.</p>{ARTICLE}", head=head)).text
    assert text.lower().count("công đoàn họp sơ kết") == 1
    assert "05/07/2021" not in text


@pytest.mark.parametrize("menu", [MENU, ""], ids=["news page", "plain document"])
def test_table_cells_have_addresses(menu: str) -> None:
    document = read(page(ARTICLE, menu=menu))
    cells = {
        (block.table, block.row, block.column): document.text[block.start : block.end]
        for block in document.blocks
        if block.kind is BlockKind.CELL
    }
    assert cells == {
        (0, 0, 0): "Việc làm",
        (0, 0, 2): "Thời hạn",
        (0, 1, 0): "1",
        (0, 1, 1): "Tổ chức hội thi nấu ăn",
        (0, 1, 2): "Quý III",
        (0, 2, 1): "Sơ kết phong trào thi đua",
        (0, 2, 2): "Tháng 12",
    }
    assert "1\tTổ chức hội thi nấu ăn\tQuý III" in document.text
    assert "\tSơ kết phong trào thi đua\tTháng 12" in document.text


def test_a_plain_document_is_read_whole_with_its_lists() -> None:
    document = read(
        page(
            "<h1>Kế hoạch</h1><p>Số:\n  17/KH</p><ol start='3'><li>Tập huấn</li><li>Hội thi<ul><li>vòng một</li></ul>"
            "</li></ol><ol type='a'><li><p>ý</p></li></ol><pre>dòng 1\ndòng 2</pre><p hidden>ẩn</p>"
            "<p>bỏ <del>cũ </del>mới</p>",
            menu="",
        )
    )
    assert document.text.split("\n") == [
        "Kế hoạch",
        "Số: 17/KH",
        "3. Tập huấn",
        "4. Hội thi",
        "• vòng một",
        "a. ý",
        "dòng 1",
        "dòng 2",
        "bỏ mới",
    ]
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 1)


def test_links_that_are_not_seen_are_no_menu() -> None:
    """A page with hidden notes full of links is read whole, down to its shortest line."""
    notes = "".join(
        f"<div hidden><a href='#{n}'>ghi chú số {n} về nguồn số liệu của câu trên</a></div>" for n in range(9)
    )
    document = read(page(f"<p>Một việc.</p>{notes}<p>Hai việc.</p>", menu=""))
    assert document.text == "Một việc.\nHai việc."


def test_a_row_that_is_not_seen_is_not_read() -> None:
    unseen = "<tr hidden><td colspan='2'>Tổ chức 03 hội nghị</td></tr>"
    rows = f"<tr><td>Việc</td><td>Hạn</td></tr>{unseen}<tr><td>a</td><td>b</td></tr>"
    document = read(page(f"<table>{rows}<tbody style='display: none'><tr><td>c</td></tr></tbody></table>", menu=""))
    assert document.text == "Việc\tHạn\na\tb"


def test_lists_inside_lists_have_bullets_of_their_own_and_typed_labels_need_none() -> None:
    document = read(page("<ul><li>Một<ul><li>hai<ul><li>ba</ul></ul><li>1. Bốn<li>- Năm</ul>", menu=""))
    assert document.text.split("\n") == ["• Một", "◦ hai", "▪ ba", "1. Bốn", "- Năm"]


def test_a_page_whose_main_text_is_not_found_is_read_whole() -> None:
    short = "".join(f"<div><span>Việc {number}:</span> xong</div>" for number in range(40))
    text = read(f"<html><body><nav><a href='/'>Trang chủ</a></nav>{short}</body></html>").text
    assert "Việc 39: xong" in text
    assert "Trang chủ" not in text


@pytest.mark.parametrize(
    "data",
    [
        page(ARTICLE).encode(),
        codecs.BOM_UTF8 + page(ARTICLE).encode(),
        codecs.BOM_UTF16_LE + page(ARTICLE).encode("utf-16-le"),
        page(ARTICLE).replace("utf-8", "utf-16").encode(),
        ('<?xml version="1.0" encoding="utf-8"?>' + page(ARTICLE)).encode(),
    ],
    ids=["utf-8", "utf-8 BOM", "utf-16 BOM", "meta lies", "xml declaration"],
)
def test_every_encoding_gives_the_same_words(data: bytes) -> None:
    assert read_bytes(data, "trang.htm").text == read(page(ARTICLE)).text


def test_the_charset_of_the_page_is_believed() -> None:
    text = "<html><head><meta charset='windows-1252'></head><body><p>Café “Été” — 20 €</p></body></html>"
    assert read_bytes(text.encode("cp1252"), "a.html").text == "Café “Été” — 20 €"


def test_a_broken_letter_of_a_utf_8_page_is_shown_as_broken() -> None:
    data = page("<p>Kế hoạch năm</p>", menu="").encode().replace("ă".encode(), b"\xc4")
    assert read_bytes(data, "a.html").text == "Kế hoạch n\ufffdm"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><body></body></html>", "document.empty"),
        ("<!-- chỉ có ghi chú -->", "document.empty"),
        ("<html><body><script>alert(1)</script></body></html>", "document.empty"),
    ],
)
def test_a_page_without_words_is_empty(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(text)
    assert refusal.value.message_code == code


def test_deep_nesting_is_no_crash() -> None:
    text = read("<html><body><p>Mở đầu</p>" + "<div>" * 50_000 + "sâu" + "</div>" * 50_000).text
    assert text.startswith("Mở đầu")


def test_a_break_in_a_narrow_column_is_a_space_and_paragraphs_in_a_cell_are_lines() -> None:
    narrow = "<table><tr><td>1</td><td>Hội thi</td><td>Quý<br>\n III</td></tr></table>"
    letterhead = "<table><tr><td>CÔNG ĐOÀN<br>TRƯỜNG</td><td><p>CỘNG HÒA</p><p>Độc lập</p></td></tr></table>"
    assert read(page(letterhead + narrow, menu="")).text.split("\n") == [
        "CÔNG ĐOÀN",
        "TRƯỜNG",
        "CỘNG HÒA",
        "Độc lập",
        "1\tHội thi\tQuý III",
    ]


def test_a_page_too_large_for_a_search_is_read_whole_without_its_menu() -> None:
    text = read(page("<p>Việc nhỏ</p>" * 21_000)).text
    assert text.count("Việc nhỏ") == 21_000
    assert "Trang chủ" not in text


def test_a_table_of_monstrous_width_is_damaged() -> None:
    with pytest.raises(BadInput) as refusal:
        read("<table><tr>" + "<td colspan=63>a</td>" * 20_000 + "</tr></table>")
    assert refusal.value.message_code == "document.damaged"
