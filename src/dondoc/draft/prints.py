"""The print for the superior: without what is only the office's, and without what the chair left out, by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dondoc.draft.annex import with_annexes
from dondoc.draft.office import Column
from dondoc.draft.outline import Fill
from dondoc.draft.report_context import Annex, AnnexRow, Group, Line, Print, ReportContext, Section

#: Somebody's word for what has no proof yet: said to the superior without the person's name.
_ON_WORD = re.compile(r"theo xác nhận của [^()]*?(?=\))")
#: A limit with its story: several with the same story are told in one sentence.
_LIMIT = re.compile(r"- (?P<name>“[^”]*”(?: \([^()]*\))?): (?P<story>[^“”]+)")
_NO_ANNEX = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the chair picks for the superior."""

    #: Keys of paragraphs to leave out.
    without: tuple[str, ...] = ()
    #: Labels or numbers of annexes to keep; empty for all, "none" for none.
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that the internal print has and the superior's has not."""

    #: Key of the paragraph, or label of the annex.
    name: str
    words: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorPrint:
    """The print for the superior, what was left out, and what was asked for and does not exist."""

    context: ReportContext
    left_out: tuple[LeftOut, ...]
    unknown: tuple[str, ...]


def for_superior(context: ReportContext, choice: Choice) -> SuperiorPrint:
    """The report as it goes up. The plan keeps its codes in both prints: they come back with the next report."""
    keys = {line.key: line for section in context.sections for line in _lines(section)}
    left = [LeftOut(name=key, words=keys[key].text, codes=keys[key].codes) for key in choice.without if key in keys]
    kept = [annex for number, annex in enumerate(context.annexes, 1) if _is_chosen(annex, number, choice)]
    left += [
        LeftOut(name=annex.label, words=annex.title, codes=tuple(row.code for row in annex.rows if row.code))
        for annex in context.annexes
        if annex not in kept
    ]
    sections = tuple(_section(section, set(choice.without)) for section in context.sections)
    told = replace(context, sections=sections, print=Print.SUPERIOR)
    printed = with_annexes(told, [_annex(annex) for annex in kept])
    return SuperiorPrint(context=printed, left_out=tuple(left), unknown=_unknown(context, choice, set(keys)))


def _lines(section: Section) -> list[Line]:
    return [*section.paragraphs, *(line for group in section.groups for line in group.lines)]


def _is_chosen(annex: Annex, number: int, choice: Choice) -> bool:
    return not choice.annexes or _names(annex, number) & {name.casefold() for name in choice.annexes} != set()


def _names(annex: Annex, number: int) -> set[str]:
    return {annex.label.casefold(), annex.label.casefold().removeprefix("phụ lục").strip(), str(number)} - {""}


def _unknown(context: ReportContext, choice: Choice, keys: set[str]) -> tuple[str, ...]:
    known = {name for number, annex in enumerate(context.annexes, 1) for name in _names(annex, number)} | {_NO_ANNEX}
    wrong = [key for key in choice.without if key not in keys]
    return (*wrong, *(name for name in choice.annexes if name.casefold() not in known))


def _section(section: Section, without: set[str]) -> Section:
    paragraphs = tuple(_line(line) for line in section.paragraphs if line.key not in without)
    groups: list[Group] = []
    for group in section.groups:
        lines = tuple(_line(line) for line in group.lines if line.key not in without)
        if (group.key or section.key) == Fill.LIMITS.value:
            lines = _merged(lines)
        if lines or not group.lines:
            groups.append(replace(group, lines=lines))
    return replace(section, paragraphs=paragraphs, groups=tuple(groups))


def _line(line: Line) -> Line:
    return line if line.written_by else replace(line, text=_ON_WORD.sub("theo xác nhận của đơn vị", line.text))


def _merged(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Limits with the same story in one sentence, in the place of the first."""
    stories: dict[str, list[Line]] = {}
    for line in lines:
        match = _LIMIT.fullmatch(line.text)
        story = match["story"] if match is not None and not line.written_by else f"\n{line.key}"
        stories.setdefault(story, []).append(line)
    return tuple(_together(same, story) for story, same in stories.items())


def _together(lines: Sequence[Line], story: str) -> Line:
    if len(lines) == 1:
        return lines[0]
    names = "; ".join(match["name"] for line in lines if (match := _LIMIT.fullmatch(line.text)) is not None)
    return replace(
        lines[0],
        text=f"- {names}: {story}",
        codes=tuple(dict.fromkeys(code for line in lines for code in line.codes)),
        figures=tuple(figure for line in lines for figure in line.figures),
    )


def _annex(annex: Annex) -> Annex:
    """Without the column of codes, which are the office's own marks, and without names of persons."""
    places = [n for n, column in enumerate(annex.columns) if column.key != Column.CODE.value]
    whole = sum(annex.columns[n].width for n in places) or 1
    columns = tuple(replace(annex.columns[n], width=annex.columns[n].width * 100 // whole) for n in places)
    return replace(annex, columns=columns, rows=tuple(_row(row, places) for row in annex.rows))


def _row(row: AnnexRow, places: Sequence[int]) -> AnnexRow:
    cells = tuple(_ON_WORD.sub("theo xác nhận của đơn vị", row.cells[n]) for n in places if n < len(row.cells))
    return replace(row, cells=cells, proofs=())
