"""The report as Markdown."""

import re
from dataclasses import fields, replace
from typing import Any

from documents.report_samples import TEMPLATES, sample_context
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import meta
from lxml import etree, html
from markdown_it import MarkdownIt
from sizes import size

from dondoc.documents.html_writer import render_html
from dondoc.documents.markdown_writer import TEMPLATE, render_markdown
from dondoc.documents.templates import environment
from dondoc.draft.report_context import Print, ReportContext


def rendered(context: ReportContext) -> list[str]:
    return render_markdown(context, TEMPLATES).decode().splitlines()


def test_the_outline_is_one_of_headings_and_lists() -> None:
    lines = rendered(sample_context())
    assert "# BÁO CÁO" in lines
    assert "## II. KẾT QUẢ HOẠT ĐỘNG 6 THÁNG CUỐI NĂM 2017" in lines
    assert "### 2. Công tác tuyên truyền, giáo dục, văn hóa, văn nghệ, thể dục, thể thao" in lines
    assert "- Ngày 30/11/2017, đã kết nạp 24 đoàn viên mới, đạt kế hoạch." in lines


def test_the_table_has_no_gaps_and_a_row_for_each_commitment() -> None:
    context = sample_context()
    lines = rendered(context)
    start = next(i for i, line in enumerate(lines) if line.startswith("| TT |"))
    table = lines[start:]
    assert len(table) == len(context.annexes[0].rows) + 2
    assert {line.count("|") for line in table} == {len(context.annexes[0].columns) + 1}


def test_marks_inside_words_stay_words() -> None:
    context = sample_context()
    (annex,) = context.annexes
    row = replace(annex.rows[0], cells=("1", "a|b", "*c*", "", "", "", ""))
    lines = rendered(replace(context, annexes=(replace(annex, rows=(row,)),)))
    assert lines[-1] == r"| 1 | a\|b | \*c\* |  |  |  |  |"


def test_the_template_prints_every_field() -> None:
    source = (TEMPLATES[0] / TEMPLATE).read_text(encoding="utf-8")
    names = meta.find_undeclared_variables(environment(autoescape=False).parse(source))
    # What is no words: for whom it is printed, figures that a chart is drawn of, figures for the unit above.
    assert names == {field.name for field in fields(ReportContext)} - {"print", "charts", "facts"}


def shown(context: ReportContext) -> Any:
    """The page that a Markdown program makes of the text."""
    text = render_markdown(context, TEMPLATES).decode()
    return html.document_fromstring(MarkdownIt("commonmark").enable("table").render(text))


def words_of(element: Any) -> str:
    return " ".join(element.text_content().split())


ODD = st.text(alphabet="ab 1.)-+=*_`|<>#&;[]~\\\n\t\"$!:'", min_size=1, max_size=25).filter(
    # A list of dashes is meant as one; a number alone is that of a heading.
    lambda words: re.fullmatch(r"|\d+[.)]|- .*", " ".join(words.split())) is None
)


@settings(max_examples=size(500, small=40), deadline=None)
@given(ODD)
@example("1. việc")
@example("+ việc")
@example("---")
@example("12) việc &amp; [x](y)")
def test_whatever_the_words_they_are_shown_as_they_are(words: str) -> None:
    context = sample_context()
    [annex] = context.annexes
    row = replace(annex.rows[0], cells=(words,) * len(annex.columns))
    page = shown(replace(context, sections=(), lead=words, closing=words, annexes=(replace(annex, rows=(row,)),)))
    expected = " ".join(words.split())
    paragraphs = [words_of(p) for p in page.xpath("//body/p")]
    assert paragraphs.count(expected) == 2
    assert [words_of(cell) for cell in page.xpath("//tbody/tr/td")] == [expected] * len(annex.columns)


def test_the_page_made_of_it_has_the_words_of_the_other_forms() -> None:
    context = replace(sample_context(), charts=())
    other = html.document_fromstring(render_html(replace(context, print=Print.SUPERIOR), TEMPLATES).decode())
    for unseen in other.xpath("//style | //title"):
        unseen.getparent().remove(unseen)

    def words(page: Any) -> list[str]:
        """All words but the dashes of lists, which become bullets."""
        etree.strip_tags(page, "span", "strong", "em")
        return [word for text in page.itertext() for word in text.split() if word != "-"]

    assert sorted(words(shown(context))) == sorted(words(other))
