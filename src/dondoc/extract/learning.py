"""Words that the vocabulary lacks, as a review shows them: what was missed, taken wrongly, or put elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dondoc.core.document import Document
from dondoc.extract.layout import read_layout
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.owners import is_unit
from dondoc.extract.passages import Passage
from dondoc.extract.scoring import Answer, Attribute, Comparison
from dondoc.extract.sections import Placed, Role, place

_WORD = re.compile(r"\w+")
#: Words of a heading that name a time and not a kind of section.
_TIME = frozenset({"năm", "quý", "tháng", "kỳ", "đầu", "cuối", "tuần", "ngày"})
_LONGEST_HEADING = 6
#: A phrase must stand in so many commitments that were moved to an area before it is proposed for it.
_FEWEST_IN_AREA = 2
_AREA_PHRASES = 3
#: A heading whose commitments were all rejected must have had so many.
_FEWEST_REJECTED = 2


@dataclass(frozen=True, slots=True, order=True)
class NewWord:
    """A word or phrase for a list of the vocabulary; `key` is where it stands ("verbs.hard", "areas.women.keywords").

    >>> str(NewWord("verbs.hard", "rà quét"))
    'verbs.hard: rà quét'
    """

    key: str
    word: str

    def __str__(self) -> str:
        return f"{self.key}: {self.word}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Words of one commitment that speak for a new word of a list."""

    key: str
    #: What could be added, the most general first ("be", "be bờ").
    words: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaClue:
    """A commitment with the area that it belongs to, folded; whether the reading had put it elsewhere."""

    area: str
    key: str
    is_moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """All that one document shows."""

    clues: tuple[Clue, ...] = ()
    areas: tuple[AreaClue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A word that the examples speak for."""

    word: NewWord
    #: How many commitments, in how many documents.
    count: int
    documents: int
    #: The words of one of them.
    example: str


@dataclass(slots=True)
class _Support:
    """What speaks for one word so far."""

    count: int = 0
    documents: set[int] = field(default_factory=set)
    example: str = ""


def find_clues(document: Document, one: Comparison, lexicon: Lexicon) -> Clues:
    """What the differences between a reading and its gold say of the vocabulary."""
    gold, found = one.gold.items, one.found.items
    missed = [gold[index] for index in one.missed]
    placed = _passages(document, lexicon)
    clues: list[Clue] = []
    for item in missed:
        clues += _verb_clues(document.text, item, lexicon)
        clues += _plan_clues(document.text, item, placed, lexicon)
    wrong_owner = [gold[index] for index, name in one.wrong if name is Attribute.OWNER]
    for item in [*wrong_owner, *missed]:
        clues += _owner_clues(document.text, item, lexicon)
    clues += _result_clues(document.text, found, one, placed, lexicon)
    moved = {index for index, name in one.wrong if name is Attribute.AREA}
    areas = [
        AreaClue(area=item.areas[0], key=_key(document.text, item), is_moved=index in moved)
        for index, item in enumerate(gold)
        if item.areas and Attribute.AREA not in item.unjudged
    ]
    return Clues(clues=tuple(clues), areas=tuple(areas))


def suggest(documents: Sequence[Clues], lexicon: Lexicon) -> list[Suggestion]:
    """The words that the documents speak for together, those with most support first."""
    support: dict[NewWord, _Support] = {}
    every = [(number, clue) for number, one in enumerate(documents) for clue in one.clues]
    general = Counter(NewWord(clue.key, word) for _, clue in every for word in clue.words)
    for number, clue in every:
        # "be" when several begin so ("be bờ", "be mương"), else the longer words, which say more.
        repeated = next((word for word in clue.words[:-1] if _is_repeated(clue, word, general)), clue.words[-1])
        _support(support, NewWord(clue.key, repeated), number, clue.quote)
    for word, number, quote in _area_words(documents, lexicon):
        _support(support, word, number, quote)
    found = [
        Suggestion(word=word, count=one.count, documents=len(one.documents), example=one.example)
        for word, one in support.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.word))


def _is_repeated(clue: Clue, word: str, general: Counter[NewWord]) -> bool:
    """Whether a shorter phrase stands for more commitments than the longest one."""
    return general[NewWord(clue.key, word)] > general[NewWord(clue.key, clue.words[-1])]


def _support(support: dict[NewWord, _Support], word: NewWord, number: int, quote: str) -> None:
    one = support.setdefault(word, _Support(example=quote))
    one.count += 1
    one.documents.add(number)


def _key(text: str, item: Answer) -> str:
    return fold(squeeze(text[item.start : item.end]))


def _verb_clues(text: str, item: Answer, lexicon: Lexicon) -> Iterator[Clue]:
    """The first words of a missed commitment, behind its owner and its manner, where no known verb stands."""
    words = squeeze(text[item.start : item.end])
    key, at = fold(words), 0
    owner = fold(squeeze(item.owner)) if item.owner else ""
    if owner and key.startswith(owner):
        at = len(owner)
    before = (lexicon.verbs.adverbs, lexicon.verbs.modals, lexicon.verbs.auxiliary)
    while True:
        at += len(key[at:]) - len(key[at:].lstrip(" ,:"))
        manner = next((found for phrases in before if (found := phrases.match(key, at))), None)
        if manner is None:
            break
        at += len(manner)
    first = _WORD.match(key, at)
    if first is None or lexicon.verbs.openers.match(key, at) or not first[0].isalpha() or is_unit(key[at:], lexicon):
        return
    second = _WORD.match(key, first.end() + 1)
    options = [first[0]]
    if second is not None and second[0].isalpha() and words[second.start()].islower():
        options.append(key[at : second.end()])
    kind = "soft" if item.kind == "ongoing" else "hard"
    yield Clue(key=f"verbs.{kind}", words=tuple(options), quote=words)


def _plan_clues(text: str, item: Answer, placed: Sequence[Placed], lexicon: Lexicon) -> Iterator[Clue]:
    """The headings over a missed commitment where none says that a plan follows, but for those that name a unit."""
    there = _placed_at(placed, item.start)
    if there is None or there.role is Role.PLAN:
        return
    for heading in there.path:
        phrase = "" if heading.owner else _heading_phrase(heading.text)
        if phrase and phrase not in lexicon.sections.plan.words:
            yield Clue(key="sections.plan", words=(phrase,), quote=squeeze(text[item.start : item.end]))


def _result_clues(
    text: str, found: Sequence[Answer], one: Comparison, placed: Sequence[Placed], lexicon: Lexicon
) -> Iterator[Clue]:
    """A heading that was taken for a plan although everything found below it is false."""
    false = set(one.spurious)
    below: dict[str, list[int]] = {}
    for index, item in enumerate(found):
        there = _placed_at(placed, item.start)
        if there is not None and there.role is Role.PLAN and there.path:
            below.setdefault(there.path[-1].text, []).append(index)
    for heading, indexes in below.items():
        phrase = _heading_phrase(heading)
        wrong = len(indexes) >= _FEWEST_REJECTED and false.issuperset(indexes)
        if wrong and phrase and phrase not in lexicon.sections.results.words:
            for index in indexes:
                quote = squeeze(text[found[index].start : found[index].end])
                yield Clue(key="sections.results", words=(phrase,), quote=quote)


def _owner_clues(text: str, item: Answer, lexicon: Lexicon) -> Iterator[Clue]:
    """The first words of an owner that does not begin as the names of units do."""
    name = squeeze(item.owner or "")
    key = fold(name)
    if not key or is_unit(key, lexicon):
        return
    quantifier = lexicon.owners.quantifiers.match(key, 0)
    at = len(quantifier) + 1 if quantifier else 0
    first = _WORD.match(key, at)
    if first is None or not first[0].isalpha():
        return
    options = [first[0]]
    second = _WORD.match(key, first.end() + 1)
    if second is not None and second[0].isalpha() and name[second.start()].islower():
        options.append(key[at : second.end()])
    yield Clue(key="owners.heads", words=tuple(options), quote=f"{name}: {squeeze(text[item.start : item.end])}")


def _area_words(documents: Sequence[Clues], lexicon: Lexicon) -> Iterator[tuple[NewWord, int, str]]:
    """Phrases that stand in several commitments that were moved to one area, and in none of another."""
    known = {area.code: set(area.keywords.words) for area in lexicon.areas}
    every = [(number, clue) for number, one in enumerate(documents) for clue in one.areas]
    for code in sorted({clue.area for _, clue in every if clue.is_moved} & set(known)):
        moved = [(number, clue) for number, clue in every if clue.area == code and clue.is_moved]
        elsewhere = {phrase for _, clue in every if clue.area != code for phrase in _phrases(clue.key, lexicon)}
        counts = Counter(phrase for _, clue in moved for phrase in _phrases(clue.key, lexicon))
        fit = [
            phrase
            for phrase, count in sorted(counts.items(), key=lambda one: (-one[1], -len(one[0]), one[0]))
            if count >= _FEWEST_IN_AREA and phrase not in elsewhere and phrase not in known[code]
        ]
        for phrase in _without_parts(fit)[:_AREA_PHRASES]:
            for number, clue in moved:
                if phrase in _phrases(clue.key, lexicon):
                    yield NewWord(f"areas.{code}.keywords", phrase), number, clue.key


def _phrases(key: str, lexicon: Lexicon) -> set[str]:
    """Pairs and triples of words that follow each other without a mark, not begun or ended by a word of grammar.

    None ends before a number: "guồng sợi số" of "guồng sợi số 4" is no phrase.
    """
    stops = set(lexicon.numbers.unit_stops.words)
    found: set[str] = set()
    for run in re.split(r"[^\w\s]+", key):
        words = run.split()
        for size in (2, 3):
            for at in range(len(words) - size + 1):
                part, after = words[at : at + size], words[at + size : at + size + 1]
                if after and not after[0].isalpha():
                    continue
                if all(word.isalpha() for word in part) and part[0] not in stops and part[-1] not in stops:
                    found.add(" ".join(part))
    return found


def _without_parts(phrases: Iterable[str]) -> list[str]:
    """The phrases without those that share words with one before them: one is enough."""
    kept: list[str] = []
    for phrase in phrases:
        words = set(phrase.split())
        if not any(words & set(other.split()) for other in kept):
            kept.append(phrase)
    return kept


def _heading_phrase(heading: str) -> str:
    """The words of a heading that say what stands below it: up to a number or a mark, without the words of a time."""
    words = re.split(r"[^\w\s]|\d|(?<!\w)[IVX]+(?!\w)", squeeze(heading))[0].split()
    folded = [fold(word) for word in words][:_LONGEST_HEADING]
    while folded and folded[-1] in _TIME:
        folded.pop()
    return " ".join(folded)


def _passages(document: Document, lexicon: Lexicon) -> list[Placed]:
    """The passages of the body in their sections, in the order of the text."""
    layout = read_layout(document, lexicon)
    prior = Role.PLAN if layout.kind in lexicon.sections.plan_documents.words else Role.UNKNOWN
    placed = place(list(layout.body), prior, lexicon, official=bool(layout.kind))
    return [one for one in placed if isinstance(one.element, Passage) and one.element.text]


def _placed_at(placed: Sequence[Placed], at: int) -> Placed | None:
    """The passage that holds a place of the document."""
    for one in placed:
        if isinstance(one.element, Passage):
            start, end = one.element.span(0, len(one.element.text))
            if start <= at < end:
                return one
    return None
