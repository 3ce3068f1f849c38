"""Rows of a table of results: a label, its unit, the figure that was reached, and how it stands to plan and period."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from dondoc.core.extraction import Reason
from dondoc.core.reported import Basis, Comparison, Figure, ReportedResult, ResultRole, Standing
from dondoc.extract.areas import find_area
from dondoc.extract.figures import DIGITS, value_of
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.passages import Passage
from dondoc.extract.refs import find_refs
from dondoc.extract.reported_judging import read_standing
from dondoc.extract.reported_numbers import money_of
from dondoc.extract.reported_words import ReportedWords
from dondoc.extract.sections import Placed, Role
from dondoc.extract.tables import Column, Table

_CELL = re.compile(rf"[<>≥≤=]*\s*(?P<n>{DIGITS})(?:\s?/\s?(?P<of>{DIGITS}))?(?P<pct>\s?%)?\s*(?P<unit>[^\d;]*)")
_LETTERS = re.compile(r"[^\W\d_]")
_TOTAL = re.compile(r"(?:tổng cộng|cộng)\s*:?$")
_OF_PLAN = re.compile(r"%.*(?:kh|kế hoạch|chỉ tiêu|nq)(?!\w)|so với (?:kế hoạch|chỉ tiêu|kh)|tỷ lệ (?:%|hoàn thành)")
_OF_LAST = re.compile(r"%.*cùng kỳ|so(?: với)? cùng kỳ|tăng.*giảm")
_PLANNED = re.compile(r"(?:kế hoạch|chỉ tiêu (?:giao|năm|kế hoạch)|kh |kh$|dự toán|đăng ký|giao đầu năm)")
_LAST = re.compile(r"cùng kỳ|năm trước|kỳ trước")
_REACHED = re.compile(
    r"(?:thực hiện|kết quả|đã đạt|đạt được|đã thực hiện|ước thực hiện|ước|đạt|th |th$|số liệu|tình hình)"
)


class _Meaning(Enum):
    """What a column of a table of results says."""

    LABEL = auto()
    UNIT = auto()
    REACHED = auto()
    PERCENT_OF_PLAN = auto()
    PERCENT_OF_LAST = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Reads the tables of results of one document."""

    lexicon: Lexicon
    words: ReportedWords

    def read(self, placed: Placed, table: Table) -> list[ReportedResult]:
        """One result for each row with a label and something reached; none for tables of plans."""
        meanings = _meanings(table, is_told=placed.role is Role.RESULTS)
        if _Meaning.LABEL not in meanings or _Meaning.REACHED not in meanings:
            return []
        headings = tuple(heading.text for heading in placed.path)
        group = ""
        found: list[ReportedResult] = []
        for row in table.rows[table.heads :]:
            cells = _cells(meanings, row)
            label, reached = cells.get(_Meaning.LABEL), cells.get(_Meaning.REACHED)
            if label is not None and reached is None:
                group = squeeze(label.words)
            if label is None or reached is None or _TOTAL.match(label.key) or not _LETTERS.search(label.key):
                continue
            result = self._row(cells, label, reached, (*headings, group) if group else headings)
            if result is not None:
                found.append(result)
        return found

    def _row(
        self, cells: dict[_Meaning, Passage], label: Passage, reached: Passage, headings: tuple[str, ...]
    ) -> ReportedResult | None:
        number = _CELL.fullmatch(reached.key.strip(" .,;"))
        words = squeeze(label.words).strip(" .:;-+")
        if number is None and not _LETTERS.search(reached.key):
            return None
        figures = (_figure(cells, words, reached, number),) if number else ()
        comparisons = tuple(
            comparison
            for meaning, basis in (
                (_Meaning.PERCENT_OF_PLAN, Basis.PLAN),
                (_Meaning.PERCENT_OF_LAST, Basis.SAME_PERIOD),
            )
            if figures and (comparison := _comparison(cells.get(meaning), basis)) is not None
        )
        spans = [label.span(label.body, len(label.text)), reached.span(0, len(reached.text))]
        spans += [(one.start, one.end) for one in comparisons]
        return ReportedResult(
            start=min(start for start, _ in spans),
            end=max(end for _, end in spans),
            text="",
            display=f"{words[:1].upper()}{words[1:]}: {squeeze(reached.text)}{_unit_shown(cells, number)}",
            role=ResultRole.RESULT,
            standing=Standing.DONE if number else read_standing(reached.key, self.words),
            action=self.lexicon.verbs.openers.match(fold(words), 0) or "",
            figures=figures,
            comparisons=comparisons,
            area=find_area(fold(words), tuple(map(fold, headings)), self.lexicon),
            heading=headings[-1] if headings else "",
            refs=find_refs(words),
            confidence=0.9,
            reasons=(str(Reason("told:table")),),
        )


def _meanings(table: Table, *, is_told: bool) -> tuple[_Meaning, ...]:
    """What each column says, by its heads; the first column of a kind counts."""
    counts = Column.UNIT in table.columns or Column.RESULT in table.columns
    found: list[_Meaning] = []
    for index, column in enumerate(table.columns):
        cells = [row[index] for row in table.rows[: table.heads] if index < len(row)]
        heads = " ".join(cell.key for cell in cells if cell is not None)
        meaning = _meaning(" ".join(heads.split()), column, is_told=is_told, counts=counts)
        found.append(_Meaning.OTHER if meaning in found and meaning is not _Meaning.OTHER else meaning)
    return tuple(found)


def _meaning(head: str, column: Column, *, is_told: bool, counts: bool) -> _Meaning:
    """The meaning of one head; in a table with units "Thực hiện" is what was reached, not who does it."""
    if column is Column.WORK:
        return _Meaning.LABEL
    if column is Column.UNIT:
        return _Meaning.UNIT
    if column in {Column.INDEX, Column.DUE, Column.PARTNER} or (column is Column.OWNER and not counts):
        return _Meaning.OTHER
    if _OF_LAST.search(head):
        return _Meaning.PERCENT_OF_LAST
    if _OF_PLAN.search(head):
        return _Meaning.PERCENT_OF_PLAN
    if _PLANNED.match(head) or _LAST.search(head):
        return _Meaning.OTHER
    if _REACHED.match(head) or (is_told and column is Column.TARGET):
        return _Meaning.REACHED
    return _Meaning.OTHER


def _cells(meanings: tuple[_Meaning, ...], row: tuple[Passage | None, ...]) -> dict[_Meaning, Passage]:
    return {
        meaning: cell
        for meaning, cell in zip(meanings, row, strict=False)
        if cell is not None and meaning is not _Meaning.OTHER
    }


def _figure(cells: dict[_Meaning, Passage], label: str, reached: Passage, number: re.Match[str]) -> Figure:
    """The figure of a row; its unit stands in the cell, in the column of units, or is the label."""
    start, end = reached.span(0, len(reached.text))
    unit = squeeze(number["unit"]) or (squeeze(cells[_Meaning.UNIT].words) if _Meaning.UNIT in cells else "")
    percent = bool(number["pct"]) or unit == "%"
    return Figure(
        start=start,
        end=end,
        text=squeeze(reached.text),
        value=value_of(number["n"]),
        unit="" if unit == "%" else unit,
        percent=percent,
        whole=value_of(number["of"]) if number["of"] else None,
        money=money_of(value_of(number["n"]), unit),
        of=label,
    )


def _comparison(cell: Passage | None, basis: Basis) -> Comparison | None:
    """What a cell "% KH", "% so với cùng kỳ" says; None where it holds no number."""
    number = None if cell is None else _CELL.fullmatch(cell.key.strip(" .,;+-()"))
    if cell is None or number is None or number["unit"].strip():
        return None
    start, end = cell.span(0, len(cell.text))
    return Comparison(start=start, end=end, text=squeeze(cell.text), basis=basis, value=value_of(number["n"]), figure=0)


def _unit_shown(cells: dict[_Meaning, Passage], number: re.Match[str] | None) -> str:
    """The unit to be read behind a bare number."""
    unit = cells.get(_Meaning.UNIT)
    bare = number is not None and not number["unit"].strip() and not number["pct"]
    return f" {squeeze(unit.words)}" if bare and unit is not None else ""
