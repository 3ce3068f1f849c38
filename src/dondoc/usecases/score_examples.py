"""Scoring a way of reading on the examples: what is found, missed and false, and which fields are wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dondoc.core.document import Document
from dondoc.extract.scoring import Answers, Comparison, Tally, compare


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A document with what should be found in it."""

    name: str
    #: The text in which the gold counts; the document has the same.
    document: Document
    gold: Answers
    #: What was found when it was brought in; None where nobody noted it.
    then: Answers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One way of reading over all samples."""

    tally: Tally
    #: In the order of the samples.
    comparisons: tuple[Comparison, ...]


def score(samples: Sequence[Sample], read: Callable[[Sample], Answers]) -> Scored:
    """Read every sample and compare it with its gold."""
    tally = Tally()
    comparisons: list[Comparison] = []
    for sample in samples:
        one = compare(sample.document.text, sample.gold, read(sample))
        tally.add(one)
        comparisons.append(one)
    return Scored(tally=tally, comparisons=tuple(comparisons))


def score_then(samples: Sequence[Sample]) -> Scored | None:
    """The score of what was found when the documents were brought in; None where one has no note of it."""
    readings = {sample.name: sample.then for sample in samples if sample.then is not None}
    return score(samples, lambda sample: readings[sample.name]) if len(readings) == len(samples) else None
