"""Makes config/templates/letters/*.docx, the papers to sign, with the tags that docxtpl fills (NĐ 30/2020).

An office edits those files in Word or LibreOffice; this script is for making them anew from nothing:

    python tools/build_letter_templates.py
"""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from dondoc.documents.zip_bytes import with_fixed_times
from tools.build_report_template import (
    CENTER,
    HEAD_WIDTHS,
    LEFT,
    MADE_AT,
    add_head,
    add_rule,
    add_table,
    dress,
    drop_unused_styles,
    fill,
    forbid_split,
    make_styles,
    put,
    raw,
    set_cell_margins,
    set_page,
    shape,
)

FOLDER = Path(__file__).resolve().parents[1] / "config" / "templates" / "letters"
WIDTH = Mm(165)
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
#: Room between the rules of a table and its words, in twips.
ROOM = 85


def build(add: Callable[[WordDocument], None]) -> bytes:
    """The bytes of a template; the same at every run."""
    document = Document()
    raw(document).body.clear_content()
    make_styles(document)
    for name, size, alignment in (("Ô giấy", 12, LEFT), ("Ô giữa", 12, CENTER)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        dress(style, size)
        shape(style, alignment, before=1, after=1)
    set_page(document.sections[0])
    add(document)
    drop_unused_styles(document)
    properties = document.core_properties
    properties.title = properties.author = properties.comments = ""
    properties.created = properties.modified = MADE_AT.replace(tzinfo=None)
    buffer = BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue(), MADE_AT)


def add_late(document: WordDocument) -> None:
    """The công văn: its subject stands under its number, it has no kind."""
    add_head(document)
    subject = put(document.tables[0].rows[1].cells[0], "{{ subject }}", "Cơ quan").paragraph_format
    subject.space_before, subject.right_indent = Pt(6), Mm(6)
    subject.left_indent = Mm(3)
    gap = document.add_paragraph("", "Kính gửi")
    gap.paragraph_format.space_after = Pt(2)
    for tag in (
        "{%p if addressees|length == 1 %}",
        "{{ addressees[0] }}",
        "{%p else %}",
        "{%p for line in addressees %}",
        "{{ line }}",
        "{%p endfor %}",
        "{%p endif %}",
    ):
        paragraph = document.add_paragraph(tag, "Kính gửi")
        if tag == "{{ line }}":
            paragraph.alignment = LEFT
            paragraph.paragraph_format.left_indent = Mm(45)
    document.add_paragraph("{{ lead }}", "Lời văn").paragraph_format.space_before = Pt(12)
    document.add_paragraph("", "Đường kẻ").paragraph_format.space_after = Pt(6)
    add_late_table(document)
    document.add_paragraph("{{ asking }}", "Lời văn").paragraph_format.space_before = Pt(10)
    for tag in ("{%p for ask in asks %}", "{{ ask }}", "{%p endfor %}"):
        document.add_paragraph(tag, "Lời văn")
    last = document.add_paragraph("{{ closing }}", "Lời văn").paragraph_format
    last.keep_with_next, last.space_after = True, Pt(12)
    add_foot(document)


def add_late_table(document: WordDocument) -> None:
    """One row a commitment, under the name of its unit where there are several; the head comes back on each page."""
    widths = (Mm(10), Mm(74), Mm(38), Mm(24), Mm(19))
    table = add_table(document, rows=9, widths=widths, style="Table Grid")
    set_cell_margins(table, ROOM)
    head, begin, if_heading, heading, end_if, begin_row, row, end_row, end = table.rows
    titles = ("TT", "Nhiệm vụ (nguyên văn, mã việc)", "Chỉ tiêu, kết quả", "Thời hạn", "Quá hạn")
    fill(head, titles, "Tiêu đề bảng")
    for tag_row, tag in (
        (begin, "{%tr for group in groups %}"),
        (if_heading, "{%tr if group.heading %}"),
        (end_if, "{%tr endif %}"),
        (begin_row, "{%tr for row in group.rows %}"),
        (end_row, "{%tr endfor %}"),
        (end, "{%tr endfor %}"),
    ):
        fill(tag_row, (tag, "", "", "", ""), "Ô giấy")
    put(merged(heading), "{{ group.heading }}", "Ô giấy", bold=True)
    cells = row.cells
    put(cells[0], "{{ row.number }}", "Ô giữa")
    put(cells[1], "{{ row.words }}", "Ô giấy")
    put(cells[1], "Mã: {{ row.code }}", "Ô giấy")
    put(cells[2], "{{ row.target }}", "Ô giấy")
    put(cells[3], "{{ row.deadline }}", "Ô giữa")
    put(cells[4], "{{ row.late }}", "Ô giữa")
    repeat(head)
    keep_whole(table)


def add_assign(document: WordDocument) -> None:
    """The phiếu giao việc: one table, two to sign."""
    add_head(document)
    document.add_paragraph("{{ document_type }}", "Tên loại, trích yếu").paragraph_format.space_before = Pt(18)
    document.add_paragraph("{{ title }}", "Tên loại, trích yếu")
    add_rule(document, indent=Mm(62), after=14)
    table = add_table(document, rows=3, widths=(Mm(50), Mm(115)), style="Table Grid")
    set_cell_margins(table, ROOM)
    begin, row, end = table.rows
    fill(begin, ("{%tr for row in rows %}", ""), "Ô giấy")
    put(row.cells[0], "{{ row.label }}", "Ô giấy", bold=True)
    put(row.cells[1], "{{ row.text }}", "Ô giấy")
    fill(end, ("{%tr endfor %}", ""), "Ô giấy")
    for cell in row.cells:
        form = cell.paragraphs[0].paragraph_format
        form.space_before, form.space_after = Pt(4), Pt(4)
        cell.paragraphs[0].runs[0].font.size = Pt(13)
    keep_whole(table)
    request = document.add_paragraph("{{ request }}", "Lời văn").paragraph_format
    request.space_before, request.space_after, request.keep_with_next = Pt(10), Pt(16), True
    add_signatures(document)
    receivers = document.add_paragraph("", "Nơi nhận")
    receivers.paragraph_format.space_before = Pt(18)
    title = receivers.add_run("Nơi nhận:")
    title.bold = title.italic = True
    title.font.size = Pt(12)
    for tag in ("{%p for recipient in recipients %}", "{{ recipient }}", "{%p endfor %}"):
        document.add_paragraph(tag, "Nơi nhận")


def add_month(document: WordDocument) -> None:
    """The monthly check on one page: numbers, what to decide, units, what is late, what was not heard of."""
    make_tight(document)
    head = add_table(document, rows=1, widths=(Mm(135), Mm(45)))
    put(head.rows[0].cells[0], "{{ issuer }}", "Gọn", bold=True)
    put(head.rows[0].cells[1], "{{ as_of }}", "Gọn", italic=True).alignment = RIGHT
    title = document.add_paragraph("{{ title }}", "Tên loại, trích yếu").paragraph_format
    title.space_before, title.space_after = Pt(4), Pt(4)
    add_numbers(document)
    for tag in ("{%p if rest %}", "{{ rest }}", "{%p endif %}"):
        document.add_paragraph(tag, "Gọn")
    add_decisions(document)
    for tag in ("{%p if decisions_rest %}", "{{ decisions_rest }}", "{%p endif %}"):
        document.add_paragraph(tag, "Gọn")
    add_units(document)
    document.add_paragraph("Quá hạn lâu nhất", "Mục gọn")
    add_lines(document, "late", "Không có việc quá hạn.")
    document.add_paragraph("{{ silent_title }}", "Mục gọn")
    add_lines(document, "silent", "Không có.")
    add_opinion(document)


def make_tight(document: WordDocument) -> None:
    """Narrower margins and smaller letters: a working sheet, no document of mẫu 1.4."""
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(12)
    section.header_distance = section.footer_distance = Mm(6)
    for name, alignment, bold, before in (
        ("Gọn", LEFT, False, 0),
        ("Gọn giữa", CENTER, False, 0),
        ("Mục gọn", LEFT, True, 5),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        dress(style, 10, bold=bold)
        shape(style, alignment, before=before, after=1)


def add_numbers(document: WordDocument) -> None:
    """The four numbers, and what was not heard of."""
    table = add_table(document, rows=2, widths=(Mm(28), Mm(34), Mm(52), Mm(30), Mm(36)), style="Table Grid")
    titles = ("Tổng số", "Đã hoàn thành", "Đang thực hiện trong hạn", "Quá hạn", "Không có tin")
    fill(table.rows[0], titles, "Gọn giữa")
    for cell, name in zip(table.rows[1].cells, ("total", "done", "in_time", "overdue", "silent"), strict=True):
        put(cell, f"{{{{ sum.{name} }}}}", "Gọn giữa", bold=True).runs[0].font.size = Pt(15)


def add_decisions(document: WordDocument) -> None:
    """What waits for the chair, with room for a word by hand."""
    document.add_paragraph("Cần đồng chí quyết định", "Mục gọn")
    table = add_table(document, rows=4, widths=(Mm(8), Mm(110), Mm(38), Mm(24)), style="Table Grid")
    set_cell_margins(table, ROOM)
    head, begin, row, end = table.rows
    fill(head, ("TT", "Nội dung", "Hướng quyết định", "Ý kiến"), "Gọn giữa")
    fill(begin, ("{%tr for line in decisions %}", "", "", ""), "Gọn")
    fill(row, ("{{ line.number }}", "{{ line.what }}", "{{ line.how }}", ""), "Gọn")
    fill(end, ("{%tr endfor %}", "", "", ""), "Gọn")
    embolden(head)
    keep_whole(table)


def add_units(document: WordDocument) -> None:
    """One row a unit, and the sum."""
    document.add_paragraph("Theo đơn vị", "Mục gọn")
    table = add_table(document, rows=5, widths=(Mm(85), Mm(18), Mm(15), Mm(20), Mm(18), Mm(24)), style="Table Grid")
    set_cell_margins(table, ROOM)
    head, begin, row, end, total = table.rows
    fill(head, ("Đơn vị", "Tổng số", "Xong", "Trong hạn", "Quá hạn", "Không có tin"), "Gọn giữa")
    fill(begin, ("{%tr for row in units %}", *("",) * 5), "Gọn")
    fill(end, ("{%tr endfor %}", *("",) * 5), "Gọn")
    for cells, name in ((row.cells, "row"), (total.cells, "sum")):
        put(cells[0], f"{{{{ {name}.name }}}}", "Gọn")
        for cell, field in zip(cells[1:], ("total", "done", "in_time", "overdue", "silent"), strict=True):
            put(cell, f"{{{{ {name}.{field} }}}}", "Gọn giữa")
    embolden(head)
    embolden(total)


def add_lines(document: WordDocument, name: str, nothing: str) -> None:
    """A list with one paragraph a task, then how many more there are."""
    for tag in (
        f"{{%p for line in {name} %}}",
        "{{ loop.index }}. {{ line.words }} [{{ line.code }}] – {{ line.standing }} – {{ line.doer }}",
        "{%p else %}",
        nothing,
        "{%p endfor %}",
        f"{{%p if {name}_rest %}}",
        f"{{{{ {name}_rest }}}}",
        "{%p endif %}",
    ):
        document.add_paragraph(tag, "Gọn")


def add_opinion(document: WordDocument) -> None:
    """Room for the chair's own words."""
    table = add_table(document, rows=1, widths=(Mm(110), Mm(70)))
    forbid_split(table.rows[0])
    left, right = table.rows[0].cells
    put(left, "Ý kiến chỉ đạo khác:", "Mục gọn")
    put(right, "CHỦ TỊCH", "Mục gọn").alignment = CENTER
    put(right, "(Ký, ghi rõ họ tên)", "Gọn giữa", italic=True)
    put(right, "", "Gọn giữa")


def add_month_annex(document: WordDocument) -> None:
    """All that is late and all that was not heard of."""
    make_tight(document)
    document.add_paragraph("{{ issuer }}", "Ô giấy").runs[0].font.bold = True
    document.add_paragraph("{{ title }}", "Tên loại, trích yếu").paragraph_format.space_before = Pt(12)
    as_of = document.add_paragraph("{{ as_of }}", "Ô giữa")
    as_of.runs[0].font.italic = True
    as_of.paragraph_format.space_after = Pt(10)
    table = add_table(document, rows=7, widths=(Mm(12), Mm(92), Mm(36), Mm(40)), style="Table Grid")
    set_cell_margins(table, ROOM)
    head, begin, heading, begin_row, row, end_row, end = table.rows
    fill(head, ("TT", "Việc, mã việc", "Thời hạn, tình hình", "Đơn vị, người thực hiện"), "Tiêu đề bảng")
    fill(begin, ("{%tr for group in groups %}", "", "", ""), "Gọn")
    put(merged(heading), "{{ group.heading }}", "Gọn", bold=True)
    fill(begin_row, ("{%tr for line in group.lines %}", "", "", ""), "Gọn")
    fill(
        row, ("{{ loop.index }}", "{{ line.words }} [{{ line.code }}]", "{{ line.standing }}", "{{ line.doer }}"), "Gọn"
    )
    for last in (end_row, end):
        fill(last, ("{%tr endfor %}", "", "", ""), "Gọn")
    repeat(head)
    keep_whole(table)


def embolden(row: _Row) -> None:
    """All words of a row bold."""
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def add_signatures(document: WordDocument) -> None:
    """Who takes the task at the left, who gives it at the right."""
    table = add_table(document, rows=1, widths=(WIDTH // 2, WIDTH // 2))
    forbid_split(table.rows[0])
    left, right = table.rows[0].cells
    put(left, "{{ taker_title }}", "Chữ ký")
    put(left, "(Ký, ghi rõ họ tên)", "Địa danh, ngày tháng")
    for tag in ("{{ giver_title }}", "{%p if giver_authority %}", "{{ giver_authority }}", "{%p endif %}"):
        put(right, tag, "Chữ ký")
    put(right, "{{ giver_position }}", "Chữ ký")
    sign(left, "{{ taker_name }}", lines=5)
    sign(right, "{{ giver_name }}", lines=4)


def add_foot(document: WordDocument) -> None:
    """Boxes 9b and 7, side by side on one page."""
    table = add_table(document, rows=1, widths=(HEAD_WIDTHS[0], WIDTH - HEAD_WIDTHS[0]))
    forbid_split(table.rows[0])
    left, right = table.rows[0].cells
    put(left, "Nơi nhận:", "Nơi nhận", bold=True, italic=True).runs[0].font.size = Pt(12)
    for tag in ("{%p for recipient in recipients %}", "{{ recipient }}", "{%p endfor %}"):
        put(left, tag, "Nơi nhận")
    for tag in ("{%p if signer_authority %}", "{{ signer_authority }}", "{%p endif %}", "{{ signer_position }}"):
        put(right, tag, "Chữ ký")
    sign(right, "{{ signer_name }}", lines=4)


def sign(cell: _Cell, name: str, *, lines: int) -> None:
    """Room for a signature and a seal, then the name."""
    for _ in range(lines):
        put(cell, "", "Chữ ký")
    put(cell, name, "Chữ ký")


def merged(row: _Row) -> _Cell:
    """All cells of a row as one."""
    cells = row.cells
    one: _Cell = cells[0].merge(cells[-1])
    return one


def repeat(row: _Row) -> None:
    """The row comes back at the head of each page."""
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    raw(row).get_or_add_trPr().append(element)


def keep_whole(table: Table) -> None:
    """No row is split between two pages."""
    for row in table.rows:
        forbid_split(row)


PAPERS: Mapping[str, Callable[[WordDocument], None]] = {
    "late.docx": add_late,
    "assign.docx": add_assign,
    "month.docx": add_month,
    "month_annex.docx": add_month_annex,
}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, add in PAPERS.items():
        (FOLDER / name).write_bytes(build(add))
        print(f"{name}: {(FOLDER / name).stat().st_size} bytes")
