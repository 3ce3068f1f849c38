"""Which facts a printed figure can be: by its value, by what it counts, and by the words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.draft.report_context import Origin
from dondoc.draft.trace_cues import has_cue, only_cues, standing_beside
from dondoc.draft.trace_facts import Fact, Meaning
from dondoc.draft.trace_tokens import Day, Name, Number, Percent, Share, Stretch, Token, Value
from dondoc.draft.trace_words import Written, stands_in

_COUNTED = frozenset({Meaning.TALLY, Meaning.HEADLINE, Meaning.PROMISES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """What may be said where the figure stands."""

    #: Cues that need not be said here: the place says them.
    free: frozenset[str] = frozenset()
    #: The only meanings that can stand here; empty for all.
    only: frozenset[Meaning] = frozenset()
    #: A promised number may stand here as it was promised.
    promises: bool = False


_TERMS = frozenset({Meaning.TARGET, Meaning.OLD_TARGET})
_DATES = frozenset({Meaning.DUE, Meaning.OLD_DUE, Meaning.NEW_DUE, Meaning.PERIOD})
REPORT = Mode()
HEADLINE = Mode()
PLAN = Mode(
    free=frozenset({"target", "due", "new_due", "missing"}),
    only=frozenset({*_TERMS, *_DATES, Meaning.MISSING, Meaning.CODE, Meaning.PROMISES}),
    promises=True,
)
TARGETS = Mode(free=frozenset({"target"}), only=_TERMS)
DUES = Mode(free=frozenset({"due", "old_due"}), only=_DATES)
WORDS_ONLY = Mode(only=frozenset({Meaning.PROMISED}), promises=True)
ANY = Mode(promises=True)


@dataclass(frozen=True, slots=True)
class Source:
    """What a figure says, and where it comes from."""

    meaning: Meaning
    origins: tuple[Origin, ...]


def sources_of(token: Token, mode: Mode, facts: Sequence[Fact], words: Sequence[Written]) -> list[Source]:
    """What explains a figure best: several only where they explain it equally well; empty for none.

    Between quotation marks stand the words of a promise and nothing else.
    """
    if token.quoted:
        return _of_words(token, words, promises=True)
    alone = only_cues(token)
    ranked = [
        (_rank(token, fact), Source(fact.meaning, fact.origins))
        for fact in facts
        if _is_possible(token, fact, mode, alone)
    ]
    said = [] if alone and ranked else _of_words(token, words, promises=mode.promises)
    ranked += [(1 if source.meaning is Meaning.PROMISED else 3, source) for source in said]
    best = min((rank for rank, _ in ranked), default=0)
    return [source for rank, source in ranked if rank == best]


def _of_words(token: Token, words: Sequence[Written], *, promises: bool) -> list[Source]:
    return [
        Source(row.meaning, (row.origin,)) for row in words if (promises or not row.is_target) and stands_in(token, row)
    ]


def _is_possible(token: Token, fact: Fact, mode: Mode, alone: frozenset[str]) -> bool:
    if mode.only and fact.meaning not in mode.only:
        return False
    if not any(_equal(reading, fact.value) for reading in token.readings):
        return False
    if alone and fact.cue not in alone and not alone <= fact.said:
        return False
    if fact.meaning in _COUNTED and (beside := standing_beside(token)) and fact.cue != f"standing.{beside}":
        return isinstance(fact.value, Share) and _fits(token, fact)
    if fact.cue and fact.cue not in mode.free and not has_cue(token, fact.cue):
        return False
    return _fits(token, fact)


def _equal(reading: Value, value: Value) -> bool:
    if isinstance(reading, Day) and isinstance(value, Day) and reading.year is None:
        return (reading.day, reading.month) == (value.day, value.month)
    if isinstance(reading, Stretch) and isinstance(value, Stretch) and reading.year is None:
        return (reading.months, reading.ordinal) == (value.months, value.ordinal)
    return reading == value


def _fits(token: Token, fact: Fact) -> bool:
    """Whether the figure counts what the fact counts; what is not said is taken from the sentence."""
    if isinstance(fact.value, (Percent, Day, Stretch, Name)) or not fact.units or not token.unit:
        return True
    return any(_begins_alike(token.unit, unit) for unit in fact.units)


def _begins_alike(printed: str, unit: str) -> bool:
    """Whether both begin with the same word: a figure may be followed by the counting noun alone ("giải")."""
    return _first_word(printed) == _first_word(unit)


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].split("/", maxsplit=1)[0]


def _rank(token: Token, fact: Fact) -> int:
    """0 where the words beside it say so, 1 where it counts the same, 2 where nothing speaks against it.

    A day, a period or a code needs no unit; what somebody wrote down (3) only explains what nothing else does.
    """
    if fact.cue and has_cue(token, fact.cue):
        return 0
    counts = isinstance(fact.value, (Number, Share))
    return 1 if not counts or (fact.units and token.unit) else 2
