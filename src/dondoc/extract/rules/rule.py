"""What a rule is: one sentence that it must catch, a condition on a candidate clause, a finding with its weight."""

from collections.abc import Callable
from dataclasses import dataclass

from dondoc.extract.lexicon import Lexicon
from dondoc.extract.sections import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A clause with all that a rule may ask of it. Keys are folded."""

    #: The whole clause.
    key: str
    #: The clause from its verb on: time and subject at the head are left out.
    body: str
    role: Role
    certain: bool
    #: A unit stands as its subject.
    has_subject: bool
    #: It has a number to reach.
    counts: bool
    #: It is nothing but words in capitals at their head, as names of persons are.
    is_name: bool
    #: It names a date of its own.
    dated: bool
    #: It begins an item of a list (a bullet or a number stands before it).
    begins_item: bool
    #: The sentence up to the clause's end.
    sentence: str
    lexicon: Lexicon
    #: The sentence asks it of the superior body that the letterhead names.
    asks_superior: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule says of a candidate: how much it speaks for (or against) a commitment, and by which words."""

    rule: str
    weight: float
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named condition. An `ignores` rule that finds something settles the matter: no commitment."""

    name: str
    ignores: bool
    apply: Callable[[Candidate], Finding | None]
    #: Sentences that it finds, and sentences that it must leave alone, for its test.
    must_find: tuple[str, ...]
    must_ignore: tuple[str, ...]
