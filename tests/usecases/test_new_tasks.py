"""New tasks of the next plan: typed ones and those of last year stand only where they are read back exactly."""

from datetime import date

import pytest
from ledger_office import CLERK, RULES, Ledger, Line, at, target
from report_desk import H2, MADE, Desk

from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.period import Period
from dondoc.core.report import WrittenReport
from dondoc.draft.next_plan import Continuation
from dondoc.draft.plan_text import PlanVoice
from dondoc.errors import BadInput, NotFound
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.report import load_report_office
from dondoc.usecases.new_tasks import TaskRules, add_task, chosen_of, suggested_tasks, typed_task
from dondoc.usecases.readable_plan import PlanSetting
from dondoc.usecases.update_task import mark_done

LEXICON = load_lexicon()
AREAS = {area.code: area.vi for area in LEXICON.areas}
RULES_OF_TASKS = TaskRules(
    setting=PlanSetting(
        period=H2.next(),
        reported=H2,
        voice=PlanVoice(issuer="Công đoàn cơ sở Xưởng Gốm Mẫu", units={}, areas=AREAS),
    ),
    lexicon=LEXICON,
    verbs=load_report_office().verbs,
    areas=AREAS,
)


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


def drafted(desk: Desk) -> WrittenReport:
    desk.ledger.confirm(Line("Sửa nhà ăn tập thể", due=date(2026, 12, 15)))
    return desk.write(H2, MADE).report


def test_a_typed_task_has_its_number_its_day_and_who_does_it() -> None:
    item = typed_task("Ban Nữ công tổ chức 02 lớp nấu ăn trước ngày 01/5/2027", "", RULES_OF_TASKS)
    assert (item.text, item.owner) == ("Ban Nữ công tổ chức 02 lớp nấu ăn", "Ban Nữ công")
    assert (item.due, item.due_explicit, item.kind) == (date(2027, 4, 30), True, Kind.COUNTABLE)
    assert [(t.value, t.unit) for t in item.targets] == [(2, "lớp nấu ăn")]


def test_work_that_repeats_needs_no_day() -> None:
    item = typed_task("Ban Chấp hành họp hằng tháng", "organization", RULES_OF_TASKS)
    assert (item.recurrence, item.area) == (Recurrence.MONTHLY, "organization")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Tổ chức hội thao cho đoàn viên", "plan.no_date"),
        ("Tổ chức 02 hội thao trước ngày 01/5/2027; mở 03 lớp bơi trước ngày 01/6/2027", "plan.two_tasks"),
        ("Đã tổ chức hội thao ngày 02/3/2026", "plan.reads_as_result"),
        ("…", "plan.reads_as_nothing"),
    ],
)
def test_what_does_not_come_back_is_refused_with_the_reason(words: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        typed_task(words, "", RULES_OF_TASKS)
    assert refused.value.message_code == code


def test_an_unknown_area_is_named() -> None:
    with pytest.raises(BadInput) as refused:
        typed_task("Mở 02 lớp trước ngày 01/5/2027", "cooking", RULES_OF_TASKS)
    assert refused.value.message_code == "plan.unknown_area"


def test_a_new_task_stands_in_the_plan_of_every_later_version(desk: Desk) -> None:
    report = drafted(desk)
    item = typed_task("Mở 02 lớp nấu ăn trước ngày 01/5/2027", "", RULES_OF_TASKS)
    kept = add_task(desk.ledger.begin, report, item, RULES_OF_TASKS, actor=CLERK, now=MADE)
    assert kept.key.startswith("plan.new.")
    for day in (6, 7):
        context = desk.write(H2, at(date(2027, 1, day))).context
        [plan] = [s for s in context.sections if s.key == "plan"]
        texts = [line.text for group in plan.groups for line in group.lines]
        assert any("Mở 02 lớp nấu ăn, chậm nhất ngày 30/4/2027" in text for text in texts)


def done_a_year_before(desk: Desk, *lines: Line) -> list[str]:
    half = Period.parse("2026-H1")
    codes = desk.ledger.confirm(
        *lines, number="11/BC-CĐCS", now=at(half.calendar.start), plan_period=half, tail=half.code
    )
    for code in codes:
        desk.ledger.prove(desk.ledger.record(code, date(2026, 3, 6), 2), f"Biên bản {code}")
        mark_done(desk.ledger.begin, code, RULES, actor=CLERK, now=at(date(2026, 3, 6)))
    return codes


def test_last_year_is_proposed_and_stands_only_when_chosen(desk: Desk) -> None:
    [code] = done_a_year_before(
        desk,
        Line("Tổ chức 02 lớp cắm hoa cho nữ đoàn viên", targets=(target(),), due=date(2026, 3, 8), due_explicit=True),
    )
    report = drafted(desk)
    with desk.ledger.begin() as work:
        [item] = found = suggested_tasks(work, report, RULES_OF_TASKS)
    assert (item.continuation, item.suggested_by, item.due) == (Continuation.SUGGESTED, code, date(2027, 3, 8))
    assert "cắm hoa" not in report.context_json
    [chosen] = chosen_of(found, [code.lower()])
    add_task(desk.ledger.begin, report, chosen, RULES_OF_TASKS, actor=CLERK, now=MADE)
    again = desk.write(H2, at(date(2027, 1, 6))).report
    assert "cắm hoa cho nữ đoàn viên, chậm nhất ngày 08/3/2027" in again.context_json
    with desk.ledger.begin() as work:
        assert suggested_tasks(work, again, RULES_OF_TASKS) == ()
    with pytest.raises(NotFound):
        chosen_of(found, ["CD-1999-H1-01"])


def test_what_was_meant_for_that_year_alone_is_not_proposed(desk: Desk) -> None:
    done_a_year_before(
        desk,
        Line("Tổ chức lễ kỷ niệm 20 năm thành lập xưởng", due=date(2026, 3, 8)),
        Line("Tổ chức đại hội công đoàn cơ sở khóa V", due=date(2026, 3, 9)),
    )
    report = drafted(desk)
    with desk.ledger.begin() as work:
        assert suggested_tasks(work, report, RULES_OF_TASKS) == ()
