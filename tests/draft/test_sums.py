"""Totals that do not add up are found, each planted alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from draft.generated import snapshots
from draft.samples import Book, full_snapshot, target
from draft.test_context import drafted
from hypothesis import HealthCheck, given, settings
from sizes import size

from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Aggregate
from dondoc.core.task import Status
from dondoc.draft.report_context import Annex, AnnexColumn, AnnexRow, Line, ReportContext
from dondoc.draft.sums import sentence_faults, sum_faults, table_faults


def faults(text: str) -> list[tuple[str, str]]:
    return [(fault.total, fault.parts) for fault in sentence_faults(Line(text=text, key="k"))]


def with_line(context: ReportContext, old: str, new: str) -> ReportContext:
    """The report with other words in every line that has the old ones."""
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(replace(p, text=p.text.replace(old, new)) for p in section.paragraphs),
        )
        for section in context.sections
    )
    return replace(context, sections=sections)


def test_a_report_of_sound_facts_adds_up() -> None:
    facts = full_snapshot()
    assert sum_faults(facts, drafted(facts)) == ()


def test_a_headline_with_another_part_is_found() -> None:
    facts = full_snapshot()
    wrong = with_line(drafted(facts), "hoàn thành chậm 01", "hoàn thành chậm 02")
    (fault,) = sum_faults(facts, wrong)
    assert (fault.place, fault.total, fault.parts) == ("overview.p1", "27", "28")


def test_a_row_that_is_missing_or_stands_twice_is_found() -> None:
    facts = full_snapshot()
    context = drafted(facts)
    annex = context.annexes[0]
    short = replace(context, annexes=(replace(annex, rows=annex.rows[1:]),))
    twice = replace(context, annexes=(replace(annex, rows=(*annex.rows, annex.rows[17])),))
    assert [(f.place, f.total, f.parts) for f in sum_faults(facts, short)] == [("phụ lục", "27", "26")]
    assert [(f.place, f.total, f.parts) for f in sum_faults(facts, twice)] == [("phụ lục", "27", "33")]


def test_a_promise_under_two_areas_is_found() -> None:
    facts = full_snapshot()
    context = drafted(facts)
    results = context.sections[1]
    first, second = results.groups[0], results.groups[1]
    doubled = (first, replace(second, lines=(*second.lines, first.lines[0])), *results.groups[2:])
    wrong = replace(context, sections=(context.sections[0], replace(results, groups=doubled), *context.sections[2:]))
    assert [f.place for f in sum_faults(facts, wrong)] == ["các lĩnh vực"]


def test_a_total_in_a_sentence_is_the_sum_of_the_parts_listed_after_it() -> None:
    assert faults("Đã giao tổng số 12 nhiệm vụ: hoàn thành 07, đang thực hiện 04.") == [("12", "11")]
    assert faults("Đã giao tổng số 12 nhiệm vụ: hoàn thành 08, đang thực hiện 04.") == []
    # A list of some of them says nothing of the rest.
    assert faults("Có 12 nhiệm vụ, trong đó: trọng tâm 03, đột xuất 02.") == []
    assert faults("Đã mở 02 đơn vị: thành phố X, huyện Y; kinh phí 5 triệu đồng, 3 ngày.") == []


def test_a_percentage_is_that_of_its_part_and_whole() -> None:
    assert faults("Đạt 95% (38/40) đoàn viên.") == []
    assert faults("Đạt 66,67% (2/3) đoàn viên, 66,7% (2/3).") == []
    assert faults("Đạt 85% (38/40) đoàn viên.") == [("85%", "38/40")]
    assert faults("Đạt 105% (42/40) đoàn viên.") == [("40", "42")]


def test_a_part_that_is_more_than_the_whole_is_found_in_the_ledger() -> None:
    book = Book()
    slot = book.slot(Status.DONE, done_on=date(2017, 9, 15))
    met = book.activity(slot, date(2017, 9, 15), "45", denominator=Decimal(40))
    book.add(
        "100% đoàn viên được tập huấn",
        "education",
        [(slot, [met])],
        targets=(target("100", "đoàn viên", percent=True, aggregate=Aggregate.SHARE),),
    )
    facts = book.snapshot()
    found = sum_faults(facts, drafted(facts))
    assert {(f.total, f.parts, f.is_share) for f in found} == {("40", "45", True)}
    assert found[0].place == "CD-2017-H2-01"


def test_the_row_of_totals_of_an_annex_is_the_sum_of_the_others() -> None:
    columns = tuple(AnnexColumn(title=title, width=25) for title in ("TT", "Lĩnh vực", "Đầu việc", "Đạt"))
    rows = (("1", "Tuyên truyền", "05", "60%"), ("2", "Nữ công", "07", "70%"), ("", "Tổng cộng", "12", "66%"))
    annex = Annex(
        label="Phụ lục II",
        title="",
        reference="",
        columns=columns,
        rows=tuple(AnnexRow(code="", cells=cells) for cells in rows),
    )
    assert list(table_faults(annex)) == []
    wrong = replace(annex, rows=(*annex.rows[:2], AnnexRow(code="", cells=("", "Tổng cộng", "13", "66%"))))
    (fault,) = table_faults(wrong)
    assert (fault.place, fault.total, fault.parts) == ("Phụ lục II, cột Đầu việc", "13", "12")


@given(snapshots())
@settings(max_examples=size(150, small=20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_facts_only_recorded_shares_can_be_wrong(facts: Snapshot) -> None:
    assert [f for f in sum_faults(facts, drafted(facts)) if not f.is_share] == []
