"""Makes config/templates/report/report.docx: NĐ 30/2020 mẫu 1.4 with the tags that docxtpl fills.

An office edits that file in Word or LibreOffice; this script is for making it anew from nothing:

    python tools/build_report_template.py
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from dondoc.documents.text_width import width_mm
from dondoc.documents.zip_bytes import with_fixed_times

FONT = "Times New Roman"
MADE_AT = datetime(2020, 3, 5, tzinfo=UTC)  # the day of the decree: the file carries no clock
TARGET = Path(__file__).resolve().parents[1] / "config" / "templates" / "report" / "report.docx"
LEFT, CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
HEAD_WIDTHS = (Mm(68), Mm(97))
LANDSCAPE_WIDTH = Mm(252)
NO_INDENT = Mm(0)
PART = "Phần"
FULL_RULE = "Đường kẻ tiêu ngữ"
ADDRESSEES = "Kính gửi nhiều nơi"
#: Where "Kính gửi:" of several addressees begins, how far its colon is from there, and the width of "- ".
ADDRESSEES_INDENT = Mm(25)
UNDER_COLON, DASH = Mm(round(width_mm("Kính gửi", size=14), 1)), Mm(round(width_mm("- ", size=14), 1))


def build() -> bytes:
    """The bytes of the template; the same at every run."""
    document = Document()
    raw(document).body.clear_content()
    make_styles(document)
    set_page(document.sections[0])
    add_head(document)
    add_title(document)
    add_body(document)
    add_foot(document)
    add_annex(document)
    drop_unused_styles(document)
    properties = document.core_properties
    properties.title = properties.author = properties.comments = ""
    properties.created = properties.modified = MADE_AT.replace(tzinfo=None)
    buffer = BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue(), MADE_AT)


def raw(proxy: Any) -> Any:
    """The XML element behind an object of python-docx, for what it has no method for."""
    return proxy._sectPr if isinstance(proxy, Section) else proxy._element  # noqa: SLF001 - there is no public way


def make_styles(document: WordDocument) -> None:
    normal = document.styles["Normal"]
    dress(normal, 14)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    shape(normal, LEFT, before=0, after=0)
    for name, size, alignment, bold, italic in (
        ("Cơ quan", 13, CENTER, False, False),
        ("Tiêu ngữ", 14, CENTER, True, False),
        ("Địa danh, ngày tháng", 14, CENTER, False, True),
        ("Tên loại, trích yếu", 14, CENTER, True, False),
        ("Kính gửi", 14, CENTER, False, False),
        ("Nơi nhận", 11, LEFT, False, False),
        ("Chữ ký", 14, CENTER, True, False),
        ("Ô bảng", 11, LEFT, False, False),
        ("Tiêu đề bảng", 11, CENTER, True, False),
        ("Đường kẻ", 2, CENTER, False, False),
        (FULL_RULE, 2, CENTER, False, False),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        dress(style, size, bold=bold, italic=italic)
        shape(style, alignment, before=0, after=0)
    several = document.styles.add_style(ADDRESSEES, WD_STYLE_TYPE.PARAGRAPH)
    several.base_style = document.styles["Kính gửi"]
    several.paragraph_format.alignment = LEFT
    several.paragraph_format.left_indent = ADDRESSEES_INDENT
    body = document.styles.add_style("Lời văn", WD_STYLE_TYPE.PARAGRAPH)
    body.base_style = normal
    shape(body, JUSTIFY, before=6, after=0, indent=Mm(12.7))
    for level in (1, 2, 3, 4):
        heading = document.styles[f"Heading {level}"]
        dress(heading, 14, bold=level < 4)  # a) is upright (NĐ 30/2020)
        shape(heading, JUSTIFY, before=6, after=0, indent=Mm(12.7))
        heading.paragraph_format.keep_with_next = True
        heading.next_paragraph_style = body
    part = document.styles.add_style(PART, WD_STYLE_TYPE.PARAGRAPH)
    part.base_style = document.styles["Heading 1"]
    shape(part, CENTER, before=6, after=0)
    part.next_paragraph_style = body


def drop_unused_styles(document: WordDocument) -> None:
    """Leave an office the styles that the paper uses, not the hundred that python-docx brings along."""
    root = document.styles.element
    by_id = {style.get(qn("w:styleId")): style for style in root.iterchildren(qn("w:style"))}
    parts = [raw(document), *(raw(section.header) for section in document.sections)]
    uses = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    wanted = [one.get(qn("w:val")) for part in parts for one in part.iter(*uses)]
    wanted += [name for name, style in by_id.items() if style.get(qn("w:default")) == "1"]
    kept: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in by_id and name not in kept:
            kept.add(name)
            links = by_id[name].iter(qn("w:basedOn"), qn("w:next"), qn("w:link"))
            wanted += [link.get(qn("w:val")) for link in links]
    for name, style in by_id.items():
        if name not in kept:
            root.remove(style)


def dress(style: ParagraphStyle, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """Times New Roman in black for every script; the theme's fonts and colours would win otherwise."""
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def shape(
    style: ParagraphStyle, alignment: WD_ALIGN_PARAGRAPH, *, before: float, after: float, indent: Mm = NO_INDENT
) -> None:
    paragraph = style.paragraph_format
    paragraph.alignment = alignment
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    paragraph.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.first_line_indent = indent
    paragraph.widow_control = True


def set_page(section: Section) -> None:
    """A4, margins 20/20/30/15 mm; the page number stands at the top, not on the first page."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = "Kính gửi"
    add_field(number, "PAGE")
    section.first_page_header.paragraphs[0].style = "Kính gửi"


def add_field(paragraph: Paragraph, instruction: str) -> None:
    for kind in ("begin", None, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {instruction} "
        elif kind == "1":
            run.text = kind
            continue
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        raw(run).append(element)


def add_head(document: WordDocument) -> None:
    """Boxes 1 to 4: issuer and number at the left, Quốc hiệu and date at the right, without visible borders."""
    table = add_table(document, rows=2, widths=HEAD_WIDTHS)
    left, right = table.rows[0].cells
    for tag in ("{%p if superior %}", "{{ superior }}", "{%p endif %}"):
        put(left, tag, "Cơ quan")
    put(left, "{{ issuer }}", "Cơ quan", bold=True)
    for paragraph in left.paragraphs:
        paragraph.paragraph_format.right_indent = Mm(3)
    add_rule(left, indent=Mm(20.5))
    left.paragraphs[-1].paragraph_format.right_indent = Mm(23.5)
    put(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cơ quan", bold=True)
    put(right, "Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ")
    add_rule(right, indent=Mm(18.3), style=FULL_RULE)
    left, right = table.rows[1].cells
    number = put(left, "{{ number_line }}", "Cơ quan").paragraph_format
    number.space_before, number.right_indent = Pt(6), Mm(3)
    put(right, "{{ place_date_line }}", "Địa danh, ngày tháng").paragraph_format.space_before = Pt(6)


def add_title(document: WordDocument) -> None:
    """Boxes 5a and 9a."""
    document.add_paragraph("{{ document_type }}", "Tên loại, trích yếu").paragraph_format.space_before = Pt(18)
    title = document.add_paragraph("{{ title }}", "Tên loại, trích yếu").paragraph_format
    title.left_indent = title.right_indent = Mm(15)
    add_rule(document, indent=Mm(62), after=12)
    document.add_paragraph("{%p if addressees %}", "Kính gửi")
    document.add_paragraph("{{ addressee_line }}", ADDRESSEES)
    for tag in ("{%p for addressee in addressees %}", "{{ addressee }}", "{%p endfor %}"):
        line = document.add_paragraph(tag, ADDRESSEES).paragraph_format
        line.left_indent, line.first_line_indent = ADDRESSEES_INDENT + UNDER_COLON + DASH, -DASH
    document.add_paragraph("{%p elif addressee_line %}", "Kính gửi")
    document.add_paragraph("{{ addressee_line }}", "Kính gửi").paragraph_format.space_after = Pt(6)
    document.add_paragraph("{%p endif %}", "Kính gửi")


def add_body(document: WordDocument) -> None:
    """Box 6: parts, groups and their lines."""
    for text, style in (
        ("{{ lead }}", "Lời văn"),
        ("{%p for section in sections %}", "Lời văn"),
        ("{%p if section.level == 0 %}", "Lời văn"),
        ("{{ section.number }}", PART),
        ("{{ section.heading }}", PART),
        ("{%p else %}", "Lời văn"),
        ("{{ section.number }} {{ section.heading }}", "Heading 1"),
        ("{%p endif %}", "Lời văn"),
        ("{%p for paragraph in section.paragraphs %}", "Lời văn"),
        ("{{ paragraph.text }}", "Lời văn"),
        ("{%p endfor %}", "Lời văn"),
        ("{%p for group in section.groups %}", "Lời văn"),
        ("{%p if group.heading and group.level == 2 %}", "Lời văn"),
        ("{{ group.number }} {{ group.heading }}", "Heading 2"),
        ("{%p elif group.heading and group.level == 3 %}", "Lời văn"),
        ("{{ group.number }} {{ group.heading }}", "Heading 3"),
        ("{%p elif group.heading %}", "Lời văn"),
        ("{{ group.number }} {{ group.heading }}", "Heading 4"),
        ("{%p endif %}", "Lời văn"),
        ("{%p for line in group.lines %}", "Lời văn"),
        ("{{ line.text }}", "Lời văn"),
        ("{%p endfor %}", "Lời văn"),
        ("{%p endfor %}", "Lời văn"),
        ("{%p endfor %}", "Lời văn"),
    ):
        document.add_paragraph(text, style)
    last = document.add_paragraph("{{ closing }}", "Lời văn")
    last.paragraph_format.keep_with_next = True
    last.paragraph_format.space_after = Pt(12)


def add_foot(document: WordDocument) -> None:
    """Boxes 9b and 7, side by side on one page."""
    table = add_table(document, rows=1, widths=(Mm(75), Mm(90)))
    forbid_split(table.rows[0])
    left, right = table.rows[0].cells
    title = put(left, "Nơi nhận:", "Nơi nhận", bold=True, italic=True)
    title.runs[0].font.size = Pt(12)
    for tag in ("{%p for recipient in recipients %}", "{{ recipient }}", "{%p endfor %}"):
        put(left, tag, "Nơi nhận")
    for tag in (
        "{%p if signer_authority %}",
        "{{ signer_authority }}",
        "{%p endif %}",
        "{%p if signer_acting %}",
        "{{ signer_acting }}",
        "{%p endif %}",
        "{{ signer_position }}",
    ):
        put(right, tag, "Chữ ký")
    for _ in range(4):
        put(right, "", "Chữ ký")
    put(right, "{{ signer_name }}", "Chữ ký")


def add_annex(document: WordDocument) -> None:
    """The annexes, each on pages of its own, landscape, numbered from 1 again; the head row comes back on every page.

    The section break inside the loop ends what stands before; `docx_writer` gives each break its page.
    """
    document.add_paragraph("{%p for annex in annexes %}", "Đường kẻ")
    section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].style = "Đường kẻ"  # it bears the end of the section before
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.different_first_page_header_footer = True
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    raw(section).append(numbering)
    document.add_paragraph("{{ annex.label }}", "Tên loại, trích yếu")
    document.add_paragraph("{{ annex.title }}", "Tên loại, trích yếu")
    reference = document.add_paragraph("{{ annex.reference }}", "Kính gửi")
    reference.runs[0].font.italic = True
    add_rule(document, indent=Mm(105), after=10)
    table = add_table(document, rows=4, widths=(LANDSCAPE_WIDTH // 3,) * 3, style="Table Grid")
    head, begin, row, end = table.rows
    fill(head, ("{%tc for column in annex.columns %}", "{{ column.title }}", "{%tc endfor %}"), "Tiêu đề bảng")
    fill(begin, ("{%tr for row in annex.rows %}", "", ""), "Ô bảng")
    fill(row, ("{%tc for cell in row.cells %}", "{{ cell }}", "{%tc endfor %}"), "Ô bảng")
    fill(end, ("{%tr endfor %}", "", ""), "Ô bảng")
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    raw(head).get_or_add_trPr().append(repeat)
    forbid_split(head)
    forbid_split(row)
    document.add_paragraph("{%p endfor %}", "Đường kẻ")
    document.add_paragraph("", "Đường kẻ")  # Word wants a paragraph behind a table


def add_table(document: WordDocument, *, rows: int, widths: tuple[int, ...], style: str | None = None) -> Table:
    table: Table = document.add_table(rows=rows, cols=len(widths), style=style)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if style is None:
        set_cell_margins(table, 0)
    return table


def set_cell_margins(table: Table, twips: int) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), str(twips))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    raw(table).tblPr.append(margins)


def put(cell: _Cell, text: str, style: str, *, bold: bool | None = None, italic: bool | None = None) -> Paragraph:
    """One more paragraph in a cell; the empty one that every new cell has is used first."""
    first = cell.paragraphs[0]
    is_fresh = len(cell.paragraphs) == 1 and not first.runs and first.style is not None and first.style.name == "Normal"
    paragraph: Paragraph = first if is_fresh else cell.add_paragraph()
    paragraph.style = style
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    return paragraph


def fill(row: _Row, texts: tuple[str, ...], style: str) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        put(cell, text, style)


def add_rule(place: WordDocument | _Cell, *, indent: Mm, after: float = 0, style: str = "Đường kẻ") -> None:
    """A line under a text: the border of an empty paragraph, never an underline or a row of dashes.

    When it is printed it gets the length that the text above asks for (`documents.docx_rules`).
    """
    paragraph = place.add_paragraph()
    paragraph.style = style
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.space_after = Pt(after)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = raw(paragraph).get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def forbid_split(row: _Row) -> None:
    element = OxmlElement("w:cantSplit")
    element.set(qn("w:val"), "true")
    raw(row).get_or_add_trPr().append(element)


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(build())
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
