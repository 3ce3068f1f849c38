"""Each printed figure is found again in the facts; a figure that was changed is not."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from draft.generated import snapshots
from draft.samples import NEXT, UNITS, Book, full_snapshot, office, target
from draft.test_context import drafted
from hypothesis import HealthCheck, given, settings
from sizes import size

from dondoc.core.snapshot import Snapshot
from dondoc.core.task import Status
from dondoc.draft.next_plan import plan_next
from dondoc.draft.report_context import Figure, Group, Line, ReportContext, Section
from dondoc.draft.trace import Traced, trace
from dondoc.draft.trace_tokens import tokens


def traced(snapshot: Snapshot, context: ReportContext) -> Traced:
    return trace(snapshot, context, units=UNITS, planned=plan_next(snapshot, NEXT, verbs=office().verbs))


def figures_of(snapshot: Snapshot, said: str) -> dict[str, Figure]:
    """The figures of the first line of a report that says so, by how they are printed."""
    context = traced(snapshot, drafted(snapshot)).context
    line = next(line for line, _ in lines(context) if said in line.text)
    return {figure.text: figure for figure in line.figures}


def lines(context: ReportContext) -> Iterator[tuple[Line, Callable[[Line], ReportContext]]]:
    """Every line of a report, with how to put another in its place and leave the rest away."""
    for section in context.sections:
        for line in section.paragraphs:
            yield line, lambda new, own=section: _alone(context, replace(own, paragraphs=(new,), groups=()))  # type: ignore[misc]
        for group in section.groups:
            for line in group.lines:
                yield line, lambda new, own=section, g=group: _alone(context, _only(own, g, new))  # type: ignore[misc]


def _only(section: Section, group: Group, line: Line) -> Section:
    return replace(section, paragraphs=(), groups=(replace(group, lines=(line,)),))


def _alone(context: ReportContext, section: Section) -> ReportContext:
    return replace(context, sections=(section,), annexes=())


def changed(figure: str) -> str:
    """The figure with its last number one greater, as wide as it was."""
    last = list(re.finditer(r"\d+", figure))
    if not last:
        return figure
    digits = last[-1].group()
    return f"{figure[: last[-1].start()]}{int(digits) + 1:0{len(digits)}}{figure[last[-1].end() :]}"


def test_every_figure_of_a_report_is_traced() -> None:
    facts = full_snapshot()
    assert traced(facts, drafted(facts)).faults == ()


def test_a_result_leads_to_its_activities_and_their_proofs() -> None:
    figures = figures_of(full_snapshot(), "- Đã tổ chức 02 giải cầu lông")
    assert figures["02"].meaning == "kết quả đạt được"
    assert [(o.kind, o.ref) for o in figures["02"].origins] == [
        ("activity", "1"),
        ("evidence", "1"),
        ("activity", "2"),
        ("evidence", "2"),
    ]
    assert "hoạt động số 1, ngày 15/9/2017" in figures["02"].origins[0].label
    assert "bien-ban-01.pdf" in figures["02"].origins[1].label
    assert figures["01"].meaning == "phần vượt chỉ tiêu"
    assert figures["20/10/2017"].meaning == "ngày diễn ra hoạt động"


def test_a_postponed_date_leads_to_the_decision() -> None:
    figures = figures_of(full_snapshot(), "Nhiệm vụ “Hoàn thành sửa chữa nhà sinh hoạt")
    assert figures["15/3/2018"].meaning == "thời hạn được gia hạn"
    assert figures["15/3/2018"].origins[0].kind == "amendment"
    assert "Công văn số 21/CV-CTY ngày 12/9/2017" in figures["15/3/2018"].origins[0].label
    assert figures["01/10/2017"].meaning == "lời cam kết"


def test_the_counts_of_the_overview_lead_to_what_they_count() -> None:
    facts = full_snapshot()
    figures = figures_of(facts, "Tính đến ngày")
    assert len(figures["27"].origins) == facts.headline.total
    assert len(figures["20"].origins) == 20
    attested = figures_of(facts, "Trong số đầu việc")["01"]
    assert [o.ref for o in attested.origins] == ["CD-2017-H2-07"]


def test_the_rows_of_the_annex_are_traced_too() -> None:
    facts = full_snapshot()
    rows = traced(facts, drafted(facts)).context.annexes[0].rows
    meanings = {figure.text: figure.meaning for figure in rows[16].figures}
    assert meanings["24"] == "chỉ tiêu"
    assert "kết quả trên chỉ tiêu" not in meanings.values()
    assert all(row.figures for row in rows)


def test_a_figure_that_nothing_explains_is_named_with_its_sentence() -> None:
    facts = full_snapshot()
    context = drafted(facts)
    line, put = next((line, put) for line, put in lines(context) if "03 lớp sơ cứu ban đầu" in line.text)
    wrong = replace(line, text=line.text.replace("03 lớp", "05 lớp"))
    (fault,) = traced(facts, put(wrong)).faults
    assert (fault.figure, fault.place, fault.text) == ("05", line.key, wrong.text)


def test_what_is_promised_is_not_taken_for_what_was_reached() -> None:
    book = Book()
    slot = book.slot(Status.DONE, done_on=date(2017, 9, 15))
    book.add(
        "Mở ít nhất 02 lớp học nghề",
        "education",
        [(slot, [book.activity(slot, date(2017, 9, 15), "3")])],
        targets=(target("2", "lớp học nghề"),),
    )
    facts = book.snapshot()
    line, put = next((line, put) for line, put in lines(drafted(facts)) if "Đã mở 03 lớp" in line.text)
    assert traced(facts, put(line)).faults == ()
    assert traced(facts, put(replace(line, text=line.text.replace("mở 03 lớp", "mở 02 lớp")))).faults


def test_what_a_person_wrote_is_left_to_him() -> None:
    facts = full_snapshot()
    line, put = next(lines(drafted(facts)))
    own = replace(line, text="Đã tổ chức 77 cuộc, 88 lượt.", written_by="Trần Thị B")
    assert traced(facts, put(replace(own, written_by=""))).faults
    result = traced(facts, put(own))
    assert result.faults == ()
    assert result.context.sections[0].paragraphs[0].figures == ()


def _caught(facts: Snapshot) -> Counter[bool]:
    """How many changed figures of a report are named as faults, each in a line of its own."""
    wrong: list[str] = []
    sections: list[Section] = []
    for section in drafted(facts).sections:
        own = [*section.paragraphs, *(line for group in section.groups for line in group.lines)]
        changes: list[Line] = []
        for line in own:
            for token in tokens(line.text):
                words = line.text[: token.start] + changed(token.text) + line.text[token.end :]
                changes += [replace(line, text=words)] if words != line.text else []
        wrong += [line.text for line in changes]
        sections.append(replace(section, paragraphs=(), groups=(Group(lines=tuple(changes)),)))
    named = {fault.text for fault in traced(facts, replace(drafted(facts), sections=tuple(sections))).faults}
    return Counter(text in named for text in wrong)


def test_nearly_every_changed_figure_is_caught() -> None:
    found = _caught(full_snapshot())
    # Left are those that are equal to another fact of the same promise in the same words: a month beside a month.
    assert found.total() >= 90
    assert found[True] / found.total() >= 0.97


@given(snapshots())
@settings(max_examples=size(300, small=40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_facts_every_figure_is_traced(facts: Snapshot) -> None:
    assert traced(facts, drafted(facts)).faults == ()


def test_words_of_the_promise_beside_its_number_say_nothing_else() -> None:
    book = Book()
    slot = book.slot(Status.DONE, done_on=date(2017, 9, 9))
    goal = target("20", "đoàn viên")
    works = [(slot, [book.activity(slot, date(2017, 9, 9), "24")])]
    book.add("Kết nạp thêm ít nhất 20 đoàn viên", "organization", works, targets=(goal,))
    snapshot = book.snapshot()
    context = drafted(snapshot)
    assert "kết nạp thêm 24 đoàn viên" in str(context.sections)
    assert trace(snapshot, context, units=UNITS).faults == ()
