"""The report as PDF: selectable, in one font, the same bytes again, and read back like the .docx."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from documents.report_samples import TEMPLATES, sample_context
from draft.samples import MADE_AT

from dondoc.core.extraction import FoundCommitment
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes
from dondoc.documents.typst_writer import render_pdf
from dondoc.draft.report_context import AnnexRow, Line, ReportContext, Section
from dondoc.errors import BadInput, NotFound
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon

HERE = Limits(is_apart=False)
HOSTILE = (
    "# * _ ` $x$ @ref <label> \\ // /* ~ -- ... \"q\" 'z' [a](b) {c} = tiêu đề #pagebreak() {{ title }} ≥ 95% 5.000₫"
)


def pdf_of(context: ReportContext | None = None) -> bytes:
    return render_pdf(context or sample_context(), TEMPLATES, made_at=MADE_AT)[0]


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def pages_of(data: bytes) -> list[str]:
    with opened(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_same_context_and_instant_give_the_same_bytes() -> None:
    context = sample_context()
    first = pdf_of(context)
    assert pdf_of(context) == first
    assert render_pdf(context, TEMPLATES, made_at=MADE_AT.astimezone(UTC))[0] == first
    assert render_pdf(context, TEMPLATES, made_at=MADE_AT + timedelta(days=1))[0] != first


def test_all_words_are_set_in_tinos_and_carry_the_font() -> None:
    names = set()
    with opened(pdf_of()) as document:
        for page in document:
            for text in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
                names.add(text.get_font().get_base_name().partition("+")[2])
                assert text.get_font().is_embedded
    assert names == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def test_the_file_says_what_it_is_when_it_was_made_and_in_which_language() -> None:
    context = sample_context()
    data = pdf_of(context)
    with opened(data) as document:
        told = document.get_metadata_dict()
        size = pdfium_c.FPDFCatalog_GetLanguage(document.raw, None, 0)
        language = (ctypes.c_ushort * (size // 2))()
        pdfium_c.FPDFCatalog_GetLanguage(document.raw, language, size)
        headings = [item.get_title() for item in document.get_toc()]
    assert (told["Title"], told["Author"]) == (context.title, context.issuer)
    assert told["CreationDate"] == "D:20180102030000Z"  # ten o'clock in Hà Nội
    assert "".join(map(chr, language)).rstrip("\0") == "vi-VN"
    assert [f"{s.number} {s.heading}" for s in context.sections] == [h for h in headings if h.isupper()]
    assert b"pdfaid:part" in data


def test_marks_of_typst_in_words_are_printed_as_they_are() -> None:
    context = replace(sample_context(), lead=HOSTILE)
    text = on_one_line(pages_of(pdf_of(context))[0])
    assert HOSTILE in text


def test_what_the_font_lacks_has_a_stand_in_and_is_told() -> None:
    context = replace(sample_context(), lead="☐ chưa ☑ đã nộp 😀 thư\u200b\u00admục\ttab")
    data, lacking = render_pdf(context, TEMPLATES, made_at=MADE_AT)
    assert lacking == ("☐", "☑", "😀")
    assert "□ chưa √ đã nộp □ thưmục tab" in on_one_line(pages_of(data)[0])


def test_pages_stand_upright_then_annexes_crosswise_each_numbered_from_one() -> None:
    context = sample_context()
    long = replace(context.annexes[0], label="Phụ lục I", rows=context.annexes[0].rows * 2)
    short = replace(context.annexes[0], label="Phụ lục II", rows=context.annexes[0].rows[:2])
    data = pdf_of(replace(context, annexes=(long, short)))
    with opened(data) as document:
        upright = [page.get_width() < page.get_height() for page in document]
        assert {tuple(round(side) for side in sorted(page.get_size())) for page in document} == {(595, 842)}
    texts = pages_of(data)
    body = upright.count(True)
    assert upright == sorted(upright, reverse=True)
    first_lines = [text.split("\r\n")[0] for text in texts]
    assert first_lines[1:body] == [str(n) for n in range(2, body + 1)]
    crosswise = first_lines[body:]
    assert (crosswise[0], crosswise[-1]) == ("Phụ lục I", "Phụ lục II")
    assert crosswise[1:-1] == [str(n) for n in range(2, len(crosswise))]
    assert all("Minh chứng" in on_one_line(text) for text in texts[body:])


def test_the_signature_stands_with_the_recipients_and_the_last_sentence() -> None:
    context = sample_context()
    filler = Section(number="V.", heading="PHỤ THÊM", paragraphs=(Line(text="Một dòng."),))
    for more in range(0, 40, 4):
        longer = replace(filler, paragraphs=filler.paragraphs * more)
        texts = pages_of(pdf_of(replace(context, sections=(*context.sections[:1], longer), annexes=())))
        foot = on_one_line(texts[-1])
        assert all(words in foot for words in ("Trên đây là báo cáo", "Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH"))


def test_the_plan_that_is_read_back_is_that_of_the_word_file() -> None:
    context, lexicon = sample_context(), load_lexicon()
    word = extract(read_bytes(render_docx(context, TEMPLATES, made_at=MADE_AT), "report.docx"), lexicon)
    read = extract(read_bytes(pdf_of(context), "report.pdf", limits=HERE), lexicon)
    assert [_without_place(c) for c in read.commitments] == [_without_place(c) for c in word.commitments]
    assert len(read.commitments) == 13
    assert (read.header.issuer, read.header.plan_period) == (word.header.issuer, word.header.plan_period)


def _without_place(found: FoundCommitment) -> FoundCommitment:
    return replace(found, start=0, end=0, reasons=(), marks=())


def test_a_long_name_of_a_file_stays_in_its_cell() -> None:
    context = sample_context()
    annex = context.annexes[0]
    cells = (*annex.rows[0].cells[:-1], "xac_nhan_bien_ban_hoi_nghi_nguoi_lao_dong_cua_to_cong_doan_soi_2017.pdf")
    row = AnnexRow(code=annex.rows[0].code, cells=cells)
    with opened(pdf_of(replace(context, annexes=(replace(annex, rows=(row,)),)))) as document:
        page = document[len(document) - 1]
        text = page.get_textpage()
        right = max(text.get_charbox(n)[2] for n in range(text.count_chars()))
        assert right <= page.get_width() - 20 / 25.4 * 72


def test_a_report_without_superior_addressee_or_annex_has_none() -> None:
    context = replace(sample_context(), superior="", addressee_line="", signer_authority="", annexes=())
    texts = pages_of(pdf_of(context))
    assert texts[0].startswith(context.issuer.split()[0])
    assert "Kính gửi" not in texts[0]
    assert "Phụ lục" not in texts[-1]


@pytest.mark.parametrize(
    "template",
    [
        '#set text(font: "Không Có")\nChữ',
        "#report",
        "#let r = json(bytes(sys.inputs.report))\n#r.titel",
        '#import "@preview/cetz:0.3.0"',
        '#read("/etc/hostname")',
        '#set text(font: "Tinos", fallback: false)\n☐',
    ],
)
def test_a_template_that_fails_or_warns_is_refused(tmp_path: Path, template: str) -> None:
    (tmp_path / "report.typ").write_text(template, encoding="utf-8")
    with pytest.raises(BadInput, match=r"report\.template_broken"):
        render_pdf(sample_context(), [tmp_path], made_at=MADE_AT)


def test_a_missing_template_is_named() -> None:
    with pytest.raises(NotFound, match=r"report\.template_missing"):
        render_pdf(sample_context(), [], made_at=MADE_AT)
