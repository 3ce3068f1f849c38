"""Charts in the .docx and the .pdf, where an office wants them: drawn, told in words, and promising nothing."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from documents.report_samples import TEMPLATES, sample_charts, sample_context
from docx import Document
from docx.oxml.ns import qn
from draft.samples import MADE_AT

from dondoc.documents.docx_writer import render_docx
from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes
from dondoc.documents.typst_writer import render_pdf
from dondoc.draft.report_context import ReportContext
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.pipeline import extract
from dondoc.settings.lexicon import load_lexicon

HERE = Limits(is_apart=False)
CONTEXT = replace(sample_context(), charts=sample_charts())


@cache
def docx(*, with_charts: bool = True, annexes: bool = True) -> bytes:
    context = CONTEXT if annexes else replace(CONTEXT, annexes=())
    return render_docx(context, TEMPLATES, made_at=MADE_AT, with_charts=with_charts)


@cache
def pdf(*, with_charts: bool = True) -> bytes:
    return render_pdf(CONTEXT, TEMPLATES, made_at=MADE_AT, with_charts=with_charts)[0]


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def promises(data: bytes, form: str) -> list[str]:
    found = extract(read_bytes(data, f"bao-cao.{form}", limits=HERE), lexicon())
    return [commitment.text for commitment in found.commitments]


def test_unless_it_is_asked_there_is_no_chart_on_paper() -> None:
    assert not Document(BytesIO(docx(with_charts=False))).inline_shapes
    assert "BIỂU ĐỒ" not in words_of(pdf(with_charts=False))


def test_the_pictures_of_the_docx_say_in_words_what_they_show() -> None:
    document = Document(BytesIO(docx()))
    told = [
        (properties.get("title"), properties.get("descr"))
        for properties in document.element.body.iter(qn("wp:docPr"))
        if properties.get("descr")
    ]
    assert told == [(chart.title, chart.description) for chart in CONTEXT.charts]
    assert len(document.inline_shapes) == len(CONTEXT.charts)


@pytest.mark.parametrize("annexes", [True, False])
def test_charts_stand_behind_the_signature_and_before_any_annex(annexes: bool) -> None:
    document = Document(BytesIO(docx(annexes=annexes)))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words.index("BIỂU ĐỒ") > next(n for n, text in enumerate(words) if text.endswith("./."))
    assert document.paragraphs[words.index("BIỂU ĐỒ")].paragraph_format.page_break_before
    assert not annexes or words.index("BIỂU ĐỒ") < words.index(CONTEXT.annexes[0].label)
    assert len(document.sections) == 1 + annexes


def test_the_words_of_a_chart_can_be_selected_in_the_pdf() -> None:
    words = words_of(pdf())
    for chart in CONTEXT.charts:
        assert chart.title in words
        assert all(series.name in words for series in chart.series)


def test_the_same_charts_give_the_same_bytes() -> None:
    again: ReportContext = replace(CONTEXT)
    assert render_docx(again, TEMPLATES, made_at=MADE_AT, with_charts=True) == docx()
    assert render_pdf(again, TEMPLATES, made_at=MADE_AT, with_charts=True)[0] == pdf()


def test_a_letter_that_the_font_lacks_stops_no_chart() -> None:
    odd = replace(CONTEXT.charts[0], categories=("☑ 中文", *CONTEXT.charts[0].categories[1:]))
    data, lacking = render_pdf(replace(CONTEXT, charts=(odd,)), TEMPLATES, made_at=MADE_AT, with_charts=True)
    assert {"☑", "中"} <= set(lacking)
    assert "√" in words_of(data)


def test_charts_on_paper_promise_nothing() -> None:
    plain = promises(docx(with_charts=False), "docx")
    assert len(plain) > 10
    assert promises(docx(), "docx") == plain
    assert promises(pdf(), "pdf") == promises(pdf(with_charts=False), "pdf")
