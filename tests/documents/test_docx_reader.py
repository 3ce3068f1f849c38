"""Word files: what prints with all changes accepted, and only that."""

import unicodedata

from documents.builders import (
    paragraph,
    read_word,
    run,
    word_bytes,
    word_lines,
)
from docx.document import Document as WordDocument

from dondoc.core.document import BlockKind
from dondoc.documents.reading import read_bytes


def test_paragraphs_come_in_order_one_a_line() -> None:
    assert word_lines(paragraph("Một"), paragraph(""), paragraph("Hai")) == ["Một", "Hai"]


def test_decomposed_letters_are_composed() -> None:
    assert read_word(paragraph(unicodedata.normalize("NFD", "Chỉ tiêu đợt hai"))).text == "Chỉ tiêu đợt hai"


def test_insertions_are_in_and_deletions_are_out() -> None:
    assert word_lines(
        "<w:p>"
        + run("Tổ chức ")
        + f"<w:del>{run('01').replace('w:t', 'w:delText')}</w:del><w:ins>{run('02')}</w:ins>"
        + run(" hội thi")
        + f"<w:moveFrom>{run(' cũ')}</w:moveFrom><w:moveTo>{run(' mới')}</w:moveTo></w:p>"
    ) == ["Tổ chức 02 hội thi mới"]


def test_a_deleted_paragraph_mark_joins_the_lines() -> None:
    deleted_mark = paragraph("Phối hợp ", properties="<w:rPr><w:del/></w:rPr>")
    assert word_lines(deleted_mark, paragraph("với Đoàn Thanh niên"), paragraph("Hết")) == [
        "Phối hợp với Đoàn Thanh niên",
        "Hết",
    ]


def test_content_controls_are_entered_and_their_placeholders_are_not() -> None:
    placeholder = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm vào đây')}</w:sdtContent></w:sdt>"
    )
    assert word_lines(
        f"<w:sdt><w:sdtContent>{paragraph('Cả đoạn')}</w:sdtContent></w:sdt>",
        f"<w:p>{run('Trong ')}<w:sdt><w:sdtContent>{run('dòng')}</w:sdtContent></w:sdt>{placeholder}</w:p>",
    ) == ["Cả đoạn", "Trong dòng"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert word_lines(f"<w:p>{drawing}{run('Ngoài khung')}</w:p>", paragraph("Sau")) == [
        "Ngoài khung",
        "Trong khung",
        "Sau",
    ]


def test_links_and_tags_are_entered_and_field_codes_are_not() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ dd</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("15/7") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert word_lines(
        f'<w:p><w:hyperlink r:id="rId1">{run("Xem ")}</w:hyperlink><w:smartTag>{run("ngày ")}</w:smartTag>{field}'
        f'<w:fldSimple w:instr="PAGE">{run(" trang 3")}</w:fldSimple></w:p>'
    ) == ["Xem ngày 15/7 trang 3"]


def test_a_field_that_never_ends_hides_only_its_own_paragraph() -> None:
    opened = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    assert word_lines(opened, paragraph("Vẫn đọc được")) == ["Vẫn đọc được"]


def test_signs_inside_a_run_become_characters() -> None:
    signs = (
        "<w:p><w:r><w:t>17</w:t><w:noBreakHyphen/><w:t>BC</w:t><w:tab/><w:t>nghiêm</w:t><w:softHyphen/><w:t>\xadtúc</w:t>"
        '<w:br/><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 95%</w:t><w:sym w:font="Lạ" w:char="F0FF"/></w:r></w:p>'
    )
    assert read_word(signs).text == "17-BC\tnghiêmtúc\n≥ 95%\ufffd"


def test_hidden_text_is_out() -> None:
    hidden_style = (
        '<w:style w:type="character" w:styleId="Kin"><w:name w:val="Kin"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    assert word_lines(
        "<w:p>"
        + run("Thấy")
        + run(" ẩn", properties="<w:vanish/>")
        + run(" kín", properties='<w:rStyle w:val="Kin"/>')
        + run(" rõ", properties='<w:vanish w:val="0"/>')
        + "</w:p>",
        styles=hidden_style,
    ) == ["Thấy rõ"]


def test_headers_footers_notes_and_contents_are_no_body_text() -> None:
    def build(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "Đầu trang"
        document.sections[0].footer.paragraphs[0].text = "Chân trang"
        style = document.styles.add_style("toc 1", 1)
        document.add_paragraph("I. MỞ ĐẦU\t1", style=style)
        document.add_paragraph("Thân bài")

    assert read_bytes(word_bytes(build), "a.docx").text == "Thân bài"


def test_headings_keep_their_level() -> None:
    def build(document: WordDocument) -> None:
        document.add_heading("Phương hướng", 1)
        document.add_heading("Chỉ tiêu", 2)
        document.add_paragraph("Nội dung")

    document = read_bytes(word_bytes(build), "a.docx")
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_an_outline_level_on_the_paragraph_makes_a_heading() -> None:
    document = read_word(paragraph("Mục", properties='<w:outlineLvl w:val="2"/>'))
    assert document.blocks[0].level == 3
