"""A plan is printed so that it is read back as planned; what cannot be is refused with the reason, and never lost."""

from dataclasses import replace
from datetime import date

import pytest
from draft.samples import AREAS, NEXT, PERIOD, UNITS, Book, office, target

from dondoc.core.extraction import Kind, Recurrence
from dondoc.core.task_note import Label
from dondoc.draft.context import build_context
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.plan_text import PlanVoice, plan_text
from dondoc.messages import say
from dondoc.settings.lexicon import load_lexicon
from dondoc.usecases.readable_plan import PlanSetting, Settled, reader, settle_plan, unreadable

READ = reader(load_lexicon())
VOICE = PlanVoice(issuer=UNITS[1], units=UNITS, areas={area.code: area.label for area in AREAS})
SETTING = PlanSetting(period=NEXT, reported=PERIOD, voice=VOICE)
END = NEXT.calendar.last


def task(text: str, **more: object) -> PlannedItem:
    fields: dict[str, object] = {"code": "CD-2017-H2-01", "due": END, "area": "finance", **more}
    return PlannedItem(text=text, **fields)  # type: ignore[arg-type]


def settled(*items: PlannedItem) -> Settled:
    context = build_context(Book().snapshot(), office=office(), areas=AREAS, next_plan=items, units=UNITS)
    return settle_plan(items, context, VOICE, READ)


def test_what_reads_back_is_left_as_it_is() -> None:
    item = task("Ban Nữ công mở 02 lớp cắm hoa", owner="Ban Nữ công", targets=(), kind=Kind.DELIVERABLE)
    item = replace(item, targets=(target("2", "lớp cắm hoa", target("1", "").comparator.EXACTLY),), kind=Kind.COUNTABLE)
    assert settled(item) == Settled(items=(item,))


@pytest.mark.parametrize(
    ("more", "label"),
    [
        ({"recurrence": Recurrence.QUARTERLY}, Label.RHYTHM),
        ({"kind": Kind.ONGOING}, Label.NATURE),
        ({"targets": (target("3", "nhà"),)}, Label.TARGETS),
    ],
)
def test_what_the_words_do_not_say_stands_in_the_note(more: dict[str, object], label: Label) -> None:
    plan = settled(task("Sửa chữa nhà văn hóa", **more))
    assert plan.refused == ()
    assert label in plan.items[0].noted
    assert f"{label.value}: " in plan_text(plan.items[0], VOICE)


def test_a_date_that_the_words_would_overrule_stands_in_the_note() -> None:
    [item] = settled(task("Mở phiên chợ trước Tết Nguyên đán", due=date(2018, 3, 30), due_explicit=True)).items
    assert (item.due, item.noted) == (date(2018, 3, 30), {Label.DUE}) or item.noted == frozenset()
    assert "30/3/2018" in plan_text(item, VOICE)


def test_a_name_is_taken_as_it_is_read() -> None:
    [item] = settled(task("Các tổ công đoàn rà soát hồ sơ", owner="các tổ công đoàn")).items
    assert (item.owner, item.noted) == ("Các tổ công đoàn", frozenset())


def test_who_does_it_is_named_in_the_clause() -> None:
    [item] = settled(task("Sửa chữa nhà văn hóa", owner="Ban Tài chính")).items
    assert (item.text, item.noted) == ("Ban Tài chính sửa chữa nhà văn hóa", frozenset())


def test_a_semicolon_in_a_name_ends_no_entry() -> None:
    [item] = settled(task("Sửa nhà", owner="Ban A; Ban B (tổ", targets=(target("3", "nhà; kho"),))).items
    assert (item.owner, item.targets[0].unit) == ("Ban A, Ban B tổ", "nhà, kho")


@pytest.mark.parametrize("words", ["02", "…"])
def test_a_refused_task_of_the_ledger_stands_under_its_code(words: str) -> None:
    whole = task("Sửa nhà", code="CD-2017-H2-02")
    plan = settled(task(words, owner="Ban Nữ công"), whole)
    [refusal] = plan.refused
    assert refusal.item.code == "CD-2017-H2-01"
    assert [item.code for item in plan.items] == ["CD-2017-H2-01", "CD-2017-H2-02"]
    assert "mã CD-2017-H2-01" in plan.items[0].text
    assert plan.items[0].owner == "Ban Nữ công"
    assert plan.items[0].text.startswith("Ban Nữ công hoàn thành nhiệm vụ")
    assert plan.items[1].text == whole.text
    assert f"“{words}”" in say(refusal.code, dict(refusal.params))


def test_a_refused_task_without_a_code_is_left_out() -> None:
    plan = settled(task("02", code=""), task("Sửa nhà", code="CD-2017-H2-02"))
    assert [item.code for item in plan.items] == ["CD-2017-H2-02"]
    assert [refusal.item.text for refusal in plan.refused] == ["02"]


def test_a_plan_without_tasks_is_settled() -> None:
    assert settled() == Settled(items=())


def typed(text: str, **more: object) -> PlannedItem:
    return task(text, code="", **{"due": date(2018, 3, 20), "due_explicit": True, **more})


@pytest.mark.parametrize(
    ("item", "code", "words"),
    [
        (typed("Mở 02 lớp cắm hoa và trao 10 suất quà"), "plan.two_tasks", "2 việc"),
        (typed("Sửa chữa nhà văn hóa", due_explicit=False), "plan.no_date", "chậm nhất ngày 20/3/2018"),
        (typed("Đã sửa xong nhà văn hóa"), "plan.reads_as_result", "kết quả đã làm"),
        (typed("02"), "plan.reads_as_nothing", "bắt đầu bằng động từ"),
    ],
)
def test_what_a_person_types_is_refused_with_the_reason(item: PlannedItem, code: str, words: str) -> None:
    refusal = unreadable(item, SETTING, READ)
    assert refusal is not None
    assert refusal.code == code
    assert words in say(refusal.code, dict(refusal.params))


@pytest.mark.parametrize(
    "item",
    [
        typed("Sửa chữa nhà văn hóa"),
        typed("Sửa chữa nhà văn hóa", owner="Ban Tài chính"),
        typed("Sửa chữa nhà văn hóa", targets=(target("3", "nhà"),)),
        typed("Lắng nghe ý kiến đoàn viên", kind=Kind.ONGOING, due=END, due_explicit=False),
        typed("Họp giao ban hằng tháng", recurrence=Recurrence.MONTHLY, due=END, due_explicit=False),
    ],
)
def test_what_comes_back_with_the_help_of_a_note_is_not_refused(item: PlannedItem) -> None:
    assert unreadable(item, SETTING, READ) is None
