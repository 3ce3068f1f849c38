"""Lines under texts are as long as the decree asks, whatever the text; titles break into lines of about one length."""

from io import BytesIO

import pytest
from documents.report_samples import TEMPLATES, sample_context
from docx import Document
from docx.shared import Mm, Pt
from draft.samples import MADE_AT

from dondoc.documents.docx_writer import render_docx
from dondoc.documents.text_width import width_mm

LONG = "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn một thành viên Cấp nước và Môi trường đô thị Bình Sơn"
LEFT = Mm(68).mm


def line_of(issuer: str, row: int, column: int) -> tuple[float, float, float]:
    """Length, left and right indent of the line in a cell of the head."""
    data = render_docx(sample_context(issuer=issuer), TEMPLATES, made_at=MADE_AT)
    cell = Document(BytesIO(data)).tables[0].rows[row].cells[column]
    form = cell.paragraphs[-1].paragraph_format
    left, right = form.left_indent.mm, form.right_indent.mm
    return cell.width.mm - left - right, left, right


def test_the_line_under_a_short_issuer_is_a_part_of_its_one_line() -> None:
    length, left, right = line_of("CĐCS A", 0, 0)
    text = width_mm("CĐCS A", size=13, bold=True)
    assert text / 3 <= length <= text / 2
    assert left + 3 == pytest.approx(right, abs=0.1)  # the text has 3 mm of air at its right


def test_the_line_under_a_long_issuer_is_a_part_of_its_widest_line() -> None:
    length, _, _ = line_of(LONG, 0, 0)
    assert (LEFT - 3) / 3 * 0.8 < length < (LEFT - 3) / 2


def test_the_line_under_the_motto_is_as_long_as_the_motto() -> None:
    length, left, right = line_of("CĐCS A", 0, 1)
    assert length == pytest.approx(width_mm("Độc lập - Tự do - Hạnh phúc", size=14, bold=True), abs=0.2)
    assert left == pytest.approx(right, abs=0.1)


def test_the_lines_of_a_title_are_about_equally_long() -> None:
    data = render_docx(sample_context(), TEMPLATES, made_at=MADE_AT)
    document = Document(BytesIO(data))
    title = next(p for p in document.paragraphs if p.text.startswith("Kết quả hoạt động"))
    room = 165 - title.paragraph_format.left_indent.mm - title.paragraph_format.right_indent.mm
    whole = width_mm(title.text, size=14, bold=True)
    assert whole / 2 < room < whole * 0.6
    assert title.style.font.size == Pt(14)
