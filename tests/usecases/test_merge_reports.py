"""A higher union's report from the issued ones of its units."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from ledger_office import CLERK, Ledger, Line, at, target
from report_desk import DUE, H1, H2, MADE, Desk, done

from dondoc.core.unit import Unit
from dondoc.documents.json_writer import render_json
from dondoc.draft.merging import MergeRules
from dondoc.draft.number_and_date import with_number
from dondoc.draft.report_context import ReportContext
from dondoc.errors import BadInput, DondocError, NotFound
from dondoc.usecases.draft_report import Drafted
from dondoc.usecases.issue_report import issue_report, submit_report
from dondoc.usecases.merge_units import merge_unit
from dondoc.usecases.take_report import Taken, take_report
from dondoc.usecases.update_task import mark_not_done

RULES = MergeRules(nouns=(("Công đoàn cơ sở", "CĐCS"),))
NAMES = {f"CS{n}": f"Công đoàn cơ sở Xưởng {n}" for n in range(1, 5)}
SIGNED = at(date(2027, 1, 6))
LATER = at(date(2027, 1, 10))
MEETING = Line("Tổ chức ít nhất 02 hội nghị người lao động", (target(2, "hội nghị người lao động"),), due=DUE)


@pytest.fixture
def union(ledger: Ledger) -> Desk:
    for code, name in NAMES.items():
        ledger.add_unit(code, name)
    return Desk(ledger)


def unit(desk: Desk, code: str) -> Unit:
    with desk.ledger.database.reading() as work:
        found = work.units.by_code(code)
    assert found is not None
    return found


def promise(desk: Desk, code: str, *lines: Line) -> list[str]:
    paper = {"issuer": NAMES[code], "number": f"{code[2:]}{len(lines[0].text)}/BC-CĐCS", "tail": f"{code} báo cáo"}
    return desk.ledger.confirm(*lines, unit_code=code, **paper)


def issue(desk: Desk, code: str) -> Drafted:
    drafted = desk.write(H2, MADE, unit_id=unit(desk, code).id)
    begin, report = desk.ledger.begin, drafted.report
    submit_report(begin, report.id, actor=CLERK, now=SIGNED)
    number = f"1{code[2:]}/BC-CĐCS"
    issue_report(begin, report.id, number=number, issued_on=SIGNED.date(), actor=CLERK, now=SIGNED)
    return drafted


def merged(desk: Desk) -> Drafted:
    return desk.write(H2, LATER, merge=RULES)


def words(context: ReportContext) -> str:
    lines = [line.text for s in context.sections for line in (*s.paragraphs, *(x for g in s.groups for x in g.lines))]
    return "\n".join(lines)


def two_of_four(union: Desk) -> None:
    (first,) = promise(union, "CS1", MEETING)
    (second,) = promise(union, "CS2", MEETING)
    union.ledger.prove(union.ledger.record(first, date(2026, 12, 1), 3))
    done(union.ledger, first, date(2026, 12, 2))
    mark_not_done(union.ledger.begin, second, "Mưa bão", actor=CLERK, now=at(date(2027, 1, 3)))
    issue(union, "CS1")
    issue(union, "CS2")


def test_the_units_issued_reports_are_one_report(union: Desk) -> None:
    two_of_four(union)
    told = words(merged(union).context)
    assert "02/04 CĐCS đã có báo cáo" in told
    assert "- 01/02 CĐCS đã tổ chức hội nghị người lao động: tổng cộng 03 hội nghị người lao động" in told
    assert "chưa hoàn thành: Công đoàn cơ sở Xưởng 2." in told
    assert "- Còn 02 CĐCS chưa có báo cáo: Công đoàn cơ sở Xưởng 3 và Công đoàn cơ sở Xưởng 4." in told


def test_the_figures_are_those_that_were_signed_whatever_the_ledger_says_now(union: Desk) -> None:
    two_of_four(union)
    before = merged(union)
    late = promise(union, "CS1", Line("Mở thêm một lớp", due=DUE))
    assert late
    assert merged(union).context == before.context
    assert merged(union).is_repeat


def test_a_draft_does_not_count_and_own_work_stands_beside(union: Desk) -> None:
    two_of_four(union)
    promise(union, "CS3", MEETING)
    union.write(H2, MADE, unit_id=unit(union, "CS3").id)
    (own,) = union.ledger.confirm(Line("Hội thao toàn công ty", due=DUE))
    done(union.ledger, own, date(2026, 12, 5))
    drafted = merged(union)
    assert "02/04 CĐCS đã có báo cáo" in words(drafted.context)
    assert drafted.headline.total == 1
    assert own in {row.code for row in drafted.context.annexes[0].rows}
    stored = json.loads(drafted.report.context_json)["facts"]
    assert (stored["units_expected"], stored["units_reported"], len(stored["rows"])) == (4, 2, 2)


def test_the_tree_is_that_of_the_cut_off(union: Desk) -> None:
    two_of_four(union)
    merge_unit(union.ledger.begin, "CS4", "CS1", basis="QĐ 3/QĐ", actor=CLERK, now=at(date(2026, 11, 1)))
    merge_unit(union.ledger.begin, "CS3", "CS1", basis="QĐ 4/QĐ", actor=CLERK, now=at(date(2027, 1, 4)))
    told = words(merged(union).context)
    assert "02/03 CĐCS đã có báo cáo" in told
    assert "chưa có báo cáo: Công đoàn cơ sở Xưởng 3." in told


def test_reports_on_another_period_do_not_count(union: Desk) -> None:
    two_of_four(union)
    with pytest.raises(NotFound, match=r"report\.nothing"):
        union.write(H1, at(date(2027, 7, 2)), merge=RULES)


def test_without_units_below_there_is_nothing_to_merge(ledger: Ledger) -> None:
    with pytest.raises(DondocError, match=r"merge\.no_units"):
        Desk(ledger).write(H2, LATER, merge=RULES)


def test_figures_that_do_not_add_up_are_refused(union: Desk) -> None:
    two_of_four(union)
    with union.ledger.begin() as work:
        [report] = [r for r in work.reports.all() if r.plan.unit_id == unit(union, "CS1").id]
        forged = report.context_json.replace('"done_on_time":1', '"done_on_time":2')
        work.reports.update(replace(report, context_json=forged))
    with pytest.raises(DondocError, match=r"report\.sums"):
        merged(union)


def sent(desk: Desk, code: str, **changes: object) -> bytes:
    """The .json that a unit's own dondoc writes of its issued report."""
    drafted = issue(desk, code)
    numbered = with_number(drafted.context, number="7/BC-CĐCS", issued_on=date(2027, 1, 6))
    assert numbered.facts is not None
    return render_json(replace(numbered, facts=replace(numbered.facts, **changes)))  # type: ignore[arg-type]


def take(ledger: Ledger, data: bytes, name: str = "cs3.json", unit_code: str | None = None) -> Taken:
    return take_report(ledger.begin, ledger.blobs, data, name=name, unit_code=unit_code, actor=CLERK, now=LATER)


def test_a_report_that_a_unit_sends_in_counts_and_the_very_file_counts_once(union: Desk, tmp_path: Path) -> None:
    two_of_four(union)
    (tmp_path / "unit").mkdir()
    theirs = Desk(Ledger(tmp_path / "unit").open(NAMES["CS3"]))
    theirs.ledger.add_unit("CS3", NAMES["CS3"])
    (code,) = promise(theirs, "CS3", MEETING)
    theirs.ledger.prove(theirs.ledger.record(code, date(2026, 12, 1), 2))
    done(theirs.ledger, code, date(2026, 12, 2))
    data = sent(theirs, "CS3")
    taken = take(union.ledger, data)
    assert (taken.unit.code, taken.report.number, taken.is_repeat) == ("CS3", "07/BC-CĐCS", False)
    assert take(union.ledger, data, name="lan-hai.json").is_repeat
    told = words(merged(union).context)
    assert "03/04 CĐCS đã có báo cáo" in told
    assert "- 02/03 CĐCS đã tổ chức hội nghị người lao động: tổng cộng 05 hội nghị người lao động" in told


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"number": ""}, "received.not_issued"),
        ({"unit_name": "Công đoàn cơ sở Lạ", "unit_code": "LA"}, "received.no_unit"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_kept(
    union: Desk, changes: dict[str, object], expected: str
) -> None:
    promise(union, "CS1", MEETING)
    data = sent(union, "CS1", **changes)
    before = union.ledger.dump()
    with pytest.raises(DondocError, match=expected):
        take(union.ledger, data)
    assert union.ledger.dump() == before


@pytest.mark.parametrize(
    "data", [b"", b"{}", b'{"schema": 2, "report": {}}', b'{"schema": 1, "report": {"facts": null}}']
)
def test_a_file_that_is_no_report_is_refused_with_its_place(union: Desk, data: bytes) -> None:
    with pytest.raises(BadInput, match=r"received\.unreadable"):
        take(union.ledger, data)


def test_forged_counts_are_refused(union: Desk) -> None:
    promise(union, "CS1", MEETING)
    data = sent(union, "CS1").replace(b'"proven": 0', b'"proven": 9')
    with pytest.raises(BadInput, match=r"received\.sums"):
        take(union.ledger, data)


@pytest.mark.parametrize(
    "changes",
    [
        {"first_day": date(2027, 3, 1)},
        {"last_day": date.max},
        {"units_expected": -5, "units_reported": 4},
        {"unplanned": -1},
    ],
)
def test_a_sheet_that_cannot_be_is_refused(union: Desk, changes: dict[str, object]) -> None:
    promise(union, "CS1", MEETING)
    with pytest.raises(BadInput, match=r"received\.sums"):
        take(union.ledger, sent(union, "CS1", **changes))


def test_a_report_dated_after_today_is_refused(union: Desk) -> None:
    promise(union, "CS1", MEETING)
    with pytest.raises(BadInput, match=r"received\.future"):
        take(union.ledger, sent(union, "CS1", issued_on=date(2999, 1, 1)))


def test_a_report_on_some_weeks_does_not_take_the_place_of_that_on_the_half_year(union: Desk) -> None:
    two_of_four(union)
    data = sent(union, "CS2", first_day=date(2026, 10, 1), last_day=date(2026, 10, 31))
    assert take(union.ledger, data).unit.code == "CS2"
    assert "- 01/02 CĐCS đã tổ chức hội nghị người lao động" in words(merged(union).context)


def test_of_two_units_of_one_name_a_person_says_which_sent_the_report(union: Desk) -> None:
    promise(union, "CS1", MEETING)
    data = sent(union, "CS1", unit_code="LA")
    union.ledger.add_unit("CS9", NAMES["CS1"])
    with pytest.raises(DondocError, match=r"received\.no_unit"):
        take(union.ledger, data)
    assert take(union.ledger, data, unit_code="CS9").unit.code == "CS9"
