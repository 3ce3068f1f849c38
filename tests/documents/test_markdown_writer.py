"""The report as Markdown."""

from dataclasses import fields, replace

from documents.report_samples import TEMPLATES, sample_context
from jinja2 import meta

from dondoc.documents.markdown_writer import TEMPLATE, render_markdown
from dondoc.documents.templates import environment
from dondoc.draft.report_context import ReportContext


def rendered(context: ReportContext) -> list[str]:
    return render_markdown(context, TEMPLATES).decode().splitlines()


def test_the_outline_is_one_of_headings_and_lists() -> None:
    lines = rendered(sample_context())
    assert "# BÁO CÁO" in lines
    assert "## II. KẾT QUẢ THỰC HIỆN 6 THÁNG CUỐI NĂM 2017" in lines
    assert "### 1. Công tác tuyên truyền, giáo dục, học tập nghị quyết" in lines
    assert "- Đã kết nạp 24 đoàn viên mới (ngày 30/11/2017), đạt kế hoạch." in lines


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
