"""The words of a whole report: its head, its parts, its annex, and that no commitment is left out."""

import re
from dataclasses import fields, replace

from draft.generated import snapshots
from draft.samples import AREAS, NEXT, UNITS, full_snapshot, office
from hypothesis import HealthCheck, given, settings
from sizes import size

from dondoc.core.period import Period
from dondoc.core.report import ReportCalendar
from dondoc.core.snapshot import Snapshot
from dondoc.draft.context import build_context, unaccounted
from dondoc.draft.next_plan import plan_next
from dondoc.draft.office import Column
from dondoc.draft.report_context import ReportContext, Section
from dondoc.settings.outlines import load_outline


def drafted(snapshot: Snapshot | None = None, **changes: object) -> ReportContext:
    facts = snapshot or full_snapshot()
    form = office(**changes)
    plan = plan_next(facts, NEXT, verbs=form.verbs)
    return build_context(facts, office=form, areas=AREAS, next_plan=plan, units=UNITS)


def section(context: ReportContext, number: str) -> Section:
    return next(s for s in context.sections if s.number == number)


def lines(part: Section) -> list[str]:
    return [line.text for group in part.groups for line in group.lines]


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in strings(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for field in fields(value) for text in strings(getattr(value, field.name))]  # type: ignore[arg-type]
    return []


def test_the_head_leaves_number_and_date_open() -> None:
    context = drafted()
    assert context.superior == "LIÊN ĐOÀN LAO ĐỘNG HUYỆN BÌNH SƠN"
    assert context.issuer == "CÔNG ĐOÀN CƠ SỞ CÔNG TY DỆT BÌNH SƠN"
    assert context.number_line == "Số:      /BC-CĐCS"
    # Made in January: the year is that of the day on which it will be signed.
    assert context.place_date_line == "Bình Sơn, ngày … tháng … năm 2018"
    assert "năm 2018 của" in context.annexes[0].reference
    assert context.title == "Kết quả hoạt động 6 tháng cuối năm 2017 và nhiệm vụ trọng tâm 6 tháng đầu năm 2018"
    assert context.closing.endswith("./.")


def test_only_a_report_to_a_superior_is_addressed() -> None:
    upwards, alone = drafted(), drafted(superior="", addressee="")
    assert upwards.addressee_line == "Kính gửi: Ban Thường vụ Liên đoàn Lao động huyện Bình Sơn."
    assert upwards.recipients == ("- Như trên;", "- Ban Chấp hành;", "- Lưu: VT.")
    assert alone.addressee_line == ""
    assert alone.recipients == ("- Ban Chấp hành;", "- Lưu: VT.")


def test_the_overview_counts_what_the_headline_counts() -> None:
    words = section(drafted(), "II.").paragraphs[0].text
    assert "20 cam kết có thời hạn với 27 đầu việc" in words
    numbers = [int(n) for n in re.findall(r"(\d+)(?=[,.])", words.partition("đầu việc:")[2])]
    assert sum(numbers) == full_snapshot().headline.total


def test_areas_without_anything_to_tell_are_left_out() -> None:
    headings = [group.heading for group in section(drafted(), "II.").groups]
    assert not any("thi đua yêu nước" in heading for heading in headings)
    assert headings[1] == "Công tác tuyên truyền, giáo dục, văn hóa, văn nghệ, thể dục, thể thao"
    assert [group.number for group in section(drafted(), "II.").groups] == [
        f"{n}." for n in range(1, len(headings) + 1)
    ]


def test_work_of_an_unknown_area_is_told_at_the_end() -> None:
    facts = full_snapshot()
    views = tuple(replace(v, promised=replace(v.promised, area="beyond")) for v in facts.views)
    groups = section(drafted(replace(facts, views=views)), "II.").groups
    assert [g.heading for g in groups] == [
        "Công tác đại diện, chăm lo, bảo vệ quyền, lợi ích hợp pháp, chính đáng của đoàn viên, người lao động",
        "Nội dung khác",
    ]


def test_the_outline_of_an_agency_groups_limits_and_gives_their_reason() -> None:
    part = section(drafted(outline=load_outline("co-quan-6-thang")), "III.")
    assert [group.heading for group in part.groups] == [
        "Chưa thực hiện được",
        "Quá thời hạn, chưa có kết quả hoàn thành",
        "Mới hoàn thành một phần",
        "Hoàn thành chậm",
        "Tạm dừng",
        "Được cho phép không thực hiện",
    ]
    words = "\n".join(lines(part))
    assert "“Ban Chấp hành họp định kỳ hằng tháng” (tháng 10/2017): chưa thực hiện được; nguyên nhân: trùng" in words
    assert "(Tổ Công đoàn Văn phòng): chưa thực hiện được; nguyên nhân: tổ trưởng nghỉ dài ngày." in words
    assert "mới đạt 03/04 lớp sơ cứu ban đầu, còn thiếu 01 lớp; nguyên nhân: dây" in words
    assert "được Ban Chấp hành cho phép không thực hiện; lý do: cấp trên tổ chức chung." in words


def test_nothing_but_the_plan_looks_ahead() -> None:
    context = drafted()
    words = " ".join(lines(section(context, "II.")) + lines(section(context, "III.")))
    assert not re.search(r"\bsẽ\b", words)


def test_the_plan_bears_the_old_codes_and_closes_each_group() -> None:
    part = section(drafted(), "IV.")
    words = lines(part)
    assert "- Mở thêm ít nhất 01 lớp sơ cứu ban đầu cho công nhân (mã theo dõi: CD-2017-H2-09);" in words
    due = "- Hoàn thành sửa chữa nhà sinh hoạt công đoàn, chậm nhất ngày 15/3/2018 (mã theo dõi: CD-2017-H2-16)."
    assert due in words
    assert all(group.lines[-1].text.endswith(".") for group in part.groups)


def test_parts_and_columns_follow_the_office() -> None:
    form = office()
    *others, plan, proposals = form.outline.headings
    outline = replace(form.outline, headings=(plan, *others, proposals))
    context = drafted(outline=outline, columns=form.columns[:2])
    assert context.sections[0].heading == "NHIỆM VỤ TRỌNG TÂM 6 THÁNG ĐẦU NĂM 2018"
    assert [s.number for s in context.sections] == ["I.", "II.", "III.", "IV.", "V."]
    assert [c.title for c in context.annexes[0].columns] == ["TT", "Mã"]
    assert sum(c.width for c in context.annexes[0].columns) == 100
    assert context.annexes[0].rows[0].cells == ("1", "CD-2017-H2-01")


def test_the_annex_shows_changed_terms_beside_the_promised_ones() -> None:
    columns = [c.column for c in office().columns]
    cells = {row.code: dict(zip(columns, row.cells, strict=True)) for row in drafted().annexes[0].rows}
    assert cells["CD-2017-H2-17"][Column.TARGET] == "24 suất học bổng (điều chỉnh từ 30 suất học bổng)"
    assert cells["CD-2017-H2-16"][Column.DUE] == "30/9/2017; gia hạn đến 15/3/2018"
    assert cells["CD-2017-H2-07"][Column.EVIDENCE] == "Chưa có minh chứng (theo xác nhận của Trưởng Ban Nữ công)"
    assert cells["CD-2017-H2-18"][Column.RESULT] == "Hoàn thành 05/06 kỳ"


def test_every_commitment_is_accounted_for() -> None:
    facts = full_snapshot()
    assert unaccounted(facts, drafted(facts)) == ()


def test_a_commitment_left_out_is_named() -> None:
    facts = full_snapshot()
    context = drafted(facts)
    (annex,) = context.annexes
    short = replace(context, annexes=(replace(annex, rows=annex.rows[1:]),))
    assert unaccounted(facts, short) == ("CD-2017-H2-01",)
    apart = replace(context, annexes=(replace(annex, rows=annex.rows[:1]), replace(annex, rows=annex.rows[1:])))
    assert unaccounted(facts, apart) == ()
    twice = replace(context, annexes=(annex, annex))
    assert len(unaccounted(facts, twice)) == len(facts.views)
    assert unaccounted(facts, replace(context, annexes=())) == ()
    silent = replace(context, sections=tuple(s for s in context.sections if s.number != "III."))
    assert "CD-2017-H2-12" in unaccounted(facts, silent)


def test_a_report_of_nothing_waits_for_a_person() -> None:
    facts = replace(full_snapshot(), views=(), unplanned=())
    context = drafted(facts)
    words = [p.text for s in context.sections for p in s.paragraphs]
    assert words == [
        "(đơn vị bổ sung: số lượng đoàn viên, người lao động; việc làm, thu nhập; quan hệ lao động)",
        "(đơn vị bổ sung)",
        "(đơn vị bổ sung nhiệm vụ trọng tâm)",
        "(đơn vị bổ sung)",
    ]
    assert context.annexes[0].rows == ()


def test_a_year_has_its_own_words() -> None:
    plan = ReportCalendar().plan_for(1, Period.parse("2017"))
    assert drafted(replace(full_snapshot(), plan=plan)).title == (
        "Kết quả hoạt động năm 2017 và nhiệm vụ trọng tâm năm 2018"
    )


@given(snapshots())
@settings(max_examples=size(150, small=30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_facts_every_commitment_is_accounted_for(facts: Snapshot) -> None:
    context = drafted(facts)
    assert unaccounted(facts, context) == ()
    assert len(context.annexes[0].rows) == len(facts.views)
    assert drafted(facts) == context


@given(snapshots())
@settings(max_examples=size(150, small=30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_facts_every_word_fits_on_a_page(facts: Snapshot) -> None:
    for words in strings(drafted(facts)):
        assert words.isprintable() or not words
        assert "None" not in words
        assert "Decimal" not in words


@given(snapshots())
@settings(max_examples=size(100, small=30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_headline_adds_up(facts: Snapshot) -> None:
    headline = facts.headline
    parts = [getattr(headline, name) for name in type(headline).__dataclass_fields__ if name != "total"]
    assert sum(parts) == headline.total == sum(len(facts.works(view)) for view in facts.views)
