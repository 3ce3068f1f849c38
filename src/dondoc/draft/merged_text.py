"""The words of a merged report: how many units reported, each kind of work over all units, what is to be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from dondoc.core.fact_sheet import Counts, FactFigure
from dondoc.core.progress import Result
from dondoc.core.target import Comparator, Role, Target
from dondoc.draft.clause import lower_first, upper_first, verb_at_head
from dondoc.draft.comparison import comparisons
from dondoc.draft.figures import day_text, joined, number_text
from dondoc.draft.merging import (
    MergedUnits,
    MergedWork,
    MergeRules,
    Outlier,
    Reporting,
    SumFigure,
    UnitShare,
    by_unit,
    noun_of,
)
from dondoc.draft.report_context import Annex, AnnexColumn, AnnexRow, Figure, Line, Origin
from dondoc.draft.wording import Voice

_COUNT_WORDS = (
    ("done_on_time", "hoàn thành đúng hạn"),
    ("done_late", "hoàn thành chậm"),
    ("partly", "hoàn thành một phần"),
    ("not_done", "chưa thực hiện được"),
    ("overdue", "quá thời hạn"),
    ("under_way", "đang thực hiện trong hạn"),
    ("suspended", "tạm dừng"),
    ("waived", "được cho phép không thực hiện"),
)
_UNIT_COLUMNS = (
    ("TT", 4),
    ("Đơn vị", 26),
    ("Báo cáo", 16),
    ("Tổng số việc", 7),
    ("Đúng hạn", 7),
    ("Chậm", 6),
    ("Một phần", 6),
    ("Chưa thực hiện, quá hạn", 8),
    ("Đang thực hiện, khác", 7),
    ("Tỷ lệ hoàn thành", 7),
    ("Có minh chứng", 6),
)
_DETAIL_COLUMNS = (("TT", 5), ("Nội dung", 35), ("Đơn vị", 30), ("Kết quả", 30))
_OUTLIER_COLUMNS = (("TT", 5), ("Đơn vị", 25), ("Nội dung", 30), ("Số liệu", 15), ("Lý do cần xem lại", 25))


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedParts:
    """What a report adds where it tells of the units below."""

    overview: tuple[Line, ...]
    #: (area, line), to stand with the unit's own results.
    results: tuple[tuple[str, Line], ...]
    limits: tuple[Line, ...]
    #: Without label and reference, which the whole report gives.
    annexes: tuple[Annex, ...]


def merged_parts(merged: MergedUnits, voice: Voice) -> MergedParts:
    """The lines and annexes of many units' reports."""
    rules = merged.rules
    noun = noun_of(merged.units, rules)
    annexes = [_unit_annex(merged)]
    if details := _detail_annex(merged, rules):
        annexes.append(details)
    if merged.outliers:
        annexes.append(_outlier_annex(merged.outliers))
    return MergedParts(
        overview=_overview(merged, rules, noun, voice),
        results=_results(merged, rules, noun, voice),
        limits=_limits(merged, rules, noun),
        annexes=tuple(annexes),
    )


def _overview(merged: MergedUnits, rules: MergeRules, noun: str, voice: Voice) -> tuple[Line, ...]:
    share = f"{number_text(Decimal(merged.reported_count))}/{number_text(Decimal(merged.expected_count))} {noun}"
    origins = tuple(Origin(kind="unit", ref=u.code, label=f"{u.name}: {u.source}") for u in merged.reported)
    text = f"Đến hết ngày {day_text(voice.cut_off)}, {share} đã có báo cáo"
    lines = [
        Line(text=f"{text}.", figures=(Figure(text=share, meaning="đơn vị đã có báo cáo được ký", origins=origins),))
    ]
    counts = merged.counts
    if counts.total:
        lines.append(Line(text=_counts_text(counts, noun)))
    if merged.unplanned:
        told = f"Ngoài kế hoạch, các {noun} đã thực hiện {_count(merged.unplanned)} hoạt động phát sinh."
        lines.append(Line(text=told))
    if merged.empty:
        lines.append(Line(text=f"Báo cáo không có số liệu: {_named(merged.empty, rules, noun)}."))
    return tuple(lines)


def _counts_text(counts: Counts, noun: str) -> str:
    parts = [f"{words} {_count(number)}" for name, words in _COUNT_WORDS if (number := getattr(counts, name))]
    text = f"Các {noun} đã báo cáo theo dõi {_count(counts.total)} đầu việc: {', '.join(parts)}"
    if counts.done:
        text += f"; {_count(counts.proven)}/{_count(counts.done)} đầu việc hoàn thành có minh chứng được chấp nhận"
    return f"{text}."


def _results(merged: MergedUnits, rules: MergeRules, noun: str, voice: Voice) -> tuple[tuple[str, Line], ...]:
    lines = [(work.area, _work_line(work, rules, noun, voice)) for work in merged.works]
    areas: dict[str, list[MergedWork]] = {}
    for work in merged.rest:
        areas.setdefault(work.area, []).append(work)
    told = {work.area for work in merged.works}
    for area, works in areas.items():
        total = Counts()
        for work in works:
            total = total.plus(work.counts)
        if not total.total:
            continue
        head = "Ngoài ra, các" if area in told else "Các"
        tail = "khác" if area in told else "thuộc lĩnh vực này"
        text = f"- {head} {noun} hoàn thành {_count(total.done)}/{_count(total.total)} đầu việc {tail}."
        lines.append((area, Line(text=text, figures=(_opening(works, text, voice),))))
    return tuple(lines)


def _work_line(work: MergedWork, rules: MergeRules, noun: str, voice: Voice) -> Line:
    share = f"{_count(work.units_done)}/{_count(work.units)} {noun}"
    is_deed = bool(verb_at_head(lower_first(work.name), voice.verbs))
    if work.units_done:
        what = f"đã {lower_first(work.name)}" if is_deed else f"hoàn thành nội dung “{upper_first(work.name)}”"
        text = f"{share} {what}"
    else:
        text = f"Nội dung “{upper_first(work.name)}”: chưa có {noun} nào hoàn thành ({share})"
    figures = [words for figure in work.figures if (words := _figure_text(figure, work, noun))]
    if figures:
        text += f": {'; '.join(figures)}"
    if work.counts.done and work.counts.proven < work.counts.done:
        text += f"; {_count(work.counts.proven)}/{_count(work.counts.done)} việc có minh chứng được chấp nhận"
    if work.units_done and work.open_shares:
        late = list({s.unit_code: Reporting(code=s.unit_code, name=s.unit_name) for s in work.open_shares}.values())
        text += f"; chưa hoàn thành: {_named(late, rules, noun)}"
    codes = tuple(s.row.code for s in work.shares if s.row.code)
    return Line(text=f"- {text}.", codes=codes, figures=(_opening([work], share, voice),))


def _opening(works: Sequence[MergedWork], text: str, voice: Voice) -> Figure:
    """What a line opens to: each unit with what it contributes."""
    origins = tuple(
        Origin(kind="unit", ref=share.row.code or share.unit_code, label=f"{share.unit_name}: {_share_text(share)}")
        for work in works
        for share in work.shares
    )
    return Figure(text=text, meaning="số liệu theo từng đơn vị", origins=origins)


def _share_text(share: UnitShare) -> str:
    """One unit's part: "02/02 hội nghị; hoàn thành 01/01 việc, có minh chứng"."""
    row, counts = share.row, share.row.counts
    written = [_reached(f) for f in row.figures if f.reached is not None and f.role is not Role.RANGE_HIGH]
    told = f"hoàn thành {_count(counts.done)}/{_count(counts.total)} việc"
    if counts.done:
        told += ", có minh chứng" if counts.proven == counts.done else f", {_count(counts.proven)} có minh chứng"
    return "; ".join([*written, told])


def _reached(figure: FactFigure) -> str:
    reached = figure.reached or Decimal(0)
    if figure.numerator is not None and figure.denominator is not None:
        share = f"{number_text(figure.numerator)}/{number_text(figure.denominator)}"
        rate = f" ({number_text(reached, percent=True)})" if figure.percent else ""
        return f"{share} {figure.unit}{rate}".strip()
    if figure.percent:
        return f"{number_text(reached, percent=True)} {figure.unit}".strip()
    planned = f"/{number_text(figure.planned, unit=figure.unit)}" if figure.role is Role.REACH else ""
    return f"{number_text(reached, unit=figure.unit)}{planned} {figure.unit}".strip()


def _figure_text(figure: SumFigure, work: MergedWork, noun: str) -> str:
    if figure.role is Role.RANGE_HIGH or not figure.counted:
        return ""
    if figure.percent:
        return _rate_text(figure)
    reached = figure.reached or Decimal(0)
    amount = f"{number_text(reached, unit=figure.unit)} {figure.unit}".strip()
    if figure.role is Role.CAP:
        at = work.figures.index(figure)
        pairs = zip(figure.values, work.shares, strict=True)
        over = len({s.unit_code for v, s in pairs if v is not None and v > s.row.figures[at].planned})
        return f"trong kỳ có tổng cộng {amount}" + (f", {_count(over)} {noun} vượt mức cho phép" if over else "")
    target = Target(comparator=Comparator.AT_LEAST, value=figure.planned, unit=figure.unit)
    told = comparisons([Result(target=target, value=reached)]) if figure.role is Role.REACH else []
    return ", ".join([f"tổng cộng {amount}", *told])


def _rate_text(figure: SumFigure) -> str:
    """The rate over all units by parts and wholes; without them from lowest to highest, never a mean of rates."""
    if figure.numerator is not None and figure.denominator:
        rate = number_text(figure.numerator * 100 / figure.denominator, percent=True)
        share = f"{number_text(figure.numerator)}/{number_text(figure.denominator)} {figure.unit}".strip()
        return f"tính chung {share}, đạt {rate}"
    low, high = min(figure.counted), max(figure.counted)
    noun = f" {figure.unit}" if figure.unit else ""
    if low == high:
        return f"các đơn vị cùng đạt {number_text(low, percent=True)}{noun}"
    middle = number_text(median(figure.counted), percent=True)
    return f"từ {number_text(low, percent=True)} đến {number_text(high, percent=True)}{noun}, mức giữa {middle}"


def _limits(merged: MergedUnits, rules: MergeRules, noun: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    if merged.missing:
        number = _count(len(merged.missing))
        origins = tuple(Origin(kind="unit", ref=u.code, label=u.name) for u in merged.missing)
        text = f"{number} {noun} chưa có báo cáo"
        named = f"{text}: {_named(merged.missing, rules, noun)}."
        figure = Figure(text=text, meaning="đơn vị chưa có báo cáo được ký", origins=origins)
        lines.append(Line(text=f"- Còn {named}", figures=(figure,)))
    for unit in merged.reported:
        if unit.sheet is not None and (below := unit.sheet.units_expected - unit.sheet.units_reported):
            lines.append(Line(text=f"- {unit.name} còn {_count(below)} đơn vị trực thuộc chưa có báo cáo."))
    late = [(unit, unit.sheet.counts) for unit in merged.reported if unit.sheet is not None]
    missed = [unit for unit, counts in late if counts.not_done or counts.overdue]
    if missed:
        total = sum(counts.not_done + counts.overdue for _, counts in late)
        text = f"- {_count(len(missed))} {noun} còn {_count(total)} đầu việc chưa thực hiện hoặc quá thời hạn: "
        lines.append(Line(text=f"{text}{_named(missed, rules, noun)}."))
    return tuple(lines)


def _named(units: Sequence[Reporting], rules: MergeRules, noun: str) -> str:
    names = [unit.name for unit in units[: rules.units_named]]
    if len(units) <= rules.units_named:
        return joined(names)
    return f"{', '.join(names)} và {_count(len(units) - rules.units_named)} {noun} khác (xem phụ lục)"


def _unit_annex(merged: MergedUnits) -> Annex:
    """Every unit that was to report, in the order of its code, with a last row of sums."""
    rows = [_unit_row(number, unit) for number, unit in enumerate(merged.units, 1)]
    told = f"{_count(merged.reported_count)}/{_count(merged.expected_count)}"
    total = ("", "Cộng", told, *_count_cells(merged.counts))
    return _annex("TỔNG HỢP THEO ĐƠN VỊ", _UNIT_COLUMNS, [*rows, AnnexRow(code="", cells=total)])


def _unit_row(number: int, unit: Reporting) -> AnnexRow:
    if unit.sheet is None:
        return AnnexRow(code=unit.code, cells=(str(number), unit.name, "Chưa có báo cáo", *[""] * 8))
    cells = (str(number), unit.name, unit.source, *_count_cells(unit.sheet.counts))
    return AnnexRow(code=unit.code, cells=cells)


def _count_cells(counts: Counts) -> tuple[str, ...]:
    others = counts.under_way + counts.suspended + counts.waived
    missed = counts.not_done + counts.overdue
    numbers = (counts.total, counts.done_on_time, counts.done_late, counts.partly, missed, others)
    judged = counts.total - counts.under_way - counts.waived - counts.suspended
    rate = number_text(Decimal(counts.done * 100) / judged, percent=True) if judged else ""
    proven = f"{counts.proven}/{counts.done}" if counts.done else ""
    return (*(number_text(Decimal(n), unit="giờ") for n in numbers), rate, proven)


def _detail_annex(merged: MergedUnits, rules: MergeRules) -> Annex | None:
    """Each line of the results by unit; None where that would fill a book."""
    rows = [
        AnnexRow(code=share.row.code, cells=(str(number), upper_first(work.name), share.unit_name, _share_text(share)))
        for number, work in enumerate(merged.works, 1)
        for share in work.shares
    ]
    if not rows or len(rows) > rules.detail_rows:
        return None
    return _annex("KẾT QUẢ TỪNG NỘI DUNG THEO ĐƠN VỊ", _DETAIL_COLUMNS, rows)


def _outlier_annex(outliers: Sequence[Outlier]) -> Annex:
    rows = [
        AnnexRow(
            code=o.share.row.code,
            cells=(str(number), o.share.unit_name, upper_first(o.work), _reached(o.figure), _why(o)),
        )
        for number, o in enumerate(outliers, 1)
    ]
    return _annex("SỐ LIỆU CẦN XEM LẠI TRƯỚC KHI KÝ", _OUTLIER_COLUMNS, rows)


def _why(outlier: Outlier) -> str:
    figure = outlier.figure
    if outlier.middle is None:
        times = number_text(outlier.value / figure.planned)
        return f"Gấp {times} lần kế hoạch của đơn vị"
    middle = number_text(outlier.middle, unit=figure.unit, percent=figure.percent)
    return f"Khác xa các đơn vị khác (mức giữa: {middle} {'' if figure.percent else figure.unit}".rstrip() + ")"


def _annex(title: str, columns: Sequence[tuple[str, int]], rows: Sequence[AnnexRow]) -> Annex:
    return Annex(
        label="Phụ lục",
        title=title,
        reference="",
        columns=tuple(AnnexColumn(title=name, width=width) for name, width in columns),
        rows=tuple(rows),
    )


def sums_of_units(merged: MergedUnits) -> Mapping[str, Counts]:
    """What each unit's lines add up to, by its code: with the directions left out it is what its own sheet counts."""
    sums: dict[str, Counts] = {}
    for code, shares in by_unit((*merged.works, *merged.rest)).items():
        total = Counts()
        for _, share in shares:
            total = total.plus(share.row.counts)
        sums[code] = total
    return sums


def with_label(annex: Annex, label: str, reference: str) -> Annex:
    """The annex under its number, with the report that it belongs to."""
    return replace(annex, label=label, reference=reference)


def _count(number: int) -> str:
    return number_text(Decimal(number))
