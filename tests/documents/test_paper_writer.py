"""Papers to sign as .docx: their form, their bytes, and templates that print everything and nothing else."""

from dataclasses import fields, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from draft.month_samples import month
from draft.paper_samples import ANSWER_BY, MADE_AT, OFFICE, TODAY, late_tasks

from dondoc.documents.paper_writer import broken_papers, render_paper
from dondoc.documents.templates import environment
from dondoc.draft.papers import LateLetter, TaskSlip, make_late_letter, make_task_slip
from dondoc.draft.progress_letter import MonthAnnex, ProgressLetter, make_annex, make_progress_letter
from dondoc.errors import BadInput
from dondoc.settings.files import shipped_dir
from dondoc.usecases.paper_rules import Paper
from tools.build_letter_templates import PAPERS, build

TEMPLATES = [shipped_dir() / "templates" / "letters"]


def urging(number: int = 3) -> LateLetter:
    return make_late_letter(late_tasks()[:number], office=OFFICE, today=TODAY, answer_by=ANSWER_BY)


def slip() -> TaskSlip:
    return make_task_slip(late_tasks()[0], office=OFFICE, today=TODAY, taker="Trần Thị Hiền")


def opened(paper: Paper) -> Document:  # type: ignore[valid-type]  # a function of python-docx
    return Document(BytesIO(render_paper(paper, TEMPLATES, made_at=MADE_AT)))


@pytest.mark.parametrize("paper", [urging(), slip()], ids=lambda paper: paper.template)
def test_the_same_paper_gives_the_same_bytes(paper: LateLetter | TaskSlip) -> None:
    first = render_paper(paper, TEMPLATES, made_at=MADE_AT)
    assert render_paper(paper, TEMPLATES, made_at=MADE_AT) == first
    assert render_paper(paper, TEMPLATES, made_at=MADE_AT + timedelta(days=1)) != first


@pytest.mark.parametrize("kind", [LateLetter, TaskSlip, MonthAnnex], ids=lambda kind: kind.template)
def test_a_template_prints_every_field_and_nothing_else(
    kind: type[LateLetter] | type[TaskSlip] | type[MonthAnnex],
) -> None:
    template = DocxTemplate(TEMPLATES[0] / kind.template)
    names = template.get_undeclared_template_variables(environment(autoescape=True))
    assert names == {field.name for field in fields(kind)}


def test_the_page_of_the_month_prints_all_but_what_only_the_mail_says() -> None:
    template = DocxTemplate(TEMPLATES[0] / "month.docx")
    names = template.get_undeclared_template_variables(environment(autoescape=True))
    of_the_mail = {"subject", "salutation", "opening", "chat", "codes"}
    assert names == {field.name for field in fields(ProgressLetter)} - of_the_mail


def test_the_annex_names_every_late_task_under_its_heading() -> None:
    annex = make_annex(month(7, 5), today=TODAY)
    assert annex is not None
    rows = [row.cells[0].text for row in opened(annex).tables[0].rows]
    assert rows[1:] == ["Việc quá hạn (07)", *map(str, range(1, 8)), rows[9], *map(str, range(1, 6))]


def test_the_page_of_the_month_has_room_for_a_word_of_the_chair() -> None:
    letter = make_progress_letter("", month(2, 1), today=TODAY)
    tables = opened(letter).tables
    assert [cell.text for cell in tables[1].rows[1].cells] == ["04", "0", "02", "02", "01"]
    assert [row.cells[3].text for row in tables[2].rows] == ["Ý kiến", "", "", "", ""]
    assert tables[4].rows[0].cells[1].text.startswith("CHỦ TỊCH")


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_shipped_template_is_what_its_script_makes(name: str) -> None:
    assert (TEMPLATES[0] / name).read_bytes() == build(PAPERS[name])


def test_the_letter_has_its_subject_under_its_number_and_no_kind() -> None:
    document = opened(urging())
    left, right = document.tables[0].rows[1].cells
    assert [p.text for p in left.paragraphs] == [
        "Số:        /CĐCS",
        "V/v đôn đốc thực hiện 03 nhiệm vụ đã quá thời hạn",
    ]
    assert right.text == "Hòa Lạc, ngày … tháng … năm 2017"
    assert not any(p.text.isupper() for p in document.paragraphs)


def test_each_unit_stands_over_its_tasks_and_the_head_comes_back_on_each_page() -> None:
    table = opened(urging()).tables[1]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0][0] == "TT"
    assert [row[0] for row in texts[1:]] == ["Tổ công đoàn 1", "1", "2", "Tổ công đoàn 2", "3"]
    assert texts[2][1] == "“Rà soát, bổ sung quy chế chi tiêu nội bộ, trình Ban Chấp hành”\nMã: CDTL-2017-H2-02"
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_one_unit_needs_no_heading_in_the_table() -> None:
    table = opened(urging(2)).tables[1]
    assert [row.cells[0].text for row in table.rows] == ["TT", "1", "2"]


def test_the_slip_is_one_table_with_two_who_sign() -> None:
    document = opened(slip())
    assert [row.cells[0].text for row in document.tables[1].rows] == [row.label for row in slip().rows]
    left, right = document.tables[2].rows[0].cells
    assert left.text.split() == ["NGƯỜI", "NHẬN", "VIỆC", "(Ký,", "ghi", "rõ", "họ", "tên)", "Trần", "Thị", "Hiền"]
    assert right.text.startswith("NGƯỜI GIAO VIỆC\nTM. BAN CHẤP HÀNH\nCHỦ TỊCH\n")
    assert right.text.endswith("Phạm Văn Quý")


def test_marks_of_templates_in_words_are_printed_as_they_are() -> None:
    words = "<b> & {{ subject }} {% raw %}"
    assert any(p.text == words for p in opened(replace(urging(), lead=words)).paragraphs)


def test_a_broken_template_of_the_office_is_named(tmp_path: Path) -> None:
    (tmp_path / "late.docx").write_bytes(b"no zip")
    with pytest.raises(BadInput, match=r"report\.template_broken"):
        render_paper(urging(), [tmp_path, *TEMPLATES], made_at=MADE_AT)


def test_papers_that_could_not_be_printed_are_named_before_anybody_needs_them(tmp_path: Path) -> None:
    assert list(broken_papers(TEMPLATES)) == []
    (tmp_path / "late.docx").write_bytes(b"no document")
    document = Document(str(TEMPLATES[0] / "assign.docx"))
    document.add_paragraph("{{ khong_co }}")
    document.save(str(tmp_path / "assign.docx"))
    found = list(broken_papers([tmp_path, *TEMPLATES]))
    assert [(e.message_code, Path(str(e.params["file"])).name) for e in found] == [
        ("report.template_broken", "late.docx"),
        ("report.template_broken", "assign.docx"),
    ]
    assert found[1].params["problem"] == "khong_co"
    assert [e.message_code for e in broken_papers([tmp_path])][2:] == ["report.template_missing"] * 2
