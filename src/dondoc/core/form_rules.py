"""What an office asks of the form of its documents (values of config/form.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dondoc.core.form import Align, Component


class Case(StrEnum):
    """How the words of a part are written."""

    UPPER = "upper"
    LOWER = "lower"
    ANY = "any"


class Rule(StrEnum):
    """The line below a part."""

    #: As long as its text.
    EQUAL = "equal"
    #: One third to one half of its text.
    PART = "part"
    NONE = "none"


class Side(StrEnum):
    """The half of the page on which a part stands."""

    LEFT = "left"
    RIGHT = "right"


class Source(StrEnum):
    """What an asked property rests on."""

    #: Read in the decree itself; in two transcriptions of it; known by custom.
    READ = "V"
    TRANSCRIBED = "V2"
    CUSTOM = "K"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one part has to look; None where nothing is asked. Sizes and gaps in points, lengths in millimetres."""

    name: str
    article: str
    source: Source = Source.TRANSCRIBED
    is_required: bool = False
    #: The only words it may have; none where they are free.
    words: tuple[str, ...] = ()
    size: tuple[float, float] | None = None
    bold: bool | None = None
    italic: bool | None = None
    case: Case = Case.ANY
    align: Align | None = None
    #: How far its first line may go in.
    indents_mm: tuple[float, ...] = ()
    #: Least room above it, and most.
    gap_pt: float | None = None
    gap_most_pt: float | None = None
    #: Line spacing, least and most, as multiples of single.
    line: tuple[float, float] | None = None
    is_one_line: bool = False
    rule: Rule = Rule.NONE
    rule_source: Source = Source.TRANSCRIBED
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLook:
    """Paper and margins; each margin least and most, in millimetres."""

    article: str
    paper_mm: tuple[float, float]
    top_mm: tuple[float, float]
    bottom_mm: tuple[float, float]
    left_mm: tuple[float, float]
    right_mm: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRules:
    """Everything that is asked."""

    #: What the articles are of: "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I".
    decree: str
    fonts: tuple[str, ...]
    font_article: str
    #: Names of kinds of documents in small letters.
    kinds: frozenset[str]
    addressed_kinds: frozenset[str]
    addressed_article: str
    mixed_codes: frozenset[str]
    academic_titles: tuple[str, ...]
    page: PageLook
    page_number: Look
    annex_article: str
    looks: Mapping[Component, Look]

    def look(self, component: Component) -> Look:
        """What is asked of a part."""
        return self.page_number if component is Component.PAGE_NUMBER else self.looks[component]
