"""A task with a note behind it ("(mã theo dõi: …; chủ trì: …)") is one task, and the note has the last word on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dondoc.core.extraction import FoundCommitment, Kind, Mark, MarkedField, Reason
from dondoc.core.target import Target
from dondoc.core.task_note import NO_RHYTHM, Label, Note, read_day, read_nature, read_targets
from dondoc.extract.anchor import Anchor
from dondoc.extract.areas import area_of_label
from dondoc.extract.dates import Deadline, Grip, choose, find_deadlines
from dondoc.extract.fields import Measures, measure
from dondoc.extract.governing import Due, Owner
from dondoc.extract.lexicon import Lexicon
from dondoc.extract.marks import locate, mark
from dondoc.extract.normalize import fold
from dondoc.extract.owners import is_issuer
from dondoc.extract.passages import Passage
from dondoc.extract.recurrence import find_rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReader:
    """Reads the note of one passage."""

    passage: Passage
    note: Note
    anchor: Anchor
    issuer: str | None
    lexicon: Lexicon

    def owner(self, told: Owner) -> Owner:
        """Who the note charges, else who the words do."""
        name = self.note[Label.LEAD]
        if not name:
            return told
        if is_issuer(name, self.issuer, self.lexicon):
            return Owner()
        return Owner(name=name, reason=Reason("owner:note", name), marks=self._marks(Label.LEAD, MarkedField.OWNER))

    def due(self, told: Due) -> Due:
        """By when the note says, else the words do."""
        words = self.note[Label.DUE]
        day = read_day(words)
        deadline = choose(find_deadlines(fold(words), self.anchor, self.lexicon, bare=True))
        if day is not None:
            deadline = Deadline(start=0, end=len(words), due=day, nominal=day, window=None, grip=Grip.LIMIT, ends=True)
        if deadline is None:
            return told
        return Due(deadline=deadline, reason=Reason("due:note", words), marks=self._marks(Label.DUE, MarkedField.DUE))

    def measures(self, told: Measures) -> Measures:
        """The numbers and the rhythm of the note, else those of the words."""
        numbers, rhythm = self.note[Label.TARGETS], self.note[Label.RHYTHM]
        if numbers:
            targets, guesses = self._targets(numbers)
            told = replace(told, targets=targets, guesses=guesses, found=())
        if rhythm:
            told = replace(told, rhythm=None if rhythm == NO_RHYTHM else find_rhythm(fold(rhythm)))
        return told

    def left(self, told: Measures) -> Measures:
        """What of the measures still stands in the words of the task."""
        found = () if self.note[Label.TARGETS] else told.found
        return replace(told, found=found, rhythm=None if self.note[Label.RHYTHM] else told.rhythm)

    def _targets(self, words: str) -> tuple[tuple[Target, ...], tuple[Reason, ...]]:
        """As the note writes them; how they add up is guessed as it is of any words."""
        guessed = measure(words, self.anchor, self.lexicon)
        written = read_targets(words)
        if written is None or _figures(written) == _figures(guessed.targets):
            return guessed.targets, guessed.guesses
        return written, ()

    def settle(self, found: FoundCommitment) -> FoundCommitment:
        """The commitment with the sort of work and the area that the note names."""
        nature = read_nature(self.note[Label.NATURE])
        kind = nature if nature is not None and not found.targets else found.kind
        label = self.note[Label.AREA]
        area = area_of_label(fold(label), self.lexicon)
        reasons = found.reasons
        if area is not None:
            reasons = (*(r for r in reasons if not r.startswith("area:")), str(Reason("area:label", label)))
        direction = found.direction and kind is Kind.ONGOING
        return replace(found, kind=kind, area=area or found.area, direction=direction, reasons=reasons)

    def words(self, numbers: tuple[str, ...], rhythm: str) -> tuple[tuple[str, ...], str]:
        """The words of the numbers and those of the rhythm."""
        said = self.note[Label.TARGETS]
        return (said,) if said else numbers, self.note[Label.RHYTHM] or rhythm

    def marks(self) -> Iterator[Mark]:
        """Where the note says how much and how often."""
        yield from self._marks(Label.TARGETS, MarkedField.TARGETS)
        yield from self._marks(Label.RHYTHM, MarkedField.RECURRENCE)

    def _marks(self, label: Label, field: MarkedField) -> tuple[Mark, ...]:
        words = self.note[label]
        return mark(self.passage, locate(self.passage, words, self.note.start), field) if words else ()


def _figures(targets: tuple[Target, ...]) -> list[tuple[object, ...]]:
    return [(one.comparator, one.value, one.unit, one.percent) for one in targets]
