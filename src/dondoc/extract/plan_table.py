"""Rows of a plan table to commitments: the work cell is the promise, the other cells say when, who and how much."""

import re
from dataclasses import dataclass, replace

from dondoc.core.extraction import FoundCommitment, Mark, MarkedField, Reason
from dondoc.extract.anchor import Anchor
from dondoc.extract.building import Facts, build
from dondoc.extract.dates import Deadline
from dondoc.extract.fields import Measures, measure
from dondoc.extract.guesses import by_rhythm
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.marks import date_span, locate, mark, measured_marks, measured_words, rhythm_span
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import heading_owner, is_issuer, lead_unit
from dondoc.extract.passages import Passage
from dondoc.extract.sections import Placed, Role
from dondoc.extract.sentences import trim
from dondoc.extract.tables import Column, Table

_ORDER = re.compile(r"[a-zđ]|[ivx]+", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|cộng|tổng)\s*:?$")
_NO_NOUN = frozenset({"từ", "đạt", "trên", "dưới"})
_ALWAYS = re.compile(r"thường xuyên|liên tục|hằng ngày|hàng ngày|cả năm|quanh năm|suốt năm")
_NUMBER = re.compile(r"(?:≥|>=|>|≤|<=|<)?\s*[\d.,]+\s*%?")


_NOTHING = Measures(targets=(), deadline=None, rhythm=None)


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
        group, doer, period = "", None, _Due()
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
                doer, period = heading_owner(alone[0].text[alone[0].body :], self.lexicon), self._period(alone[0])
                continue
            if work is None or _TOTAL.match(work.key):
                continue
            if _is_group(cells, table, rows[index + 1 : index + 2]):
                group, doer = work.key, heading_owner(work.text[work.body :], self.lexicon)
                continue
            if Column.DUE in cells:
                carried = cells[Column.DUE]
            elif carried is not None and table.columns[0] is Column.DUE:
                cells[Column.DUE] = carried
            below = (*headings, group) if group else headings
            commitment = self._row(cells, placed, below, _Group(doer=doer, period=period))
            if commitment is not None:
                found.append(commitment)
        return found

    def _is_plan(self, placed: Placed, table: Table) -> bool:
        if not table.is_plan or placed.role not in {Role.PLAN, Role.UNKNOWN}:
            return False
        return placed.role is Role.PLAN or bool({Column.DUE, Column.OWNER} & set(table.columns))

    def _period(self, cell: Passage) -> "_Due":
        """The days that a row over other rows names: "Tuần 2 (từ ngày 08 đến 14/11)"."""
        deadline = measure(cell.text, self.anchor, self.lexicon, bare=True).deadline
        return _due(cell, deadline, "due:group") if deadline else _Due()

    def _row(
        self, cells: dict[Column, Passage], placed: Placed, headings: tuple[str, ...], group: "_Group"
    ) -> FoundCommitment | None:
        work = cells[Column.WORK]
        first, last = trim(work, work.body, len(work.text))
        if first >= last or not any(char.isalpha() for char in work.text[first:last]):
            return None
        text = work.text[first:last]
        own = measure(text, self.anchor, self.lexicon)
        cell = cells.get(Column.DUE)
        when = measure(cell.text, self.anchor, self.lexicon, bare=True) if cell else own
        due = group.period
        if own.deadline is not None:
            due = _due(work, own.deadline, "due:clause", first)
        if cell is not None and when.deadline is not None:
            due = _due(cell, when.deadline, "due:row")
        said = self._of_cell(cells)
        from_cell, counted = bool(said.targets), said if said.targets else own
        targets = by_rhythm(counted.targets, when.rhythm) if cell is not None and when.rhythm else counted.targets
        owner = self._owner(cells, group.doer)
        numbers, rhythm = measured_words(text, own, self.lexicon)
        if cell is not None and when.rhythm is not None:
            rhythm = measured_words(cell.text, when, self.lexicon)[1]
        figure = _figure(cells) if from_cell else ""
        start, end = work.span(first, last)
        measures = replace(own, targets=targets, guesses=counted.guesses, rhythm=when.rhythm or own.rhythm)
        facts = Facts(
            start=start, end=end, text=text, body=_manner(cell) + fold(text), words=fold(text),
            measures=measures, deadline=due.deadline, owner=owner, certain=placed.role is Role.PLAN,
            heading=squeeze(placed.path[-1].text) if placed.path else "",
            headings=tuple(fold(heading) for heading in headings), reasons=(Reason("section:table"),),
            due_reason=due.reason, owner_reason=Reason("owner:row", owner) if owner else None,
            marks=(*self._marks(cells, (first, own), when, owner, from_cell=from_cell), *due.marks), weight=0.3,
            figure=figure, target_words=(figure,) if figure else numbers, rhythm_words=rhythm,
        )  # fmt: skip
        return build(facts, self.anchor, self.lexicon)

    def _marks(
        self,
        cells: dict[Column, Passage],
        work: tuple[int, Measures],
        when: Measures,
        owner: str | None,
        *,
        from_cell: bool,
    ) -> tuple[Mark, ...]:
        """Where the cells say how much, how often and who; `work` is where its words begin and what they say."""
        first, own = work
        if from_cell:
            own = replace(own, found=())
        if when.rhythm is not None:
            own = replace(own, rhythm=None)
        found = [*measured_marks(cells[Column.WORK], first, own, self.lexicon)]
        if when.rhythm is not None and Column.DUE in cells:
            cell = cells[Column.DUE]
            found += mark(cell, rhythm_span(cell.key, when.rhythm.start, when.rhythm.end), MarkedField.RECURRENCE)
        for column in (Column.TARGET, Column.UNIT):
            if from_cell and column in cells:
                found += mark(cells[column], (0, len(cells[column].text)), MarkedField.TARGETS)
        if owner and Column.OWNER in cells:
            found += mark(cells[Column.OWNER], locate(cells[Column.OWNER], owner), MarkedField.OWNER)
        return tuple(found)

    def _owner(self, cells: dict[Column, Passage], doer: str | None) -> str | None:
        cell = cells.get(Column.OWNER)
        owner = (lead_unit(cell.text) if cell else "") or doer
        return None if not owner or is_issuer(owner, self.issuer, self.lexicon) else owner

    def _of_cell(self, cells: dict[Column, Passage]) -> Measures:
        """What the cell "Chỉ tiêu" measures, with its noun from the cell "ĐVT" or from the work."""
        cell, unit = cells.get(Column.TARGET), cells.get(Column.UNIT)
        if cell is None:
            return _NOTHING
        noun = unit.text.strip() if unit else ""
        if _NUMBER.fullmatch(cell.key.strip()):
            noun = noun.replace("%", "").strip() or squeeze(cells[Column.WORK].text)[:60]
            sign = "%" if unit and "%" in unit.text and "%" not in cell.text else ""
            found = measure(f"{_signs(cell.text.strip())}{sign} {noun}", self.anchor, self.lexicon)
            return replace(found, targets=tuple(replace(target, unit=noun) for target in found.targets))
        told = measure(_signs(cell.text), self.anchor, self.lexicon)
        if told.targets and not any(fold(target.unit) in _NO_NOUN for target in told.targets):
            return told
        whole = f"{_signs(cell.text)} {squeeze(cells[Column.WORK].text)}"  # "từ 95% trở lên" of what the work names
        return measure(whole, self.anchor, self.lexicon)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What a row over other rows says of them."""

    #: The unit that it names ("II | Xưởng chế biến"), or None.
    doer: str | None
    period: "_Due"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """The deadline of a row, why, and where its words stand."""

    deadline: Deadline | None = None
    reason: Reason | None = None
    marks: tuple[Mark, ...] = ()


def _due(cell: Passage, deadline: Deadline, code: str, offset: int = 0) -> _Due:
    first, last = date_span(cell.key[offset:], deadline.start, deadline.end)
    where = (offset + first, offset + last)
    words = squeeze(cell.text[slice(*where)])
    return _Due(deadline=deadline, reason=Reason(code, words), marks=mark(cell, where, MarkedField.DUE))


def _figure(cells: dict[Column, Passage]) -> str:
    """What the cells "Chỉ tiêu" and "ĐVT" say, as it is read aloud: "20 đoàn viên"."""
    unit = squeeze(cells[Column.UNIT].text) if Column.UNIT in cells else ""
    said = squeeze(cells[Column.TARGET].text)
    return said if not unit or fold(unit) in fold(said) else f"{said}{unit}" if unit == "%" else f"{said} {unit}"


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
