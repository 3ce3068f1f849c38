"""The charts of a report count what its headline counts, whatever the facts are."""

from collections import Counter
from dataclasses import replace
from datetime import date

from draft.generated import snapshots
from draft.samples import AREAS, PERIOD, Book, full_snapshot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sizes import size

from dondoc.core.period import DateRange, Period
from dondoc.core.progress import Headline
from dondoc.core.report import ReportCalendar, ReportKind, ReportPlan
from dondoc.core.snapshot import Snapshot, Standing
from dondoc.core.task import Status
from dondoc.draft.charts import AFTER, BEFORE, BY_STANDING, BY_TIME, build_charts
from dondoc.draft.office import Area
from dondoc.draft.report_context import Chart

#: Which figures of the headline a series adds up.
FIGURES = {
    "Hoàn thành đúng hạn": ("done_on_time",),
    "Hoàn thành chậm": ("done_late",),
    "Hoàn thành một phần": ("partly_done",),
    "Chưa thực hiện được": ("not_done",),
    "Quá thời hạn": ("overdue",),
    "Đang thực hiện trong hạn": ("in_time",),
    "Tạm dừng hoặc được miễn": ("suspended", "waived"),
    "Không hoàn thành hoặc một phần": ("partly_done", "not_done"),
    "Còn mở": ("overdue", "in_time", "suspended"),
    "Được cho phép không thực hiện": ("waived",),
}


def charts(snapshot: Snapshot) -> dict[str, Chart]:
    return {chart.key: chart for chart in build_charts(snapshot, AREAS)}


def expected(headline: Headline, name: str) -> int:
    return sum(getattr(headline, figure) for figure in FIGURES[name])


def total(chart: Chart) -> int:
    return sum(value or 0 for series in chart.series for value in series.values)


def with_year_before(snapshot: Snapshot, earlier: Snapshot) -> Snapshot:
    """The other facts, told as those of a year before: due days and windows stand where they stood."""
    plan = replace(snapshot.plan, period=snapshot.plan.period.year_before())
    return replace(snapshot, year_before=replace(earlier, plan=plan))


@settings(max_examples=size(300, small=40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshots(), snapshots())
def test_every_sum_of_a_chart_is_a_figure_of_the_headline(snapshot: Snapshot, earlier: Snapshot) -> None:
    drawn = charts(with_year_before(snapshot, earlier))
    headline = snapshot.headline
    assert set(drawn) == (
        {"by_area", "by_month", *(["year_before"] if earlier.headline.total else [])} if headline.total else set()
    )
    for chart in (drawn[key] for key in ("by_area", "by_month") if key in drawn):
        assert total(chart) == headline.total
        assert {s.name: sum(v or 0 for v in s.values) for s in chart.series} == {
            s.name: expected(headline, s.name) for s in chart.series
        }
        assert all(len(s.values) == len(chart.categories) for s in chart.series)
        assert len(set(chart.categories)) == len(chart.categories)
    if "year_before" in drawn:
        then, now = drawn["year_before"].series
        names = drawn["year_before"].categories
        assert [expected(earlier.headline, name) for name in names] == list(then.values)
        assert [expected(headline, name) for name in names] == list(now.values)
        assert (sum(v or 0 for v in then.values), sum(v or 0 for v in now.values)) == (
            earlier.headline.total,
            headline.total,
        )


def test_each_standing_of_a_slot_is_in_exactly_one_share() -> None:
    for shares in (BY_STANDING, BY_TIME):
        counted = Counter(where for share in shares for where in share.standings)
        assert counted == Counter({where: 1 for where in Standing if where is not Standing.DIRECTION})


def test_areas_stand_in_the_order_of_the_office_and_the_rest_last() -> None:
    book = Book()
    for area in ("charity", "unheard_of", "education"):
        book.add("Tổ chức 01 hội nghị", area, [(book.slot(Status.DONE, done_on=date(2017, 9, 1)), [])])
    [chart, _] = build_charts(book.snapshot(), AREAS)
    assert chart.categories == (
        "Tuyên truyền, giáo dục, học tập nghị quyết",
        "Xã hội, từ thiện, đền ơn đáp nghĩa",
        "Nội dung khác",
    )
    assert [(s.name, s.values) for s in chart.series] == [("Hoàn thành đúng hạn", (1, 1, 1))]


def test_a_slot_counts_in_the_month_in_which_it_is_due_whenever_it_was_done() -> None:
    book = Book()
    for due, done_on in ((date(2017, 6, 20), date(2017, 8, 1)), (date(2017, 9, 30), date(2017, 7, 3))):
        book.add("Tổ chức 01 hội nghị", "women", [(book.slot(Status.DONE, due=due, done_on=done_on), [])])
    book.add("Tổ chức 01 hội thi", "women", [(book.slot(due=date(2018, 3, 1)), [])])
    chart = charts(book.snapshot())["by_month"]
    assert chart.categories == (BEFORE, "7/2017", "8/2017", "9/2017", "10/2017", "11/2017", "12/2017", AFTER)
    assert {s.name: [n for n, v in zip(chart.categories, s.values, strict=True) if v] for s in chart.series} == {
        "Hoàn thành đúng hạn": ["9/2017"],
        "Hoàn thành chậm": [BEFORE],
        "Còn mở": [AFTER],
    }


@given(st.dates(date(2017, 1, 1), date(2018, 12, 1)), st.integers(min_value=0, max_value=4000))
def test_a_window_of_any_length_has_at_most_a_dozen_columns_and_each_day_is_in_one(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    period = Period.half_of(last)
    window = DateRange.through(first, last)
    plan = ReportPlan(unit_id=1, kind=ReportKind.INTERIM, period=period, window=window, cut_off=last)
    book = Book()
    for due in (first, last):
        slot = replace(book.slot(due=due), window=DateRange.through(due, due))
        book.add("Tổ chức 01 hội nghị", "women", [(slot, [])])
    [_, chart] = build_charts(replace(book.snapshot(), plan=plan), AREAS)
    assert total(chart) == 2
    assert 1 <= len(chart.categories) <= 12
    assert BEFORE not in chart.categories


def test_a_month_before_the_window_of_nghi_dinh_09_begins_is_outside_it() -> None:
    plan = ReportPlan(
        unit_id=1,
        kind=ReportKind.INTERIM,
        period=PERIOD,
        window=DateRange.through(date(2017, 6, 15), date(2017, 12, 14)),
        cut_off=date(2017, 12, 14),
    )
    book = Book()
    for day in (14, 15):
        book.add("Tổ chức 01 hội nghị", "women", [(book.slot(due=date(2017, 6, day)), [])])
    [_, chart] = build_charts(replace(book.snapshot(), plan=plan), AREAS)
    assert chart.categories == (BEFORE, "6/2017", *(f"{m}/2017" for m in range(7, 13)))
    assert [s.values[:2] for s in chart.series] == [(1, 1)]


def test_the_words_beside_a_chart_tell_its_figures() -> None:
    snapshot = full_snapshot()
    chart = charts(snapshot)["by_area"]
    assert f"cả thảy {snapshot.headline.total} đầu việc" in chart.description
    assert (
        "Kiểm tra, giám sát, giải quyết khiếu nại, tố cáo: 02 đầu việc (quá thời hạn 01, tạm dừng hoặc được miễn 01)."
    ) in chart.description


def test_a_report_of_directions_only_has_no_chart() -> None:
    book = Book()
    book.add("Lắng nghe góp ý của công nhân", "women", is_direction=True)
    assert build_charts(book.snapshot(), AREAS) == ()


def test_without_facts_of_the_year_before_nothing_is_compared() -> None:
    assert set(charts(full_snapshot())) == {"by_area", "by_month"}
    nothing = replace(full_snapshot(), views=(), plan=ReportCalendar().plan_for(1, PERIOD.year_before()))
    assert set(charts(replace(full_snapshot(), year_before=nothing))) == {"by_area", "by_month"}


def test_two_areas_of_one_name_are_one_bar() -> None:
    book = Book()
    for area in ("women", "family", "elsewhere"):
        book.add("Tổ chức 01 hội nghị", area, [(book.slot(), [])])
    areas = [Area("women", "Nữ công"), Area("family", "Nữ công"), Area("other", "Nội dung khác")]
    [chart, _] = build_charts(book.snapshot(), areas)
    assert chart.categories == ("Nữ công", "Nội dung khác")
    assert [s.values for s in chart.series] == [(2, 1)]
