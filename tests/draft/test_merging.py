"""Many units' reports as one: nothing counted twice, nothing lost, each line open to its units."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dondoc.core.fact_sheet import Counts, FactFigure, FactRow, FactSheet
from dondoc.core.target import Role
from dondoc.draft.merged_text import MergedParts, merged_parts, sums_of_units
from dondoc.draft.merging import MergedUnits, MergeRules, Reporting, merge_units
from dondoc.draft.wording import Voice

RULES = MergeRules(nouns=(("Công đoàn cơ sở", "CĐCS"),), fewest_compared=5)
VOICE = Voice(verbs=frozenset({"tổ chức", "kết nạp"}), units={}, cut_off=date(2026, 12, 31))
DAYS: dict[str, object] = {
    "period": "2026-H2",
    "first_day": date(2026, 7, 1),
    "last_day": date(2026, 12, 31),
    "cut_off": date(2026, 12, 31),
}
DONE = Counts(total=1, done_on_time=1, proven=1)
ATTESTED = Counts(total=1, done_on_time=1)
MISSED = Counts(total=1, not_done=1)


def figure(reached: int | None, unit: str = "hội nghị", planned: int = 1, **more: object) -> FactFigure:
    value = Decimal(reached) if reached is not None else None
    fields: dict[str, object] = {"percent": False, "role": Role.REACH, **more}
    return FactFigure(unit=unit, planned=Decimal(planned), reached=value, **fields)  # type: ignore[arg-type]


def row(name: str, counts: Counts = DONE, *figures: FactFigure, area: str = "women") -> FactRow:
    done = int(counts.total > 0 and counts.done == counts.total)
    return FactRow(code="", area=area, name=name, counts=counts, figures=figures, units_done=done)


def sheet(number: int, *rows: FactRow, **more: object) -> Reporting:
    code, name = f"CS{number:02}", f"Công đoàn cơ sở số {number}"
    coded = tuple(replace(r, code=f"{code}-2026-H2-{n:02}") for n, r in enumerate(rows, 1))
    facts = FactSheet(
        unit_code=code,
        unit_name=name,
        rows=coded,
        **DAYS | more,  # type: ignore[arg-type]
    )
    return Reporting(code=code, name=name, sheet=facts, source=f"Báo cáo số {number}/BC-CĐCS")


def silent(number: int) -> Reporting:
    return Reporting(code=f"CS{number:02}", name=f"Công đoàn cơ sở số {number}")


def parts(units: Sequence[Reporting], rules: MergeRules = RULES) -> MergedParts:
    return merged_parts(merge_units(units, rules), VOICE)


def texts(told: MergedParts) -> list[str]:
    return [line.text for _, line in told.results]


def test_the_same_work_of_all_units_is_one_line_with_its_sum() -> None:
    units = [sheet(n, row("tổ chức hội nghị người lao động", DONE, figure(1))) for n in range(1, 49)]
    [line] = texts(parts(units))
    assert line == "- 48/48 CĐCS đã tổ chức hội nghị người lao động: tổng cộng 48 hội nghị, đạt kế hoạch."


def test_who_has_not_done_it_is_named_and_a_done_without_proof_is_counted() -> None:
    units = [
        sheet(1, row("kết nạp đoàn viên", DONE, figure(12, "đoàn viên", 10))),
        sheet(2, row("kết nạp đoàn viên", ATTESTED, figure(10, "đoàn viên", 10))),
        sheet(3, row("kết nạp đoàn viên", MISSED, figure(None, "đoàn viên", 10))),
    ]
    [line] = texts(parts(units))
    assert line == (
        "- 02/03 CĐCS đã kết nạp đoàn viên: tổng cộng 22 đoàn viên, đạt 73,3% kế hoạch; "
        "01/02 việc có minh chứng được chấp nhận; chưa hoàn thành: Công đoàn cơ sở số 3."
    )


def test_a_line_opens_to_its_units_and_their_commitments() -> None:
    units = [sheet(n, row("tổ chức hội nghị", DONE, figure(n, planned=2))) for n in (1, 2)]
    [(_, line)] = parts(units).results
    [opening] = line.figures
    assert [(o.kind, o.ref, o.label) for o in opening.origins] == [
        ("unit", "CS01-2026-H2-01", "Công đoàn cơ sở số 1: 01/02 hội nghị; hoàn thành 01/01 việc, có minh chứng"),
        ("unit", "CS02-2026-H2-01", "Công đoàn cơ sở số 2: 02/02 hội nghị; hoàn thành 01/01 việc, có minh chứng"),
    ]
    assert line.codes == ("CS01-2026-H2-01", "CS02-2026-H2-01")


def test_rates_are_never_added() -> None:
    whole = [
        figure(90, "đoàn viên", 95, percent=True, numerator=Decimal(9), denominator=Decimal(10)),
        figure(50, "đoàn viên", 95, percent=True, numerator=Decimal(45), denominator=Decimal(90)),
    ]
    units = [sheet(n, row("khám sức khỏe", DONE, rate)) for n, rate in enumerate(whole, 1)]
    [line] = texts(parts(units))
    assert "tính chung 54/100 đoàn viên, đạt 54%" in line
    bare = [sheet(n, row("khám", DONE, figure(value, "", 95, percent=True))) for n, value in enumerate((90, 50, 60), 1)]
    [line] = texts(parts(bare))
    assert "từ 50% đến 90%, mức giữa 60%" in line


def test_missing_and_empty_reports_are_named_and_counted() -> None:
    units = [sheet(1, row("tổ chức hội nghị")), sheet(2), *(silent(n) for n in range(3, 11))]
    told = parts(units)
    assert told.overview[0].text == "Đến hết ngày 31/12/2026, 02/10 CĐCS đã có báo cáo."
    assert told.overview[-1].text == "Báo cáo không có số liệu: Công đoàn cơ sở số 2."
    assert told.limits[0].text.startswith("- Còn 08 CĐCS chưa có báo cáo: Công đoàn cơ sở số 3, ")
    assert told.limits[0].text.endswith("Công đoàn cơ sở số 7 và 03 CĐCS khác (xem phụ lục).")
    assert len(told.limits[0].figures[0].origins) == 8
    rows = told.annexes[0].rows
    assert [r.cells[2] for r in rows] == [
        "Báo cáo số 1/BC-CĐCS",
        "Báo cáo số 2/BC-CĐCS",
        *["Chưa có báo cáo"] * 8,
        "02/10",
    ]


def test_a_figure_far_from_all_others_is_to_be_looked_at_and_stays_in_the_sum() -> None:
    values = [4, 5, 4, 6, 5, 40]
    units = [sheet(n, row("trao quà", DONE, figure(v, "suất quà", 4))) for n, v in enumerate(values, 1)]
    merged = merge_units(units, RULES)
    [outlier] = merged.outliers
    assert (outlier.share.unit_code, outlier.value, outlier.middle) == ("CS06", 40, 5)
    assert "tổng cộng 64 suất quà" in texts(parts(units))[0]
    annex = parts(units).annexes[-1]
    assert annex.rows[0].cells[1:] == (
        "Công đoàn cơ sở số 6", "Trao quà", "40/04 suất quà", "Khác xa các đơn vị khác (mức giữa: 05 suất quà)",
    )  # fmt: skip


def test_work_of_one_unit_is_counted_with_the_rest_of_its_area() -> None:
    units = [
        sheet(1, row("tổ chức hội nghị"), row("xây nhà để xe", MISSED)),
        sheet(2, row("tổ chức hội nghị"), row("sửa hội trường")),
    ]
    assert texts(parts(units)) == [
        "- 02/02 CĐCS đã tổ chức hội nghị.",
        "- Ngoài ra, các CĐCS hoàn thành 01/02 đầu việc khác.",
    ]


def test_a_merged_report_merges_again_and_keeps_counting_units() -> None:
    below = merge_units(
        [*(sheet(n, row("tổ chức hội nghị", DONE, figure(2, planned=1))) for n in range(1, 4)), silent(4)], RULES
    )
    commune = FactSheet(
        unit_code="X1", unit_name="Công đoàn xã 1", **DAYS, rows=below.rows(),
        units_expected=below.expected_count, units_reported=below.reported_count,
    )  # fmt: skip
    other = sheet(9, row("tổ chức hội nghị", MISSED, figure(None)))
    units = [Reporting(code="X1", name="Công đoàn xã 1", sheet=commune, source="Báo cáo"), other]
    told = parts(units)
    assert told.overview[0].text == "Đến hết ngày 31/12/2026, 04/05 đơn vị đã có báo cáo."
    assert texts(told)[0].startswith("- 03/04 đơn vị đã tổ chức hội nghị: tổng cộng 06 hội nghị, vượt 02 hội nghị")


COUNTS = st.builds(
    lambda late, on_time, missed, proven: Counts(
        total=late + on_time + missed, done_late=late, done_on_time=on_time, not_done=missed,
        proven=min(proven, late + on_time),
    ),
    *[st.integers(min_value=0, max_value=3)] * 4,
)  # fmt: skip
ROWS = st.builds(
    lambda name, area, counts, reached: row(name, counts, figure(reached), area=area),
    st.sampled_from(["tổ chức hội nghị", "Tổ chức hội nghị", "kết nạp", "thăm hỏi"]),
    st.sampled_from(["women", "finance"]),
    COUNTS,
    st.none() | st.integers(min_value=0, max_value=50),
)


@given(st.lists(st.none() | st.lists(ROWS, max_size=4), min_size=1, max_size=8))
def test_every_unit_and_every_piece_of_work_is_counted_exactly_once(drawn: list[list[FactRow] | None]) -> None:
    units = [silent(n) if rows is None else sheet(n, *rows) for n, rows in enumerate(drawn, 1)]
    merged: MergedUnits = merge_units(units, RULES)
    assert len(merged.reported) + len(merged.missing) == len(units)
    works = (*merged.works, *merged.rest)
    total = sum((u.sheet.counts.total for u in merged.reported if u.sheet), 0)
    assert sum(w.counts.total for w in works) == merged.counts.total == total
    sums = sums_of_units(merged)
    assert all(sums.get(u.code, Counts()) == u.sheet.counts for u in merged.reported if u.sheet)
    reached = sum(f.reached or 0 for u in merged.reported if u.sheet for r in u.sheet.rows for f in r.figures)
    assert sum((f.reached or Decimal(0) for w in works for f in w.figures), Decimal(0)) == reached
    assert sum(r.counts.total for r in merged.rows()) == total
    told = merged_parts(merged, VOICE)
    assert [r.code for r in told.annexes[0].rows[:-1]] == [u.code for u in units]


def test_a_unit_that_merges_itself_keeps_its_own_work_apart_from_that_of_the_units_below_it() -> None:
    below = replace(row("tổ chức hội nghị"), units=12, units_done=10)
    own = row("tổ chức hội nghị")
    commune = sheet(1, own, units_expected=13, units_reported=12)
    assert commune.sheet is not None
    merged = merge_units(
        [replace(commune, sheet=replace(commune.sheet, rows=(*commune.sheet.rows, below))), sheet(2, own)], RULES
    )
    assert [(work.units, work.units_done) for work in merged.works] == [(14, 12)]
    told = merged_parts(merged, VOICE)
    assert [line.text for line in told.limits] == ["- Công đoàn cơ sở số 1 còn 01 đơn vị trực thuộc chưa có báo cáo."]


def test_each_cap_is_judged_by_its_own_limit() -> None:
    def capped(fires: int, accidents: int) -> FactRow:
        return row(
            "bảo đảm an toàn",
            DONE,
            figure(fires, "vụ cháy", 0, role=Role.CAP),
            figure(accidents, "vụ tai nạn", 5, role=Role.CAP),
        )

    [line] = texts(parts([sheet(1, capped(0, 3)), sheet(2, capped(1, 2))]))
    assert "tổng cộng 01 vụ cháy, 01 CĐCS vượt mức cho phép" in line
    assert line.endswith("trong kỳ có tổng cộng 05 vụ tai nạn.")


def test_a_unit_that_is_still_in_time_or_was_released_is_not_called_late_nor_taken_for_zero() -> None:
    waiting, released = Counts(total=1, under_way=1), Counts(total=1, waived=1)
    units = [
        sheet(1, row("kết nạp đoàn viên", DONE, figure(5, "đoàn viên", 5))),
        sheet(2, row("kết nạp đoàn viên", waiting, figure(None, "đoàn viên", 45))),
        sheet(3, row("kết nạp đoàn viên", released, figure(None, "đoàn viên", 0))),
    ]
    [line] = texts(parts(units))
    assert line == "- 01/03 CĐCS đã kết nạp đoàn viên: tổng cộng 05 đoàn viên, đạt kế hoạch."
