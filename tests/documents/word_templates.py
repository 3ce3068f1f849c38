"""Word templates as people leave them: made with python-docx, their XML cut up as Word cuts it."""

from copy import deepcopy
from io import BytesIO
from itertools import cycle
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"


def word_file(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), head: str = "") -> bytes:
    """Paragraphs, then a table, and the head of the page."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if head:
        document.sections[0].header.paragraphs[0].text = head
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def cut_up(data: bytes) -> bytes:
    """The same file as Word saves it after hours of correcting.

    Runs are cut every three letters, with marks of the spelling check and bookmarks between; some stand in a link, a
    smart tag or an insertion that was tracked; quotes are curly and spaces do not break.
    """
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            is_text = name.startswith(("word/document", "word/header", "word/footer"))
            copy.writestr(name, _cut(content) if is_text else content)
    return target.getvalue()


def _cut(xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    wrappers = cycle([None, "hyperlink", None, "smartTag", "ins"])
    for run in list(root.iter(f"{W}r")):
        texts = run.findall(f"{W}t")
        if len(texts) != 1 or not texts[0].text or "{" not in texts[0].text:
            continue
        words = texts[0].text.replace('"', "“").replace("'", "’").replace("{{ ", "{{\xa0")
        place = run.getparent()
        for start in range(0, len(words), 3):
            piece = deepcopy(run)
            text = piece.find(f"{W}t")
            text.text = words[start : start + 3]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            wrapper = next(wrappers)
            holder = etree.Element(f"{W}{wrapper}") if wrapper else None
            if holder is not None:
                holder.append(piece)
            place.insert(place.index(run), holder if holder is not None else piece)
            for mark, kind in (("proofErr", "type"), ("bookmarkStart", "id"), ("bookmarkEnd", "id")):
                element = etree.Element(f"{W}{mark}")
                element.set(f"{W}{kind}", "spellStart" if mark == "proofErr" else str(start + 1000))
                place.insert(place.index(run), element)
        place.remove(run)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
