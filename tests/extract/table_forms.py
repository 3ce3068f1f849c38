"""One plan table in every form: cells of Word, a web page and a PDF, and the ways in which tables are typed."""

import html
import textwrap
from collections.abc import Callable

from documents.builders import body, cell_of, paragraph, row, table
from documents.pdf_builder import pdf_bytes
from extract.file_forms import Press

Rows = list[list[str]]
File = tuple[bytes, str]

HEAD = (
    "LĐLĐ HUYỆN NẬM PUA\nCÔNG ĐOÀN CÔNG TY MAY SUỐI HOA\nSố: 14/KH-CĐ\nNậm Pua, ngày 27 tháng 6 năm 2025\n\n"
    "KẾ HOẠCH\nHoạt động quý III năm 2025\n\n"
    "Công đoàn Công ty May Suối Hoa xây dựng kế hoạch hoạt động quý III năm 2025 như sau:\n\nI. NỘI DUNG CÔNG VIỆC\n"
)
TAIL = "\nII. TỔ CHỨC THỰC HIỆN\n- Văn phòng Công đoàn tổng hợp kết quả, báo cáo LĐLĐ huyện trước ngày 25/9.\n"

#: Groups of rows, empty cells, a rhythm, a continued effort, a share without a noun, a doer with partners.
PLAN: Rows = [
    ["TT", "Nội dung công việc", "Chỉ tiêu", "Thời gian", "Đơn vị chủ trì"],
    ["I", "Công tác tuyên truyền", "", "", ""],
    ["1", "Tổ chức nói chuyện về Luật Bảo hiểm xã hội cho công nhân ca đêm", "02 buổi", "Tháng 7", "Ban Tuyên giáo"],
    ["2", "Viết tin về gương lao động giỏi", "", "Hằng tháng", "Tổ Truyền thông"],
    ["II", "Chăm lo đời sống", "", "", ""],
    ["3", "Tặng quà con đoàn viên nhân dịp khai giảng", "15 suất quà", "Trước 05/9", "Ban Nữ công"],
    ["4", "Sửa chữa mái nhà để xe khu A", "", "Quý III", "Phòng Hành chính"],
    ["5", "Thăm hỏi đoàn viên ốm đau", "", "Thường xuyên", "Các tổ công đoàn"],
    ["6", "Đoàn viên tham gia bảo hiểm tai nạn", "từ 95% trở lên", "31/8/2025", "Ban Chính sách"],
]
#: A schedule by days, with weeks that head the rows below them, and no numbers.
SCHEDULE: Rows = [
    ["Ngày", "Nội dung", "Chủ trì", "Địa điểm"],
    ["Tuần 1 (từ ngày 01/7 đến 06/7)", "", "", ""],
    ["01/7", "Họp Ban Chấp hành mở rộng", "Chủ tịch Công đoàn", "Phòng họp 2"],
    ["03/7", "Kiểm tra bếp ăn ca của xưởng cắt", "Ban An toàn", "Xưởng cắt"],
    ["Tuần 2 (từ ngày 07/7 đến 13/7)", "", "", ""],
    ["08/7", "Phát động hội thi tay nghề may công nghiệp", "Ban Thi đua", "Hội trường"],
    ["11/7", "Giao lưu bóng chuyền với Công đoàn Trường nghề", "Tổ Văn thể", "Sân xưởng"],
]
#: Indicators with a unit and the number planned for the year.
INDICATORS: Rows = [
    ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch"],
    ["1", "Đoàn viên kết nạp mới", "người", "25"],
    ["2", "Tổ công đoàn vững mạnh", "tổ", "18"],
    ["3", "Lao động nữ được khám sức khỏe", "%", "100"],
    ["4", "Sáng kiến cải tiến kỹ thuật", "sáng kiến", "12"],
]


def document(lines: str) -> bytes:
    return f"{HEAD}{lines}\n{TAIL}".encode()


# --- typed -------------------------------------------------------------------------------------------------------


def tabs(rows: Rows) -> File:
    return document("\n".join("\t".join(cells) for cells in rows)), "a.txt"


def tabs_trimmed(rows: Rows) -> File:
    """The tabs of empty cells at the end of a row are gone."""
    return document("\n".join("\t".join(cells).rstrip() for cells in rows)), "a.txt"


def tabs_broken(rows: Rows) -> File:
    """A line break stands inside the longest cell of each row."""
    return document("\n".join("\t".join(_broken(cell) for cell in cells) for cells in rows)), "a.txt"


def _broken(cell: str) -> str:
    words = cell.split(" ")
    at = next((at for at in range(len(words) // 2, len(words)) if words[at][:1].islower()), 0)
    return f"{' '.join(words[:at])}\n{' '.join(words[at:])}" if len(cell) > 28 and at else cell


def markdown(rows: Rows) -> File:
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    lines.insert(1, "|" + "|".join("---" for _ in rows[0]) + "|")
    return document("\n".join(lines)), "a.txt"


def bars(rows: Rows) -> File:
    """Bars between cells only."""
    return document("\n".join(" | ".join(cells) for cells in rows)), "a.txt"


def cell_a_line(rows: Rows) -> File:
    """An empty cell leaves an empty line."""
    return document("\n".join(cell for cells in rows for cell in cells) + "\n"), "a.txt"


def cell_a_line_bare(rows: Rows) -> File:
    """An empty cell leaves nothing."""
    return document("\n".join(cell for cells in rows for cell in cells if cell) + "\n"), "a.txt"


def cell_a_paragraph(rows: Rows) -> File:
    """An empty line behind every cell."""
    return document("\n\n".join(cell for cells in rows for cell in cells if cell) + "\n"), "a.txt"


def aligned(rows: Rows) -> File:
    """Columns below each other, long cells broken."""
    return document("\n".join(line for lines in _aligned(rows) for line in lines)), "a.txt"


def aligned_with_space(rows: Rows) -> File:
    """An empty line between rows."""
    return document("\n\n".join("\n".join(lines) for lines in _aligned(rows))), "a.txt"


def aligned_over_pages(rows: Rows) -> File:
    """A page number and the heads again in the middle of the table."""
    printed = _aligned(rows)
    middle = len(printed) // 2
    pages = [*printed[:middle], ["", "                              - 2 -", ""], printed[0], *printed[middle:]]
    return document("\n".join(line for lines in pages for line in lines)), "a.txt"


def _aligned(rows: Rows, *, widest: int = 26) -> list[list[str]]:
    """The lines of each row."""
    wide = [min(max(len(cells[at]) for cells in rows), widest) for at in range(len(rows[0]))]
    printed = []
    for cells in rows:
        broken = [textwrap.wrap(cell, room) for cell, room in zip(cells, wide, strict=True)]
        lines = [
            "   ".join(
                (cell[at] if at < len(cell) else "").ljust(room) for cell, room in zip(broken, wide, strict=True)
            )
            for at in range(max(map(len, broken)))
        ]
        printed.append([line.rstrip() for line in lines])
    return printed


# --- files -------------------------------------------------------------------------------------------------------


def word(rows: Rows) -> File:
    return _word(table(*(row(*cells) for cells in rows)))


def word_merged(rows: Rows) -> File:
    """A row that only names a group is one cell over all columns but the number."""
    made = [row(*rows[0])]
    for cells in rows[1:]:
        told = [cell for cell in cells if cell]
        first = cells[0] and len(told) < len(cells)
        if len(told) == 2 and first and not cells[0].isdigit():
            made.append(row(cells[0], cell_of(cells[1], properties=f'<w:gridSpan w:val="{len(cells) - 1}"/>')))
        elif len(told) == 1:
            made.append(row(cell_of(told[0], properties=f'<w:gridSpan w:val="{len(cells)}"/>')))
        else:
            made.append(row(*cells))
    return _word(table(*made))


def word_two_heads(rows: Rows) -> File:
    """The heads stand in two rows: all but the last two columns go over both, "Thực hiện" stands over those."""
    spans = [cell_of(head, properties='<w:vMerge w:val="restart"/>') for head in rows[0][:-2]]
    spans.append(cell_of("Phân công", properties='<w:gridSpan w:val="2"/>'))
    below = [cell_of("", properties="<w:vMerge/>") for _ in rows[0][:-2]]
    below += [cell_of(head) for head in rows[0][-2:]]
    return _word(table(row(*spans), row(*below), *(row(*cells) for cells in rows[1:])))


def word_repeated_heads(rows: Rows) -> File:
    """The heads are typed again where the clerk saw a new page."""
    middle = len(rows) // 2
    return _word(table(*(row(*cells) for cells in [*rows[:middle], rows[0], *rows[middle:]])))


def word_paragraphs(rows: Rows) -> File:
    """Long cells hold two paragraphs."""
    made = [row(*(cell_of(*_broken(cell).split("\n")) for cell in cells)) for cells in rows]
    return _word(table(*made))


def _word(element: str) -> File:
    before = [paragraph(line) for line in HEAD.split("\n")]
    return body(*before, element, *(paragraph(line) for line in TAIL.split("\n"))), "a.docx"


def page(rows: Rows) -> File:
    made = [[f"<td>{html.escape(cell)}</td>" for cell in cells] for cells in rows]
    lines = "".join(f"<tr>{''.join(cells)}</tr>" for cells in made)
    return _page(f"<table>{lines}</table>")


def page_with_heads(rows: Rows) -> File:
    """Heads in <thead>, breaks inside cells."""
    heads = "".join(f"<th scope='col'>{html.escape(cell)}</th>" for cell in rows[0])
    made = [[f"<td>{html.escape(_broken(cell))}</td>".replace("\n", "<br>") for cell in cells] for cells in rows[1:]]
    lines = "".join(f"<tr>{''.join(cells)}</tr>" for cells in made)
    return _page(f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>")


def _page(element: str) -> File:
    before = "".join(f"<p>{html.escape(line)}</p>" for line in HEAD.split("\n") if line)
    behind = "".join(f"<p>{html.escape(line)}</p>" for line in TAIL.split("\n") if line)
    return f'<html><head><meta charset="utf-8"></head><body>{before}{element}{behind}</body></html>'.encode(), "a.html"


def pdf(rows: Rows) -> File:
    return _pdf(rows, first=0)


def pdf_over_pages(rows: Rows) -> File:
    """The table begins low on a page, its heads come again on the next."""
    return _pdf(rows, first=330)


def _pdf(rows: Rows, *, first: float) -> File:
    press = Press(indent=28.0, leading=18.0, space=4.0, furniture="number")
    for line in HEAD.split("\n"):
        press.paragraph(line)
    press.leave(first)
    press.table(rows)
    for line in TAIL.split("\n"):
        press.paragraph(line)
    return pdf_bytes(*press.pages), "a.pdf"


#: Forms in which the words of a row stand together.
WHOLE: dict[str, Callable[[Rows], File]] = {
    "tabs": tabs,
    "tabs_trimmed": tabs_trimmed,
    "tabs_broken": tabs_broken,
    "markdown": markdown,
    "bars": bars,
    "cell_a_line": cell_a_line,
    "cell_a_line_bare": cell_a_line_bare,
    "cell_a_paragraph": cell_a_paragraph,
    "word": word,
    "word_merged": word_merged,
    "word_two_heads": word_two_heads,
    "word_repeated_heads": word_repeated_heads,
    "word_paragraphs": word_paragraphs,
    "page": page,
    "page_with_heads": page_with_heads,
    "pdf": pdf,
    "pdf_over_pages": pdf_over_pages,
}
#: Forms in which the lines of a cell have lines of other cells between them.
PARTED: dict[str, Callable[[Rows], File]] = {
    "aligned": aligned,
    "aligned_with_space": aligned_with_space,
    "aligned_over_pages": aligned_over_pages,
}
