"""A template of the report that would lose commitments, or cannot print every report, is found before it prints one."""

import re
from collections.abc import Iterator
from dataclasses import fields
from io import BytesIO
from pathlib import Path

import pytest
from documents.report_samples import TEMPLATES
from documents.word_templates import cut_up
from docx import Document

from dondoc.core.fact_sheet import FactSheet
from dondoc.core.report import Form
from dondoc.documents.report_template_check import NEEDS, check_report_template, trial_report
from dondoc.documents.template_names import paths_of
from dondoc.draft.report_context import (
    Annex,
    AnnexColumn,
    AnnexRow,
    Chart,
    Figure,
    Group,
    Line,
    Origin,
    ReportContext,
    Section,
    Series,
)
from dondoc.messages import explain

FILES = {Form.DOCX: "report.docx", Form.HTML: "report.html.j2", Form.MD: "report.md.j2", Form.PDF: "report.typ"}
SHIPPED = {form: (TEMPLATES[0] / name).read_bytes() for form, name in FILES.items()}


def told(folder: Path, form: Form, data: bytes) -> list[tuple[str, bool]]:
    path = folder / FILES[form]
    path.write_bytes(data)
    return [(explain(fault.error), fault.is_broken) for fault in check_report_template(path, form)]


def without(form: Form, words: str) -> bytes:
    """The shipped template without what prints `words`."""
    if form is not Form.DOCX:
        text = SHIPPED[form].decode()
        assert words in text
        return text.replace(words, "").encode()
    document = Document(BytesIO(SHIPPED[form]))
    hits = [paragraph for paragraph in _paragraphs(document.element.body) if words in "".join(paragraph.itertext())]
    assert hits
    for hit in hits:
        for text in list(hit.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")):
            text.text = ""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraphs(body: object) -> Iterator[object]:
    return body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", FILES)
def test_the_shipped_templates_are_sound(tmp_path: Path, form: Form) -> None:
    assert told(tmp_path, form, SHIPPED[form]) == []


def test_a_word_template_that_word_has_cut_up_is_sound(tmp_path: Path) -> None:
    assert told(tmp_path, Form.DOCX, cut_up(SHIPPED[Form.DOCX])) == []


@pytest.mark.parametrize(
    ("form", "words", "path"),
    [
        (Form.DOCX, "{{ cell }}", "annexes.rows.cells"),
        (Form.DOCX, "{{ closing }}", "closing"),
        (Form.MD, "{{ paragraph.text }}", "sections.paragraphs.text"),
        (Form.MD, "{{ cell }}", "annexes.rows.cells"),
        (Form.PDF, "par(line.text)", "sections.groups.lines.text"),
        (Form.PDF, "#foot\n", "recipients"),
    ],
)
def test_a_part_that_is_not_printed_is_named(tmp_path: Path, form: Form, words: str, path: str) -> None:
    assert (path, NEEDS[path]) in [
        (match[1], is_broken)
        for sentence, is_broken in told(tmp_path, form, without(form, words))
        if (match := re.search(r"mẫu không in “([\w.]+)”", sentence))
    ]


def test_a_template_that_loses_commitments_is_broken_and_one_without_a_closing_is_not(tmp_path: Path) -> None:
    assert told(tmp_path, Form.DOCX, without(Form.DOCX, "{{ cell }}")) == [
        ("mẫu không in “annexes.rows.cells”: các cam kết nằm ở đó sẽ mất khỏi báo cáo", True)
    ]
    assert told(tmp_path, Form.DOCX, without(Form.DOCX, "{{ closing }}")) == [("mẫu không in “closing”", False)]


def test_what_typst_says_has_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    text = SHIPPED[Form.PDF].decode().replace("report.lead", "report.leed", 1)
    line = text[: text.index("report.leed")].count("\n") + 1
    assert told(tmp_path, Form.PDF, text.encode()) == [
        (f"dòng {line} (“par(report.leed)”): không có biến “leed”, có thể là “lead”", True)
    ]
    [(sentence, is_broken)] = told(tmp_path, Form.PDF, b"#let x = (\n")
    assert sentence.startswith("dòng 1 ")
    assert is_broken


def test_what_fails_only_while_printing_is_found_by_a_trial(tmp_path: Path) -> None:
    text = SHIPPED[Form.MD].decode() + "{{ recipients[0] + 1 }}"
    [(sentence, is_broken)] = told(tmp_path, Form.MD, text.encode())
    assert sentence.startswith("in thử một báo cáo đủ các phần thì hỏng")
    assert is_broken


def test_what_is_asked_for_are_names_of_the_report() -> None:
    assert set(NEEDS) <= set(paths_of(ReportContext))
    report = trial_report()
    assert {section.level for section in report.sections} == {0, 1}
    assert {group.level for section in report.sections for group in section.groups} == {2, 3, 4}


#: The tables of docs/templates.md, by the class whose fields they list.
PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
TABLES: dict[str, type] = {
    "Báo cáo": ReportContext,
    "Phần": Section,
    "Nhóm": Group,
    "Đoạn": Line,
    "Con số": Figure,
    "Nguồn": Origin,
    "Phụ lục": Annex,
    "Cột": AnnexColumn,
    "Hàng": AnnexRow,
    "Biểu đồ": Chart,
    "Dãy số": Series,
}


@pytest.mark.parametrize("table", TABLES)
def test_the_page_for_offices_lists_exactly_the_fields_of_the_report(table: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    _, _, rest = text.partition(f"\n**{table}**")
    rows = rest.split("\n\n")[1]
    assert sorted(re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE)) == sorted(f.name for f in fields(TABLES[table]))


def test_the_page_for_offices_names_what_must_be_printed_and_the_figures_for_the_unit_above() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [path for path, is_broken in NEEDS.items() if is_broken and f"`{path}`" not in text] == []
    assert [
        field.name for field in fields(FactSheet) if f"`{field.name}`" not in text.partition("\n**Số liệu**")[2]
    ] == []
