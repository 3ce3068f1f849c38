"""config/report.toml: the shipped form, an office's own over it, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from dondoc.core.period import Period, WindowKind
from dondoc.core.report import ReportKind
from dondoc.draft.office import Column
from dondoc.draft.outline import Fill, WhenEmpty
from dondoc.errors import BadInput
from dondoc.settings.report import load_chart_forms, load_report_calendar, load_report_office


def office_with(folder: Path, text: str) -> Path:
    (folder / "report.toml").write_text(f"schema = 1\n{text}", encoding="utf-8")
    return folder


def test_the_shipped_form_is_complete() -> None:
    office = load_report_office()
    assert [h.name for h in office.outline.headings if h.level == 1] == [
        "situation",
        "results",
        "assessment",
        "plan",
        "proposals",
    ]
    assert [c.title for c in office.columns] == [
        "TT",
        "Mã",
        "Cam kết",
        "Chỉ tiêu",
        "Thời hạn",
        "Kết quả",
        "Minh chứng",
    ]
    assert (office.signer.authority, office.signer.position) == ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH")
    assert "tổ chức" in office.verbs


def test_an_office_changes_only_what_it_names(tmp_path: Path) -> None:
    own = office_with(
        tmp_path,
        """
[head]
superior = "Liên đoàn Lao động tỉnh Lam Sơn"
[recipients]
list = ["Lưu: VP"]
[outline]
interim = "co-quan-6-thang"
omit_empty = ["proposals"]
[annex]
columns = ["code", "owner", "result"]
""",
    )
    office = load_report_office(own)
    assert office.superior == "Liên đoàn Lao động tỉnh Lam Sơn"
    assert office.number_suffix == ""
    assert office.recipients == ("Lưu: VP",)
    assert office.outline.name == "co-quan-6-thang"
    [proposals] = [h for h in office.outline.headings if Fill.PROPOSALS in h.fill]
    assert proposals.empty is WhenEmpty.OMIT
    assert [c.column for c in office.columns] == [Column.CODE, Column.OWNER, Column.RESULT]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[outline]\norder = ["overview", "results"]', "outline.order"),
        ('[outline]\ninterim = ""', "outline.interim"),
        ('[outline]\nomit_empty = ["weather"]', "outline.omit_empty.0"),
        ('[outline.units]\nCD-X = { monthly = "x" }', "outline.units.CD-X.monthly"),
        ('[outline]\narea = "Lĩnh vực"', "must contain {area}"),
        ('[annex]\ncolumns = ["number", "commitment"]', "needs the columns code, result"),
        ('[annex]\ncolumns = ["code", "code", "result"]', "twice"),
        ("[annex.widths]\ncode = 0", "no title or no width for code"),
        ('[annex]\ncolumns = ["colour"]', "annex.columns.0"),
        ('[calendar.cut_offs]\nH3 = "10/11"', "unknown period"),
        ('[calendar.cut_offs]\nH2 = "31/11"', "not a day of every year"),
        ('[calendar.cut_offs]\nH1 = "29/02"', "not a day of every year"),
        ('[calendar.cut_offs]\nH1 = "June"', "not a day of every year"),
        ('[calendar]\nwindow = "lunar"', "calendar"),
        ("[calendar]\ndraft_working_days_before = 0", "value.at_least"),
        ("[wording]\ndates_printed = 0", "value.at_least"),
        ('[head]\nlogo = "x.png"', "value.unknown"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_report_office(office_with(tmp_path, text))
    assert caught.value.message_code == "config.invalid"
    assert problem in str(caught.value.params["problem"]) or problem in str(caught.value.params["place"])


def test_without_an_entry_facts_count_to_the_last_day_of_the_window() -> None:
    plan = load_report_calendar().plan_for(7, Period.parse("2017-H2"))
    assert (plan.unit_id, plan.kind, plan.window.start) == (7, ReportKind.INTERIM, date(2017, 7, 1))
    assert plan.cut_off == date(2017, 12, 31)
    assert load_report_calendar().plan_for(7, Period.parse("2017")).kind is ReportKind.ANNUAL


def test_the_offices_own_cut_offs_and_window_hold(tmp_path: Path) -> None:
    text = '[calendar]\nwindow = "nd09"\n[calendar.cut_offs]\nH1 = "05/06"\nH2 = "05/01"\nY = "25/11"\nM07 = "20/07"'
    calendar = load_report_calendar(office_with(tmp_path, text))
    assert calendar.window_kind is WindowKind.DECREE_09
    assert calendar.plan_for(1, Period.parse("2018-H1")).cut_off == date(2018, 6, 5)
    assert calendar.plan_for(1, Period.parse("2017-H2")).cut_off == date(2018, 1, 5)
    assert calendar.plan_for(1, Period.parse("2017")).cut_off == date(2017, 11, 25)
    assert calendar.plan_for(1, Period.parse("2017-M07")).cut_off == date(2017, 7, 20)
    assert calendar.plan_for(1, Period.parse("2017-Q3")).cut_off == date(2017, 9, 14)


def test_the_office_says_how_early_it_wants_a_draft(tmp_path: Path) -> None:
    assert load_report_calendar().draft_days_before == 5
    own = office_with(tmp_path, "[calendar]\ndraft_working_days_before = 12")
    assert load_report_calendar(own).draft_days_before == 12


def test_a_verb_that_the_office_adds_for_reading_is_known_in_writing_too(tmp_path: Path) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "xuong.toml").write_text('[verbs]\nhard = ["Vê men"]\n', "utf-8")
    assert "vê men" in load_report_office(tmp_path).verbs
    assert "vê men" not in load_report_office().verbs


def test_charts_stand_in_the_page_unless_the_office_wants_them_elsewhere(tmp_path: Path) -> None:
    assert load_chart_forms() == {"html"}
    assert load_chart_forms(office_with(tmp_path, '[charts]\nin = ["html", "pdf"]\n')) == {"html", "pdf"}
    assert load_chart_forms(office_with(tmp_path, "[charts]\nin = []\n")) == frozenset()
    with pytest.raises(BadInput, match=r"charts\.in"):
        load_chart_forms(office_with(tmp_path, '[charts]\nin = ["md"]\n'))
