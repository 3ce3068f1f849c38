"""An office edits its own templates; a broken one never costs the report, whatever form it is for."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from wiring.test_jobs import confirm

from dondoc.core.instants import TIME_ZONE
from dondoc.core.period import Period
from dondoc.core.report import Form
from dondoc.documents.reading import read_bytes
from dondoc.errors import Conflict, NotFound
from dondoc.wiring import Office
from dondoc.wiring.doctor import Level
from dondoc.wiring.doctor import check_templates as look
from dondoc.wiring.reports import plan_of, write_report
from dondoc.wiring.templates import check_templates, copy_templates, templates_of

H2 = Period(2026, 6, 2)
NOW = datetime(2026, 12, 31, 9, tzinfo=TIME_ZONE)


def edited(path: Path, old: str, new: str) -> None:
    """Change words of a Word template as a person does."""
    document = Document(str(path))
    hits = [one for one in document.element.body.iter(qn("w:t")) if one.text == old]
    assert hits
    for hit in hits:
        hit.text = new
    document.save(str(path))


def test_a_shipped_template_is_copied_to_be_edited_and_never_over_an_own_one(office: Office) -> None:
    [copy] = copy_templates(office, "report.docx")
    assert copy == office.folder / "config" / "templates" / "report" / "report.docx"
    with pytest.raises(Conflict) as refused:
        copy_templates(office, "report")
    assert refused.value.params == {"file": "config/templates/report/report.docx"}
    assert {one.name for one in templates_of(office) if one.own} == {"report/report.docx"}
    assert [one.name for one in templates_of(office)][:4] == [
        "report/report.docx", "report/report.html.j2", "report/report.md.j2", "report/report.typ"
    ]  # fmt: skip
    with pytest.raises(NotFound):
        copy_templates(office, "bao-cao.docx")


def test_every_shipped_template_that_is_copied_is_sound(office: Office) -> None:
    for folder in ("report", "letters", "mail", "slips", "rehearsal"):
        copy_templates(office, folder)
    checked = check_templates(office)
    assert [(one.name, one.faults) for one in checked if one.faults] == []
    assert len(checked) > 20
    assert [(finding.level, finding.params) for finding in look(office, False)] == [
        (Level.WELL, {"count": len(checked)})
    ]


def test_a_file_that_no_part_prints_is_told(office: Office) -> None:
    folder = office.folder / "config" / "templates" / "report"
    folder.mkdir(parents=True)
    (folder / "bao-cao.docx").write_bytes(b"")
    (folder / "~$report.docx").write_bytes(b"")
    assert [(one.name, one.is_broken) for one in check_templates(office)] == [("report/bao-cao.docx", False)]
    assert [finding.level for finding in look(office, False)] == [Level.LOOK]


def test_an_own_template_prints_and_the_version_says_so(office: Office) -> None:
    confirm(office)
    [own] = copy_templates(office, "report.md.j2")
    own.write_text("Bản của đơn vị\n" + own.read_text(encoding="utf-8"), encoding="utf-8")
    drafted, paths = write_report(office, plan_of(office, 1, H2), now=NOW)
    assert paths["md"].read_text(encoding="utf-8").startswith("Bản của đơn vị")
    assert drafted.report.templates == (("md", "config/templates/report/report.md.j2"),)
    assert (drafted.faults, drafted.remarks) == ({}, ())
    with office.work() as work:
        assert work.reports.all()[-1].templates == drafted.report.templates


def test_broken_templates_cost_no_form_and_are_told_each_time(office: Office) -> None:
    confirm(office)
    plain, _ = write_report(office, plan_of(office, 1, H2), now=NOW)
    for name in ("report.docx", "report.html.j2", "report.md.j2", "report.typ"):
        copy_templates(office, name)
    folder = office.folder / "config" / "templates" / "report"
    edited(folder / "report.docx", "{{ title }}", "{{ titel }}")
    (folder / "report.html.j2").write_text("{% for section in sections %}", encoding="utf-8")
    (folder / "report.md.j2").write_text("{{ title }}", encoding="utf-8")
    (folder / "report.typ").write_text('#set text(font: "Không Có")\nchữ', encoding="utf-8")
    broken, _ = write_report(office, plan_of(office, 1, H2), now=NOW)
    assert (broken.report.version, broken.report.templates) == (2, ())
    assert {name: data for name, data in broken.files.items() if name != "xlsx"} == {
        name: data for name, data in plain.files.items() if name != "xlsx"
    }
    sentences = {form: office.explain(fault) for form, fault in broken.faults.items()}
    assert set(sentences) == {"docx", "html", "md", "pdf"}
    assert "“{{ titel }}”): không có biến “titel”, có thể là “title”" in sentences["docx"]
    assert "chưa được đóng, thiếu {% endfor %}" in sentences["html"]
    assert "sẽ mất khỏi báo cáo" in sentences["md"]
    assert all("đã được in bằng mẫu kèm theo" in sentence for sentence in sentences.values())
    again, _ = write_report(office, plan_of(office, 1, H2), now=NOW)
    assert (again.is_repeat, again.files) == (True, broken.files)
    assert {form: office.explain(fault) for form, fault in again.faults.items()} == sentences
    levels = [finding.level for finding in look(office, False)]
    assert Level.BROKEN in levels
    assert Level.WELL not in levels


def test_a_pdf_of_an_own_word_template_takes_libreoffice_else_the_built_in_form_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    confirm(office)
    [own] = copy_templates(office, "report.docx")
    edited(own, "Nơi nhận:", "Nơi gửi:")
    config = office.folder / "config" / "report.toml"
    two_forms = 'schema = 1\n[forms]\nlist = ["docx", "pdf"]\n'
    config.write_text(two_forms, encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    drafted, _ = write_report(office, plan_of(office, 1, H2), now=NOW)
    assert dict(drafted.report.templates) == {"docx": "config/templates/report/report.docx"}
    assert [remark.message_code for remark in drafted.remarks] == ["form.pdf_built_in"]
    assert "LibreOffice" in office.explain(drafted.remarks[0])
    assert drafted.faults == {}
    assert "Nơi nhận:" in read_bytes(drafted.files["pdf"], "a.pdf").text
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\nfor last; do :; done\n/bin/cp "$last" "${last%.docx}.pdf"\n', encoding="utf-8")
    program.chmod(0o755)
    config.write_text(f'{two_forms}[head]\nplace = "Hà Nội"\n', encoding="utf-8")
    printed, _ = write_report(office, plan_of(office, 1, H2), now=NOW)
    assert set(dict(printed.report.templates)) == {"docx", "pdf"}
    with ZipFile(BytesIO(printed.files["pdf"])) as word:  # this program hands on what it was given
        assert "Nơi gửi:" in word.read("word/document.xml").decode()
    program.write_text("#!/bin/sh\necho hỏng >&2\nexit 3\n", encoding="utf-8")
    config.write_text(f'{two_forms}[head]\nplace = "Huế"\n', encoding="utf-8")
    failed, _ = write_report(office, plan_of(office, 1, H2), now=NOW)
    assert "hỏng" in office.explain(failed.remarks[0])
    assert failed.files["pdf"].startswith(b"%PDF")


def test_an_office_that_wants_fewer_forms_gets_these(office: Office) -> None:
    confirm(office)
    (office.folder / "config" / "report.toml").write_text('schema = 1\n[forms]\nlist = ["docx"]\n', encoding="utf-8")
    drafted, paths = write_report(office, plan_of(office, 1, H2), now=NOW)
    assert set(paths) == {"docx"}
    more, _ = write_report(office, plan_of(office, 1, H2), now=NOW, more=(Form.PDF,))
    assert set(more.files) == {"docx", "pdf"}
    assert more.report.context_json == drafted.report.context_json
