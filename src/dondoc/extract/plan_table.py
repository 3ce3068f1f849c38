"""Rows of a plan table to commitments: the work cell is the promise, the other cells say when, who and how much."""

import re
from dataclasses import dataclass, replace

from dondoc.core.extraction import FoundCommitment, Reason
from dondoc.core.target import Target
from dondoc.extract.anchor import Anchor
from dondoc.extract.building import Facts, build
from dondoc.extract.dates import Deadline
from dondoc.extract.fields import Measures, measure
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import is_issuer, lead_unit
from dondoc.extract.passages import Passage
from dondoc.extract.sections import Placed, Role
from dondoc.extract.sentences import trim
from dondoc.extract.tables import Column, Table

_ORDER = re.compile(r"[a-zđ]|[ivx]+", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng|tổng)\s*:?$")
_NO_NOUN = frozenset({"từ", "đạt", "trên", "dưới"})
_ALWAYS = re.compile(r"thường xuyên|liên tục|hằng ngày|hàng ngày|cả năm|quanh năm|suốt năm")
_NUMBER = re.compile(r"(?:≥|>=|>|≤|<=|<)?\s*[\d.,]+\s*%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReader:
    """Reads plan tables of one document."""

    lexicon: Lexicon
    anchor: Anchor
    issuer: str | None

    def read(self, placed: Placed, table: Table) -> list[FoundCommitment]:
        """One commitment for each row of work; none for tables of results."""
        if not self._is_plan(placed, table):
            return []
        headings = tuple(heading.text for heading in placed.path)
        found: list[FoundCommitment] = []
        group, period = "", None
        carried: Passage | None = None
        rows = table.rows[table.heads :]
        for index, row in enumerate(rows):
            cells = {
                column: cell
                for column, cell in zip(table.columns, row, strict=False)
                if cell is not None and column != "other"
            }
            work = cells.get(Column.WORK)
            alone = [cell for cell in row if cell]
            if len(alone) == 1 and (work is None or _is_group(cells, table, rows[index + 1 : index + 2])):
                group, carried = alone[0].key, None
                period = self._period(alone[0])
                continue
            if work is None or _TOTAL.match(work.key):
                continue
            if _is_group(cells, table, rows[index + 1 : index + 2]):
                group = work.key
                continue
            if Column.DUE in cells:
                carried = cells[Column.DUE]
            elif carried is not None and table.columns[0] is Column.DUE:
                cells[Column.DUE] = carried
            commitment = self._row(cells, placed, (*headings, group) if group else headings, period)
            if commitment is not None:
                found.append(commitment)
        return found

    def _is_plan(self, placed: Placed, table: Table) -> bool:
        if not table.is_plan or placed.role not in {Role.PLAN, Role.UNKNOWN}:
            return False
        return placed.role is Role.PLAN or bool({Column.DUE, Column.OWNER} & set(table.columns))

    def _period(self, cell: Passage) -> Deadline | None:
        """The days that a row over other rows names: "Tuần 2 (từ ngày 08 đến 14/11)"."""
        return measure(cell.text, self.anchor, self.lexicon, bare=True).deadline

    def _row(
        self, cells: dict[Column, Passage], placed: Placed, headings: tuple[str, ...], period: Deadline | None
    ) -> FoundCommitment | None:
        work = cells[Column.WORK]
        first, last = trim(work, work.body, len(work.text))
        if first >= last or not any(char.isalpha() for char in work.text[first:last]):
            return None
        text = work.text[first:last]
        own = measure(text, self.anchor, self.lexicon)
        due = cells.get(Column.DUE)
        when = measure(due.text, self.anchor, self.lexicon, bare=True) if due else None
        deadline = (when.deadline if when else None) or own.deadline or period
        rhythm = (when.rhythm if when else None) or own.rhythm
        targets = self._targets(cells, own)
        owner = self._owner(cells)
        start, end = work.span(first, last)
        headings = tuple(fold(heading) for heading in headings)
        facts = Facts(
            start=start, end=end, text=text, body=_manner(due) + fold(text), words=fold(text),
            measures=Measures(targets=targets, deadline=deadline, rhythm=rhythm), deadline=deadline, owner=owner,
            certain=placed.role is Role.PLAN, heading=squeeze(placed.path[-1].text) if placed.path else "",
            headings=headings, reasons=_reasons(deadline, due, owner), weight=0.3,
        )  # fmt: skip
        return build(facts, self.anchor, self.lexicon)

    def _owner(self, cells: dict[Column, Passage]) -> str | None:
        cell = cells.get(Column.OWNER)
        owner = lead_unit(cell.text) if cell else ""
        return None if not owner or is_issuer(owner, self.issuer, self.lexicon) else owner

    def _targets(self, cells: dict[Column, Passage], own: Measures) -> tuple[Target, ...]:
        """Numbers of the cell "Chỉ tiêu", else those of the work itself."""
        cell = cells.get(Column.TARGET)
        if cell is None:
            return own.targets
        unit = cells.get(Column.UNIT)
        noun = unit.text.strip() if unit else ""
        if _NUMBER.fullmatch(cell.key.strip()):
            noun = noun.replace("%", "").strip() or squeeze(cells[Column.WORK].text)[:60]
            sign = "%" if unit and "%" in unit.text and "%" not in cell.text else ""
            written = _signs(cell.text.strip())
            found = measure(f"{written}{sign} {noun}", self.anchor, self.lexicon).targets
            return tuple(replace(target, unit=noun) for target in found) or own.targets
        told = measure(_signs(cell.text), self.anchor, self.lexicon).targets
        if told and not any(fold(target.unit) in _NO_NOUN for target in told):
            return told
        whole = f"{_signs(cell.text)} {squeeze(cells[Column.WORK].text)}"  # "từ 95% trở lên" of what the work names
        return measure(whole, self.anchor, self.lexicon).targets or own.targets


def _manner(due: Passage | None) -> str:
    """The manner that a cell "Thời gian" gives instead of a date: "Thường xuyên" makes it a continued effort."""
    return "thường xuyên " if due is not None and _ALWAYS.search(due.key) else ""


def _signs(text: str) -> str:
    """Comparison signs as words."""
    for sign, word in (
        ("≥", "ít nhất "),
        (">=", "ít nhất "),
        ("≤", "không quá "),
        ("<=", "không quá "),
        (">", "trên "),
        ("<", "dưới "),
    ):
        text = text.replace(sign, word)
    return text


def _is_group(cells: dict[Column, Passage], table: Table, below: tuple[tuple[Passage | None, ...], ...]) -> bool:
    """A row that only names a field of work; a row with a plain number of its own is work, unless it is divided."""
    told = {column for column in cells if column not in {Column.INDEX, Column.WORK}}
    if told:
        return False
    index = cells.get(Column.INDEX)
    order = index.key.strip(" ./)") if index is not None else ""
    if order and _ORDER.fullmatch(order):
        return True
    if order.isdigit():
        first = next((cell.key for row in below for cell in row[:1] if cell), "")
        return (bool(first) and not first[:1].isdigit()) or first.startswith((f"{order}.", f"{order},"))
    return bool({Column.DUE, Column.OWNER, Column.TARGET} & set(table.columns))


def _reasons(deadline: Deadline | None, due: Passage | None, owner: str | None) -> tuple[Reason, ...]:
    reasons = [Reason("section:table")]
    if deadline:
        reasons.append(Reason("due:row", due.text) if due else Reason("due:clause"))
    if owner:
        reasons.append(Reason("owner:row", owner))
    return tuple(reasons)
