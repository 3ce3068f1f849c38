"""The outline of a report (dàn bài): which parts it has, in which order, under which headings, and what fills each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Fill(StrEnum):
    """What stands under a heading."""

    #: How many commitments and pieces of work are followed, and where they stand.
    OVERVIEW = "overview"
    #: Number of members, employment, income: dondoc does not know them.
    SITUATION = "situation"
    #: What was done and is under way, by areas of work.
    RESULTS = "results"
    #: The same in one sentence an area, for a notice.
    SUMMARY = "summary"
    #: Ưu điểm: what was reached.
    STRENGTHS = "strengths"
    #: Hạn chế: what was missed, is late or stopped.
    LIMITS = "limits"
    #: Nguyên nhân: the reasons that were recorded.
    CAUSES = "causes"
    #: What was missed with its reasons, grouped by where it stands.
    STANDINGS = "standings"
    #: Nhiệm vụ kỳ tới.
    PLAN = "plan"
    #: Of these the plain figures ("Từ 95% trở lên đoàn viên …").
    TARGETS = "targets"
    #: Bài học kinh nghiệm.
    LESSONS = "lessons"
    #: Kiến nghị, đề xuất.
    PROPOSALS = "proposals"
    #: Anything else that a person writes.
    TEXT = "text"


#: What only a person can write.
WRITTEN = frozenset({Fill.SITUATION, Fill.LESSONS, Fill.PROPOSALS, Fill.TEXT})
#: Where a line about a commitment accounts for it.
ACCOUNTS = frozenset({Fill.RESULTS, Fill.SUMMARY, Fill.LIMITS, Fill.STANDINGS})
#: Heading of what has no heading of its own.
REST = "Nội dung khác"
#: What looks ahead.
AHEAD = frozenset({Fill.PLAN, Fill.TARGETS})


class WhenEmpty(StrEnum):
    """What becomes of a heading to which there is nothing to say."""

    #: It is left out, and the others are numbered without it.
    OMIT = "omit"
    #: It stands with a mark: a person has to write it.
    MARK = "mark"


class Numbering(StrEnum):
    """How the headings of a level are counted."""

    #: "Phần I", on a line of its own.
    PART = "part"
    #: "A."
    UPPER = "upper"
    #: "I."
    ROMAN = "roman"
    #: "1."
    ARABIC = "arabic"
    #: "1.1.", after the number of the heading above.
    DOTTED = "dotted"
    #: "a)"
    LETTER = "letter"
    #: Without a number.
    NONE = "none"


#: The numbering of a level that says nothing else (NĐ 30/2020: Phần I, I., 1., a)).
NUMBERINGS = (Numbering.PART, Numbering.ROMAN, Numbering.ARABIC, Numbering.LETTER)
#: The deepest level: below "a)" there are only the lines.
DEEPEST = 4


class GroupBy(StrEnum):
    """Under which headings of their own the lines of a part stand."""

    AREA = "area"
    OWNER = "owner"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One heading of the outline with what stands below it, before the headings of the next level."""

    #: 0 "Phần I", 1 "I.", 2 "1.", 3 "a)" (or "1.1."), 4 below that.
    level: int
    #: May name `{period}` and `{next_period}`.
    heading: str
    #: Name inside the outline: what a person writes below it is kept under this name.
    name: str
    fill: tuple[Fill, ...] = ()
    #: Codes of the areas of work that stand here; without any, all that stand nowhere else.
    areas: tuple[str, ...] = ()
    group: GroupBy = GroupBy.NOTHING
    empty: WhenEmpty = WhenEmpty.OMIT
    #: What the draft prints where a person has to write.
    mark: str = "(đơn vị bổ sung)"
    numbering: Numbering | None = None
    #: The number from which it counts on, where the superior's own does not begin anew.
    start: int | None = None
    #: What the superior asks to be written here; never printed.
    hints: tuple[str, ...] = ()

    @property
    def counted(self) -> Numbering:
        """Its own numbering, or that of its level."""
        return self.numbering or (NUMBERINGS[self.level] if self.level < len(NUMBERINGS) else Numbering.NONE)

    @property
    def is_ahead(self) -> bool:
        """Whether it holds tasks of the next period."""
        return bool(AHEAD.intersection(self.fill))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A kind of report: its head, its headings in order (each with its level), its annexes."""

    name: str
    #: What it is called in a list.
    label: str
    #: "BÁO CÁO", "THÔNG BÁO".
    document_type: str
    #: Abbreviation of the type in the number (NĐ 30/2020, phụ lục III): "BC", "TB".
    symbol: str
    #: Trích yếu; may name {subject}, {period}, {next_period}.
    title: str
    #: May also name {title}, {issuer}, {basis}.
    lead: str
    closing: str
    headings: tuple[Heading, ...]
    #: Whether the table of all commitments goes with it.
    has_annex: bool = True
    #: Whether it has "Kính gửi" where the office has a superior body.
    is_addressed: bool = True
    #: Whether each task is printed with its date, also one that is due at the end of the period.
    dates_tasks: bool = False

    def fills(self) -> frozenset[Fill]:
        """Everything that stands somewhere in it."""
        return frozenset(fill for heading in self.headings for fill in heading.fill)


def completed(outline: Outline) -> Outline:
    """The outline with a place for everything that a report has to account for.

    Work of an area without a heading gets "Nội dung khác" behind the last results; what was missed gets a part of its
    own where the outline has none, and so do the tasks to come.
    """
    headings = list(outline.headings)
    if not any(_takes_rest(heading) for heading in headings):
        headings.insert(_behind(headings, Fill.RESULTS), _rest(headings))
    found = {fill for heading in headings for fill in heading.fill}
    if not found & {Fill.LIMITS, Fill.STANDINGS, Fill.SUMMARY}:
        limits = Heading(
            level=1, heading="Hạn chế, nguyên nhân", name="limits-rest", fill=(Fill.STANDINGS,), empty=WhenEmpty.OMIT
        )
        place = _section_end(headings, _behind(headings, Fill.RESULTS))
        headings.insert(place, limits)
    if not found & AHEAD:
        words = "Nhiệm vụ {next_period}"
        headings.append(Heading(level=1, heading=words, name="plan-rest", fill=(Fill.PLAN,), group=GroupBy.AREA))
    return replace(outline, headings=tuple(headings))


def without_empty(outline: Outline, fills: Sequence[Fill]) -> Outline:
    """The outline in which headings with one of these fills are left out when there is nothing to say."""
    wanted = frozenset(fills)
    headings = (replace(h, empty=WhenEmpty.OMIT) if wanted.intersection(h.fill) else h for h in outline.headings)
    return replace(outline, headings=tuple(headings))


def numbers(headings: Sequence[Heading]) -> Iterator[str]:
    """The number of each heading in order, as it is printed ("" for one that is not counted).

    >>> one = Heading(level=1, heading="", name="")
    >>> two, three = replace(one, level=2), replace(one, level=3)
    >>> list(numbers([one, two, two, three, one, two]))
    ['I.', '1.', '2.', 'a)', 'II.', '1.']
    """
    counts = [0] * (DEEPEST + 2)
    written = [""] * (DEEPEST + 2)
    for heading in headings:
        level = heading.level
        if heading.counted is not Numbering.NONE:
            counts[level] = heading.start if heading.start is not None else counts[level] + 1
        counts[level + 1 :] = [0] * (DEEPEST + 1 - level)
        above = next((text for text in reversed(written[:level]) if text), "")
        written[level] = number_of(heading.counted, counts[level], above)
        written[level + 1 :] = [""] * (DEEPEST + 1 - level)
        yield written[level]


_LETTERS = "abcdđeghiklmnopqrstuvxy"
_TENS = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


def number_of(numbering: Numbering, count: int, above: str) -> str:
    """A number as it is printed; letters are those of the Vietnamese alphabet.

    >>> [number_of(n, 5, "2.") for n in Numbering]
    ['Phần V', 'Đ.', 'V.', '5.', '2.5.', 'đ)', '']
    """
    match numbering:
        case Numbering.PART:
            return f"Phần {_roman(count)}"
        case Numbering.UPPER:
            return f"{_letter(count).upper()}."
        case Numbering.ROMAN:
            return f"{_roman(count)}."
        case Numbering.ARABIC:
            return f"{count}."
        case Numbering.DOTTED:
            return f"{above if above[:1].isdigit() else ''}{count}."
        case Numbering.LETTER:
            return f"{_letter(count)})"
        case Numbering.NONE:
            return ""


def _letter(count: int) -> str:
    return _LETTERS[(count - 1) % len(_LETTERS)]


def _roman(count: int) -> str:
    text = ""
    for sign, value in _TENS:
        while count >= value:
            text, count = text + sign, count - value
    return text


def _takes_rest(heading: Heading) -> bool:
    return bool({Fill.RESULTS, Fill.SUMMARY}.intersection(heading.fill)) and not heading.areas


def _rest(headings: Sequence[Heading]) -> Heading:
    last = next((h for h in reversed(headings) if Fill.RESULTS in h.fill), None)
    if last is None:
        words = "Kết quả thực hiện {period}"
        return Heading(level=1, heading=words, name="results-rest", fill=(Fill.RESULTS,), group=GroupBy.AREA)
    level = last.level if last.level > 1 else last.level + 1
    return Heading(level=level, heading=REST, name="results-rest", fill=(Fill.RESULTS,))


def _behind(headings: Sequence[Heading], fill: Fill) -> int:
    """Where a heading may be put behind the last one that has the fill, and behind all others of its level."""
    places = [index for index, heading in enumerate(headings) if fill in heading.fill]
    if not places:
        return next((i for i, heading in enumerate(headings) if heading.is_ahead and heading.level <= 1), len(headings))
    level = max(headings[places[-1]].level - 1, min(headings[places[-1]].level, 1))
    above = (i for i in range(places[-1] + 1, len(headings)) if headings[i].level <= level)
    return next(above, len(headings))


def _section_end(headings: Sequence[Heading], place: int) -> int:
    """The next place from there at which a section begins."""
    return next((i for i in range(place, len(headings)) if headings[i].level <= 1), len(headings))
