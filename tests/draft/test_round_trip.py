"""Reading the generated file gives exactly the planned commitments back; results, limits and annex give none."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from draft.samples import AREAS, MADE_AT, NEXT, PERIOD, UNITS, Book, full_snapshot, office, target

from dondoc.core.extraction import Extraction, Kind, Recurrence
from dondoc.core.snapshot import Snapshot
from dondoc.core.target import Aggregate, Comparator, Role
from dondoc.core.task import Status
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.html_writer import render_html
from dondoc.documents.reading import read_bytes
from dondoc.draft.context import build_context
from dondoc.draft.next_plan import PlannedItem, plan_next
from dondoc.draft.report_context import ReportContext
from dondoc.extract.pipeline import extract
from dondoc.settings.files import shipped_dir
from dondoc.settings.lexicon import load_lexicon

TEMPLATES = [shipped_dir() / "templates" / "report"]
LEXICON = load_lexicon()


def planned(snapshot: Snapshot) -> tuple[PlannedItem, ...]:
    return plan_next(snapshot, NEXT, verbs=office().verbs)


def context_of(snapshot: Snapshot, plan: tuple[PlannedItem, ...]) -> ReportContext:
    return build_context(snapshot, office=office(), areas=AREAS, next_plan=plan, units=UNITS)


def read_back(context: ReportContext, form: str = "docx") -> Extraction:
    data = render_docx(context, TEMPLATES, made_at=MADE_AT) if form == "docx" else render_html(context, TEMPLATES)
    return extract(read_bytes(data, f"report.{form}"), LEXICON)


def as_planned(item: PlannedItem) -> tuple[object, ...]:
    targets = tuple((t.comparator, t.value, t.unit, t.percent) for t in item.targets)
    return item.code, item.kind, targets, item.due, item.due_explicit, item.recurrence, item.owner


def as_read(found: Extraction, item: PlannedItem) -> tuple[object, ...]:
    [one] = [c for c in found.commitments if item.code in c.text]
    targets = tuple((t.comparator, t.value, t.unit, t.percent) for t in one.targets)
    assert item.text in one.text
    return item.code, one.kind, targets, one.due, one.due_explicit, one.recurrence, one.owner


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_plan_comes_back_exactly(form: str) -> None:
    plan = planned(full_snapshot())
    found = read_back(context_of(full_snapshot(), plan), form)
    assert len(found.commitments) == len(plan)
    assert [as_read(found, item) for item in plan] == [as_planned(item) for item in plan]


def test_what_is_not_plan_yields_nothing() -> None:
    found = read_back(context_of(full_snapshot(), ()))
    assert [c.text for c in found.commitments] == []


@pytest.mark.parametrize("form", ["docx", "html"])
def test_the_head_says_whose_report_it_is_and_of_which_periods(form: str) -> None:
    header = read_back(context_of(full_snapshot(), planned(full_snapshot())), form).header
    assert header.issuer == UNITS[1]
    assert header.number is None
    assert header.issued_on is None
    assert (header.reporting_period, header.plan_period) == (PERIOD, NEXT)


def many_forms() -> Snapshot:
    """Promises in many forms, all of them still owed."""
    book = Book()
    percent = target("95", "đoàn viên", percent=True, aggregate=Aggregate.LATEST)
    slot = book.slot()
    low = target("20", "đoàn viên mới", role=Role.RANGE_LOW)
    high = target("35", "đoàn viên mới", Comparator.AT_MOST, role=Role.RANGE_HIGH)
    reached = [book.activity(slot, date(2017, 9, 2), "12")]
    book.add("Kết nạp từ 20 đến 35 đoàn viên mới", "organization", [(slot, reached)], targets=(low, high))
    book.add("Từ 95% trở lên đoàn viên được khám sức khỏe", "women", [(book.slot(), [])], targets=(percent,))
    book.add(
        "Ủy ban Kiểm tra rà soát sổ quỹ tại 02 tổ công đoàn trong quý IV/2017",
        "inspection",
        [(book.slot(), [])],
        owner="Ủy ban Kiểm tra",
        targets=(target("2", "tổ công đoàn", Comparator.EXACTLY),),
    )
    book.add(
        "Định kỳ hằng quý tổ chức đối thoại với ban giám đốc",
        "representation",
        [(book.slot(), [])],
        recurrence=Recurrence.QUARTERLY,
    )
    book.add("Xây dựng Kế hoạch ngày hội sáng tạo", "emulation", [(book.slot(due=date(2018, 4, 20)), [])])
    book.add("Chậm nhất ngày 30/9, bàn giao nhà mái ấm cho đoàn viên", "charity", [(book.slot(), [])])
    book.add("Trao tặng 25 suất quà, mỗi suất 350.000 đồng", "charity", [(book.slot(Status.SUSPENDED), [])])
    book.add("Tổ chức tham quan nhân kỷ niệm ngày Quốc khánh", "culture_sports", [(book.slot(), [])])
    book.add("Đẩy mạnh tuyên truyền nội quy lao động", "education", kind=Kind.ONGOING, is_direction=True)
    return book.snapshot()


def test_promises_of_many_forms_come_back_with_code_date_and_number() -> None:
    facts = many_forms()
    plan = planned(facts)
    # The money was no target when it was promised; what is read of it is not the plan's doing.
    told = tuple(replace(item, kind=Kind.DELIVERABLE) if "suất quà" in item.text else item for item in plan)
    found = read_back(context_of(facts, told))
    assert len(found.commitments) == len(plan) == 9
    for item in plan:
        if "suất quà" not in item.text:
            assert as_read(found, item) == as_planned(item)


def test_the_office_templates_come_first(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("{{ title }}", encoding="utf-8")
    context = context_of(full_snapshot(), ())
    assert render_html(context, [tmp_path, *TEMPLATES]).decode() == context.title
