"""What the parts of a report are written from, and what they give to the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dondoc.core.period import Period
from dondoc.core.snapshot import Snapshot
from dondoc.draft.clause import lower_first, one_line, upper_first
from dondoc.draft.figures import number_text
from dondoc.draft.merged_text import MergedParts
from dondoc.draft.next_plan import PlannedItem
from dondoc.draft.office import Area
from dondoc.draft.outline import REST, GroupBy, Outline
from dondoc.draft.report_context import Line
from dondoc.draft.wording import Account, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the parts of the report are written from."""

    snapshot: Snapshot
    accounts: tuple[Account, ...]
    areas: tuple[Area, ...]
    plan: tuple[PlannedItem, ...]
    next_period: Period
    issuer: str
    voice: Voice
    #: Heading of an area, with `{area}`.
    area_heading: str
    outline: Outline
    #: What the units below reported, where the report merges it.
    merged: MergedParts | None = None

    def label_of(self, area: str) -> str:
        """The heading of an area of work; "Nội dung khác" for one that is not among the office's."""
        found = next((a for a in self.areas if a.code == area), None)
        if found is None:
            return REST
        return upper_first(one_line(self.area_heading.replace("{area}", lower_first(found.label))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line with what decides where it stands."""

    line: Line
    area: str = ""
    owner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a part gives: running lines, then lines under headings of their own."""

    lines: tuple[Line, ...] = ()
    groups: tuple[tuple[str, tuple[Line, ...]], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.lines or self.groups)


def under_headings(rows: Sequence[Told], group: GroupBy, areas: Sequence[str], facts: Facts) -> Content:
    """The lines in the order of `areas`, else of the office's areas, under headings of areas or of who does them."""
    order = [*areas, *(a.code for a in facts.areas if a.code not in areas)]
    places = {code: place for place, code in enumerate(order)}
    ordered = sorted(rows, key=lambda told: places.get(told.area, len(order)))
    match group:
        case GroupBy.NOTHING:
            return Content(lines=tuple(told.line for told in ordered))
        case GroupBy.AREA:
            return Content(groups=_groups((facts.label_of(told.area), told.line) for told in ordered))
        case GroupBy.OWNER:
            named = sorted(rows, key=lambda told: told.owner is None)
            return Content(groups=_groups((told.owner or facts.issuer, told.line) for told in named))


def _groups(rows: Iterable[tuple[str, Line]]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    found: dict[str, list[Line]] = {}
    for heading, line in rows:
        found.setdefault(heading, []).append(line)
    return tuple((heading, tuple(lines)) for heading, lines in found.items())


def closed(content: Content, sign: str = ";") -> Content:
    """Every line ends with the sign, the last of a list with a point."""

    def close(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        last = len(lines)
        return tuple(replace(line, text=line.text + ("." if n == last else sign)) for n, line in enumerate(lines, 1))

    return Content(
        lines=close(content.lines), groups=tuple((heading, close(lines)) for heading, lines in content.groups)
    )


def as_list(name: str, content: Content) -> Content:
    """The lines as items below a line with their name, where no heading names them."""
    if not content.lines:
        return content
    codes = dict.fromkeys(code for line in content.lines for code in line.codes)
    items = (replace(line, text=f"+ {line.text.removeprefix('- ')}") for line in content.lines)
    return replace(content, lines=(Line(text=f"- {name}:", codes=tuple(codes)), *items))


def count(number: int) -> str:
    """A count as the text writes it ("05")."""
    return number_text(Decimal(number))
