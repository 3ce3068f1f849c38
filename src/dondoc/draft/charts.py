"""The charts of a report as figures: by area, by month of the due day, and beside the same period a year before.

Each chart counts every slot that the report accounts for exactly once, so its sums are the figures of the headline.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dondoc.core.period import DateRange, Period
from dondoc.core.report import ReportPlan
from dondoc.core.snapshot import Snapshot, Standing, standing
from dondoc.core.task import Slot
from dondoc.draft.clause import lower_first, upper_first
from dondoc.draft.figures import covered_text, day_text, number_text, period_text
from dondoc.draft.office import Area
from dondoc.draft.report_context import Chart, ChartKind, Series, Tone


@dataclass(frozen=True, slots=True)
class Share:
    """A series: its name, what it tells, and the standings of the slots that it counts."""

    name: str
    tone: Tone
    standings: frozenset[Standing]

    def of(self, counts: Mapping[Standing, int]) -> int:
        """So many of these slots."""
        return sum(counts.get(where, 0) for where in self.standings)


ELSEWHERE = "Nội dung khác"
BEFORE, AFTER = "Trước kỳ", "Sau kỳ"
_ON_TIME = Share("Hoàn thành đúng hạn", Tone.GOOD, frozenset({Standing.DONE_ON_TIME}))
_LATE = Share("Hoàn thành chậm", Tone.LATE, frozenset({Standing.DONE_LATE}))
#: Where a slot can stand: each standing but that of a direction, which has no slot, is in one share.
BY_STANDING: tuple[Share, ...] = (
    _ON_TIME,
    _LATE,
    Share("Hoàn thành một phần", Tone.PARTLY, frozenset({Standing.PARTLY_DONE})),
    Share("Chưa thực hiện được", Tone.MISSED, frozenset({Standing.NOT_DONE})),
    Share("Quá thời hạn", Tone.OVERDUE, frozenset({Standing.OVERDUE})),
    Share("Đang thực hiện trong hạn", Tone.OPEN, frozenset({Standing.UNDER_WAY})),
    Share("Tạm dừng hoặc được miễn", Tone.RELEASED, frozenset({Standing.SUSPENDED, Standing.WAIVED})),
)
BY_TIME: tuple[Share, ...] = (
    _ON_TIME,
    _LATE,
    Share("Không hoàn thành hoặc một phần", Tone.MISSED, frozenset({Standing.PARTLY_DONE, Standing.NOT_DONE})),
    Share("Còn mở", Tone.OPEN, frozenset({Standing.OVERDUE, Standing.UNDER_WAY, Standing.SUSPENDED})),
    Share("Được cho phép không thực hiện", Tone.RELEASED, frozenset({Standing.WAIVED})),
)
#: At most so many columns of months; more go into quarters, then years.
_MOST_COLUMNS = 12


def build_charts(snapshot: Snapshot, areas: Sequence[Area]) -> tuple[Chart, ...]:
    """The charts that have something to show; none for a report that accounts for no slot."""
    slots = _slots(snapshot)
    if not slots:
        return ()
    charts = [_by_area(snapshot, slots, areas), _by_month(snapshot, slots)]
    earlier = _slots(snapshot.year_before) if snapshot.year_before is not None else []
    if snapshot.year_before is not None and earlier:
        charts.append(_beside(snapshot, slots, snapshot.year_before, earlier))
    return tuple(charts)


def _slots(snapshot: Snapshot) -> list[tuple[str, Slot, Standing]]:
    """(area, slot, where it stands) of all that the report accounts for, in its order."""
    day = snapshot.judged_on
    return [
        (view.terms.area, work.slot, standing(work.slot, day))
        for view in snapshot.views
        for work in snapshot.works(view)
    ]


def _by_area(snapshot: Snapshot, slots: Sequence[tuple[str, Slot, Standing]], areas: Sequence[Area]) -> Chart:
    labels = {area.code: area.label for area in areas}
    counts = _counted((labels.get(area, ELSEWHERE), where) for area, _, where in slots)
    names = [name for name in dict.fromkeys([*(a.label for a in areas), ELSEWHERE]) if name in counts]
    day = day_text(snapshot.plan.cut_off)
    return Chart(
        key="by_area",
        kind=ChartKind.STACKED,
        title=f"Tiến độ theo lĩnh vực công tác, tính đến ngày {day}",
        description=(
            f"Mỗi thanh là một lĩnh vực, dài bằng số đầu việc của lĩnh vực đó; cả thảy {_number(len(slots))} đầu việc. "
            + _told(names, counts, BY_STANDING)
        ),
        categories=tuple(names),
        series=_series(names, counts, BY_STANDING),
    )


def _by_month(snapshot: Snapshot, slots: Sequence[tuple[str, Slot, Standing]]) -> Chart:
    columns = _columns(snapshot.plan)
    window = snapshot.plan.window
    counts = _counted((_column(slot.due, window, columns), where) for _, slot, where in slots)
    # Months in which nothing was due stay: a gap in time is seen as one.
    order = [BEFORE, *(label for label, _ in columns), AFTER]
    names = [name for name in order if name in counts or name not in {BEFORE, AFTER}]
    day = day_text(snapshot.plan.cut_off)
    return Chart(
        key="by_month",
        kind=ChartKind.STACKED,
        title=f"Đúng hạn, chậm và còn mở, theo {_step_text(columns)} đến hạn, tính đến ngày {day}",
        description=(
            f"Mỗi cột là một {_step_text(columns)}, cao bằng số đầu việc có thời hạn trong {_step_text(columns)} đó "
            "(thời hạn sau điều chỉnh, nếu có), dù hoàn thành vào lúc nào. " + _told(names, counts, BY_TIME)
        ),
        categories=tuple(names),
        series=_series(names, counts, BY_TIME),
    )


def _beside(
    snapshot: Snapshot,
    slots: Sequence[tuple[str, Slot, Standing]],
    year_before: Snapshot,
    earlier: Sequence[tuple[str, Slot, Standing]],
) -> Chart:
    then, now = covered_text(year_before.plan), covered_text(snapshot.plan)
    pairs = ((then, earlier), (now, slots))
    totals = {name: Counter(where for _, _, where in rows) for name, rows in pairs}
    shares = [share for share in BY_STANDING if any(share.of(counts) for counts in totals.values())]
    sentences = [
        f"{upper_first(name)}: {_number(len(rows))} đầu việc, gồm {_parts(totals[name], shares)}."
        for name, rows in pairs
    ]
    return Chart(
        key="year_before",
        kind=ChartKind.BARS,
        title=f"So với cùng kỳ năm trước: {now} và {then}",
        description="Mỗi kết quả có hai thanh, cùng kỳ năm trước và kỳ này. " + " ".join(sentences),
        categories=tuple(share.name for share in shares),
        series=tuple(
            Series(name=upper_first(name), values=tuple(share.of(totals[name]) for share in shares), tone=tone)
            for (name, _), tone in zip(pairs, (Tone.EARLIER, Tone.PRESENT), strict=True)
        ),
    )


def _counted(pairs: Iterable[tuple[str, Standing]]) -> dict[str, Counter[Standing]]:
    counts: dict[str, Counter[Standing]] = {}
    for name, where in pairs:
        counts.setdefault(name, Counter())[where] += 1
    return counts


def _series(
    names: Sequence[str], counts: Mapping[str, Mapping[Standing, int]], shares: Sequence[Share]
) -> tuple[Series, ...]:
    """The series that have a figure; 0 is printed as none."""
    found = (
        Series(name=share.name, values=tuple(share.of(counts.get(name, {})) or None for name in names), tone=share.tone)
        for share in shares
    )
    return tuple(series for series in found if any(series.values))


def _told(names: Sequence[str], counts: Mapping[str, Mapping[Standing, int]], shares: Sequence[Share]) -> str:
    sentences: list[str] = []
    for name in names:
        own = counts.get(name, {})
        told = f"{_number(sum(own.values()))} đầu việc ({_parts(own, shares)})" if own else "không có đầu việc"
        sentences.append(f"{name}: {told}.")
    return " ".join(sentences)


def _parts(counts: Mapping[Standing, int], shares: Sequence[Share]) -> str:
    """What a bar is made of: "hoàn thành đúng hạn 05, quá thời hạn 01"."""
    return ", ".join(f"{lower_first(s.name)} {_number(s.of(counts))}" for s in shares if s.of(counts))


def _columns(plan: ReportPlan) -> list[tuple[str, DateRange]]:
    """The months that the window touches; quarters or years where those are more than a chart can show."""
    for months in (1, 3):
        periods = _periods(plan.window, months)
        if len(periods) <= _MOST_COLUMNS:
            break
    else:
        periods = _periods(plan.window, 12)
    return [(_label(period), period.calendar) for period in periods]


def _periods(window: DateRange, months: int) -> list[Period]:
    first = window.start
    period = Period(first.year, months, (first.month - 1) // months + 1)
    found = [period]
    while found[-1].calendar.end < window.end:
        found.append(found[-1].next())
    return found


def _label(period: Period) -> str:
    """A month as "7/2017", else the period in words."""
    return f"{period.ordinal}/{period.year}" if period.months == 1 else upper_first(period_text(period))


def _column(due: date, window: DateRange, columns: Sequence[tuple[str, DateRange]]) -> str:
    if due < window.start:
        return BEFORE
    if due >= window.end:
        return AFTER
    return next(label for label, days in columns if due in days)


def _step_text(columns: Sequence[tuple[str, DateRange]]) -> str:
    days = (columns[0][1].end - columns[0][1].start).days
    return "tháng" if days <= 31 else "quý" if days <= 92 else "năm"


def _number(value: int) -> str:
    return number_text(Decimal(value))
