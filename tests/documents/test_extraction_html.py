"""The page of an extraction: all words of the document, its commitments in place, and nothing from outside."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from extract.reading import document as text_document
from extract.reading import lexicon
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.core.document import Document
from dondoc.core.extraction import Extraction
from dondoc.documents.extraction_html import Telling, render_extraction
from dondoc.documents.reading import read_bytes
from dondoc.extract.pipeline import extract
from dondoc.messages import say, tell_reasons

ROOT = Path(__file__).parents[2]
TEMPLATES = [ROOT / "config" / "templates" / "extract"]
TELLING = Telling(doubt=lambda one: say(one.code, dict(one.params)), reasons=tell_reasons)

HEAD = "CÔNG ĐOÀN CƠ SỞ NHÀ MÁY SỢI HOA BAN\nSố: 09/KH-CĐCS\n\nKẾ HOẠCH\nCông tác quý III năm 2025\n\nI. NHIỆM VỤ\n"
PLAN = (
    "- Kết nạp ít nhất 20 đoàn viên trước ngày 15/8, trong đó nữ từ 30% trở lên.\n"
    "- Ban Nữ công mở lớp nấu ăn.\n"
    "- Tiếp tục nâng cao chất lượng sinh hoạt tổ.\n"
    "- Gặp mặt thợ giỏi vào thứ Hai ngày 12/8/2025.\n"
)
ROWS = "TT\tNội dung\tChỉ tiêu\tĐVT\tThời gian\tChủ trì\n1\tMở lớp an toàn\t02\tlớp\tTháng 8\tTổ An toàn\n"


class _Page(HTMLParser):
    """What the tests ask of a page: its elements in order, and the words of the document's part."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._stack: list[str] = []
        self._inside: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "link", "br", "hr"}:
            self._stack.append(tag)
            self._inside.append(dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        assert self._stack.pop() == tag
        self._inside.pop()

    def handle_data(self, data: str) -> None:
        if "article" in self._stack and "a" not in self._stack:
            self.words.append(data)
        if "mark" in self._stack and "a" not in self._stack:
            self.marked.append((self._inside[-1], data))

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.elements if "id" in attrs]

    def links(self) -> list[str]:
        return [attrs["href"] for tag, attrs in self.elements if tag == "a"]

    def with_tag(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]


def html_of(document: Document, *, explain: bool = False) -> str:
    return render_extraction(
        document, extract(document, lexicon()), TEMPLATES, lexicon=lexicon(), telling=TELLING, explain=explain
    )


def page_of(text: str) -> tuple[Extraction, _Page, str]:
    document = text_document(text)
    html = html_of(document)
    return extract(document, lexicon()), _Page(html), html


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def test_each_commitment_stands_in_the_text_and_in_the_list_and_leads_to_the_other():
    extraction, page, _ = page_of(HEAD + PLAN + ROWS)
    numbers = range(1, len(extraction.commitments) + 1)
    ids, links = page.ids(), page.links()
    assert len(ids) == len(set(ids))
    for number in numbers:
        assert f"c{number}" in ids
        assert f"k{number}" in ids
        assert f"#c{number}" in links
        assert f"#k{number}" in links
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_the_words_of_a_commitment_are_marked_by_their_kind():
    extraction, page, _ = page_of(HEAD + PLAN)
    kinds = [attrs["class"] for attrs in page.with_tag("mark")]
    assert set(kinds) == {"countable", "deliverable", "ongoing"}
    marked = letters("".join(words for _, words in page.marked))
    assert marked == letters("".join(one.text for one in extraction.commitments))


def test_target_date_and_owner_are_told_apart_in_the_text():
    _, page, _ = page_of(HEAD + PLAN)
    read = {name: words for name, words in page.marked if name}
    assert ("targets", "ít nhất 20 đoàn viên") in page.marked
    assert ("due", "trước ngày 15/8") in page.marked
    assert ("owner", "Ban Nữ công") in page.marked
    assert any("doubted" in name for name in read)


def test_a_doubt_is_told_and_leads_to_its_place():
    extraction, page, html = page_of(HEAD + PLAN)
    assert [one.code for one in extraction.doubts] == ["date.weekday_mismatch"]
    assert {"v1", "n1"} <= set(page.ids())
    assert {"#v1", "#n1"} <= set(page.links())
    assert "ngày ấy là thứ Ba" in html


def test_a_table_keeps_its_cells_in_line():
    _, page, html = page_of(HEAD + ROWS)
    assert len(page.with_tag("th")) == 6
    row = re.sub(r"<[^>]+>", "|", html[html.index("<table>") : html.index("</table>")].split("</tr>")[1])
    assert [cell for cell in row.split("|") if cell.strip()] == [
        "1", "1", "C", "Mở lớp an toàn", "02", "lớp", "Tháng 8", "Tổ An toàn",
    ]  # fmt: skip


def test_the_heads_of_a_table_on_its_next_page_stand_where_they_stood():
    head, row, _ = ROWS.split("\n")
    text = f"{HEAD}{ROWS}{head}\n{row.replace('Mở lớp', 'Họp tổ')}\n"
    _, page, html = page_of(text)
    assert letters("".join(page.words)) == letters(text)
    assert html.count('colspan="6"') == 1


def test_the_page_needs_nothing_from_outside_and_runs_nothing():
    _, page, html = page_of(HEAD + PLAN)
    assert not {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "form"}
    assert not any(name.startswith("on") or name in {"src", "style"} for _, attrs in page.elements for name in attrs)
    assert all(link.startswith("#") for link in page.links())
    assert "url(" not in html
    assert "@import" not in html
    assert "http" not in html.replace("http-equiv", "")


def test_the_words_of_a_document_are_never_markup():
    hostile = '- Tổ chức <script>alert(1)</script> lớp "><img src=x onerror=alert(1)> & 02 buổi {{ 7*7 }}.\n'
    document = text_document(f"{HEAD}{hostile}- Ban <b>Nữ công</b> họp.\n")
    page = _Page(html_of(document))
    assert not {tag for tag, _ in page.elements} & {"script", "img"}
    assert len(page.with_tag("b")) == 3  # the three counts at the top
    assert "<script>alert(1)</script>" in "".join(page.words)
    assert "{{ 7*7 }}" in "".join(page.words)


def test_a_file_s_name_and_title_are_never_markup():
    name = "<img src=x>.html"
    read = read_bytes(f"<title><i>x</i></title><p>{HEAD}</p><p>{PLAN}</p>".encode(), name)
    page = _Page(html_of(read))
    assert not {tag for tag, _ in page.elements} & {"img"}


def test_headings_and_tables_of_a_file_are_headings_and_tables_of_the_page():
    source = (
        "<h1>KẾ HOẠCH</h1><p>Công tác quý III năm 2025</p><h2>I. Nhiệm vụ</h2><p>Mở 02 lớp an toàn.</p>"
        "<table><tr><th>Nội dung</th><th>Thời gian</th></tr><tr><td>Hội thi<br>nấu ăn</td><td>20/10</td></tr></table>"
    )
    page = _Page(html_of(read_bytes(source.encode(), "ke-hoach.html")))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("h1") == 1
    assert {"h2", "h3"} <= set(tags)
    assert (tags.count("th"), tags.count("td")) == (2, 2)


def test_a_letterhead_in_two_columns_is_no_table_with_heads():
    source = (
        "<table><tr><td>CÔNG ĐOÀN NGÀNH DỆT<br>CĐCS NHÀ MÁY SỢI</td><td>Độc lập - Tự do - Hạnh phúc</td></tr>"
        f"<tr><td>Số: 9/KH-CĐCS</td><td>Hoa Ban, ngày 28 tháng 6 năm 2025</td></tr></table><p>{PLAN}</p>"
    )
    page = _Page(html_of(read_bytes(source.encode(), "ke-hoach.html")))
    assert page.with_tag("table") == [{"class": "layout"}]
    assert not page.with_tag("th")


def test_it_can_be_read_by_whoever_does_not_see_it():
    _, page, _ = page_of(HEAD + PLAN)
    tags = [tag for tag, _ in page.elements]
    assert page.with_tag("html") == [{"lang": "vi"}]
    assert {"header", "nav", "main", "aside", "footer"} <= set(tags)
    assert tags.count("h1") == 1
    assert all(attrs.get("aria-label") for attrs in page.with_tag("a") if "no" in attrs.get("class", "").split())


def test_reasons_are_folded_unless_they_are_asked_for():
    document = text_document(HEAD + PLAN)
    folded, opened = _Page(html_of(document)), _Page(html_of(document, explain=True))
    assert folded.with_tag("details") == [{}] * 5
    assert opened.with_tag("details") == [{"open": ""}] * 5
    assert "Hạn đọc từ «trước ngày 15/8»." in html_of(document)


def test_a_document_without_commitments_says_so():
    _, page, html = page_of("Một bài thơ về biển.\n")
    assert "Không thấy cam kết nào" in html
    assert letters("".join(page.words)) == "Mộtbàithơvềbiển"


def test_kinds_are_counted_at_the_top_and_directions_too():
    _, _, html = page_of(HEAD + PLAN)
    assert "<b>2</b> có chỉ tiêu (C)" in html
    assert "<b>2</b> có sản phẩm (S)" in html
    assert "<b>1</b> làm lâu dài (L)" in html
    assert "1 chỉ là định hướng" in html


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "corpus").glob("*.txt")), ids=lambda path: path.stem)
def test_the_page_shows_every_letter_of_the_document_once_and_in_order(path: Path):
    text = text_document(path.read_text(encoding="utf-8")).text
    _, page, _ = page_of(text)
    assert letters("".join(page.words)) == letters(text)


LINES = st.lists(
    st.sampled_from(
        [*PLAN.splitlines(), *ROWS.splitlines(), "", "- 3 -", "I. NHIỆM VỤ", "| a | b |", "x" * 90, "\t\ty"]
    )
)


@settings(deadline=None)
@given(LINES)
def test_whatever_stands_in_a_document_stands_on_its_page(lines: list[str]):
    text = text_document(HEAD + "\n".join(lines)).text
    _, page, _ = page_of(text)
    assert letters("".join(page.words)) == letters(text)
