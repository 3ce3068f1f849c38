"""The annexes of a report as .xlsx: one sheet each, ready to print, with numbers and dates that can be counted with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from dondoc.documents.zip_bytes import with_fixed_times
from dondoc.draft.report_context import Annex, AnnexColumn, ReportContext

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FONT = "Times New Roman"
#: Characters in a landscape A4 line of 11 points.
_LINE = 128
_HEAD_ROW = 5
#: Points of a line of 11 points; the highest row that a spreadsheet knows.
_ROW_HEIGHT, _TALLEST = 14.5, 409
#: Letters of Times New Roman beside a digit of the standard font.
_LETTERS = 1.3
_SIDE = Side(style="thin")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
#: A spreadsheet would take what begins so for a formula.
_FORMULA_MARKS = ("=", "+", "-", "@")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(\d{1,6}))?(%?)")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
#: Spreadsheets know no day before it.
_FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell holds, and the format in which it looks as it was written; text has none."""

    value: str | int | float | date
    format: str = ""


def render_xlsx(context: ReportContext, *, made_at: datetime) -> bytes:
    """The workbook; the same context and instant give the same bytes. Without an annex its only sheet says so."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    names: set[str] = set()
    for number, annex in enumerate(context.annexes):
        sheet = sheet if number == 0 else workbook.create_sheet()
        sheet.title = _sheet_name(annex.label, names)
        _fill(sheet, annex)
    if not context.annexes:
        sheet.title = "Phụ lục"
        sheet["A1"] = "Báo cáo không có phụ lục."
    properties = workbook.properties
    instant = made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    properties.title, properties.creator, properties.language = context.title[:255], context.issuer[:255], "vi-VN"
    properties.created = properties.modified = instant
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()  # Workbook.save() would ask the clock
    return with_fixed_times(buffer.getvalue(), made_at)


def typed(words: str) -> Typed:
    """A number or a day where the whole text is one, as an official text writes them (NĐ 30/2020); else the text.

    >>> typed("1.500"), typed("02"), typed("33,3%"), typed("05/9/2017").format, typed("02 giải")
    (Typed(value=1500, format='#,##0'), Typed(value=2, format='00'), Typed(value=0.333, format='0.0%'), \
'dd/m/yyyy', Typed(value='02 giải', format=''))
    """
    if day := _DAY.fullmatch(words):
        return _day(words, *(int(part) for part in day.groups()))
    number = _NUMBER.fullmatch(words)
    if number is None:
        return Typed(words)
    sign, whole, decimals, percent = number.groups()
    digits = whole.replace(".", "")
    is_padded = digits.startswith("0") and digits != "0"
    if is_padded and (len(digits) > 2 or decimals):
        return Typed(words)  # a number of a file, not a quantity
    value = Decimal(f"{sign}{digits}.{decimals or 0}")
    pattern = "#,##0" if "." in whole else "00" if is_padded else "0"
    pattern += f".{'0' * len(decimals)}" if decimals else ""
    if percent:
        return Typed(float(value / 100), f"{pattern}%")
    return Typed(float(value) if decimals else int(value), pattern)


def _day(words: str, day: int, month: int, year: int) -> Typed:
    try:
        found = date(year, month, day)
    except ValueError:
        return Typed(words)
    if year < _FIRST_YEAR:
        return Typed(words)
    days, months = ("dd" if words.index("/") == 2 else "d"), ("mm" if words.split("/")[1].startswith("0") else "m")
    return Typed(found, f"{days}/{months}/yyyy")


def _sheet_name(label: str, taken: set[str]) -> str:
    plain = " ".join(_NOT_IN_NAMES.sub(" ", _NOT_XML.sub("", label)).split()) or "Phụ lục"
    name, number = plain[:_LONGEST_NAME], 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.lower())
    return name


def _fill(sheet: Worksheet, annex: Annex) -> None:
    width = max(len(annex.columns), 1)
    lines = ((annex.label, True, False), (annex.title, True, False), (annex.reference, False, True))
    for row, (words, is_bold, is_italic) in enumerate(lines, 1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        cell = _put(sheet, row, 1, Typed(words))
        cell.font = Font(name=_FONT, size=13, bold=is_bold, italic=is_italic)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = 18 * _lines(words, _LINE)
    widths = _widths(annex.columns)
    for number, column in enumerate(annex.columns, 1):
        cell = _put(sheet, _HEAD_ROW, number, Typed(column.title))
        cell.font, cell.border = Font(name=_FONT, size=11, bold=True), _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for row, cells in enumerate((one.cells for one in annex.rows), _HEAD_ROW + 1):
        for number, words in enumerate(cells, 1):
            cell = _put(sheet, row, number, typed(words))
            cell.font, cell.border = Font(name=_FONT, size=11), _BORDER
            cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
        # Not every program makes a row as high as its words when it opens a file.
        height = max((_lines(words, width) for words, width in zip(cells, widths, strict=False)), default=1)
        sheet.row_dimensions[row].height = min(_ROW_HEIGHT * height + 3, _TALLEST)
    _set_page(sheet, widths)


def _put(sheet: Worksheet, row: int, column: int, content: Typed) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - the first of merged cells is one too
    if isinstance(content.value, str):
        text = _NOT_XML.sub("", content.value)[:_LONGEST_TEXT]
        cell.value = text
        if text:
            cell.data_type = "s"  # "=…" is no formula
        cell.quotePrefix = text.startswith(_FORMULA_MARKS)  # nor becomes one when somebody edits the cell
    else:
        cell.value = content.value
        cell.number_format = content.format
    return cell


def _widths(columns: Sequence[AnnexColumn]) -> list[int]:
    """Widths of the columns in characters, as spreadsheets count them."""
    shares = sum(column.width for column in columns) or 1
    return [max(5, round(_LINE * column.width / shares)) for column in columns]


def _lines(words: str, width: int) -> int:
    """How many lines words take in a column; letters of this font are narrower than the digits that widths count."""
    return max(sum(len(wrap(line, max(int(width * _LETTERS), 1))) or 1 for line in words.split("\n")), 1)


def _set_page(sheet: Worksheet, widths: Sequence[int]) -> None:
    """A4 crosswise, as wide as the page, the head row on each page and always on the screen."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 20 / 25.4
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(text="&P"))
    sheet.HeaderFooter.differentFirst = True
