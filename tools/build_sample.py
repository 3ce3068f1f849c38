"""Makes the sample report of `dondoc demo` as a Word file from its text, as a clerk would lay it out."""

import re
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

FOLDER = Path(__file__).resolve().parents[1] / "src" / "dondoc" / "demo" / "sample"
HEAD_LINES = 6
HEADING = re.compile(r"[IVX]+\. |\d+\. |[a-d]\) ")


def build(text: str, target: Path) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    table = document.add_table(rows=2, cols=2)
    left, right = [lines[0], lines[1], lines[2]], [lines[3], lines[4], lines[5]]
    for row, parts in enumerate(((left[:2], right[:2]), (left[2:], right[2:]))):
        for column, cell_lines in enumerate(parts):
            cell = table.cell(row, column)
            for index, line in enumerate(cell_lines):
                paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run = paragraph.add_run(line)
                run.font.size, run.bold = Pt(12), row == 0
    for line in lines[HEAD_LINES:]:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        run.bold = bool(HEADING.match(line)) or line.isupper()
        if line == "BÁO CÁO":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = document.core_properties
    properties.author, properties.title = "", "Báo cáo mẫu"
    properties.created = properties.modified = datetime(2026, 6, 22, tzinfo=UTC)
    document.save(str(target))


if __name__ == "__main__":
    source = FOLDER / "bao-cao-6-thang-dau-nam-2026.txt"
    build(source.read_text(encoding="utf-8"), source.with_suffix(".docx"))
