"""A superior's đề cương becomes an outline of the office: its order kept, its headings matched to what dondoc knows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dondoc.core.document import Document
from dondoc.draft.outline import DEEPEST, NUMBERINGS, Fill, GroupBy, Heading, Numbering, Outline, WhenEmpty
from dondoc.errors import BadInput
from dondoc.extract.asked_outline import (
    ANNEX,
    PLAN,
    REST,
    RESULTS,
    AskedHeading,
    PartWords,
    read_asked_outline,
)
from dondoc.extract.lexicon import Lexicon

_STYLES = {
    "part": Numbering.PART,
    "chapter": Numbering.PART,
    "upper": Numbering.UPPER,
    "roman": Numbering.ROMAN,
    "num": Numbering.ARABIC,
    "num)": Numbering.ARABIC,
    "num2": Numbering.DOTTED,
    "num3": Numbering.DOTTED,
    "letter": Numbering.LETTER,
    "": Numbering.NONE,
}
_FILLS: Mapping[str, tuple[Fill, ...]] = {
    "situation": (Fill.SITUATION,),
    "assessment": (Fill.STRENGTHS, Fill.LIMITS, Fill.CAUSES),
    "strengths": (Fill.STRENGTHS,),
    "limits": (Fill.LIMITS,),
    "causes": (Fill.CAUSES,),
    "lessons": (Fill.LESSONS,),
    "targets": (Fill.TARGETS,),
    "proposals": (Fill.PROPOSALS,),
    "text": (Fill.TEXT,),
    REST: (Fill.RESULTS,),
    RESULTS: (Fill.RESULTS,),
    PLAN: (Fill.PLAN,),
}
#: What a person writes anyway may stand anywhere and any number of times.
_WRITTEN = frozenset({Fill.SITUATION, Fill.LESSONS, Fill.PROPOSALS, Fill.TEXT})
_PERIOD = re.compile(
    r"(?:(?:0?6|sáu)\s+tháng\s+(?:đầu|cuối)\s+năm|quý\s+(?:IV|III|II|I|[1-4])\b(?=[\s/]+(?:năm\s+)?\d{4})"
    r"|năm(?=\s+\d{4}(?!\s*[-–])))(?:\s*/?\s*(?:năm\s+)?\d{4})?",
    re.IGNORECASE,
)
_TITLE = "Kết quả {subject} {period} và nhiệm vụ trọng tâm {next_period}"


class Match(StrEnum):
    """Why a heading is filled as it is."""

    #: By the words that name a part of a report.
    PART = "part"
    #: By keywords of areas of work.
    AREAS = "areas"
    #: It only holds the headings below it.
    HOLDS = "holds"
    #: An earlier heading has it already.
    TAKEN = "taken"
    #: Nothing told what it asks for.
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A heading of the outline with the reason of its filling."""

    heading: Heading
    match: Match
    #: The words by which it was matched.
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOutline:
    """An outline as read, heading by heading."""

    outline: Outline
    headings: tuple[Matched, ...]
    annexes: tuple[str, ...]

    @property
    def unmatched(self) -> tuple[str, ...]:
        """The headings that a person has to fill because nothing told what they ask for."""
        return tuple(m.heading.heading for m in self.headings if m.match in {Match.NONE, Match.TAKEN})


def read_outline_of(document: Document, name: str, words: PartWords, lexicon: Lexicon) -> ReadOutline:
    """The outline that a đề cương asks for.

    Raises:
        BadInput: `outline.no_headings` when the document has none that are numbered.
    """
    asked = read_asked_outline(document, words, lexicon)
    headings = [heading for heading in asked.headings if ANNEX not in heading.parts and heading.words]
    if not headings:
        raise BadInput(code="outline.no_headings", file=document.name)
    matched = tuple(_matched(_nested(headings)))
    outline = Outline(
        name=name,
        label=asked.title or "Dàn bài theo đề cương của cấp trên",
        document_type="BÁO CÁO",
        symbol="BC",
        title=_with_periods(asked.title, is_ahead=False) or _TITLE,
        lead="{basis}, {issuer} báo cáo {title} như sau:",
        closing="Trên đây là báo cáo {title} của {issuer}./.",
        headings=tuple(m.heading for m in matched),
    )
    return ReadOutline(outline=outline, headings=matched, annexes=asked.annexes)


@dataclass(frozen=True, slots=True)
class _Place:
    asked: AskedHeading
    level: int
    has_below: bool
    is_ahead: bool


def _nested(headings: Sequence[AskedHeading]) -> list[_Place]:
    """The headings with their levels: a part ("Phần I", "A." over "I.") is level 0, what is too deep is level 4."""
    has_parts = headings[0].style in {"part", "chapter"} or (
        headings[0].style == "upper" and any(h.style == "roman" for h in headings)
    )
    base = 0 if has_parts else 1
    found: list[_Place] = []
    ahead: list[tuple[int, bool]] = []
    for index, heading in enumerate(headings):
        following = headings[index + 1] if index + 1 < len(headings) else None
        while ahead and ahead[-1][0] >= heading.depth:
            ahead.pop()
        is_ahead = PLAN in heading.parts or (bool(ahead) and ahead[-1][1])
        ahead.append((heading.depth, is_ahead))
        has_below = following is not None and following.depth > heading.depth
        found.append(_Place(heading, min(heading.depth + base, DEEPEST), has_below, is_ahead))
    return found


def _matched(places: Sequence[_Place]) -> Iterator[Matched]:
    owners = _owners(places)
    taken: set[Fill] = set()
    above = -1
    numbers: dict[int, int] = {}
    for index, place in enumerate(places):
        level = min(place.level, above + 1 if above >= 0 else place.level)
        above = level
        areas = tuple(area for area in place.asked.areas if owners[place.is_ahead, area] == index)
        fills, match, words = _filled(place, areas, taken)
        if not areas:
            taken.update(fill for fill in fills if fill not in _WRITTEN)
        numbers = {deep: last for deep, last in numbers.items() if deep <= level}
        counted = numbers[level] = numbers.get(level, 0) + 1
        yield Matched(
            heading=_heading(place, index, level, fills=fills, areas=areas, counted=counted), match=match, words=words
        )


def _owners(places: Sequence[_Place]) -> dict[tuple[bool, str], int]:
    """Of each area the heading that names it best, apart in results and in plans."""
    best: dict[tuple[bool, str], tuple[int, int]] = {}
    for index, place in enumerate(places):
        if place.has_below:
            continue
        for area, words in place.asked.areas.items():
            weight = sum(len(word.split()) for word in words)
            key = (place.is_ahead, area)
            if key not in best or weight > best[key][0]:
                best[key] = (weight, index)
    return {key: index for key, (_, index) in best.items()} | {
        (place.is_ahead, area): -1
        for place in places
        for area in place.asked.areas
        if (place.is_ahead, area) not in best
    }


def _filled(place: _Place, areas: tuple[str, ...], taken: set[Fill]) -> tuple[tuple[Fill, ...], Match, tuple[str, ...]]:
    asked = place.asked
    if place.has_below:
        return (), Match.HOLDS, (asked.cue,) if asked.cue else ()
    if areas:
        words = tuple(word for area in areas for word in asked.areas[area])
        return (Fill.PLAN if place.is_ahead else Fill.RESULTS,), Match.AREAS, tuple(dict.fromkeys(words))
    wanted = tuple(fill for part in asked.parts for fill in _FILLS[part])
    if asked.areas or (wanted and all(fill in taken for fill in wanted)):
        return (Fill.TEXT,), Match.TAKEN, tuple(word for words in asked.areas.values() for word in words)
    free = tuple(fill for fill in wanted if fill not in taken)
    if not free:
        return (Fill.TEXT,), Match.NONE, ()
    return free, Match.PART, (asked.cue,) if asked.cue else ()


def _heading(
    place: _Place, index: int, level: int, *, fills: tuple[Fill, ...], areas: tuple[str, ...], counted: int
) -> Heading:
    usual = NUMBERINGS[level] if level < len(NUMBERINGS) else Numbering.NONE
    own = _STYLES[place.asked.style]
    number = place.asked.number
    by_area = not areas and level < DEEPEST - 1 and bool({Fill.RESULTS, Fill.PLAN}.intersection(fills))
    return Heading(
        level=level,
        heading=_with_periods(place.asked.words, is_ahead=place.is_ahead),
        name=f"m{index + 1}",
        fill=fills,
        areas=areas,
        group=GroupBy.AREA if by_area and REST not in place.asked.parts else GroupBy.NOTHING,
        empty=WhenEmpty.MARK,
        numbering=own if own is not usual else None,
        start=number if number is not None and number != counted and own is not Numbering.NONE else None,
        hints=place.asked.hints,
    )


def _with_periods(words: str, *, is_ahead: bool) -> str:
    """The words with holes for the periods: the first is reported on, a second one, or one of a plan, comes next.

    >>> _with_periods("Kết quả 6 tháng đầu năm 2027, nhiệm vụ 6 tháng cuối năm", is_ahead=False)
    'Kết quả {period}, nhiệm vụ {next_period}'
    """
    safe = words.replace("{", "(").replace("}", ")")
    holes = iter(["{next_period}"] if is_ahead else ["{period}", "{next_period}"])
    return _PERIOD.sub(lambda match: next(holes, match[0]), safe)
