"""The report as one HTML file."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from documents.report_samples import TEMPLATES, sample_context
from jinja2 import meta

from dondoc.documents.html_writer import TEMPLATE, render_html
from dondoc.documents.templates import environment
from dondoc.draft.report_context import ReportContext
from dondoc.errors import BadInput, NotFound


def test_the_page_needs_nothing_else_and_says_its_language() -> None:
    page = render_html(sample_context(), TEMPLATES).decode()
    assert '<html lang="vi">' in page
    assert "http" not in page
    assert "<script" not in page
    assert "src=" not in page


def test_every_line_and_every_row_is_on_the_page() -> None:
    context = sample_context()
    page = render_html(context, TEMPLATES).decode()
    for section in context.sections:
        for group in section.groups:
            assert all(f"<p>{line.text}</p>" in page for line in group.lines)
    assert page.count("<td>") == len(context.annexes[0].rows) * len(context.annexes[0].columns)


def test_words_are_escaped() -> None:
    page = render_html(replace(sample_context(), lead="<script>alert(1)</script> & {{ title }}"), TEMPLATES).decode()
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ title }}</p>" in page


def test_the_template_prints_every_field() -> None:
    source = (TEMPLATES[0] / TEMPLATE).read_text(encoding="utf-8")
    names = meta.find_undeclared_variables(environment(autoescape=True).parse(source))
    # What is no words: for whom it is printed, figures that a chart is drawn of, figures for the unit above.
    assert names == {field.name for field in fields(ReportContext)} - {"print", "charts", "facts"}


def test_the_same_context_gives_the_same_bytes() -> None:
    assert render_html(sample_context(), TEMPLATES) == render_html(sample_context(), TEMPLATES)


@pytest.mark.parametrize(
    "source", ["{{ unknown }}", "{% for %}", "{{ annex.nothing.more }}", "{{ ''.__class__.mro() }}"]
)
def test_a_broken_template_is_refused_with_its_name(tmp_path: Path, source: str) -> None:
    (tmp_path / TEMPLATE).write_text(source, encoding="utf-8")
    with pytest.raises(BadInput, match=r"report\.template_broken.*report\.html\.j2"):
        render_html(sample_context(), [tmp_path])


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"report\.template_missing.*report\.html\.j2"):
        render_html(sample_context(), [tmp_path])
