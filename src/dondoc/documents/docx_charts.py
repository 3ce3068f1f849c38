"""Charts in the .docx: on a page of their own behind the signature, as pictures with their words beside them."""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from dondoc.documents.chart_png import draw_png
from dondoc.draft.report_context import Chart

HEADING = "BIỂU ĐỒ"
#: So wide that two of usual height stand on a page.
_WIDTH = Mm(118)


def add_charts(document: WordDocument, charts: Sequence[Chart]) -> None:
    """Put the charts at the end of the first section, before any annex; nothing without charts."""
    if not charts:
        return
    end = _end_of_text(document)
    heading = _centred(end, HEADING)
    heading.paragraph_format.page_break_before = True
    for chart in charts:
        title = _centred(end, chart.title)
        title.paragraph_format.keep_with_next = True
        drawing = _centred(end, "")
        shape = drawing.add_run().add_picture(BytesIO(draw_png(chart)), width=_WIDTH)
        properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no public way to the words of a picture
        properties.set("title", chart.title)
        properties.set("descr", chart.description)


def _end_of_text(document: WordDocument) -> Paragraph:
    """The paragraph that ends the first section; a new one at the end of the document where nothing follows."""
    for paragraph in document.paragraphs:
        if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:  # noqa: SLF001 - sections have no public place
            return paragraph
    return document.add_paragraph()


def _centred(before: Paragraph, words: str) -> Paragraph:
    made = before.insert_paragraph_before()
    made.paragraph_format.first_line_indent = Pt(0)
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if words:
        made.add_run(words).bold = True
    return made
