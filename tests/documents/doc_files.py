"""The Word 97-2003 files and the scan in `files/`: what is in them, and how they were made of it.

`python tests/documents/doc_files.py` makes them anew with LibreOffice; the tests only read them.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

FILES = Path(__file__).parent / "files"


def plan() -> bytes:
    """A plan of today: letterhead without lines, headings, numbers, bullets, a table."""
    from documents.builders import word_bytes
    from docx.document import Document

    def build(document: Document) -> None:
        head = document.add_table(1, 2)
        head.cell(0, 0).text = "CÔNG ĐOÀN NGÀNH Y TẾ\nCĐCS TRẠM Y TẾ BẾN TRE"
        head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
        document.add_paragraph("Số: 09/KH-CĐCS")
        document.add_paragraph("KẾ HOẠCH\nCông tác công đoàn 6 tháng cuối năm 2025")
        document.add_heading("Nội dung công việc", 1)
        document.add_paragraph("Tổ chức 02 buổi nói chuyện về sức khỏe cho đoàn viên.", style="List Number")
        document.add_paragraph("Thăm 15 gia đình đoàn viên khó khăn trước ngày 20/9.", style="List Number")
        document.add_paragraph("Trồng 40 cây xanh quanh trạm trong quý III.", style="List Bullet")
        document.add_heading("Phân công", 1)
        table = document.add_table(3, 4)
        rows = [
            ("TT", "Công việc", "Thời hạn", "Chủ trì"),
            ("1", "Hội thi cắm hoa", "Tháng 10", "Ban Nữ công"),
            ("2", "Giải cầu lông", "Quý IV", "Tổ công đoàn số 2"),
        ]
        for number, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(number, column).text = text

    return word_bytes(build)


def old_fonts() -> bytes:
    """A plan of 2003: the title in .VnTimeH, the text in .VnTime and VNI-Times, a line in a font of today."""
    from documents.builders import body, run
    from documents.old_encodings import tcvn3, vni

    def line(*runs: tuple[str, str]) -> str:
        return f"<w:p>{''.join(run(text, properties=font(name)) for text, name in runs)}</w:p>"

    def font(name: str) -> str:
        return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'

    return body(
        line((tcvn3("công đoàn trường tiểu học đông ngạc"), ".VnTimeH")),
        line((tcvn3("kế hoạch quý iii năm 2003"), ".VnTimeH")),
        line((tcvn3("II. Phương hướng, nhiệm vụ quý III năm 2003"), ".VnTime")),
        line((tcvn3("1. Tổ chức 02 lớp bồi dưỡng cho cán bộ công đoàn trước ngày 25/8/2003."), ".VnTime")),
        line((tcvn3("2. Hướng dẫn các tổ "), ".VnTime"), ("(chậm nhất 15/9/2003)", "Times New Roman")),
        line((vni("3. Thăm hỏi 12 gia đình đoàn viên khó khăn trong tháng 9/2003."), "VNI-Times")),
    )


def tracked() -> bytes:
    """A plan whose changes were not accepted yet: what was struck out is not read."""
    from documents.builders import body, paragraph, run

    author = 'w:id="1" w:author="Văn thư" w:date="2025-01-02T03:04:05Z"'
    struck = '<w:r><w:delText xml:space="preserve">03</w:delText></w:r>'
    return body(
        paragraph("Nhiệm vụ trọng tâm quý II năm 2025"),
        f"<w:p>{run('1. Tổ chức ')}<w:del {author}>{struck}</w:del><w:ins {author}>{run('05')}</w:ins>"
        f"{run(' buổi chiếu phim cho con em đoàn viên.')}</w:p>",
    )


MADE: dict[str, Callable[[], bytes]] = {"ke-hoach.doc": plan, "phong-cu.doc": old_fonts, "sua-doi.doc": tracked}


def scan() -> bytes:
    """A page that is scanned: no table, since pictures of tables are read row by row only."""
    from documents.builders import word_bytes
    from docx.document import Document
    from docx.shared import Pt

    def build(document: Document) -> None:
        document.styles["Normal"].font.name = "Liberation Serif"
        document.styles["Normal"].font.size = Pt(14)
        for text in SCANNED:
            document.add_paragraph(text)

    return word_bytes(build)


SCANNED = (
    "CÔNG ĐOÀN XƯỞNG MAY HẠ VY",
    "KẾ HOẠCH",
    "Công tác công đoàn quý III năm 2025",
    "1. Tổ chức 02 lớp tập huấn an toàn lao động trước ngày 25/7/2025.",
    "2. Thăm hỏi 12 gia đình đoàn viên khó khăn trong tháng 8/2025.",
    "3. Mỗi tổ công đoàn gửi báo cáo về văn phòng trước ngày 15/9/2025.",
)


def draw_scan(folder: Path, profile: str) -> None:
    """The page as a picture at 200 dpi, a little askew, black and white."""
    import pypdfium2

    (folder / "quet.docx").write_bytes(scan())
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "quet.docx")], check=True, capture_output=True)
    page = pypdfium2.PdfDocument(folder / "quet.pdf")[0].render(scale=200 / 72, grayscale=True).to_pil()
    page = page.crop((0, 0, page.width, page.height // 2)).rotate(0.5, fillcolor=255)
    page.convert("1").save(FILES / "quet.png", optimize=True, dpi=(200, 200))


def make() -> None:
    """Writes the files anew."""
    with tempfile.TemporaryDirectory() as folder:
        draw_scan(Path(folder), f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}")
        for name, build in MADE.items():
            source = Path(folder) / name.replace(".doc", ".docx")
            source.write_bytes(build())
            profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
            command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(FILES)]
            subprocess.run([*command, str(source)], check=True, capture_output=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    FILES.mkdir(exist_ok=True)
    make()
