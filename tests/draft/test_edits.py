"""A person's words stand in the report that is generated again, and whatever happens to them is said."""

from dataclasses import replace
from functools import cache

from draft import samples

from dondoc.core.report import ReportCalendar
from dondoc.core.report_edit import EditAct, ReportEdit
from dondoc.draft.context import build_context
from dondoc.draft.edits import BEFORE, EditNoteKind, lines_of, new_key, with_edits
from dondoc.draft.next_plan import plan_next
from dondoc.draft.report_context import Line, ReportContext

PLAN = ReportCalendar().plan_for(1, samples.PERIOD)


@cache
def context() -> ReportContext:
    snapshot = samples.full_snapshot()
    items = plan_next(snapshot, samples.NEXT, verbs=samples.office().verbs)
    return build_context(snapshot, office=samples.office(), areas=samples.AREAS, next_plan=items, units=samples.UNITS)


def edit(line: Line, words: str = "", act: EditAct = EditAct.REPLACE, **more: object) -> ReportEdit:
    fields: dict[str, object] = {"key": line.key, "seen": line.text, "codes": line.codes} | more
    return ReportEdit(plan=PLAN, act=act, words=words, by="lan", at=samples.KNOWN_AT, **fields)  # type: ignore[arg-type]


def part(one: ReportContext, key: str) -> list[Line]:
    return list(lines_of(section for section in one.sections if section.key == key))


def keys(one: ReportContext, key: str) -> list[str]:
    return [line.key for line in part(one, key)]


def test_a_reworded_paragraph_keeps_its_name_and_codes_and_says_who_wrote_it() -> None:
    before = context()
    line = part(before, "results")[0]
    edited = with_edits(before, [edit(line, "- Lời của chị Lan.")])
    after = next(one for one in lines_of(edited.context.sections) if one.key == line.key)
    assert (after.text, after.written_by, after.generated) == ("- Lời của chị Lan.", "lan", line.text)
    assert (after.codes, edited.notes) == (line.codes, ())


def test_without_edits_nothing_changes() -> None:
    before = context()
    assert with_edits(before, []).context == before


def test_words_stay_when_the_facts_under_them_change_and_it_is_said() -> None:
    before = context()
    line = part(before, "results")[0]
    edited = with_edits(before, [edit(line, "- Lời của chị Lan.", seen="- Đã làm 01 việc.")])
    assert line.key in keys(edited.context, "results")
    (note,) = edited.notes
    assert (note.kind, note.seen, note.now) == (EditNoteKind.STALE, "- Đã làm 01 việc.", line.text)


def test_an_edit_whose_paragraph_is_gone_is_told_not_lost() -> None:
    gone = edit(Line(text="- Cũ.", key="results.khongco", codes=("CD-1",)), "- Lời cũ.")
    (note,) = with_edits(context(), [gone]).notes
    assert (note.kind, note.words, note.codes) == (EditNoteKind.GONE, "- Lời cũ.", ("CD-1",))


def test_a_paragraph_that_is_left_out_is_told_with_the_commitment_that_nothing_speaks_of() -> None:
    before = context()
    told: dict[str, int] = {}
    for one in lines_of(before.sections):
        for code in one.codes:
            told[code] = told.get(code, 0) + 1
    line = next(one for one in part(before, "results") if one.codes and all(told[code] == 1 for code in one.codes))
    edited = with_edits(before, [edit(line, act=EditAct.REMOVE)])
    assert line.key not in keys(edited.context, "results")
    assert [(n.kind, n.codes) for n in edited.notes] == [(EditNoteKind.DROPPED, (code,)) for code in line.codes]
    assert edited.context.annexes == before.annexes


def test_a_paragraph_joined_into_another_is_still_spoken_of() -> None:
    before = context()
    first, second = part(before, "results")[:2]
    both = [edit(first, f"{first.text} {second.text}"), edit(second, act=EditAct.REMOVE, into=first.key)]
    edited = with_edits(before, both)
    after = next(one for one in lines_of(edited.context.sections) if one.key == first.key)
    assert (after.codes, edited.notes) == ((*first.codes, *second.codes), ())


def test_paragraphs_are_added_behind_before_and_at_the_head_and_moved() -> None:
    before = context()
    first, second, third = part(before, "results")[:3]
    added = [
        edit(Line(text="", key="results.new.1"), "- Sau.", EditAct.ADD, after=first.key),
        edit(Line(text="", key="results.new.2"), "- Trước.", EditAct.ADD, after=f"{BEFORE}{first.key}"),
        edit(Line(text="", key="results.new.3"), "Lời dẫn.", EditAct.ADD, after="results"),
        edit(third, act=EditAct.MOVE, after=first.key),
    ]
    after = with_edits(before, added)
    assert keys(after.context, "results")[:6] == [
        "results.new.3", "results.new.2", first.key, third.key, "results.new.1", second.key,
    ]  # fmt: skip
    assert after.notes == ()


def test_a_new_task_closes_the_list_of_the_plan_as_the_list_was_closed() -> None:
    before = context()
    group = next(g for s in before.sections if s.key == "plan" for g in s.groups if len(g.lines) > 1)
    last = group.lines[-1]
    new = edit(Line(text="", key="plan.new.1"), "- Mở lớp bơi trước ngày 30/4/2018.", EditAct.ADD, after=last.key)
    edited = with_edits(before, [new]).context
    lines = next(g for s in edited.sections if s.key == "plan" for g in s.groups if g.heading == group.heading).lines
    assert [line.text[-1] for line in lines] == [*(";" * (len(lines) - 1)), "."]
    assert lines[-1].text == "- Mở lớp bơi trước ngày 30/4/2018."
    again = with_edits(before, [new, edit(last, "- Lời khác;", seen=lines[-2].text)])
    assert again.notes == ()


def test_a_group_whose_paragraphs_were_all_left_out_goes_and_the_next_take_its_number() -> None:
    before = context()
    section = next(s for s in before.sections if s.key == "results")
    out = [edit(line, act=EditAct.REMOVE) for line in section.groups[0].lines]
    groups = next(s for s in with_edits(before, out).context.sections if s.key == "results").groups
    assert [g.heading for g in groups] == [g.heading for g in section.groups[1:]]
    assert [g.number for g in groups] == [g.number for g in section.groups[:-1]]


def test_what_a_person_writes_into_an_empty_part_fills_it() -> None:
    before = context()
    empty = replace(before.sections[0], key="superior1", paragraphs=(), groups=(), is_empty=True)
    whole = replace(before, sections=(*before.sections, empty))
    words = edit(Line(text="", key=new_key("superior1", [])), "Đã tổ chức 01 đợt.", EditAct.ADD, after="superior1")
    section = with_edits(whole, [words]).context.sections[-1]
    assert (section.is_empty, [line.text for line in section.paragraphs]) == (False, ["Đã tổ chức 01 đợt."])
