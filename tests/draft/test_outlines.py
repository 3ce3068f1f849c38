"""Every outline: nothing left out, headings counted, the plan read back; what a person has to write is marked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from draft.asked import asked_outline
from draft.generated import snapshots
from draft.samples import AREAS, MADE_AT, NEXT, PERIOD, UNITS, Book, full_snapshot, office
from hypothesis import HealthCheck, Phase, given, settings
from sizes import IS_FULL, size

from dondoc.core.extraction import Kind
from dondoc.core.snapshot import Snapshot
from dondoc.core.task import Status
from dondoc.documents.docx_writer import render_docx
from dondoc.documents.markdown_writer import render_markdown
from dondoc.documents.reading import read_bytes
from dondoc.draft.context import build_context, unaccounted
from dondoc.draft.edits import lines_of
from dondoc.draft.next_plan import PlannedItem, plan_next
from dondoc.draft.outline import Fill, GroupBy, Heading, Numbering, Outline, WhenEmpty, numbers
from dondoc.draft.outline_pages import open_sections
from dondoc.draft.outline_plan import as_printed
from dondoc.draft.report_context import Line, ReportContext, Section
from dondoc.draft.sums import sum_faults
from dondoc.extract.pipeline import extract
from dondoc.settings.files import shipped_dir
from dondoc.settings.lexicon import load_lexicon
from dondoc.settings.outlines import load_outline, outline_names

TEMPLATES = [shipped_dir() / "templates" / "report"]
OUTLINES = {**{name: load_outline(name) for name in outline_names()}, "de-cuong": asked_outline().outline}
UNION = OUTLINES["cong-doan-6-thang"]
#: In the small size each outline is read back once.
FEWER = {("docx", "de-cuong"), ("docx", "cong-doan-nam"), ("md", "cong-doan-6-thang"), ("md", "co-quan-6-thang"),
         ("md", "thong-bao-ket-luan")}  # fmt: skip
NOTICE = OUTLINES["thong-bao-ket-luan"]


def planned(facts: Snapshot, outline: Outline) -> tuple[PlannedItem, ...]:
    return as_printed(plan_next(facts, NEXT, verbs=office().verbs), outline)


def written(outline: Outline, facts: Snapshot | None = None, *, superior: bool = True) -> ReportContext:
    snapshot = facts or full_snapshot()
    form = office(outline=outline, **({} if superior else {"superior": ""}))
    return build_context(snapshot, office=form, areas=AREAS, next_plan=planned(snapshot, outline), units=UNITS)


def lines_under(context: ReportContext, heading: str) -> list[Line]:
    """The lines right under the heading of a section or group."""
    for section in context.sections:
        if section.heading.lower() == heading.lower():
            return [*section.paragraphs, *(line for group in section.groups for line in group.lines)]
        for group in section.groups:
            if group.heading == heading:
                return list(group.lines)
    raise AssertionError(heading)


def plan_lines(context: ReportContext) -> list[str]:
    return [
        line.text for line in lines_of(context.sections) if line.key.startswith("plan.") and line.text.startswith("-")
    ]


def reached(item: PlannedItem) -> tuple[object, ...]:
    return item.code, item.kind, item.due, item.due_explicit, item.recurrence, item.owner


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name in OUTLINES for form in ("docx", "md") if IS_FULL or (form, name) in FEWER]
)
def test_the_plan_of_every_outline_comes_back_and_nothing_else(name: str, form: str) -> None:
    facts, outline = full_snapshot(), OUTLINES[name]
    context = written(outline, facts)
    data = render_docx(context, TEMPLATES, made_at=MADE_AT) if form == "docx" else render_markdown(context, TEMPLATES)
    found = extract(read_bytes(data, f"report.{form}"), load_lexicon())
    plan = planned(facts, outline)
    assert len(found.commitments) == len(plan)
    by_code = {item.code: next(c for c in found.commitments if item.code in c.text) for item in plan}
    pairs = zip(plan, by_code.values(), strict=True)
    read = [(i.code, c.kind, c.due, c.due_explicit, c.recurrence, c.owner) for i, c in pairs]
    assert read == [reached(item) for item in plan]
    assert found.header.plan_period == NEXT
    assert found.header.reporting_period == PERIOD


@pytest.mark.parametrize("name", OUTLINES)
def test_every_commitment_stands_in_every_outline(name: str) -> None:
    facts = full_snapshot()
    context = written(OUTLINES[name], facts)
    assert unaccounted(facts, context) == ()
    codes = [item.code for item in planned(facts, OUTLINES[name])]
    assert sorted(codes) == sorted(
        code for code in codes for text in plan_lines(context) if f"{code})" in text or f"{code};" in text
    )


def expected_numbers(section: Section) -> Iterator[str]:
    """Numbers of a section's groups, counted by somebody who only sees their levels."""
    counts: dict[int, int] = {}
    for group in section.groups:
        if not group.number:
            continue
        counts = {level: count for level, count in counts.items() if level <= group.level}
        counts[group.level] = counts.get(group.level, 0) + 1
        yield f"{counts[2]}." if group.level == 2 else f"{'abcdđeghiklmnopq'[counts[4] - 1]})"


@given(snapshots())
@settings(
    max_examples=size(60, small=4),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
def test_whatever_the_facts_nothing_is_lost_and_headings_count_on(facts: Snapshot) -> None:
    for outline in OUTLINES.values():
        context = written(outline, facts)
        assert unaccounted(facts, context) == ()
        assert len(plan_lines(context)) == len(planned(facts, outline))
        keys = [line.key for line in lines_of(context.sections)]
        assert len(set(keys)) == len(keys)
        assert all(0 < len(key) <= 64 for key in keys)
        assert_counted(context)
        order = [h.heading.upper() for h in outline.headings if h.level <= 1 and "{" not in h.heading]
        printed = [section.heading for section in context.sections if section.heading in order]
        assert printed == [heading for heading in order if heading in printed]


def assert_counted(context: ReportContext) -> None:
    romans = ["I.", "II.", "III.", "IV.", "V.", "VI."]
    found: list[str] = []
    for section in context.sections:
        found = [] if section.level == 0 else [*found, section.number]
        assert found == romans[: len(found)]
        assert [g.number for g in section.groups if g.number] == list(expected_numbers(section))


def test_a_union_report_has_merits_limits_and_causes() -> None:
    context = written(UNION)
    assert [s.heading for s in context.sections] == [
        "TÌNH HÌNH ĐOÀN VIÊN, NGƯỜI LAO ĐỘNG VÀ TỔ CHỨC CÔNG ĐOÀN",
        "KẾT QUẢ HOẠT ĐỘNG 6 THÁNG CUỐI NĂM 2017",
        "ĐÁNH GIÁ CHUNG",
        "NHIỆM VỤ TRỌNG TÂM 6 THÁNG ĐẦU NĂM 2018",
        "KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    (merits,) = lines_under(context, "Ưu điểm")
    assert merits.text.startswith("- Có 03 chỉ tiêu vượt kế hoạch: “Tổ chức tối thiểu 01 giải cầu lông nam nữ")
    assert merits.codes == ("CD-2017-H2-01", "CD-2017-H2-04", "CD-2017-H2-08")
    missed = [line.text for line in lines_under(context, "Hạn chế")]
    assert missed[0].startswith("- Còn 03 nhiệm vụ chưa thực hiện được: “Tổ chức hội thi nấu ăn vào ngày 20/10”;")
    assert missed[-1] == "- Nhiệm vụ “Kiện toàn Ủy ban Kiểm tra” tạm dừng (theo ý kiến của Ban Thường vụ)."
    assert not any("nguyên nhân" in text for text in missed)
    causes = lines_under(context, "Nguyên nhân")
    assert "- Chờ hướng dẫn của cấp trên, đối với nhiệm vụ “Kiện toàn Ủy ban Kiểm tra”." in [c.text for c in causes]
    assert causes[-1].text.startswith("- (cần bổ sung nguyên nhân: “Tổng kết cuộc thi Ý tưởng xanh” – Công")
    assert causes[-1].is_open
    assert all(line.codes for line in (merits, *lines_under(context, "Hạn chế"), *causes))


def missed_alike() -> Snapshot:
    book = Book()
    for words, reason in (
        ("Mở lớp may", "Thiếu kinh phí."),
        ("Sửa nhà ăn", "thiếu  kinh phí"),
        ("Mở hội thao", ""),
    ):
        book.add(words, "women", [(book.slot(Status.NOT_DONE, reason=reason), [])], owner="Ban Nữ công")
    return book.snapshot()


def test_reasons_that_say_alike_are_one_cause_and_a_missing_one_is_asked_of_who_owes_it() -> None:
    causes = [line.text for line in lines_under(written(UNION, missed_alike()), "Nguyên nhân")]
    assert causes == [
        "- Thiếu kinh phí, đối với các nhiệm vụ “Mở lớp may” và “Sửa nhà ăn”.",
        "- (cần bổ sung nguyên nhân: “Mở hội thao” – Ban Nữ công)",
    ]


def all_on_time() -> Snapshot:
    book = Book()
    for words in ("Mở lớp may", "Sửa nhà ăn", "Tổ chức hội thao"):
        slot = book.slot(Status.DONE, done_on=PERIOD.calendar.start)
        book.add(words, "women", [(slot, [book.activity(slot, PERIOD.calendar.start)])])
    return book.snapshot()


def test_where_nothing_was_missed_no_cause_is_told() -> None:
    context = written(UNION, all_on_time())
    assert [line.text for line in lines_under(context, "Ưu điểm")] == [
        "- Toàn bộ 03 đầu việc đến hạn trong kỳ đều hoàn thành đúng hạn."
    ]
    assert [line.text for line in lines_under(context, "Hạn chế")] == [
        "- Trong kỳ không có nhiệm vụ chậm hoặc chưa hoàn thành."
    ]
    assert "Nguyên nhân" not in [group.heading for section in context.sections for group in section.groups]


def test_a_better_share_than_the_year_before_is_a_merit() -> None:
    facts = replace(all_on_time(), year_before=missed_alike())
    merits = [line.text for line in lines_under(written(UNION, facts), "Ưu điểm")]
    assert "- Tỷ lệ đầu việc hoàn thành đúng hạn cao hơn cùng kỳ năm trước (100% so với 0%)." in merits
    back = replace(missed_alike(), year_before=all_on_time())
    assert not any("cùng kỳ" in line.text for line in lines_under(written(UNION, back), "Ưu điểm"))


def test_many_missed_tasks_stand_in_lines_of_their_own() -> None:
    book = Book()
    for number in range(5):
        book.add(f"Mở lớp may khóa {number + 2}", "women", [(book.slot(Status.NOT_DONE, reason="Mưa"), [])])
    missed = [line.text for line in lines_under(written(UNION, book.snapshot()), "Hạn chế")]
    assert missed[0] == "- Còn 05 nhiệm vụ chưa thực hiện được:"
    assert missed[1] == "+ “Mở lớp may khóa 2”;"
    assert missed[-1] == "+ “Mở lớp may khóa 6”."


def test_numbers_in_the_words_of_promises_are_no_parts_of_a_total() -> None:
    book = Book()
    for words in ("Mở 02 lớp may", "Tổ chức 03 hội nghị"):
        book.add(words, "women", [(book.slot(Status.NOT_DONE), [])])
    facts = book.snapshot()
    context = written(UNION, facts)
    assert lines_under(context, "Hạn chế")[0].text.endswith("được: “Mở 02 lớp may”; “Tổ chức 03 hội nghị”.")
    assert sum_faults(facts, context) == ()


def test_open_sections_are_named_until_somebody_has_written_them() -> None:
    context = written(UNION)
    waiting = open_sections(context)
    assert waiting == (
        "I. TÌNH HÌNH ĐOÀN VIÊN, NGƯỜI LAO ĐỘNG VÀ TỔ CHỨC CÔNG ĐOÀN",
        "III. ĐÁNH GIÁ CHUNG / 3. Nguyên nhân",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
    )
    first, *others = context.sections
    assert first.is_empty
    told = replace(first.paragraphs[0], text="Công ty có 320 đoàn viên.", written_by="Lan")
    assert open_sections(replace(context, sections=(replace(first, paragraphs=(told,)), *others))) == waiting[1:]


def test_an_office_can_leave_out_what_nobody_wrote() -> None:
    headings = tuple(replace(h, empty=WhenEmpty.OMIT) if Fill.PROPOSALS in h.fill else h for h in UNION.headings)
    context = written(replace(UNION, headings=headings))
    assert context.sections[-1].heading == "NHIỆM VỤ TRỌNG TÂM 6 THÁNG ĐẦU NĂM 2018"


def test_a_notice_goes_out_under_its_own_name_with_who_does_what_until_when() -> None:
    context = written(NOTICE)
    assert (context.document_type, context.number_line) == ("THÔNG BÁO", "Số:      /TB-CĐCS")
    assert context.addressee_line == ""
    assert context.recipients[0] == "- Ban Chấp hành;"
    assert context.annexes[0].reference.startswith("(Kèm theo Thông báo số")
    assert [g.heading for g in context.sections[1].groups] == [
        "Ban Chấp hành", "Các tổ công đoàn", "Công đoàn cơ sở Công ty Dệt Bình Sơn",
    ]  # fmt: skip
    assert all("chậm nhất ngày" in text or "Tiếp tục" in text or "định kỳ" in text for text in plan_lines(context))


def test_what_has_no_heading_stands_under_the_rest() -> None:
    only_women = replace(
        UNION,
        headings=(
            Heading(level=1, heading="Kết quả", name="r"),
            Heading(level=2, heading="Nữ công", name="w", fill=(Fill.RESULTS,), areas=("women",)),
            Heading(level=1, heading="Nhiệm vụ {next_period}", name="p"),
            Heading(level=2, heading="Nữ công", name="pw", fill=(Fill.PLAN,), areas=("women",)),
        ),
    )  # fmt: skip
    context = written(only_women)
    headings = [s.heading for s in context.sections]
    assert headings == ["KẾT QUẢ", "HẠN CHẾ, NGUYÊN NHÂN", "NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2018"]
    assert [g.heading for g in context.sections[0].groups] == ["Nữ công", "Nội dung khác"]
    assert [g.heading for g in context.sections[2].groups] == ["Nữ công", "Nội dung khác"]
    assert unaccounted(full_snapshot(), context) == ()


def test_the_rest_stands_behind_all_headings_of_the_superior() -> None:
    context = written(OUTLINES["de-cuong"])
    told = [g.heading for section in context.sections for g in section.groups]
    assert told[told.index("Công tác quản lý con dấu") + 1] == "Nội dung khác"
    causes = [line.text for line in lines_of(context.sections) if line.key.startswith("causes.")]
    assert causes[0] == "- Nguyên nhân:"
    assert all(text.startswith("+ ") for text in causes[1:])


def test_an_outline_without_results_and_plan_gets_both() -> None:
    text = Heading(level=1, heading="Tình hình", name="t", fill=(Fill.TEXT,), empty=WhenEmpty.MARK)
    context = written(replace(UNION, headings=(text,)))
    assert [s.heading for s in context.sections] == [
        "TÌNH HÌNH", "KẾT QUẢ THỰC HIỆN 6 THÁNG CUỐI NĂM 2017", "HẠN CHẾ, NGUYÊN NHÂN",
        "NHIỆM VỤ 6 THÁNG ĐẦU NĂM 2018",
    ]  # fmt: skip
    assert unaccounted(full_snapshot(), context) == ()


def test_plain_figures_stand_apart_from_tasks() -> None:
    book = Book()
    book.add("Từ 95% trở lên đoàn viên được khám sức khỏe", "women", [(book.slot(), [])],
             targets=(replace(full_snapshot().views[3].promised.targets[0], unit="đoàn viên"),))  # fmt: skip
    book.add("Mở lớp may", "women", [(book.slot(), [])])
    context = written(OUTLINES["cong-doan-nam"], book.snapshot())
    assert [line.text[:12] for line in lines_under(context, "Chỉ tiêu phấn đấu")] == ["- Từ 95% trở"]
    assert [line.text[:12] for line in lines_under(context, "Công tác nữ công, gia đình, trẻ em, bình đẳng giới")] == [
        "- Mở lớp may"
    ]


def test_deeper_levels_print_as_the_decree_has_them(tmp_path: Path) -> None:
    head = [
        Heading(level=0, heading="Kết quả", name="a"),
        Heading(level=1, heading="Các mặt", name="b", fill=(Fill.TEXT,), empty=WhenEmpty.MARK),
        Heading(level=2, heading="Việc lớn", name="c", fill=(Fill.TEXT,), empty=WhenEmpty.MARK),
        Heading(level=3, heading="Việc nhỏ", name="d", fill=(Fill.TEXT,), empty=WhenEmpty.MARK),
        Heading(level=2, heading="Kết quả khác", name="e", fill=(Fill.RESULTS,), group=GroupBy.AREA),
    ]
    dotted = [replace(head[3], name="f", numbering=Numbering.DOTTED)]
    assert list(numbers([*head, *dotted])) == ["Phần I", "I.", "1.", "a)", "2.", "2.1."]
    context = written(replace(UNION, headings=tuple(head)))
    assert (context.sections[0].number, context.sections[0].level) == ("Phần I", 0)
    text = read_bytes(render_docx(context, TEMPLATES, made_at=MADE_AT), "report.docx").text
    assert "Phần I\nKẾT QUẢ\n" in text
    assert "1. Việc lớn\na) Việc nhỏ\n(đơn vị bổ sung)\n" in text
    styles = {g.number: g.level for g in context.sections[1].groups if g.number}
    assert (styles["1."], styles["a)"]) == (2, 4)


def test_only_tasks_that_end_get_a_date_in_a_list_of_tasks() -> None:
    dated = {
        item.kind is not Kind.ONGOING and item.recurrence is None: item.due_explicit
        for item in planned(full_snapshot(), NOTICE)
    }
    assert dated == {True: True, False: False}
