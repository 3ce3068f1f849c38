"""The print for the superior: nothing invented, names and marks of the office gone, what is left out named."""

from dataclasses import replace

from draft.samples import full_snapshot
from draft.test_context import drafted
from draft.test_trace import traced

from dondoc.draft.outline import Fill
from dondoc.draft.prints import Choice, for_superior
from dondoc.draft.report_context import Line, Print, ReportContext, Section


def lines(context: ReportContext) -> list[Line]:
    return [
        line for s in context.sections for line in (*s.paragraphs, *(one for group in s.groups for one in group.lines))
    ]


def test_the_superior_reads_that_there_is_no_proof_but_no_name() -> None:
    internal = drafted()
    words = "\n".join(line.text for line in lines(internal))
    assert "Trưởng Ban Nữ công" in words
    up = for_superior(internal, Choice()).context
    told = "\n".join([*(line.text for line in lines(up)), *(c for a in up.annexes for r in a.rows for c in r.cells)])
    assert "Trưởng Ban Nữ công" not in told
    assert "chưa có minh chứng, theo xác nhận của đơn vị" in told
    assert up.print is Print.SUPERIOR


def test_codes_stand_in_the_plan_alone() -> None:
    up = for_superior(drafted(), Choice()).context
    assert [c.key for c in up.annexes[0].columns][:2] == ["number", "commitment"]
    assert not any("CD-2017" in cell for row in up.annexes[0].rows for cell in row.cells)
    plan = [line for s in up.sections if s.key == Fill.PLAN.value for g in s.groups for line in g.lines]
    assert [line.text for line in plan if "CD-2017" in line.text]


def test_what_the_chair_leaves_out_is_named_with_its_promises() -> None:
    internal = drafted()
    line = next(one for one in lines(internal) if "CD-2017-H2-03" in one.codes)
    chosen = for_superior(internal, Choice(without=(line.key,), annexes=("none",)))
    assert line.text not in [one.text for one in lines(chosen.context)]
    assert chosen.context.annexes == ()
    assert "kèm theo" in internal.closing
    assert "kèm theo" not in chosen.context.closing
    assert (chosen.left_out[0].name, chosen.left_out[0].codes) == (line.key, line.codes)
    assert chosen.left_out[1].name == "Phụ lục"
    assert "CD-2017-H2-01" in chosen.left_out[1].codes
    assert for_superior(internal, Choice(without=("khong.co",), annexes=("IX",))).unknown == ("khong.co", "IX")


def test_limits_with_the_same_story_are_one_sentence() -> None:
    internal = drafted()
    rows = (
        Line(text="- “Mở lớp bơi”: chưa thực hiện được; nguyên nhân: thiếu kinh phí.", codes=("A-1",), key="limits.a"),
        Line(text="- “Mở lớp võ”: chưa thực hiện được; nguyên nhân: thiếu kinh phí.", codes=("A-2",), key="limits.b"),
        Line(text="- “Mở lớp cờ”: chưa thực hiện được; nguyên nhân: mưa bão.", codes=("A-3",), key="limits.c"),
    )
    section = next(s for s in internal.sections if any(g.key == "limits" or s.key == "limits" for g in s.groups))
    group = next(g for g in section.groups if "limits" in {g.key, section.key})
    own = Section(number="I.", heading="", key="limits", groups=(replace(group, lines=rows),))
    (told,) = for_superior(replace(internal, sections=(own,)), Choice()).context.sections
    first, second = told.groups[0].lines
    assert first.text == "- “Mở lớp bơi”; “Mở lớp võ”: chưa thực hiện được; nguyên nhân: thiếu kinh phí."
    assert first.codes == ("A-1", "A-2")
    assert second.text == rows[2].text


def test_its_figures_are_those_of_the_internal_print() -> None:
    facts = full_snapshot()
    internal = traced(facts, drafted(facts)).context
    own = {(line.key, figure) for line in lines(internal) for figure in line.figures}
    up = for_superior(internal, Choice()).context
    assert {(line.key, figure) for line in lines(up) for figure in line.figures} <= own
