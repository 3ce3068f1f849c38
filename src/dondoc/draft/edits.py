"""What a person wrote into a draft, put into the words that are generated anew; nothing of it is lost in silence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dondoc.core.report_edit import EditAct, ReportEdit
from dondoc.draft.outline import Fill
from dondoc.draft.report_context import Group, Line, ReportContext, Section

#: Before a key: "at the place right before that paragraph".
BEFORE = "<"
#: Inside the names of added paragraphs: "plan.new.1".
_NEW = ".new."


class EditNoteKind(StrEnum):
    """Why a person has to look at an edit again."""

    #: The facts under the paragraph changed since it was written.
    STALE = "stale"
    #: The paragraph is no longer there.
    GONE = "gone"
    #: The text no longer speaks of a commitment; the annex still does.
    DROPPED = "dropped"


#: Parts in which a commitment has to be told, whatever other parts say of it.
_ACCOUNTED = frozenset({"results", "plan"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EditNote:
    """One thing about the edits of a report that a person should know."""

    kind: EditNoteKind
    #: Name of the paragraph; "" where it is about commitments only.
    key: str = ""
    #: The person's words.
    words: str = ""
    #: The generated words that the person saw, and those of now.
    seen: str = ""
    now: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A context with its edits, and what is to be said of them."""

    context: ReportContext
    notes: tuple[EditNote, ...] = ()


def with_edits(context: ReportContext, edits: Iterable[ReportEdit]) -> Edited:
    """The context as people want it: paragraphs reworded, left out, added, moved.

    An edited paragraph keeps its key and codes and says who wrote it. An edit stays when the facts under it changed,
    and is noted; one whose paragraph is gone is noted; so is each commitment that no paragraph speaks of any more.
    """
    wanted = {edit.key: edit for edit in edits}
    if not wanted:
        return Edited(context=context)
    known = {line.key: line for line in lines_of(context.sections)}
    notes = [*_stale(wanted, known), *_gone(wanted, known, context.sections)]
    moved: dict[str, Line] = {}
    sections = [_rewritten(section, wanted, moved) for section in context.sections]
    for edit in wanted.values():
        line = moved.get(edit.key) or _added(edit)
        if line is not None:
            sections = _with_line(sections, line, edit)
    left = tuple(_tidied(now, then) for now, then in zip(sections, context.sections, strict=True))
    told = {told for line in lines_of(left) for told in _told(line)}
    lost = [code for line in lines_of(context.sections) for part, code in _told(line) if (part, code) not in told]
    notes += [EditNote(kind=EditNoteKind.DROPPED, codes=(code,)) for code in dict.fromkeys(lost)]
    return Edited(context=replace(context, sections=left), notes=tuple(notes))


def _told(line: Line) -> Iterator[tuple[str, str]]:
    """The commitments of a paragraph, each with what is told of it: its result, its place in the plan, or anything."""
    part = line.key.partition(".")[0]
    for code in line.codes:
        yield "", code
        if part in _ACCOUNTED:
            yield part, code


def lines_of(sections: Iterable[Section]) -> Iterator[Line]:
    """All paragraphs of the parts, in the order of the page."""
    for section in sections:
        yield from section.paragraphs
        for group in section.groups:
            yield from group.lines


def part_of(key: str, parts: Iterable[str]) -> str:
    """The part, of those that a report has, in which a paragraph of this key stands; "" for none of them.

    >>> part_of("plan.new.2", ["results", "plan"]), part_of("other.p1", ["results", "plan"])
    ('plan', '')
    """
    return max((part for part in parts if part and key.startswith(f"{part}.")), key=len, default="")


def parts_of(sections: Iterable[Section]) -> list[str]:
    """Names of the parts, and of those that stand as groups inside others."""
    return [name for section in sections for name in (section.key, *(g.key for g in section.groups)) if name]


def new_key(part: str, taken: Iterable[str]) -> str:
    """The name of a paragraph that a person adds to a part.

    >>> new_key("plan", ["plan.new.1", "plan.abc"])
    'plan.new.2'
    """
    known, number = set(taken), 1
    while f"{part}{_NEW}{number}" in known:
        number += 1
    return f"{part}{_NEW}{number}"


def _stale(wanted: Mapping[str, ReportEdit], known: Mapping[str, Line]) -> Iterator[EditNote]:
    for edit in wanted.values():
        line = known.get(edit.key)
        if line is None or edit.act not in {EditAct.REPLACE, EditAct.REMOVE} or says_the_same(line.text, edit.seen):
            continue
        yield EditNote(
            kind=EditNoteKind.STALE, key=edit.key, words=edit.words, seen=edit.seen, now=line.text, codes=line.codes
        )


def _gone(
    wanted: Mapping[str, ReportEdit], known: Mapping[str, Line], sections: Sequence[Section]
) -> Iterator[EditNote]:
    parts = parts_of(sections)
    for edit in wanted.values():
        is_there = bool(part_of(edit.key, parts)) if edit.act is EditAct.ADD else edit.key in known
        if not is_there:
            yield EditNote(kind=EditNoteKind.GONE, key=edit.key, words=edit.words, seen=edit.seen, codes=edit.codes)


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts of a paragraph differ at most in white space and in the mark that closes an item of a list.

    >>> says_the_same("- Mở  lớp;", "- Mở lớp.")
    True
    """
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;")


def _rewritten(section: Section, wanted: Mapping[str, ReportEdit], moved: dict[str, Line]) -> Section:
    """The part with its paragraphs reworded; what is left out goes, what moves is laid into `moved`."""

    def kept(lines: Sequence[Line]) -> tuple[Line, ...]:
        found: list[Line] = []
        for line in lines:
            edit = wanted.get(line.key)
            if edit is None:
                found.append(line)
            elif edit.act is not EditAct.REMOVE:
                words = _reworded(line, edit, wanted) if edit.act is EditAct.REPLACE else line
                if edit.after:
                    moved[line.key] = words
                else:
                    found.append(words)
        return tuple(found)

    groups = tuple(replace(group, lines=kept(group.lines)) for group in section.groups)
    return replace(section, paragraphs=kept(section.paragraphs), groups=groups)


def _reworded(line: Line, edit: ReportEdit, wanted: Mapping[str, ReportEdit]) -> Line:
    """The paragraph in the person's words; it speaks also of what paragraphs that were joined into it spoke of."""
    joined = [code for other in wanted.values() if other.into == line.key for code in other.codes]
    figures = tuple(figure for figure in line.figures if figure.text in edit.words)
    codes = tuple(dict.fromkeys([*line.codes, *joined]))
    return replace(
        line, text=edit.words, codes=codes, figures=figures, written_by=edit.by, generated=line.text, is_open=False
    )


def _added(edit: ReportEdit) -> Line | None:
    if edit.act is not EditAct.ADD:
        return None
    return Line(text=edit.words, codes=edit.codes, key=edit.key, written_by=edit.by)


def _with_line(sections: Sequence[Section], line: Line, edit: ReportEdit) -> list[Section]:
    """The parts with a paragraph at its place, at the end of its part where that place is gone."""
    is_before = edit.after.startswith(BEFORE)
    anchor = edit.after.removeprefix(BEFORE)
    if anchor in {one.key for one in lines_of(sections)}:
        return [_beside(section, line, anchor, is_before=is_before) for section in sections]
    parts = parts_of(sections)
    part = anchor if anchor in parts else part_of(edit.key, parts)
    place = next((n for n, section in enumerate(sections) if part in parts_of([section])), None)
    if place is None:
        return list(sections)
    put = _at_head if part == anchor else _at_end
    return [*sections[:place], put(sections[place], line, part), *sections[place + 1 :]]


def _beside(section: Section, line: Line, anchor: str, *, is_before: bool) -> Section:
    def placed(lines: Sequence[Line]) -> tuple[Line, ...]:
        at = next((index for index, one in enumerate(lines) if one.key == anchor), None)
        if at is None:
            return tuple(lines)
        place = at if is_before else at + 1
        return (*lines[:place], line, *lines[place:])

    groups = tuple(replace(group, lines=placed(group.lines)) for group in section.groups)
    return replace(section, paragraphs=placed(section.paragraphs), groups=groups)


def _at_head(section: Section, line: Line, part: str) -> Section:
    if part == section.key:
        return replace(section, paragraphs=(line, *section.paragraphs), is_empty=False)
    return _in_group(section, part, lambda lines: (line, *lines))


def _at_end(section: Section, line: Line, part: str) -> Section:
    if not section.groups:
        return replace(section, paragraphs=(*section.paragraphs, line), is_empty=False)
    return _in_group(section, part, lambda lines: (*lines, line))


def _in_group(section: Section, part: str, put: Callable[[tuple[Line, ...]], tuple[Line, ...]]) -> Section:
    """The part with other paragraphs in its group of that name, in its last one where none bears the name."""
    named = [n for n, group in enumerate(section.groups) if group.key == part]
    place = named[-1] if named else len(section.groups) - 1
    group = replace(section.groups[place], lines=put(section.groups[place].lines), is_empty=False)
    return replace(section, groups=(*section.groups[:place], group, *section.groups[place + 1 :]))


def _lists(section: Section) -> set[str]:
    """Headings of the groups of a plan whose items are closed by semicolons and a full stop."""
    found: set[str] = set()
    for group in section.groups:
        if group.key != Fill.PLAN.value or not group.lines:
            continue
        *items, last = (line.text for line in group.lines)
        if last.endswith(".") and all(item.endswith(";") for item in items):
            found.add(group.heading)
    return found


def _tidied(section: Section, then: Section) -> Section:
    """The part without groups whose paragraphs were all left out: numbers follow each other, lists are closed.

    Where groups stand inside one another, the heading stays for a person to see.
    """
    lists, numbers = _lists(then), [group.number for group in section.groups if group.number]
    is_flat = len({group.level for group in section.groups}) < 2
    left_out = {g.heading for g, old in zip(section.groups, then.groups, strict=True) if old.lines and not g.lines}
    groups: list[Group] = []
    for group in section.groups:
        if group.heading in left_out and is_flat:
            continue
        number = numbers.pop(0) if group.number else ""
        lines = _closed(group.lines) if group.heading in lists else group.lines
        is_empty = group.is_empty and not any(line.written_by for line in lines)
        groups.append(replace(group, number=number, lines=lines, is_empty=is_empty))
    is_empty = section.is_empty and not any(line.written_by for line in lines_of([section]))
    return replace(section, groups=tuple(groups), is_empty=is_empty)


def _closed(lines: Sequence[Line]) -> tuple[Line, ...]:
    last = len(lines)
    return tuple(
        replace(line, text=line.text.rstrip(" .;") + (";" if number < last else "."))
        for number, line in enumerate(lines, 1)
    )
