"""Which new words would help: each is tried on the examples, and the choice on documents that it was not made from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dondoc.extract.learning import Clues, NewWord, Suggestion, find_clues, suggest
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.normalize import fold, squeeze
from dondoc.extract.scoring import Answers, Comparison, Tally, compare
from dondoc.usecases.score_examples import Sample

#: With fewer documents, none can be held out so that the others still show anything.
FEWEST_TO_HOLD_OUT = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """What is right and wrong over some documents; differences of two are counts too."""

    gold: int = 0
    hit: int = 0
    false: int = 0
    #: Attributes of paired commitments that are right.
    fields: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.gold + other.gold, self.hit + other.hit, self.false + other.false, self.fields + other.fields
        )

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.gold - other.gold, self.hit - other.hit, self.false - other.false, self.fields - other.fields
        )

    @property
    def value(self) -> int:
        """One number to choose by: a commitment found is worth ten right fields, a false one costs as much."""
        return 10 * (self.hit - self.false) + self.fields

    @property
    def f1(self) -> float:
        """F1 of the commitments."""
        found = self.hit + self.false
        return 2 * self.hit / (found + self.gold) if found + self.gold else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One suggested word, and what it does."""

    suggestion: Suggestion
    #: What it changes on the examples, beside the other words that help; alone, where it is not among them.
    effect: Counts
    #: What it changes on documents that it was not taken from, all together; None where too few were there.
    held_out: Counts | None
    #: It helps, and does no harm where it was held out.
    is_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """All suggestions, and what those that are good would do together."""

    words: tuple[Advice, ...]
    before: Counts
    after: Counts
    #: Before and after, each document read with the words that the others alone would have given.
    held_out: tuple[Counts, Counts] | None

    @property
    def good(self) -> list[NewWord]:
        """The words to be added."""
        return [one.suggestion.word for one in self.words if one.is_good]


#: Reads a sample with some words more.
Read = Callable[[Sample, tuple[NewWord, ...]], Answers]


def advise(samples: Sequence[Sample], read: Read, lexicon: Lexicon) -> Advised:
    """Suggest words by what the present reading of the samples gets wrong, and try each out."""
    trials = _Trials(samples=samples, read=read)
    clues = [find_clues(sample.document, trials.compare(sample, ()), lexicon) for sample in samples]
    everywhere = range(len(samples))
    suggestions = suggest(clues, lexicon)
    chosen = trials.select(suggestions, everywhere)
    folds = _hold_out(trials, clues, lexicon) if len(samples) >= FEWEST_TO_HOLD_OUT else None
    words = [_advice(one, chosen, trials, everywhere, folds) for one in suggestions]
    words.sort(key=lambda one: (not one.is_good, -one.effect.value, one.suggestion.word))
    good = [one.suggestion.word for one in words if one.is_good]
    before = trials.total(everywhere, ())
    return Advised(
        words=tuple(words),
        before=before,
        after=trials.total(everywhere, good),
        held_out=(before, sum((trials.counts(at, one) for at, one in enumerate(folds)), Counts())) if folds else None,
    )


def _hold_out(trials: "_Trials", clues: Sequence[Clues], lexicon: Lexicon) -> list[list[NewWord]]:
    """For each document the words that would be chosen if only the others were there."""
    folds: list[list[NewWord]] = []
    for at in range(len(clues)):
        others = [one for one in range(len(clues)) if one != at]
        folds.append(trials.select(suggest([clues[one] for one in others], lexicon), others))
    return folds


def _advice(
    suggestion: Suggestion,
    chosen: Sequence[NewWord],
    trials: "_Trials",
    everywhere: Sequence[int],
    folds: Sequence[Sequence[NewWord]] | None,
) -> Advice:
    word = suggestion.word
    if word in chosen:
        effect = trials.total(everywhere, chosen) - trials.total(everywhere, [w for w in chosen if w != word])
    else:
        effect = trials.total(everywhere, [word]) - trials.total(everywhere, ())
    held_out = None
    if folds is not None:
        changes = [
            trials.counts(at, words) - trials.counts(at, [w for w in words if w != word])
            for at, words in enumerate(folds)
            if word in words
        ]
        held_out = sum(changes, Counts())
    is_good = word in chosen and (held_out is None or held_out.value >= 0)
    return Advice(suggestion=suggestion, effect=effect, held_out=held_out, is_good=is_good)


@dataclass(slots=True, kw_only=True)
class _Trials:
    """Readings of the samples with some words more, each done once."""

    samples: Sequence[Sample]
    read: Read
    keys: list[str] = field(default_factory=list)
    done: dict[tuple[int, frozenset[NewWord]], Counts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = [squeeze(fold(sample.document.text)) for sample in self.samples]

    def compare(self, sample: Sample, words: Iterable[NewWord]) -> Comparison:
        """A sample as it is read with these words."""
        return compare(sample.document.text, sample.gold, self.read(sample, tuple(sorted(words))))

    def counts(self, at: int, words: Iterable[NewWord]) -> Counts:
        """What is right and wrong in one sample; a word that does not stand in it changes nothing there."""
        present = frozenset(word for word in words if word.word in self.keys[at])
        if (at, present) not in self.done:
            tally = Tally()
            tally.add(self.compare(self.samples[at], present))
            counted = Counts(tally.gold, tally.hit, tally.found - tally.hit, tally.fields_right())
            self.done[at, present] = counted
        return self.done[at, present]

    def total(self, places: Iterable[int], words: Iterable[NewWord]) -> Counts:
        """The counts over some samples."""
        tried = list(words)
        return sum((self.counts(at, tried) for at in places), Counts())

    def select(self, suggestions: Sequence[Suggestion], places: Sequence[int]) -> list[NewWord]:
        """The words that help together: from all of them, those are dropped without which it is no worse."""
        chosen = [one.word for one in suggestions]
        for one in sorted(suggestions, key=lambda one: (one.count, one.word)):
            without = [word for word in chosen if word != one.word]
            if self.total(places, without).value >= self.total(places, chosen).value:
                chosen = without
        return chosen
