"""The tables of a file as rows of cells: .xlsx by openpyxl, everything else as documents are read."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from dondoc.documents.limits import Limits
from dondoc.documents.reading import read_bytes
from dondoc.errors import BadInput
from dondoc.extract.grading_table import CellRow

#: Rows and columns of a sheet that are looked at: a table of points has a hundred rows.
_ROWS, _COLUMNS = 2_000, 40
_LONGEST = 2_000


def read_cell_rows(data: bytes, name: str, *, limits: Limits | None = None) -> list[CellRow]:
    """All rows of all tables, in order; merged cells stand once, at their first place.

    Raises:
        BadInput: as `read_bytes`; of a workbook `document.damaged`, `document.too_large`, `document.too_long`.
    """
    bounds = limits or Limits()
    if name.lower().endswith(".xlsx"):
        return list(_workbook_rows(data, name, bounds))
    document = read_bytes(data, name, limits=bounds)
    rows: dict[tuple[int, int], dict[int, str]] = {}
    for block in document.blocks:
        if block.table is not None and block.row is not None and block.column is not None:
            cells = rows.setdefault((block.table, block.row), {})
            told = cells.get(block.column, "")
            cells[block.column] = f"{told} {document.text[block.start : block.end]}".strip()
    return [
        CellRow(
            place=f"bảng {table + 1}, dòng {row + 1}",
            cells=tuple(cells.get(column, "") for column in range(max(cells) + 1)),
        )
        for (table, row), cells in sorted(rows.items())
    ]


def _workbook_rows(data: bytes, name: str, limits: Limits) -> Iterator[CellRow]:
    if len(data) > limits.file_bytes:
        size, limit = (-(-count // 1024**2) for count in (len(data), limits.file_bytes))
        raise BadInput(code="document.too_large", file=name, size=size, limit=limit)
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > limits.members or any(m.file_size > limits.part_bytes for m in members):
                raise BadInput(code="document.too_long", file=name)
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise BadInput(code="document.damaged", file=name) from error
    try:
        for sheet in workbook.worksheets:
            rows = sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS, values_only=True)
            for number, values in enumerate(rows, 1):
                cells = tuple(_words(value) for value in values)
                if any(cells):
                    yield CellRow(place=f"trang {sheet.title}, dòng {number}", cells=cells)
    except (BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise BadInput(code="document.damaged", file=name) from error


def _words(value: object) -> str:
    """A cell as it looks: numbers with a comma, whole ones without."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)[:_LONGEST]
