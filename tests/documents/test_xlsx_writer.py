"""The annexes as .xlsx: numbers and days as such, no formula, ready to print, the same bytes again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from documents.report_samples import sample_context
from draft.samples import MADE_AT
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from dondoc.documents.xlsx_writer import render_xlsx, typed
from dondoc.draft.figures import day_text, number_text
from dondoc.draft.report_context import Annex, AnnexRow, ReportContext


def opened(context: ReportContext | None = None) -> Workbook:
    return load_workbook(BytesIO(render_xlsx(context or sample_context(), made_at=MADE_AT)))


def with_cells(*cells: str) -> ReportContext:
    context = sample_context()
    annex = context.annexes[0]
    row = AnnexRow(code="", cells=(*cells, *("" for _ in range(len(annex.columns) - len(cells)))))
    return replace(context, annexes=(replace(annex, rows=(row,)),))


def test_the_same_context_and_instant_give_the_same_bytes() -> None:
    context = sample_context()
    first = render_xlsx(context, made_at=MADE_AT)
    assert render_xlsx(context, made_at=MADE_AT.astimezone(UTC)) == first
    assert render_xlsx(context, made_at=MADE_AT + timedelta(days=1)) != first


def test_every_annex_is_a_sheet_with_its_head_and_all_its_rows() -> None:
    context = sample_context()
    one = context.annexes[0]
    book = opened(replace(context, annexes=(replace(one, label="Phụ lục I"), replace(one, label="Phụ lục II"))))
    assert book.sheetnames == ["Phụ lục I", "Phụ lục II"]
    sheet = book["Phụ lục II"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["Phụ lục II", one.title, one.reference]
    assert [cell.value for cell in sheet[5]] == [column.title for column in one.columns]
    assert sheet.max_row == 5 + len(one.rows)
    assert sheet.cell(6, 3).value == one.rows[0].cells[2]


def test_the_number_of_a_row_is_a_number_and_a_day_a_day() -> None:
    sheet = opened()["Phụ lục"]
    assert [sheet.cell(row, 1).value for row in (6, 7)] == [1, 2]
    assert sheet.cell(6, 5).value == datetime(2017, 12, 31)  # noqa: DTZ001 - a spreadsheet knows no zone
    assert sheet.cell(6, 5).number_format == "dd/m/yyyy"


@pytest.mark.parametrize("words", ['=HYPERLINK("http://a.vn";"x")', "+84 912", "-gạch đầu dòng", "@SUM(A1)"])
def test_what_would_be_a_formula_stays_text(words: str) -> None:
    cell = opened(with_cells(words))["Phụ lục"].cell(6, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


def test_titles_of_annexes_and_columns_are_no_formulas_either() -> None:
    context = with_cells("1")
    annex = replace(context.annexes[0], label="=1+1", title="@tiêu đề", reference="-kèm theo")
    sheet = opened(replace(context, annexes=(annex,))).worksheets[0]
    assert {sheet.cell(row, 1).data_type for row in (1, 2, 3)} == {"s"}


def test_sheets_are_ready_to_print_and_their_heads_stay() -> None:
    sheet = opened()["Phụ lục"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A6", "$5:$5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(cell.alignment.wrap_text for cell in sheet[6])
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["A"].width


def test_labels_that_no_sheet_can_bear_are_bent_and_stay_apart() -> None:
    context = sample_context()
    long = "Phụ lục về [kết quả]: từng việc/từng người " * 3
    annexes = tuple(replace(context.annexes[0], label=label, rows=()) for label in (long, long, "", "\x00"))
    names = opened(replace(context, annexes=annexes)).sheetnames
    assert len({name.lower() for name in names}) == 4
    assert all(0 < len(name) <= 31 for name in names)


def test_a_report_without_an_annex_says_so() -> None:
    assert opened(replace(sample_context(), annexes=()))["Phụ lục"]["A1"].value == "Báo cáo không có phụ lục."


def test_an_annex_without_columns_is_a_sheet_all_the_same() -> None:
    bare = Annex(label="Phụ lục", title="", reference="", columns=(), rows=())
    assert opened(replace(sample_context(), annexes=(bare,))).sheetnames == ["Phụ lục"]


@given(st.dates(min_value=datetime(1900, 3, 1, tzinfo=UTC).date()))
def test_every_day_that_a_report_writes_is_read_as_that_day(day) -> None:  # type: ignore[no-untyped-def]
    assert typed(day_text(day)).value == day


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_every_number_that_a_report_writes_is_read_as_that_number(number: Decimal) -> None:
    value = typed(number_text(number)).value
    assert isinstance(value, int | float)
    assert round(Decimal(str(value)), 2) == number


@pytest.mark.parametrize(
    "words",
    ["02 giải", "30/9", "31/02/2017", "007", "1.50", "12.5", "1,5,6", "38/40", "", "12345678901234567", "05/9/1850"],
)
def test_other_words_stay_words(words: str) -> None:
    assert typed(words).value == words


def test_a_row_is_as_high_as_the_words_of_its_fullest_cell() -> None:
    sheets = [opened(with_cells("1", "A", "chữ " * words))["Phụ lục"] for words in (1, 60, 5000)]
    short, long, longest = (sheet.row_dimensions[6].height for sheet in sheets)
    assert short < 20 < 4 * short < long < 7 * short
    assert longest == 409  # no spreadsheet has a higher one
