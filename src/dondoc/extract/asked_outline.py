"""The headings of a superior's đề cương: their order, numbering and words, what each asks for, and the guide text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dondoc.core.document import Document
from dondoc.extract.areas import areas_named
from dondoc.extract.layout import read_elements
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.passages import BULLETS, Passage
from dondoc.extract.phrases import Phrases
from dondoc.extract.sections import Role, heading_role

#: Names of what a heading can ask for besides areas of work (`AskedHeading.parts`).
RESULTS, PLAN, REST, ANNEX = "results", "plan", "rest", "annex"
#: Words of guide text are longer than those of a heading.
_LONGEST = 150
#: So far from its beginning the words of a part may stand in a heading.
_NEAR = 25
_SPLIT = re.compile(r"\s*(?:[:(]|\.\s+(?=\w))")
_NUMBER = re.compile(r"\d+(?=\D*$)")
_ROMAN = re.compile(r"[ivxl]+")
_CAPS_PART = re.compile(r"phần\b")
#: Numberings of headings, the outermost first; bullets are guide text.
_RANKS = {"part": 0, "chapter": 0, "upper": 1, "roman": 2, "num": 3, "num)": 3, "num2": 4, "letter": 5, "num3": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """Words by which headings are told (config/outline_words.toml)."""

    #: Part → words.
    parts: Mapping[str, Phrases]
    openers: Phrases
    before: Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedHeading:
    """One heading of a đề cương."""

    #: Style of its numbering ("roman"), as `Passage.style` calls it; "" without a number.
    style: str
    #: Depth from 0 among the headings.
    depth: int
    words: str
    #: Its own number, where it can be read.
    number: int | None = None
    #: What it asks for: "results", "plan", "limits" …; empty where that is not told.
    parts: tuple[str, ...] = ()
    #: Areas of work with the keywords by which they were found.
    areas: Mapping[str, tuple[str, ...]]
    #: The words that told its parts.
    cue: str = ""
    #: Guide text below it.
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOutline:
    """A đề cương as read."""

    #: The line that says what the report is about, or "".
    title: str
    headings: tuple[AskedHeading, ...]
    #: Titles of the tables of figures that go with it.
    annexes: tuple[str, ...] = ()


def read_asked_outline(document: Document, words: PartWords, lexicon: Lexicon) -> AskedOutline:
    """The headings of a đề cương in order; empty where the document has no numbered headings. Never raises."""
    passages = [one for one in read_elements(document, lexicon) if isinstance(one, Passage)]
    first = next((n for n, one in enumerate(passages) if _is_first(one)), len(passages))
    lines, annexes = _until_annex(passages[first:], words, lexicon)
    found = _with_depth(list(_headings(lines, words)))
    return AskedOutline(
        title=_title(passages[:first], lexicon), headings=tuple(_told(found, words, lexicon)), annexes=tuple(annexes)
    )


def _is_first(one: Passage) -> bool:
    return one.style in {"part", "chapter", "roman", "upper", "num"} and not one.cell and bool(one.text.strip())


def _title(head: Sequence[Passage], lexicon: Lexicon) -> str:
    """The line above the headings that tells of results; lines that belong to it stand right below."""
    for one in head:
        starts = lexicon.sections.results.match(one.key, 0) or one.key.startswith(("tổng kết", "sơ kết", "công tác "))
        if starts and not one.style and not one.text.startswith("("):
            words = squeeze(one.text)
            return words.capitalize() if one.is_upper else words
    return ""


def _until_annex(passages: Sequence[Passage], words: PartWords, lexicon: Lexicon) -> tuple[list[Passage], list[str]]:
    """The lines of the outline, then the titles of its annexes; "Nơi nhận" and signatures end it."""
    lines: list[Passage] = []
    annexes: list[str] = []
    is_behind = False
    for one in passages:
        if one.key.startswith("nơi nhận") or (lexicon.cues.signature.match(one.key, 0) and one.is_upper):
            is_behind = True
        elif words.parts[ANNEX].match(one.key, one.body) and len(one.text) < _LONGEST:
            annexes.append(squeeze(one.words or one.text))
            is_behind = True
        elif not is_behind:
            lines.append(one)
    return lines, annexes


def _headings(lines: Sequence[Passage], words: PartWords) -> Iterator[AskedHeading]:
    """The headings with their guide text; a title below "PHẦN THỨ NHẤT" is of the same heading."""
    current: AskedHeading | None = None
    for one in lines:
        is_titled = current is None or bool(current.words)
        if not is_titled and not one.style and current is not None:
            current = replace(current, words=squeeze(one.text))
            continue
        if not _is_heading(one, words):
            if current is not None and (hint := squeeze(one.words).strip(" .;")):
                current = replace(current, hints=(*current.hints, hint))
            continue
        if current is not None:
            yield current
        name, hint = _parted(one)
        style = one.style if one.style in _RANKS else ""
        current = AskedHeading(
            style=style, depth=_RANKS.get(style, 2), words=name, number=_number(one), areas={},
            hints=(hint,) if hint else (),
        )  # fmt: skip
    if current is not None:
        yield current


def _is_heading(one: Passage, words: PartWords) -> bool:
    if one.cell or one.style in BULLETS or (one.style not in _RANKS and not one.level):
        return False
    key = one.key[one.body :]
    return words.openers.match(key, 0) is None and len(_parted(one)[0]) <= _LONGEST


def _parted(one: Passage) -> tuple[str, str]:
    """The words of a heading, and the guide text that stands behind a colon, in brackets or in a second sentence."""
    text = one.words.strip()
    cut = _SPLIT.search(text)
    if cut is None or cut.start() == 0:
        return squeeze(text).rstrip(" .;:"), ""
    hint = text[cut.start() :].strip(" .:;()")
    return squeeze(text[: cut.start()]).rstrip(" .;:"), squeeze(hint)


def _number(one: Passage) -> int | None:
    label = fold(one.text[: one.body]).strip(" .:/)-")
    if one.style == "roman" and (found := _ROMAN.match(label)):
        return _roman(found[0])
    digits = _NUMBER.search(label)
    return int(digits[0]) if digits and one.style in {"num", "num)", "num2", "num3"} else None


def _roman(label: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[sign] for sign in label]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _with_depth(headings: list[AskedHeading]) -> list[AskedHeading]:
    """Depths by the numberings that stand above one another."""
    open_styles: list[str] = []
    found: list[AskedHeading] = []
    for heading in headings:
        if heading.style in open_styles:
            del open_styles[open_styles.index(heading.style) + 1 :]
        else:
            while open_styles and _RANKS.get(open_styles[-1], 2) >= heading.depth:
                open_styles.pop()
            open_styles.append(heading.style)
        found.append(replace(heading, depth=len(open_styles) - 1))
    return found


def _told(headings: Sequence[AskedHeading], words: PartWords, lexicon: Lexicon) -> Iterator[AskedHeading]:
    """The headings with what they ask for; below results and plans stand areas of work."""
    above: list[tuple[int, Role]] = []
    for heading in headings:
        while above and above[-1][0] >= heading.depth:
            above.pop()
        parent = above[-1][1] if above else Role.UNKNOWN
        told = _with_parts(heading, parent, words, lexicon)
        role = Role.PLAN if PLAN in told.parts else Role.RESULTS if RESULTS in told.parts else parent
        above.append((heading.depth, role))
        yield told


def _with_parts(heading: AskedHeading, parent: Role, words: PartWords, lexicon: Lexicon) -> AskedHeading:
    key = fold(heading.words)
    if named := _parts_named(key, parent, words):
        return replace(heading, parts=tuple(named), cue="; ".join(named.values()))
    areas = areas_named(key, lexicon)
    role = heading_role(key, Role.UNKNOWN, lexicon)
    if parent in {Role.RESULTS, Role.PLAN} and (areas or role in {Role.UNKNOWN, parent}):
        part = PLAN if parent is Role.PLAN else RESULTS
        is_whole = not areas and role is parent
        told = (part,) if areas or is_whole else ()
        return replace(heading, parts=told, areas=areas, cue=heading.words if is_whole else "")
    if role in {Role.RESULTS, Role.PLAN}:
        cues = lexicon.sections.plan if role is Role.PLAN else lexicon.sections.results
        cue = cues.search(key)
        return replace(heading, parts=(PLAN if role is Role.PLAN else RESULTS,), cue=cue[1] if cue else "")
    if areas:
        return replace(heading, parts=(RESULTS,), areas=areas)
    return heading


def _parts_named(key: str, parent: Role, words: PartWords) -> dict[str, str]:
    """Part → the words that name it, in the order of the heading; several only for limits with their causes."""
    found: list[tuple[int, str, str]] = []
    for part, phrases in words.parts.items():
        hit = phrases.search(key)
        if hit is not None and hit[0] <= _NEAR and _may_stand(key[: hit[0]], words) and _fits(part, parent):
            found.append((hit[0], part, hit[1]))
    if not found:
        return {}
    _, part, cue = min(found)
    told = {part: cue}
    if part == "limits" and (cause := words.parts["causes"].search(key)):
        told["causes"] = cause[1]
    return told


def _fits(part: str, parent: Role) -> bool:
    """Targets and organisation are parts of a plan; "Thuận lợi" is none of it."""
    if part == "targets":
        return parent is Role.PLAN
    return part not in {"situation", "strengths"} or parent is not Role.PLAN


def _may_stand(before: str, words: PartWords) -> bool:
    """Whether nothing but words without weight stands before the name of a part."""
    rest = before.strip(" ,")
    while rest and (phrase := words.before.match(rest, 0)):
        rest = rest[len(phrase) :].strip(" ,")
    return not rest
