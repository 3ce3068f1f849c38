"""From an outline to the sections of a report: each heading gets what fills it, then all are counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from dondoc.draft.clause import one_line, upper_first
from dondoc.draft.figures import covered_text, period_text
from dondoc.draft.outline import (
    AHEAD,
    REST,
    WRITTEN,
    Fill,
    Heading,
    Numbering,
    Outline,
    WhenEmpty,
    numbers,
)
from dondoc.draft.outline_assessment import causes, limits, standings, strengths
from dondoc.draft.outline_facts import Content, Facts, as_list
from dondoc.draft.outline_plan import plan, without_place
from dondoc.draft.outline_results import marked, overview, results, summary
from dondoc.draft.report_context import Group, Line, ReportContext, Section

#: Level of a group by how it is counted (`Group.level`).
_GROUP_LEVELS = {Numbering.ARABIC: 2, Numbering.DOTTED: 3, Numbering.LETTER: 4}
#: Who writes what stands in one place.
_WHOLE: Mapping[Fill, Callable[[Facts], Content]] = {
    Fill.OVERVIEW: overview,
    Fill.STRENGTHS: strengths,
    Fill.LIMITS: limits,
    Fill.CAUSES: causes,
    Fill.STANDINGS: standings,
}
#: Who writes what can be parted by areas of work; the last argument are those that stand under another heading.
_BY_AREA: Mapping[Fill, Callable[[Facts, Heading, Set[str]], Content]] = {
    Fill.RESULTS: results,
    Fill.SUMMARY: summary,
    Fill.PLAN: plan,
    Fill.TARGETS: plan,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A heading with the lines right below it; without a heading, more lines of another part."""

    heading: Heading
    key: str
    lines: tuple[Line, ...] = ()
    has_heading: bool = True


def sections_of(facts: Facts) -> tuple[Section, ...]:
    """The sections of the report in the order of its outline; headings without anything to say are left or marked."""
    outline = with_rest_of_plan(facts)
    whole = replace(facts, outline=outline)
    blocks = list(_blocks(whole, outline))
    counted = iter(list(numbers([b.heading for b in blocks if b.has_heading])))
    found: list[Section] = []
    for block in blocks:
        number = next(counted) if block.has_heading else ""
        if block.heading.level <= 1 and block.has_heading:
            found.append(_section(block, number))
        else:
            found[-1] = _below(found[-1], block, number)
    return tuple(_with_emptiness(section) for section in found)


def with_rest_of_plan(facts: Facts) -> Outline:
    """The outline with "Nội dung khác" behind its last tasks, where some task has no heading."""
    headings = facts.outline.headings
    if not without_place(facts, headings):
        return facts.outline
    index, last = [(n, h) for n, h in enumerate(headings) if h.is_ahead][-1]
    rest = Heading(level=max(last.level, 2), heading=REST, name="plan-rest", fill=(Fill.PLAN,))
    behind = next((n for n, h in enumerate(headings) if n > index and h.level < rest.level), len(headings))
    return replace(facts.outline, headings=(*headings[:behind], rest, *headings[behind:]))


def _blocks(facts: Facts, outline: Outline) -> Iterator[_Block]:
    """The headings that are printed, in order, with their lines."""
    told = [_contents(facts, heading, outline) for heading in outline.headings]
    for index, heading in enumerate(outline.headings):
        has_own = any(content for _, content in told[index])
        if not has_own and heading.empty is WhenEmpty.OMIT and not _has_below(outline.headings, told, index):
            continue
        if not has_own and not _has_below(outline.headings, told, index):
            yield from _printed(heading, [(_key(heading, None), marked(heading))])
        else:
            yield from _printed(heading, told[index])


def _has_below(headings: tuple[Heading, ...], told: list[list[tuple[str, Content]]], index: int) -> bool:
    """Whether a heading below it is printed."""
    for place in range(index + 1, len(headings)):
        if headings[place].level <= headings[index].level:
            return False
        if headings[place].empty is WhenEmpty.MARK or any(content for _, content in told[place]):
            return True
    return False


def _printed(heading: Heading, told: list[tuple[str, Content]]) -> Iterator[_Block]:
    first, *others = told or [(heading.name, Content())]
    yield _Block(heading=heading, key=first[0], lines=first[1].lines)
    yield from _under(heading, *first)
    for key, content in others:
        if content.lines:
            yield _Block(heading=heading, key=key, lines=content.lines, has_heading=False)
        yield from _under(heading, key, content)


def _under(heading: Heading, key: str, content: Content) -> Iterator[_Block]:
    """The headings that the content brings along, one level deeper."""
    for words, lines in content.groups:
        below = Heading(level=heading.level + 1, heading=words, name=heading.name)
        yield _Block(heading=below, key=key, lines=lines)


def _contents(facts: Facts, heading: Heading, outline: Outline) -> list[tuple[str, Content]]:
    """(part, content) for each fill of a heading."""
    return [(_key(heading, fill), _content(fill, facts, heading, outline)) for fill in heading.fill]


def _content(fill: Fill, facts: Facts, heading: Heading, outline: Outline) -> Content:
    if fill in WRITTEN:
        return Content()
    if fill in _WHOLE:
        content = _WHOLE[fill](facts)
        return as_list("Nguyên nhân", content) if fill is Fill.CAUSES and Fill.LIMITS in heading.fill else content
    family = AHEAD if fill in AHEAD else frozenset({fill})
    return _BY_AREA[fill](facts, heading, _named(outline, family))


def _named(outline: Outline, fills: frozenset[Fill]) -> set[str]:
    """Areas of work that stand under a heading of their own."""
    return {area for heading in outline.headings if fills.intersection(heading.fill) for area in heading.areas}


def _key(heading: Heading, fill: Fill | None) -> str:
    """The part that lines belong to: all tasks are "plan", and what a person writes has the heading's own name."""
    if fill is None or fill in WRITTEN:
        return heading.name
    return Fill.PLAN.value if fill in AHEAD else fill.value


def _section(block: _Block, number: str) -> Section:
    level = 0 if block.heading.counted is Numbering.PART else 1
    words = block.heading.heading.upper()
    section = Section(number=number, heading=words, key=block.heading.name, level=level)
    return _below(section, replace(block, has_heading=False), "")


def _below(section: Section, block: _Block, number: str) -> Section:
    """The section with more lines: running text right below its heading, else a group."""
    if not block.has_heading:
        if not block.lines:
            return section
        listed = block.lines[0].text.startswith(("- ", "+ "))
        if not section.groups and not listed:
            lines = (replace(line, key=block.key) for line in block.lines)
            return replace(section, paragraphs=(*section.paragraphs, *lines))
        return replace(section, groups=(*section.groups, Group(lines=block.lines, key=block.key)))
    numbering = block.heading.counted
    level = _GROUP_LEVELS.get(numbering, 2 if block.heading.level <= 2 else 4)
    words = upper_first(one_line(block.heading.heading))
    group = Group(number=number, heading=words, lines=block.lines, level=level, key=block.key)
    return replace(section, groups=(*section.groups, group))


def in_words(outline: Outline, facts: Facts) -> Outline:
    """The outline with the periods in its headings."""
    period, following = covered_text(facts.snapshot.plan), period_text(facts.next_period)
    headings = (
        replace(h, heading=one_line(h.heading.replace("{period}", period).replace("{next_period}", following)))
        for h in outline.headings
    )
    return replace(outline, headings=tuple(headings))


def _with_emptiness(section: Section) -> Section:
    groups = tuple(replace(group, is_empty=_only_marks(group.lines)) for group in section.groups)
    lines = [*section.paragraphs, *(line for group in groups for line in group.lines)]
    return replace(section, groups=groups, is_empty=_only_marks(lines))


def _only_marks(lines: Iterable[Line]) -> bool:
    found = list(lines)
    return bool(found) and all(line.is_open for line in found)


def open_sections(context: ReportContext) -> tuple[str, ...]:
    """The headings under which a mark still waits for a person, in order: "I. TÌNH HÌNH …", "III. … / 3. Nguyên nhân".

    What a person has written in place of a mark is no longer open.
    """
    found: list[str] = []
    for section in context.sections:
        name = f"{section.number} {section.heading}".strip()
        if any(_waits(line) for line in section.paragraphs):
            found.append(name)
        for group in section.groups:
            if any(_waits(line) for line in group.lines):
                below = f"{group.number} {group.heading}".strip()
                found.append(f"{name} / {below}" if below else name)
    return tuple(dict.fromkeys(found))


def _waits(line: Line) -> bool:
    return line.is_open and not line.written_by
