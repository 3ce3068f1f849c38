"""The .docx of a report: its form, its bytes, and what happens when the office's template is broken."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from documents.report_samples import TEMPLATES, sample_context
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from draft.samples import MADE_AT

from dondoc.documents.docx_writer import render_docx
from dondoc.documents.templates import environment
from dondoc.draft.annex import labelled
from dondoc.draft.report_context import ReportContext
from dondoc.errors import BadInput, NotFound
from tools.build_report_template import build


def opened(context: ReportContext | None = None) -> Document:  # type: ignore[valid-type]  # a function of python-docx
    return Document(BytesIO(render_docx(context or sample_context(), TEMPLATES, made_at=MADE_AT)))


def test_the_same_context_gives_the_same_bytes() -> None:
    first = render_docx(sample_context(), TEMPLATES, made_at=MADE_AT)
    assert render_docx(sample_context(), TEMPLATES, made_at=MADE_AT) == first
    in_another_zone = MADE_AT.astimezone(UTC)
    assert render_docx(sample_context(), TEMPLATES, made_at=in_another_zone) == first
    assert render_docx(sample_context(), TEMPLATES, made_at=MADE_AT + timedelta(days=1)) != first


def test_no_clock_but_the_given_one_is_in_the_file() -> None:
    data = render_docx(sample_context(), TEMPLATES, made_at=MADE_AT)
    with ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2018, 1, 2, 10, 0, 0)}
    properties = Document(BytesIO(data)).core_properties
    assert properties.created == properties.modified == datetime(2018, 1, 2, 3, tzinfo=UTC)
    assert properties.title == sample_context().title


def test_the_template_prints_every_field_and_nothing_else() -> None:
    template = DocxTemplate(TEMPLATES[0] / "report.docx")
    names = template.get_undeclared_template_variables(environment(autoescape=True))
    # What is no words: for whom it is printed, figures that a chart is drawn of, figures for the unit above.
    assert names == {field.name for field in fields(ReportContext)} - {"print", "charts", "facts"}


def test_the_shipped_template_is_what_its_script_makes() -> None:
    assert (TEMPLATES[0] / "report.docx").read_bytes() == build()


def test_the_page_is_that_of_the_decree() -> None:
    first, annex = opened().sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert (round(first.top_margin.mm), round(first.bottom_margin.mm)) == (20, 20)
    assert round(first.left_margin.mm) == 30
    assert 15 <= round(first.right_margin.mm) <= 20
    assert first.different_first_page_header_footer
    assert not first.first_page_header.paragraphs[0].text
    assert "PAGE" in first.header._element.xml
    assert annex.orientation is WD_ORIENT.LANDSCAPE
    assert annex._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_the_head_stands_in_two_columns_without_borders() -> None:
    table = opened().tables[0]
    left, right = table.rows[0].cells
    assert [p.text for p in left.paragraphs] == [sample_context().superior, sample_context().issuer, ""]
    assert [p.text for p in right.paragraphs][:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert table._tbl.tblPr.find(qn("w:tblBorders")) is None
    assert table.style is None or table.style.name == "Normal Table"


def test_lines_are_borders_and_never_underlines() -> None:
    data = render_docx(sample_context(), TEMPLATES, made_at=MADE_AT)
    with ZipFile(BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count("<w:pBdr>") == 4
    assert "<w:u " not in body
    assert "___" not in body


def test_the_text_is_justified_times_of_the_right_size() -> None:
    document = opened()
    inside = (Paragraph(element, document) for element in document.element.body.iter(qn("w:p")))
    line = next(p for p in inside if "tổ chức 02 giải cầu lông" in p.text)
    assert line.style.name == "Lời văn"
    form = line.style.paragraph_format
    assert form.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert 10 <= form.first_line_indent.mm <= 12.8
    assert form.space_before >= Pt(6)
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))


def test_parts_and_areas_are_headings() -> None:
    headings = [(p.style.name, p.text) for p in opened().paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "I. TÌNH HÌNH ĐOÀN VIÊN, NGƯỜI LAO ĐỘNG VÀ TỔ CHỨC CÔNG ĐOÀN")
    assert ("Heading 2", "2. Công tác tuyên truyền, giáo dục, văn hóa, văn nghệ, thể dục, thể thao") in headings


def test_every_commitment_has_its_row_under_a_head_that_comes_back_on_each_page() -> None:
    context = sample_context()
    table = opened(context).tables[-1]
    assert [c.text for c in table.rows[0].cells] == [c.title for c in context.annexes[0].columns]
    assert [tuple(c.text for c in row.cells) for row in table.rows[1:]] == [
        row.cells for row in context.annexes[0].rows
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    widths = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert widths[2] > widths[1] > widths[0]


def test_each_of_several_annexes_has_pages_of_its_own_numbered_from_one() -> None:
    context = sample_context()
    (annex,) = context.annexes
    second = replace(annex, title="SỐ LIỆU", columns=annex.columns[:3], rows=())
    document = opened(replace(context, annexes=labelled([annex, second])))
    text, first, last = document.sections
    assert text.orientation is WD_ORIENT.PORTRAIT
    for section in (first, last):
        assert section.orientation is WD_ORIENT.LANDSCAPE
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
    assert [p.text for p in document.paragraphs if p.text.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    assert [len(table.columns) for table in document.tables[-2:]] == [7, 3]


def test_without_an_annex_no_empty_page_follows() -> None:
    document = opened(replace(sample_context(), annexes=()))
    (section,) = document.sections
    assert section.orientation is WD_ORIENT.PORTRAIT
    assert section._sectPr.find(qn("w:pgNumType")) is None
    assert "PAGE" in section.header._element.xml
    assert [p.text for p in document.paragraphs if p.text.startswith("Phụ lục")] == []
    assert len(document.tables) == 2


def test_without_a_superior_its_lines_are_gone() -> None:
    document = opened(sample_context(superior="", addressee=""))
    left = document.tables[0].rows[0].cells[0]
    assert [p.text for p in left.paragraphs] == [sample_context().issuer, ""]
    assert not any(p.text.startswith("Kính gửi") for p in document.paragraphs)


def test_marks_of_templates_and_of_xml_in_words_are_printed_as_they_are() -> None:
    words = "<b> & {{ title }} {% raw %} \x0b\x00 “đúng”"
    document = opened(replace(sample_context(), lead=words))
    assert any(p.text == "<b> & {{ title }} {% raw %}  “đúng”" for p in document.paragraphs)


def test_a_missing_template_is_named() -> None:
    with pytest.raises(NotFound, match=r"report\.template_missing"):
        render_docx(sample_context(), [], made_at=MADE_AT)


def test_a_template_with_an_unknown_name_is_refused(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{ nothing_of_the_kind }}")
    document.save(str(tmp_path / "report.docx"))
    with pytest.raises(BadInput, match="nothing_of_the_kind"):
        render_docx(sample_context(), [tmp_path], made_at=MADE_AT)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_file_that_is_no_docx_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.docx").write_bytes(content)
    with pytest.raises(BadInput, match=r"report\.template_broken"):
        render_docx(sample_context(), [tmp_path], made_at=MADE_AT)


def test_a_docx_of_another_kind_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "report.docx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(BadInput, match=r"report\.template_broken"):
        render_docx(sample_context(), [tmp_path], made_at=MADE_AT)
