"""What stands in the head and foot of the pages is no text of the document, but not lost: it may bear a stamp."""

import pytest
from documents.builders import replace_member, word_bytes
from documents.pdf_builder import flowing, pdf_bytes
from docx.document import Document as WordDocument

from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput


def with_margins(document: WordDocument) -> None:
    document.add_paragraph("Kế hoạch quý bốn của công đoàn.")
    section = document.sections[0]
    section.header.paragraphs[0].text = "TỐI MẬT"
    section.footer.paragraphs[0].text = "Lưu hành nội bộ"


def test_heads_and_feet_of_a_word_file_stand_beside_its_text() -> None:
    document = read_bytes(word_bytes(with_margins), "a.docx")
    assert document.text == "Kế hoạch quý bốn của công đoàn."
    assert set(document.margins) == {"TỐI MẬT", "Lưu hành nội bộ"}


def test_running_heads_of_a_pdf_stand_beside_its_text() -> None:
    pages = [flowing("MẬT", "", f"Kế hoạch quý bốn, phần {number}.", top=825) for number in ("một", "hai", "ba", "bốn")]
    document = read_bytes(pdf_bytes(*pages), "a.pdf")
    assert document.margins == ("MẬT",)
    assert "MẬT" not in document.text


def test_a_head_bigger_than_any_line_is_too_long() -> None:
    data = replace_member(
        word_bytes(with_margins),
        "word/header1.xml",
        lambda xml: xml.replace(b"</w:hdr>", b" " * 2_000_000 + b"</w:hdr>"),
    )
    with pytest.raises(BadInput) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.message_code == "document.too_long"
    assert read_bytes(data, "a.docx", limits=Limits(margin_bytes=3_000_000)).margins
