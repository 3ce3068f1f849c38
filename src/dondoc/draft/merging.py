"""Many units' reports as one: the same work of many is one line that opens to its units; nothing is counted twice.

Pure: which reports count is decided by `usecases.merge_reports`; the words stand in `merged_text`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from dondoc.core.fact_sheet import Counts, FactFigure, FactRow, FactSheet
from dondoc.core.target import Role

#: Makes the median absolute deviation of a normal distribution its standard deviation: Iglewicz and Hoaglin, How to
#: Detect and Handle Outliers (1993), who call values beyond 3.5 outliers.
_NORMAL = Decimal("0.6745")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRules:
    """How units are merged (config/merge.toml)."""

    #: Work of fewer units is only counted, not told by name.
    fewest_units: int = 2
    #: A figure is compared with those of the others where at least so many units report it.
    fewest_compared: int = 8
    #: Beyond this modified z-score a figure is to be looked at.
    outlier_score: Decimal = Decimal("3.5")
    #: So many times the plan is to be looked at.
    outlier_plan: Decimal = Decimal(5)
    #: So many units are named in a sentence; the others are counted.
    units_named: int = 5
    #: The annex of figures by unit is printed up to so many rows; beyond it only the lines of the .html open to units.
    detail_rows: int = 600
    #: What the units are called ("CĐCS"); "" finds it from their names.
    unit_noun: str = ""
    #: The beginnings of names by which a noun is found, with the noun.
    nouns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """A unit that was to report: its sheet and the paper it comes from, or neither."""

    code: str
    name: str
    sheet: FactSheet | None = None
    #: "Báo cáo số 21/BC-CĐCS ngày 05/12/2026".
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitShare:
    """What one unit contributes to a line."""

    unit_code: str
    unit_name: str
    row: FactRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SumFigure:
    """One figure over all units that have the work; what was not counted by a unit is not taken for 0 of it."""

    unit: str
    percent: bool
    role: Role
    planned: Decimal
    #: Sum of what was reached; None for rates, and where nobody counted.
    reached: Decimal | None
    #: Part and whole over all units, where every share has them.
    numerator: Decimal | None
    denominator: Decimal | None
    #: The values by unit, in the order of the shares; None where nothing was counted.
    values: tuple[Decimal | None, ...]

    @property
    def counted(self) -> tuple[Decimal, ...]:
        """The values that there are."""
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedWork:
    """The same work of one or more units."""

    area: str
    name: str
    counts: Counts
    units: int
    units_done: int
    figures: tuple[SumFigure, ...]
    shares: tuple[UnitShare, ...]

    @property
    def open_shares(self) -> tuple[UnitShare, ...]:
        """Those of which something was missed; what is still in time, or was released, is not."""
        return tuple(s for s in self.shares if s.row.counts.partly + s.row.counts.not_done + s.row.counts.overdue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """A figure that is far from those of the other units, or from the plan: to be looked at, never left out."""

    share: UnitShare
    work: str
    figure: FactFigure
    value: Decimal
    #: The middle of all units, or None where it is only the plan that it is far from.
    middle: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedUnits:
    """All units that were to report by a cut-off, and what those that did report."""

    rules: MergeRules
    units: tuple[Reporting, ...]
    #: Told line by line, in the order of their first mention.
    works: tuple[MergedWork, ...]
    #: Work of too few units to be told by name.
    rest: tuple[MergedWork, ...]
    outliers: tuple[Outlier, ...]

    @property
    def reported(self) -> tuple[Reporting, ...]:
        """The units whose report is there."""
        return tuple(unit for unit in self.units if unit.sheet is not None)

    @property
    def missing(self) -> tuple[Reporting, ...]:
        """The units without a report."""
        return tuple(unit for unit in self.units if unit.sheet is None)

    @property
    def empty(self) -> tuple[Reporting, ...]:
        """The units whose report counts nothing."""
        return tuple(unit for unit in self.units if unit.sheet is not None and unit.sheet.is_empty)

    @property
    def expected_count(self) -> int:
        """Units that were to report, with those below units that merge themselves."""
        return sum(unit.sheet.units_expected if unit.sheet is not None else 1 for unit in self.units)

    @property
    def reported_count(self) -> int:
        """Units that did, with those below units that merge themselves."""
        return sum(unit.sheet.units_reported for unit in self.units if unit.sheet is not None)

    @property
    def counts(self) -> Counts:
        """The sum over all reports."""
        total = Counts()
        for unit in self.reported:
            total = total.plus(unit.sheet.counts if unit.sheet is not None else Counts())
        return total

    @property
    def unplanned(self) -> int:
        """Activities that no commitment foresaw."""
        return sum(unit.sheet.unplanned for unit in self.units if unit.sheet is not None)

    def rows(self) -> tuple[FactRow, ...]:
        """The figures for whoever merges this report again."""
        return tuple(_as_row(work) for work in (*self.works, *self.rest))


def merge_units(units: Sequence[Reporting], rules: MergeRules) -> MergedUnits:
    """The reports of these units as one; each unit stands once, with at most one sheet."""
    shares: dict[tuple[str, ...], list[UnitShare]] = {}
    for unit in units:
        for row in unit.sheet.rows if unit.sheet is not None else ():
            if not row.is_direction:
                shares.setdefault(_key(row), []).append(UnitShare(unit_code=unit.code, unit_name=unit.name, row=row))
    works = [_work(found) for found in shares.values()]
    outliers = [outlier for work in works for outlier in _outliers(work, rules)]
    told = [work for work in works if work.units >= rules.fewest_units]
    return MergedUnits(
        rules=rules,
        units=tuple(units),
        works=tuple(told),
        rest=tuple(work for work in works if work.units < rules.fewest_units),
        outliers=tuple(outliers),
    )


def _key(row: FactRow) -> tuple[str, ...]:
    """What makes two units' work the same: the area, the words without figures, and what is counted."""
    nouns = (f"{figure.unit.casefold()}|{figure.percent}|{figure.role}" for figure in row.figures)
    return row.area, row.name.casefold(), *nouns


def _work(shares: Sequence[UnitShare]) -> MergedWork:
    counts = Counts()
    for share in shares:
        counts = counts.plus(share.row.counts)
    first = shares[0].row
    are_open = [bool(s.row.counts.total) and s.row.counts.under_way == s.row.counts.total for s in shares]
    # A unit that has the same work twice (two promises in one plan) is one unit.
    by_unit: dict[tuple[str, bool], list[FactRow]] = {}
    for share in shares:
        # Its own work (with a code) is another thing than that of the units below it.
        by_unit.setdefault((share.unit_code, bool(share.row.code)), []).append(share.row)
    return MergedWork(
        area=first.area,
        name=first.name,
        counts=counts,
        units=sum(max(row.units for row in rows) for rows in by_unit.values()),
        units_done=sum(min(row.units_done for row in rows) for rows in by_unit.values()),
        figures=tuple(
            _sum_figure([s.row.figures[index] for s in shares], are_open) for index in range(len(first.figures))
        ),
        shares=tuple(shares),
    )


def _sum_figure(figures: Sequence[FactFigure], are_open: Sequence[bool]) -> SumFigure:
    first = figures[0]
    # A unit that has not counted yet is not taken for 0; one that missed the work is.
    told = [f for f, is_open in zip(figures, are_open, strict=True) if f.reached is not None or not is_open]
    counted = [f.reached for f in figures if f.reached is not None]
    has_shares = bool(counted) and all(
        f.numerator is not None and f.denominator is not None for f in figures if f.reached is not None
    )
    adds_up = not first.percent and first.role is not Role.RANGE_HIGH
    return SumFigure(
        unit=first.unit,
        percent=first.percent,
        role=first.role,
        planned=sum((f.planned for f in told), Decimal(0)) if adds_up else first.planned,
        reached=sum(counted, Decimal(0)) if adds_up and counted else None,
        numerator=sum((f.numerator or Decimal(0) for f in figures), Decimal(0)) if has_shares else None,
        denominator=sum((f.denominator or Decimal(0) for f in figures), Decimal(0)) if has_shares else None,
        values=tuple(f.reached for f in figures),
    )


def _outliers(work: MergedWork, rules: MergeRules) -> Iterable[Outlier]:
    for index, figure in enumerate(work.figures):
        middle = median(figure.counted) if len(figure.counted) >= rules.fewest_compared else None
        spread = median(abs(value - middle) for value in figure.counted) if middle is not None else None
        for share, value in zip(work.shares, figure.values, strict=True):
            if value is None:
                continue
            own = share.row.figures[index]
            is_far = middle is not None and spread is not None and _is_far(value, middle, spread, rules)
            is_over = figure.role is Role.REACH and own.planned > 0 and value >= own.planned * rules.outlier_plan
            if is_far or (is_over and value >= 10):
                yield Outlier(share=share, work=work.name, figure=own, value=value, middle=middle if is_far else None)


def _is_far(value: Decimal, middle: Decimal, spread: Decimal, rules: MergeRules) -> bool:
    """Whether the modified z-score is beyond the rule; where more than half are equal, whether it is many times that.

    >>> _is_far(Decimal(40), Decimal(4), Decimal(1), MergeRules())
    True
    >>> _is_far(Decimal(2), Decimal(1), Decimal(0), MergeRules())
    False
    """
    if spread:
        return _NORMAL * abs(value - middle) / spread > rules.outlier_score
    return abs(value - middle) >= max(middle * rules.outlier_plan, Decimal(10))


def _as_row(work: MergedWork) -> FactRow:
    return FactRow(
        area=work.area,
        name=work.name,
        counts=work.counts,
        figures=tuple(
            FactFigure(
                unit=f.unit,
                percent=f.percent,
                role=f.role,
                planned=f.planned,
                reached=f.reached if not f.percent else _rate(f),
                numerator=f.numerator,
                denominator=f.denominator,
            )
            for f in work.figures
        ),
        units=work.units,
        units_done=work.units_done,
    )


def _rate(figure: SumFigure) -> Decimal | None:
    """The rate over all units by their parts and wholes; without them the middle one."""
    if figure.numerator is not None and figure.denominator:
        return figure.numerator * 100 / figure.denominator
    return median(figure.counted) if figure.counted else None


def noun_of(units: Iterable[Reporting], rules: MergeRules) -> str:
    """What the units are called together: by the office's own word, by their names where all begin alike.

    >>> two = [Reporting(code=str(n), name=f"Công đoàn cơ sở số {n}") for n in (1, 2)]
    >>> noun_of(two, MergeRules(nouns=(("Công đoàn cơ sở", "CĐCS"),))), noun_of(two, MergeRules())
    ('CĐCS', 'đơn vị')
    """
    if rules.unit_noun:
        return rules.unit_noun
    names = [unit.name.casefold() for unit in units]
    for beginning, noun in rules.nouns:
        if names and all(name.startswith(beginning.casefold()) for name in names):
            return noun
    return "đơn vị"


def by_unit(works: Iterable[MergedWork]) -> Mapping[str, Sequence[tuple[MergedWork, UnitShare]]]:
    """What each unit contributes, by its code."""
    found: dict[str, list[tuple[MergedWork, UnitShare]]] = {}
    for work in works:
        for share in work.shares:
            found.setdefault(share.unit_code, []).append((work, share))
    return found
