"""Tags of Word templates: whole again however Word has cut them, and known by their place."""

from pathlib import Path

import pytest
from documents.report_samples import TEMPLATES, sample_context
from documents.word_templates import cut_up, word_file
from draft.samples import MADE_AT

from dondoc.documents.docx_writer import render_docx
from dondoc.documents.reading import read_bytes
from dondoc.documents.word_tags import stretches_of, with_whole_tags
from dondoc.errors import BadInput
from dondoc.messages import explain

SHIPPED = (TEMPLATES[0] / "report.docx").read_bytes()


def test_the_report_is_the_same_however_word_has_cut_the_tags(tmp_path: Path) -> None:
    hashed = cut_up(SHIPPED)
    assert b"{{ title }}" not in hashed
    (tmp_path / "report.docx").write_bytes(hashed)
    context = sample_context()
    plain = read_bytes(render_docx(context, TEMPLATES, made_at=MADE_AT), "a.docx")
    mended = read_bytes(render_docx(context, [tmp_path], made_at=MADE_AT), "a.docx")
    assert mended.text == plain.text
    assert len(mended.text) > 5000


def test_a_template_that_is_whole_is_left_as_it_is() -> None:
    whole = with_whole_tags(SHIPPED)
    assert with_whole_tags(whole) is whole
    assert with_whole_tags(b"no zip") == b"no zip"


def test_curly_quotes_are_undone_in_tags_and_kept_in_words() -> None:
    data = word_file("“Đúng” {% if title == \u2018a’ %}{{ title | default(“–”) }}{% endif %} \u2018nguyên’")
    [stretch] = stretches_of(with_whole_tags(data))
    assert stretch.text == "“Đúng” {% if title == 'a' %}{{ title | default(\"–\") }}{% endif %} \u2018nguyên’"


def test_each_paragraph_and_cell_has_its_place() -> None:
    data = cut_up(
        word_file("Mở đầu", "", "{{ title }}", rows=(("Một", "{{ lead }}"), ("Hai", "Ba")), head="{{ issuer }}")
    )
    places = {stretch.text: explain(stretch.place) for stretch in stretches_of(data)}
    assert places["{{ title }}"] == "đoạn 2 (“{{ title }}”)"
    assert places["{{ lead }}"] == "bảng 1, hàng 1, ô 2 (“{{ lead }}”)"
    assert places["{{ issuer }}"] == "đầu trang hoặc chân trang, đoạn 1 (“{{ issuer }}”)"


@pytest.mark.parametrize("data", [b"", b"no zip", word_file("a")[:200]])
def test_what_is_no_word_file_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        stretches_of(data)
    assert refused.value.message_code == "template.no_word"
